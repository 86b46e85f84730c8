"""Rules for what is named: each id once, each alias free."""

import re
from collections.abc import Iterator, Sequence

from tuntas.archive.checks.rule import Finding, Rule, Scope
from tuntas.archive.identity import identity
from tuntas.archive.names import commitment_slug
from tuntas.problems import Pointer
from tuntas.read import facts
from tuntas.vocabulary import EVERY_AGENCY

_YEAR = re.compile("[0-9]{4}")


def duplicate_directive(scope: Scope) -> Iterator[Finding]:
    """A directive's id is unique in its meeting."""
    for note, meeting in scope.meetings:
        names = [name for each in meeting.directives for name in (each.id, *each.aliases)]
        if len(set(names)) == len(names):
            continue
        first: dict[str, Pointer] = {}
        for number, directive in enumerate(meeting.directives):
            for index, name in enumerate((directive.id, *directive.aliases)):
                keys = ("alias", index - 1) if index else ("id",)
                here = Pointer(note.file, ("arahan", number, *keys))
                there = first.setdefault(name, here)
                if there != here:
                    yield Finding(here, {"id": name}, related=(there,))


def duplicate_commitment(scope: Scope) -> Iterator[Finding]:
    """A commitment's id is unique in its directive, and so is what it was called first."""
    renamed = {slug for slug in scope.names.agencies if _first_name(scope, slug) != slug}
    for issued in scope.directives:
        if _are_apart(issued.fact.commitments, renamed):
            continue
        first: dict[str, Pointer] = {}
        for index, entry in enumerate(issued.fact.commitments):
            for number, slug in enumerate(_asked(scope, issued.meeting, entry)):
                if entry.id:
                    here = issued.place("komitmen", index, "id")
                else:
                    here = issued.place("komitmen", index, "opd", number)
                id = commitment_slug(entry, slug)
                names = {id, commitment_slug(entry, _first_name(scope, slug))}
                there = next((first[each] for each in sorted(names) if each in first), None)
                if there:
                    yield Finding(here, {"id": id}, related=(there,))
                    break
                first.update(dict.fromkeys(names, here))


def _are_apart(entries: Sequence[facts.Commitment], renamed: set[str]) -> bool:
    """Whether these are of different agencies, each called as it always was: most are, and soon seen."""
    slugs: list[str] = []
    for entry in entries:
        if entry.id or entry.agencies == EVERY_AGENCY:
            return False
        slugs += entry.agencies
    return len(set(slugs)) == len(slugs) and renamed.isdisjoint(slugs)


def _asked(scope: Scope, meeting: facts.Meeting, entry: facts.Commitment) -> Sequence[str]:
    if entry.agencies == EVERY_AGENCY:
        return scope.archive.lineage.all_in_force(meeting.government, meeting.date)
    return entry.agencies


def _first_name(scope: Scope, slug: str) -> str:
    """What an agency was called first: an agency that is named twice has two names."""
    agency = scope.names.agency(slug)
    fact = scope.archive.agencies.get(agency) if agency else None
    return identity(agency, fact.aliases) if agency and fact else slug


def duplicate_mission(scope: Scope) -> Iterator[Finding]:
    """A mission's number is unique in its plan."""
    for note in scope.notes:
        if isinstance(note.known, facts.Plan):
            first: dict[int, Pointer] = {}
            for index, mission in enumerate(note.known.missions):
                here = Pointer(note.file, ("misi", index, "nomor"))
                there = first.setdefault(mission.number, here)
                if there != here:
                    yield Finding(here, {"number": mission.number}, related=(there,))


def duplicate_year(scope: Scope) -> Iterator[Finding]:
    """An indicator has one value a year."""
    for note in scope.notes:
        if isinstance(note.known, facts.Indicator):
            first: dict[int, Pointer] = {}
            for index, value in enumerate(note.known.values):
                here = Pointer(note.file, ("nilai", index, "tahun"))
                there = first.setdefault(value.year, here)
                if there != here:
                    yield Finding(here, {"year": value.year}, related=(there,))


def alias_taken(scope: Scope) -> Iterator[Finding]:
    """An earlier id of one note is not the id, or an earlier id, of another."""
    owners = {(note.kind, note.id): Pointer(note.file) for note in scope.notes}
    for note in scope.notes:
        if isinstance(note.known, facts.Meeting | facts.Agency):
            for index, alias in enumerate(note.known.aliases):
                here = Pointer(note.file, ("alias", index))
                there = owners.setdefault((note.kind, alias), here)
                if there != here:
                    yield Finding(here, {"alias": alias}, related=(there,))


def address_taken(scope: Scope) -> Iterator[Finding]:
    """An earlier id of a meeting is no year: at that address there is the list of a year's meetings."""
    for note, meeting in scope.meetings:
        for index, alias in enumerate(meeting.aliases):
            if _YEAR.fullmatch(alias):
                yield Finding(Pointer(note.file, ("alias", index)), {"address": f"/rapim/{alias}/"})


RULES = tuple(
    map(
        Rule,
        (
            duplicate_directive,
            duplicate_commitment,
            duplicate_mission,
            duplicate_year,
            alias_taken,
            address_taken,
        ),
    )
)
