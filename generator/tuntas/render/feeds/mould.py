"""A mould: a feed's document without its texts, cut into pieces; filled with a feed, it is that feed.

feedgen takes some 60 µs an entry, filling a mould 10 µs. So feedgen writes one feed in which a mark
stands in every field (`drawing`), which is cut at the marks and filled with feeds afterwards. Nothing
here needs feedgen, and a mould can be kept until feedgen changes.
"""

import datetime as dt
from collections.abc import Callable
from enum import StrEnum
from functools import lru_cache
from itertools import chain
from operator import attrgetter
from typing import Any, Final

import msgspec

from tuntas.render.feeds.feed import Feed
from tuntas.render.feeds.xmltext import attribute, escaped, html

MOMENTS: Final = ("published", "updated")
"""The fields that are no texts."""


class Context(StrEnum):
    """Where a text stands, other than just between two tags."""

    ATTRIBUTE = "attribute"
    HTML = "html"
    """Between two tags, as HTML."""


_AGAIN: Final = {Context.ATTRIBUTE: attribute, Context.HTML: html}


class Piece(msgspec.Struct, frozen=True):
    """Part of a document: texts, and between them the slots for a feed's or an entry's own."""

    texts: tuple[bytes, ...]
    """One more than there are slots."""
    slots: tuple[str, ...] = ()
    """The name of the field that is printed there."""
    contexts: tuple[tuple[int, Context], ...] = ()
    """The positions of slots whose text must be escaped again for where it stands."""

    def __add__(self, other: "Piece") -> "Piece":
        first = len(self.slots)
        return Piece(
            texts=(*self.texts[:-1], self.texts[-1] + other.texts[0], *other.texts[1:]),
            slots=self.slots + other.slots,
            contexts=(*self.contexts, *((first + index, each) for index, each in other.contexts)),
        )

    @property
    def moments(self) -> tuple[int, ...]:
        """The positions of slots for moments."""
        return tuple(index for index, slot in enumerate(self.slots) if slot in MOMENTS)


class Section(msgspec.Struct, frozen=True, cache_hash=True):
    """A stretch of a document with parts that are printed as often as there are values for them."""

    pieces: tuple[Piece, ...]
    """One more than there are parts."""
    parts: tuple[tuple[str, Piece], ...]
    """The field that holds the values of a part, and how one of them is printed."""


class Mould(msgspec.Struct, frozen=True):
    """An empty feed in one format: its beginning, an entry, its end."""

    head: Section
    entry: Section
    tail: bytes

    def filled(self, feed: Feed, moment: Callable[[dt.datetime], str]) -> bytes:
        """The document of a feed; `moment` writes a moment as the format wants it."""
        texts: list[bytes] = []
        own: list[Any] = []
        moments: list[int] = []
        contexts: list[tuple[int, Context]] = []
        for section, of in chain([(self.head, feed)], ((self.entry, entry) for entry in feed.entries)):
            if own:
                own.append("")  # between the end of one section and the beginning of the next
            first = len(own)
            values = [_values(getattr(of, name)) for name, _ in section.parts]
            piece, dated = _joined(section, tuple(map(len, values)))
            texts += piece.texts
            own += _fields(section.pieces[0].slots)(of)
            for after, part, found in zip(section.pieces[1:], section.parts, values, strict=True):
                for value in found:
                    own += _printed(part[1].slots, value)
                own += _fields(after.slots)(of)
            moments += [first + index for index in dated]
            contexts += [(first + index, context) for index, context in piece.contexts]
        own.append("")
        for index in moments:
            own[index] = moment(own[index])
        written = escaped(own)
        for index, context in contexts:
            written[index] = _AGAIN[context](written[index])
        return b"".join(chain.from_iterable(zip(texts, written, strict=True))) + self.tail


class Moulds(msgspec.Struct, frozen=True):
    """The mould of each format that feedgen writes."""

    rss: Mould
    atom: Mould


@lru_cache
def _joined(section: Section, times: tuple[int, ...]) -> tuple[Piece, tuple[int, ...]]:
    """A section with each part so many times, and where its moments stand."""
    piece = section.pieces[0]
    for after, (_, part), count in zip(section.pieces[1:], section.parts, times, strict=True):
        for _ in range(count):
            piece += part
        piece += after
    return piece, piece.moments


def _values(of: Any) -> tuple[Any, ...]:
    """The values of a part; one that only is there or not has none of its own."""
    return of if isinstance(of, tuple) else (None,) * of


def _printed(slots: tuple[str, ...], value: Any) -> tuple[Any, ...]:
    return (value,) * len(slots) if isinstance(value, str) else _fields(slots)(value)


@lru_cache
def _fields(slots: tuple[str, ...]) -> Callable[[Any], tuple[Any, ...]]:
    """What gives the fields for these slots."""
    if len(slots) > 1:
        return attrgetter(*slots)
    getters = tuple(map(attrgetter, slots))
    return lambda of: tuple(get(of) for get in getters)


# --- moments ---


def rfc3339(moment: dt.datetime) -> str:
    """As Atom and JSON Feed want it: `2026-10-20T00:17:32+07:00`."""
    return moment.isoformat()


def rfc822(moment: dt.datetime) -> str:
    """As RSS wants it, in English wherever it is written: `Tue, 20 Oct 2026 00:17:32 +0700`."""
    text = moment.replace(microsecond=0).isoformat() if moment.microsecond else moment.isoformat()
    return f"{_english(text[:10])} {text[11:19]} {text[19:].replace(':', '')}"


@lru_cache(maxsize=4_096)
def _english(day: str) -> str:
    date = dt.date.fromisoformat(day)
    return f"{_WEEKDAYS[date.weekday()]}, {date.day:02} {_MONTHS[date.month - 1]} {date.year}"


_WEEKDAYS: Final = "Mon Tue Wed Thu Fri Sat Sun".split()
_MONTHS: Final = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
