"""The fingerprints of an archive's entries: what has another one than before has changed.

What was read of an archive for a page is known by name (`tuntas.archive.watched`), and when none of these
entries has changed, the page would come out the same.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence, Sized
from hashlib import blake2b
from itertools import chain
from operator import itemgetter
from typing import Any, Final, NamedTuple, TypeAlias
from zlib import crc32

import msgspec
from msgspec.structs import replace

from tuntas.archive.archive import Archive, Meeting
from tuntas.archive.events import (
    COMPLETIONS,
    AnyEvent,
    CommitmentEvent,
    DirectiveIssued,
    Event,
    Phase,
    Tellable,
    Withdrawn,
    phase,
)
from tuntas.archive.issued import Directive
from tuntas.archive.lookups import by
from tuntas.archive.published import Report
from tuntas.archive.replay import State
from tuntas.archive.seconds import Seconds
from tuntas.archive.streams import Stream
from tuntas.archive.watched import ASKED, COMPUTING, TOLD, Read, spelled
from tuntas.read.facts import DirectiveId

Print: TypeAlias = bytes
"""The fingerprint of a value: equal values have equal ones."""

NOTHING: Final[Print] = b""
"""The fingerprint of what is not there."""

_SIZE = 12
_COUNT = _SECOND = _PLACE = 4
_TIMED = _SIZE + _SECOND
_EVENT = _TIMED + _PLACE
_BETWEEN = b"\0"
_MANY = 1_000
_BY_ITSELF: Final = frozenset({"events_of_day", "events_of_origin", "events_of_agency", "events_of_stream"})
"""In which entries of these tables an event stands follows from itself and from what it is told of."""


class Known(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """The fingerprints of a directive, or of a note that tells of itself.

    They hold as long as its `grounds` are the same, which lie in these `files`. `asked` is that of what was
    asked for, `told` that of all that became of it, and `events` are those of its events one after another,
    each with its second of the day and its place among the facts of its note.
    """

    grounds: Print
    asked: Print
    told: Print
    events: bytes
    files: tuple[int, ...]


class Memory(msgspec.Struct, frozen=True):
    """What an archive was when its fingerprints were taken.

    `general` is that of what bears on all that is told, `names` that of where references lead, `notes` are
    those of notes by their files; `days` say how much was told of each.
    """

    general: Print = NOTHING
    names: Print = NOTHING
    notes: dict[str, bytes] = {}
    known: dict[str, Known] = {}
    days: dict[dt.date, int] = {}


_encode = msgspec.msgpack.Encoder(order="sorted").encode
_encode_as_is = msgspec.msgpack.Encoder().encode
_remember = msgspec.msgpack.Decoder(Memory).decode


class _Subject(NamedTuple):
    """What events are told of: a directive, or a note that tells of itself, which its file names."""

    id: str
    events: Sequence[AnyEvent]
    directive: Directive | None = None


class Prints:
    """The fingerprints of an archive's entries, and of whatever else is read by name.

    The long text of a note is named by the note's fingerprint, so that it need not be gone through again.
    Nor need that what notes tell of a directive, while these notes are the same: see
    docs/decisions/063-what-the-same-notes-tell.md.
    """

    def __init__(
        self, archive: Archive, notes: Mapping[str, bytes], general: Print = NOTHING, last: bytes = b""
    ) -> None:
        """`notes` are the fingerprints of notes by their files, `general` that of those without a date.

        `last` is the memory of the archive whose fingerprints are known.
        """
        self._archive = archive
        self._notes = notes
        self._all = _print(_encode(sorted(notes.items())), _encode(archive.as_of))
        self._tables: dict[str, Any] = {name: getattr(archive, name) for name in archive.__struct_fields__}
        for part in COMPUTING:
            for name, value in vars(getattr(archive, part)).items():
                self._tables[f"{part}.{name}"] = value
        self._tables[TOLD] = None
        self._spelled: dict[str, Mapping[str, Any]] = {}
        self._found: dict[Read, Print] = {}
        self._seconds = Seconds(archive)
        self._of_notes = by(_of_notes(archive), lambda each: each.origin.file)
        # There are many events, and each is known by where it lies in memory.
        self._events: dict[int, bytes] = {}
        self._touched: set[int] = set()
        leading = archive.names.meetings, archive.names.directives, archive.names.commitments
        self._memory = Memory(
            general=_print(_encode(self._general(general))),
            names=_print(_encode_as_is(leading)),
            notes={**notes},
            known={},
            days={},
        )
        before = _remember(last) if last else Memory()
        self._is_steady = before.general == self._memory.general
        self._recall(before)

    def __getitem__(self, read: Read) -> Print:
        found = self._found.get(read)
        if found is None:
            table, _, key = read.partition("/")
            found = self._found[read] = self._of(table, key)
        return found

    def add(self, others: Mapping[Read, Print]) -> None:
        """Take the fingerprints of what is read beside the archive."""
        self._found.update(others)

    def changed(self, reads: Iterable[Read], known: Iterable[Print], *, beside: bool) -> set[int]:
        """The places of those whose fingerprints are not the known ones: of the archive, or `beside` it."""
        changed: set[int] = set()
        tables, found = self._tables, self._found
        steady: Collection[str] = _BY_ITSELF if self._is_steady else ()
        for place, (read, print_) in enumerate(zip(reads, known, strict=True)):
            table, _, key = read.partition("/")
            if (table in tables) == beside:
                continue
            if beside:
                now = self[read]
            elif table in steady and self._is_untouched(table, key, print_):
                now = print_
            else:
                now = self._of(table, key)
            found[read] = now
            if now != print_:
                changed.add(place)
        return changed

    def _is_untouched(self, table: str, key: str, known: Print) -> bool:
        """Whether an entry holds as many events as before, and none that is not as it was.

        Then it holds the same ones, in the same order.
        """
        events: Sequence[Tellable] = self._entries(table).get(key, ())
        return bool(events) and known[:_COUNT] == _count(events) and self._touched.isdisjoint(map(id, events))

    @property
    def memory(self) -> bytes:
        """What is to be remembered for the next time."""
        return _encode_as_is(self._memory)

    # --- what is told ---

    def _recall(self, last: Memory) -> None:
        """Take the fingerprints of what is told, or find that they are known; all else is touched."""
        archive, memory, touched = self._archive, self._memory, self._touched
        touched.update(map(id, archive.withdrawn))
        days = {each.date for each in archive.withdrawn}
        # A note bears on what it tells of, and where references lead as before, on nothing else.
        near = self._near(last) if self._is_steady and last.names == memory.names else None
        # What was withdrawn has no place in `Known.events`, so its second is asked for each time.
        withdrawn = archive.events_withdrawn_of_directive
        anew: list[tuple[_Subject, Print]] = []
        for id_ in chain(archive.directives, self._of_notes):
            known = last.known.get(id_)
            if near is None or known is None or id_ in near or id_ in withdrawn:
                subject = self._subject(id_)
                grounds = _print(memory.general, self._grounds(subject))
                if known is None or known.grounds != grounds or id_ in withdrawn:
                    anew.append((subject, grounds))
                    continue
            memory.known[id_] = known
        for event in self._changed([subject for subject, _ in anew], last):
            touched.add(id(event))
            days.add(event.date)
        for day, events in archive.events_of_day.items():
            many = memory.days[day] = len(events) + len(archive.events_withdrawn.get(day, ()))
            if last.days.get(day) != many:
                days.add(day)
        anew += [(each, memory.known[each.id].grounds) for each in self._displaced(days)]
        for subject, grounds in anew:
            memory.known[subject.id] = self._taken(subject, grounds)

    def _changed(self, subjects: Iterable[_Subject], last: Memory) -> Iterator[AnyEvent]:
        """The events that were not told before, or now stand elsewhere, in their note or in the archive."""
        stayed: defaultdict[tuple[str, Phase], list[tuple[int, bytes, AnyEvent]]] = defaultdict(list)
        for subject in subjects:
            known = last.known.get(subject.id)
            if known is None or known.asked != self._asked(subject):
                yield from subject.events
                continue
            before = {each[:_SIZE]: each for each in _cut(known.events)}
            for event in subject.events:
                found = before.get(_event(event))
                if found is None:
                    yield event
                else:
                    self._events[id(event)] = found[:_TIMED]
                    stayed[event.origin.file, phase(event)].append((event.position, found[_TIMED:], event))
        for events in stayed.values():
            events.sort(key=itemgetter(0, 1))
            places = [place for _, place, _ in events]
            if places != sorted(places):
                yield from (event for _, _, event in events)

    def _subject(self, id_: str) -> _Subject:
        directive = self._archive.directives.get(DirectiveId(id_))
        if directive is None:
            return _Subject(id_, self._of_notes[id_])
        return _Subject(id_, self._archive.events_of_directive.get(directive.id, ()), directive)

    def _general(self, general: Print) -> object:
        """What bears on all that is told."""
        archive = self._archive
        # What was told as a completion once stays among these, whatever it is now.
        stays = [
            each.id
            for (stream, *_), events in archive.events_of_stream.items()
            if stream == Stream.COMPLETIONS
            for each in events
            if not isinstance(each, COMPLETIONS)
        ]
        return general, archive.government, archive.as_of, stays, archive.withdrawn

    def _near(self, last: Memory) -> set[str]:
        """What is told by the notes that have changed, or was told by them before."""
        archive, before, now = self._archive, last.notes, self._notes
        files = {file for file in before.keys() | now.keys() if before.get(file) != now.get(file)}
        numbers = set(map(_number, files))
        near = {id_ for id_, known in last.known.items() if not numbers.isdisjoint(known.files)}
        origins = [each.origin for each in archive.meetings.values()]
        origins += [each.origin for each in archive.reports.values()]
        for origin in origins:
            if origin.file in files:
                near.update(map(_told_of, archive.events_of_origin.get(origin.id, ())))
        for id_ in near & archive.directives.keys():
            near.update(chain(*_ties(archive.directives[DirectiveId(id_)])))
        for directive, made in archive.corrections_of_directive.items():
            if any(each.origin.file in files for each in made):
                near.add(directive)
        return near

    def _files(self, of: _Subject) -> Iterable[str]:
        """The notes that tell of it, and those of its ties."""
        archive, directive = self._archive, of.directive
        files = [each.origin.file for each in of.events]
        if directive is not None:
            files.append(directive.origin.file)
            files += [each.origin.file for each in archive.corrections_of_directive.get(directive.id, ())]
            files += [archive.directives[each].origin.file for each in chain(*_ties(directive))]
        return dict.fromkeys(files)

    def _grounds(self, of: _Subject) -> bytes:
        """What bears on one: which events there are, and what the notes say that tell of it."""
        archive, directive = self._archive, of.directive
        events = [(each.id, each.position, each.origin.file) for each in of.events]
        notes = [(file, self._note(file)) for file in self._files(of)]
        if directive is None:
            return _encode((events, notes))
        corrections = archive.corrections_of_directive.get(directive.id, ())
        return _encode((events, notes, _ties(directive), corrections))

    def _displaced(self, days: Iterable[dt.date]) -> Iterable[_Subject]:
        """What is told as before, but for a second of these days that another event took or gave back."""
        found: dict[str, _Subject] = {}
        for day in days:
            for event in self._archive.events_of_day.get(day, ()):
                if id(event) in self._touched:
                    continue
                self._fill(event)
                told, second = self._events[id(event)], self._second(event)
                if told[_SIZE:] != second:
                    self._touched.add(id(event))
                    self._events[id(event)] = told[:_SIZE] + second
                    subject = self._subject(_told_of(event))
                    if subject.id in self._memory.known:
                        found[subject.id] = subject
        return found.values()

    def _note(self, file: str) -> bytes:
        return self._notes.get(file, NOTHING)  # there is none of a note with an error, which is not published

    def _asked(self, of: _Subject) -> Print:
        if of.directive is None:
            return NOTHING
        commitments = [self._archive.commitments[each] for each in of.directive.commitments]
        return _print(_encode((of.directive, commitments)))

    def _taken(self, of: _Subject, grounds: Print) -> Known:
        timed = [_event(each) + self._second(each) for each in of.events]
        events = b"".join([each + _place(event) for each, event in zip(timed, of.events, strict=True)])
        files, directive = tuple(map(_number, self._files(of))), of.directive
        if directive is None:
            return Known(grounds, NOTHING, NOTHING, events, files)
        archive, id_ = self._archive, directive.id
        standing = [_passing(archive.states[each]) for each in directive.commitments]
        told = _print(
            _encode((standing, archive.progress_of_directive.get(id_))),
            *timed,
            _BETWEEN,
            b"".join([_event(each) for each in archive.corrections_of_directive.get(id_, ())]),
            _BETWEEN,
            self._told_by(archive.events_withdrawn_of_directive.get(id_, ())),
        )
        return Known(grounds, self._asked(of), told, events, files)

    def _told_by(self, events: Sequence[Tellable]) -> bytes:
        """With their seconds, in which the others of their days have a part."""
        for each in events:
            self._fill(each)
        return b"".join(map(self._events.__getitem__, map(id, events)))

    def _fill(self, event: Tellable) -> None:
        """Look up the fingerprint of an event, and of all others that are told of the same."""
        if id(event) in self._events:
            return
        if isinstance(event, Withdrawn):
            self._events[id(event)] = _event(event) + self._second(event)
            return
        subject = self._subject(_told_of(event))
        known = _cut(self._memory.known[subject.id].events)
        for each, written in zip(subject.events, known, strict=True):
            self._events[id(each)] = written[:_TIMED]

    def _second(self, event: Tellable) -> bytes:
        return self._seconds.published(event).to_bytes(_SECOND, "big")

    # --- entries ---

    def _of(self, table: str, key: str) -> Print:
        if key and table in (ASKED, TOLD):
            known = self._memory.known.get(key)
            if known is None:
                return NOTHING
            return known.asked if table == ASKED else known.told
        if not key:
            return self._whole(table, self._tables[table]) if table in self._tables else NOTHING
        found = self._entries(table).get(key)
        if found is None:
            return NOTHING
        if table in _BY_ITSELF:
            return _count(found) + _print(self._told_by(found))
        return _print(_encode(found)) if type(found) is str else _print(*self._written(found))

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
            found: Mapping[Any, Any] = self._tables.get(table, {})
            plain = isinstance(next(iter(found), ""), str)
            entries = found if plain else {spelled(key): value for key, value in found.items()}
            self._spelled[table] = entries
        return entries

    def _written(self, value: object) -> Iterator[bytes]:
        match value:
            case Meeting() | Report():
                own = (getattr(value, name) for name in value.__struct_fields__ if name != "fact")
                yield self._note(value.origin.file)
                yield _encode(tuple(own))
            case tuple() if value and isinstance(value[0], Event):
                yield self._told_by(value)
            case _:
                yield _encode(value)


def _of_notes(archive: Archive) -> Iterator[AnyEvent]:
    """The events that are told of no directive."""
    for (stream, *_), events in archive.events_of_stream.items():
        if stream == Stream.MEETINGS:
            yield from (each for each in events if not isinstance(each, Withdrawn))
    yield from archive.corrections


def _told_of(event: AnyEvent) -> str:
    """The id of what an event is told of."""
    return event.directive if isinstance(event, (CommitmentEvent, DirectiveIssued)) else event.origin.file


def _number(file: str) -> int:
    """A number for a file; those of two may be the same."""
    return crc32(file.encode("utf-8", "surrogateescape"))


def _ties(of: Directive) -> Sequence[Sequence[DirectiveId]]:
    return of.continues, of.replaces, of.revokes, of.continued_by, of.replaced_by, of.revoked_by


def _event(event: Tellable) -> Print:
    # Its place among its note's facts only orders an event, and the order stands in each table.
    return _print(_encode(replace(event, position=0) if event.position else event))


def _place(event: AnyEvent) -> bytes:
    return event.position.to_bytes(_PLACE, "big")


def _cut(events: bytes) -> list[bytes]:
    return [events[first : first + _EVENT] for first in range(0, len(events), _EVENT)]


def _count(of: Sized) -> bytes:
    return len(of).to_bytes(_COUNT, "big")


def _passing(state: State) -> tuple[object, ...]:
    """What of a state changes as days pass; all else follows from the commitment and its events."""
    return state.status, state.days_overdue, state.days_silent, state.closed_by


def _print(*written: bytes) -> Print:
    return blake2b(written[0] if len(written) == 1 else b"".join(written), digest_size=_SIZE).digest()
