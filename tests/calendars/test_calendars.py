"""The calendars as programs take them in: icalendar, and in JavaScript ical.js."""

import datetime as dt
import json
import subprocess
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from archives import AGENCIES, agency, archive, meeting, report
from corpora.packages import NotFetched, installed
from tuntas.archive.archive import Archive
from tuntas.read.facts import AgencyId
from tuntas.render.calendar.calendars import Calendars, months, named
from tuntas.render.calendar.drawing import moulds
from tuntas.render.calendar.mould import folded
from tuntas.render.calendar.occasion import Head, Occasion
from tuntas.render.feeds.site import Site

SITE = Site("Tuntas", "https://contoh.go.id/arsip/", "contoh.go.id,2026", ZoneInfo("Asia/Jakarta"))
MOULDS = moulds()
PAJAK = "2026-01-05-rapim/pajak/bapenda"
UID = f"tenggat/{PAJAK}@contoh.go.id"


def arahan(due: str = "2026-03-31", more: str = "") -> str:
    return (
        "arahan:\n  - id: pajak\n    judul: Data wajib pajak\n"
        f"    komitmen: [{{opd: bapenda, tindakan: 'Mendata; semua, tanpa kecuali', tenggat: {due}}}]\n{more}"
    )


def said(status: str, more: str = "") -> str:
    return f"tindak_lanjut:\n  - {{komitmen: {PAJAK}, status: {status}, catatan: Kata mereka{more}}}\n"


NOTES = {**AGENCIES, **meeting("2026-01-05", 'waktu: "09:30"\ntempat: "Pendopo, lantai 2"\n' + arahan())}
MOVED = report("bapenda", "2026-02-01", said("berjalan", ", tenggat_baru: 2026-05-31, alasan: Data kurang"))


def made(notes: dict[str, str], as_of: str = "2026-12-31") -> Calendars:
    return Calendars(archive(notes, as_of=as_of), SITE, MOULDS)


def events(document: bytes) -> dict[str, Any]:
    """The entries by their ids; the document is as RFC 5545 wants it."""
    lines = document.split(b"\r\n")
    assert lines[-1] == b""
    assert all(len(line) <= 75 and b"\n" not in line and b"\r" not in line for line in lines)
    calendar = Calendar.from_ical(document)
    assert not calendar.errors
    found = {str(each["uid"]): each for each in calendar.walk("VEVENT")}
    assert len(found) == len(calendar.walk("VEVENT"))
    return found


def due(notes: dict[str, str], as_of: str = "2026-12-31") -> Any:
    return events(made(notes, as_of).dues_of_agency(AgencyId("bapenda")))[UID]


# --- what is in them ---


def test_a_meeting_begins_at_its_hour_in_the_time_of_the_site() -> None:
    (found,) = events(made(NOTES).meetings()).values()
    assert found["uid"] == "rapim/2026-01-05-rapim@contoh.go.id"
    assert found.decoded("dtstart") == dt.datetime(2026, 1, 5, 2, 30, tzinfo=dt.UTC)
    assert "dtend" not in found
    assert found["location"] == "Pendopo, lantai 2"
    assert "- Data wajib pajak" in found["description"]
    assert found["url"] == "https://contoh.go.id/arsip/rapim/2026-01-05-rapim/"


def test_a_meeting_without_an_hour_lasts_the_day() -> None:
    notes = {**AGENCIES, **meeting("2026-01-05", arahan())}
    (found,) = events(made(notes).meetings()).values()
    assert found.decoded("dtstart") == dt.date(2026, 1, 5)
    assert found.decoded("dtend") == dt.date(2026, 1, 6)


