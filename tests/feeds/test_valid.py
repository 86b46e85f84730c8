"""The feeds as strict judges read them: RELAX NG, and the rules of the W3C's feed validator.

All documents of the real content are judged, and those of a small archive of hostile texts.
"""

import json
import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit
from zoneinfo import ZoneInfo

import pytest
from lxml import etree

from archives import archive
from feeds.documents import PLACES, SITE, documents, note
from feeds.histories import HOSTILE
from sites import AS_OF, ROOT, tree
from tuntas.settings import load

HERE = Path(__file__).parent
ATOM = {"a": "http://www.w3.org/2005/Atom"}
NS = {
    **ATOM,
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "media": "http://search.yahoo.com/mrss/",
    "fh": "http://purl.org/syndication/history/1.0",
}
RFC822 = re.compile(
    "(Mon|Tue|Wed|Thu|Fri|Sat|Sun), [0-3][0-9] (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) "
    "[0-9]{4} [0-2][0-9]:[0-5][0-9]:[0-5][0-9] [+-][0-9]{4}"
)
RFC3339 = re.compile(
    r"[0-9]{4}-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9](Z|[+-][0-9]{2}:[0-9]{2})"
)
TAG = re.compile(r"tag:[A-Za-z0-9@._-]+,[0-9]{4}(-[0-9]{2}){0,2}:[A-Za-z0-9._~!$&'()*+,;=:@/?%-]*")
"""RFC 4151, without its fragment."""


class Judged:
    """Some documents by their paths, the address of their site, and the end of its day."""

    def __init__(self, files: dict[str, bytes], url: str, as_of: str, *, whole: bool) -> None:
        self.files = files
        self.url = url
        self.whole = whole
        day = date.fromisoformat(as_of) + timedelta(days=1)
        self.end = datetime(day.year, day.month, day.day, tzinfo=ZoneInfo("Asia/Jakarta"))
        self.atom = self._read(lambda path: path.endswith(".atom.xml"))
        self.rss = self._read(lambda path: path.endswith(".xml") and not path.endswith(".atom.xml"))
        self.json = {
            path: json.loads(content)
            for path, content in files.items()
            if path.endswith(".json") and b"jsonfeed.org" in content[:200]
        }

    def _read(self, chosen: Any) -> dict[str, Any]:
        documents = {path: content for path, content in self.files.items() if chosen(path)}
        found = {path: etree.fromstring(content) for path, content in documents.items()}
        return {path: each for path, each in found.items() if etree.QName(each).localname in {"feed", "rss"}}

    @property
    def entries(self) -> Iterator[Any]:
        for document in self.atom.values():
            yield from document.findall("a:entry", ATOM)

    @property
    def items(self) -> Iterator[Any]:
        for document in self.rss.values():
            yield from document.findall("channel/item")

    @property
    def contents(self) -> Iterator[str]:
        yield from (each.findtext("a:content", "", ATOM) for each in self.entries)
        yield from (each.findtext("content:encoded", "", NS) for each in self.items)
        yield from (item["content_html"] for each in self.json.values() for item in each["items"])


@pytest.fixture(scope="module", params=["real", "hostile"])
def judged(request: pytest.FixtureRequest) -> Judged:
    if request.param == "real":
        site: Path = request.getfixturevalue("real_site")
        return Judged(tree(site), load(ROOT / "mkdocs.yml").site_url, AS_OF, whole=True)
    return Judged(documents(archive(hostile(), as_of="2026-03-01")), SITE.url, "2026-03-01", whole=False)


def hostile() -> dict[str, str]:
    asked = [
        {"id": f"a-{number}", "judul": title, "misi": "1", "komitmen": [{"opd": "bapenda"}]}
        for number, title in enumerate(HOSTILE)
    ]
    said = [
        {
            "komitmen": f"2026-01-05-rapim/a-{number}/bapenda",
            "status": "selesai",
            "catatan": title.replace("<", "&lt;"),
            "dampak": title,
            "bukti": [{"tautan": "https://contoh.go.id/?a='1'&b=(2)", "keterangan": title}],
        }
        for number, title in enumerate(HOSTILE)
    ]
    return {
        **PLACES,
        "meetings/2026/2026-01-05-rapim.md": note(
            judul="Rapim", tanggal="2026-01-05", pimpinan="G", arahan=asked
        ),
        "opd/bapenda/laporan/2026-02-01-k.md": note(judul="K", tanggal="2026-02-01", tindak_lanjut=said),
    }


def test_there_is_something_to_judge(judged: Judged) -> None:
    assert len(judged.atom) > (300 if judged.whole else 15)
    assert len(judged.rss) > (100 if judged.whole else 15)
    assert len(judged.json) > (100 if judged.whole else 9)
    assert len(list(judged.entries)) > 50


