"""A feed before it is written: what it is called, where it stands, and what is in it."""

import datetime as dt
from enum import Enum

import msgspec

from tuntas.render.feeds.entry import Entry

LANGUAGE = "id"
EMPTY_SINCE = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)
"""When a feed without entries was updated: Atom asks for a date, and the clock may not give it."""


class Format(Enum):
    """A format of feeds: how its address ends, its media type, and its name for readers."""

    RSS = (".xml", "application/rss+xml", "RSS")
    ATOM = (".atom.xml", "application/atom+xml", "Atom")
    JSON = (".json", "application/feed+json", "JSON Feed")

    def __init__(self, suffix: str, media_type: str, label: str) -> None:
        self.suffix = suffix
        self.media_type = media_type
        self.label = label


class Relation(msgspec.Struct, frozen=True):
    """A link of the feed to a hub, or to another document of its history (RFC 5005)."""

    rel: str
    href: str


class Feed(msgspec.Struct, frozen=True):
    """A feed, the same in all its formats.

    `stem` is its address below the site's root without the ending that tells the format, `home`
    the whole address of the page that it belongs to. `earlier` are the stems that it had before,
    `style` is the address of what makes it readable in a browser.

    It is a document of its `history`, or all that there is (`whole`), or the newest of more.
    """

    id: str
    title: str
    description: str
    author: str
    site_url: str
    home: str
    stem: str
    style: str
    formats: tuple[Format, ...]
    entries: tuple[Entry, ...]
    earlier: tuple[str, ...] = ()
    relations: tuple[Relation, ...] = ()
    history: bool = False
    whole: bool = False

    def url(self, in_format: Format) -> str:
        """The feed's own address."""
        return self.site_url + self.stem + in_format.suffix

    @property
    def updated(self) -> dt.datetime:
        """When its newest text was written."""
        return max((each.updated for each in self.entries), default=EMPTY_SINCE)
