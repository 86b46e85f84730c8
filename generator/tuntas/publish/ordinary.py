"""What the HTML of an ordinary page needs beyond what Markdown makes of it."""

import re
from typing import Any

from tuntas.publish.frame import way_to_root
from tuntas.read.prose import clean_page, with_moving_tables

_META = ("title", "description")
"""The keys of an ordinary page's head; MkDocs and themes give others a meaning, up to a template's name."""


def known_meta(meta: dict[str, Any]) -> dict[str, Any]:
    """What the theme may know of an ordinary page: texts, so that none is taken for something else."""
    return {name: str(meta[name]) for name in _META if meta.get(name) is not None}


def finished(html: str, address: str) -> str:
    """The content of the page at an address: safe, fit for our site and for small screens."""
    return with_moving_tables(_rooted(clean_page(html), address))


def finished_whole(html: str, address: str) -> str:
    """The same for a page that its theme engine has drawn already: only what its author wrote."""
    start = re.search(r"<article\b[^>]*>", html)
    end = html.rfind("</article>")
    if start is None or end < start.end():
        return html
    return html[: start.end()] + finished(html[start.end() : end], address) + html[end:]


def _rooted(html: str, address: str) -> str:
    """Links like `/rapim/` lead to our root.

    An author can't know under which path of its host the site lies, nor link to a page of the notes
    by the name of a file.
    """
    return _FROM_ROOT.sub(rf"\1{way_to_root(address.count('/'))}/", html)


_FROM_ROOT = re.compile(r"""(<(?:a|img)\b[^>]*?\s(?:href|src)=["'])/(?!/)""", re.IGNORECASE)
