"""What the last build of a site made, of what, and what came of it."""

from array import array
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet

import msgspec

from tuntas.problems import Problem
from tuntas.publish.folder import Stamp


class Made(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """An output: what was read for it (places in `Ledger.reads`, as 32-bit numbers), and its files."""

    reads: bytes
    files: tuple[str, ...]


class Ledger(msgspec.Struct, frozen=True):
    """The last build of a site.

    `inputs` is the fingerprint of all that it was made of, `identity` that of the edition, `before` that of
    the one before, and `changed` are the files in which the two differ. `prints` are the fingerprints of
    `reads`, and `memory` is what was remembered when they were taken.
    """

    inputs: bytes = b""
    identity: str = ""
    before: str = ""
    changed: tuple[str, ...] = ()
    files: dict[str, Stamp] = {}
    outputs: dict[str, Made] = {}
    reads: tuple[str, ...] = ()
    prints: tuple[bytes, ...] = ()
    memory: bytes = b""
    problems: tuple[Problem, ...] = ()
    counts: dict[str, int] = {}

    def of(self, made: Made) -> list[str]:
        """What was read for an output."""
        return [self.reads[place] for place in places(made)]

    def stale(self, changed: AbstractSet[int]) -> dict[str, str]:
        """The outputs for which something was read at one of these places, with what that is."""
        found: dict[str, str] = {}
        for name, made in self.outputs.items() if changed else ():
            read = places(made)
            if not changed.isdisjoint(read):
                found[name] = self.reads[next(place for place in read if place in changed)]
        return found


def places(made: Made) -> memoryview:
    """The places of what was read for an output."""
    return memoryview(made.reads).cast("I")


class Entries:
    """The outputs of a ledger that is being written."""

    def __init__(self, last: Ledger, kept: Mapping[str, Made], *, anew: bool) -> None:
        """`kept` are those that stay as they are in the last ledger.

        Its reads keep their places, unless these are given `anew`: then what nobody reads is forgotten.
        """
        self._places: dict[str, int] = {} if anew else {read: place for place, read in enumerate(last.reads)}
        self.outputs: dict[str, Made] = {} if anew else dict(kept)
        if anew:
            for name, made in kept.items():
                self.add(name, last.of(made), made.files)

    def add(self, name: str, reads: Iterable[str], files: tuple[str, ...]) -> None:
        """Enter an output."""
        known = self._places
        numbers = array("I", [known.setdefault(read, len(known)) for read in reads])
        self.outputs[name] = Made(numbers.tobytes(), files)

    def reads(self) -> tuple[str, ...]:
        """Everything that was read, in the order of its places."""
        return tuple(self._places)
