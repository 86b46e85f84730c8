"""Pictures of progress: their geometry, their numbers, and the SVG that comes of them."""

import datetime as dt
import gzip
import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from html import escape
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from archives import AGENCIES, agency, archive, meeting, report
from tuntas.archive.completions import Completions
from tuntas.archive.figures import Coverage
from tuntas.archive.progress import Progress
from tuntas.archive.waits import Wait
from tuntas.read.facts import AgencyId, IndicatorValue
from tuntas.render import wording
from tuntas.render.charts.bars import INSET, Part
from tuntas.render.charts.coverage import CoverageChart, coverage_chart
from tuntas.render.charts.figure import WIDTH
from tuntas.render.charts.line import LineChart, line_chart
from tuntas.render.charts.matrix import LEVELS, matrix
from tuntas.render.charts.months import MONTHS, MonthsChart, months_chart
from tuntas.render.charts.scale import Scale, axis
from tuntas.render.charts.shares import SharesChart, progress_chart, punctuality_chart
from tuntas.render.templating import environment
from tuntas.render.views.agency import agency_view
from tuntas.render.views.home import home_view
from tuntas.render.views.parts import Link
from tuntas.render.views.plan import plan_view
from tuntas.settings import packaged_theme

GOLDEN = Path(__file__).parent / "charts"
TENTH = 0.11
LEAST = 0.2
"""Places are told to a tenth of a unit, and no part is smaller than two of these."""
COUNTS = st.integers(min_value=0, max_value=40_000)
NUMBERS = st.decimals(-(10**12), 10**12, places=2) | st.decimals(-(10**15) + 1, 10**15 - 1, places=9)
"""As long as an author may write them."""

AnyChart = SharesChart | MonthsChart | LineChart | CoverageChart


def progress_of(counts: Sequence[int], **clocks: int) -> Progress:
    names = ("confirmed", "reported", "claimed", "ongoing", "blocked", "unreported")
    return Progress(total=sum(counts), **dict(zip(names, counts, strict=True)), **clocks)


def within(parts: Iterable[Part], width: float, height: float) -> bool:
    return all(
        each.x >= -TENTH
        and each.y >= -TENTH
        and each.x + each.width <= width + TENTH
        and each.y + each.height <= height + TENTH
        and min(each.width, each.height) > 0
        for each in parts
    )


def length(of: float, whole: float, room: float) -> tuple[float, float]:
    """Between what a part may be long: its share, or that without its free ends."""
    share = of / whole * room
    return share - 2 * INSET - TENTH, share + TENTH


# --- shares ---


@given(st.lists(COUNTS, min_size=6, max_size=6))
def test_a_bar_of_shares_is_its_counts(counts: list[int]) -> None:
    chart = progress_chart("a", progress_of(counts))
    if chart is None:
        assert not any(counts)
        return
    assert [each.count for each in chart.keys] == [each for each in counts if each]
    assert within(chart.parts, chart.width, chart.height)
    for key, part in zip(chart.keys, chart.parts, strict=True):
        least, most = length(key.count, chart.total, WIDTH)
        assert least <= part.width <= most + LEAST
        assert part.key == key.key
    for before, after in pairwise(chart.parts):
        assert before.x + before.width <= after.x + TENTH + LEAST
    assert [cells[1] for cells in chart.table.rows] == [
        f"{wording.number(each.count)} dari {wording.number(chart.total)}" for each in chart.keys
    ]


@given(*[COUNTS] * 5)
def test_punctuality_judges_only_what_had_its_day(
    on_time: int, late: int, overdue: int, ahead: int, without: int
) -> None:
    total = on_time + late + overdue + ahead + without
    counts = Progress(total=total, on_time=on_time, late=late, overdue=overdue, ahead=ahead)
    chart = punctuality_chart("a", counts)
    if chart is None:
        assert on_time + late + overdue == 0
        return
    assert chart.total == on_time + late + overdue
    assert sum(each.count for each in (*chart.keys, *chart.beside)) == total
    assert chart.description.startswith(f"Dari {wording.number(chart.total)} komitmen bertenggat ")
    assert f": {wording.number(on_time)} selesai tepat waktu" in chart.description
    assert ("lainnya tanpa tenggat" in chart.description) == bool(without)


