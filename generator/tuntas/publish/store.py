"""What is kept between builds: files that may be deleted at any time, and that are never trusted.

Each file is sealed: it begins with the version of what wrote it and the checksum of what follows. What is
damaged, foreign, of another version or reached through a link counts as not there. The contents are
MessagePack, decoded into known types: no code comes out of a cache, whoever wrote it.
"""

import os
import shutil
import stat
import sys
from collections.abc import Collection, Iterator
from contextlib import suppress
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import TypeVar
from zlib import crc32

import msgspec

T = TypeVar("T")

_MAGIC = b"tuntas\x00\x02"
_SIZE = 16
_CHECK = 4
_HEAD = len(_MAGIC) + _SIZE + _CHECK

FOLDER = Path(".cache", "tuntas")
"""Below the folder of `mkdocs.yml`."""


class Store:
    """A folder of sealed files, each known by a name in which a slash stands for a folder."""

    def __init__(self, folder: Path | None = None) -> None:
        """Without a folder nothing is kept."""
        self._folder = folder or Path()
        self._exists = folder is not None

    @classmethod
    def of(cls, project: Path) -> "Store":
        """The cache of a project."""
        return cls(project / FOLDER)

    def load(self, name: str, kind: type[T]) -> T | None:
        """What was saved under a name; None if that is not there or can't be used."""
        sealed = self._read(name)
        if sealed is None or len(sealed) < _HEAD or not sealed.startswith(_MAGIC + version()):
            return None
        content = memoryview(sealed)[_HEAD:]
        if sealed[_HEAD - _CHECK : _HEAD] != _checksum(content):
            return None
        try:
            return msgspec.msgpack.decode(content, type=kind)
        except (msgspec.DecodeError, RecursionError):
            return None

    def save(self, name: str, value: object) -> None:
        """Keep a value. Where that is not possible there is no cache: a build does not depend on one."""
        if not self._is_own():
            return
        content = msgspec.msgpack.encode(value)
        path = self._folder / name
        new = path.with_name(f".{path.name}.{os.getpid()}")
        try:
            if path.parent.is_symlink() or path.parent.is_file():
                path.parent.unlink()  # something else stands where the folder belongs
            path.parent.mkdir(parents=True, exist_ok=True)
            new.unlink(missing_ok=True)
            with new.open("xb") as file:
                file.write(_MAGIC + version() + _checksum(content))
                file.write(content)
            new.replace(path)
        except OSError:
            with suppress(OSError):
                new.unlink(missing_ok=True)

    def keep(self, folder: str, names: Collection[str]) -> None:
        """Remove from a folder what is not named: a cache holds no more than the last build used."""
        if not self._is_own():
            return
        with suppress(OSError):
            for entry in os.scandir(self._folder / folder):
                if entry.name not in names:
                    os.unlink(entry.path)  # noqa: PTH108 - a link itself, not what it leads to

    def empty(self) -> None:
        """Forget everything."""
        if self._is_own():
            shutil.rmtree(self._folder, ignore_errors=True)

    def now(self) -> int:
        """The time by the clock of the file system, in ns; 0 where nothing can be written."""
        if not self._is_own():
            return 0
        stamp = self._folder / f".now.{os.getpid()}"
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            stamp.write_bytes(b"")
            return stamp.stat().st_ctime_ns
        except OSError:
            return 0
        finally:
            with suppress(OSError):
                stamp.unlink(missing_ok=True)

    def _read(self, name: str) -> bytes | None:
        if not self._is_own():
            return None
        try:
            descriptor = os.open(self._folder / name, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0))
        except OSError:
            return None
        with os.fdopen(descriptor, "rb") as file:
            if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                return None
            try:
                return file.read()
            except OSError:
                return None

    def _is_own(self) -> bool:
        """Whether no part of the way below the project is a link to somewhere else."""
        return self._exists and not any(path.is_symlink() for path in (self._folder, self._folder.parent))


def _checksum(content: bytes | memoryview) -> bytes:
    # Against damage alone: whoever writes a cache on purpose could seal it, too.
    return crc32(content).to_bytes(_CHECK, "big")


@cache
def version() -> bytes:
    """The fingerprint of all that makes a site besides what lies in the project.

    That is our own code, the packages with their versions, and Python's.
    """
    hashed = blake2b(sys.version.encode(), digest_size=_SIZE)
    for path in sorted(_code(Path(__file__).resolve().parents[1])):
        hashed.update(f"\0{path.name}\0".encode())
        hashed.update(path.read_bytes())
    for name in sorted(set(_packages())):
        hashed.update(f"\0{name}".encode())
    return hashed.digest()


def _code(package: Path) -> Iterator[Path]:
    for folder, folders, names in os.walk(package):
        folders[:] = [each for each in folders if each not in {"theme", "__pycache__"}]
        for name in names:
            if name.endswith((".py", ".toml", ".woff2")):
                yield Path(folder, name)


def _packages() -> Iterator[str]:
    """`markdown-3.10` and so on: importlib.metadata would read thousands of lines to say the same."""
    for folder in sys.path:
        with suppress(OSError):
            for name in os.listdir(folder or "."):  # noqa: PTH208 - names are all that is needed
                if name.endswith((".dist-info", ".egg-info")):
                    yield name
