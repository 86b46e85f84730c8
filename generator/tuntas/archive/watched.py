"""An archive that notes what is read of it, so that who made something knows what it was made of.

Nothing is declared: whatever a page looks up while it is made is what it depends on, also what it
looks up in vain. When none of these entries has changed since, the page would come out the same.
See docs/decisions/060-observed-reads.md.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sized
from hashlib import blake2b
from typing import Any, Final, Generic, TypeAlias, TypeVar, cast

import msgspec
from msgspec.structs import replace

from tuntas.archive.archive import Archive, Meeting
from tuntas.archive.events import Event, Tellable
from tuntas.archive.issued import Directive
from tuntas.archive.names import Target
from tuntas.archive.published import Report
from tuntas.archive.replay import State
from tuntas.archive.seconds import Seconds
from tuntas.read.facts import DirectiveId

K = TypeVar("K")
V = TypeVar("V")

Read: TypeAlias = str
"""An entry that was read, as `table/key`; `table` alone stands for the whole of it."""

Print: TypeAlias = bytes
"""The fingerprint of a value: equal values have equal ones."""

NOTHING: Final[Print] = b""
"""The fingerprint of what is not there."""

_SIZE = 12
_BETWEEN = b"\0"
_MANY = 1_000
_encode = msgspec.msgpack.Encoder(order="sorted").encode


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
                known[each] = table if key is None else f"{table}/{_spelled(key)}"
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


_ASKED, _TOLD = "directives", "told"
_BY_COMMITMENT: Final = {"commitments": _ASKED, "states": _TOLD}
_BY_DIRECTIVE: Final = ("events_of_directive", "corrections_of_directive", "progress_of_directive")
_OF_DIRECTIVES: Final = {**_BY_COMMITMENT, **dict.fromkeys(_BY_DIRECTIVE, _TOLD)}


def _of_commitment(id: Any) -> str:
    return str(id).rpartition("/")[0]


def watched(archive: Archive, reads: Reads) -> Archive:
    """The same archive, of which every read is noted."""
    made = _Watched()
    for name in archive.__struct_fields__:
        _put(made, name, getattr(archive, name), "", reads)
    # What they answer is computed from their own tables, so these are what is read.
    for name in _COMPUTING:
        made.__dict__[name] = _opened(getattr(archive, name), f"{name}.", reads)
    made.__dict__["holds"] = lambda target: Archive.holds(cast("Archive", made), target)
    return cast("Archive", made)


_COMPUTING = ("names", "lineage")
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


Taking: TypeAlias = Callable[[], list[Print]]
"""Takes some fingerprints."""


def _when_asked(taking: Taking) -> Taking:
    return taking


class Prints:
    """The fingerprints of an archive's entries, and of whatever else is read by name.

    The long text of a note is named by the note's fingerprint, so that it need not be gone through again.
    """

    def __init__(self, archive: Archive, notes: Mapping[str, bytes]) -> None:
        """`notes` are the fingerprints of notes by their files."""
        self._archive = archive
        self._notes = notes
        self._second = Seconds(archive).published
        # Events stand in several tables; each is known by where it lies in memory.
        self._events: dict[int, Print] = {}
        self._all = _print(_encode(sorted(notes.items())), _encode(archive.as_of))
        self._tables: dict[str, Any] = {name: getattr(archive, name) for name in archive.__struct_fields__}
        for part in _COMPUTING:
            for name, value in vars(getattr(archive, part)).items():
                self._tables[f"{part}.{name}"] = value
        self._spelled: dict[str, Mapping[str, Any]] = {}
        self._known: dict[Read, Print] = {}
        self._waited_for: Callable[[], None] | None = None

    def __getitem__(self, read: Read) -> Print:
        found = self._known.get(read)
        if found is None and self._waited_for:
            self._waited_for()
            found = self._known.get(read)
        if found is None:
            found = self._known[read] = self._of(read)
        return found

    def add(self, others: Mapping[Read, Print]) -> None:
        """Take the fingerprints of what is read beside the archive."""
        self._known.update(others)

    def take(self, reads: Iterable[Read], beside: Callable[[Taking], Taking] = _when_asked) -> None:
        """Take all of these that are part of the archive.

        Whoever works `beside` us takes those for which events are gone through; they are waited for when
        the first one of them is asked for.
        """
        plain: list[Read] = []
        eventful: list[Read] = []
        for read in reads:
            table = read.partition("/")[0]
            if table == _TOLD or table.startswith("events"):
                eventful.append(read)
            elif table in self._tables:
                plain.append(read)
        taken = beside(lambda: [self._of(read) for read in eventful])

        def wait() -> None:
            self._waited_for = None
            self._known.update(zip(eventful, taken(), strict=True))

        self._waited_for = wait
        self._known.update((read, self._of(read)) for read in plain)

    def _of(self, read: Read) -> Print:
        table, _, key = read.partition("/")
        if key and table in (_ASKED, _TOLD):
            directive = self._archive.directives.get(DirectiveId(key))
            if directive is None:
                return NOTHING
            return self._asked(directive) if table == _ASKED else self._told(directive)
        if table not in self._tables:
            return NOTHING
        value = self._tables[table]
        if not key:
            return self._whole(table, value)
        found = self._entries(table).get(key)
        return NOTHING if found is None else _print(*self._written(found))

    def _whole(self, table: str, value: object) -> Print:
        if isinstance(value, Sized) and len(value) > _MANY:
            return self._all  # who goes through so much reads of every note
        if isinstance(value, Mapping):
            entries = sorted(self._entries(table).items())
            return _print(*(part for key, each in entries for part in (key.encode(), *self._written(each))))
        return _print(*self._written(value))

    def _entries(self, table: str) -> Mapping[str, Any]:
        entries = self._spelled.get(table)
        if entries is None:
            found: Mapping[Any, Any] = self._tables[table]
            plain = isinstance(next(iter(found), ""), str)
            entries = found if plain else {_spelled(key): value for key, value in found.items()}
            self._spelled[table] = entries
        return entries

    def _written(self, value: object) -> Iterator[bytes]:
        match value:
            case Meeting() | Report():
                own = (getattr(value, name) for name in value.__struct_fields__ if name != "fact")
                yield self._notes[value.origin.file]
                yield _encode(tuple(own))
            case tuple() if value and isinstance(value[0], Event):
                yield self._told_by(value)
            case _:
                yield _encode(value)

    def _asked(self, of: Directive) -> Print:
        commitments = self._archive.commitments
        return _print(_encode((of, [commitments[each] for each in of.commitments])))

    def _told(self, of: Directive) -> Print:
        archive, id = self._archive, of.id
        states = archive.states
        standing = [_passing(states[each]) for each in of.commitments]
        return _print(
            _encode((standing, archive.progress_of_directive.get(id))),
            self._told_by(archive.events_of_directive.get(id, ())),
            _BETWEEN,
            self._told_by(archive.corrections_of_directive.get(id, ())),
        )

    def _told_by(self, events: Iterable[Tellable]) -> bytes:
        known = self._events
        return b"".join([known.get(id(each)) or self._event(each) for each in events])

    def _event(self, event: Tellable) -> Print:
        """With its second, in which the others of its day have a part."""
        # Its place among its note's facts only orders an event, and the order stands in each table.
        told = replace(event, position=0) if event.position else event
        made = self._events[id(event)] = _print(_encode((told, self._second(event))))
        return made


def _passing(state: State) -> tuple[object, ...]:
    """What of a state changes as days pass; all else follows from the commitment and its events."""
    return state.status, state.days_overdue, state.days_silent, state.closed_by


def _print(*written: bytes) -> Print:
    hashed = blake2b(digest_size=_SIZE)
    for each in written:
        hashed.update(each)
    return hashed.digest()


def _spelled(key: object) -> str:
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
