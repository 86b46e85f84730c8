"""The site behind nginx, with the configuration that `init` writes, and a push that is seen there."""

import gzip
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from threading import Event, Thread
from typing import NamedTuple

import pytest

from repositories import commit, git
from sites import run
from webserver import MISSING, NGINX, Server, public_folder, serving

pytestmark = [
    pytest.mark.skipif(NGINX is None, reason=MISSING),
    pytest.mark.skipif(not shutil.which("openssl"), reason="there is no openssl to make a certificate with"),
]

HOST = "rapim.serangkota.go.id"
TODAY = "2026-11-23"
MEETING = """\
---
judul: {title}
tanggal: 2026-11-16
pimpinan: Wali Kota
alias: [2026-11-16-rapim-lama]
arahan:
  - id: air
    judul: Air bersih
    komitmen: [{{opd: dinas-contoh, tenggat: 2026-12-01}}]
---
"""
NOTE = "content/meetings/2026/2026-11-16-rapim.md"


class Served(NamedTuple):
    site: Path
    server: Server


def begun(folder: Path, url: str) -> Path:
    """A new archive with a meeting that had another name before."""
    made = run("init", "arsip", "--url", url, "--as-of", TODAY, cwd=folder)
    assert made.returncode == 0, made.stderr
    (folder / "arsip" / NOTE).write_text(MEETING.format(title="Rapim air"))
    return folder / "arsip"


def build(archive: Path) -> None:
    built = run("build", "--quiet", "--as-of", TODAY, cwd=archive)
    assert built.returncode == 0, built.stderr


@pytest.fixture(scope="module")
def served() -> Iterator[Served]:
    with public_folder() as folder:
        archive = begun(folder, f"https://{HOST}/")
        build(archive)
        with serving((archive / "server/nginx.conf").read_text(), archive / "site", host=HOST) as server:
            yield Served(archive / "site", server)


TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".ics": "text/calendar; charset=utf-8",
    ".opml": "text/x-opml; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".jsonld": "application/ld+json",
    ".svg": "image/svg+xml",
    ".png": "image/png",
}


def media_type(path: str) -> str | None:
    """What a file of the site must be called; nothing for what only our own script reads."""
    if path.endswith(".atom.xml"):
        return "application/atom+xml; charset=utf-8"
    if path.endswith(".xml") and path != "sitemap.xml":
        return "application/rss+xml; charset=utf-8"
    if path.endswith(".json"):
        return "application/json" if path.startswith(("data/", "cari/")) else "application/feed+json"
    return TYPES.get(Path(path).suffix)


def files(site: Path) -> list[str]:
    found = (each.relative_to(site).as_posix() for each in site.rglob("*") if each.is_file())
    return sorted(each for each in found if not each.startswith("."))


class TestAnswers:
    def test_each_file_is_served_as_what_it_is(self, served: Served) -> None:
        for name in files(served.site):
            answer = served.server.get(f"/{name}")
            assert (answer.status, answer.body) == (200, (served.site / name).read_bytes()), name
            if expected := media_type(name):
                found = answer.headers["Content-Type"].replace("application/javascript", "text/javascript")
                assert found == expected, name  # newer lists of types speak as RFC 9239 does

    def test_each_answer_carries_the_same_protection(self, served: Served) -> None:
        for path in ("/", "/feed/selesai.xml", "/data/v1/rapim.csv", "/assets/tuntas.css", "/tidak-ada"):
            headers = served.server.get(path).headers
            assert headers["X-Content-Type-Options"] == "nosniff"
            assert headers["X-Frame-Options"] == "SAMEORIGIN"
            assert headers["Referrer-Policy"] == "strict-origin-when-cross-origin"
            assert headers["Content-Security-Policy"] == "frame-ancestors 'self'; object-src 'none'"
            assert headers["Access-Control-Allow-Origin"] == "*"
            assert headers["Server"] == "nginx"  # and not which

    def test_https_is_promised_over_https_only(self, served: Served) -> None:
        assert served.server.get("/").headers["Strict-Transport-Security"] is None
        assert served.server.get("/", secure=True).headers["Strict-Transport-Security"] == "max-age=31536000"

    def test_what_is_text_comes_compressed(self, served: Served) -> None:
        plain = (".png", ".pf_index", ".pf_filter", ".pf_meta", ".pf_fragment", ".pagefind")
        for name in files(served.site):
            data = (served.site / name).read_bytes()
            answer = served.server.get(f"/{name}", {"Accept-Encoding": "gzip"})
            if len(data) < 512 or name.endswith(plain):
                assert answer.headers["Content-Encoding"] is None, name
            else:
                assert answer.headers["Content-Encoding"] == "gzip", name
                assert answer.headers["Vary"] == "Accept-Encoding", name
                assert gzip.decompress(answer.body) == data, name

    @pytest.mark.parametrize("headers", [{}, {"Accept-Encoding": "gzip"}], ids=["plain", "gzip"])
    @pytest.mark.parametrize("path", ["/", "/feed/tindak-lanjut.atom.xml", "/kalender/rapim.ics"])
    def test_what_a_browser_has_is_not_sent_again(
        self, served: Served, path: str, headers: dict[str, str]
    ) -> None:
        first = served.server.get(path, headers)
        assert first.headers["Cache-Control"] == "no-cache"
        again = served.server.get(path, {**headers, "If-None-Match": first.headers["ETag"]})
        assert (again.status, again.body) == (304, b"")

    def test_only_what_is_named_by_its_content_is_kept_for_ever(self, served: Served) -> None:
        kept = {
            name
            for name in files(served.site)
            if "immutable" in served.server.get(f"/{name}").headers["Cache-Control"]
        }
        assert kept
        assert all(
            re.search(r"\b\w+_[0-9a-f]{10}\.pf_|pagefind\.id_[0-9a-f]{10}\.pf_meta", each) for each in kept
        )
        assert "cari/indeks/pagefind-entry.json" not in kept

    def test_an_earlier_address_leads_to_the_present_one(self, served: Served) -> None:
        earlier = served.server.get("/rapim/2026-11-16-rapim-lama/").body.decode()
        assert '<meta http-equiv="refresh" content="0; url=../../rapim/2026-11-16-rapim/">' in earlier
        assert served.server.get("/rapim/2026-11-16-rapim/").status == 200

    def test_a_forgotten_slash_is_added_whatever_stands_in_front(self, served: Served) -> None:
        answer = served.server.get("/rapim", {"Host": "perantara.contoh"})
        assert (answer.status, answer.headers["Location"]) == (301, "/rapim/")

    @pytest.mark.parametrize(
        "path", ["/tidak/ada", "/assets/", "/.tuntas", "/data/.git/config", "/rapim/..%2f.tuntas"]
    )
    def test_what_is_not_there_or_hidden_is_not_found(self, served: Served, path: str) -> None:
        answer = served.server.get(path)
        assert answer.status == 404
        assert answer.body == (served.site / "404.html").read_bytes()

    def test_certificates_can_be_renewed(self, served: Served) -> None:
        challenge = served.site / ".well-known/acme-challenge/abc"
        challenge.parent.mkdir(parents=True)
        challenge.write_text("kunci")
        try:
            assert served.server.get("/.well-known/acme-challenge/abc").body == b"kunci"
        finally:
            shutil.rmtree(served.site / ".well-known")


