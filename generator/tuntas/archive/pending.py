"""What is still open, by how it stands: for those who look for what is late, blocked or silent."""

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping
from itertools import chain
from typing import TypeAlias

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
    alike: dict[object, _Group] = {}
    for (id, asked), state in zip(commitments.items(), states.values(), strict=True):
        if state.status in OPEN:
            looks: object = id
            if state.obstacle is None:
                looks = (asked.directive, asked.action, state.status, state.due, state.days_silent)
            alike.setdefault(looks, ([], asked, state))[0].append(id)
    by_silence: defaultdict[int, list[_Group]] = defaultdict(list)
    for group in alike.values():
        group[0].sort()
        by_silence[group[2].days_silent].append(group)
    groups = chain.from_iterable(sorted(by_silence[days]) for days in sorted(by_silence, reverse=True))
    return tuple([_pending(group, commitments, holders) for group in groups])


_Group: TypeAlias = tuple[list[CommitmentId], Commitment, State]
"""The ids of what stands alike, and one of these commitments with its state."""


def _pending(
    group: _Group,
    commitments: Mapping[CommitmentId, Commitment],
    holders: Mapping[AgencyId, tuple[AgencyId, ...]],
) -> Pending:
    ids, one, state = group
    held_by = holders[one.agency]
    if len(ids) > 1:
        held_by = tuple(holder for id in ids for holder in holders[commitments[id].agency])
    return Pending(
        commitments=tuple(ids),
        holders=held_by,
        due=state.due,
        days_overdue=state.days_overdue,
        days_silent=state.days_silent,
        blocked=state.obstacle is not None,
        sample=one.origin.sample,
    )


def urgency(each: Pending | State) -> tuple[int, dt.date, int]:
    """Sorts what is open: longest overdue first, then by due date, then by silence."""
    return (-each.days_overdue, each.due or dt.date.max, -each.days_silent)
