"""The comparison's own logic: what is built, kept and told; never how long it took."""

import datetime as dt
import json
import re
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import NamedTuple
from xml.etree import ElementTree as ET

import pytest

from edits import edit
from generators import Archive, Searching, Tuntas
from measure import Failed, peak_memory, timed
from plot import plot
from results import Built, Results, Size, goals, load, ratios
from sites import ROOT
from synthetic import AS_OF
from tables import BEGIN, END, tables, write_between
from tuntas.cli import main
from tuntas.settings import load as load_settings
from visible import agreement, text


class Counts(NamedTuple):
    """What a build tells of itself: notes, outputs made and used again, files."""

    read: int
    made: int
    reused: int
    written: int


SCENARIOS = ("cold", "note", "nothing", "as-of")


@pytest.fixture(scope="module")
def compared(tmp_path_factory: pytest.TempPathFactory) -> SimpleNamespace:
    """Tuntas and `cp` side by side on a tiny archive, from the command line."""
    folder = tmp_path_factory.mktemp("compared")
    page, kept = folder / "page.md", folder / "kept.json"
    page.write_text(f"# Before\n\n{BEGIN}\nearlier results\n{END}\n\nAfter\n")
    program = [sys.executable, str(ROOT / "benchmarks/compare.py"), "--sizes", "3", "--generators", "copy"]
    options = ["--rounds", "1", "--folder", str(folder), "--json", str(kept), "--write", str(page)]
    made = subprocess.run([*program, *options], check=True, capture_output=True, text=True)
    return SimpleNamespace(folder=folder, page=page.read_text("utf-8"), kept=kept, told=made.stdout)


def test_each_builds_in_each_scenario(compared: SimpleNamespace) -> None:
    size = load(compared.kept).sizes[3]
    assert list(size.built) == ["tuntas", "copy"]
    for built in size.built.values():
        assert {name: len(each) for name, each in built.seconds.items()} == dict.fromkeys(SCENARIOS, 1)
        assert built.memory > 0
    assert size.built["tuntas"].pages > 30 + 3
    assert size.built["tuntas"].feeds > 30
    assert size.built["copy"].bytes == size.built["tuntas"].bytes


def test_results_stand_between_the_marks(compared: SimpleNamespace) -> None:
    assert compared.page.startswith(f"# Before\n\n{BEGIN}\n\n")
    assert compared.page.endswith(f"\n\n{END}\n\nAfter\n")
    assert "earlier results" not in compared.page
    assert compared.told.strip() in compared.page
    assert "### 3 meetings" in compared.told


def test_nothing_is_left_behind(compared: SimpleNamespace) -> None:
    assert {path.name for path in compared.folder.iterdir()} == {"page.md", "kept.json"}


def test_kept_results_are_drawn(compared: SimpleNamespace) -> None:
    picture = ET.fromstring(plot(load(compared.kept)))
    said = "".join(picture.itertext())
    assert "Tuntas, cold" in said
    assert "cp -r of the site" in said
    assert "Hugo" not in said


