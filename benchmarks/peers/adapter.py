"""What an archive's pages and feeds say, as data for other generators.

    python benchmarks/peers/adapter.py mkdocs.yml FOLDER --as-of 2026-11-22

Status, timelines, sentences, dates in words, and the HTML of feed entries are Tuntas' own, taken from
its views; the other generators get them for nothing. Texts on pages are Markdown, as authors wrote them,
with references resolved. Charts come with their measures, what is told to programs as the objects of
JSON-LD. The few pages that are one of a kind come as HTML.

`FOLDER` gets a JSON file for each template, with the list of its pages, and `site.json`.
"""

import argparse
import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from email.utils import format_datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any
from unittest.mock import patch
from zoneinfo import ZoneInfo

import msgspec

from tuntas.archive.archive import Archive
from tuntas.publish import edition
from tuntas.read.prose import Prose
from tuntas.render import address, jsonld, policy, social, wording
from tuntas.render.feeds import catalogue
from tuntas.render.feeds.entry import Entries, Entry
from tuntas.render.feeds.feed import Feed, Format
from tuntas.render.feeds.site import Site
from tuntas.render.fragment import Templates, root
from tuntas.render.jsonld import Thing
from tuntas.render.lastmod import lastmods
from tuntas.render.pages import PageName, Pages
from tuntas.render.social import Card
from tuntas.render.text import Texts, label
from tuntas.render.views import parts, subscriptions
from tuntas.render.views.foot import Notes
from tuntas.settings import MenuEntry, Settings, load

PORTED = (
    "directive",
    "meeting",
    "report",
    "digest",
    "agency",
    "agency-role",
    "agency-year",
    "briefing",
    "directives",
    "meetings",
    "mission",
    "commitments",
)
"""The templates that other generators have too; what else there is are some thirty pages."""

_ROWS = {"anchor", "holders", "measure", "moved_from", "needs", "percent", "role"}
_MEETING = {"directives", "government"}
UNUSED: Mapping[str, Mapping[str, set[str]]] = {
    "directive": {
        "CommitmentItem": {"address", "directive", "holders", "lead", "needs", "role"},
        "EventItem": {"address", "headline", "subject"},
        "DirectiveLine": {"complete", "day", "total"},
        "MeetingItem": {"day", "kind", *_MEETING},
    },
    "meeting": {
        "CommitmentItem": {"directive", *_ROWS},
        "EventItem": {"anchor", "source"},
        "IssuedItem": {"text"},  # it stands on the directive's own page
        "DirectiveLine": {"complete", "day", "total"},
        "MeetingItem": {"kind", *_MEETING},
    },
    "report": {"EventItem": {"anchor", "source"}},
    "digest": {"EventLine": {"word"}},
    "agency": {"CommitmentItem": _ROWS, "MeetingItem": _MEETING},
    "agency-role": {"CommitmentItem": {"agency", *_ROWS}},
    "agency-year": {"CommitmentItem": {"agency", *_ROWS}},
    "briefing": {"CommitmentItem": _ROWS - {"percent"}},
    "commitments": {"CommitmentItem": _ROWS},
}
"""What the ported templates do not read of the views: what is not there costs the others nothing."""
EVERYWHERE = subscriptions.alternates(subscriptions.EVERYWHERE)
"""The feeds that every page announces."""


class Markdown(Texts):
    """Leaves texts as Markdown, with their references as plain links."""

    def html(self, prose: Prose | None, folder: str, prefix: str = "") -> str:  # noqa: ARG002 - as its base
        return _REFERENCE.sub(self._link, prose.text) if prose else ""

    def _link(self, found: re.Match[str]) -> str:
        target = self._archive.names.target(found[1])
        if target is None:
            return found[2] or found[1]
        text = found[2] or label(self._archive, target)
        return f"[{text}]({self._root}{address.target(target)})"


_REFERENCE = re.compile(r"\[\[([^\[\]|\n]+)(?:\|([^\[\]\n]+))?\]\]")


def export(settings: Settings, as_of: dt.date, folder: Path) -> None:
    """Write the data of every page and feed."""
    made = edition.prepare(settings, as_of)
    notes = Notes({(note.kind, note.id): note.file for note in made.notes})
    pages = Pages(
        made.archive,
        silent_after_days=settings.silent_after_days,
        notes=notes,
        search=settings.search,
        site_name=settings.site_name,
        site_url=settings.site_url,
    )
    fragments = settings.theme / "fragments"
    templates = Templates(
        {path.name: path.read_text("utf-8") for path in fragments.glob("*.html")}, settings.site_url
    )
    feeds = _feeds(settings, made.archive)
    days = lastmods(made.archive, notes)
    found: dict[str, list[dict[str, Any]]] = {name: [] for name in (*PORTED, "plain")}
    for name in pages:
        page = _page(name, templates)
        page["feeds"] = feeds.pop(page["address"], [])
        if page["address"] in days:
            page["lastmod"] = days[page["address"]]
        found[page["template"]].append(page)
    # What is left are the feeds of the whole archive: they belong to no page's folder.
    found["general"] = [each for group in feeds.values() for each in group]
    folder.mkdir(parents=True, exist_ok=True)
    for template, each in found.items():
        (folder / f"{template}.json").write_bytes(msgspec.json.encode(each))
    (folder / "site.json").write_bytes(msgspec.json.encode(_site(settings, as_of)))


