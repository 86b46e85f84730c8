"""Corrections told to readers: where, what it was, what it is, why, and on which pages."""

import json
import re
from collections.abc import Mapping
from datetime import date

import pytest

from archives import AGENCIES, archive, read_notes
from feeds.documents import SITE
from tuntas.archive.events import CorrectionMade
from tuntas.render import story
from tuntas.render.feeds import catalogue
from tuntas.render.feeds.catalogue import Kind
from tuntas.render.feeds.entry import Entries
from tuntas.render.pages import Pages
from tuntas.render.source import Revision
from tuntas.render.views.foot import Foot, Notes

CORRECTION = {
    "tanggal": "2026-03-01",
    "oleh": "Setda",
    "pada": "tempat",
    "semula": "Aula",
    "menjadi": "Pendopo",
    "alasan": "salah dengar",
}
MEETING = "meetings/2026/2026-01-05-rapim.md"
REPORT = "opd/bapenda/laporan/2026-02-01-kabar.md"
NOTES: dict[str, dict[str, object]] = {
    MEETING: {
        "judul": "Rapim awal",
        "tanggal": "2026-01-05",
        "pimpinan": "Gubernur",
        "arahan": [{"id": "pajak", "judul": "Tagih pajak.", "komitmen": [{"opd": "bapenda"}]}],
    },
    REPORT: {
        "judul": "Kabar",
        "tanggal": "2026-02-01",
        "tindak_lanjut": [{"komitmen": "2026-01-05-rapim/pajak/bapenda", "status": "berjalan"}],
    },
    "opd/bapenda/inovasi/loket.md": {"nama": "Loket", "mulai": 2024},
    "rpjmd/2025-2029.md": {"judul": "RPJMD", "mulai": 2025, "selesai": 2029, "misi": []},
    "indikator/bapenda.md": {"nama": "Pendapatan", "satuan": "rupiah"},
}


def notes(path: str = "", **correction: str) -> dict[str, str]:
    """The notes, one of them corrected."""
    found = dict(AGENCIES)
    for each, front in NOTES.items():
        made = {"koreksi": [CORRECTION | correction]} if each == path else {}
        found[each] = f"---\n{json.dumps({**front, **made})}\n---\n"
    if path.endswith("index.md"):
        front_matter = json.dumps([CORRECTION | correction])
        found[path] = found[path].replace("---\n", f"---\nkoreksi: {front_matter}\n", 1)
    return found


def told(written: Mapping[str, str]) -> str:
    found = archive(written)
    (event,) = (each for each in found.events if isinstance(each, CorrectionMade))
    return story.sentence(found, event)


PATHS = [
    ({}, "tempat: semula “Aula”, menjadi “Pendopo”"),
    ({"pada": "isi"}, "isi catatan: semula “Aula”, menjadi “Pendopo”"),
    ({"pada": "arahan/pajak/judul"}, "judul, arahan “Tagih pajak”: semula “Aula”, menjadi “Pendopo”"),
    ({"pada": "arahan/lama", "menjadi": "dihapus"}, "arahan “lama”: dihapus, semula “Aula”"),
    (
        {"pada": "arahan/pajak/komitmen/bapenda/tenggat", "semula": "2026-03-31", "menjadi": "2026-06-30"},
        "tenggat, komitmen Bapenda, arahan “Tagih pajak”: semula “31 Maret 2026”, menjadi “30 Juni 2026”",
    ),
    (
        {"pada": "arahan/pajak/komitmen/bapenda/tenggat", "semula": "tidak ada", "menjadi": "2026-06-30"},
        "tenggat, komitmen Bapenda, arahan “Tagih pajak”: semula tidak ada, menjadi “30 Juni 2026”",
    ),
    (
        {"pada": "tindak_lanjut/2026-01-05-rapim/pajak/bapenda/2026-02-01/persen", "menjadi": "40"},
        "kemajuan, tindak lanjut Bapenda 1 Februari 2026, arahan “Tagih pajak”: semula “Aula”, menjadi “40”",
    ),
    ({"pada": "pimpinan/nama"}, "nama, pimpinan: semula “Aula”, menjadi “Pendopo”"),
    ({"pada": "arahan pajak, tenggat"}, "arahan pajak, tenggat: semula “Aula”, menjadi “Pendopo”"),
    ({"pada": "tindak_lanjut/2026-01-05"}, "2026-01-05, tindak lanjut: semula “Aula”, menjadi “Pendopo”"),
    ({"pada": "arahan/"}, "arahan: semula “Aula”, menjadi “Pendopo”"),
]


@pytest.mark.parametrize(("correction", "words"), PATHS)
def test_a_correction_is_told_with_old_and_new(correction: dict[str, str], words: str) -> None:
    assert told(notes(MEETING, **correction)) == (
        "Catatan Rapim 5 Januari 2026 “Rapim awal” dikoreksi pada 1 Maret 2026: "
        f"{words}; alasan: salah dengar, oleh Setda."
    )