def test_there_is_no_picture_of_nothing() -> None:
    assert progress_chart("a", Progress()) is None
    assert punctuality_chart("a", Progress(total=3, ahead=3)) is None
    assert months_chart("a", (), dt.date(2026, 1, 1)) is None
    assert months_chart("a", (Completions(2024, 12, 3),), dt.date(2026, 1, 1)) is None
    assert coverage_chart("a", [(1, Coverage())]) is None
    assert coverage_chart("a", []) is None
    assert matrix("a", (), nobody) is None


# --- months ---


@st.composite
def completions(draw: st.DrawFn) -> tuple[Completions, ...]:
    months = draw(st.sets(st.tuples(st.integers(2023, 2026), st.integers(1, 12))))
    return tuple(Completions(*each, draw(COUNTS), draw(COUNTS), draw(COUNTS)) for each in sorted(months))


@given(completions(), st.dates(dt.date(2024, 1, 1), dt.date(2026, 12, 31)))
def test_bars_of_months_are_as_high_as_they_count(found: tuple[Completions, ...], as_of: dt.date) -> None:
    until = [each for each in found if (each.year, each.month) <= (as_of.year, as_of.month)]
    chart = months_chart("a", until, as_of)
    if chart is None:
        return
    assert chart.total + chart.earlier == sum(each.total for each in until)
    assert sum(each.count for each in chart.keys) == chart.total
    assert len(chart.bars) == MONTHS
    most = max(each.total for each in chart.bars)
    room = chart.ground - min(each.top for each in chart.bars)
    for bar in chart.bars:
        assert abs(chart.ground - bar.top - room * bar.total / most) <= 2 * TENTH
        assert within(bar.parts, chart.width, chart.ground)
        assert all(each.y >= bar.top - TENTH - LEAST for each in bar.parts)
    assert [row[1] for row in chart.table.rows] == [wording.number(each.total) for each in chart.bars]
    assert chart.table.rows[-1][0] == wording.month(as_of.year, as_of.month)


def test_a_year_stands_where_it_begins() -> None:
    for month, expected in ((11, [1]), (12, [0]), (6, [0, 6])):
        chart = months_chart("a", (Completions(2026, month, 1),), dt.date(2026, month, 1))
        assert chart
        assert [place for place, each in enumerate(chart.bars) if each.year] == expected


# --- indicators ---


@st.composite
def indicators(draw: st.DrawFn) -> list[IndicatorValue]:
    years = sorted(draw(st.sets(st.integers(1945, 2100), max_size=40)))
    maybe = st.none() | NUMBERS
    return [IndicatorValue(year, draw(maybe), draw(maybe)) for year in years]


@given(indicators())
def test_a_line_keeps_order_and_place(values: list[IndicatorValue]) -> None:
    chart = line_chart("a", "persen", values)
    actual = [(each.year, each.actual) for each in values if each.actual is not None]
    targets = [each.target for each in values if each.target is not None]
    if chart is None:
        assert len({each.year for each in values if (each.actual, each.target) != (None, None)}) < 2
        return
    assert (len(chart.actual), len(chart.targets)) == (len(actual), len(targets))
    for mark in (*chart.actual, *chart.targets):
        assert chart.left <= mark.x - chart.radius
        assert mark.x + chart.radius <= chart.width
        assert 0 <= mark.y <= chart.ground
    for marks in (chart.actual, chart.targets):
        assert all(before.x < after.x for before, after in pairwise(marks))
    heights = sorted((value, -mark.y) for (_, value), mark in zip(actual, chart.actual, strict=True))
    assert [place for _, place in heights] == sorted(place for _, place in heights)
    shown = [float(each) for each in re.findall(r"-?[\d.]+", " ".join(chart.paths))]
    joined = {place for run in chart.paths for place in re.findall(r"[ML]([-\d.]+) ", run)}
    following = {after for (before, _), (after, _) in pairwise(actual) if after == before + 1}
    assert len(joined) == len(following | {each - 1 for each in following}) or len(shown) < 2


@given(NUMBERS, NUMBERS)
def test_an_axis_begins_at_zero_or_says_that_it_does_not(one: Decimal, other: Decimal) -> None:
    low, high = sorted((one, other))
    found = axis(low, high)
    assert found.low <= low <= high <= found.high
    assert (Decimal(0) in found.ticks) == found.from_zero
    assert len({after - before for before, after in pairwise(found.ticks)}) == 1
    assert 2 <= len(found.ticks) <= 7
    if not found.from_zero:
        assert found.high - found.low >= high / 10, "a small change looks small"
    values = [IndicatorValue(2024, low), IndicatorValue(2025, high)]
    chart = line_chart("a", "persen", values)
    assert chart
    assert bool(chart.cut) == ("bukan nol" in chart.description) == (not found.from_zero)


