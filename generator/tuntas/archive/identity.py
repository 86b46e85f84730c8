"""What things and events are known by for ever, whatever they are called now."""

import datetime as dt
from collections.abc import Sequence
from functools import cache

from tuntas.archive.events import EventId


def identity(id: str, aliases: Sequence[str]) -> str:
    """What a thing is known by for ever: the oldest id that it had."""
    return aliases[0] if aliases else id


@cache
def iso(day: dt.date) -> str:
    """A day as it stands in identities: `2026-02-19`."""
    return day.isoformat()


class Numbering:
    """Identities for what one note says: the second of the same on the same day gets a number.

    So an identity depends on entries like itself only, and stays when others come or move.
    """

    def __init__(self) -> None:
        self._said: dict[str, int] = {}

    def event(self, what: str, day: dt.date) -> EventId:
        """The identity of what was said, of what, when."""
        id = f"{what}/{iso(day)}"
        count = self._said[id] = self._said.get(id, 0) + 1
        return EventId(id if count == 1 else f"{id}/{count}")
