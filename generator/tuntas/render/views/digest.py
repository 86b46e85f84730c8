"""Digests: what happened in a week or a month, once it has ended."""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable
from functools import cache

from tuntas.archive.archive import Archive
from tuntas.render import address, wording
from tuntas.render.views.parts import EventLine, Link, Parts, View

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
    def is_week(self) -> bool:
        return "W" in self.id

    @property
    def address(self) -> str:
        return address.digest(self.id)


@cache
def month(day: dt.date) -> Period:
    """The month of a day."""
    first = day.replace(day=1)
    last = (first + dt.timedelta(days=31)).replace(day=1) - dt.timedelta(days=1)
    return Period(f"{first:%Y-%m}", wording.month(first.year, first.month), first, last)


@cache
def week(day: dt.date) -> Period:
    """The ISO 8601 week of a day: Monday to Sunday."""
    year, number, weekday = day.isocalendar()
    first = day - dt.timedelta(days=weekday - 1)
    last = first + dt.timedelta(days=6)
    days = f"{wording.day(first)} – {wording.day(last)}"
    return Period(f"{year}-W{number:02}", f"Pekan {number} tahun {year} ({days})", first, last)


def months(archive: Archive) -> dict[Period, int]:
    """The months in which something happened and which have ended, each with how much."""
    return _ended(archive, month)


def weeks(archive: Archive) -> dict[Period, int]:
    return _ended(archive, week)


def _ended(archive: Archive, period_of: Callable[[dt.date], Period]) -> dict[Period, int]:
    found: defaultdict[Period, int] = defaultdict(int)
    for day, count in archive.days:
        period = period_of(day)
        if period.last < archive.as_of:
            found[period] += count
    return found


class Group(View, frozen=True):
    word: str
    events: tuple[EventLine, ...]


class DigestView(View, frozen=True):
    title: str
    first: str
    last: str
    total: int
    groups: tuple[Group, ...]


def digest_view(archive: Archive, period: Period, root: str) -> DigestView:
    parts = Parts(archive, root)
    grouped: defaultdict[str, list[EventLine]] = defaultdict(list)
    days = (
        period.first + dt.timedelta(days=number) for number in range((period.last - period.first).days + 1)
    )
    for day in days:
        for event in archive.events_of_day.get(day, ()):
            line = parts.event_line(event)
            grouped[line.key].append(line)
    return DigestView(
        title=period.title,
        first=wording.day(period.first),
        last=wording.day(period.last),
        total=sum(map(len, grouped.values())),
        groups=tuple(Group(grouped[key][0].word, tuple(grouped[key])) for key in _ORDER if key in grouped),
    )


class DigestLink(View, frozen=True):
    link: Link
    events: int


class DigestsView(View, frozen=True):
    months: tuple[DigestLink, ...]
    weeks: tuple[DigestLink, ...]


def digests_view(archive: Archive, _root: str) -> DigestsView:
    """Every digest, the newest first."""
    return DigestsView(_links(months(archive)), _links(weeks(archive)))


def _links(periods: dict[Period, int]) -> tuple[DigestLink, ...]:
    newest = sorted(periods, key=lambda each: each.first, reverse=True)
    return tuple(DigestLink(Link(each.title, each.address), periods[each]) for each in newest)
