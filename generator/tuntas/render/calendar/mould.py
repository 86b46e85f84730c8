"""A mould: a calendar without its texts, as icalendar writes it; filled with occasions, it is a calendar.

icalendar takes 200 µs an entry and 60 ms to import, filling a mould takes 15 µs: as with feeds
(`tuntas.render.feeds.mould`), it draws the format once (`drawing`), and the mould is kept.
"""

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from typing import Final

import msgspec

from tuntas.render.calendar.occasion import Head, Occasion

EOL: Final = b"\r\n"
_LIMIT: Final = 75
"""So many octets may a line have (RFC 5545, 3.1)."""
_BACKSLASH: Final = ord("\\")
_SPECIAL: Final = re.compile(r"[\\;,\x00-\x1f\x7f]")
_ESCAPES: Final = {"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\t": "\t"}


class Line(msgspec.Struct, frozen=True):
    """A line of a calendar: all of it, or what stands before a field and after it.

    A field without a value leaves out its line.
    """

    before: str
    field: str = ""
    after: str = ""


class Moulds(msgspec.Struct, frozen=True):
    """The lines of a calendar before its entries, of an entry with an hour or without, and after all."""

    head: tuple[Line, ...]
    timed: tuple[Line, ...]
    all_day: tuple[Line, ...]
    tail: tuple[Line, ...]

    def begin(self, head: Head) -> bytes:
        """The calendar up to its first entry."""
        fields = {name: _escaped(getattr(head, name)) for name in ("name", "description")}
        return _filled(self.head, fields | {"url": head.url, "source": head.source})

    def entries(self, occasions: Iterable[Occasion]) -> bytes:
        """The entries of these occasions."""
        return b"".join([self._entry(each) for each in occasions])

    def end(self) -> bytes:
        """What comes after the last entry."""
        return _filled(self.tail, {})

    def filled(self, head: Head, occasions: Iterable[Occasion]) -> bytes:
        """A whole calendar."""
        return self.begin(head) + self.entries(occasions) + self.end()

    def _entry(self, of: Occasion) -> bytes:
        start = of.start
        timed = isinstance(start, dt.datetime)
        fields = {
            "uid": _escaped(of.uid),
            "start": start.strftime("%Y%m%dT%H%M%SZ") if timed else _day(start),
            "end": "" if timed else _day(start + _ONE_DAY),
            "summary": _escaped(of.summary),
            "description": _escaped(of.description),
            "location": _escaped(of.location),
            "category": _escaped(of.category),
            "url": of.url,
            "created": _midnight(of.created),
            "modified": _midnight(of.modified),
            "sequence": str(of.sequence),
            "status": "CANCELLED" if of.cancelled else "CONFIRMED",
        }
        return _filled(self.timed if timed else self.all_day, fields)


_ONE_DAY: Final = dt.timedelta(days=1)


def _day(day: dt.date) -> str:
    return day.isoformat().replace("-", "")


def _midnight(day: dt.date) -> str:
    # The notes know days. One moment stands for each, the same in every time zone.
    return _day(day) + "T000000Z"


def _escaped(text: str) -> str:
    """A text for a property of that type (RFC 5545, 3.3.11)."""
    if not _SPECIAL.search(text):
        return text
    # No other control character may stand in a calendar.
    return _SPECIAL.sub(lambda found: _ESCAPES.get(found[0], ""), text)


def _filled(lines: Iterable[Line], fields: Mapping[str, str]) -> bytes:
    written = []
    for line in lines:
        if not line.field:
            written.append(folded(line.before))
        elif value := fields[line.field]:
            written.append(folded(line.before + value + line.after))
    return EOL.join(written) + EOL


def folded(line: str) -> bytes:
    """A line in pieces of at most 75 octets, none of them ending within a character or an escape."""
    data = line.encode()
    if len(data) <= _LIMIT:
        return data
    pieces, start, limit = [], 0, _LIMIT
    while len(data) - start > limit:
        end = start + limit
        while data[end] & 0xC0 == 0x80:
            end -= 1
        if data[end - 1] == _BACKSLASH:
            end -= 1
        pieces.append(data[start:end])
        start, limit = end, _LIMIT - 1  # each further line begins with a space
    pieces.append(data[start:])
    return b"\r\n ".join(pieces)
