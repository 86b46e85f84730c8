"""Telling a WebSub hub which feeds have changed, so that it tells their subscribers at once.

What the hub was told last stands beside the site, as the fingerprint of each feed. It is saved as far
as the hub has answered, so whatever fails is told again the next time; without it every feed is told.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import msgspec

from tuntas.problems import grouped
from tuntas.publish.folder import SiteFolder
from tuntas.publish.ledger import Ledger
from tuntas.publish.store import Store
from tuntas.render.feeds.feed import Format

_TOLD = "pinged"
_TIMEOUT = 30
"""Seconds for a connection, and for an answer."""
_OK = range(200, 300)
_FORM = {"Content-Type": "application/x-www-form-urlencoded", "User-Agent": "Tuntas"}


class NoHub(Exception):
    """There is no hub, or nothing to tell it of; says so in Indonesian."""


class HubError(Exception):
    """The hub did not take it; says so in Indonesian."""


class Told(msgspec.Struct, frozen=True):
    """What a hub knows: the fingerprint of each feed, by its path."""

    hub: str = ""
    feeds: dict[str, bytes] = {}


def ping(site: Path, site_url: str, hub: str) -> int:
    """Tell the hub of every feed that has changed since it was told; how many these were.

    Raises NoHub where no hub is set or no site was built, and HubError where the hub does not answer or
    refuses; what it has taken until then is not told again.
    """
    if not hub:
        raise NoHub(
            "Belum ada hub: tulis `websub_hub` dalam setelan, lalu bangun dan terbitkan situsnya lagi."
        )
    store = Store(SiteFolder(site).beside)
    ledger = store.load("ledger", Ledger)
    if ledger is None or not ledger.files:
        raise NoHub(f"Situs di {site} belum dibangun di komputer ini, jadi tidak diketahui apa yang berubah.")
    now = dict(_feeds(ledger))
    told = store.load(_TOLD, Told) or Told()
    before = told.feeds if told.hub == hub else {}
    # A feed that is gone is forgotten: if it comes back, it is told again.
    done = {path: known for path, known in before.items() if path in now}
    changed = [path for path in now if done.get(path) != now[path]]
    try:
        _tell(hub, {path: site_url + path for path in changed}, now, done)
    finally:
        if (done, hub) != (told.feeds, told.hub):
            store.save(_TOLD, Told(hub, done))
    return len(changed)


def _feeds(ledger: Ledger) -> Iterator[tuple[str, bytes]]:
    """The documents that are subscribed to, with their fingerprints: every feed stands as RSS too."""
    for name, made in ledger.outputs.items():
        if name + Format.RSS.suffix in made.files:
            for path in (name + each.suffix for each in Format):
                if path in made.files:
                    yield path, ledger.files[path].print


def _tell(hub: str, topics: Mapping[str, str], now: Mapping[str, bytes], done: dict[str, bytes]) -> None:
    """Tell of one feed after the other; `done` gains those that the hub has taken."""
    # Imported here: no other command talks to anybody.
    from http.client import HTTPConnection, HTTPException, HTTPSConnection  # noqa: PLC0415

    parts = urlsplit(hub)
    kind = HTTPSConnection if parts.scheme == "https" else HTTPConnection
    connection = kind(parts.hostname or "", parts.port, timeout=_TIMEOUT)
    where = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    try:
        for number, (path, topic) in enumerate(topics.items()):
            left = len(topics) - number
            body = urlencode({"hub.mode": "publish", "hub.url": topic, "hub.topic": topic})
            try:
                connection.request("POST", where, body, _FORM)
                answer = connection.getresponse()
                answer.read()
            except (OSError, HTTPException) as error:
                raise _failed(hub, f"tidak dapat dihubungi ({error})", left) from error
            if answer.status not in _OK:
                what = f"menolak kabar tentang {topic} ({answer.status} {answer.reason})"
                raise _failed(hub, what, left)
            done[path] = now[path]
    finally:
        connection.close()


def _failed(hub: str, what: str, left: int) -> HubError:
    return HubError(
        f"Hub {hub} {what}. {grouped(left, 'id')} umpan belum dikabarkan; ulangi `tuntas ping` nanti."
    )
