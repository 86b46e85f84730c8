"""The folder of the site: the next edition is made beside it, and the two change places when it is whole.

Beside `site/` lies `.site.tuntas/`, in which `next/` is what was the site before the present one. It holds
the same files (hard links, so that they take no room twice) but for what the last build changed; so it
takes few steps to bring it up to date. A reader sees one edition or the other, whatever happens in between.
"""

import ctypes
import os
import shutil
import sys
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from hashlib import blake2b
from io import FileIO
from pathlib import Path

import msgspec

from tuntas.render.artifact import Artifact
from tuntas.render.joined import Joined

MARKER = ".tuntas"
"""Stands in each folder that we made, so that no other is ever replaced."""

_MARK = "Folder ini dibuat oleh Tuntas dan diganti tiap kali situs dibangun.\n"
_SIZE = 16


class NotOurFolder(Exception):
    """The folder named for the site holds something else; says what, in Indonesian."""


class Busy(Exception):
    """Another build is at work on the same site; says so in Indonesian."""


class Stamp(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A file of the site as it was written: its size, the time of that in ns, and its fingerprint."""

    size: int
    modified: int
    print: bytes


class Standing(msgspec.Struct, frozen=True):
    """How a site stands to what the last build left.

    `wrong` are the files that are not there as they were written, `strange` are those that no build
    wrote, and `ready` says that the folder of the next edition lags behind by the last changes only.
    """

    wrong: frozenset[str]
    strange: frozenset[str]
    ready: bool


def refuse_others(site: Path, *sources: Path) -> None:
    """Raise NotOurFolder if publishing into `site` could cover what is not ours."""
    place = site.resolve()
    for source in sources:
        here = source.resolve()
        # A site inside the folder of notes would be read as notes; around it, it would cover them.
        if place == here or place in here.parents or here in place.parents:
            raise NotOurFolder(
                f"Folder situs {site} bertindih dengan {source}; pilih folder lain dengan --site."
            )
    if site.exists() and not site.is_dir():
        raise NotOurFolder(f"{site} adalah berkas, bukan folder; pilih folder lain dengan --site.")
    if site.is_dir() and any(site.iterdir()) and not (site / MARKER).is_file():
        raise NotOurFolder(
            f"Folder {site} berisi berkas yang bukan buatan Tuntas; kosongkan, atau pilih folder lain."
        )


class SiteFolder:
    """A site with what is kept beside it."""

    def __init__(self, site: Path) -> None:
        self.path = site.resolve()  # what a link leads to is replaced, not the link
        self.beside = self.path.with_name(f".{self.path.name}.tuntas")
        self.next = self.beside / "next"

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Keep other builds away. The system forgets the lock when we end, however that is."""
        import fcntl  # noqa: PLC0415 - where there is none, nothing is kept from anybody

        self.beside.mkdir(parents=True, exist_ok=True)
        with (self.beside / "lock").open("wb") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise Busy(
                    f"Situs {self.path} sedang dibangun oleh proses lain; coba lagi sesudah itu selesai."
                ) from None
            yield

    def holds(self, files: Mapping[str, Stamp]) -> bool:
        """Whether the site is these files as they were written, and nothing else."""
        wrong, strange = self._differing(files)
        return not wrong and not strange

    def standing(self, files: Mapping[str, Stamp], before: str, changed: Collection[str]) -> "Standing":
        """How the two editions stand to what the last build left: these files, made from those before."""
        if not files:
            return Standing(frozenset(), frozenset(), ready=False)
        wrong, strange = self._differing(files)
        return Standing(wrong, strange, ready=self._is_ready(before, [*changed, *wrong], files))

    def _differing(self, files: Mapping[str, Stamp]) -> tuple[frozenset[str], frozenset[str]]:
        standing = _standing(str(self.path))
        standing.pop(MARKER, None)
        wrong = (path for path, stamp in files.items() if standing.get(path) != (stamp.size, stamp.modified))
        return frozenset(wrong), frozenset(standing.keys() - files.keys())

    def _is_ready(self, before: str, changed: Iterable[str], files: Mapping[str, Stamp]) -> bool:
        if not before or identity_of(self.next) != before:
            return False
        standing = _standing(str(self.next))
        expected = {path: (stamp.size, stamp.modified) for path, stamp in files.items()}
        for path in (MARKER, *changed):
            standing.pop(path, None)
            expected.pop(path, None)
        return standing == expected

    def clear(self) -> None:
        """Begin the next edition with nothing."""
        _remove(self.next)
        self.next.mkdir(parents=True)

    def copy(self, files: Iterable[str]) -> None:
        """Begin the next edition with these files of the present one."""
        self.clear()
        made = {""}
        for path in files:
            _mkdir(self.next, path, made)
            _link(f"{self.path}/{path}", f"{self.next}/{path}")

    def catch_up(self, changed: Iterable[str], files: Mapping[str, Stamp]) -> None:
        """Give the next edition what the last build changed in the present one."""
        (self.next / MARKER).unlink(missing_ok=True)
        made: set[str] = set()
        for path in changed:
            remove(self.next, path)
            if path in files:
                _mkdir(self.next, path, made)
                _link(f"{self.path}/{path}", f"{self.next}/{path}")

    def mark(self, identity: str) -> None:
        """Say that the next edition is whole."""
        (self.next / MARKER).unlink(missing_ok=True)
        (self.next / MARKER).write_text(f"{_MARK}{identity}\n")

    def repeat(self, identity: str, files: Iterable[str]) -> str:
        """Begin the next edition with all that the present one holds; its identity, empty if that fails."""
        try:
            self.copy(files)
            self.mark(identity)
        except OSError:  # the present one stands: the next build will try again
            return ""
        return identity

    def finish(
        self, files: Mapping[str, Stamp], before: Mapping[str, Stamp], known: str, differing: Iterable[str]
    ) -> str:
        """Let the next edition, which holds these files, take the place of the present one; its identity.

        `before` are the files of an edition whose identity is `known`, if there is one; the two are
        `differing` in no other files than these.
        """
        new = changed_identity(known, before, files, differing) if known else identity(files)
        self.mark(new)
        if self.path.exists():
            _exchange(self.path, self.next)
        else:
            self.next.rename(self.path)
        return new


def identity_of(folder: Path) -> str:
    """The identity of the edition in a folder; empty where there is no whole one."""
    try:
        return (folder / MARKER).read_text().removeprefix(_MARK).strip()
    except (OSError, UnicodeDecodeError):
        return ""


def identity(files: Mapping[str, Stamp]) -> str:
    """Of an edition, by the names and contents of its files: equal editions have equal ones."""
    return _told(sum(_part(path, stamp) for path, stamp in files.items()))


def changed_identity(
    known: str, before: Mapping[str, Stamp], after: Mapping[str, Stamp], differing: Iterable[str]
) -> str:
    """The identity of an edition, from that of another one and from the files that differ between them."""
    total = int(known, 16)
    for path in differing:
        old, new = before.get(path), after.get(path)
        total += (_part(path, new) if new else 0) - (_part(path, old) if old else 0)
    return _told(total)


def _part(path: str, stamp: Stamp) -> int:
    hashed = blake2b(path.encode() + b"\0" + stamp.print, digest_size=_SIZE)
    return int.from_bytes(hashed.digest(), "big")


def _told(total: int) -> str:
    return f"{total % (1 << 8 * _SIZE):032x}"


class Writer:
    """Writes files into the next edition; what stands there already as it should keeps its time."""

    def __init__(self, site: SiteFolder) -> None:
        self._site = str(site.path)
        self._next = str(site.next)
        self._made: set[str] = set()

    def write(self, artifact: Artifact) -> Stamp:
        """Write a file, unless the next or the present edition has it already."""
        here, content = f"{self._next}/{artifact.path}", artifact.content
        found = _stands(here, content)
        if found is None:
            there = f"{self._site}/{artifact.path}"
            found = _stands(there, content)
            with suppress(FileNotFoundError):
                os.unlink(here)  # noqa: PTH108 - never into a file that the present edition shares
            _mkdir(Path(self._next), artifact.path, self._made)
            if found is None:
                with open(here, "xb") as file:  # noqa: PTH123 - thousands of times
                    file.write(content)
                found = os.stat(here)  # noqa: PTH116
            else:
                _link(there, here)
        hashed = blake2b(content, digest_size=_SIZE).digest()
        return Stamp(found.st_size, found.st_mtime_ns, hashed)

    def join(self, path: str, joined: Joined, sizes: Mapping[str, int], known: bytes) -> Stamp:
        """Write a file that joins others, which have these sizes in bytes; `known` is its fingerprint."""
        here = f"{self._next}/{path}"
        with suppress(FileNotFoundError):
            os.unlink(here)  # noqa: PTH108 - as above
        _mkdir(Path(self._next), path, self._made)
        with open(here, "xb", buffering=0) as file:  # noqa: PTH123
            _write(file, joined.head)
            between = b""
            for part in joined.parts:
                size = sizes[part.path] - part.before - part.after
                if size > 0:
                    _write(file, between)
                    with open(f"{self._next}/{part.path}", "rb", buffering=0) as source:  # noqa: PTH123
                        _copy(source, part.before, size, file)
                    between = joined.between
            _write(file, joined.tail)
        found = os.stat(here)  # noqa: PTH116
        return Stamp(found.st_size, found.st_mtime_ns, known)


def remove(folder: Path, path: str) -> None:
    """Remove a file, and the folders that it leaves empty."""
    with suppress(FileNotFoundError):
        (folder / path).unlink()
    for parent in Path(path).parents[:-1]:
        try:
            (folder / parent).rmdir()
        except OSError:
            return


def _stands(path: str, content: bytes) -> os.stat_result | None:
    try:
        with open(path, "rb") as file:  # noqa: PTH123 - thousands of times
            found = os.fstat(file.fileno())
            return found if found.st_size == len(content) and file.read() == content else None
    except OSError:
        return None


def _standing(folder: str) -> dict[str, tuple[int, int]]:
    """Every file of a folder with its size and time; links are not followed."""
    found: dict[str, tuple[int, int]] = {}
    waiting = [""]
    while waiting:
        below = waiting.pop()
        try:
            entries = os.scandir(f"{folder}/{below}")
        except FileNotFoundError:
            continue
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                waiting.append(f"{below}{entry.name}/")
            else:
                seen = entry.stat(follow_symlinks=False)
                found[below + entry.name] = (seen.st_size, seen.st_mtime_ns)
    return found


def _mkdir(folder: Path, path: str, made: set[str]) -> None:
    parent = path.rpartition("/")[0]
    if parent not in made:
        os.makedirs(f"{folder}/{parent}", exist_ok=True)  # noqa: PTH103 - thousands of times
        made.add(parent)


def _link(source: str, target: str) -> None:
    try:
        os.link(source, target, follow_symlinks=False)
    except FileExistsError:
        raise
    except OSError:  # a file system without hard links
        shutil.copy2(source, target, follow_symlinks=False)


def _write(file: FileIO, content: bytes) -> None:
    while content:
        content = content[file.write(content) :]


def _copy(source: FileIO, first: int, size: int, target: FileIO) -> None:
    """Copy a stretch of a file to the end of another; where it can, the system does it by itself."""
    while size and hasattr(os, "copy_file_range"):
        try:
            done = os.copy_file_range(source.fileno(), target.fileno(), size, first)
        except OSError:  # not between these file systems
            break
        if not done:
            break
        first, size = first + done, size - done
    source.seek(first)
    while size:
        read = source.read(size)
        if not read:
            raise OSError(f"{source.name} is shorter than it was written")
        _write(target, read)
        size -= len(read)


def _remove(folder: Path) -> None:
    with suppress(FileNotFoundError):
        shutil.rmtree(folder)


_CWD, _EXCHANGE = -100, 2


def _exchange(one: Path, other: Path) -> None:
    """Let two folders change places at once, where the system can; else one after the other."""
    if sys.platform == "linux":
        rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
        if rename is not None and not rename(_CWD, os.fsencode(one), _CWD, os.fsencode(other), _EXCHANGE):
            return
    passing = other.with_name("passing")
    _remove(passing)
    one.rename(passing)
    try:
        other.rename(one)
    except BaseException:
        passing.rename(one)
        raise
    passing.rename(other)