def test_one_year_is_no_course() -> None:
    assert line_chart("a", "poin", [IndicatorValue(2025, Decimal(77), Decimal(76))]) is None


def test_a_year_without_a_value_parts_the_line() -> None:
    values = [IndicatorValue(year, Decimal(year)) for year in (2018, 2019, 2021, 2023, 2024, 2025)]
    chart = line_chart("a", "poin", values)
    assert chart
    assert [each.count("L") + 1 for each in chart.paths] == [2, 3]
    assert len(chart.actual) == 6


def test_a_scale_of_one_value_has_a_place() -> None:
    assert Scale(Decimal(1), Decimal(1), 4, 8).place(Decimal(1)) == 4


# --- the matrix ---


def nobody(id: AgencyId) -> Link:
    return Link(id.upper(), f"opd/{id}/")


AGENCY_IDS = [AgencyId(f"opd-{number}") for number in range(60)]


@given(
    st.dictionaries(
        st.tuples(st.sampled_from(AGENCY_IDS), st.sampled_from(AGENCY_IDS)),
        st.integers(1, 500),
        min_size=1,
        max_size=80,
    )
)
def test_a_matrix_holds_each_wait_once(pairs: dict[tuple[AgencyId, AgencyId], int]) -> None:
    chart = matrix("a", [Wait(*pair, count) for pair, count in pairs.items()], nobody)
    assert chart
    shown = {
        (row.agency.text, column.text): cell
        for row in chart.rows
        for column, cell in zip(chart.columns, row.cells, strict=True)
    }
    told = {(a.upper(), b.upper()): count for (a, b), count in pairs.items()}
    assert {pair: cell.count for pair, cell in shown.items() if cell.count} == told
    assert all(any(cell.count for cell in row.cells) for row in chart.rows)
    ranked = sorted((cell.count, cell.level) for cell in shown.values())
    assert [level for _, level in ranked] == sorted(level for _, level in ranked)
    assert {cell.level for cell in shown.values()} <= set(range(LEVELS + 1))
    assert ranked[-1][1] == min(ranked[-1][0], LEVELS)


WAITING = (
    "arahan:\n  - id: a\n    judul: A\n    komitmen:\n"
    "      - {opd: bapenda, butuh: [{dari: dpupr, apa: Data}, {dari: bapenda, apa: Izin}]}\n"
    "      - {opd: dpupr, butuh: [{dari: PT Jalan, apa: Aspal}]}\n"
)


def test_agencies_wait_for_others_with_what_is_open_and_real() -> None:
    notes = {**AGENCIES, **meeting("2026-01-05", WAITING)}
    wait = Wait(AgencyId("bapenda"), AgencyId("dpupr"), 1)
    assert archive(notes).waits == (wait,), "not for themselves, nor for who has no page"
    done = "tindak_lanjut:\n  - {komitmen: 2026-01-05-rapim/a/bapenda, status: selesai}\n"
    assert archive({**notes, **report("bapenda", "2026-02-01", done)}).waits == ()
    assert archive({**AGENCIES, **meeting("2026-01-05", "contoh: true\n" + WAITING)}).waits == ()


def test_who_took_an_agency_over_waits_and_is_awaited() -> None:
    notes = {**AGENCIES, **meeting("2026-01-05", WAITING)}
    heir = agency("pu", "sejak: 2026-03-01\nmenggantikan: [dpupr]\n")
    assert archive({**notes, **heir}).waits == (Wait(AgencyId("bapenda"), AgencyId("pu"), 1),)
    both = agency("satu", "sejak: 2026-03-01\nmenggantikan: [dpupr, bapenda]\n")
    assert archive({**notes, **both}).waits == ()


# --- what archives show ---

