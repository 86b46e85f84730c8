"""Digests: what is told of a week or a month, in feeds, and how these change when notes come late."""

import datetime as dt
import re
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings

from archives import AGENCIES, archive, meeting, report
from feeds.histories import AS_OF, histories
from tuntas.archive.archive import Archive
from tuntas.render.digests import GROUPS, REMOVED, SILENT, Digest, digest
from tuntas.render.feeds import digests
from tuntas.render.feeds.entry import Entries, Entry
from tuntas.render.feeds.site import Site
from tuntas.render.periods import month, months, named, week, weeks

SITE = Site("Tuntas", "https://contoh.go.id/", "contoh.go.id,2026", ZoneInfo("Asia/Jakarta"))
PAJAK, JALAN = "2026-01-05-rapim/pajak/bapenda", "2026-01-05-rapim/pajak/dpupr"
NOTES = {
    **AGENCIES,
    **meeting(
        "2026-01-05",
        "arahan:\n  - id: pajak\n    judul: Data wajib pajak\n    komitmen:\n"
        "      - {opd: bapenda, tindakan: Mendata, tenggat: 2026-02-10}\n      - {opd: dpupr}\n",
    ),
}


def said(day: str, status: str, reference: str = PAJAK, more: str = "", front: str = "") -> dict[str, str]:
    owner = reference.rpartition("/")[2]
    told = f"tindak_lanjut:\n  - {{komitmen: {reference}, status: {status}, catatan: Kata{more}}}\n"
    return report(owner, day, front + told)


BLOCKED = said("2026-02-02", "terkendala", more=", kendala: {uraian: Kurang orang}")
STORY = {**NOTES, **BLOCKED, **said("2026-02-20", "berjalan"), **said("2026-03-03", "selesai")}


def of(notes: dict[str, str], period: str, as_of: str = "2026-12-31", silent: int = 30) -> Digest:
    found = named(period)
    assert found is not None
    return digest(archive(notes, as_of=as_of), found, silent)


def entries(notes: dict[str, str], as_of: str = "2026-12-31") -> list[Entry]:
    found = archive(notes, as_of=as_of)
    return list(digests.newest(Entries(found, SITE), month))


def entry(notes: dict[str, str], period: str, as_of: str = "2026-12-31") -> Entry:
    return next(each for each in entries(notes, as_of) if each.id.endswith(f"/{period}"))


# --- periods ---


@pytest.mark.parametrize("id", ["2026-02", "2024-12", "2026-W07", "2026-W53", "2020-W53"])
def test_a_period_is_known_by_its_name(id: str) -> None:
    found = named(id)
    assert found is not None
    assert found.id == id
    assert found in {month(found.first), week(found.first)}
    assert found.after == found.last + dt.timedelta(days=1)
    assert list(found.days())[-1] == found.last


@pytest.mark.parametrize("id", ["", "2026", "2026-13", "2026-2", "2025-W53", "2026-W7", "W", "a-W01"])
def test_other_names_are_of_no_period(id: str) -> None:
    assert named(id) is None


# --- what is told ---


def test_everything_has_its_group() -> None:
    assert of(STORY, "2026-01").figures == {"rapat": 1, "arahan": 1}
    february = of(STORY, "2026-02")
    assert february.figures == {"kendala": 1, REMOVED: 1, "tenggat-lewat": 1, SILENT: 1}
    assert february.sentence == (
        "Februari 2026: 1 kendala dilaporkan, 1 kendala teratasi, 1 tenggat lewat, "
        "dan 1 komitmen mulai tanpa kabar."
    )
    assert february.groups == tuple(key for key in GROUPS if key in february.figures)


def test_a_completion_removes_an_obstacle_too() -> None:
    march = of({**NOTES, **BLOCKED, **said("2026-03-03", "selesai")}, "2026-03")
    assert march.figures == {"tanpa-bukti": 1, REMOVED: 1}
    assert march.groups == ("tanpa-bukti",)


def test_silence_is_told_once_when_it_begins() -> None:
    """The last news of `dpupr` was on 5 January; 30 days later it is 4 February."""
    told = {id: of(NOTES, id).silences for id in ("2026-01", "2026-02", "2026-03")}
    assert [each.commitment for each in told["2026-02"]] == [PAJAK, JALAN]
    assert {each.since for each in told["2026-02"]} == {dt.date(2026, 1, 5)}
    assert not told["2026-01"]
    assert not told["2026-03"]
    assert of(NOTES, "2026-W06").figures[SILENT] == 2
    assert SILENT not in of(NOTES, "2026-W07").figures
    assert of(NOTES, "2026-03", silent=60).figures[SILENT] == 2


@pytest.mark.parametrize(
    ("day", "status", "silent"),
    [
        ("2026-02-03", "berjalan", False),
        ("2026-02-04", "berjalan", False),
        ("2026-02-05", "berjalan", True),
        ("2026-01-20", "selesai", False),
        ("2026-01-20", "dicabut", False),
    ],
)
def test_who_says_something_in_time_is_not_silent(day: str, status: str, silent: bool) -> None:
    told = of({**NOTES, **said(day, status)}, "2026-02").silences
    assert ((PAJAK, dt.date(2026, 1, 5)) in {(each.commitment, each.since) for each in told}) == silent


