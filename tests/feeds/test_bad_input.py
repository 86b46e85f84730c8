"""What nobody should write, and somebody will: each has one result, and it is a feed that all can read."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pytest
from lxml import etree

from archives import AGENCIES, archive, read_notes
from feeds.documents import METER, NOTES, PLACES, RAPIM, SITE, documents, note, read
from feeds.readers import by_atoma
from feeds.test_history import ids
from tuntas.render.feeds.site import Site

HERE = Path(__file__).parent
RAPIM_PATH = "meetings/2026/2026-01-05-rapim.md"
FORMATS = (".xml", ".atom.xml", ".json")


def valid(document: bytes) -> None:
    schema = etree.RelaxNG(etree.parse(HERE / "schemas/atom.rng"))
    assert schema.validate(etree.fromstring(document)), schema.error_log


def items(written: dict[str, bytes], stem: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(written[f"{stem}.json"])["items"]
    return found


# --- a title with markup: it is text, and stays text wherever it stands ---

MARKUP = "Pasang <b>meter</b> & <script>alert(1)</script> &lt;i&gt;"


def test_markup_in_a_title_is_text() -> None:
    rapim = RAPIM.replace("Pasang meter air", MARKUP.replace('"', "'"))
    written = documents(archive({**PLACES, RAPIM_PATH: rapim}, as_of="2026-01-10"))
    valid(written["feed/arahan.atom.xml"])
    title = f"Arahan baru: {MARKUP}"
    atom = etree.fromstring(written["feed/arahan.atom.xml"]).find("{*}entry")
    rss = etree.fromstring(written["feed/arahan.xml"]).find("channel/item")
    assert atom is not None
    assert rss is not None
    assert atom.findtext("{*}title") == rss.findtext("title") == title
    assert items(written, "feed/arahan")[0]["title"] == title
    for content in (atom.findtext("{*}content"), rss.findtext("{*}encoded"), rss.findtext("description")):
        html = etree.HTML(content or "")
        assert not html.xpath("//script | //b | //i")
        assert MARKUP in "".join(html.itertext())


# --- a long entry: published whole; longer than a note may be, it is refused ---


def long_text() -> dict[str, str]:
    """A follow-up of 1,000 references to an agency with a long name: 12 KB that become more than 200."""
    name = "Badan " + "Pengelolaan dan Pengembangan " * 5
    said = [{"komitmen": METER, "status": "berjalan", "catatan": " ".join(["[[bapenda]]"] * 1_000)}]
    return {
        **PLACES,
        "opd/bapenda/index.md": note(nama="Badan", singkatan=name.strip()),
        RAPIM_PATH: RAPIM,
        "opd/bapenda/laporan/2026-01-20-k.md": note(judul="K", tanggal="2026-01-20", tindak_lanjut=said),
    }


def test_an_entry_of_200_kilobytes_is_whole_in_every_format() -> None:
    written = documents(archive(long_text(), as_of="2026-01-25"))
    valid(written["opd/bapenda/feed.atom.xml"])
    content = items(written, "opd/bapenda/feed")[0]["content_html"]
    assert len(content) > 200_000
    assert content.count("/opd/bapenda/") > 1_000
    for suffix in (".xml", ".atom.xml"):
        document = written[f"opd/bapenda/feed{suffix}"]
        first = etree.fromstring(document).find(".//{*}item" if suffix == ".xml" else ".//{*}entry")
        assert first is not None
        assert content in {each.text for each in first}
    for suffix in FORMATS:
        assert len(by_atoma(written[f"opd/bapenda/feed{suffix}"])) == 2
    title = items(written, "opd/bapenda/feed")[0]["title"]
    assert len(title) < 150


def test_a_text_of_200_kilobytes_is_refused_and_told() -> None:
    said = [{"komitmen": METER, "status": "berjalan", "catatan": "kata " * 40_000}]
    report = note(judul="K", tanggal="2026-01-20", tindak_lanjut=said)
    found = read_notes({**PLACES, "opd/bapenda/laporan/2026-01-20-k.md": report})
    assert [problem.code for each in found for problem in each.problems] == ["front-matter-too-large"]


# --- the future: nothing is told before its day ---


def test_what_is_dated_in_the_future_is_told_on_its_day() -> None:
    later = note(judul="Rapim", tanggal="2026-06-01", pimpinan="G", arahan=[{"id": "b", "judul": "B"}])
    notes = {**NOTES, "meetings/2026/2026-06-01-rapim.md": later}
    now, then = documents(archive(NOTES, as_of="2026-03-01")), documents(archive(notes, as_of="2026-03-01"))
    assert now == then
    on_the_day = documents(archive(notes, as_of="2026-06-01"))
    new = set(ids(on_the_day["feed/tindak-lanjut.xml"])) - set(ids(now["feed/tindak-lanjut.xml"]))
    assert {each.partition(":rapim/")[2] or each.partition(":arahan/")[2] for each in new} == {
        "2026-06-01-rapim",
        "2026-06-01-rapim/b",
    }
    for entry in read(on_the_day["feed/tindak-lanjut.atom.xml"]).entries:
        assert date.fromisoformat(entry.updated[:10]) <= date(2026, 6, 1)


def test_a_correction_dated_in_the_future_updates_nothing_before_its_day() -> None:
    corrected = RAPIM.replace('"arahan"', '"koreksi": [{"tanggal": "2026-06-01", "uraian": "x"}], "arahan"')
    notes = {**NOTES, RAPIM_PATH: corrected}
    before = documents(archive(NOTES, as_of="2026-03-01"))
    assert documents(archive(notes, as_of="2026-03-01")) == before
    assert documents(archive(notes, as_of="2026-06-01")) != before


# --- two follow-ups on one commitment on one day from one note ---


def twins(*notes: str) -> dict[str, bytes]:
    said = [{"komitmen": METER, "status": "berjalan", "catatan": each} for each in notes]
    report = note(judul="K", tanggal="2026-01-20", tindak_lanjut=said)
    files = {**PLACES, RAPIM_PATH: RAPIM, "opd/bapenda/laporan/2026-01-20-k.md": report}
    return documents(archive(files, as_of="2026-01-25"))


def test_two_on_one_commitment_in_one_note_are_two_entries() -> None:
    known = (
        "tag:contoh.go.id,2026:tindak-lanjut/bapenda/2026-01-20-k/2026-01-05-rapim/meter/bapenda/2026-01-20"
    )
    once, twice, swapped = twins("Pagi"), twins("Pagi", "Sore"), twins("Sore", "Pagi")
    stem = "opd/bapenda/feed"
    assert ids(once[f"{stem}.xml"])[0] == known
    found = {each["id"]: each for each in items(twice, stem)[:2]}
    assert found.keys() == {known, f"{known}/2"}
    assert "Pagi" in found[known]["content_html"]
    assert "Sore" in found[f"{known}/2"]["content_html"]
    assert len({each["url"] for each in found.values()}) == 2
    assert len({each["date_published"] for each in found.values()}) == 2
    # Exchanged, they exchange their texts: neither is lost, and none is new.
    assert {each["id"] for each in items(swapped, stem)} == {each["id"] for each in items(twice, stem)}


# --- an agency without any event ---


@pytest.mark.parametrize("name", ["feed", "selesai"])
def test_an_agency_without_any_event_has_empty_feeds(name: str) -> None:
    written = documents(archive(AGENCIES))
    valid(written[f"opd/dpupr/{name}.atom.xml"])
    for suffix in FORMATS:
        assert by_atoma(written[f"opd/dpupr/{name}{suffix}"]) == []
    assert read(written[f"opd/dpupr/{name}.xml"]).feed.title.startswith("DPUPR: ")


# --- a site whose address has a path ---


@pytest.mark.parametrize(
    "url", ["https://contoh.go.id/", "https://contoh.go.id/arsip/", "http://localhost:8000/a/b/"]
)
def test_a_site_may_have_a_path(url: str) -> None:
    site = msgspec.structs.replace(SITE, url=url)
    path = url.partition("://")[2].partition("/")[2]
    written = documents(archive(NOTES), site)
    assert written.keys() == documents(archive(NOTES), SITE).keys()
    for name, document in written.items():
        assert b"//arsip" not in document
        if name.endswith(".xml"):
            assert f'<?xml-stylesheet type="text/css" href="/{path}assets/umpan.css"?>'.encode() in document
            (own,) = (
                each for each in etree.fromstring(document).iter("{*}link") if each.get("rel") == "self"
            )
            assert own.get("href") == url + name
    outline = etree.fromstring(written["feed/langganan.opml"]).find("body/outline/outline")
    assert outline is not None
    assert outline.get("xmlUrl") == f"{url}feed/selesai.xml"


def test_an_id_does_not_know_where_the_site_stands() -> None:
    elsewhere: Site = msgspec.structs.replace(SITE, url="https://lain.contoh.go.id/")
    here, there = documents(archive(NOTES)), documents(archive(NOTES), elsewhere)
    for name, document in here.items():
        if name.endswith(".xml"):
            assert ids(document) == ids(there[name])
