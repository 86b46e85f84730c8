"""Feeds as JSON Feed 1.1."""

from typing import Any

import msgspec

from tuntas.render.feeds.entry import Entry
from tuntas.render.feeds.feed import LANGUAGE, Feed, Format


def json_feed(feed: Feed) -> bytes:
    """The feed's document."""
    return msgspec.json.encode(
        {
            "version": "https://jsonfeed.org/version/1.1",
            "title": feed.title,
            "home_page_url": feed.home,
            "feed_url": feed.url(Format.JSON),
            "description": feed.description,
            "authors": [{"name": feed.author}],
            "language": LANGUAGE,
            "items": [_item(entry) for entry in feed.entries],
        }
    )


def _item(entry: Entry) -> dict[str, Any]:
    return {
        "id": entry.id,
        "url": entry.url,
        "title": entry.title,
        "summary": entry.summary,
        "content_html": entry.content,
        "date_published": entry.published.isoformat(),
        "date_modified": entry.updated.isoformat(),
        "authors": [{"name": entry.author}],
        "tags": entry.categories,
        "language": LANGUAGE,
    }
