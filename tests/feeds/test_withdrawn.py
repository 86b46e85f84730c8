"""What was told and is no longer true stays in the feeds, and says so."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from archives import archive
from feeds.documents import METER, NOTES, SITE, note, read
from sites import CONFIG, lay_out, run
from sites import NOTES as PROJECT
from tuntas.archive.archive import Archive
from tuntas.archive.withdrawn import lines
from tuntas.render.feeds import catalogue
from tuntas.render.feeds.catalogue import Kind
from tuntas.render.feeds.entry import Entries, Entry

MEETING = "meetings/2026/2026-01-05-rapim.md"
ASKED = {
    "judul": "Rapim",
    "tanggal": "2026-01-05",
    "pimpinan": "Gubernur",
    "arahan": [
        {"id": "meter", "judul": "Pasang meter", "komitmen": [{"opd": "bapenda", "tenggat": "2026-02-10"}]}
    ],
}
BASE = {**{path: text for path, text in NOTES.items() if "laporan" not in path}, MEETING: note(**ASKED)}


def said(day: str, status: str = "berjalan", name: str = "kabar", **more: object) -> dict[str, str]:
    told = {"komitmen": METER, "status": status, "kendala": {"uraian": "x"}, **more}
    path = f"opd/bapenda/laporan/{day}-{name}.md"
    return {path: note(judul="Kabar", tanggal=day, tindak_lanjut=[told])}


def later(day: str, tie: str) -> dict[str, str]:
    directive = {"id": "baru", "judul": "Meter pintar", tie: ["2026-01-05-rapim/meter"]}
    path = f"meetings/2026/{day}-lagi.md"
    return {path: note(judul="Rapim", tanggal=day, pimpinan="Gubernur", arahan=[directive])}


def after(before: Mapping[str, str], now: Mapping[str, str]) -> Archive:
    """The archive of notes that follow others that were published."""
    published = [line for event in archive(before, "2026-04-01").events for line in lines(event)]
    return archive(now, "2026-04-01", told=published)


def withdrawn(before: Mapping[str, str], now: Mapping[str, str]) -> Entry:
    """The one entry that is no longer true."""
    found = after(before, now)
    (event,) = found.withdrawn
    return Entries(found, SITE).of(event)


SHARE = "arahan “Pasang meter” (Rapim 5 Januari 2026)"
MOVED = {"tenggat_baru": "2026-03-20", "alasan": "Cuaca"}
DUE = ("tag:contoh.go.id,2026:lewat-tenggat/2026-01-05-rapim/meter/bapenda/2026-02-10", "2026-02-11")
LATE = {
    "reported": (
        said("2026-02-08", "selesai"),
        "Bapenda ternyata sudah melaporkan selesai pada 8 Februari 2026",
    ),
    "revoked": (said("2026-02-08", "dicabut"), "komitmen itu ternyata sudah dicabut pada 8 Februari 2026"),
    "replaced": (
        later("2026-02-08", "menggantikan"),
        "komitmen itu ternyata sudah ditutup oleh arahan “Meter pintar” (Rapim 8 Februari 2026)",
    ),
    "moved": (
        said("2026-02-08", **MOVED),
        "tenggat itu ternyata sudah digeser menjadi 20 Maret 2026 pada 8 Februari 2026",
    ),
    "confirmed": (
        {
            "meetings/2026/2026-02-08-lagi.md": note(
                judul="Rapim",
                tanggal="2026-02-08",
                pimpinan="G",
                tindak_lanjut=[{"komitmen": METER, "status": "selesai"}],
            )
        },
        "ternyata sudah dikonfirmasi selesai dalam Rapim 8 Februari 2026",
    ),
}


@pytest.mark.parametrize(("late", "instead"), LATE.values(), ids=LATE)
def test_a_due_date_that_did_not_pass(late: dict[str, str], instead: str) -> None:
    found = withdrawn(BASE, {**BASE, **late})
    assert (found.id, str(found.published.date())) == DUE
    assert found.title == "Tidak berlaku lagi: Bapenda – Pasang meter"
    assert found.summary == (
        f"Kabar bahwa tenggat Bapenda lewat pada 10 Februari 2026 tidak berlaku lagi: {SHARE}; {instead}."
    )
    assert found.url == f"{SITE.url}arahan/2026-01-05-rapim/meter/#bapenda"
    assert found.categories[0] == "Tidak berlaku lagi"
    assert found.updated > found.published
    assert found.updated.date() == found.published.date()


def test_a_correction_tells_since_when() -> None:
    corrected = {**ASKED, "koreksi": [{"tanggal": "2026-03-03", "uraian": "Salah tenggat"}]}
    corrected["arahan"] = [{"id": "meter", "judul": "Pasang meter", "komitmen": [{"opd": "bapenda"}]}]
    found = withdrawn(BASE, {**BASE, MEETING: note(**corrected)})
    assert found.id == DUE[0]
    assert str(found.updated.date()) == "2026-03-03"
    assert found.summary.endswith("; catatan yang menjadi dasarnya sudah diperbaiki.")
    assert "Catatan tentang ini dikoreksi pada 3 Maret 2026." in found.content


def test_a_directive_that_closed_nothing() -> None:
    before = {**BASE, **later("2026-02-05", "mencabut")}
    found = withdrawn(before, {**before, **said("2026-02-01", "selesai")})
    assert found.id.endswith(":ditutup/2026-01-05-rapim/meter/bapenda/2026-02-05-lagi/baru")
    assert str(found.published.date()) == "2026-02-05"
    assert found.summary == (
        f"Kabar bahwa komitmen Bapenda ditutup pada 5 Februari 2026 tidak berlaku lagi: {SHARE}; "
        "Bapenda ternyata sudah melaporkan selesai pada 1 Februari 2026."
    )


def test_a_directive_that_was_not_to_close_anything() -> None:
    before = {**BASE, **later("2026-02-05", "mencabut")}
    directive = {"id": "baru", "judul": "Meter pintar"}
    made = [{"tanggal": "2026-03-03", "uraian": "Tidak mencabut"}]
    now = note(judul="R", tanggal="2026-02-05", pimpinan="G", arahan=[directive], koreksi=made)
    found = withdrawn(before, {**before, "meetings/2026/2026-02-05-lagi.md": now})
    assert found.id.endswith(":ditutup/2026-01-05-rapim/meter/bapenda/2026-02-05-lagi/baru")
    assert found.summary.endswith("; catatan yang menjadi dasarnya sudah diperbaiki.")
    assert str(found.updated.date()) == "2026-03-03"


def test_a_due_date_that_had_been_moved_already() -> None:
    before = {**BASE, **said("2026-02-08", **MOVED)}
    found = withdrawn(before, {**before, **said("2026-02-01", **MOVED)})
    assert found.id.endswith("/2026-02-08/tenggat-baru")
    assert found.summary == (
        "Kabar bahwa tenggat Bapenda digeser menjadi 20 Maret 2026 pada 8 Februari 2026 tidak berlaku lagi: "
        f"{SHARE}; tenggat itu ternyata sudah ditetapkan pada 1 Februari 2026."
    )


def test_what_was_removed_keeps_its_entries_without_a_word_of_it() -> None:
    before = {**BASE, **said("2026-02-01", "selesai", catatan="Rahasia")}
    path = "opd/bapenda/laporan/2026-02-01-kabar.md"
    removed = note(
        judul="Kabar",
        tanggal="2026-02-01",
        tindak_lanjut=[],
        koreksi=[{"tanggal": "2026-03-03", "uraian": "Dihapus karena keliru"}],
    )
    found = after(before, {**before, path: removed})
    entry = Entries(found, SITE).of(found.withdrawn[0])
    assert entry.summary == (
        f"Kabar tentang komitmen Bapenda pada 1 Februari 2026 tidak berlaku lagi: {SHARE}; "
        "laporannya dihapus dari catatan."
    )
    assert str(entry.updated.date()) == "2026-03-03"
    assert "Rahasia" not in repr(entry)
    for kind, subject in ((Kind.COMPLETIONS, ""), (Kind.AGENCY_COMPLETIONS, "bapenda"), (Kind.EVENTS, "")):
        feed = catalogue.feed(Entries(found, SITE), catalogue.subscription(found, kind, subject))
        assert entry in feed.entries


def test_a_completion_that_was_none_stays_among_completions() -> None:
    before, now = {**BASE, **said("2026-02-01", "selesai")}, {**BASE, **said("2026-02-01", "berjalan")}
    found = after(before, now)
    assert [type(each).__name__ for each in found.events_of_stream["selesai", "", 2026]] == [
        "ProgressReported"
    ]
    assert ("selesai", "", 2026) not in archive(now, "2026-04-01").events_of_stream


def test_what_is_true_again_is_told_again() -> None:
    late = said("2026-02-08", "selesai")
    gone = after(BASE, {**BASE, **late})
    assert gone.withdrawn
    published = [
        line for each in (archive(BASE, "2026-04-01"), gone) for event in each.events for line in lines(event)
    ]
    again = archive({**BASE, **said("2026-02-08", "berjalan")}, "2026-04-01", told=published)
    assert not again.withdrawn
    assert Entries(again, SITE).of(again.events[-1]).id == DUE[0]


def test_it_is_in_the_feed_of_its_directive_and_on_no_page() -> None:
    found = after(BASE, {**BASE, **said("2026-02-08", "selesai")})
    feed = catalogue.feed(
        Entries(found, SITE), catalogue.subscription(found, Kind.DIRECTIVE, "2026-01-05-rapim/meter")
    )
    assert DUE[0] in {each.id for each in feed.entries}
    assert feed.whole
    assert DUE[0].rpartition(":")[2] not in {each.id for each in found.events}
    assert sum(count for _, count in found.days) == len(found.events)


@pytest.mark.parametrize(
    "line",
    [
        "lewat-tenggat/2026-01-05-rapim/meter/bapenda/2026-99-99",
        "lewat-tenggat/2026-01-05-rapim/meter/bapenda/9999-12-31",
        "lewat-tenggat/2026-01-05-rapim/meter/bapenda/0000-00-00",
        "lewat-tenggat/2026-01-05-rapim/meter/bapenda",
        "lewat-tenggat/2026-01-05-rapim/lain/bapenda/2026-02-10",
        "ditutup/2026-01-05-rapim/meter/bapenda/x/y",
        "tindak-lanjut/x/2026-01-05-rapim/meter/bapenda/2026-02-30",
        # Of a day to come, and said of the past in a note of a day to come.
        "tindak-lanjut/x/2026-01-05-rapim/meter/bapenda/2026-12-30",
        "tindak-lanjut/bapenda/2026-12-30-kabar/2026-01-05-rapim/meter/bapenda/2026-02-01",
        "tindak-lanjut",
        "selesai/",
        "selesai/x",
        "/rapim/",
    ],
)
def test_a_list_may_hold_any_line(line: str) -> None:
    found = archive(BASE, "2026-04-01", told=[line])
    assert not found.withdrawn
    assert found.events_of_stream == archive(BASE, "2026-04-01").events_of_stream


def test_a_late_note_after_a_publication(tmp_path: Path) -> None:
    """The whole way: publish, note what was published, and publish again."""
    project = lay_out(tmp_path / "arsip", PROJECT, CONFIG)
    options = ("-q", "--as-of", "2026-04-15")
    assert run("build", "--update-manifest", *options, cwd=project).returncode == 0
    feed = project / "site/feed/tindak-lanjut.atom.xml"
    before = {each.id: each.title for each in read(feed.read_bytes()).entries}
    late = project / "content/opd/bapenda/laporan/2026-03-30-selesai.md"
    late.write_text(
        "---\njudul: Selesai\ntanggal: 2026-03-30\ntindak_lanjut:\n"
        "  - {komitmen: 2026-01-05-rapim/pajak/bapenda, status: selesai}\n---\n"
    )
    assert run("build", *options, cwd=project).returncode == 0
    after = {each.id: each.title for each in read(feed.read_bytes()).entries}
    assert len(after.keys() - before.keys()) == 1
    passed = "tag:contoh.go.id,2026:lewat-tenggat/2026-01-05-rapim/pajak/bapenda/2026-03-31"
    assert before[passed] == "Tenggat lewat: Bapenda – Data wajib pajak"
    assert after[passed] == "Tidak berlaku lagi: Bapenda – Data wajib pajak"
    assert before.keys() < after.keys()
    assert run("build", "--clean", "--site", "bersih", *options, cwd=project).returncode == 0
    for path in sorted((project / "bersih").rglob("*")):
        if path.is_file() and path.suffix in {".xml", ".json"}:
            assert path.read_bytes() == (project / "site" / path.relative_to(project / "bersih")).read_bytes()
