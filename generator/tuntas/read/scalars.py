"""The types of single values: texts, numbers, words, ids, references."""

import re
from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Final, Generic, TypeVar

from tuntas.problems import Keys
from tuntas.read.reading import MAX_LINE, Invalid, Reading, Schema, text_of
from tuntas.read.slugs import MAX_SLUG, RESERVED, SLUG, as_slug, is_reserved, is_slug
from tuntas.read.tree import Tree
from tuntas.suggestion import nearest
from tuntas.vocabulary import EVERY_AGENCY


class Text:
    """One line of plain text."""

    def __init__(self, longest: int = MAX_LINE) -> None:
        self.longest = longest

    def read(self, value: Tree, at: Keys, reading: Reading) -> str | Invalid:
        text = text_of(value, "teks", at, reading)
        if isinstance(text, Invalid):
            return text
        text = " ".join(text.split())
        if len(text) > self.longest:
            return reading.report("text-too-long", at, length=len(text), limit=self.longest)
        return text

    def schema(self) -> Schema:
        # A bare number or `no` is text too: notes are read as they are written.
        return {"type": ["string", "number", "boolean"], "maxLength": self.longest}


class Integer:
    """A whole number within bounds, both included."""

    def __init__(self, least: int, most: int) -> None:
        self.least = least
        self.most = most

    def read(self, value: Tree, at: Keys, reading: Reading) -> int | Invalid:
        text = text_of(value, "bilangan bulat", at, reading)
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
        text = text_of(value, "bilangan", at, reading)
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
        text = text_of(value, "true atau false", at, reading)
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
        self.known = ", ".join(self.words)
        self.wanted = "salah satu dari: " + self.known

    def read(self, value: Tree, at: Keys, reading: Reading) -> E | Invalid:
        text = text_of(value, self.wanted, at, reading)
        if isinstance(text, Invalid):
            return text
        if text not in self.words:
            meant = nearest(text, self.words)
            return reading.report("unknown-word", at, suggestion=meant, text=text, known=self.known)
        return self.words[text]

    def schema(self) -> Schema:
        return {"enum": list(self.words)}


class Slug:
    """A name that stands in addresses."""

    def read(self, value: Tree, at: Keys, reading: Reading) -> str | Invalid:
        text = text_of(value, "id", at, reading)
        if isinstance(text, Invalid):
            return text
        if is_reserved(text):
            return reading.report("reserved-name", at, name=text)
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
            "not": {"enum": [EVERY_AGENCY, *RESERVED]},
        }


class Reference:
    """The id of something in the archive; whether it is there is checked over the whole."""

    def __init__(self, pattern: str, example: str) -> None:
        self.pattern = pattern
        self.compiled = re.compile(pattern)
        self.example = example
        self.wanted = "rujukan seperti " + example

    def read(self, value: Tree, at: Keys, reading: Reading) -> str | Invalid:
        text = text_of(value, self.wanted, at, reading)
        if isinstance(text, Invalid):
            return text
        if len(text) > 3 * MAX_SLUG or not self.compiled.fullmatch(text):
            return reading.report("bad-reference", at, text=text[:MAX_LINE], example=self.example)
        return text

    def schema(self) -> Schema:
        return {"type": ["string", "integer"], "pattern": f"^(?:{self.pattern})$"}
