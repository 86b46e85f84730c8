"""A build: from what lies in the project to the site, doing over only what has changed.

An edition is made beside the site and takes its place when it is whole; see `tuntas.publish.folder`.
What is made anew is found by what was read for it; see `tuntas.archive.watched`.
"""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from hashlib import blake2b
from pathlib import Path
from typing import TypeAlias

import msgspec

from tuntas.archive.watched import Prints, Read
from tuntas.problems import Problem, has_errors
from tuntas.publish import drawn as drawing
from tuntas.publish import manifest, pictures
from tuntas.publish.crew import Crew
from tuntas.publish.drawn import Drawn
from tuntas.publish.edition import Edition, edition_of
from tuntas.publish.folder import SiteFolder, Stamp, Writer, identity_of, remove
from tuntas.publish.ledger import Entries, Ledger, places
from tuntas.publish.notebook import Notebook
from tuntas.publish.press import Press
from tuntas.publish.scan import Scan
from tuntas.publish.store import Store
from tuntas.publish.theme import Remark
from tuntas.read.files import Listing, listing
from tuntas.render.feeds.mould import Moulds
from tuntas.render.source import Revision
from tuntas.settings import Settings

_LEDGER, _MOULDS = "ledger", "moulds"
_BATCH = 100
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
        self._ledger = ledger or Ledger()
        self._scan = Scan(self._store)

    def run(self) -> Built:
        found = listing(self._settings.content)
        key = None if self._plan.drawn else drawing.key(self._settings, self._scan)
        inputs = self._inputs(found, key)
        ledger = self._ledger
        wrong, strange = self._standing()
        if inputs and inputs == ledger.inputs and not wrong and not strange:
            self._scan.save()
            return Built(ledger.problems, ledger.counts, reused=len(ledger.outputs))
        notebook = Notebook(self._settings.content, self._store, self._scan)
        edition = edition_of(self._settings, self._plan.as_of, notebook, self._scan, self._crew)
        self._scan.save()
        if not edition.publishable:
            return Built(edition.problems, edition.counts(), read=edition.anew)
        drawn = self._plan.drawn or drawing.drawn(self._settings, key, self._store)
        press = Press(edition, drawn, self._moulds(), self._plan.revisions, self._store)
        return self._publish(edition, press, inputs, wrong, strange, drawn.theme.remarks)

    def _moulds(self) -> Moulds:
        """What feedgen draws; it is slow to import, and draws the same until it is another feedgen."""
        moulds = self._store.load(_MOULDS, Moulds)
        if moulds is None:
            from tuntas.render.feeds.drawing import moulds as draw  # noqa: PLC0415 - for this alone

            moulds = draw()
            self._store.save(_MOULDS, moulds)
        return moulds

    def _inputs(self, found: Listing, key: bytes | None) -> bytes:
        """The fingerprint of all that a site is made of; empty where that can't be told."""
        if key is None or found.problems:
            return b""
        plan, content = self._plan, self._settings.content
        beside = (f"{folder}/{name}" for folder, names in found.beside.items() for name in names)
        files = [*(each.file for each in found.notes), *beside]
        known = manifest.known(content.parent)
        revisions = sorted(plan.revisions.items()) if plan.revisions is not None else None
        settings = msgspec.structs.replace(plan.settings, site=Path())
        try:
            read = self._scan.folder(content.parent, files)
        except OSError:
            return b""
        parts = (key, read, plan.as_of, repr(settings), [line.text for line in known], revisions)
        return blake2b(msgspec.msgpack.encode(parts), digest_size=_SIZE).digest()

    def _standing(self) -> tuple[set[str], set[str]]:
        """What of the site is not as the last build left it, and what is there besides."""
        ledger = self._ledger
        if not ledger.identity or identity_of(self._folder.path) != ledger.identity:
            self._ledger = Ledger()
            return {""}, set()
        return self._folder.differing(ledger.files)

    def _publish(
        self,
        edition: Edition,
        press: Press,
        inputs: bytes,
        wrong: set[str],
        strange: set[str],
        remarks: tuple[Remark, ...],
    ) -> Built:
        ledger = self._ledger
        prints = Prints(edition.archive, edition.prints, press.prints())
        waiting = self._waiting(press, prints, wrong)
        self._begin(wrong)
        entries = Entries(ledger if len(waiting) * 2 < len(press.outputs) else None)
        files: dict[str, Stamp] = {}
        for name in press.outputs:
            if name not in waiting:
                made = ledger.outputs[name]
                entries.keep(name, ledger)
                files.update((path, ledger.files[path]) for path in made.files)
        for done, (name, reads, stamps) in enumerate(self._make(press, list(waiting)), 1):
            entries.add(name, reads, tuple(stamps))
            files.update(stamps)
            self._progress(done, len(waiting))
        changed = {path for path, stamp in files.items() if ledger.files.get(path) != stamp or path in wrong}
        gone = ledger.files.keys() - files.keys()
        for path in gone:
            remove(self._folder.next, path)
        identity, before = self._finish(files, changed | gone, strange)
        read = entries.reads()
        new = Ledger(
            inputs=inputs,
            identity=identity,
            before=before,
            changed=tuple(sorted(changed | gone)),
            files=files,
            outputs=entries.outputs,
            reads=read,
            prints=tuple(prints[each] for each in read),
            problems=edition.problems,
            counts=edition.counts(),
        )
        self._kept.save(_LEDGER, new)
        self._store.keep(pictures.FOLDER, press.pictures())
        return Built(
            edition.problems,
            new.counts,
            remarks,
            read=edition.anew,
            made=waiting,
            reused=len(press.outputs) - len(waiting),
            written=len(changed),
            removed=len(gone),
        )

    def _waiting(self, press: Press, prints: Prints, wrong: set[str]) -> dict[str, str]:
        """What has to be made, and why."""
        ledger = self._ledger
        stale = ledger.stale(prints)
        waiting: dict[str, str] = {}
        for name in press.outputs:
            made = ledger.outputs.get(name)
            if made is None:
                waiting[name] = "baru"
            elif name in stale:
                waiting[name] = f"{stale[name]} berubah"
            elif wrong and not wrong.isdisjoint(made.files):
                waiting[name] = "berkasnya di situs diubah"
        return waiting

    def _begin(self, wrong: set[str]) -> None:
        """Make ready the folder in which the next edition is written."""
        ledger, folder = self._ledger, self._folder
        if not ledger.identity:
            folder.clear()
        elif ledger.before and identity_of(folder.next) == ledger.before:
            folder.catch_up([path for path in ledger.changed if path not in wrong], ledger.files)
        else:
            folder.copy([path for path in ledger.files if path not in wrong])

    def _make(self, press: Press, names: Sequence[str]) -> Iterator[tuple[str, list[Read], dict[str, Stamp]]]:
        batches = [names[first : first + _BATCH] for first in range(0, len(names), _BATCH)]
        for batch in self._crew.map_with((press, self._folder), _make, batches):
            for name, reads, stamps in batch.outputs:
                yield name, [batch.reads[place] for place in reads], stamps

    def _finish(self, files: Mapping[str, Stamp], changed: set[str], strange: set[str]) -> tuple[str, str]:
        """Let the edition take the place of the site; its identity, and that of the one before."""
        ledger, folder = self._ledger, self._folder
        if ledger.identity and not changed and not strange:
            folder.mark(ledger.identity)
            return ledger.identity, ledger.identity
        identity = folder.finish(files)
        for path in strange:
            remove(folder.next, path)
        return identity, ledger.identity


class _Batch(msgspec.Struct, frozen=True):
    """Outputs that were made together; each with its name, its reads (places in `reads`) and its files."""

    reads: list[Read]
    outputs: list[tuple[str, list[int], dict[str, Stamp]]]


def _make(shared: tuple[Press, SiteFolder], names: Sequence[str]) -> _Batch:
    """Make some outputs and write their files."""
    press, folder = shared
    writer = Writer(folder)
    places: dict[Read, int] = {}
    outputs: list[tuple[str, list[int], dict[str, Stamp]]] = []
    for name in names:
        made = press.make(name)
        stamps = {artifact.path: writer.write(artifact) for artifact in made.artifacts}
        outputs.append((name, [places.setdefault(read, len(places)) for read in made.reads], stamps))
    return _Batch(list(places), outputs)
