"""The rules over the whole archive: each a named generator, whose name is its problem code."""

from collections import Counter
from collections.abc import Iterator, Mapping

from msgspec.structs import replace

from tuntas.archive.checks import chronology, completeness, evidence, names, references
from tuntas.archive.checks.rule import Rule, Scope
from tuntas.problems import Place, Pointer, Problem
from tuntas.read.note import Note

RULES: tuple[Rule, ...] = (
    *names.RULES,
    *references.RULES,
    *chronology.RULES,
    *evidence.RULES,
)
"""Every rule, in the order in which a reader would ask."""


REMINDERS: tuple[Rule, ...] = completeness.RULES
"""Rules for what is not wrong but will be missed; told when nothing wrong keeps the site from appearing."""


def remind(scope: Scope) -> Iterator[Problem]:
    """Hold the archive against what readers will ask of new meetings."""
    told: Counter[str] = Counter()
    for rule in REMINDERS:
        yield from rule.problems(scope, told)


def check(scope: Scope) -> Iterator[Problem]:
    """Hold the archive against every rule."""
    broken = {note.file: note for note in scope.notes if note.kept}
    told: Counter[str] = Counter()
    for rule in RULES:
        for problem in rule.problems(scope, told):
            yield _as_written(problem, broken) if broken else problem


def _as_written(problem: Problem, broken: Mapping[str, Note]) -> Problem:
    """The problem with its places as they stand in notes of which a part could not be read."""

    def written(place: Place) -> Place:
        if not isinstance(place, Pointer) or place.file not in broken:
            return place
        return replace(place, keys=broken[place.file].written(place.keys))

    return replace(problem, place=written(problem.place), related=tuple(map(written, problem.related)))
