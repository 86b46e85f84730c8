"""Feeds as JSON Feed 1.1."""

from typing import Any

import msgspec

from tuntas.render.feeds.entry import Entry
from tuntas.render.feeds.feed import LANGUAGE, Feed, Format
from tuntas.render.feeds.xmltext import clean


def json_feed(feed: Feed) -> bytes:
    """The feed's document."""
    hubs = [{"type": "WebSub", "url": each.href} for each in feed.relations if each.rel == "hub"]
    return msgspec.json.encode(
        {
            "version": "https://jsonfeed.org/version/1.1",
            "title": clean(feed.title),
            "home_page_url": feed.home,
            "feed_url": feed.url(Format.JSON),
            "description": clean(feed.description),
            "authors": [{"name": clean(feed.author)}],
            "language": LANGUAGE,
            **({"hubs": hubs} if hubs else {}),
            "items": [_item(entry) for entry in feed.entries],
        }
    )


def _item(entry: Entry) -> dict[str, Any]:
    item: dict[str, Any] = {
        "id": entry.id,
        "url": entry.url,
        "title": clean(entry.title),
        "summary": clean(entry.summary),
        "content_html": clean(entry.content),
        "date_published": entry.published.isoformat(),
        "date_modified": entry.updated.isoformat(),
        "authors": [{"name": clean(entry.author)}],
        "tags": tuple(map(clean, entry.categories)),
        "language": LANGUAGE,
    }
    if entry.pictures:
        item["image"] = entry.pictures[0].url
    if entry.enclosures:
        item["attachments"] = [
            {
                "url": each.url,
                "mime_type": each.type,
                "title": clean(each.caption),
                "size_in_bytes": int(each.length),
            }
            for each in entry.enclosures
        ]
    return item
