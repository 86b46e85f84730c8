from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archives import AGENCIES, archive
from tuntas.archive.progress import Stage, progress
from tuntas.archive.replay import State
from tuntas.read.facts import CommitmentId, Person
from tuntas.render import wording
from tuntas.vocabulary import (
    Assessor,
    EvidenceKind,
    InnovationForm,
    InnovationStage,
    MeetingKind,
    Role,
    Status,
    Trend,
)

MEETING = """---
judul: Rapim
tanggal: 2026-01-05
pimpinan: Gubernur
arahan:
  - id: air
    judul: Pasang meter air
    komitmen:
      - opd: bapenda
        tenggat: {due}
{said}
---
"""
HEARD = """tindak_lanjut:
  - komitmen: 2026-01-05-rapim/air/bapenda
    tanggal: {day}
    {what}
"""
REPORT = """---
judul: Laporan
tanggal: {day}
tindak_lanjut:
  - komitmen: 2026-01-05-rapim/air/bapenda
    {what}
---
"""


def state(what: str = "", day: str = "2026-02-01", due: str = "2026-03-01", confirmed: str = "") -> State:
    """The state of one commitment, as of the end of March, after a report and a confirmation."""
    said = HEARD.format(day=confirmed, what="status: selesai") if confirmed else ""
    notes = {**AGENCIES, "meetings/2026/2026-01-05-rapim.md": MEETING.format(due=due, said=said)}
    if what:
        notes[f"opd/bapenda/laporan/{day}-air.md"] = REPORT.format(day=day, what=what)
    return archive(notes, as_of="2026-03-31").states[CommitmentId("2026-01-05-rapim/air/bapenda")]


DONE = "status: selesai\n    bukti: [{tautan: 'https://contoh.go.id/'}]"
BLOCKED = "status: terkendala\n    kendala: {uraian: pipa belum ada}"


def test_dates() -> None:
    assert wording.day(date(2026, 2, 19)) == "19 Februari 2026"
    assert wording.weekday_and_day(date(2026, 2, 19)) == "Kamis, 19 Februari 2026"
    assert wording.month(2026, 8) == "Agustus 2026"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "0"),
        (999, "999"),
        (12_500, "12.500"),
        (-3_000_000, "-3.000.000"),
        (Decimal("1.10"), "1,10"),
        (Decimal("13370.75"), "13.370,75"),
        (Decimal("-0.50"), "-0,50"),
        (Decimal("1E+3"), "1.000"),
        (Decimal(76), "76"),
    ],
)
def test_numbers(value: int | Decimal, text: str) -> None:
    assert wording.number(value) == text


@given(st.decimals(allow_nan=False, allow_infinity=False, places=3))
def test_number_keeps_every_digit(value: Decimal) -> None:
    assert Decimal(wording.number(value).replace(".", "").replace(",", ".")) == value


def test_listing() -> None:
    assert wording.listing([]) == ""
    assert wording.listing(["Bapenda"]) == "Bapenda"
    assert wording.listing(["Bapenda", "DPUPR"]) == "Bapenda dan DPUPR"
    assert wording.listing(["Bapenda", "DPUPR", "Satpol PP"]) == "Bapenda, DPUPR, dan Satpol PP"


@pytest.mark.parametrize(
    ("what", "confirmed", "key", "word"),
    [
        ("", "", "belum", "Belum ada laporan"),
        ("status: berjalan", "", "berjalan", "Berjalan"),
        (BLOCKED, "", "terkendala", "Terkendala"),
        (DONE, "", "dilaporkan", "Dilaporkan selesai"),
        ("status: selesai", "", "tanpa-bukti", "Diklaim selesai, tanpa bukti"),
        (DONE, "2026-02-10", "dikonfirmasi", "Dikonfirmasi selesai"),
        ("status: dicabut", "", "dicabut", "Dicabut"),
    ],
)
def test_standing(what: str, confirmed: str, key: str, word: str) -> None:
    standing = wording.standing(state(what, confirmed=confirmed))
    assert (standing.key, standing.word) == (key, word)
    assert standing == wording.STANDINGS[key]
    assert standing.explanation.endswith(".")


