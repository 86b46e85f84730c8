"""An indicator by year with its target."""

from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

from tuntas.read.facts import IndicatorValue
from tuntas.render import wording
from tuntas.render.charts.figure import WIDTH, listed
from tuntas.render.charts.scale import Axis, Scale, axis, rounded
from tuntas.render.views.parts import View

HEIGHT = 182
_TOP, _GROUND = 20, 146
_LETTER = 6.2
"""How wide a digit is, about."""
_MOST_LABELLED = 7
"""So many points can have their number beside them; of more, only the first and the last have."""
_LONGEST = 17
"""Longer numbers stand only in the table."""
_DASH = 9
_RADIUS = 4
_YEAR_ROOM = 34


class Mark(View, frozen=True):
    """A value of a year; `label` is empty where there is no room for its number."""

    x: float
    y: float
    label: str = ""
    label_y: float = 0


class Tick(View, frozen=True):
    place: float
    label: str
    zero: bool = False


class LineChart(View, frozen=True):
    """Actual values as points, joined where the years follow each other; targets as dashes.

    `cut` says where the axis begins if that is not zero. `dash` is half of the width of a dash; where
    years stand close, dashes and points are small, so that they stay apart.
    """

    id: str
    title: str
    about: str
    description: str
    paths: tuple[str, ...]
    actual: tuple[Mark, ...]
    targets: tuple[Mark, ...]
    ticks: tuple[Tick, ...]
    years: tuple[Tick, ...]
    cut: str
    left: float
    dash: float
    radius: float
    ground: int = _GROUND
    width: int = WIDTH
    height: int = HEIGHT


def line_chart(id: str, unit: str, values: Sequence[IndicatorValue]) -> LineChart | None:
    """The values, in the order of years; None where fewer than two years have one."""
    known = [each for each in values if each.actual is not None or each.target is not None]
    if len(known) < 2:
        return None
    numbers = [number for each in known for number in (each.actual, each.target) if number is not None]
    upright = axis(min(numbers), max(numbers))
    ticks = [wording.number(each) for each in upright.ticks]
    left = rounded(max(map(len, ticks)) * _LETTER + 6)
    longest = max(len(wording.number(each)) for each in numbers)
    margin = max(longest * _LETTER / 2 + 2 if longest <= _LONGEST else 0, _DASH)
    across = Scale(Decimal(known[0].year), Decimal(known[-1].year), left + margin, WIDTH - margin)
    up = Scale(upright.low, upright.high, _GROUND, _TOP)
    places = [across.place(each.year) for each in known]
    room = min(after - before for before, after in pairwise(places))
    actual = [each for each in known if each.actual is not None]
    floor = f"{wording.number(upright.low)} {unit}"
    cut = "" if upright.from_zero else f"Sumbu tegak tidak mulai dari nol, tetapi dari {floor}."
    return LineChart(
        id=id,
        title="Capaian dan target per tahun",
        about=unit,
        description=_told(known, unit, upright),
        paths=tuple(_paths(actual, across, up)),
        actual=tuple(_marks(known, across, up, labelled=longest <= _LONGEST)),
        targets=tuple(
            Mark(across.place(each.year), up.place(each.target)) for each in known if each.target is not None
        ),
        ticks=tuple(
            Tick(up.place(each), label, zero=not each)
            for each, label in zip(upright.ticks, ticks, strict=True)
        ),
        years=tuple(_years(known, across)),
        cut=cut,
        left=left,
        dash=rounded(min(_DASH, room / 2 - 1)),
        radius=rounded(min(_RADIUS, room / 4)),
    )


def _told(known: Sequence[IndicatorValue], unit: str, upright: Axis) -> str:
    def told(name: str, values: list[tuple[int, Decimal]]) -> str:
        if not values:
            return f"tidak ada {name.lower()} yang tercatat"
        (first, start), (last, end) = values[0], values[-1]
        said = f"{name} {first}: {wording.number(start)} {unit}"
        return said if first == last else f"{said}, {last}: {wording.number(end)} {unit}"

    said = listed(
        (
            told("Capaian", [(each.year, each.actual) for each in known if each.actual is not None]),
            told("Target", [(each.year, each.target) for each in known if each.target is not None]),
            "" if upright.from_zero else f"sumbu tegak mulai dari {wording.number(upright.low)}, bukan nol",
        )
    )
    return said[:1].upper() + said[1:]


def _paths(actual: Sequence[IndicatorValue], across: Scale, up: Scale) -> list[str]:
    """A line for each run of years without a gap: where nothing is known, nothing is drawn."""
    runs: list[list[str]] = []
    before = None
    for each in actual:
        if each.actual is None:
            continue
        if before is None or each.year != before + 1:
            runs.append([])
        runs[-1].append(f"{across.place(each.year)} {up.place(each.actual)}")
        before = each.year
    return [f"M{'L'.join(run)}" for run in runs if len(run) > 1]


def _marks(known: Sequence[IndicatorValue], across: Scale, up: Scale, *, labelled: bool) -> list[Mark]:
    actual = [(each, each.actual) for each in known if each.actual is not None]
    named = actual if len(actual) <= _MOST_LABELLED else [actual[0], actual[-1]]
    years = {each.year for each, _ in named}
    marks = []
    for place, (each, value) in enumerate(actual):
        x, y = across.place(each.year), up.place(value)
        around = [number for _, number in actual[max(place - 1, 0) : place + 2]]
        # Away from the target and from the line, so that neither strikes the number through.
        below = each.target > value if each.target is not None else len(around) == 3 and min(around) == value
        label = wording.number(value) if labelled and each.year in years else ""
        marks.append(Mark(x, y, label, rounded(y + (17 if below else -9))))
    return marks


def _years(known: Sequence[IndicatorValue], across: Scale) -> list[Tick]:
    """The years that have room for their number, the last always."""
    shown: list[Tick] = []
    for each in reversed(known):
        x = across.place(each.year)
        if not shown or shown[-1].place - x >= _YEAR_ROOM:
            shown.append(Tick(x, str(each.year)))
    return shown[::-1]
