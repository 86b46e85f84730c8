"""How commitments stand together: of a directive, an agency, a plan, or the whole archive."""

from collections.abc import Iterable
from enum import StrEnum

import msgspec

from tuntas.archive.archive import Archive
from tuntas.archive.replay import State
from tuntas.read.facts import CommitmentId, DirectiveId
from tuntas.vocabulary import Status


class Progress(msgspec.Struct, frozen=True, gc=False):
    """Counts of commitments. Revoked ones are no longer asked for, so `total` leaves them out.

    `reported` as complete comes with evidence, `claimed` without.
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

    @property
    def complete(self) -> int:
        """Said to be complete: claimed or reported by the agency, or confirmed by a meeting."""
        return self.claimed + self.reported + self.confirmed

    @property
    def open(self) -> int:
        return self.unreported + self.ongoing + self.blocked


def progress(states: Iterable[State]) -> Progress:
    """Count how these commitments stand."""
    counts = dict.fromkeys(Progress.__struct_fields__, 0)
    for state in states:
        if state.status is Status.REVOKED:
            counts["revoked"] += 1
            continue
        counts["total"] += 1
        counts[_column(state)] += 1
        if state.due is None:
            counts["without_due"] += 1
        if state.days_overdue:
            counts["overdue"] += 1
        if state.completion is not None and state.completion.days_late is not None:
            counts["late" if state.completion.days_late else "on_time"] += 1
    return Progress(**counts)


def _column(state: State) -> str:
    if state.completion is not None:
        if state.completion.confirmed:
            return "confirmed"
        return "reported" if state.completion.evident else "claimed"
    return {Status.UNREPORTED: "unreported", Status.BLOCKED: "blocked"}.get(state.status, "ongoing")


class Stage(StrEnum):
    """How a directive stands, by its commitments and by later directives."""

    WITHOUT_COMMITMENT = "tanpa-komitmen"
    UNREPORTED = "belum"
    ONGOING = "berjalan"
    BLOCKED = "terkendala"
    COMPLETE = "selesai"
    REPLACED = "digantikan"
    REVOKED = "dicabut"


def stage(archive: Archive, id: DirectiveId, counts: Progress) -> Stage:
    """How a directive stands: closed, without commitments, or as its commitments do."""
    directive = archive.directives[id]
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


def states(archive: Archive, commitments: Iterable[CommitmentId]) -> list[State]:
    return [archive.states[id] for id in commitments]
