"""Each event told in one plain Indonesian sentence that can be read aloud and stands alone.

A sentence is told from what was so on that day: who owes what, in which directive, by when, and
what happened. Nothing that happens later changes it.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Any, Final

from tuntas.archive.archive import Archive
from tuntas.archive.events import (
    AnyEvent,
    CommitmentEvent,
    CommitmentReopened,
    CommitmentRevoked,
    CompletionConfirmed,
    CompletionReported,
    CorrectionMade,
    DirectiveIssued,
    DueDateMoved,
    DueDatePassed,
    Event,
    MeetingHeld,
    ObstacleRaised,
    Origin,
    ProgressReported,
    Tellable,
    What,
    Withdrawn,
)
from tuntas.read.facts import AgencyId, DirectiveId, Evidence, MeetingId, ReportId
from tuntas.render import corrected, wording
from tuntas.render.text import label, subject
from tuntas.vocabulary import EvidenceKind, MeetingKind, NoteKind, Role, Status

MAX_TITLE = 110
MAX_NAMES = 4
"""So many agencies are named in a sentence; more are counted."""

_KINDS: Final[Mapping[type[Tellable], tuple[str, str]]] = {
    MeetingHeld: ("rapat", "Rapat"),
    DirectiveIssued: ("arahan", "Arahan baru"),
    ProgressReported: ("kemajuan", "Kemajuan"),
    ObstacleRaised: ("kendala", "Kendala"),
    CompletionReported: ("dilaporkan", "Dilaporkan selesai"),
    CompletionConfirmed: ("dikonfirmasi", "Dikonfirmasi selesai"),
    CommitmentReopened: ("dibuka-kembali", "Dibuka kembali"),
    CommitmentRevoked: ("dicabut", "Dicabut"),
    DueDateMoved: ("tenggat-digeser", "Tenggat digeser"),
    DueDatePassed: ("tenggat-lewat", "Tenggat lewat"),
    CorrectionMade: ("koreksi", "Koreksi"),
}
_CLAIMED: Final = ("tanpa-bukti", "Diklaim selesai, tanpa bukti")
_WITHDRAWN: Final = ("tidak-berlaku", "Tidak berlaku lagi")
KEYS: Final = (*(key for key, _ in _KINDS.values()), _CLAIMED[0])
"""Every kind that an event can be."""


def key(event: Tellable) -> str:
    """The kind of an event, for its shape and colour."""
    return kind(event)[0]


def word(event: Tellable) -> str:
    """The kind of an event, for readers: `Dilaporkan selesai`."""
    return kind(event)[1]


def kind(event: Tellable) -> tuple[str, str]:
    """Both: the key and the word."""
    # A report that says it again may leave the evidence to the first one.
    if isinstance(event, CompletionReported) and not event.follow_up.evidence and not event.again:
        return _CLAIMED
    return _WITHDRAWN if isinstance(event, Withdrawn) else _KINDS[type(event)]


def title(archive: Archive, event: Tellable) -> str:
    """A short line of plain text, for lists and feeds."""
    text = wording.cut(_TITLES.get(type(event), _commitment_title)(archive, event), MAX_TITLE)
    return wording.SAMPLE + text if is_sample(archive, event) else text


def sentence(archive: Archive, event: Tellable) -> str:
    """One sentence of plain text that needs nothing around it."""
    text = _SENTENCES[type(event)](archive, event) + "."
    return wording.SAMPLE + text if is_sample(archive, event) else text


def punctual(event: Tellable) -> str:
    """How what was said to be complete stood to its due date; nothing for other events."""
    match event:
        case (
            CompletionReported(again=False, date=done, due=due) | CompletionConfirmed(completed=done, due=due)
        ):
            return wording.lateness(max((done - due).days, 0) if due else None)
        case _:
            return ""


def is_sample(archive: Archive, event: Tellable) -> bool:
    """Whether an event comes from sample data, or happened to some."""
    if event.origin.sample:
        return True
    return isinstance(event, CommitmentEvent) and archive.commitments[event.commitment].origin.sample


def headline(archive: Archive, event: AnyEvent) -> str:
    """What it is about, in the words of its note: an action, or the title of a directive or a meeting."""
    if isinstance(event, CommitmentEvent):
        action = archive.commitments[event.commitment].action
        text = action or archive.directives[event.directive].fact.title
    elif isinstance(event, DirectiveIssued):
        text = archive.directives[event.directive].fact.title
    elif isinstance(event, MeetingHeld):
        text = archive.occasions[event.meeting].title
    else:
        text = sentence(archive, event)
    return wording.unmarked(text, sample=is_sample(archive, event))


# --- what sentences are made of ---


def occasion(archive: Archive, id: MeetingId) -> str:
    """A meeting by its kind and day: `Rapim 30 Juli 2025`, with another government's name."""
    meeting = archive.occasions[id]
    name = _occasion(meeting.kind, meeting.date)
    return name if meeting.government == archive.government else f"{name} {meeting.government}"


