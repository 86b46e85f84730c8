"""Which feeds there are, what they are called, and what is in them.

A new sort of feed is a `Kind`, the subscriptions that offer it, and a row in `_STREAMS`.
"""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from itertools import chain
from typing import Final

import msgspec

from tuntas.archive.archive import Archive
from tuntas.archive.events import Tellable
from tuntas.archive.identity import identity
from tuntas.archive.streams import Course, Stream
from tuntas.read.facts import AgencyId, DirectiveId, MissionId
from tuntas.render import address, wording
from tuntas.render.feeds import digests
from tuntas.render.feeds.entry import Entries, Entry
from tuntas.render.feeds.feed import Feed, Format, Relation
from tuntas.render.feeds.site import Site
from tuntas.render.periods import month, week

ALL_FORMATS: Final = tuple(Format)
OPML: Final = "feed/langganan.opml"
"""Where the list of feeds stands, for readers to take in whole."""


class Kind(StrEnum):
    """A sort of feed: of the whole archive, or of one agency, mission, topic or directive."""

    COMPLETIONS = "selesai"
    EVENTS = "tindak-lanjut"
    DIRECTIVES = "arahan"
    MEETINGS = "rapim"
    CORRECTIONS = "koreksi"
    WEEKLY = "digest-mingguan"
    MONTHLY = "digest-bulanan"
    AGENCY = "opd"
    AGENCY_COMPLETIONS = "opd-selesai"
    MISSION = "misi"
    TOPIC = "topik"
    DIRECTIVE = "satu-arahan"


class Subscription(msgspec.Struct, frozen=True, gc=False):
    """A feed that one can subscribe to, without what is in it.

    `subject` is the id of what it is about, empty for the whole archive; `stem` its address
    without the ending of a format, `page` the address of the page that it belongs to.
    `identity` is what it is known by for ever, `earlier` are the stems that it had before.
    """

    kind: Kind
    subject: str
    title: str
    description: str
    stem: str
    page: str
    identity: str
    formats: tuple[Format, ...] = ALL_FORMATS
    earlier: tuple[str, ...] = ()

    def path(self, in_format: Format) -> str:
        """Where it stands below the site's root in one of its formats."""
        return self.stem + in_format.suffix


# --- which there are ---


def general() -> tuple[Subscription, ...]:
    """The feeds of the whole archive."""
    return (
        _general(
            Kind.COMPLETIONS,
            "Komitmen selesai",
            "Yang dilaporkan selesai, yang dikonfirmasi selesai, dan yang dibuka kembali.",
            address.HOME,
        ),
        _general(
            Kind.EVENTS,
            "Semua tindak lanjut",
            "Semua kejadian: rapat, arahan, kemajuan, kendala, selesai, tenggat, dan koreksi.",
            address.HOME,
        ),
        _general(
            Kind.DIRECTIVES, "Arahan baru", "Setiap arahan yang diberikan dalam rapat.", address.DIRECTIVES
        ),
        _general(
            Kind.MEETINGS,
            "Rapat",
            "Setiap rapat pimpinan, rapat koordinasi, apel, acara, dan pernyataan yang dicatat.",
            address.MEETINGS,
        ),
        _general(
            Kind.CORRECTIONS,
            "Koreksi",
            "Setiap koreksi atas catatan yang sudah terbit: semula apa, menjadi apa, dan mengapa.",
            address.CORRECTIONS,
        ),
        _general(
            Kind.WEEKLY,
            "Ringkasan mingguan",
            "Satu kabar tiap pekan, sesudah pekan itu berakhir: apa yang selesai dan yang diminta.",
            address.DIGESTS,
        ),
        _general(
            Kind.MONTHLY,
            "Ringkasan bulanan",
            "Satu kabar tiap bulan, sesudah bulan itu berakhir: apa yang selesai dan yang diminta.",
            address.DIGESTS,
        ),
    )


def of_agency(archive: Archive, id: AgencyId) -> tuple[Subscription, ...]:
    """All news of an agency, and what it has completed."""
    agency = archive.agencies[id]
    page = address.agency(id)
    first = address.agency(identity(id, agency.aliases))
    known = [address.agency(each) for each in agency.aliases if archive.names.agencies.get(each) == id]
    return tuple(
        Subscription(
            kind=kind,
            subject=id,
            title=title,
            description=description,
            stem=page + name,
            page=page,
            identity=first + name,
            earlier=tuple(each + name for each in known),
        )
        for kind, name, title, description in (
            (
                Kind.AGENCY,
                "feed",
                f"{agency.short_name}: semua kabar",
                f"Arahan kepada {agency.name} dan semua tindak lanjutnya.",
            ),
            (
                Kind.AGENCY_COMPLETIONS,
                "selesai",
                f"{agency.short_name}: komitmen selesai",
                f"Komitmen {agency.name} yang dilaporkan atau dikonfirmasi selesai, dan yang dibuka kembali.",
            ),
        )
    )


