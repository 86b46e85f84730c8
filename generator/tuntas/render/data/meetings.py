"""The table of meetings."""

from collections.abc import Iterator
from typing import Final

import msgspec

from tuntas.archive.archive import Archive, Meeting
from tuntas.read import facts
from tuntas.render import address
from tuntas.render.data.table import SAMPLE, Column, Table, Type, words
from tuntas.render.months import months_of_ids, of_month
from tuntas.vocabulary import MeetingKind

TEXT, NUMBER, TRUTH, DAY, LIST, ADDRESS = Type


class _Held(msgspec.Struct, frozen=True, gc=False):
    id: str
    meeting: Meeting
    fact: facts.Meeting


def _meetings(archive: Archive, month: str) -> Iterator[_Held]:
    for id in of_month(archive.meetings_of_year, month):
        meeting = archive.meetings[id]
        yield _Held(id, meeting, meeting.fact)


MEETINGS: Final[Table[_Held]] = Table(
    "rapim",
    "Rapat pimpinan",
    "Setiap rapat pimpinan, rapat koordinasi, apel, acara, dan pernyataan yang dicatat.",
    (
        Column("id", TEXT, "Pengenal rapat: tanggal dan nama pendek.", lambda of: of.id, required=True),
        Column("judul", TEXT, "Judul rapat.", lambda of: of.fact.title, required=True),
        Column("tanggal", DAY, "Tanggal rapat.", lambda of: of.fact.date, required=True),
        Column(
            "jenis",
            TEXT,
            "Jenis kesempatan.",
            lambda of: of.fact.kind.value,
            required=True,
            words=words(MeetingKind),
        ),
        Column("waktu", TEXT, "Jam mulai, bila dicatat: 09:00.", lambda of: of.fact.time),
        Column("tempat", TEXT, "Tempat.", lambda of: of.fact.place),
        Column(
            "pemerintah", TEXT, "Pemerintah yang mengadakan.", lambda of: of.meeting.government, required=True
        ),
        Column("pimpinan", TEXT, "Nama pemimpin rapat.", lambda of: of.fact.chair.name, required=True),
        Column("jabatan_pimpinan", TEXT, "Jabatannya.", lambda of: of.fact.chair.office),
        Column("hadir", LIST, "OPD yang hadir.", lambda of: of.meeting.attended),
        Column(
            "sumber",
            LIST,
            "Alamat berita atau dokumen yang dirujuk catatan ini.",
            lambda of: tuple(each.url for each in of.fact.sources if each.url),
        ),
        Column("contoh", TRUTH, SAMPLE, lambda of: of.fact.sample, required=True),
        Column("alamat", ADDRESS, "Halaman rapat.", lambda of: address.meeting(of.id), required=True),
    ),
    parts=lambda archive: months_of_ids(archive.meetings_of_year),
    things=_meetings,
    count=lambda archive: archive.figures.meetings,
)
