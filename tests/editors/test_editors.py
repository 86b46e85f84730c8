"""The JSON Schemas as editors use them: VS Code's YAML language server, and remark-lint over whole notes."""

import json
import subprocess
from collections.abc import Iterable
from pathlib import Path

import msgspec
import pytest

import note_format
from corpora.packages import NotFetched, installed
from examples import whole
from sites import ROOT
from tuntas.read.files import listing
from tuntas.read.note import Parts, split
from tuntas.read.schema import json_schema
from tuntas.vocabulary import NoteKind

pytestmark = pytest.mark.corpora

EDITORS = ("yaml-language-server", "remark-lint")

REFUSED = (
    "nemo: x",
    "jenis: rapat",
    "waktu: 9.00",
    "hadir: [Bapenda]",
    "tempat: [a]",
    "tanggal: 19-02-2026",
    "foto: [{berkas: peserta.gif}]",
    "arahan: {id: a, judul: b}",
    "tindak_lanjut: [{komitmen: a/b/c, status: berjalan, persen: 101}]",
)
"""Mistakes of many kinds, each of which an editor underlines."""


class Note(msgspec.Struct):
    kind: NoteKind
    text: str

    @property
    def front_matter(self) -> str:
        parts = split("note.md", self.text)
        assert isinstance(parts, Parts)
        return parts.front_matter


@pytest.fixture(scope="module")
def programs() -> Path:
    try:
        return installed(Path(__file__).parent)
    except NotFetched as error:
        pytest.skip(f"not fetched: {error}")


def said(programs: Path, notes: Iterable[Note]) -> list[dict[str, list[str]]]:
    """What each editor says of each note."""
    given = {
        "schemas": {kind.value: json_schema(kind) for kind in NoteKind},
        "notes": [{"kind": note.kind.value, "text": note.text, "yaml": note.front_matter} for note in notes],
    }
    run = subprocess.run(
        ["node", "editors.js"],
        cwd=programs,
        input=json.dumps(given),
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    found: list[dict[str, list[str]]] = json.loads(run.stdout)
    assert all(set(each) == set(EDITORS) for each in found)
    return found


def test_the_notes_of_this_archive_are_accepted(programs: Path) -> None:
    places = listing(ROOT / "content").notes
    notes = [Note(place.kind, (ROOT / place.file).read_text("utf-8")) for place in places]
    assert {note.kind for note in notes} == set(NoteKind)
    found = said(programs, notes)
    told = {place.file: each for place, each in zip(places, found, strict=True) if any(each.values())}
    assert told == {}


def test_the_examples_of_the_note_format_are_accepted(programs: Path) -> None:
    notes = [Note(place.kind, text) for place, text in note_format.shown().items()]
    assert said(programs, notes) == [{editor: [] for editor in EDITORS}] * len(notes)


def test_mistakes_are_underlined(programs: Path) -> None:
    found = said(programs, [Note(NoteKind.MEETING, whole(line).text) for line in REFUSED])
    missed = [
        (line, editor)
        for line, each in zip(REFUSED, found, strict=True)
        for editor in each
        if not each[editor]
    ]
    assert missed == []
