"""Digests: what happened in a week or a month, once it has ended."""

import datetime as dt
from collections import defaultdict

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
    def is_week(self) -> bool:
        return "W" in self.id

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


def periods(archive: Archive) -> list[Period]:
    """The months and weeks in which something happened and which have ended, in the order of time."""
    days = list(archive.events_of_day)
    found = [*dict.fromkeys(map(month, days)), *dict.fromkeys(map(week, days))]
    return [each for each in found if each.last < archive.as_of]


def events_in(archive: Archive, period: Period) -> list[AnyEvent]:
    """What happened in a period, in the order of time."""
    days = (
        period.first + dt.timedelta(days=number) for number in range((period.last - period.first).days + 1)
    )
    return [event for day in days for event in archive.events_of_day.get(day, ())]


class Group(View, frozen=True):
    word: str
    events: tuple[EventItem, ...]


class DigestView(View, frozen=True):
    title: str
    first: str
    last: str
    total: int
    groups: tuple[Group, ...]


def digest_view(archive: Archive, period: Period, root: str) -> DigestView:
    parts = Parts(archive, root)
    events = events_in(archive, period)
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


def digests_view(archive: Archive, _root: str) -> DigestsView:
    """Every digest, the newest first."""
    newest = sorted(periods(archive), key=lambda each: each.first, reverse=True)
    months, weeks = ([each for each in newest if each.is_week is is_week] for is_week in (False, True))

    def links(chosen: list[Period]) -> tuple[DigestLink, ...]:
        return tuple(
            DigestLink(Link(each.title, each.address), len(events_in(archive, each))) for each in chosen
        )

    return DigestsView(links(months), links(weeks))