PLAN = {
    "rpjmd/2025-2029.md": (
        "---\njudul: RPJMD\nmulai: 2025\nselesai: 2029\n"
        "misi: [{nomor: 1, judul: Satu}, {nomor: 2, judul: Dua}]\n---\n"
    )
}
ASKED = (
    "arahan:\n"
    "  - {id: a, judul: A, misi: 1, komitmen: [{opd: bapenda, tenggat: 2026-02-01}]}\n"
    "  - {id: b, judul: B, misi: 1, komitmen: [{opd: dpupr, tenggat: 2026-02-01}, {opd: bapenda}]}\n"
    "  - {id: c, judul: C, misi: 1, komitmen: [{opd: dpupr, tenggat: 2027-02-01}]}\n"
)
TOLD = (
    "tindak_lanjut:\n"
    "  - {komitmen: 2026-01-05-rapim/a/bapenda, status: selesai, bukti: [{tautan: 'https://a.id/'}]}\n"
    "  - {komitmen: 2026-01-05-rapim/b/bapenda, status: selesai}\n"
)
HEARD = "tindak_lanjut:\n  - {komitmen: 2026-01-05-rapim/a/bapenda, status: selesai}\n"
NOTES = {
    **AGENCIES,
    **PLAN,
    **meeting("2026-01-05", ASKED),
    **report("bapenda", "2026-01-20", TOLD),
    **meeting("2026-03-02", HEARD),
}


def test_the_months_add_up_to_what_is_complete() -> None:
    found = archive(NOTES, as_of="2026-06-01")
    assert found.figures.completions == (Completions(2026, 1, confirmed=1, reported=0, claimed=1),)
    view = agency_view(found, AgencyId("bapenda"), "../../")
    assert view.months
    assert view.months.total == view.lead.complete + view.supporting.complete == 2
    home = home_view(found, 30, "./")
    assert home.months
    assert home.months.total == home.tally.complete
    assert home.punctuality
    assert [(each.key, each.count) for each in home.punctuality.keys] == [
        ("tepat-waktu", 1),
        ("lewat-tenggat", 1),
    ]
    assert [(each.word, each.count) for each in home.punctuality.beside] == [
        ("lainnya belum jatuh tempo", 1),
        ("lainnya tanpa tenggat", 1),
    ]


def test_what_is_reopened_is_not_complete() -> None:
    again = "tindak_lanjut:\n  - {komitmen: 2026-01-05-rapim/a/bapenda, status: berjalan}\n"
    found = archive({**NOTES, **report("bapenda", "2026-04-01", again)}, as_of="2026-06-01")
    assert sum(each.total for each in found.figures.completions) == found.figures.progress.complete == 1


def test_no_picture_counts_samples() -> None:
    sample = {**NOTES, **meeting("2026-01-05", "contoh: true\n" + ASKED)}
    found = archive(sample, as_of="2026-06-01")
    home = home_view(found, 30, "./")
    assert (home.months, home.punctuality) == (None, None)
    assert plan_view(found, next(iter(found.plans)), "../../").coverage is None
    view = agency_view(found, AgencyId("bapenda"), "../../")
    assert (view.months, view.punctuality, view.lead_progress) == (None, None, None)


def test_each_mission_stands_with_its_directives() -> None:
    found = archive(NOTES, as_of="2026-06-01")
    chart = plan_view(found, next(iter(found.plans)), "../../").coverage
    assert chart
    assert [(each.number, each.total) for each in chart.rows] == [(1, 3), (2, 0)]
    assert chart.table.rows == (("Misi 1", "3", "1", "1", "1", "0"), ("Misi 2", "0", "0", "0", "0", "0"))
    assert chart.description == "1 dari 2 misi punya arahan: misi 1, 1 dari 3 arahan selesai."


@given(st.lists(st.builds(Coverage, COUNTS, COUNTS, COUNTS, COUNTS), max_size=30))
def test_missions_share_one_scale(missions: list[Coverage]) -> None:
    chart = coverage_chart("a", list(enumerate(missions, 1)))
    if chart is None:
        return
    assert len(chart.rows) == len(missions)
    most = max(each.total for each in missions)
    room = max(each.end for each in chart.rows) - chart.left
    for row in chart.rows:
        assert within(row.parts, chart.width, chart.height)
        assert abs(row.end - chart.left - room * row.total / most) <= 2 * TENTH
        assert all(each.x + each.width <= row.end + 0.3 for each in row.parts)


# --- as written ---

HOSTILE = "<b>\"Jalan\" & 'air' 🌾</b>"
THEME = {path.name: path.read_text("utf-8") for path in (packaged_theme() / "fragments").glob("*.html")}
ENVIRONMENT = environment(THEME)


def written(call: str, chart: object) -> str:
    template = ENVIRONMENT.from_string('{% import "_charts.html" as c %}{{ c.' + call + " }}")
    return template.render(chart=chart, root="../")


