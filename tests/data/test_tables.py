"""The tables of the open data: their shape, and what stands in their files."""

import csv
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from archives import AGENCIES, archive, meeting, report
from sites import ROOT
from tuntas.archive.archive import Archive
from tuntas.render.data.commitments import COMMITMENTS
from tuntas.render.data.events import EVENTS
from tuntas.render.data.follow_ups import FOLLOW_UPS
from tuntas.render.data.formats import csv_file, json_file
from tuntas.render.data.table import Row, Table, Type
from tuntas.render.data.tables import TABLES

SITE = "https://contoh.go.id/arsip/"
PAJAK = "2026-01-05-rapim/pajak/bapenda"
NOTES = {
    **AGENCIES,
    **meeting(
        "2026-01-05",
        "arahan:\n  - id: pajak\n    judul: Data wajib pajak\n    topik: [Pajak, Air]\n    komitmen:\n"
        "      - {opd: bapenda, tindakan: Mendata, tenggat: 2026-03-31}\n      - {opd: dpupr}\n",
    ),
    **report(
        "bapenda",
        "2026-02-01",
        f"tindak_lanjut:\n  - {{komitmen: {PAJAK}, status: terkendala, persen: 40,"
        " catatan: Sudah *separuh*, kendala: {uraian: Kurang orang, butuh_dari: dpupr},"
        " tenggat_baru: 2026-05-31, alasan: Data kurang}\n",
    ),
    **report("bapenda", "2026-06-02", f"tindak_lanjut:\n  - {{komitmen: {PAJAK}, status: selesai}}\n"),
}


def rows(table: Table[Any], found: Archive) -> list[dict[str, Any]]:
    """The rows of a table as JSON has them."""
    made = [row for part in table.parts(found) for row in table.rows(found, part, SITE)]
    return list(json.loads(json_file(table, made)))


@pytest.fixture(scope="module")
def found() -> Archive:
    return archive(NOTES)


def test_a_commitment_says_how_it_stands(found: Archive) -> None:
    own, other = rows(COMMITMENTS, found)
    assert own == {
        "id": PAJAK,
        "arahan": "2026-01-05-rapim/pajak",
        "opd": "bapenda",
        "peran": "utama",
        "tindakan": "Mendata",
        "ukuran": None,
        "tenggat_awal": "2026-03-31",
        "tenggat": "2026-05-31",
        "status": "selesai",
        "persen": 100,
        "kabar_terakhir": "2026-06-02",
        "selesai": "2026-06-02",
        "dilaporkan_selesai": "2026-06-02",
        "dikonfirmasi_selesai": None,
        "dikonfirmasi_oleh": None,
        "berbukti": False,
        "hari_terlambat": 2,
        "lewat_tenggat": False,
        "kendala": None,
        "kendala_butuh_dari": None,
        "ditutup_oleh": None,
        "contoh": False,
    }
    assert (other["status"], other["tenggat"], other["hari_terlambat"]) == ("belum", None, None)


def test_a_follow_up_says_what_was_said(found: Archive) -> None:
    first, _ = rows(FOLLOW_UPS, found)
    assert first["id"] == f"tindak-lanjut/bapenda/2026-02-01-laporan/{PAJAK}/2026-02-01"
    assert (first["catatan"], first["kendala"], first["kendala_butuh_dari"]) == (
        "Sudah *separuh*",
        "Kurang orang",
        "dpupr",
    )
    assert (first["tenggat_baru"], first["alasan"]) == ("2026-05-31", "Data kurang")
    assert (first["rapim"], first["laporan"]) == (None, "bapenda/2026-02-01-laporan")


def test_events_are_the_one_stream(found: Archive) -> None:
    told = rows(EVENTS, found)
    assert [each["id"] for each in told] == [each.id for each in found.events]
    kinds = ["rapat", "arahan", "kendala", "tenggat-digeser", "tenggat-lewat", "tanpa-bukti"]
    assert [each["jenis"] for each in told] == kinds
    moved = told[3]
    assert (moved["tenggat_semula"], moved["tenggat"]) == ("2026-03-31", "2026-05-31")
    assert moved["tindak_lanjut"] == told[2]["tindak_lanjut"] == told[2]["id"]


