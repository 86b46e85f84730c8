"""Draw how the cost of a build grows with the archive.

    .venv/bin/python benchmarks/plot.py docs/performance.json docs/performance.svg

Both axes are logarithmic: a straight line that rises by one decade a decade is cost in proportion to size.
"""

import math
import sys
from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path
from typing import NamedTuple

from results import OURS, RIVAL, Results, load

WIDTH, HEIGHT = 760, 420
LEFT, RIGHT, TOP, BOTTOM = 64, 210, 24, 44
FONT = "font-family='system-ui, sans-serif' font-size='12'"


class Line(NamedTuple):
    """One generator in one scenario: seconds by number of meetings."""

    label: str
    colour: str
    dashes: str
    points: Sequence[tuple[int, float]]


SHOWN = (
    (OURS, "cold", "Tuntas, cold", "#0c5c7c", ""),
    (OURS, "note", "Tuntas, one note", "#0c5c7c", "6 4"),
    (OURS, "nothing", "Tuntas, nothing changed", "#0c5c7c", "2 4"),
    (RIVAL, "cold", "Hugo, cold", "#c2185b", ""),
    (RIVAL, "note", "Hugo, one note", "#c2185b", "6 4"),
    ("eleventy", "cold", "Eleventy, cold", "#6a5a00", ""),
    ("copy", "cold", "cp -r of the site", "#777", "1 3"),
)


def plot(results: Results) -> str:
    """The picture, as SVG."""
    largest = max(results.sizes, default=0)  # where the lines have their names
    lines = [line for line in _lines(results) if line.points and line.points[-1][0] == largest]
    if not lines:
        raise ValueError("nothing was measured yet")
    meetings = [at for line in lines for at, _ in line.points]
    seconds = [each for line in lines for _, each in line.points]
    across = _Scale(min(meetings) / 1.2, max(meetings) * 1.2, LEFT, WIDTH - RIGHT)
    up = _Scale(min(seconds) / 1.4, max(seconds) * 1.4, HEIGHT - BOTTOM, TOP)
    parts = [*_grid(across, up, sorted(set(meetings))), *_drawn(lines, across, up)]
    title = "Seconds of a build by number of meetings"
    return (
        f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {WIDTH} {HEIGHT}' role='img' {FONT}>\n"
        f"<title>{title}</title>\n<rect width='{WIDTH}' height='{HEIGHT}' fill='#fff'/>\n"
        + "\n".join(parts)
        + "\n</svg>\n"
    )


class _Scale(NamedTuple):
    """A logarithmic axis: from values to places on the picture."""

    low: float
    high: float
    first: float
    last: float

    def __call__(self, value: float) -> float:
        share = math.log(value / self.low) / math.log(self.high / self.low)
        return round(self.first + share * (self.last - self.first), 1)


def _lines(results: Results) -> Iterator[Line]:
    for name, scenario, label, colour, dashes in SHOWN:
        built = [(at, size.built[name]) for at, size in sorted(results.sizes.items()) if name in size.built]
        walls = [(at, each.wall(scenario)) for at, each in built]
        yield Line(label, colour, dashes, [(at, wall) for at, wall in walls if wall])


def _grid(across: _Scale, up: _Scale, meetings: Sequence[int]) -> Iterator[str]:
    for exponent in range(-3, 4):
        for step in (1, 3):
            value = step * 10.0**exponent
            if up.low <= value <= up.high:
                y = up(value)
                yield f"<line x1='{LEFT}' x2='{WIDTH - RIGHT}' y1='{y}' y2='{y}' stroke='#e3e3e3'/>"
                yield f"<text x='{LEFT - 8}' y='{y + 4}' text-anchor='end' fill='#444'>{value:g} s</text>"
    for each in meetings:
        x = across(each)
        yield f"<line x1='{x}' x2='{x}' y1='{TOP}' y2='{HEIGHT - BOTTOM}' stroke='#e3e3e3'/>"
        yield f"<text x='{x}' y='{HEIGHT - BOTTOM + 18}' text-anchor='middle' fill='#444'>{each:,}</text>"
    middle = (LEFT + WIDTH - RIGHT) / 2
    yield f"<text x='{middle}' y='{HEIGHT - 8}' text-anchor='middle' fill='#444'>meetings</text>"


def _drawn(lines: Sequence[Line], across: _Scale, up: _Scale) -> Iterator[str]:
    """The lines, with their names at their ends, kept apart."""
    lowest = float(HEIGHT)
    for line in sorted(lines, key=lambda each: each.points[-1][1]):
        places = [(across(at), up(wall)) for at, wall in line.points]
        path = " ".join(f"{x},{y}" for x, y in places)
        stroke = f"fill='none' stroke='{line.colour}' stroke-width='2' stroke-dasharray='{line.dashes}'"
        yield f"<polyline points='{path}' {stroke}/>"
        yield from (f"<circle cx='{x}' cy='{y}' r='3' fill='{line.colour}'/>" for x, y in places)
        y = places[-1][1]
        lowest = min(y, lowest - 15)
        label = escape(f"{line.label}, {line.points[-1][1]:.1f} s")
        yield f"<text x='{WIDTH - RIGHT + 6}' y='{lowest + 4}' fill='{line.colour}'>{label}</text>"


def main(file: Path, picture: Path) -> None:
    """Draw what was kept in a file."""
    picture.write_text(plot(load(file)), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