@pytest.mark.parametrize(
    ("path", "named"),
    [
        ("opd/bapenda/index.md", "OPD “Bapenda”"),
        ("opd/bapenda/inovasi/loket.md", "inovasi “Loket”"),
        ("rpjmd/2025-2029.md", "rencana “RPJMD”"),
        ("indikator/bapenda.md", "indikator “Pendapatan”"),
        (REPORT, "laporan Bapenda 1 Februari 2026 “Kabar”"),
    ],
)
def test_every_kind_of_note_can_be_corrected(path: str, named: str) -> None:
    assert told(notes(path)).startswith(f"Catatan {named} dikoreksi pada 1 Maret 2026: tempat: semula")


def test_the_feed_of_corrections_holds_all_of_them_and_nothing_else() -> None:
    written = notes(MEETING)
    for path in ("opd/bapenda/index.md", "indikator/bapenda.md", REPORT):
        written[path] = notes(path)[path]
    entries = Entries(archive(written), SITE)
    (feed,) = (each for each in catalogue.feeds(entries) if each.stem == "feed/koreksi")
    assert {each.id for each in feed.entries} == {
        f"tag:contoh.go.id,2026:koreksi/{each}/2026-03-01"
        for each in ("2026-01-05-rapim", "opd:bapenda", "indikator:bapenda", "bapenda/2026-02-01-kabar")
    }
    assert len({each.url for each in feed.entries}) == 4


def test_the_feed_of_corrections_is_announced() -> None:
    found = archive(notes())
    (page,) = (each for each in Pages(found, silent_after_days=30) if each.address == "koreksi/")
    announced = [each.address for each in page.fragment().alternates]
    assert {"feed/koreksi.xml", "feed/koreksi.atom.xml", "feed/koreksi.json"} <= set(announced)
    assert any(each.kind is Kind.CORRECTIONS for each in catalogue.listed(found))


def feet(written: dict[str, str], **revisions: Revision | None) -> dict[str, Foot]:
    """The feet of all pages that have one."""
    files = {(note.kind, note.id): note.file for note in read_notes(written)}
    made = {f"content/{MEETING}": each for each in revisions.values()} if revisions else None
    pages = Pages(archive(written), silent_after_days=30, notes=Notes(files, made))
    fragments = [each.fragment() for each in pages]
    return {each.address: each.foot for each in fragments if isinstance(each.foot, Foot)}


def test_each_page_of_a_note_names_it() -> None:
    found = {address: foot.file.removeprefix("content/") for address, foot in feet(notes()).items()}
    assert found == {
        "rapim/2026-01-05-rapim/": MEETING,
        "arahan/2026-01-05-rapim/pajak/": MEETING,
        "opd/bapenda/laporan/2026-02-01-kabar/": REPORT,
        "opd/bapenda/": "opd/bapenda/index.md",
        "opd/dpupr/": "opd/dpupr/index.md",
        "inovasi/bapenda/loket/": "opd/bapenda/inovasi/loket.md",
        "rpjmd/2025-2029/": "rpjmd/2025-2029.md",
        "indikator/bapenda/": "indikator/bapenda.md",
    }


def test_a_foot_tells_the_commit() -> None:
    foot = feet(notes(), made=Revision("0123456789abcdef", date(2026, 3, 2)))[
        "arahan/2026-01-05-rapim/pajak/"
    ]
    assert (foot.commit, foot.saved, foot.traced) == ("0123456", True, True)
    assert foot.day
    assert foot.day.text == "2 Maret 2026"
    assert not feet(notes())["opd/bapenda/"].traced


@pytest.mark.parametrize(
    ("path", "at", "shown"),
    [
        (MEETING, "arahan/pajak/judul", {"arahan/2026-01-05-rapim/pajak/"}),
        (
            REPORT,
            "tindak_lanjut/2026-01-05-rapim/pajak/bapenda/2026-02-01/status",
            {"arahan/2026-01-05-rapim/pajak/"},
        ),
        (MEETING, "tempat", set()),
        ("indikator/bapenda.md", "nama", {"indikator/bapenda/"}),
        ("opd/bapenda/index.md", "nama", {"opd/bapenda/"}),
    ],
)
def test_corrections_show_where_they_matter(path: str, at: str, shown: set[str]) -> None:
    found = feet(notes(path, pada=at))
    assert {address for address, foot in found.items() if foot.corrections} == shown
    assert any(foot.corrected for foot in found.values())


def test_anchors_are_where_entries_lead() -> None:
    found = archive(notes("indikator/bapenda.md"))
    (event,) = (each for each in found.events if isinstance(each, CorrectionMade))
    url = Entries(found, SITE).of(event).url
    assert re.fullmatch(r".*/indikator/bapenda/#koreksi\.indikator\.bapenda\.2026-03-01", url)
