"""The second of its day that each event has, so that no two events of an archive share a moment.

The notes know days, while feeds need an order within them that stays: see
docs/decisions/020-entry-identity-and-dates.md.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from hashlib import blake2b

from tuntas.archive.archive import Archive
from tuntas.archive.events import AnyEvent, DueDateMoved, EventId, Phase, Tellable, What, Withdrawn, phase

BAND = 400
"""So many seconds does each kind of event have; nine of them fill the first hour of a day."""


class Seconds:
    """The seconds of days, given out to their events when a day is first asked for."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._days: dict[dt.date, _Day] = {}

    def published(self, event: Tellable) -> int:
        """The event's own second of its day."""
        return self._day(event.date).published[event.id]

    def updated(
        self, event: Tellable, day: dt.date, corrected: Sequence[AnyEvent], withdrawn: Sequence[Withdrawn]
    ) -> int:
        """The event's second of the day on which it was corrected or withdrawn, as were all these."""
        return self._day(day).updated(corrected, withdrawn)[event.id]

    def _day(self, day: dt.date) -> "_Day":
        known = self._days.get(day)
        if known is None:
            events, withdrawn = self._archive.events_of_day, self._archive.events_withdrawn
            known = self._days[day] = _Day((*events.get(day, ()), *withdrawn.get(day, ())))
        return known


class _Day:
    """The seconds of one day, for its events and for those that were corrected on it."""

    def __init__(self, events: Sequence[Tellable]) -> None:
        self._next_free: dict[int, int] = {}
        self.published = self._give_out([(each.id, _band(each)) for each in events])
        self._taken = dict(self._next_free)
        self._later: tuple[Sequence[AnyEvent], Sequence[Withdrawn]] = ((), ())
        self._updated: Mapping[EventId, int] = {}

    def updated(self, corrected: Sequence[AnyEvent], withdrawn: Sequence[Withdrawn]) -> Mapping[EventId, int]:
        """The seconds of the events that were corrected or withdrawn on the day, which are all that were."""
        if self._later[0] is not corrected or self._later[1] is not withdrawn:
            self._later = corrected, withdrawn
            self._next_free = dict(self._taken)
            self._updated = self._give_out([(each.id, _LAST_BAND) for each in (*corrected, *withdrawn)])
        return self._updated

    def _give_out(self, wanted: list[tuple[EventId, int]]) -> Mapping[EventId, int]:
        """To each the second that its identity asks for, or the next free one, in order of ids."""
        free, given = self._next_free, {}
        for id, band in sorted(wanted):
            second = band * BAND + _hashed(id)
            if second in free:
                second = self._next(second)
            free[second] = second + 1
            given[id] = second
        return given

    def _next(self, second: int) -> int:
        free, taken = self._next_free, []
        while second in free:
            taken.append(second)
            second = free[second]
        # Whoever comes here next need not walk the same way: a crowded day stays linear.
        for each in taken:
            free[each] = second + 1
        return second


# A moved due date comes after the follow-up that moved it, so the band after each follow-up is its own.
_BANDS = {
    Phase.DUE_PASSED: 0,
    Phase.HELD: 1,
    Phase.ISSUED: 2,
    Phase.REPORTED: 3,
    Phase.HEARD: 5,
    Phase.CLOSED: 7,
    Phase.CORRECTED: 8,
}
_LAST_BAND = 8


def _band(event: Tellable) -> int:
    moves = event.what is What.MOVED if isinstance(event, Withdrawn) else isinstance(event, DueDateMoved)
    return _BANDS[phase(event)] + moves


def _hashed(id: EventId) -> int:
    return int.from_bytes(blake2b(id.encode(), digest_size=4).digest()) % BAND
