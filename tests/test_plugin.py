"""The MkDocs plugin as an adapter: what MkDocs draws and what our publisher gets, whatever goes wrong."""

import shutil
from datetime import date
from pathlib import Path

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort

from tuntas import plugin
from tuntas.publish.folder import MARKER
from tuntas.publish.theme import Theme
from tuntas.render.page import Page
from tuntas.settings import Settings

MKDOCS_YML = """
site_name: Tuntas
site_url: https://tuntas.contoh.go.id/
docs_dir: content
theme: {name: material, language: id, font: false}
plugins:
  - tuntas: {government: Banten, tag_authority: "contoh.go.id,2026", as_of: 2026-11-21}
validation: {nav: {absolute_links: ignore}}
"""


class Edition:
    """An archive of one page."""

    def __init__(self, report: str = "", *, publishable: bool = True) -> None:
        self.report = report
        self.publishable = publishable
        self.prepared: list[tuple[str, date]] = []

    def prepare(self, settings: Settings, as_of: date) -> "Edition":
        self.prepared.append((settings.site_url, as_of))
        return self

    def publish(self, theme: Theme, drawn: Path, site: Path, _revisions: object) -> None:
        shutil.copytree(drawn, site, dirs_exist_ok=True)
        (site / "rapim").mkdir()
        page = Page("rapim/", "rapim", "Rapim", "", "", (), "<h1>Rapim</h1>")
        (site / "rapim/index.html").write_text(theme.join(page, "21 November 2026"), "utf-8")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "content/meetings").mkdir(parents=True)
    (tmp_path / "content/tentang.md").write_text("# Tentang\n", "utf-8")
    (tmp_path / "content/meetings/catatan.md").write_text("# Catatan\n", "utf-8")
    (tmp_path / "mkdocs.yml").write_text(MKDOCS_YML, "utf-8")
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / MARKER).touch()
    (tmp_path / "site/lama.html").write_text("lama", "utf-8")
    return tmp_path


def mkdocs_build(project: Path, edition: Edition, monkeypatch: pytest.MonkeyPatch, **options: str) -> None:
    monkeypatch.setattr(plugin, "prepare", edition.prepare)
    build(load_config(str(project / "mkdocs.yml"), **options))


def test_mkdocs_build_gives_the_whole_site(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    edition = Edition()
    mkdocs_build(project, edition, monkeypatch)
    site = {path.relative_to(project / "site").as_posix() for path in (project / "site").rglob("*.html")}
    assert site == {"404.html", "lama.html", "rapim/index.html", "tentang/index.html"}
    assert "<h1>Rapim</h1>" in (project / "site/rapim/index.html").read_text("utf-8")
    assert edition.prepared == [("https://tuntas.contoh.go.id/", date(2026, 11, 21))]


def test_the_command_line_and_serve_decide_over_the_file(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    edition = Edition()
    mkdocs_build(
        project, edition, monkeypatch, site_dir=str(project / "lain"), site_url="http://127.0.0.1:8000/"
    )
    assert (project / "lain/rapim/index.html").is_file()
    assert edition.prepared == [("http://127.0.0.1:8000/", date(2026, 11, 21))]


def test_errors_in_the_notes_leave_the_old_site(
    project: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    report = "error[duplicate-key]: kunci ganda\n --> content/meetings/catatan.md:3:1\n"
    with pytest.raises(Abort) as caught:
        mkdocs_build(project, Edition(report, publishable=False), monkeypatch)
    assert caught.value.exit_code == 1
    assert report in capfd.readouterr().err
    assert sorted(path.name for path in (project / "site").iterdir()) == [MARKER, "lama.html"]


def test_a_broken_theme_leaves_the_old_site(
    project: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    (project / "tema").mkdir()
    (project / "tema/main.html").write_text("{% extends 'base.html' %}{% block", "utf-8")
    text = MKDOCS_YML.replace("font: false", "font: false, custom_dir: tema")
    (project / "mkdocs.yml").write_text(text, "utf-8")
    with pytest.raises(Abort) as caught:
        mkdocs_build(project, Edition(), monkeypatch)
    assert caught.value.exit_code == 2
    assert "tema/main.html:1" in capfd.readouterr().err
    assert sorted(path.name for path in (project / "site").iterdir()) == [MARKER, "lama.html"]


def test_a_folder_that_is_not_ours_is_left_alone(
    project: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    (project / "site" / MARKER).unlink()
    with pytest.raises(Abort) as caught:
        mkdocs_build(project, Edition(), monkeypatch)
    assert caught.value.exit_code == 2
    assert "bukan buatan Tuntas" in capfd.readouterr().err
    assert [path.name for path in (project / "site").iterdir()] == ["lama.html"]


def test_wrong_settings_are_told_before_anything_is_done(
    project: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    (project / "mkdocs.yml").write_text(MKDOCS_YML.replace("government", "goverment"), "utf-8")
    with pytest.raises(Abort) as caught:
        mkdocs_build(project, Edition(), monkeypatch)
    assert caught.value.exit_code == 2
    assert "maksud Anda `government`?" in capfd.readouterr().err
