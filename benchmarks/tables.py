"""Results as Markdown, and their place in the page on performance."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median

from results import MIB, OURS, PLAIN, Built, Results, Size, extrapolated, goals, ratios

TITLES = {
    "cold": "Cold build",
    "note": "One note changed",
    "nothing": "Nothing changed",
    "as-of": "A day later",
}
BEGIN, END = "<!-- results -->", "<!-- end of results -->"

Row = Sequence[str]


def tables(results: Results) -> str:
    """All results."""
    versions = [f"{results.titles[name]} {version}" for name, version in results.versions.items() if version]
    parts = [f"{results.machine}. {', '.join(versions)}."]
    for meetings, size in sorted(results.sizes.items()):
        scenarios = [each for each in TITLES if size.built[OURS].seconds.get(each)]
        parts += [f"### {meetings:,} meetings", _circumstances(results, size)]
        parts += [_table(_times(results, meetings, scenarios)), _table(_ratios(results, size, scenarios))]
    return "\n\n".join([*parts, "### Against the goals", _table(_goals(results))])


def write_between(page: Path, text: str) -> None:
    """Put the results into a page, between its two marks."""
    before, mark, rest = page.read_text("utf-8").partition(BEGIN)
    _, end, after = rest.partition(END)
    if not mark or not end:
        raise ValueError(f"{page} has no {BEGIN} and {END}")
    page.write_text(f"{before}{BEGIN}\n\n{text}\n\n{END}{after}", encoding="utf-8")


def _circumstances(results: Results, size: Size) -> str:
    rounds = max((len(each) for each in size.built[OURS].seconds.values()), default=0)
    said = [
        f"{built.equal} of {built.sampled} sampled pages and feeds say the same in {results.titles[name]}"
        for name, built in size.built.items()
        if built.sampled
    ]
    sentences = [
        f"{size.date}, {rounds} round{'s' if rounds != 1 else ''}, load {size.load:.1f} at the start"
    ]
    return ". ".join([*sentences, *said]) + "."


def _times(results: Results, meetings: int, scenarios: Sequence[str]) -> Iterator[Row]:
    yield [
        "",
        *(TITLES[each] for each in scenarios),
        "Peak memory",
        "Pages",
        "Feeds",
        "Bytes a page",
        "Whole site",
    ]
    built = results.sizes[meetings].built
    for name, title in results.titles.items():
        if name in built:
            yield [title, *(_seconds(built[name], each) for each in scenarios), *_sizes(built[name])]
        elif name == PLAIN:
            guesses = [extrapolated(results, name, meetings, each) for each in scenarios]
            cells = [f"~{each:.0f} s" if each else "" for each in guesses]
            yield [f"{title}, extrapolated", *cells, *[""] * 5]


def _seconds(built: Built, scenario: str) -> str:
    wall, cpu = built.wall(scenario), built.cpu(scenario)
    return f"{wall:.2f} s <small>({cpu:.1f})</small>" if wall is not None and cpu is not None else ""


def _sizes(built: Built) -> Row:
    a_page = f"{built.page_bytes / built.pages:,.0f}" if built.pages else ""
    return [_mib(built.memory), f"{built.pages:,}", f"{built.feeds:,}", a_page, _mib(built.bytes)]


def _mib(count: int) -> str:
    return f"{count / MIB:,.0f} MiB" if count else ""


def _ratios(results: Results, size: Size, scenarios: Sequence[str]) -> Iterator[Row]:
    yield ["Tuntas /", *(TITLES[each] for each in scenarios), "Peak memory"]
    ours = size.built[OURS]
    for name, theirs in size.built.items():
        if name != OURS:
            memory = f"{ours.memory / theirs.memory:.2f}" if theirs.memory else ""
            yield [results.titles[name], *(_ratio(size, each, name) for each in scenarios), memory]


def _ratio(size: Size, scenario: str, rival: str) -> str:
    """On the wall clock, from the smallest to the largest, and of processor time."""
    wall, cpu = (ratios(size, scenario, OURS, rival, of=each) for each in (0, 1))
    if not wall:
        return ""
    processor = f"; processor {median(cpu):.2f}" if cpu else ""
    return f"**{median(wall):.2f}** <small>({min(wall):.2f}–{max(wall):.2f}{processor})</small>"


def _goals(results: Results) -> Iterator[Row]:
    yield ["", "must", "aim", "measured", ""]
    for goal in goals(results):
        if goal.reached is None:
            verdict = "not measured"
        elif goal.reached <= (goal.aim or 0):
            verdict = "aim reached"
        else:
            verdict = "reached" if goal.reached <= goal.must else "**not yet**"
        figures = [f"{each:.2f}" if each is not None else "" for each in (goal.must, goal.aim, goal.reached)]
        yield [goal.what, *figures, verdict]


def _table(rows: Iterator[Row]) -> str:
    head, *body = rows
    lines = [head, ["---", *["---:"] * (len(head) - 1)], *body]
    return "\n".join(f"| {' | '.join(row)} |" for row in lines)
