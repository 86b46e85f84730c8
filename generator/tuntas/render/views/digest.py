"""Digests: what happened in a week or a month, once it has ended."""

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence

from tuntas.archive.archive import Archive
from tuntas.archive.events import AnyEvent
from tuntas.render import address, story, wording
from tuntas.render.views.parts import EventItem, Link, Parts, View

_ORDER = (
    "dikonfirmasi",
    "dilaporkan",
    "tanpa-bukti",
    "dibuka-kembali",
    "arahan",
    "rapat",
    "kendala",
    "tenggat-lewat",
    "tenggat-digeser",
    "kemajuan",
    "dicabut",
    "koreksi",
)
"""The groups of a digest: what is done first, then what is asked, then what needs attention."""


class Period(View, frozen=True):
    """A month (`2026-02`) or an ISO 8601 week (`2026-W07`); both days are included."""

    id: str
    title: str
    first: dt.date
    last: dt.date

    @property
    def address(self) -> str:
        return address.digest(self.id)


def month(day: dt.date) -> Period:
    """The month of a day."""
    first = day.replace(day=1)
    last = (first + dt.timedelta(days=31)).replace(day=1) - dt.timedelta(days=1)
    return Period(f"{first:%Y-%m}", wording.month(first.year, first.month), first, last)


def week(day: dt.date) -> Period:
    """The ISO 8601 week of a day: Monday to Sunday."""
    year, number, weekday = day.isocalendar()
    first = day - dt.timedelta(days=weekday - 1)
    last = first + dt.timedelta(days=6)
    days = f"{wording.day(first)} – {wording.day(last)}"
    return Period(f"{year}-W{number:02}", f"Pekan {number} tahun {year} ({days})", first, last)


class Digests:
    """The periods in which something happened and which have ended, and the events of each."""

    def __init__(self, archive: Archive) -> None:
        self.months: dict[Period, list[AnyEvent]] = defaultdict(list)
        self.weeks: dict[Period, list[AnyEvent]] = defaultdict(list)
        by_day: dict[dt.date, tuple[Period, Period]] = {}
        for event in archive.events:
            if event.date not in by_day:
                by_day[event.date] = (month(event.date), week(event.date))
            for period, into in zip(by_day[event.date], (self.months, self.weeks), strict=True):
                if period.last < archive.as_of:
                    into[period].append(event)

    def periods(self) -> list[tuple[Period, Sequence[AnyEvent]]]:
        return [*self.months.items(), *self.weeks.items()]


class Group(View, frozen=True):
    word: str
    events: tuple[EventItem, ...]


class DigestView(View, frozen=True):
    title: str
    first: str
    last: str
    total: int
    groups: tuple[Group, ...]


def digest_view(archive: Archive, period: Period, events: Sequence[AnyEvent], root: str) -> DigestView:
    parts = Parts(archive, root)
    grouped: defaultdict[str, list[EventItem]] = defaultdict(list)
    for number, event in enumerate(events, 1):
        grouped[story.key(event)].append(parts.event(event, f"c{number}-"))
    return DigestView(
        title=period.title,
        first=wording.day(period.first),
        last=wording.day(period.last),
        total=len(events),
        groups=tuple(Group(grouped[key][0].word, tuple(grouped[key])) for key in _ORDER if key in grouped),
    )


class DigestLink(View, frozen=True):
    link: Link
    events: int


class DigestsView(View, frozen=True):
    months: tuple[DigestLink, ...]
    weeks: tuple[DigestLink, ...]


def digests_view(digests: Digests, _root: str) -> DigestsView:
    """Every digest, the newest first."""

    def links(periods: dict[Period, list[AnyEvent]]) -> tuple[DigestLink, ...]:
        newest = sorted(periods, key=lambda each: each.first, reverse=True)
        return tuple(DigestLink(Link(each.title, each.address), len(periods[each])) for each in newest)

    return DigestsView(links(digests.months), links(digests.weeks))
