"""What was measured, and what follows from it: medians, ratios, goals."""

import datetime as dt
import os
import platform
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from typing import NamedTuple

import msgspec

MIB = 1024 * 1024
OURS, RIVAL, PLAIN = "tuntas", "hugo", "material"


class Built(msgspec.Struct):
    """What one generator made of one archive: seconds of each build (wall, processor), peak bytes, files."""

    seconds: dict[str, list[tuple[float, float]]] = {}
    memory: int = 0
    pages: int = 0
    feeds: int = 0
    bytes: int = 0
    page_bytes: int = 0
    sampled: int = 0
    equal: int = 0

    def wall(self, scenario: str) -> float | None:
        """The median of the wall clock; None where it was not measured."""
        found = self.seconds.get(scenario)
        return median(each[0] for each in found) if found else None

    def cpu(self, scenario: str) -> float | None:
        found = self.seconds.get(scenario)
        return median(each[1] for each in found) if found else None


class Size(msgspec.Struct):
    """All generators on an archive of one size, in the order in which they took turns."""

    built: dict[str, Built]
    date: str = ""
    load: float = 0.0
    """Of the machine as it began: processes that wanted to run, ours not among them."""


class Results(msgspec.Struct):
    """Everything that was measured, by the number of meetings."""

    machine: str = ""
    versions: dict[str, str] = {}
    titles: dict[str, str] = {}
    sizes: dict[int, Size] = {}


# --- what follows ---


def ratios(size: Size, scenario: str, one: str, other: str, *, of: int = 0) -> list[float]:
    """The ratio of two generators' times in each round; `of` 1 for processor time."""
    pairs = zip(
        size.built[one].seconds.get(scenario, ()), size.built[other].seconds.get(scenario, ()), strict=False
    )
    return [first[of] / second[of] for first, second in pairs if second[of]]


def extrapolated(results: Results, name: str, meetings: int, scenario: str) -> float | None:
    """In proportion to the pages, from the largest size that was measured."""
    measured = [
        size for each, size in sorted(results.sizes.items()) if name in size.built and each < meetings
    ]
    if not measured:
        return None
    wall = measured[-1].built[name].wall(scenario)
    pages, known = results.sizes[meetings].built[OURS].pages, measured[-1].built[OURS].pages
    return wall * pages / known if wall and known else None


class Goal(NamedTuple):
    """A figure to reach: how many times Hugo (or the smaller size) a build may take."""

    what: str
    must: float
    aim: float | None
    reached: float | None


def goals(results: Results) -> list[Goal]:
    """The figures to reach, with what was measured of each."""

    def against_hugo(meetings: int, scenario: str) -> float | None:
        size = results.sizes.get(meetings)
        found = ratios(size, scenario, OURS, RIVAL) if size and RIVAL in size.built else []
        return median(found) if found else None

    def memory(meetings: int) -> float | None:
        size = results.sizes.get(meetings)
        if not size or RIVAL not in size.built or not size.built[RIVAL].memory:
            return None
        return size.built[OURS].memory / size.built[RIVAL].memory

    def growth(scenario: str) -> float | None:
        small, large = (results.sizes.get(each) for each in (1000, 3000))
        one = small.built[OURS].wall(scenario) if small else None
        other = large.built[OURS].wall(scenario) if large else None
        return other / one if one and other else None

    return [
        Goal("1,000 meetings: cold build / Hugo", 1.0, 0.35, against_hugo(1000, "cold")),
        Goal("1,000 meetings: one note changed / Hugo", 0.1, 0.03, against_hugo(1000, "note")),
        Goal("1,000 meetings: nothing changed / Hugo", 0.06, 0.02, against_hugo(1000, "nothing")),
        Goal("1,000 meetings: peak memory / Hugo", 0.5, 0.25, memory(1000)),
        Goal("growth from 1,000 to 3,000: cold build", 3.3, None, growth("cold")),
        Goal("growth from 1,000 to 3,000: one note changed", 2.5, 1.5, growth("note")),
        Goal("100 meetings: cold build / Hugo", 1.7, None, against_hugo(100, "cold")),
        Goal("100 meetings: one note changed / Hugo", 0.4, None, against_hugo(100, "note")),
    ]


# --- where, when, and keeping it ---


def machine() -> str:
    """What the figures were measured on."""
    model = next(_of_cpu("model name"), platform.processor() or platform.machine())
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1024**3
    python = platform.python_version()
    return f"{os.cpu_count()} cores ({model}), {memory:.0f} GiB, {platform.system()}, Python {python}"


def _of_cpu(key: str) -> Iterator[str]:
    info = Path("/proc/cpuinfo")
    for line in info.read_text("utf-8").splitlines() if info.exists() else ():
        name, _, value = line.partition(":")
        if name.strip() == key:
            yield value.strip()


def today() -> str:
    return dt.datetime.now(dt.UTC).date().isoformat()


def load(file: Path) -> Results:
    """Results that were kept; none where there is no file yet."""
    return msgspec.json.decode(file.read_bytes(), type=Results) if file.exists() else Results()


def keep(results: Results, file: Path) -> None:
    """Write results for `load` and for people who compare versions."""
    file.write_bytes(msgspec.json.format(msgspec.json.encode(results), indent=1) + b"\n")