@lru_cache(maxsize=1_024)
def _occasion(kind: MeetingKind, day: date) -> str:
    return f"{wording.short_meeting_kind(kind)} {wording.day(day)}"


def _agency(archive: Archive, id: AgencyId) -> str:
    return archive.agencies[id].short_name


@lru_cache(maxsize=1_024)
def _plain(text: str) -> str:
    """A phrase for the inside of a sentence; a sample is marked once, at the front."""
    return wording.unmarked(text.rstrip(". "), sample=True)


def _quoted(text: str) -> str:
    return f"“{_plain(text)}”"


def _directive(archive: Archive, id: DirectiveId) -> str:
    directive = archive.directives[id]
    return f"arahan {_quoted(directive.fact.title)} ({occasion(archive, directive.meeting)})"


def _share(archive: Archive, event: CommitmentEvent) -> str:
    """What the agency owes: its action and the directive, or the directive alone."""
    action = _plain(archive.commitments[event.commitment].action)
    directive = _directive(archive, event.directive)
    return f"{action}, untuk {directive}" if action else directive


def _told(main: str, *details: str) -> str:
    more = ", ".join(filter(None, details))
    return f"{main}; {more}" if more else main


def _in_meeting(event: Event) -> bool:
    return event.origin.kind is NoteKind.MEETING


def _speaker(archive: Archive, event: CommitmentEvent) -> str:
    """Who said it: the meeting, the agency, or the one that took the agency over."""
    if _in_meeting(event):
        return occasion(archive, MeetingId(event.origin.id))
    reporter = archive.reports[ReportId(event.origin.id)].agency
    if reporter == event.agency or reporter not in archive.agencies:
        return _agency(archive, event.agency)
    return f"{_agency(archive, reporter)}, penerus tugas {_agency(archive, event.agency)},"


def _due_on_the_day(archive: Archive, event: CommitmentEvent) -> date | None:
    """The due date in force when the event happened, whatever has become of it since."""
    due = archive.commitments[event.commitment].due
    for each in archive.states[event.commitment].events:
        if each.id == event.id:
            break
        if isinstance(each, DueDateMoved):
            due = each.new
    return due


def _due(archive: Archive, event: CommitmentEvent) -> str:
    due = _due_on_the_day(archive, event)
    text = wording.due(due)
    late = (event.date - due).days if due else 0
    return f"{text}, lewat {wording.days(late)}" if late > 0 else text


def _evidence(evidence: Sequence[Evidence]) -> str:
    if not evidence:
        return ""
    kinds = [each.kind for each in evidence]
    parts = [f"{kinds.count(kind)} {word}" for kind, word in _EVIDENCE if kind in kinds]
    return f"bukti {wording.listing(parts)}"


_EVIDENCE: Final = tuple((kind, kind.value) for kind in EvidenceKind)


def _who(archive: Archive, source: str) -> str:
    """An agency that was named by its slug, or a name as it was written."""
    agency = archive.names.agency(source)
    return _agency(archive, agency) if agency is not None and agency in archive.agencies else source


# --- sentences ---


