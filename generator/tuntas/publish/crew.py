"""Who does the work: one process, several on this machine, or those of a cluster.

All are asked for the same: to `map` a function over pieces of work, which may be done with something that all
share; for that, any `concurrent.futures.Executor` will do. And to do one thing `beside` others.
"""

import gc
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from itertools import chain, count, islice
from threading import active_count
from typing import Any, Protocol, TypeVar

S = TypeVar("S")
T = TypeVar("T")
R = TypeVar("R")


class CrewError(Exception):
    """Somebody who worked has stopped; says so in Indonesian."""


class Crew(Protocol):
    """Whoever works."""

    has_disk: bool
    """Whether the files of the project and of the site lie where the work is done."""

    def map(self, do: Callable[[T], R], work: Iterable[T]) -> Iterator[R]:
        """The results, in the order of the work."""

    def map_with(self, shared: S, do: Callable[[S, T], R], work: Iterable[T]) -> Iterator[R]:
        """The same, where each piece of work is done with something that all share."""

    def beside(self, do: Callable[[], R], instead: Callable[[], R] | None = None) -> Callable[[], R]:
        """Do something while others go on; its result is there when it is asked for, once.

        Where nobody has time for it, `instead` is done when it is asked for, or it is done then.
        """


class Alone:
    """One process: the one that asks."""

    has_disk = True

    def map(self, do: Callable[[T], R], work: Iterable[T]) -> Iterator[R]:
        return map(do, work)

    def map_with(self, shared: S, do: Callable[[S, T], R], work: Iterable[T]) -> Iterator[R]:
        return (do(shared, each) for each in work)

    def beside(self, do: Callable[[], R], instead: Callable[[], R] | None = None) -> Callable[[], R]:
        return instead or do


class Processes:
    """Several processes of this machine.

    They are forked where that is safe (we have no threads then), so that what they share need not be
    sent: at 10,000 directives that spares a second.
    """

    has_disk = True

    def __init__(self, jobs: int, method: str = "fork" if sys.platform == "linux" else "spawn") -> None:
        self._jobs = jobs
        self._method = method

    def map(self, do: Callable[[T], R], work: Iterable[T]) -> Iterator[R]:
        return self._run({}, do, work)

    def map_with(self, shared: S, do: Callable[[S, T], R], work: Iterable[T]) -> Iterator[R]:
        key = next(_keys)
        return self._run({key: shared}, _Shared(key, do), work)

    def beside(self, do: Callable[[], R], instead: Callable[[], R] | None = None) -> Callable[[], R]:
        if self._method != "fork" or active_count() > 1:
            return instead or do
        from multiprocessing import get_context  # noqa: PLC0415 - as below

        context = get_context("fork")
        result, answer = context.Pipe(duplex=False)
        process = context.Process(target=_answer, args=(do, answer), daemon=True)
        gc.freeze()
        process.start()
        answer.close()

        def asked() -> R:
            try:
                found: R = result.recv()
            except EOFError:  # it failed or was stopped: who asked will learn why
                found = do()
            process.join()
            return found

        return asked

    def _run(self, shared: Mapping[int, object], do: Callable[[T], R], work: Iterable[T]) -> Iterator[R]:
        work = iter(work)
        pieces = list(islice(work, 2))
        with _held(shared):
            if len(pieces) < 2:
                yield from map(do, pieces)
                return
            # Imported here: a small change needs no other process.
            from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415
            from concurrent.futures.process import BrokenProcessPool  # noqa: PLC0415
            from multiprocessing import get_context  # noqa: PLC0415

            gc.freeze()
            inherited = {} if self._method == "fork" else shared
            pool = ProcessPoolExecutor(
                self._jobs, mp_context=get_context(self._method), initializer=_begin, initargs=(inherited,)
            )
            try:
                yield from pool.map(do, chain(pieces, work))
            except BrokenProcessPool as error:
                raise CrewError(
                    "Salah satu proses pembangun berhenti mendadak, mungkin karena memori habis;"
                    " situs yang lama tetap ada. Coba lagi dengan --jobs 1."
                ) from error
            finally:
                pool.shutdown(wait=True, cancel_futures=True)


_keys = count()
_HELD: dict[int, Any] = {}


class _Shared:
    """A function with its shared argument, which is looked up where the work is done."""

    def __init__(self, key: int, do: Callable[[Any, Any], Any]) -> None:
        self._key = key
        self._do = do

    def __call__(self, work: Any) -> Any:
        return self._do(_HELD[self._key], work)


@contextmanager
def _held(shared: Mapping[int, object]) -> Iterator[None]:
    _HELD.update(shared)
    try:
        yield
    finally:
        for key in shared:
            del _HELD[key]


def _answer(do: Callable[[], object], answer: Any) -> None:
    os.nice(10)  # who asked goes on meanwhile, and should not have to wait
    _begin({})
    with suppress(Exception):
        answer.send(do())


def _begin(shared: Mapping[int, object]) -> None:
    """In a new worker: a worker whose parent was killed must not wait for work for ever."""
    from multiprocessing import parent_process  # noqa: PLC0415
    from threading import Thread  # noqa: PLC0415

    gc.disable()
    _HELD.update(shared)
    parent = parent_process()
    if parent is not None:
        Thread(target=_end_with, args=(parent.sentinel,), daemon=True).start()


def _end_with(sentinel: int) -> None:
    from multiprocessing.connection import wait  # noqa: PLC0415

    wait([sentinel])
    os._exit(1)


def processors() -> int:
    """How many processes this one may keep busy."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def crew(jobs: int) -> Crew:
    """So many processes."""
    return Alone() if jobs <= 1 else Processes(jobs)
