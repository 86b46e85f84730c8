"""Text for XML: the one place where what XML forbids is removed."""

import re

_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def clean(text: str) -> str:
    """The text without the characters that no XML 1.0 document may hold, escaped or not."""
    return _FORBIDDEN.sub("", text)
