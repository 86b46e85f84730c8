"""The whole history of each feed, as documents by year (RFC 5005)."""

import json
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from lxml import etree

from archives import AGENCIES, archive, meeting, report
from feeds.documents import METER, NOTES, PLACES, RAPIM, SITE, documents, note, read
from feeds.histories import AS_OF, histories
from tuntas.archive.archive import Archive
from tuntas.archive.seconds import Seconds
from tuntas.archive.watched import Reads, watched
from tuntas.render.feeds import catalogue
from tuntas.render.feeds.catalogue import Kind
from tuntas.render.feeds.entry import MAX_ENTRIES, Entries
from tuntas.render.periods import ended, month, week

FH = "{http://purl.org/syndication/history/1.0}"
ATOM = "{http://www.w3.org/2005/Atom}"

PERIODS = {Kind.WEEKLY: week, Kind.MONTHLY: month}
YEARS = {
    **PLACES,
    **{
        f"meetings/{year}/{year}-03-02-rapim.md": note(
            judul="Rapim",
            tanggal=f"{year}-03-02",
            pimpinan="G",
            arahan=[{"id": "a", "judul": f"A {year}", "komitmen": [{"opd": "bapenda"}]}],
        )
        for year in (2022, 2023, 2025)
    },
}
"""News in three years of four."""


def links(document: bytes) -> dict[str, str]:
    """The addresses of a document by their relation."""
    root = etree.fromstring(document)
    channel = root.find("channel")
    found = (root if channel is None else channel).findall(f"{ATOM}link")
    return {str(each.get("rel")): str(each.get("href")) for each in found}


def ids(document: bytes) -> list[str]:
    return [each.id for each in read(document).entries]


def walk(written: Mapping[str, bytes], stem: str) -> Iterator[tuple[str, bytes]]:
    """The documents by year that one comes to from a feed, the newest first."""
    address = links(written[f"{stem}.atom.xml"]).get("prev-archive")
    while address is not None:
        path = address.removeprefix(SITE.url)
        yield path, written[path]
        address = links(written[path]).get("prev-archive")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(histories())
def test_a_feed_and_its_years_hold_all_that_happened(notes: dict[str, str]) -> None:
    found = archive(notes, as_of=AS_OF.isoformat())
    written = documents(found)
    for subscription in catalogue.listed(found):
        if subscription.kind is Kind.TOPIC:  # it has no history
            continue
        told = [id for _, document in walk(written, subscription.stem) for id in ids(document)]
        assert len(set(told)) == len(told)
        assert ids(written[f"{subscription.stem}.atom.xml"]) == told[:MAX_ENTRIES]
        if subscription.kind is Kind.EVENTS:
            assert set(told) == {SITE.tag(each.id) for each in found.events}
        if subscription.kind in PERIODS:
            periods = ended(found, PERIODS[subscription.kind])
            assert set(told) == {SITE.tag(f"digest/{each.id}") for each in periods}


def test_the_years_lead_to_each_other_without_a_gap() -> None:
    written = documents(archive(YEARS))
    walked = list(walk(written, "opd/bapenda/feed"))
    assert [path for path, _ in walked] == [
        f"opd/bapenda/feed/{year}.atom.xml" for year in range(2025, 2021, -1)
    ]
    assert [len(ids(document)) for _, document in walked] == [1, 0, 1, 1]
    current = SITE.url + "opd/bapenda/feed.atom.xml"
    for number, (path, document) in enumerate(walked):
        found = links(document)
        assert etree.fromstring(document).find(f"{FH}archive") is not None
        assert found["self"] == SITE.url + path
        assert found["current"] == current
        after = walked[number - 1][0] if number else None
        assert found.get("next-archive") == (after and SITE.url + after)
    head = written["opd/bapenda/feed.atom.xml"]
    assert etree.fromstring(head).find(f"{FH}archive") is None
    assert {read(document).feed.id for _, document in walked} == {read(head).feed.id}


def test_rss_leads_to_the_same_history() -> None:
    written = documents(archive(YEARS))
    assert (
        links(written["opd/bapenda/feed.xml"])["prev-archive"]
        == links(written["opd/bapenda/feed.atom.xml"])["prev-archive"]
    )


def test_more_than_a_feed_holds_stays_in_its_history() -> None:
    directives = [{"id": f"a-{number}", "judul": f"A {number}"} for number in range(120)]
    rapim = note(judul="Rapim", tanggal="2026-01-05", pimpinan="G", arahan=directives)
    written = documents(archive({"meetings/2026/2026-01-05-rapim.md": rapim}))
    assert len(ids(written["feed/arahan.atom.xml"])) == MAX_ENTRIES
    assert len(ids(written["feed/arahan/2026.atom.xml"])) == 120


