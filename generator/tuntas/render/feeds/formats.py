"""Feeds as files."""

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from tuntas.render.artifact import Artifact
from tuntas.render.feeds.atom import atom
from tuntas.render.feeds.catalogue import OPML, feeds, listed
from tuntas.render.feeds.entry import Entries
from tuntas.render.feeds.feed import Feed, Format
from tuntas.render.feeds.jsonfeed import json_feed
from tuntas.render.feeds.opml import opml
from tuntas.render.feeds.rss import rss

WRITERS: Final[Mapping[Format, Callable[[Feed], bytes]]] = {
    Format.RSS: rss,
    Format.ATOM: atom,
    Format.JSON: json_feed,
}


def files(feed: Feed) -> Iterator[Artifact]:
    """A feed in each of its formats.

    Where it had another address before, it stands there too: a feed cannot redirect as a page
    does, and its self link tells readers where it has gone.
    """
    for each in feed.formats:
        content = WRITERS[each](feed)
        for stem in (feed.stem, *feed.earlier):
            yield Artifact(stem + each.suffix, content)


def artifacts(entries: Entries) -> Iterator[Artifact]:
    """Every feed of an archive and the list of them, one at a time."""
    for feed in feeds(entries):
        yield from files(feed)
    yield Artifact(OPML, opml(entries.site, listed(entries.archive)))
