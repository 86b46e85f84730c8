"""What search finds: the pages that say something of their own, in volumes that are indexed apart.

A volume holds what belongs to one year; the volume `ALWAYS` holds what belongs to none. So one new note
makes one volume anew, and the others stay as they are. Pages that only list others are in none.
"""

from collections.abc import Iterable, Iterator
from html import escape
from typing import Final

import msgspec

from tuntas.archive.archive import Archive
from tuntas.archive.events import Reported
from tuntas.archive.names import Target, Thing
from tuntas.archive.progress import stage
from tuntas.read.facts import AgencyId, DirectiveId, InnovationId, MeetingId, MissionId, ReportId
from tuntas.render import address, wording
from tuntas.render.text import Texts, label
from tuntas.render.wording import Standing

ALWAYS: Final = ""
"""The name of the volume of what is not dated."""

KINDS: Final = {
    "arahan": "Arahan",
    "rapat": "Rapat",
    "laporan": "Laporan",
    "opd": "OPD",
    "rpjmd": "RPJMD",
    "indikator": "Indikator",
    "inovasi": "Inovasi",
    "halaman": "Halaman",
}
"""What a page can be, as readers choose it."""

KIND, AGENCY, STANDING, MISSION, YEAR = "jenis", "opd", "keadaan", "misi", "tahun"
"""What can be chosen by. The year is that of the volume, and stands on no page."""

SHOWN: Final = ("title", "jenis", "tanggal", "keadaan", "kunci", "contoh")
"""The names of what a result shows of a page."""

EVERY: Final = "ꙮ"
"""A word that every page is found by, and that nobody looks for: it stands for no word at all.

Without a word Pagefind loads its indexes whole.
"""

SORTING: Final = "urutan"
"""By what pages are sorted where no word is looked for: their day."""

_SAMPLE: Final = "Contoh"
_FEW = 8


class Findable(msgspec.Struct, frozen=True):
    """A page as search knows it: what it shows of it, what it is chosen by, and the text it looks in."""

    address: str
    title: str
    kind: str
    text: str
    """Safe HTML."""
    day: str = ""
    order: str = ""
    """The day as it is sorted by."""
    standing: Standing | None = None
    sample: bool = False
    agencies: tuple[AgencyId, ...] = ()
    missions: tuple[MissionId, ...] = ()

    def document(self) -> str:
        """The page as the indexing program reads it: its text, and what is shown of it."""
        word, key = (self.standing.word, self.standing.key) if self.standing else ("", "")
        shown = (self.title, KINDS[self.kind], self.day, word, key, _SAMPLE if self.sample else "")
        marks = (
            f'<i data-v="{escape(value)}" data-pagefind-meta="{name}[data-v]"></i>'
            for name, value in zip(SHOWN, shown, strict=True)
            if value
        )
        return (
            f'<!doctype html><html lang="id"><body data-pagefind-body>{"".join(marks)}'
            f"{self.text}</body></html>"
        )

    @property
    def chosen(self) -> tuple[tuple[str, str], ...]:
        """By what the page can be chosen: pairs of a name and a value."""
        return (
            (KIND, self.kind),
            *((AGENCY, each) for each in self.agencies),
            *((MISSION, each) for each in self.missions),
            *(((STANDING, self.standing.key),) if self.standing else ()),
        )


def volumes(archive: Archive) -> tuple[str, ...]:
    """The names of the volumes: `ALWAYS`, then the years, the newest first."""
    years = {*archive.meetings_of_year, *archive.directives_of_year, *archive.reports_of_year}
    return (ALWAYS, *map(str, sorted(years, reverse=True)))


def volume(archive: Archive, name: str) -> Iterator[Findable]:
    """The pages of a volume."""
    find = _Finder(archive)
    if name == ALWAYS:
        yield from find.undated()
    else:
        yield from find.dated(int(name))


