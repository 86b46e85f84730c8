"""Slugs: the names that stand in addresses."""

import re
import unicodedata
from typing import Final

SLUG: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
MAX_SLUG: Final = 80


_PORTS = tuple(f"{port}{number}" for port in ("com", "lpt") for number in range(10))
RESERVED: Final = ("con", "prn", "aux", "nul", *_PORTS)
"""What Windows takes for a device, whatever ending follows."""


_LONGEST_DEVICE = max(map(len, RESERVED))


def is_reserved(name: str) -> bool:
    """Whether Windows takes a name for a device: nobody there could have the file."""
    if len(name) > _LONGEST_DEVICE and "." not in name and " " not in name:
        return False
    return name.partition(".")[0].strip().casefold() in RESERVED


def as_slug(text: str) -> str:
    """The slug that is nearest to a text, or an empty string."""
    ascii_text = unicodedata.normalize("NFKD", text[:400]).encode("ascii", "ignore").decode()
    return "-".join(re.findall(r"[a-z0-9]+", ascii_text.lower()))[:MAX_SLUG].strip("-")


def is_slug(text: str) -> bool:
    """Lower-case ASCII letters, digits and single hyphens, at most 80 characters."""
    return len(text) <= MAX_SLUG and SLUG.fullmatch(text) is not None
