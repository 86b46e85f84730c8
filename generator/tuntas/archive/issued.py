"""What was issued in meetings: directives with their ties, and each agency's commitments."""

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from typing import TypeVar

import msgspec

from tuntas.archive.events import AnyEvent, DirectiveIssued, EventId, MeetingHeld, Origin
from tuntas.archive.identity import identity
from tuntas.archive.lineage import Lineage
from tuntas.archive.names import Names, commitment_slug
from tuntas.archive.published import Published
from tuntas.archive.replay import Closing, Commitment
from tuntas.read import facts
from tuntas.read.facts import AgencyId, CommitmentId, DirectiveId, IndicatorId, MeetingId, MissionId
from tuntas.vocabulary import EVERY_AGENCY

T = TypeVar("T")


class Directive(msgspec.Struct, frozen=True):
    """A directive with its ties to others: those it names, and those that name it."""

    id: DirectiveId
    fact: facts.Directive
    meeting: MeetingId
    issued: dt.date
    origin: Origin
    commitments: tuple[CommitmentId, ...]
    missions: tuple[MissionId, ...]
    indicators: tuple[IndicatorId, ...]
    continues: tuple[DirectiveId, ...]
    replaces: tuple[DirectiveId, ...]
    revokes: tuple[DirectiveId, ...]
    continued_by: tuple[DirectiveId, ...] = ()
    replaced_by: tuple[DirectiveId, ...] = ()
    revoked_by: tuple[DirectiveId, ...] = ()


class Issued:
    """All directives and commitments, in the order in which they were issued.

    `closings` tell which directives a later one replaced or revoked, and when.
    """

    def __init__(self, published: Published, names: Names, lineage: Lineage) -> None:
        self.directives: dict[DirectiveId, Directive] = {}
        self.commitments: dict[CommitmentId, Commitment] = {}
        self.closings: dict[DirectiveId, Closing] = {}
        self.events: list[AnyEvent] = []
        self._published = published
        self._names = names
        self._lineage = lineage
        self._agencies: dict[str, tuple[AgencyId | None, str]] = {}
        for meeting, (fact, origin) in published.meetings.items():
            self._hold(meeting, fact, origin)
        self._tie_back()

    def _hold(self, meeting: MeetingId, fact: facts.Meeting, origin: Origin) -> None:
        held = EventId(f"rapim/{identity(meeting, fact.aliases)}")
        self.events.append(MeetingHeld(id=held, date=fact.date, origin=origin, meeting=meeting))
        for position, entry in enumerate(fact.directives):
            id = DirectiveId(f"{meeting}/{entry.id}")
            if id not in self.directives:
                self._issue(id, meeting, fact, entry, origin, position)

    def _issue(
        self,
        id: DirectiveId,
        meeting: MeetingId,
        fact: facts.Meeting,
        entry: facts.Directive,
        origin: Origin,
        position: int,
    ) -> None:
        known = f"{identity(meeting, fact.aliases)}/{identity(entry.id, entry.aliases)}"
        self.events.append(
            DirectiveIssued(
                id=EventId(f"arahan/{known}"),
                date=fact.date,
                origin=origin,
                position=position,
                directive=id,
            )
        )
        for reference in (*entry.replaces, *entry.revokes):
            earlier = self._names.directive(reference)
            if earlier is not None and earlier != id:
                # The first directive to close another is the one that closed it.
                closing = Closing(fact.date, id, known, origin, position)
                self.closings.setdefault(earlier, closing)
        names, year = self._names, fact.date.year
        self.directives[id] = Directive(
            id=id,
            fact=entry,
            meeting=meeting,
            issued=fact.date,
            origin=origin,
            commitments=self._commit(id, known, fact, entry, origin),
            missions=_found([names.mission(each, year) for each in entry.missions]),
            indicators=_found([names.indicators.get(each) for each in entry.indicators]),
            continues=self._known(entry.continues, id),
            replaces=self._known(entry.replaces, id),
            revokes=self._known(entry.revokes, id),
        )

    def _known(self, references: Sequence[str], own: DirectiveId) -> tuple[DirectiveId, ...]:
        """The published directives that references lead to."""
        if not references:
            return ()
        found = _found([self._names.directive(each) for each in references])
        held = self._published.meetings
        return tuple(each for each in found if each != own and each.partition("/")[0] in held)

    def _commit(
        self,
        directive: DirectiveId,
        known: str,
        meeting: facts.Meeting,
        entry: facts.Directive,
        origin: Origin,
    ) -> tuple[CommitmentId, ...]:
        """Give each agency its commitment; what is named twice, or unknown, the checks tell."""
        ids: list[CommitmentId] = []
        firsts: set[str] = set()
        for each in entry.commitments:
            for slug in self._asked(each, meeting):
                agency, first = self._agencies.get(slug) or self._agency(slug)
                if agency is None:
                    continue
                id = CommitmentId(f"{directive}/{commitment_slug(each, slug) if each.id else slug}")
                first = commitment_slug(each, first) if each.id else first
                if id in self.commitments or first in firsts:
                    continue
                ids.append(id)
                firsts.add(first)
                self.commitments[id] = Commitment(
                    id=id,
                    directive=directive,
                    agency=agency,
                    role=each.role,
                    action=each.action,
                    measure=each.measure,
                    due=each.due,
                    needs=each.needs,
                    issued=meeting.date,
                    origin=origin,
                    identity=f"{known}/{first}",
                )
        return tuple(ids)

    def _agency(self, slug: str) -> tuple[AgencyId | None, str]:
        """The published agency of a slug, and what it was called first."""
        agency = self._names.agency(slug)
        fact = self._published.agencies.get(agency) if agency else None
        found = (agency, identity(agency, fact.aliases)) if agency and fact else (None, slug)
        self._agencies[slug] = found
        return found

    def _asked(self, entry: facts.Commitment, meeting: facts.Meeting) -> Sequence[str]:
        if entry.agencies == EVERY_AGENCY:
            return self._lineage.all_in_force(meeting.government, meeting.date)
        return entry.agencies

    def _tie_back(self) -> None:
        """Ties are written on the later directive; the earlier one learns of them here."""
        back: dict[str, defaultdict[DirectiveId, list[DirectiveId]]] = {
            "continued_by": defaultdict(list),
            "replaced_by": defaultdict(list),
            "revoked_by": defaultdict(list),
        }
        for id, directive in self.directives.items():
            ties = (directive.continues, directive.replaces, directive.revokes)
            if any(ties):
                for name, earlier in zip(back, ties, strict=True):
                    for each in earlier:
                        back[name][each].append(id)
        for id in {id for later in back.values() for id in later}:
            if id in self.directives:
                ties_back = {name: tuple(later[id]) for name, later in back.items() if id in later}
                self.directives[id] = msgspec.structs.replace(self.directives[id], **ties_back)


def _found(ids: list[T | None]) -> tuple[T, ...]:
    """What was found, once each."""
    return tuple(each for each in dict.fromkeys(ids) if each is not None) if ids else ()
