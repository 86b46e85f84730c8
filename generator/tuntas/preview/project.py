"""The project in memory: what was read of it last, and the editions that this makes."""

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from collections.abc import Set as AbstractSet
from threading import active_count

import msgspec

from tuntas.archive import archive as archiving
from tuntas.archive.checks import check
from tuntas.archive.checks.rule import Scope
from tuntas.archive.names import Names
from tuntas.preview.drafts import drafts, taken_as_ready
from tuntas.preview.memory import Memory
from tuntas.preview.proof import Proof
from tuntas.problems import Problem
from tuntas.publish import drawn as drawing
from tuntas.publish.build import Revisions
from tuntas.publish.crew import Crew, crew, processors
from tuntas.publish.edition import Edition, edition_of, ordinary_of
from tuntas.publish.press import press_of
from tuntas.publish.scan import Scan
from tuntas.publish.store import Store
from tuntas.read.files import ROOMS
from tuntas.read.note import Note
from tuntas.settings import Settings


class Project:
    """What a site is made of. It is read again as far as it has changed."""

    def __init__(self, settings: Settings, revisions: Callable[[Settings], Revisions]) -> None:
        """Read all of it; `revisions` tell when notes were last changed."""
        self._revisions_of = revisions
        self._read_beyond_notes(settings)
        # Later there are threads, beside which nothing can be forked.
        self._memory = Memory(settings.content, self._store, _workers())
        self._names = Names(self.notes)

    @property
    def notes(self) -> tuple[Note, ...]:
        """As they stand; drafts are drafts."""
        return self._memory.notes

    @property
    def anew(self) -> AbstractSet[str]:
        """The notes that were read last, by their files."""
        return self._memory.anew

    def read(self, settings: Settings, changed: AbstractSet[str]) -> bool:
        """Read these files, by their absolute paths; whether anything but notes was among them."""
        before = self._settings
        beyond = settings != before or _is_beyond_notes(changed, settings)
        if beyond:
            self._read_beyond_notes(settings)
        if settings.content != before.content:
            self._memory = Memory(settings.content, self._store, _workers())
        else:
            self._memory.read(changed)
        self._names = Names(self.notes)
        return beyond

    def edition(self, as_of: dt.date, notes: Sequence[Note]) -> tuple[Edition, Scope]:
        """The edition of these notes with the drafts among them, and with all that is wrong.

        The rules know which are drafts.
        """
        problems = [*self._memory.found.problems, *self._ordinary.problems]
        problems += [each for note in notes for each in note.problems]
        shown = taken_as_ready(notes)
        edition = edition_of(self._settings, as_of, shown, self._names, self._ordinary, problems)
        edition = msgspec.structs.replace(edition, prints={**self._memory.prints, **self._pictures})
        scope = Scope(tuple(notes), self._names, edition.archive)
        return edition.with_problems(check(scope)), scope

    def proof(self, edition: Edition) -> Proof:
        """The site of an edition."""
        return Proof(edition, press_of(edition, self._drawn, self._revisions, self._store), self._drawn)

    def _read_beyond_notes(self, settings: Settings) -> None:
        self._store = Store.of(settings.config_file.parent)
        scan = Scan(self._store)
        self._ordinary = ordinary_of(settings)
        self._pictures = {path: scan.print(settings.content / path) for path in self._ordinary.pictures}
        self._drawn = drawing.drawn(settings, drawing.key(settings, scan), self._store)
        self._revisions = self._revisions_of(settings)
        self._settings = settings


def vanished(edition: Edition, notes: Sequence[Note]) -> Iterable[Problem]:
    """What was published once and would not be there in a build, which has no drafts."""
    if not edition.published:
        return ()
    listed = {line.text for line in edition.published}
    if any(f"/{address}" in listed for draft in drafts(notes) for address in draft.addresses):
        before = edition.archive
        archive = archiving.build(notes, before.names, before.government, before.as_of)
        edition = msgspec.structs.replace(edition, archive=archive)
    return edition.vanished()


def _workers() -> Crew:
    return crew(1 if active_count() > 1 else processors())


def _is_beyond_notes(changed: Iterable[str], settings: Settings) -> bool:
    rooms = tuple(f"{settings.content}/{room}/" for room in ROOMS)
    return not all(path.startswith(rooms) for path in changed)
