"""The facts that are published as of a day: drafts, future notes and unreadable ones drop out."""

import datetime as dt
from collections.abc import Iterable, Mapping

import msgspec

from tuntas.archive.events import Origin
from tuntas.archive.identity import identity
from tuntas.read import facts
from tuntas.read.facts import AgencyId, IndicatorId, InnovationId, MeetingId, PlanId, ReportId
from tuntas.read.note import Note


class Report(msgspec.Struct, frozen=True):
    """An agency's report; `agency` is the one in whose folder it lies."""

    id: ReportId
    agency: AgencyId
    fact: facts.Report
    origin: Origin


class Published(msgspec.Struct, frozen=True):
    """Facts by kind and id; meetings and reports in the order of time."""

    meetings: Mapping[MeetingId, tuple[facts.Meeting, Origin]]
    reports: Mapping[ReportId, Report]
    agencies: Mapping[AgencyId, facts.Agency]
    innovations: Mapping[InnovationId, facts.Innovation]
    plans: Mapping[PlanId, facts.Plan]
    indicators: Mapping[IndicatorId, facts.Indicator]
    corrected: tuple[tuple[facts.Fact, Origin], ...]
    """Of the notes without a date of their own those that were corrected."""


def published(notes: Iterable[Note], as_of: dt.date) -> Published:
    """Sort the notes dated until the end of a day by their kinds."""
    meetings: dict[MeetingId, tuple[facts.Meeting, Origin]] = {}
    reports: dict[ReportId, Report] = {}
    agencies: dict[AgencyId, facts.Agency] = {}
    innovations: dict[InnovationId, facts.Innovation] = {}
    plans: dict[PlanId, facts.Plan] = {}
    indicators: dict[IndicatorId, facts.Indicator] = {}
    corrected: list[tuple[facts.Fact, Origin]] = []
    for note in sorted(notes, key=lambda note: (note.id, note.file)):
        match note.fact:
            case facts.Meeting(draft=False, date=day) as meeting if day <= as_of:
                meetings[MeetingId(note.id)] = (meeting, _origin(note, sample=meeting.sample))
            case facts.Report(draft=False, date=day) as fact if day <= as_of:
                id, agency = ReportId(note.id), AgencyId(note.id.partition("/")[0])
                reports[id] = Report(id, agency, fact, _origin(note, sample=fact.sample))
            case facts.Agency() as agency_fact:
                agencies[AgencyId(note.id)] = agency_fact
            case facts.Innovation() as innovation:
                innovations[InnovationId(note.id)] = innovation
            case facts.Plan() as plan:
                plans[PlanId(note.id)] = plan
            case facts.Indicator() as indicator:
                indicators[IndicatorId(note.id)] = indicator
            case _:
                continue
        if note.fact.corrections and not isinstance(note.fact, facts.Meeting | facts.Report):
            corrected.append((note.fact, _origin(note, sample=False)))
    return Published(
        dict(sorted(meetings.items(), key=lambda each: (each[1][0].date, each[1][1].known))),
        dict(sorted(reports.items(), key=lambda each: (each[1].fact.date, each[0]))),
        agencies,
        innovations,
        plans,
        indicators,
        tuple(corrected),
    )


def _origin(note: Note, *, sample: bool) -> Origin:
    return Origin(note.kind, note.id, note.file, sample, identity(note.id, note.aliases))