def _meeting_held(archive: Archive, event: MeetingHeld) -> str:
    meeting = archive.meetings[event.meeting]
    fact = meeting.fact
    kind = wording.meeting_kind(fact.kind)
    of = f" {meeting.government}" if meeting.government != archive.government else ""
    name = _quoted(fact.title)
    where = f" di {fact.place}" if fact.place else ""
    when = wording.weekday_and_day(fact.date)
    issued = f"dengan {len(meeting.directives)} arahan" if meeting.directives else "tanpa arahan baru"
    heard = f"membahas {len(fact.follow_ups)} tindak lanjut" if fact.follow_ups else ""
    if fact.kind is MeetingKind.STATEMENT:
        main = f"{wording.person(fact.chair)} menyampaikan {kind.lower()}{of} {name} pada {when}{where}"
    else:
        main = f"{kind}{of} {name} berlangsung pada {when}{where}, dipimpin {wording.person(fact.chair)}"
    return ", ".join(each for each in (main, issued, heard) if each)


def _directive_issued(archive: Archive, event: DirectiveIssued) -> str:
    directive = archive.directives[event.directive]
    meeting = archive.occasions[directive.meeting]
    commitments = [archive.commitments[id] for id in directive.commitments]
    main = f"{wording.person(meeting.chair)} memberi arahan {_quoted(directive.fact.title)}"
    leads = dict.fromkeys(each.agency for each in commitments if each.role is Role.LEAD)
    supporting = dict.fromkeys(each.agency for each in commitments if each.agency not in leads)
    asked = _agencies(archive, tuple(leads or supporting))
    if asked:
        main += f" kepada {asked}"
    if leads and supporting:
        main += f" dengan dukungan {_agencies(archive, tuple(supporting))}"
    main += f" dalam {occasion(archive, directive.meeting)}"
    dues = sorted({each.due for each in commitments if each.due})
    if len(dues) > 1:
        return _told(main, f"tenggat antara {wording.day(dues[0])} dan {wording.day(dues[-1])}")
    return _told(main, wording.due(dues[0] if dues else None)) if commitments else main


def _agencies(archive: Archive, ids: Sequence[AgencyId]) -> str:
    if len(ids) > MAX_NAMES:
        return f"{wording.number(len(ids))} OPD"
    return wording.listing([_agency(archive, id) for id in ids])


def _progress_reported(archive: Archive, event: ProgressReported) -> str:
    follow_up = event.follow_up
    how_far = f" {wording.percent(follow_up.percent)}" if follow_up.percent is not None else ""
    if _in_meeting(event):
        main = f"{_speaker(archive, event)} mencatat kemajuan{how_far} oleh {_agency(archive, event.agency)}"
    else:
        main = f"{_speaker(archive, event)} melaporkan kemajuan{how_far}"
    main = f"{main}: {_share(archive, event)}"
    return _told(main, _due(archive, event), _evidence(follow_up.evidence))


def _obstacle_raised(archive: Archive, event: ObstacleRaised) -> str:
    main = f"{_speaker(archive, event)} melaporkan kendala"
    if _in_meeting(event):
        main = f"{_speaker(archive, event)} mencatat kendala pada {_agency(archive, event.agency)}"
    return _told(f"{main}: {_share(archive, event)}", _obstacle(archive, event), _due(archive, event))


def _obstacle(archive: Archive, event: ObstacleRaised | CommitmentReopened) -> str:
    obstacle = event.follow_up.obstacle
    if obstacle is None:
        return ""
    helper = f", perlu bantuan {_who(archive, obstacle.needs_from)}" if obstacle.needs_from else ""
    return f"kendalanya: {_plain(obstacle.text)}{helper}"


def _completion_reported(archive: Archive, event: CompletionReported) -> str:
    # How late it is counts from the first report; saying it again makes it no later.
    again = " lagi" if event.again else ""
    evidence = _evidence(event.follow_up.evidence) or ("" if event.again else "tanpa bukti")
    return _told(
        f"{_speaker(archive, event)} melaporkan{again} selesai: {_share(archive, event)}",
        wording.due(event.due),
        "" if event.again else _lateness(event.date, event.due),
        evidence,
    )


