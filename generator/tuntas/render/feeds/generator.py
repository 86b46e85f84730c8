"""What RSS and Atom have in common: a feedgen generator that knows neither clock nor version.

feedgen changes the process's locale for a moment whenever it writes an RSS date, so moulds may not
be drawn by several threads of one process; filling them changes nothing.
"""

import msgspec
from feedgen.entry import FeedEntry
from feedgen.feed import FeedGenerator

from tuntas.render.feeds.entry import Entry
from tuntas.render.feeds.extension import NAME, EntryExtension, FeedExtension
from tuntas.render.feeds.feed import LANGUAGE, Feed, Format
from tuntas.render.feeds.xmltext import clean

GENERATOR = "Tuntas"


def generator(feed: Feed, in_format: Format) -> FeedGenerator:
    """A generator with all but the entries."""
    made = FeedGenerator()
    made.id(feed.id)
    description = clean(feed.description)
    made.title(clean(feed.title))
    made.subtitle(description)
    made.description(description)
    made.author({"name": clean(feed.author)})
    made.language(LANGUAGE)
    # Left alone, this names feedgen and its version, and the next gives the present time.
    made.generator(GENERATOR)
    made.updated(feed.updated)
    made.link({"href": feed.url(in_format), "rel": "self", "type": in_format.media_type})
    # The last link is the one that RSS shows, so this is the page.
    made.link({"href": feed.home, "rel": "alternate", "type": "text/html"})
    made.register_extension(NAME, FeedExtension, EntryExtension)
    getattr(made, NAME).feed = feed
    return made


def added(made: FeedGenerator, entry: Entry) -> FeedEntry:
    """An entry behind the others, with what the extension tells of it."""
    own = made.add_entry(order="append")
    getattr(own, NAME).entry = entry
    return own


def cleaned(entry: Entry) -> Entry:
    """An entry that lxml takes: without what XML forbids."""
    texts = {name: clean(getattr(entry, name)) for name in ("title", "summary", "content", "author")}
    return msgspec.structs.replace(entry, **texts, categories=tuple(map(clean, entry.categories)))
