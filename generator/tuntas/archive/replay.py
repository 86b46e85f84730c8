"""The fold: what was said of one commitment, in order, becomes its events and its state.

A commitment's past depends on nothing but its own facts, so each is folded alone. The fold never
fails, and nothing said later changes an event before it.
"""

import datetime as dt
from collections.abc import Callable, Sequence

import msgspec

from tuntas.archive.events import (
    AnyEvent,
    CommitmentReopened,
    CommitmentRevoked,
    CompletionConfirmed,
    CompletionReported,
    DueDateMoved,
    DueDatePassed,
    EventId,
    ObstacleRaised,
    Origin,
    Phase,
    ProgressReported,
    saying,
)
from tuntas.archive.identity import iso
from tuntas.read import facts
from tuntas.read.facts import AgencyId, CommitmentId, DirectiveId, FollowUp, Obstacle
from tuntas.vocabulary import NoteKind, Role, Status

_DAY = dt.timedelta(days=1)
OPEN = frozenset({Status.UNREPORTED, Status.ONGOING, Status.BLOCKED})
# The fold runs for every commitment, and to look a member up in its enumeration takes long.
_UNREPORTED, _BLOCKED, _COMPLETE, _REVOKED = (
    Status.UNREPORTED,
    Status.BLOCKED,
    Status.COMPLETE,
    Status.REVOKED,
)
_MEETING = NoteKind.MEETING


class Commitment(msgspec.Struct, frozen=True, gc=False):
    """One agency's share of a directive, as it was issued.

    `identity` is what its events are known by for ever: it holds the first ids of its meeting,
    directive and agency, whatever they are called now.
    """

    id: CommitmentId
    directive: DirectiveId
    agency: AgencyId
    role: Role
    action: str
    measure: str
    due: dt.date | None
    needs: tuple[facts.Need, ...]
    issued: dt.date
    origin: Origin
    identity: str

    @property
    def slug(self) -> str:
        return self.id.rpartition("/")[2]


class Said(msgspec.Struct, frozen=True, gc=False):
    """A follow-up with its day and note; `event` is the identity of what it tells."""

    date: dt.date
    follow_up: FollowUp
    origin: Origin
    position: int
    event: EventId


class Closing(msgspec.Struct, frozen=True, gc=False):
    """A later directive that replaced or revoked the commitment's own.

    `identity` is what the later directive is known by for ever.
    """

    date: dt.date
    by: DirectiveId
    identity: str
    origin: Origin
    position: int


class Completion(msgspec.Struct, frozen=True, gc=False):
    """Since when a commitment is said to be complete, by whom, and how it stood to its due date.

    `reported` by the agency, `confirmed` by a meeting: the two are kept apart. `days_late` counts
    from the due date in force on that day: 0 is on time, None means that none was given.
    """

    date: dt.date
    reported: dt.date | None
    confirmed: dt.date | None
    confirmed_by: Origin | None
    evident: bool
    days_late: int | None


class State(msgspec.Struct, frozen=True, gc=False):
    """How a commitment stands as of a date, with all that happened to it.

    `days_overdue` counts past the due date (0 while there is time, or none was given),
    `days_silent` since the last follow-up or since it was issued; both only while it is open.
    `closed` is the day since which nothing is left to do.
    """

    status: Status
    due: dt.date | None
    percent: int | None
    last_heard: dt.date | None
    completion: Completion | None
    obstacle: Obstacle | None
    closed: dt.date | None
    closed_by: DirectiveId | None
    days_overdue: int
    days_silent: int
    due_history: tuple[dt.date, ...]
    events: tuple[AnyEvent, ...]

    @property
    def is_open(self) -> bool:
        return self.status in OPEN


