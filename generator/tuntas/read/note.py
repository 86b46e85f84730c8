"""A note's bytes to its facts: decode, split, parse, type. Nothing here raises for an author."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import msgspec
from frontmatter.default_handlers import YAMLHandler

from tuntas.problems import BODY, Keys, Problem, Span, has_errors
from tuntas.read.characters import code_point, forbidden
from tuntas.read.facts import Fact, Person
from tuntas.read.files import Location
from tuntas.read.lfs import is_pointer
from tuntas.read.passages import read_prose
from tuntas.read.picture import Picture
from tuntas.read.reading import Invalid, Reading
from tuntas.read.schema import NOTES
from tuntas.read.slugs import is_slug
from tuntas.read.syntax import Fault, Mark
from tuntas.read.tree import Tree, parse
from tuntas.vocabulary import NoteKind

MAX_FRONT_MATTER = 64 * 1024
MAX_NOTE = 1024 * 1024


class Note(msgspec.Struct, frozen=True):
    """A note as read: its facts (none where a problem was found) and the files that it uses.

    `id` and `aliases` stand even where the facts do not, so that references to a broken note are
    not also reported as leading nowhere. `partial` are the facts of a broken note as far as they
    could be read, so that the rest of its problems is found in the same run; `kept` says which
    entries of its lists they hold.
    """

    file: str
    kind: NoteKind
    id: str
    fact: Fact | None
    files: tuple[str, ...]
    problems: tuple[Problem, ...]
    aliases: tuple[str, ...] = ()
    partial: Fact | None = None
    kept: Mapping[Keys, tuple[int, ...]] = {}
    pictures: Mapping[str, Picture] = {}
    """The pictures among its files, where they have been measured."""
    documents: Mapping[str, int] = {}
    """The documents among its files, where they have been looked into, with their sizes in bytes."""

    @property
    def known(self) -> Fact | None:
        """The facts, as far as they could be read."""
        return self.fact or self.partial

    @property
    def beside(self) -> tuple[str, ...]:
        """The paths of the files that it uses, in the order of their names in `files`."""
        folder = self.file.rpartition("/")[0]
        return tuple([f"{folder}/{name}" for name in self.files])

    def written(self, keys: Keys) -> Keys:
        """The way to a value as it stands in the note, from the way to it in `known`."""
        way: Keys = ()
        for key in keys:
            kept = self.kept.get(way)
            way = (*way, kept[key] if kept is not None and isinstance(key, int) else key)
        return way


class Parts(msgspec.Struct, frozen=True):
    """A note cut at its fences; the line numbers count from 0 in the whole note."""

    front_matter: str
    front_line: int
    body: str
    body_line: int


def read_note(location: Location, data: bytes, beside: frozenset[str]) -> Note:
    """Read one note; what it says wrongly comes back as problems."""
    reading = Reading(location.file, beside)
    fact = _read(location, data, reading)
    whole = not has_errors(reading.problems)
    return Note(
        location.file,
        location.kind,
        location.id,
        fact if whole else None,
        tuple(dict.fromkeys(reading.files)),
        tuple(reading.problems),
        getattr(fact, "aliases", tuple(reading.aliases)),
        None if whole else fact,
        reading.kept,
    )


def _read(location: Location, data: bytes, reading: Reading) -> Fact | None:
    text = decode(location.file, data)
    if isinstance(text, Problem):
        reading.problems.append(text)
        return None
    parts = split(location.file, text)
    if isinstance(parts, Problem):
        reading.problems.append(parts)
        return None
    tree, faults = parse(parts.front_matter)
    reading.problems.extend(_as_problem(location.file, parts, fault) for fault in faults)
    if any(fault.code != "duplicate-key" for fault in faults):
        return None
    if not isinstance(tree, dict):
        reading.problems.append(Problem("not-a-mapping", Span(location.file, 1, 1, 3)))
        return None
    reading.aliases = _aliases(tree.get("alias"))
    fallback = _fallback(location)
    if body := parts.body.strip("\n"):
        converted = read_prose(body, BODY, reading)
        fallback["body"] = None if isinstance(converted, Invalid) else converted
    fact = NOTES[location.kind].read_keys(tree, (), reading, fallback)
    if isinstance(fact, Invalid):
        return None
    _fits_its_name(location, fact, reading)
    return fact  # type: ignore[no-any-return]


def _fallback(location: Location) -> dict[str, object]:
    """What stands in for a faulty title or date, so that the rest of the note can be checked."""
    name = location.id.rpartition("/")[2]
    try:
        day = date.fromisoformat(name[:10])
    except ValueError:
        day = date.min
    match location.kind:
        case NoteKind.MEETING:
            return {"title": name, "date": day, "chair": Person("")}
        case NoteKind.REPORT:
            return {"title": name, "date": day, "follow_ups": ()}
        case NoteKind.AGENCY:
            return {"name": name, "short_name": name}
        case NoteKind.INNOVATION:
            return {"name": name, "started": 0}
        case NoteKind.INDICATOR:
            return {"name": name, "unit": ""}
        case NoteKind.PLAN:
            first, _, last = name.partition("-")
            years = {"first_year": int(first), "last_year": int(last)}
            return {"title": name, "missions": (), **years}


def _aliases(value: Tree) -> list[str]:
    values = value if isinstance(value, list) else [value]
    return [each.strip() for each in values if isinstance(each, str) and is_slug(each.strip())]


def decode(file: str, data: bytes) -> str | Problem:
    """UTF-8, with or without a byte-order mark, any line ends, no invisible characters."""
    if len(data) > MAX_NOTE:
        detail: dict[str, str | int] = {"size": len(data), "limit": MAX_NOTE}
        return Problem("note-too-large", Span(file, 1, 1, 0), detail)
    if is_pointer(data):
        return Problem("git-lfs-pointer", Span(file, 1, 1, 0), {"name": file.rpartition("/")[2]})
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = lines_of(data[: error.start])
        line = before.count("\n") + 1
        column = len(before) - (before.rfind("\n") + 1) + 1
        return Problem("not-utf-8", Span(file, line, column), {"byte": f"0x{data[error.start]:02X}"})
    text = _with_plain_line_ends(text)
    index = forbidden(text)
    if index >= 0:
        line = text.count("\n", 0, index) + 1
        column = index - (text.rfind("\n", 0, index) + 1) + 1
        return Problem("invisible-character", Span(file, line, column), {"point": code_point(text[index])})
    return text


def lines_of(data: bytes) -> str:
    """The lines of a note, with a mark for each byte that is no UTF-8."""
    return _with_plain_line_ends(data.decode("utf-8-sig", "replace"))


def _with_plain_line_ends(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def split(file: str, text: str) -> Parts | Problem:
    """Cut a note at its fences, the way python-frontmatter does, and keep the line numbers."""
    handler = YAMLHandler()
    fence = handler.FM_BOUNDARY
    opening = fence.match(text)
    if opening is None:
        found = fence.search(text)
        if found and not text[: found.start()].strip():
            return Problem("text-before-fence", Span(file, 1, 1))
        return Problem("text-before-fence" if found else "no-front-matter", Span(file, 1, 1))
    try:
        front_matter, body = handler.split(text)
    except ValueError:  # there is but one fence
        return Problem("no-closing-fence", Span(file, 1, 1, 3))
    if len(front_matter.encode()) > MAX_FRONT_MATTER:
        detail: dict[str, str | int] = {"limit": MAX_FRONT_MATTER}
        return Problem("front-matter-too-large", Span(file, 1, 1, 3), detail)
    front_line = text.count("\n", 0, opening.end())
    body_line = text.count("\n", 0, len(text) - len(body))
    return Parts(front_matter, front_line, body, body_line)


def _as_problem(file: str, parts: Parts, fault: Fault) -> Problem:
    related = (_span(file, parts, fault.first),) if fault.first else ()
    where = _span(file, parts, fault.mark)
    return Problem(fault.code, where, fault.detail, fault.suggestion, related)


def _span(file: str, parts: Parts, mark: Mark) -> Span:
    length = mark.end_column - mark.column if mark.end_line == mark.line else 1
    return Span(file, parts.front_line + mark.line + 1, mark.column + 1, max(length, 1))


def _fits_its_name(location: Location, fact: Any, reading: Reading) -> None:
    """The date in a note's name is its date; a plan's name is its years."""
    name = location.id.rpartition("/")[2]
    if location.kind in {NoteKind.MEETING, NoteKind.REPORT}:
        day: date = fact.date
        if day != date.min and not name.startswith(day.isoformat()):
            reading.report("date-differs-from-name", ("tanggal",), date=day.isoformat(), name=name)
    if (
        location.kind is NoteKind.PLAN
        and fact.first_year <= fact.last_year
        and name != f"{fact.first_year}-{fact.last_year}"
    ):
        years = f"{fact.first_year}-{fact.last_year}"
        reading.report("years-differ-from-name", ("mulai",), years=years, name=name)
