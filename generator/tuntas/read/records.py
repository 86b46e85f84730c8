"""The types of values that hold others: lists, and mappings with known keys."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, Generic, TypeVar

import msgspec

from tuntas.problems import Keys
from tuntas.read.reading import INVALID, MAX_LINE, Invalid, Reading, Schema, Type
from tuntas.read.tree import Tree
from tuntas.vocabulary import EVERY_AGENCY

T = TypeVar("T")


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
        good = [item for item in items if not isinstance(item, Invalid)]
        if len(good) < len(items):
            reading.kept[at] = tuple(n for n, item in enumerate(items) if not isinstance(item, Invalid))
        return tuple(good)

    def schema(self) -> Schema:
        listed: Schema = {"type": "array", "items": self.item.schema()}
        return {"anyOf": [listed, self.item.schema()]} if self.or_one else listed


class EveryOr(Generic[T]):
    """The word `semua`, alone or as the only item of a list, or what another type reads."""

    def __init__(self, other: Type[T]) -> None:
        self.other = other

    def read(self, value: Tree, at: Keys, reading: Reading) -> T | str | Invalid:
        # A form that offers agencies for picking writes a list, whatever was picked.
        every = value in (EVERY_AGENCY, [EVERY_AGENCY])
        return EVERY_AGENCY if every else self.other.read(value, at, reading)

    def schema(self) -> Schema:
        return {"anyOf": [{"enum": [EVERY_AGENCY, [EVERY_AGENCY]]}, self.other.schema()]}


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
        self._required = frozenset(name for name, key in keys.items() if key.required)
        self._needed = frozenset(key.name for key in keys.values() if key.required)

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
        if not tree.keys() >= self._required:
            for name, key in self.keys.items():
                if key.required and name not in tree:
                    reading.report("missing-key", at, key=name, purpose=key.help)
                    faulty[key.name] = INVALID
        if self.check is not None:
            # What is faulty has been told already; the check sees that something stands there.
            self.check({**values, **faulty} if faulty else values, at, reading)
        return self.make(**values) if values.keys() >= self._needed else INVALID

    def _report_unknown(self, written: str, tree: Mapping[str, Tree], at: Keys, reading: Reading) -> str:
        """Tell of an unknown key, and say which one was probably meant."""
        left = [name for name in self.keys if name not in tree]
        meant = reading.nearest(written, left) or reading.nearest(written, self.keys)
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
