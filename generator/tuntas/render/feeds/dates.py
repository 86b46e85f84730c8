"""When an event's entry was published and updated, to the second, without a clock.

The notes know days. A feed wants moments, one for each entry, which stay what they are: see
docs/decisions/020-entry-identity-and-dates.md.
"""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from hashlib import blake2b

from tuntas.archive.archive import Archive
from tuntas.archive.events import (
    AnyEvent,
    CorrectionMade,
    DueDateMoved,
    EventId,
    Tellable,
    What,
    Withdrawn,
    order,
)

BAND = 400
"""So many seconds does each kind of event have; nine of them fill the first hour of a day."""


class Seconds:
    """The seconds of days, given out to their events.

    They are worked out once for each day, and again where its events are others. Nothing is read
    here, so several archives may share them.
    """

    def __init__(self) -> None:
        self._days: dict[dt.date, _Day] = {}

    def of(self, day: dt.date, events: Sequence[AnyEvent], withdrawn: Sequence[Withdrawn]) -> "_Day":
        """The day on which these events happened, or were told to have, which are all that did."""
        known = self._days.get(day)
        if known is None or known.events is not events or known.withdrawn is not withdrawn:
            known = self._days[day] = _Day(events, withdrawn)
        return known


class Dates:
    """The moments of an archive's events.

    The archive is asked for a day whenever a moment is wanted, known or not: so whoever watches what
    is read of it sees all that a feed depends on.
    """

    def __init__(self, archive: Archive, zone: dt.tzinfo, seconds: Seconds | None = None) -> None:
        self._archive = archive
        self._zone = zone
        self._seconds = Seconds() if seconds is None else seconds

    def second(self, event: Tellable) -> int:
        """The event's own second of its day."""
        return self._day(event.date).published[event.id]

    def published(self, event: Tellable) -> dt.datetime:
        """The event's day, at a second of its own."""
        return self.at(event.date, self.second(event))

    def updated(self, event: Tellable) -> dt.datetime:
        """The same moment, or one on the day of the newest correction of the event's note.

        What was withdrawn was so later on its day, or on the day of the newest correction that bears on it.
        """
        day = event.since if isinstance(event, Withdrawn) else self.corrected(event)
        if day is None:
            return self.published(event)
        archive = self._archive
        corrected = archive.events_corrected_on.get(day, ())
        withdrawn = archive.events_withdrawn_since.get(day, ())
        return self.at(day, self._day(day).updated(corrected, withdrawn)[event.id])

    def _day(self, day: dt.date) -> "_Day":
        archive = self._archive
        return self._seconds.of(
            day, archive.events_of_day.get(day, ()), archive.events_withdrawn.get(day, ())
        )

    def corrected(self, event: Tellable) -> dt.date | None:
        """The day of the newest correction of the note after the event, if there is one."""
        if isinstance(event, Withdrawn):
            return event.since if event.since > event.date else None
        day = self._archive.corrected.get(event.origin.id)
        # A correction's own text is not what a later one corrects.
        if day is None or day <= event.date or isinstance(event, CorrectionMade):
            return None
        return day

    def at(self, day: dt.date, second: int) -> dt.datetime:
        """The moment at a second of a day."""
        return _midnight(day, self._zone) + dt.timedelta(seconds=second)


@lru_cache(maxsize=65_536)
def _midnight(day: dt.date, zone: dt.tzinfo) -> dt.datetime:
    start = dt.datetime(day.year, day.month, day.day, tzinfo=zone)
    # One offset for the whole day, so that no hour of it comes twice, and in whole minutes:
    # RFC 3339 and RFC 822 know no others, while old local times do.
    minutes = (start.utcoffset() or dt.timedelta()) // dt.timedelta(minutes=1)
    return start.replace(tzinfo=dt.timezone(dt.timedelta(minutes=minutes)))


class _Day:
    """The seconds of one day, for its events and for those that were corrected on it."""

    def __init__(self, events: Sequence[AnyEvent], withdrawn: Sequence[Withdrawn]) -> None:
        self.events = events
        self.withdrawn = withdrawn
        self._next_free: dict[int, int] = {}
        self.published = self._give_out((event.id, _band(event)) for event in (*events, *withdrawn))
        self._taken = dict(self._next_free)
        self._later: tuple[Sequence[AnyEvent], Sequence[Withdrawn]] = ((), ())
        self._updated: Mapping[EventId, int] = {}

    def updated(self, corrected: Sequence[AnyEvent], withdrawn: Sequence[Withdrawn]) -> Mapping[EventId, int]:
        """The seconds of the events that were corrected or withdrawn on the day, which are all that were."""
        if self._later[0] is not corrected or self._later[1] is not withdrawn:
            self._later = corrected, withdrawn
            self._next_free = dict(self._taken)
            self._updated = self._give_out((event.id, _LAST_BAND) for event in (*corrected, *withdrawn))
        return self._updated

    def _give_out(self, wanted: Iterable[tuple[EventId, int]]) -> Mapping[EventId, int]:
        """To each the second that its identity asks for, or the next free one, in order of ids."""
        return {id: self._take(band * BAND + _second(id)) for id, band in sorted(wanted)}

    def _take(self, second: int) -> int:
        free = self._next_free
        if second in free:
            taken = []
            while second in free:
                taken.append(second)
                second = free[second]
            # Whoever comes here next need not walk the same way: a crowded day stays linear.
            for each in taken:
                free[each] = second + 1
        free[second] = second + 1
        return second


# By the phase of `events.order`. A moved due date comes after the follow-up that moved it, so the
# band after each kind of follow-up is its own.
_BANDS = {0: 0, 1: 1, 2: 2, 3: 3, 4: 5, 5: 7, 6: 8}
_LAST_BAND = 8


def _band(event: Tellable) -> int:
    if isinstance(event, Withdrawn):
        return _BANDS[event.phase] + (event.what is What.MOVED)
    return _BANDS[order(event)[1]] + isinstance(event, DueDateMoved)


def _second(id: EventId) -> int:
    return int.from_bytes(blake2b(id.encode(), digest_size=4).digest()) % BAND
