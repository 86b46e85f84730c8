"""What a reader sees of a page: its text, without markup and without the shape of its white space."""

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

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002 - as its base
        self._part(tag)

    def handle_endtag(self, tag: str) -> None:
        self._part(tag)

    def handle_data(self, data: str) -> None:
        self.pieces.append(data)

    def _part(self, tag: str) -> None:
        if tag not in _INLINE:
            self.pieces.append(" ")


def text(html: str) -> str:
    """The visible text of a page, its title included."""
    reader = _Reader()
    reader.feed(html)
    return " ".join("".join(reader.pieces).split())


class Agreement(NamedTuple):
    """How many sampled pages say the same in two sites; `different` names those that do not."""

    sampled: int
    different: tuple[str, ...]


def agreement(ours: Path, theirs: Path, patterns: Sequence[str], count: int, seed: int = 1) -> Agreement:
    """Compare so many pages of each pattern, chosen by chance."""
    chance = random.Random(seed)
    sampled = []
    for pattern in patterns:
        pages = sorted(path.relative_to(ours).as_posix() for path in ours.glob(pattern))
        sampled += chance.sample(pages, min(count, len(pages)))
    different = tuple(each for each in sampled if not _same(ours / each, theirs / each))
    return Agreement(len(sampled), different)


def _same(one: Path, other: Path) -> bool:
    return other.exists() and text(one.read_text("utf-8")) == text(other.read_text("utf-8"))
