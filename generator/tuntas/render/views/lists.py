"""Pages that list: meetings and directives by year, topics, what is blocked, late or silent."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice
from typing import TypeVar

from tuntas.archive.archive import Archive
from tuntas.archive.lookups import topic_slug
from tuntas.archive.pending import Pending, urgency
from tuntas.archive.progress import added
from tuntas.read.facts import CommitmentId, DirectiveId, MeetingId
from tuntas.render import address
from tuntas.render.charts.matrix import Matrix, matrix
from tuntas.render.views.parts import (
    CommitmentItem,
    DirectiveItem,
    EventItem,
    Link,
    MeetingItem,
    Parts,
    Tally,
    View,
    tally,
)

T = TypeVar("T")

MAX_LISTED = 50
"""So many entries stand on the first page of a long list; the pages of its years hold them all."""


class Counted(View, frozen=True):
    """A way on, and how much is there."""

    link: Link
    count: int


class MeetingsView(View, frozen=True):
    """The meetings of a year, or the latest ones (`year` 0); the newest first."""

    year: int
    meetings: tuple[MeetingItem, ...]
    total: int
    years: tuple[Counted, ...]


class DirectivesView(View, frozen=True):
    """The directives of a year or a topic, or the latest ones; the newest first."""

    title: str
    year: int
    directives: tuple[DirectiveItem, ...]
    total: int
    tally: Tally
    years: tuple[Counted, ...]
    topics: tuple[Counted, ...]


class AskedAlike(View, frozen=True):
    """A commitment, and all of the same directive that stand just like it; each leads to its own place."""

    item: CommitmentItem
    agencies: tuple[Link, ...]


class CommitmentsView(View, frozen=True):
    """Open commitments of which one thing is to be told: they are blocked, late or silent.

    The most pressing are listed. `agencies` counts all, and leads to each agency's own page. The
    figures leave out the samples.
    """

    key: str
    listed: tuple[AskedAlike, ...]
    more: int
    total: int
    of: int
    samples: int
    threshold: int
    agencies: tuple[Counted, ...]
    matrix: Matrix | None


class CorrectionsView(View, frozen=True):
    corrections: tuple[EventItem, ...]


def _years(section: str, counts: Iterable[tuple[int, int]]) -> tuple[Counted, ...]:
    """The pages of the years, the latest first."""
    return tuple(
        Counted(Link(str(year), address.year(section, year)), count)
        for year, count in sorted(counts, reverse=True)
    )


def _latest(years: Sequence[tuple[int, int]], of_year: Mapping[int, tuple[T, ...]]) -> Iterator[T]:
    """What is dated, the newest first: no year is read before it is asked for."""
    for year, _ in reversed(years):
        yield from reversed(of_year[year])


def meetings_view(archive: Archive, year: int, root: str) -> MeetingsView:
    parts = Parts(archive, root)
    years = archive.years_of_meetings
    newest = archive.meetings_of_year[year][::-1] if year else islice(latest_meetings(archive), MAX_LISTED)
    return MeetingsView(
        year=year,
        meetings=tuple(parts.meeting_item(archive.meetings[each]) for each in newest),
        total=sum(count for each, count in years if not year or each == year),
        years=_years(address.MEETINGS, years),
    )


def latest_meetings(archive: Archive) -> Iterator[MeetingId]:
    return _latest(archive.years_of_meetings, archive.meetings_of_year)


def directives_view(archive: Archive, year: int, root: str) -> DirectivesView:
    parts = Parts(archive, root)
    years = archive.years_of_directives
    if year:
        ids = archive.directives_of_year[year]
        return DirectivesView(
            title=f"Arahan tahun {year}",
            year=year,
            directives=parts.directive_items(reversed(ids)),
            total=len(ids),
            tally=_tally(archive, ids),
            years=_years(address.DIRECTIVES, years),
            topics=(),
        )
    return DirectivesView(
        title="Arahan",
        year=0,
        directives=parts.directive_items(islice(_latest(years, archive.directives_of_year), MAX_LISTED)),
        total=archive.figures.directives,
        tally=tally(archive.figures.progress),
        years=_years(address.DIRECTIVES, years),
        topics=tuple(
            Counted(Link(topic, address.topic(topic)), count) for topic, count in archive.figures.topics
        ),
    )


def topic_view(archive: Archive, topic: str, root: str) -> DirectivesView:
    """All directives of the topics that share an address."""
    names = archive.topics[topic_slug(topic)]
    ids = tuple(dict.fromkeys(id for name in names for id in archive.directives_of_topic[name]))
    return DirectivesView(
        title=f"Topik: {topic}",
        year=-1,  # no page of its years, so all of them are listed here
        directives=Parts(archive, root).directive_items(reversed(ids)),
        total=len(ids),
        tally=_tally(archive, ids),
        years=_years(address.DIRECTIVES, archive.years_of_directives),
        topics=(),
    )


def topics(archive: Archive) -> dict[str, str]:
    """One name for each address of a topic."""
    return {address.topic(name): name for name, _ in archive.figures.topics}


def _tally(archive: Archive, ids: Iterable[DirectiveId]) -> Tally:
    real = (id for id in ids if not archive.directives[id].origin.sample)
    return tally(added(archive.progress_of_directive[id] for id in real))


def _blocked(each: Pending, _threshold: int) -> bool:
    return each.blocked


def _overdue(each: Pending, _threshold: int) -> bool:
    return each.days_overdue > 0


def _silent(each: Pending, threshold: int) -> bool:
    return each.days_silent >= threshold


OPEN_LISTS: dict[str, Callable[[Pending, int], bool]] = {
    address.OBSTACLES: _blocked,
    address.OVERDUE: _overdue,
    address.SILENT: _silent,
}
"""The lists of open commitments, and which belong in each."""


def open_list_view(archive: Archive, section: str, threshold: int, root: str) -> CommitmentsView:
    parts = Parts(archive, root)
    belongs = OPEN_LISTS[section]
    found = [each for each in archive.pending if belongs(each, threshold)]
    if section == address.OVERDUE:
        found.sort(key=lambda each: (urgency(each), each.commitments))
    counted = [each for each in found if not each.sample]
    holders = Counter(chain.from_iterable(each.holders for each in counted))
    total = sum(len(each.commitments) for each in counted)
    by_name = sorted(holders, key=lambda id: (archive.agencies[id].short_name.casefold(), id))
    return CommitmentsView(
        key=section.rstrip("/"),
        listed=tuple(_alike(parts, each.commitments) for each in found[:MAX_LISTED]),
        more=max(len(found) - MAX_LISTED, 0),
        total=total,
        of=archive.figures.progress.open,
        samples=sum(len(each.commitments) for each in found) - total,
        threshold=threshold,
        agencies=tuple(Counted(parts.agency(id), holders[id]) for id in by_name),
        matrix=matrix("bagian-matriks", archive.waits, parts.agency)
        if section == address.OBSTACLES
        else None,
    )


def _alike(parts: Parts, ids: Sequence[CommitmentId]) -> AskedAlike:
    agencies = [parts.agency(parts.archive.commitments[id].agency).text for id in ids]
    links = (Link(text, address.commitment(id)) for text, id in zip(agencies, ids, strict=True))
    return AskedAlike(parts.commitment(ids[0]), tuple(links))


def corrections_view(archive: Archive, root: str) -> CorrectionsView:
    """Every correction, the newest first."""
    return CorrectionsView(Parts(archive, root).events(reversed(archive.corrections)))
