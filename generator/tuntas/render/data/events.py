"""The table of events: the one stream that feeds and digests are made of."""

from collections.abc import Iterator
from typing import Any, Final

import msgspec

from tuntas.archive.archive import Archive
from tuntas.archive.events import (
    AnyEvent,
    CommitmentEvent,
    CommitmentRevoked,
    DirectiveIssued,
    DueDateMoved,
    DueDatePassed,
)
from tuntas.render import story
from tuntas.render.data.note import note_of
from tuntas.render.data.table import SAMPLE, Column, Table, Type
from tuntas.render.months import events_of, months_of_days
from tuntas.vocabulary import NoteKind

TEXT, NUMBER, TRUTH, DAY, LIST, ADDRESS = Type


class _Happened(msgspec.Struct, frozen=True, gc=False):
    event: Any
    kind: str
    sample: bool


def _events(archive: Archive, month: str) -> Iterator[_Happened]:
    for event in events_of(archive, month):
        yield _Happened(event, story.key(event), story.is_sample(archive, event))


def _directive(event: AnyEvent) -> str | None:
    return event.directive if isinstance(event, CommitmentEvent | DirectiveIssued) else None


def _of_commitment(event: AnyEvent, name: str) -> str | None:
    return getattr(event, name) if isinstance(event, CommitmentEvent) else None


def _told_in(event: AnyEvent) -> str | None:
    """The follow-up that an event comes from."""
    if isinstance(event, DueDateMoved):
        return event.id.removesuffix("/tenggat-baru")
    return event.id if getattr(event, "follow_up", None) is not None else None


def _due(event: AnyEvent) -> object:
    if isinstance(event, DueDateMoved):
        return event.new
    return event.due if isinstance(event, DueDatePassed) else None


EVENTS: Final[Table[_Happened]] = Table(
    "peristiwa",
    "Peristiwa",
    "Semua yang terjadi, menurut waktu: isi umpan dan ringkasan. Satu peristiwa satu pengenal, selamanya.",
    (
        Column(
            "id",
            TEXT,
            "Pengenal; di umpan didahului “tag:” dan pemilik pengenal.",
            lambda of: of.event.id,
            required=True,
        ),
        Column("tanggal", DAY, "Tanggal terjadi.", lambda of: of.event.date, required=True),
        Column("jenis", TEXT, "Jenis peristiwa.", lambda of: of.kind, required=True, words=tuple(story.KEYS)),
        Column(
            "rapim",
            TEXT,
            "Rapat yang diadakan, atau yang catatannya memuat peristiwa ini.",
            lambda of: note_of(of.event, NoteKind.MEETING),
            of="rapim",
        ),
        Column(
            "laporan",
            TEXT,
            "Laporan OPD yang memuatnya: opd/nama.",
            lambda of: note_of(of.event, NoteKind.REPORT),
        ),
        Column("arahan", TEXT, "Arahannya.", lambda of: _directive(of.event), of="arahan"),
        Column(
            "komitmen",
            TEXT,
            "Komitmennya.",
            lambda of: _of_commitment(of.event, "commitment"),
            of="komitmen",
        ),
        Column("opd", TEXT, "OPD yang diminta.", lambda of: _of_commitment(of.event, "agency"), of="opd"),
        Column(
            "tindak_lanjut",
            TEXT,
            "Tindak lanjut yang menyatakannya.",
            lambda of: _told_in(of.event),
            of="tindak-lanjut",
        ),
        Column("tenggat", DAY, "Tenggat yang lewat, atau tenggat baru.", lambda of: _due(of.event)),
        Column(
            "tenggat_semula",
            DAY,
            "Tenggat sebelum digeser.",
            lambda of: of.event.old if isinstance(of.event, DueDateMoved) else None,
        ),
        Column(
            "ditutup_oleh",
            TEXT,
            "Arahan lain yang menutup komitmen ini.",
            lambda of: of.event.by if isinstance(of.event, CommitmentRevoked) else None,
            of="arahan",
        ),
        Column("contoh", TRUTH, SAMPLE, lambda of: of.sample, required=True),
    ),
    parts=months_of_days,
    things=_events,
    count=lambda archive: archive.figures.events,
)
