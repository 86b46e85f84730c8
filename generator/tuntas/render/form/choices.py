"""What is offered for picking: agencies, commitments, missions and indicators, each in words."""

import datetime as dt
from collections.abc import Iterable, Iterator

import msgspec

from tuntas.archive.archive import Archive
from tuntas.read.facts import AgencyId, CommitmentId
from tuntas.render import wording

_LONGEST = 90
_RECENTLY = dt.timedelta(days=366)


class Option(msgspec.Struct, frozen=True):
    """What can be picked: the words that are shown, and the value that a note gets."""

    label: str
    value: str | bool


Options = tuple[Option, ...]


class Choices(msgspec.Struct, frozen=True):
    """All that is offered for picking in one collection."""

    commitments: Options
    agencies: Options
    missions: Options
    indicators: Options


def choices(archive: Archive) -> Choices:
    """What is offered in meetings: the open commitments of all, by agency."""
    ids = _ordered(archive, archive.commitments)
    return Choices(
        tuple(Option(_commitment(archive, id, named=True), id) for id in ids),
        tuple(_agencies(archive)),
        tuple(
            Option(f"{each.plan}, misi {each.fact.number}: {wording.cut(each.fact.title, _LONGEST)}", id)
            for id, each in archive.missions.items()
        ),
        tuple(Option(each.name, id) for id, each in archive.indicators.items()),
    )


def of_agency(archive: Archive, agency: AgencyId) -> Options:
    """What an agency can report on, also what it took over."""
    asked = (*archive.commitments_of_agency.get(agency, ()), *archive.inherited_by.get(agency, ()))
    ids = _ordered(archive, dict.fromkeys(asked))
    return tuple(Option(_commitment(archive, id, named=False), id) for id in ids)


def _agencies(archive: Archive) -> Iterator[Option]:
    for id in sorted(archive.agencies, key=lambda id: archive.agencies[id].short_name.casefold()):
        fact = archive.agencies[id]
        ended = "" if archive.in_force[id] else " (sudah berakhir)"
        yield Option(f"{fact.short_name} – {fact.name}{ended}", id)


def _ordered(archive: Archive, ids: Iterable[CommitmentId]) -> list[CommitmentId]:
    """What is open, by due date, then the newest first; at the end what was closed in the last year.

    The closed ones stand there so that the notes that speak of them show words and no bare reference.
    """
    shown = []
    for id in ids:
        state = archive.states[id]
        if state.is_open or (state.closed is not None and archive.as_of - state.closed <= _RECENTLY):
            shown.append(id)

    def place(id: CommitmentId) -> tuple[bool, dt.date, int, str]:
        state, issued = archive.states[id], archive.commitments[id].issued
        return (not state.is_open, state.due or dt.date.max, -issued.toordinal(), id)

    return sorted(shown, key=place)


def _commitment(archive: Archive, id: CommitmentId, *, named: bool) -> str:
    """`Pasang papan di semua loket · Rapim 17 November 2026 · tenggat 30 November 2026`."""
    commitment, state = archive.commitments[id], archive.states[id]
    directive = archive.directives[commitment.directive]
    sample = commitment.origin.sample
    what = wording.cut(
        wording.unmarked(commitment.action or directive.fact.title, sample=sample), _LONGEST
    ).rstrip(".")
    due = f"tenggat {wording.day(state.due)}" if state.due else "tanpa tenggat"
    words = [
        f"{wording.SAMPLE}{what}" if sample else what,
        f"rapat {wording.day(commitment.issued)}",
        due if state.is_open else "sudah selesai atau ditutup",
    ]
    if named:
        words.insert(0, archive.agencies[commitment.agency].short_name)
    return " · ".join(words)
