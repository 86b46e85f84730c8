"""The ways through the archive: what belongs to what, each found in one pass."""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import TypeVar

from tuntas.archive.corrections import path_of
from tuntas.archive.events import AnyEvent, CorrectionMade, DirectiveIssued, Tellable
from tuntas.archive.issued import Directive, Issued
from tuntas.archive.lineage import Lineage
from tuntas.archive.names import Names, Target, Thing
from tuntas.archive.progress import Progress, stage
from tuntas.archive.published import Published
from tuntas.archive.replay import OPEN, Commitment, State
from tuntas.read import facts
from tuntas.read.facts import AgencyId, CommitmentId, Correction, DirectiveId, InnovationId
from tuntas.read.prose import Prose
from tuntas.read.slugs import as_slug

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")
T = TypeVar("T", bound=Tellable)


def grouped(values: Iterable[V], keys: Callable[[V], Iterable[K]]) -> dict[K, tuple[V, ...]]:
    """The values under each of their keys, in the order in which they come, none twice."""
    found: defaultdict[K, list[V]] = defaultdict(list)
    for value in values:
        for key in dict.fromkeys(keys(value)):
            found[key].append(value)
    return _settled(found)


def by(values: Iterable[V], key: Callable[[V], K]) -> dict[K, tuple[V, ...]]:
    """The values under the one key of each, in the order in which they come."""
    found: defaultdict[K, list[V]] = defaultdict(list)
    for value in values:
        found[key(value)].append(value)
    return _settled(found)


def _settled(found: Mapping[K, Iterable[V]]) -> dict[K, tuple[V, ...]]:
    return {key: tuple(values) for key, values in found.items()}


def owner(id: str) -> AgencyId:
    """The agency in whose folder a report or an innovation lies."""
    return AgencyId(id.partition("/")[0])


# --- due dates ---


def due_on(states: Mapping[CommitmentId, State]) -> dict[dt.date, tuple[CommitmentId, ...]]:
    """For each day what is due on it, or was, in the order of time."""
    found: defaultdict[dt.date, list[CommitmentId]] = defaultdict(list)
    for id, state in states.items():
        if state.due is not None:
            found[state.due].append(id)
    return _settled(dict(sorted(found.items())))


# --- agencies ---


def commitments_of_agency(
    commitments: Mapping[CommitmentId, Commitment],
) -> dict[AgencyId, tuple[CommitmentId, ...]]:
    found: defaultdict[AgencyId, list[CommitmentId]] = defaultdict(list)
    for id, commitment in commitments.items():
        found[commitment.agency].append(id)
    return _settled(found)


def inherited_by(
    commitments: Mapping[CommitmentId, Commitment],
    states: Mapping[CommitmentId, State],
    lineage: Lineage,
    as_of: dt.date,
) -> dict[AgencyId, tuple[CommitmentId, ...]]:
    """What agencies took over: what was not done by their predecessors' last day, or taken up again later."""
    found: defaultdict[AgencyId, list[CommitmentId]] = defaultdict(list)
    ended = {agency: lineage.last_day(agency) for agency in lineage.successors}
    for id, commitment in commitments.items():
        last = ended.get(commitment.agency)
        if last is None:
            continue
        closed = states[id].closed
        if closed is None or closed > last:
            for each in lineage.holders(commitment.agency, as_of):
                if each != commitment.agency:
                    found[each].append(id)
    return _settled(found)


def asked_of_agency(
    commitments: Mapping[CommitmentId, Commitment],
    inherited: Mapping[AgencyId, tuple[CommitmentId, ...]],
) -> dict[tuple[AgencyId, int], tuple[CommitmentId, ...]]:
    """What each agency was asked for in each year: its own commitments, then those that it took over."""
    found: defaultdict[tuple[AgencyId, int], list[CommitmentId]] = defaultdict(list)
    for id, commitment in commitments.items():
        found[commitment.agency, commitment.issued.year].append(id)
    for agency, ids in inherited.items():
        for id in ids:
            found[agency, commitments[id].issued.year].append(id)
    return _settled(found)


