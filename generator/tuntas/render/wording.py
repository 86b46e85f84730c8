"""Indonesian words for what the archive knows, for pages and feeds alike.

The wording is neutral: it says what is known and what is not, and leaves the judging to readers.
No locale is asked, so the words are the same on every machine.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import Final

import msgspec

from tuntas.archive.progress import Progress, Stage
from tuntas.archive.replay import State
from tuntas.read.facts import Person
from tuntas.vocabulary import (
    Assessor,
    EvidenceKind,
    InnovationForm,
    InnovationStage,
    MeetingKind,
    Role,
    Status,
    Trend,
)

_MONTHS: Final = (
    "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember".split()
)
_WEEKDAYS: Final = "Senin Selasa Rabu Kamis Jumat Sabtu Minggu".split()


# --- dates and numbers ---


@lru_cache(maxsize=4_096)
def day(date: dt.date) -> str:
    """`19 Februari 2026`."""
    return f"{date.day} {_MONTHS[date.month - 1]} {date.year}"


def weekday_and_day(date: dt.date) -> str:
    """`Kamis, 19 Februari 2026`."""
    return f"{_WEEKDAYS[date.weekday()]}, {day(date)}"


def month(year: int, number: int) -> str:
    """`Februari 2026`."""
    return f"{_MONTHS[number - 1]} {year}"


def short_month(number: int) -> str:
    """`Feb`."""
    return _MONTHS[number - 1][:3]


def number(value: int | Decimal) -> str:
    """A number with Indonesian signs: `12.500`, `1,10`. A decimal keeps the digits it was written with."""
    if isinstance(value, int) and -1000 < value < 1000:
        return str(value)
    text = f"{value:,f}" if isinstance(value, Decimal) else f"{value:,}"
    return text.translate(_SIGNS)


_SIGNS = str.maketrans(",.", ".,")


def size(count: int) -> str:
    """The size of a file of so many bytes: `340 KB`, `1,2 MB`; never nothing."""
    kilobytes = max(1, round(count / 1000))
    if kilobytes < 1000:
        return f"{kilobytes} KB"
    return f"{number(round(Decimal(count) / 1_000_000, 1))} MB"


def days(count: int) -> str:
    """`12 hari`."""
    return f"{number(count)} hari"


def percent(value: int) -> str:
    """`60 persen`: written out, so that it can be read aloud."""
    return f"{number(value)} persen"


def listing(words: Sequence[str]) -> str:
    """`Bapenda`, `Bapenda dan DPUPR`, `Bapenda, DPUPR, dan Satpol PP`."""
    if len(words) < 3:
        return " dan ".join(words)
    return f"{', '.join(words[:-1])}, dan {words[-1]}"


SAMPLE: Final = "Contoh: "
"""What marks sample data in plain text; on a page, a badge does."""


def cut(text: str, longest: int) -> str:
    """The text, or its first whole words."""
    if len(text) <= longest:
        return text
    return text[: longest - 1].rsplit(" ", 1)[0].rstrip(" ,;:–") + "…"


def unmarked(text: str, *, sample: bool) -> str:
    """A sample's text without the mark that its author wrote, for where it is marked already."""
    if not sample or not text.startswith(SAMPLE):
        return text
    text = text.removeprefix(SAMPLE)
    return text[:1].upper() + text[1:]


# --- how something stands ---


class Standing(msgspec.Struct, frozen=True, gc=False):
    """How something stands: `key` for its shape and colour, one word, one sentence."""

    key: str
    word: str
    explanation: str


