"""The ways through the archive: what belongs to what, each found in one pass."""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

from tuntas.archive.corrections import path_of
from tuntas.archive.events import AnyEvent, CommitmentEvent, CorrectionMade, DirectiveIssued
from tuntas.archive.issued import Issued
from tuntas.archive.lineage import Lineage
from tuntas.archive.names import Names, Target, Thing
from tuntas.archive.published import Published
from tuntas.archive.replay import Commitment, Said, State, replay
from tuntas.read.facts import AgencyId, CommitmentId, Correction, DirectiveId
from tuntas.read.prose import Prose

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


def grouped(values: Iterable[V], keys: Callable[[V], Iterable[K]]) -> dict[K, tuple[V, ...]]:
    """The values under each of their keys, in the order in which they come, none twice."""
    found: defaultdict[K, list[V]] = defaultdict(list)
    for value in values:
        for key in dict.fromkeys(keys(value)):
            found[key].append(value)
    return {key: tuple(each) for key, each in found.items()}


def owner(id: str) -> AgencyId:
    """The agency in whose folder a report or an innovation lies."""
    return AgencyId(id.partition("/")[0])


def inherited_by(
    issued: Issued,
    said: Mapping[CommitmentId, Sequence[Said]],
    states: Mapping[CommitmentId, State],
    lineage: Lineage,
    as_of: dt.date,
) -> dict[AgencyId, tuple[CommitmentId, ...]]:
    """What agencies took over: the commitments still open on their predecessors' last day."""

    def was_open(commitment: Commitment, last: dt.date) -> bool:
        """Whether something was left to do at the end of a day, or was again later."""
        told = said.get(commitment.id, ())
        closing = issued.closings.get(commitment.directive)
        days = {last, *(each.date for each in told if last < each.date <= as_of)}
        return any(replay(commitment, told, closing, day).is_open for day in days)

    def heirs(id: CommitmentId) -> Iterable[AgencyId]:
        commitment = issued.commitments[id]
        last = lineage.last_day(commitment.agency)
        if last is None or not (states[id].is_open or was_open(commitment, last)):
            return ()
        holders = lineage.holders(commitment.agency, as_of)
        return (each for each in holders if each != commitment.agency)

    return grouped(issued.commitments, heirs)


def needed_from(
    issued: Issued,
    states: Mapping[CommitmentId, State],
    names: Names,
    lineage: Lineage,
    as_of: dt.date,
) -> dict[AgencyId, tuple[CommitmentId, ...]]:
    """The open commitments that wait for an agency: for its share, or to remove an obstacle."""

    def sources(id: CommitmentId) -> Iterable[AgencyId]:
        state = states[id]
        if not state.is_open:
            return
        named = [need.source for need in issued.commitments[id].needs]
        if state.obstacle:
            named.append(state.obstacle.needs_from)
        for slug in named:
            agency = names.agency(slug)
            if agency is not None and lineage.knows(agency):
                yield from lineage.holders(agency, as_of)

    return grouped(issued.commitments, sources)


def events_of_agency(
    events: Sequence[AnyEvent], issued: Issued, lineage: Lineage
) -> dict[AgencyId, tuple[AnyEvent, ...]]:
    """The events of each agency's feed: its own, and those of what it took over.

    Who follows an agency that was taken over goes on to hear of its successors, from the day
    after its last.
    """

    def followers(event: AnyEvent) -> Iterable[AgencyId]:
        if isinstance(event, CommitmentEvent):
            asked: Iterable[AgencyId] = (event.agency,)
        elif isinstance(event, DirectiveIssued):
            ids = issued.directives[event.directive].commitments
            asked = (issued.commitments[id].agency for id in ids)
        else:
            return
        for agency in asked:
            yield agency
            yield from lineage.descendants(agency)
            for earlier in lineage.ancestors(agency):
                last = lineage.last_day(earlier)
                if last is not None and event.date > last:
                    yield earlier

    return grouped(events, followers)


def corrections_of_directive(
    events: Sequence[AnyEvent], names: Names
) -> dict[DirectiveId, tuple[CorrectionMade, ...]]:
    """The corrections that speak of a directive: of its own text, or of what was said of it."""

    def directive(event: CorrectionMade) -> Iterator[DirectiveId]:
        head, *rest = path_of(event.correction).split("/")
        match head:
            case "arahan" if rest:
                found = names.directive(f"{event.origin.id}/{rest[0]}")
            case "tindak_lanjut" if len(rest) > 1:
                found = names.directive("/".join(rest[:2]))
            case _:
                found = None
        if found is not None:
            yield found

    return grouped((each for each in events if isinstance(each, CorrectionMade)), directive)


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


def mentions(published: Published, names: Names) -> dict[Target, tuple[Target, ...]]:
    """For each thing the notes whose prose refers to it."""
    found: defaultdict[Target, dict[Target, None]] = defaultdict(dict)
    for source, text in _prose(published):
        for reference in text.references if text else ():
            target = names.target(reference)
            if target is not None and target != source:
                found[target][source] = None
    return {target: tuple(sources) for target, sources in found.items()}


def _prose(published: Published) -> Iterable[tuple[Target, Prose | None]]:
    """Every text with the page that shows it."""
    for meeting, (fact, _) in published.meetings.items():
        yield Target(Thing.MEETING, meeting), fact.body
        for follow_up in fact.follow_ups:
            yield Target(Thing.MEETING, meeting), follow_up.note
        for entry in fact.directives:
            yield Target(Thing.DIRECTIVE, f"{meeting}/{entry.id}"), entry.text
    for thing, notes in (
        (Thing.AGENCY, published.agencies),
        (Thing.INNOVATION, published.innovations),
        (Thing.PLAN, published.plans),
        (Thing.INDICATOR, published.indicators),
    ):
        for id, note in notes.items():
            yield Target(thing, id), note.body