def test_a_page_without_marks_is_left_alone(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("# Nothing to fill in\n")
    with pytest.raises(ValueError, match="has no"):
        write_between(page, "results")
    assert page.read_text() == "# Nothing to fill in\n"


# --- an edit ---


def test_each_round_edits_another_note_rightly(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    program = [sys.executable, str(ROOT / "benchmarks/synthetic.py"), str(tmp_path), "--meetings", "4"]
    subprocess.run(program, check=True)
    before = {path: path.read_text("utf-8") for path in tmp_path.glob("content/meetings/*/*.md")}
    edited = [edit(tmp_path / "content", number) for number in range(3)]
    assert len(set(edited)) == 3
    for note in edited:
        now = note.read_text("utf-8")
        assert now.count("\n  - komitmen: ") == before[note].count("\n  - komitmen: ") + 1
        assert len(now.split("\n---\n")[1]) > len(before[note].split("\n---\n")[1])
    assert main(["check", "--format", "json", "--config", str(tmp_path / "mkdocs.yml")]) == 0
    assert json.loads(capsys.readouterr().err)["problems"] == []


# --- what an earlier build left ---


def test_a_cold_build_uses_nothing_and_the_next_ones_what_it_left(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    archive.write(3)
    tuntas = Tuntas(archive, tmp_path / "tuntas")

    def counts(as_of: dt.date, *, cold: bool) -> Counts:
        command = [*tuntas.command(as_of, cold=cold), "--verbose"]
        told = subprocess.run(command, check=True, capture_output=True, text=True).stdout
        found = re.search(
            r"(\d+) catatan dibaca, (\d+) keluaran dibuat, (\d+) dipakai lagi; (\d+) berkas ditulis", told
        )
        assert found, told
        return Counts(*map(int, found.groups()))

    first = counts(AS_OF, cold=True)
    assert first.reused == 0
    assert counts(AS_OF, cold=False) == Counts(0, 0, first.made, 0)
    edit(archive.folder / "content", 0)
    changed = counts(AS_OF, cold=False)
    assert changed.read == 1
    assert changed.reused > 0
    later = counts(AS_OF + dt.timedelta(days=1), cold=False)
    assert later.read == 0
    assert 0 < later.made < first.made
    assert counts(AS_OF, cold=True).reused == 0
    tuntas.forget()
    assert {path.name for path in tmp_path.iterdir()} == {"archive"}
    assert {path.name for path in archive.folder.iterdir()} == {"content", "mkdocs.yml"}


def test_with_search_nothing_else_differs(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    archive.write(3)
    searching = Searching(archive, tmp_path / "search")
    searching.lay_out()
    one, other = load_settings(archive.config), load_settings(searching.config)
    assert not one.search
    assert other.search
    assert other.content.samefile(one.content)
    assert searching.site != archive.site
    (searching.folder / ".cache").mkdir()
    searching.forget()
    assert {path.name for path in searching.folder.iterdir()} == {"mkdocs.yml"}


# --- figures ---


def results(tuntas: list[float], hugo: list[float], *, memory: tuple[int, int] = (0, 0)) -> Results:
    """A thousand meetings, with the seconds of each round of a cold build."""
    built = {
        "tuntas": Built({"cold": [(each, each) for each in tuntas]}, memory[0], pages=1000),
        "hugo": Built({"cold": [(each, each) for each in hugo]}, memory[1], pages=1000),
    }
    return Results("a machine", {}, {"tuntas": "Tuntas", "hugo": "Hugo"}, {1000: Size(built)})


def test_ratios_are_taken_within_a_round() -> None:
    made = results([1.0, 30.0, 2.0], [2.0, 60.0, 2.0])
    assert ratios(made.sizes[1000], "cold", "tuntas", "hugo") == [0.5, 0.5, 1.0]
    assert goals(made)[0].reached == 0.5


@pytest.mark.parametrize(
    ("seconds", "verdict"), [(3.0, "aim reached"), (8.0, "reached"), (11.0, "**not yet**")]
)
def test_goals_are_held_against_hugo(seconds: float, verdict: str) -> None:
    row = next(
        each for each in tables(results([seconds], [10.0])).splitlines() if "cold build / Hugo" in each
    )
    assert row.endswith(f"| {seconds / 10:.2f} | {verdict} |")


def test_what_was_not_measured_is_said() -> None:
    assert "| not measured |" in tables(results([1.0], [1.0]))


def test_plain_material_is_extrapolated_by_pages() -> None:
    made = results([1.0], [1.0])
    small = {"tuntas": Built(pages=100), "material": Built({"cold": [(7.0, 7.0)]}, pages=90)}
    made.sizes[100] = Size(small)
    made.titles["material"] = "plain Material"
    row = next(each for each in tables(made).splitlines() if "extrapolated" in each)
    assert "~70 s" in row


# --- measuring ---


def test_a_command_that_fails_is_no_measurement(tmp_path: Path) -> None:
    with pytest.raises(Failed, match="ended with 3:\nno luck"):
        timed([sys.executable, "-c", "print('no luck'); raise SystemExit(3)"], tmp_path, {})


def test_memory_is_that_of_all_processes(tmp_path: Path) -> None:
    hold = "import time; held = b'x' * 40_000_000; time.sleep(1)"
    both = (
        f"import subprocess, sys; held = b'x' * 40_000_000; subprocess.run([sys.executable, '-c', {hold!r}])"
    )
    one = peak_memory([sys.executable, "-c", hold], tmp_path, {})
    assert one > 40_000_000
    assert peak_memory([sys.executable, "-c", both], tmp_path, {}) > one + 35_000_000


# --- what a reader sees ---


def test_text_is_told_from_markup() -> None:
    html = "<title>A</title><ul><li>one<li>two</ul><p>th<b>re</b>e\n &amp; four<svg><rect/></svg></p>"
    assert text(html) == "A one two three & four"


def test_what_is_told_in_the_head_counts() -> None:
    told = '<meta property="og:title" content="A &amp; B"><script type="application/ld+json">%s</script>'
    one, other = told % '{"a": [1], "b": 2}', told % '{"b":2,"a":[1]}'
    assert text(one) == text(other)
    assert "og:title: A & B" in text(one)
    assert text(one) != text(told % '{"a": [2], "b": 2}')


def test_pages_that_differ_are_named(tmp_path: Path) -> None:
    for site, said in (("ours", "<p>the same"), ("theirs", "<div>the  same")):
        for name in ("a", "b"):
            (tmp_path / site / name).mkdir(parents=True)
            (tmp_path / site / name / "index.html").write_text(said)
    (tmp_path / "theirs/b/index.html").write_text("<p>another")
    found = agreement(tmp_path / "ours", tmp_path / "theirs", ["*/index.html"], 5)
    assert found == (2, ("b/index.html",))
