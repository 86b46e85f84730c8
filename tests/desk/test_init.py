"""`tuntas init`: an archive that is whole at once, or nothing."""

import contextlib
import fcntl
import hashlib
import os
import re
import select
import shutil
import subprocess
import sys
import termios
from pathlib import Path

import pytest
import yaml

from command import Tuntas
from sites import run, tree
from tuntas import __version__

KOTA_SERANG = ("--government", "Pemerintah Kota Serang", "--url", "https://rapim.serangkota.go.id")
LIST = """\
\ufeffNama;Singkatan
Dinas Kesehatan;Dinkes
"Badan Perencanaan; Riset dan Inovasi";Bapperida
"""


@pytest.fixture(autouse=True)
def nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder, in which the program is called."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    return tmp_path


class TestArchive:
    @pytest.mark.parametrize("options", [(), KOTA_SERANG], ids=["nothing given", "Kota Serang"])
    def test_it_has_no_problem_and_builds_at_once(
        self, nowhere: Path, tuntas: Tuntas, options: tuple[str, ...]
    ) -> None:
        assert tuntas("init", "arsip", *options).status == 0
        checked = tuntas("check", "--strict", "--config", "arsip/mkdocs.yml")
        assert checked.status == 0, checked.err
        assert tuntas("build", "-q", "--config", "arsip/mkdocs.yml").status == 0
        assert (nowhere / "arsip/site/index.html").is_file()

    def test_agencies_come_from_a_list(self, nowhere: Path, tuntas: Tuntas) -> None:
        (nowhere / "opd.csv").write_text(LIST, encoding="utf-8")
        tuntas("init", "arsip", *KOTA_SERANG, "--agencies", "opd.csv")
        notes = sorted((nowhere / "arsip/content/opd").glob("*/index.md"))
        assert [note.parent.name for note in notes] == ["bapperida", "dinkes"]
        assert "nama: Badan Perencanaan; Riset dan Inovasi\n" in notes[0].read_text()
        owners = (nowhere / "arsip/CODEOWNERS").read_text()
        assert "# /content/opd/dinkes/ @dinkes" in owners

    def test_all_samples_are_marked(self, nowhere: Path, tuntas: Tuntas) -> None:
        tuntas("init", "arsip")
        content = nowhere / "arsip/content"
        notes = [*content.glob("meetings/*/*.md"), *content.glob("opd/*/laporan/*.md")]
        assert len(notes) == 2
        assert all("contoh: true" in note.read_text() for note in notes)

    @pytest.mark.parametrize("name", ['Arsip "kita": 100% #1', "null", "2026", "Arsip: rapim"])
    def test_any_name_stands_as_it_was_given(self, nowhere: Path, tuntas: Tuntas, name: str) -> None:
        assert tuntas("init", "arsip", "--name", name, "--government", name).status == 0
        settings = yaml.safe_load((nowhere / "arsip/mkdocs.yml").read_text())
        assert settings["site_name"] == name
        assert settings["plugins"][0]["tuntas"]["government"] == name
        assert tuntas("check", "--config", "arsip/mkdocs.yml").status == 0

    def test_the_same_day_gives_the_same_bytes(self, nowhere: Path, tuntas: Tuntas) -> None:
        for folder in ("satu", "dua"):
            tuntas("init", folder, *KOTA_SERANG, "--as-of", "2026-03-01")
        assert tree(nowhere / "satu") == tree(nowhere / "dua")


