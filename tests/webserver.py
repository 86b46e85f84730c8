"""nginx as an operator sets it up: the configuration that `tuntas init` writes, on a port of this machine."""

import os
import shutil
import socket
import ssl
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from email.message import Message
from http.client import HTTPConnection, HTTPSConnection
from pathlib import Path
from tempfile import mkdtemp
from typing import NamedTuple

from sites import ROOT

_FETCHED = ROOT / ".cache/nginx"
NGINX = shutil.which("nginx", path=os.pathsep.join([os.environ["PATH"], "/usr/sbin", f"{_FETCHED}/usr/sbin"]))
MISSING = "there is no nginx here; tests/install-nginx fetches it where there is Debian's apt-get"

_NOBODY = 65534

_AROUND = """\
daemon off;
worker_processes 2;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{ }}
http {{
  include {types};
  default_type application/octet-stream;
  access_log off;
  client_body_temp_path {folder}/body;
  proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi;
  scgi_temp_path {folder}/scgi;
  include {folder}/site.conf;
}}
"""
"""What a distribution puts around the part of a site, without what only root may do."""


class Answer(NamedTuple):
    status: int
    headers: Message
    body: bytes


class Server(NamedTuple):
    """A running nginx."""

    port: int
    secure_port: int

    def get(self, path: str, headers: Mapping[str, str] | None = None, *, secure: bool = False) -> Answer:
        """What is answered to a request; over HTTPS without asking who the server is."""
        connection: HTTPConnection
        if secure:
            trusting = ssl.create_default_context()
            trusting.check_hostname = False
            trusting.verify_mode = ssl.CERT_NONE
            connection = HTTPSConnection("127.0.0.1", self.secure_port, timeout=10, context=trusting)
        else:
            connection = HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            connection.request("GET", path, headers=dict(headers or {}))
            answer = connection.getresponse()
            return Answer(answer.status, answer.headers, answer.read())
        finally:
            connection.close()


@contextmanager
def public_folder() -> Iterator[Path]:
    """A folder that everybody on this machine may read, as a web server's must be."""
    folder = Path(mkdtemp(prefix="tuntas-"))
    folder.chmod(0o755)
    try:
        yield folder
    finally:
        shutil.rmtree(folder)


@contextmanager
def serving(configuration: str, site: Path, *, host: str) -> Iterator[Server]:
    """Run nginx with a part that `init` wrote; only where to listen and the folder are put in."""
    assert NGINX
    server = Server(*_free_ports())
    with public_folder() as folder:
        openssl = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1"]
        made = ["-nodes", "-subj", "/CN=localhost", "-keyout", f"{folder}/key", "-out", f"{folder}/cert"]
        subprocess.run([*openssl, *made], check=True, capture_output=True)
        (folder / "key").chmod(0o644)
        listen = (
            f"listen 127.0.0.1:{server.port};\n  listen 127.0.0.1:{server.secure_port} ssl;\n"
            f"  ssl_certificate {folder}/cert;\n  ssl_certificate_key {folder}/key;"
        )
        for old, new in (
            ("listen 80;", listen),
            ("root /srv/tuntas/arsip-situs;", f"root {site};"),
            (f"server_name {host};", "server_name localhost;"),
        ):
            assert configuration.count(old) == 1, old
            configuration = configuration.replace(old, new)
        (folder / "site.conf").write_text(configuration)
        types = Path(NGINX).parents[2] / "etc/nginx/mime.types"
        (folder / "nginx.conf").write_text(_AROUND.format(folder=folder, types=types))
        unprivileged = {}
        if os.geteuid() == 0:
            os.chown(folder, _NOBODY, _NOBODY)
            unprivileged = {"user": _NOBODY, "group": _NOBODY, "extra_groups": []}
        log = folder / "stderr"
        with log.open("wb") as told:
            process = subprocess.Popen(  # type: ignore[call-overload]  # mypy knows no dictionary here
                [NGINX, "-p", str(folder), "-e", f"{folder}/error.log", "-c", f"{folder}/nginx.conf"],
                stdin=subprocess.DEVNULL,
                stderr=told,
                **unprivileged,
            )
        try:
            _wait(process, server.port, log)
            yield server
        finally:
            process.terminate()
            process.wait(timeout=10)


def _wait(process: "subprocess.Popen[bytes]", port: int, log: Path) -> None:
    for _ in range(200):
        assert process.poll() is None, log.read_text()
        with socket.socket() as asking:
            if asking.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise AssertionError("nginx does not listen")


def _free_ports() -> tuple[int, int]:
    with socket.socket() as first, socket.socket() as second:
        first.bind(("127.0.0.1", 0))
        second.bind(("127.0.0.1", 0))
        return first.getsockname()[1], second.getsockname()[1]