def test_a_due_date_lasts_the_day_and_keeps_nobody_from_being_free() -> None:
    found = due(NOTES, "2026-02-01")
    assert found.decoded("dtstart") == dt.date(2026, 3, 31)
    assert found["summary"] == "Tenggat: Bapenda – Mendata; semua, tanpa kecuali"
    assert "Arahan “Data wajib pajak” (Rapim 5 Januari 2026)." in found["description"]
    assert (found["sequence"], found["status"], found["transp"]) == (0, "CONFIRMED", "TRANSPARENT")
    assert found.decoded("dtstamp") == dt.datetime(2026, 1, 5, tzinfo=dt.UTC)


def test_a_moved_due_date_is_the_same_entry_on_another_day() -> None:
    found = due({**NOTES, **MOVED}, "2026-03-01")
    assert found.decoded("dtstart") == dt.date(2026, 5, 31)
    assert found["sequence"] == 1
    assert (
        found.decoded("last-modified") == found.decoded("dtstamp") == dt.datetime(2026, 2, 1, tzinfo=dt.UTC)
    )
    assert "Tenggat semula: 31 Maret 2026." in found["description"]


@pytest.mark.parametrize(
    ("status", "begins", "stands"),
    [
        ("selesai", "Selesai: ", "CONFIRMED"),
        ("dicabut", "Dicabut: ", "CANCELLED"),
        ("berjalan", "Lewat tenggat: ", "CONFIRMED"),
    ],
)
def test_subscribers_see_what_became_of_it(status: str, begins: str, stands: str) -> None:
    found = due({**NOTES, **report("bapenda", "2026-02-01", said(status))}, "2026-06-01")
    assert found["summary"].startswith(begins)
    assert found["status"] == stands
    assert found["sequence"] == (status != "berjalan")


def test_an_entry_is_the_same_in_every_calendar() -> None:
    calendars = made({**NOTES, **MOVED})
    (month,) = months(archive({**NOTES, **MOVED}))
    assert month == "2026-05"
    of_agency = calendars.dues_of_agency(AgencyId("bapenda"))
    assert events(calendars.dues(month)) == events(of_agency)
    assert events(calendars.dues_of_agency(AgencyId("dpupr"))) == {}


def test_an_id_is_for_ever() -> None:
    """Neither another name of the agency nor of the meeting changes it, and the old address stays."""
    notes = {
        **meeting("2026-01-06", "alias: 2026-01-05-rapim\n" + arahan().replace("bapenda", "bpd")),
        "opd/bpd/index.md": "---\nnama: Badan Pajak\nsingkatan: BPD\nalias: bapenda\n---\n",
    }
    calendars = made(notes)
    assert list(events(calendars.dues_of_agency(AgencyId("bpd")))) == [UID]
    assert list(events(calendars.meetings())) == ["rapim/2026-01-05-rapim@contoh.go.id"]
    assert list(named(archive(notes))) == [("bpd", ("opd/bpd/tenggat.ics", "opd/bapenda/tenggat.ics"))]


def test_who_takes_over_has_what_is_open_in_its_calendar() -> None:
    heir = agency("bpd", "sejak: 2026-02-01\nmenggantikan: [bapenda]\n")
    assert list(events(made({**NOTES, **heir}).dues_of_agency(AgencyId("bpd")))) == [UID]


def test_calendars_reach_back_to_the_year_before() -> None:
    for as_of, count in (("2026-12-31", 1), ("2027-12-31", 1), ("2028-01-01", 0)):
        calendars = made(NOTES, as_of)
        assert len(events(calendars.meetings())) == count
        assert len(events(calendars.dues_of_agency(AgencyId("bapenda")))) == count
        assert len(months(archive(NOTES, as_of=as_of))) == count


def test_a_sample_says_so() -> None:
    notes = {**AGENCIES, **meeting("2026-01-05", "contoh: true\n" + arahan())}
    assert due(notes)["summary"].startswith("Contoh: ")
    (found,) = events(made(notes).meetings()).values()
    assert found["summary"].startswith("Contoh: ")


