"""Rules for time: nothing is reported before it was asked, nothing continues what comes later."""

import datetime as dt
from collections.abc import Iterator

from tuntas.archive.checks.rule import Finding, Rule, Scope, ties
from tuntas.problems import Pointer
from tuntas.read import facts
from tuntas.vocabulary import EVERY_AGENCY


def follow_up_before_directive(scope: Scope) -> Iterator[Finding]:
    """A follow-up is not dated before its directive was issued."""
    entries, directives = scope.names.entries, scope.names.directives
    for heard in scope.follow_ups:
        directive = directives.get(heard.fact.commitment.rpartition("/")[0])
        if directive is None:
            continue
        meeting, _ = entries[directive]
        if heard.date < meeting.date:
            place = heard.place("tanggal" if heard.fact.date else "komitmen")
            yield Finding(place, {"date": str(heard.date), "issued": str(meeting.date)})


def follow_up_after_note(scope: Scope) -> Iterator[Finding]:
    """A follow-up is not dated after the note that tells of it."""
    for heard in scope.follow_ups:
        if heard.fact.date is None:  # it is of the note's own day
            continue
        fact = heard.note.known
        if isinstance(fact, facts.Meeting | facts.Report) and heard.date > fact.date:
            yield Finding(heard.place("tanggal"), {"date": str(heard.date), "note": str(fact.date)})


def due_before_directive(scope: Scope) -> Iterator[Finding]:
    """A due date is not before the meeting that set it."""
    for issued in scope.directives:
        for index, entry in enumerate(issued.fact.commitments):
            if entry.due and entry.due < issued.meeting.date:
                place = issued.place("komitmen", index, "tenggat")
                detail: dict[str, str | int] = {
                    "due": str(entry.due),
                    "issued": str(issued.meeting.date),
                }
                yield Finding(place, detail)


def new_due_before_follow_up(scope: Scope) -> Iterator[Finding]:
    """A due date is not moved to a day that has passed already."""
    for heard in scope.follow_ups:
        if heard.fact.new_due and heard.fact.new_due < heard.date:
            detail: dict[str, str | int] = {
                "due": str(heard.fact.new_due),
                "date": str(heard.date),
            }
            yield Finding(heard.place("tenggat_baru"), detail)


def later_directive(scope: Scope) -> Iterator[Finding]:
    """A directive continues, replaces or revokes an earlier one, or one of the same meeting."""
    for issued in scope.tied:
        for key, references in ties(issued.fact):
            for index, reference in enumerate(references):
                earlier = scope.names.directive(reference)
                if earlier is None:
                    continue
                meeting, _ = scope.names.entries[earlier]
                if meeting.date > issued.meeting.date:
                    detail: dict[str, str | int] = {
                        "ref": reference,
                        "date": str(meeting.date),
                        "issued": str(issued.meeting.date),
                    }
                    yield Finding(issued.place(key, index), detail)


def self_reference(scope: Scope) -> Iterator[Finding]:
    """A directive does not continue, replace or revoke itself, an agency not take itself over."""
    for issued in scope.tied:
        own = f"{issued.note.id}/{issued.fact.id}"
        for key, references in ties(issued.fact):
            for index, reference in enumerate(references):
                if scope.names.directive(reference) == own:
                    yield Finding(issued.place(key, index), {"ref": reference})
    for note, agency in scope.agencies:
        for index, slug in enumerate(agency.took_over):
            if scope.names.agency(slug) == note.id:
                yield Finding(Pointer(note.file, ("menggantikan", index)), {"ref": slug})


def agency_cycle(scope: Scope) -> Iterator[Finding]:
    """Agencies do not take each other over in a circle."""
    told: set[str] = set()
    for note, agency in scope.agencies:
        own = scope.names.agency(note.id)
        if own is None or own in told or not agency.took_over:
            continue
        ancestors = scope.archive.lineage.ancestors(own)
        circle = [each for each in ancestors if own in scope.archive.lineage.ancestors(each)]
        if circle:
            told.update(circle, (own,))
            agencies = ", ".join((own, *circle))
            yield Finding(Pointer(note.file, ("menggantikan",)), {"agencies": agencies})


def agency_not_in_force(scope: Scope) -> Iterator[Finding]:
    """A commitment is given to an agency that was in force on that day."""
    lineage = scope.archive.lineage
    ever = (dt.date.min, dt.date.max)
    always = {id for id in lineage.agencies if all(lineage.in_force(id, day) for day in ever)}
    for issued in scope.directives:
        day = issued.meeting.date
        for index, entry in enumerate(issued.fact.commitments):
            if entry.agencies == EVERY_AGENCY:
                continue
            for number, slug in enumerate(entry.agencies):
                agency = scope.names.agency(slug)
                if agency is None or agency in always or agency not in lineage.agencies:
                    continue
                if lineage.in_force(agency, day):
                    continue
                place = issued.place("komitmen", index, "opd", number)
                holders = [each for each in lineage.holders(agency, day) if each != agency]
                detail: dict[str, str | int] = {"slug": slug, "date": str(day)}
                yield Finding(place, detail, ", ".join(holders))


def note_in_future(scope: Scope) -> Iterator[Finding]:
    """A note is not dated after the day as of which the archive is made."""
    as_of = scope.archive.as_of
    for note in scope.notes:
        fact = note.known
        if isinstance(fact, facts.Meeting | facts.Report) and not fact.draft and fact.date > as_of:
            detail: dict[str, str | int] = {"date": str(fact.date), "as_of": str(as_of)}
            yield Finding(Pointer(note.file, ("tanggal",)), detail)


RULES = tuple(
    map(
        Rule,
        (
            follow_up_before_directive,
            follow_up_after_note,
            due_before_directive,
            new_due_before_follow_up,
            later_directive,
            self_reference,
            agency_cycle,
            agency_not_in_force,
            note_in_future,
        ),
    )
)
