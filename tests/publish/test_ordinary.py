"""The content of ordinary pages, after Markdown."""

import pytest

from tuntas.publish.ordinary import finished, known_meta


@pytest.mark.parametrize(
    ("address", "html", "expected"),
    [
        ("tentang/", '<a class="x" href="/rapim/">r</a>', '<a class="x" href="../rapim/">r</a>'),
        ("", "<img src='/foto.jpg'>", '<img src="./foto.jpg">'),
        ("a/b/", '<a href="//lain.id/">l</a>', '<a href="//lain.id/">l</a>'),
        ("a/b/", '<a href="https://lain.id/">l</a>', '<a href="https://lain.id/">l</a>'),
        ("a/b/", '<code>href="/rapim/"</code>', '<code>href="/rapim/"</code>'),
    ],
)
def test_a_link_from_our_root_is_made_relative(address: str, html: str, expected: str) -> None:
    assert finished(html, address) == expected


@pytest.mark.parametrize(
    "html",
    [
        "<script>jahat()</script>",
        "<img src=x onerror=jahat()>",
        "<img src=https://lain.id/jahat.png>",
        r"<img src=/\\lain.id/jahat.png>",
        "<a href=javascript:jahat()>x</a>",
        "<a href=' java&#10;script:jahat()'>x</a>",
        "<p style='background:url(jahat)'>x</p>",
        "<svg onload=jahat()>",
        "<iframe srcdoc='jahat'></iframe>",
        "<form action=jahat><input></form>",
        "<base href=//jahat.id>",
        "<meta http-equiv=refresh content='0;url=jahat'>",
        "<div id=_menu popover=jahat>x</div>",
        "<math><mtext><table><mglyph><style><img src=x onerror=jahat()>",
    ],
)
def test_what_could_run_is_left_out(html: str) -> None:
    assert "jahat" not in finished(html, "a/")
    assert "_menu" not in finished(html, "a/")


def test_what_pages_need_is_kept() -> None:
    html = (
        '<h1 id="a">A</h1><details class="tip" open=""><summary>B</summary><p>C</p></details>'
        '<figure><img alt="D" src="d.png"><figcaption>E</figcaption></figure>'
        '<pre><code class="language-py"><span class="k">if</span></code></pre>'
    )
    assert finished(html, "a/") == html


def test_the_head_of_a_page_holds_texts_only() -> None:
    meta = {"title": 1, "description": "x", "marks": {"head": "<script>"}, "template": "base.html"}
    assert known_meta(meta) == {"title": "1", "description": "x"}


def test_a_table_moves_by_itself() -> None:
    html = finished("<p>a</p>\n<table>\n<tbody></tbody></table>\n<table></table>", "")
    assert html.count('<div class="table" role="group" aria-label="Tabel" tabindex="0"><table>') == 2
    assert html.count("</table></div>") == 2


def test_tables_in_tables_stay_whole() -> None:
    html = finished("<table><tr><td><table></table></td></tr></table>", "")
    assert html.count("</table></div>") == html.count('tabindex="0"><table>') == 2
    assert html.endswith("</td></tr></tbody></table></div>")
