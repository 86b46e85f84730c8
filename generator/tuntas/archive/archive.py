"""The archive: what is true as of a date, with all its history, and the ways through it."""

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import groupby

import msgspec

from tuntas.archive import lookups
from tuntas.archive.events import AnyEvent, CommitmentEvent, CorrectionMade, DirectiveIssued, Origin, order
from tuntas.archive.heard import Heard
from tuntas.archive.issued import Directive, Issued
from tuntas.archive.lineage import Lineage
from tuntas.archive.lookups import grouped, owner
from tuntas.archive.names import Names, Target, Thing
from tuntas.archive.published import Published, Report, published
from tuntas.archive.replay import Commitment, Said, State, replay
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
from tuntas.read.picture import Picture
from tuntas.vocabulary import EVERY_AGENCY, NoteKind


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


class Mission(msgspec.Struct, frozen=True):
    id: MissionId
    plan: PlanId
    fact: facts.Mission


class Archive(msgspec.Struct, frozen=True):
    """Everything published, as of the end of a day.

    Mappings are in the order of their ids or, for what is dated, in the order of time; so are the
    lists that they hold. `stray` are follow-ups that lead to no commitment: a check tells of them.
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
    events_of_day: Mapping[dt.date, tuple[AnyEvent, ...]]
    events_of_directive: Mapping[DirectiveId, tuple[AnyEvent, ...]]
    events_of_agency: Mapping[AgencyId, tuple[AnyEvent, ...]]
    events_of_origin: Mapping[str, tuple[AnyEvent, ...]]
    corrected: Mapping[str, dt.date]
    """For each corrected meeting or report the day of its newest correction."""
    events_corrected_on: Mapping[dt.date, tuple[AnyEvent, ...]]
    """The events before the newest correction of their note, by the day of that."""
    commitments_of_agency: Mapping[AgencyId, tuple[CommitmentId, ...]]
    inherited_by: Mapping[AgencyId, tuple[CommitmentId, ...]]
    needed_from: Mapping[AgencyId, tuple[CommitmentId, ...]]
    meetings_of_agency: Mapping[AgencyId, tuple[MeetingId, ...]]
    reports_of_agency: Mapping[AgencyId, tuple[ReportId, ...]]
    innovations_of_agency: Mapping[AgencyId, tuple[InnovationId, ...]]
    corrections_of_directive: Mapping[DirectiveId, tuple[CorrectionMade, ...]]
    directives_of_mission: Mapping[MissionId, tuple[DirectiveId, ...]]
    directives_of_indicator: Mapping[IndicatorId, tuple[DirectiveId, ...]]
    directives_of_topic: Mapping[str, tuple[DirectiveId, ...]]
    mentions: Mapping[Target, tuple[Target, ...]]
    pictures: Mapping[tuple[NoteKind, str], Mapping[str, Picture]]
    """The pictures beside each note, by their names."""

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
    facts_of = published(notes, as_of)
    lineage = Lineage(facts_of.agencies, names, government)
    issued = Issued(facts_of, names, lineage)
    heard = Heard(facts_of, issued.commitments, names, as_of)
    states = {
        id: replay(each, heard.said.get(id, ()), issued.closings.get(each.directive), as_of)
        for id, each in issued.commitments.items()
    }
    told = [event for state in states.values() for event in state.events]
    events = tuple(sorted([*issued.events, *heard.events, *told], key=order))
    meetings = _meetings(facts_of, issued, lineage, names, government)
    directives = issued.directives
    events_of_origin = grouped(events, lambda each: (each.origin.id,))
    corrected = lookups.corrected(facts_of, as_of)
    return Archive(
        as_of=as_of,
        government=government,
        names=names,
        lineage=lineage,
        meetings=meetings,
        directives=directives,
        commitments=issued.commitments,
        states=states,
        agencies=facts_of.agencies,
        reports=facts_of.reports,
        innovations=facts_of.innovations,
        plans=facts_of.plans,
        missions=_missions(facts_of),
        indicators=facts_of.indicators,
        events=events,
        stray=tuple(heard.stray),
        events_of_day={day: tuple(each) for day, each in groupby(events, key=lambda each: each.date)},
        events_of_directive=grouped(
            events,
            lambda each: (each.directive,) if isinstance(each, CommitmentEvent | DirectiveIssued) else (),
        ),
        events_of_agency=lookups.events_of_agency(events, issued, lineage),
        events_of_origin=events_of_origin,
        corrected=corrected,
        events_corrected_on=lookups.events_corrected_on(events_of_origin, corrected),
        commitments_of_agency=grouped(issued.commitments, lambda id: (issued.commitments[id].agency,)),
        inherited_by=lookups.inherited_by(issued, heard.said, states, lineage, as_of),
        needed_from=lookups.needed_from(issued, states, names, lineage, as_of),
        meetings_of_agency=grouped(meetings, lambda id: meetings[id].attended),
        reports_of_agency=grouped(facts_of.reports, lambda id: (owner(id),)),
        innovations_of_agency=grouped(facts_of.innovations, lambda id: (owner(id),)),
        corrections_of_directive=lookups.corrections_of_directive(events, names),
        directives_of_mission=grouped(directives, lambda id: directives[id].missions),
        directives_of_indicator=grouped(directives, lambda id: directives[id].indicators),
        directives_of_topic=grouped(directives, lambda id: directives[id].fact.topics),
        mentions=lookups.mentions(facts_of, names),
        pictures={(note.kind, note.id): note.pictures for note in notes if note.pictures},
    )


def _missions(facts_of: Published) -> dict[MissionId, Mission]:
    found = {}
    for plan, fact in facts_of.plans.items():
        for mission in fact.missions:
            id = MissionId(f"{plan}/{mission.number}")
            found[id] = Mission(id, plan, mission)
    return found


def _meetings(
    facts_of: Published, issued: Issued, lineage: Lineage, names: Names, government: str
) -> dict[MeetingId, Meeting]:
    """The meetings, each with those before and after it of the same government."""
    of_meeting = grouped(issued.directives, lambda id: (issued.directives[id].meeting,))
    of_government: defaultdict[str, list[MeetingId]] = defaultdict(list)
    for id, (fact, _) in facts_of.meetings.items():
        of_government[fact.government or government].append(id)
    neighbours: dict[MeetingId, tuple[MeetingId | None, MeetingId | None]] = {}
    for ids in of_government.values():
        for before, id, after in zip([None, *ids], ids, [*ids[1:], None], strict=False):
            neighbours[id] = (before, after)

    def attended(fact: facts.Meeting) -> tuple[AgencyId, ...]:
        if fact.present == EVERY_AGENCY:
            return lineage.all_in_force(fact.government, fact.date)
        found = dict.fromkeys(names.agency(slug) for slug in fact.present)
        return tuple(each for each in found if each is not None and each in facts_of.agencies)

    return {
        id: Meeting(
            id=id,
            fact=fact,
            origin=origin,
            government=fact.government or government,
            attended=attended(fact),
            directives=of_meeting.get(id, ()),
            previous=neighbours[id][0],
            next=neighbours[id][1],
        )
        for id, (fact, origin) in facts_of.meetings.items()
    }