def years_of_agency(asked: Iterable[tuple[AgencyId, int]]) -> dict[AgencyId, tuple[int, ...]]:
    found: defaultdict[AgencyId, list[int]] = defaultdict(list)
    for agency, year in sorted(asked):
        found[agency].append(year)
    return _settled(found)


def needed_from(
    issued: Issued,
    states: Mapping[CommitmentId, State],
    names: Names,
    holders: Mapping[AgencyId, tuple[AgencyId, ...]],
) -> dict[AgencyId, tuple[CommitmentId, ...]]:
    """The open commitments that wait for an agency: for its share, or to remove an obstacle."""
    found: defaultdict[AgencyId, list[CommitmentId]] = defaultdict(list)
    for (id, commitment), state in zip(issued.commitments.items(), states.values(), strict=True):
        if not (commitment.needs or state.obstacle) or state.status not in OPEN:
            continue
        named = [need.source for need in commitment.needs]
        if state.obstacle:
            named.append(state.obstacle.needs_from)
        agencies = (names.agency(slug) for slug in named)
        for each in dict.fromkeys(each for agency in agencies if agency for each in holders.get(agency, ())):
            found[each].append(id)
    return _settled(found)


def adopted_by(
    innovations: Mapping[InnovationId, facts.Innovation], names: Names
) -> dict[AgencyId, tuple[InnovationId, ...]]:
    """The innovations that an agency took over from others."""
    return grouped(
        innovations,
        lambda id: (
            agency for each in innovations[id].adoptions if (agency := names.agency(each.agency)) is not None
        ),
    )


# --- directives ---


def directives_of_stage(
    directives: Mapping[DirectiveId, Directive], counts: Mapping[DirectiveId, Progress]
) -> dict[tuple[str, int], tuple[DirectiveId, ...]]:
    """The directives by how they stand and the year in which they were issued."""
    return by(directives, lambda id: (stage(directives[id], counts[id]).value, directives[id].issued.year))


def years_of(
    of_year: Mapping[tuple[str, int], Sequence[DirectiveId]],
) -> dict[str, tuple[tuple[int, int], ...]]:
    """For each key the years in which there is something, with how much."""
    found: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
    for key, year in sorted(of_year):
        found[key].append((year, len(of_year[key, year])))
    return _settled(found)


# --- events ---


def events_of_directive(events: Iterable[AnyEvent]) -> dict[DirectiveId, tuple[AnyEvent, ...]]:
    found: defaultdict[DirectiveId, list[AnyEvent]] = defaultdict(list)
    for event in events:
        directive: DirectiveId | None = getattr(event, "directive", None)
        if directive is not None:
            found[directive].append(event)
    return _settled(found)


def events_of_agency(events: Sequence[T], issued: Issued, lineage: Lineage) -> dict[AgencyId, tuple[T, ...]]:
    """The events of each agency's feed: its own, and those of what it took over.

    Who follows an agency that was taken over goes on to hear of its successors, from the day
    after its last.
    """
    found: defaultdict[AgencyId, list[T]] = defaultdict(list)
    followers = {agency: _followers(agency, lineage) for agency in lineage.agencies}
    for event in events:
        agency: AgencyId | None = getattr(event, "agency", None)
        if agency is not None:
            asked = followers[agency]
        elif isinstance(event, DirectiveIssued):
            ids = issued.directives[event.directive].commitments
            asked = [each for id in ids for each in followers[issued.commitments[id].agency]]
        else:
            continue
        if len(asked) == 1:
            found[asked[0][0]].append(event)
        else:
            for each in dict.fromkeys(id for id, after in asked if after is None or event.date > after):
                found[each].append(event)
    return _settled(found)


def _followers(agency: AgencyId, lineage: Lineage) -> list[tuple[AgencyId, dt.date | None]]:
    """Whose feeds tell of an agency; some of them only what comes after a day."""
    found: list[tuple[AgencyId, dt.date | None]] = [(agency, None)]
    found += [(later, None) for later in lineage.descendants(agency)]
    lasts = ((earlier, lineage.last_day(earlier)) for earlier in lineage.ancestors(agency))
    return found + [(earlier, last) for earlier, last in lasts if last is not None]


