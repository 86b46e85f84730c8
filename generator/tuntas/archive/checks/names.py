"""Rules for what is named: each id once, each alias free."""

from collections.abc import Iterator

from tuntas.archive.checks.rule import Finding, Rule, Scope
from tuntas.archive.names import commitment_slug
from tuntas.problems import Pointer
from tuntas.read import facts
from tuntas.vocabulary import EVERY_AGENCY, NoteKind


def duplicate_directive(scope: Scope) -> Iterator[Finding]:
    """A directive's id is unique in its meeting."""
    first: dict[tuple[str, str], Pointer] = {}
    for issued in scope.directives():
        for index, name in enumerate((issued.fact.id, *issued.fact.aliases)):
            keys = ("alias", index - 1) if index else ("id",)
            here = issued.place(*keys)
            there = first.setdefault((issued.note.file, name), here)
            if there != here:
                yield Finding(here, {"id": name}, related=(there,))


def duplicate_commitment(scope: Scope) -> Iterator[Finding]:
    """A commitment's id is unique in its directive."""
    for issued in scope.directives():
        first: dict[str, Pointer] = {}
        for index, entry in enumerate(issued.fact.commitments):
            here = issued.place("komitmen", index, "id" if entry.id else "opd")
            if entry.agencies == EVERY_AGENCY:
                meeting = issued.meeting
                in_force = scope.archive.lineage.all_in_force(meeting.government, meeting.date)
                agencies: tuple[str, ...] = in_force
            else:
                agencies = entry.agencies  # type: ignore[assignment]
            for agency in agencies:
                id = commitment_slug(entry, agency)
                if id in first:
                    yield Finding(here, {"id": id}, related=(first[id],))
                    break
                first[id] = here


def duplicate_mission(scope: Scope) -> Iterator[Finding]:
    """A mission's number is unique in its plan."""
    for note in scope.notes:
        if isinstance(note.fact, facts.Plan):
            first: dict[int, Pointer] = {}
            for index, mission in enumerate(note.fact.missions):
                here = Pointer(note.file, ("misi", index, "nomor"))
                there = first.setdefault(mission.number, here)
                if there != here:
                    yield Finding(here, {"number": mission.number}, related=(there,))


def duplicate_year(scope: Scope) -> Iterator[Finding]:
    """An indicator has one value a year."""
    for note in scope.notes:
        if isinstance(note.fact, facts.Indicator):
            first: dict[int, Pointer] = {}
            for index, value in enumerate(note.fact.values):
                here = Pointer(note.file, ("nilai", index, "tahun"))
                there = first.setdefault(value.year, here)
                if there != here:
                    yield Finding(here, {"year": value.year}, related=(there,))


def alias_taken(scope: Scope) -> Iterator[Finding]:
    """An earlier id of one note is not the id, or an earlier id, of another."""
    owners: dict[tuple[NoteKind, str], Pointer] = {}
    for note in scope.notes:
        owners[note.kind, note.id] = Pointer(note.file)
    for note in scope.notes:
        if isinstance(note.fact, facts.Meeting | facts.Agency):
            for index, alias in enumerate(note.fact.aliases):
                here = Pointer(note.file, ("alias", index))
                there = owners.setdefault((note.kind, alias), here)
                if there != here:
                    yield Finding(here, {"alias": alias}, related=(there,))


RULES = tuple(
    map(
        Rule,
        (duplicate_directive, duplicate_commitment, duplicate_mission, duplicate_year, alias_taken),
    )
)
