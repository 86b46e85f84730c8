"""The real content: checked strictly, and every page of its site held against what readers need."""

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from lxml import etree

from pages import BuiltPage, css_addresses, file_of
from sites import AS_OF, ROOT
from tuntas.archive.checks import REMINDERS
from tuntas.publish.edition import Edition, prepare
from tuntas.read import facts
from tuntas.settings import load

SETTINGS = load(ROOT / "mkdocs.yml")
SITE_URL = SETTINGS.site_url
LARGEST_PAGE = 300_000
ORDINARY = {
    f"{path.relative_to(SETTINGS.content).with_suffix('')}/index.html".replace("/index/", "/")
    for folder in (SETTINGS.content, SETTINGS.content / "panduan")
    for path in folder.glob("*.md")
}
FORMATS = {"application/rss+xml", "application/atom+xml", "application/feed+json"}


@pytest.fixture(scope="module")
def edition() -> Edition:
    return prepare(SETTINGS, date.fromisoformat(AS_OF))


@pytest.fixture(scope="module")
def site(real_site: Path) -> Mapping[str, BuiltPage]:
    """Every page, by its file."""
    pages = (BuiltPage(file, real_site, SITE_URL) for file in sorted(real_site.rglob("*.html")))
    return {page.path: page for page in pages}


@pytest.fixture(scope="module")
def pages(site: Mapping[str, BuiltPage]) -> list[BuiltPage]:
    """The pages that are read: not those that only lead to others."""
    found = [page for page in site.values() if not page.is_redirect]
    assert len(found) > 300
    return found


# ------------------------------------------------------------------------------------ the notes


def test_the_content_has_one_problem_which_is_a_sample_of_it(edition: Edition) -> None:
    reminders = {rule.code for rule in REMINDERS}
    (problem,) = (problem for problem in edition.problems if problem.code not in reminders)
    (note,) = (note for note in edition.notes if note.file == problem.place.file)
    assert problem.code == "completion-without-evidence"
    assert isinstance(note.fact, facts.Report)
    assert note.fact.sample


def test_each_real_meeting_of_old_is_told_to_be_silent_and_nothing_else(edition: Edition) -> None:
    reminders = [each for each in edition.problems if each.code in {rule.code for rule in REMINDERS}]
    assert {each.code for each in reminders} == {"meeting-without-follow-up"}
    told = {each.place.file for each in reminders}
    assert len(told) == len(reminders) == 5
    for note in edition.notes:
        if isinstance(note.fact, facts.Meeting) and note.fact.sample:
            assert note.file not in told


def test_every_follow_up_finds_its_commitment(edition: Edition) -> None:
    assert edition.archive.stray == ()


def test_every_status_is_shown(edition: Edition) -> None:
    """The samples are there to show each of them."""
    states = edition.archive.states.values()
    assert {state.status.value for state in states} == {
        "belum",
        "berjalan",
        "terkendala",
        "selesai",
        "dicabut",
    }
    told = {type(event).__name__ for event in edition.archive.events}
    assert told >= {"CompletionReported", "CompletionConfirmed", "CommitmentReopened", "DueDateMoved"}


# ------------------------------------------------------------------------------------ the pages


def test_every_internal_link_leads_to_a_file_and_an_anchor(
    site: Mapping[str, BuiltPage], real_site: Path
) -> None:
    files = {path.relative_to(real_site).as_posix() for path in real_site.rglob("*") if path.is_file()}
    anchors = {path: set(page.ids) for path, page in site.items()}
    dead = []
    for path, page in site.items():
        for url in set(page.links()):
            if not url.startswith(SITE_URL):
                continue
            target, fragment = file_of(url, SITE_URL), unquote(urlsplit(url).fragment)
            if target not in files:
                dead.append(f"{path}: {url}: no such file")
            elif fragment and fragment not in anchors.get(target, ()):
                dead.append(f"{path}: {url}: no such anchor")
    assert not dead, f"{len(dead)} dead links:\n" + "\n".join(dead[:40])


def test_links_of_feeds_lead_to_files_and_anchors(site: Mapping[str, BuiltPage], real_site: Path) -> None:
    files = {path.relative_to(real_site).as_posix() for path in real_site.rglob("*") if path.is_file()}
    dead = set()
    written = re.compile(re.escape(SITE_URL) + r"""[^\s"'<>\\&]*""")
    for path in feeds(real_site):
        for url in set(written.findall(path.read_text("utf-8"))):
            target, fragment = file_of(url, SITE_URL), unquote(urlsplit(url).fragment)
            if target not in files or (fragment and fragment not in site[target].ids):
                dead.add(f"{path.relative_to(real_site)}: {url}")
    assert not dead, f"{len(dead)} dead links:\n" + "\n".join(sorted(dead)[:40])


def test_every_page_says_what_it_is(pages: list[BuiltPage]) -> None:
    wrong = [f"{page.path} lacks {what}" for page in pages for what in lacking(page)]
    assert not wrong, "\n".join(wrong[:40])


