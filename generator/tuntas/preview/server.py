"""The server of a preview: pages as they are asked for, and a line to each page that is open.

It knows the files of a proof by their names, and opens none: no address leads outside the site.
"""

import mimetypes
from collections.abc import Callable
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from socket import AF_INET, AF_INET6
from socketserver import TCPServer
from typing import Any, Final
from urllib.parse import parse_qs, quote, unquote, urlsplit

from tuntas.preview.marks import empty, marked
from tuntas.preview.news import news
from tuntas.preview.session import Session, Shown
from tuntas.read.locate import Sources

_OWN: Final = ".pratinjau/kabar"
"""Below the root of the site, where no file of it lies: these begin with no full stop."""
_BROKEN: Final = "galat"
"""The edition of a page that could not be made."""
_BEAT: Final = 15.0
"""Seconds after which a page hears that we are there, and we whether it still is."""
_TYPES: Final = {
    ".ics": "text/calendar; charset=utf-8",
    ".jsonld": "application/ld+json",
    ".wasm": "application/wasm",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
    ".opml": "text/x-opml; charset=utf-8",
}
_TEXTS: Final = ("text/", "application/json", "application/xml", "application/javascript")


class Server(ThreadingHTTPServer):
    """Answers on an address; raises OSError where that is not to be had."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, host: str, port: int, session: Session, told: Callable[[Exception], str]) -> None:
        """`told` says in Indonesian why a page could not be made, or raises again what is no such reason."""
        self.session = session
        self.told = told
        self.address_family = AF_INET6 if ":" in host else AF_INET
        super().__init__((host, port), _Handler)
        self.is_local = _is_loopback(str(self.server_address[0]))

    def server_bind(self) -> None:
        """As for any server: HTTPServer would ask what our name is, which can take long."""
        TCPServer.server_bind(self)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Nothing: a browser that went away is no mistake."""


class _Handler(BaseHTTPRequestHandler):
    server: Server
    protocol_version = "HTTP/1.1"
    timeout = 60

    def do_GET(self) -> None:
        if self.server.is_local and not _is_this_machine(self.headers.get("Host", "")):
            # A site elsewhere may have itself looked up as this machine, to read what is not published.
            refused = b"Pratinjau ini hanya untuk komputer ini.\n"
            self._send(HTTPStatus.MISDIRECTED_REQUEST, "text/plain", refused)
            return
        asked = urlsplit(self.path)
        path = unquote(asked.path)
        name = self._name(path)
        if path in {"/", self._site.rstrip("/")} and name is None:
            self._lead_to(self._site)
        elif path == f"{self._site}{_OWN}":
            self._tell("".join(parse_qs(asked.query).get("halaman", ())))
        else:
            self._answer(name, self.server.session.shown)

    def do_HEAD(self) -> None:
        self.do_GET()

    @property
    def _site(self) -> str:
        return self.server.session.site

    def _name(self, path: str) -> str | None:
        """The file that is asked for; None where that lies outside the site."""
        if not path.startswith(self._site):
            return None
        name = path.removeprefix(self._site)
        return f"{name}index.html" if not name or name.endswith("/") else name

    def _answer(self, name: str | None, shown: Shown) -> None:
        try:
            edition = shown.edition(name or "")
            content = shown.file(name) if name is not None else None
            if content is None and name is not None and shown.file(f"{name}/index.html") is not None:
                self._lead_to(f"{self._site}{name}/")
                return
            missing = shown.file("404.html")
        except Exception as error:  # noqa: BLE001 - it is told, or raised again
            self.server.session.fail(self.server.told(error))
            page = empty("Halaman ini tidak dapat dibuat")
            self._page(HTTPStatus.INTERNAL_SERVER_ERROR, page, _BROKEN)
            return
        if shown.proof is None:
            self._page(HTTPStatus.OK, empty("Pratinjau belum ada"), edition)
        elif name is None or content is None:
            self._page(HTTPStatus.NOT_FOUND, missing or empty("Halaman ini tidak ada"), edition)
        elif name.endswith(".html"):
            self.server.session.look_at(name)
            self._page(HTTPStatus.OK, content, edition)
        else:
            self._send(HTTPStatus.OK, _type(name), content)

    def _page(self, status: HTTPStatus, content: bytes, edition: str) -> None:
        self._send(status, "text/html; charset=utf-8", marked(content, self._site, edition))

    def _lead_to(self, path: str) -> None:
        self.send_response(HTTPStatus.FOUND)
        self.send_header("Location", quote(path))
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _send(self, status: HTTPStatus, kind: str, content: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def _tell(self, page: str) -> None:
        """Tell a page what is shown, now and whenever that changes, until it goes away."""
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream; charset=utf-8")
        self.send_header("Cache-Control", "no-store")
        self.send_header("Connection", "close")
        self.end_headers()
        self.close_connection = True
        session, name = self.server.session, self._name(page)
        told: Shown | None = None
        while self.command != "HEAD":
            shown = session.after(told, _BEAT)
            if shown is told:
                self.wfile.write(b": masih di sini\n\n")
            else:
                text = news(shown, self._edition(shown, name or ""), Sources(session.folder))
                self.wfile.write(f"data: {text}\n\n".encode())
            told = shown

    def _edition(self, shown: Shown, name: str) -> str:
        try:
            return shown.edition(name)
        except Exception as error:  # noqa: BLE001 - it is told, or raised again
            self.server.session.fail(self.server.told(error))
            return _BROKEN

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - its name there
        """Nothing: who writes is told of mistakes, not of requests."""


def _is_this_machine(host: str) -> bool:
    name = urlsplit(f"//{host}").hostname or ""
    return name == "localhost" or name.endswith(".localhost") or _is_loopback(name)


def _is_loopback(name: str) -> bool:
    try:
        return ip_address(name).is_loopback
    except ValueError:
        return False


def _type(name: str) -> str:
    ending = name[name.rfind(".") :].lower()
    kind = _TYPES.get(ending) or mimetypes.types_map.get(ending, "application/octet-stream")
    return f"{kind}; charset=utf-8" if kind.startswith(_TEXTS) and "charset" not in kind else kind
