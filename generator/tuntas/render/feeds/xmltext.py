"""Text for XML: the one place where what XML forbids is removed and what it reads is escaped."""

import re
from collections.abc import Sequence

_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_CONTROLS = bytes(each for each in range(1, 0x20) if each not in b"\t\n\r")
_NO_CHARACTERS = ("\ufffe".encode(), "\uffff".encode())
_RARE = b"\xef"
"""Their first byte, and that of few others: to look for it alone is cheap."""


def clean(text: str) -> str:
    """The text without the characters that no XML 1.0 document may hold, escaped or not."""
    # Most texts are printable but for line feeds, which is told in less time.
    return text if text.replace("\n", "").isprintable() else _FORBIDDEN.sub("", text)


def escaped(texts: Sequence[str]) -> list[bytes]:
    """Each text as lxml writes it between two tags, in UTF-8, without what XML forbids.

    All texts of a document (at least one) at once: a call for each would cost more than its work.
    """
    data = "\0".join(texts).encode("utf-8", "ignore")  # it ignores surrogates, which XML forbids
    data = data.translate(None, _CONTROLS)
    if _RARE in data:
        for each in _NO_CHARACTERS:
            data = data.replace(each, b"")
    data = data.replace(b"&", b"&amp;").replace(b"<", b"&lt;").replace(b">", b"&gt;")
    # A reader of XML takes a bare carriage return for a line feed.
    found = data.replace(b"\r", b"&#13;").split(b"\0")
    return found if len(found) == len(texts) else escaped([text.replace("\0", "") for text in texts])


def attribute(escaped: bytes) -> bytes:
    """What `escaped` made of a text, as lxml writes it in an attribute."""
    return escaped.replace(b'"', b"&quot;").replace(b"\n", b"&#10;").replace(b"\t", b"&#9;")


def html(escaped: bytes) -> bytes:
    """What `escaped` makes of a text that was escaped for HTML before, quotes left alone."""
    return escaped.replace(b"&", b"&amp;").replace(b"&amp;#13;", b"&#13;")
