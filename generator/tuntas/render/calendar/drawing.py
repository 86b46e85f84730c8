"""icalendar draws a calendar in which a mark stands in every field; it is cut into a mould at the marks."""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Final

from icalendar import Calendar, Event, vDuration

from tuntas.render.calendar.mould import Line, Moulds

_PRODUCT: Final = "-//Tuntas//Tuntas//ID"
_REFRESH: Final = dt.timedelta(hours=12)
"""How often programs should ask for news."""

_DAY, _NEXT, _MOMENT = (
    dt.date(1901, 2, 3),
    dt.date(1901, 2, 4),
    dt.datetime(1902, 3, 4, 5, 6, 7, tzinfo=dt.UTC),
)
_CREATED, _MODIFIED = (dt.datetime(year, 1, 1, tzinfo=dt.UTC) for year in (1903, 1904))
_SEQUENCE: Final = 987_654_321
_WORDS: Final = ("uid", "summary", "description", "location", "category", "status")


def _mark(field: str) -> str:
    return f"Tuntas{field.title()}Mark"


def _url(field: str) -> str:
    return f"https://{field}.tuntas.invalid/"


_MARKS: Final[Mapping[str, str]] = {
    **{_mark(each): each for each in (*_WORDS, "name")},
    **{_url(each): each for each in ("url", "source")},
    "19010203": "start",
    "19020304T050607Z": "start",
    "19010204": "end",
    "19030101T000000Z": "created",
    "19040101T000000Z": "modified",
    str(_SEQUENCE): "sequence",
}


def moulds() -> Moulds:
    """The moulds, as this icalendar writes."""
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", _PRODUCT)
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    # The names of RFC 7986, and those that programs knew before it.
    calendar.add("name", _mark("name"))
    calendar.add("x-wr-calname", _mark("name"))
    calendar.add("description", _mark("description"))
    calendar.add("x-wr-caldesc", _mark("description"))
    calendar.add("url", _url("url"))
    calendar.add("source", _url("source"), parameters={"VALUE": "URI"})
    calendar.add("refresh-interval", vDuration(_REFRESH), parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", vDuration(_REFRESH))
    for start in (_MOMENT, _DAY):
        calendar.add_component(_event(start))
    lines = _unfolded(calendar)
    first, second = (place for place, line in enumerate(lines) if line == "BEGIN:VEVENT")
    return Moulds(
        head=_cut(lines[:first]),
        timed=_cut(lines[first:second]),
        all_day=_cut(lines[second:-1]),
        tail=_cut(lines[-1:]),
    )


def _event(start: dt.date) -> Event:
    event = Event()
    event.add("uid", _mark("uid"))
    event.add("dtstart", start)
    if start == _DAY:
        event.add("dtend", _NEXT)
    for name in ("summary", "description", "location", "status"):
        event.add(name, _mark(name))
    event.add("categories", [_mark("category")])
    event.add("url", _url("url"))
    event.add("created", _CREATED)
    event.add("last-modified", _MODIFIED)
    event.add("dtstamp", _MODIFIED)
    event.add("sequence", _SEQUENCE)
    # A meeting or a due date of others keeps nobody from being free.
    event.add("transp", "TRANSPARENT")
    return event


def _unfolded(calendar: Calendar) -> list[str]:
    written: bytes = calendar.to_ical()
    return written.decode().replace("\r\n ", "").split("\r\n")[:-1]


def _cut(lines: Iterable[str]) -> tuple[Line, ...]:
    return tuple(map(_line, lines))


def _line(text: str) -> Line:
    for mark, field in _MARKS.items():
        before, found, after = text.partition(mark)
        if found:
            return Line(before, field, after)
    return Line(text)