# --- Atom ---


@pytest.fixture(scope="module")
def schema() -> etree.RelaxNG:
    return etree.RelaxNG(etree.parse(HERE / "schemas/atom.rng"))


def test_atom_is_valid(judged: Judged, schema: etree.RelaxNG) -> None:
    for path, document in judged.atom.items():
        assert schema.validate(document), (path, schema.error_log)


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("<updated>", "<updated>gestern "),
        ("</author>", "</author><subtitle/><subtitle/>"),
        ('<link href="', '<link ref="'),
        ("<summary>", "<summary/><summary>"),
        ('type="html"', 'type="CDATA"'),
        ("<published>", "<unknown/><published>"),
        ("<entry>", "<entry><entry/>"),
    ],
)
def test_the_schema_refuses_what_is_wrong(schema: etree.RelaxNG, right: str, wrong: str) -> None:
    text = documents(archive(hostile()))["feed/tindak-lanjut.atom.xml"].decode()
    assert right in text
    assert schema.validate(etree.fromstring(text.encode()))
    assert not schema.validate(etree.fromstring(text.replace(right, wrong, 1).encode()))


def test_atom_keeps_the_rules_that_no_schema_tells(judged: Judged) -> None:
    """Those of RFC 4287's Schematron and text."""
    for path, document in judged.atom.items():
        assert document.findall("a:author", ATOM), path
        for each in (document, *document.findall("a:entry", ATOM)):
            alternates = [
                link for link in each.findall("a:link", ATOM) if link.get("rel", "alternate") == "alternate"
            ]
            assert len(alternates) == 1
            assert each.findtext("a:title", "", ATOM).strip()
    for entry in judged.entries:
        assert entry.findtext("a:author/a:name", "", ATOM).strip()
        assert entry.find("a:content", ATOM).get("type") == "html"
        assert entry.findtext("a:published", "", ATOM) <= entry.findtext("a:updated", "", ATOM)


# --- RSS ---


def test_rss_has_what_it_must(judged: Judged) -> None:
    for path, document in judged.rss.items():
        assert (document.tag, document.get("version")) == ("rss", "2.0")
        (channel,) = document
        for name in ("title", "link", "description", "language", "lastBuildDate"):
            assert len(channel.findall(name)) == 1, (path, name)
    for item in judged.items:
        for name in ("title", "link", "description", "guid", "pubDate"):
            assert len(item.findall(name)) == 1, name
        assert len(item.findall("enclosure")) <= 1
        assert item.find("guid").get("isPermaLink") == "false"
        assert item.findtext("dc:creator", "", NS).strip()
        assert item.find("author") is None, "RSS's own author is an e-mail address"


def test_rss_dates_have_english_names(judged: Judged) -> None:
    dates = [
        each.text or ""
        for document in judged.rss.values()
        for each in document.iter("pubDate", "lastBuildDate")
    ]
    assert dates
    for each in dates:
        assert RFC822.fullmatch(each), each
        moment = datetime.strptime(each, "%a, %d %b %Y %H:%M:%S %z")
        assert moment < judged.end


# --- all formats ---


def selves(judged: Judged) -> Iterator[tuple[str, str]]:
    for path, document in (*judged.atom.items(), *judged.rss.items()):
        channel = document if document.tag.endswith("feed") else document[0]
        links = [each for each in channel.findall("a:link", ATOM) if each.get("rel") == "self"]
        assert len(links) == 1, path
        yield path, links[0].get("href")
    for path, feed in judged.json.items():
        yield path, feed["feed_url"]


def test_the_self_link_is_the_address_of_the_document(judged: Judged) -> None:
    for path, address in selves(judged):
        assert address == judged.url + path


def addresses(judged: Judged) -> Iterator[str]:
    for document in (*judged.atom.values(), *judged.rss.values()):
        for each in document.iter():
            if isinstance(each.tag, str):
                yield from (each.get(name) for name in ("href", "url", "src") if each.get(name))
    for item in judged.items:
        yield item.findtext("link")
    for feed in judged.json.values():
        yield feed["home_page_url"]
        yield from (item["url"] for item in feed["items"])
    for content in judged.contents:
        yield from (str(each) for each in etree.HTML(content).xpath("//@href | //@src"))


def test_every_address_is_whole(judged: Judged) -> None:
    found = set(addresses(judged))
    assert found
    for each in found:
        parts = urlsplit(each)
        assert parts.scheme in {"http", "https"}, each
        assert parts.hostname, each
        assert " " not in each


