"""A mould: a feed's document without its texts, cut into pieces; filled with a feed, it is that feed.

feedgen takes some 70 µs an entry, joining strings 3 µs. So feedgen writes one feed in which a mark
stands in every field (`drawing`), which is cut at the marks and filled with feeds afterwards. Nothing
here needs feedgen, and a mould can be kept until feedgen changes.
"""

import datetime as dt
from collections.abc import Callable, Sequence
from functools import lru_cache
from html import escape
from itertools import chain
from operator import attrgetter
from typing import Any, Final

import msgspec

from tuntas.render.feeds.entry import Entry
from tuntas.render.feeds.feed import Feed
from tuntas.render.feeds.xmltext import attribute, escaped

HTML: Final = "html_"
"""Stands before the name of a slot whose text is to be escaped for HTML first."""


class Piece(msgspec.Struct, frozen=True):
    """Part of a document: texts, and between them the slots for a feed's or an entry's own."""

    texts: tuple[bytes, ...]
    """One more than there are slots."""
    slots: tuple[str, ...]
    """The name of the field that is printed there."""
    attributes: tuple[int, ...]
    """Which slots stand in an attribute, by their position."""


class Mould(msgspec.Struct, frozen=True):
    """An empty feed in one format: its beginning, an entry around its categories, its end."""

    head: Piece
    entry: tuple[Piece, Piece]
    category: Piece
    tail: bytes

    def filled(self, feed: Feed, moment: Callable[[dt.datetime], str]) -> bytes:
        """The document of a feed; `moment` writes a moment as the format wants it."""
        before, after = self.entry
        filling = _Filling()
        filling.add(self.head, _texts(feed, _getters(self.head.slots, moment)))
        first, last = _getters(before.slots, moment), _getters(after.slots, moment)
        for entry in feed.entries:
            filling.add(before, _texts(entry, first))
            for category in entry.categories:
                filling.add(self.category, [category])
            filling.add(after, _texts(entry, last))
        return filling.document(self.tail)


class Moulds(msgspec.Struct, frozen=True):
    """The mould of each format that feedgen writes."""

    rss: Mould
    atom: Mould


class _Filling:
    """Texts that stand in turn: those of the mould, and those of a feed, to be escaped."""

    def __init__(self) -> None:
        self._ours: list[bytes] = []
        self._own: list[str] = []
        self._attributes: list[int] = []

    def add(self, piece: Piece, texts: Sequence[str]) -> None:
        if piece.attributes:
            here = len(self._own)
            self._attributes.extend(here + each for each in piece.attributes)
        self._ours.extend(piece.texts)
        self._own.extend(texts)
        self._own.append("")  # between the end of this piece and the beginning of the next

    def document(self, tail: bytes) -> bytes:
        own = escaped(self._own)
        for index in self._attributes:
            own[index] = attribute(own[index])
        return b"".join(chain.from_iterable(zip(self._ours, own, strict=True))) + tail


_Getter = Callable[[Any], str]


def _texts(of: Feed | Entry, getters: Sequence[_Getter]) -> list[str]:
    return [get(of) for get in getters]


@lru_cache
def _getters(slots: Sequence[str], moment: Callable[[dt.datetime], str]) -> Sequence[_Getter]:
    def getter(slot: str) -> _Getter:
        get = attrgetter(slot.removeprefix(HTML))
        if slot in MOMENTS:
            return lambda of: moment(get(of))
        if slot.startswith(HTML):
            return lambda of: escape(get(of), quote=False)
        return get

    return tuple(map(getter, slots))


MOMENTS: Final = ("published", "updated")
"""The fields that are no texts."""


# --- moments ---


def rfc3339(moment: dt.datetime) -> str:
    """As Atom and JSON Feed want it: `2026-10-20T00:17:32+07:00`."""
    return moment.isoformat()


def rfc822(moment: dt.datetime) -> str:
    """As RSS wants it, in English wherever it is written: `Tue, 20 Oct 2026 00:17:32 +0700`."""
    day, _, time = moment.isoformat(timespec="seconds").partition("T")
    return f"{_english(day)} {time[:8]} {time[8:].replace(':', '')}"


@lru_cache(maxsize=4_096)
def _english(day: str) -> str:
    date = dt.date.fromisoformat(day)
    return f"{_WEEKDAYS[date.weekday()]}, {date.day:02} {_MONTHS[date.month - 1]} {date.year}"


_WEEKDAYS: Final = "Mon Tue Wed Thu Fri Sat Sun".split()
_MONTHS: Final = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
