"""What lies in the project now: a fingerprint for each file, read again only where it may have changed."""

import os
from collections.abc import Iterable
from hashlib import blake2b
from pathlib import Path

import msgspec

from tuntas.publish.store import Store

_SIZE = 16
_NAME = "files"
_TICK = 100_000_000
"""In ns: file systems stamp changes so coarsely that two within this time may look like one."""


class _Seen(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A file as it was when it was last read.

    `changed` is the time that the system itself keeps (`st_ctime`), which no program can set back.
    """

    size: int
    modified: int
    changed: int
    inode: int
    print: bytes


class Scan:
    """The fingerprints of files."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._known = store.load(_NAME, dict[str, _Seen]) or {}
        self._seen: dict[str, _Seen] = {}
        self._begun = store.now()

    def print(self, path: Path) -> bytes:
        """The fingerprint of a file; raises OSError where it can't be read."""
        name = str(path)
        found = self._seen.get(name)
        if found is None:
            found = self._seen[name] = self._look(name)
        return found.print

    def folder(self, folder: Path, names: Iterable[str]) -> bytes:
        """The fingerprint of some files below a folder, with their names."""
        hashed = blake2b(digest_size=_SIZE)
        for name in sorted(names):
            hashed.update(f"{len(name)}:{name}".encode("utf-8", "surrogateescape"))
            hashed.update(self.print(folder / name))
        return hashed.digest()

    def save(self) -> None:
        """Keep what was seen. What changed only just now is looked at again the next time."""
        if self._seen == self._known:
            return
        settled = {name: each for name, each in self._seen.items() if each.changed + _TICK < self._begun}
        self._store.save(_NAME, settled)

    def _look(self, name: str) -> _Seen:
        found = os.stat(name)  # noqa: PTH116 - thousands of times
        known = self._known.get(name)
        if (
            known is not None
            and known.size == found.st_size
            and known.modified == found.st_mtime_ns
            and known.changed == found.st_ctime_ns
            and known.inode == found.st_ino
        ):
            return known
        with open(name, "rb") as file:  # noqa: PTH123 - thousands of times
            hashed = blake2b(file.read(), digest_size=_SIZE).digest()
        return _Seen(found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino, hashed)