def of_mission(archive: Archive, id: MissionId) -> Subscription:
    """The news of the directives that serve a mission of a plan."""
    mission = archive.missions[id]
    page = address.mission(id)
    return Subscription(
        kind=Kind.MISSION,
        subject=id,
        title=f"Misi {wording.number(mission.fact.number)} RPJMD {mission.plan}",
        description=f"Arahan yang mendukung misi “{mission.fact.title}” dan semua tindak lanjutnya.",
        stem=f"{page}feed",
        page=page,
        identity=f"{page}feed",
    )


def of_topic(archive: Archive, slug: str) -> Subscription:
    """The news of the directives that name a topic."""
    name, page = min(archive.topics[slug]), address.topic(slug)
    return Subscription(
        kind=Kind.TOPIC,
        subject=slug,
        title=f"Topik: {name}",
        description=f"Arahan tentang {name} dan semua tindak lanjutnya.",
        stem=f"{page}feed",
        page=page,
        identity=f"{page}feed",
    )


def of_directive(archive: Archive, id: DirectiveId) -> Subscription:
    """The story of one directive."""
    directive = archive.directives[id]
    meeting = archive.occasions[directive.meeting]
    page = address.directive(id)
    meetings, names = meeting.aliases, directive.fact.aliases
    earlier: tuple[str, ...] = ()
    if meetings or names:
        ids = [f"{a}/{b}" for a in (meeting.id, *meetings) for b in (directive.fact.id, *names)]
        known = [each for each in ids if each != id and archive.names.directives.get(each) == id]
        earlier = tuple(f"{address.directive(each)}feed" for each in known)
    first = f"{identity(meeting.id, meetings)}/{identity(directive.fact.id, names)}"
    return Subscription(
        kind=Kind.DIRECTIVE,
        subject=id,
        title=f"Arahan: {directive.fact.title}",
        description="Arahan ini dan semua tindak lanjutnya.",
        stem=f"{page}feed",
        page=page,
        identity=f"{address.directive(first)}feed",
        formats=(Format.RSS,),
        earlier=earlier,
    )


def named(archive: Archive) -> Iterator[tuple[Kind, str, str]]:
    """The kind, the subject and the stem of every feed."""
    for each in general():
        yield each.kind, "", each.stem
    for agency in archive.agencies:
        yield Kind.AGENCY, agency, f"{address.agency(agency)}feed"
        yield Kind.AGENCY_COMPLETIONS, agency, f"{address.agency(agency)}selesai"
    for mission in archive.missions:
        yield Kind.MISSION, mission, f"{address.mission(mission)}feed"
    for topic in archive.topics:
        yield Kind.TOPIC, topic, f"{address.topic(topic)}feed"
    for directive in archive.directives:
        yield Kind.DIRECTIVE, directive, f"{address.directive(directive)}feed"


def subscription(archive: Archive, kind: Kind, subject: str) -> Subscription:
    """One feed."""
    match kind:
        case Kind.AGENCY | Kind.AGENCY_COMPLETIONS:
            of = of_agency(archive, AgencyId(subject))
            return next(each for each in of if each.kind is kind)
        case Kind.MISSION:
            return of_mission(archive, MissionId(subject))
        case Kind.TOPIC:
            return of_topic(archive, subject)
        case Kind.DIRECTIVE:
            return of_directive(archive, DirectiveId(subject))
        case _:
            return next(each for each in general() if each.kind is kind)


def listed(archive: Archive) -> Iterator[Subscription]:
    """The feeds that are offered to choose from: all but those of single directives."""
    yield from general()
    for agency in archive.agencies:
        yield from of_agency(archive, agency)
    for mission in archive.missions:
        yield of_mission(archive, mission)
    for topic in archive.topics:
        yield of_topic(archive, topic)


def subscriptions(archive: Archive) -> Iterator[Subscription]:
    """Every feed."""
    yield from listed(archive)
    for directive in archive.directives:
        yield of_directive(archive, directive)


def _general(kind: Kind, title: str, description: str, page: str) -> Subscription:
    stem = f"feed/{kind.value}"
    return Subscription(kind, "", title, description, stem, page, stem)


# --- what is in them ---


def feed(entries: Entries, subscription: Subscription) -> Feed:
    """The document that one subscribes to: the newest entries, and where to read on."""
    archive, site = entries.archive, entries.site
    relations = [Relation("hub", site.hub)] if site.hub else []
    period_of = PERIODS.get(subscription.kind)
    if period_of is not None:
        told_of = digests.newest(entries, period_of)
        if told_of:
            last = digests.last_year(archive, period_of)
            relations.append(Relation("prev-archive", _address(site, subscription, last)))
        return _feed(entries, subscription, told_of, relations=tuple(relations))
    course = _course(subscription)
    told = () if course else _story(archive, subscription)
    found = entries.newest(_newest(archive, course) if course else reversed(told))
    if course and course in archive.begun:
        relations.append(Relation("prev-archive", _address(site, subscription, archive.years[1])))
    return _feed(
        entries,
        subscription,
        found,
        relations=tuple(relations),
        whole=subscription.kind is Kind.DIRECTIVE and len(found) == len(told),
    )


