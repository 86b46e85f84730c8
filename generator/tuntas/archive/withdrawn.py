"""Entries that were told and are no longer true: they stay, and say so.

That a due date passed follows from what nobody had said, so a note that comes late can take it back. What
was told before it came, the notes do not know; the list of all that was ever published does.
"""

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from contextlib import suppress
from typing import Final, NamedTuple

from tuntas.archive.events import (
    COMPLETIONS,
    AnyEvent,
    CommitmentRevoked,
    CompletionConfirmed,
    CompletionReported,
    CorrectionMade,
    DirectiveIssued,
    DueDateMoved,
    DueDatePassed,
    EventId,
    Phase,
    Reported,
    What,
    Withdrawn,
)
from tuntas.archive.replay import Commitment, State
from tuntas.read.facts import CommitmentId

COMPLETED: Final = "selesai/"
"""Stands before the id of an entry that was told in the feeds of completions."""

_DAY: Final = dt.timedelta(days=1)
_COMMITMENT: Final = "(?P<commitment>[^/]+/[^/]+/[^/]+)"
_DATE: Final = "[0-9]{4}-[0-9]{2}-[0-9]{2}"
_SAID: Final = f"tindak-lanjut/(?P<note>.+)/{_COMMITMENT}/(?P<day>{_DATE})(?:/[0-9]+)?"
_IDS: Final = {
    What.PASSED: re.compile(f"lewat-tenggat/{_COMMITMENT}/(?P<due>{_DATE})(?:/(?P<later>{_DATE}))?"),
    What.CLOSED: re.compile(f"ditutup/{_COMMITMENT}/(?P<by>[^/]+/[^/]+)"),
    What.MOVED: re.compile(f"(?P<said>{_SAID})/tenggat-baru"),
    What.SAID: re.compile(_SAID),
}
_CORRECTION: Final = re.compile(f"koreksi/(.+)/{_DATE}(?:/[0-9]+)?")


class Memory(NamedTuple):
    """The ids of all entries that were ever published, and of those in the feeds of completions."""

    entries: AbstractSet[str] = frozenset()
    completions: AbstractSet[str] = frozenset()


UNTOLD: Final = Memory()


def memory(lines: Iterable[str]) -> Memory:
    """What a list says to which the `lines` of all that was published were added; others do no harm."""
    known = frozenset(lines)
    completed = frozenset(each.removeprefix(COMPLETED) for each in known if each.startswith(COMPLETED))
    return Memory(known, completed)


def lines(event: AnyEvent) -> Iterator[str]:
    """What a list says of an event that is published."""
    yield event.id
    if isinstance(event, COMPLETIONS):
        yield COMPLETED + event.id


def withdrawn(
    told: Memory,
    events: Sequence[AnyEvent],
    commitments: Mapping[CommitmentId, Commitment],
    states: Mapping[CommitmentId, State],
    as_of: dt.date,
) -> tuple[Withdrawn, ...]:
    """What was told of commitments until the end of a day and follows no more, in the order of time."""
    gone = told.entries - {each.id for each in events}
    read = [(id, *found) for id in sorted(gone) if (found := _read(id)) and not _is_to_come(id, as_of)]
    if not read:
        return ()
    known = {each.identity: each for each in commitments.values()}
    past = _Past(events)
    made: list[Withdrawn] = []
    for id, what, parts in read:
        own = known.get(parts["commitment"])
        if own is not None:
            with suppress(ValueError, OverflowError):  # a list may hold any line: there is no such day
                made.append(_withdrawn(EventId(id), what, parts, own, states[own.id].events, past))
    return tuple(sorted((each for each in made if each.date <= as_of), key=lambda each: each.date))


def _is_to_come(id: str, as_of: dt.date) -> bool:
    """Whether something is of a later day, or of a note of a later day: a list may know what is not yet."""
    return max(re.findall(_DATE, id), default="") > as_of.isoformat()


class _Past:
    """When directives were issued, and when notes were last corrected, by what they are known by."""

    def __init__(self, events: Iterable[AnyEvent]) -> None:
        self.issued: dict[str, dt.date] = {}
        self.corrected: dict[str, dt.date] = {}
        for event in events:
            if isinstance(event, DirectiveIssued):
                self.issued[event.id.removeprefix("arahan/")] = event.date
            elif isinstance(event, CorrectionMade) and (found := _CORRECTION.fullmatch(event.id)):
                self.corrected[found[1]] = event.date


def _read(id: str) -> tuple[What, dict[str, str]] | None:
    for what, pattern in _IDS.items():
        if found := pattern.fullmatch(id):
            return what, {name: text for name, text in found.groupdict().items() if text}
    return None


def _withdrawn(
    id: EventId,
    what: What,
    found: Mapping[str, str],
    own: Commitment,
    events: Sequence[AnyEvent],
    past: _Past,
) -> Withdrawn:
    due = because = None
    phase = Phase.REPORTED if "/" in found.get("note", "") else Phase.HEARD
    match what:
        case What.PASSED:
            due, phase = dt.date.fromisoformat(found["due"]), Phase.DUE_PASSED
            date = dt.date.fromisoformat(found.get("later", "")) if "later" in found else due + _DAY
            because = _standing(events, date - _DAY, due) or _passed(events, due)
        case What.CLOSED:
            phase = Phase.CLOSED
            date = past.issued.get(found["by"]) or dt.date.fromisoformat(found["by"][:10])
            because = _standing(events, date)
        case _:
            date = dt.date.fromisoformat(found["day"])
            said = next((each for each in events if each.id == found.get("said")), None)
            if isinstance(said, Reported):
                due = said.follow_up.new_due
                because = _moved_before(events, said, due)
    notes = [found.get("note", ""), *(each.partition("/")[0] for each in (own.identity, found.get("by", "")))]
    if because is not None:
        notes.append(_note(because))
    return Withdrawn(
        id=id,
        date=date,
        origin=own.origin,
        commitment=own.id,
        directive=own.directive,
        agency=own.agency,
        what=what,
        phase=phase,
        due=due,
        because=because,
        since=max([date, *(past.corrected[each] for each in notes if each in past.corrected)]),
    )


def _standing(events: Iterable[AnyEvent], until: dt.date, due: dt.date | None = None) -> AnyEvent | None:
    """What had closed the commitment by the end of a day, or moved its due date from this one."""
    closing: AnyEvent | None = None
    moved: AnyEvent | None = None
    for event in events:
        if event.date > until:
            break
        match event:
            case CompletionReported() | CompletionConfirmed() | CommitmentRevoked():
                closing = closing or event
            case Reported() if getattr(closing, "by", None) is None:  # what a directive closed stays closed
                closing = None
            case DueDateMoved(new=new):
                moved = event if due and new != due else None
            case _:
                pass
    return closing or moved


def _passed(events: Iterable[AnyEvent], due: dt.date) -> AnyEvent | None:
    """The event that tells of the same due date, on another day."""
    return next((each for each in events if isinstance(each, DueDatePassed) and each.due == due), None)


def _moved_before(events: Iterable[AnyEvent], said: Reported, due: dt.date | None) -> AnyEvent | None:
    """What had moved the due date to the same day already, when that was said."""
    moved = None
    for event in events:
        if event.id == said.id:
            break
        if isinstance(event, DueDateMoved):
            moved = event if event.new == due else None
    return moved


def _note(event: AnyEvent) -> str:
    """What the note of an event is known by."""
    found = re.fullmatch(f"{_SAID}(?:/tenggat-baru)?", event.id)
    return found["note"] if found else event.origin.known
