"""What was said later: follow-ups in meetings and reports, and corrections of notes."""

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence

from tuntas.archive.events import AnyEvent, CorrectionMade, Origin
from tuntas.archive.identity import Numbering, identity
from tuntas.archive.names import Names
from tuntas.archive.published import Published
from tuntas.archive.replay import Commitment, Said
from tuntas.read import facts
from tuntas.read.facts import AgencyId, CommitmentId
from tuntas.vocabulary import NoteKind


class Heard:
    """Every follow-up by its commitment, and the events of corrections.

    `stray` are follow-ups that lead to no commitment: they are kept aside, and a check tells.
    """

    def __init__(
        self,
        published: Published,
        commitments: Mapping[CommitmentId, Commitment],
        names: Names,
        as_of: dt.date,
    ) -> None:
        self.said: defaultdict[CommitmentId, list[Said]] = defaultdict(list)
        self.stray: list[Said] = []
        self.events: list[AnyEvent] = []
        self._commitments = commitments
        self._names = names
        self._as_of = as_of
        for meeting, (fact, origin) in published.meetings.items():
            self._hear(fact, identity(meeting, fact.aliases), origin)
        for id, report in published.reports.items():
            agency = published.agencies.get(report.agency)
            owner = identity(report.agency, agency.aliases if agency else ())
            self._hear(report.fact, f"{owner}/{id.partition('/')[2]}", report.origin)
        for undated, origin in published.corrected:
            first, slash, name = origin.id.partition("/")
            agency = published.agencies.get(AgencyId(first))
            if agency and origin.kind in {NoteKind.AGENCY, NoteKind.INNOVATION}:
                first = identity(first, agency.aliases)
            # A kind and a colon, which no id holds: other notes may have the same id.
            self._correct(undated.corrections, f"{origin.kind}:{first}{slash}{name}", origin)

    def _hear(self, fact: facts.Meeting | facts.Report, known: str, origin: Origin) -> None:
        numbering = Numbering()
        for position, follow_up in enumerate(fact.follow_ups):
            id = self._names.commitment(follow_up.commitment)
            commitment = self._commitments.get(id) if id else None
            subject = commitment.identity if commitment else follow_up.commitment
            day = follow_up.date or fact.date
            event = numbering.event(f"tindak-lanjut/{known}/{subject}", day)
            said = Said(day, follow_up, origin, position, event)
            if commitment is None:
                self.stray.append(said)
            else:
                self.said[commitment.id].append(said)
        self._correct(fact.corrections, known, origin)

    def _correct(self, corrections: Sequence[facts.Correction], known: str, origin: Origin) -> None:
        numbering = Numbering()
        for position, correction in enumerate(corrections):
            id = numbering.event(f"koreksi/{known}", correction.date)
            if correction.date <= self._as_of:
                self.events.append(
                    CorrectionMade(
                        id=id,
                        date=correction.date,
                        origin=origin,
                        position=position,
                        correction=correction,
                    )
                )