class TestInstalling:
    """What a forge is told to install: this very Tuntas, and what it was tested with."""

    def noted(self, site: Path, noted: str | None) -> str:
        """What `init` writes where pip noted something of how Tuntas came here; its requirements."""
        info = site / "tuntas-1.2.0.dist-info"
        info.mkdir(parents=True)
        (info / "METADATA").write_text("Metadata-Version: 2.4\nName: tuntas\nVersion: 1.2.0\n")
        if noted is not None:
            (info / "direct_url.json").write_text(noted)
        made = run("init", "arsip", cwd=site.parent, PYTHONPATH=str(site))
        assert made.returncode == 0, made.stderr
        return (site.parent / "arsip/requirements.txt").read_text().splitlines()[1]

    def pinned(self, nowhere: Path) -> list[str]:
        lines = (nowhere / "arsip/pustaka.txt").read_text().splitlines()
        return [line for line in lines if not line.lstrip().startswith(("#", "--hash="))]

    def test_from_an_index_the_version(self, nowhere: Path) -> None:
        assert self.noted(nowhere / "site", None) == f"tuntas=={__version__}"
        assert all(re.fullmatch(r"[\w.-]+==[\w.]+( ; .+)?", each) for each in self.pinned(nowhere))

    def test_from_git_the_commit(self, nowhere: Path) -> None:
        vcs = '{"url": "https://git.contoh.id/tuntas", "vcs_info": {"vcs": "git", "commit_id": "abc"}}'
        assert self.noted(nowhere / "site", vcs) == "tuntas @ git+https://git.contoh.id/tuntas@abc"
        assert "--hash" not in (nowhere / "arsip/pustaka.txt").read_text()

    def test_from_an_address_the_address_with_its_hash(self, nowhere: Path) -> None:
        url = "https://contoh.id/tuntas-1.2.0-py3-none-any.whl"
        noted = f'{{"url": "{url}", "archive_info": {{"hashes": {{"sha256": "ab12"}}}}}}'
        assert self.noted(nowhere / "site", noted) == f"tuntas @ {url} --hash=sha256:ab12"

    def test_from_a_file_that_file(self, nowhere: Path) -> None:
        wheel = nowhere / "unduhan berkas/tuntas-1.2.0-py3-none-any.whl"
        wheel.parent.mkdir()
        wheel.write_bytes(b"isi")
        noted = f'{{"url": "{wheel.as_uri()}", "archive_info": {{}}}}'
        digest = hashlib.sha256(b"isi").hexdigest()
        line = f"./vendor/tuntas-1.2.0-py3-none-any.whl --hash=sha256:{digest}"
        assert self.noted(nowhere / "site", noted) == line
        assert (nowhere / "arsip/vendor/tuntas-1.2.0-py3-none-any.whl").read_bytes() == b"isi"
        hashed = (nowhere / "arsip/pustaka.txt").read_text()
        assert all(each.endswith(" \\") for each in self.pinned(nowhere))
        assert hashed.count("--hash=sha256:") >= len(self.pinned(nowhere))

    def test_a_file_can_be_named(self, nowhere: Path, tuntas: Tuntas) -> None:
        wheel = nowhere / "tuntas-1.2.0-py3-none-any.whl"
        wheel.write_bytes(b"isi")
        told = tuntas("init", "arsip", "--wheel", wheel)
        assert "--wheel" not in told.out
        assert "./vendor/tuntas-1.2.0-py3-none-any.whl " in (nowhere / "arsip/requirements.txt").read_text()

    def test_a_file_that_is_none_is_told(self, nowhere: Path, tuntas: Tuntas) -> None:
        (nowhere / "lain.whl").write_bytes(b"")
        for name in ("lain.whl", "tuntas-9.9.9-py3-none-any.whl"):
            told = tuntas("init", "arsip", "--wheel", name)
            assert told.status == 2
            assert "bukan berkas rilis Tuntas" in told.err
        assert not (nowhere / "arsip").exists()

    def test_where_only_this_machine_has_it_that_is_told(self, tuntas: Tuntas) -> None:
        assert "ulangi dengan --wheel BERKAS" in tuntas("init", "arsip").out


