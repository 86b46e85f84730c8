"""The notes of an archive as they were read: each is read again only when it or its files changed."""

from collections.abc import Iterator, Mapping, Sequence
from hashlib import blake2b
from pathlib import Path
from typing import TypeAlias
from zlib import crc32

import msgspec

from tuntas.problems import Problem, Span, has_errors
from tuntas.publish.crew import Crew
from tuntas.publish.scan import Scan
from tuntas.publish.store import Store
from tuntas.read.attachments import Attachments
from tuntas.read.files import Listing, Location
from tuntas.read.note import Note, read_note

_NAME = "notes"
_SIZE = 16
_SHELVES = 16
"""After one note has changed, a sixteenth of all that is kept is written."""
_BATCH = 25
_decode = msgspec.msgpack.Decoder(Note).decode
_encode = msgspec.msgpack.Encoder().encode


class _Page(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A note as read, with the fingerprints of its text and of the files that it shows."""

    text: bytes
    files: bytes
    note: msgspec.Raw


class Read(msgspec.Struct, frozen=True):
    """All notes, which of them were read anew, and the fingerprints of the files.

    There are none of notes with errors, which nothing is made of.
    """

    notes: tuple[Note, ...]
    prints: dict[str, bytes]
    anew: tuple[str, ...]


class Notebook:
    """Reads notes and remembers them. Notes with errors are read each time: they are about to change."""

    def __init__(self, content: Path, store: Store, scan: Scan) -> None:
        self._content = content
        self._project = content.parent
        self._store = store
        self._scan = scan
        self._shelves = [store.load(f"{_NAME}/{shelf}", dict[str, _Page]) or {} for shelf in range(_SHELVES)]

    def prints(self, found: Listing) -> dict[str, bytes]:
        """The fingerprint of each note's text; without those that can't be read."""
        prints: dict[str, bytes] = {}
        for location in found.notes:
            try:
                prints[location.file] = self._scan.print(self._project / location.file)
            except OSError:
                continue
        return prints

    def read(self, found: Listing, crew: Crew) -> Read:
        """Every note that was found, in that order."""
        texts = self.prints(found)
        notes: dict[str, Note] = {}
        waiting: list[Location] = []
        pages: dict[str, _Page] = {}
        for location in found.notes:
            page = self._shelves[_shelf(location.file)].get(location.file)
            if page is not None and page.text == texts.get(location.file):
                note = _decode(page.note)
                if found.beside[location.folder].issuperset(note.files) and page.files == self._files(note):
                    notes[location.file], pages[location.file] = note, page
                    continue
            waiting.append(location)
        for location, note, read in self._anew(waiting, found, crew):
            notes[location.file] = note
            if read is not None:
                pages[location.file] = read
        self._save(pages, {location.file for location in waiting})
        return Read(
            tuple(notes[location.file] for location in found.notes),
            self._prints(notes, pages),
            tuple(location.file for location in waiting),
        )

    def _save(self, pages: Mapping[str, _Page], anew: set[str]) -> None:
        """Keep the notes on their shelves; those on which nothing has changed stay as they are."""
        shelves: list[dict[str, _Page]] = [{} for _ in range(_SHELVES)]
        for file, page in pages.items():
            shelves[_shelf(file)][file] = page
        changed = set(map(_shelf, anew))
        for number, (shelf, before) in enumerate(zip(shelves, self._shelves, strict=True)):
            if number in changed or shelf.keys() != before.keys():
                self._store.save(f"{_NAME}/{number}", shelf)

    def _prints(self, notes: Mapping[str, Note], pages: Mapping[str, _Page]) -> dict[str, bytes]:
        prints = {file: page.text + page.files for file, page in pages.items()}
        for note in notes.values():
            folder = note.file.rpartition("/")[0]
            for name in note.files if note.file in pages else ():
                path = f"{folder}/{name}"
                prints[path] = self._scan.print(self._project / path)
        return prints

    def _files(self, note: Note) -> bytes:
        if not note.files:
            return b""
        hashed = blake2b(digest_size=_SIZE)
        folder = (self._project / note.file).parent
        for name in sorted(note.files):
            try:
                seen = self._scan.print(folder / name)
            except OSError:
                seen = b""
            hashed.update(_encode((name, seen)))
        return hashed.digest()

    def _anew(
        self, waiting: Sequence[Location], found: Listing, crew: Crew
    ) -> Iterator[tuple[Location, Note, _Page | None]]:
        batches = [waiting[first : first + _BATCH] for first in range(0, len(waiting), _BATCH)]
        content = str(self._content) if crew.has_disk else ""
        asked = (
            (content, [(each, self._bytes(each), found.beside[each.folder]) for each in batch])
            for batch in batches
        )
        for batch, answers in zip(batches, crew.map(_read, asked), strict=True):
            for location, (note, text) in zip(batch, answers, strict=True):
                read, written = (note, b"") if isinstance(note, Note) else (_decode(note), note)
                if read.files and not crew.has_disk:
                    read = Attachments(self._content).of(read)
                    written = b"" if has_errors(read.problems) else _encode(read)
                # Who mends the errors of a note changes it, so it need not be kept.
                page = _Page(text, self._files(read), msgspec.Raw(written)) if written else None
                yield location, read, page

    def _bytes(self, location: Location) -> bytes | str:
        """What stands in the file of a note, or why that can't be read."""
        try:
            return (self._project / location.file).read_bytes()
        except OSError as error:
            return error.strerror or str(error)


def _shelf(file: str) -> int:
    return crc32(file.encode("utf-8", "surrogateescape")) % _SHELVES


_Asked: TypeAlias = tuple[Location, bytes | str, frozenset[str]]


def _read(asked: tuple[str, Sequence[_Asked]]) -> list[tuple[bytes | Note, bytes]]:
    """Read some notes; those without errors come back written, and all with the fingerprint of their text.

    Where the content does not lie, their files are not looked into.
    """
    content, notes = asked
    attachments = Attachments(Path(content)) if content else None
    answers: list[tuple[bytes | Note, bytes]] = []
    for location, data, beside in notes:
        if isinstance(data, str):
            problem = Problem("unreadable-file", Span(location.file, 1, 1, 0), {"reason": data})
            answers.append((Note(location.file, location.kind, location.id, None, (), (problem,)), b""))
            continue
        note = read_note(location, data, beside)
        note = attachments.of(note) if attachments and note.files else note
        text = blake2b(data, digest_size=_SIZE).digest()
        answers.append((note if has_errors(note.problems) else _encode(note), text))
    return answers
