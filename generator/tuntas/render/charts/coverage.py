"""How many directives serve each mission of a plan, and how many of these are complete."""

from collections.abc import Sequence

from tuntas.archive.figures import Coverage
from tuntas.render import wording
from tuntas.render.charts.bars import Part, across
from tuntas.render.charts.figure import WIDTH, Key, Table, counted, of
from tuntas.render.charts.scale import rounded
from tuntas.render.views.parts import View

_ROW = 24
_LEFT = 48
_BAR = 14
_COUNT = 34


class CoverageRow(View, frozen=True):
    """A mission; `end` is where its bar ends."""

    number: int
    y: float
    end: float
    total: int
    parts: tuple[Part, ...]


class CoverageChart(View, frozen=True):
    """A bar for each mission, all on one scale from zero."""

    id: str
    title: str
    about: str
    description: str
    rows: tuple[CoverageRow, ...]
    keys: tuple[Key, ...]
    table: Table
    left: int
    height: int
    width: int = WIDTH


def coverage_chart(id: str, missions: Sequence[tuple[int, Coverage]]) -> CoverageChart | None:
    """The missions of a plan by their numbers; None where no directive serves any."""
    most = max((each.total for _, each in missions), default=0)
    if not most:
        return None
    kinds = [_keys(each) for _, each in missions]
    keys = [
        Key(kind[0].key, kind[0].word, sum(each.count for each in kind)) for kind in zip(*kinds, strict=True)
    ]
    served = sum(bool(each.total) for _, each in missions)
    told = (
        f"misi {number}, {of(each.complete, each.total)} arahan selesai"
        for number, each in missions
        if each.total
    )
    return CoverageChart(
        id=id,
        title="Arahan untuk tiap misi",
        about=f"{of(served, len(missions))} misi punya arahan",
        description=f"{of(served, len(missions))} misi punya arahan: {'; '.join(told)}.",
        rows=tuple(_row(place, *mission, most) for place, mission in enumerate(missions)),
        keys=counted(*keys),
        table=Table(
            ("Misi", "Arahan", *(each.word for each in keys)),
            tuple(
                (
                    f"Misi {number}",
                    wording.number(each.total),
                    *(wording.number(key.count) for key in kind),
                )
                for (number, each), kind in zip(missions, kinds, strict=True)
            ),
        ),
        left=_LEFT,
        height=_ROW * len(missions),
    )


def _keys(each: Coverage) -> tuple[Key, ...]:
    return (
        Key("selesai", "Selesai", each.complete),
        Key("berjalan", "Ada kabar, belum selesai", each.told),
        Key("belum", "Belum ada kabar", each.untold),
        Key("dicabut", "Dicabut atau digantikan", each.closed),
    )


def _row(place: int, number: int, each: Coverage, most: int) -> CoverageRow:
    y = rounded(_ROW * place + (_ROW - _BAR) / 2)
    room = WIDTH - _LEFT - _COUNT
    return CoverageRow(
        number=number,
        y=rounded(_ROW * place + _ROW / 2),
        end=rounded(_LEFT + room * each.total / most),
        total=each.total,
        parts=tuple(across(_keys(each), most, (_LEFT, y), (room, _BAR))),
    )
