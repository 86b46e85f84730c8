"""The archive: what is true as of a date, with all its history, and the ways through it."""

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence, Sized
from itertools import chain
from typing import Final

import msgspec

from tuntas.archive import lookups
from tuntas.archive.completions import by_month
from tuntas.archive.events import AnyEvent, CorrectionMade, Origin, Tellable, Withdrawn, by_day
from tuntas.archive.figures import (
    Coverage,
    Figures,
    Shares,
    coverage_of_mission,
    progress_of_directive,
    progress_of_mission,
    shares_of_agency,
)
from tuntas.archive.heard import Heard
from tuntas.archive.issued import Directive, Issued
from tuntas.archive.lineage import Lineage
from tuntas.archive.lookups import K, by, grouped, owner
from tuntas.archive.names import Names, Target, Thing
from tuntas.archive.pending import Pending, pending
from tuntas.archive.photographed import Photo, photo_of_directive
from tuntas.archive.progress import Progress, added
from tuntas.archive.published import Published, Report, published
from tuntas.archive.replay import Commitment, Said, State, replay
from tuntas.archive.streams import Course, streams
from tuntas.archive.waits import Wait, waits
from tuntas.archive.withdrawn import UNTOLD, Memory, withdrawn
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
from tuntas.vocabulary import EVERY_AGENCY, MeetingKind, NoteKind


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


class Occasion(msgspec.Struct, frozen=True):
    """What others tell of a meeting; all that was said there is left to its own pages."""

    id: MeetingId
    title: str
    date: dt.date
    kind: MeetingKind
    chair: facts.Person
    government: str
    directives: tuple[DirectiveId, ...]
    photo: str
    """The name of its first photo; empty if there is none."""
    aliases: tuple[str, ...]
    sample: bool


class Mission(msgspec.Struct, frozen=True):
    id: MissionId
    plan: PlanId
    fact: facts.Mission


