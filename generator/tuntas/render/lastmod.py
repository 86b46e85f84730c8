"""When pages last changed: the newest event that they show, or the day on which their note was committed.

Never the day of the build: search engines believe these days only while they are right. Lists of what
is late or silent change by themselves with every day, and pages of a fixed text have no day: none is
told of these.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence

from tuntas.archive.archive import Archive
from tuntas.archive.events import Event
from tuntas.read.facts import DirectiveId, MeetingId
from tuntas.render import address
from tuntas.render.views.foot import Notes
from tuntas.vocabulary import NoteKind


def lastmods(archive: Archive, notes: Notes) -> dict[str, dt.date]:
    """The day of the last change of each page of which one can be told, by its address."""
    days = _Days(archive, notes)
    found: dict[str, dt.date] = {}
    for where, each in (*days.of_meetings(), *days.of_agencies(), *days.of_plans(), *days.of_lists()):
        told = [day for day in each if day is not None]
        if told:
            found[where] = max(told)
    return found


_Pages = Iterator[tuple[str, Iterable[dt.date | None]]]
"""Addresses, each with the days of all that its page shows."""


class _Days:
    def __init__(self, archive: Archive, notes: Notes) -> None:
        self._archive = archive
        self._notes = notes
        revisions = (notes.revisions or {}).items()
        self._commits = {file: made.day for file, made in revisions if made is not None}
        self._directives = {id: max(self._of_directive(id)) for id in archive.directives}

    def _of_directive(self, id: DirectiveId) -> Iterator[dt.date]:
        directive = self._archive.directives[id]
        events = self._archive.events_of_directive.get(id, ())
        yield events[-1].date if events else directive.issued  # they are in the order of time
        if self._commits:
            files = {directive.origin.file, *(event.origin.file for event in events)}
            yield from (self._commits[each] for each in files if each in self._commits)

    def _committed(self, kind: NoteKind, id: str) -> Iterator[dt.date]:
        """The day on which a note was committed, if it was."""
        file = self._notes.files.get((kind, id))
        if file in self._commits:
            yield self._commits[file]

    @staticmethod
    def _newest(events: Sequence[Event]) -> Iterator[dt.date]:
        return (event.date for event in events[-1:])

    def of_meetings(self) -> _Pages:
        archive = self._archive
        held: dict[MeetingId, dt.date] = {}
        for id, meeting in archive.meetings.items():
            told = self._newest(archive.events_of_origin.get(id, ()))
            held[id] = max((meeting.fact.date, *told, *self._committed(NoteKind.MEETING, id)))
            yield address.meeting(id), (held[id], *map(self._directives.__getitem__, meeting.directives))
        for year, ids in archive.meetings_of_year.items():
            yield address.year(address.MEETINGS, year), map(held.__getitem__, ids)
        yield address.MEETINGS, held.values()
        for report, each in archive.reports.items():
            told = self._newest(archive.events_of_origin.get(report, ()))
            yield address.report(report), (each.fact.date, *told, *self._committed(NoteKind.REPORT, report))

    def of_agencies(self) -> _Pages:
        archive = self._archive
        for id in archive.agencies:
            told = self._newest(archive.events_of_agency.get(id, ()))
            yield address.agency(id), (*told, *self._committed(NoteKind.AGENCY, id))
        for (id, year), asked in archive.asked_of_agency.items():
            directives = {archive.commitments[each].directive for each in asked}
            yield address.year(address.agency(id), year), map(self._directives.__getitem__, directives)
        for innovation in archive.innovations:
            yield address.innovation(innovation), self._committed(NoteKind.INNOVATION, innovation)

    def of_plans(self) -> _Pages:
        archive, of = self._archive, self._directives
        for plan in archive.plans:
            yield address.plan(plan), self._committed(NoteKind.PLAN, plan)
        for mission, each in archive.missions.items():
            shown = archive.directives_of_mission.get(mission, ())
            days = (of[directive] for directive in shown)
            yield address.mission(mission), (*days, *self._committed(NoteKind.PLAN, each.plan))
            for directive in shown:
                year = archive.directives[directive].issued.year
                yield address.year(address.mission(mission), year), (of[directive],)
        for indicator in archive.indicators:
            shown = archive.directives_of_indicator.get(indicator, ())
            days = (of[directive] for directive in shown)
            yield address.indicator(indicator), (*days, *self._committed(NoteKind.INDICATOR, indicator))

    def of_lists(self) -> _Pages:
        archive, of = self._archive, self._directives
        for id, day in of.items():
            yield address.directive(id), (day,)
        for year, ids in archive.directives_of_year.items():
            yield address.year(address.DIRECTIVES, year), map(of.__getitem__, ids)
        for (slug, year), ids in archive.directives_of_topic.items():
            days = [of[id] for id in ids]
            yield address.topic(slug), days
            yield address.year(address.topic(slug), year), days
        yield address.DIRECTIVES, of.values()
        newest = [*of.values(), *(day for day, _ in archive.days[-1:])]
        for where in (address.HOME, address.AGENCIES, address.DIGESTS):
            yield where, newest
        yield address.CORRECTIONS, self._newest(archive.corrections)
        # The days go up, so the last of a month or a week is the newest.
        for day, _ in archive.days:
            year, week, _ = day.isocalendar()
            yield address.digest(day.isoformat()[:7]), (day,)
            yield address.digest(f"{year}-W{week:02}"), (day,)
