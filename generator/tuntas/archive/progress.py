"""How commitments stand together: of a directive, an agency, a plan, or the whole archive."""

from collections.abc import Iterable
from enum import StrEnum

import msgspec

from tuntas.archive.issued import Directive
from tuntas.archive.replay import Completion, State
from tuntas.vocabulary import Status


class Progress(msgspec.Struct, frozen=True, gc=False):
    """Counts of commitments. Revoked ones are no longer asked for, so `total` leaves them out.

    `reported` as complete comes with evidence, `claimed` without. What is open is `overdue`, `ahead`
    of its due date, or has none; `on_time` and `late` are of what is complete and had one.
    """

    total: int = 0
    unreported: int = 0
    ongoing: int = 0
    blocked: int = 0
    reported: int = 0
    claimed: int = 0
    confirmed: int = 0
    revoked: int = 0
    overdue: int = 0
    without_due: int = 0
    on_time: int = 0
    late: int = 0
    ahead: int = 0

    @property
    def complete(self) -> int:
        """Said to be complete: claimed or reported by the agency, or confirmed by a meeting."""
        return self.claimed + self.reported + self.confirmed

    @property
    def open(self) -> int:
        return self.unreported + self.ongoing + self.blocked


def progress(states: Iterable[State]) -> Progress:
    """Count how these commitments stand."""
    counts = [0] * _COLUMNS
    revoked = Status.REVOKED
    for state in states:
        completion = state.completion
        if completion is not None:
            counts[_complete(completion)] += 1
            if completion.days_late is not None:
                counts[_LATE if completion.days_late else _ON_TIME] += 1
        elif state.status is revoked:
            counts[_REVOKED] += 1
            continue
        else:
            counts[_OPEN[state.status]] += 1
        counts[_TOTAL] += 1
        if state.due is None:
            counts[_WITHOUT_DUE] += 1
        elif state.days_overdue:
            counts[_OVERDUE] += 1
        elif completion is None:
            counts[_AHEAD] += 1
    return Progress(*counts)


_COLUMNS = len(Progress.__struct_fields__)
(
    _TOTAL,
    _UNREPORTED,
    _ONGOING,
    _BLOCKED,
    _REPORTED,
    _CLAIMED,
    _CONFIRMED,
    _REVOKED,
    _OVERDUE,
    _WITHOUT_DUE,
    _ON_TIME,
    _LATE,
    _AHEAD,
) = range(_COLUMNS)
"""Where the counts stand in `Progress`."""


_OPEN = {Status.UNREPORTED: _UNREPORTED, Status.ONGOING: _ONGOING, Status.BLOCKED: _BLOCKED}


def _complete(completion: Completion) -> int:
    if completion.confirmed:
        return _CONFIRMED
    return _REPORTED if completion.evident else _CLAIMED


def added(parts: Iterable[Progress]) -> Progress:
    """The counts of several together."""
    columns = zip(*map(msgspec.structs.astuple, parts), strict=True)
    return Progress(*map(sum, columns))


class Stage(StrEnum):
    """How a directive stands, by its commitments and by later directives."""

    WITHOUT_COMMITMENT = "tanpa-komitmen"
    UNREPORTED = "belum"
    ONGOING = "berjalan"
    BLOCKED = "terkendala"
    COMPLETE = "selesai"
    REPLACED = "digantikan"
    REVOKED = "dicabut"


def stage(directive: Directive, counts: Progress) -> Stage:
    """How a directive stands: closed, without commitments, or as its commitments do."""
    if directive.revoked_by:
        return Stage.REVOKED
    if directive.replaced_by:
        return Stage.REPLACED
    if not directive.commitments:
        return Stage.WITHOUT_COMMITMENT
    if not counts.total:
        return Stage.REVOKED
    if counts.complete == counts.total:
        return Stage.COMPLETE
    if counts.blocked:
        return Stage.BLOCKED
    return Stage.UNREPORTED if counts.unreported == counts.total else Stage.ONGOING
