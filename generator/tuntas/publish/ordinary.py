"""What the HTML of an ordinary page needs beyond what Markdown makes of it."""

import re

from tuntas.publish.frame import way_to_root
from tuntas.read.prose import with_moving_tables


def finished(html: str, address: str) -> str:
    """The content of the page at an address, fit for our site and for small screens."""
    return with_moving_tables(_rooted(html, address))


def _rooted(html: str, address: str) -> str:
    """Links like `/rapim/` lead to our root.

    An author can't know under which path of its host the site lies, nor link to a page of the notes
    by the name of a file.
    """
    return _FROM_ROOT.sub(rf"\1{way_to_root(address.count('/'))}/", html)


_FROM_ROOT = re.compile(r"""(<(?:a|img)\b[^>]*?\s(?:href|src)=["'])/(?!/)""", re.IGNORECASE)
