"""Frames and pages that MkDocs and Material really draw, for one small site."""

import re
from html.parser import HTMLParser
from importlib.util import find_spec
from pathlib import Path

import pytest

from tuntas.publish import material, ordinary, theme
from tuntas.publish.frame import FrameError
from tuntas.publish.theme import OTHERS, OrdinaryPage, Remark, Theme
from tuntas.render.page import Heading, Page
from tuntas.settings import Settings, load

MKDOCS_YML = """
site_name: Tuntas — Uji
site_url: https://tuntas.contoh.go.id/arsip/
docs_dir: content
theme: {name: material, language: id, font: false}
nav:
  - Beranda: /
  - Rapim: /rapim/
  - Pantauan:
      - Kendala: /kendala/
      - Portal: https://banten.go.id/
  - Tentang: tentang.md
plugins:
  - tuntas: {government: Pemerintah Provinsi Banten, tag_authority: "contoh.go.id,2026"}
validation:
  nav: {absolute_links: ignore}
  links: {absolute_links: ignore, anchors: warn, unrecognized_links: warn}
markdown_extensions: [{toc: {permalink: false}}, attr_list, tables]
"""

# A page as MkDocs draws it whole, to compare with: its front matter gives the values of the marks.
WHOLE = """---
title: {title}
description: Uraian singkat.
section: {section}
marks: {{head: '<meta name="uji" content="1">', as_of: 21 November 2026}}
---
# Rapim {{#rapim}}

## Arahan pertama {{#satu}}

Teks & “kutip”.

### Komitmen {{#komitmen}}

## Arahan kedua {{#dua}}
"""
CONTENT = """<h1 id="rapim">Rapim</h1>
<h2 id="satu">Arahan pertama</h2>
<p>Teks &amp; “kutip”.</p>
<h3 id="komitmen">Komitmen</h3>
<h2 id="dua">Arahan kedua</h2>"""
TOC = (Heading("satu", "Arahan pertama", (Heading("komitmen", "Komitmen"),)), Heading("dua", "Arahan kedua"))
WHOLE_PAGES = {
    "": "beranda",
    "rapim/": "rapim",
    "rapim/satu/": "rapim",
    "kendala/a/b/": "kendala",
    "lain/": "data",
}

ABOUT = """# Tentang & kami

[rapim](/rapim/) [tak ada](hilang.md) [jangkar](#hilang) ![foto](foto.txt)
"""


SOURCES = {
    "mkdocs.yml": MKDOCS_YML,
    "content/tentang.md": ABOUT,
    "content/panduan.md": "# Panduan & <em>cara</em>\n",
    "content/foto.txt": "foto",
    "content/meetings/2026/2026-02-19-rapim/index.md": "---\njudul: Rapim\n---\n",
    "content/meetings/2026/2026-02-19-rapim/rahasia.jpg": "bukan gambar",
    "content/opd/bapenda/index.md": "---\nnama: x\n---\n",
    "content/rpjmd/2025-2029.md": "",
    "content/indikator/gini.md": "",
    **{
        f"content/{address}index.md": WHOLE.format(title="Rapim 19 Februari 2026", section=section)
        for address, section in WHOLE_PAGES.items()
    },
}


