"""What a note puts on record, statement by statement: each with its path, as `arahan/pajak/judul`.

The paths are those that a correction names under `pada`. They are made of the keys that authors write and
of names, never of positions, so that an entry may move or get neighbours. The schema is walked, so a key
that is added to it is on record from then on.
"""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from enum import Enum
from typing import Any, Final, TypeAlias

import msgspec

from tuntas.archive.names import Names, commitment_slug, is_shared
from tuntas.problems import BODY, Keys
from tuntas.read import facts
from tuntas.read.facts import PlanId
from tuntas.read.note import Note
from tuntas.read.prose import Prose
from tuntas.read.records import EveryOr, List, RecordOf
from tuntas.read.schema import NOTES
from tuntas.vocabulary import EVERY_AGENCY, NoteKind

At: TypeAlias = tuple[str, ...]
PlanIn: TypeAlias = Callable[[int], PlanId | None]

TEXT: Final = "isi"
"""The path of the text below the front matter."""
FILES: Final = "berkas"
"""The paths of the files beside a note that it shows."""

LIVING: Final = frozenset(
    {
        (NoteKind.AGENCY, TEXT),
        (NoteKind.AGENCY, "situs"),
        (NoteKind.INNOVATION, TEXT),
        (NoteKind.INNOVATION, "tahap"),
        (NoteKind.PLAN, TEXT),
        (NoteKind.INDICATOR, TEXT),
        (NoteKind.INDICATOR, "sumber"),
    }
)
"""What describes the present and is kept up to date: no fact with a date, so not on record."""

TELLING: Final = frozenset({"tenggat", "persen", "tenggat_baru"})
"""Keys that say something by being left out: to give a value later alters what was published."""
TELLING_LISTS: Final = frozenset({"menggantikan", "mencabut"})
"""Lists of a directive whose entries change how another one stands."""


class Statement(msgspec.Struct, frozen=True):
    """One thing that a note says.

    `at` is its path in present names, `written` the path in the note's own words, `keys` the way to it in
    the note. A `whole` is an entry of a list: its text is what it is called, and all below it goes with it.
    """

    at: At
    written: At
    text: str
    keys: Keys
    whole: bool = False
    prose: bool = False

    @property
    def paths(self) -> frozenset[str]:
        """What a correction may call it."""
        return frozenset({"/".join(self.at), "/".join(self.written)})


def statements(
    note: Note,
    fact: facts.Fact,
    names: Names,
    government: str,
    files: Mapping[str, str],
    plan_in: PlanIn | None = None,
) -> dict[At, Statement]:
    """Everything that a note says, in the order of its keys; `files` are the hashes of what lies beside it.

    `names` are the present ones: an earlier id and the one that it leads to are the same. `plan_in` tells
    which plan a mission's number meant when the note was published.
    """
    walk = _Walk(note, names, government, plan_in or names.plan_in)
    found: dict[At, Statement] = {}
    for each in (*walk.note(fact), *_beside(note, files)):
        found.setdefault(each.at, each)
    return found


def plain(text: str) -> str:
    """A text without what is no change: line ends and repeated spaces."""
    return " ".join(text.split())


def _beside(note: Note, files: Mapping[str, str]) -> Iterator[Statement]:
    for name in note.files:
        if name in files:
            at = (FILES, name)
            yield Statement(at, at, files[name], ())


class _Path(msgspec.Struct, frozen=True):
    """Where the walk is: in present names, in the note's words, and in the note."""

    at: At = ()
    written: At = ()
    keys: Keys = ()

    def down(self, word: str) -> "_Path":
        return _Path((*self.at, word), (*self.written, word), (*self.keys, word))

    def into(self, index: int, name: str, written: str = "") -> "_Path":
        return _Path((*self.at, name), (*self.written, written or name), (*self.keys, index))


