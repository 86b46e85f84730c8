"""The rules over the whole archive: each a named generator, whose name is its problem code."""

from collections.abc import Iterator

from tuntas.archive.checks import chronology, evidence, names, references
from tuntas.archive.checks.rule import Rule, Scope
from tuntas.problems import Problem

RULES: tuple[Rule, ...] = (*names.RULES, *references.RULES, *chronology.RULES, *evidence.RULES)
"""Every rule, in the order in which a reader would ask."""


def check(scope: Scope) -> Iterator[Problem]:
    """Hold the archive against every rule."""
    for rule in RULES:
        yield from rule.problems(scope)
