"""What a correction changed, in words: its path read aloud, and what stood and stands there."""

import datetime as dt
import re
from typing import Final

from tuntas.archive.archive import Archive
from tuntas.archive.corrections import ABSENT, REMOVED, in_full, path_of
from tuntas.archive.events import CorrectionMade
from tuntas.read.facts import CommitmentId, DirectiveId
from tuntas.render import wording
from tuntas.vocabulary import NoteKind

_WORDS: Final = {
    "tindak_lanjut": "tindak lanjut",
    "tenggat_baru": "tenggat baru",
    "butuh_dari": "pihak yang dibutuhkan",
    "isi": "isi catatan",
    "persen": "kemajuan",
}
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def change(archive: Archive, event: CorrectionMade) -> str:
    """`tenggat Bapenda, arahan “Tagih pajak”: semula “31 Maret 2026”, menjadi “30 Juni 2026”`."""
    made = event.correction
    if not in_full(made):
        return ""
    what = _part(archive, event)
    before, after = _value(made.before), _value(made.after)
    if made.after.strip() == REMOVED:
        return f"{what}: dihapus, semula {before}"
    if made.before.strip() == ABSENT:
        return f"{what}: semula tidak ada, menjadi {after}"
    return f"{what}: semula {before}, menjadi {after}"


def _value(text: str) -> str:
    return f"“{_day(text) or wording.cut(text.rstrip('. '), 240)}”"


def _day(text: str) -> str:
    try:
        return wording.day(dt.date.fromisoformat(text)) if _DAY.fullmatch(text) else ""
    except ValueError:
        return ""


def _part(archive: Archive, event: CorrectionMade) -> str:
    """The path in words; one that is none stays as its author wrote it."""
    path = path_of(event.correction)
    if " " in path or "/" not in path:
        return _WORDS.get(path, path)
    head, *rest = path.split("/")
    if head == "arahan" and event.origin.kind is NoteKind.MEETING:
        return _of_directive(archive, f"{event.origin.id}/{rest[0]}", rest[1:])
    if head == "tindak_lanjut" and len(rest) > 3:
        return _of_follow_up(archive, "/".join(rest[:3]), rest[3], rest[4:])
    return ", ".join(_WORDS.get(each, each) for each in (*reversed(rest), head))


def _of_directive(archive: Archive, reference: str, rest: list[str]) -> str:
    id = archive.names.directive(reference)
    directive = archive.directives.get(id) if id else None
    title = f"“{_bare(directive.fact.title)}”" if directive else f"“{reference.rpartition('/')[2]}”"
    named = f"arahan {title}"
    if rest[:1] == ["komitmen"] and len(rest) > 1:
        agency = _agency(archive, f"{id or DirectiveId(reference)}/{rest[1]}")
        return _listing(rest[2:], f"komitmen {agency}", named)
    return _listing(rest, named)


def _of_follow_up(archive: Archive, reference: str, day: str, rest: list[str]) -> str:
    named = f"tindak lanjut {_agency(archive, reference)} {_day(day) or day}"
    directive = archive.names.directive(reference.rpartition("/")[0])
    known = archive.directives.get(directive) if directive else None
    about = (f"arahan “{_bare(known.fact.title)}”",) if known else ()
    return _listing(rest, named, *about)


def _listing(keys: list[str], *things: str) -> str:
    return ", ".join((*(_WORDS.get(each, each) for each in reversed(keys)), *things))


def _agency(archive: Archive, reference: str) -> str:
    """The agency of a commitment, by its short name; else the last word of the reference."""
    id = archive.names.commitment(reference)
    commitment = archive.commitments.get(id) if id else None
    if commitment is not None:
        return archive.agencies[commitment.agency].short_name
    name = CommitmentId(reference).rpartition("/")[2]
    agency = archive.names.agency(name)
    known = archive.agencies.get(agency) if agency else None
    return known.short_name if known else name


def _bare(title: str) -> str:
    return wording.unmarked(title.rstrip(". "), sample=True)