class Archive(msgspec.Struct, frozen=True):
    """Everything published, as of the end of a day.

    Mappings are in the order of their ids or, for what is dated, in the order of time; so are the
    lists that they hold. `stray` are follow-ups that lead to no commitment: a check tells of them.

    A page depends on the entries that it reads. So what a page selects or counts has an entry of its own
    here, and none needs to look through a whole table.
    """

    as_of: dt.date
    government: str
    names: Names
    lineage: Lineage
    meetings: Mapping[MeetingId, Meeting]
    occasions: Mapping[MeetingId, Occasion]
    """Each meeting as others tell of it: a text that is added to its notes changes nothing here."""
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
    days: tuple[tuple[dt.date, int], ...]
    """Each day on which something happened, and how much."""
    days_of_year: Mapping[int, tuple[dt.date, ...]]
    """The same days, without how much."""
    events_of_day: Mapping[dt.date, tuple[AnyEvent, ...]]
    events_of_directive: Mapping[DirectiveId, tuple[AnyEvent, ...]]
    events_of_agency: Mapping[AgencyId, tuple[AnyEvent, ...]]
    events_of_origin: Mapping[str, tuple[AnyEvent, ...]]
    years: tuple[int, int]
    """The first and the last in which anything happened."""
    begun: Mapping[Course, int]
    """The first year of each stream of events."""
    events_of_stream: Mapping[tuple[str, str, int], tuple[Tellable, ...]]
    """By stream, subject and year; what was withdrawn, too."""
    withdrawn: tuple[Withdrawn, ...]
    """What was told and is no more, which no page or digest shows."""
    events_withdrawn: Mapping[dt.date, tuple[Withdrawn, ...]]
    """By the day on which they are told to have happened."""
    events_withdrawn_since: Mapping[dt.date, tuple[Withdrawn, ...]]
    """By the day since which it is said that they did not."""
    events_withdrawn_of_directive: Mapping[DirectiveId, tuple[Withdrawn, ...]]
    corrected: Mapping[str, dt.date]
    """For each corrected meeting or report the day of its newest correction."""
    events_corrected_on: Mapping[dt.date, tuple[AnyEvent, ...]]
    """The events before the newest correction of their note, by the day of that."""
    corrections: tuple[CorrectionMade, ...]
    corrections_of_note: Mapping[tuple[NoteKind, str], tuple[CorrectionMade, ...]]
    corrections_of_directive: Mapping[DirectiveId, tuple[CorrectionMade, ...]]
    """Those of its own text, and of what was said of it."""
    years_of_meetings: tuple[tuple[int, int], ...]
    """Each year with the number of its meetings."""
    meetings_of_year: Mapping[int, tuple[MeetingId, ...]]
    years_of_directives: tuple[tuple[int, int], ...]
    directives_of_year: Mapping[int, tuple[DirectiveId, ...]]
    years_of_stage: Mapping[str, tuple[tuple[int, int], ...]]
    """For each way in which directives stand the years of their issue, with how many stand so."""
    directives_of_stage: Mapping[tuple[str, int], tuple[DirectiveId, ...]]
    due_on: Mapping[dt.date, tuple[CommitmentId, ...]]
    """For each day what is due on it as things stand, whether it is still open or not."""
    commitments_of_agency: Mapping[AgencyId, tuple[CommitmentId, ...]]
    inherited_by: Mapping[AgencyId, tuple[CommitmentId, ...]]
    needed_from: Mapping[AgencyId, tuple[CommitmentId, ...]]
    waits: tuple[Wait, ...]
    years_of_agency: Mapping[AgencyId, tuple[int, ...]]
    """The years in which it was asked for something, itself or before it took over."""
    asked_of_agency: Mapping[tuple[AgencyId, int], tuple[CommitmentId, ...]]
    """In one of these years: of itself, then of those that it took over."""
    in_force: Mapping[AgencyId, bool]
    holders: Mapping[AgencyId, tuple[AgencyId, ...]]
    """Who answers as of the date for what an agency was asked."""
    meetings_of_agency: Mapping[AgencyId, tuple[MeetingId, ...]]
    reports_of_agency: Mapping[AgencyId, tuple[ReportId, ...]]
    reports_of_year: Mapping[int, tuple[ReportId, ...]]
    innovations_of_agency: Mapping[AgencyId, tuple[InnovationId, ...]]
    adopted_by: Mapping[AgencyId, tuple[InnovationId, ...]]
    directives_of_mission: Mapping[MissionId, tuple[DirectiveId, ...]]
    directives_of_indicator: Mapping[IndicatorId, tuple[DirectiveId, ...]]
    years_of_topic: Mapping[str, tuple[tuple[int, int], ...]]
    """For each topic, by its slug, the years of its directives, with how many there are."""
    directives_of_topic: Mapping[tuple[str, int], tuple[DirectiveId, ...]]
    topics: Mapping[str, tuple[str, ...]]
    """By the slug of a topic all names that it goes by."""
    mentions: Mapping[Target, tuple[Target, ...]]
    pictures: Mapping[tuple[NoteKind, str], Mapping[str, Picture]]
    """The pictures beside each note, by their names."""
    photo_of_directive: Mapping[DirectiveId, Photo]
    """Those that a photo shows, with the newest."""
    documents: Mapping[tuple[NoteKind, str], Mapping[str, int]]
    """The sizes of the documents beside each note, in bytes, by their names."""
    progress_of_directive: Mapping[DirectiveId, Progress]
    progress_of_mission: Mapping[MissionId, Progress]
    coverage_of_mission: Mapping[MissionId, Coverage]
    """Both without the samples."""
    shares_of_agency: Mapping[AgencyId, Shares]
    pending: tuple[Pending, ...]
    """Every open commitment, the longest silent first."""
    figures: Figures

    def holds(self, target: Target) -> bool:
        """Whether the thing is part of the archive as of its date."""
        return target.id in getattr(self, _TABLES[target.thing])


