"""The types of the schema: each reads one value of a note's tree, and describes itself.

A type reads what stands there or reports why it cannot; it never raises. What it describes is
a JSON Schema (draft 2020-12), so that editors and forms accept exactly what the check accepts.
"""

import re
import sys
import unicodedata
from calendar import monthrange
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from html import unescape
from types import MappingProxyType
from typing import Any, Final, Generic, Protocol, TypeVar
from urllib.parse import urlsplit

import msgspec

from tuntas.problems import Keys, Pointer, Problem
from tuntas.read.characters import code_point, forbidden
from tuntas.read.prose import Prose, prose
from tuntas.read.tree import Tree
from tuntas.suggestion import nearest
from tuntas.vocabulary import EVERY_AGENCY

T_co = TypeVar("T_co", covariant=True)
T = TypeVar("T")
Schema = dict[str, Any]

SLUG: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
MAX_SLUG: Final = 80
MAX_LINE: Final = 200
FIRST_YEAR, LAST_YEAR = 1945, 2199
_ENTITY = re.compile(r"&#(?:[0-9]+|[xX][0-9A-Fa-f]+);?|&[A-Za-z0-9]+;")
_MONTHS = "januari februari maret april mei juni juli agustus september oktober november desember"
_MONTH_NUMBERS = {name[:3]: number for number, name in enumerate(_MONTHS.split(), 1)}


class Invalid:
    """Stands for a value that could not be read; its problem has been reported."""


INVALID: Final = Invalid()


class Reading:
    """One note being read: its file, what lies beside it, and the problems found so far."""

    def __init__(self, file: str, beside: frozenset[str] = frozenset()) -> None:
        self.file = file
        self.beside = beside
        self.problems: list[Problem] = []
        self.files: list[str] = []
        self.aliases: list[str] = []
        """The earlier ids, which are needed even if the rest cannot be read."""
        self.kept: dict[Keys, tuple[int, ...]] = {}
        """For a list with faulty entries: which of them, as written, could be read."""

    def report(
        self,
        code: str,
        at: Keys,
        *,
        on_key: bool = False,
        find: str = "",
        suggestion: str = "",
        **detail: str | int,
    ) -> Invalid:
        where = Pointer(self.file, at, on_key=on_key, find=find)
        self.problems.append(Problem(code, where, detail, suggestion))
        return INVALID

    def uses_file(self, name: str, at: Keys, *, find: str = "") -> bool:
        """Note that the author shows a file beside the note; report it if it is not there."""
        if name in self.beside:
            self.files.append(name)
            return True
        self.report("missing-file", at, find=find, suggestion=nearest(name, self.beside), name=name)
        return False


class Type(Protocol[T_co]):
    """What a key's value may be."""

    def read(self, value: Tree, at: Keys, reading: Reading) -> T_co | Invalid:
        """The typed value, or INVALID once the problem is reported."""

    def schema(self) -> Schema:
        """The same in JSON Schema."""


def _text_of(value: Tree, wanted: str, at: Keys, reading: Reading) -> str | Invalid:
    if isinstance(value, str) and value.strip():
        return value.strip()
    if not value or isinstance(value, str):
        return reading.report("empty-value", at, wanted=wanted)
    return reading.report("not-a-single-value", at, wanted=wanted)


class Text:
    """One line of plain text."""

    def __init__(self, longest: int = MAX_LINE) -> None:
        self.longest = longest

    def read(self, value: Tree, at: Keys, reading: Reading) -> str | Invalid:
        text = _text_of(value, "teks", at, reading)
        if isinstance(text, Invalid):
            return text
        text = " ".join(text.split())
        if len(text) > self.longest:
            return reading.report("text-too-long", at, length=len(text), limit=self.longest)
        return text

    def schema(self) -> Schema:
        # A bare number or `no` is text too: notes are read as they are written.
        return {"type": ["string", "number", "boolean"], "maxLength": self.longest}


class Markdown:
    """A text in Markdown."""

    def read(self, value: Tree, at: Keys, reading: Reading) -> Prose | Invalid:
        text = _text_of(value, "teks Markdown", at, reading)
        return text if isinstance(text, Invalid) else read_prose(text, at, reading)

    def schema(self) -> Schema:
        return {"type": "string"}


