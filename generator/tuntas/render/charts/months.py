"""Completions by month, confirmed by a meeting and only reported apart."""

import datetime as dt
from collections.abc import Sequence

from tuntas.archive.completions import Completions
from tuntas.render import wording
from tuntas.render.charts.bars import Part, upward
from tuntas.render.charts.figure import WIDTH, Key, Table, counted, listed
from tuntas.render.charts.scale import rounded
from tuntas.render.views.parts import View

MONTHS = 12
HEIGHT = 150
_TOP = 18
_GROUND = 116
_BAR = 18
_DECEMBER = 12


class MonthBar(View, frozen=True):
    """A month; `year` only where a new one begins, `top` is where its bar ends."""

    x: float
    top: float
    label: str
    year: str
    total: int
    parts: tuple[Part, ...]


class MonthsChart(View, frozen=True):
    """The last twelve months; `earlier` is what was completed before them."""

    id: str
    title: str
    about: str
    description: str
    bars: tuple[MonthBar, ...]
    keys: tuple[Key, ...]
    total: int
    earlier: int
    table: Table
    ground: int = _GROUND
    width: int = WIDTH
    height: int = HEIGHT


def months_chart(id: str, completions: Sequence[Completions], as_of: dt.date) -> MonthsChart | None:
    """The bars of the months until a date; None where nothing was completed in them."""
    last = as_of.year * 12 + as_of.month - 1
    by_month = {each.year * 12 + each.month - 1: each for each in completions}
    shown = [
        by_month.get(number) or Completions(number // 12, number % 12 + 1)
        for number in range(last - MONTHS + 1, last + 1)
    ]
    total = sum(each.total for each in shown)
    if not total:
        return None
    most = max(each.total for each in shown)
    earlier = sum(each.total for each in completions) - total
    kinds = [_keys(each) for each in shown]
    keys = [Key(of[0].key, of[0].word, sum(each.count for each in of)) for of in zip(*kinds, strict=True)]
    best = next(each for each in shown if each.total == most)
    until = wording.month(as_of.year, as_of.month)
    return MonthsChart(
        id=id,
        title="Selesai per bulan",
        about=f"{wording.number(total)} dalam 12 bulan sampai {until}",
        description=listed(
            (
                f"{wording.number(total)} komitmen selesai dalam 12 bulan sampai {until}",
                f"terbanyak {wording.number(most)} pada {wording.month(best.year, best.month)}",
                f"{wording.number(earlier)} lagi selesai sebelumnya" if earlier else "",
            )
        ),
        bars=tuple(_bar(place, each, most) for place, each in enumerate(shown)),
        keys=counted(*keys),
        total=total,
        earlier=earlier,
        table=Table(
            ("Bulan", "Jumlah", *(each.word for each in keys)),
            tuple(
                (
                    wording.month(each.year, each.month),
                    wording.number(each.total),
                    *(wording.number(key.count) for key in of),
                )
                for each, of in zip(shown, kinds, strict=True)
            ),
        ),
    )


def _keys(of: Completions) -> tuple[Key, ...]:
    """From the firmest, which stands on the ground."""
    return tuple(
        Key(key, wording.STANDINGS[key].word, count)
        for key, count in (
            ("dikonfirmasi", of.confirmed),
            ("dilaporkan", of.reported),
            ("tanpa-bukti", of.claimed),
        )
    )


def _bar(place: int, of: Completions, most: int) -> MonthBar:
    room = WIDTH / MONTHS
    height = (_GROUND - _TOP) * of.total / most
    left = rounded(room * place + (room - _BAR) / 2)
    return MonthBar(
        x=rounded(room * place + room / 2),
        top=rounded(_GROUND - height),
        label=wording.short_month(of.month),
        # December's would run into that of the month after.
        year=str(of.year) if of.month == 1 or (place == 0 and of.month != _DECEMBER) else "",
        total=of.total,
        parts=tuple(upward(_keys(of), most, (left, _TOP), (_BAR, _GROUND - _TOP))),
    )
