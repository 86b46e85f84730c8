"""Built pages as a browser takes them in: their links, anchors and what they load."""

import re
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from lxml import html

LOADING_LINKS = {"stylesheet", "icon", "preload", "modulepreload", "manifest", "apple-touch-icon"}
"""The `rel` of links that a browser follows by itself."""

PAGES = (
    "",
    "rapim/",
    "rapim/2025-07-30-rapim/",
    "rapim/2026-06-10-rapim-contoh/",
    "arahan/",
    "arahan/2026/",
    "arahan/2026/06/",
    "arahan/status/berjalan/",
    "topik/pelayanan-publik/",
    "arahan/2026-04-08-rapim-contoh/perbaikan-jalan/",
    "arahan/2026-06-10-rapim-contoh/laporan-digital/",
    "opd/",
    "opd/dpupr/",
    "opd/dpupr/2026/",
    "opd/dpupr/utama/",
    "opd/dpupr/bahan/",
    "opd/dpupr/laporan/2026-06-22-perbaikan-jalan-contoh/",
    "rpjmd/",
    "rpjmd/2025-2029/",
    "rpjmd/2025-2029/2/",
    "indikator/",
    "indikator/ipm/",
    "inovasi/",
    "inovasi/kota-serang-kecamatan-cipocok-jaya/gardu-jaga/",
    "kendala/",
    "lewat-tenggat/",
    "tanpa-kabar/",
    "koreksi/",
    "langganan/",
    "digest/",
    "digest/2026-06/",
    "digest/2026-W26/",
    "data/",
    "cari/",
    "tentang/",
    "404.html",
)
"""One page of each kind in the real site, by its address."""


class BuiltPage:
    """A page of a built site."""

    def __init__(self, file: Path, site: Path, site_url: str) -> None:
        self.path = file.relative_to(site).as_posix()
        self.size = file.stat().st_size
        self.url = site_url + self.path.removesuffix("index.html")
        self.tree = html.document_fromstring(file.read_bytes(), parser=html.HTMLParser(encoding="utf-8"))

    @property
    def is_redirect(self) -> bool:
        return bool(self.tree.xpath("//meta[@http-equiv='refresh']"))

    def all(self, xpath: str) -> list[str]:
        """What an XPath finds, as texts."""
        found = self.tree.xpath(xpath)
        assert isinstance(found, list)
        return [str(each) for each in found]

    @cached_property
    def ids(self) -> list[str]:
        return self.all("//@id")

    def links(self) -> Iterator[str]:
        """Every address on the page, whole."""
        written = [
            *self.all("//@href"),
            *self.all("//@src"),
            *self.all("//@poster"),
            *self.all("//form/@action"),
        ]
        for each in self.all("//@srcset"):
            written += [candidate.split()[0] for candidate in each.split(",")]
        for each in self.all("//meta[@http-equiv='refresh']/@content"):
            written.append(each.partition("url=")[2])
        for each in self.all("//*[@aria-labelledby]/@aria-labelledby | //*[@for]/@for | //@popovertarget"):
            written += [f"#{id}" for id in each.split()]
        for each in written:
            yield urljoin(self.url, each)

    def loaded(self) -> Iterator[str]:
        """The addresses that a browser asks for without a click, whole."""
        for link in self.tree.xpath("//link[@href]"):
            if LOADING_LINKS & set(link.get("rel", "").split()):
                yield urljoin(self.url, link.get("href", ""))
        for each in (*self.all("//@src"), *self.all("//@poster"), *self.all("//object/@data")):
            yield urljoin(self.url, each)
        for each in self.all("//@srcset"):
            yield from (urljoin(self.url, candidate.split()[0]) for candidate in each.split(","))
        for text in (*self.all("//style/text()"), *self.all("//@style")):
            yield from (urljoin(self.url, each) for each in css_addresses(text))


def css_addresses(text: str) -> list[str]:
    """What a style sheet loads."""
    urls = re.findall(r"""url\(\s*(?:"([^"]*)"|'([^']*)'|([^)"']*))\s*\)""", text)
    imports = re.findall(r"""@import\s+["']([^"']+)["']""", text)
    return [a or b or c for a, b, c in urls] + imports


def file_of(url: str, site_url: str) -> str:
    """The file that a web server gives for an address below the site's root."""
    path = unquote(urlsplit(url).path.removeprefix(urlsplit(site_url).path))
    return f"{path}index.html" if path.endswith("/") or not path else path
