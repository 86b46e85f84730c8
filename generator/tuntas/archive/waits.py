"""Who waits for whom: agencies whose open commitments need something of another."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

import msgspec

from tuntas.archive.replay import Commitment
from tuntas.read.facts import AgencyId, CommitmentId


class Wait(msgspec.Struct, frozen=True, gc=False):
    """How many open commitments of one agency wait for another."""

    waiting: AgencyId
    awaited: AgencyId
    commitments: int


def waits(
    needed_from: Mapping[AgencyId, Iterable[CommitmentId]],
    commitments: Mapping[CommitmentId, Commitment],
    holders: Mapping[AgencyId, tuple[AgencyId, ...]],
) -> tuple[Wait, ...]:
    """Every pair of agencies, as they answer today; samples are left out.

    What an agency needs of itself, as after a merger, is no wait.
    """
    found: defaultdict[tuple[AgencyId, AgencyId], int] = defaultdict(int)
    for awaited, ids in needed_from.items():
        for id in ids:
            commitment = commitments[id]
            if commitment.origin.sample:
                continue
            for waiting in holders[commitment.agency]:
                if waiting != awaited:
                    found[waiting, awaited] += 1
    return tuple(Wait(*pair, found[pair]) for pair in sorted(found))
