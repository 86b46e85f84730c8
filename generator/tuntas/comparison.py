"""The notes against a revision of git: what was published there and is altered or gone."""

import hashlib
import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from tuntas.archive.alterations import Reading, alterations, present
from tuntas.archive.archive import Archive, build
from tuntas.archive.names import Names
from tuntas.history import HistoryError, Past, past
from tuntas.problems import Pointer, Problem
from tuntas.publish import manifest
from tuntas.publish.edition import Edition
from tuntas.read.facts import PlanId
from tuntas.read.files import ROOMS, Location, locate
from tuntas.read.lfs import is_pointer, pointer
from tuntas.read.note import Note, read_note
from tuntas.render.manifest import AUTHORITY
from tuntas.render.manifest import lines as manifest_lines
from tuntas.settings import authority_of
from tuntas.vocabulary import NoteKind

_HASH_SHOWN = 12
_SHA256_LENGTH = 64


def altered_since(edition: Edition, revision: str) -> tuple[Problem, ...]:
    """What was published as of a revision and is altered or gone, without a correction.

    Only the notes whose bytes differ are parsed: the cost follows the change.
    """
    content = edition.settings.content
    before = past(content, revision)
    archive = edition.archive
    places = list(_notes(content.name, before.files))
    plans = [PlanId(place.id) for place in places if place.kind is NoteKind.PLAN]
    now = present(edition.notes, archive.names, edition.settings.government, archive.as_of, plans)
    beside = _beside(before.files)
    found = ((place, now.successor(place.kind, place.id)) for place in places)
    pairs = [
        (place, new)
        for place, new in found
        if new is None or now.reads_otherwise(new) or _differs(edition.project, before, place, new)
    ]
    texts = before.read([before.files[place.file] for place, _ in pairs])
    problems: list[Problem] = []
    for place, new in pairs:
        text = texts[before.files[place.file]]
        if is_pointer(text):
            raise HistoryError(
                f"Catatan {place.file} di revisi “{revision}” disimpan dengan Git LFS, jadi isinya tidak"
                " dapat dibandingkan; catatan disimpan oleh git sendiri, hanya foto dan dokumen oleh Git LFS."
            )
        old = read_note(place, text, beside[place.folder])
        then = Reading(old, _short(_hashes_then(before.files, place, old.files)))
        problems.extend(alterations(then, _since(edition, before, place, new, old.files), now))
    listed = before.of(edition.project / manifest.NAME)
    if listed is not None:
        earlier = manifest_lines(listed.decode("utf-8", "replace"))
        problems.extend(manifest.shortened(earlier, edition.published))
    problems.extend(_authority(edition, before))
    return tuple(problems)


def archive_then(edition: Edition, revision: str) -> tuple[Archive, frozenset[str]]:
    """The archive of a revision's notes as of the same day, and the notes whose text is another now."""
    before = past(edition.settings.content, revision)
    places = list(_notes(edition.settings.content.name, before.files))
    texts = before.read([before.files[place.file] for place in places])
    beside = _beside(before.files)
    notes = [read_note(place, texts[before.files[place.file]], beside[place.folder]) for place in places]
    archive = build(notes, Names(notes), edition.settings.government, edition.archive.as_of)
    here = {note.file for note in edition.notes}
    known = {place.file: before.files[place.file] for place in places}
    differing = {
        file
        for file in here | known.keys()
        if _hash(edition.project / file, known.get(file, "")) != known.get(file)
    }
    return archive, frozenset(differing)


def _since(
    edition: Edition, before: Past, place: Location, new: Note | None, files: Iterable[str]
) -> Reading | None:
    if new is None:
        return None
    hashes = _short(_hashes_now(edition.project, before, place, new, files))
    return Reading(new, hashes, (edition.project / new.file).read_bytes())


def _authority(edition: Edition, before: Past) -> Iterator[Problem]:
    """Whether the settings name another tag authority than before; `terbit.txt` may have told it already."""
    settings = edition.settings
    data = before.of(settings.config_file)
    old = authority_of(settings.config_file, data) if data is not None else ""
    known = any(line.text == AUTHORITY + old for line in edition.published)
    if old and old != settings.tag_authority and not known:
        file = Path(os.path.relpath(settings.config_file, edition.project)).as_posix()
        detail: dict[str, str | int] = {"old": old, "new": settings.tag_authority}
        yield Problem("tag-authority-changed", Pointer(file, find=settings.tag_authority), detail)


def _notes(folder: str, files: Iterable[str]) -> Iterator[Location]:
    """The notes among the files, each id once, as `read.files.listing` finds them."""
    seen: set[tuple[NoteKind, str]] = set()
    for file in sorted(files):
        path = file.removeprefix(f"{folder}/")
        hidden = any(part.startswith(".") for part in path.split("/"))
        if hidden or not path.endswith(".md") or path.partition("/")[0] not in ROOMS:
            continue
        found = locate(path)
        if isinstance(found, Location) and (found.kind, found.id) not in seen:
            seen.add((found.kind, found.id))
            yield Location(file, found.kind, found.id)


def _beside(files: Iterable[str]) -> dict[str, frozenset[str]]:
    names: dict[str, set[str]] = {}
    for file in files:
        folder, _, name = file.rpartition("/")
        names.setdefault(folder, set()).add(name)
    return {
        folder: frozenset(name for name in found if not name.endswith(".md"))
        for folder, found in names.items()
    }


def _differs(project: Path, before: Past, place: Location, new: Note) -> bool:
    """Whether a note or a file that it shows has other bytes than before."""
    hashed = before.files[place.file]
    if _hash(project / new.file, hashed) != hashed:
        return True
    then = _hashes_then(before.files, place, new.files)
    return then != _hashes_now(project, before, place, new, new.files)


def _hashes_then(files: Mapping[str, str], place: Location, names: Iterable[str]) -> dict[str, str]:
    known = {name: files.get(f"{place.folder}/{name}") for name in names}
    return {name: hashed for name, hashed in known.items() if hashed}


def _hashes_now(
    project: Path, before: Past, place: Location, note: Note, names: Iterable[str]
) -> dict[str, str]:
    folder = (project / note.file).parent
    like = {name: before.files.get(f"{place.folder}/{name}", before.commit) for name in names}
    known = {name: _hash(folder / name, hashed) for name, hashed in like.items()}
    return {name: hashed for name, hashed in known.items() if hashed}


def _short(hashes: Mapping[str, str]) -> dict[str, str]:
    return {name: hashed[:_HASH_SHOWN] for name, hashed in hashes.items()}


def _hash(path: Path, like: str) -> str:
    """The hash that git gives to a file, by the algorithm of another; empty if it can't be read.

    Of a file that Git LFS keeps a commit holds a pointer: if that has the other hash, it is the same file.
    """
    try:
        data = path.read_bytes()
    except OSError:
        return ""
    found = _hash_of(data, like)
    return like if found != like and _hash_of(pointer(data), like) == like else found


def _hash_of(data: bytes, like: str) -> str:
    whole = b"blob %d\0" % len(data) + data
    if len(like) == _SHA256_LENGTH:
        return hashlib.sha256(whole).hexdigest()
    return hashlib.sha1(whole, usedforsecurity=False).hexdigest()