def test_confirmation_without_evidence_says_so() -> None:
    standing = wording.standing(state("status: selesai", confirmed="2026-02-10"))
    assert standing.key == "dikonfirmasi"
    assert "bukti belum disertakan" in standing.explanation


def test_a_closed_commitment_is_revoked_or_replaced() -> None:
    later = """---
judul: Rapim
tanggal: 2026-02-05
pimpinan: Gubernur
arahan:
  - id: baru
    judul: Yang baru
    menggantikan: 2026-01-05-rapim/air
---
"""
    notes = {
        **AGENCIES,
        "meetings/2026/2026-01-05-rapim.md": MEETING.format(due="2026-03-01", said=""),
        "meetings/2026/2026-02-05-rapim.md": later,
    }
    closed = archive(notes).states[CommitmentId("2026-01-05-rapim/air/bapenda")]
    assert (wording.standing(closed).key, wording.standing(closed).word) == ("dicabut", "Dicabut")
    replaced = wording.standing(closed, replaced=True)
    assert (replaced.key, replaced.word) == ("dicabut", "Digantikan")


def test_the_two_clocks() -> None:
    waiting = state()
    assert wording.overdue(waiting) == "lewat tenggat 30 hari"
    assert wording.silent(waiting) == "tanpa kabar 85 hari"
    assert wording.punctual(waiting) == ""
    in_time = state("status: berjalan", day="2026-03-31", due="2026-04-15")
    assert wording.overdue(in_time) == ""
    assert wording.silent(in_time) == ""


def test_punctuality() -> None:
    assert wording.punctual(state(DONE)) == "tepat waktu"
    assert wording.punctual(state(DONE, day="2026-03-06")) == "terlambat 5 hari"
    assert wording.lateness(None) == "tanpa tenggat"
    assert wording.overdue(state(DONE, day="2026-03-06")) == ""


def test_due() -> None:
    assert wording.due(date(2025, 9, 1)) == "tenggat 1 September 2025"
    assert wording.due(None) == "tanpa tenggat"


def test_counts() -> None:
    assert wording.counts(progress([])) == "belum ada komitmen"
    assert wording.counts(progress([state("status: dicabut")])) == "komitmennya dicabut"
    some = progress([state(), state(DONE), state(BLOCKED)])
    assert (
        wording.counts(some)
        == "1 dari 3 komitmen selesai, 1 terkendala, 1 belum ada laporan, 2 lewat tenggat"
    )


def test_person() -> None:
    assert wording.person(Person("Andra Soni", "Gubernur Banten")) == "Andra Soni (Gubernur Banten)"
    assert wording.person(Person("Andra Soni")) == "Andra Soni"


def test_every_word_of_the_vocabulary_has_its_own_wording() -> None:
    for words in (
        [wording.meeting_kind(each) for each in MeetingKind],
        [wording.short_meeting_kind(each) for each in MeetingKind],
        [wording.role(each) for each in Role],
        [wording.evidence_kind(each) for each in EvidenceKind],
        [wording.innovation_form(each) for each in InnovationForm],
        [wording.innovation_stage(each) for each in InnovationStage],
        [wording.assessor(each) for each in Assessor],
        [wording.trend(each) for each in Trend],
        [wording.stage(each).word for each in Stage],
        [wording.stage(each).explanation for each in Stage],
        [each.word for each in wording.STANDINGS.values()],
    ):
        assert all(words)
        assert len(set(words)) == len(words)
    assert all(status.value in wording.STANDINGS for status in Status if status is not Status.COMPLETE)


def test_a_sample_is_marked_once() -> None:
    assert wording.unmarked("Contoh: tambal jalan", sample=True) == "Tambal jalan"
    assert wording.unmarked("Contoh: tambal jalan", sample=False) == "Contoh: tambal jalan"
    assert wording.unmarked("Tambal jalan", sample=True) == "Tambal jalan"


def test_days_that_are_left() -> None:
    today = date(2026, 3, 31)
    assert wording.left(date(2026, 4, 12), today) == "12 hari lagi"
    assert wording.left(today, today) == "hari ini"
    assert wording.left(date(2026, 3, 30), today) == ""
    assert wording.left(None, today) == ""
