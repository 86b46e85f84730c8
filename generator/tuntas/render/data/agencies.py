"""The table of agencies."""

from collections.abc import Iterator
from typing import Final

import msgspec

from tuntas.archive.archive import Archive
from tuntas.read import facts
from tuntas.read.facts import AgencyId
from tuntas.render import address
from tuntas.render.data.table import WHOLE, Column, Table, Type

TEXT, NUMBER, TRUTH, DAY, LIST, ADDRESS = Type


class _Agency(msgspec.Struct, frozen=True, gc=False):
    id: AgencyId
    fact: facts.Agency
    government: str
    in_force: bool
    took_over: tuple[str, ...]


def _agencies(archive: Archive, _part: str) -> Iterator[_Agency]:
    known = archive.names.agency
    for id, fact in archive.agencies.items():
        before = [known(each) for each in fact.took_over]
        yield _Agency(
            id,
            fact,
            fact.government or archive.government,
            archive.in_force[id],
            tuple(each for each in dict.fromkeys(before) if each is not None and each in archive.agencies),
        )


AGENCIES: Final[Table[_Agency]] = Table(
    "opd",
    "Organisasi perangkat daerah (OPD)",
    "Setiap dinas, badan, biro, satuan, dan kecamatan yang dikenal arsip, juga yang sudah tidak berlaku.",
    (
        Column("id", TEXT, "Pengenal OPD.", lambda of: of.id, required=True),
        Column("nama", TEXT, "Nama lengkap.", lambda of: of.fact.name, required=True),
        Column("singkatan", TEXT, "Nama pendek.", lambda of: of.fact.short_name, required=True),
        Column("jenis", TEXT, "Jenis perangkat daerah, seperti ditulis.", lambda of: of.fact.kind),
        Column("pemerintah", TEXT, "Pemerintah pemilik OPD.", lambda of: of.government, required=True),
        Column("kode", TEXT, "Kode resmi.", lambda of: of.fact.code),
        Column("situs", TEXT, "Alamat situs OPD sendiri.", lambda of: of.fact.website),
        Column("sejak", DAY, "Hari pertama berlaku, bila dicatat.", lambda of: of.fact.since),
        Column("berakhir", DAY, "Hari terakhir berlaku, bila dicatat.", lambda of: of.fact.until),
        Column(
            "berlaku",
            TRUTH,
            "Apakah berlaku pada tanggal keadaan data.",
            lambda of: of.in_force,
            required=True,
        ),
        Column("menggantikan", LIST, "OPD yang tugasnya diteruskan oleh OPD ini.", lambda of: of.took_over),
        Column("alamat", ADDRESS, "Halaman OPD.", lambda of: address.agency(of.id), required=True),
    ),
    parts=lambda _: (WHOLE,),
    things=_agencies,
    count=lambda archive: archive.figures.agencies,
    is_divided=False,
)
