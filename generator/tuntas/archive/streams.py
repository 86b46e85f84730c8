"""Streams: the events that subscribers follow together, by year.

Each event stands in the years of its streams, so that whoever tells of one year reads no other, and
whoever follows completions does not depend on what else happened.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from itertools import groupby
from typing import NamedTuple

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
    found: defaultdict[tuple[str, str, int], list[AnyEvent]] = defaultdict(list)
    ways: dict[tuple[DirectiveId | None, int], list[list[AnyEvent]]] = {}
    for event in events:
        year = event.date.year
        directive: DirectiveId | None = getattr(event, "directive", None)
        way = ways.get((directive, year))
        if way is None:
            courses = _courses_of(directive, issued)
            way = ways[directive, year] = [found[(*course, year)] for course in courses]
        for stream in way:
            stream.append(event)
        own = _OF_THEIR_OWN.get(type(event))
        if own is not None:
            found[own, "", year].append(event)
    for agency, told in of_agency.items():
        for year, of_year in groupby(told, lambda each: each.date.year):
            news = found[Stream.AGENCY, agency, year] = list(of_year)
            done: list[AnyEvent] = [each for each in news if isinstance(each, COMPLETIONS)]
            if done:
                found[Stream.AGENCY_COMPLETIONS, agency, year] = done
    begun: dict[Course, int] = {}
    for name, subject, year in found:
        course = Course(Stream(name), subject)
        begun[course] = min(year, begun.get(course, year))
    years = (events[0].date.year, events[-1].date.year) if events else (0, 0)
    return Streams(years, begun, {key: tuple(each) for key, each in found.items()})


def _courses_of(directive: DirectiveId | None, issued: Issued) -> Iterator[tuple[str, str]]:
    """Where all events of a directive go, or those of none."""
    yield Stream.EVENTS, ""
    if directive is not None:
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