def read_prose(text: str, at: Keys, reading: Reading) -> Prose | Invalid:
    """Convert a text of the note and report the files and addresses in it that do not hold."""
    for written in _ENTITY.findall(text):
        character = _character(written)
        if forbidden(character) >= 0:
            return reading.report("invisible-character", at, find=written, point=code_point(character[0]))
    try:
        converted = prose(text)
    except RecursionError:
        return reading.report("text-too-nested", at)
    for name in converted.files:
        reading.uses_file(name, at, find=name)
    for address in converted.refused:
        reading.report("refused-address", at, find=address, address=address)
    return converted


def _character(reference: str) -> str:
    """What an HTML character reference stands for: `&#233;`, `&rlm;`."""
    if not reference.startswith("&#"):
        return unescape(reference)
    digits = reference.strip("&#;").lstrip("0")
    base = 16 if digits[:1] in {"x", "X"} else 10
    digits = digits.lstrip("xX").lstrip("0")
    number = int(digits or "0", base) if len(digits) < 9 else 0
    if 0 < number <= sys.maxunicode and not 0x80 <= number <= 0x9F:
        return chr(number)
    return unescape(f"&#{number};")  # Windows' own characters, or a replacement


class Date:
    """A day, as ISO 8601 writes it: 2026-02-19."""

    def read(self, value: Tree, at: Keys, reading: Reading) -> date | Invalid:
        text = _text_of(value, "tanggal", at, reading)
        if isinstance(text, Invalid):
            return text
        if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
            return reading.report("not-a-date", at, suggestion=_as_date(text), text=text)
        year, month, day = map(int, text.split("-"))
        if not FIRST_YEAR <= year <= LAST_YEAR:
            return reading.report("number-out-of-range", at, number=year, least=FIRST_YEAR, most=LAST_YEAR)
        found = _day(year, month, day)
        if found is None:
            last = _last_day(year, month)
            meant = last.isoformat() if last and day > last.day else ""
            written = f"{day} {_MONTHS.split()[month - 1].title()} {year}" if last else text
            return reading.report("impossible-date", at, suggestion=meant, text=text, written=written)
        return found

    def schema(self) -> Schema:
        return {"type": "string", "format": "date"}


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if FIRST_YEAR <= year <= LAST_YEAR else None
    except ValueError:
        return None


def _last_day(year: int, month: int) -> date | None:
    """The last day of a month, if there is such a month."""
    return _day(year, month, monthrange(year, month)[1]) if 1 <= month <= 12 else None


def _as_date(text: str) -> str:
    """What a date in another notation means: 19/2/2026, 19-02-2026, 19 Februari 2026."""
    day_first = re.fullmatch(r"([0-9]{1,2})[-/. ]+([0-9]{1,2}|[A-Za-z]+)[-/. ]+([0-9]{4})", text)
    year_first = re.fullmatch(r"([0-9]{4})[-/. ]([0-9]{1,2})[-/. ]([0-9]{1,2})(?:[T ].*)?", text)
    if day_first:
        month = day_first[2]
        number = int(month) if month.isdigit() else _MONTH_NUMBERS.get(month[:3].lower(), 0)
        found = _day(int(day_first[3]), number, int(day_first[1]))
    elif year_first:
        found = _day(*(int(part) for part in year_first.groups()))
    else:
        found = None
    return found.isoformat() if found else ""


class Time:
    """A time of day: 09:00."""

    def read(self, value: Tree, at: Keys, reading: Reading) -> str | Invalid:
        text = _text_of(value, "jam", at, reading)
        if isinstance(text, Invalid):
            return text
        if not re.fullmatch(r"([01][0-9]|2[0-3]):[0-5][0-9]", text):
            loose = re.fullmatch(r"([0-9]{1,2})[.:]([0-9]{2})", text)
            meant = f"{int(loose[1]):02}:{loose[2]}" if loose else ""
            return reading.report("not-a-time", at, suggestion=meant, text=text)
        return text

    def schema(self) -> Schema:
        return {"type": "string", "pattern": "^([01][0-9]|2[0-3]):[0-5][0-9]$"}


