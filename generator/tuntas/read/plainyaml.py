"""Front matter in YAML's plain block style, which nearly every note is written in, without PyYAML.

Only what is certain is read: the rest, faults among it, is left to PyYAML's events in `tree`, which say
what is right. So this reader has no words for an author, and none of its own about YAML: of any text it
makes the same tree as they do, or none (docs/decisions/050-plain-yaml.md).
"""

import re
from typing import Any, Final

from tuntas.read.characters import forbidden

_DEEP: Final = 8
"""Levels of mappings and lists here, and as many in brackets: no more than `tree` allows together."""
_MANY: Final = 4_900
"""Values: a few less than `tree` allows."""

_KEY = r"[A-Za-z_][A-Za-z0-9_-]{0,60}+"
_FIRST = r"[^\s?:,\[\]{}#&*!|>'\"%@`-]"
"""What a plain scalar may begin with, wherever it stands."""
_MORE = r"[^\n:#]*+(?:(?::(?=[^ \n])|(?<=[^ \n])\#)[^\n:#]*+)*+"
"""The rest of its line: a colon before a space would make it a key, a number sign after one a comment."""

_LINE = re.compile(
    rf"""
    ^(\ *+)(?!(?<=\ )$)(-\ )?(?:({_KEY}):(?=\ |$)\ *+)?  # where it stands; a dash; a key
    (?: ({_FIRST}{_MORE} (?: \n\1(?(2)\ \ )\ +{_FIRST}{_MORE} )*)  # a plain scalar, over deeper lines too
      | (['"\[{{].*)
      | (\|-?(?: \n(?: \1(?(2)\ \ )\ +[^\ \n].* | (?=\n) ) )++ (?=\n))  # lines that keep their ends
    )?$
    | ^\ *\#.*$
    | ^(.+)$
    """,
    re.VERBOSE | re.MULTILINE,
)
_FOLD = re.compile(r" *\n *")

_OPENING = re.compile(r" *([\[{])")
_NAME = re.compile(rf" *({_KEY}): +")
_SCALAR = re.compile(
    rf""" *(?:'((?:[^']|'')*)'|"([^"\\]*)"|({_FIRST}[^:#,?\[\]{{}}]*(?::(?=[\w/])[^:#,?\[\]{{}}]*)*))"""
)
_NEXT = re.compile(r" *([,\]}])")
_WORDS = re.compile(r"\[[\w-]+(?:, [\w-]+)*\]")


class _Unusual(Exception):
    """Something that only the full reader is sure about."""


def plain(text: str) -> dict[str, Any] | None:
    """The tree of a YAML document whose root is a mapping, or None where it holds anything unusual."""
    # A line holds three values at most: a mapping in a list, its key, and what stands there.
    most = 3 * (text.count("\n") + text.count(",") + text.count("[") + text.count("{"))
    if most > _MANY or "\t" in text or forbidden(text) >= 0:
        return None
    try:
        return _read(text) or None
    except _Unusual:
        return None


def _read(text: str) -> dict[str, Any]:
    outline = _Outline()
    for indent, dash, key, scalar, special, lines, other in _LINE.findall(text):
        if scalar:
            value: Any = (_FOLD.sub(" ", scalar) if "\n" in scalar else scalar).rstrip(" ")
        elif special:
            value = _special(special)
        elif lines:
            value = _literal(lines)
        elif other:
            raise _Unusual
        else:
            value = None
        if dash:
            outline.add(len(indent), key, value)
        elif key:
            outline.set(len(indent), key, value)
        elif value is not None:
            raise _Unusual  # neither an empty line nor a comment
    return outline.root


class _Outline:
    """A tree that grows line by line; the column of a line says where."""

    def __init__(self) -> None:
        self.root: dict[str, Any] = {}
        self._opened: list[tuple[int, Any]] = [(0, self.root)]
        self._waiting = ""
        """The last key, if what it holds begins on the next line, or nowhere."""

    def set(self, column: int, key: str, value: Any) -> None:
        """A key at a column; without a value it waits for one."""
        if self._waiting and column > self._opened[-1][0]:
            self._opened[-1][1][self._waiting] = {}
            self._open(column, self._opened[-1][1][self._waiting])
        self._put(self._back(column, dict), key, value)

    def add(self, column: int, key: str, value: Any) -> None:
        """An item of the list at a column: a value, or a mapping that begins with a key."""
        if self._waiting and column >= self._opened[-1][0]:
            self._opened[-1][1][self._waiting] = []
            self._open(column, self._opened[-1][1][self._waiting])
        items = self._back(column, list)
        if key:
            items.append({})
            self._open(column + 2, items[-1])
            self._put(items[-1], key, value)
        elif value is None:
            raise _Unusual
        else:
            items.append(value)
            self._waiting = ""

    def _put(self, mapping: dict[str, Any], key: str, value: Any) -> None:
        if key in mapping:
            raise _Unusual
        mapping[key] = value
        self._waiting = key if value is None else ""

    def _open(self, column: int, node: Any) -> None:
        self._opened.append((column, node))
        if len(self._opened) > _DEEP:
            raise _Unusual

    def _back(self, column: int, kind: type) -> Any:
        """The list or mapping that goes on at a column; what lies deeper is closed."""
        opened = self._opened
        while opened and (opened[-1][0] > column or type(opened[-1][1]) is not kind):
            opened.pop()
        if not opened or opened[-1][0] != column:
            raise _Unusual
        return opened[-1][1]


def _literal(text: str) -> str:
    """A block of lines without their indentation."""
    head, *lines = text.split("\n")
    indent = len(lines[0]) - len(lines[0].lstrip(" "))
    if not indent or any(line and len(line) - len(line.lstrip(" ")) < indent for line in lines):
        raise _Unusual
    return "\n".join(line[indent:] for line in lines).rstrip("\n") + ("" if head == "|-" else "\n")


def _special(text: str) -> Any:
    """What stands in quotes or brackets on one line."""
    if _WORDS.fullmatch(text):
        return text[1:-1].split(", ")
    value, end = _value(text, 0, 0)
    if text[end:].strip(" "):
        raise _Unusual
    return value


def _value(text: str, at: int, depth: int) -> tuple[Any, int]:
    """The value at a place within brackets, and where it ends."""
    opening = _OPENING.match(text, at)
    if opening is None:
        return _scalar(text, at)
    if depth == _DEEP:
        raise _Unusual
    mapping: dict[str, Any] = {}
    items: list[Any] = []
    closing = "]" if opening[1] == "[" else "}"
    end, sign = opening.end(), ","
    while sign == ",":
        name = _NAME.match(text, end) if closing == "}" else None
        value, end = _value(text, name.end() if name else end, depth + 1)
        if closing == "]":
            items.append(value)
        elif name is None or name[1] in mapping:
            raise _Unusual
        else:
            mapping[name[1]] = value
        sign, end = _sign(text, end)
    if sign != closing:
        raise _Unusual
    return (items if closing == "]" else mapping), end


def _sign(text: str, at: int) -> tuple[str, int]:
    found = _NEXT.match(text, at)
    if found is None:
        raise _Unusual
    return found[1], found.end()


def _scalar(text: str, at: int) -> tuple[str, int]:
    found = _SCALAR.match(text, at)
    if found is None:
        raise _Unusual
    single, double, bare = found.groups()
    if single is not None:
        return single.replace("''", "'"), found.end()
    return (bare.rstrip(" ") if double is None else double), found.end()
