"""Reminders: what will be missed of a meeting, told once, while it can be mended."""

from datetime import date

import pytest

from archives import AGENCIES, agency, meeting, read_notes, report
from tuntas.archive.archive import build
from tuntas.archive.checks import remind
from tuntas.archive.checks.rule import Scope
from tuntas.archive.names import Names

PLAN = {
    "rpjmd/2025-2029.md": "---\njudul: R\nmulai: 2025\nselesai: 2029\nmisi: [{nomor: 1, judul: x}]\n---\n",
    "rpjmd/2017-2022.md": "---\njudul: R\nmulai: 2017\nselesai: 2022\nmisi: [{nomor: 1, judul: x}]\n---\n",
}


def told(notes: dict[str, str], as_of: str = "2026-03-01") -> list[str]:
    read = read_notes({**AGENCIES, **notes})
    assert not [problem for note in read for problem in note.problems]
    names = Names(read)
    archive = build(read, names, "Pemerintah", date.fromisoformat(as_of))
    found = remind(Scope(tuple(read), names, archive))
    return [f"{each.code} {' '.join(str(value) for value in each.detail.values())}" for each in found]


def asked(*directives: str, more: str = "") -> str:
    return "arahan:\n" + "".join(f"  - {{{each}}}\n" for each in directives) + more


MISSION = "directive-without-mission"
DUE = "komitmen: [{opd: bapenda, tenggat: 2026-12-31}]"
TAX = f"id: pajak, judul: Tagih pajak air permukaan, {DUE}"


@pytest.mark.parametrize(
    ("directives", "day", "expected"),
    [
        (["id: a, judul: A"], "2026-02-01", [f"{MISSION} 1 1 2025-2029"]),
        (["id: a, judul: A, misi: 1", "id: b, judul: B"], "2026-02-01", [f"{MISSION} 1 2 2025-2029"]),
        (["id: a, judul: A, misi: 2017-2022/1"], "2026-02-01", [f"{MISSION} 1 1 2025-2029"]),
        (["id: a, judul: A, misi: 2025-2029/1"], "2026-02-01", []),
        (["id: a, judul: A, misi: 9"], "2026-02-01", []),
        (["id: a, judul: A"], "2025-11-01", []),
        (["id: a, judul: A"], "2024-02-01", []),
    ],
)  # fmt: skip
def test_missions(directives: list[str], day: str, expected: list[str]) -> None:
    assert told({**PLAN, **meeting(day, asked(*directives))}) == expected


@pytest.mark.parametrize(
    ("commitments", "expected"),
    [
        ("[{opd: bapenda}, {opd: dpupr}]", ["open-ended-commitment 2 2"]),
        ("[{opd: bapenda}, {opd: dpupr, tenggat: 2026-12-31}]", ["open-ended-commitment 1 2"]),
        ("[{opd: bapenda, ukuran: x}, {opd: dpupr, peran: pendukung}]", []),
    ],
)
def test_commitments(commitments: str, expected: list[str]) -> None:
    directive = f"id: a, judul: A, komitmen: {commitments}"
    assert told(meeting("2026-02-01", asked(directive))) == expected
    assert told(meeting("2026-02-01", asked(directive, more="contoh: true\n"))) == []
    assert told(meeting("2026-02-01", asked(directive, more="draf: true\n"))) == []


def heard(day: str, status: str) -> dict[str, str]:
    return report(
        "bapenda", day, f"tindak_lanjut: [{{komitmen: 2025-06-01-rapim/pajak/bapenda, status: {status}}}]\n"
    )


def test_a_meeting_of_which_nobody_speaks() -> None:
    held = meeting("2025-06-01", asked(TAX))
    assert told(held, "2025-08-29") == []
    assert told(held, "2025-08-30") == ["meeting-without-follow-up 1 90 2025-06-01"]
    assert told({**held, **heard("2025-08-01", "berjalan")}, "2025-10-01") == []
    assert told({**held, **heard("2025-08-01", "berjalan")}, "2026-01-01") == [
        "meeting-without-follow-up 1 153 2025-08-01"
    ]
    assert told({**held, **heard("2025-08-01", "selesai")}) == []
    assert told(meeting("2025-06-01", asked(TAX, more="contoh: true\n"))) == []
    assert told(meeting("2025-06-01")) == []


@pytest.mark.parametrize(
    ("title", "more", "expected"),
    [
        ("Tagih pajak air permukaan", DUE, True),
        ("TAGIH pajak air permukaan segera!", DUE, True),
        ("Tagih pajak kendaraan dan reklame", DUE, False),
        ("Tagih pajak air permukaan", "komitmen: [{opd: dpupr, tenggat: 2026-12-31}]", False),
        ("Tagih pajak air permukaan", f"melanjutkan: 2026-01-05-rapim/pajak, {DUE}", False),
        ("Tagih pajak air permukaan", f"menggantikan: 2026-01-05-rapim/pajak, {DUE}", False),
    ],
)
def test_what_is_asked_again(title: str, more: str, expected: bool) -> None:
    before = meeting("2026-01-05", asked(TAX))
    again = meeting("2026-02-05", asked(f"id: lagi, judul: '{title}', {more}"))
    found = ["repeated-directive 2026-01-05-rapim/pajak"] if expected else []
    assert told({**before, **again}) == found


def test_what_is_done_may_be_asked_again() -> None:
    before = meeting("2026-01-05", asked(TAX))
    done = report(
        "bapenda",
        "2026-01-20",
        "tindak_lanjut: [{komitmen: 2026-01-05-rapim/pajak/bapenda, status: selesai}]\n",
    )
    assert told({**before, **done, **meeting("2026-02-05", asked(TAX))}) == []


def test_a_chain_is_one_thing() -> None:
    tied = f"id: lagi, judul: Tagih pajak air permukaan, melanjutkan: 2026-01-05-rapim/pajak, {DUE}"
    third = f"id: lagi, judul: Tagih pajak air permukaan, melanjutkan: 2026-01-25-rapim/lagi, {DUE}"
    chain = {
        **meeting("2026-01-05", asked(TAX)),
        **meeting("2026-01-25", asked(tied)),
        **meeting("2026-02-05", asked(third)),
    }
    assert told(chain) == []


def test_many_alike_do_not_take_long() -> None:
    notes = dict(agency("bapenda"))
    for number in range(300):
        day = date.fromordinal(date(2025, 1, 1).toordinal() + number).isoformat()
        notes |= meeting(
            day, asked(*(f"id: a-{each}, judul: Tagih pajak air {number}, {DUE}" for each in range(5)))
        )
    assert len(told(notes)) > 1000
