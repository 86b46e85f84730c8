"""Feeds as Atom (RFC 4287)."""

from feedgen.entry import FeedEntry

from tuntas.render.feeds.entry import Entry
from tuntas.render.feeds.feed import Feed, Format
from tuntas.render.feeds.generator import added, cleaned, generator


def atom(feed: Feed) -> bytes:
    """The feed's document."""
    made = generator(feed, Format.ATOM)
    for entry in feed.entries:
        _fill(added(made, entry), cleaned(entry))
    document: bytes = made.atom_str()
    return document


def _fill(made: FeedEntry, entry: Entry) -> None:
    made.id(entry.id)
    made.title(entry.title)
    made.link({"href": entry.url, "rel": "alternate", "type": "text/html"})
    made.published(entry.published)
    made.updated(entry.updated)
    made.author({"name": entry.author})
    made.summary(entry.summary)
    made.content(entry.content, type="html")
    made.category([{"term": each} for each in entry.categories])
