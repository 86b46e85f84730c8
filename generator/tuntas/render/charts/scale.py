"""From a value to a place in a picture."""

from collections.abc import Iterable, Iterator
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import Final

import msgspec


class Scale(msgspec.Struct, frozen=True):
    """`low` lies at `start` and `high` at `end`, and all between in proportion."""

    low: Decimal
    high: Decimal
    start: float
    end: float

    def place(self, value: Decimal | int) -> float:
        if self.low == self.high:
            return self.start
        part = float((value - self.low) / (self.high - self.low))
        return rounded(self.start + part * (self.end - self.start))


def rounded(value: float) -> float:
    """To a tenth of a unit: finer than any screen shows, and short in the page."""
    tenth = round(value, 1)
    return int(tenth) if tenth == int(tenth) else tenth


class Axis(msgspec.Struct, frozen=True):
    """Where an axis begins and ends, and what is marked on it.

    `from_zero` is false where it was cut so that small changes can be seen: then it has to be said.
    """

    ticks: tuple[Decimal, ...]
    from_zero: bool

    @property
    def low(self) -> Decimal:
        return self.ticks[0]

    @property
    def high(self) -> Decimal:
        return self.ticks[-1]


_CUT: Final = Decimal("0.25")
"""Values that differ by less than this part of the greatest would be one flat line above zero."""
_SEEN: Final = Decimal("0.1")
"""No axis shows less than this part: a change of a hundredth must not look like a leap."""
_STEPS: Final = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5), Decimal(10))
_TICKS: Final = 4


def axis(low: Decimal, high: Decimal) -> Axis:
    """An axis in round steps around values from `low` to `high`, from zero wherever that can be."""
    cut = Decimal(0) < high - low < high * _CUT and low > 0
    if cut:
        low = min(low, high - high * _SEEN)
    else:
        low, high = min(low, Decimal(0)), max(high, Decimal(0))
    if low == high:
        high = low + 1
    step = _step((high - low) / _TICKS)
    first = (low / step).to_integral_value(ROUND_FLOOR)
    last = (high / step).to_integral_value(ROUND_CEILING)
    ticks = tuple((first + each) * step for each in range(int(last - first) + 1))
    return Axis(ticks, from_zero=not cut)


def _step(least: Decimal) -> Decimal:
    """The least round number that is not below."""
    power = Decimal(1).scaleb(least.adjusted())
    return next(_plain(power * each) for each in _STEPS if power * each >= least)


def _plain(value: Decimal) -> Decimal:
    """Without zeros behind the decimal mark, and without an exponent."""
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()


def stacked(counts: Iterable[int], total: int, length: float) -> Iterator[tuple[float, float]]:
    """Where the share of each count starts on a length, and how long it is: in proportion, without gaps."""
    passed = 0
    for count in counts:
        start = length * passed / total
        passed += count
        yield start, length * passed / total - start
