"""YAML text to a tree of what stands there: mappings, lists and strings, nothing else.

No scalar is given a type, so `0123`, `no`, `12:30` and `1.10` stay as the author wrote them until
the schema asks for a type. The tree is built from PyYAML's events and not from its nodes: one
pass that cannot recurse, in which limits and duplicate keys are seen as they come.
"""

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import Any, TypeAlias, cast

import msgspec
import yaml

from tuntas.problems import Keys
from tuntas.read.characters import code_point, forbidden
from tuntas.read.plainyaml import plain
from tuntas.read.syntax import Fault, Mark, character_fault, syntax_fault

Tree: TypeAlias = "dict[str, Tree] | list[Tree] | str | None"
"""What stands in the front matter; `None` is a value left empty."""

MAX_DEPTH = 16
MAX_NODES = 5_000

_ESCAPE = re.compile(r"\\(.?)")
_PLAIN_ESCAPES = frozenset({"", '"', "\\", "/", "n", "x", "u", "U"})
"""An escaped quote or backslash, the end of a line, and characters by their numbers."""
_PATH = re.compile(r"(?:\b[A-Za-z]:|\\\\)\S*$")
"""Before a backslash: `C:` or two backslashes begin a path of Windows, and `\\n` in it is no line end."""

# libyaml reads ten times faster than PyYAML's own parser; both give the same events.
_LOADER = cast("type[yaml.Loader]", getattr(yaml, "CBaseLoader", yaml.BaseLoader))


class Marks(msgspec.Struct):
    """Where each value and each key of a tree stands."""

    values: dict[Keys, Mark] = {}
    keys: dict[Keys, Mark] = {}


class _Refusal(Exception):
    """The text breaks a rule after which reading on makes no sense."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.code)
        self.fault = fault


def parse(text: str) -> tuple[Tree, list[Fault]]:
    """Read one YAML document. With faults the tree is what could be read all the same."""
    found = plain(text)
    return (found, []) if found is not None else read_in_full(text)


def read_in_full(text: str) -> tuple[Tree, list[Fault]]:
    """The same by PyYAML's events, which any text can go through."""
    builder = _Builder(lines=text.split("\n") if "\\" in text or "?" in text else [])
    try:
        builder.build(yaml.parse(text, Loader=_LOADER))
    except _Refusal as refusal:
        builder.faults.append(refusal.fault)
    except yaml.MarkedYAMLError as error:
        builder.faults.append(syntax_fault(text, error, builder.last))
    except yaml.YAMLError as error:  # a character that YAML forbids: it has no mark
        builder.faults.append(character_fault(text, error))
    return builder.root, builder.faults


def marks(text: str) -> Marks:
    """Where the values of a YAML document stand, as far as it can be read."""
    builder = _Builder(Marks())
    with suppress(_Refusal, yaml.YAMLError):  # the fault itself is told by `parse`
        builder.build(yaml.parse(text, Loader=_LOADER))
    return builder.marks or Marks()


class _Open:
    """A mapping or list that is still being read."""

    __slots__ = ("at", "key", "node")

    def __init__(self, node: dict[str, Tree] | list[Tree], at: Keys) -> None:
        self.node = node
        self.at = at
        self.key: str | None = None


