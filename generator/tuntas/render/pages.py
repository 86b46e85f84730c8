"""Every page of the site: which there are, and what each is made of.

A page is named before it is made. All that it says is read from the archive when its fragment is
asked for, so that listing the site costs next to nothing, and so that what a page reads can be
observed (`tuntas.archive.watched`).
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from itertools import chain
from typing import TypeAlias

import msgspec

from tuntas.archive.archive import Archive
from tuntas.archive.progress import Stage
from tuntas.read.facts import (
    AgencyId,
    DirectiveId,
    IndicatorId,
    InnovationId,
    MeetingId,
    MissionId,
    PlanId,
    ReportId,
)
from tuntas.read.prose import Prose
from tuntas.render import address, jsonld, social, wording
from tuntas.render.data.licences import LICENCES, Licence
from tuntas.render.feeds import catalogue
from tuntas.render.feeds.catalogue import Kind, Subscription
from tuntas.render.fragment import Fragment, root
from tuntas.render.jsonld import Thing
from tuntas.render.page import Heading
from tuntas.render.periods import Period, months, weeks
from tuntas.render.social import Card
from tuntas.render.text import headings
from tuntas.render.views import (
    agency,
    briefing,
    data,
    digest,
    directive,
    home,
    lists,
    meeting,
    pending,
    plan,
    report,
    search,
    subscriptions,
)
from tuntas.render.views.foot import Feet, Notes
from tuntas.render.views.parts import View
from tuntas.vocabulary import NoteKind, Role

MIN_CONTENTS = 4
"""A text with fewer headings is found through by eye."""


_Named: TypeAlias = Iterator[tuple[str, Callable[[str], Fragment]]]
"""The addresses of pages, each with what makes its fragment from it."""


class PageName(msgspec.Struct, frozen=True):
    """A page that is to be: its address, and how to make its fragment."""

    address: str
    fragment: Callable[[], Fragment]


class Pages:
    """The pages of an archive."""

    def __init__(
        self,
        archive: Archive,
        *,
        silent_after_days: int,
        notes: Notes | None = None,
        search: bool = True,
        site_name: str = "",
        site_url: str = "",
        licence: Licence = LICENCES["CC-BY-4.0"],
        sizes: Mapping[str, int] | None = None,
    ) -> None:
        """`sizes` are those of the files of the site, in bytes; only the page of data tells them."""
        self._archive = archive
        self._licence = licence
        self._sizes = sizes or {}
        self._search = search
        self._site_name = site_name
        self._site_url = site_url
        self._feet = Feet(archive, notes or Notes())
        self._silent_after_days = silent_after_days

    def __iter__(self) -> Iterator[PageName]:
        for where, make in chain(self._of_meetings(), self._of_agencies(), self._of_plans()):
            yield PageName(where, partial(make, where))

    def _of_meetings(self) -> _Named:
        archive = self._archive
        yield address.HOME, self._home
        yield address.CORRECTIONS, self._corrections
        yield address.SUBSCRIPTIONS, self._subscriptions
        yield address.DATA, self._data
        yield address.SEARCH, self._finding
        yield address.MEETINGS, self._meetings
        for year, _ in archive.years_of_meetings:
            yield address.year(address.MEETINGS, year), partial(self._meetings_of_year, year)
            for month in lists.months(archive.meetings_of_year[year]):
                where = address.month(address.MEETINGS, year, month)
                yield where, partial(self._meetings_of_month, year, month)
        for meeting_id in archive.meetings:
            yield address.meeting(meeting_id), partial(self._meeting, meeting_id)
        for report_id, each in archive.reports.items():
            if each.agency in archive.agencies:
                yield address.report(report_id), partial(self._report, report_id)
        yield from self._lists_of_directives()
        for directive_id in archive.directives:
            yield address.directive(directive_id), partial(self._directive, directive_id)

    def _lists_of_directives(self) -> _Named:
        archive = self._archive
        yield address.DIRECTIVES, self._directives
        for year, _ in archive.years_of_directives:
            yield address.year(address.DIRECTIVES, year), partial(self._directives_of_year, year)
            for month in lists.months(archive.directives_of_year[year]):
                where = address.month(address.DIRECTIVES, year, month)
                yield where, partial(self._directives_of_month, year, month)
        for stage in Stage:
            where = address.stage(stage)
            yield where, partial(self._directives_of_stage, stage, 0)
            for year, _ in archive.years_of_stage.get(stage, ()):
                yield address.year(where, year), partial(self._directives_of_stage, stage, year)
        for slug, years in archive.years_of_topic.items():
            where = address.topic(slug)
            yield where, partial(self._topic, slug, 0)
            for year, _ in years:
                yield address.year(where, year), partial(self._topic, slug, year)

    def _of_agencies(self) -> _Named:
        archive = self._archive
        yield address.AGENCIES, self._agencies
        for agency_id in archive.agencies:
            where = address.agency(agency_id)
            yield where, partial(self._agency, agency_id)
            yield address.briefing(agency_id), partial(self._briefing, agency_id)
            for role in Role:
                yield address.role(agency_id, role), partial(self._agency_role, agency_id, role)
            for year in agency.agency_years(archive, agency_id):
                yield address.year(where, year), partial(self._agency_year, agency_id, year)
        for section in pending.OPEN_LISTS:
            yield section, partial(self._open_list, section)
        yield address.INNOVATIONS, self._innovations
        for innovation_id in archive.innovations:
            yield address.innovation(innovation_id), partial(self._innovation, innovation_id)

    def _of_plans(self) -> _Named:
        archive = self._archive
        yield address.PLANS, self._plans
        for plan_id in archive.plans:
            yield address.plan(plan_id), partial(self._plan, plan_id)
        for mission_id in archive.missions:
            where = address.mission(mission_id)
            yield where, partial(self._mission, mission_id)
            for year in dict.fromkeys(map(lists.year_of, archive.directives_of_mission.get(mission_id, ()))):
                yield address.year(where, year), partial(self._mission_year, mission_id, year)
        yield address.INDICATORS, self._indicators
        for indicator_id in archive.indicators:
            yield address.indicator(indicator_id), partial(self._indicator, indicator_id)
        yield address.DIGESTS, self._digests
        for period in (*months(archive), *weeks(archive)):
            yield period.address, partial(self._digest, period)

    def _fragment(
        self,
        where: str,
        template: str,
        title: str,
        description: str,
        view: View,
        *,
        feeds: tuple[Subscription, ...] = (),
        body: Prose | None = None,
        note: tuple[NoteKind, str] | None = None,
        card: Card | None = None,
        things: Iterable[Thing] = (),
    ) -> Fragment:
        card = card or social.default(self._site_name, self._archive.government)
        way = [self._way(where, title)] if where else []
        return Fragment(
            address=where,
            section=_section(where),
            title=title,
            description=_shorten(description),
            template=template,
            view=view,
            alternates=subscriptions.alternates((*subscriptions.EVERYWHERE, *feeds)),
            toc=_contents(body),
            foot=self._feet.of(where, *note, root(where)) if note else None,
            head=social.tags(card, self._site_url) + jsonld.block((*way, *things)),
        )

    def _way(self, where: str, title: str) -> Thing:
        """The steps from the home page: those of an agency and of a plan lead over their own page."""
        between: list[tuple[str, str]] = []
        match where.split("/"):
            case ["opd", id, _, *_] if where != address.agency(id) and AgencyId(id) in self._archive.agencies:
                between.append((address.agency(id), self._archive.agencies[AgencyId(id)].short_name))
            case ["rpjmd", id, _, *_] if where != address.plan(id) and PlanId(id) in self._archive.plans:
                between.append((address.plan(id), self._archive.plans[PlanId(id)].title))
            case _:
                pass
        return jsonld.breadcrumbs(where, title, self._site_url, between)

    # --- of the whole archive ---

    def _home(self, where: str) -> Fragment:
        return self._fragment(
            where,
            "home",
            "Beranda",
            f"Arahan pimpinan {self._archive.government}: apa yang diminta, apa yang sudah selesai, "
            "apa yang lewat tenggat.",
            home.home_view(self._archive, self._silent_after_days, root(where)),
            things=[jsonld.website(self._site_name, self._archive.government, self._site_url)],
        )

    def _corrections(self, where: str) -> Fragment:
        return self._fragment(
            where,
            "corrections",
            "Koreksi",
            "Semua koreksi atas catatan yang sudah terbit.",
            lists.corrections_view(self._archive, root(where)),
            feeds=_general(Kind.CORRECTIONS),
        )

    def _subscriptions(self, where: str) -> Fragment:
        return self._fragment(
            where,
            "subscriptions",
            "Langganan",
            "Ikuti arahan yang selesai, tanpa akun dan tanpa iklan: semua umpan arsip ini.",
            subscriptions.subscriptions_view(self._archive, self._site_url),
        )

    def _data(self, where: str) -> Fragment:
        return self._fragment(
            where,
            "data",
            "Data terbuka",
            "Isi arsip ini sebagai tabel untuk lembar kerja, basis data, dan program.",
            data.data_view(self._archive, self._sizes, self._licence),
        )

    def _finding(self, where: str) -> Fragment:
        return self._fragment(
            where,
            "search",
            "Cari",
            "Cari dalam arahan, rapat, laporan, dan OPD arsip ini.",
            search.search_view(self._archive, enabled=self._search),
        )

    # --- meetings and reports ---

    def _meetings(self, where: str) -> Fragment:
        return self._list_of_meetings(where, lists.meetings_view(self._archive, root(where)))

    def _meetings_of_year(self, year: int, where: str) -> Fragment:
        view = lists.meetings_of_year_view(self._archive, year, root(where))
        return self._list_of_meetings(where, view)

    def _meetings_of_month(self, year: int, month: int, where: str) -> Fragment:
        view = lists.meetings_of_month_view(self._archive, year, month, root(where))
        return self._list_of_meetings(where, view)

    def _list_of_meetings(self, where: str, view: lists.MeetingsView) -> Fragment:
        return self._fragment(
            where,
            "meetings",
            view.title,
            f"{view.title}: catatan, arahan, dan tindak lanjutnya.",
            view,
            feeds=_general(Kind.MEETINGS),
        )

    def _meeting(self, id: MeetingId, where: str) -> Fragment:
        each = self._archive.meetings[id]
        kind = wording.meeting_kind(each.fact.kind)
        return self._fragment(
            where,
            "meeting",
            each.fact.title,
            f"{kind} {wording.day(each.fact.date)}, dipimpin {wording.person(each.fact.chair)}: "
            f"{len(each.directives)} arahan dan tindak lanjutnya.",
            meeting.meeting_view(self._archive, id, root(where)),
            note=(NoteKind.MEETING, id),
            card=social.of_meeting(self._archive, id),
            things=[jsonld.meeting(self._archive, id, self._site_url)],
            feeds=_general(Kind.MEETINGS),
            body=each.fact.body,
        )

    def _report(self, id: ReportId, where: str) -> Fragment:
        each = self._archive.reports[id]
        short = self._archive.agencies[each.agency].short_name
        return self._fragment(
            where,
            "report",
            each.fact.title,
            f"Laporan {short}, {wording.day(each.fact.date)}.",
            report.report_view(self._archive, id, root(where)),
            note=(NoteKind.REPORT, id),
            feeds=catalogue.of_agency(self._archive, each.agency),
            body=each.fact.body,
        )

    # --- directives ---

    def _directives(self, where: str) -> Fragment:
        return self._list_of_directives(where, lists.directives_view(self._archive, root(where)))

    def _directives_of_year(self, year: int, where: str) -> Fragment:
        view = lists.directives_of_year_view(self._archive, year, root(where))
        return self._list_of_directives(where, view)

    def _directives_of_month(self, year: int, month: int, where: str) -> Fragment:
        view = lists.directives_of_month_view(self._archive, year, month, root(where))
        return self._list_of_directives(where, view)

    def _directives_of_stage(self, stage: Stage, year: int, where: str) -> Fragment:
        view = lists.directives_of_stage_view(self._archive, stage, year, root(where))
        return self._list_of_directives(where, view)

    def _topic(self, slug: str, year: int, where: str) -> Fragment:
        view = lists.topic_view(self._archive, slug, year, root(where))
        return self._list_of_directives(where, view, catalogue.of_topic(self._archive, slug))

    def _list_of_directives(self, where: str, view: lists.DirectivesView, *feeds: Subscription) -> Fragment:
        return self._fragment(
            where,
            "directives",
            view.title,
            f"{view.title}: siapa diminta melakukan apa, dan bagaimana keadaannya.",
            view,
            feeds=(*feeds, *_general(Kind.DIRECTIVES)),
        )

    def _directive(self, id: DirectiveId, where: str) -> Fragment:
        each = self._archive.directives[id]
        title = each.fact.title
        return self._fragment(
            where,
            "directive",
            title,
            f"Arahan {wording.day(each.issued)}: {title} Siapa mengerjakan apa, dan apakah sudah selesai.",
            directive.directive_view(self._archive, id, root(where)),
            note=(NoteKind.MEETING, each.meeting),
            card=social.of_directive(self._archive, id),
            things=jsonld.commitments(self._archive, id, self._site_url),
            feeds=(catalogue.of_directive(self._archive, id),),
        )

    # --- agencies ---

    def _agencies(self, where: str) -> Fragment:
        return self._fragment(
            where,
            "agencies",
            "Perangkat daerah (OPD)",
            "Semua OPD dan komitmennya.",
            agency.agencies_view(self._archive, root(where)),
        )

    def _agency(self, id: AgencyId, where: str) -> Fragment:
        fact = self._archive.agencies[id]
        return self._fragment(
            where,
            "agency",
            fact.name,
            f"{fact.name} ({fact.short_name}): apa yang diminta darinya, apa yang sudah selesai, "
            "dan apa yang masih ditunggu.",
            agency.agency_view(self._archive, id, root(where)),
            note=(NoteKind.AGENCY, id),
            card=social.of_agency(self._archive, id),
            things=[jsonld.agency(self._archive, id, self._site_url)],
            feeds=catalogue.of_agency(self._archive, id),
            body=fact.body,
        )

    def _agency_year(self, id: AgencyId, year: int, where: str) -> Fragment:
        fact = self._archive.agencies[id]
        return self._fragment(
            where,
            "agency-year",
            f"{fact.short_name}: komitmen tahun {year}",
            f"Semua komitmen {fact.name} dari arahan tahun {year}.",
            agency.agency_year_view(self._archive, id, year, root(where)),
            feeds=catalogue.of_agency(self._archive, id),
        )

    def _agency_role(self, id: AgencyId, role: Role, where: str) -> Fragment:
        fact = self._archive.agencies[id]
        view = agency.agency_role_view(self._archive, id, role, root(where))
        return self._fragment(
            where,
            "agency-role",
            f"{fact.short_name}: {view.title.lower()}",
            f"Semua komitmen terbuka {fact.name} sebagai {view.title.lower()}.",
            view,
            feeds=catalogue.of_agency(self._archive, id),
        )

    def _briefing(self, id: AgencyId, where: str) -> Fragment:
        fact = self._archive.agencies[id]
        return self._fragment(
            where,
            "briefing",
            f"Bahan rapat {fact.short_name}",
            f"Bahan rapat {fact.name} dalam satu halaman: apa yang terbuka, lewat tenggat, terkendala, "
            "tanpa kabar, dan dibutuhkan dari pihak lain.",
            briefing.briefing_view(self._archive, id, self._silent_after_days, root(where)),
            feeds=catalogue.of_agency(self._archive, id),
        )

    def _open_list(self, section: str, where: str) -> Fragment:
        threshold = self._silent_after_days
        described = {
            address.OBSTACLES: ("Kendala", "Komitmen yang terhambat, dan siapa yang dapat membantu."),
            address.OVERDUE: ("Lewat tenggat", "Komitmen terbuka yang tenggatnya sudah lewat."),
            address.SILENT: (
                "Tanpa kabar",
                f"Komitmen terbuka yang {threshold} hari atau lebih tidak ada kabarnya.",
            ),
        }
        view = pending.open_list_view(self._archive, section, threshold, root(where))
        return self._fragment(where, "commitments", *described[section], view)

    # --- plans, indicators, innovations ---

    def _plans(self, where: str) -> Fragment:
        return self._fragment(
            where,
            "plans",
            "RPJMD",
            "Rencana pembangunan jangka menengah daerah, dan arahan yang mendukungnya.",
            plan.plans_view(self._archive, root(where)),
        )

    def _plan(self, id: PlanId, where: str) -> Fragment:
        fact = self._archive.plans[id]
        return self._fragment(
            where,
            "plan",
            fact.title,
            f"{fact.title}: misi, dan arahan yang mendukungnya.",
            plan.plan_view(self._archive, id, root(where)),
            note=(NoteKind.PLAN, id),
            body=fact.body,
        )

    def _mission(self, id: MissionId, where: str) -> Fragment:
        each = self._archive.missions[id]
        return self._fragment(
            where,
            "mission",
            f"Misi {each.fact.number} RPJMD {each.plan}",
            each.fact.title,
            plan.mission_view(self._archive, id, root(where)),
            note=(NoteKind.PLAN, each.plan),
            feeds=(catalogue.of_mission(self._archive, id),),
        )

    def _mission_year(self, id: MissionId, year: int, where: str) -> Fragment:
        each = self._archive.missions[id]
        return self._fragment(
            where,
            "directives",
            f"Misi {each.fact.number} RPJMD {each.plan}, arahan tahun {year}",
            each.fact.title,
            lists.mission_year_view(self._archive, id, year, root(where)),
            feeds=(catalogue.of_mission(self._archive, id),),
        )

    def _indicators(self, where: str) -> Fragment:
        return self._fragment(
            where,
            "indicators",
            "Indikator pembangunan",
            "Angka-angka pembangunan daerah dari tahun ke tahun.",
            plan.indicators_view(self._archive, root(where)),
        )

    def _indicator(self, id: IndicatorId, where: str) -> Fragment:
        fact = self._archive.indicators[id]
        return self._fragment(
            where,
            "indicator",
            fact.name,
            f"{fact.name}: capaian dan target per tahun.",
            plan.indicator_view(self._archive, id, root(where)),
            note=(NoteKind.INDICATOR, id),
            body=fact.body,
        )

    def _innovations(self, where: str) -> Fragment:
        return self._fragment(
            where,
            "innovations",
            "Inovasi",
            "Inovasi perangkat daerah, dan siapa yang menerapkannya.",
            plan.innovations_view(self._archive, root(where)),
        )

    def _innovation(self, id: InnovationId, where: str) -> Fragment:
        fact = self._archive.innovations[id]
        return self._fragment(
            where,
            "innovation",
            fact.name,
            f"Inovasi {fact.name}, mulai {fact.started}.",
            plan.innovation_view(self._archive, id, root(where)),
            note=(NoteKind.INNOVATION, id),
            body=fact.body,
        )

    # --- digests ---

    def _digests(self, where: str) -> Fragment:
        return self._fragment(
            where,
            "digests",
            "Ringkasan",
            "Apa yang terjadi tiap pekan dan tiap bulan.",
            digest.digests_view(self._archive, root(where)),
            feeds=(*_general(Kind.WEEKLY), *_general(Kind.MONTHLY)),
        )

    def _digest(self, period: Period, where: str) -> Fragment:
        return self._fragment(
            where,
            "digest",
            f"Ringkasan {period.title}",
            f"Yang selesai, yang diminta, dan yang terhambat: {period.title}.",
            digest.digest_view(self._archive, period, self._silent_after_days, root(where)),
            feeds=_general(Kind.WEEKLY if period.is_week else Kind.MONTHLY),
        )


def _general(kind: Kind) -> tuple[Subscription, ...]:
    return tuple(each for each in catalogue.general() if each.kind is kind)


def _section(where: str) -> str:
    """The entry of the menu under which a page is found."""
    first = where.partition("/")[0] or "beranda"
    return "arahan" if first == "topik" else first


def _contents(body: Prose | None) -> tuple[Heading, ...]:
    """A table of contents, where a text is long enough to need one."""
    found = headings(body, "t-")
    return found if sum(1 + len(each.children) for each in found) >= MIN_CONTENTS else ()


def _shorten(text: str, longest: int = 200) -> str:
    """A description as search engines show it."""
    if len(text) <= longest:
        return text
    return text[: longest - 1].rsplit(" ", 1)[0] + "…"
