"""Bars out of counts: each as long as it counts, its parts in a row."""

from collections.abc import Iterator, Sequence
from typing import Final

from tuntas.render.charts.figure import Key
from tuntas.render.charts.scale import rounded, stacked
from tuntas.render.views.parts import View

INSET: Final = 0.8
"""So much is left free at both ends of a part, for its outline and a gap to the next."""
_LEAST: Final = 0.2
"""Even one of thousands is drawn: with its outline it can just be seen."""


class Part(View, frozen=True):
    """A part of a bar as it is drawn: within its share of the length, the free ends taken off."""

    key: str
    x: float
    y: float
    width: float
    height: float


def across(keys: Sequence[Key], whole: int, at: tuple[float, float], size: tuple[float, float]) -> list[Part]:
    """Parts from left to right in a box; `whole` would fill its width."""
    (x, y), (width, height) = at, size
    return [
        Part(key, rounded(x + start), y, rounded(length), height)
        for key, start, length in _parts(keys, whole, width)
    ]


def upward(keys: Sequence[Key], whole: int, at: tuple[float, float], size: tuple[float, float]) -> list[Part]:
    """Parts from the ground up in a box; `whole` would fill its height."""
    (x, y), (width, height) = at, size
    return [
        Part(key, x, rounded(y + height - start - length), width, rounded(length))
        for key, start, length in _parts(keys, whole, height)
    ]


def _parts(keys: Sequence[Key], whole: int, length: float) -> Iterator[tuple[str, float, float]]:
    places = stacked((each.count for each in keys), whole, length)
    for each, (start, share) in zip(keys, places, strict=True):
        if each.count:
            inset = min(INSET, max(share - _LEAST, 0) / 2)
            yield each.key, min(start + inset, length - _LEAST), max(share - 2 * inset, _LEAST)
