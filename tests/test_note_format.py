"""The page that shows authors how to write a note shows only what is right, and all of it."""

from datetime import date
from typing import Any

import pytest

import note_format
from tuntas.archive.archive import build
from tuntas.archive.checks import check
from tuntas.archive.checks.rule import Scope
from tuntas.archive.names import Names
from tuntas.read.schema import json_schema
from tuntas.vocabulary import NoteKind


def test_examples_are_right_together() -> None:
    notes = note_format.notes()
    assert [problem for note in notes for problem in note.problems] == []
    names = Names(notes)
    archive = build(notes, names, "Pemerintah Provinsi Banten", date(2026, 3, 31))
    assert list(check(Scope(tuple(notes), names, archive))) == []


def test_every_fence_is_an_example() -> None:
    text = note_format.PAGE.read_text("utf-8")
    assert text.count("```markdown") == len(note_format.shown())
    assert {place.kind for place in note_format.shown()} == set(NoteKind)


@pytest.mark.parametrize("kind", NoteKind)
def test_every_key_is_shown(kind: NoteKind) -> None:
    shown = note_format.shown()
    own = "".join(text for place, text in shown.items() if place.kind is kind)
    schema = json_schema(kind)
    assert [key for key in schema["properties"] if f"\n{key}:" not in own] == []
    # What several kinds have in common inside, such as a correction, is shown in one of them.
    everything = "".join(shown.values())
    assert [key for key in keys(schema) if f" {key}:" not in everything and f"\n{key}:" not in own] == []


def keys(schema: Any) -> list[str]:
    """Every key that a schema knows, at any depth."""
    if isinstance(schema, list):
        return [key for each in schema for key in keys(each)]
    if not isinstance(schema, dict):
        return []
    named = schema.get("properties", {})
    inside = [*named.values(), *(schema[name] for name in ("items", "anyOf") if name in schema)]
    return [*named, *(key for each in inside for key in keys(each))]