@pytest.mark.parametrize("table", TABLES, ids=lambda each: each.name)
def test_a_column_holds_what_it_promises(table: Table[Any], found: Archive) -> None:
    kinds = {
        Type.TEXT: str,
        Type.ADDRESS: str,
        Type.NUMBER: int,
        Type.TRUTH: bool,
        Type.DAY: date,
        Type.LIST: tuple,
    }
    made = [row for part in table.parts(found) for row in table.rows(found, part, SITE)]
    assert made
    assert len(made) == table.count(found)
    assert len({row[0] for row in made}) == len(made)
    for place, column in enumerate(table.columns):
        cells = [row[place] for row in made]
        assert not column.required or None not in cells
        assert {type(each) for each in cells} <= {kinds[column.type], type(None)}, column.name
        assert not column.words or set(cells) <= {*column.words, None}


# --- CSV ---

ODD = [
    "=HYPERLINK(1)",
    "+62",
    "-1",
    "@A1",
    "\ttab",
    "＝1",
    'kata "kutip", koma',
    "dua\nbaris",
    "'=1",
    "biasa; saja",
]


def row(**cells: Any) -> Row:
    """A row of follow-ups with these cells."""
    return [cells.get(each.name, () if each.type is Type.LIST else None) for each in FOLLOW_UPS.columns]


def test_a_spreadsheet_runs_nothing() -> None:
    made = [row(id=f"a/{number}", persen=-4, catatan=text) for number, text in enumerate(ODD)]
    made.append(row(id="a/l", bukti=("=1", "b|c")))
    written = csv_file(FOLLOW_UPS, made).decode()
    read = list(csv.DictReader(written.splitlines(keepends=True)))
    texts = [each["catatan"] for each in read[:-1]]
    assert texts == [f"'{text}" if number < 6 else text for number, text in enumerate(ODD)]
    assert {each["persen"] for each in read[:-1]} == {"-4"}
    assert ",-4," in written  # a number, and no text
    assert read[-1]["bukti"] == "'=1|b/c"
    assert [each["catatan"] for each in json.loads(json_file(FOLLOW_UPS, made))[:-1]] == ODD


def test_csv_is_that_of_the_standard() -> None:
    """RFC 4180: each record ends with CRLF, and a text with quotes, commas or line feeds is quoted."""
    made = [row(id=f"a/{number}", catatan=text, contoh=False) for number, text in enumerate(ODD)]
    written = csv_file(FOLLOW_UPS, made).decode()
    assert written.startswith('"id","komitmen","tanggal"')
    assert written.endswith('"false"\r\n')
    assert '"kata ""kutip"", koma"' in written
    assert "\n" not in written.replace("\r\n", "").replace("dua\nbaris", "")


# --- the shape ---


def shape() -> str:
    """The tables as docs/data.md shows them."""
    lines: list[str] = []
    for table in TABLES:
        lines += [
            f"### {table.name}",
            "",
            f"{table.title}. {table.says}",
            "",
            "| column | type | |",
            "|---|---|---|",
        ]
        for each in table.columns:
            kind = each.type.value + (f" → [{each.of}](#{each.of})" if each.of else "")
            words = f" `{'`, `'.join(each.words)}`" if each.words else ""
            lines.append(f"| `{each.name}`{'*' if each.required else ''} | {kind} | {each.says}{words} |")
        lines.append("")
    return "\n".join(lines)


def test_the_documented_shape_is_the_real_one(bless: bool) -> None:
    path = ROOT / "docs/data.md"
    text = path.read_text("utf-8")
    before, begin, rest = text.partition("<!-- tables -->\n")
    _, end, after = rest.partition("<!-- end of tables -->")
    if bless:
        path.write_text(f"{before}{begin}\n{shape()}\n{end}{after}", "utf-8")
        return
    assert rest.startswith(f"\n{shape()}\n{end}"), (
        "run pytest --bless, and read docs/data.md on what may change"
    )


# --- the files of the real site ---


def test_the_files_of_a_table_say_the_same(real_site: Path) -> None:
    """As CSV and as JSON, whole and by months."""
    folder = real_site / "data/v1"
    for table in TABLES:
        whole = json.loads((folder / f"{table.name}.json").read_bytes())
        assert whole
        text = (folder / f"{table.name}.csv").read_bytes().decode()
        read = list(csv.DictReader(text.splitlines(keepends=True)))
        assert [each["id"] for each in read] == [each["id"] for each in whole]
        assert all(list(each) == list(table.names) for each in (*whole, *read))
        if table.is_divided:
            parts = sorted((folder / table.name).glob("*.json"))
            assert [each for part in parts for each in json.loads(part.read_bytes())] == whole
            head, _, _ = text.partition("\r\n")
            bodies = [
                part.read_bytes().decode().removeprefix(f"{head}\r\n")
                for part in sorted((folder / table.name).glob("*.csv"))
            ]
            assert "".join([f"{head}\r\n", *bodies]) == text
        else:
            assert not (folder / table.name).exists()