class Integer:
    """A whole number within bounds, both included."""

    def __init__(self, least: int, most: int) -> None:
        self.least = least
        self.most = most

    def read(self, value: Tree, at: Keys, reading: Reading) -> int | Invalid:
        text = _text_of(value, "bilangan bulat", at, reading)
        if isinstance(text, Invalid):
            return text
        if not re.fullmatch(r"-?[0-9]{1,9}", text):
            meant = re.sub(r"\s*%$", "", text)
            suggestion = meant if meant != text and meant.isascii() and meant.isdigit() else ""
            return reading.report("not-a-number", at, suggestion=suggestion, text=text)
        number = int(text)
        if not self.least <= number <= self.most:
            return reading.report("number-out-of-range", at, number=text, least=self.least, most=self.most)
        return number

    def schema(self) -> Schema:
        return {"type": "integer", "minimum": self.least, "maximum": self.most}


class Number:
    """A decimal number, kept digit by digit; the decimal mark is a point or a comma."""

    def read(self, value: Tree, at: Keys, reading: Reading) -> Decimal | Invalid:
        text = _text_of(value, "bilangan", at, reading)
        if isinstance(text, Invalid):
            return text
        if not re.fullmatch(r"-?[0-9]{1,15}([.,][0-9]{1,9})?", text):
            return reading.report("not-a-number", at, text=text)
        try:
            return Decimal(text.replace(",", "."))
        except InvalidOperation:  # pragma: no cover - the pattern admits only decimals
            return reading.report("not-a-number", at, text=text)

    def schema(self) -> Schema:
        return {"type": ["number", "string"], "pattern": "^-?[0-9]{1,15}([.,][0-9]{1,9})?$"}


class Boolean:
    """Yes or no."""

    WORDS: Final = {"true": True, "ya": True, "false": False, "tidak": False}

    def read(self, value: Tree, at: Keys, reading: Reading) -> bool | Invalid:
        text = _text_of(value, "true atau false", at, reading)
        if isinstance(text, Invalid):
            return text
        if text.lower() not in self.WORDS:
            return reading.report("not-a-boolean", at, text=text)
        return self.WORDS[text.lower()]

    def schema(self) -> Schema:
        return {"enum": [True, False, "ya", "tidak"]}


E = TypeVar("E", bound=StrEnum)


class Choice(Generic[E]):
    """One of a few words."""

    def __init__(self, words: Sequence[E]) -> None:
        self.words = {word.value: word for word in words}

    def read(self, value: Tree, at: Keys, reading: Reading) -> E | Invalid:
        known = ", ".join(self.words)
        text = _text_of(value, "salah satu dari: " + known, at, reading)
        if isinstance(text, Invalid):
            return text
        if text not in self.words:
            return reading.report(
                "unknown-word", at, suggestion=nearest(text, self.words), text=text, known=known
            )
        return self.words[text]

    def schema(self) -> Schema:
        return {"enum": list(self.words)}


def as_slug(text: str) -> str:
    """The slug that is nearest to a text, or an empty string."""
    ascii_text = unicodedata.normalize("NFKD", text[:400]).encode("ascii", "ignore").decode()
    return "-".join(re.findall(r"[a-z0-9]+", ascii_text.lower()))[:MAX_SLUG].strip("-")


def is_slug(text: str) -> bool:
    """Lower-case ASCII letters, digits and single hyphens, at most 80 characters."""
    return len(text) <= MAX_SLUG and SLUG.fullmatch(text) is not None


class Slug:
    """A name that stands in addresses."""

    def read(self, value: Tree, at: Keys, reading: Reading) -> str | Invalid:
        text = _text_of(value, "id", at, reading)
        if isinstance(text, Invalid):
            return text
        if not is_slug(text) or text == EVERY_AGENCY:
            meant = as_slug(text)
            return reading.report(
                "bad-slug", at, suggestion=meant if meant != text else "", text=text[:MAX_LINE]
            )
        return text

    def schema(self) -> Schema:
        return {
            "type": "string",
            "pattern": f"^{SLUG.pattern}$",
            "maxLength": MAX_SLUG,
            "not": {"const": EVERY_AGENCY},
        }


