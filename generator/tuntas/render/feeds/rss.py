"""Feeds as RSS 2.0."""

from html import escape

from feedgen.entry import FeedEntry

from tuntas.render.feeds.entry import Entry
from tuntas.render.feeds.feed import Feed, Format
from tuntas.render.feeds.generator import added, cleaned, generator


def rss(feed: Feed) -> bytes:
    """The feed's document."""
    made = generator(feed, Format.RSS)
    made.load_extension("dc", atom=False)
    for entry in feed.entries:
        _fill(added(made, entry), cleaned(entry))
    document: bytes = made.rss_str()
    return document


def _fill(item: FeedEntry, entry: Entry) -> None:
    item.guid(entry.id, permalink=False)
    item.title(entry.title)
    item.link({"href": entry.url})
    # A description is HTML by custom, so plain text is escaped for it.
    item.description(escape(entry.summary, quote=False), isSummary=True)
    item.content(entry.content)
    item.published(entry.published)
    # RSS's own author must be an e-mail address.
    item.dc.dc_creator(entry.author)
    item.category([{"term": each} for each in entry.categories])
