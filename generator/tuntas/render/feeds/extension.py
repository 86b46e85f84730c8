"""What feedgen does not write: the documents of a history, evidence, hubs, and a style for browsers.

It knows Atom's links, but drops the relation of an entry's second one, and writes no others in RSS.
"""

from typing import Any

from feedgen.ext.base import BaseEntryExtension, BaseExtension
from feedgen.util import xml_elem
from lxml import etree

from tuntas.render.feeds.entry import Entry
from tuntas.render.feeds.feed import Feed
from tuntas.render.feeds.xmltext import attribute, clean, escaped

NAME = "tuntas"
HISTORY = "http://purl.org/syndication/history/1.0"
MEDIA = "http://search.yahoo.com/mrss/"
ATOM = "http://www.w3.org/2005/Atom"


class FeedExtension(BaseExtension):  # type: ignore[misc] # it comes without types
    """The parts of a feed, in the order of `mould.PARTS_OF_FEED`."""

    feed: Feed

    def extend_ns(self) -> dict[str, str]:
        return {"fh": HISTORY, "media": MEDIA}

    def extend_atom(self, feed: Any) -> Any:
        self._extend(feed, feed, "link")
        return feed

    def extend_rss(self, feed: Any) -> Any:
        self._extend(feed, feed[0], f"{{{ATOM}}}link")
        return feed

    def _extend(self, root: Any, channel: Any, link: str) -> None:
        (style,) = map(attribute, escaped([self.feed.style]))
        root.addprevious(
            etree.ProcessingInstruction("xml-stylesheet", f'type="text/css" href="{style.decode()}"')
        )
        for each in self.feed.relations:
            xml_elem(link, channel, rel=each.rel, href=each.href)
        if self.feed.history:
            xml_elem(f"{{{HISTORY}}}archive", channel)
        if self.feed.whole:
            xml_elem(f"{{{HISTORY}}}complete", channel)


class EntryExtension(BaseEntryExtension):  # type: ignore[misc] # as above
    """The parts of an entry, in the order of `mould.PARTS_OF_ENTRY`."""

    entry: Entry

    def extend_atom(self, entry: Any) -> Any:
        for each in self.entry.enclosures:
            xml_elem("link", entry, rel="enclosure", type=each.type, length=each.length, href=each.url)
        self._show(entry)
        return entry

    def extend_rss(self, item: Any) -> Any:
        for each in self.entry.enclosure:
            xml_elem("enclosure", item, url=each.url, length=each.length, type=each.type)
        self._show(item)
        return item

    def _show(self, entry: Any) -> None:
        for each in self.entry.pictures:
            content = xml_elem(
                f"{{{MEDIA}}}content",
                entry,
                url=each.url,
                fileSize=each.length,
                type=each.type,
                medium="image",
                width=each.width,
                height=each.height,
            )
            xml_elem(f"{{{MEDIA}}}description", content, type="plain").text = clean(each.caption)
