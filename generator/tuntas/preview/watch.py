"""What lies in the project, looked at again and again: which files are others now."""

import os
from collections.abc import Iterable
from pathlib import Path
from typing import TypeAlias

_Seen: TypeAlias = tuple[int, int, int]
"""The size of a file, the time of its last change in ns, and its inode."""


class Watch:
    """Some files and folders. Hidden files are nobody's business; links are looked at, not followed.

    It looks rather than be told: what the system tells gets lost on shared and mounted folders.
    """

    def __init__(self, roots: Iterable[Path]) -> None:
        self._known = _look(roots)

    def changed(self, roots: Iterable[Path]) -> frozenset[str]:
        """The files that are others, new or gone since the last look, by their absolute paths."""
        known, self._known = self._known, _look(roots)
        return frozenset(path for path, _ in known.items() ^ self._known.items())


def _look(roots: Iterable[Path]) -> dict[str, _Seen]:
    found: dict[str, _Seen] = {}
    waiting: list[str] = []
    for root in roots:
        try:
            seen = root.stat()
        except OSError:
            continue
        if root.is_dir():
            waiting.append(str(root))
        else:
            found[str(root)] = (seen.st_size, seen.st_mtime_ns, seen.st_ino)
    while waiting:
        try:
            with os.scandir(waiting.pop()) as entries:
                for entry in entries:
                    if entry.name.startswith("."):
                        continue
                    if entry.is_dir(follow_symlinks=False):
                        waiting.append(entry.path)
                    else:
                        seen = entry.stat(follow_symlinks=False)
                        found[entry.path] = (seen.st_size, seen.st_mtime_ns, seen.st_ino)
        except OSError:  # gone while we looked
            continue
    return found
