"""The feeds as readers find them: on the page of subscriptions, and announced by each page."""

from collections.abc import Iterable
from typing import Final

from tuntas.archive.archive import Archive
from tuntas.read.facts import AgencyId, MissionId
from tuntas.render.feeds import catalogue
from tuntas.render.feeds.catalogue import Kind, Subscription
from tuntas.render.feeds.feed import Format
from tuntas.render.fragment import Alternate
from tuntas.render.views.parts import Link, View

EVERYWHERE = tuple(each for each in catalogue.general() if each.kind in {Kind.COMPLETIONS, Kind.EVENTS})
"""The feeds that every page announces."""


def alternates(subscriptions: Iterable[Subscription]) -> tuple[Alternate, ...]:
    """The feeds in all their formats, as a page's head announces them."""
    return tuple(
        Alternate(each.title, each.path(form), form.media_type)
        for each in subscriptions
        for form in each.formats
    )


class FeedItem(View, frozen=True):
    """A feed to choose, with its address in each format."""

    title: str
    description: str
    page: Link
    formats: tuple[Link, ...]


class Followed(View, frozen=True):
    """Something with feeds of its own: an agency, a mission, a topic."""

    subject: Link
    description: str
    feeds: tuple[Link, ...]
    calendar: str = ""
    """The whole address of its calendar, which the reader's own takes in."""


class Readers(View, frozen=True):
    """Programs that read feeds, for one sort of machine."""

    place: str
    programs: tuple[Link, ...]


class SubscriptionsView(View, frozen=True):
    general: tuple[FeedItem, ...]
    agencies: tuple[Followed, ...]
    topics: tuple[Followed, ...]
    missions: tuple[Followed, ...]
    calendars: tuple[Link, ...]
    readers: tuple[Readers, ...]
    opml: str
    total: int


READERS: Final = (
    Readers("Android", (Link("Feeder", "https://f-droid.org/packages/com.nononsenseapps.feeder/"),)),
    Readers("iPhone, iPad, Mac", (Link("NetNewsWire", "https://netnewswire.com/"),)),
    Readers(
        "Windows dan Linux",
        (
            Link("Thunderbird", "https://www.thunderbird.net/"),
            Link("Liferea", "https://lzone.de/liferea/"),
            Link("Newsboat", "https://newsboat.org/"),
        ),
    ),
    Readers("Peramban", (Link("FreshRSS", "https://freshrss.org/"), Link("Feedly", "https://feedly.com/"))),
    Readers("Surel", (Link("rss2email", "https://github.com/rss2email/rss2email"),)),
)
"""Some that are well known; most of them are free software."""

_CALENDARS: Final = (
    ("Semua tenggat", "kalender/tenggat.ics"),
    ("Semua rapat", "kalender/rapim.ics"),
)


def subscriptions_view(archive: Archive, site_url: str) -> SubscriptionsView:
    """Every feed that is offered to choose from, and the calendars."""
    found = list(catalogue.listed(archive))

    def of(kind: Kind) -> list[Subscription]:
        return [each for each in found if each.kind is kind]

    def followed(title: str, description: str, feed: Subscription) -> Followed:
        return Followed(Link(title, feed.page), description, (_button("Ikuti", feed),))

    def mission(feed: Subscription) -> Followed:
        return followed(feed.title, archive.missions[MissionId(feed.subject)].fact.title, feed)

    return SubscriptionsView(
        general=tuple(_item(each) for each in found if not each.subject),
        agencies=tuple(
            Followed(
                Link(archive.agencies[AgencyId(news.subject)].short_name, news.page),
                archive.agencies[AgencyId(news.subject)].name,
                (_button("Kabar", news), _button("Selesai", completions)),
                _calendar(site_url, f"{news.page}tenggat.ics"),
            )
            for news, completions in zip(of(Kind.AGENCY), of(Kind.AGENCY_COMPLETIONS), strict=True)
        ),
        topics=tuple(followed(min(archive.topics[each.subject]), "", each) for each in of(Kind.TOPIC)),
        missions=tuple(map(mission, sorted(of(Kind.MISSION), key=_plan, reverse=True))),
        calendars=tuple(Link(title, _calendar(site_url, path)) for title, path in _CALENDARS),
        readers=READERS,
        opml=catalogue.OPML,
        total=len(found),
    )


def _plan(feed: Subscription) -> str:
    return feed.subject.partition("/")[0]


def _button(text: str, feed: Subscription) -> Link:
    return Link(text, feed.path(Format.RSS))


def _calendar(site_url: str, path: str) -> str:
    """The address of a calendar as a calendar wants it: `webcal://...`."""
    return f"webcal://{site_url.partition('://')[2]}{path}"


def _item(feed: Subscription) -> FeedItem:
    formats = tuple(Link(form.label, feed.path(form)) for form in feed.formats)
    return FeedItem(feed.title, feed.description, Link(feed.title, feed.page), formats)
