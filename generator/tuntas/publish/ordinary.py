"""What the HTML of an ordinary page needs beyond what Markdown makes of it."""

import re

from tuntas.publish.frame import way_to_root


def finished(html: str, address: str) -> str:
    """The content of the page at an address, fit for our site and for small screens."""
    return _with_moving_tables(_rooted(html, address))


def _rooted(html: str, address: str) -> str:
    """Links like `/rapim/` lead to our root.

    An author can't know under which path of its host the site lies, nor link to a page of the notes
    by the name of a file.
    """
    return _FROM_ROOT.sub(rf"\1{way_to_root(address.count('/'))}/", html)


_FROM_ROOT = re.compile(r"""(<(?:a|img)\b[^>]*?\s(?:href|src)=["'])/(?!/)""", re.IGNORECASE)


def _with_moving_tables(html: str) -> str:
    """A table that is wider than the screen moves by itself, by keyboard as well."""
    return _TABLE.sub(r'<div class="table" role="group" aria-label="Tabel" tabindex="0">\g<0></div>', html)


_TABLE = re.compile(r"<table>.*?</table>", re.DOTALL)