def test_a_closed_year_keeps_its_bytes() -> None:
    more = note(judul="Rapim", tanggal="2025-09-01", pimpinan="G", arahan=[{"id": "b", "judul": "B"}])
    next_year = note(judul="Rapim", tanggal="2026-01-05", pimpinan="G", arahan=[{"id": "c", "judul": "C"}])
    before = documents(archive(YEARS))
    after = documents(archive({**YEARS, "meetings/2025/2025-09-01-lagi.md": more}))
    closed = documents(archive({**YEARS, "meetings/2026/2026-01-05-rapim.md": next_year}))
    for path, document in before.items():
        year = path.rpartition("/")[2].partition(".")[0]
        if year in {"2022", "2023", "2024"}:
            assert after[path] == closed[path] == document
    # The newest year learns that there is a next one, and nothing else.
    path = "feed/rapim/2025.atom.xml"
    link = f'<link rel="next-archive" href="{SITE.url}feed/rapim/2026.atom.xml"/>'.encode()
    assert closed[path].replace(link, b"") == before[path]


def test_a_year_reads_no_other() -> None:
    reads = Reads()
    entries = Entries(watched(archive(YEARS), reads), SITE, Seconds(archive(YEARS)))
    for kind, subject, stem in catalogue.named(archive(YEARS)):
        if kind is Kind.DIRECTIVE or kind in PERIODS:
            continue
        subscription = catalogue.subscription(archive(YEARS), kind, subject)
        for year in catalogue.years(archive(YEARS), kind, subject):
            reads.take()
            catalogue.archived(entries, subscription, year)
            seen = reads.take()
            assert [each for each in seen if each.startswith("events_of_stream/")] == [
                f"events_of_stream/{kind}:{subject}:{year}".replace("tindak-lanjut:", "semua:")
            ], stem
            assert not [each for each in seen if each.startswith("events_of_day/")], "its events have seconds"
            assert "events" not in seen


@pytest.mark.parametrize("kind", PERIODS)
def test_a_year_of_digests_reads_the_days_of_its_periods(kind: Kind) -> None:
    found = archive(YEARS)
    reads = Reads()
    watching = Entries(watched(found, reads), SITE, reads=reads)
    subscription = catalogue.subscription(found, kind, "")
    assert catalogue.years(found, kind, "") == range(2022, 2026)
    for year in range(2022, 2026):
        reads.take()
        catalogue.archived(watching, subscription, year)
        seen = reads.take()
        days = [each.partition("/")[2] for each in seen if each.startswith("events_of_day/")]
        # Also those of thirty days before: who was not heard of since then is silent.
        assert f"{year - 1}-11-25" <= min(days) <= max(days) <= f"{year + 1}-01-04"
        assert not {"days", "events"} & set(seen)
        assert ("as_of" in seen) == (year == 2025)


DECEMBER = {
    **PLACES,
    **meeting("2024-12-30", "arahan: [{id: a, judul: A, komitmen: [{opd: bapenda}]}]\n"),
}
"""Monday of the first week of 2025."""


@pytest.mark.parametrize(
    ("as_of", "months", "weeks"),
    [
        ("2024-12-31", {}, {}),
        ("2025-01-01", {2024: ["2024-12"]}, {}),
        ("2025-01-05", {2024: ["2024-12"]}, {}),
        ("2025-01-06", {2024: ["2024-12"]}, {2024: [], 2025: ["2025-W01"]}),
    ],
)
def test_a_digest_stands_in_the_year_in_which_its_period_ends(
    as_of: str, months: dict[int, list[str]], weeks: dict[int, list[str]]
) -> None:
    written = documents(archive(DECEMBER, as_of=as_of))
    for stem, years in (("feed/digest-bulanan", months), ("feed/digest-mingguan", weeks)):
        walked = {path: ids(document) for path, document in walk(written, stem)}
        assert walked == {
            f"{stem}/{year}.atom.xml": [SITE.tag(f"digest/{each}") for each in told]
            for year, told in years.items()
        }
        assert {path for path in written if path.startswith(f"{stem}/")} == walked.keys()


def test_a_late_note_changes_the_digests_of_its_year_alone() -> None:
    late = report(
        "bapenda", "2023-04-05", "tindak_lanjut: [{komitmen: 2023-03-02-rapim/a/bapenda, status: berjalan}]\n"
    )
    before, after = documents(archive(YEARS)), documents(archive({**YEARS, **late}))
    for stem in ("feed/digest-bulanan", "feed/digest-mingguan"):
        paths = [f"{stem}/{year}.atom.xml" for year in (2022, 2023, 2024, 2025)]
        assert [path for path in paths if before[path] != after[path]] == [f"{stem}/2023.atom.xml"]


