"""Feeds as JSON Feed 1.1."""

from typing import Any

import msgspec

from tuntas.render.feeds.entry import Entry
from tuntas.render.feeds.feed import LANGUAGE, Feed, Format
from tuntas.render.feeds.xmltext import clean


def json_feed(feed: Feed) -> bytes:
    """The feed's document."""
    return msgspec.json.encode(
        {
            "version": "https://jsonfeed.org/version/1.1",
            "title": clean(feed.title),
            "home_page_url": feed.home,
            "feed_url": feed.url(Format.JSON),
            "description": clean(feed.description),
            "authors": [{"name": clean(feed.author)}],
            "language": LANGUAGE,
            "items": [_item(entry) for entry in feed.entries],
        }
    )


def _item(entry: Entry) -> dict[str, Any]:
    return {
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
