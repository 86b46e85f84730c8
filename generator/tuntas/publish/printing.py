"""The printing of an edition: what has to be made anew is made and written, and all else is kept."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import chain

import msgspec

from tuntas.archive.prints import Prints
from tuntas.archive.watched import Read
from tuntas.publish.crew import Crew
from tuntas.publish.finishing import finished
from tuntas.publish.folder import SiteFolder, Stamp, Standing, Writer, remove
from tuntas.publish.ledger import Entries, Ledger
from tuntas.publish.press import Made, Press

_BATCH = 100
_BATCHES = 16
"""So many at least, where there is enough to do: nobody waits long for who got the last one."""


class Printing:
    """One run of a press; afterwards it tells what had to be made, and which files changed or went."""

    def __init__(
        self,
        press: Press,
        prints: Prints,
        changed: AbstractSet[int],
        ledger: Ledger,
        folder: SiteFolder,
        crew: Crew,
        progress: Callable[[int, int], None],
    ) -> None:
        """`changed` are the places of what has changed of the archive since the ledger was written."""
        self._press = press
        self._prints = prints
        self._changed = changed
        self._ledger = ledger
        self._folder = folder
        self._crew = crew
        self._progress = progress
        self._standing = Standing(frozenset(), frozenset(), ready=False)
        self.waiting: dict[str, str] = {}
        """What had to be made, and why."""
        self.changed: set[str] = set()
        self.gone: set[str] = set()

    def compare(self, standing: Standing) -> None:
        """Find what has to be made."""
        self._standing = standing
        self._prints.add(self._press.prints())
        self.waiting = self._find_waiting(standing.wrong)

    def run(self) -> Ledger:
        """Print what was found, and publish; the new ledger."""
        press, ledger, prints, standing = self._press, self._ledger, self._prints, self._standing
        wrong = standing.wrong
        self._begin(standing)
        kept = {name: ledger.outputs[name] for name in press.outputs if name not in self.waiting}
        entries = Entries(ledger, kept, anew=len(kept) < len(self.waiting))
        files = {path: ledger.files[path] for made in kept.values() for path in made.files}
        written: dict[str, Stamp] = {}
        for done, (name, reads, stamps) in enumerate(self._make(list(self.waiting)), 1):
            entries.add(name, reads, tuple(stamps))
            written.update(stamps)
            self._progress(done, len(self.waiting))
        files.update(written)
        for name, stamps in finished(press, ledger, Writer(self._folder), files, wrong):
            entries.add(name, (), tuple(stamps))
            files.update(stamps)
            written.update(stamps)
            if any(ledger.files.get(path) != stamp for path, stamp in stamps.items()):
                self.waiting[name] = "bagiannya berubah"
        differing = {path for path, stamp in written.items() if ledger.files.get(path) != stamp}
        self.changed = differing | (wrong & files.keys())
        self.gone = ledger.files.keys() - files.keys()
        for path in self.gone:
            remove(self._folder.next, path)
        identity, before = self._finish(files, standing.strange)
        press.forget_others()
        reads = entries.reads()
        return Ledger(
            identity=identity,
            before=before,
            changed=tuple(sorted(self.changed | self.gone)) if before != identity else (),
            files=files,
            outputs=entries.outputs,
            reads=reads,
            prints=tuple(prints[read] for read in reads),
            memory=prints.memory,
        )

    def _find_waiting(self, wrong: AbstractSet[str]) -> dict[str, str]:
        ledger = self._ledger
        beside = self._prints.changed(ledger.reads, ledger.prints, beside=True)
        stale = ledger.stale(self._changed | beside)
        waiting: dict[str, str] = {}
        for name in self._press.outputs:
            made = self._ledger.outputs.get(name)
            if made is None:
                waiting[name] = "baru"
            elif name in stale:
                waiting[name] = f"{stale[name]} berubah"
            elif wrong and not wrong.isdisjoint(made.files):
                waiting[name] = "berkasnya di situs diubah"
        return waiting

    def _begin(self, standing: Standing) -> None:
        """Make ready the folder in which the next edition is written."""
        ledger, folder, wrong = self._ledger, self._folder, standing.wrong
        if not ledger.identity:
            folder.clear()
        elif standing.ready:
            folder.catch_up([path for path in ledger.changed if path not in wrong], ledger.files)
        else:
            folder.copy([path for path in ledger.files if path not in wrong])

    def _make(self, names: Sequence[str]) -> Iterator[tuple[str, Sequence[Read], dict[str, Stamp]]]:
        made: Iterator[_Batch]
        if self._crew.has_disk:
            made = self._crew.map_with((self._press, self._folder), _make_and_write, self._batches(names))
        else:
            made = self._from_afar(names)
        for batch in made:
            for name, reads, stamps in batch.outputs:
                yield name, [batch.reads[place] for place in reads], stamps

    def _batches(self, names: Sequence[str]) -> list[Sequence[str]]:
        """Shares of the work; if there is little, each of what takes longest is one, and they come first."""
        size, longest = min(_BATCH, len(names) // _BATCHES + 1), self._press.longest
        if size == _BATCH:
            return _cut(names, size)
        alone = [(name,) for name in names if name in longest]
        return [*alone, *_cut([name for name in names if name not in longest], size)]

    def _from_afar(self, names: Sequence[str]) -> Iterator["_Batch"]:
        """Have outputs made where there are no files, and write them here."""
        press, writer = self._press, Writer(self._folder)
        here = [name for name in names if name in press.beside]
        there = [name for name in names if name not in press.beside]
        for made in chain(self._crew.map_with(press, _make, self._batches(there)), [_make(press, here)]):
            yield _written(made, writer)

    def _finish(self, files: Mapping[str, Stamp], strange: AbstractSet[str]) -> tuple[str, str]:
        """Let the edition take the place of the site; its identity, and that of the one before."""
        ledger, folder = self._ledger, self._folder
        if ledger.identity and not (self.changed or self.gone or strange):
            folder.mark(ledger.identity)
            return ledger.identity, ledger.identity
        identity = folder.finish(files, ledger.files, ledger.identity, self.changed | self.gone)
        if not ledger.identity:
            return identity, folder.repeat(identity, files)
        for path in strange:
            remove(folder.next, path)
        return identity, ledger.identity


def _cut(names: Sequence[str], size: int) -> list[Sequence[str]]:
    return [names[first : first + size] for first in range(0, len(names), size)]


class _Batch(msgspec.Struct, frozen=True):
    """Outputs that were made together; each with its name, its reads (places in `reads`) and its files."""

    reads: list[Read]
    outputs: list[tuple[str, list[int], dict[str, Stamp]]]


def _make(press: Press, names: Sequence[str]) -> list[tuple[str, Made]]:
    """Make some outputs."""
    return [(name, press.make(name)) for name in names]


def _make_and_write(shared: tuple[Press, SiteFolder], names: Sequence[str]) -> _Batch:
    press, folder = shared
    return _written(((name, press.make(name)) for name in names), Writer(folder))


def _written(made: Iterable[tuple[str, Made]], writer: Writer) -> _Batch:
    """Write the files of outputs."""
    places: dict[Read, int] = {}
    outputs: list[tuple[str, list[int], dict[str, Stamp]]] = []
    for name, output in made:
        stamps = {artifact.path: writer.write(artifact) for artifact in output.artifacts}
        outputs.append((name, [places.setdefault(read, len(places)) for read in output.reads], stamps))
    return _Batch(list(places), outputs)
