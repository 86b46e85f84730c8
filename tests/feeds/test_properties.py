"""What holds for the feeds of any archive."""

import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from itertools import pairwise
from random import Random

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from archives import archive
from feeds.documents import SITE, documents, note, read
from feeds.histories import AS_OF, histories
from tuntas.archive.archive import Archive
from tuntas.render import story, wording
from tuntas.render.feeds import catalogue
from tuntas.render.feeds.entry import MAX_ENTRIES, Entries, Entry
from tuntas.render.feeds.feed import Format

PROPERTY = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def made(notes: Mapping[str, str]) -> Archive:
    return archive(notes, as_of=AS_OF.isoformat())


def entries_of(notes: Mapping[str, str]) -> dict[str, Entry]:
    """Every event's entry, by its id."""
    found = made(notes)
    entries = Entries(found, SITE)
    return {each.id: each for each in map(entries.of, found.events)}


def without_corrections(text: str) -> str:
    if not text.startswith("---\n{"):
        return text
    keys = json.loads(text.split("\n")[1])
    keys.pop("koreksi", None)
    return note(**keys)


@PROPERTY
@given(histories())
def test_an_event_is_one_entry_in_every_feed(notes: dict[str, str]) -> None:
    known = entries_of(notes)
    for feed in catalogue.feeds(Entries(made(notes), SITE)):
        ids = [each.id for each in feed.entries]
        assert len(set(ids)) == len(ids) <= MAX_ENTRIES
        if not feed.stem.startswith("feed/digest"):  # an entry of these is a period
            assert all(known[each.id] == each for each in feed.entries)


@PROPERTY
@given(histories())
def test_moments(notes: dict[str, str]) -> None:
    """Newest first, each moment once, none in the future, a correction never before its event."""
    end = datetime(AS_OF.year, AS_OF.month, AS_OF.day, 1, tzinfo=SITE.zone)
    for feed in catalogue.feeds(Entries(made(notes), SITE)):
        assert all(newer.published > older.published for newer, older in pairwise(feed.entries))
        updated = [each.updated for each in feed.entries]
        assert len(set(updated)) == len(updated)
        assert all(each.published <= each.updated < end for each in feed.entries)
        assert all(moment.microsecond == 0 for moment in updated)
        assert not updated or feed.updated == max(updated)


TITLES = {Format.RSS: "item/title", Format.ATOM: "{*}entry/{*}title"}


@PROPERTY
@given(histories())
def test_independent_readers_read_what_was_written(notes: dict[str, str]) -> None:
    entries = Entries(made(notes), SITE)
    written = documents(entries.archive)
    for feed in catalogue.feeds(entries):
        ids = [each.id for each in feed.entries]
        for form in feed.formats:
            document = written[feed.stem + form.suffix]
            if form is Format.JSON:
                items = json.loads(document)["items"]
                assert [each["title"] for each in items] == [each.title for each in feed.entries]
            else:
                items = read(document).entries
                # feedparser "mends" titles: markup in RSS, and what looks like Latin-1 ("Â¡").
                titles = etree.fromstring(document).findall(f".//{TITLES[form]}")
                assert [each.text for each in titles] == [each.title for each in feed.entries]
            assert [each["id"] for each in items] == ids


@PROPERTY
@given(histories(), st.randoms(use_true_random=False))
def test_the_order_of_files_does_not_matter(notes: dict[str, str], random: Random) -> None:
    shuffled = list(notes.items())
    random.shuffle(shuffled)
    assert documents(made(dict(shuffled))) == documents(made(notes))


@PROPERTY
@given(histories())
def test_a_later_build_keeps_what_was_told(notes: dict[str, str]) -> None:
    """Time alone moves no entry: only corrections that are dated later may."""
    before = entries_of(notes)
    found = archive(notes, as_of=(AS_OF + timedelta(days=400)).isoformat())
    entries = Entries(found, SITE)
    after = {each.id: each for each in map(entries.of, found.events)}
    assert {id: after[id] for id in before} == before


@PROPERTY
@given(histories(), st.integers(1, 40))
def test_what_is_added_on_a_day_of_its_own_moves_nothing(notes: dict[str, str], days: int) -> None:
    day = AS_OF - timedelta(days=365 + days)
    late = note(judul="Terlambat", tanggal=str(day), pimpinan="G", arahan=[{"id": "a", "judul": "A"}])
    before = entries_of(notes)
    after = entries_of({**notes, f"meetings/{day.year}/{day}-terlambat.md": late})
    assert len(after) == len(before) + 2
    assert {id: after[id] for id in before} == before


@PROPERTY
@given(histories())
def test_an_entry_is_updated_only_with_its_text(notes: dict[str, str]) -> None:
    """A correction moves `updated` and shows in the text, both or neither."""
    uncorrected = {path: without_corrections(text) for path, text in notes.items()}
    before, after = entries_of(uncorrected), entries_of(notes)
    for id, entry in before.items():
        corrected = after[id]
        assert (entry.updated == corrected.updated) == (entry.content == corrected.content)
        assert entry.published == corrected.published


@PROPERTY
@given(histories())
def test_titles_are_plain_and_sentences_whole(notes: dict[str, str]) -> None:
    for entry in entries_of(notes).values():
        assert entry.title.strip()
        assert len(entry.title) <= len(wording.SAMPLE) + story.MAX_TITLE
        assert "\n" not in entry.summary
        assert entry.summary.endswith(".")
