"""The feeds as readers find them: on the page of subscriptions, and announced by each page."""

from collections.abc import Iterable
from itertools import groupby

from tuntas.archive.archive import Archive
from tuntas.render.feeds import catalogue
from tuntas.render.feeds.catalogue import Kind, Subscription
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


class FeedGroup(View, frozen=True):
    title: str
    feeds: tuple[FeedItem, ...]


class SubscriptionsView(View, frozen=True):
    groups: tuple[FeedGroup, ...]
    opml: str
    total: int


_GROUPS = {
    Kind.AGENCY: "Menurut OPD",
    Kind.AGENCY_COMPLETIONS: "Menurut OPD",
    Kind.MISSION: "Menurut misi RPJMD",
}


def subscriptions_view(archive: Archive, _root: str) -> SubscriptionsView:
    """Every feed that is offered to choose from."""
    found = list(catalogue.listed(archive))
    groups = [
        FeedGroup(title, tuple(map(_item, feeds)))
        for title, feeds in groupby(found, lambda each: _GROUPS.get(each.kind, "Seluruh arsip"))
    ]
    return SubscriptionsView(tuple(groups), catalogue.OPML, len(found))


def _item(feed: Subscription) -> FeedItem:
    formats = tuple(Link(form.label, feed.path(form)) for form in feed.formats)
    return FeedItem(feed.title, feed.description, Link(feed.title, feed.page), formats)
