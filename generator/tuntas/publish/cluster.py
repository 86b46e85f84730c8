"""The crew of a Dask cluster, for many archives on many machines.

Dask's own `concurrent.futures.Executor` does the work. What all share is sent to each worker once. The
workers need Tuntas and nothing of the project: files are read and written here.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from tuntas.publish.crew import CrewError

S = TypeVar("S")
T = TypeVar("T")
R = TypeVar("R")

_SECONDS = 10


class Cluster:
    """The workers behind a client of Dask."""

    has_disk = False

    def __init__(self, client: Any) -> None:
        self._client = client
        self._executor = client.get_executor()

    def map(self, do: Callable[[T], R], work: Iterable[T]) -> Iterator[R]:
        return self._run(do, list(work))

    def map_with(self, shared: S, do: Callable[[S, T], R], work: Iterable[T]) -> Iterator[R]:
        pieces = list(work)
        held = self._client.scatter(shared, broadcast=True, hash=False) if pieces else None
        return self._run(do, [held] * len(pieces), pieces)

    def beside(self, do: Callable[[], R], instead: Callable[[], R] | None = None) -> Callable[[], R]:
        return instead or do

    def _run(self, do: Callable[..., R], *work: Iterable[Any]) -> Iterator[R]:
        from distributed import KilledWorker  # noqa: PLC0415 - only who has a cluster has Dask

        try:
            yield from self._executor.map(do, *work)
        except KilledWorker as error:
            raise CrewError(
                "Proses di klaster berhenti mendadak; situs yang lama tetap ada. Coba lagi tanpa --cluster."
            ) from error


@contextmanager
def cluster(address: str) -> Iterator[Cluster]:
    """The crew at the address of a Dask scheduler: `tcp://10.0.0.5:8786`."""
    try:
        from distributed import Client  # noqa: PLC0415 - only who has a cluster has Dask
    except ImportError:
        raise CrewError(
            "`--cluster` membutuhkan paket distributed: jalankan `pip install tuntas[cluster]`."
        ) from None
    try:
        client = Client(address, timeout=_SECONDS, set_as_default=False)  # type: ignore[no-untyped-call]
    except (OSError, ValueError, TimeoutError) as error:
        raise CrewError(f"Klaster {address} tidak menjawab: {error}") from None
    with client:
        yield Cluster(client)