class Drawn:
    """One site, drawn once for all tests of this module."""

    def __init__(self, folder: Path) -> None:
        self.output = folder / "drawn"
        for path, text in SOURCES.items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_text(text, "utf-8")
        self.settings = load(folder / "mkdocs.yml")
        with pytest.MonkeyPatch.context() as patch:
            # The whole pages stand for pages of the notes, whose head may say more than an author's.
            patch.setattr(ordinary, "known_meta", dict)
            self.theme: Theme = theme.draw(self.settings, self.output)

    def read(self, path: str) -> str:
        return (self.output / path).read_text("utf-8")

    def files(self) -> set[str]:
        return {path.relative_to(self.output).as_posix() for path in self.output.rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Drawn:
    return Drawn(tmp_path_factory.mktemp("site"))


@pytest.mark.parametrize("address", WHOLE_PAGES)
def test_a_joined_page_equals_the_page_that_mkdocs_draws(drawn: Drawn, address: str) -> None:
    page = Page(
        address=address,
        section=WHOLE_PAGES[address],
        title="Rapim 19 Februari 2026",
        description="Uraian singkat.",
        head='<meta name="uji" content="1">',
        toc=TOC,
        content=CONTENT,
    )
    assert drawn.theme.join(page, "21 November 2026") == drawn.read(f"{address}index.html")


def test_one_entry_of_the_menu_is_current(drawn: Drawn) -> None:
    for section, marked in {
        "beranda": "Beranda",
        "rapim": "Rapim",
        "kendala": "Kendala",
        "data": None,
    }.items():
        html = drawn.theme.join(Page("x/", section, "", "", "", (), ""), "")
        menu = html[html.index("<nav") : html.index("</nav>")]
        assert re.findall(r'aria-current="true">(\w+)', menu) == ([marked] if marked else [])
    assert 'aria-current="page">Tentang' in drawn.read("tentang/index.html")


def test_there_is_a_frame_for_each_section_of_the_menu_and_for_search(drawn: Drawn) -> None:
    assert set(drawn.theme.frames) == {OTHERS, "beranda", "rapim", "kendala", "tentang", "cari"}


def test_only_pages_and_our_own_assets_are_written(drawn: Drawn) -> None:
    pages = {f"{address}index.html" for address in (*WHOLE_PAGES, "tentang/", "panduan/")}
    rest = drawn.files() - pages
    others = {path for path in rest if not path.startswith("assets/tuntas")}
    assert others == {"404.html", "foto.txt", "assets/cari.js", "assets/umpan.css"}


def test_ordinary_pages_come_back_with_their_titles(drawn: Drawn) -> None:
    assert OrdinaryPage("panduan/", "Panduan & cara", "panduan.md") in drawn.theme.pages
    assert OrdinaryPage("tentang/", "Tentang", "tentang.md") in drawn.theme.pages  # the menu's word for it
    assert "<title>Panduan &amp; cara · Tuntas — Uji</title>" in drawn.read("panduan/index.html")
    assert {page.address for page in drawn.theme.pages} == {*WHOLE_PAGES, "tentang/", "panduan/"}


def test_what_is_wrong_in_an_ordinary_page_comes_back_as_data(
    drawn: Drawn, capfd: pytest.CaptureFixture[str]
) -> None:
    assert drawn.theme.remarks == (
        Remark("page-link", "tautan “hilang.md” tidak menuju ke berkas mana pun", "tentang.md"),
        Remark("page-anchor", "tautan “#hilang” menunjuk jangkar yang tidak ada", "tentang.md"),
    )
    assert capfd.readouterr() == ("", "")


def test_an_ordinary_page_can_link_from_our_root(drawn: Drawn) -> None:
    assert '<a href="../rapim/">rapim</a>' in drawn.read("tentang/index.html")


def test_the_error_page_works_from_any_address(drawn: Drawn) -> None:
    links = Links(drawn.read("404.html")).internal
    assert links
    assert all(link.startswith(("/arsip/", "#")) for link in links)


class Links(HTMLParser):
    """What a page links to, and what a browser fetches for it without being asked."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.internal: list[str] = []
        self.fetched: list[str] = []
        self.scripts = 0
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        link = attributes.get("href", attributes.get("src", ""))
        self.scripts += tag == "script"
        if link and not re.match("[a-z]+:", link):
            self.internal.append(link)
        fetched = tag != "a" and attributes.get("rel") not in {"canonical", "alternate", "license"}
        if link and fetched:
            self.fetched.append(link)
        self.fetched += re.findall(r"url\(([^)]*)\)", attributes.get("style", ""))


def test_nothing_is_fetched_from_another_host_and_no_script_runs(drawn: Drawn) -> None:
    for path in drawn.files():
        if path.endswith(".html"):
            links = Links(drawn.read(path))
            assert links.fetched
            assert not [link for link in links.fetched if re.match("(?:[a-z]+:)?//", link)], path
            assert not links.scripts
        if path.endswith((".css", ".svg")):
            text = re.sub(r'xmlns(:\w+)?=(["\'])http://www.w3.org/[^"\']*\2', "", drawn.read(path))
            assert not re.search(r"@import|(?:https?:)?//\w", text), path


def test_the_chrome_is_light(drawn: Drawn) -> None:
    import gzip

    page = Page("rapim/satu/", "rapim", "Judul", "Uraian", "", (), "<h1>Judul</h1>")
    assert len(gzip.compress(drawn.theme.join(page, "21 November 2026").encode())) < 4_000
    assert len(gzip.compress(drawn.read("assets/tuntas.css").encode())) < 12_000


def _project(folder: Path, theme_files: dict[str, str]) -> Settings:
    (folder / "content").mkdir()
    for path, text in theme_files.items():
        (folder / "tema" / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / "tema" / path).write_text(text, "utf-8")
    yml = MKDOCS_YML.replace("font: false", "font: false, custom_dir: tema").replace(
        "  - Tentang: tentang.md\n", ""
    )
    (folder / "mkdocs.yml").write_text(yml, "utf-8")
    return load(folder / "mkdocs.yml")


@pytest.mark.parametrize(
    ("main", "said"),
    [
        ("{% extends 'base.html' %}{% block", "main.html:1"),
        ("{{ page.tidak.ada }}", "tidak"),
        ("<head></head><h1>tanpa tanda</h1>", "toc_begin"),
        ("<h1>tanpa kepala</h1>", "<head>"),
    ],
)
def test_a_broken_theme_is_told_in_a_sentence(tmp_path: Path, main: str, said: str) -> None:
    settings = _project(tmp_path, {"main.html": main})
    with pytest.raises(FrameError, match=said):
        material.draw(settings, tmp_path / "drawn")


@pytest.mark.skipif(find_spec("zensical") is None, reason="the package zensical is not installed")
def test_zensical_draws_the_same_frames(drawn: Drawn, tmp_path: Path) -> None:
    from tuntas.publish import zensical

    other = zensical.draw(drawn.settings, tmp_path / "drawn")
    assert other.frames == drawn.theme.frames
    assert {page.address for page in other.pages} == {page.address for page in drawn.theme.pages}
    assert {(remark.code, remark.file) for remark in other.remarks} == {
        (remark.code, remark.file) for remark in drawn.theme.remarks
    }
