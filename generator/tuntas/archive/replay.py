"""The fold: what was said of one commitment, in order, becomes its events and its state.

A commitment's past depends on nothing but its own facts, so each is folded alone. The fold never
fails, and nothing said later changes an event before it.
"""

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Any

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
    order,
    saying,
)
from tuntas.read import facts
from tuntas.read.facts import AgencyId, CommitmentId, DirectiveId, FollowUp, Obstacle
from tuntas.vocabulary import NoteKind, Role, Status

_DAY = dt.timedelta(days=1)
OPEN = (Status.UNREPORTED, Status.ONGOING, Status.BLOCKED)


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
    """

    status: Status
    due: dt.date | None
    percent: int | None
    last_heard: dt.date | None
    completion: Completion | None
    obstacle: Obstacle | None
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
    steps: list[Said | Closing] = [each for each in said if each.date <= as_of]
    if closing is not None and closing.date <= as_of:
        steps.append(closing)
    for step in sorted(steps, key=_step_order):
        fold.pass_due(step.date)
        if isinstance(step, Closing):
            fold.close(step)
        else:
            fold.hear(step)
    fold.pass_due(as_of)
    return fold.state(as_of)


def _step_order(step: Said | Closing) -> tuple[dt.date, Phase, str, int]:
    """The order of `events.order`, before it is known which events these become."""
    phase = Phase.CLOSED if isinstance(step, Closing) else saying(step.origin)
    return (step.date, phase, step.origin.known, step.position)


class _Fold:
    def __init__(self, commitment: Commitment) -> None:
        self.commitment = commitment
        self.events: list[AnyEvent] = []
        self.status = Status.UNREPORTED
        self.due_since = commitment.issued
        self.due = commitment.due
        self.due_history = [commitment.due] if commitment.due else []
        self.passed: set[dt.date] = set()
        self.percent: int | None = None
        self.last_heard: dt.date | None = None
        self.completion: Completion | None = None
        self.obstacle: Obstacle | None = None
        self.closed_by: DirectiveId | None = None

    def pass_due(self, day: dt.date) -> None:
        """Tell that the due date has passed, if it has by the start of a day."""
        due = self.due
        if due is None or self.status not in OPEN or due in self.passed:
            return
        since = max(due, self.due_since) + _DAY
        if since <= day:
            self.passed.add(due)
            common = self._common(EventId(f"lewat-tenggat/{self.commitment.identity}/{due}"))
            self.events.append(DueDatePassed(date=since, origin=self.commitment.origin, due=due, **common))

    def hear(self, said: Said) -> None:
        follow_up = said.follow_up
        self.last_heard = said.date
        if follow_up.percent is not None:
            self.percent = follow_up.percent
        match follow_up.status:
            case Status.COMPLETE:
                self._complete(said)
            case Status.REVOKED:
                self._tell(CommitmentRevoked, said)
                self._become(Status.REVOKED, said.date)
            case _:
                self._go_on(said)
        if follow_up.new_due is not None and follow_up.new_due != self.due:
            self._move_due(said, follow_up.new_due)

    def close(self, closing: Closing) -> None:
        self.closed_by = closing.by
        if self.status in OPEN:
            common = self._common(EventId(f"ditutup/{self.commitment.identity}/{closing.identity}"))
            self.events.append(
                CommitmentRevoked(
                    date=closing.date,
                    origin=closing.origin,
                    position=closing.position,
                    by=closing.by,
                    **common,
                )
            )
            self._become(Status.REVOKED, closing.date)

    @property
    def _is_closed(self) -> bool:
        """By a later directive: it stays closed, whatever is still told of it."""
        return self.closed_by is not None and self.status is Status.REVOKED

    def _complete(self, said: Said) -> None:
        before = self.completion
        in_meeting = said.origin.kind is NoteKind.MEETING
        evident = bool(said.follow_up.evidence)
        if before is None:
            late = max((said.date - self.due).days, 0) if self.due else None
            after = Completion(
                date=said.date,
                reported=None if in_meeting else said.date,
                confirmed=said.date if in_meeting else None,
                confirmed_by=said.origin if in_meeting else None,
                evident=evident,
                days_late=late,
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
        if in_meeting:
            self._tell(CompletionConfirmed, said, due=self.due, completed=after.date)
        else:
            again = before is not None and before.reported is not None
            self._tell(CompletionReported, said, due=self.due, again=again)
        if not self._is_closed:
            self.completion = after
            self._become(Status.COMPLETE, said.date)

    def _go_on(self, said: Said) -> None:
        follow_up = said.follow_up
        if self.status is Status.COMPLETE:
            self._tell(CommitmentReopened, said)
            if follow_up.percent is None:
                self.percent = None
        elif follow_up.status is Status.BLOCKED:
            self._tell(ObstacleRaised, said)
        else:
            self._tell(ProgressReported, said)
        if self.closed_by is None:
            self._become(follow_up.status, said.date)
            self.obstacle = follow_up.obstacle
        else:
            # Even what was complete when its directive was closed is not asked for again.
            self._become(Status.REVOKED, said.date)

    def _move_due(self, said: Said, new: dt.date) -> None:
        common = self._common(EventId(f"{said.event}/tenggat-baru"))
        self.events.append(
            DueDateMoved(
                date=said.date,
                origin=said.origin,
                position=said.position,
                old=self.due,
                new=new,
                reason=said.follow_up.reason,
                **common,
            )
        )
        self.due = new
        # A due date that is set when it has passed already passes the day after.
        self.due_since = max(self.due_since, said.date)
        self.due_history.append(new)

    def _become(self, status: Status, day: dt.date) -> None:
        if status in OPEN:
            if self.status not in OPEN:
                self.due_since = day
            self.completion = None
        else:
            self.obstacle = None
        if status is Status.REVOKED:
            self.completion = None
        self.status = status

    def _tell(self, kind: Callable[..., AnyEvent], said: Said, **more: object) -> None:
        common = self._common(said.event)
        self.events.append(
            kind(
                date=said.date,
                origin=said.origin,
                position=said.position,
                follow_up=said.follow_up,
                **common,
                **more,
            )
        )

    def _common(self, id: EventId) -> dict[str, Any]:
        own = self.commitment
        return {
            "id": id,
            "commitment": own.id,
            "directive": own.directive,
            "agency": own.agency,
        }

    def state(self, as_of: dt.date) -> State:
        is_open = self.status in OPEN
        overdue = (as_of - self.due).days if is_open and self.due else 0
        heard = self.last_heard or self.commitment.issued
        percent = 100 if self.status is Status.COMPLETE else self.percent
        return State(
            status=self.status,
            due=self.due,
            percent=percent,
            last_heard=self.last_heard,
            completion=self.completion,
            obstacle=self.obstacle,
            closed_by=self.closed_by if self.status is Status.REVOKED else None,
            days_overdue=max(overdue, 0),
            days_silent=(as_of - heard).days if is_open else 0,
            due_history=tuple(self.due_history),
            events=tuple(sorted(self.events, key=order)),
        )
