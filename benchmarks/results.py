"""What was measured, kept and told: medians, ratios, and the tables of the page on performance."""

import datetime as dt
import os
import platform
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median
from typing import NamedTuple

import msgspec

TITLES = {
    "cold": "Cold build",
    "note": "One note changed",
    "nothing": "Nothing changed",
    "as-of": "A day later",
}
MIB = 1024 * 1024
OURS, RIVAL, PLAIN = "tuntas", "hugo", "material"


class Built(msgspec.Struct):
    """What one generator made of one archive: seconds of each build (wall, processor), peak bytes, files."""

    seconds: dict[str, list[tuple[float, float]]] = {}
    memory: int = 0
    pages: int = 0
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


# --- what it tells ---


class Goal(NamedTuple):
    """A figure to reach: how many times Hugo (or the smaller size) a build may take."""

    what: str
    must: float
    aim: float | None
    reached: float | None


def tables(results: Results) -> str:
    """All results as Markdown."""
    parts = [_where(results)]
    for meetings, size in sorted(results.sizes.items()):
        parts += [f"### {meetings:,} meetings", _size(results, meetings, size)]
    parts += ["### Against the goals", _goals(results)]
    return "\n\n".join(part for part in parts if part)


def _where(results: Results) -> str:
    versions = ", ".join(f"{results.titles[name]} {version}" for name, version in results.versions.items())
    return f"{results.machine}. {versions}."


def _size(results: Results, meetings: int, size: Size) -> str:
    known = [name for name in results.titles if name in size.built]
    guessed = [PLAIN] if PLAIN in results.titles and PLAIN not in size.built else []
    ours = size.built[OURS]
    scenarios = [each for each in TITLES if ours.seconds.get(each)]
    rounds = max((len(ours.seconds[each]) for each in scenarios), default=0)
    head = ["", *(TITLES[each] for each in scenarios), "Peak memory", "Pages", "Bytes a page", "Whole site"]
    rows = [head, ["---", *["---:"] * (len(head) - 1)]]
    for name in (*known, *guessed):
        if name in guessed:
            cells = [_about(_extrapolated(results, name, meetings, each)) for each in scenarios]
            rows.append([f"{results.titles[name]}, extrapolated", *cells, "", "", "", ""])
            continue
        built = size.built[name]
        cells = [_seconds(built, each) for each in scenarios]
        files = [f"{built.pages:,}", _bytes_a_page(built), _mib(built.bytes)] if built.pages else ["", "", ""]
        rows.append([results.titles[name], *cells, _mib(built.memory), *files])
    for rival in (each for each in known if each != OURS):
        cells = [_ratio(ratios(size, each, OURS, rival)) for each in scenarios]
        memory = ours.memory / size.built[rival].memory if size.built[rival].memory else None
        rows.append([f"*Tuntas / {results.titles[rival]}*", *cells, _times(memory), "", "", ""])
    said = [
        f"{size.built[name].equal} of {size.built[name].sampled} sampled pages say the same"
        f" in {results.titles[name]}"
        for name in known
        if size.built[name].sampled
    ]
    note = f"{size.date}; {rounds} rounds; load {size.load:.1f} when it began."
    sentence = f" {' and '.join(said)}." if said else ""
    table = "\n".join(f"| {' | '.join(row)} |" for row in rows)
    return f"{note}{sentence}\n\n{table}"


def ratios(size: Size, scenario: str, one: str, other: str) -> list[float]:
    """The ratio of two generators' times in each round."""
    pairs = zip(
        size.built[one].seconds.get(scenario, ()), size.built[other].seconds.get(scenario, ()), strict=False
    )
    return [first[0] / second[0] for first, second in pairs]


def _goals(results: Results) -> str:
    rows = [["", "must", "aim", "measured", ""], ["---", "---:", "---:", "---:", "---"]]
    for goal in goals(results):
        if goal.reached is None:
            verdict = "not measured"
        elif goal.aim is not None and goal.reached <= goal.aim:
            verdict = "aim reached"
        else:
            verdict = "reached" if goal.reached <= goal.must else "**not yet**"
        aim = _times(goal.aim) if goal.aim is not None else ""
        rows.append([goal.what, _times(goal.must), aim, _times(goal.reached), verdict])
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


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


def _extrapolated(results: Results, name: str, meetings: int, scenario: str) -> float | None:
    """In proportion to the pages, from the largest size that was measured."""
    measured = [
        size for each, size in sorted(results.sizes.items()) if name in size.built and each < meetings
    ]
    if not measured:
        return None
    wall = measured[-1].built[name].wall(scenario)
    pages, known = results.sizes[meetings].built[OURS].pages, measured[-1].built[OURS].pages
    return wall * pages / known if wall and known else None


def _seconds(built: Built, scenario: str) -> str:
    wall, cpu = built.wall(scenario), built.cpu(scenario)
    return f"{wall:.2f} s <small>({cpu:.1f})</small>" if wall is not None and cpu is not None else ""


def _about(seconds: float | None) -> str:
    return f"~{seconds:.0f} s" if seconds else ""


def _ratio(found: Sequence[float]) -> str:
    return f"{median(found):.2f} <small>({min(found):.2f}–{max(found):.2f})</small>" if found else ""


def _times(ratio: float | None) -> str:
    return f"{ratio:.2f}" if ratio is not None else ""


def _mib(count: int) -> str:
    return f"{count / MIB:,.0f} MiB" if count else ""


def _bytes_a_page(built: Built) -> str:
    return f"{built.page_bytes / built.pages:,.0f}" if built.pages else ""


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


# --- where it is kept ---

BEGIN, END = "<!-- results -->", "<!-- end of results -->"


def write_between(page: Path, text: str) -> None:
    """Put the results into a page, between its two marks."""
    before, mark, rest = page.read_text("utf-8").partition(BEGIN)
    _, end, after = rest.partition(END)
    if not mark or not end:
        raise ValueError(f"{page} has no {BEGIN} and {END}")
    page.write_text(f"{before}{BEGIN}\n\n{text}\n\n{END}{after}", encoding="utf-8")


def load(file: Path) -> Results:
    """Results that were kept; none where there is no file yet."""
    return msgspec.json.decode(file.read_bytes(), type=Results) if file.exists() else Results()


def keep(results: Results, file: Path) -> None:
    """Write results for `load` and for people who compare versions."""
    rounded = msgspec.json.encode(results)
    file.write_bytes(msgspec.json.format(rounded, indent=1) + b"\n")