def _completion_confirmed(archive: Archive, event: CompletionConfirmed) -> str:
    agency = _agency(archive, event.agency)
    since = f"selesai sejak {wording.day(event.completed)}" if event.completed != event.date else ""
    return _told(
        f"{_speaker(archive, event)} mengonfirmasi komitmen {agency} selesai: {_share(archive, event)}",
        since,
        wording.due(event.due),
        _lateness(event.completed, event.due),
        _evidence(event.follow_up.evidence),
    )


def _lateness(done: date, due: date | None) -> str:
    return wording.lateness(max((done - due).days, 0)) if due else ""


def _commitment_reopened(archive: Archive, event: CommitmentReopened) -> str:
    follow_up = event.follow_up
    of = f" komitmen {_agency(archive, event.agency)}" if _in_meeting(event) else ""
    if follow_up.status is Status.BLOCKED:
        now = "kini terkendala"
    elif follow_up.percent is None:
        now = "kini berjalan lagi"
    else:
        now = f"kini berjalan {wording.percent(follow_up.percent)}"
    return _told(
        f"{_speaker(archive, event)} membuka kembali{of}: {_share(archive, event)}",
        f"semula dinyatakan selesai, {now}",
        _obstacle(archive, event),
        _due(archive, event),
    )


def _commitment_revoked(archive: Archive, event: CommitmentRevoked) -> str:
    share, agency = _share(archive, event), _agency(archive, event.agency)
    by = archive.directives.get(event.by) if event.by else None
    if by is not None:
        verb = "menggantikan" if event.directive in by.replaces else "mencabut"
        closing = _directive(archive, by.id)
        return f"{closing[0].upper()}{closing[1:]} {verb} komitmen {agency}: {share}"
    if _in_meeting(event):
        return f"{_speaker(archive, event)} mencabut komitmen {agency}: {share}"
    return f"{_speaker(archive, event)} melaporkan komitmennya dicabut: {share}"


def _due_date_moved(archive: Archive, event: DueDateMoved) -> str:
    agency, new = _agency(archive, event.agency), wording.day(event.new)
    change = f"digeser dari {wording.day(event.old)} menjadi {new}" if event.old else f"ditetapkan {new}"
    reason = f"alasan: {_plain(event.reason)}" if event.reason else ""
    return _told(f"Tenggat {agency} {change}: {_share(archive, event)}", reason)


def _due_date_passed(archive: Archive, event: DueDatePassed) -> str:
    agency, due = _agency(archive, event.agency), wording.day(event.due)
    if (event.date - event.due).days > 1:  # it was asked for, or opened again, after its due date
        main = f"Tenggat {agency}, {due}, sudah lewat dan komitmennya belum selesai"
    else:
        main = f"Tenggat {agency} lewat pada {due} tanpa laporan selesai"
    return f"{main}: {_share(archive, event)}"


def _withdrawn(archive: Archive, event: Withdrawn) -> str:
    agency, day = _agency(archive, event.agency), wording.day(event.date)
    match event.what:
        case What.PASSED:
            told = f"bahwa tenggat {agency} lewat pada {wording.day(event.due or event.date)}"
        case What.CLOSED:
            told = f"bahwa komitmen {agency} ditutup pada {day}"
        case What.MOVED:
            to = f" menjadi {wording.day(event.due)}" if event.due else ""
            told = f"bahwa tenggat {agency} digeser{to} pada {day}"
        case _:
            told = f"tentang komitmen {agency} pada {day}"
    return _told(f"Kabar {told} tidak berlaku lagi: {_share(archive, event)}", _instead(archive, event))


