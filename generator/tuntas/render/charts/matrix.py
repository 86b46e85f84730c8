"""Which agency waits for which: a table whose cells are shaded by how much waits."""

from collections.abc import Callable, Sequence

from tuntas.archive.waits import Wait
from tuntas.read.facts import AgencyId
from tuntas.render import wording
from tuntas.render.charts.figure import listed
from tuntas.render.views.parts import Link, View

LEVELS = 4


class Cell(View, frozen=True):
    """How many commitments wait; `level` is the shade, from 1 for the least to `LEVELS`, 0 for none."""

    count: int
    level: int


class Row(View, frozen=True):
    agency: Link
    cells: tuple[Cell, ...]


class Matrix(View, frozen=True):
    """The agencies that wait by those that they wait for, both by name; who takes no part is left out."""

    id: str
    title: str
    description: str
    columns: tuple[Link, ...]
    rows: tuple[Row, ...]


def matrix(id: str, waits: Sequence[Wait], link: Callable[[AgencyId], Link]) -> Matrix | None:
    """Who waits for whom; None where nobody does."""
    if not waits:
        return None
    counts = {(each.waiting, each.awaited): each.commitments for each in waits}
    links = {agency: link(agency) for pair in counts for agency in pair}

    def by_name(agencies: set[AgencyId]) -> list[AgencyId]:
        return sorted(agencies, key=lambda each: (links[each].text.casefold(), each))

    waiting = by_name({each.waiting for each in waits})
    awaited = by_name({each.awaited for each in waits})
    most = max(counts.values())
    return Matrix(
        id=id,
        title="Siapa menunggu siapa",
        description=listed(
            (
                f"{wording.number(len(waiting))} OPD menunggu {wording.number(len(awaited))} OPD",
                f"paling banyak {wording.number(most)} komitmen di antara dua OPD",
            )
        ),
        columns=tuple(links[each] for each in awaited),
        rows=tuple(
            Row(
                links[row],
                tuple(
                    Cell(count, _level(count, most))
                    for column in awaited
                    for count in (counts.get((row, column), 0),)
                ),
            )
            for row in waiting
        ),
    )


def _level(count: int, most: int) -> int:
    """In equal steps up to the most; few are told one by one, so that a single one is never dark."""
    return -(-count * LEVELS // max(most, LEVELS))
