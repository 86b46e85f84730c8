"""Which files are notes, of which kind, and under which id: the path says it all."""

import os
import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import msgspec

from tuntas.problems import Problem, Span
from tuntas.read.slugs import as_slug, is_reserved, is_slug
from tuntas.vocabulary import EVERY_AGENCY, NoteKind

TERBIT = "terbit.txt"
"""Beside the folder of the content: what was ever published."""

ROOMS = ("meetings", "opd", "rpjmd", "indikator")
"""The folders of `content/` that hold notes; all else there are ordinary pages."""

_DATED = re.compile(r"([0-9]{4})-[0-9]{2}-[0-9]{2}-[a-z0-9]")
_PERIOD = re.compile(r"[0-9]{4}-[0-9]{4}")


PICTURES = (".jpg", ".jpeg", ".png", ".webp")
DOCUMENTS = (".pdf",)
"""What may lie beside a note or an ordinary page, and be shown there."""
PLAIN = (".css", ".csv", ".txt", ".woff2")
"""What may lie beside ordinary pages as well: it neither runs nor shows anything by itself."""


class Location(msgspec.Struct, frozen=True, gc=False):
    """A note's file: its path below the project (`content/...`), its kind and its id."""

    file: str
    kind: NoteKind
    id: str

    @property
    def folder(self) -> str:
        return self.file.rpartition("/")[0]


class Listing(msgspec.Struct, frozen=True):
    """What lies in the rooms: the notes, and for each folder with notes its other files."""

    notes: tuple[Location, ...]
    beside: dict[str, frozenset[str]]
    problems: tuple[Problem, ...]


def listing(content: Path) -> Listing:
    """Find the notes under `content`, in the order of their paths."""
    notes: list[Location] = []
    beside: dict[str, frozenset[str]] = {}
    problems: list[Problem] = []
    for here in folders_of(content):
        problems.extend(here.problems)
        folder, names = here.path, here.names
        if folder.partition("/")[0] not in ROOMS:
            continue
        others = frozenset(name for name in names if not name.endswith(".md"))
        for name in names:
            if not name.endswith(".md"):
                continue
            path = f"{folder}/{name}"
            found = locate(path)
            if isinstance(found, Location):
                file = f"{content.name}/{path}"
                notes.append(Location(file, found.kind, found.id))
                beside[f"{content.name}/{folder}"] = others
            else:
                where = Span(f"{content.name}/{path}", 1, 1, 0)
                problems.append(msgspec.structs.replace(found, place=where))
    taken: dict[tuple[NoteKind, str], Location] = {}
    unique: list[Location] = []
    for note in sorted(notes, key=lambda note: note.file):
        first = taken.setdefault((note.kind, note.id), note)
        if first is note:
            unique.append(note)
        else:
            second, there = Span(note.file, 1, 1, 0), Span(first.file, 1, 1, 0)
            problems.append(Problem("two-files", second, {"id": note.id}, related=(there,)))
    return Listing(tuple(unique), beside, tuple(problems))


class Folder(msgspec.Struct, frozen=True):
    """A folder of the content with its files; links and what is no file are told, not followed."""

    path: str
    """Below the content; empty for itself."""
    names: tuple[str, ...]
    problems: tuple[Problem, ...]


def folders_of(content: Path) -> Iterator[Folder]:
    """Every folder of the content, from the top; hidden files and folders are nobody's business."""
    waiting = [""]
    while waiting:
        path = waiting.pop()
        names: list[str] = []
        folders: list[str] = []
        problems: list[Problem] = []
        with suppress(FileNotFoundError):
            for entry in sorted(os.scandir(content / path), key=lambda entry: entry.name):
                name = entry.name
                below = f"{path}/{name}" if path else name
                where = Span(f"{content.name}/{below}", 1, 1, 0)
                if name.startswith("."):
                    continue
                if entry.is_symlink() and Path(entry.path).exists():
                    problems.append(Problem("linked-file", where, {"name": name}))
                elif entry.is_dir(follow_symlinks=False):
                    folders.append(below)
                elif entry.is_symlink() or entry.is_file(follow_symlinks=False):
                    names.append(name)  # a link that leads nowhere is told when it is opened
                else:
                    problems.append(Problem("unreadable-file", where, {"reason": "Not a regular file"}))
        yield Folder(path, tuple(names), tuple(problems))
        waiting.extend(reversed(folders))


def locate(path: str) -> Location | Problem:
    """The kind and id of the note at a path below `content/`, or the problem with that path."""
    parts = path.removesuffix(".md").split("/")
    if parts[-1] == "index" and len(parts) > 2:
        parts.pop()
    match parts:
        case ["meetings", year, name]:
            return _dated(path, NoteKind.MEETING, name, name, year)
        case ["opd", agency] if path.endswith("/index.md"):
            return _named(path, NoteKind.AGENCY, agency, agency)
        case ["opd", agency, "laporan", name]:
            return _dated(path, NoteKind.REPORT, f"{agency}/{name}", name)
        case ["opd", agency, "inovasi", name]:
            return _named(path, NoteKind.INNOVATION, f"{agency}/{name}", name)
        case ["rpjmd", name]:
            if _PERIOD.fullmatch(name):
                return Location(path, NoteKind.PLAN, name)
            return _bad_name(path, name, "2025-2029.md", "")
        case ["indikator", name]:
            return _named(path, NoteKind.INDICATOR, name, name)
        case _:
            return Problem("misplaced-note", Span(path, 1, 1, 0))


def _named(path: str, kind: NoteKind, id: str, name: str) -> Location | Problem:
    if is_reserved(name):
        return Problem("reserved-name", Span(path, 1, 1, 0), {"name": name})
    if not is_slug(name) or name == EVERY_AGENCY:
        return _bad_name(path, name, "bapenda", as_slug(name))
    return Location(path, kind, id)


def _dated(path: str, kind: NoteKind, id: str, name: str, year: str = "") -> Location | Problem:
    match = _DATED.match(name)
    if not match or not is_slug(name):
        return _bad_name(path, name, "2026-02-19-rapim.md", as_slug(name))
    if year and year != match[1]:
        detail: dict[str, str | int] = {"year": year, "right": match[1]}
        return Problem("wrong-year-folder", Span(path, 1, 1, 0), detail)
    return Location(path, kind, id)


def _bad_name(path: str, name: str, example: str, suggestion: str) -> Problem:
    if suggestion == name:
        suggestion = ""
    return Problem("bad-file-name", Span(path, 1, 1, 0), {"name": name, "example": example}, suggestion)