def _instead(archive: Archive, event: Withdrawn) -> str:
    """What was so instead of what had been told."""
    match event.because:
        case CompletionReported() as because:
            speaker = _speaker(archive, because)
            return f"{speaker} ternyata sudah melaporkan selesai pada {wording.day(because.date)}"
        case CompletionConfirmed() as because:
            return f"ternyata sudah dikonfirmasi selesai dalam {_speaker(archive, because)}"
        case CommitmentRevoked(by=by) if by:
            return f"komitmen itu ternyata sudah ditutup oleh {_directive(archive, by)}"
        case CommitmentRevoked(date=day):
            return f"komitmen itu ternyata sudah dicabut pada {wording.day(day)}"
        case DueDateMoved(date=day) if event.what is What.MOVED:
            return f"tenggat itu ternyata sudah ditetapkan pada {wording.day(day)}"
        case DueDateMoved(date=day, new=new):
            return f"tenggat itu ternyata sudah digeser menjadi {wording.day(new)} pada {wording.day(day)}"
        case DueDatePassed(date=day):
            return f"lewatnya tenggat itu kini tercatat pada {wording.day(day)}"
        case _ if event.what is What.SAID:
            return "laporannya dihapus dari catatan"
        case _:
            return "catatan yang menjadi dasarnya sudah diperbaiki"


def _correction_made(archive: Archive, event: CorrectionMade) -> str:
    made = event.correction
    main = f"Catatan {_note(archive, event.origin)} dikoreksi pada {wording.day(made.date)}"
    what = "; ".join(each for each in (_plain(made.text), corrected.change(archive, event)) if each)
    reason = f"alasan: {_plain(made.reason)}" if made.reason else ""
    return _told(f"{main}: {what}", reason, f"oleh {made.by}" if made.by else "")


def _note(archive: Archive, origin: Origin) -> str:
    """The note that an event comes from, by its occasion and title."""
    if origin.kind is NoteKind.MEETING:
        meeting = MeetingId(origin.id)
        return f"{occasion(archive, meeting)} {_quoted(archive.occasions[meeting].title)}"
    if origin.kind is not NoteKind.REPORT:
        return f"{_NOTES[origin.kind]} {_quoted(label(archive, subject(origin)))}"
    report = archive.reports[ReportId(origin.id)]
    by = _agency(archive, report.agency) if report.agency in archive.agencies else report.agency
    return f"laporan {by} {wording.day(report.fact.date)} {_quoted(report.fact.title)}"


_NOTES: Final[Mapping[NoteKind, str]] = {
    NoteKind.AGENCY: "OPD",
    NoteKind.INNOVATION: "inovasi",
    NoteKind.PLAN: "rencana",
    NoteKind.INDICATOR: "indikator",
}

_SENTENCES: Final[Mapping[type[Tellable], Callable[[Archive, Any], str]]] = {
    MeetingHeld: _meeting_held,
    DirectiveIssued: _directive_issued,
    ProgressReported: _progress_reported,
    ObstacleRaised: _obstacle_raised,
    CompletionReported: _completion_reported,
    CompletionConfirmed: _completion_confirmed,
    CommitmentReopened: _commitment_reopened,
    CommitmentRevoked: _commitment_revoked,
    DueDateMoved: _due_date_moved,
    DueDatePassed: _due_date_passed,
    CorrectionMade: _correction_made,
    Withdrawn: _withdrawn,
}


# --- titles ---


def _meeting_title(archive: Archive, event: MeetingHeld) -> str:
    return f"{occasion(archive, event.meeting)}: {_plain(archive.occasions[event.meeting].title)}"


def _directive_title(archive: Archive, event: DirectiveIssued) -> str:
    return f"{word(event)}: {_plain(archive.directives[event.directive].fact.title)}"


def _commitment_title(archive: Archive, event: Any) -> str:
    action = archive.commitments[event.commitment].action
    what = _plain(action or archive.directives[event.directive].fact.title)
    return f"{word(event)}: {_agency(archive, event.agency)} – {what}"


def _correction_title(archive: Archive, event: CorrectionMade) -> str:
    return f"{word(event)}: {_note(archive, event.origin)}"


_TITLES: Final[Mapping[type[Tellable], Callable[[Archive, Any], str]]] = {
    MeetingHeld: _meeting_title,
    DirectiveIssued: _directive_title,
    CorrectionMade: _correction_title,
}