class _Walk:
    def __init__(self, note: Note, names: Names, government: str, plan_in: PlanIn) -> None:
        self._plan_in = plan_in
        self._note = note
        self._names = names
        self._government = government
        self._day: dt.date | None = None
        self._items: Mapping[str, Callable[[_Path, Any], Iterator[Statement]]] = {
            "sumber": self._named(lambda each: (each.title, each.title)),
            "foto": self._named(lambda each: (each.file, each.caption or each.file)),
            "arahan": self._directives,
            "komitmen": self._commitments,
            "butuh": self._named(lambda each: (each.source, each.what)),
            "tindak_lanjut": self._follow_ups,
            "bukti": self._evidence,
            "koreksi": self._named(lambda each: (each.date.isoformat(), each.text or each.after)),
            "skor": self._named(lambda each: (f"{each.year}/{each.assessor}", str(each.value))),
            "replikasi": self._named(lambda each: (self._agency(each.agency), each.agency)),
            "misi": self._named(lambda each: (str(each.number), each.title)),
            "nilai": self._named(lambda each: (str(each.year), str(each.year))),
        }

    def note(self, fact: facts.Fact) -> Iterator[Statement]:
        self._day = getattr(fact, "date", None)
        for each in self._record(_Path(), NOTES[self._note.kind], fact):
            if (self._note.kind, each.at[0]) not in LIVING:
                yield each
        if fact.body and (self._note.kind, TEXT) not in LIVING:
            yield Statement((TEXT,), (TEXT,), plain(fact.body.text), BODY, prose=True)

    def _record(
        self, path: _Path, record: RecordOf[Any], value: Any, skip: tuple[str, ...] = ()
    ) -> Iterator[Statement]:
        for word, key in record.keys.items():
            if word not in (*skip, "draf"):
                yield from self._value(path.down(word), word, key.type, getattr(value, key.name))

    def _value(self, path: _Path, word: str, kind: Any, value: Any) -> Iterator[Statement]:
        if word == "pemerintah":
            value = value or self._government
        if isinstance(kind, EveryOr):
            kind = kind.other
            value = (EVERY_AGENCY,) if value == EVERY_AGENCY else value
        if value is None or value == "" or value == ():  # noqa: PLR1714 - a Prose is costly to hash
            return
        if isinstance(kind, List):
            if isinstance(kind.item, RecordOf):
                yield from self._items[word](path, value)
            else:
                for index, each in enumerate(value):
                    present = self._present(word, each)
                    inside = path.into(index, present, each)
                    yield _whole(inside, present if word == "misi" else each)
        elif isinstance(kind, RecordOf):
            yield from self._record(path, kind, value)
        else:
            prose = isinstance(value, Prose)
            yield Statement(path.at, path.written, _text(value), path.keys, prose=prose)

    def _named(self, name: Callable[[Any], tuple[str, str]]) -> Callable[[_Path, Any], Iterator[Statement]]:
        """The entries of a list, by a name of their own; the second of a name gets a number."""

        def entries(path: _Path, values: Any) -> Iterator[Statement]:
            record = _record_of(self._note.kind, path.keys)
            count = _Count()
            for index, each in enumerate(values):
                called, text = name(each)
                inside = path.into(index, count(called))
                yield _whole(inside, text)
                yield from self._record(inside, record, each)

        return entries

    def _directives(self, path: _Path, values: tuple[facts.Directive, ...]) -> Iterator[Statement]:
        record = _record_of(self._note.kind, path.keys)
        count = _Count()
        for index, each in enumerate(values):
            present = self._names.directive(f"{self._note.id}/{each.id}")
            name = present.rpartition("/")[2] if present else each.id
            inside = path.into(index, count(name), each.id)
            yield _whole(inside, each.title)
            yield from self._record(inside, record, each, skip=("id",))

    def _commitments(self, path: _Path, values: tuple[facts.Commitment, ...]) -> Iterator[Statement]:
        """One for each agency that an entry names, as the archive knows them."""
        record = _record_of(self._note.kind, path.keys)
        count = _Count()
        for index, each in enumerate(values):
            slugs = (EVERY_AGENCY,) if each.agencies == EVERY_AGENCY else each.agencies
            for slug in slugs:
                name = commitment_slug(each, self._agency(slug))
                inside = path.into(index, count(name), commitment_slug(each, slug))
                yield _whole(inside, each.action or slug)
                if each.id and not is_shared(each):
                    own = inside.down("opd")
                    yield Statement(own.at, own.written, self._agency(slug), own.keys)
                yield from self._record(inside, record, each, skip=("id", "opd"))

    def _follow_ups(self, path: _Path, values: tuple[facts.FollowUp, ...]) -> Iterator[Statement]:
        record = _record_of(self._note.kind, path.keys)
        count = _Count()
        for index, each in enumerate(values):
            day = each.date or self._day
            present = self._names.commitment(each.commitment) or each.commitment
            inside = path.into(index, count(f"{present}/{day}"), f"{each.commitment}/{day}")
            yield _whole(inside, each.status.value)
            yield from self._record(inside, record, each, skip=("komitmen", "tanggal"))

    def _evidence(self, path: _Path, values: tuple[facts.Evidence, ...]) -> Iterator[Statement]:
        count = _Count()
        for index, each in enumerate(values):
            inside = path.into(index, count(each.target))
            yield _whole(inside, each.caption or each.target)
            for word, text in (("jenis", each.kind.value), ("keterangan", each.caption)):
                if text:
                    own = inside.down(word)
                    yield Statement(own.at, own.written, text, own.keys)

    def _present(self, word: str, written: str) -> str:
        """The present name of what an entry of a list names."""
        match word:
            case "hadir":
                return self._agency(written)
            case "melanjutkan" | "mencabut":
                return self._names.directive(written) or written
            case "menggantikan":
                if self._note.kind is NoteKind.AGENCY:
                    return self._agency(written)
                return self._names.directive(written) or written
            case "misi":
                if "/" in written or self._day is None:
                    return written
                plan = self._plan_in(self._day.year)
                return f"{plan}/{int(written)}" if plan else written
            case _:
                return written

    def _agency(self, slug: str) -> str:
        return self._names.agency(slug) or slug


class _Count:
    """Tells entries of the same name apart, as the identities of events do: by a number."""

    def __init__(self) -> None:
        self._seen: Counter[str] = Counter()

    def __call__(self, name: str) -> str:
        self._seen[name] += 1
        return name if self._seen[name] == 1 else f"{name}/{self._seen[name]}"


def _whole(path: _Path, text: str) -> Statement:
    return Statement(path.at, path.written, text, path.keys, whole=True)


def _record_of(kind: NoteKind, keys: Keys) -> RecordOf[Any]:
    """The record that a list holds, by the way to it."""
    record: Any = NOTES[kind]
    for key in keys:
        if isinstance(key, str):
            record = record.keys[key].type.item
    return record  # type: ignore[no-any-return]


def _text(value: object) -> str:
    match value:
        case Prose():
            return plain(value.text)
        case bool():
            return "true" if value else "false"
        case Enum():
            return str(value.value)
        case _:
            return str(value)