def _page(name: PageName, templates: Templates) -> dict[str, Any]:
    with (
        patch.object(parts, "Texts", Markdown),
        patch.object(social, "tags", _card),
        patch.object(jsonld, "block", _things),
    ):
        fragment = name.fragment()
    card, things = map(msgspec.json.decode, fragment.head.splitlines())
    page = {
        "address": fragment.address,
        "root": root(fragment.address),
        "section": fragment.section,
        "template": fragment.template if fragment.template in PORTED else "plain",
        "title": fragment.title,
        "description": fragment.description,
        "alternates": _data(fragment.alternates[len(EVERYWHERE) :]),
        "card": card,
        "things": things,
        "toc": _data(fragment.toc),
        "file": getattr(fragment.foot, "file", ""),
        "corrections": _data(getattr(fragment.foot, "corrections", ())),
        "corrected": getattr(fragment.foot, "corrected", False),
    }
    if page["template"] == "plain":
        # Its foot is part of the HTML.
        return {**page, "file": "", "corrections": [], "html": templates.page(name.fragment()).content}
    return {**page, "view": _data(fragment.view, UNUSED.get(fragment.template, {}))}


def _card(card: Card, _site_url: str) -> str:
    """A card for the head as data: a line of JSON."""
    return msgspec.json.encode({"address": card.address, "description": card.description}).decode() + "\n"


def _things(things: Iterable[Thing]) -> str:
    """What is told to programs in the head, as data: a line of JSON."""
    return msgspec.json.encode(list(things)).decode() + "\n"


def _data(value: Any, unused: Mapping[str, set[str]] = MappingProxyType({})) -> Any:
    """A view without what is empty, false or unused."""
    if isinstance(value, msgspec.Struct):
        left_out = unused.get(type(value).__name__, set())
        fields = {name: getattr(value, name) for name in value.__struct_fields__ if name not in left_out}
        return {name: _data(each, unused) for name, each in fields.items() if each or type(each) is int}
    if isinstance(value, tuple):
        return [_data(each, unused) for each in value]
    return value


def _feeds(settings: Settings, archive: Archive) -> dict[str, list[dict[str, Any]]]:
    """The feeds in the folder of each page."""
    zone = ZoneInfo(settings.timezone)
    site = Site(settings.site_name, settings.site_url, settings.tag_authority, zone)
    found = defaultdict(list)
    for feed in catalogue.feeds(Entries(archive, site)):
        where, _, name = feed.stem.rpartition("/")
        found[f"{where}/"].append({"name": name, **_feed(feed)})
    return found


def _feed(feed: Feed) -> dict[str, Any]:
    dates_for_atom = feed.formats != (Format.RSS,)
    return {
        "stem": feed.stem,
        "id": feed.id,
        "title": feed.title,
        "description": feed.description,
        "author": feed.author,
        "home": feed.home,
        "style": feed.style,
        "relations": _relations(feed),
        "history": feed.history,
        "whole": feed.whole,
        "updated": feed.updated.isoformat(),
        "updated_rss": format_datetime(feed.updated),
        "formats": [each.name.lower() for each in feed.formats],
        "entries": [_entry(each, dates_for_atom=dates_for_atom) for each in feed.entries],
    }


def _relations(feed: Feed) -> list[dict[str, str]]:
    return [{"rel": each.rel, "href": each.href} for each in feed.relations]


def _entry(entry: Entry, *, dates_for_atom: bool) -> dict[str, Any]:
    made = {
        "id": entry.id,
        "title": entry.title,
        "url": entry.url,
        "published_rss": format_datetime(entry.published),
        "summary": entry.summary,
        # Its first paragraph is the summary once more.
        "content": entry.content.partition("\n")[2],
        "author": entry.author,
        "categories": entry.categories,
    }
    if dates_for_atom:
        made |= {"published": entry.published.isoformat(), "updated": entry.updated.isoformat()}
    return made


def _site(settings: Settings, as_of: dt.date) -> dict[str, Any]:
    return {
        "name": settings.site_name,
        "url": settings.site_url,
        "as_of": wording.day(as_of),
        "webcal": f"webcal:{settings.site_url.partition(':')[2]}",
        "policy": policy.POLICY,
        "description": settings.site_description,
        "alternates": _data(EVERYWHERE),
        "menu": [_line(each) for each in settings.menu],
    }


def _line(entry: MenuEntry) -> dict[str, Any]:
    children = [_line(each) for each in entry.children]
    return {"title": entry.title, "address": entry.address, "section": entry.section, "children": children}


def main() -> None:
    """Write the data of the archive whose settings are named."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("config", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--as-of", type=dt.date.fromisoformat, required=True)
    options = parser.parse_args()
    export(load(options.config), options.as_of, options.folder)


if __name__ == "__main__":
    main()
