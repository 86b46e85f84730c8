"""The MkDocs plugin as an adapter: MkDocs gives the whole site, or leaves the old one."""

from pathlib import Path

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort

from tuntas.publish.folder import MARKER

MKDOCS_YML = """
site_name: Tuntas
site_url: https://tuntas.contoh.go.id/
docs_dir: content
theme: {name: material, language: id, font: false}
plugins:
  - tuntas: {government: Banten, tag_authority: "contoh.go.id,2026", as_of: 2026-11-21}
validation: {nav: {absolute_links: ignore}}
"""


MEETING = """---
judul: Rapat perdana
tanggal: 2026-01-05
pimpinan: {nama: Gubernur}
---

Rapat pertama tahun ini.
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "content/meetings/2026").mkdir(parents=True)
    (tmp_path / "content/tentang.md").write_text("# Tentang\n", "utf-8")
    (tmp_path / "content/meetings/2026/2026-01-05-rapim.md").write_text(MEETING, "utf-8")
    (tmp_path / "mkdocs.yml").write_text(MKDOCS_YML, "utf-8")
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / MARKER).touch()
    (tmp_path / "site/lama.html").write_text("lama", "utf-8")
    return tmp_path


def mkdocs_build(project: Path, **options: str) -> None:
    build(load_config(str(project / "mkdocs.yml"), **options))


def test_mkdocs_build_gives_the_whole_site(project: Path) -> None:
    mkdocs_build(project)
    site = {path.relative_to(project / "site").as_posix() for path in (project / "site").rglob("*.html")}
    assert {"404.html", "tentang/index.html", "rapim/2026-01-05-rapim/index.html"} <= site
    assert "lama.html" not in site
    page = (project / "site/rapim/2026-01-05-rapim/index.html").read_text("utf-8")
    assert "<h1>Rapat perdana</h1>" in page
    assert "21 November 2026" in page


def test_the_command_line_and_serve_decide_over_the_file(project: Path) -> None:
    mkdocs_build(project, site_dir=str(project / "lain"), site_url="http://127.0.0.1:8000/")
    assert "http://127.0.0.1:8000/rapim/" in (project / "lain/rapim/index.html").read_text("utf-8")
    assert (project / "site/lama.html").is_file()


def test_errors_in_the_notes_leave_the_old_site(project: Path, capfd: pytest.CaptureFixture[str]) -> None:
    note = project / "content/meetings/2026/2026-01-05-rapim.md"
    note.write_text(MEETING.replace("judul:", "judull:"), "utf-8")
    with pytest.raises(Abort) as caught:
        mkdocs_build(project)
    assert caught.value.exit_code == 1
    assert "error[unknown-key]" in capfd.readouterr().err
    assert sorted(path.name for path in (project / "site").iterdir()) == [MARKER, "lama.html"]


def test_a_broken_theme_leaves_the_old_site(project: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (project / "tema").mkdir()
    (project / "tema/main.html").write_text("{% extends 'base.html' %}{% block", "utf-8")
    text = MKDOCS_YML.replace("font: false", "font: false, custom_dir: tema")
    (project / "mkdocs.yml").write_text(text, "utf-8")
    with pytest.raises(Abort) as caught:
        mkdocs_build(project)
    assert caught.value.exit_code == 2
    assert "tema/main.html:1" in capfd.readouterr().err
    assert sorted(path.name for path in (project / "site").iterdir()) == [MARKER, "lama.html"]


def test_a_folder_that_is_not_ours_is_left_alone(project: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (project / "site" / MARKER).unlink()
    with pytest.raises(Abort) as caught:
        mkdocs_build(project)
    assert caught.value.exit_code == 2
    assert "bukan buatan Tuntas" in capfd.readouterr().err
    assert [path.name for path in (project / "site").iterdir()] == ["lama.html"]


def test_wrong_settings_are_told_before_anything_is_done(
    project: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (project / "mkdocs.yml").write_text(MKDOCS_YML.replace("government", "goverment"), "utf-8")
    with pytest.raises(Abort) as caught:
        mkdocs_build(project)
    assert caught.value.exit_code == 2
    assert "maksud Anda `government`?" in capfd.readouterr().err
