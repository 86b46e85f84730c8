"""Feeds that fill a mould, with feedgen as the judge: the same bytes as if it had written them."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any
from zoneinfo import ZoneInfo

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archives import archive
from feeds.documents import MOULDS, NOTES, SITE
from feeds.histories import AS_OF, HOSTILE, histories
from sites import AS_OF as TODAY
from sites import ROOT
from tuntas.archive.archive import Archive
from tuntas.archive.seconds import Seconds
from tuntas.publish.edition import prepare
from tuntas.render.feeds import catalogue
from tuntas.render.feeds.atom import atom
from tuntas.render.feeds.drawing import MouldError, mould
from tuntas.render.feeds.entry import MAX_ENTRIES, Enclosure, Entries, Entry
from tuntas.render.feeds.feed import Feed, Format, Relation
from tuntas.render.feeds.formats import written
from tuntas.render.feeds.mould import Moulds, rfc822, rfc3339
from tuntas.render.feeds.rss import rss
from tuntas.render.feeds.site import Site
from tuntas.render.feeds.xmltext import clean
from tuntas.settings import load

JUDGES: dict[Format, Callable[[Feed], bytes]] = {Format.RSS: rss, Format.ATOM: atom}
# All where writers may differ: controls, signs, letters, surrogates, and the ends of each plane.
CHARACTERS = "".join(
    chr(point)
    for point in range(sys.maxunicode + 1)
    if point < 0x2100 or 0xD700 <= point < 0x10100 or point & 0xFFFF > 0xFFF0
)


def assert_same(feed: Feed) -> None:
    """Feedgen writes the feed in the same bytes, at each of its addresses."""
    made = {each.path: each.content for each in written(feed, MOULDS)}
    assert len(made) == len(feed.formats) * (1 + len(feed.earlier))
    for form, judge in JUDGES.items():
        if form in feed.formats:
            expected = judge(feed)
            for stem in (feed.stem, *feed.earlier):
                assert made[stem + form.suffix] == expected


# feedgen leaves out what is empty, and no field ever is: a name or a sentence stands in each.
TEXTS = st.one_of(
    st.sampled_from(HOSTILE),
    st.text(st.sampled_from("ab<>&\"'\r\n\t \x00\x01\x0b\x1f\x7f\x85\ud800\udfff\ufffe\uffff\ufeff%é€😀]")),
    st.text(st.characters(exclude_categories=[])),
).filter(clean)
ADDRESSES = TEXTS.map(clean)
"""What has never been cleaned, because no author writes it: lxml refuses what XML forbids."""
MOMENTS = st.datetimes(
    datetime(1900, 1, 1),  # noqa: DTZ001 - the zone comes from the strategy
    datetime(2999, 12, 31),  # noqa: DTZ001
    timezones=st.integers(-1439, 1439).map(lambda minutes: timezone(timedelta(minutes=minutes))),
)
SIZES = st.integers(0).map(str)
FILES = st.builds(Enclosure, url=ADDRESSES, type=ADDRESSES, length=SIZES, caption=TEXTS)
PICTURES = st.builds(
    Enclosure,
    url=ADDRESSES,
    type=ADDRESSES,
    length=SIZES,
    caption=TEXTS,
    width=ADDRESSES,
    height=ADDRESSES,
)
ENCLOSURES = st.one_of(FILES, PICTURES)
ENTRIES = st.builds(
    Entry,
    id=ADDRESSES,
    title=TEXTS,
    url=ADDRESSES,
    published=MOMENTS,
    updated=MOMENTS,
    summary=TEXTS,
    content=TEXTS,
    author=TEXTS,
    categories=st.lists(TEXTS, max_size=4).map(tuple),
    enclosures=st.lists(ENCLOSURES, max_size=3).map(tuple),
)
# Many entries are the same few again: what matters is how many there are.
LISTS = st.tuples(st.lists(ENTRIES, max_size=3), st.integers(1, MAX_ENTRIES)).map(
    lambda drawn: tuple((drawn[0] * drawn[1])[:MAX_ENTRIES])
)
FEEDS = st.builds(
    Feed,
    id=ADDRESSES,
    title=TEXTS,
    description=TEXTS,
    author=TEXTS,
    site_url=ADDRESSES,
    home=ADDRESSES,
    stem=ADDRESSES,
    style=ADDRESSES,
    relations=st.lists(st.builds(Relation, ADDRESSES, ADDRESSES), max_size=3).map(tuple),
    history=st.booleans(),
    whole=st.booleans(),
    formats=st.just(tuple(Format)),
    entries=LISTS,
    earlier=st.lists(st.sampled_from(["dulu/feed", "lama/feed"]), unique=True).map(tuple),
)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(FEEDS)
def test_any_feed(feed: Feed) -> None:
    assert_same(feed)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(histories())
def test_every_feed_of_any_archive(notes: dict[str, str]) -> None:
    for feed in catalogue.feeds(Entries(archive(notes, as_of=AS_OF.isoformat()), SITE)):
        assert_same(feed)


def test_every_feed_of_the_real_content() -> None:
    site_settings = load(ROOT / "mkdocs.yml")
    found = prepare(site_settings, date.fromisoformat(TODAY)).archive
    site = Site("Tuntas", site_settings.site_url, site_settings.tag_authority, ZoneInfo("Asia/Jakarta"))
    feeds = list(catalogue.feeds(Entries(found, site)))
    assert len(feeds) > 100
    for feed in feeds:
        assert_same(feed)


def test_every_sort_of_character() -> None:
    moment = datetime(2026, 1, 5, 1, 2, 3, tzinfo=UTC)
    text = CHARACTERS
    entry = Entry("tag:x", text, "https://x/", moment, moment, text, text, text, (text, text))
    feed = Feed(
        "tag:f", text, text, text, SITE.url, SITE.url + clean(text), "feed/x", "/x", tuple(Format), (entry,)
    )
    assert_same(feed)


def test_a_text_in_the_place_of_a_mark_is_left_alone() -> None:
    document = rss(next(catalogue.feeds(Entries(archive(NOTES), SITE)))).decode()
    moment = datetime(2000, 1, 1, tzinfo=UTC)
    marks = '"&TuntasMarktitleHere', "Sat, 01 Jan 2000 00:00:00 +0000", "2000-01-01T00:00:00+00:00", document
    for text in marks:
        entry = Entry(text, text, text, moment, moment, text, text, text, (text,))
        assert_same(Feed(text, text, text, text, text, text, text, text, tuple(Format), (entry, entry)))


def test_a_mould_is_kept_as_plain_data() -> None:
    kept = msgspec.msgpack.encode(MOULDS)
    assert len(kept) < 8_000
    assert msgspec.msgpack.decode(kept, type=Moulds) == MOULDS


@pytest.mark.parametrize(
    ("write", "moment"),
    [
        (rss, rfc3339),  # dates in another form than they are looked for
        (lambda feed: rss(feed).replace(b"&gt;", b">"), rfc822),  # other characters are escaped
        (lambda feed: atom(feed) + str(len(feed.entries)).encode(), rfc3339),  # more than entries differs
        (lambda feed: atom(feed).replace(b"&quot;", b"&#34;"), rfc3339),
    ],
)
def test_a_library_that_writes_otherwise_is_refused(
    write: Callable[[Feed], bytes], moment: Callable[[datetime], str]
) -> None:
    with pytest.raises(MouldError):
        mould(write, moment)


def test_filling_a_mould_needs_no_feeds_library() -> None:
    program = "import sys, tuntas.render.feeds.formats; print({'feedgen', 'lxml'} & {*sys.modules})"
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "set()"


# --- what a feed reads ---


class Watched(dict[Any, Any]):
    """A table that notes which of its entries are asked for; all of it, where it is walked through."""

    def __init__(self, table: dict[Any, Any], name: str, seen: set[tuple[str, Any]]) -> None:
        super().__init__(table)
        self.name, self.seen = name, seen

    def __getitem__(self, key: Any) -> Any:
        self.seen.add((self.name, key))
        return super().__getitem__(key)

    def get(self, key: Any, default: Any = None) -> Any:
        self.seen.add((self.name, key))
        return super().get(key, default)

    def __iter__(self) -> Iterator[Any]:
        self.seen.add((self.name, "*"))
        return super().__iter__()

    values = items = keys = None  # type: ignore[assignment]


def watched(found: Archive, seen: set[tuple[str, Any]]) -> Archive:
    tables = msgspec.structs.asdict(found).items()
    changes = {name: Watched(table, name, seen) for name, table in tables if isinstance(table, dict)}
    return msgspec.structs.replace(found, **changes)


def test_a_feed_reads_what_it_shows_and_no_more() -> None:
    seen: set[tuple[str, Any]] = set()
    found = archive(TWO_MEETINGS, as_of="2026-04-01")
    entries = Entries(watched(found, seen), SITE, Seconds(found))
    for subscription in catalogue.subscriptions(found):
        if subscription.kind is catalogue.Kind.DIRECTIVE:
            seen.clear()
            assert catalogue.feed(entries, subscription).entries
            assert {key for table, key in seen if table == "directives"} == {subscription.subject}
            commitments = {key for table, key in seen if table in {"commitments", "states"}}
            assert commitments
            assert all(each.startswith(f"{subscription.subject}/") for each in commitments)
            assert not [key for table, key in seen if table == "events_of_day"]
            assert not any(key == "*" for _, key in seen)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(histories())
def test_no_feed_hides_from_another_what_it_read(notes: dict[str, str]) -> None:
    found = archive(notes, as_of=AS_OF.isoformat())
    seen: set[tuple[str, Any]] = set()
    seconds = Seconds(found)
    shared = Entries(watched(found, seen), SITE, seconds)
    for subscription in catalogue.subscriptions(found):
        seen.clear()
        of_shared = catalogue.feed(shared, subscription)
        read = set(seen)
        seen.clear()
        assert catalogue.feed(Entries(watched(found, seen), SITE, seconds), subscription) == of_shared
        assert read == seen


TWO_MEETINGS = {
    **NOTES,
    "meetings/2026/2026-02-09-rapim.md": """---
judul: Rapim kedua
tanggal: 2026-02-09
pimpinan: Andra Soni
arahan:
  - id: jalan
    judul: Perbaiki jalan
    komitmen:
      - {opd: dpupr, tenggat: 2026-03-01}
---
""",
}
