"""Which feeds there are, what they are called, and what is in them.

A new sort of feed is a `Kind`, the subscriptions that offer it, and a row in `_EVENTS`.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from itertools import chain
from operator import attrgetter
from typing import Final, TypeAlias

import msgspec

from tuntas.archive.archive import Archive
from tuntas.archive.events import (
    COMPLETIONS,
    AnyEvent,
    CorrectionMade,
    DirectiveIssued,
    MeetingHeld,
)
from tuntas.archive.identity import identity
from tuntas.read.facts import AgencyId, DirectiveId, MissionId
from tuntas.render import address, wording
from tuntas.render.feeds import digests
from tuntas.render.feeds.entry import Entries, Entry
from tuntas.render.feeds.feed import Feed, Format
from tuntas.render.periods import Period

ALL_FORMATS: Final = tuple(Format)
OPML: Final = "feed/langganan.opml"
"""Where the list of feeds stands, for readers to take in whole."""


class Kind(StrEnum):
    """A sort of feed: of the whole archive, or of one agency, mission or directive."""

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


def of_directive(archive: Archive, id: DirectiveId) -> Subscription:
    """The story of one directive."""
    directive = archive.directives[id]
    meeting = archive.meetings[directive.meeting]
    page = address.directive(id)
    meetings, names = meeting.fact.aliases, directive.fact.aliases
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
    """A feed with its entries, ready to be written."""
    site = entries.site
    return Feed(
        id=site.tag(subscription.identity),
        title=f"{subscription.title} – {site.name}",
        description=subscription.description,
        author=entries.archive.government,
        site_url=site.url,
        home=site.url + subscription.page,
        stem=subscription.stem,
        formats=subscription.formats,
        entries=_entries(entries, subscription),
        earlier=subscription.earlier,
    )


def _entries(entries: Entries, subscription: Subscription) -> tuple[Entry, ...]:
    periods = _PERIODS.get(subscription.kind)
    if periods is not None:
        return digests.entries(entries, periods(entries.archive))
    return entries.newest(_EVENTS[subscription.kind](entries.archive, subscription.subject))


def feeds(entries: Entries) -> Iterator[Feed]:
    """Every feed, one at a time."""
    return (feed(entries, each) for each in subscriptions(entries.archive))


_Source: TypeAlias = Callable[[Archive, str], Iterable[AnyEvent]]
"""The events of a feed, the newest day first."""


def _every(archive: Archive, _: str) -> Iterator[AnyEvent]:
    return reversed(archive.events)


def _of_agency(archive: Archive, id: str) -> Iterator[AnyEvent]:
    return reversed(archive.events_of_agency.get(AgencyId(id), ()))


def _of_directive(archive: Archive, id: str) -> Iterator[AnyEvent]:
    return reversed(archive.events_of_directive.get(DirectiveId(id), ()))


def _of_mission(archive: Archive, id: str) -> Iterable[AnyEvent]:
    directives = archive.directives_of_mission.get(MissionId(id), ())
    events = chain.from_iterable(archive.events_of_directive.get(each, ()) for each in directives)
    return sorted(events, key=attrgetter("date"), reverse=True)


def _only(kinds: tuple[type[AnyEvent], ...], source: _Source) -> _Source:
    return lambda archive, id: (event for event in source(archive, id) if isinstance(event, kinds))


_EVENTS: Final[Mapping[Kind, _Source]] = {
    Kind.COMPLETIONS: _only(COMPLETIONS, _every),
    Kind.EVENTS: _every,
    Kind.DIRECTIVES: _only((DirectiveIssued,), _every),
    Kind.MEETINGS: _only((MeetingHeld,), _every),
    Kind.CORRECTIONS: _only((CorrectionMade,), _every),
    Kind.AGENCY: _of_agency,
    Kind.AGENCY_COMPLETIONS: _only(COMPLETIONS, _of_agency),
    Kind.MISSION: _of_mission,
    Kind.DIRECTIVE: _of_directive,
}

_PERIODS: Final[Mapping[Kind, Callable[[Archive], Sequence[Period]]]] = {
    Kind.WEEKLY: digests.weekly,
    Kind.MONTHLY: digests.monthly,
}
"""The feeds of digests: the periods of each, the newest first."""
