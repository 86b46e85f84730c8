"""What reading a note needs to know and gathers, and what a type of the schema is.

A type reads what stands there or reports why it cannot; it never raises. What it describes is
a JSON Schema (draft-07), so that editors and forms accept exactly what the check accepts.
"""

import unicodedata
from collections.abc import Iterable
from typing import Any, Final, Protocol, TypeVar

from tuntas.problems import MAX_TOLD, Keys, Pointer, Problem
from tuntas.read.characters import forbidden
from tuntas.read.files import DOCUMENTS, PICTURES
from tuntas.read.slugs import is_reserved
from tuntas.read.tree import Tree
from tuntas.suggestion import nearest

T_co = TypeVar("T_co", covariant=True)
Schema = dict[str, Any]

MAX_LINE: Final = 200
"""Characters of a title, and of what is quoted from a note in a message."""


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

    def nearest(self, word: str, known: Iterable[str]) -> str:
        """The known word that was probably meant, while there is anybody to be told."""
        return nearest(word, known) if len(self.problems) < MAX_TOLD else ""

    def uses_file(self, name: str, at: Keys, *, find: str = "") -> bool:
        """Note that the author shows a file beside the note; report it if it is not there."""
        if name in self.beside:
            if not is_portable(name):
                self.report("awkward-file-name", at, find=find, name=name)
                return False
            if not name.lower().endswith((*PICTURES, *DOCUMENTS)):
                known = ", ".join((*PICTURES, *DOCUMENTS))
                self.report("wrong-file-type", at, find=find, name=name, known=known)
                return False
            self.files.append(name)
            return True
        self.report("missing-file", at, find=find, suggestion=self.nearest(name, self.beside), name=name)
        return False


_AWKWARD: Final = frozenset('<>:"|?*\\/%#')
_LONGEST_NAME: Final = 100


def is_portable(name: str) -> bool:
    """Whether a file of this name can be kept on every system and be linked to."""
    return (
        len(name) <= _LONGEST_NAME
        and not _AWKWARD & set(name)
        and name == name.strip(" .")
        and forbidden(name) < 0
        and not is_reserved(name)
        and unicodedata.is_normalized("NFC", name)
    )


class Type(Protocol[T_co]):
    """What a key's value may be."""

    def read(self, value: Tree, at: Keys, reading: Reading) -> T_co | Invalid:
        """The typed value, or INVALID once the problem is reported."""

    def schema(self) -> Schema:
        """The same in JSON Schema."""


def text_of(value: Tree, wanted: str, at: Keys, reading: Reading) -> str | Invalid:
    """The text that stands there, without the spaces around it."""
    if isinstance(value, str) and (text := value.strip()):
        return text
    if not value or isinstance(value, str):
        return reading.report("empty-value", at, wanted=wanted)
    return reading.report("not-a-single-value", at, wanted=wanted)
