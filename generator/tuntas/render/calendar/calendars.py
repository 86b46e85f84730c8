"""Which calendars there are, and what is in them.

A calendar reaches back to the first of January of the year before the archive's date: programs take in all
of it again and again, and an archive grows for ever. What is older stands on the pages.
"""

import datetime as dt
from collections.abc import Iterator
from functools import cache
from zoneinfo import ZoneInfo

from tuntas.archive.archive import Archive
from tuntas.archive.events import (
    CommitmentReopened,
    CommitmentRevoked,
    CompletionConfirmed,
    CompletionReported,
    DueDateMoved,
)
from tuntas.archive.identity import identity
from tuntas.archive.replay import Commitment, State
from tuntas.read.facts import AgencyId, CommitmentId, MeetingId
from tuntas.render import address, story, wording
from tuntas.render.calendar.mould import Moulds
from tuntas.render.calendar.occasion import Head, Occasion
from tuntas.render.feeds.site import Site
from tuntas.render.joined import Joined, Part
from tuntas.render.months import days_of
from tuntas.vocabulary import NoteKind, Status

_TURNS = (DueDateMoved, CompletionReported, CompletionConfirmed, CommitmentReopened, CommitmentRevoked)
"""The events after which programs should take an entry anew: it moved, or is asked for no more, or again."""


def horizon(archive: Archive) -> dt.date:
    """The first day that calendars tell of."""
    return dt.date(archive.as_of.year - 1, 1, 1)


