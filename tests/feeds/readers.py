"""Readers of feeds that others wrote, each as a subscriber who comes back: what is new to it?"""

import json
import os
import shutil
import sqlite3
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email import message_from_binary_file
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Protocol
from urllib.request import urlopen

import atoma
import feedparser
import pytest

from corpora.packages import NotFetched, installed

HERE = Path(__file__).parent


class Reader(Protocol):
    def news(self) -> list[str]:
        """Ask for the feed; the ids of the entries that the reader takes for new, in any order."""


@contextmanager
def served(folder: Path) -> Iterator[tuple[str, Callable[[Path], None]]]:
    """A folder on this machine's web server: its address, and how to put another in its place."""
    shown = [folder]

    class Handler(SimpleHTTPRequestHandler):
        def __init__(self, *arguments: object) -> None:
            super().__init__(*arguments, directory=str(shown[0]))  # type: ignore[arg-type]

        def send_head(self):  # type: ignore[no-untyped-def]
            # Two builds within one second have the same time.
            del self.headers["If-Modified-Since"]
            return super().send_head()

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/", partial(shown.__setitem__, 0)
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class Remembering:
    """A program around a library, which knows an entry by its id."""

    def __init__(self, ids: Callable[[bytes], list[str]], address: str) -> None:
        self._ids = ids
        self._address = address
        self._seen: set[str] = set()

    def news(self) -> list[str]:
        with urlopen(self._address) as answer:  # noqa: S310 - on this machine
            found = self._ids(answer.read())
        new = [id for id in found if id not in self._seen]
        self._seen.update(new)
        return new


def by_feedparser(document: bytes) -> list[str]:
    parsed = feedparser.parse(document)
    assert not parsed.bozo
    return [each.id for each in parsed.entries]


def by_atoma(document: bytes) -> list[str]:
    if document.startswith(b"{"):
        return [each.id_ for each in atoma.parse_json_feed_bytes(document).items]
    if b"<rss" in document[:500]:
        return [str(each.guid) for each in atoma.parse_rss_bytes(document).items]
    return [each.id_ for each in atoma.parse_atom_bytes(document).entries]


def read_by_feedsmith(*documents: bytes) -> list[dict[str, object]]:
    try:
        folder = installed(HERE / "clients")
    except NotFetched as error:
        pytest.skip(f"feedsmith is not fetched: {error}")
    run = subprocess.run(
        ["node", str(folder / "feedsmith.js")],
        input=json.dumps([each.decode() for each in documents]),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    found: list[dict[str, object]] = json.loads(run.stdout)
    return found


def by_feedsmith(document: bytes) -> list[str]:
    (found,) = read_by_feedsmith(document)
    return [each["id"] for each in found["entries"]]  # type: ignore[attr-defined]


def run(*command: str | Path, home: Path) -> None:
    """Run a reader of the system, at home in a folder of its own."""
    program = str(command[0])
    if shutil.which(program) is None:
        pytest.skip(f"{program} is not installed")
    done = subprocess.run(
        [*map(str, command)],
        env={"PATH": os.environ["PATH"], "HOME": str(home), "LANG": "C.UTF-8", "TERM": "dumb"},
        cwd=home,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


class Newsboat:
    def __init__(self, address: str, home: Path) -> None:
        self._home = home
        (home / "urls").write_text(address + "\n")
        (home / "config").write_text("")

    def news(self) -> list[str]:
        files = ("-u", self._home / "urls", "-C", self._home / "config", "-c", self._home / "cache.db")
        run("newsboat", *files, "-x", "reload", home=self._home)
        with sqlite3.connect(self._home / "cache.db") as cache:
            rows = cache.execute("SELECT guid FROM rss_item WHERE unread = 1 AND deleted = 0").fetchall()
            cache.execute("UPDATE rss_item SET unread = 0")
        cache.close()
        return [guid for (guid,) in rows]


class Sfeed:
    """It keeps a line for each id, title and link, so what is new is told by the ids."""

    def __init__(self, address: str, home: Path) -> None:
        self._home = home
        (home / "sfeedrc").write_text(f"sfeedpath={home}/feeds\nfeeds() {{ feed tuntas '{address}'; }}\n")
        self._seen: set[str] = set()

    def news(self) -> list[str]:
        run("sfeed_update", self._home / "sfeedrc", home=self._home)
        lines = (self._home / "feeds/tuntas").read_text("utf-8").splitlines()
        ids = dict.fromkeys(line.split("\t")[5] for line in lines)
        new = [id for id in ids if id not in self._seen]
        self._seen.update(new)
        return new


class Rss2email:
    """It sends each entry as a mail; here into a folder."""

    def __init__(self, address: str, home: Path) -> None:
        self._home = home
        (home / "Maildir").mkdir()
        (home / "rss2email.cfg").write_text(
            "[DEFAULT]\nfrom = umpan@contoh.go.id\nto = warga@contoh.go.id\n"
            f"email-protocol = maildir\nmaildir-path = {home}/Maildir\nmaildir-mailbox = INBOX\n"
        )
        self._run("add", "tuntas", address)

    def _run(self, *arguments: str) -> None:
        files = ("-c", self._home / "rss2email.cfg", "-d", self._home / "rss2email.json")
        run("r2e", *files, *arguments, home=self._home)

    def news(self) -> list[str]:
        self._run("run")
        found = []
        for path in sorted((self._home / "Maildir").rglob("*")):
            if path.is_file() and path.parent.name in {"new", "cur"}:
                with path.open("rb") as file:
                    found.append(str(message_from_binary_file(file)["X-RSS-ID"]))
                path.unlink()
        return found
