"""When an event's entry was published and updated, to the second, without a clock.

The notes know days. A feed wants moments, one for each entry, which stay what they are: see
docs/decisions/020-entry-identity-and-dates.md.
"""

import datetime as dt
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from hashlib import blake2b

from tuntas.archive.archive import Archive
from tuntas.archive.events import AnyEvent, CorrectionMade, DueDateMoved, EventId, order

BAND = 400
"""So many seconds does each kind of event have; nine of them fill the first hour of a day."""

# By the phase of `events.order`. A moved due date comes after the follow-up that moved it, so the
# band after each kind of follow-up is its own.
_BANDS = {0: 0, 1: 1, 2: 2, 3: 3, 4: 5, 5: 7, 6: 8}
_LAST_BAND = 8


class Dates:
    """The moments of an archive's events; each day is worked out when it is first asked for."""

    def __init__(self, archive: Archive, zone: dt.tzinfo) -> None:
        self._archive = archive
        self._zone = zone
        self._corrected = _newest_corrections(archive)
        self._notes_corrected: dict[dt.date, list[str]] = {}
        for note, day in self._corrected.items():
            self._notes_corrected.setdefault(day, []).append(note)
        self._days: dict[dt.date, _Day] = {}

    def published(self, event: AnyEvent) -> dt.datetime:
        """The event's day, at a second of its own."""
        return self._day(event.date).published(event.id)

    def updated(self, event: AnyEvent) -> dt.datetime:
        """The same moment, or one on the day of the newest correction of the event's note."""
        day = self.corrected(event)
        return self._day(day).updated(event.id) if day else self.published(event)

    def corrected(self, event: AnyEvent) -> dt.date | None:
        """The day of the newest correction of the note after the event, if there is one."""
        day = self._corrected.get(event.origin.id)
        # A correction's own text is not what a later one corrects.
        if day is None or day <= event.date or isinstance(event, CorrectionMade):
            return None
        return day

    def _day(self, day: dt.date) -> "_Day":
        found = self._days.get(day)
        if found is None:
            found = self._days[day] = _Day(
                self._midnight(day), self._events_on(day), self._events_corrected_on(day)
            )
        return found

    def _events_on(self, day: dt.date) -> tuple[AnyEvent, ...]:
        events = self._archive.events
        first = bisect_left(events, day, key=_date)
        return events[first : bisect_right(events, day, lo=first, key=_date)]

    def _events_corrected_on(self, day: dt.date) -> list[AnyEvent]:
        return [
            event
            for note in self._notes_corrected.get(day, ())
            for event in self._archive.events_of_origin.get(note, ())
            if self.corrected(event) == day
        ]

    def _midnight(self, day: dt.date) -> dt.datetime:
        start = dt.datetime(day.year, day.month, day.day, tzinfo=self._zone)
        # One offset for the whole day, so that no hour of it comes twice, and in whole minutes:
        # RFC 3339 and RFC 822 know no others, while old local times do.
        minutes = (start.utcoffset() or dt.timedelta()) // dt.timedelta(minutes=1)
        return start.replace(tzinfo=dt.timezone(dt.timedelta(minutes=minutes)))


class _Day:
    """The seconds of one day, given out to its events and to those that were corrected on it."""

    def __init__(
        self, midnight: dt.datetime, events: Iterable[AnyEvent], corrected: Iterable[AnyEvent]
    ) -> None:
        self._midnight = midnight
        self._next_free: dict[int, int] = {}
        self._published = self._give_out((event.id, _band(event)) for event in events)
        self._updated = self._give_out((event.id, _LAST_BAND) for event in corrected)

    def published(self, id: EventId) -> dt.datetime:
        return self._midnight + dt.timedelta(seconds=self._published[id])

    def updated(self, id: EventId) -> dt.datetime:
        return self._midnight + dt.timedelta(seconds=self._updated[id])

    def _give_out(self, wanted: Iterable[tuple[EventId, int]]) -> dict[EventId, int]:
        """To each the second that its identity asks for, or the next free one, in order of ids."""
        return {id: self._take(band * BAND + _second(id)) for id, band in sorted(wanted)}

    def _take(self, second: int) -> int:
        taken: list[int] = []
        while second in self._next_free:
            taken.append(second)
            second = self._next_free[second]
        # Whoever comes here next need not walk the same way: a crowded day stays linear.
        for each in (*taken, second):
            self._next_free[each] = second + 1
        return second


def _newest_corrections(archive: Archive) -> dict[str, dt.date]:
    """For each corrected note the day of its newest correction."""
    notes = [(each.origin.id, each.fact.corrections) for each in archive.meetings.values()]
    notes += [(each.origin.id, each.fact.corrections) for each in archive.reports.values()]
    found: dict[str, dt.date] = {}
    for id, corrections in notes:
        days = [each.date for each in corrections if each.date <= archive.as_of]
        if days:
            found[id] = max(days)
    return found


def _date(event: AnyEvent) -> dt.date:
    return event.date


def _band(event: AnyEvent) -> int:
    return _BANDS[order(event)[1]] + isinstance(event, DueDateMoved)


def _second(id: EventId) -> int:
    return int.from_bytes(blake2b(id.encode(), digest_size=4).digest()) % BAND