STANDINGS: Final[Mapping[str, Standing]] = {
    each.key: each
    for each in (
        Standing("belum", "Belum ada laporan", "Belum ada laporan tentang komitmen ini."),
        Standing("berjalan", "Berjalan", "Pekerjaan sedang berjalan menurut laporan terakhir."),
        Standing("terkendala", "Terkendala", "Laporan terakhir menyebut kendala yang perlu diatasi."),
        Standing(
            "dilaporkan",
            "Dilaporkan selesai",
            "OPD melaporkan pekerjaan ini selesai dan menyertakan bukti; belum dikonfirmasi dalam rapat.",
        ),
        Standing(
            "dikonfirmasi",
            "Dikonfirmasi selesai",
            "Rapat mengonfirmasi bahwa pekerjaan ini selesai.",
        ),
        Standing(
            "tanpa-bukti",
            "Diklaim selesai, tanpa bukti",
            "OPD melaporkan pekerjaan ini selesai, tetapi belum menyertakan bukti.",
        ),
        Standing("dicabut", "Dicabut", "Komitmen ini tidak lagi diminta."),
    )
}
"""Every standing of a commitment by its key, in the order of a legend."""

_CONFIRMED_WITHOUT_EVIDENCE = Standing(
    "dikonfirmasi",
    "Dikonfirmasi selesai",
    "Rapat mengonfirmasi bahwa pekerjaan ini selesai; bukti belum disertakan.",
)
_CLOSED = Standing("dicabut", "Dicabut", "Arahannya ditutup oleh arahan yang lebih baru.")
_REPLACED = Standing("dicabut", "Digantikan", "Arahannya digantikan oleh arahan yang lebih baru.")


def standing(state: State, *, replaced: bool = False) -> Standing:
    """How a commitment stands.

    `replaced` is for a commitment that a later directive closed: it took the place of its own,
    where otherwise it revoked it.
    """
    if state.closed_by is not None and state.status is Status.REVOKED:
        return _REPLACED if replaced else _CLOSED
    completion = state.completion
    if completion is None:
        return STANDINGS[state.status]
    if completion.confirmed is not None:
        return STANDINGS["dikonfirmasi"] if completion.evident else _CONFIRMED_WITHOUT_EVIDENCE
    return STANDINGS["dilaporkan" if completion.evident else "tanpa-bukti"]


_STAGES: Final[Mapping[Stage, Standing]] = {
    each: Standing(each.value, word, explanation)
    for each, word, explanation in (
        (Stage.WITHOUT_COMMITMENT, "Tanpa komitmen", "Belum ada OPD yang tercatat mengerjakan arahan ini."),
        (Stage.UNREPORTED, "Belum ada laporan", "Belum ada laporan tentang komitmen arahan ini."),
        (Stage.ONGOING, "Berjalan", "Sebagian komitmennya sudah dilaporkan, dan masih ada yang terbuka."),
        (Stage.BLOCKED, "Terkendala", "Sedikitnya satu komitmennya terkendala."),
        (Stage.COMPLETE, "Selesai", "Semua komitmennya dilaporkan atau dikonfirmasi selesai."),
        (Stage.REPLACED, "Digantikan", "Arahan ini digantikan oleh arahan yang lebih baru."),
        (Stage.REVOKED, "Dicabut", "Arahan ini tidak lagi diminta."),
    )
}


def stage(of: Stage) -> Standing:
    """How a directive stands."""
    return _STAGES[of]


def counts(of: Progress) -> str:
    """`2 dari 5 komitmen selesai, 1 terkendala, 1 lewat tenggat`."""
    if not of.total:
        return "komitmennya dicabut" if of.revoked else "belum ada komitmen"
    if of.unreported == of.total:
        parts = [f"{number(of.total)} komitmen, belum ada laporan"]
        more = [(of.overdue, "lewat tenggat")]
    else:
        parts = [f"{number(of.complete)} dari {number(of.total)} komitmen selesai"]
        more = [
            (of.blocked, "terkendala"),
            (of.unreported, "belum ada laporan"),
            (of.overdue, "lewat tenggat"),
        ]
    parts.extend(f"{number(count)} {word}" for count, word in more if count)
    return ", ".join(parts)


# --- the two clocks, and the due date ---


def overdue(state: State) -> str:
    """`lewat tenggat 12 hari`, or nothing."""
    return f"lewat tenggat {days(state.days_overdue)}" if state.days_overdue else ""


