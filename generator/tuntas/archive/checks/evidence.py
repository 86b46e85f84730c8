"""Rules for what a reader will ask: where is the picture, and what does it show?"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator

from tuntas.archive.checks.rule import Finding, Heard, Rule, Scope, is_draft
from tuntas.problems import Pointer
from tuntas.read import facts
from tuntas.vocabulary import EvidenceKind, NoteKind, Status


def completion_without_evidence(scope: Scope) -> Iterator[Finding]:
    """Who says that something is complete shows it."""
    claims: defaultdict[str, list[list[Heard]]] = defaultdict(lambda: [[]])
    bare = {_claimed(each) for each in scope.follow_ups if _is_claim(each) and not each.fact.evidence}
    heard_of = [each for each in scope.follow_ups if _claimed(each) in bare] if bare else []
    for heard in sorted(heard_of, key=_in_time):
        if _is_claim(heard):
            claims[_claimed(heard)][-1].append(heard)
        elif not is_draft(heard.note.known):
            claims[_claimed(heard)].append([])  # reopened: what was shown before shows nothing of what comes
    for each in claims.values():
        for claim in each:
            # A meeting confirms what a report has shown already, and may show it itself.
            shown = {is_draft(heard.note.known) for heard in claim if heard.fact.evidence}
            for heard in claim:
                if False not in shown and not (shown and is_draft(heard.note.known)):
                    yield Finding(heard.place("status"), {"ref": heard.fact.commitment})


def _claimed(heard: Heard) -> str:
    return heard.commitment or heard.fact.commitment


def _is_claim(heard: Heard) -> bool:
    return heard.fact.status is Status.COMPLETE


def _in_time(heard: Heard) -> tuple[dt.date, bool, str, int]:
    """The order in which the archive hears of a commitment."""
    return (heard.date, heard.note.kind is NoteKind.MEETING, heard.note.id, heard.index)


def photo_without_caption(scope: Scope) -> Iterator[Finding]:
    """A photo says what it shows, also to those who cannot see it."""
    for note in scope.notes:
        if isinstance(note.known, facts.Meeting | facts.Report | facts.Innovation):
            for index, photo in enumerate(note.known.photos):
                if not photo.caption:
                    place = Pointer(note.file, ("foto", index, "berkas"))
                    yield Finding(place, {"name": photo.file})
    for heard in scope.follow_ups:
        for index, evidence in enumerate(heard.fact.evidence):
            if not evidence.caption and evidence.kind is EvidenceKind.PHOTO:
                place = heard.place("bukti", index, "foto")
                yield Finding(place, {"name": evidence.target})


def follow_up_on_closed(scope: Scope) -> Iterator[Finding]:
    """After a directive was replaced or revoked nothing more is reported on it."""
    states = scope.archive.states
    for heard in scope.follow_ups:
        state = states.get(heard.commitment) if heard.commitment else None
        if state is None or state.closed_by is None:
            continue
        closing = scope.archive.directives.get(state.closed_by)
        if closing is not None and heard.date > closing.issued:
            detail: dict[str, str | int] = {"ref": heard.fact.commitment, "by": closing.id}
            yield Finding(heard.place("komitmen"), detail)


RULES = tuple(map(Rule, (completion_without_evidence, photo_without_caption, follow_up_on_closed)))
