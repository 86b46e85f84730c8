"""A preview as HTTP shows it: what was saved, what is wrong, what is a draft, and nothing else."""

import re
import shutil
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from previews import Preview, previewing
from sites import AS_OF, CONFIG, MEETING, NOTES, ROOT, lay_out, run, shown
from tuntas.cli import main

MEETING_PAGE = "rapim/2026-01-05-rapim/"
REPORT = "content/opd/bapenda/laporan/2026-02-01-laporan.md"


def unmarked(page: bytes) -> bytes:
    """A page without what the preview adds: its script, and the leave for that to run."""
    text = page.decode()
    text, scripts = re.subn(r"<script data-situs=.*?</script>", "", text, count=1, flags=re.DOTALL)
    allowed = r"; script-src 'sha256-[^']*'(?=\">)|'sha256-[^']*' "
    text, allowances = re.subn(allowed, "", text, count=1)
    assert scripts == allowances == 1
    return text.encode()


def test_a_preview_shows_what_a_build_writes(real_project: Path, tmp_path: Path) -> None:
    """A file of every folder and of every kind, and all that lies at the top."""
    project = shutil.copytree(real_project, tmp_path / "arsip")
    config = project / "mkdocs.yml"
    config.write_text(
        re.sub(r"site_url: .*", "site_url: https://uji.contoh.go.id/arsip/", config.read_text())
    )
    site = tmp_path / "site"
    assert main(["build", "--config", str(config), "--site", str(site), "--as-of", AS_OF, "-q"]) == 0
    sample: dict[tuple[str, str], str] = {}
    for path in sorted(each.relative_to(site) for each in site.rglob("*") if each.is_file()):
        folder = re.sub(r"\d{4}-\d{2}-\d{2}[^/]*|(?<=^opd/)[^/]*", "*", path.parent.as_posix())
        sample.setdefault((folder, path.suffix if path.parts[1:] else path.name), path.as_posix())
    sample.pop((".", ".tuntas"))
    assert len(sample) > 100
    with previewing(project, tmp_path / "log", as_of=AS_OF) as preview:
        for name in sample.values():
            built = (site / name).read_bytes()
            if name == "404.html":
                assert unmarked(preview.page("tidak-ada/").encode()) == built
                continue
            answered = preview.file(name.removesuffix("index.html"))
            assert (unmarked(answered) if name.endswith(".html") else answered) == built, name


def test_each_saved_change_is_shown_and_the_last_good_page_kept(tmp_path: Path) -> None:
    project = lay_out(tmp_path / "arsip")
    note, settings = project / MEETING, project / "mkdocs.yml"
    good = note.read_text("utf-8")
    with previewing(project, tmp_path / "log") as preview:
        assert "Rapim awal tahun" in preview.page(MEETING_PAGE)
        assert preview.says(f"Situs tampil di {preview.url}")

        note.write_text(good.replace("Rapim awal tahun", "Rapim Januari"), "utf-8")
        preview.soon(lambda: "Rapim Januari" in preview.page(MEETING_PAGE))

        note.write_text(good.replace("opd: dpupr", "opd: dpupt"), "utf-8")
        preview.soon(lambda: preview.says("error[unknown-agency]"))
        assert "Rapim Januari" in preview.page(MEETING_PAGE)

        settings.write_text("site_name: [", "utf-8")
        preview.soon(lambda: preview.says("bukan YAML"))
        assert "Rapim Januari" in preview.page(MEETING_PAGE)

        settings.write_text(CONFIG, "utf-8")
        note.write_text(good.replace("Rapim awal tahun", "Rapim pertama"), "utf-8")
        preview.soon(lambda: "Rapim pertama" in preview.page(MEETING_PAGE))
    assert not preview.says("Traceback")
    assert shown(project) == {"content", "mkdocs.yml"}


def test_other_files_than_notes_change_too(tmp_path: Path) -> None:
    project = lay_out(tmp_path / "arsip")
    shutil.copytree(ROOT / "theme", project / "tema")
    config = CONFIG.replace("font: false", "font: false, custom_dir: tema")
    (project / "mkdocs.yml").write_text(config, "utf-8")
    (project / "content/tentang.md").write_text("# Tentang\n\nSebuah arsip.\n", "utf-8")
    with previewing(project, tmp_path / "log") as preview:
        assert "Sebuah arsip." in preview.page("tentang/")
        (project / "content/tentang.md").write_text("# Tentang\n\nArsip yang lain.\n", "utf-8")
        preview.soon(lambda: "Arsip yang lain." in preview.page("tentang/"))

        style = project / "tema/assets/tuntas.css"
        style.write_text(style.read_text("utf-8") + "\n.lain { color: red; }\n", "utf-8")
        preview.soon(lambda: b".lain {" in preview.file("assets/tuntas.css"))

        fragment = project / "tema/fragments/meeting.html"
        fine = fragment.read_text("utf-8")
        assert "Rapim awal tahun" in preview.page(MEETING_PAGE)
        fragment.write_text(fine + "{{ view.tidak_ada }}", "utf-8")
        preview.soon(lambda: preview.says("fragments/meeting.html"))
        assert "Rapim awal tahun" in preview.page(MEETING_PAGE)
        fragment.write_text(fine + "<p>Dari templat</p>", "utf-8")
        preview.soon(lambda: "Dari templat" in preview.page(MEETING_PAGE))

        (project / "mkdocs.yml").write_text(config.replace("Arsip Uji", "Arsip Baru"), "utf-8")
        preview.soon(lambda: "Arsip Baru" in preview.page(""))
    assert not preview.says("Traceback")


