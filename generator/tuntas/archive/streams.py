"""Streams: the events that subscribers follow together, by year.

Each event stands in the years of its streams, so that whoever tells of one year reads no other, and
whoever follows completions does not depend on what else happened.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from enum import StrEnum
from typing import NamedTuple

from tuntas.archive.events import (
    COMPLETIONS,
    CorrectionMade,
    DirectiveIssued,
    MeetingHeld,
    Tellable,
)
from tuntas.archive.issued import Issued
from tuntas.archive.lookups import topic_slug
from tuntas.read.facts import AgencyId, DirectiveId


class Stream(StrEnum):
    """What is followed: something in the whole archive, or the news of an agency, a mission or a topic."""

    EVENTS = "semua"
    COMPLETIONS = "selesai"
    DIRECTIVES = "arahan"
    MEETINGS = "rapim"
    CORRECTIONS = "koreksi"
    AGENCY = "opd"
    AGENCY_COMPLETIONS = "opd-selesai"
    MISSION = "misi"
    TOPIC = "topik"


class Course(NamedTuple):
    """A stream of one subject, which is empty for those of the whole archive."""

    stream: Stream
    subject: str


class Streams(NamedTuple):
    """`years` are the first and the last in which anything happened, 0 where nothing did."""

    years: tuple[int, int]
    begun: Mapping[Course, int]
    """The first year of each stream in which something happened."""
    events: Mapping[tuple[str, str, int], tuple[Tellable, ...]]
    """By stream, subject and year, in the order of time."""


def streams(
    events: Sequence[Tellable],
    of_agency: Mapping[AgencyId, Sequence[Tellable]],
    issued: Issued,
    completed: AbstractSet[str],
) -> Streams:
    """Lead everything that is told into its streams; `completed` was told as a completion once, by its id."""
    found: defaultdict[tuple[str, str, int], list[Tellable]] = defaultdict(list)
    for event in events:
        year = event.date.year
        for course in _courses(event, issued):
            found[(*course, year)].append(event)
        if isinstance(event, COMPLETIONS) or event.id in completed:
            found[Stream.COMPLETIONS, "", year].append(event)
    for agency, own in of_agency.items():
        for event in own:
            year = event.date.year
            found[Stream.AGENCY, agency, year].append(event)
            if isinstance(event, COMPLETIONS) or event.id in completed:
                found[Stream.AGENCY_COMPLETIONS, agency, year].append(event)
    begun: dict[Course, int] = {}
    for name, subject, year in found:
        course = Course(Stream(name), subject)
        begun[course] = min(year, begun.get(course, year))
    years = (events[0].date.year, events[-1].date.year) if events else (0, 0)
    return Streams(years, begun, {key: tuple(each) for key, each in found.items()})


def _courses(event: Tellable, issued: Issued) -> Iterator[tuple[str, str]]:
    yield Stream.EVENTS, ""
    stream = _OF_THEIR_OWN.get(type(event))
    if stream is not None:
        yield stream, ""
    directive: DirectiveId | None = getattr(event, "directive", None)
    if directive is not None:
        asked = issued.directives[directive]
        for mission in dict.fromkeys(asked.missions):
            yield Stream.MISSION, mission
        for topic in dict.fromkeys(map(topic_slug, asked.fact.topics)):
            yield Stream.TOPIC, topic


_OF_THEIR_OWN: Mapping[type[Tellable], Stream] = {
    DirectiveIssued: Stream.DIRECTIVES,
    MeetingHeld: Stream.MEETINGS,
    CorrectionMade: Stream.CORRECTIONS,
}
