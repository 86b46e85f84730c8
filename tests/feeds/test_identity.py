"""An entry is the same for ever, whatever happens to the notes: 1,200 edits of twelve archives."""

import re
from collections import defaultdict
from itertools import pairwise
from typing import NamedTuple

import pytest

from archives import archive
from feeds.documents import SITE
from feeds.edits import Kept
from tuntas.archive.archive import Archive
from tuntas.archive.events import DirectiveIssued, MeetingHeld, Reported
from tuntas.archive.seconds import BAND
from tuntas.archive.withdrawn import lines
from tuntas.render.feeds import catalogue
from tuntas.render.feeds.catalogue import Kind
from tuntas.render.feeds.entry import MAX_ENTRIES, Entries, Entry

EDITS = 100


def tokens(found: Archive) -> dict[str, list[str]]:
    """For each fact, by its token, the ids of its entries."""
    ids: defaultdict[str, set[str]] = defaultdict(set)
    for event in found.events:
        text = ""
        if isinstance(event, MeetingHeld):
            text = found.meetings[event.meeting].fact.title
        elif isinstance(event, DirectiveIssued):
            text = found.directives[event.directive].fact.title
        elif isinstance(event, Reported) and event.follow_up.note:
            text = event.follow_up.note.html
        for token in re.findall("kode[0-9]+kode", text):
            ids[token].add(event.id)
    return {token: sorted(each) for token, each in ids.items()}


DIGESTS = {Kind.WEEKLY, Kind.MONTHLY}


class Followed(NamedTuple):
    """What a feed has told, and what of it one sees who only now subscribes."""

    told: set[str]
    shown: set[str]


def history(entries: Entries) -> tuple[dict[str, Entry], dict[str, Followed]]:
    """All that is told, by id, and what each feed tells.

    Every feed is held against the history of all events on the way.
    """
    archive = entries.archive
    of_feed: dict[str, Followed] = {}
    known: dict[str, Entry] = {}
    rest: list[Entry] = []
    for subscription in catalogue.listed(archive):
        if subscription.kind is Kind.TOPIC:
            rest += catalogue.feed(entries, subscription).entries
            continue
        years = catalogue.years(archive, subscription.kind, subscription.subject)
        documents = [catalogue.archived(entries, subscription, year) for year in reversed(years)]
        told = [entry for document in documents for entry in document.entries]
        ids = [each.id for each in told]
        assert len(set(ids)) == len(ids), "an entry is repeated"
        of_feed[subscription.identity] = Followed(set(ids), set(ids[:MAX_ENTRIES]))
        updated = [each.updated for each in told]
        assert len(set(updated)) == len(updated), "two entries share a moment"
        assert all(newer.published > older.published for newer, older in pairwise(told))
        if subscription.kind in DIGESTS:  # of periods, not of events
            continue
        assert catalogue.feed(entries, subscription).entries == tuple(told[:MAX_ENTRIES])
        if subscription.kind is Kind.EVENTS:
            known = {each.id: each for each in told}
        else:
            rest += told
    assert all(known[each.id] == each for each in rest), "an entry differs from feed to feed"
    return known, of_feed


def said(entry: Entry) -> tuple[str, ...]:
    return entry.title, entry.summary, entry.content


@pytest.mark.parametrize("seed", range(12))
def test_no_entry_changes_its_id_repeats_vanishes_or_comes_back(seed: int) -> None:
    kept = Kept(seed)
    published: set[str] = set()
    found = archive(kept.notes(), as_of=str(kept.today))
    (before, feeds), known = history(Entries(found, SITE)), tokens(found)
    withdrawn: set[str] = set()
    for _ in range(EDITS):
        published |= {line for event in found.events for line in lines(event)}
        what = kept.edit()
        found = archive(kept.notes(), as_of=str(kept.today), told=published)
        (now, of_feed), ids = history(Entries(found, SITE)), tokens(found)
        for token in known.keys() - kept.removed:
            assert set(known[token]) <= set(ids[token]), f"{what}: {token} has another id"
        for feed, then in feeds.items():
            told, shown = of_feed[feed]
            assert then.told <= told, f"{what}: vanished from {feed}"
            assert shown - then.shown <= told - then.told, f"{what}: came back in {feed}"
        days = {now[id].published.date() for id in now.keys() - before.keys()}
        days |= {each.updated.date() for id, each in now.items() if id in before and each != before[id]}
        for id, old in before.items():
            new = now[id]
            assert new.published.date() == old.published.date(), f"{what}: told of another day"
            if old.updated != new.updated and said(old) == said(new):
                # Only a tie: another entry of that day fell on the same second.
                assert new.updated.date() == old.updated.date()
                assert new.updated.date() in days, f"{what}: updated without a reason"
                assert abs((new.updated - old.updated).total_seconds()) < BAND / 40
        gone = {SITE.tag(each.id) for each in found.withdrawn}
        assert gone.isdisjoint(SITE.tag(each.id) for each in found.events)
        assert all(now[id].title.startswith("Tidak berlaku lagi: ") for id in gone)
        assert all(now[id].updated > max(now[id].published, before[id].published) for id in gone)
        withdrawn |= gone
        before, feeds, known = now, of_feed, ids
    assert len(before) > 50
    assert withdrawn
