"""Streams: the events that subscribers follow together, by year.

Each event stands in the years of its streams, so that whoever tells of one year reads no other, and
whoever follows completions does not depend on what else happened.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple, TypeAlias

from tuntas.archive.events import (
    COMPLETIONS,
    AnyEvent,
    CorrectionMade,
    DirectiveIssued,
    MeetingHeld,
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
    events: Mapping[tuple[str, str, int], tuple[AnyEvent, ...]]
    """By stream, subject and year, in the order of time."""


def streams(
    events: Sequence[AnyEvent], of_agency: Mapping[AgencyId, Sequence[AnyEvent]], issued: Issued
) -> Streams:
    """Lead every event into its streams; all come in the order of time."""
    found: _Found = defaultdict(list)
    for year, of_year in _by_year(events):
        _lead(of_year, year, issued, found)
    for agency, told in of_agency.items():
        for year, of_year in _by_year(told):
            found[Stream.AGENCY, agency, year] = [*of_year]
            done: list[AnyEvent] = [each for each in of_year if isinstance(each, COMPLETIONS)]
            if done:
                found[Stream.AGENCY_COMPLETIONS, agency, year] = done
    begun: dict[Course, int] = {}
    for name, subject, year in found:
        course = Course(Stream(name), subject)
        begun[course] = min(year, begun.get(course, year))
    years = (events[0].date.year, events[-1].date.year) if events else (0, 0)
    return Streams(years, begun, {key: tuple(each) for key, each in found.items()})


def _by_year(events: Sequence[AnyEvent]) -> Iterator[tuple[int, Sequence[AnyEvent]]]:
    """Events in the order of time, cut where years begin."""
    first = 0
    while first < len(events):
        year = events[first].date.year
        end = bisect_left(events, year + 1, first, key=lambda each: each.date.year)
        yield year, events[first:end]
        first = end


_Found: TypeAlias = defaultdict[tuple[str, str, int], list[AnyEvent]]


def _lead(events: Sequence[AnyEvent], year: int, issued: Issued, found: _Found) -> None:
    """Lead the events of a year into the streams of the whole archive, of missions and of topics."""
    found[Stream.EVENTS, "", year] = [*events]
    ways: dict[DirectiveId, list[list[AnyEvent]]] = {}
    for event in events:
        own = _OF_THEIR_OWN.get(type(event))
        if own is not None:
            found[own, "", year].append(event)
        directive: DirectiveId | None = getattr(event, "directive", None)
        if directive is not None:
            way = ways.get(directive)
            if way is None:
                courses = _courses(directive, issued)
                way = ways[directive] = [found[(*course, year)] for course in courses]
            for stream in way:
                stream.append(event)


def _courses(directive: DirectiveId, issued: Issued) -> Iterator[tuple[str, str]]:
    """The streams of the missions and topics of a directive."""
    asked = issued.directives[directive]
    for mission in dict.fromkeys(asked.missions):
        yield Stream.MISSION, mission
    for topic in dict.fromkeys(map(topic_slug, asked.fact.topics)):
        yield Stream.TOPIC, topic


_OF_THEIR_OWN: Mapping[type[AnyEvent], Stream] = {
    DirectiveIssued: Stream.DIRECTIVES,
    MeetingHeld: Stream.MEETINGS,
    CorrectionMade: Stream.CORRECTIONS,
    **dict.fromkeys(COMPLETIONS, Stream.COMPLETIONS),
}
