"""When an event's entry was published and updated, to the second, without a clock.

The notes know days. A feed wants moments, one for each entry, which stay what they are: see
docs/decisions/020-entry-identity-and-dates.md.
"""

import datetime as dt
from functools import lru_cache

from tuntas.archive.archive import Archive
from tuntas.archive.events import CorrectionMade, Tellable, Withdrawn
from tuntas.archive.seconds import Seconds


class Dates:
    """The moments of an archive's events.

    The second of an event is part of it, so giving it notes no read of the other events of its day.
    """

    def __init__(self, archive: Archive, zone: dt.tzinfo, seconds: Seconds | None = None) -> None:
        self._archive = archive
        self._zone = zone
        self._seconds = Seconds(archive) if seconds is None else seconds

    def second(self, event: Tellable) -> int:
        """The event's own second of its day."""
        return self._seconds.published(event)

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
        archive.events_of_day.get(day)  # noted: these have their seconds first
        archive.events_withdrawn.get(day)
        corrected = archive.events_corrected_on.get(day, ())
        withdrawn = archive.events_withdrawn_since.get(day, ())
        return self.at(day, self._seconds.updated(event, day, corrected, withdrawn))

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
