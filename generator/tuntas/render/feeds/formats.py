"""Feeds as files."""

from collections.abc import Iterator

from tuntas.render.artifact import Artifact
from tuntas.render.feeds.catalogue import OPML, feeds, listed
from tuntas.render.feeds.entry import Entries
from tuntas.render.feeds.feed import Feed, Format
from tuntas.render.feeds.jsonfeed import json_feed
from tuntas.render.feeds.mould import Moulds, rfc822, rfc3339


def written(feed: Feed, moulds: Moulds) -> Iterator[Artifact]:
    """A feed in each of its formats.

    Where it had another address before, it stands there too: a feed cannot redirect as a page
    does, and its self link tells readers where it has gone.
    """
    for each in feed.formats:
        content = _document(feed, each, moulds)
        for stem in (feed.stem, *feed.earlier):
            yield Artifact(stem + each.suffix, content)


def _document(feed: Feed, in_format: Format, moulds: Moulds) -> bytes:
    match in_format:
        case Format.RSS:
            return moulds.rss.filled(feed, rfc822)
        case Format.ATOM:
            return moulds.atom.filled(feed, rfc3339)
        case Format.JSON:
            return json_feed(feed)


def artifacts(entries: Entries, moulds: Moulds) -> Iterator[Artifact]:
    """Every feed of an archive and the list of them, one at a time."""
    for feed in feeds(entries):
        yield from written(feed, moulds)
    yield listing(entries)


def listing(entries: Entries) -> Artifact:
    """The list of feeds."""
    from tuntas.render.feeds.opml import opml  # noqa: PLC0415 - it changes seldom, and XML takes long to import

    return Artifact(OPML, opml(entries.site, listed(entries.archive)))
