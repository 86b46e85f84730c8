"""What RSS and Atom have in common: a feedgen generator that knows neither clock nor version.

feedgen changes the process's locale for a moment whenever it writes an RSS date, so feeds may be
written by several processes, but not by several threads of one.
"""

from feedgen.feed import FeedGenerator

from tuntas.render.feeds.feed import LANGUAGE, Feed, Format

GENERATOR = "Tuntas"


def generator(feed: Feed, in_format: Format) -> FeedGenerator:
    """A generator with all but the entries."""
    made = FeedGenerator()
    made.id(feed.id)
    made.title(feed.title)
    made.subtitle(feed.description)
    made.description(feed.description)
    made.author({"name": feed.author})
    made.language(LANGUAGE)
    # Left alone, this names feedgen and its version, and the next gives the present time.
    made.generator(GENERATOR)
    made.updated(feed.updated)
    made.link({"href": feed.url(in_format), "rel": "self", "type": in_format.media_type})
    # The last link is the one that RSS shows, so this is the page.
    made.link({"href": feed.home, "rel": "alternate", "type": "text/html"})
    return made
