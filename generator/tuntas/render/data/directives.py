"""The table of directives, with how they stand."""

from collections.abc import Iterator
from typing import Final

import msgspec

from tuntas.archive.archive import Archive
from tuntas.archive.issued import Directive
from tuntas.archive.progress import Progress, Stage, stage
from tuntas.read import facts
from tuntas.render import address
from tuntas.render.data.table import SAMPLE, Column, Table, Type, words
from tuntas.render.months import months_of_ids, of_month

TEXT, NUMBER, TRUTH, DAY, LIST, ADDRESS = Type


class _Issued(msgspec.Struct, frozen=True, gc=False):
    directive: Directive
    fact: facts.Directive
    counts: Progress


def _directives(archive: Archive, month: str) -> Iterator[_Issued]:
    for id in of_month(archive.directives_of_year, month):
        directive = archive.directives[id]
        yield _Issued(directive, directive.fact, archive.progress_of_directive[id])


DIRECTIVES: Final[Table[_Issued]] = Table(
    "arahan",
    "Arahan",
    "Apa yang diminta pimpinan dalam rapat, dan bagaimana keadaannya.",
    (
        Column("id", TEXT, "Pengenal arahan: rapat/nama.", lambda of: of.directive.id, required=True),
        Column(
            "rapim",
            TEXT,
            "Rapat tempat diberikan.",
            lambda of: of.directive.meeting,
            required=True,
            of="rapim",
        ),
        Column("judul", TEXT, "Judul arahan.", lambda of: of.fact.title, required=True),
        Column("tanggal", DAY, "Tanggal diberikan.", lambda of: of.directive.issued, required=True),
        Column(
            "uraian", TEXT, "Uraian, dalam Markdown.", lambda of: of.fact.text.text if of.fact.text else ""
        ),
        Column("misi", LIST, "Misi RPJMD yang didukung: periode/nomor.", lambda of: of.directive.missions),
        Column("topik", LIST, "Topik.", lambda of: of.fact.topics),
        Column("indikator", LIST, "Indikator yang terkait.", lambda of: of.directive.indicators),
        Column("melanjutkan", LIST, "Arahan yang dilanjutkan.", lambda of: of.directive.continues),
        Column("menggantikan", LIST, "Arahan yang digantikan.", lambda of: of.directive.replaces),
        Column("mencabut", LIST, "Arahan yang dicabut.", lambda of: of.directive.revokes),
        Column(
            "keadaan",
            TEXT,
            "Bagaimana arahan ini berdiri, dihitung dari komitmennya.",
            lambda of: stage(of.directive, of.counts).value,
            required=True,
            words=words(Stage),
        ),
        Column(
            "komitmen",
            NUMBER,
            "Banyaknya komitmen, tanpa yang dicabut.",
            lambda of: of.counts.total,
            required=True,
        ),
        Column(
            "komitmen_selesai",
            NUMBER,
            "Di antaranya yang selesai: diklaim, dilaporkan, atau dikonfirmasi.",
            lambda of: of.counts.complete,
            required=True,
        ),
        Column("contoh", TRUTH, SAMPLE, lambda of: of.directive.origin.sample, required=True),
        Column(
            "alamat", ADDRESS, "Halaman arahan.", lambda of: address.directive(of.directive.id), required=True
        ),
    ),
    parts=lambda archive: months_of_ids(archive.directives_of_year),
    things=_directives,
    count=lambda archive: archive.figures.directives,
)