def test_more_digests_than_a_feed_holds_stay_in_its_history() -> None:
    notes = dict(PLACES)
    for week_ in range(120):
        notes |= meeting(str(date(2023, 1, 2) + timedelta(weeks=week_)))
    written = documents(archive(notes))
    assert len(ids(written["feed/digest-mingguan.atom.xml"])) == MAX_ENTRIES
    assert [len(ids(document)) for _, document in walk(written, "feed/digest-mingguan")] == [16, 52, 52]


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(histories())
def test_documents_that_share_entries_hide_no_read(notes: dict[str, str]) -> None:
    found = archive(notes, as_of=AS_OF.isoformat())
    reads = Reads()
    seconds = Seconds(found)
    shared = Entries(watched(found, reads), SITE, seconds, reads=reads)
    for year in (2025, 2026, 2025):
        for subscription in catalogue.listed(found):
            if year not in catalogue.years(found, subscription.kind, subscription.subject):
                continue
            own = Reads()
            alone = Entries(watched(found, own), SITE, seconds)
            reads.take()
            assert catalogue.archived(shared, subscription, year) == catalogue.archived(
                alone, subscription, year
            )
            assert sorted(reads.take()) == sorted(own.take())


def test_the_newest_entries_read_no_more_years_than_they_need() -> None:
    directives = [{"id": f"a-{number}", "judul": f"A {number}"} for number in range(60)]
    rapim = note(judul="Rapim", tanggal="2025-03-09", pimpinan="G", arahan=directives)
    found = archive({**YEARS, "meetings/2025/2025-03-09-rapim.md": rapim})
    reads = Reads()
    catalogue.feed(Entries(watched(found, reads), SITE), catalogue.subscription(found, Kind.DIRECTIVES, ""))
    streams = [each for each in reads.take() if each.startswith("events_of_stream/")]
    assert streams == ["events_of_stream/arahan::2025"]


@pytest.fixture(scope="module")
def crowded() -> Archive:
    slugs = [f"dinas-{number}" for number in range(60)]
    agencies = {f"opd/{slug}/index.md": note(nama=slug, singkatan=slug) for slug in slugs}
    asked = [{"id": "a", "judul": "A", "komitmen": [{"opd": "semua"}]}, {"id": "b", "judul": "B"}]
    rapim = note(judul="Rapim", tanggal="2026-01-05", pimpinan="G", arahan=asked)
    said = [{"komitmen": f"2026-01-05-rapim/a/{slug}", "status": "berjalan"} for slug in slugs]
    later = note(judul="Rapim", tanggal="2026-02-05", pimpinan="G", tindak_lanjut=said)
    return archive(
        {
            **agencies,
            "meetings/2026/2026-01-05-rapim.md": rapim,
            "meetings/2026/2026-02-05-rapim.md": later,
        }
    )


def test_the_feed_of_a_directive_says_whether_it_is_complete(crowded: Archive) -> None:
    written = documents(crowded)

    def is_complete(name: str) -> bool:
        root: Any = etree.fromstring(written[f"arahan/2026-01-05-rapim/{name}/feed.xml"])
        return root.find(f"channel/{FH}complete") is not None

    assert is_complete("b")
    assert not is_complete("a")
    assert len(ids(written["arahan/2026-01-05-rapim/a/feed.xml"])) == MAX_ENTRIES


def test_earlier_addresses_keep_their_years() -> None:
    agency = note(nama="Bapenda", singkatan="Bapenda", alias=["dispenda"])
    notes = {**NOTES, "opd/bapenda/index.md": agency}
    written = documents(archive(notes))
    assert written["opd/dispenda/feed/2026.atom.xml"] == written["opd/bapenda/feed/2026.atom.xml"]


def test_a_feed_without_news_has_no_history() -> None:
    written = documents(archive(AGENCIES))
    assert not any("/20" in path for path in written)
    assert "prev-archive" not in links(written["opd/dpupr/selesai.atom.xml"])
    assert json.loads(written["opd/dpupr/selesai.json"])["items"] == []


def test_who_was_taken_over_keeps_its_history() -> None:
    new = note(nama="Badan Baru", singkatan="Baru", sejak="2026-01-10", menggantikan=["bapenda"])
    said = note(judul="K", tanggal="2026-01-20", tindak_lanjut=[{"komitmen": METER, "status": "selesai"}])
    notes = {path: text for path, text in NOTES.items() if "laporan" not in path}
    before = documents(archive(notes, as_of="2026-01-25"))
    merged = {**notes, "opd/baru/index.md": new, "opd/baru/laporan/2026-01-20-k.md": said}
    after = documents(archive(merged, as_of="2026-01-25"))
    old = "opd/bapenda/feed/2026.atom.xml"
    assert set(ids(before[old])) < set(ids(after[old]))
    assert set(ids(after[old])) == set(ids(after["opd/baru/feed/2026.atom.xml"]))


def test_the_feed_of_a_topic_does_not_say_that_it_is_complete() -> None:
    """What no longer names the topic leaves it, and is in the history of all events."""
    root: Any = etree.fromstring(
        documents(archive({**PLACES, "meetings/2026/2026-01-05-rapim.md": RAPIM}))["topik/air/feed.xml"]
    )
    assert root.find("channel/item") is not None
    assert root.find(f"channel/{FH}complete") is None
