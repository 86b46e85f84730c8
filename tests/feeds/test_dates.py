from datetime import UTC, date, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from archives import AGENCIES, archive
from feeds.documents import note
from tuntas.archive.archive import Archive
from tuntas.archive.events import AnyEvent
from tuntas.archive.seconds import BAND
from tuntas.render import story
from tuntas.render.feeds.dates import Dates

JAKARTA = ZoneInfo("Asia/Jakarta")


def rapim(directives: int, due: str = "", day: str = "2026-01-05") -> dict[str, str]:
    commitment: dict[str, object] = {"opd": "semua"}
    if due:
        commitment["tenggat"] = due
    asked = [{"id": f"a-{n}", "judul": "A", "komitmen": [commitment]} for n in range(directives)]
    text = note(judul="Rapim", tanggal=day, pimpinan="G", arahan=asked)
    return {**AGENCIES, f"meetings/{day[:4]}/{day}-rapim.md": text}


def of_kind(found: Archive, key: str) -> list[AnyEvent]:
    return [each for each in found.events if story.key(each) == key]


def test_what_happens_first_on_a_day_is_published_first() -> None:
    notes = rapim(3)
    said = {"komitmen": "2026-01-05-rapim/a-0/bapenda", "status": "berjalan"}
    moved = {**said, "tenggat_baru": "2026-02-01", "alasan": "x"}
    notes["opd/bapenda/laporan/2026-01-05-k.md"] = note(
        judul="K",
        tanggal="2026-01-05",
        tindak_lanjut=[moved],
        koreksi=[{"tanggal": "2026-01-05", "uraian": "x"}],
    )
    found = archive(notes, as_of="2026-01-05")
    dates = Dates(found, JAKARTA)
    kinds = list(dict.fromkeys(story.key(each) for each in sorted(found.events, key=dates.published)))
    assert kinds == ["rapat", "arahan", "kemajuan", "tenggat-digeser", "koreksi"]
    assert {dates.published(each).hour for each in found.events} == {0}


def test_a_late_note_leaves_the_others_where_they_are() -> None:
    notes = rapim(10)
    kabar = {"komitmen": "2026-01-05-rapim/a-0/bapenda", "status": "berjalan", "tanggal": "2026-01-05"}
    late = note(judul="K", tanggal="2026-01-20", tindak_lanjut=[kabar])
    before, after = archive(notes), archive({**notes, "opd/bapenda/laporan/2026-01-20-k.md": late})
    assert len(after.events) == len(before.events) + 1
    old, new = Dates(before, JAKARTA), Dates(after, JAKARTA)
    assert all(new.published(each) == old.published(each) for each in before.events)


def test_no_two_events_share_a_moment_even_on_a_crowded_day() -> None:
    found = archive(rapim(400, due="2026-02-01"))
    dates = Dates(found, JAKARTA)
    passed = of_kind(found, "tenggat-lewat")
    assert len(passed) == 2 * BAND
    assert len({dates.published(each) for each in found.events}) == len(found.events)
    assert {dates.published(each).date() for each in passed} == {date(2026, 2, 2)}


@pytest.mark.parametrize(
    ("zone", "day", "offset"),
    [
        (UTC, "2026-01-05", timedelta()),
        (JAKARTA, "2026-01-05", timedelta(hours=7)),
        (ZoneInfo("Asia/Jakarta"), "1946-01-05", timedelta(hours=7, minutes=30)),
        # There was no midnight on this day; and this zone's old offset has seconds.
        (ZoneInfo("America/Sao_Paulo"), "2018-11-04", timedelta(hours=-3)),
        (ZoneInfo("Africa/Monrovia"), "1960-01-05", timedelta(minutes=-45)),
    ],
)
def test_offsets(zone: ZoneInfo, day: str, offset: timedelta) -> None:
    found = archive(rapim(1, day=day))
    moment = Dates(found, zone).published(found.events[0])
    assert moment.tzinfo == timezone(offset)
    assert moment.date() == date.fromisoformat(day)
