"""`tuntas list`: what is open, for people and for programs."""

import csv
import io
import json
from pathlib import Path

import pytest

from command import Tuntas

MEETING = """\
---
judul: Rapim kedua
tanggal: 2026-02-10
pimpinan: Gubernur
arahan:
  - id: jalan
    judul: Jalan ke pasar
    misi: 2025-2029/1
    komitmen:
      - opd: dpupr
        tindakan: =Menambal jalan
        tenggat: 2026-03-01
        butuh: [{dari: bapenda, apa: data}]
  - id: izin
    judul: Izin cepat
    komitmen: [{opd: bapenda}]
tindak_lanjut:
  - komitmen: 2026-02-10-rapim-kedua/izin/bapenda
    status: terkendala
    kendala: {uraian: Belum ada formulir, butuh_dari: dpupr}
---
"""
PLAN = """\
---
judul: RPJMD
mulai: 2025
selesai: 2029
misi: [{nomor: 1, judul: Jalan yang baik}]
---
"""
SECOND = "2026-02-10-rapim-kedua"
PAJAK, PUPR = "2026-01-05-rapim/pajak/bapenda", "2026-01-05-rapim/pajak/dpupr"
IZIN, JALAN = f"{SECOND}/izin/bapenda", f"{SECOND}/jalan/dpupr"


@pytest.fixture
def archive(project: Path) -> Path:
    for path, text in ((f"meetings/2026/{SECOND}.md", MEETING), ("rpjmd/2025-2029.md", PLAN)):
        file = project / "content" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    return project


def ids(tuntas: Tuntas, *options: str) -> list[str]:
    told = tuntas("list", "--as-of", "2026-03-20", "--format", "json", *options)
    assert told.status == 0, told.err
    return [each["komitmen"] for each in json.loads(told.out)]


@pytest.mark.usefixtures("archive")
class TestWhatIsAskedFor:
    def test_everything_that_is_open_the_most_pressing_first(self, tuntas: Tuntas) -> None:
        assert ids(tuntas) == [JALAN, PAJAK, PUPR, IZIN]

    @pytest.mark.parametrize(
        ("options", "expected"),
        [
            (("--opd", "bapenda"), [PAJAK, IZIN]),
            (("--lewat-tenggat",), [JALAN]),
            (("--late",), [JALAN]),
            (("--terkendala",), [IZIN]),
            (("--tanpa-kabar",), [JALAN, PAJAK, PUPR, IZIN]),
            (("--lewat-tenggat", "--terkendala"), [JALAN, IZIN]),
            (("--menunggu", "bapenda"), [JALAN]),
            (("--menunggu", "dpupr"), [IZIN]),
            (("--misi", "1"), [JALAN]),
            (("--misi", "2025-2029/1"), [JALAN]),
            (("--rapat", SECOND), [JALAN, IZIN]),
            (("--rapat", SECOND, "--opd", "dpupr"), [JALAN]),
        ],
    )
    def test_by_whom_for_what_and_how_it_stands(
        self, tuntas: Tuntas, options: tuple[str, ...], expected: list[str]
    ) -> None:
        assert ids(tuntas, *options) == expected

    @pytest.mark.parametrize(
        ("options", "said"),
        [
            (("--opd", "bapenad"), "Tidak ada OPD “bapenad”. Maksud Anda “bapenda”?"),
            (("--bahan", "xyz"), "Tidak ada OPD “xyz”."),
            (("--misi", "9"), "Tidak ada misi “9”."),
            (("--rapat", "2026-02-10-rapim-kdua"), f"Maksud Anda “{SECOND}”?"),
        ],
    )
    def test_what_is_unknown_is_told_with_what_was_meant(
        self, tuntas: Tuntas, options: tuple[str, ...], said: str
    ) -> None:
        told = tuntas("list", *options)
        assert told.status == 2
        assert said in told.err


@pytest.mark.usefixtures("archive")
class TestHowItIsTold:
    def test_programs_get_every_fact(self, tuntas: Tuntas) -> None:
        told = tuntas("list", "--as-of", "2026-03-20", "--format", "json", "--opd", "dpupr", "--late")
        assert json.loads(told.out) == [
            {
                "komitmen": JALAN,
                "arahan": "Jalan ke pasar",
                "rapat": SECOND,
                "opd": "dpupr",
                "peran": "utama",
                "tindakan": "=Menambal jalan",
                "status": "belum",
                "tenggat": "2026-03-01",
                "hari_lewat_tenggat": 19,
                "hari_tanpa_kabar": 38,
                "kendala": "",
                "menunggu": ["bapenda"],
                "contoh": False,
            }
        ]

    def test_a_spreadsheet_runs_nothing(self, tuntas: Tuntas) -> None:
        told = tuntas("list", "--as-of", "2026-03-20", "--format", "csv", "--late")
        (row,) = csv.DictReader(io.StringIO(told.out))
        assert row["tindakan"] == "'=Menambal jalan"
        assert row["hari_lewat_tenggat"] == "19"
        assert row["menunggu"] == "bapenda"

    def test_people_read_a_table_without_colour_where_there_is_no_terminal(self, tuntas: Tuntas) -> None:
        told = tuntas("list", "--as-of", "2026-03-20", "--late")
        assert "\x1b" not in told.out
        for words in (JALAN, "lewat tenggat 19 hari", "menunggu bapenda", "1 komitmen terbuka."):
            assert words in told.out

    def test_where_nothing_is_open_it_says_so(self, tuntas: Tuntas) -> None:
        assert tuntas("list", "--as-of", "2026-01-01").out == "Tidak ada yang terbuka.\n"

    def test_an_agency_gets_what_it_must_know_before_the_meeting(self, tuntas: Tuntas) -> None:
        told = tuntas("list", "--as-of", "2026-03-20", "--bahan", "dpupr")
        assert told.status == 0
        for words in (
            "Dinas Pekerjaan Umum",
            "Lewat tenggat (1)",
            "=Menambal jalan",
            "Yang menunggu OPD ini",
        ):
            assert words in told.out
