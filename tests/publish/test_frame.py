"""A frame without any theme engine: how it is cut, and that nothing an author writes can break it."""

from html.parser import HTMLParser

import pytest

from tuntas.publish import frame
from tuntas.publish.frame import ROOT, Frame, FrameError
from tuntas.render.page import Heading, Page

# As a theme would print it: the front matter's marks in their places.
DRAWN = f"""
<!doctype html>
<html lang="id">
  <head>
    <title>TuntasMarkTitleHereTuntas · Situs</title>
    <meta name="description" content="TuntasMarkDescriptionHereTuntas">
    <link rel="canonical" href="https://contoh.go.id/bingkai-tuntas/1/2/3/4/5/6/7/rapim/">
    <link rel="stylesheet" href="{ROOT}/assets/tuntas.css">

    TuntasMarkHeadHereTuntas
  </head>
  <body>
    <a href="{ROOT}/">Beranda</a> <a href="{ROOT}/rapim/" aria-current="true">Rapim</a>
    <a href="https://banten.go.id/">Banten</a> <a href="#isi">Isi</a>
    <pre>
      tetap

      begini
    </pre>
    TuntasMarkTocBeginHereTuntas<nav><ul>TuntasMarkTocHereTuntas</ul></nav>TuntasMarkTocEndHereTuntas
    <main id="isi">
      <h1>TuntasMarkContentHereTuntas</h1>
    </main>
    <p>Keadaan per TuntasMarkAsOfHereTuntas</p>
    <script id="__config" type="application/json">{{"base": "{ROOT}"}}</script>
  </body>
</html>
"""

HOSTILE = [
    "</title><script>alert(1)</script>",
    """"kutip" 'tunggal' & <b>tebal</b> &amp; &lt;""",
    r"\1 \g<0> $1 ${x} %s {0} {{ page.title }} {% raw %}",
    "TuntasMarkTitleHereTuntas TuntasMarkContentHereTuntas <h1>TuntasMarkContentHereTuntas</h1>",
    f"{ROOT}/ bingkai-tuntas/1/2/3/4/5/6/7/rapim/ TuntasMarkTocBeginHereTuntas",
    "baris satu\n   baris dua\n\n\n\u202e emoji 🏛️ \x00 \u2028",
]


class Reader(HTMLParser):
    """What a browser would make of the places into which authors' texts go."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.title = ""
        self.description: str | None = ""
        self.tags: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        if tag == "meta" and dict(attrs).get("name") == "description":
            self.description = dict(attrs)["content"]

    def handle_data(self, data: str) -> None:
        if self.tags[-1:] == ["title"]:
            self.title += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "title":
            self.tags.append("/title")


def page(address: str = "rapim/satu/", **own: object) -> Page:
    fields = {"title": "Judul", "description": "Uraian", "head": "", "toc": (), "content": "<h1>Isi</h1>"}
    return Page(address=address, section="rapim", **(fields | own))  # type: ignore[arg-type]


def cut() -> Frame:
    return Frame.cut(DRAWN, "rapim")


def test_the_blank_page_carries_every_mark_that_a_frame_is_cut_at() -> None:
    blank = frame.blank("rapim")
    for slot in ("Title", "Description", "Head", "TocBegin", "Toc", "TocEnd", "Content", "AsOf"):
        assert f"TuntasMark{slot}HereTuntas" in blank
    assert '"section": "rapim"' in blank


def test_a_joined_page_has_its_own_texts_and_the_frames_chrome() -> None:
    html = cut().join(page(head='<link rel="alternate" href="x">'), "21 November 2026")
    assert "<title>Judul · Situs</title>" in html
    assert '<meta name="description" content="Uraian">' in html
    assert '<link rel="canonical" href="https://contoh.go.id/rapim/satu/">' in html
    assert '<link rel="alternate" href="x">' in html
    assert '<main id="isi">\n<h1>Isi</h1>\n</main>' in html
    assert "<p>Keadaan per 21 November 2026</p>" in html
    assert "TuntasMark" not in html
    assert "bingkai" not in html


@pytest.mark.parametrize(
    ("address", "root"),
    [("", "."), ("rapim/", ".."), ("rapim/satu/", "../.."), ("arahan/satu/dua/tiga/", "../../../..")],
)
def test_links_of_the_frame_work_from_any_depth(address: str, root: str) -> None:
    html = cut().join(page(address), "")
    assert f'<a href="{root}/">Beranda</a>' in html
    assert f'href="{root}/assets/tuntas.css"' in html
    assert f'{{"base": "{root}"}}' in html
    assert '<a href="https://banten.go.id/">' in html
    assert ROOT not in html


def test_a_page_without_headings_has_nothing_of_a_table_of_contents() -> None:
    assert "<nav>" not in cut().join(page(), "")


def test_a_table_of_contents_is_nested_and_escaped() -> None:
    toc = (Heading("a", "A & <B>", (Heading("b", '"C"'),)), Heading("d", "D"))
    assert (
        '<nav><ul><li><a href="#a">A &amp; &lt;B&gt;</a><ul><li><a href="#b">&quot;C&quot;</a></li></ul></li>'
        '<li><a href="#d">D</a></li></ul></nav>'
    ) in cut().join(page(toc=toc), "")


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_of_an_author_escapes_its_place(text: str) -> None:
    content = f"<h1>Isi</h1><p>{text}</p>"
    html = cut().join(page(title=text, description=text, content=content, head=text), text)
    assert content in html
    reader = Reader(cut().join(page(title=text, description=text), text))
    assert reader.title == f"{text} · Situs"
    assert reader.description == text
    assert "b" not in reader.tags
    assert reader.tags.count("script") == 1


def test_indentation_and_blank_lines_go_but_not_from_preformatted_text() -> None:
    own = page(head="<link>", toc=(Heading("a", "A"),), content="<h1>Isi</h1>\n\n    <p>tetap</p>")
    html = cut().join(own, "")
    assert html.startswith("<!doctype html>\n<html")
    assert "<pre>\n      tetap\n\n      begini\n    </pre>" in html
    assert "<h1>Isi</h1>\n\n    <p>tetap</p>" in html
    chrome = html.replace("\n\n    <p>tetap</p>", "").replace("\n      tetap\n\n      begini\n    ", "")
    assert "\n\n" not in chrome
    assert "\n " not in chrome


@pytest.mark.parametrize(
    ("mark", "said"),
    [
        ("TuntasMarkTitleHereTuntas", "page.meta.title"),
        ("TuntasMarkDescriptionHereTuntas", "page.meta.description"),
        ("TuntasMarkHeadHereTuntas", "page.meta.marks.head"),
        ("TuntasMarkAsOfHereTuntas", "page.meta.marks.as_of"),
        ("TuntasMarkTocEndHereTuntas", "toc_end"),
        ("<h1>TuntasMarkContentHereTuntas</h1>", "page.content"),
        ("https://contoh.go.id/bingkai-tuntas/1/2/3/4/5/6/7/rapim/", "page.canonical_url"),
    ],
)
def test_a_theme_that_leaves_a_mark_out_is_told_which(mark: str, said: str) -> None:
    with pytest.raises(FrameError, match=said):
        Frame.cut(DRAWN.replace(mark, "#"), "rapim")


@pytest.mark.parametrize("link", ["rapim/", "./rapim/", "../rapim/", f"../{ROOT}/x", f"{ROOT}/../x", ""])
def test_a_link_that_works_on_one_page_only_is_refused(link: str) -> None:
    with pytest.raises(FrameError, match="base_url"):
        Frame.cut(DRAWN.replace("#isi", link), "rapim")
