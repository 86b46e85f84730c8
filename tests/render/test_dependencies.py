"""What a page is made of: the entries of the archive that it shows, and no table looked through."""

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec
import pytest

from archives import AGENCIES, agency, archive, meeting, report
from tuntas.archive.archive import Archive
from tuntas.render.pages import Pages

BIG = frozenset({"meetings", "directives", "commitments", "states", "reports", "mentions"})
"""Tables that grow with every meeting."""


class Observed(Mapping[Any, Any]):
    """A table that notes which of its entries are read, and whether it was looked through."""

    def __init__(self, name: str, table: Mapping[Any, Any], read: set[tuple[str, object]]) -> None:
        self.name, self.table, self.read = name, table, read

    def __getitem__(self, key: object) -> Any:
        self.read.add((self.name, key))
        return self.table[key]

    def __iter__(self) -> Iterator[Any]:
        self.read.add((self.name, "*"))
        return iter(self.table)

    def __len__(self) -> int:
        return len(self.table)


def observed(found: Archive) -> tuple[Archive, set[tuple[str, object]]]:
    """The archive, and what was read of it since the set was last cleared."""
    read: set[tuple[str, object]] = set()
    tables = {name: getattr(found, name) for name in found.__struct_fields__}
    wrapped = {
        name: Observed(name, table, read) for name, table in tables.items() if isinstance(table, Mapping)
    }
    # The whole stream is for feeds: a page that reads it would find nothing.
    return msgspec.structs.replace(found, events=(), **wrapped), read


def arahan(name: str, slug: str, more: str = "") -> str:
    return (
        f"arahan:\n  - id: {name}\n    judul: Tugas {name}\n    topik: [Air]\n{more}"
        f"    komitmen: [{{opd: {slug}, tindakan: Kerja, tenggat: 2026-02-01}}]\n"
    )


def said(reference: str, status: str) -> str:
    return f"tindak_lanjut:\n  - {{komitmen: {reference}, status: {status}, catatan: Sudah.}}\n"


NOTES = {
    **AGENCIES,
    **agency("dlh"),
    **meeting("2025-05-05", arahan("lama", "bapenda")),
    **meeting("2026-01-05", arahan("pajak", "bapenda")),
    **meeting("2026-01-12", arahan("jalan", "dpupr", "    melanjutkan: 2026-01-05-rapim/pajak\n")),
    **report("bapenda", "2026-01-20", said("2026-01-05-rapim/pajak/bapenda", "selesai")),
    **report("dpupr", "2026-01-21", said("2026-01-12-rapim/jalan/dpupr", "berjalan")),
}


@pytest.fixture(scope="module")
def reads() -> dict[str, set[tuple[str, object]]]:
    """What each page reads, by its address."""
    found, read = observed(archive(NOTES, as_of="2026-03-01"))
    made = {}
    for page in Pages(found, silent_after_days=30):
        read.clear()
        page.fragment()
        made[page.address] = set(read)
    return made


def test_no_page_looks_through_a_large_table(reads: dict[str, set[tuple[str, object]]]) -> None:
    assert "arahan/2026-01-05-rapim/pajak/" in reads
    looked = {address: {name for name, key in read if key == "*"} & BIG for address, read in reads.items()}
    assert {address: names for address, names in looked.items() if names} == {}


@pytest.mark.parametrize(
    ("address", "shown", "not_shown"),
    [
        ("arahan/2026-01-05-rapim/pajak/", "pajak", "lama"),
        ("rapim/2026-01-05-rapim/", "pajak", "jalan"),
        ("opd/bapenda/", "pajak", "jalan"),
        ("opd/bapenda/2026/", "pajak", "lama"),
        ("opd/bapenda/laporan/2026-01-20-laporan/", "pajak", "jalan"),
        ("digest/2026-01/", "jalan", "lama"),
        ("arahan/2025/", "lama", "pajak"),
        ("kendala/", "", "pajak"),
        ("tanpa-kabar/", "jalan", "pajak"),
    ],
)
def test_a_page_reads_what_it_shows(
    reads: dict[str, set[tuple[str, object]]], address: str, shown: str, not_shown: str
) -> None:
    directives = {str(key).split("/")[1] for _, key in reads[address] if str(key).count("/") in {1, 2}}
    assert not shown or shown in directives
    assert not_shown not in directives


def test_only_what_is_open_depends_on_the_day() -> None:
    """A page of what is complete is the same on any later day."""
    days = ("2026-03-01", "2026-03-02")
    first, second = (
        {
            page.address: page.fragment().view
            for page in Pages(archive(NOTES, as_of=day), silent_after_days=30)
        }
        for day in days
    )
    assert first["arahan/2026-01-05-rapim/pajak/"] == second["arahan/2026-01-05-rapim/pajak/"]
    assert first["arahan/2026-01-12-rapim/jalan/"] != second["arahan/2026-01-12-rapim/jalan/"]
