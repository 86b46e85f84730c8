"""The content of ordinary pages, after Markdown."""

import pytest

from tuntas.publish.ordinary import finished


@pytest.mark.parametrize(
    ("address", "html", "expected"),
    [
        ("tentang/", '<a class="x" href="/rapim/">', '<a class="x" href="../rapim/">'),
        ("", "<img src='/foto.jpg'>", "<img src='./foto.jpg'>"),
        ("a/b/", '<a href="//lain.id/">', '<a href="//lain.id/">'),
        ("a/b/", '<a href="https://lain.id/">', '<a href="https://lain.id/">'),
        ("a/b/", '<code>href="/rapim/"</code>', '<code>href="/rapim/"</code>'),
    ],
)
def test_a_link_from_our_root_is_made_relative(address: str, html: str, expected: str) -> None:
    assert finished(html, address) == expected


def test_a_table_moves_by_itself() -> None:
    html = finished("<p>a</p>\n<table>\n<tr></tr></table>\n<table></table>", "")
    assert html.count('<div class="table" role="group" aria-label="Tabel" tabindex="0"><table>') == 2
    assert html.count("</table></div>") == 2