class Calendars:
    """The calendars of an archive, as documents."""

    def __init__(self, archive: Archive, site: Site, moulds: Moulds) -> None:
        self._archive = archive
        self._site = site
        self._moulds = moulds

    def meetings(self) -> bytes:
        """The meetings."""
        archive = self._archive
        first = horizon(archive)
        years = (archive.meetings_of_year.get(year, ()) for year in range(first.year, archive.as_of.year + 1))
        head = self._head(
            "Rapat pimpinan",
            f"Rapat pimpinan {archive.government} dan kesempatan lain tempat arahan diberikan.",
            address.MEETINGS,
            address.CALENDAR_OF_MEETINGS,
        )
        return self._moulds.filled(head, (self._meeting(id) for ids in years for id in ids))

    def dues(self, month: str) -> bytes:
        """The due dates of a month, as a calendar of its own."""
        due_on = self._archive.due_on
        return self._moulds.filled(
            self._all_dues(),
            (self._due(id) for day in days_of(month) for id in due_on.get(day, ())),
        )

    def all_dues(self, months: tuple[str, ...]) -> Joined:
        """The calendar of all due dates, joined of those of its months."""
        head, tail = self._moulds.begin(self._all_dues()), self._moulds.end()
        parts = tuple(Part(address.calendar_of_dues(each), len(head), len(tail)) for each in months)
        return Joined(head, parts, b"", tail)

    def dues_of_agency(self, id: AgencyId) -> bytes:
        """The due dates of an agency, and of what it took over."""
        archive = self._archive
        first, agency = horizon(archive), archive.agencies[id]
        owed = (*archive.commitments_of_agency.get(id, ()), *archive.inherited_by.get(id, ()))
        dated = ((archive.states[each].due, each) for each in dict.fromkeys(owed))
        shown = sorted((due, each) for due, each in dated if due and due >= first)
        head = self._head(
            f"Tenggat {agency.short_name}",
            f"Tenggat komitmen {agency.name}.",
            address.agency(id),
            address.calendar_of_agency(id),
        )
        return self._moulds.filled(head, (self._due(each) for _, each in shown))

    def _all_dues(self) -> Head:
        return self._head(
            "Tenggat",
            f"Tenggat semua komitmen atas arahan pimpinan {self._archive.government}.",
            address.OVERDUE,
            address.CALENDAR_OF_DUES,
        )

    def _head(self, name: str, description: str, page: str, path: str) -> Head:
        url = self._site.url
        return Head(f"{name} – {self._site.name}", description, url + page, url + path)

    # --- what is in them ---

    def _meeting(self, id: MeetingId) -> Occasion:
        archive = self._archive
        meeting = archive.meetings[id]
        fact, of = meeting.fact, (NoteKind.MEETING, id)
        title = wording.unmarked(fact.title, sample=fact.sample)
        titles = [f"- {archive.directives[each].fact.title}" for each in meeting.directives]
        says = f"{wording.meeting_kind(fact.kind)}, dipimpin {wording.person(fact.chair)}."
        asked = f"{len(titles)} arahan:" if titles else "Tanpa arahan baru."
        url = self._site.url + address.meeting(id)
        return Occasion(
            uid=self._uid(f"rapim/{identity(id, fact.aliases)}"),
            start=_start(fact.date, fact.time, self._site.zone),
            summary=wording.SAMPLE + title if fact.sample else title,
            description="\n".join([says, asked, *titles, url]),
            url=url,
            created=fact.date,
            modified=max(fact.date, archive.corrected.get(id, fact.date)),
            sequence=len(archive.corrections_of_note.get(of, ())),
            location=fact.place,
            category=wording.short_meeting_kind(fact.kind),
        )

    def _due(self, id: CommitmentId) -> Occasion:
        archive = self._archive
        owed, state = archive.commitments[id], archive.states[id]
        directive = archive.directives[owed.directive]
        agency = archive.agencies[owed.agency].short_name
        sample = owed.origin.sample
        title = wording.unmarked(directive.fact.title, sample=sample)
        action = wording.unmarked(owed.action, sample=sample)
        url = self._site.url + address.commitment(id)
        summary = f"{_standing(state)}: {agency} – {action or title}"
        told = [each.date for each in state.events]
        return Occasion(
            uid=self._uid(f"tenggat/{owed.identity}"),
            start=state.due or owed.issued,
            summary=wording.SAMPLE + summary if sample else summary,
            description="\n".join(
                [
                    f"Arahan “{title}” ({story.occasion(archive, directive.meeting)}).",
                    *([f"Tindakan: {action}"] if action else []),
                    *([f"Ukuran: {owed.measure}"] if owed.measure else []),
                    *_moved(owed, state),
                    f"Keadaan: {wording.standing(state).word}.",
                    url,
                ]
            ),
            url=url,
            created=owed.issued,
            modified=max([owed.issued, archive.corrected.get(owed.origin.id, owed.issued), *told]),
            sequence=sum(isinstance(each, _TURNS) for each in state.events),
            category=agency,
            cancelled=state.status is Status.REVOKED,
        )

    def _uid(self, what: str) -> str:
        """What an entry is known by for ever, in every calendar the same."""
        return f"{what}@{self._site.authority.partition(',')[0].rpartition('@')[2]}"


def months(archive: Archive) -> tuple[str, ...]:
    """The months in which something is due, from the horizon on."""
    first = horizon(archive)
    return tuple(dict.fromkeys(day.isoformat()[:7] for day in archive.due_on if day >= first))


def named(archive: Archive) -> Iterator[tuple[AgencyId, tuple[str, ...]]]:
    """Each agency with the addresses of its calendar: the present one, and those of its earlier names."""
    for id, agency in archive.agencies.items():
        known = [each for each in agency.aliases if archive.names.agencies.get(each) == id]
        yield id, tuple(map(address.calendar_of_agency, (id, *known)))


def _standing(state: State) -> str:
    if state.status is Status.REVOKED:
        return "Dicabut"
    if state.completion is not None:
        return "Selesai"
    return "Lewat tenggat" if state.days_overdue else "Tenggat"


def _moved(owed: Commitment, state: State) -> list[str]:
    if owed.due is None or owed.due == state.due:
        return []
    return [f"Tenggat semula: {wording.day(owed.due)}."]


@cache
def _start(day: dt.date, hour: str, zone: dt.tzinfo) -> dt.date:
    """The moment in UTC at which something begins, or the day where no hour is known.

    So a calendar needs no rules of time zones, which programs take from different places.
    """
    if not hour:
        return day
    return dt.datetime.combine(day, dt.time.fromisoformat(hour), zone).astimezone(ZoneInfo("UTC"))
