"""The notes of a project in memory: only those that were saved since are read again."""

from collections.abc import Set as AbstractSet
from pathlib import Path

from tuntas.publish.crew import Crew, crew
from tuntas.publish.notebook import Notebook, Read
from tuntas.publish.scan import Scan
from tuntas.publish.store import Store
from tuntas.read.files import Listing, Location, listing
from tuntas.read.note import Note


class Memory:
    """The notes below a content folder, as they were last read."""

    def __init__(self, content: Path, store: Store, workers: Crew) -> None:
        """Read all of them; what the store has kept is not read again."""
        self.found = listing(content)
        self._content = content
        self._project = f"{content.parent}/"
        scan = Scan(store)
        read = Notebook(content, store, scan).read(self.found, workers)
        scan.save()
        self._take(read)

    @property
    def notes(self) -> tuple[Note, ...]:
        """All notes, in the order of their files."""
        return tuple(self._notes[location.file] for location in self.found.notes)

    def read(self, changed: AbstractSet[str]) -> None:
        """Read what has changed: files by their absolute paths."""
        self.found = listing(self._content)
        waiting = [location for location in self.found.notes if self._is_other(location, changed)]
        known = {location.file for location in self.found.notes}.difference(each.file for each in waiting)
        asked = Listing(tuple(waiting), self.found.beside, ())
        read = Notebook(self._content, Store(), Scan(Store())).read(asked, crew(1))
        notes = {file: self._notes[file] for file in known}
        prints = {
            path: self.prints[path]
            for note in notes.values()
            for path in (note.file, *note.beside)
            if path in self.prints
        }
        self._take(Read((*notes.values(), *read.notes), {**prints, **read.prints}, read.anew))

    def _take(self, read: Read) -> None:
        self.anew = frozenset(read.anew)
        """The files of the notes that were read last."""
        self._notes = {note.file: note for note in read.notes}
        self.prints = read.prints
        """The fingerprints of the notes without errors and of what they show, by their files."""

    def _is_other(self, location: Location, changed: AbstractSet[str]) -> bool:
        note = self._notes.get(location.file)
        # What a note with problems lacks may have come since.
        if note is None or note.problems or (note.kind, note.id) != (location.kind, location.id):
            return True
        return any(f"{self._project}{path}" in changed for path in (note.file, *note.beside))