def archived(entries: Entries, subscription: Subscription, year: int) -> Feed:
    """The document of all entries of one year, between those of the years before and after."""
    archive, site = entries.archive, entries.site
    period_of = PERIODS.get(subscription.kind)
    if period_of is not None:
        found = digests.of_year(entries, period_of, year)
        first = archive.years[0]
        goes_on = year < archive.years[1] or year < digests.last_year(archive, period_of)
    else:
        course = Course(_STREAMS[subscription.kind], subscription.subject)
        found = entries.of_year(year, archive.events_of_stream.get((*course, year), ()))
        first, goes_on = archive.begun[course], year < archive.years[1]
    relations = [Relation("current", site.url + subscription.path(Format.ATOM))]
    if first < year:
        relations.append(Relation("prev-archive", _address(site, subscription, year - 1)))
    if goes_on:
        relations.append(Relation("next-archive", _address(site, subscription, year + 1)))
    return msgspec.structs.replace(
        _feed(entries, subscription, found, relations=tuple(relations)),
        title=f"{subscription.title}, {year} – {site.name}",
        stem=archive_stem(subscription.stem, year),
        formats=(Format.ATOM,),
        earlier=tuple(archive_stem(each, year) for each in subscription.earlier),
        history=True,
    )


def years(archive: Archive, kind: Kind, subject: str) -> range:
    """The years of which a feed has a document: from its first news to the last that there is of anything."""
    if kind in PERIODS:
        return digests.years(archive, PERIODS[kind])
    stream = _STREAMS.get(kind)
    first = archive.begun.get(Course(stream, subject)) if stream else None
    return range(first, archive.years[1] + 1) if first is not None else range(0)


def archive_stem(stem: str, year: int) -> str:
    """Where the document of a year stands: `feed/selesai/2026`."""
    return f"{stem}/{year}"


def _address(site: Site, subscription: Subscription, year: int) -> str:
    return site.url + archive_stem(subscription.stem, year) + Format.ATOM.suffix


def _feed(
    entries: Entries,
    subscription: Subscription,
    found: tuple[Entry, ...],
    *,
    relations: tuple[Relation, ...],
    whole: bool = False,
) -> Feed:
    site = entries.site
    return Feed(
        id=site.tag(subscription.identity),
        title=f"{subscription.title} – {site.name}",
        description=subscription.description,
        author=entries.archive.government,
        site_url=site.url,
        home=site.url + subscription.page,
        stem=subscription.stem,
        style=site.style,
        formats=subscription.formats,
        entries=found,
        earlier=subscription.earlier,
        relations=relations,
        whole=whole,
    )


def feeds(entries: Entries) -> Iterator[Feed]:
    """Every feed and the documents of its years, one at a time."""
    for each in subscriptions(entries.archive):
        yield feed(entries, each)
        for year in years(entries.archive, each.kind, each.subject):
            yield archived(entries, each, year)


def _story(archive: Archive, subscription: Subscription) -> Sequence[Tellable]:
    """All that was told of a directive, or of all that name a topic, in the order of time."""
    if subscription.kind is Kind.DIRECTIVE:
        return _told(archive, DirectiveId(subscription.subject))
    slug = subscription.subject
    years = archive.years_of_topic.get(slug, ())
    named = (id for year, _ in years for id in archive.directives_of_topic[slug, year])
    return sorted(chain.from_iterable(_told(archive, id) for id in named), key=_by_time)


def _told(archive: Archive, directive: DirectiveId) -> Sequence[Tellable]:
    told = archive.events_of_directive.get(directive, ())
    withdrawn = archive.events_withdrawn_of_directive.get(directive)
    return sorted([*told, *withdrawn], key=_by_time) if withdrawn else told


def _by_time(event: Tellable) -> dt.date:
    return event.date


_STREAMS: Final[Mapping[Kind, Stream]] = {
    Kind.COMPLETIONS: Stream.COMPLETIONS,
    Kind.EVENTS: Stream.EVENTS,
    Kind.DIRECTIVES: Stream.DIRECTIVES,
    Kind.MEETINGS: Stream.MEETINGS,
    Kind.CORRECTIONS: Stream.CORRECTIONS,
    Kind.AGENCY: Stream.AGENCY,
    Kind.AGENCY_COMPLETIONS: Stream.AGENCY_COMPLETIONS,
    Kind.MISSION: Stream.MISSION,
}
"""What each sort of feed follows that has a history.

A directive tells its whole story, and a topic those of all that name it: it is a word that authors choose
freely, and all its events are in the history of the whole archive.
"""

PERIODS: Final[Mapping[Kind, digests.PeriodOf]] = {Kind.WEEKLY: week, Kind.MONTHLY: month}
"""The feeds of digests, each with its sort of periods."""


def _course(subscription: Subscription) -> Course | None:
    stream = _STREAMS.get(subscription.kind)
    return Course(stream, subscription.subject) if stream else None


def _newest(archive: Archive, course: Course) -> Iterator[Tellable]:
    """The events of a stream, the newest day first; of no more years than somebody takes."""
    if course in archive.begun:
        for year in range(archive.years[1], archive.begun[course] - 1, -1):
            yield from reversed(archive.events_of_stream.get((*course, year), ()))