def test_a_calendar_says_what_it_is() -> None:
    calendar = Calendar.from_ical(made(NOTES).dues_of_agency(AgencyId("bapenda")))
    assert calendar["x-wr-calname"] == calendar["name"] == "Tenggat Bapenda – Tuntas"
    assert calendar["source"] == "https://contoh.go.id/arsip/opd/bapenda/tenggat.ics"
    assert calendar.decoded("refresh-interval") == dt.timedelta(hours=12)


# --- how they are written ---

texts = st.text(st.characters(exclude_categories=["Cc", "Cs"]) | st.just("\n"), min_size=1, max_size=300)


@given(texts, texts, st.dates(dt.date(1990, 1, 1), dt.date(2100, 1, 1)), st.booleans())
def test_what_is_written_is_read_again(summary: str, text: str, day: dt.date, timed: bool) -> None:
    start = dt.datetime(day.year, day.month, day.day, 3, 4, tzinfo=dt.UTC) if timed else day
    occasion = Occasion(
        uid="a@b",
        start=start,
        summary=summary,
        description=text,
        url="https://contoh.id/",
        created=day,
        modified=day,
        sequence=3,
        location=text,
        category=summary,
        cancelled=timed,
    )
    document = MOULDS.filled(Head("Nama", text, "https://contoh.id/", "https://contoh.id/a.ics"), [occasion])
    (found,) = events(document).values()
    assert Calendar.from_ical(document)["description"] == text
    assert (found["summary"], found["description"], found["location"]) == (summary, text, text)
    assert found["categories"].cats == [summary]
    assert found.decoded("dtstart") == start


@given(st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=400))
def test_folded_lines_unfold(line: str) -> None:
    pieces = folded(line).split(b"\r\n ")
    assert b"".join(pieces).decode() == line
    assert [piece.decode() for piece in pieces]
    assert all(len(piece) <= 75 - bool(number) for number, piece in enumerate(pieces))


# --- by others ---


@pytest.fixture(scope="module")
def program() -> Path:
    try:
        return installed(Path(__file__).parent)
    except NotFetched as error:
        pytest.skip(f"not fetched: {error}")


def test_another_reader_reads_the_same(real_site: Path, program: Path) -> None:
    """Every calendar of the real site, in ical.js and in icalendar."""
    files = sorted(real_site.rglob("*.ics"))
    assert len(files) > 50
    run = subprocess.run(["node", program / "read.js", *files], capture_output=True, text=True, check=True)
    for file, found in zip(files, json.loads(run.stdout), strict=True):
        document = file.read_bytes()
        expected = events(document)
        assert found["name"] == Calendar.from_ical(document)["x-wr-calname"]
        assert [each["uid"] for each in found["events"]] == list(expected)
        for each in found["events"]:
            own = expected[each["uid"]]
            assert each["start"] == own.decoded("dtstart").isoformat().replace("+00:00", "Z")
            for name in ("summary", "description", "sequence", "status"):
                assert each[name] == own[name]


def test_the_calendar_of_all_due_dates_joins_those_of_the_months(real_site: Path) -> None:
    whole = events((real_site / "kalender/tenggat.ics").read_bytes())
    parts: dict[str, Any] = {}
    for file in sorted((real_site / "kalender/tenggat").iterdir()):
        parts |= events(file.read_bytes())
    assert whole == parts
    assert len(whole) > 10


def test_pages_lead_to_the_calendars(real_site: Path) -> None:
    host = "webcal://tuntas.bantenprov.go.id/"
    for page, calendar in (
        ("rapim", "kalender/rapim.ics"),
        ("lewat-tenggat", "kalender/tenggat.ics"),
        ("opd/dpupr", "opd/dpupr/tenggat.ics"),
    ):
        assert f'href="{host}{calendar}"' in (real_site / page / "index.html").read_text("utf-8")
        assert (real_site / calendar).is_file()


def test_archive_without_dues() -> None:
    found: Archive = archive(AGENCIES)
    assert months(found) == ()
    assert events(Calendars(found, SITE, MOULDS).meetings()) == {}
