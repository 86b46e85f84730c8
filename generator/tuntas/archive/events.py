"""What happened, in the past tense: the one stream that pages, feeds and digests read."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from enum import IntEnum, StrEnum
from typing import Final, NewType, TypeAlias

import msgspec

from tuntas.read.facts import (
    AgencyId,
    CommitmentId,
    Correction,
    DirectiveId,
    FollowUp,
    MeetingId,
)
from tuntas.vocabulary import NoteKind

EventId = NewType("EventId", str)
"""The event's own identity: what was said, of what, when. No title, address or clock is in it."""


class Origin(msgspec.Struct, frozen=True, gc=False):
    """The note that an event comes from, and whether that note is a sample."""

    kind: NoteKind
    id: str
    file: str
    sample: bool = False
    known: str = ""
    """The oldest id that the note had: what comes first on a day does so under every name."""


class Event(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Something that happened on a day; `position` is its place among its note's facts."""

    id: EventId
    date: dt.date
    origin: Origin
    position: int = 0


class MeetingHeld(Event, frozen=True, kw_only=True, gc=False, tag=True):
    meeting: MeetingId


class DirectiveIssued(Event, frozen=True, kw_only=True, gc=False, tag=True):
    directive: DirectiveId


class CommitmentEvent(Event, frozen=True, kw_only=True, gc=False):
    """Something that happened to one commitment."""

    commitment: CommitmentId
    directive: DirectiveId
    agency: AgencyId


class Reported(CommitmentEvent, frozen=True, kw_only=True, gc=False):
    """A follow-up: what was said of the commitment, in a report or in a meeting."""

    follow_up: FollowUp


class ProgressReported(Reported, frozen=True, kw_only=True, gc=False, tag=True):
    pass


class ObstacleRaised(Reported, frozen=True, kw_only=True, gc=False, tag=True):
    pass


class CompletionReported(Reported, frozen=True, kw_only=True, gc=False, tag=True):
    """The agency itself says that it is done; `again` where it has said so before."""

    due: dt.date | None
    again: bool = False


class CompletionConfirmed(Reported, frozen=True, kw_only=True, gc=False, tag=True):
    """A meeting says that it is done; `completed` is when it was first said to be."""

    due: dt.date | None
    completed: dt.date


class CommitmentReopened(Reported, frozen=True, kw_only=True, gc=False, tag=True):
    """What was said to be complete is not."""


class CommitmentRevoked(CommitmentEvent, frozen=True, kw_only=True, gc=False, tag=True):
    """No longer asked for: said so in a follow-up, or closed by a later directive."""

    follow_up: FollowUp | None = None
    by: DirectiveId | None = None


class DueDateMoved(CommitmentEvent, frozen=True, kw_only=True, gc=False, tag=True):
    old: dt.date | None
    new: dt.date
    reason: str


class DueDatePassed(CommitmentEvent, frozen=True, kw_only=True, gc=False, tag=True):
    due: dt.date


class CorrectionMade(Event, frozen=True, kw_only=True, gc=False, tag=True):
    correction: Correction


AnyEvent: TypeAlias = (
    MeetingHeld
    | DirectiveIssued
    | ProgressReported
    | ObstacleRaised
    | CompletionReported
    | CompletionConfirmed
    | CommitmentReopened
    | CommitmentRevoked
    | DueDateMoved
    | DueDatePassed
    | CorrectionMade
)


class Phase(IntEnum):
    """What comes first within a day."""

    # A due date passes as the day begins, before anything is said on that day.
    DUE_PASSED = 0
    # A meeting is held before its directives exist, and they before anyone reports on them.
    HELD = 1
    ISSUED = 2
    # Reports come before meetings: a meeting confirms what was reported to it that day.
    REPORTED = 3
    HEARD = 4
    # What a directive closes is closed after the follow-ups of that day: they still count.
    CLOSED = 5
    # A correction is made when all else has been written.
    CORRECTED = 6


class What(StrEnum):
    """What an entry told that is no longer true: that a due date passed, and so on."""

    PASSED = "lewat-tenggat"
    CLOSED = "ditutup"
    MOVED = "tenggat-baru"
    SAID = "tindak-lanjut"


class Withdrawn(CommitmentEvent, frozen=True, kw_only=True, gc=False, tag=True):
    """No event any more, but it was told as one: it stays in the feeds, with its identity and its day.

    `because` is what was so instead, if that is known; `since` the day of the newest correction that bears on
    it, or its own. It came in this `phase` of its day.
    """

    what: What
    phase: Phase
    due: dt.date | None
    because: AnyEvent | None
    since: dt.date


Tellable: TypeAlias = AnyEvent | Withdrawn
"""Whatever has an entry in a feed."""

COMPLETIONS = (CompletionReported, CompletionConfirmed, CommitmentReopened)
"""The events of the feeds of completions."""


def by_day(events: Iterable[AnyEvent]) -> dict[dt.date, tuple[AnyEvent, ...]]:
    """The events of each day in the one order of events: by phase, then by note and place in it."""
    found: defaultdict[dt.date, list[AnyEvent]] = defaultdict(list)
    for event in events:
        found[event.date].append(event)
    return {day: tuple(sorted(found[day], key=_order_within_day)) for day in sorted(found)}


def _order_within_day(event: AnyEvent) -> tuple[Phase, str, int, str]:
    return (phase(event), event.origin.known, event.position, event.id)


def saying(origin: Origin) -> Phase:
    """The phase of what a note says."""
    return _REPORTED if origin.kind is _REPORT else _HEARD


# Every event is asked for its phase, and to look a member up in its enumeration takes long.
_REPORTED, _HEARD, _CLOSED = Phase.REPORTED, Phase.HEARD, Phase.CLOSED
_REPORT = NoteKind.REPORT
_PHASES: Final[Mapping[type[AnyEvent], Phase]] = {
    DueDatePassed: Phase.DUE_PASSED,
    MeetingHeld: Phase.HELD,
    DirectiveIssued: Phase.ISSUED,
    CorrectionMade: Phase.CORRECTED,
}
"""Of the events that come from elsewhere than a follow-up."""


def phase(event: Tellable) -> Phase:
    """When within its day an event comes."""
    if isinstance(event, Withdrawn):
        return event.phase
    found = _PHASES.get(type(event))
    if found is not None:
        return found
    if type(event) is CommitmentRevoked and event.follow_up is None:
        return _CLOSED
    return _REPORTED if event.origin.kind is _REPORT else _HEARD
