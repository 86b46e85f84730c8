"""Streams: the events that subscribers follow together, by year.

Each event stands in the years of its streams, so that whoever tells of one year reads no other, and
whoever follows completions does not depend on what else happened.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from enum import StrEnum
from typing import NamedTuple, TypeAlias

from tuntas.archive.events import (
    COMPLETIONS,
    CorrectionMade,
    DirectiveIssued,
    MeetingHeld,
    Tellable,
)
from tuntas.archive.issued import Issued
from tuntas.read.facts import AgencyId, DirectiveId


class Stream(StrEnum):
    """What is followed: something in the whole archive, or the news of an agency or a mission."""

    EVENTS = "semua"
    COMPLETIONS = "selesai"
    DIRECTIVES = "arahan"
    MEETINGS = "rapim"
    CORRECTIONS = "koreksi"
    AGENCY = "opd"
    AGENCY_COMPLETIONS = "opd-selesai"
    MISSION = "misi"


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
    """Lead everything that is told into its streams; `completed` was told as a completion once, by its id.

    All come in the order of time.
    """
    found: _Found = defaultdict(list)
    for year, of_year in _by_year(events):
        found[Stream.COMPLETIONS, "", year] = _completions(of_year, completed)
        _lead(of_year, year, issued, found)
    for agency, told in of_agency.items():
        for year, of_year in _by_year(told):
            found[Stream.AGENCY, agency, year] = [*of_year]
            found[Stream.AGENCY_COMPLETIONS, agency, year] = _completions(of_year, completed)
    found = {key: each for key, each in found.items() if each}
    begun: dict[Course, int] = {}
    for name, subject, year in found:
        course = Course(Stream(name), subject)
        begun[course] = min(year, begun.get(course, year))
    years = (events[0].date.year, events[-1].date.year) if events else (0, 0)
    return Streams(years, begun, {key: tuple(each) for key, each in found.items()})


def _by_year(events: Sequence[Tellable]) -> Iterator[tuple[int, Sequence[Tellable]]]:
    """What comes in the order of time, cut where years begin."""
    first = 0
    while first < len(events):
        year = events[first].date.year
        end = bisect_left(events, year + 1, first, key=lambda each: each.date.year)
        yield year, events[first:end]
        first = end


_Found: TypeAlias = dict[tuple[str, str, int], list[Tellable]]


def _completions(events: Iterable[Tellable], completed: AbstractSet[str]) -> list[Tellable]:
    if not completed:
        return [each for each in events if type(each) in COMPLETIONS]
    return [each for each in events if type(each) in COMPLETIONS or each.id in completed]


def _lead(events: Sequence[Tellable], year: int, issued: Issued, found: _Found) -> None:
    """Lead the events of a year into the streams of the whole archive and of missions."""
    found[Stream.EVENTS, "", year] = [*events]
    ways: dict[DirectiveId, list[list[Tellable]]] = {}
    for event in events:
        own = _OF_THEIR_OWN.get(type(event))
        if own is not None:
            found[own, "", year].append(event)
        directive: DirectiveId | None = getattr(event, "directive", None)
        if directive is not None:
            way = ways.get(directive)
            if way is None:
                missions = dict.fromkeys(issued.directives[directive].missions)
                way = ways[directive] = [found[Stream.MISSION, each, year] for each in missions]
            for stream in way:
                stream.append(event)


_OF_THEIR_OWN: Mapping[type[Tellable], Stream] = {
    DirectiveIssued: Stream.DIRECTIVES,
    MeetingHeld: Stream.MEETINGS,
    CorrectionMade: Stream.CORRECTIONS,
}