def replay(commitment: Commitment, said: Sequence[Said], closing: Closing | None, as_of: dt.date) -> State:
    """Fold what was said of a commitment until the end of a day."""
    fold = _Fold(commitment)
    steps: list[Said | Closing] = [each for each in said if each.date <= as_of] if said else []
    if closing is not None and closing.date <= as_of:
        steps.append(closing)
    if len(steps) > 1:
        steps.sort(key=_step_order)
    for step in steps:
        fold.pass_due(step.date)
        if isinstance(step, Closing):
            fold.close(step)
        else:
            fold.hear(step)
    fold.pass_due(as_of)
    return fold.state(as_of)


def _step_order(step: Said | Closing) -> tuple[dt.date, Phase, str, int]:
    """The order of `events.by_day`, before it is known which events these become.

    So they come in their order: a due date passes after the day of what was said before.
    """
    phase = Phase.CLOSED if isinstance(step, Closing) else saying(step.origin)
    return (step.date, phase, step.origin.known, step.position)


class _Fold:
    __slots__ = (
        "closed",
        "closed_by",
        "commitment",
        "completion",
        "due",
        "due_history",
        "due_since",
        "events",
        "last_heard",
        "obstacle",
        "passed",
        "percent",
        "status",
    )

    def __init__(self, commitment: Commitment) -> None:
        self.commitment = commitment
        self.events: list[AnyEvent] = []
        self.status = _UNREPORTED
        self.due_since = commitment.issued
        self.due = commitment.due
        self.due_history: tuple[dt.date, ...] = (commitment.due,) if commitment.due else ()
        self.passed: tuple[dt.date, ...] = ()
        self.percent: int | None = None
        self.last_heard: dt.date | None = None
        self.completion: Completion | None = None
        self.obstacle: Obstacle | None = None
        self.closed: dt.date | None = None
        self.closed_by: DirectiveId | None = None

    def pass_due(self, day: dt.date) -> None:
        """Tell that the due date has passed, if it has by the start of a day."""
        due = self.due
        if due is None or due >= day or self.status not in OPEN or due in self.passed:
            return
        since = max(due, self.due_since) + _DAY
        if since <= day:
            self.passed += (due,)
            own = self.commitment
            # Where it passes on another day than its own, as after a reopening, that is another event: the
            # first one may have been told, and taken back by a report that came late.
            later = f"/{iso(since)}" if since != due + _DAY else ""
            self.events.append(
                DueDatePassed(
                    id=EventId(f"lewat-tenggat/{own.identity}/{iso(due)}{later}"),
                    date=since,
                    origin=own.origin,
                    commitment=own.id,
                    directive=own.directive,
                    agency=own.agency,
                    due=due,
                )
            )

    def hear(self, said: Said) -> None:
        follow_up = said.follow_up
        self.last_heard = said.date
        if follow_up.percent is not None:
            self.percent = follow_up.percent
        if follow_up.status is _COMPLETE:
            self._complete(said)
        elif follow_up.status is _REVOKED:
            self._tell(CommitmentRevoked, said)
            self._become(_REVOKED, said.date)
        else:
            self._go_on(said)
        if follow_up.new_due is not None and follow_up.new_due != self.due:
            self._move_due(said, follow_up.new_due)

    def close(self, closing: Closing) -> None:
        self.closed_by = closing.by
        if self.status in OPEN:
            own = self.commitment
            self.events.append(
                CommitmentRevoked(
                    id=EventId(f"ditutup/{own.identity}/{closing.identity}"),
                    date=closing.date,
                    origin=closing.origin,
                    position=closing.position,
                    commitment=own.id,
                    directive=own.directive,
                    agency=own.agency,
                    by=closing.by,
                )
            )
            self._become(_REVOKED, closing.date)

    @property
    def _is_closed(self) -> bool:
        """By a later directive: it stays closed, whatever is still told of it."""
        return self.closed_by is not None and self.status is _REVOKED

    def _complete(self, said: Said) -> None:
        before = self.completion
        in_meeting = said.origin.kind is _MEETING
        evident = bool(said.follow_up.evidence)
        if before is None:
            late = (said.date - self.due).days if self.due else None
            after = Completion(
                date=said.date,
                reported=None if in_meeting else said.date,
                confirmed=said.date if in_meeting else None,
                confirmed_by=said.origin if in_meeting else None,
                evident=evident,
                days_late=max(late, 0) if late else late,
            )
        else:
            confirms = in_meeting and before.confirmed is None
            after = Completion(
                date=before.date,
                reported=before.reported or (None if in_meeting else said.date),
                confirmed=said.date if confirms else before.confirmed,
                confirmed_by=said.origin if confirms else before.confirmed_by,
                evident=before.evident or evident,
                days_late=before.days_late,
            )
        own = self.commitment
        event: AnyEvent
        if in_meeting:
            event = CompletionConfirmed(
                id=said.event,
                date=said.date,
                origin=said.origin,
                position=said.position,
                commitment=own.id,
                directive=own.directive,
                agency=own.agency,
                follow_up=said.follow_up,
                due=self.due,
                completed=after.date,
            )
        else:
            event = CompletionReported(
                id=said.event,
                date=said.date,
                origin=said.origin,
                position=said.position,
                commitment=own.id,
                directive=own.directive,
                agency=own.agency,
                follow_up=said.follow_up,
                due=self.due,
                again=before is not None and before.reported is not None,
            )
        self.events.append(event)
        if not self._is_closed:
            self.completion = after
            self._become(_COMPLETE, said.date)

    def _go_on(self, said: Said) -> None:
        follow_up = said.follow_up
        if self.status is _COMPLETE:
            self._tell(CommitmentReopened, said)
            if follow_up.percent is None:
                self.percent = None
        elif follow_up.status is _BLOCKED:
            self._tell(ObstacleRaised, said)
        else:
            self._tell(ProgressReported, said)
        if self.closed_by is None:
            self._become(follow_up.status, said.date)
            self.obstacle = follow_up.obstacle
        else:
            # Even what was complete when its directive was closed is not asked for again.
            self._become(_REVOKED, said.date)

    def _move_due(self, said: Said, new: dt.date) -> None:
        own = self.commitment
        self.events.append(
            DueDateMoved(
                id=EventId(f"{said.event}/tenggat-baru"),
                date=said.date,
                origin=said.origin,
                position=said.position,
                commitment=own.id,
                directive=own.directive,
                agency=own.agency,
                old=self.due,
                new=new,
                reason=said.follow_up.reason,
            )
        )
        self.due = new
        # A due date that is set when it has passed already passes the day after.
        self.due_since = max(self.due_since, said.date)
        self.due_history += (new,)

    def _become(self, status: Status, day: dt.date) -> None:
        if status in OPEN:
            if self.status not in OPEN:
                self.due_since = day
            self.closed = None
            self.completion = None
        else:
            if self.status in OPEN:
                self.closed = day
            self.obstacle = None
        if status is _REVOKED:
            self.completion = None
        self.status = status

    def _tell(self, kind: Callable[..., AnyEvent], said: Said) -> None:
        own = self.commitment
        self.events.append(
            kind(
                id=said.event,
                date=said.date,
                origin=said.origin,
                position=said.position,
                commitment=own.id,
                directive=own.directive,
                agency=own.agency,
                follow_up=said.follow_up,
            )
        )

    def state(self, as_of: dt.date) -> State:
        is_open, due = self.status in OPEN, self.due
        heard = self.last_heard or self.commitment.issued
        return State(
            status=self.status,
            due=due,
            percent=100 if self.status is _COMPLETE else self.percent,
            last_heard=self.last_heard,
            completion=self.completion,
            obstacle=self.obstacle,
            closed=self.closed,
            closed_by=self.closed_by if self.status is _REVOKED else None,
            days_overdue=(as_of - due).days if is_open and due is not None and due < as_of else 0,
            days_silent=(as_of - heard).days if is_open else 0,
            due_history=self.due_history,
            events=tuple(self.events),
        )