class Reference:
    """The id of something in the archive; whether it is there is checked over the whole."""

    def __init__(self, pattern: str, example: str) -> None:
        self.pattern = pattern
        self.example = example

    def read(self, value: Tree, at: Keys, reading: Reading) -> str | Invalid:
        text = _text_of(value, "rujukan seperti " + self.example, at, reading)
        if isinstance(text, Invalid):
            return text
        if len(text) > 3 * MAX_SLUG or not re.fullmatch(self.pattern, text):
            return reading.report("bad-reference", at, text=text[:MAX_LINE], example=self.example)
        return text

    def schema(self) -> Schema:
        return {"type": ["string", "integer"], "pattern": f"^(?:{self.pattern})$"}


class WebAddress:
    """A complete http or https address."""

    def read(self, value: Tree, at: Keys, reading: Reading) -> str | Invalid:
        text = _text_of(value, "alamat web", at, reading)
        if isinstance(text, Invalid):
            return text
        if not is_web_address(text):
            bare = "." in text and "://" not in text and " " not in text
            meant = "https://" + text if bare and is_web_address("https://" + text) else ""
            return reading.report("bad-address", at, suggestion=meant, text=text[:MAX_LINE])
        return text

    def schema(self) -> Schema:
        return {"type": "string", "pattern": "^https?://[^\\s]+$"}


def is_web_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
        host = parts.hostname
    except ValueError:
        return False
    plain = not any(character.isspace() or character in '<>"\\^`{|}' for character in text)
    return parts.scheme in {"http", "https"} and bool(host) and plain


class FileBeside:
    """A file that lies beside the note."""

    def __init__(self, *endings: str) -> None:
        self.endings = endings

    def read(self, value: Tree, at: Keys, reading: Reading) -> str | Invalid:
        text = _text_of(value, "nama berkas", at, reading)
        if isinstance(text, Invalid):
            return text
        if "/" in text or "\\" in text or text.startswith("."):
            name = text.replace("\\", "/").rsplit("/", 1)[-1]
            meant = name if name in reading.beside else ""
            return reading.report("file-elsewhere", at, suggestion=meant, name=text[:MAX_LINE])
        if not text.lower().endswith(self.endings):
            known = ", ".join(self.endings)
            return reading.report("wrong-file-type", at, name=text[:MAX_LINE], known=known)
        return text if reading.uses_file(text, at) else INVALID

    def schema(self) -> Schema:
        endings = "|".join("".join(f"[{c}{c.upper()}]" for c in e.removeprefix(".")) for e in self.endings)
        return {"type": "string", "pattern": f"^[^./\\\\][^/\\\\]*\\.({endings})$"}


class Either(Generic[T]):
    """A web address, or whatever else another type reads."""

    def __init__(self, other: Type[T]) -> None:
        self.other = other
        self.address = WebAddress()

    def read(self, value: Tree, at: Keys, reading: Reading) -> T | str | Invalid:
        if isinstance(value, str) and "://" in value:
            return self.address.read(value, at, reading)
        return self.other.read(value, at, reading)

    def schema(self) -> Schema:
        return {"anyOf": [self.address.schema(), self.other.schema()]}


class List(Generic[T]):
    """A list; `or_one` also takes a single value for a list of one."""

    def __init__(self, item: Type[T], *, or_one: bool = False) -> None:
        self.item = item
        self.or_one = or_one

    def read(self, value: Tree, at: Keys, reading: Reading) -> tuple[T, ...] | Invalid:
        if not isinstance(value, list):
            if self.or_one and value is not None:
                one = self.item.read(value, at, reading)
                return one if isinstance(one, Invalid) else (one,)
            return reading.report("not-a-list", at)
        items = [self.item.read(each, (*at, index), reading) for index, each in enumerate(value)]
        good = [index for index, item in enumerate(items) if not isinstance(item, Invalid)]
        if len(good) < len(items):
            reading.kept[at] = tuple(good)
        return tuple(item for item in items if not isinstance(item, Invalid))

    def schema(self) -> Schema:
        listed: Schema = {"type": "array", "items": self.item.schema()}
        return {"anyOf": [listed, self.item.schema()]} if self.or_one else listed


