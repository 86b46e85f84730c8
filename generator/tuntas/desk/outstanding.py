"""What is open: which commitments somebody asks for, the most pressing first."""

from collections.abc import Iterable, Iterator

import msgspec

from tuntas.archive.archive import Archive
from tuntas.archive.pending import urgency
from tuntas.archive.replay import OPEN
from tuntas.desk.refused import Refused
from tuntas.read.facts import AgencyId, CommitmentId, MeetingId, MissionId
from tuntas.render import wording
from tuntas.suggestion import nearest


class Question(msgspec.Struct, frozen=True):
    """Which open commitments are asked for; what is empty asks for all.

    `agency` answers for them, `awaited` is needed for them. Of late, silent and blocked, one that is
    asked for suffices.
    """

    agency: str = ""
    awaited: str = ""
    mission: str = ""
    meeting: str = ""
    late: bool = False
    silent: bool = False
    blocked: bool = False


class Item(msgspec.Struct, frozen=True):
    """An open commitment as a list shows it; the names are those of its columns and keys."""

    komitmen: str
    arahan: str
    rapat: str
    opd: str
    peran: str
    tindakan: str
    status: str
    tenggat: str | None
    hari_lewat_tenggat: int
    hari_tanpa_kabar: int
    kendala: str
    menunggu: tuple[str, ...]
    contoh: bool


def outstanding(archive: Archive, question: Question, silent_after_days: int) -> list[CommitmentId]:
    """The open commitments that are asked for, the most pressing first and samples last; raises Refused."""
    states = archive.states
    found = (id for id in _asked(archive, question) if states[id].status in OPEN)
    if question.late or question.silent or question.blocked:
        found = (id for id in found if _stands(archive, id, question, silent_after_days))
    commitments = archive.commitments
    return sorted(found, key=lambda id: (commitments[id].origin.sample, urgency(states[id]), id))


def _asked(archive: Archive, question: Question) -> Iterable[CommitmentId]:
    """The commitments of whom and of what is named, in force or not."""
    found: Iterable[CommitmentId] = archive.commitments
    if question.agency:
        agency = agency_of(archive, question.agency)
        found = dict.fromkeys(
            (*archive.commitments_of_agency.get(agency, ()), *archive.inherited_by.get(agency, ()))
        )
    if question.awaited:
        awaited = set(archive.needed_from.get(agency_of(archive, question.awaited), ()))
        found = [id for id in found if id in awaited]
    if question.mission:
        mission = _mission(archive, question.mission)
        found = [
            id for id in found if mission in archive.directives[archive.commitments[id].directive].missions
        ]
    if question.meeting:
        meeting = _meeting(archive, question.meeting)
        found = [
            id for id in found if archive.directives[archive.commitments[id].directive].meeting == meeting
        ]
    return found


def _stands(archive: Archive, id: CommitmentId, question: Question, silent_after_days: int) -> bool:
    state = archive.states[id]
    return (
        (question.late and state.days_overdue > 0)
        or (question.silent and state.days_silent >= silent_after_days)
        or (question.blocked and state.obstacle is not None)
    )


def agency_of(archive: Archive, slug: str) -> AgencyId:
    """The agency of a slug or an earlier one; raises Refused."""
    found = archive.names.agency(slug)
    if found is None or found not in archive.agencies:
        raise _unknown("OPD", slug, archive.names.agencies)
    return found


def _meeting(archive: Archive, reference: str) -> MeetingId:
    found = archive.names.meetings.get(reference)
    if found is None or found not in archive.meetings:
        raise _unknown("rapat", reference, archive.names.meetings)
    return found


def _mission(archive: Archive, reference: str) -> MissionId:
    is_known = "/" in reference or reference.isdecimal()
    found = archive.names.mission(reference, archive.as_of.year) if is_known else None
    if found is None:
        raise _unknown("misi", reference, archive.names.missions)
    return found


def _unknown(what: str, word: str, known: Iterable[str]) -> Refused:
    meant = nearest(word, known)
    return Refused(f"Tidak ada {what} “{word}”." + (f" Maksud Anda “{meant}”?" if meant else ""))


def items(archive: Archive, ids: Iterable[CommitmentId]) -> Iterator[Item]:
    """What a list shows of commitments."""
    names = archive.names
    for id in ids:
        commitment, state = archive.commitments[id], archive.states[id]
        named = [need.source for need in commitment.needs]
        if state.obstacle is not None and state.obstacle.needs_from:
            named.append(state.obstacle.needs_from)
        yield Item(
            komitmen=id,
            arahan=archive.directives[commitment.directive].fact.title,
            rapat=commitment.directive.partition("/")[0],
            opd=wording.listing(archive.holders[commitment.agency]),
            peran=commitment.role.value,
            tindakan=commitment.action,
            status=state.status.value,
            tenggat=state.due.isoformat() if state.due else None,
            hari_lewat_tenggat=state.days_overdue,
            hari_tanpa_kabar=state.days_silent,
            kendala=state.obstacle.text if state.obstacle else "",
            menunggu=tuple(dict.fromkeys(names.agency(each) or each for each in named)),
            contoh=commitment.origin.sample,
        )