class _Finder:
    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._texts = Texts(archive, "", plain=True)

    def dated(self, year: int) -> Iterator[Findable]:
        archive = self._archive
        yield from map(self._meeting, archive.meetings_of_year.get(year, ()))
        yield from map(self._directive, archive.directives_of_year.get(year, ()))
        for id in archive.reports_of_year.get(year, ()):
            if archive.reports[id].agency in archive.agencies:
                yield self._report(id)

    def undated(self) -> Iterator[Findable]:
        archive, html = self._archive, self._texts.html
        # The one page that every site has: an index of nothing can't be made.
        yield Findable(
            address.SUBSCRIPTIONS, "Langganan", "halaman", "<p>Semua umpan arsip ini: RSS, Atom, JSON.</p>"
        )
        for id, agency in archive.agencies.items():
            where = address.agency(id)
            text = _paragraphs([agency.short_name, agency.kind]) + html(agency.body, where)
            yield Findable(where, agency.name, "opd", text, agencies=(id,))
        for innovation_id in archive.innovations:
            yield self._innovation(innovation_id)
        for plan_id, plan in archive.plans.items():
            where = address.plan(plan_id)
            yield Findable(where, plan.title, "rpjmd", _paragraphs([plan.vision]) + html(plan.body, where))
        for mission_id, mission in archive.missions.items():
            title = label(archive, Target(Thing.MISSION, mission_id))
            text = _paragraphs([mission.fact.title])
            yield Findable(address.mission(mission_id), title, "rpjmd", text, missions=(mission_id,))
        for indicator_id, indicator in archive.indicators.items():
            where = address.indicator(indicator_id)
            text = _paragraphs([indicator.unit, indicator.source]) + html(indicator.body, where)
            yield Findable(where, indicator.name, "indikator", text)

    def _meeting(self, id: MeetingId) -> Findable:
        archive, where = self._archive, address.meeting(id)
        meeting = archive.meetings[id]
        fact, directives = meeting.fact, [archive.directives[each] for each in meeting.directives]
        asked = (archive.commitments[each].agency for one in directives for each in one.commitments)
        said = [wording.meeting_kind(fact.kind), wording.person(fact.chair), fact.place]
        said += [f"{each.caption}." for each in fact.photos if each.caption]
        return Findable(
            where,
            wording.unmarked(fact.title, sample=fact.sample),
            "rapat",
            self._texts.html(fact.body, where) + _paragraphs(said),
            day=wording.day(fact.date),
            order=fact.date.isoformat(),
            sample=fact.sample,
            agencies=tuple(dict.fromkeys(asked)),
            missions=tuple(dict.fromkeys(each for one in directives for each in one.missions)),
        )

    def _directive(self, id: DirectiveId) -> Findable:
        archive = self._archive
        directive = archive.directives[id]
        fact, sample = directive.fact, directive.origin.sample
        commitments = [archive.commitments[each] for each in directive.commitments]
        agencies = tuple(dict.fromkeys(each.agency for each in commitments))
        asked = dict.fromkeys(text for each in commitments for text in (each.action, each.measure))
        # Who looks for an agency does not look for what all of them were asked.
        names = [archive.agencies[each] for each in agencies[: _FEW + 1]]
        called = [f"{each.short_name}, {each.name}" for each in names] if len(names) <= _FEW else []
        return Findable(
            address.directive(id),
            wording.unmarked(fact.title, sample=sample),
            "arahan",
            self._texts.html(fact.text, address.meeting(directive.meeting))
            + _paragraphs(asked)
            + "".join(self._heard(id, sample))
            + _paragraphs([*fact.topics, *called]),
            day=wording.day(directive.issued),
            order=directive.issued.isoformat(),
            standing=wording.stage(stage(directive, archive.progress_of_directive[id])),
            sample=sample,
            agencies=agencies,
            missions=directive.missions,
        )

    def _heard(self, id: DirectiveId, sample: bool) -> Iterator[str]:
        """What was reported of a directive; a sample's word is marked where all else is none."""
        for event in self._archive.events_of_directive.get(id, ()):
            if isinstance(event, Reported):
                said, origin = event.follow_up, event.origin
                text = self._texts.html(said.note, address.note(origin)) + _paragraphs(
                    [said.impact, said.obstacle.text if said.obstacle else ""]
                )
                yield f"<p>({_SAMPLE})</p>{text}" if origin.sample and not sample else text

    def _report(self, id: ReportId) -> Findable:
        report, where = self._archive.reports[id], address.report(id)
        fact = report.fact
        text = self._texts.html(fact.body, where)
        text += "".join(self._texts.html(each.note, where) for each in fact.follow_ups)
        said = [self._archive.agencies[report.agency].name]
        return Findable(
            where,
            wording.unmarked(fact.title, sample=fact.sample),
            "laporan",
            text + _paragraphs(said),
            day=wording.day(fact.date),
            order=fact.date.isoformat(),
            sample=fact.sample,
            agencies=(report.agency,),
        )

    def _innovation(self, id: InnovationId) -> Findable:
        fact, where, owner = self._archive.innovations[id], address.innovation(id), id.partition("/")[0]
        said = [
            wording.innovation_form(fact.form) if fact.form else "",
            *(each.note for each in fact.adoptions),
        ]
        text = self._texts.html(fact.body, where) + _paragraphs(said)
        return Findable(where, fact.name, "inovasi", text, str(fact.started), agencies=(AgencyId(owner),))


def _paragraphs(texts: Iterable[str]) -> str:
    return "".join(f"<p>{escape(each)}</p>\n" for each in texts if each)