def left(due: dt.date | None, as_of: dt.date) -> str:
    """`12 hari lagi`, `hari ini`, or nothing where there is no due date or it has passed."""
    if due is None or due < as_of:
        return ""
    return f"{days((due - as_of).days)} lagi" if due > as_of else "hari ini"


def silent(state: State) -> str:
    """`tanpa kabar 40 hari`, or nothing where there was news today or none is awaited."""
    return f"tanpa kabar {days(state.days_silent)}" if state.days_silent else ""


def punctual(state: State) -> str:
    """For what is complete: `tepat waktu`, `terlambat 5 hari` or `tanpa tenggat`; else nothing."""
    return lateness(state.completion.days_late) if state.completion else ""


def lateness(days_late: int | None) -> str:
    """How a completion stood to its due date; None is for one without a due date."""
    if days_late is None:
        return "tanpa tenggat"
    return f"terlambat {days(days_late)}" if days_late > 0 else "tepat waktu"


def due(date: dt.date | None) -> str:
    """`tenggat 1 September 2025`, or `tanpa tenggat`."""
    return f"tenggat {day(date)}" if date else "tanpa tenggat"


# --- names of kinds ---

_MEETING_KINDS: Final[Mapping[MeetingKind, tuple[str, str]]] = {
    MeetingKind.LEADERSHIP: ("Rapat pimpinan", "Rapim"),
    MeetingKind.COORDINATION: ("Rapat koordinasi", "Rakor"),
    MeetingKind.ASSEMBLY: ("Apel", "Apel"),
    MeetingKind.CEREMONY: ("Acara", "Acara"),
    MeetingKind.STATEMENT: ("Pernyataan", "Pernyataan"),
}
_ROLES: Final = {Role.LEAD: "Penanggung jawab utama", Role.SUPPORTING: "Pendukung"}
_EVIDENCE: Final = {
    EvidenceKind.PHOTO: "Foto",
    EvidenceKind.VIDEO: "Video",
    EvidenceKind.DOCUMENT: "Dokumen",
    EvidenceKind.LINK: "Tautan",
}
_FORMS: Final = {
    InnovationForm.GOVERNANCE: "Inovasi tata kelola pemerintahan daerah",
    InnovationForm.PUBLIC_SERVICE: "Inovasi pelayanan publik",
    InnovationForm.OTHER: "Inovasi daerah lainnya",
}
_INNOVATION_STAGES: Final = {
    InnovationStage.INITIATIVE: "Inisiatif",
    InnovationStage.TRIAL: "Uji coba",
    InnovationStage.IMPLEMENTATION: "Penerapan",
}
_ASSESSORS: Final = {
    Assessor.SELF: "penilaian mandiri",
    Assessor.MINISTRY: "penilaian Kementerian Dalam Negeri",
}
_TRENDS: Final = {
    Trend.UP: "makin tinggi makin baik",
    Trend.DOWN: "makin rendah makin baik",
}


def meeting_kind(kind: MeetingKind) -> str:
    """`Rapat pimpinan`."""
    return _MEETING_KINDS[kind][0]


def short_meeting_kind(kind: MeetingKind) -> str:
    """`Rapim`: with a date behind it, the name of a meeting."""
    return _MEETING_KINDS[kind][1]


def role(of: Role) -> str:
    return _ROLES[of]


def evidence_kind(kind: EvidenceKind) -> str:
    return _EVIDENCE[kind]


def innovation_form(form: InnovationForm) -> str:
    return _FORMS[form]


def innovation_stage(of: InnovationStage) -> str:
    return _INNOVATION_STAGES[of]


def assessor(of: Assessor) -> str:
    return _ASSESSORS[of]


def trend(of: Trend) -> str:
    """Which way an indicator improves."""
    return _TRENDS[of]


def person(of: Person) -> str:
    """`Andra Soni (Gubernur Banten)`, or the name alone."""
    return f"{of.name} ({of.office})" if of.office else of.name
