"""The catalogue's examples are parts of notes; here they become whole ones."""

import re
from typing import NamedTuple

from tuntas.read.files import Location, locate
from tuntas.read.note import Note, read_note
from tuntas.vocabulary import NoteKind

DEFAULT = "content/meetings/2026/2026-02-19-rapim.md"
BESIDE = frozenset({"peserta.jpg", "surat.pdf"})
"""What lies beside every example."""

REQUIRED = {
    NoteKind.MEETING: {"judul": "Rapim", "tanggal": "2026-02-19", "pimpinan": "Gubernur"},
    NoteKind.AGENCY: {"nama": "Badan Pendapatan Daerah", "singkatan": "Bapenda"},
    NoteKind.REPORT: {"judul": "Laporan", "tanggal": "2026-02-20", "tindak_lanjut": "[]"},
    NoteKind.INNOVATION: {"nama": "Loket cepat", "mulai": "2024"},
    NoteKind.PLAN: {"judul": "RPJMD", "mulai": "2025", "selesai": "2029", "misi": "[]"},
    NoteKind.INDICATOR: {"nama": "IPM", "satuan": "poin"},
}


class Example(NamedTuple):
    location: Location
    text: str

    def read(self) -> Note:
        return read_note(self.location, self.text.encode(), BESIDE)

    def codes(self) -> list[str]:
        return [problem.code for problem in self.read().problems]


def location(path: str) -> Location:
    """The location of a note at a path that begins with `content/`."""
    found = locate(path.removeprefix("content/"))
    assert isinstance(found, Location), found
    return Location(path, found.kind, found.id)


def whole(example: str, *, as_it_is: bool = False) -> Example:
    """A whole note around some lines of front matter; `# content/...` above them says which note."""
    path = DEFAULT
    if example.startswith("# content/"):
        path, _, example = example.removeprefix("# ").partition("\n")
    place = location(path)
    if as_it_is or re.search(r"^---", example, re.MULTILINE):
        return Example(place, example + "\n")
    lines = [
        f"{key}: {value}"
        for key, value in REQUIRED[place.kind].items()
        if not re.search(rf"^{key}:", example, re.MULTILINE)
    ]
    return Example(place, "\n".join(["---", *lines, example, "---", ""]))