class TestExchange:
    def test_no_reader_meets_half_a_site(self) -> None:
        with public_folder() as folder:
            archive = begun(folder, f"https://{HOST}/")
            build(archive)
            site = archive / "site"
            with serving((archive / "server/nginx.conf").read_text(), site, host=HOST) as server:
                pages = ["/", "/rapim/", "/rapim/2026-11-16-rapim/", "/feed/rapim.xml"]
                met: list[tuple[str, int, bytes]] = []
                done = Event()

                def read() -> None:
                    while not done.is_set():
                        for page in pages:
                            answer = server.get(page)
                            met.append((page, answer.status, answer.body))

                readers = [Thread(target=read) for _ in range(2)]
                editions = [{page: server.get(page).body for page in pages}]
                for each in readers:
                    each.start()
                for title in ("Rapim air bersih", "Rapim air minum"):
                    (archive / NOTE).write_text(MEETING.format(title=title))
                    build(archive)
                    editions.append({page: server.get(page).body for page in pages})
                done.set()
                for each in readers:
                    each.join()
            assert len({each["/rapim/"] for each in editions}) == 3
            for page, status, body in met:
                assert status == 200
                assert body in {each[page] for each in editions}


class TestPlainServer:
    def test_a_push_is_seen_and_a_refused_one_is_not(self) -> None:
        with public_folder() as folder:
            archive = begun(folder, f"https://{HOST}/")
            bare = folder / "arsip.git"
            git(folder, "init", "--quiet", "--bare", str(bare))
            for each in ("pre-receive", "post-receive", "terbit", "kirim"):
                shutil.copy(archive / "server" / each, bare / "hooks" / each)
            configuration = (archive / "server/nginx.conf").read_text()
            with serving(configuration, folder / "arsip-situs", host=HOST) as server:
                assert server.get("/").status == 404
                first = push(archive, bare)
                assert first.returncode == 0, first.stderr
                page = server.get("/rapim/2026-11-16-rapim/")
                assert b"Rapim air" in page.body

                (archive / NOTE).write_text(MEETING.format(title="Rapim air").replace("air", "api"))
                refused = push(archive, bare)
                assert refused.returncode != 0
                assert "Kiriman ditolak" in refused.stderr
                same = server.get("/rapim/2026-11-16-rapim/", {"If-None-Match": page.headers["ETag"]})
                assert same.status == 304

                (archive / NOTE).write_text(MEETING.format(title="Rapim air"))
                another = archive / NOTE.replace("16-rapim", "18-rapim")
                another.write_text(
                    "---\njudul: Rapim jalan\ntanggal: 2026-11-18\npimpinan: Wali Kota\n---\nJalan.\n"
                )
                assert push(archive, bare).returncode == 0
                assert server.get("/rapim/2026-11-18-rapim/").status == 200
                assert server.get("/feed/rapim.xml").body.count(b"2026-11-18-rapim") > 0

    def test_what_could_not_be_built_is_told_to_who_pushed_and_the_site_stays(self) -> None:
        with public_folder() as folder:
            archive = begun(folder, f"https://{HOST}/")
            bare = folder / "arsip.git"
            git(folder, "init", "--quiet", "--bare", str(bare))
            for each in ("pre-receive", "post-receive", "terbit"):
                shutil.copy(archive / "server" / each, bare / "hooks" / each)
            (folder / "arsip-situs").mkdir()
            (folder / "arsip-situs/milik-orang-lain.html").write_text("jangan dihapus")
            told = push(archive, bare)
            assert "belum terbit" in told.stderr
            assert (folder / "arsip-situs/milik-orang-lain.html").read_text() == "jangan dihapus"


def push(archive: Path, bare: Path) -> "subprocess.CompletedProcess[str]":
    commit(archive)
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    return subprocess.run(
        ["git", "push", "--quiet", str(bare), "HEAD:refs/heads/main"],
        cwd=archive,
        env={**os.environ, "PATH": path, "SOURCE_DATE_EPOCH": "1795410000"},
        capture_output=True,
        text=True,
        check=False,
    )
