"""Which ids there are, and what a reference leads to: earlier ids lead to the present ones."""

from collections.abc import Iterable
from enum import StrEnum

import msgspec

from tuntas.read import facts
from tuntas.read.facts import (
    AgencyId,
    CommitmentId,
    DirectiveId,
    IndicatorId,
    InnovationId,
    MeetingId,
    MissionId,
    PlanId,
)
from tuntas.read.note import Note
from tuntas.vocabulary import EVERY_AGENCY, NoteKind


class Thing(StrEnum):
    """What a reference in prose can lead to."""

    AGENCY = "opd"
    MEETING = "rapim"
    DIRECTIVE = "arahan"
    COMMITMENT = "komitmen"
    INNOVATION = "inovasi"
    INDICATOR = "indikator"
    PLAN = "rpjmd"
    MISSION = "misi"


class Target(msgspec.Struct, frozen=True):
    """The thing that a reference leads to, by its present id."""

    thing: Thing
    id: str


class Names:
    """Every id and earlier id in the notes, drafts included, and the ids of unreadable notes."""

    def __init__(self, notes: Iterable[Note]) -> None:
        self.meetings: dict[str, MeetingId] = {}
        self.directives: dict[str, DirectiveId] = {}
        self.agencies: dict[str, AgencyId] = {}
        self.innovations: dict[str, InnovationId] = {}
        self.indicators: dict[str, IndicatorId] = {}
        self.plans: dict[str, PlanId] = {}
        self.missions: dict[str, MissionId] = {}
        self.entries: dict[DirectiveId, tuple[facts.Meeting, facts.Directive]] = {}
        self.commitments: dict[CommitmentId, str] = {}
        """The commitments of agencies that are named, by their ids, each with the slug in its note."""
        self.drafts: set[str] = set()
        self.unreadable: set[str] = set()
        self._plan_facts: list[tuple[PlanId, facts.Plan]] = []
        self._plans_in: dict[int, PlanId] = {}
        for note in sorted(notes, key=lambda note: note.file):
            self._add(note)
        # Where two plans overlap, the one that began later is in force.
        for plan, fact in sorted(self._plan_facts, key=lambda each: (each[1].first_year, each[0])):
            self._plans_in.update(dict.fromkeys(range(fact.first_year, fact.last_year + 1), plan))
        for directive, (_, entry) in self.entries.items():
            for each in entry.commitments:
                if each.agencies != EVERY_AGENCY:
                    for slug in each.agencies:
                        id = CommitmentId(f"{directive}/{commitment_slug(each, slug)}")
                        self.commitments.setdefault(id, slug)

    def _add(self, note: Note) -> None:
        fact = note.fact
        if fact is None:
            self.unreadable.add(note.id)
        if note.kind is NoteKind.MEETING:
            self._add_meeting(MeetingId(note.id), note)
        elif note.kind is NoteKind.AGENCY:
            agency = AgencyId(note.id)
            self.agencies[agency] = agency
            for alias in note.aliases:
                self.agencies.setdefault(alias, agency)
        elif note.kind is NoteKind.INNOVATION:
            self.innovations[note.id] = InnovationId(note.id)
        elif note.kind is NoteKind.INDICATOR:
            self.indicators[note.id] = IndicatorId(note.id)
        elif note.kind is NoteKind.PLAN:
            plan = PlanId(note.id)
            self.plans[plan] = plan
            if isinstance(fact, facts.Plan):
                self._plan_facts.append((plan, fact))
                for mission in fact.missions:
                    ref = f"{plan}/{mission.number}"
                    self.missions[ref] = MissionId(ref)

    def _add_meeting(self, meeting: MeetingId, note: Note) -> None:
        self.meetings[meeting] = meeting
        for alias in note.aliases:
            self.meetings.setdefault(alias, meeting)
        fact = note.fact
        if not isinstance(fact, facts.Meeting):
            return
        if fact.draft:
            self.drafts.add(meeting)
        names = (meeting, *fact.aliases)
        for directive in fact.directives:
            id = DirectiveId(f"{meeting}/{directive.id}")
            self.entries.setdefault(id, (fact, directive))
            for name in names:
                for each in (directive.id, *directive.aliases):
                    self.directives.setdefault(f"{name}/{each}", id)

    def agency(self, slug: str) -> AgencyId | None:
        return self.agencies.get(slug)

    def directive(self, reference: str) -> DirectiveId | None:
        return self.directives.get(reference)

    def commitment(self, reference: str) -> CommitmentId | None:
        """The commitment of a reference: by its id, or by another name of its agency."""
        found = self._asked(reference)
        return found[0] if found else None

    def agency_of(self, reference: str) -> AgencyId | None:
        """The agency that a commitment was given to, whether or not its note could be read."""
        found = self._asked(reference)
        return self.agencies.get(found[1]) if found else None

    def _asked(self, reference: str) -> tuple[CommitmentId, str] | None:
        """The commitment of a reference, with the slug of its agency as it stands in the note."""
        path, _, name = reference.rpartition("/")
        directive = self.directives.get(path)
        if directive is None:
            return None
        id = CommitmentId(reference if directive == path else f"{directive}/{name}")
        written = self.commitments.get(id)
        if written is not None:
            return id, written
        _, entry = self.entries[directive]
        for each in entry.commitments:
            named = self._by_agency(each, name)
            if named:
                return CommitmentId(f"{directive}/{commitment_slug(each, named)}"), named
        return None

    def _by_agency(self, entry: facts.Commitment, name: str) -> str | None:
        """The slug, as it stands in an entry, of the agency that a name ends with."""
        if entry.id:
            if not is_shared(entry) or not name.startswith(f"{entry.id}-"):
                return None
            name = name.removeprefix(f"{entry.id}-")
        present = self.agencies.get(name)
        if present is None:
            return None
        if entry.agencies == EVERY_AGENCY:  # the archive knows which were in force
            return present
        return next((slug for slug in entry.agencies if self.agencies.get(slug) == present), None)

    def commitment_names(self, directive: DirectiveId) -> list[str]:
        """The names that commitments of a directive may have, for suggestions."""
        _, entry = self.entries[directive]
        names: list[str] = []
        for each in entry.commitments:
            agencies = self.agencies if each.agencies == EVERY_AGENCY else each.agencies
            names.extend(commitment_slug(each, slug) for slug in agencies)
        return names

    def mission(self, reference: str, year: int) -> MissionId | None:
        """A mission by `period/number`, or by its number in the plan in force in a year."""
        if "/" not in reference:
            plan = self.plan_in(year)
            if plan is None:
                return None
            reference = f"{plan}/{int(reference)}"
        return self.missions.get(reference)

    def plan_in(self, year: int) -> PlanId | None:
        """The plan in force in a year; where two overlap, the one that began later."""
        return self._plans_in.get(year)

    def target(self, reference: str) -> Target | None:
        """What a reference in prose leads to."""
        for thing, known in self.tables():
            if reference in known:
                return Target(thing, known[reference])
        commitment = self.commitment(reference)
        return Target(Thing.COMMITMENT, commitment) if commitment else None

    def tables(self) -> tuple[tuple[Thing, dict[str, str]], ...]:
        """The names of each kind of thing; where kinds share a name, the first one wins."""
        return (
            (Thing.AGENCY, self.agencies),  # type: ignore[return-value]
            (Thing.MEETING, self.meetings),
            (Thing.DIRECTIVE, self.directives),
            (Thing.INNOVATION, self.innovations),
            (Thing.INDICATOR, self.indicators),
            (Thing.PLAN, self.plans),
            (Thing.MISSION, self.missions),
        )

    def unreadable_plan_in(self, year: int) -> bool:
        """Whether a plan that covers a year could not be read: what it holds is not known."""
        spans = (plan.partition("-") for plan in self.plans if plan in self.unreadable)
        return any(int(first) <= year <= int(last) for first, _, last in spans)

    def in_unreadable_note(self, reference: str) -> bool:
        """Whether a reference leads into a note whose own problems are reported already."""
        note = reference.partition("/")[0]
        return self.meetings.get(note, note) in self.unreadable or reference in self.unreadable


def commitment_slug(entry: facts.Commitment, agency: str) -> str:
    """The last part of a commitment's id: its own, its agency's, or both where several share it."""
    if not entry.id:
        return agency
    return f"{entry.id}-{agency}" if is_shared(entry) else entry.id


def is_shared(entry: facts.Commitment) -> bool:
    """Whether an entry is a commitment of each of several agencies."""
    return entry.agencies == EVERY_AGENCY or len(entry.agencies) > 1