class TestRefusals:
    def test_a_folder_with_something_in_it_stays_as_it_is(self, nowhere: Path, tuntas: Tuntas) -> None:
        (nowhere / "arsip").mkdir()
        (nowhere / "arsip/surat.txt").write_text("penting")
        told = tuntas("init", "arsip")
        assert told.status == 2
        assert "sudah ada isinya" in told.err
        assert tree(nowhere / "arsip") == {"surat.txt": b"penting"}

    def test_an_empty_folder_may_be_there(self, nowhere: Path, tuntas: Tuntas) -> None:
        (nowhere / "arsip").mkdir()
        assert tuntas("init", "arsip").status == 0

    @pytest.mark.parametrize(
        ("options", "said"),
        [
            (("--url", "rapim"), "site_url"),
            (("--timezone", "Asia/Serang"), "timezone"),
            (("--tag-authority", "bukan nama"), "tag_authority"),
        ],
    )
    def test_settings_that_can_not_be_are_told_and_nothing_is_written(
        self, nowhere: Path, tuntas: Tuntas, options: tuple[str, ...], said: str
    ) -> None:
        told = tuntas("init", "arsip", *options)
        assert told.status == 2
        assert said in told.err
        assert not list(nowhere.iterdir())

    @pytest.mark.parametrize(
        ("text", "said"),
        [
            ("", "opd.csv baris 1: kolomnya harus bernama nama"),
            ("name,code\nDinkes,1\n", "opd.csv baris 1: kolomnya harus bernama nama"),
            ("nama,singkatan\n", "tidak berisi OPD"),
            ("nama,singkatan\nDinas A,B,C\n", "opd.csv baris 2: ada 3 sel, seharusnya 2"),
            ("nama,singkatan\nDinas A,A\n,B\n", "opd.csv baris 3: namanya kosong"),
            ("nama,singkatan\nDinas A,A\nDinas B,a\n", "opd.csv baris 3: folder “a” sudah dipakai Dinas A"),
            ("nama,folder\nDinas A,Dinas_A\n", "pakai misalnya “dinas-a”"),
            ('nama,singkatan\n"Dinas A,A\n', "CSV-nya tidak utuh"),
            ("nama;singkatan\nDinas A;A\nDinas, B\n", "opd.csv baris 3: ada 1 sel, seharusnya 2"),
            ("nama,singkatan\nDinas A,A\nDinas\u202e B,B\n", "opd.csv baris 3: "),
            ("nama,folder\nDinas A,../luar\n", "“../luar” tidak dapat menjadi nama folder"),
        ],
    )
    def test_a_broken_list_is_told_with_its_line_and_nothing_is_written(
        self, nowhere: Path, tuntas: Tuntas, text: str, said: str
    ) -> None:
        (nowhere / "opd.csv").write_text(text, "utf-8")
        told = tuntas("init", "arsip", "--agencies", "opd.csv")
        assert told.status == 2
        assert said in told.err
        assert [each.name for each in nowhere.iterdir()] == ["opd.csv"]

    def test_a_list_in_another_encoding_is_told(self, nowhere: Path, tuntas: Tuntas) -> None:
        (nowhere / "opd.csv").write_text("nama\nDinas Caf\xe9\n", "cp1252")
        told = tuntas("init", "arsip", "--agencies", "opd.csv")
        assert told.status == 2
        assert "simpan sebagai “CSV UTF-8”" in told.err
        assert [each.name for each in nowhere.iterdir()] == ["opd.csv"]

    def test_a_list_that_is_not_there_is_told(self, nowhere: Path, tuntas: Tuntas) -> None:
        told = tuntas("init", "arsip", "--agencies", "tidak-ada.csv")
        assert told.status == 3
        assert "tidak-ada.csv" in told.err
        assert not list(nowhere.iterdir())

    @pytest.mark.parametrize("target", ["arsip", "arsip/baru"])
    def test_a_place_where_nothing_may_be_written_is_told(self, nowhere: Path, target: str) -> None:
        (nowhere / "arsip").mkdir(mode=0o555)
        told = without_power("init", target, cwd=nowhere)
        assert told.returncode == 3
        assert "Mesin tidak dapat menyelesaikan pekerjaan ini: Permission denied" in told.stderr
        assert tree(nowhere) == {}

    @pytest.mark.parametrize("given", [b"\x04", b"Kota Contoh\n\x03"], ids=["end of input", "interrupt"])
    def test_who_stops_answering_has_begun_nothing(self, nowhere: Path, given: bytes) -> None:
        status, said = at_a_terminal("init", "arsip", cwd=nowhere, given=given)
        assert status == 2, said
        assert "Dibatalkan; tidak ada yang ditulis." in said
        assert not list(nowhere.iterdir())


