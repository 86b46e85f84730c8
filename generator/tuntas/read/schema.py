"""The keys that authors write in each kind of note, and their names in the code.

This is the one place that says what a note may hold. The check reads notes with it, and
`tuntas schema` prints it as JSON Schema for editors.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from tuntas.problems import Keys
from tuntas.read import facts
from tuntas.read.addresses import Either, FileBeside, WebAddress
from tuntas.read.dates import FIRST_YEAR, LAST_YEAR, Date, Time
from tuntas.read.files import DOCUMENTS, PICTURES
from tuntas.read.passages import Markdown
from tuntas.read.reading import INVALID, Invalid, Reading, Schema
from tuntas.read.records import EveryOr, Key, List, RecordOf
from tuntas.read.scalars import Boolean, Choice, Integer, Number, Reference, Slug, Text
from tuntas.read.slugs import SLUG
from tuntas.vocabulary import (
    REASON_TO_FILL,
    REPORTABLE,
    WHO_TO_FILL,
    Assessor,
    EvidenceKind,
    InnovationForm,
    InnovationStage,
    MeetingKind,
    NoteKind,
    Role,
    Status,
    Trend,
)

_S: Final = SLUG.pattern
PLAN_ID: Final = "[0-9]{4}-[0-9]{4}"
DIRECTIVE: Final = Reference(f"{_S}/{_S}", "2026-02-19-rapim/pelayanan-publik")
COMMITMENT: Final = Reference(f"{_S}/{_S}/{_S}", "2026-02-19-rapim/pelayanan-publik/bapenda")
MISSION: Final = Reference(f"(?:{PLAN_ID}/)?[0-9]{{1,2}}", "2025-2029/2")

LINE, LONG_LINE, DAY, MARKDOWN = Text(), Text(2_000), Date(), Markdown()
YEAR, SLUG_TYPE, ADDRESS = Integer(FIRST_YEAR, LAST_YEAR), Slug(), WebAddress()
PICTURE = FileBeside(*PICTURES)
DOCUMENT = FileBeside(*DOCUMENTS)


def _exactly_one(values: Mapping[str, Any], at: Keys, reading: Reading) -> None:
    """A piece of evidence is one photo, video, document or link."""
    kinds = [kind.value for kind in EvidenceKind if kind.name in values]
    if len(kinds) != 1:
        reading.report("evidence-not-one", at, count=len(kinds), known=", ".join(EvidenceKind))


def _evidence(**values: Any) -> facts.Evidence | Invalid:
    for kind in EvidenceKind:
        if kind.name in values:
            return facts.Evidence(kind, values[kind.name], values.get("caption", ""))
    return INVALID


def _follow_up_whole(values: Mapping[str, Any], at: Keys, reading: Reading) -> None:
    """`terkendala` says what blocks; a new due date says why."""
    if values["status"] is Status.BLOCKED and not values.get("obstacle"):
        reading.report("blocked-without-obstacle", (*at, "status"))
    if values.get("new_due") and not values.get("reason"):
        reading.report("due-moved-without-reason", (*at, "tenggat_baru"))


def _correction_whole(values: Mapping[str, Any], at: Keys, reading: Reading) -> None:
    """A correction is a remark, or says in full what stood and what stands now."""
    in_full = ("by", "at", "before", "after", "reason")
    if not values.get("text") and not all(name in values for name in in_full):
        reading.report("correction-incomplete", at)
    for key, name, unfilled in (("oleh", "by", WHO_TO_FILL), ("alasan", "reason", REASON_TO_FILL)):
        if str(values.get(name)).casefold() == unfilled:
            reading.report("correction-unfilled", (*at, key), text=unfilled)


def _years_in_order(values: Mapping[str, Any], at: Keys, reading: Reading) -> None:
    first, last = values["first_year"], values["last_year"]
    if isinstance(first, int) and isinstance(last, int) and first > last:
        reading.report("years-reversed", (*at, "selesai"))


def _days_in_order(values: Mapping[str, Any], at: Keys, reading: Reading) -> None:
    since, until = values.get("since"), values.get("until")
    if isinstance(since, date) and isinstance(until, date) and since > until:
        reading.report("dates-reversed", (*at, "berakhir"))


PERSON = RecordOf(
    facts.Person,
    {
        "nama": Key("name", LINE, "nama orangnya", required=True),
        "jabatan": Key("office", LINE, "jabatannya"),
    },
    short=Key("name", LINE, "nama orangnya"),
)
SOURCE = RecordOf(
    facts.Source,
    {
        "judul": Key("title", LINE, "judul tulisan yang menjadi sumber", required=True),
        "penerbit": Key("publisher", LINE, "nama media atau lembaga yang menerbitkan"),
        "tanggal": Key("date", DAY, "tanggal terbit"),
        "tautan": Key("url", ADDRESS, "alamat web tulisan itu"),
    },
)
PHOTO = RecordOf(
    facts.Photo,
    {
        "berkas": Key("file", PICTURE, "nama berkas foto di sebelah catatan ini", required=True),
        "keterangan": Key("caption", LONG_LINE, "keterangan foto, juga dibacakan pembaca layar"),
    },
)
NEED = RecordOf(
    facts.Need,
    {
        "dari": Key("source", LINE, "slug OPD, atau nama pihak lain", required=True),
        "apa": Key("what", LONG_LINE, "apa yang dibutuhkan", required=True),
    },
)
EVIDENCE = RecordOf(
    _evidence,
    {
        "foto": Key("PHOTO", PICTURE, "nama berkas foto di sebelah catatan ini"),
        "video": Key("VIDEO", ADDRESS, "alamat web video"),
        "dokumen": Key("DOCUMENT", Either(DOCUMENT), "nama berkas PDF, atau alamat webnya"),
        "tautan": Key("LINK", ADDRESS, "alamat web"),
        "keterangan": Key("caption", LONG_LINE, "apa yang diperlihatkan bukti ini"),
    },
    check=_exactly_one,
)
OBSTACLE = RecordOf(
    facts.Obstacle,
    {
        "uraian": Key("text", LONG_LINE, "apa yang menghambat", required=True),
        "butuh_dari": Key("needs_from", LINE, "slug OPD atau pihak yang dapat mengatasinya"),
    },
)
FOLLOW_UP = RecordOf(
    facts.FollowUp,
    {
        "komitmen": Key("commitment", COMMITMENT, "rujukan komitmen yang dilaporkan", required=True),
        "status": Key("status", Choice(REPORTABLE), "keadaannya pada tanggal itu", required=True),
        "tanggal": Key("date", DAY, "tanggal keadaan itu; bawaannya tanggal catatan"),
        "persen": Key("percent", Integer(0, 100), "kemajuan, 0 sampai 100"),
        "catatan": Key("note", MARKDOWN, "satu kalimat mengapa demikian"),
        "dampak": Key("impact", LONG_LINE, "apa yang berubah karenanya"),
        "kendala": Key("obstacle", OBSTACLE, "apa yang menghambat, dan siapa yang dapat membantu"),
        "bukti": Key("evidence", List(EVIDENCE), "foto, video, dokumen, atau tautan"),
        "tenggat_baru": Key("new_due", DAY, "tenggat yang baru, bila digeser"),
        "alasan": Key("reason", LONG_LINE, "mengapa tenggat digeser"),
    },
    check=_follow_up_whole,
)
CORRECTION = RecordOf(
    facts.Correction,
    {
        "tanggal": Key("date", DAY, "tanggal koreksi", required=True),
        "uraian": Key("text", LONG_LINE, "apa yang dikoreksi"),
        "oleh": Key("by", LINE, "siapa yang mengoreksi"),
        "pada": Key("at", LONG_LINE, "jalur bagian yang dikoreksi, misalnya arahan/pajak/judul"),
        "semula": Key("before", LONG_LINE, "isi semula"),
        "menjadi": Key("after", LONG_LINE, "isi sekarang"),
        "alasan": Key("reason", LONG_LINE, "mengapa dikoreksi"),
    },
    check=_correction_whole,
)
AGENCIES = EveryOr(List(SLUG_TYPE, or_one=True))
COMMITMENT_ENTRY = RecordOf(
    facts.Commitment,
    {
        "opd": Key("agencies", AGENCIES, "slug OPD, daftar slug, atau semua", required=True),
        "id": Key("id", SLUG_TYPE, "id komitmen; bawaannya slug OPD"),
        "peran": Key("role", Choice(list(Role)), "utama (bawaan) atau pendukung"),
        "tindakan": Key("action", LONG_LINE, "apa yang akan dikerjakan"),
        "ukuran": Key("measure", LONG_LINE, "bagaimana diketahui bahwa sudah selesai"),
        "tenggat": Key("due", DAY, "tanggal paling lambat"),
        "butuh": Key("needs", List(NEED), "apa yang dibutuhkan dari pihak lain"),
    },
)
DIRECTIVES = List(DIRECTIVE, or_one=True)
DIRECTIVE_ENTRY = RecordOf(
    facts.Directive,
    {
        "id": Key("id", SLUG_TYPE, "id arahan, unik di rapat ini", required=True),
        "judul": Key("title", LINE, "arahan dalam satu kalimat", required=True),
        "uraian": Key("text", MARKDOWN, "penjelasan arahan"),
        "misi": Key("missions", List(MISSION, or_one=True), "nomor misi RPJMD yang didukung"),
        "topik": Key("topics", List(LINE, or_one=True), "kata-kata topik"),
        "indikator": Key("indicators", List(SLUG_TYPE, or_one=True), "slug indikator"),
        "melanjutkan": Key("continues", DIRECTIVES, "arahan terdahulu yang dilanjutkan"),
        "menggantikan": Key("replaces", DIRECTIVES, "arahan terdahulu yang digantikan"),
        "mencabut": Key("revokes", DIRECTIVES, "arahan terdahulu yang dicabut"),
        "alias": Key("aliases", List(SLUG_TYPE, or_one=True), "id arahan ini sebelumnya"),
        "komitmen": Key("commitments", List(COMMITMENT_ENTRY), "siapa mengerjakan apa"),
    },
)
PHOTOS = Key("photos", List(PHOTO), "foto kegiatan")
FOLLOW_UPS = Key("follow_ups", List(FOLLOW_UP), "tindak lanjut yang dilaporkan")
CORRECTIONS = Key("corrections", List(CORRECTION), "koreksi sesudah catatan ini terbit")
DRAFT = Key("draft", Boolean(), "true: belum diterbitkan")
SAMPLE = Key("sample", Boolean(), "true: contoh, bukan kejadian nyata")
ALIASES = Key("aliases", List(SLUG_TYPE, or_one=True), "id sebelumnya, yang tertua lebih dulu")

MEETING = RecordOf(
    facts.Meeting,
    {
        "judul": Key("title", LINE, "judul rapat", required=True),
        "tanggal": Key("date", DAY, "tanggal rapat, sama dengan di nama berkas", required=True),
        "jenis": Key("kind", Choice(list(MeetingKind)), "jenis pertemuan; bawaannya rapim"),
        "waktu": Key("time", Time(), "jam mulai, misalnya 09:00"),
        "tempat": Key("place", LINE, "tempat rapat"),
        "pimpinan": Key("chair", PERSON, "siapa yang memimpin", required=True),
        "pemerintah": Key("government", LINE, "nama pemerintah; bawaannya milik situs"),
        "hadir": Key("present", AGENCIES, "slug OPD yang hadir, atau semua"),
        "sumber": Key("sources", List(SOURCE), "tulisan yang menjadi sumber catatan"),
        "foto": PHOTOS,
        "arahan": Key("directives", List(DIRECTIVE_ENTRY), "arahan yang diberikan"),
        "tindak_lanjut": FOLLOW_UPS,
        "alias": ALIASES,
        "koreksi": CORRECTIONS,
        "draf": DRAFT,
        "contoh": SAMPLE,
    },
)
AGENCY = RecordOf(
    facts.Agency,
    {
        "nama": Key("name", LINE, "nama lengkap OPD", required=True),
        "singkatan": Key("short_name", LINE, "singkatan atau nama pendek", required=True),
        "jenis": Key("kind", LINE, "dinas, badan, biro, satuan, ..."),
        "pemerintah": Key("government", LINE, "nama pemerintah; bawaannya milik situs"),
        "kode": Key("code", LINE, "kode resmi"),
        "situs": Key("website", ADDRESS, "alamat situs OPD"),
        "sejak": Key("since", DAY, "berlaku sejak tanggal"),
        "berakhir": Key("until", DAY, "tanggal terakhir berlaku"),
        "menggantikan": Key("took_over", List(SLUG_TYPE, or_one=True), "slug OPD yang diambil alih"),
        "alias": ALIASES,
        "koreksi": CORRECTIONS,
    },
    check=_days_in_order,
)
REPORT = RecordOf(
    facts.Report,
    {
        "judul": Key("title", LINE, "judul laporan", required=True),
        "tanggal": Key("date", DAY, "tanggal laporan, sama dengan di nama berkas", required=True),
        "tindak_lanjut": Key("follow_ups", List(FOLLOW_UP), "kabar tiap komitmen", required=True),
        "foto": PHOTOS,
        "koreksi": CORRECTIONS,
        "draf": DRAFT,
        "contoh": SAMPLE,
    },
)
SCORE = RecordOf(
    facts.Score,
    {
        "tahun": Key("year", YEAR, "tahun penilaian", required=True),
        "nilai": Key("value", Number(), "nilai", required=True),
        "penilai": Key("assessor", Choice(list(Assessor)), "mandiri atau kemendagri", required=True),
    },
)
ADOPTION = RecordOf(
    facts.Adoption,
    {
        "opd": Key("agency", SLUG_TYPE, "slug OPD yang mereplikasi", required=True),
        "sejak": Key("since", DAY, "sejak tanggal"),
        "catatan": Key("note", LONG_LINE, "catatan"),
    },
)
INNOVATION = RecordOf(
    facts.Innovation,
    {
        "nama": Key("name", LINE, "nama inovasi", required=True),
        "mulai": Key("started", YEAR, "tahun mulai", required=True),
        "bentuk": Key("form", Choice(list(InnovationForm)), "bentuk inovasi daerah"),
        "digital": Key("digital", Boolean(), "true bila digital"),
        "tahap": Key("stage", Choice(list(InnovationStage)), "tahap inovasi"),
        "skor": Key("scores", List(SCORE), "nilai kematangan per tahun"),
        "replikasi": Key("adoptions", List(ADOPTION), "OPD lain yang menerapkannya"),
        "foto": PHOTOS,
        "koreksi": CORRECTIONS,
    },
)
PLAN = RecordOf(
    facts.Plan,
    {
        "judul": Key("title", LINE, "judul rencana", required=True),
        "mulai": Key("first_year", YEAR, "tahun pertama", required=True),
        "selesai": Key("last_year", YEAR, "tahun terakhir", required=True),
        "visi": Key("vision", LONG_LINE, "visi"),
        "misi": Key(
            "missions",
            List(
                RecordOf(
                    facts.Mission,
                    {
                        "nomor": Key("number", Integer(1, 99), "nomor misi", required=True),
                        "judul": Key("title", LONG_LINE, "rumusan misi", required=True),
                    },
                )
            ),
            "misi, dengan nomor dan judul",
            required=True,
        ),
        "koreksi": CORRECTIONS,
    },
    check=_years_in_order,
)
INDICATOR = RecordOf(
    facts.Indicator,
    {
        "nama": Key("name", LINE, "nama indikator", required=True),
        "satuan": Key("unit", LINE, "satuan, misalnya persen", required=True),
        "arah": Key("trend", Choice(list(Trend)), "naik atau turun yang berarti membaik"),
        "sumber": Key("source", LONG_LINE, "sumber angka"),
        "nilai": Key(
            "values",
            List(
                RecordOf(
                    facts.IndicatorValue,
                    {
                        "tahun": Key("year", YEAR, "tahun", required=True),
                        "capaian": Key("actual", Number(), "angka yang tercapai"),
                        "target": Key("target", Number(), "angka yang ditargetkan"),
                    },
                )
            ),
            "capaian dan target per tahun",
        ),
        "koreksi": CORRECTIONS,
    },
)

NOTES: Final[Mapping[NoteKind, RecordOf[Any]]] = {
    NoteKind.MEETING: MEETING,
    NoteKind.AGENCY: AGENCY,
    NoteKind.REPORT: REPORT,
    NoteKind.INNOVATION: INNOVATION,
    NoteKind.PLAN: PLAN,
    NoteKind.INDICATOR: INDICATOR,
}


def json_schema(kind: NoteKind) -> Schema:
    """The JSON Schema of the front matter of one kind of note, in the draft that editors and linters know."""
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": f"Tuntas: {kind.value}",
        **NOTES[kind].schema(),
    }