def test_no_figure_counts_samples() -> None:
    sample = said("2026-02-20", "berjalan", JALAN, front="contoh: true\n")
    told = of({**NOTES, **sample}, "2026-02")
    assert "kemajuan" not in told.figures
    assert len(told.events["kemajuan"]) == told.samples == 1
    assert told.remark == "1 kejadian bertanda contoh tidak dihitung."


def test_a_month_of_samples_says_that_nothing_real_happened() -> None:
    notes = {**AGENCIES, **meeting("2026-01-05", "contoh: true\n")}
    assert of(notes, "2026-01").sentence == "Januari 2026: tidak ada kejadian nyata yang dicatat."


# --- its entry ---


def test_it_is_published_when_its_period_has_ended() -> None:
    assert [each.id[-7:] for each in entries(STORY, "2026-02-28")] == ["2026-01"]
    found = entry(STORY, "2026-02", "2026-03-01")
    assert found.id == "tag:contoh.go.id,2026:digest/2026-02"
    assert found.published.isoformat() == "2026-03-01T00:00:00+07:00"
    assert found.title == "Ringkasan Februari 2026"
    assert found.url == "https://contoh.go.id/digest/2026-02/"
    assert found.summary.startswith("Februari 2026: ")


LATE = {
    "progress": said("2026-02-18", "berjalan", JALAN),
    # These take away what followed from their absence: the due date had passed, nobody had said anything.
    "completion": said("2026-02-09", "selesai"),
    "news before": said("2026-01-30", "berjalan", JALAN),
}


@pytest.mark.parametrize("late", LATE.values(), ids=LATE)
def test_a_late_note_changes_the_text_and_the_moment_but_not_the_id(late: dict[str, str]) -> None:
    notes = {**NOTES, **said("2026-02-20", "berjalan")}
    before, after = entry(notes, "2026-02"), entry({**notes, **late}, "2026-02")
    assert before.id == after.id
    assert before.published == after.published
    assert before.content != after.content
    assert before.updated != after.updated


def test_more_facts_make_it_newer() -> None:
    notes, moments = NOTES, []
    for day in range(11, 28):
        notes = {**notes, **said(f"2026-02-{day}", "berjalan", JALAN)}
        moments.append(entry(notes, "2026-02").updated)
    assert moments == sorted(set(moments))


def test_what_happens_later_leaves_it_alone() -> None:
    first, second = entry(STORY, "2026-01", "2026-02-01"), entry(STORY, "2026-01", "2026-12-31")
    assert first == second


def test_each_correction_makes_it_newer_and_is_told() -> None:
    moments = []
    told = {
        (): [],
        ("2026-05-05",): ["dikoreksi pada 5 Mei 2026."],
        ("2026-05-05", "2026-05-05"): ["dikoreksi 2 kali, terakhir pada 5 Mei 2026."],
        ("2026-06-06", "2026-05-05", "2026-05-05"): ["dikoreksi 3 kali, terakhir pada 6 Juni 2026."],
    }
    for made, sentence in told.items():
        front = f"koreksi: [{', '.join(f'{{tanggal: {day}, uraian: Salah}}' for day in made)}]\n"
        notes = {**NOTES, **said("2026-02-20", "berjalan", front=front)}
        moments.append(entry(notes, "2026-02").updated)
        assert entry(notes, "2026-01").updated == entry(NOTES, "2026-01").updated
        assert re.findall("dikoreksi[^.]+[.]", entry(notes, "2026-02").content) == sentence
    assert moments == sorted(set(moments))
    assert {each.date() for each in moments} == {dt.date(2026, 3, 1)}


def test_long_groups_are_abridged() -> None:
    many = "".join(f"  - {{id: a-{number}, judul: Tugas {number}}}\n" for number in range(25))
    found = entry({**AGENCIES, **meeting("2026-01-05", f"arahan:\n{many}")}, "2026-01")
    assert found.content.count("<li>") == digests.MAX_LINES + 1 + 1  # what is left out, and the meeting
    assert "dan 15 lagi" in found.content
    assert "25 arahan baru" in found.summary


@settings(max_examples=30, deadline=None)
@given(histories())
def test_no_figure_is_forgotten(notes: dict[str, str]) -> None:
    """Whatever happened in a month is told in its digest, once; no moment comes twice."""
    found: Archive = archive(notes, as_of=AS_OF.isoformat())
    for periods in (months(found), weeks(found)):
        for period, count in periods.items():
            told = digest(found, period, 30)
            events = [each.id for group in told.events.values() for each in group]
            assert len(events) == len(set(events)) == count
            assert set(told.figures) <= set(GROUPS)
            assert sum(told.size(key) for key in told.groups) == told.total
    updated = [each.updated for each in entries(notes, AS_OF.isoformat())]
    assert len(set(updated)) == len(updated)
