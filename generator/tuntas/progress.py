"""How far a build is: a bar on a terminal, a few plain lines elsewhere, nothing where all is quick."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from rich.progress import Progress

Tell = Callable[[int, int], None]

_MANY = 500
"""Fewer outputs are made before anybody has read that they are being made."""
_QUARTER = 4


@contextmanager
def progress(*, quiet: bool) -> Iterator[Tell]:
    """Tell on standard error how many outputs of how many are made."""
    if quiet:
        yield lambda done, of: None  # noqa: ARG005 - told to nobody
    elif sys.stderr.isatty():
        with _Bar() as bar:
            yield bar.tell
    else:
        yield _lines


def _lines(done: int, of: int) -> None:
    if of >= _MANY and done * _QUARTER // of > (done - 1) * _QUARTER // of:
        sys.stderr.write(f"{done * 100 // of}% dari {of} halaman dan umpan sudah dibuat.\n")
        sys.stderr.flush()


class _Bar:
    """A bar by rich, which is imported when there is something to wait for."""

    def __init__(self) -> None:
        self._rich: Progress | None = None

    def __enter__(self) -> Self:
        return self

    def tell(self, done: int, of: int) -> None:
        if of < _MANY:
            return
        if self._rich is None:
            from rich.console import Console  # noqa: PLC0415
            from rich.progress import Progress  # noqa: PLC0415

            self._rich = Progress(console=Console(stderr=True), transient=True)
            self._rich.add_task("Membuat halaman dan umpan", total=of)
            self._rich.start()
        self._rich.update(self._rich.task_ids[0], completed=done)

    def __exit__(self, *_: object) -> None:
        if self._rich is not None:
            self._rich.stop()
