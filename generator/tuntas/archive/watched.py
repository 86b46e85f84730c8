"""An archive that notes what is read of it, so that who made something knows what it was made of.

Nothing is declared: whatever a page looks up while it is made is what it depends on, also what it
looks up in vain. When none of these entries has changed since, the page would come out the same.
See docs/decisions/060-observed-reads.md.
"""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final, Generic, TypeAlias, TypeVar, cast

from tuntas.archive.archive import Archive
from tuntas.archive.names import Target

K = TypeVar("K")
V = TypeVar("V")

Read: TypeAlias = str
"""An entry that was read, as `table/key`; `table` alone stands for the whole of it."""


class Reads:
    """What has been read since it was last asked."""

    def __init__(self) -> None:
        self.seen: set[tuple[str, object]] = set()
        self._spelled: dict[tuple[str, object], Read] = {}

    def note(self, table: str, key: object = None) -> None:
        """Note a read of one entry, or of a whole table."""
        self.seen.add((table, key))

    def take(self) -> list[Read]:
        """What was read, each entry once in any order, and begin anew."""
        seen, self.seen = self.seen, set()
        known = self._spelled
        for each in seen:
            if each not in known:
                table, key = each
                known[each] = table if key is None else f"{table}/{spelled(key)}"
        return [known[each] for each in seen]


class Table(Mapping[K, V], Generic[K, V]):
    """A mapping that notes which of its entries are read."""

    __slots__ = ("_inner", "_name", "_reads")

    def __init__(self, name: str, inner: Mapping[K, V], reads: Reads) -> None:
        self._name = name
        self._inner = inner
        self._reads = reads

    def __getitem__(self, key: K) -> V:
        self._reads.seen.add((self._name, key))
        return self._inner[key]

    def get(self, key: K, default: Any = None) -> Any:
        self._reads.seen.add((self._name, key))
        return self._inner.get(key, default)

    def __contains__(self, key: object) -> bool:
        self._reads.seen.add((self._name, key))
        return key in self._inner

    def __iter__(self) -> Iterator[K]:
        self._reads.seen.add((self._name, None))
        return iter(self._inner)

    def __len__(self) -> int:
        self._reads.seen.add((self._name, None))
        return len(self._inner)


class OfDirectives(Table[K, V]):
    """A table of what belongs to directives; what is read of one directive counts as one entry.

    Whoever shows one of its commitments mostly shows the others, and their events with their states: telling
    these apart would cost more than it could ever spare.
    """

    __slots__ = ("_directive", "_table")

    def __init__(self, name: str, inner: Mapping[K, V], reads: Reads) -> None:
        super().__init__(name, inner, reads)
        self._table = _OF_DIRECTIVES[name]
        self._directive: Callable[[Any], Any] = _of_commitment if name in _BY_COMMITMENT else str

    def __getitem__(self, key: K) -> V:
        self._reads.seen.add((self._table, self._directive(key)))
        return self._inner[key]

    def get(self, key: K, default: Any = None) -> Any:
        self._reads.seen.add((self._table, self._directive(key)))
        return self._inner.get(key, default)

    def __contains__(self, key: object) -> bool:
        self._reads.seen.add((self._table, self._directive(key)))
        return key in self._inner


ASKED, TOLD = "directives", "told"
"""Under these names is read what was asked for by a directive, and all that became of it."""

_BY_COMMITMENT: Final = {"commitments": ASKED, "states": TOLD}
_BY_DIRECTIVE: Final = (
    "events_of_directive",
    "events_withdrawn_of_directive",
    "corrections_of_directive",
    "progress_of_directive",
)
_OF_DIRECTIVES: Final = {**_BY_COMMITMENT, **dict.fromkeys(_BY_DIRECTIVE, TOLD)}


def _of_commitment(id: Any) -> str:
    return str(id).rpartition("/")[0]


def watched(archive: Archive, reads: Reads) -> Archive:
    """The same archive, of which every read is noted."""
    made = _Watched()
    for name in archive.__struct_fields__:
        _put(made, name, getattr(archive, name), "", reads)
    # What they answer is computed from their own tables, so these are what is read.
    for name in COMPUTING:
        made.__dict__[name] = _opened(getattr(archive, name), f"{name}.", reads)
    made.__dict__["holds"] = lambda target: Archive.holds(cast("Archive", made), target)
    return cast("Archive", made)


COMPUTING: Final = ("names", "lineage")
"""The parts of an archive that answer by their methods."""


class _Watched:
    """Notes when an attribute is read that is no table."""

    def __init__(self) -> None:
        self.__dict__["_whole"] = {}

    def __getattr__(self, name: str) -> Any:
        try:
            reads, read, value = self.__dict__["_whole"][name]
        except KeyError:
            raise AttributeError(name) from None
        reads.note(read)
        return value


def _opened(what: object, prefix: str, reads: Reads) -> object:
    """An object with all its methods, whose attributes are watched."""
    kind = type(what).__name__
    made: Any = _Watched.__new__(type(f"Watched{kind}", (type(what), _Watched), {}))
    _Watched.__init__(made)
    for name, value in vars(what).items():
        _put(made, name, value, prefix, reads)
    return made


def _put(into: _Watched, name: str, value: object, prefix: str, reads: Reads) -> None:
    if isinstance(value, Mapping):
        kind = OfDirectives if prefix + name in _OF_DIRECTIVES else Table
        into.__dict__[name] = kind(prefix + name, value, reads)
    else:
        into.__dict__["_whole"][name] = (reads, prefix + name, value)


def spelled(key: object) -> str:
    """A key of any table as text; within one table no two keys are spelled alike."""
    match key:
        case str():
            return key
        case dt.date():
            return key.isoformat()
        case Target():
            return f"{key.thing}:{key.id}"
        case tuple():
            return ":".join(map(str, key))
        case _:
            return repr(key)
