"""Streams: the events that subscribers follow together, by year.

Each event stands in the years of its streams, so that whoever tells of one year reads no other, and
whoever follows completions does not depend on what else happened.
"""

from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from itertools import groupby
from typing import Final, NamedTuple

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
    """Lead every event into its streams."""
    found: dict[tuple[str, str, int], list[AnyEvent]] = {}
    for year, of_that in groupby(events, _year):
        of_year = _Year(year, found, issued)
        for event in of_that:
            of_year.add(event)
    for agency, own in of_agency.items():
        for year, of_that in groupby(own, _year):
            told = found[Stream.AGENCY, agency, year] = list(of_that)
            completions = [event for event in told if type(event) in _COMPLETIONS]
            if completions:
                found[Stream.AGENCY_COMPLETIONS, agency, year] = completions
    begun: dict[Course, int] = {}
    for name, subject, year in found:
        course = Course(Stream(name), subject)
        begun[course] = min(year, begun.get(course, year))
    years = (events[0].date.year, events[-1].date.year) if events else (0, 0)
    return Streams(years, begun, {key: tuple(each) for key, each in found.items()})


class _Year:
    """The streams of one year. What of a directive goes where is looked up once: most events are of one."""

    def __init__(
        self, number: int, found: dict[tuple[str, str, int], list[AnyEvent]], issued: Issued
    ) -> None:
        self._number = number
        self._found = found
        self._issued = issued
        self._all = self._of(Stream.EVENTS)
        self._of_directive: dict[DirectiveId, tuple[list[AnyEvent], ...]] = {}

    def add(self, event: AnyEvent) -> None:
        kind = type(event)
        self._all.append(event)
        if kind in _COMPLETIONS:
            self._of(Stream.COMPLETIONS).append(event)
        stream = _OF_THEIR_OWN.get(kind)
        if stream is not None:
            self._of(stream).append(event)
        directive: DirectiveId | None = getattr(event, "directive", None)
        if directive is not None:
            streams = self._of_directive.get(directive)
            if streams is None:
                streams = self._of_directive[directive] = tuple(self._concerned(directive))
            for each in streams:
                each.append(event)

    def _concerned(self, directive: DirectiveId) -> Iterator[list[AnyEvent]]:
        asked = self._issued.directives[directive]
        for mission in dict.fromkeys(asked.missions):
            yield self._of(Stream.MISSION, mission)
        for topic in dict.fromkeys(map(topic_slug, asked.fact.topics)):
            yield self._of(Stream.TOPIC, topic)

    def _of(self, stream: Stream, subject: str = "") -> list[AnyEvent]:
        return self._found.setdefault((stream, subject, self._number), [])


def _year(event: AnyEvent) -> int:
    return event.date.year


_COMPLETIONS: Final = frozenset(COMPLETIONS)
_OF_THEIR_OWN: Mapping[type[AnyEvent], Stream] = {
    DirectiveIssued: Stream.DIRECTIVES,
    MeetingHeld: Stream.MEETINGS,
    CorrectionMade: Stream.CORRECTIONS,
}
