"""The files beside a note that it shows: whether they are what they must be to be published."""

from hashlib import blake2b
from pathlib import Path
from typing import Final

import msgspec

from tuntas.problems import Pointer, Problem, Span
from tuntas.read.files import DOCUMENTS, PICTURES, PLAIN
from tuntas.read.lfs import is_pointer
from tuntas.read.note import Note
from tuntas.read.picture import Picture, PictureFault

MAX_DOCUMENT: Final = 20 * 1024 * 1024
_DOCUMENT: Final = b"%PDF-"


class Attachments:
    """Looks into files; a photo that lies beside several notes is decoded once."""

    def __init__(self, content: Path) -> None:
        self._content = content
        self._pictures: dict[bytes, Picture | PictureFault] = {}

    def of(self, note: Note) -> Note:
        """The note with its pictures and documents measured, and the problems with its files."""
        pictures: dict[str, Picture] = {}
        documents: dict[str, int] = {}
        problems: list[Problem] = []
        for name in note.files:
            found = self._found((self._content.parent / note.file).with_name(name), name)
            if isinstance(found, Picture):
                pictures[name] = found
            elif isinstance(found, int):
                documents[name] = found
            else:
                detail: dict[str, str | int] = {"name": name, **found.detail}
                problems.append(Problem(found.code, Pointer(note.file, find=name), detail))
        problems = [*note.problems, *problems]
        return msgspec.structs.replace(note, pictures=pictures, documents=documents, problems=tuple(problems))

    def look(self, path: str, where: Span) -> Picture | Problem | None:
        """A picture beside an ordinary page, or what is wrong with a file there."""
        name = path.rpartition("/")[2]
        known = (*PICTURES, *DOCUMENTS, *PLAIN)
        if not name.lower().endswith(known):
            return Problem("wrong-file-type", where, {"name": name, "known": ", ".join(known)})
        if name.lower().endswith(PLAIN):
            return None
        found = self._found(self._content / path, name)
        if isinstance(found, PictureFault):
            return Problem(found.code, where, {"name": name, **found.detail})
        return found if isinstance(found, Picture) else None

    def _found(self, path: Path, name: str) -> Picture | PictureFault | int:
        """What a picture is, or how large a document."""
        try:
            data = path.read_bytes()
        except OSError as error:
            return PictureFault("unreadable-file", reason=error.strerror or str(error))
        if is_pointer(data):
            return PictureFault("git-lfs-pointer")
        return _document(data) if name.lower().endswith(DOCUMENTS) else self._picture(data)

    def _picture(self, data: bytes) -> Picture | PictureFault:
        key = blake2b(data, digest_size=16).digest()
        if key not in self._pictures:
            # Who shows no pictures need not wait for what decodes them.
            from tuntas.read.pictures import measured  # noqa: PLC0415

            try:
                self._pictures[key] = measured(data)
            except PictureFault as fault:
                self._pictures[key] = fault
        return self._pictures[key]


def _document(data: bytes) -> PictureFault | int:
    if len(data) > MAX_DOCUMENT:
        size = -(-len(data) // (1024 * 1024))
        return PictureFault("file-too-large", size=size, limit=MAX_DOCUMENT // (1024 * 1024))
    return len(data) if data.startswith(_DOCUMENT) else PictureFault("broken-document")