def test_files_come_and_go(tmp_path: Path) -> None:
    project = lay_out(tmp_path / "arsip")
    report = project / REPORT
    where = "opd/bapenda/laporan/2026-02-01-laporan/"
    with previewing(project, tmp_path / "log") as preview:
        assert "Pendataan berjalan" in preview.page(where)
        renamed = report.rename(report.with_name("2026-02-01-pendataan.md"))
        preview.soon(
            lambda: "Pendataan berjalan" in preview.page("opd/bapenda/laporan/2026-02-01-pendataan/")
        )
        assert "Pendataan berjalan" not in preview.page(where)
        renamed.unlink()
        preview.soon(lambda: preview.asked("/arsip/opd/bapenda/laporan/2026-02-01-pendataan/")[0] == 404)
        report.write_text(NOTES["opd/bapenda/laporan/2026-02-01-laporan.md"], "utf-8")
        preview.soon(lambda: "Pendataan berjalan" in preview.page(where))


def test_a_picture_that_comes_mends_the_note_that_shows_it(tmp_path: Path) -> None:
    project = lay_out(tmp_path / "arsip")
    report = project / REPORT
    report.unlink()
    folder = report.with_suffix("")
    folder.mkdir()
    with_photo = "foto:\n  - {berkas: foto.png, keterangan: Loket pendaftaran}\ntindak_lanjut:"
    text = NOTES["opd/bapenda/laporan/2026-02-01-laporan.md"].replace("tindak_lanjut:", with_photo)
    with previewing(project, tmp_path / "log") as preview:
        (folder / "index.md").write_text(text, "utf-8")
        preview.soon(lambda: preview.says("error[missing-file]"))
        shutil.copyfile(ROOT / "docs/screenshots/beranda.png", folder / "foto.png")
        preview.soon(lambda: "foto.png" in preview.page("opd/bapenda/laporan/2026-02-01-laporan/"))
        assert preview.file("opd/bapenda/laporan/2026-02-01-laporan/foto.png").startswith(b"\x89PNG")


def test_drafts_are_shown_and_no_build_has_them(tmp_path: Path) -> None:
    project = lay_out(tmp_path / "arsip")
    note = project / MEETING
    note.write_text(note.read_text("utf-8").replace("pimpinan:", "draf: true\npimpinan:"), "utf-8")
    (project / REPORT).unlink()
    with previewing(project, tmp_path / "log") as preview:
        assert "Rapim awal tahun" in preview.page(MEETING_PAGE)
        assert "Data wajib pajak" in preview.page("arahan/2026-01-05-rapim/pajak/")
    built = run("build", "--as-of", "2026-03-01", cwd=project)
    assert built.returncode == 0
    assert not (project / "site/rapim/2026-01-05-rapim").exists()
    pages = (project / "site").rglob("*.html")
    assert not [page for page in pages if "Rapim awal tahun" in page.read_text("utf-8")]


def test_problems_at_the_start_are_told_and_mended(tmp_path: Path) -> None:
    project = lay_out(tmp_path / "arsip")
    note = project / MEETING
    good = note.read_text("utf-8")
    note.write_text(good.replace("opd: dpupr", "opd: dpupt"), "utf-8")
    with previewing(project, tmp_path / "log") as preview:
        assert preview.says("error[unknown-agency]")
        assert "Pratinjau belum ada" in preview.page(MEETING_PAGE)
        note.write_text(good, "utf-8")
        preview.soon(lambda: "Rapim awal tahun" in preview.page(MEETING_PAGE))


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    folder = tmp_path_factory.mktemp("serve")
    project = lay_out(folder / "arsip")
    (folder / "rahasia.txt").write_text("rahasia", "utf-8")
    with previewing(project, folder / "log") as running:
        yield running


@pytest.mark.parametrize(
    "path",
    [
        "/arsip/../rahasia.txt",
        "/arsip/..%2f..%2frahasia.txt",
        "/arsip/%2e%2e/%2e%2e/rahasia.txt",
        "/arsip//etc/passwd",
        "/etc/passwd",
        "/arsip/mkdocs.yml",
        "/arsip/content/meetings/2026/2026-01-05-rapim.md",
        "/arsip/.cache/tuntas/files",
        "/arsip/%00",
        "/arsip/%ff%fe",
        "//contoh.go.id/arsip/",
        "/arsip/rapim%0d%0aSet-Cookie:%20a=b",
    ],
)
def test_no_address_leads_out_of_the_site(preview: Preview, path: str) -> None:
    status, kind, _ = preview.asked(path)
    assert (status, kind) == (404, "text/html; charset=utf-8")


def test_addresses_without_their_slash_lead_on(preview: Preview) -> None:
    assert preview.asked("/")[::2] == (302, "/arsip/")
    assert preview.asked("/arsip")[::2] == (302, "/arsip/")
    assert preview.asked("/arsip/rapim")[::2] == (302, "/arsip/rapim/")


def test_only_this_machine_is_answered(preview: Preview) -> None:
    assert preview.asked("/arsip/", Host=f"localhost:{preview.port}")[0] == 200
    assert preview.asked("/arsip/", Host="tamu.contoh.go.id")[0] == 421


def test_an_address_that_is_taken_is_told(tmp_path: Path) -> None:
    project = lay_out(tmp_path / "arsip")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        address = f"127.0.0.1:{taken.getsockname()[1]}"
        ended = run("serve", "--address", address, "--as-of", "2026-03-01", cwd=project)
    assert (ended.returncode, ended.stdout) == (3, "")
    assert ended.stderr.startswith(f"Alamat {address} sedang dipakai program lain")
    assert "Traceback" not in ended.stderr