def link_to_hostile(id: AgencyId) -> Link:
    return Link(f"{HOSTILE} {id}", f"opd/{id}/")


def pictures() -> dict[str, str]:
    """One picture of each kind, as it stands in a page."""
    shares = progress_chart("a", progress_of([3, 2, 1, 4, 1, 9], overdue=5))
    time = punctuality_chart("a", Progress(total=20, on_time=4, late=2, overdue=5, ahead=6))
    by_month = (Completions(2024, 5, 2), Completions(2025, 12, 0, 3, 1), Completions(2026, 6, 12, 4, 0))
    rows = ((2018, "5.77", None), (2019, "5.26", "5.1"), (2020, "-3.39", "4"), (2022, "5.03", None))
    growth = [IndicatorValue(year, Decimal(a), Decimal(b) if b else None) for year, a, b in rows]
    cut = [IndicatorValue(2024, Decimal("76.35")), IndicatorValue(2025, Decimal("77.25"), Decimal("76.50"))]
    waits = [
        Wait(AgencyId("a"), AgencyId("b"), 1),
        Wait(AgencyId("c"), AgencyId("b"), 4),
        Wait(AgencyId("b"), AgencyId("a"), 2),
    ]
    missions = [(1, Coverage(1, 2, 3, 1)), (2, Coverage()), (3, Coverage(untold=2))]
    return {
        "progress": written("shares(chart)", shares),
        "punctuality": written("shares(chart)", time),
        "months": written("months(chart)", months_chart("a", by_month, dt.date(2026, 6, 30))),
        "indicator": written("line(chart, '')", line_chart("a", HOSTILE, growth)),
        "indicator-cut": written("line(chart, '')", line_chart("a", "poin", cut)),
        "coverage": written("coverage(chart)", coverage_chart("a", missions)),
        "matrix": written("matrix(chart, root)", matrix("a", waits, link_to_hostile)),
    }


PICTURES = pictures()


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_is_written_as_before(name: str, bless: bool) -> None:
    file = GOLDEN / f"{name}.html"
    if bless:
        file.write_text(PICTURES[name], encoding="utf-8")
    assert PICTURES[name] == file.read_text("utf-8")


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_is_well_formed_and_tells_itself(name: str) -> None:
    tree = etree.fromstring(f"<div>{PICTURES[name]}</div>")
    assert not tree.xpath("//@style | //script | //style | //@onload"), "the policy forbids them"
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))
    for each in tree.xpath("//@aria-labelledby | //@aria-describedby"):
        for id in each.split():
            (named,) = tree.xpath(f"//*[@id='{id}']")
            assert named.text.strip()
    assert tree.xpath("//svg[@role='img']/desc") or tree.xpath("//table/caption")
    assert not re.search(r'"[^"]*\b(nan|inf|None)\b[^"]*"', PICTURES[name])


@pytest.mark.parametrize("name", ["indicator", "matrix"])
def test_what_authors_wrote_is_escaped(name: str) -> None:
    assert HOSTILE not in PICTURES[name]
    texts = etree.fromstring(f"<div>{PICTURES[name]}</div>").xpath("string()")
    assert HOSTILE in texts, escape(texts)


def large() -> dict[str, str]:
    """The largest of each kind."""
    many = [40_000 - number for number in range(6)]
    months = tuple(Completions(2026, month, 1234, 567, 89) for month in range(1, 13))
    values = [
        IndicatorValue(year, Decimal(year * 37 % 101), Decimal(year - 1900)) for year in range(1985, 2026)
    ]
    missions = [(number, Coverage(number, 20, 30, 4)) for number in range(1, 13)]
    waits = [Wait(a, b, 1 + n * m % 9) for n, a in enumerate(AGENCY_IDS) for m, b in enumerate(AGENCY_IDS)]
    return {
        "progress": written("shares(chart)", progress_chart("a", progress_of(many, overdue=9))),
        "months": written("months(chart)", months_chart("a", months, dt.date(2026, 12, 31))),
        "indicator": written("line(chart, '')", line_chart("a", "persen", values)),
        "coverage": written("coverage(chart)", coverage_chart("a", missions)),
        "matrix": written("matrix(chart, root)", matrix("a", waits, nobody)),
    }


@pytest.mark.parametrize(("name", "text"), large().items())
def test_a_picture_weighs_little(name: str, text: str) -> None:
    assert len(gzip.compress(text.encode(), 6, mtime=0)) <= 3 * 1024, name
