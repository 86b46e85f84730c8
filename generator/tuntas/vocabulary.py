"""The two vocabularies: what authors write in Indonesian, and its name in the code.

Each member's value is the word that stands in a note. The keys of the notes are mapped in
`tuntas.read.schema`, which is the other half of this dictionary.
"""

from enum import StrEnum, unique


@unique
class NoteKind(StrEnum):
    """What a note is about, decided by where its file lies."""

    MEETING = "rapim"
    AGENCY = "opd"
    REPORT = "laporan"
    INNOVATION = "inovasi"
    PLAN = "rpjmd"
    INDICATOR = "indikator"


@unique
class MeetingKind(StrEnum):
    """The occasion on which directives were given."""

    LEADERSHIP = "rapim"
    COORDINATION = "rakor"
    ASSEMBLY = "apel"
    CEREMONY = "acara"
    STATEMENT = "pernyataan"


@unique
class Role(StrEnum):
    """An agency's part in a directive."""

    LEAD = "utama"
    SUPPORTING = "pendukung"


@unique
class Status(StrEnum):
    """What a follow-up says of its commitment; `UNREPORTED` is computed, never written."""

    UNREPORTED = "belum"
    ONGOING = "berjalan"
    BLOCKED = "terkendala"
    COMPLETE = "selesai"
    REVOKED = "dicabut"


REPORTABLE = (Status.ONGOING, Status.BLOCKED, Status.COMPLETE, Status.REVOKED)
"""The statuses that an author may write in a follow-up."""


@unique
class EvidenceKind(StrEnum):
    """What shows that something was done."""

    PHOTO = "foto"
    VIDEO = "video"
    DOCUMENT = "dokumen"
    LINK = "tautan"


@unique
class InnovationForm(StrEnum):
    """Forms of regional innovation (Peraturan Pemerintah 38/2017, pasal 5)."""

    GOVERNANCE = "tata-kelola"
    PUBLIC_SERVICE = "pelayanan-publik"
    OTHER = "lainnya"


@unique
class InnovationStage(StrEnum):
    """How far an innovation has come."""

    INITIATIVE = "inisiatif"
    TRIAL = "uji-coba"
    IMPLEMENTATION = "penerapan"


@unique
class Assessor(StrEnum):
    """Who gave an innovation its score."""

    SELF = "mandiri"
    MINISTRY = "kemendagri"


@unique
class Trend(StrEnum):
    """The direction in which an indicator improves."""

    UP = "naik"
    DOWN = "turun"


WHO_TO_FILL = "(siapa yang mengoreksi)"
REASON_TO_FILL = "(mengapa dikoreksi)"
"""Stand in a correction that is offered for pasting, until its author has filled it in."""

EVERY_AGENCY = "semua"
"""In place of agency slugs: each agency of that government in force on that date."""
