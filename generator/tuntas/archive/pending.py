"""What is still open, by how it stands: for those who look for what is late, blocked or silent."""

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping

import msgspec

from tuntas.archive.replay import OPEN, Commitment, State
from tuntas.read.facts import AgencyId, CommitmentId


class Pending(msgspec.Struct, frozen=True, gc=False):
    """Open commitments of one directive that stand just alike, by their ids.

    One that is blocked stands alone: each obstacle is its own. `holders` are the agencies that answer for
    them as of the archive's date, one as often as it does.
    """

    commitments: tuple[CommitmentId, ...]
    holders: tuple[AgencyId, ...]
    due: dt.date | None
    days_overdue: int
    days_silent: int
    blocked: bool
    sample: bool


def pending(
    commitments: Mapping[CommitmentId, Commitment],
    states: Mapping[CommitmentId, State],
    holders: Mapping[AgencyId, tuple[AgencyId, ...]],
) -> tuple[Pending, ...]:
    """Everything that is open, the longest silent first."""
    alike: dict[object, list[CommitmentId]] = {}
    for id, state in states.items():
        if state.status not in OPEN:
            continue
        looks: object = id
        if state.obstacle is None:
            asked = commitments[id]
            looks = (asked.directive, asked.action, state.status, state.due, state.days_silent)
        if looks in alike:
            alike[looks].append(id)
        else:
            alike[looks] = [id]
    by_silence: defaultdict[int, list[list[CommitmentId]]] = defaultdict(list)
    for ids in alike.values():
        if len(ids) > 1:
            ids.sort()
        by_silence[states[ids[0]].days_silent].append(ids)
    return tuple(
        _pending(ids, commitments, states[ids[0]], holders)
        for days in sorted(by_silence, reverse=True)
        for ids in sorted(by_silence[days])
    )


def _pending(
    ids: list[CommitmentId],
    commitments: Mapping[CommitmentId, Commitment],
    state: State,
    holders: Mapping[AgencyId, tuple[AgencyId, ...]],
) -> Pending:
    first = commitments[ids[0]]
    held_by = holders[first.agency]
    if len(ids) > 1:
        held_by = tuple(holder for id in ids for holder in holders[commitments[id].agency])
    return Pending(
        commitments=tuple(ids),
        holders=held_by,
        due=state.due,
        days_overdue=state.days_overdue,
        days_silent=state.days_silent,
        blocked=state.obstacle is not None,
        sample=first.origin.sample,
    )


def urgency(each: Pending | State) -> tuple[int, dt.date, int]:
    """Sorts what is open: longest overdue first, then by due date, then by silence."""
    return (-each.days_overdue, each.due or dt.date.max, -each.days_silent)
