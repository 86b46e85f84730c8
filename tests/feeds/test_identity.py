"""An entry is the same for ever, whatever happens to the notes: 1,200 edits of twelve archives."""

import re
from collections import defaultdict
from itertools import pairwise

import pytest

from archives import archive
from feeds.documents import SITE
from feeds.edits import Kept
from tuntas.archive.archive import Archive
from tuntas.archive.events import DirectiveIssued, MeetingHeld, Reported
from tuntas.archive.seconds import BAND
from tuntas.render.feeds import catalogue
from tuntas.render.feeds.catalogue import Kind
from tuntas.render.feeds.entry import MAX_ENTRIES, Entries, Entry

EDITS = 100
DERIVED = re.compile(r"tag:[^:]+:(lewat-tenggat/.*|ditutup/.*|.*/tenggat-baru)")
"""What follows from other facts, and goes when an earlier one becomes known."""


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


def history(entries: Entries) -> dict[str, Entry]:
    """All that is told, by id: every feed is held against the history of all events on the way."""
    archive = entries.archive
    known: dict[str, Entry] = {}
    rest: list[Entry] = []
    for subscription in catalogue.listed(archive):
        if subscription.kind in DIGESTS:  # of periods, not of events
            continue
        if subscription.kind is Kind.TOPIC:
            rest += catalogue.feed(entries, subscription).entries
            continue
        years = catalogue.years(archive, subscription.kind, subscription.subject)
        documents = [catalogue.archived(entries, subscription, year) for year in reversed(years)]
        told = [entry for document in documents for entry in document.entries]
        assert len({each.id for each in told}) == len(told), "an entry is repeated"
        assert catalogue.feed(entries, subscription).entries == tuple(told[:MAX_ENTRIES])
        updated = [each.updated for each in told]
        assert len(set(updated)) == len(updated), "two entries share a moment"
        assert all(newer.published > older.published for newer, older in pairwise(told))
        if subscription.kind is Kind.EVENTS:
            known = {each.id: each for each in told}
        else:
            rest += told
    assert all(known[each.id] == each for each in rest), "an entry differs from feed to feed"
    return known


def said(entry: Entry) -> tuple[str, ...]:
    return entry.title, entry.summary, entry.content


@pytest.mark.parametrize("seed", range(12))
def test_no_entry_changes_its_id_repeats_vanishes_or_comes_back(seed: int) -> None:
    kept = Kept(seed)
    found = archive(kept.notes(), as_of=str(kept.today))
    before, known = history(Entries(found, SITE)), tokens(found)
    departed: dict[str, Entry] = {}
    for _ in range(EDITS):
        what = kept.edit()
        found = archive(kept.notes(), as_of=str(kept.today))
        now, ids = history(Entries(found, SITE)), tokens(found)
        for token, of_fact in known.items():
            assert set(of_fact) <= set(ids[token]), f"{what}: {token} has another id"
        gone = {id: before[id] for id in before.keys() - now.keys()}
        assert all(map(DERIVED.fullmatch, gone)), f"{what}: vanished"
        departed |= gone
        for id in now.keys() & departed.keys():
            assert now[id].published.date() == departed.pop(id).published.date(), f"{what}: came back"
        days = {now[id].published.date() for id in now.keys() - before.keys()}
        days |= {each.published.date() for each in gone.values()}
        days |= {each.updated.date() for id, each in now.items() if id in before and each != before[id]}
        for id in before.keys() & now.keys():
            old, new = before[id], now[id]
            if old.updated != new.updated and said(old) == said(new):
                # Only a tie: another entry of that day fell on the same second.
                assert new.updated.date() == old.updated.date()
                assert new.updated.date() in days, f"{what}: updated without a reason"
                assert abs((new.updated - old.updated).total_seconds()) < BAND / 40
        before, known = now, ids
    assert len(before) > 50
