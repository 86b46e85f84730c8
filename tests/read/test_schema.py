"""The JSON Schema of each kind of note: valid, and of one mind with the reader."""

from typing import Any

import pytest
from jsonschema import Draft7Validator

import note_format
from examples import REQUIRED, whole
from tuntas.read.note import Parts, read_note, split
from tuntas.read.schema import NOTES, json_schema
from tuntas.read.tree import Tree, parse
from tuntas.vocabulary import NoteKind

PLACES = {
    NoteKind.MEETING: "content/meetings/2026/2026-02-19-rapim.md",
    NoteKind.AGENCY: "content/opd/bapenda/index.md",
    NoteKind.REPORT: "content/opd/bapenda/laporan/2026-02-20-laporan.md",
    NoteKind.INNOVATION: "content/opd/bapenda/inovasi/loket.md",
    NoteKind.PLAN: "content/rpjmd/2025-2029.md",
    NoteKind.INDICATOR: "content/indikator/ipm.md",
}


def validator(kind: NoteKind) -> Draft7Validator:
    return Draft7Validator(json_schema(kind), format_checker=Draft7Validator.FORMAT_CHECKER)


def as_an_editor_sees(value: Tree) -> Any:
    """Scalars typed as YAML 1.2's core schema types them, which editors use."""
    if isinstance(value, dict):
        return {key: as_an_editor_sees(each) for key, each in value.items()}
    if isinstance(value, list):
        return [as_an_editor_sees(each) for each in value]
    if value in {"true", "false"}:
        return value == "true"
    for number in (int, float):
        try:
            return number(value or "")
        except ValueError:
            continue
    return value


def front_matter(text: str) -> Any:
    parts = split("note.md", text)
    assert isinstance(parts, Parts)
    tree, faults = parse(parts.front_matter)
    assert not faults
    return as_an_editor_sees(tree)


def mistakes(kind: NoteKind, text: str) -> list[str]:
    return [error.message for error in validator(kind).iter_errors(front_matter(text))]


@pytest.mark.parametrize("kind", NoteKind)
def test_schema_is_valid(kind: NoteKind) -> None:
    Draft7Validator.check_schema(json_schema(kind))


@pytest.mark.parametrize("kind", NoteKind)
def test_every_key_is_described(kind: NoteKind) -> None:
    for each in json_schema(kind)["properties"].values():
        assert each["description"]


@pytest.mark.parametrize(
    ("place", "text"), note_format.shown().items(), ids=lambda each: getattr(each, "id", "")
)
def test_examples_are_accepted(place: Any, text: str) -> None:
    assert mistakes(place.kind, text) == []


@pytest.mark.parametrize("kind", NoteKind)
def test_required_keys_alone_are_accepted_by_both(kind: NoteKind) -> None:
    example = whole(f"# {PLACES[kind]}\n")
    assert example.codes() == []
    assert mistakes(kind, example.text) == []
    required = [name for name, key in NOTES[kind].keys.items() if key.required]
    assert list(REQUIRED[kind]) == required


@pytest.mark.parametrize("kind", NoteKind)
@pytest.mark.parametrize(
    "line", ["nemo: x", "nemo: [1]", "Judul: x", '"": x'], ids=["text", "list", "case", "empty"]
)
def test_unknown_key_is_refused_by_both(kind: NoteKind, line: str) -> None:
    example = whole(f"# {PLACES[kind]}\n{line}")
    assert example.codes() == ["unknown-key"]
    assert mistakes(kind, example.text)


@pytest.mark.parametrize("kind", NoteKind)
def test_missing_key_is_refused_by_both(kind: NoteKind) -> None:
    for key in REQUIRED[kind]:
        example = whole(f"# {PLACES[kind]}\n")
        text = "".join(
            line for line in example.text.splitlines(keepends=True) if not line.startswith(f"{key}:")
        )
        found = read_note(example.location, text.encode(), frozenset()).problems
        assert [(each.code, each.detail["key"]) for each in found] == [("missing-key", key)]
        assert mistakes(kind, text)


@pytest.mark.parametrize(
    ("line", "right"),
    [
        ("jenis: rakor", True),
        ("jenis: rapat", False),
        ("waktu: 09:00", True),
        ("waktu: 9.00", False),
        ("hadir: semua", True),
        ("hadir: [semua]", True),
        ("hadir: [semua, bapenda]", False),
        ("hadir: bapenda", True),
        ("hadir: [bapenda, bpkad]", True),
        ("hadir: [Bapenda]", False),
        ("hadir: {a: b}", False),
        ("draf: true", True),
        ("draf: ya", True),
        ("draf: mungkin", False),
        ("tempat: 12", True),
        ("tempat: no", True),
        ("tempat:", True),
        ("tempat: [a]", False),
        ("alias: 2026-02-19-rapat", True),
        ("alias: semua", False),
        ("sumber: [{judul: a, tautan: https://contoh.id}]", True),
        ("sumber: [{judul: a, tautan: contoh.id}]", False),
        ("sumber: [{judul: a, tanggal: 2026-02-30}]", False),
        ("foto: [{berkas: peserta.jpg}]", True),
        ("foto: [{berkas: a/peserta.jpg}]", False),
        ("foto: [{berkas: peserta.gif}]", False),
        ("koreksi: [{tanggal: 2026-02-21, uraian: a}]", True),
        ("arahan: [{id: a, judul: b, misi: 2}]", True),
        ("arahan: [{id: a, judul: b, misi: [1, 2025-2029/2]}]", True),
        ("arahan: [{id: a, judul: b, misi: satu}]", False),
        ("arahan: [{id: a, judul: b, melanjutkan: 2026-01-12-rapim/pajak}]", True),
        ("arahan: [{id: a, judul: b, melanjutkan: pajak}]", False),
        ("arahan: [{id: a, judul: b, komitmen: [{opd: semua}]}]", True),
        ("arahan: [{id: a, judul: b, komitmen: [{opd: x, peran: pengamat}]}]", False),
        ("arahan: {id: a, judul: b}", False),
        ("tindak_lanjut: [{komitmen: a/b/c, status: berjalan, persen: 100}]", True),
        ("tindak_lanjut: [{komitmen: a/b/c, status: berjalan, persen: 101}]", False),
        ("tindak_lanjut: [{komitmen: a/b/c, status: belum}]", False),
    ],
)
def test_reader_and_schema_agree(line: str, right: bool) -> None:
    example = whole(line)
    assert (example.codes() == []) is right
    assert (mistakes(NoteKind.MEETING, example.text) == []) is right


def test_dates_are_checked_by_the_schema_too() -> None:
    example = whole("tanggal: 19-02-2026")
    assert example.codes() == ["not-a-date"]
    assert mistakes(NoteKind.MEETING, example.text)
