"""A new archive on GitHub Pages, where a project's site lies below a path: everything leads somewhere."""

import re
from collections.abc import Iterator
from html import unescape
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from lxml import etree, html
from playwright.sync_api import expect

from chromium import Quiet, Watch, running, serving
from sites import run

PUBLIC = "https://kota.github.io/arsip/"
_LINKS = "//@href | //@src | //@action | //meta[@http-equiv='refresh' or @property='og:image']/@content"
_FOREIGN = ("mailto:", "data:", "javascript:", "tag:", "urn:")


class _Pages(Quiet):
    """GitHub Pages: the site below its path, its 404.html for all else there, and nothing beside it."""

    def do_GET(self) -> None:  # noqa: N802 - its name there
        path = urlsplit(self.path).path
        if not path.startswith("/arsip/"):
            self.send_error(404, "beside the site")
        elif not (Path(self.directory) / path.lstrip("/")).exists():
            page = (Path(self.directory) / "arsip/404.html").read_bytes()
            self.send_response(404)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(page)
        else:
            super().do_GET()

    def list_directory(self, _: object) -> None:
        self.send_error(404)


@pytest.fixture(scope="module")
def host(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("pages")
    for arguments in (
        ("init", "desk", "--url", PUBLIC, "--as-of", "2026-11-23"),
        ("build", "--quiet", "--as-of", "2026-11-23", "--config", "desk/mkdocs.yml", "--site", "arsip"),
    ):
        done = run(*arguments, cwd=folder)
        assert done.returncode == 0, done.stderr
    with serving(folder, _Pages) as address:
        yield address


def links(address: str, text: bytes, media: str) -> Iterator[str]:
    """Where a page, a feed or a list leads, as whole addresses."""
    if media.startswith("text/html"):
        found = [str(each) for each in html.document_fromstring(text).xpath(_LINKS)]
        found = [re.sub(r"^\d+; *url=", "", each) for each in found]
    elif "xml" in media or media.endswith("opml"):
        tree = etree.fromstring(text)
        found = [str(each) for each in tree.xpath("//@href | //@url | //@xmlUrl | //@htmlUrl")]
        found += [str(each.text) for each in tree.iter("{*}loc", "link", "{*}uri") if each.text]
        embedded = [unescape(str(each)) for each in tree.xpath("//text()") if "href=" in str(each)]
        found += [href for each in embedded for href in re.findall(r'href="([^"]+)"', each)]
    else:
        text = text.replace(b"\r\n ", b"")  # as calendars fold their lines
        found = re.findall(r"https?://kota\.github\.io[^\s\"\\,;<>]*", text.decode())
    return (urljoin(address, each) for each in found if not each.startswith(_FOREIGN))


def test_every_link_leads_to_something_below_the_path(host: str) -> None:
    place = urlsplit(host)
    connection = HTTPConnection(str(place.hostname), place.port)
    wanted, seen, gone = ["/arsip/", "/arsip/sitemap.xml", "/arsip/404.html"], set[str](), []
    while wanted:
        path = wanted.pop()
        if path in seen:
            continue
        seen.add(path)
        connection.request("GET", path)
        answer = connection.getresponse()
        text = answer.read()
        if answer.status != 200:
            gone.append(path)
            continue
        media = "application/json" if path.endswith((".json", ".ics")) else answer.headers["Content-Type"]
        if not any(each in media for each in ("html", "xml", "opml", "json")):
            continue
        for link in links(PUBLIC.removesuffix("/arsip/") + path, text, media):
            target = urlsplit(link)
            if target.netloc == urlsplit(PUBLIC).netloc:
                assert target.path.startswith("/arsip/"), f"{path} leads to {link}"
                wanted.append(target.path)
    assert not gone
    endings = {Path(each).suffix for each in seen}
    assert {"", ".xml", ".json", ".ics", ".csv", ".opml", ".css", ".svg", ".png"} <= endings
    assert len(seen) > 100


@pytest.mark.browser
def test_a_lost_reader_finds_the_way_and_the_search_works(host: str) -> None:
    with running() as browser:
        page = browser.new_page()
        watch = Watch(page, f"{host}/arsip/")
        answer = page.goto(f"{host}/arsip/rapim/2019/bukan-rapat/")
        assert answer
        assert answer.status == 404
        assert page.locator("link[rel=stylesheet]").evaluate("link => link.sheet.cssRules.length") > 10
        page.get_by_label("Kata yang dicari").fill("papan informasi")
        page.get_by_role("button", name="Cari", exact=True).last.click()
        expect(page.locator("#kabar")).to_contain_text("hasil")
        with page.expect_navigation() as navigation:
            page.locator("#temuan a").first.click()
        assert navigation.value.status == 200
        assert page.url.startswith(f"{host}/arsip/")
        assert watch.seen == []
