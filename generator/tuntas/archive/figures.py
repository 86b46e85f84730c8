"""What is counted once for all pages that tell it. No figure about agencies counts samples."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

import msgspec

from tuntas.archive.completions import Completions
from tuntas.archive.issued import Directive
from tuntas.archive.progress import Progress, Stage, added, progress, stage
from tuntas.archive.replay import Commitment, State
from tuntas.read.facts import AgencyId, CommitmentId, DirectiveId, MissionId
from tuntas.vocabulary import Role


class Figures(msgspec.Struct, frozen=True):
    """The whole archive in numbers; `progress`, `completions` and `agencies_asked` leave out the samples."""

    meetings: int
    directives: int
    commitments: int
    agencies: int
    follow_ups: int
    events: int
    sample_directives: int
    sample_commitments: int
    agencies_asked: int
    progress: Progress
    completions: tuple[Completions, ...]
    topics: tuple[tuple[str, int], ...]
    """Each topic by the first of its names, with the number of its directives."""


class Coverage(msgspec.Struct, frozen=True, gc=False):
    """How many directives serve a mission, by how they stand; samples are left out.

    Of the `told` something is known, but they are not complete; `closed` are replaced or revoked.
    """

    complete: int = 0
    told: int = 0
    untold: int = 0
    closed: int = 0

    @property
    def total(self) -> int:
        return self.complete + self.told + self.untold + self.closed


class Shares(msgspec.Struct, frozen=True):
    """How an agency's own commitments stand, in each role; samples are left out."""

    lead: Progress = Progress()
    supporting: Progress = Progress()

    @property
    def all(self) -> Progress:
        return added((self.lead, self.supporting))


def progress_of_directive(
    directives: Mapping[DirectiveId, Directive], states: Mapping[CommitmentId, State]
) -> dict[DirectiveId, Progress]:
    """How the commitments of each directive stand together, those of a sample too."""
    return {id: progress([states[each] for each in of.commitments]) for id, of in directives.items()}


def progress_of_mission(
    directives_of_mission: Mapping[MissionId, Iterable[DirectiveId]],
    real: Mapping[DirectiveId, Progress],
) -> dict[MissionId, Progress]:
    return {
        mission: added(real[id] for id in ids if id in real) for mission, ids in directives_of_mission.items()
    }


_COVERED = {
    Stage.COMPLETE: 0,
    Stage.ONGOING: 1,
    Stage.BLOCKED: 1,
    Stage.UNREPORTED: 2,
    Stage.WITHOUT_COMMITMENT: 2,
    Stage.REPLACED: 3,
    Stage.REVOKED: 3,
}


def coverage_of_mission(
    directives_of_mission: Mapping[MissionId, Iterable[DirectiveId]],
    directives: Mapping[DirectiveId, Directive],
    real: Mapping[DirectiveId, Progress],
) -> dict[MissionId, Coverage]:
    found = {}
    for mission, ids in directives_of_mission.items():
        counts = [0, 0, 0, 0]
        for id in ids:
            if id in real:
                counts[_COVERED[stage(directives[id], real[id])]] += 1
        found[mission] = Coverage(*counts)
    return found


def shares_of_agency(
    commitments: Mapping[CommitmentId, Commitment], states: Mapping[CommitmentId, State]
) -> dict[AgencyId, Shares]:
    found: defaultdict[AgencyId, tuple[list[State], list[State]]] = defaultdict(lambda: ([], []))
    lead = Role.LEAD
    for commitment, state in zip(commitments.values(), states.values(), strict=True):
        if not commitment.origin.sample:
            found[commitment.agency][commitment.role is not lead].append(state)
    return {id: Shares(*map(progress, both)) for id, both in found.items()}
