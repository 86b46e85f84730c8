"""Months as parts of what grows for ever: `2026-02`, so that a new note changes few of them."""

import datetime as dt
from calendar import monthrange
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

from tuntas.archive.archive import Archive
from tuntas.archive.events import AnyEvent

Id = TypeVar("Id", bound=str)


def months_of_ids(of_year: Mapping[int, Iterable[str]]) -> tuple[str, ...]:
    """The months in which there is something whose id begins with its day, in the order of time."""
    return tuple(sorted({id[:7] for ids in of_year.values() for id in ids}))


def of_month(of_year: Mapping[int, Sequence[Id]], month: str) -> Iterator[Id]:
    """What is of a month, among what is of a year."""
    return (id for id in of_year.get(int(month[:4]), ()) if id.startswith(month))


def months_of_days(archive: Archive) -> tuple[str, ...]:
    """The months in which something happened, in the order of time."""
    return tuple(sorted({day.isoformat()[:7] for day, _ in archive.days}))


def events_of(archive: Archive, month: str) -> Iterator[AnyEvent]:
    """What happened in a month, in order."""
    for day in days_of(month):
        yield from archive.events_of_day.get(day, ())


def days_of(month: str) -> Iterator[dt.date]:
    """The days of a month."""
    year, number = int(month[:4]), int(month[5:7])
    return (dt.date(year, number, day) for day in range(1, monthrange(year, number)[1] + 1))
