"""Tiny archives out of notes written in a test."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

from tuntas.archive.archive import Archive, build
from tuntas.archive.names import Names
from tuntas.archive.withdrawn import memory
from tuntas.read.files import Location, locate
from tuntas.read.note import Note, read_note

GOVERNMENT = "Pemerintah Provinsi Banten"
AGENCIES = {
    "opd/bapenda/index.md": "---\nnama: Badan Pendapatan Daerah\nsingkatan: Bapenda\n---\n",
    "opd/dpupr/index.md": "---\nnama: Dinas Pekerjaan Umum dan Penataan Ruang\nsingkatan: DPUPR\n---\n",
}
"""Two agencies, for tests that need some: `archive({**AGENCIES, ...})`."""


def agency(slug: str, front: str = "") -> dict[str, str]:
    """The note of an agency, by its path; `front` are more lines of its front matter."""
    text = f"---\nnama: Badan {slug}\nsingkatan: {slug.upper()}\n{front}---\n"
    return {f"opd/{slug}/index.md": text}


def meeting(day: str, front: str = "", *, name: str = "rapim", body: str = "") -> dict[str, str]:
    """The note of a meeting, by its path."""
    text = f"---\njudul: Rapim\ntanggal: {day}\npimpinan: Gubernur\n{front}---\n{body}"
    return {f"meetings/{day[:4]}/{day}-{name}.md": text}


def report(owner: str, day: str, front: str, *, name: str = "laporan") -> dict[str, str]:
    """The note of an agency's report, by its path."""
    return {f"opd/{owner}/laporan/{day}-{name}.md": f"---\njudul: Laporan\ntanggal: {day}\n{front}---\n"}


def archive(
    notes: Mapping[str, str],
    as_of: str = "2026-12-31",
    government: str = GOVERNMENT,
    told: Iterable[str] = (),
) -> Archive:
    """The archive of notes, each a path below `content/` with its text; `told` lists what was published.

    A path that does not end in `.md` is a file beside the notes of its folder. A note with a
    problem fails the test that wrote it.
    """
    read = read_notes(notes)
    problems = [problem for note in read for problem in note.problems]
    assert not problems, "\n".join(f"{each.place}: {each.code} {each.detail}" for each in problems)
    return build(read, Names(read), government, date.fromisoformat(as_of), memory(told))


def read_notes(notes: Mapping[str, str]) -> list[Note]:
    """The notes as read, with their problems."""
    beside: defaultdict[str, set[str]] = defaultdict(set)
    for path in notes:
        folder, _, name = path.rpartition("/")
        if not name.endswith(".md"):
            beside[folder].add(name)
    found: list[Note] = []
    for path, text in notes.items():
        if path.endswith(".md"):
            place = locate(path)
            assert isinstance(place, Location), place
            location = Location(f"content/{path}", place.kind, place.id)
            files = frozenset(beside[path.rpartition("/")[0]])
            found.append(read_note(location, text.encode(), files))
    return found
