"""What pages are shared by, and what they tell programs: cards, tags, JSON-LD, the site map."""

import datetime as dt
import gzip
import io
import json
from pathlib import Path
from typing import Any

import pytest
from lxml import etree, html
from PIL import Image

from archives import archive
from sites import MEETING, NOTES, lay_out, tree
from tuntas.cli import main
from tuntas.publish.cards import drawn
from tuntas.render import jsonld
from tuntas.render.lastmod import lastmods
from tuntas.render.social import HEIGHT, WIDTH, Card, of_directive, of_meeting
from tuntas.render.source import Revision
from tuntas.render.views.foot import Notes
from tuntas.vocabulary import NoteKind

URL = "https://uji.contoh.go.id/arsip/"
TITLE = "Data “wajib” <pajak> & retribusi 🎉 </script><!-- \"'"
REPORT = "opd/bapenda/laporan/2026-02-01-laporan/index.md"
SHOWN = {
    "meetings/2026/2026-01-05-rapim.md": NOTES["meetings/2026/2026-01-05-rapim.md"],
    "opd/bapenda/index.md": NOTES["opd/bapenda/index.md"],
    "opd/dpupr/index.md": NOTES["opd/dpupr/index.md"],
    REPORT: """\
---
judul: Pendataan berjalan
tanggal: 2026-02-01
tindak_lanjut:
  - komitmen: 2026-01-05-rapim/pajak/bapenda
    status: berjalan
    bukti:
      - {foto: loket.png, keterangan: Loket}
      - {dokumen: daftar.pdf, keterangan: Daftar}
      - {video: "https://www.video.contoh.go.id/1", keterangan: Rekaman}
---
""",
}


def photo(colour: str = "teal") -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (1400, 900), colour).save(out, "PNG")
    return out.getvalue()


