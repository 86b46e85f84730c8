"""Chromium and a web server for tests: what a page asks for, and what runs in it."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from playwright.sync_api import (
    Browser,
    ConsoleMessage,
    Dialog,
    Page,
    Request,
    Response,
    expect,
    sync_playwright,
)

from sites import ROOT


class Quiet(SimpleHTTPRequestHandler):
    """Serves files, and tells nobody."""

    def do_GET(self) -> None:
        if self.path == "/favicon.ico":  # browsers ask for it beside a feed, which can name no icon
            self.send_response(204)
            self.end_headers()
        else:
            super().do_GET()

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - its name there
        pass


@contextmanager
def serving(folder: Path, handler: type[Quiet] = Quiet) -> Iterator[str]:
    """The address of a folder on this machine."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(handler, directory=folder))
    thread = Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@contextmanager
def running() -> Iterator[Browser]:
    """A browser; skips the test where there is none."""
    path = (
        os.environ.get("CHROMIUM")
        or subprocess.run(
            [ROOT / "tests/install-browser", "--find"], capture_output=True, text=True, check=False
        ).stdout.strip()
    )
    if not path:
        pytest.skip("there is no Chromium; `make test` installs one")
    expect.set_options(timeout=30_000)  # as long as everything else in a browser: see tests/conftest.py
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path)
        try:
            yield browser
        finally:
            browser.close()


class Watch:
    """What a page should never do: run a script, ask another host, break its own policy."""

    def __init__(self, page: Page, host: str) -> None:
        self.seen: list[str] = []
        self._host = host
        page.on("dialog", self._dialog)
        page.on("request", self._request)
        page.on("response", self._response)
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.seen.append(f"error: {error}"))
        page.add_init_script(
            "addEventListener('securitypolicyviolation',"
            " event => console.warn('policy: ' + event.violatedDirective + ' ' + event.blockedURI))"
        )

    def _dialog(self, dialog: Dialog) -> None:
        self.seen.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def _request(self, request: Request) -> None:
        if not request.url.startswith((self._host, "data:")):
            self.seen.append(f"request: {request.url}")

    def _response(self, response: Response) -> None:
        if not response.url.startswith((self._host, "data:")):
            self.seen.append(f"answer: {response.url}")

    def _console(self, message: ConsoleMessage) -> None:
        if message.text.startswith("policy: ") or "Content Security Policy" in message.text:
            self.seen.append(message.text)
