"""Pages that list: meetings and directives by year, topics, what is blocked, late or silent."""

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from typing import Any

from tuntas.archive.archive import Archive
from tuntas.archive.events import CorrectionMade
from tuntas.archive.progress import progress, states
from tuntas.archive.replay import State
from tuntas.read.facts import CommitmentId, DirectiveId
from tuntas.render import address
from tuntas.render.views.agency import urgency
from tuntas.render.views.parts import (
    CommitmentItem,
    DirectiveItem,
    EventItem,
    Link,
    MeetingItem,
    Parts,
    Tally,
    View,
    real,
    tally,
)

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


class CorrectionsView(View, frozen=True):
    corrections: tuple[EventItem, ...]


def _years(section: str, counts: dict[int, int]) -> tuple[Counted, ...]:
    return tuple(
        Counted(Link(str(year), address.year(section, year)), counts[year])
        for year in sorted(counts, reverse=True)
    )


def _count(years: Sequence[int]) -> dict[int, int]:
    counts: defaultdict[int, int] = defaultdict(int)
    for year in years:
        counts[year] += 1
    return counts


def meeting_years(archive: Archive) -> dict[int, int]:
    return _count([each.fact.date.year for each in archive.meetings.values()])


def meetings_view(archive: Archive, year: int, root: str) -> MeetingsView:
    parts = Parts(archive, root)
    chosen = [each for each in archive.meetings.values() if not year or each.fact.date.year == year]
    newest = chosen[::-1] if year else chosen[: -MAX_LISTED - 1 : -1]
    items = tuple(parts.meeting_item(each) for each in newest)
    years = _years(address.MEETINGS, meeting_years(archive))
    return MeetingsView(year, items, len(chosen), years)


def directive_years(archive: Archive) -> dict[int, int]:
    return _count([each.issued.year for each in archive.directives.values()])


def directives_view(archive: Archive, year: int, root: str) -> DirectivesView:
    ids = [id for id, each in archive.directives.items() if not year or each.issued.year == year]
    title = f"Arahan tahun {year}" if year else "Arahan"
    return _directives(archive, ids, title, year, root)


def topic_view(archive: Archive, topic: str, root: str) -> DirectivesView:
    """All directives of the topics that share an address."""
    chosen: dict[DirectiveId, None] = {}
    for name, ids in archive.directives_of_topic.items():
        if address.topic(name) == address.topic(topic):
            chosen.update(dict.fromkeys(ids))
    # -1: no page of its years, so all of them are listed here.
    return _directives(archive, list(chosen), f"Topik: {topic}", -1, root)


def topics(archive: Archive) -> dict[str, str]:
    """One name for each address of a topic."""
    found: dict[str, str] = {}
    for topic in sorted(archive.directives_of_topic):
        found.setdefault(address.topic(topic), topic)
    return found


def _directives(archive: Archive, ids: list[DirectiveId], title: str, year: int, root: str) -> DirectivesView:
    parts = Parts(archive, root)
    newest = ids[::-1] if year else ids[: -MAX_LISTED - 1 : -1]
    commitments = [each for id in ids for each in archive.directives[id].commitments]
    named = (
        ()
        if year
        else tuple(
            Counted(Link(topic, where), len(archive.directives_of_topic[topic]))
            for where, topic in topics(archive).items()
        )
    )
    return DirectivesView(
        title=title,
        year=year,
        directives=parts.directive_items(newest),
        total=len(ids),
        tally=tally(progress(states(archive, real(archive, commitments)))),
        years=_years(address.DIRECTIVES, directive_years(archive)),
        topics=named,
    )


def _blocked(state: State, _threshold: int) -> bool:
    return state.obstacle is not None


def _overdue(state: State, _threshold: int) -> bool:
    return state.days_overdue > 0


def _silent(state: State, threshold: int) -> bool:
    return state.is_open and state.days_silent >= threshold


OPEN_LISTS: dict[str, tuple[Callable[[State, int], bool], Callable[[State], Any]]] = {
    address.OBSTACLES: (_blocked, lambda state: -state.days_silent),
    address.OVERDUE: (_overdue, urgency),
    address.SILENT: (_silent, lambda state: -state.days_silent),
}
"""The lists of open commitments: which belong in each, and in which order."""


def open_list_view(archive: Archive, section: str, threshold: int, root: str) -> CommitmentsView:
    parts = Parts(archive, root)
    belongs, order = OPEN_LISTS[section]
    ids = [id for id, state in archive.states.items() if belongs(state, threshold)]
    ids.sort(key=lambda id: (order(archive.states[id]), id))
    alike: dict[tuple[object, ...], list[CommitmentId]] = {}
    for id in ids:
        commitment, state = archive.commitments[id], archive.states[id]
        looks = (commitment.directive, commitment.action, state.status, state.due, state.days_silent)
        alike.setdefault((*looks, id) if state.obstacle else looks, []).append(id)
    counted = real(archive, ids)
    holders = Counter(
        holder
        for id in counted
        for holder in archive.lineage.holders(archive.commitments[id].agency, archive.as_of)
    )
    by_name = sorted(holders.items(), key=lambda each: archive.agencies[each[0]].short_name.casefold())
    return CommitmentsView(
        key=section.rstrip("/"),
        listed=tuple(
            AskedAlike(
                parts.commitment(each[0]),
                tuple(
                    Link(parts.agency(archive.commitments[id].agency).text, address.commitment(id))
                    for id in each
                ),
            )
            for each in list(alike.values())[:MAX_LISTED]
        ),
        more=max(len(alike) - MAX_LISTED, 0),
        total=len(counted),
        of=sum(archive.states[id].is_open for id in real(archive, archive.commitments)),
        samples=len(ids) - len(counted),
        threshold=threshold,
        agencies=tuple(Counted(parts.agency(agency), count) for agency, count in by_name),
    )


def corrections_view(archive: Archive, root: str) -> CorrectionsView:
    """Every correction, the newest first."""
    found = [each for each in archive.events if isinstance(each, CorrectionMade)]
    return CorrectionsView(Parts(archive, root).events(reversed(found)))