def build(project: Path, as_of: str = "2026-03-01") -> dict[str, bytes]:
    site = project / "site"
    config = str(project / "mkdocs.yml")
    assert main(["build", "--config", config, "--site", str(site), "--as-of", as_of, "-q"]) == 0
    return tree(site)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive with a photo, a document and a video, and a title of all signs that could do harm."""
    folder = lay_out(tmp_path_factory.mktemp("kartu"), SHOWN)
    meeting = folder / MEETING
    meeting.write_text(
        meeting.read_text("utf-8").replace("Data wajib pajak", "'" + TITLE.replace("'", "''") + "'"), "utf-8"
    )
    beside = (folder / "content" / REPORT).parent
    (beside / "loket.png").write_bytes(photo())
    (beside / "daftar.pdf").write_bytes(b"%PDF-1.4\n" + b" " * 1_234_000)
    return folder


@pytest.fixture(scope="module")
def site(project: Path) -> dict[str, bytes]:
    return build(project)


def page(site: dict[str, bytes], path: str) -> html.HtmlElement:
    return html.document_fromstring(site[path + "index.html"].decode())


def told(site: dict[str, bytes], path: str) -> dict[str, str]:
    metas = page(site, path).xpath("//meta[@property or @name]")
    return {each.get("property") or each.get("name"): each.get("content") for each in metas}


def things(site: dict[str, bytes], path: str) -> dict[str, Any]:
    """The things of a page by their type; of several of a type the last."""
    (block,) = page(site, path).xpath("//script[@type='application/ld+json']/text()")
    found = json.loads(block)
    assert found["@context"] == "https://schema.org"
    return {each["@type"]: each for each in found["@graph"]}


DIRECTIVE = "arahan/2026-01-05-rapim/pajak/"


@pytest.mark.parametrize(
    ("path", "card"),
    [
        (DIRECTIVE, DIRECTIVE + "foto/kartu.jpg"),
        ("rapim/2026-01-05-rapim/", "rapim/2026-01-05-rapim/foto/kartu.png"),
        ("opd/bapenda/", "opd/bapenda/foto/kartu.png"),
        ("", "kartu.png"),
        ("langganan/", "kartu.png"),
    ],
)
def test_pages_name_a_card_that_is_there(site: dict[str, bytes], path: str, card: str) -> None:
    tags = told(site, path)
    assert tags["og:image"] == URL + card
    assert tags["og:url"] == URL + path
    assert tags["og:image:alt"] == tags["twitter:image:alt"] != ""
    assert tags["twitter:card"] == "summary_large_image"
    picture = Image.open(io.BytesIO(site[card]))
    assert picture.size == (WIDTH, HEIGHT) == (int(tags["og:image:width"]), int(tags["og:image:height"]))
    assert len(site[card]) <= 60_000


def test_titles_are_told_as_they_were_written(site: dict[str, bytes]) -> None:
    tags = told(site, DIRECTIVE)
    assert " ".join(tags["og:title"].split()) == " ".join(TITLE.split())
    steps = things(site, DIRECTIVE)["BreadcrumbList"]["itemListElement"]
    assert steps[-1]["name"] == TITLE
    assert [each["position"] for each in steps] == [1, 2, 3]


def test_one_title_shows_everywhere_as_it_was_written(tmp_path: Path) -> None:
    """On pages, in what programs are told, in feeds of each format, in what search shows, on cards."""
    shown = "'" + TITLE.replace("'", "''") + "'"
    notes = {
        "opd/bapenda/index.md": f"---\nnama: {shown}\nsingkatan: Bapenda\n---\n",
        "opd/dpupr/index.md": NOTES["opd/dpupr/index.md"],
        "meetings/2026/2026-01-05-rapim.md": NOTES["meetings/2026/2026-01-05-rapim.md"]
        .replace("Rapim awal tahun", shown)
        .replace("Data wajib pajak", shown),
        "opd/bapenda/laporan/2026-02-01-laporan.md": NOTES[
            "opd/bapenda/laporan/2026-02-01-laporan.md"
        ].replace("Pendataan berjalan", shown),
    }
    site = build(lay_out(tmp_path, notes))
    pages = ("rapim/2026-01-05-rapim/", DIRECTIVE, "opd/bapenda/", "opd/bapenda/laporan/2026-02-01-laporan/")
    for path in pages:
        (heading,) = page(site, path).xpath("//h1")
        assert heading.text.strip() == TITLE
        assert (page(site, path).findtext(".//title") or "").startswith(TITLE)
        assert told(site, path)["og:title"] == TITLE
    assert things(site, "rapim/2026-01-05-rapim/")["Event"]["name"] == TITLE
    assert things(site, "opd/bapenda/")["GovernmentOrganization"]["name"] == TITLE
    assert TITLE in told(site, "rapim/2026-01-05-rapim/")["og:image:alt"]
    for stem in ("feed/rapim", "feed/arahan"):
        assert TITLE in (etree.fromstring(site[f"{stem}.xml"]).findtext(".//item/title") or "")
        atom = etree.fromstring(site[f"{stem}.atom.xml"]).find(".//{*}entry/{*}title")
        assert atom is not None
        assert TITLE in (atom.text or "")
        assert TITLE in json.loads(site[f"{stem}.json"])["items"][0]["title"]
    fragments = [content for path, content in site.items() if path.endswith(".pf_fragment")]
    found = [json.loads(gzip.decompress(each).removeprefix(b"pagefind_dcd")) for each in fragments]
    titles = {each["url"]: each["meta"]["title"] for each in found}
    assert [titles[f"/{path.rstrip('/')}.html"] for path in pages] == [TITLE] * len(pages)
    assert of_meeting(archive(notes, as_of="2026-03-01"), "2026-01-05-rapim").title == TITLE  # type: ignore[arg-type]


def test_nothing_ends_a_block_but_its_end() -> None:
    harm = "</script><!--\u2028\u2029"
    written = jsonld.block([{"name": harm}])
    assert written.count("<") == 2
    assert written.isascii()
    (block,) = html.document_fromstring(f"<title>a</title>{written}").xpath("//script/text()")
    assert json.loads(block)["@graph"] == [{"name": harm}]


def test_programs_are_told_what_pages_are_about(site: dict[str, bytes]) -> None:
    event = things(site, "rapim/2026-01-05-rapim/")["Event"]
    assert event["startDate"] == "2026-01-05"
    assert event["@id"] == URL + "rapim/2026-01-05-rapim/"
    agency = things(site, "opd/bapenda/")["GovernmentOrganization"]
    assert (agency["name"], agency["alternateName"]) == ("Badan Pendapatan Daerah", "Bapenda")
    action = things(site, DIRECTIVE)["Action"]  # the last: the supporting agency's
    assert action["actionStatus"] == "https://schema.org/PotentialActionStatus"
    assert action["participant"]["@id"] == URL + "opd/dpupr/"
    assert things(site, "")["WebSite"]["url"] == URL


@pytest.mark.parametrize(
    ("status", "more", "wanted"),
    [
        ("berjalan", "", "https://schema.org/ActiveActionStatus"),
        ("selesai", "", "https://schema.org/CompletedActionStatus"),
        ("dicabut", "", None),
    ],
)
def test_an_action_has_the_status_of_its_commitment(
    tmp_path: Path, status: str, more: str, wanted: str | None
) -> None:
    report = "opd/bapenda/laporan/2026-02-01-laporan.md"
    text = NOTES[report].replace("status: berjalan, persen: 40", f"status: {status}{more}")
    lay_out(tmp_path, {**NOTES, report: text})
    (block,) = page(build(tmp_path), DIRECTIVE).xpath("//script[@type='application/ld+json']/text()")
    first = next(each for each in json.loads(block)["@graph"] if each["@type"] == "Action")
    assert first.get("actionStatus") == wanted
    assert first.get("endTime") == ("2026-02-01" if status == "selesai" else None)


def test_evidence_says_what_it_is_and_where_it_leads(site: dict[str, bytes]) -> None:
    files = page(site, DIRECTIVE).xpath("//ul[@class='files']/li")
    assert [" ".join(each.text_content().split()) for each in files] == [
        "Daftar Dokumen PDF, 1,2 MB",
        "Rekaman Video di video.contoh.go.id",
    ]
    assert files[1].xpath(".//a/svg[@aria-hidden='true']")
    assert not page(site, DIRECTIVE).xpath("//iframe | //video | //img[contains(@src, '://')]")


def test_the_site_map_tells_the_day_of_the_newest_event(site: dict[str, bytes]) -> None:
    root = etree.fromstring(site["sitemap.xml"])
    space = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
    days = {
        each.findtext("s:loc", namespaces=space): each.findtext("s:lastmod", namespaces=space)
        for each in root.findall("s:url", space)
    }
    assert days[URL + DIRECTIVE] == days[URL] == days[URL + "opd/bapenda/"] == "2026-02-01"
    assert days[URL + "rapim/"] == "2026-01-05"
    assert days[URL + "langganan/"] is None
    assert days[URL + "tanpa-kabar/"] is None
    assert site["robots.txt"].decode().splitlines()[-1] == f"Sitemap: {URL}sitemap.xml"
    for path in (path for path in site if path.endswith("index.html")):
        (canonical,) = page(site, path.removesuffix("index.html")).xpath("//link[@rel='canonical']/@href")
        assert canonical in days


def test_a_page_is_as_new_as_the_commit_of_its_note() -> None:
    found = archive(NOTES, as_of="2026-03-01")
    assert lastmods(found, Notes())[DIRECTIVE] == dt.date(2026, 2, 1)
    files = {(NoteKind.MEETING, "2026-01-05-rapim"): MEETING, (NoteKind.AGENCY, "dpupr"): "dpupr.md"}
    made = {MEETING: Revision("a", dt.date(2026, 2, 20)), "dpupr.md": Revision("b", dt.date(2026, 1, 2))}
    days = lastmods(found, Notes(files, made))
    assert days[DIRECTIVE] == days["rapim/"] == days["opd/dpupr/2026/"] == dt.date(2026, 2, 20)
    assert days["opd/dpupr/"] == dt.date(2026, 1, 5)  # what was asked of it came after its note


def test_a_card_follows_its_photo_and_nothing_else(project: Path, site: dict[str, bytes]) -> None:
    loket = (project / "content" / REPORT).with_name("loket.png")
    loket.write_bytes(photo("maroon"))
    after = build(project)
    cards = {path for path in site if "kartu." in path}
    assert {path for path in cards if site[path] != after[path]} == {DIRECTIVE + "foto/kartu.jpg"}
    loket.write_bytes(photo())
    assert build(project)[DIRECTIVE + "foto/kartu.jpg"] == site[DIRECTIVE + "foto/kartu.jpg"]


def test_a_passing_day_draws_no_card(project: Path, site: dict[str, bytes], monkeypatch: Any) -> None:
    assert build(project) == site
    monkeypatch.setattr("tuntas.publish.cards.drawn", lambda *_: pytest.fail("a card is drawn again"))
    assert build(project, "2026-03-02") != site


def test_a_directive_without_a_photo_is_shared_by_its_meeting() -> None:
    card = of_directive(archive(NOTES, as_of="2026-03-01"), "2026-01-05-rapim/pajak")  # type: ignore[arg-type]
    assert card.address == "rapim/2026-01-05-rapim/foto/kartu.png"


@pytest.mark.parametrize("title", ["", "X" * 10_000, "kata " * 3_000, "中文 ﷽ \u202e e\u0301", "👩‍👩‍👧 ❤️"])
def test_any_title_makes_a_card(title: str) -> None:
    for shown in (None, photo()):
        card = drawn(Card("kartu.png", title, title, title), title, shown)
        assert Image.open(io.BytesIO(card)).size == (WIDTH, HEIGHT)


def test_signs_show_as_they_were_written() -> None:
    """An emoji, an accent of two signs, quotes: each changes the card."""
    titles = ["a", "a 🎉", "á", "a\u0301", "“a”", "a &", "a <"]
    cards = [drawn(Card("kartu.png", "", each, ""), "Arsip") for each in titles]
    assert cards[2] == cards[3]
    assert len(set(cards)) == len(titles) - 1