class TestInterruption:
    """An `init` that is killed loses nothing, and can be repeated."""

    KILLED = """
import os, pathlib, sys
from tuntas.cli import main
write, left = pathlib.Path.write_bytes, int(sys.argv[1])
def until(path, data):
    global left
    left -= 1
    if left < 0:
        os._exit(9)
    return write(path, data)
pathlib.Path.write_bytes = until
main(["init", "arsip"])
"""

    @pytest.mark.parametrize("is_there", [False, True], ids=["new folder", "empty folder"])
    @pytest.mark.parametrize("written", [0, 1, 12])
    def test_it_can_be_repeated(self, nowhere: Path, tuntas: Tuntas, written: int, is_there: bool) -> None:
        if is_there:
            (nowhere / "arsip").mkdir()
        (nowhere / "surat.txt").write_text("penting")
        killed = [sys.executable, "-c", self.KILLED, str(written)]
        assert subprocess.run(killed, cwd=nowhere, check=False).returncode == 9
        assert not (nowhere / "arsip/mkdocs.yml").exists()
        assert tuntas("init", "arsip").status == 0
        assert tuntas("check", "--config", "arsip/mkdocs.yml").status == 0
        assert not list((nowhere / "arsip").glob(".tuntas-init*"))
        assert (nowhere / "surat.txt").read_text() == "penting"

    def test_the_folder_in_which_one_stands_stays_the_same(self, nowhere: Path, tuntas: Tuntas) -> None:
        before = nowhere.stat().st_ino
        assert tuntas("init", ".").status == 0
        assert nowhere.stat().st_ino == before
        assert tuntas("build", "-q").status == 0

    def test_what_fails_at_the_end_leaves_an_empty_folder(
        self, nowhere: Path, tuntas: Tuntas, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        rename = Path.rename

        def failing(path: Path, target: Path) -> Path:
            if target.name == "mkdocs.yml":
                raise OSError(28, "No space left on device")
            return rename(path, target)

        monkeypatch.setattr(Path, "rename", failing)
        assert tuntas("init", ".").status == 3
        assert not list(nowhere.iterdir())


def without_power(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run a command that must obey the modes of folders, as root need not."""
    power = []
    if os.geteuid() == 0:
        if not shutil.which("setpriv"):
            pytest.skip("root may write everywhere, and there is no setpriv to take that away")
        power = ["setpriv", "--bounding-set=-dac_override,-dac_read_search"]
    return subprocess.run(
        [*power, sys.executable, "-m", "tuntas", *arguments],
        cwd=cwd,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )


def at_a_terminal(*arguments: str, cwd: Path, given: bytes) -> tuple[int, str]:
    """Run a command at a terminal, where somebody types; its exit status, and what was to be seen."""
    ours, theirs = os.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "tuntas", *arguments],
        cwd=cwd,
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        start_new_session=True,
        preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),  # noqa: PLW1509 - so that Ctrl-C reaches it
    )
    os.close(theirs)
    seen = os.read(ours, 1000)
    while process.poll() is None:  # a key that is pressed between two questions may be lost, as for people
        with contextlib.suppress(OSError):  # a terminal that is closed has no end, it fails
            os.write(ours, given)
            while select.select([ours], [], [], 0.5)[0]:
                seen += os.read(ours, 1000)
    with contextlib.suppress(OSError):
        while more := os.read(ours, 1000):
            seen += more
    os.close(ours)
    return process.returncode, seen.decode()
