"""`tuntas init`: an archive that is whole at once, and a plain server that publishes it."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from command import Tuntas
from repositories import commit, git
from sites import tree

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
        ],
    )
    def test_a_broken_list_is_told_with_its_line_and_nothing_is_written(
        self, nowhere: Path, tuntas: Tuntas, text: str, said: str
    ) -> None:
        (nowhere / "opd.csv").write_text(text)
        told = tuntas("init", "arsip", "--agencies", "opd.csv")
        assert told.status == 2
        assert said in told.err
        assert [each.name for each in nowhere.iterdir()] == ["opd.csv"]


class TestPlainServer:
    """A bare repository with the hooks that `init` writes: a push checks, and publishes."""

    @pytest.fixture
    def server(self, nowhere: Path, tuntas: Tuntas, monkeypatch: pytest.MonkeyPatch) -> Path:
        monkeypatch.setenv("PATH", f"{Path(sys.executable).parent}:{os.environ['PATH']}")
        tuntas("init", "arsip", *KOTA_SERANG)
        bare = nowhere / "arsip.git"
        git(nowhere, "init", "--quiet", "--bare", str(bare))
        for name in ("pre-receive", "post-receive", "terbit"):
            shutil.copy(nowhere / "arsip/server" / name, bare / "hooks" / name)
        commit(nowhere / "arsip")
        git(nowhere / "arsip", "remote", "add", "origin", str(bare))
        return nowhere

    def push(self, server: Path) -> subprocess.CompletedProcess[str]:
        commit(server / "arsip")
        return subprocess.run(
            ["git", "push", "--quiet", "origin", "HEAD:main"],
            cwd=server / "arsip",
            capture_output=True,
            text=True,
            check=False,
        )

    def test_what_is_pushed_is_published(self, server: Path) -> None:
        pushed = self.push(server)
        assert pushed.returncode == 0, pushed.stderr
        assert (server / "arsip-situs/index.html").is_file()

    def test_a_push_with_a_problem_is_refused_with_the_report_and_the_site_stays(self, server: Path) -> None:
        self.push(server)
        before = tree(server / "arsip-situs")
        (note,) = (server / "arsip/content/meetings").glob("*/*.md")
        text = note.read_text()
        note.write_text(text.replace("opd: dinas-contoh", "opd: dinas-conto"))
        refused = self.push(server)
        assert refused.returncode != 0
        assert "error[unknown-agency]" in refused.stderr
        assert "dinas-contoh?" in refused.stderr
        assert "Kiriman ditolak" in refused.stderr
        assert tree(server / "arsip-situs") == before
        note.write_text(text)
        assert self.push(server).returncode == 0

    def test_what_was_published_is_not_altered_silently(self, server: Path) -> None:
        note = server / "arsip/content/meetings/2026/2026-02-02-rapim.md"
        note.parent.mkdir(parents=True, exist_ok=True)
        fact = "---\njudul: Rapim\ntanggal: 2026-02-02\npimpinan: Wali Kota\n"
        fact += "arahan:\n  - id: air\n    judul: Air bersih\n"
        due = "    komitmen: [{opd: dinas-contoh, tenggat: 2026-03-01}]\n---\n"
        note.write_text(fact + due)
        assert self.push(server).returncode == 0
        note.write_text(fact + due.replace("03-01", "04-01"))
        refused = self.push(server)
        assert refused.returncode != 0
        assert "koreksi" in refused.stderr

    def test_the_main_branch_is_not_deleted(self, server: Path) -> None:
        self.push(server)
        git(server / "arsip.git", "config", "receive.denyDeletes", "false")
        gone = subprocess.run(
            ["git", "push", "origin", ":main"],
            cwd=server / "arsip",
            capture_output=True,
            text=True,
            check=False,
        )
        assert gone.returncode != 0
        assert (server / "arsip-situs/index.html").is_file()