def lacking(page: BuiltPage) -> Iterator[str]:
    """What readers, search engines or feed readers would miss on a page."""
    headings = ["".join(each.itertext()).strip() for each in page.tree.iter("h1")]
    announced = set(page.all("//link[@rel='alternate']/@type"))
    needed = {
        "language id": page.all("/html/@lang") == ["id"],
        "one heading of the first rank": len(headings) == 1 and all(headings),
        "a title": one_text(page.all("/html/head/title/text()")),
    }
    if page.path != "404.html":
        needed["a description"] = one_text(page.all("//meta[@name='description']/@content"))
        needed["its canonical address"] = page.all("//link[@rel='canonical']/@href") == [page.url]
        needed["feeds"] = "application/rss+xml" in announced
        if page.path not in ORDINARY:  # those announce the general feeds once
            needed["feeds in each format"] = announced >= FORMATS
    needed["the day"] = AS_OF_IN_WORDS in " ".join(page.tree.text_content().split())
    return (what for what, there in needed.items() if not there)


def one_text(found: list[str]) -> bool:
    return len(found) == 1 and bool(found[0].strip())


AS_OF_IN_WORDS = "Keadaan per 23 November 2026"


def test_no_id_stands_twice_on_a_page(site: Mapping[str, BuiltPage]) -> None:
    twice = {
        path: [id for id, count in Counter(page.ids).items() if count > 1] for path, page in site.items()
    }
    assert not {path: ids for path, ids in twice.items() if ids}


def test_every_picture_says_what_it_shows(pages: list[BuiltPage]) -> None:
    silent = [page.path for page in pages if page.all("//img[not(@alt) or normalize-space(@alt)='']/@src")]
    assert not silent
    assert any(page.all("//img/@alt") for page in pages)


def test_no_page_is_too_large(pages: list[BuiltPage]) -> None:
    large = {page.path: page.size for page in pages if page.size > LARGEST_PAGE}
    assert not large


def test_nothing_is_loaded_from_another_host(pages: list[BuiltPage], real_site: Path) -> None:
    foreign = {
        f"{page.path}: {url}"
        for page in pages
        for url in page.loaded()
        if not url.startswith((SITE_URL, "data:"))
    }
    for sheet in real_site.rglob("*.css"):
        here = SITE_URL + sheet.relative_to(real_site).as_posix()
        for address in css_addresses(sheet.read_text("utf-8")):
            url = urljoin(here, address)
            if not url.startswith(("data:", SITE_URL)):
                foreign.add(f"{here}: {url}")
            elif url.startswith(SITE_URL):
                assert (real_site / file_of(url, SITE_URL)).is_file(), url
    assert not foreign


SCRIPTS = "//script[not(@type='application/ld+json')]"
"""All but blocks of data, which name schema.org and load nothing."""


def test_scripts_reach_no_other_host(real_site: Path, pages: list[BuiltPage]) -> None:
    scripts = [path.read_text("utf-8") for path in real_site.rglob("*.js")]
    scripts += [text for page in pages for text in page.all(f"{SCRIPTS}/text()")]
    found = {each for script in scripts for each in re.findall(r"(?:https?:)?//[\w.-]+\.\w+", script)}
    # Pagefind reads an address without a host by putting this one before it, and takes it off again.
    assert found <= {"https://example.com"}


def test_the_sitemap_lists_every_page(pages: list[BuiltPage], real_site: Path) -> None:
    listed = etree.parse(real_site / "sitemap.xml").xpath("//*[local-name()='loc']/text()")
    assert isinstance(listed, list)
    assert sorted(map(str, listed)) == sorted(page.url for page in pages if page.path != "404.html")


# ------------------------------------------------------------------------------------ the feeds


def feeds(site: Path) -> list[Path]:
    """The files of all feeds, and the list of them."""
    found = [*site.rglob("*feed*.xml"), *site.rglob("*feed*.json"), *site.rglob("*selesai*.xml")]
    found += [*site.rglob("*selesai*.json"), *(path for path in site.glob("feed/*") if path.is_file())]
    return sorted(set(found))


def test_feeds_are_well_formed_and_hold_each_entry_once(real_site: Path) -> None:
    known = feeds(real_site)
    assert len(known) > 400
    empty = 0
    for path in known:
        if path.suffix == ".json":
            ids = [item["id"] for item in json.loads(path.read_text("utf-8"))["items"]]
        else:
            tree = etree.parse(path)
            found = tree.xpath("//item/guid/text() | //*[local-name()='entry']/*[local-name()='id']/text()")
            assert isinstance(found, list)
            ids = [str(each) for each in found]
        assert len(ids) == len(set(ids)), path
        assert len(ids) <= 50, path
        assert all(id.startswith("tag:") for id in ids), path
        empty += not ids
    assert empty < len(known) / 2


def test_announced_feeds_exist_and_are_listed(pages: list[BuiltPage], real_site: Path) -> None:
    announced = {
        urljoin(page.url, href)
        for page in pages
        for href in page.all("//link[@rel='alternate' and @type!='text/html']/@href")
    }
    tree = etree.parse(real_site / "feed/langganan.opml")
    found = tree.xpath("//outline/@xmlUrl")
    assert isinstance(found, list)
    listed = {str(each) for each in found}
    assert listed <= {SITE_URL + path.relative_to(real_site).as_posix() for path in feeds(real_site)}
    rss = {url for url in announced if url.endswith(".xml") and not url.endswith(".atom.xml")}
    assert rss == {url for url in rss if (real_site / file_of(url, SITE_URL)).is_file()}
    general = {f"{SITE_URL}feed/{name}.xml" for name in ("selesai", "tindak-lanjut", "arahan", "rapim")}
    assert general <= rss & listed
