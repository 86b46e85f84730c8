"""What every picture has: a name, a sentence that tells it, a key and a table."""

from collections.abc import Iterable
from typing import Final

from tuntas.render import wording
from tuntas.render.views.parts import View

WIDTH: Final = 340
"""As wide as the text of a phone, so that letters keep their size there."""


class Key(View, frozen=True):
    """One kind of thing that is counted; `key` is for its colour and pattern."""

    key: str
    word: str
    count: int


class Table(View, frozen=True):
    """The numbers of a picture; the first cell of a row names it."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def counted(*keys: Key) -> tuple[Key, ...]:
    """Those of which there are any."""
    return tuple(each for each in keys if each.count)


def listed(parts: Iterable[str]) -> str:
    """A sentence out of what there is to say."""
    return "; ".join(each for each in parts if each) + "."


def of(count: int, total: int) -> str:
    """`3 dari 7`: no count without what it is a part of."""
    return f"{wording.number(count)} dari {wording.number(total)}"