class EveryOr(Generic[T]):
    """The word `semua`, or what another type reads."""

    def __init__(self, other: Type[T]) -> None:
        self.other = other

    def read(self, value: Tree, at: Keys, reading: Reading) -> T | str | Invalid:
        return EVERY_AGENCY if value == EVERY_AGENCY else self.other.read(value, at, reading)

    def schema(self) -> Schema:
        return {"anyOf": [{"const": EVERY_AGENCY}, self.other.schema()]}


class Key(msgspec.Struct, frozen=True):
    """A key that authors write: its name in the code, its type, and what it is for."""

    name: str
    type: Type[Any]
    help: str
    required: bool = False


Check = Callable[[Mapping[str, Any], Keys, Reading], None]
"""A rule between the keys of one record; a value that could not be read is `INVALID`."""


class RecordOf(Generic[T]):
    """A mapping with known keys."""

    def __init__(
        self,
        make: Callable[..., T | Invalid],
        keys: Mapping[str, Key],
        *,
        check: Check | None = None,
        short: Key | None = None,
    ) -> None:
        self.make = make
        self.keys = keys
        self.check = check
        self.short = short

    def read(self, value: Tree, at: Keys, reading: Reading) -> T | Invalid:
        if self.short is not None and isinstance(value, str):
            text = self.short.type.read(value, at, reading)
            return text if isinstance(text, Invalid) else self.make(**{self.short.name: text})
        if not isinstance(value, dict):
            return reading.report("not-a-group", at, known=", ".join(self.keys))
        return self.read_keys(value, at, reading)

    def read_keys(
        self,
        tree: Mapping[str, Tree],
        at: Keys,
        reading: Reading,
        fallback: Mapping[str, object] = MappingProxyType({}),
    ) -> T | Invalid:
        """Read the keys of a mapping, as many as can be read.

        A faulty value is left out, and what could be read is still checked. Without a required
        one there is no record, unless `fallback` has a value to stand in for it.
        """
        values: dict[str, Any] = dict(fallback)
        faulty: dict[str, Any] = {}
        for written, value in tree.items():
            key = self.keys.get(written)
            if key is None:
                meant = self._report_unknown(written, tree, at, reading)
                faulty.update({self.keys[meant].name: INVALID} if meant else {})
            elif value is not None:
                typed = key.type.read(value, (*at, written), reading)
                (faulty if isinstance(typed, Invalid) else values)[key.name] = typed
            elif key.required:
                reading.report("empty-value", (*at, written), on_key=True, wanted=key.help)
                faulty[key.name] = INVALID
        for name, key in self.keys.items():
            if key.required and name not in tree:
                reading.report("missing-key", at, key=name, purpose=key.help)
                faulty[key.name] = INVALID
        if self.check is not None:
            # What is faulty has been told already; the check sees that something stands there.
            self.check({**values, **faulty}, at, reading)
        if any(key.required and key.name not in values for key in self.keys.values()):
            return INVALID
        return self.make(**values)

    def _report_unknown(self, written: str, tree: Mapping[str, Tree], at: Keys, reading: Reading) -> str:
        """Tell of an unknown key, and say which one was probably meant."""
        left = [name for name in self.keys if name not in tree]
        meant = nearest(written, left) or nearest(written, self.keys)
        reading.report(
            "unknown-key",
            (*at, written),
            on_key=True,
            suggestion=meant,
            key=written[:MAX_LINE],
            known=", ".join(self.keys),
        )
        return meant if meant in left else ""

    def schema(self) -> Schema:
        described: Schema = {
            "type": "object",
            "additionalProperties": False,
            "required": [name for name, key in self.keys.items() if key.required],
            "properties": {
                name: {"description": key.help, **_or_empty(key)} for name, key in self.keys.items()
            },
        }
        return {"anyOf": [self.short.type.schema(), described]} if self.short else described


def _or_empty(key: Key) -> Schema:
    """A key that may be left out may as well be left empty."""
    schema = key.type.schema()
    return schema if key.required else {"anyOf": [schema, {"type": "null"}]}
