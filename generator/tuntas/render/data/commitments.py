"""The table of commitments: what each agency owes, and how that stands."""

from collections.abc import Iterator
from typing import Final

import msgspec

from tuntas.archive.archive import Archive
from tuntas.archive.replay import Commitment, State
from tuntas.render.data.table import SAMPLE, Column, Table, Type, words
from tuntas.render.months import months_of_ids, of_month
from tuntas.vocabulary import Role, Status

TEXT, NUMBER, TRUTH, DAY, LIST, ADDRESS = Type


class _Owed(msgspec.Struct, frozen=True, gc=False):
    commitment: Commitment
    state: State


def _commitments(archive: Archive, month: str) -> Iterator[_Owed]:
    for directive in of_month(archive.directives_of_year, month):
        for id in archive.directives[directive].commitments:
            yield _Owed(archive.commitments[id], archive.states[id])


def _confirmed(of: _Owed) -> str | None:
    completion = of.state.completion
    return completion.confirmed_by.id if completion and completion.confirmed_by else None


COMMITMENTS: Final[Table[_Owed]] = Table(
    "komitmen",
    "Komitmen",
    "Bagian satu OPD dari satu arahan: tindakan, tenggat, dan keadaannya.",
    (
        Column("id", TEXT, "Pengenal komitmen: arahan/nama.", lambda of: of.commitment.id, required=True),
        Column("arahan", TEXT, "Arahannya.", lambda of: of.commitment.directive, required=True, of="arahan"),
        Column("opd", TEXT, "OPD yang diminta.", lambda of: of.commitment.agency, required=True, of="opd"),
        Column(
            "peran",
            TEXT,
            "Peran OPD itu dalam arahan.",
            lambda of: of.commitment.role.value,
            required=True,
            words=words(Role),
        ),
        Column("tindakan", TEXT, "Apa yang akan dilakukan.", lambda of: of.commitment.action),
        Column("ukuran", TEXT, "Bagaimana diketahui bahwa itu selesai.", lambda of: of.commitment.measure),
        Column("tenggat_awal", DAY, "Tenggat ketika diminta.", lambda of: of.commitment.due),
        Column("tenggat", DAY, "Tenggat yang berlaku sekarang.", lambda of: of.state.due),
        Column(
            "status",
            TEXT,
            "Keadaan menurut tindak lanjut terakhir; “belum” bila belum ada.",
            lambda of: of.state.status.value,
            required=True,
            words=words(Status),
        ),
        Column("persen", NUMBER, "Kemajuan terakhir yang dilaporkan, 0–100.", lambda of: of.state.percent),
        Column("kabar_terakhir", DAY, "Tanggal tindak lanjut terakhir.", lambda of: of.state.last_heard),
        Column(
            "selesai",
            DAY,
            "Sejak kapan dinyatakan selesai.",
            lambda of: of.state.completion and of.state.completion.date,
        ),
        Column(
            "dilaporkan_selesai",
            DAY,
            "Kapan OPD melaporkan selesai.",
            lambda of: of.state.completion and of.state.completion.reported,
        ),
        Column(
            "dikonfirmasi_selesai",
            DAY,
            "Kapan rapat mengonfirmasi selesai.",
            lambda of: of.state.completion and of.state.completion.confirmed,
        ),
        Column("dikonfirmasi_oleh", TEXT, "Rapat yang mengonfirmasi.", _confirmed, of="rapim"),
        Column(
            "berbukti",
            TRUTH,
            "Apakah selesainya disertai bukti; kosong bila belum selesai.",
            lambda of: of.state.completion and of.state.completion.evident,
        ),
        Column(
            "hari_terlambat",
            NUMBER,
            "Selesai sekian hari sesudah tenggat; 0 berarti tepat waktu, kosong bila tidak bertenggat.",
            lambda of: of.state.completion and of.state.completion.days_late,
        ),
        Column(
            "lewat_tenggat",
            TRUTH,
            "Apakah masih terbuka dan tenggatnya sudah lewat.",
            lambda of: of.state.days_overdue > 0,
            required=True,
        ),
        Column(
            "kendala",
            TEXT,
            "Apa yang menghambat sekarang.",
            lambda of: of.state.obstacle and of.state.obstacle.text,
        ),
        Column(
            "kendala_butuh_dari",
            TEXT,
            "Siapa yang dapat mengatasinya: pengenal OPD, atau nama.",
            lambda of: of.state.obstacle and of.state.obstacle.needs_from,
        ),
        Column(
            "ditutup_oleh",
            TEXT,
            "Arahan lain yang menggantikan atau mencabutnya.",
            lambda of: of.state.closed_by,
            of="arahan",
        ),
        Column("contoh", TRUTH, SAMPLE, lambda of: of.commitment.origin.sample, required=True),
    ),
    parts=lambda archive: months_of_ids(archive.directives_of_year),
    things=_commitments,
    count=lambda archive: archive.figures.commitments,
)
