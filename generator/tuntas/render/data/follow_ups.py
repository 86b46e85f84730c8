"""The table of follow-ups: what was said of commitments, and when."""

from collections.abc import Iterator
from typing import Final

import msgspec

from tuntas.archive.archive import Archive
from tuntas.archive.events import (
    CommitmentEvent,
    CommitmentRevoked,
    Reported,
)
from tuntas.read import facts
from tuntas.render import address, story
from tuntas.render.data.note import note_of
from tuntas.render.data.table import SAMPLE, Column, Table, Type, words
from tuntas.render.months import events_of, months_of_days
from tuntas.vocabulary import REPORTABLE, NoteKind

TEXT, NUMBER, TRUTH, DAY, LIST, ADDRESS = Type


class _Told(msgspec.Struct, frozen=True, gc=False):
    event: CommitmentEvent
    said: facts.FollowUp
    sample: bool
    site: tuple[str, ...]


def _follow_ups(archive: Archive, month: str) -> Iterator[_Told]:
    for event in events_of(archive, month):
        if isinstance(event, Reported | CommitmentRevoked) and event.follow_up is not None:
            evidence = [each.target for each in event.follow_up.evidence]
            shown = tuple(
                each if "://" in each else address.note_file(event.origin, each) for each in evidence
            )
            yield _Told(event, event.follow_up, story.is_sample(archive, event), shown)


FOLLOW_UPS: Final[Table[_Told]] = Table(
    "tindak-lanjut",
    "Tindak lanjut",
    "Setiap laporan bertanggal tentang satu komitmen, dari OPD atau dalam rapat.",
    (
        Column("id", TEXT, "Pengenal, sama dengan peristiwanya.", lambda of: of.event.id, required=True),
        Column(
            "komitmen", TEXT, "Komitmennya.", lambda of: of.event.commitment, required=True, of="komitmen"
        ),
        Column("tanggal", DAY, "Tanggal tindak lanjut.", lambda of: of.event.date, required=True),
        Column(
            "status",
            TEXT,
            "Apa yang dinyatakan.",
            lambda of: of.said.status.value,
            required=True,
            words=words(REPORTABLE),
        ),
        Column("persen", NUMBER, "Kemajuan, 0–100.", lambda of: of.said.percent),
        Column(
            "catatan", TEXT, "Catatan, dalam Markdown.", lambda of: of.said.note.text if of.said.note else ""
        ),
        Column("dampak", TEXT, "Apa yang berubah karenanya.", lambda of: of.said.impact),
        Column(
            "kendala", TEXT, "Apa yang menghambat.", lambda of: of.said.obstacle and of.said.obstacle.text
        ),
        Column(
            "kendala_butuh_dari",
            TEXT,
            "Siapa yang dapat mengatasinya: pengenal OPD, atau nama.",
            lambda of: of.said.obstacle and of.said.obstacle.needs_from,
        ),
        Column("tenggat_baru", DAY, "Tenggat baru, bila digeser.", lambda of: of.said.new_due),
        Column("alasan", TEXT, "Mengapa tenggat digeser.", lambda of: of.said.reason),
        Column(
            "bukti",
            LIST,
            "Bukti: alamat web, atau alamat di bawah situs ini bila tanpa “://”.",
            lambda of: of.site,
        ),
        Column(
            "rapim",
            TEXT,
            "Rapat tempat didengar.",
            lambda of: note_of(of.event, NoteKind.MEETING),
            of="rapim",
        ),
        Column(
            "laporan",
            TEXT,
            "Laporan OPD yang memuatnya: opd/nama.",
            lambda of: note_of(of.event, NoteKind.REPORT),
        ),
        Column("contoh", TRUTH, SAMPLE, lambda of: of.sample, required=True),
    ),
    parts=months_of_days,
    things=_follow_ups,
    count=lambda archive: archive.figures.follow_ups,
)
