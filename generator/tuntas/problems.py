"""A problem is what an author is told about a mistake: a code, a place, and a cure.

A problem names its place by file and key path; the line and column are looked up only when it
is shown (`tuntas.read.locate`). Its words stand in `catalogue.toml`, in each language once.
"""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from functools import cache
from importlib.resources import files
from string import Formatter
from typing import Literal, TypeAlias

import msgspec

Keys: TypeAlias = tuple[str | int, ...]
"""The way to a value in the front matter: `("arahan", 0, "komitmen", 2, "tenggat")`."""

BODY: Keys = ("",)
"""Stands for the text below the front matter; no key is empty."""

Language: TypeAlias = Literal["id", "en"]


class Severity(StrEnum):
    """An error keeps the site from being published, a warning does not."""

    ERROR = "error"
    WARNING = "warning"


class Span(msgspec.Struct, frozen=True, tag=True):
    """A stretch of one line of a file; line and column count from 1, in characters.

    A length of 0 means the file itself, whatever stands in it.
    """

    file: str
    line: int
    column: int
    length: int = 1


class Pointer(msgspec.Struct, frozen=True, tag=True):
    """A value in a note by the way to it: in its front matter, or `BODY`.

    `on_key` points at the key instead of its value, `find` at the first occurrence of a text
    within the value, or within the whole note where there are no keys.
    """

    file: str
    keys: Keys = ()
    on_key: bool = False
    find: str = ""


Place: TypeAlias = Span | Pointer


class Problem(msgspec.Struct, frozen=True):
    """One mistake of an author, or one doubt about what was written.

    `detail` fills the placeholders of the code's message; `suggestion` is what the author
    probably meant; `related` are the other places that the message speaks of; `paste` are lines
    that the author may put into the note.
    """

    code: str
    place: Place
    detail: Mapping[str, str | int] = {}
    suggestion: str = ""
    related: tuple[Place, ...] = ()
    paste: str = ""

    @property
    def severity(self) -> Severity:
        return entry(self.code).severity

    def message(self, language: Language = "id") -> str:
        """What is wrong, in one sentence."""
        return _filled(entry(self.code).message[language], self.detail, language)

    def hint(self, language: Language = "id") -> str:
        """What to do about it."""
        return _filled(entry(self.code).hint[language], self.detail, language)

    def related_message(self, language: Language = "id") -> str:
        """What stands at the related places."""
        return _filled(entry(self.code).related.get(language, ""), self.detail, language)


def grouped(number: int, language: Language) -> str:
    """A count as readers of a language write it: 20.002 or 20,002."""
    return f"{number:,}".replace(",", "." if language == "id" else ",")


class _Filled(Formatter):
    """Python's formats, but that `{count:,}` follows the language."""

    def __init__(self, language: Language) -> None:
        self._language = language

    def format_field(self, value: object, format_spec: str) -> str:
        if format_spec == "," and isinstance(value, int):
            return grouped(value, self._language)
        return str(super().format_field(value, format_spec))


def _filled(template: str, detail: Mapping[str, str | int], language: Language) -> str:
    return _Filled(language).vformat(template, (), detail)


class Entry(msgspec.Struct, frozen=True):
    """What the catalogue says of a code: its words in each language, and an example."""

    severity: Severity
    message: dict[str, str]
    hint: dict[str, str]
    explanation: dict[str, str]
    wrong: str
    right: str
    related: dict[str, str] = {}


@cache
def catalogue() -> Mapping[str, Entry]:
    """Every problem code with its words, in the order of the file."""
    text = files("tuntas").joinpath("catalogue.toml").read_text("utf-8")
    return msgspec.convert(tomllib.loads(text), dict[str, Entry])


def entry(code: str) -> Entry:
    return catalogue()[code]


MAX_TOLD = 50
"""Problems of one note that are told in full: who mends these sees the rest in the next run."""


def abridged(problems: Iterable[Problem]) -> Iterator[Problem]:
    """The problems without the endless rest of a note that is wrong all over; errors come first."""
    by_file: dict[str, list[Problem]] = {}
    for problem in problems:
        by_file.setdefault(problem.place.file, []).append(problem)
    for file, found in by_file.items():
        if len(found) > MAX_TOLD:
            found.sort(key=lambda problem: problem.severity)
            more: dict[str, str | int] = {"count": len(found) - MAX_TOLD}
            found[MAX_TOLD:] = [Problem("more-problems", Span(file, 1, 1, 0), more)]
        yield from found


def has_errors(problems: Iterable[Problem]) -> bool:
    """Whether these problems keep the site from being published."""
    return any(problem.severity is Severity.ERROR for problem in problems)
