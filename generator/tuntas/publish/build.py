"""A build: from what lies in the project to the site, doing over only what has changed.

An edition is made beside the site and takes its place when it is whole; see `tuntas.publish.folder`.
What is made anew is found by what was read for it; see `tuntas.archive.watched`.
"""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

import msgspec

from tuntas.problems import Problem, has_errors
from tuntas.publish import drawn as drawing
from tuntas.publish.crew import Crew
from tuntas.publish.drawn import Drawn
from tuntas.publish.folder import SiteFolder, identity_of
from tuntas.publish.ledger import Ledger, places
from tuntas.publish.scan import Scan
from tuntas.publish.store import Store
from tuntas.publish.theme import Remark
from tuntas.read.files import TERBIT, Listing, listing
from tuntas.render.source import Revision
from tuntas.settings import Settings

if TYPE_CHECKING:
    from tuntas.publish.edition import Edition

_LEDGER = "ledger"
_SIZE = 16

Revisions: TypeAlias = Mapping[str, Revision | None] | None


class Plan(msgspec.Struct, frozen=True):
    """What to build.

    `drawn` is what a theme engine has drawn already; without it the settings' engine is asked when needed.
    `clean` does not use what earlier builds left.
    """

    settings: Settings
    as_of: dt.date
    site: Path
    revisions: Revisions = None
    drawn: Drawn | None = None
    clean: bool = False


class Built(msgspec.Struct, frozen=True):
    """What came of a build. Where a problem is an error, nothing was published."""

    problems: tuple[Problem, ...]
    counts: Mapping[str, int]
    remarks: tuple[Remark, ...] = ()
    read: tuple[str, ...] = ()
    """The notes that were not known already, by their files."""
    told: tuple[Problem, ...] = ()
    """The problems that the last build told already."""
    made: Mapping[str, str] = {}
    """Why each output was made that was not as it should be already."""
    reused: int = 0
    written: int = 0
    removed: int = 0

    @property
    def changed(self) -> bool:
        """Whether the site is another now."""
        return bool(self.written or self.removed)

    @property
    def published(self) -> bool:
        """Whether the site is now what the notes say."""
        return not has_errors(self.problems)


def _silent(done: int, of: int) -> None:
    """Tell nobody."""


def build(plan: Plan, crew: Crew, progress: Callable[[int, int], None] = _silent) -> Built:
    """Build a site; `progress` is told how many outputs of how many are made."""
    folder = SiteFolder(plan.site)
    with folder.locked():
        return _Build(plan, folder, crew, progress).run()


def explained(name: str, site: Path) -> Iterator[str]:
    """The key of an output, as the last build of a site left it: its files, and all that was read for it."""
    ledger = Store(SiteFolder(site).beside).load(_LEDGER, Ledger) or Ledger()
    name = name.removeprefix("/")
    made = ledger.outputs.get(name)
    if made is None:
        yield f"Tidak ada keluaran bernama /{name}."
        return
    yield f"/{name}"
    yield from (f"  berkas {path} {ledger.files[path].print.hex()}" for path in made.files)
    for place in sorted(places(made), key=lambda each: ledger.reads[each]):
        yield f"  dibaca {ledger.reads[place]} {ledger.prints[place].hex() or '(tidak ada)'}"


class _Build:
    def __init__(
        self, plan: Plan, folder: SiteFolder, crew: Crew, progress: Callable[[int, int], None]
    ) -> None:
        self._plan = plan
        self._settings = plan.settings
        self._folder = folder
        self._crew = crew
        self._progress = progress
        self._store = Store.of(plan.settings.config_file.parent)
        self._kept = Store(folder.beside)
        if plan.clean:
            self._store.empty()
        ledger = None if plan.clean else self._kept.load(_LEDGER, Ledger)
        stands = ledger is not None and ledger.identity == identity_of(folder.path) != ""
        self._ledger = ledger if ledger and stands else Ledger()
        self._scan = Scan(self._store)

    def run(self) -> Built:
        found = listing(self._settings.content)
        key = None if self._plan.drawn else drawing.key(self._settings, self._scan)
        inputs = self._inputs(found, key)
        ledger, folder = self._ledger, self._folder
        if inputs and inputs == ledger.inputs and folder.holds(ledger.files):
            self._scan.save()
            return Built(ledger.problems, ledger.counts, told=ledger.problems, reused=len(ledger.outputs))
        # Imported here: where nothing has changed, nothing is read and made.
        from tuntas.archive.prints import Prints  # noqa: PLC0415
        from tuntas.publish.edition import gathered  # noqa: PLC0415
        from tuntas.publish.notebook import Notebook  # noqa: PLC0415
        from tuntas.publish.press import press_of, templates  # noqa: PLC0415
        from tuntas.publish.printing import Printing  # noqa: PLC0415
        from tuntas.render.templating import translated  # noqa: PLC0415

        crew = self._crew
        standing = crew.beside(partial(folder.standing, ledger.files, ledger.before, ledger.changed))
        in_python = crew.beside(partial(translated, templates(self._settings)), dict[str, str])
        notebook = Notebook(self._settings.content, self._store, self._scan)
        edition = gathered(self._settings, self._plan.as_of, notebook, self._scan, crew)
        self._scan.save()
        checked = crew.beside(lambda: edition.checked().problems)
        problems: tuple[Problem, ...] | None = None
        if not ledger.outputs:  # who has no site yet should not wait for a theme to hear what is wrong
            problems = checked()
            if has_errors(problems):
                return self._refused(edition, problems)
        prints = Prints(edition.archive, edition.prints, edition.general, ledger.memory)
        changed = prints.changed(ledger.reads, ledger.prints, beside=False)
        drawn = self._plan.drawn or drawing.drawn(self._settings, key, self._store)
        press = press_of(edition, drawn, self._plan.revisions, self._store, in_python())
        printing = Printing(press, prints, changed, ledger, folder, crew, self._progress)
        printing.compare(standing())
        # As late as can be: up to here the rules are held to the notes beside us, and nothing is written.
        problems = checked() if problems is None else problems
        if has_errors(problems):
            return self._refused(edition, problems)
        ledger = msgspec.structs.replace(
            printing.run(), inputs=inputs, problems=problems, counts=edition.counts()
        )
        self._kept.save(_LEDGER, ledger)
        return Built(
            problems,
            ledger.counts,
            drawn.theme.remarks,
            read=edition.anew,
            told=self._ledger.problems,
            made=printing.waiting,
            reused=len(ledger.outputs) - len(printing.waiting),
            written=len(printing.changed),
            removed=len(printing.gone),
        )

    @staticmethod
    def _refused(edition: "Edition", problems: tuple[Problem, ...]) -> Built:
        return Built(problems, edition.counts(), read=edition.anew)

    def _inputs(self, found: Listing, key: bytes | None) -> bytes:
        """The fingerprint of all that a site is made of; empty where that can't be told."""
        if key is None or found.problems:
            return b""
        plan, content = self._plan, self._settings.content
        beside = (f"{folder}/{name}" for folder, names in found.beside.items() for name in names)
        files = [*(each.file for each in found.notes), *beside]
        known = [name for name in (TERBIT,) if (content.parent / name).is_file()]
        revisions = sorted(plan.revisions.items()) if plan.revisions is not None else None
        settings = msgspec.structs.replace(plan.settings, site=Path())
        try:
            read = self._scan.folder(content.parent, files + known)
        except OSError:
            return b""
        parts = (key, read, plan.as_of, repr(settings), revisions)
        return blake2b(msgspec.msgpack.encode(parts), digest_size=_SIZE).digest()
