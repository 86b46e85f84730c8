"""`tuntas serve` in a process of its own."""

import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from typing import NamedTuple
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

from sites import environment

PATIENCE = 30
"""Seconds that anything may take on a slow machine; what comes sooner is not waited for."""


class Preview(NamedTuple):
    """A server that runs; `url` is the root of its site, and `log` what it says."""

    url: str
    port: int
    log: Path

    def file(self, path: str) -> bytes:
        with urlopen(self.url + path, timeout=PATIENCE) as answer:  # noqa: S310 - our own server
            content: bytes = answer.read()
            return content

    def page(self, path: str) -> str:
        """A page, also one that says that there is none."""
        try:
            return self.file(path).decode()
        except HTTPError as error:
            return error.read().decode()

    def asked(self, path: str, **headers: str) -> tuple[int, str, str]:
        """The status, the type and the new place in the answer to a path as it is, not made a good one."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            connection.putrequest("GET", path, skip_host="Host" in headers)
            for name, value in headers.items():
                connection.putheader(name, value)
            connection.endheaders()
            answer = connection.getresponse()
            return answer.status, answer.headers.get("Content-Type", ""), answer.headers.get("Location", "")
        finally:
            connection.close()

    def says(self, text: str) -> bool:
        return text in self.log.read_text("utf-8", errors="replace")

    def soon(self, true: Callable[[], bool]) -> None:
        """Wait until something is true."""
        end = time.monotonic() + PATIENCE
        while not true():
            assert time.monotonic() < end, self.log.read_text("utf-8")
            time.sleep(0.05)


@contextmanager
def previewing(project: Path, log: Path, *, as_of: str = "2026-03-01") -> Iterator[Preview]:
    """The preview of a project, on a free port. Interrupted, it ends well and at once."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "tuntas", "serve", "--address", f"127.0.0.1:{port}", "--as-of", as_of]
    with log.open("wb") as output:
        process = subprocess.Popen(
            command,
            cwd=project,
            env=environment(PYTHONUNBUFFERED="1"),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
        )
    preview = Preview(f"http://127.0.0.1:{port}/arsip/", port, log)

    def answers() -> bool:
        assert process.poll() is None, log.read_text("utf-8")
        try:
            return bool(preview.page(""))
        except (URLError, ConnectionError):
            return False

    try:
        preview.soon(answers)
        yield preview
        process.send_signal(signal.SIGINT)
        assert process.wait(PATIENCE) == 0
    finally:
        process.kill()
        process.wait()
