"""A session of writing: what was read, what is shown, and what is wrong with what was saved last."""

import datetime as dt
import secrets
from collections.abc import Callable, Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from pathlib import Path
from threading import Condition, active_count
from urllib.parse import urlsplit

import msgspec

from tuntas.archive import archive as archiving
from tuntas.archive.checks import check, remind
from tuntas.archive.checks.rule import Scope
from tuntas.archive.names import Names
from tuntas.preview.drafts import Draft, drafts, taken_as_ready
from tuntas.preview.memory import Memory
from tuntas.preview.proof import Proof
from tuntas.problems import Problem
from tuntas.publish import drawn as drawing
from tuntas.publish import manifest
from tuntas.publish.build import Revisions
from tuntas.publish.crew import crew, processors
from tuntas.publish.drawn import Drawn
from tuntas.publish.edition import Edition, ordinary_of
from tuntas.publish.press import press_of
from tuntas.publish.scan import Scan
from tuntas.publish.store import Store
from tuntas.read.files import ROOMS, TERBIT
from tuntas.read.note import Note
from tuntas.read.ordinary import Ordinary
from tuntas.settings import Settings


class Shown(msgspec.Struct, frozen=True):
    """What stands on the screens, and what is wrong with what was saved since.

    `failure` says why nothing could be read or made at all. A draft dated after the day of the archive
    is known, but stands on no page.
    """

    number: str
    """Of the edition; another one is to be looked at anew."""
    proof: Proof | None = None
    as_of: dt.date = dt.date.min
    problems: tuple[Problem, ...] = ()
    failure: str = ""
    drafts: tuple[Draft, ...] = ()


class Session:
    """Reads what is saved, and shows it when nothing keeps it from being published."""

    def __init__(
        self,
        asked: Callable[[], tuple[Settings, dt.date]],
        revisions: Callable[[Settings], Revisions],
    ) -> None:
        """`asked` gives the settings and the day as of which, `revisions` when notes were last changed."""
        self._asked = asked
        self._revisions_of = revisions
        self._begun = secrets.token_hex(4)  # another number than before the server was started again
        self._count = 0
        self._waiting: set[str] = set()
        self._settings: Settings | None = None
        self._watched = asked()[0]
        self._looked_at: list[str] = []
        self._news = Condition()
        self.shown = Shown(self._number())

    @property
    def site(self) -> str:
        """The path of the site's root, with a slash at both ends."""
        return urlsplit(self._watched.site_url).path

    @property
    def settings(self) -> Settings:
        """As they were read last."""
        return self._watched

    @property
    def project(self) -> Path:
        """The folder that the files of problems are named from."""
        return self._watched.content.parent

    def roots(self) -> Iterator[Path]:
        """All that the site is made of: whatever changes there is to be read."""
        settings = self._watched
        yield from (settings.content, settings.theme, settings.content.parent / TERBIT)
        yield settings.config_file
        yield from (each / ".git/logs/HEAD" for each in settings.config_file.parents)

    def after(self, told: Shown | None, patience: float) -> Shown:
        """What is shown once it is another than what was told, or after so many seconds anyway."""
        with self._news:
            self._news.wait_for(lambda: self.shown is not told, patience)
            return self.shown

    def look_at(self, path: str) -> None:
        """Remember which page is looked at: it is made before the others are asked for."""
        self._looked_at = [path, *(each for each in self._looked_at if each != path)][:2]

    def refresh(self, changed: AbstractSet[str]) -> None:
        """Read what has changed since, and show it unless it has errors.

        Raises what keeps anything from being read; then this is done with what has changed next.
        """
        self._waiting |= changed
        settings, as_of = self._asked()
        self._watched = settings
        store = Store.of(settings.config_file.parent)
        self._read(settings, store)
        read = self._memory.notes
        edition, scope = self._gathered(settings, as_of, read)
        edition = edition.with_problems([*check(scope), *_vanished(edition, read)])
        if not edition.publishable:
            self._show(msgspec.structs.replace(self.shown, problems=edition.problems, failure=""))
            return
        press = press_of(edition, self._drawn, self._revisions, store)
        proof = Proof(edition, press, self._drawn)
        for path in self._looked_at:
            proof.file(path)
        shown = Shown(self._number(), proof, as_of, edition.problems, drafts=drafts(read))
        self._show(shown)
        # What is not wrong but will be missed keeps nobody waiting.
        edition = edition.with_problems(remind(scope))
        self._show(msgspec.structs.replace(shown, problems=edition.problems))

    def fail(self, why: str) -> None:
        """Show why nothing could be read or made, beside what was shown last."""
        self._show(msgspec.structs.replace(self.shown, failure=why))

    def _number(self) -> str:
        self._count += 1
        return f"{self._begun}-{self._count}"

    def _show(self, shown: Shown) -> None:
        with self._news:
            if shown != self.shown:
                self.shown = shown
                self._news.notify_all()

    def _read(self, settings: Settings, store: Store) -> None:
        before, changed = self._settings, self._waiting
        if before is None or settings != before or _is_beyond_notes(changed, settings):
            scan = Scan(store)
            self._ordinary: Ordinary = ordinary_of(settings)
            self._pictures = {path: scan.print(settings.content / path) for path in self._ordinary.pictures}
            self._drawn: Drawn = drawing.drawn(settings, drawing.key(settings, scan), store)
            self._revisions = self._revisions_of(settings)
        if before is None or settings.content != before.content:
            self._memory = Memory(settings.content, store, crew(1 if active_count() > 1 else processors()))
        elif changed:
            self._memory.read(changed)
        self._settings, self._waiting = settings, set()

    def _gathered(self, settings: Settings, as_of: dt.date, read: tuple[Note, ...]) -> tuple[Edition, Scope]:
        """The edition with the drafts in it, and what the rules look at: they know which are drafts."""
        names = Names(read)
        notes = taken_as_ready(read)
        archive = archiving.build(notes, names, settings.government, as_of)
        problems = [*self._memory.found.problems, *self._ordinary.problems]
        for note in read:
            problems.extend(note.problems)
        edition = Edition(
            settings,
            notes,
            archive,
            tuple(problems),
            published=manifest.known(settings.content.parent),
            pictures=self._ordinary.pictures,
            prints={**self._memory.prints, **self._pictures},
        )
        return edition, Scope(read, names, archive)


def _vanished(edition: Edition, read: Sequence[Note]) -> Iterable[Problem]:
    """What was published once and would not be there in a build, which has no drafts."""
    if not edition.published:
        return ()
    listed = {line.text for line in edition.published}
    if any(f"/{address}" in listed for draft in drafts(read) for address in draft.addresses):
        before = edition.archive
        archive = archiving.build(read, before.names, before.government, before.as_of)
        edition = msgspec.structs.replace(edition, archive=archive)
    return edition.vanished()


def _is_beyond_notes(changed: Iterable[str], settings: Settings) -> bool:
    """Whether anything has changed besides the notes and what lies beside them."""
    rooms = tuple(f"{settings.content}/{room}/" for room in ROOMS)
    return not all(path.startswith(rooms) for path in changed)
