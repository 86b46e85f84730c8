"""Weeks and months: what digests are of."""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import cache

import msgspec

from tuntas.archive.archive import Archive
from tuntas.render import address, wording

_DAY = dt.timedelta(days=1)


class Period(msgspec.Struct, frozen=True):
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

    @property
    def after(self) -> dt.date:
        """The day after it, on which its digest is published."""
        return self.last + _DAY

    def days(self, earlier: int = 0) -> Iterator[dt.date]:
        """Its days, or those so many days before."""
        day = self.first - earlier * _DAY
        while day <= self.last - earlier * _DAY:
            yield day
            day += _DAY


@cache
def month(day: dt.date) -> Period:
    """The month of a day."""
    first = day.replace(day=1)
    last = (first + dt.timedelta(days=31)).replace(day=1) - _DAY
    return Period(f"{first:%Y-%m}", wording.month(first.year, first.month), first, last)


@cache
def week(day: dt.date) -> Period:
    """The ISO 8601 week of a day: Monday to Sunday."""
    year, number, weekday = day.isocalendar()
    first = day - dt.timedelta(days=weekday - 1)
    last = first + dt.timedelta(days=6)
    days = f"{wording.day(first)} – {wording.day(last)}"
    return Period(f"{year}-W{number:02}", f"Pekan {number} tahun {year} ({days})", first, last)


def named(id: str) -> Period | None:
    """The period of an id, `2026-02` or `2026-W07`; None where there is none of that name."""
    try:
        if "W" in id:
            year, _, number = id.partition("-W")
            found = week(dt.date.fromisocalendar(int(year), int(number), 1))
        else:
            found = month(dt.date.fromisoformat(f"{id}-01"))
    except ValueError:
        return None
    return found if found.id == id else None


def months(archive: Archive) -> dict[Period, int]:
    """The months in which something happened and which have ended, each with how much."""
    return ended(archive, month)


def weeks(archive: Archive) -> dict[Period, int]:
    return ended(archive, week)


def ended(archive: Archive, period_of: Callable[[dt.date], Period]) -> dict[Period, int]:
    """The periods in which something happened or was told to have, and which have ended, in order."""
    found: defaultdict[Period, int] = defaultdict(int)
    for day, count in sorted([*archive.days, *((day, 0) for day in archive.events_withdrawn)]):
        period = period_of(day)
        if period.last < archive.as_of:
            found[period] += count
    return found
