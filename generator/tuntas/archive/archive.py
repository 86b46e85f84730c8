"""The archive: what is true as of a date, with all its history, and the ways through it."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

import msgspec

from tuntas.archive.events import (
    AnyEvent,
    CommitmentEvent,
    CorrectionMade,
    DirectiveIssued,
    EventId,
    MeetingHeld,
    Origin,
    order,
)
from tuntas.archive.lineage import Lineage
from tuntas.archive.names import Names, Target, Thing, commitment_slug
from tuntas.archive.replay import Closing, Commitment, Said, State, replay
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
    ReportId,
)
from tuntas.read.note import Note
from tuntas.read.prose import Prose
from tuntas.vocabulary import EVERY_AGENCY, NoteKind

K = TypeVar("K")
V = TypeVar("V")


class Meeting(msgspec.Struct, frozen=True):
    """A meeting with what was issued and heard in it; `attended` are the agencies present."""

    id: MeetingId
    fact: facts.Meeting
    origin: Origin
    government: str
    attended: tuple[AgencyId, ...]
    directives: tuple[DirectiveId, ...]
    previous: MeetingId | None
    next: MeetingId | None


class Directive(msgspec.Struct, frozen=True):
    """A directive with its ties to others: those it names, and those that name it."""

    id: DirectiveId
    fact: facts.Directive
    meeting: MeetingId
    issued: dt.date
    origin: Origin
    commitments: tuple[CommitmentId, ...]
    missions: tuple[MissionId, ...]
    indicators: tuple[IndicatorId, ...]
    continues: tuple[DirectiveId, ...]
    replaces: tuple[DirectiveId, ...]
    revokes: tuple[DirectiveId, ...]
    continued_by: tuple[DirectiveId, ...]
    replaced_by: tuple[DirectiveId, ...]
    revoked_by: tuple[DirectiveId, ...]


class Report(msgspec.Struct, frozen=True):
    id: ReportId
    agency: AgencyId
    fact: facts.Report
    origin: Origin


class Mission(msgspec.Struct, frozen=True):
    id: MissionId
    plan: PlanId
    fact: facts.Mission


class Archive(msgspec.Struct, frozen=True):
    """Everything published, as of the end of a day. Mappings are in the order of their ids or,
    for what is dated, in the order of time; the lists that they hold are in the order of time.

    `stray` are follow-ups that lead to no commitment: they are kept aside, and a check tells.
    """

    as_of: dt.date
    government: str
    names: Names
    lineage: Lineage
    meetings: Mapping[MeetingId, Meeting]
    directives: Mapping[DirectiveId, Directive]
    commitments: Mapping[CommitmentId, Commitment]
    states: Mapping[CommitmentId, State]
    agencies: Mapping[AgencyId, facts.Agency]
    reports: Mapping[ReportId, Report]
    innovations: Mapping[InnovationId, facts.Innovation]
    plans: Mapping[PlanId, facts.Plan]
    missions: Mapping[MissionId, Mission]
    indicators: Mapping[IndicatorId, facts.Indicator]
    events: tuple[AnyEvent, ...]
    stray: tuple[Said, ...]
    events_of_directive: Mapping[DirectiveId, tuple[AnyEvent, ...]]
    events_of_agency: Mapping[AgencyId, tuple[AnyEvent, ...]]
    events_of_origin: Mapping[str, tuple[AnyEvent, ...]]
    commitments_of_agency: Mapping[AgencyId, tuple[CommitmentId, ...]]
    inherited_by: Mapping[AgencyId, tuple[CommitmentId, ...]]
    needed_from: Mapping[AgencyId, tuple[CommitmentId, ...]]
    meetings_of_agency: Mapping[AgencyId, tuple[MeetingId, ...]]
    reports_of_agency: Mapping[AgencyId, tuple[ReportId, ...]]
    innovations_of_agency: Mapping[AgencyId, tuple[InnovationId, ...]]
    directives_of_mission: Mapping[MissionId, tuple[DirectiveId, ...]]
    directives_of_indicator: Mapping[IndicatorId, tuple[DirectiveId, ...]]
    directives_of_topic: Mapping[str, tuple[DirectiveId, ...]]
    mentions: Mapping[Target, tuple[Target, ...]]

    def state(self, commitment: CommitmentId) -> State:
        return self.states[commitment]

    def holds(self, target: Target) -> bool:
        """Whether the thing is part of the archive as of its date."""
        tables: dict[Thing, Mapping[str, object]] = {
            Thing.AGENCY: self.agencies,  # type: ignore[dict-item]
            Thing.MEETING: self.meetings,  # type: ignore[dict-item]
            Thing.DIRECTIVE: self.directives,  # type: ignore[dict-item]
            Thing.COMMITMENT: self.commitments,  # type: ignore[dict-item]
            Thing.INNOVATION: self.innovations,  # type: ignore[dict-item]
            Thing.INDICATOR: self.indicators,  # type: ignore[dict-item]
            Thing.PLAN: self.plans,  # type: ignore[dict-item]
            Thing.MISSION: self.missions,  # type: ignore[dict-item]
        }
        return target.id in tables[target.thing]


def build(notes: Sequence[Note], names: Names, government: str, as_of: dt.date) -> Archive:
    """Make the archive of the notes dated until `as_of`; drafts and unreadable notes drop out."""
    return _Building(notes, names, government, as_of).archive()


def identity(id: str, aliases: Sequence[str]) -> str:
    """What a thing is known by for ever: the oldest id that it had."""
    return aliases[0] if aliases else id


def _frozen(lists: Mapping[K, list[V]]) -> dict[K, tuple[V, ...]]:
    return {key: tuple(values) for key, values in lists.items()}


class _Building:
    def __init__(
        self, notes: Sequence[Note], names: Names, government: str, as_of: dt.date
    ) -> None:
        self.names = names
        self.government = government
        self.as_of = as_of
        self.events: list[AnyEvent] = []
        self.agencies: dict[AgencyId, facts.Agency] = {}
        self.innovations: dict[InnovationId, facts.Innovation] = {}
        self.plans: dict[PlanId, facts.Plan] = {}
        self.indicators: dict[IndicatorId, facts.Indicator] = {}
        self.reports: dict[ReportId, Report] = {}
        self.held: dict[MeetingId, tuple[facts.Meeting, Origin]] = {}
        for note in sorted(notes, key=lambda note: note.id):
            self._sort_in(note)
        self.held = dict(sorted(self.held.items(), key=lambda each: (each[1][0].date, each[0])))
        self.reports = dict(
            sorted(self.reports.items(), key=lambda each: (each[1].fact.date, each[0]))
        )
        self.lineage = Lineage(self.agencies, names, government)
        self.commitments: dict[CommitmentId, Commitment] = {}
        self.closings: dict[DirectiveId, Closing] = {}
        self.said: defaultdict[CommitmentId, list[Said]] = defaultdict(list)
        self.stray: list[Said] = []

    def _sort_in(self, note: Note) -> None:
        """Put a published note's fact where it belongs."""
        match note.fact:
            case facts.Meeting(draft=False, date=day) as meeting if day <= self.as_of:
                origin = Origin(note.kind, note.id, note.file, meeting.sample)
                self.held[MeetingId(note.id)] = (meeting, origin)
            case facts.Report(draft=False, date=day) as report if day <= self.as_of:
                agency = AgencyId(note.id.partition("/")[0])
                origin = Origin(note.kind, note.id, note.file, report.sample)
                self.reports[ReportId(note.id)] = Report(
                    ReportId(note.id), agency, report, origin
                )
            case facts.Agency() as agency_fact:
                self.agencies[AgencyId(note.id)] = agency_fact
            case facts.Innovation() as innovation:
                self.innovations[InnovationId(note.id)] = innovation
            case facts.Plan() as plan:
                self.plans[PlanId(note.id)] = plan
            case facts.Indicator() as indicator:
                self.indicators[IndicatorId(note.id)] = indicator
            case _:
                pass

    def archive(self) -> Archive:
        directives = self._directives()
        self._hear()
        states = {
            id: replay(each, self.said.get(id, ()), self.closings.get(each.directive), self.as_of)
            for id, each in self.commitments.items()
        }
        for state in states.values():
            self.events.extend(state.events)
        events = tuple(sorted(self.events, key=order))
        missions = {
            MissionId(f"{plan}/{mission.number}"): Mission(
                MissionId(f"{plan}/{mission.number}"), plan, mission
            )
            for plan, fact in self.plans.items()
            for mission in fact.missions
        }
        by_mission: defaultdict[MissionId, list[DirectiveId]] = defaultdict(list)
        by_indicator: defaultdict[IndicatorId, list[DirectiveId]] = defaultdict(list)
        by_topic: defaultdict[str, list[DirectiveId]] = defaultdict(list)
        for directive in directives.values():
            for mission_id in directive.missions:
                by_mission[mission_id].append(directive.id)
            for indicator in directive.indicators:
                by_indicator[indicator].append(directive.id)
            for topic in dict.fromkeys(directive.fact.topics):
                by_topic[topic].append(directive.id)
        by_directive: defaultdict[DirectiveId, list[AnyEvent]] = defaultdict(list)
        by_origin: defaultdict[str, list[AnyEvent]] = defaultdict(list)
        for event in events:
            by_origin[event.origin.id].append(event)
            if isinstance(event, CommitmentEvent | DirectiveIssued):
                by_directive[event.directive].append(event)
        meetings = self._meetings(directives)
        return Archive(
            as_of=self.as_of,
            government=self.government,
            names=self.names,
            lineage=self.lineage,
            meetings=meetings,
            directives=directives,
            commitments=self.commitments,
            states=states,
            agencies=self.agencies,
            reports=self.reports,
            innovations=self.innovations,
            plans=self.plans,
            missions=missions,
            indicators=self.indicators,
            events=events,
            stray=tuple(self.stray),
            events_of_directive=_frozen(by_directive),
            events_of_agency=self._events_by_agency(events, directives),
            events_of_origin=_frozen(by_origin),
            commitments_of_agency=self._own(),
            inherited_by=self._inherited(states),
            needed_from=self._needed_from(states),
            meetings_of_agency=self._attendance(meetings),
            reports_of_agency=self._by_owner(self.reports),
            innovations_of_agency=self._by_owner(self.innovations),
            directives_of_mission=_frozen(by_mission),
            directives_of_indicator=_frozen(by_indicator),
            directives_of_topic=_frozen(by_topic),
            mentions=self._mentions(),
        )

    # --- meetings, directives, commitments ---

    def _directives(self) -> dict[DirectiveId, Directive]:
        found: dict[DirectiveId, Directive] = {}
        for meeting, (fact, origin) in self.held.items():
            known = identity(meeting, fact.aliases)
            held = EventId(f"rapim/{known}")
            self.events.append(
                MeetingHeld(id=held, date=fact.date, origin=origin, meeting=meeting)
            )
            self._correct(fact.corrections, known, origin)
            for position, entry in enumerate(fact.directives):
                id = DirectiveId(f"{meeting}/{entry.id}")
                if id not in found:
                    found[id] = self._directive(id, meeting, fact, entry, origin, position)
        return self._tie_back(found)

    def _directive(
        self,
        id: DirectiveId,
        meeting: MeetingId,
        fact: facts.Meeting,
        entry: facts.Directive,
        origin: Origin,
        position: int,
    ) -> Directive:
        known = f"{identity(meeting, fact.aliases)}/{identity(entry.id, entry.aliases)}"
        self.events.append(
            DirectiveIssued(
                id=EventId(f"arahan/{known}"),
                date=fact.date,
                origin=origin,
                position=position,
                directive=id,
            )
        )
        commitments = self._commitments(id, known, fact, entry, origin)
        for reference in (*entry.replaces, *entry.revokes):
            earlier = self.names.directive(reference)
            if earlier is not None and earlier != id:
                # The first directive to close another is the one that closed it.
                self.closings.setdefault(earlier, Closing(fact.date, id, origin, position))
        year = fact.date.year
        missions = dict.fromkeys(self.names.mission(each, year) for each in entry.missions)
        indicators = dict.fromkeys(self.names.indicators.get(each) for each in entry.indicators)
        return Directive(
            id=id,
            fact=entry,
            meeting=meeting,
            issued=fact.date,
            origin=origin,
            commitments=commitments,
            missions=tuple(each for each in missions if each is not None),
            indicators=tuple(each for each in indicators if each is not None),
            continues=self._known(entry.continues, id),
            replaces=self._known(entry.replaces, id),
            revokes=self._known(entry.revokes, id),
            continued_by=(),
            replaced_by=(),
            revoked_by=(),
        )

    def _known(self, references: Iterable[str], own: DirectiveId) -> tuple[DirectiveId, ...]:
        """The published directives that references lead to."""
        found = dict.fromkeys(self.names.directive(each) for each in references)
        return tuple(
            each
            for each in found
            if each is not None and each != own and each.partition("/")[0] in self.held
        )

    @staticmethod
    def _tie_back(found: dict[DirectiveId, Directive]) -> dict[DirectiveId, Directive]:
        """Ties are written on the later directive; the earlier one learns of them here."""
        back: dict[str, defaultdict[DirectiveId, list[DirectiveId]]] = {
            "continued_by": defaultdict(list),
            "replaced_by": defaultdict(list),
            "revoked_by": defaultdict(list),
        }
        for id, directive in found.items():
            ties = (directive.continues, directive.replaces, directive.revokes)
            for name, earlier in zip(back, ties, strict=True):
                for each in earlier:
                    back[name][each].append(id)
        for id, directive in found.items():
            ties_back = {name: tuple(later[id]) for name, later in back.items() if id in later}
            if ties_back:
                found[id] = msgspec.structs.replace(directive, **ties_back)
        return found

    def _commitments(
        self,
        directive: DirectiveId,
        known: str,
        meeting: facts.Meeting,
        entry: facts.Directive,
        origin: Origin,
    ) -> tuple[CommitmentId, ...]:
        ids: dict[CommitmentId, None] = {}
        for each in entry.commitments:
            for slug in self._asked(each, meeting):
                agency = self.names.agency(slug)
                name = commitment_slug(each, slug)
                id = CommitmentId(f"{directive}/{name}")
                if agency is None or agency not in self.agencies or id in ids:
                    continue  # the checks tell
                ids[id] = None
                first = identity(agency, self.agencies[agency].aliases)
                self.commitments[id] = Commitment(
                    id=id,
                    directive=directive,
                    agency=agency,
                    role=each.role,
                    action=each.action,
                    measure=each.measure,
                    due=each.due,
                    needs=each.needs,
                    issued=meeting.date,
                    origin=origin,
                    identity=f"{known}/{commitment_slug(each, first)}",
                )
        return tuple(ids)

    def _asked(self, entry: facts.Commitment, meeting: facts.Meeting) -> Sequence[str]:
        if entry.agencies == EVERY_AGENCY:
            return self.lineage.all_in_force(meeting.government, meeting.date)
        return entry.agencies

    def _meetings(self, directives: Mapping[DirectiveId, Directive]) -> dict[MeetingId, Meeting]:
        issued: defaultdict[MeetingId, list[DirectiveId]] = defaultdict(list)
        for directive in directives.values():
            issued[directive.meeting].append(directive.id)
        of_government: defaultdict[str, list[MeetingId]] = defaultdict(list)
        for id, (fact, _) in self.held.items():
            of_government[fact.government or self.government].append(id)
        neighbours: dict[MeetingId, tuple[MeetingId | None, MeetingId | None]] = {}
        for ids in of_government.values():
            for before, id, after in zip([None, *ids], ids, [*ids[1:], None], strict=False):
                neighbours[id] = (before, after)
        return {
            id: Meeting(
                id=id,
                fact=fact,
                origin=origin,
                government=fact.government or self.government,
                attended=self._attended(fact),
                directives=tuple(issued[id]),
                previous=neighbours[id][0],
                next=neighbours[id][1],
            )
            for id, (fact, origin) in self.held.items()
        }

    def _attended(self, fact: facts.Meeting) -> tuple[AgencyId, ...]:
        if fact.present == EVERY_AGENCY:
            return self.lineage.all_in_force(fact.government, fact.date)
        found = dict.fromkeys(self.names.agency(slug) for slug in fact.present)
        return tuple(each for each in found if each is not None and each in self.agencies)

    # --- follow-ups and corrections ---

    def _hear(self) -> None:
        for meeting, (fact, origin) in self.held.items():
            self._collect(fact.follow_ups, fact.date, identity(meeting, fact.aliases), origin)
        for id, report in self.reports.items():
            agency = self.agencies.get(report.agency)
            name = id.partition("/")[2]
            owner = identity(report.agency, agency.aliases if agency else ())
            known = f"{owner}/{name}"
            self._collect(report.fact.follow_ups, report.fact.date, known, report.origin)
            self._correct(report.fact.corrections, known, report.origin)

    def _collect(
        self, follow_ups: Sequence[facts.FollowUp], day: dt.date, known: str, origin: Origin
    ) -> None:
        same_day: Counter[tuple[str, dt.date]] = Counter()
        for position, follow_up in enumerate(follow_ups):
            id = self.names.commitment(follow_up.commitment)
            commitment = self.commitments.get(id) if id else None
            date = follow_up.date or day
            subject = commitment.identity if commitment else follow_up.commitment
            same_day[subject, date] += 1
            count = same_day[subject, date]
            event = f"tindak-lanjut/{known}/{subject}/{date}" + (f"/{count}" if count > 1 else "")
            said = Said(date, follow_up, origin, position, EventId(event))
            if commitment is None:
                self.stray.append(said)
            else:
                self.said[commitment.id].append(said)

    def _correct(
        self, corrections: Sequence[facts.Correction], known: str, origin: Origin
    ) -> None:
        same_day: Counter[dt.date] = Counter()
        for position, correction in enumerate(corrections):
            same_day[correction.date] += 1
            if correction.date > self.as_of:
                continue
            count = same_day[correction.date]
            id = f"koreksi/{known}/{correction.date}" + (f"/{count}" if count > 1 else "")
            self.events.append(
                CorrectionMade(
                    id=EventId(id),
                    date=correction.date,
                    origin=origin,
                    position=position,
                    correction=correction,
                )
            )

    # --- what belongs to an agency ---

    def _own(self) -> dict[AgencyId, tuple[CommitmentId, ...]]:
        own: defaultdict[AgencyId, list[CommitmentId]] = defaultdict(list)
        for commitment in self.commitments.values():
            own[commitment.agency].append(commitment.id)
        return _frozen(own)

    def _inherited(
        self, states: Mapping[CommitmentId, State]
    ) -> dict[AgencyId, tuple[CommitmentId, ...]]:
        """What agencies took over: the commitments still open on their predecessors' last day."""
        inherited: defaultdict[AgencyId, list[CommitmentId]] = defaultdict(list)
        for commitment in self.commitments.values():
            last = self.lineage.last_day(commitment.agency)
            if last is None:
                continue
            completion = states[commitment.id].completion
            if completion is not None and completion.date <= last:
                continue
            for holder in self.lineage.holders(commitment.agency, self.as_of):
                if holder != commitment.agency:
                    inherited[holder].append(commitment.id)
        return _frozen(inherited)

    def _needed_from(
        self, states: Mapping[CommitmentId, State]
    ) -> dict[AgencyId, tuple[CommitmentId, ...]]:
        """The open commitments that wait for an agency: for its share, or to remove an obstacle."""
        needed: defaultdict[AgencyId, dict[CommitmentId, None]] = defaultdict(dict)
        for commitment in self.commitments.values():
            state = states[commitment.id]
            if not state.is_open:
                continue
            sources = [need.source for need in commitment.needs]
            if state.obstacle:
                sources.append(state.obstacle.needs_from)
            for source in sources:
                agency = self.names.agency(source)
                for holder in self.lineage.holders(agency, self.as_of) if agency in self.agencies else ():
                    needed[holder][commitment.id] = None
        return {agency: tuple(ids) for agency, ids in needed.items()}

    def _attendance(
        self, meetings: Mapping[MeetingId, Meeting]
    ) -> dict[AgencyId, tuple[MeetingId, ...]]:
        attended: defaultdict[AgencyId, list[MeetingId]] = defaultdict(list)
        for meeting in meetings.values():
            for agency in meeting.attended:
                attended[agency].append(meeting.id)
        return _frozen(attended)

    @staticmethod
    def _by_owner(owned: Mapping[K, object]) -> dict[AgencyId, tuple[K, ...]]:
        """Reports or innovations by the agency in whose folder they lie."""
        found: defaultdict[AgencyId, list[K]] = defaultdict(list)
        for id in owned:
            found[AgencyId(str(id).partition("/")[0])].append(id)
        return _frozen(found)

    def _events_by_agency(
        self, events: Sequence[AnyEvent], directives: Mapping[DirectiveId, Directive]
    ) -> dict[AgencyId, tuple[AnyEvent, ...]]:
        """The events of each agency's feed: its own, and those of what it took over.

        Who follows an agency that was taken over goes on to hear of its successors, from the day
        after its last.
        """
        found: defaultdict[AgencyId, list[AnyEvent]] = defaultdict(list)
        for event in events:
            if isinstance(event, CommitmentEvent):
                asked: Iterable[AgencyId] = (event.agency,)
            elif isinstance(event, DirectiveIssued):
                ids = directives[event.directive].commitments
                asked = dict.fromkeys(self.commitments[id].agency for id in ids)
            else:
                continue
            followers: dict[AgencyId, None] = {}
            for agency in asked:
                followers[agency] = None
                for later in self.lineage.descendants(agency):
                    followers[later] = None
                for earlier in self.lineage.ancestors(agency):
                    last = self.lineage.last_day(earlier)
                    if last is not None and event.date > last:
                        followers[earlier] = None
            for agency in followers:
                found[agency].append(event)
        return _frozen(found)

    # --- who speaks of what ---

    def _mentions(self) -> dict[Target, tuple[Target, ...]]:
        """For each thing the notes whose prose refers to it."""
        found: defaultdict[Target, dict[Target, None]] = defaultdict(dict)

        def note(source: Target, *texts: Prose | None) -> None:
            for text in texts:
                for reference in text.references if text else ():
                    target = self.names.target(reference)
                    if target is not None and target != source:
                        found[target][source] = None

        for meeting, (fact, _) in self.held.items():
            heard = (each.note for each in fact.follow_ups)
            note(Target(Thing.MEETING, meeting), fact.body, *heard)
            for entry in fact.directives:
                note(Target(Thing.DIRECTIVE, f"{meeting}/{entry.id}"), entry.text)
        for agency, agency_fact in self.agencies.items():
            note(Target(Thing.AGENCY, agency), agency_fact.body)
        for innovation, innovation_fact in self.innovations.items():
            note(Target(Thing.INNOVATION, innovation), innovation_fact.body)
        for plan, plan_fact in self.plans.items():
            note(Target(Thing.PLAN, plan), plan_fact.body)
        for indicator, indicator_fact in self.indicators.items():
            note(Target(Thing.INDICATOR, indicator), indicator_fact.body)
        return {target: tuple(sources) for target, sources in found.items()}