def test_what_lies_on_the_site_is_there(judged: Judged) -> None:
    """Each page, with its anchor, and each file that a feed leads to."""
    if not judged.whole:
        pytest.skip("a small archive has no pages")
    ids: dict[str, set[str]] = {}
    own = {each.removeprefix(judged.url) for each in addresses(judged) if each.startswith(judged.url)}
    for each in own:
        path, _, anchor = unquote(each).partition("#")
        file = f"{path}index.html" if path.endswith("/") or not path else path
        assert file in judged.files, each
        if anchor:
            if file not in ids:
                ids[file] = set(re.findall(r'\bid="?([^"\s>]+)', judged.files[file].decode()))
            assert anchor in ids[file], each


def test_enclosures_have_the_size_and_type_of_their_files(judged: Judged) -> None:
    told = [
        (each.get("url") or each.get("href"), each.get("length"), each.get("type"))
        for document in (*judged.atom.values(), *judged.rss.values())
        for each in document.iter("enclosure", f"{{{ATOM['a']}}}link")
        if each.tag == "enclosure" or each.get("rel") == "enclosure"
    ]
    told += [
        (each.get("url"), each.get("fileSize"), each.get("type"))
        for document in (*judged.atom.values(), *judged.rss.values())
        for each in document.iter(f"{{{NS['media']}}}content")
    ]
    told += [
        (each["url"], str(each["size_in_bytes"]), each["mime_type"])
        for feed in judged.json.values()
        for item in feed["items"]
        for each in item.get("attachments", ())
    ]
    assert told or not judged.whole
    for url, length, kind in set(told):
        content = judged.files[unquote(url.removeprefix(judged.url))]
        assert int(length) == len(content)
        mark = {"image/jpeg": b"\xff\xd8", "image/png": b"\x89PNG", "application/pdf": b"%PDF"}[kind]
        assert content.startswith(mark)


def ids_by_document(judged: Judged) -> Iterator[list[str]]:
    for document in judged.atom.values():
        yield [each.findtext("a:id", "", ATOM) for each in document.findall("a:entry", ATOM)]
    for document in judged.rss.values():
        yield [each.findtext("guid") for each in document.findall("channel/item")]
    for feed in judged.json.values():
        yield [each["id"] for each in feed["items"]]


def test_ids_are_tags_and_none_repeats_in_a_document(judged: Judged) -> None:
    for ids in ids_by_document(judged):
        assert len(set(ids)) == len(ids)
        assert all(map(TAG.fullmatch, ids))


def moments(judged: Judged) -> Iterable[str]:
    for document in judged.atom.values():
        yield from (
            each.text for name in ("published", "updated") for each in document.iter(f"{{{ATOM['a']}}}{name}")
        )
    for feed in judged.json.values():
        yield from (item[name] for item in feed["items"] for name in ("date_published", "date_modified"))


def test_no_moment_is_in_the_future(judged: Judged) -> None:
    for each in moments(judged):
        assert RFC3339.fullmatch(each), each
        assert datetime.fromisoformat(each) < judged.end


def test_no_two_entries_of_a_document_are_updated_at_once(judged: Judged) -> None:
    for document in judged.atom.values():
        updated = [each.findtext("a:updated", "", ATOM) for each in document.findall("a:entry", ATOM)]
        assert len(set(updated)) == len(updated)


def test_titles_hold_no_html(judged: Judged) -> None:
    """Those of the real content; what an author writes as a title is text, whatever it looks like."""
    titles = [each.findtext("title") for each in judged.items]
    titles += [each.findtext("a:title", "", ATOM) for each in judged.entries]
    titles += [item["title"] for feed in judged.json.values() for item in feed["items"]]
    assert all(each.strip() and "\n" not in each for each in titles)
    if judged.whole:
        assert not [each for each in titles if re.search(r"<[a-z/!]|&(#|[a-z]+;)", each)]


def test_content_holds_nothing_that_a_reader_would_run(judged: Judged) -> None:
    for content in judged.contents:
        html = etree.HTML(content)
        assert not html.xpath("//script | //style | //iframe | //object | //embed | //form | //link | //meta")
        assert not [each for each in html.xpath("//@*") if str(each.attrname).startswith(("on", "style"))]
        assert not html.xpath("//@*[starts-with(normalize-space(.), 'javascript:')]")


def test_every_picture_is_told_in_words(judged: Judged) -> None:
    for content in judged.contents:
        for picture in etree.HTML(content).iter("img"):
            assert (picture.get("alt") or "").strip()


def test_json_feeds_have_what_they_must(judged: Judged) -> None:
    for feed in judged.json.values():
        assert feed["version"] == "https://jsonfeed.org/version/1.1"
        assert feed["title"].strip()
        assert feed["authors"][0]["name"].strip()
        for item in feed["items"]:
            assert isinstance(item["id"], str)
            assert item["content_html"]
            assert item["authors"][0]["name"].strip()
