"""The feeds of a small archive, as independent readers see them."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

import pytest
from lxml import etree

from archives import AGENCIES, archive
from feeds.documents import METER, NOTES, PLACES, RAPIM, REPORT, SITE, documents, note, read
from feeds.histories import HOSTILE
from tuntas.archive.archive import Archive
from tuntas.read.facts import AgencyId, DirectiveId, MissionId
from tuntas.render.feeds import catalogue
from tuntas.render.feeds.atom import atom
from tuntas.render.feeds.entry import MAX_ENTRIES, Entries, Entry
from tuntas.render.feeds.feed import EMPTY_SINCE, Feed, Format
from tuntas.render.feeds.jsonfeed import json_feed
from tuntas.render.feeds.rss import rss

NS = {
    "atom": "http://www.w3.org/2005/Atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
}
ALL = (".xml", ".atom.xml", ".json")


@pytest.fixture(scope="module")
def found() -> Archive:
    return archive(NOTES, as_of="2026-03-01")


@pytest.fixture(scope="module")
def written(found: Archive) -> dict[str, bytes]:
    return documents(found)


def test_the_feeds_stand_where_the_contract_says(written: dict[str, bytes]) -> None:
    stems = ["feed/selesai", "feed/tindak-lanjut", "feed/arahan", "feed/rapim", "feed/koreksi"]
    stems += ["feed/digest-mingguan", "feed/digest-bulanan"]
    stems += ["rpjmd/2025-2029/1/feed", "topik/air/feed"]
    stems += [f"opd/{agency}/{name}" for agency in ("bapenda", "dpupr") for name in ("feed", "selesai")]
    expected = {stem + suffix for stem in stems for suffix in ALL}
    expected |= {"arahan/2026-01-05-rapim/meter/feed.xml", "feed/langganan.opml"}
    without_news = {"feed/koreksi", "opd/dpupr/feed", "opd/dpupr/selesai"}
    without_history = {"topik/air/feed"}
    with_history = set(stems) - without_news - without_history
    assert set(written) == expected | {f"{stem}/2026.atom.xml" for stem in with_history}


def parsed(written: dict[str, bytes]) -> Iterator[tuple[str, Any]]:
    for path, document in written.items():
        if path.endswith(".xml"):
            yield path, read(document)


def test_every_feed_says_who_and_where_it_is(written: dict[str, bytes]) -> None:
    for path, document in parsed(written):
        feed = document.feed
        is_atom = path.endswith(".atom.xml")
        assert document.version == ("atom10" if is_atom else "rss20")
        links = {(each.rel, each.href) for each in feed.links}
        assert ("self", SITE.url + path) in links
        assert feed.link.startswith(SITE.url)
        assert feed.link.endswith("/")
        assert feed.title.endswith(" – Tuntas")
        assert feed.language == "id"
        assert feed.generator == "Tuntas"
        assert feed.subtitle
        for entry in document.entries:
            assert entry.author
            assert entry.link.startswith(SITE.url)
            assert entry.id.startswith("tag:contoh.go.id,2026:")
    atoms = [read(document) for path, document in written.items() if path.endswith(".atom.xml")]
    assert all(each.feed.author == "Pemerintah Provinsi Banten" for each in atoms)
    assert all(each.feed.id.startswith("tag:contoh.go.id,2026:") for each in atoms)
    heads = [each for each in atoms if "fh_archive" not in each.feed]
    assert len({each.feed.id for each in heads}) == len(heads) < len(atoms)


def test_the_page_of_a_feed(written: dict[str, bytes]) -> None:
    pages = {
        "feed/selesai": "",
        "feed/arahan": "arahan/",
        "feed/rapim": "rapim/",
        "feed/koreksi": "koreksi/",
        "opd/bapenda/selesai": "opd/bapenda/",
        "rpjmd/2025-2029/1/feed": "rpjmd/2025-2029/1/",
        "arahan/2026-01-05-rapim/meter/feed": "arahan/2026-01-05-rapim/meter/",
    }
    for stem, page in pages.items():
        channel = etree.fromstring(written[f"{stem}.xml"]).find("channel")
        assert channel is not None
        assert channel.findtext("link") == SITE.url + page


def test_what_is_in_which_feed(found: Archive) -> None:
    entries = Entries(found, SITE)
    feeds = [each for each in catalogue.feeds(entries) if not each.history]
    kinds = {each.stem: [entry.categories[0] for entry in each.entries] for each in feeds}
    story = ["Dilaporkan selesai", "Arahan baru"]
    assert kinds == {
        "feed/selesai": ["Dilaporkan selesai"],
        "feed/tindak-lanjut": [*story, "Rapat"],
        "feed/arahan": ["Arahan baru"],
        "feed/rapim": ["Rapat"],
        "feed/koreksi": [],
        "feed/digest-mingguan": ["Ringkasan mingguan"] * 2,
        "feed/digest-bulanan": ["Ringkasan bulanan"],
        "opd/bapenda/feed": story,
        "opd/bapenda/selesai": ["Dilaporkan selesai"],
        "opd/dpupr/feed": [],
        "opd/dpupr/selesai": [],
        "rpjmd/2025-2029/1/feed": story,
        "topik/air/feed": story,
        "arahan/2026-01-05-rapim/meter/feed": story,
    }


def test_an_entry_says_the_same_in_each_format(written: dict[str, bytes]) -> None:
    as_rss = read(written["feed/selesai.xml"]).entries[0]
    as_atom = read(written["feed/selesai.atom.xml"]).entries[0]
    as_json = json.loads(written["feed/selesai.json"])["items"][0]
    where = f"tindak-lanjut/bapenda/2026-01-20-meter/{METER}/2026-01-20"
    assert as_rss.id == as_atom.id == as_json["id"] == f"tag:contoh.go.id,2026:{where}"
    page = f"{SITE.url}arahan/2026-01-05-rapim/meter/#"
    assert as_rss.link == as_atom.link == as_json["url"] == page + where.replace("/", ".")
    assert as_rss.title == as_atom.title == as_json["title"]
    assert as_rss.title == "Dilaporkan selesai: Bapenda – Memasang 12 meter"
    assert as_rss.summary == as_atom.summary == as_json["summary"]
    assert as_rss.content[0].value == as_atom.content[0].value
    assert as_rss.published_parsed == as_atom.published_parsed
    assert datetime.fromisoformat(as_json["date_published"]) == datetime.fromisoformat(as_atom.published)
    assert parsedate_to_datetime(as_rss.published) == datetime.fromisoformat(as_atom.published)
    assert as_atom.published.startswith("2026-01-20T00:")
    assert as_atom.published.endswith("+07:00")
    assert as_rss.author == as_atom.author == as_json["authors"][0]["name"] == "Badan Pendapatan Daerah"
    tags = ["Dilaporkan selesai", "Bapenda", "air"]
    assert (
        [each.term for each in as_rss.tags] == [each.term for each in as_atom.tags] == as_json["tags"] == tags
    )


def test_an_entry_holds_note_effect_and_evidence_with_whole_addresses(written: dict[str, bytes]) -> None:
    content: str = json.loads(written["feed/selesai.json"])["items"][0]["content_html"]
    note_page = f"{SITE.url}opd/bapenda/laporan/2026-01-20-meter/"
    assert "<strong>diuji</strong>" in content
    assert f'<a href="{SITE.url}arahan/2026-01-05-rapim/meter/">arahannya</a>' in content
    assert "<p>Dampak: Tagihan &lt;tepat&gt; &amp; cepat</p>" in content
    assert f'<a href="{note_page}meter%20baru.jpg">Foto</a>: Meter &amp; pipa' in content
    assert '<a href="https://contoh.org/?a=1&amp;b=2">Tautan</a>' in content
    assert f'<a href="{note_page}">Laporan 20 Januari 2026</a>' in content
    html = etree.HTML(content)
    addresses = [str(each) for each in html.xpath("//@href | //@src")]
    assert addresses
    assert all(each.startswith("https://") for each in addresses)


def test_a_directive_and_a_meeting_are_told_with_their_text(written: dict[str, bytes]) -> None:
    directive = json.loads(written["feed/arahan.json"])["items"][0]["content_html"]
    assert f'Di <em>semua</em> titik, lihat <a href="{SITE.url}opd/bapenda/">Bapenda</a>.' in directive
    meeting = json.loads(written["feed/rapim.json"])["items"][0]["content_html"]
    assert f'<li><a href="{SITE.url}arahan/2026-01-05-rapim/meter/">Pasang meter air</a></li>' in meeting


def test_plain_text_is_html_where_rss_expects_html() -> None:
    rapim = note(judul="Satu <b>dua</b> & tiga", tanggal="2026-01-05", pimpinan="G")
    channel = etree.fromstring(
        documents(archive({"meetings/2026/2026-01-05-rapim.md": rapim}))["feed/rapim.xml"]
    )
    description = channel.findtext("channel/item/description") or ""
    assert "“Satu &lt;b&gt;dua&lt;/b&gt; &amp; tiga”" in description


@pytest.mark.parametrize("title", HOSTILE)
def test_hostile_titles_arrive_as_they_were_written(title: str) -> None:
    directives = [{"id": "a", "judul": title}]
    rapim = note(judul="Rapim", tanggal="2026-01-05", pimpinan="G", arahan=directives)
    written = documents(archive({**AGENCIES, "meetings/2026/2026-01-05-rapim.md": rapim}))
    expected = f"Arahan baru: {title.removeprefix('Contoh: ').rstrip('.')}"
    expected = expected.replace(": a", ": A") if title == "Contoh: a." else expected
    assert read(written["feed/arahan.atom.xml"]).entries[0].title == expected
    assert json.loads(written["feed/arahan.json"])["items"][0]["title"] == expected
    document = etree.fromstring(written["feed/arahan.xml"])
    assert document.findtext("channel/item/title") == expected
    if "script" not in title and "&amp;" not in title:  # what feedparser takes for HTML it cleans
        assert read(written["feed/arahan.xml"]).entries[0].title == expected


def test_feeds_without_entries_are_whole() -> None:
    written = documents(archive(PLACES))
    assert len(written) == 3 * 12 + 1
    for path, document in parsed(written):
        assert document.entries == []
        assert document.feed.updated_parsed[:6] == (2000, 1, 1, 0, 0, 0), path
    assert json.loads(written["feed/selesai.json"])["items"] == []


def test_a_feed_holds_the_newest_fifty() -> None:
    directives = [{"id": f"a-{number}", "judul": f"A {number}"} for number in range(60)]
    old = note(judul="Rapim", tanggal="2026-01-05", pimpinan="G", arahan=directives)
    new = note(judul="Rapim", tanggal="2026-02-05", pimpinan="G", arahan=directives[:40])
    written = documents(
        archive({"meetings/2026/2026-01-05-rapim.md": old, "meetings/2026/2026-02-05-rapim.md": new})
    )
    entries = read(written["feed/arahan.xml"]).entries
    assert len(entries) == MAX_ENTRIES
    assert sum("2026-02-05" in entry.id for entry in entries) == 40
    assert all("2026-02-05" in entry.id for entry in entries[:40])


def test_a_correction_updates_the_entries_of_its_note_only() -> None:
    corrected = REPORT.replace(
        '"tindak_lanjut"', '"koreksi": [{"tanggal": "2026-02-11", "uraian": "Jumlah"}], "tindak_lanjut"'
    )
    before = read(documents(archive(NOTES))["feed/tindak-lanjut.atom.xml"]).entries
    notes = {**NOTES, "opd/bapenda/laporan/2026-01-20-meter/index.md": corrected}
    after = read(documents(archive(notes))["feed/tindak-lanjut.atom.xml"]).entries
    assert [each.id for each in after[1:]] == [each.id for each in before]
    assert after[0].title == "Koreksi: laporan Bapenda 20 Januari 2026 “Meter terpasang”"
    completed = after[1]
    assert completed.updated.startswith("2026-02-11T00:")
    assert completed.published == before[0].published
    assert "Catatan asalnya dikoreksi pada 11 Februari 2026." in completed.content[0].value
    assert [each.updated for each in after[2:]] == [each.updated for each in before[1:]]


def test_what_xml_forbids_is_left_out() -> None:
    forbidden = "a\x00\x0b\x1f\ufffe\uffff\ud800b\t😀"
    moment = datetime(2026, 1, 5, tzinfo=UTC)
    entry = Entry(
        "tag:x", forbidden, "https://x/", moment, moment, forbidden, forbidden, forbidden, (forbidden,)
    )
    feed = Feed(
        id="tag:f",
        title=forbidden,
        description=forbidden,
        author=forbidden,
        site_url=SITE.url,
        home=SITE.url,
        stem="feed/x",
        style=SITE.style,
        formats=tuple(Format),
        entries=(entry,),
    )
    for document in (rss(feed), atom(feed)):
        parsed = read(document)
        assert parsed.feed.title.split() == parsed.entries[0].title.split() == ["ab", "😀"]
    assert json.loads(json_feed(feed))["items"][0]["tags"] == ["ab\t😀"]


def test_earlier_addresses_keep_their_feeds() -> None:
    rapim = note(
        judul="Rapim",
        tanggal="2026-01-05",
        pimpinan="G",
        alias=["2026-01-05-lama"],
        arahan=[{"id": "meter", "judul": "Meter", "alias": ["air"], "komitmen": [{"opd": "bapenda"}]}],
    )
    agency = note(nama="Bapenda", singkatan="Bapenda", alias=["dispenda"])
    written = documents(archive({"meetings/2026/2026-01-05-rapim.md": rapim, "opd/bapenda/index.md": agency}))
    for suffix in ALL:
        for name in ("feed", "selesai"):
            assert written[f"opd/dispenda/{name}{suffix}"] == written[f"opd/bapenda/{name}{suffix}"]
    directive = written["arahan/2026-01-05-rapim/meter/feed.xml"]
    for earlier in ("2026-01-05-lama/meter", "2026-01-05-lama/air", "2026-01-05-rapim/air"):
        assert written[f"arahan/{earlier}/feed.xml"] == directive
    assert read(written["opd/bapenda/feed.atom.xml"]).feed.id == "tag:contoh.go.id,2026:opd/dispenda/feed"


def test_who_follows_an_agency_that_was_taken_over_hears_of_its_successor() -> None:
    new = note(nama="Badan Baru", singkatan="Baru", sejak="2026-01-10", menggantikan=["bapenda"])
    said = note(judul="K", tanggal="2026-01-20", tindak_lanjut=[{"komitmen": METER, "status": "selesai"}])
    notes = {
        **PLACES,
        "meetings/2026/2026-01-05-rapim.md": RAPIM,
        "opd/baru/index.md": new,
        "opd/baru/laporan/2026-01-20-k.md": said,
    }
    written = documents(archive(notes, as_of="2026-01-25"))
    old, successor = (read(written[f"opd/{each}/selesai.atom.xml"]).entries for each in ("bapenda", "baru"))
    assert [each.id for each in old] == [each.id for each in successor]
    assert len(old) == 1


def test_subscriptions_of_pages(found: Archive) -> None:
    bapenda = AgencyId("bapenda")
    own = catalogue.of_agency(found, bapenda)
    assert [each.title for each in own] == ["Bapenda: semua kabar", "Bapenda: komitmen selesai"]
    mission = catalogue.of_mission(found, MissionId("2025-2029/1"))
    directive = catalogue.of_directive(found, DirectiveId("2026-01-05-rapim/meter"))
    assert directive.formats == (Format.RSS,)
    every = list(catalogue.subscriptions(found))
    assert {*own, *catalogue.general(), mission, directive} <= set(every)
    paths = [each.path(form) for each in every for form in each.formats]
    assert len(set(paths)) == len(paths)
    assert set(paths) | {catalogue.OPML} == {each for each in documents(found) if "/2026." not in each}


def test_opml_lists_each_feed_once(found: Archive, written: dict[str, bytes]) -> None:
    root = etree.fromstring(written["feed/langganan.opml"])
    assert root.get("version") == "2.0"
    assert [each.get("text") for each in root.findall("body/outline")] == [
        "Umum",
        "OPD",
        "Misi RPJMD",
        "Topik",
    ]
    feeds = root.findall("body/outline/outline")
    assert len(feeds) == len(list(catalogue.listed(found))) == 13
    for each in feeds:
        address = each.get("xmlUrl") or ""
        assert address.removeprefix(SITE.url) in written
        assert each.get("type") == "rss"


def test_an_empty_feed_is_older_than_any_news() -> None:
    assert datetime(2001, 1, 1, tzinfo=UTC) > EMPTY_SINCE