class _Builder:
    def __init__(self, marks: Marks | None = None, lines: Sequence[str] = ()) -> None:
        self._lines = lines
        self.root: Tree = None
        self.faults: list[Fault] = []
        self.marks = marks
        self.last: Any = None
        self._stack: list[_Open] = []
        self._nodes = 0
        self._documents = 0
        self._key_marks: dict[int, dict[str, Mark]] = {}

    def build(self, events: Iterator[Any]) -> None:
        for event in events:
            kind = type(event)
            if kind is yaml.ScalarEvent:
                self._count(event)
                self._scalar(event)
            elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
                self._count(event)
                self._open(event, {} if kind is yaml.MappingStartEvent else [])
            elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
                self._close(event)
            elif kind is yaml.AliasEvent:
                raise _Refusal(Fault("yaml-alias", _mark(event), {"name": "*" + event.anchor}))
            elif kind is yaml.DocumentStartEvent:
                self._documents += 1
                if self._documents > 1:
                    raise _Refusal(Fault("yaml-syntax", _mark(event), {"reason": "a second document"}))

    def _count(self, event: Any) -> None:
        self._nodes += 1
        if self._nodes > MAX_NODES:
            detail: dict[str, str | int] = {"limit": MAX_NODES}
            raise _Refusal(Fault("too-many-values", _mark(event), detail))
        if event.anchor:
            raise _Refusal(Fault("yaml-anchor", _mark(event), {"name": "&" + event.anchor}))
        # An explicit tag; plain and quoted scalars carry "!" or none when nothing was written.
        if event.tag and event.tag != "!":
            raise _Refusal(Fault("yaml-tag", _mark(event), {"name": event.tag}))

    def _scalar(self, event: Any) -> None:
        self.last = event
        plain = not event.style
        text = event.value
        if event.style == '"' and (index := forbidden(text)) >= 0:  # written as an escape
            self.faults.append(Fault("invisible-character", _mark(event), {"point": code_point(text[index])}))
        elif event.style == '"' and self._lines:
            self._escapes(event)
        elif plain and self._lines:
            self._question(event)
        parent = self._stack[-1] if self._stack else None
        if parent is not None and isinstance(parent.node, dict) and parent.key is None:
            self._key(parent, text, event)
            return
        self._put(None if plain and not text else text, event)

    def _question(self, event: Any) -> None:
        """Refuse `{?what: yes}`, which libyaml reads as `{what: yes}`: a sign would be lost."""
        start = event.start_mark
        if start.column and self._lines[start.line][start.column - 1] == "?":
            mark = Mark(start.line, start.column - 1, start.line, start.column)
            self.faults.append(Fault("reserved-character", mark, {"character": "?"}))

    def _escapes(self, event: Any) -> None:
        """Refuse an escape that would show as something else, or as nothing: a tab, a line end."""
        start, end = event.start_mark, event.end_mark
        for number in range(start.line, min(end.line + 1, len(self._lines))):
            first = start.column + 1 if number == start.line else 0
            last = end.column - 1 if number == end.line else None
            line = self._lines[number][first:last]
            for found in _ESCAPE.finditer(line):
                path = found[1] == "n" and _PATH.search(line, 0, found.start())
                if found[1] not in _PLAIN_ESCAPES or path:
                    column = first + found.start()
                    mark = Mark(number, column, number, column + 2)
                    self.faults.append(Fault("backslash-in-quotes", mark))
                    return

    def _key(self, parent: _Open, key: str, event: Any) -> None:
        mark = _mark(event)
        if key == "<<" and not event.style:
            raise _Refusal(Fault("yaml-merge-key", mark))
        seen = self._key_marks.setdefault(id(parent), {})
        if key in seen:
            self.faults.append(Fault("duplicate-key", mark, {"key": key}, first=seen[key]))
        else:
            seen[key] = mark
            if self.marks is not None:
                self.marks.keys[(*parent.at, key)] = mark
        parent.key = key

    def _put(self, value: Tree, event: Any) -> Keys:
        if not self._stack:
            self.root = value
            self._place((), event)
            return ()
        parent = self._stack[-1]
        if isinstance(parent.node, list):
            at: Keys = (*parent.at, len(parent.node))
            parent.node.append(value)
        else:
            key = cast("str", parent.key)
            at = (*parent.at, key)
            # The first of two equal keys stands, so that the place of each value is its own.
            parent.node.setdefault(key, value)
            parent.key = None
        self._place(at, event)
        return at

    def _place(self, at: Keys, event: Any) -> None:
        if self.marks is not None:
            self.marks.values.setdefault(at, _mark(event))

    def _open(self, event: Any, node: dict[str, Tree] | list[Tree]) -> None:
        if len(self._stack) >= MAX_DEPTH:
            raise _Refusal(Fault("too-deep", _mark(event), {"limit": MAX_DEPTH}))
        parent = self._stack[-1] if self._stack else None
        if parent is not None and isinstance(parent.node, dict) and parent.key is None:
            raise _Refusal(Fault("yaml-key", _mark(event)))
        self._stack.append(_Open(node, self._put(node, event)))

    def _close(self, event: Any) -> None:
        closed = self._stack.pop()
        self._key_marks.pop(id(closed), None)
        if self.marks is not None and closed.at in self.marks.values:
            start = self.marks.values[closed.at]
            end = event.end_mark
            self.marks.values[closed.at] = Mark(start.line, start.column, end.line, end.column)


def _mark(event: Any) -> Mark:
    start, end = event.start_mark, event.end_mark
    return Mark(start.line, start.column, end.line, end.column)
