"""The rules over the whole archive: each a named generator, whose name is its problem code."""

from collections.abc import Iterator, Mapping

from msgspec.structs import replace

from tuntas.archive.checks import chronology, evidence, names, references
from tuntas.archive.checks.rule import Rule, Scope
from tuntas.problems import Place, Pointer, Problem
from tuntas.read.note import Note

RULES: tuple[Rule, ...] = (*names.RULES, *references.RULES, *chronology.RULES, *evidence.RULES)
"""Every rule, in the order in which a reader would ask."""


def check(scope: Scope) -> Iterator[Problem]:
    """Hold the archive against every rule."""
    broken = {note.file: note for note in scope.notes if note.kept}
    for rule in RULES:
        for problem in rule.problems(scope):
            yield _as_written(problem, broken) if broken else problem


def _as_written(problem: Problem, broken: Mapping[str, Note]) -> Problem:
    """The problem with its places as they stand in notes of which a part could not be read."""

    def written(place: Place) -> Place:
        if not isinstance(place, Pointer) or place.file not in broken:
            return place
        return replace(place, keys=broken[place.file].written(place.keys))

    return replace(problem, place=written(problem.place), related=tuple(map(written, problem.related)))