def corrections_of_directive(
    corrections: Iterable[CorrectionMade], names: Names
) -> dict[DirectiveId, tuple[CorrectionMade, ...]]:
    """What was corrected in a directive's own text, or in what was said of it."""

    def directive(event: CorrectionMade) -> Iterable[DirectiveId]:
        head, *rest = path_of(event.correction).split("/")
        match head:
            case "arahan" if rest:
                found = names.directive(f"{event.origin.id}/{rest[0]}")
            case "tindak_lanjut" if len(rest) > 1:
                found = names.directive("/".join(rest[:2]))
            case _:
                found = None
        return (found,) if found else ()

    return grouped(corrections, directive)


# --- topics ---


def directives_of_topic(
    directives: Mapping[DirectiveId, Directive],
) -> dict[tuple[str, int], tuple[DirectiveId, ...]]:
    """The directives by the slugs of their topics and the year in which they were issued."""

    def keys(id: DirectiveId) -> Iterable[tuple[str, int]]:
        each = directives[id]
        return ((topic_slug(name), each.issued.year) for name in each.fact.topics)

    return grouped(directives, keys)


def topics(directives: Iterable[Directive]) -> dict[str, tuple[str, ...]]:
    """The names under one slug, in the order of the alphabet: how a topic is spelled makes no other of it."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for each in directives:
        for name in each.fact.topics:
            found[topic_slug(name)].add(name)
    return {slug: tuple(sorted(names)) for slug, names in sorted(found.items())}


@lru_cache(maxsize=4_096)
def topic_slug(name: str) -> str:
    """The slug that stands for a topic in addresses; one for all names without a Latin letter or a digit."""
    return as_slug(name) or "lain"


# --- corrections ---


def corrected(published: Published, as_of: dt.date) -> dict[str, dt.date]:
    """For each corrected meeting or report the day of its newest correction."""
    notes: list[tuple[str, Sequence[Correction]]] = []
    notes += [(id, fact.corrections) for id, (fact, _) in published.meetings.items()]
    notes += [(id, report.fact.corrections) for id, report in published.reports.items()]
    days = ((id, [each.date for each in made if each.date <= as_of]) for id, made in notes if made)
    return {id: max(each) for id, each in days if each}


def events_corrected_on(
    events_of_origin: Mapping[str, Sequence[AnyEvent]], corrected: Mapping[str, dt.date]
) -> dict[dt.date, tuple[AnyEvent, ...]]:
    """The events before the newest correction of their note, by the day of that.

    What a correction says is not what a later one corrects, so those stay out.
    """
    events = [
        event
        for note, day in corrected.items()
        for event in events_of_origin.get(note, ())
        if event.date < day and not isinstance(event, CorrectionMade)
    ]
    return dict(sorted(grouped(events, lambda each: (corrected[each.origin.id],)).items()))


# --- references in prose ---


def mentions(published: Published, names: Names) -> dict[Target, tuple[Target, ...]]:
    """For each thing the notes whose prose refers to it."""
    found: defaultdict[Target, dict[Target, None]] = defaultdict(dict)
    for thing, id, text in _prose(published):
        if text is None or not text.references:
            continue
        source = Target(thing, id)
        for reference in text.references:
            target = names.target(reference)
            if target is not None and target != source:
                found[target][source] = None
    return _settled(found)


def _prose(published: Published) -> Iterable[tuple[Thing, str, Prose | None]]:
    """Every text with the page that shows it."""
    for meeting, (fact, _) in published.meetings.items():
        yield Thing.MEETING, meeting, fact.body
        for follow_up in fact.follow_ups:
            yield Thing.MEETING, meeting, follow_up.note
        for entry in fact.directives:
            yield Thing.DIRECTIVE, f"{meeting}/{entry.id}", entry.text
    for thing, notes in (
        (Thing.AGENCY, published.agencies),
        (Thing.INNOVATION, published.innovations),
        (Thing.PLAN, published.plans),
        (Thing.INDICATOR, published.indicators),
    ):
        for id, note in notes.items():
            yield thing, id, note.body
