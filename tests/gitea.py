"""As much of Gitea's programming interface as the form asks for, with an archive behind it."""

import base64
import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import urlsplit

TOKEN = "rahasia"  # noqa: S105 - opens nothing
"""Who brings this may write."""


class Gitea:
    """The repository `uji/arsip` with its files, and what was committed to it."""

    def __init__(self, files: dict[str, bytes]) -> None:
        self.files = files
        self.commits: list[dict[str, Any]] = []
        self.url = ""

    def answer(self, way: str, asked: dict[str, Any]) -> Any:
        """What is said to a request."""
        here = "/api/v1/repos/uji/arsip"
        match way.removeprefix(here):
            case "/api/v1/version":
                return {"version": "1.25.0"}
            case "/api/v1/settings/api":
                return {"default_paging_num": 30}
            case "/api/v1/user":
                return {"id": 1, "login": "petugas", "full_name": "Petugas", "email": "petugas@contoh.go.id"}
            case "":
                return {"default_branch": "main", "permissions": {"push": True, "pull": True}}
            case "/branches/usulan":
                return {"commit": {"id": "c0", "message": "Arsip"}}
            case "/git/trees/c0":
                tree = [
                    {"type": "blob", "path": path, "sha": _sha(data), "size": len(data)}
                    for path, data in self.files.items()
                ]
                return {"tree": tree, "truncated": False}
            case "/file-contents":
                return [
                    {
                        "path": path,
                        "encoding": "base64",
                        "content": base64.b64encode(self.files[path]).decode(),
                    }
                    for path in asked["files"]
                ]
            case "/contents":
                self.commits.append(asked)
                made = {each["path"]: base64.b64decode(each["content"]) for each in asked["files"]}
                self.files |= made
                files = [{"path": path, "sha": _sha(data)} for path, data in made.items()]
                return {"commit": {"sha": "c1", "created": "2026-02-10T09:00:00Z"}, "files": files}
            case "/commits":
                return []
            case _:
                return None


def _sha(data: bytes) -> str:
    return hashlib.sha1(b"blob %d\0" % len(data) + data).hexdigest()  # noqa: S324 - as git names it


@contextmanager
def running(files: dict[str, bytes]) -> Iterator[Gitea]:
    """A Gitea on this machine, which lets pages of every host ask, as one that is set up for a form does."""
    gitea = Gitea(files)

    class Handler(BaseHTTPRequestHandler):
        def do_OPTIONS(self) -> None:
            self._say(204, b"")

        def do_GET(self) -> None:
            length = int(self.headers.get("Content-Length") or 0)
            asked = json.loads(self.rfile.read(length) or b"{}")
            if TOKEN not in self.headers.get("Authorization", ""):
                self._say(401, b"{}")
                return
            found = gitea.answer(urlsplit(self.path).path, asked)
            self._say(404 if found is None else 200, json.dumps(found).encode())

        def do_POST(self) -> None:
            self.do_GET()

        def _say(self, status: int, content: bytes) -> None:
            self.send_response(status)
            self.send_header("Access-Control-Allow-Origin", "*")
            self.send_header("Access-Control-Allow-Methods", "GET, POST")
            self.send_header("Access-Control-Allow-Headers", "Authorization, Content-Type, Accept")
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - its name there
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever)
    thread.start()
    gitea.url = f"http://127.0.0.1:{server.server_port}"
    try:
        yield gitea
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
