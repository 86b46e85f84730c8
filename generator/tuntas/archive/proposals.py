"""The corrections that are offered for pasting, written so that they fit into the note as it stands."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

import msgspec

from tuntas.archive.corrections import written
from tuntas.read.facts import Correction
from tuntas.read.note import Parts, decode, split
from tuntas.read.schema import CORRECTION
from tuntas.read.tree import marks

_LIST: Final = "koreksi"
_ONCE: Final = "sekali saja untuk semua koreksi catatan ini"
_INSTEAD: Final = f"menggantikan `{_LIST}` yang sudah ada"


class Layout(msgspec.Struct, frozen=True):
    """How a note writes its corrections: not at all, in lines of their own, or in one that must go."""

    is_written: bool = False
    dash: int | None = None
    """The column of the hyphens, where each entry has lines of its own; new ones go below them."""
    key: int = 0
    """The column of the keys of an entry."""


def layout(file: str, data: bytes) -> Layout:
    """How the note in some bytes writes its corrections."""
    text = decode(file, data)
    parts = split(file, text) if isinstance(text, str) else None
    if not isinstance(parts, Parts):
        return Layout()
    known = marks(parts.front_matter)
    if (_LIST,) not in known.keys:
        return Layout()
    first = known.values.get((_LIST, 0))
    if first is None:
        return Layout(is_written=True)
    before = parts.front_matter.split("\n")[first.line][: first.column]
    if before.strip() != "-":
        return Layout(is_written=True)
    return Layout(is_written=True, dash=before.index("-"), key=first.column)


def proposal(made: Iterable[Correction], of: Layout, before: Sequence[Correction], *, alone: bool) -> str:
    """Some corrections as lines for a note, below those that it has or together with them.

    `alone` says that no other proposal for the same note stands beside it.
    """
    if of.dash is not None:
        return "\n".join(_lines(made, of.dash, of.key))
    remarks = [each for each, holds in ((_INSTEAD, of.is_written), (_ONCE, not alone)) if holds]
    head = f"{_LIST}:" + (f"  # {'; '.join(remarks)}" if remarks else "")
    return "\n".join([head, *_lines((*before, *made), 2, 4)])


def _lines(made: Iterable[Correction], dash: int, key: int) -> Iterator[str]:
    for correction in made:
        start = (" " * dash + "-").ljust(key)
        for word, of in CORRECTION.keys.items():
            if value := getattr(correction, of.name):
                yield f"{start}{word}: {written(str(value))}"
                start = " " * key