_TABLES: Final = {
    Thing.AGENCY: "agencies",
    Thing.MEETING: "meetings",
    Thing.DIRECTIVE: "directives",
    Thing.COMMITMENT: "commitments",
    Thing.INNOVATION: "innovations",
    Thing.INDICATOR: "indicators",
    Thing.PLAN: "plans",
    Thing.MISSION: "missions",
}


def build(
    notes: Sequence[Note], names: Names, government: str, as_of: dt.date, told: Memory = UNTOLD
) -> Archive:
    """Make the archive of the notes dated until `as_of`; drafts and unreadable notes drop out.

    `told` is what was published of it before.
    """
    facts_of = published(notes, as_of)
    agencies = facts_of.agencies
    lineage = Lineage(agencies, names, government)
    issued = Issued(facts_of, names, lineage)
    directives, commitments = issued.directives, issued.commitments
    heard = Heard(facts_of, commitments, names, as_of)
    said, closings = heard.said, issued.closings
    states = {
        id: replay(each, said.get(id, ()), closings.get(each.directive), as_of)
        for id, each in commitments.items()
    }
    of_commitments = [event for state in states.values() for event in state.events]
    days = by_day([*issued.events, *heard.events, *of_commitments])
    events = tuple(chain.from_iterable(days.values()))
    corrections = tuple([each for each in events if type(each) is CorrectionMade])
    meetings = _meetings(facts_of, issued, lineage, names, government)
    meetings_of_year = by(meetings, lambda id: meetings[id].fact.date.year)
    directives_of_year = by(directives, lambda id: directives[id].issued.year)
    directives_of_mission = grouped(directives, lambda id: directives[id].missions)
    directives_of_topic = lookups.directives_of_topic(directives)
    years_of_topic = lookups.years_of(directives_of_topic)
    commitments_of_agency = lookups.commitments_of_agency(commitments)
    inherited_by = lookups.inherited_by(commitments, states, lineage, as_of)
    asked_of_agency = lookups.asked_of_agency(commitments, inherited_by)
    holders = {id: lineage.holders(id, as_of) for id in agencies}
    needed_from = lookups.needed_from(issued, states, names, holders)
    counts = progress_of_directive(directives, states)
    directives_of_stage = lookups.directives_of_stage(directives, counts)
    real = {id: counts[id] for id, each in directives.items() if not each.origin.sample}
    shares = shares_of_agency(commitments, states)
    of_agency = lookups.events_of_agency(events, issued, lineage)
    gone = withdrawn(told, events, commitments, states, as_of)
    gone_of_agency = lookups.events_of_agency(gone, issued, lineage)
    followed = streams(
        _in_time(events, gone),
        {**of_agency, **{id: _in_time(of_agency.get(id, ()), each) for id, each in gone_of_agency.items()}},
        issued,
        told.completions,
    )
    events_of_origin = by(events, lambda each: each.origin.id)
    events_of_directive = lookups.events_of_directive(events)
    pictures = {(note.kind, note.id): note.pictures for note in notes if note.pictures}
    corrected = lookups.corrected(facts_of, as_of)
    topics = lookups.topics(directives.values())
    return Archive(
        as_of=as_of,
        government=government,
        names=names,
        lineage=lineage,
        meetings=meetings,
        occasions={id: _occasion(each) for id, each in meetings.items()},
        directives=directives,
        commitments=commitments,
        states=states,
        agencies=agencies,
        reports=facts_of.reports,
        innovations=facts_of.innovations,
        plans=facts_of.plans,
        missions=_missions(facts_of),
        indicators=facts_of.indicators,
        events=events,
        stray=tuple(heard.stray),
        days=_counted(days),
        days_of_year=by(days, lambda day: day.year),
        events_of_day=days,
        events_of_directive=events_of_directive,
        events_of_agency=of_agency,
        events_of_origin=events_of_origin,
        years=followed.years,
        begun=followed.begun,
        events_of_stream=followed.events,
        withdrawn=gone,
        events_withdrawn=by(gone, lambda each: each.date),
        events_withdrawn_since=by(gone, lambda each: each.since),
        events_withdrawn_of_directive=by(gone, lambda each: each.directive),
        corrected=corrected,
        events_corrected_on=lookups.events_corrected_on(events_of_origin, corrected),
        corrections=corrections,
        corrections_of_note=by(corrections, lambda each: (each.origin.kind, each.origin.id)),
        corrections_of_directive=lookups.corrections_of_directive(corrections, names),
        years_of_meetings=_counted(meetings_of_year),
        meetings_of_year=meetings_of_year,
        years_of_directives=_counted(directives_of_year),
        directives_of_year=directives_of_year,
        years_of_stage=lookups.years_of(directives_of_stage),
        directives_of_stage=directives_of_stage,
        due_on=lookups.due_on(states),
        commitments_of_agency=commitments_of_agency,
        inherited_by=inherited_by,
        needed_from=needed_from,
        waits=waits(needed_from, commitments, holders),
        years_of_agency=lookups.years_of_agency(asked_of_agency),
        asked_of_agency=asked_of_agency,
        in_force={id: lineage.in_force(id, as_of) for id in agencies},
        holders=holders,
        meetings_of_agency=grouped(meetings, lambda id: meetings[id].attended),
        reports_of_agency=by(facts_of.reports, owner),
        reports_of_year=by(facts_of.reports, lambda id: facts_of.reports[id].fact.date.year),
        innovations_of_agency=by(facts_of.innovations, owner),
        adopted_by=lookups.adopted_by(facts_of.innovations, names),
        directives_of_mission=directives_of_mission,
        directives_of_indicator=grouped(directives, lambda id: directives[id].indicators),
        years_of_topic=years_of_topic,
        directives_of_topic=directives_of_topic,
        topics=topics,
        mentions=lookups.mentions(facts_of, names),
        pictures=pictures,
        photo_of_directive=photo_of_directive(pictures, events_of_origin, events_of_directive),
        documents={(note.kind, note.id): note.documents for note in notes if note.documents},
        progress_of_directive=counts,
        progress_of_mission=progress_of_mission(directives_of_mission, real),
        coverage_of_mission=coverage_of_mission(directives_of_mission, directives, real),
        shares_of_agency=shares,
        pending=pending(commitments, states, holders),
        figures=Figures(
            meetings=len(meetings),
            directives=len(directives),
            commitments=len(commitments),
            agencies=len(agencies),
            follow_ups=sum(each.date <= as_of for of in said.values() for each in of),
            events=len(events),
            sample_directives=len(directives) - len(real),
            sample_commitments=sum(
                len(each.commitments) for each in directives.values() if each.origin.sample
            ),
            agencies_asked=len(shares),
            progress=added(real.values()),
            completions=by_month(states[id] for each in real for id in directives[each].commitments),
            topics=tuple(
                (names[0], sum(count for _, count in years_of_topic[slug])) for slug, names in topics.items()
            ),
        ),
    )


def _in_time(events: Sequence[AnyEvent], gone: Sequence[Withdrawn]) -> Sequence[Tellable]:
    """Both in the order of their days."""
    return sorted([*events, *gone], key=lambda each: each.date) if gone else events


def _counted(found: Mapping[K, Sized]) -> tuple[tuple[K, int], ...]:
    return tuple((key, len(values)) for key, values in found.items())


def _missions(facts_of: Published) -> dict[MissionId, Mission]:
    found = {}
    for plan, fact in facts_of.plans.items():
        for mission in fact.missions:
            id = MissionId(f"{plan}/{mission.number}")
            found[id] = Mission(id, plan, mission)
    return found


def _occasion(of: Meeting) -> Occasion:
    fact = of.fact
    return Occasion(
        id=of.id,
        title=fact.title,
        date=fact.date,
        kind=fact.kind,
        chair=fact.chair,
        government=of.government,
        directives=of.directives,
        photo=next((each.file for each in fact.photos), ""),
        aliases=fact.aliases,
        sample=fact.sample,
    )


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
