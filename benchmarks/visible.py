"""What a page or a feed says: its text, without markup and without the shape of its white space.

Of a page's head the title, what is told to those who share it (`<meta>`), and the data for programs.
"""

import json
import random
from collections.abc import Sequence
from html.parser import HTMLParser
from pathlib import Path
from typing import NamedTuple

_INLINE = frozenset("a b code del em i ins small span strong sub sup time".split())


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.pieces: list[str] = []
        self._is_data = self._is_other = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._part(tag)
        told = dict(attrs)
        name = told.get("name") or told.get("property")
        if tag == "meta" and name:
            self.pieces.append(f"{name}: {told.get('content')}")
        self._is_data = tag == "script" and told.get("type") == "application/ld+json"
        self._is_other = tag == "generator"  # of a feed

    def handle_endtag(self, tag: str) -> None:
        self._part(tag)
        self._is_data = self._is_other = False

    def handle_data(self, data: str) -> None:
        if self._is_data:  # objects are the same in whatever order their keys stand
            data = json.dumps(json.loads(data), sort_keys=True)
        if not self._is_other:
            self.pieces.append(data)

    def _part(self, tag: str) -> None:
        if tag not in _INLINE:
            self.pieces.append(" ")


def text(html: str) -> str:
    """All that a page says, in one line."""
    reader = _Reader()
    reader.feed(html)
    return " ".join("".join(reader.pieces).split())


class Agreement(NamedTuple):
    """How many sampled files say the same in two sites; `different` names those that do not."""

    sampled: int
    different: tuple[str, ...]


def agreement(ours: Path, theirs: Path, patterns: Sequence[str], count: int, seed: int = 1) -> Agreement:
    """Compare so many files of each pattern, chosen by chance."""
    chance = random.Random(seed)
    sampled: list[str] = []
    for pattern in patterns:
        files = sorted({path.relative_to(ours).as_posix() for path in ours.glob(pattern)}.difference(sampled))
        sampled += chance.sample(files, min(count, len(files)))
    different = tuple(each for each in sampled if not _same(ours / each, theirs / each))
    return Agreement(len(sampled), different)


def _same(one: Path, other: Path) -> bool:
    return other.exists() and _said(one) == _said(other)


def _said(file: Path) -> object:
    content = file.read_text("utf-8")
    return json.loads(content) if file.suffix == ".json" else text(content)
