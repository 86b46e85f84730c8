"""What authors write, typed: one frozen record a note, with the parts that it holds.

Nothing here is resolved or computed. References are the words of the author; what they lead to
is found in `tuntas.archive`.
"""

import datetime as dt
from decimal import Decimal
from typing import Literal, NewType, TypeAlias

import msgspec

from tuntas.read.prose import Prose
from tuntas.vocabulary import (
    Assessor,
    EvidenceKind,
    InnovationForm,
    InnovationStage,
    MeetingKind,
    Role,
    Status,
    Trend,
)

MeetingId = NewType("MeetingId", str)
"""`2025-07-30-rapim`"""
DirectiveId = NewType("DirectiveId", str)
"""`<meeting-id>/<slug>`"""
CommitmentId = NewType("CommitmentId", str)
"""`<directive-id>/<slug>`"""
AgencyId = NewType("AgencyId", str)
"""`bapenda`"""
ReportId = NewType("ReportId", str)
"""`<agency-id>/2025-09-01-laporan`"""
InnovationId = NewType("InnovationId", str)
"""`<agency-id>/<slug>`"""
PlanId = NewType("PlanId", str)
"""`2025-2029`"""
MissionId = NewType("MissionId", str)
"""`<plan-id>/<number>`"""
IndicatorId = NewType("IndicatorId", str)

Agencies: TypeAlias = tuple[str, ...] | Literal["semua"]
"""Agency slugs as written, or every agency of that government in force on that date."""


class Record(msgspec.Struct, frozen=True, gc=False):
    """A frozen record; it holds no cycles, so the garbage collector need not look at it."""


class Person(Record, frozen=True):
    name: str
    office: str = ""


class Source(Record, frozen=True):
    """A publication that a note draws on."""

    title: str
    publisher: str = ""
    date: dt.date | None = None
    url: str = ""


class Photo(Record, frozen=True):
    """A picture beside the note; the caption is also its alternative text."""

    file: str
    caption: str = ""


class Need(Record, frozen=True):
    """What a commitment needs from another agency or body (`source`: a slug, or plain text)."""

    source: str
    what: str


class Evidence(Record, frozen=True):
    """What shows that it was done; `target` is a file beside the note, or a web address."""

    kind: EvidenceKind
    target: str
    caption: str = ""


class Obstacle(Record, frozen=True):
    """What blocks a commitment, and who can remove it (a slug, or plain text)."""

    text: str
    needs_from: str = ""


class FollowUp(Record, frozen=True):
    """A dated report on one commitment, named by its reference."""

    commitment: str
    status: Status
    date: dt.date | None = None
    percent: int | None = None
    note: Prose | None = None
    impact: str = ""
    obstacle: Obstacle | None = None
    evidence: tuple[Evidence, ...] = ()
    new_due: dt.date | None = None
    reason: str = ""


class Correction(Record, frozen=True):
    """A change made to a published note: a remark, or in full what stood and what stands now."""

    date: dt.date
    text: str = ""
    by: str = ""
    at: str = ""
    before: str = ""
    after: str = ""
    reason: str = ""


class Commitment(Record, frozen=True):
    """One entry of a directive's `komitmen`: a share of it, for each agency that it names."""

    agencies: Agencies
    id: str = ""
    role: Role = Role.LEAD
    action: str = ""
    measure: str = ""
    due: dt.date | None = None
    needs: tuple[Need, ...] = ()


class Directive(Record, frozen=True):
    """What the leader asks for in a meeting."""

    id: str
    title: str
    text: Prose | None = None
    missions: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    indicators: tuple[str, ...] = ()
    continues: tuple[str, ...] = ()
    replaces: tuple[str, ...] = ()
    revokes: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    commitments: tuple[Commitment, ...] = ()


class Meeting(Record, frozen=True, tag=True):
    title: str
    date: dt.date
    chair: Person
    kind: MeetingKind = MeetingKind.LEADERSHIP
    time: str = ""
    place: str = ""
    government: str = ""
    present: Agencies = ()
    sources: tuple[Source, ...] = ()
    photos: tuple[Photo, ...] = ()
    directives: tuple[Directive, ...] = ()
    follow_ups: tuple[FollowUp, ...] = ()
    aliases: tuple[str, ...] = ()
    corrections: tuple[Correction, ...] = ()
    draft: bool = False
    sample: bool = False
    body: Prose | None = None


class Agency(Record, frozen=True, tag=True):
    name: str
    short_name: str
    kind: str = ""
    government: str = ""
    code: str = ""
    website: str = ""
    since: dt.date | None = None
    until: dt.date | None = None
    took_over: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    corrections: tuple[Correction, ...] = ()
    body: Prose | None = None


class Report(Record, frozen=True, tag=True):
    """An agency's own note between meetings."""

    title: str
    date: dt.date
    follow_ups: tuple[FollowUp, ...]
    photos: tuple[Photo, ...] = ()
    corrections: tuple[Correction, ...] = ()
    draft: bool = False
    sample: bool = False
    body: Prose | None = None


class Score(Record, frozen=True):
    """An innovation's maturity score in one year (0 to 100 or more, as its assessor counts)."""

    year: int
    value: Decimal
    assessor: Assessor


class Adoption(Record, frozen=True):
    """Another agency that took an innovation over."""

    agency: str
    since: dt.date | None = None
    note: str = ""


class Innovation(Record, frozen=True, tag=True):
    name: str
    started: int
    form: InnovationForm | None = None
    digital: bool | None = None
    stage: InnovationStage | None = None
    scores: tuple[Score, ...] = ()
    adoptions: tuple[Adoption, ...] = ()
    photos: tuple[Photo, ...] = ()
    corrections: tuple[Correction, ...] = ()
    body: Prose | None = None


class Mission(Record, frozen=True):
    number: int
    title: str


class Plan(Record, frozen=True, tag=True):
    """A five-year development plan (RPJMD); the years are both included."""

    title: str
    first_year: int
    last_year: int
    missions: tuple[Mission, ...]
    vision: str = ""
    corrections: tuple[Correction, ...] = ()
    body: Prose | None = None


class IndicatorValue(Record, frozen=True):
    """An indicator in one year, as the source states it: `1.10` keeps its last digit."""

    year: int
    actual: Decimal | None = None
    target: Decimal | None = None


class Indicator(Record, frozen=True, tag=True):
    name: str
    unit: str
    trend: Trend | None = None
    source: str = ""
    values: tuple[IndicatorValue, ...] = ()
    corrections: tuple[Correction, ...] = ()
    body: Prose | None = None


Fact: TypeAlias = Meeting | Agency | Report | Innovation | Plan | Indicator
