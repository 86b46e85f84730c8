"""What a table is: columns with their meaning, its keys, and where its rows come from."""

from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum
from typing import Any, Final, Generic, TypeAlias, TypeVar

import msgspec

from tuntas.archive.archive import Archive

R = TypeVar("R")

Cell: TypeAlias = Any
"""None, a text, a whole number, a truth value, a day, or a tuple of texts, as its column's type says."""
Row: TypeAlias = list[Cell]

WHOLE = ""
"""The one part of a table that is not divided."""


SAMPLE: Final = "Apakah ini data contoh; data contoh tidak dihitung dalam angka mana pun di situs."
"""What is said of the column that marks samples."""


def words(kinds: Iterable[str]) -> tuple[str, ...]:
    """All that a column can hold whose values are one of these."""
    return tuple(map(str, kinds))


class Type(StrEnum):
    """What stands in a column, by the name that Data Package has for it."""

    TEXT = "string"
    NUMBER = "integer"
    TRUTH = "boolean"
    DAY = "date"
    LIST = "list"
    ADDRESS = "uri"
    """A text: a whole web address. Data Package calls it the format of a string."""


class Column(msgspec.Struct, Generic[R], frozen=True):
    """A column: its name, what it says (in Indonesian), and how a row's thing gives it.

    `required` is never empty; `of` is the table in which its values are ids; `words` are all that it
    can hold. An address is given below the site's root.
    """

    name: str
    type: Type
    says: str
    value: Callable[[R], Cell]
    required: bool = False
    of: str = ""
    words: tuple[str, ...] = ()


class Table(msgspec.Struct, Generic[R], frozen=True):
    """A table. Its first column is its key.

    It is divided into `parts`, each a month (`2026-02`), so that a new note changes few of them.
    """

    name: str
    title: str
    says: str
    columns: tuple[Column[R], ...]
    parts: Callable[[Archive], Iterable[str]]
    """The names of its parts, in order."""
    things: Callable[[Archive, str], Iterator[R]]
    """What the rows of a part are about, in order."""
    count: Callable[[Archive], int]
    """How many rows it has."""
    is_divided: bool = True

    @property
    def key(self) -> str:
        return self.columns[0].name

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(each.name for each in self.columns)

    def rows(self, archive: Archive, part: str, site_url: str) -> list[Row]:
        """The rows of a part. No text is empty: where nothing is said, there is None."""
        values = [each.value for each in self.columns]
        rows = [
            [None if (cell := value(thing)) == "" else cell for value in values]
            for thing in self.things(archive, part)
        ]
        for place, column in enumerate(self.columns):
            if column.type is Type.ADDRESS:
                for row in rows:
                    row[place] = f"{site_url}{row[place]}"
        return rows
