"""Every page of the site: which there are, and what each is made of.

A page is named before it is made; making its view is left until it is asked for, so that listing
the site costs next to nothing.
"""

from collections.abc import Callable, Iterator
from functools import partial

import msgspec

from tuntas.archive.archive import Archive
from tuntas.read.prose import Prose
from tuntas.render import address, wording
from tuntas.render.feeds import catalogue
from tuntas.render.feeds.catalogue import Kind, Subscription
from tuntas.render.fragment import Fragment, root
from tuntas.render.page import Heading
from tuntas.render.text import headings
from tuntas.render.views import (
    agency,
    digest,
    directive,
    home,
    lists,
    meeting,
    plan,
    report,
    subscriptions,
)
from tuntas.render.views.foot import Feet, Notes
from tuntas.render.views.parts import View
from tuntas.vocabulary import NoteKind

MIN_CONTENTS = 4
"""A text with fewer headings is found through by eye."""


class PageName(msgspec.Struct, frozen=True):
    """A page that is to be: its address, and how to make its fragment."""

    address: str
    fragment: Callable[[], Fragment]


class Pages:
    """The pages of an archive."""

    def __init__(self, archive: Archive, *, silent_after_days: int, notes: Notes | None = None) -> None:
        self._archive = archive
        self._feet = Feet(archive, notes or Notes())
        self._silent_after_days = silent_after_days

    def __iter__(self) -> Iterator[PageName]:
        yield from self._general()
        yield from self._meetings()
        yield from self._directives()
        yield from self._agencies()
        yield from self._open_lists()
        yield from self._plans()
        yield from self._digests()

    def _page(
        self,
        where: str,
        template: str,
        title: str,
        description: str,
        make: Callable[[str], View],
        *,
        feeds: tuple[Subscription, ...] = (),
        body: Prose | None = None,
        note: tuple[NoteKind, str] | None = None,
    ) -> PageName:
        def fragment() -> Fragment:
            return Fragment(
                address=where,
                section=_section(where),
                title=title,
                description=_shorten(description),
                template=template,
                view=make(root(where)),
                alternates=subscriptions.alternates((*subscriptions.EVERYWHERE, *feeds)),
                toc=_contents(body),
                foot=self._feet.of(where, *note, root(where)) if note else None,
            )

        return PageName(where, fragment)

    def _general(self) -> Iterator[PageName]:
        archive = self._archive
        yield self._page(
            address.HOME,
            "home",
            "Beranda",
            f"Arahan pimpinan {archive.government}: apa yang diminta, apa yang sudah selesai, "
            "apa yang lewat tenggat.",
            partial(home.home_view, archive, self._silent_after_days),
        )
        yield self._page(
            address.CORRECTIONS,
            "corrections",
            "Koreksi",
            "Semua koreksi atas catatan yang sudah terbit.",
            partial(lists.corrections_view, archive),
            feeds=tuple(each for each in catalogue.general() if each.kind is Kind.CORRECTIONS),
        )
        yield self._page(
            address.SUBSCRIPTIONS,
            "subscriptions",
            "Langganan",
            "Ikuti arahan yang selesai, tanpa akun dan tanpa iklan: semua umpan arsip ini.",
            partial(subscriptions.subscriptions_view, archive),
        )
        yield self._page(
            address.DATA,
            "data",
            "Data terbuka",
            "Isi arsip ini untuk dibaca oleh program.",
            partial(subscriptions.data_view, archive),
        )

    def _meetings(self) -> Iterator[PageName]:
        archive = self._archive
        feeds = tuple(each for each in catalogue.general() if each.kind is Kind.MEETINGS)
        for year in (0, *(year for year, _ in archive.years_of_meetings)):
            title = f"Rapat tahun {year}" if year else "Rapat pimpinan"
            yield self._page(
                address.year(address.MEETINGS, year) if year else address.MEETINGS,
                "meetings",
                title,
                f"{title}: catatan, arahan, dan tindak lanjutnya.",
                partial(lists.meetings_view, archive, year),
                feeds=feeds,
            )
        for id, each in archive.meetings.items():
            kind = wording.meeting_kind(each.fact.kind)
            yield self._page(
                address.meeting(id),
                "meeting",
                each.fact.title,
                f"{kind} {wording.day(each.fact.date)}, dipimpin {wording.person(each.fact.chair)}: "
                f"{len(each.directives)} arahan dan tindak lanjutnya.",
                partial(meeting.meeting_view, archive, id),
                note=(NoteKind.MEETING, id),
                feeds=feeds,
                body=each.fact.body,
            )
        for report_id, each_report in archive.reports.items():
            if each_report.agency not in archive.agencies:
                continue
            short = archive.agencies[each_report.agency].short_name
            yield self._page(
                address.report(report_id),
                "report",
                each_report.fact.title,
                f"Laporan {short}, {wording.day(each_report.fact.date)}.",
                partial(report.report_view, archive, report_id),
                note=(NoteKind.REPORT, report_id),
                feeds=catalogue.of_agency(archive, each_report.agency),
                body=each_report.fact.body,
            )

    def _directives(self) -> Iterator[PageName]:
        archive = self._archive
        feeds = tuple(each for each in catalogue.general() if each.kind is Kind.DIRECTIVES)
        for year in (0, *(year for year, _ in archive.years_of_directives)):
            title = f"Arahan tahun {year}" if year else "Arahan"
            yield self._page(
                address.year(address.DIRECTIVES, year) if year else address.DIRECTIVES,
                "directives",
                title,
                f"{title}: siapa diminta melakukan apa, dan bagaimana keadaannya.",
                partial(lists.directives_view, archive, year),
                feeds=feeds,
            )
        for where, topic in lists.topics(archive).items():
            yield self._page(
                where,
                "directives",
                f"Topik: {topic}",
                f"Semua arahan tentang {topic}.",
                partial(lists.topic_view, archive, topic),
                feeds=feeds,
            )
        for id, each in archive.directives.items():
            day = wording.day(each.issued)
            yield self._page(
                address.directive(id),
                "directive",
                each.fact.title,
                f"Arahan {day}: {each.fact.title} Siapa mengerjakan apa, dan apakah sudah selesai.",
                partial(directive.directive_view, archive, id),
                note=(NoteKind.MEETING, each.meeting),
                feeds=(catalogue.of_directive(archive, id),),
            )

    def _agencies(self) -> Iterator[PageName]:
        archive = self._archive
        yield self._page(
            address.AGENCIES,
            "agencies",
            "Perangkat daerah (OPD)",
            "Semua OPD dan komitmennya.",
            partial(agency.agencies_view, archive),
        )
        for id, fact in archive.agencies.items():
            feeds = catalogue.of_agency(archive, id)
            yield self._page(
                address.agency(id),
                "agency",
                fact.name,
                f"{fact.name} ({fact.short_name}): apa yang diminta darinya, apa yang sudah selesai, "
                "dan apa yang masih ditunggu.",
                partial(agency.agency_view, archive, id),
                note=(NoteKind.AGENCY, id),
                feeds=feeds,
                body=fact.body,
            )
            for year in agency.agency_years(archive, id):
                yield self._page(
                    address.year(address.agency(id), year),
                    "agency-year",
                    f"{fact.short_name}: komitmen tahun {year}",
                    f"Semua komitmen {fact.name} dari arahan tahun {year}.",
                    partial(agency.agency_year_view, archive, id, year),
                    feeds=feeds,
                )

    def _open_lists(self) -> Iterator[PageName]:
        archive, threshold = self._archive, self._silent_after_days
        described = {
            address.OBSTACLES: ("Kendala", "Komitmen yang terhambat, dan siapa yang dapat membantu."),
            address.OVERDUE: ("Lewat tenggat", "Komitmen terbuka yang tenggatnya sudah lewat."),
            address.SILENT: (
                "Tanpa kabar",
                f"Komitmen terbuka yang {threshold} hari atau lebih tidak ada kabarnya.",
            ),
        }
        for section, (title, description) in described.items():
            yield self._page(
                section,
                "commitments",
                title,
                description,
                partial(lists.open_list_view, archive, section, threshold),
            )

    def _plans(self) -> Iterator[PageName]:
        archive = self._archive
        yield self._page(
            address.PLANS,
            "plans",
            "RPJMD",
            "Rencana pembangunan jangka menengah daerah, dan arahan yang mendukungnya.",
            partial(plan.plans_view, archive),
        )
        for id, fact in archive.plans.items():
            yield self._page(
                address.plan(id),
                "plan",
                fact.title,
                f"{fact.title}: misi, dan arahan yang mendukungnya.",
                partial(plan.plan_view, archive, id),
                note=(NoteKind.PLAN, id),
                body=fact.body,
            )
        for mission, each in archive.missions.items():
            yield self._page(
                address.mission(mission),
                "mission",
                f"Misi {each.fact.number} RPJMD {each.plan}",
                each.fact.title,
                partial(plan.mission_view, archive, mission),
                note=(NoteKind.PLAN, each.plan),
                feeds=(catalogue.of_mission(archive, mission),),
            )
        yield self._page(
            address.INDICATORS,
            "indicators",
            "Indikator pembangunan",
            "Angka-angka pembangunan daerah dari tahun ke tahun.",
            partial(plan.indicators_view, archive),
        )
        for indicator, indicator_fact in archive.indicators.items():
            yield self._page(
                address.indicator(indicator),
                "indicator",
                indicator_fact.name,
                f"{indicator_fact.name}: capaian dan target per tahun.",
                partial(plan.indicator_view, archive, indicator),
                note=(NoteKind.INDICATOR, indicator),
                body=indicator_fact.body,
            )
        yield self._page(
            address.INNOVATIONS,
            "innovations",
            "Inovasi",
            "Inovasi perangkat daerah, dan siapa yang menerapkannya.",
            partial(plan.innovations_view, archive),
        )
        for innovation, innovation_fact in archive.innovations.items():
            yield self._page(
                address.innovation(innovation),
                "innovation",
                innovation_fact.name,
                f"Inovasi {innovation_fact.name}, mulai {innovation_fact.started}.",
                partial(plan.innovation_view, archive, innovation),
                note=(NoteKind.INNOVATION, innovation),
                body=innovation_fact.body,
            )

    def _digests(self) -> Iterator[PageName]:
        archive = self._archive
        yield self._page(
            address.DIGESTS,
            "digests",
            "Ringkasan",
            "Apa yang terjadi tiap pekan dan tiap bulan.",
            partial(digest.digests_view, archive),
        )
        for period in (*digest.months(archive), *digest.weeks(archive)):
            yield self._page(
                period.address,
                "digest",
                f"Ringkasan {period.title}",
                f"Yang selesai, yang diminta, dan yang terhambat: {period.title}.",
                partial(digest.digest_view, archive, period),
            )


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
