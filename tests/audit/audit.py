"""Lighthouse on five kinds of page as a phone sees them: `make audit`, with the Chromium of the tests.

    python tests/audit/audit.py

builds the site of this repository, serves it on this machine as web servers do (compressed), and prints
the score of each page in each category. Fails below 99 (the best of three runs).
"""

import gzip
import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread
from typing import Any

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "tests"))

from corpora.packages import installed  # noqa: E402
from sites import AS_OF  # noqa: E402
from tuntas.cli import main as tuntas  # noqa: E402

PAGES = (
    "",
    "rapim/2026-06-10-rapim-contoh/",
    "arahan/2026-04-08-rapim-contoh/perbaikan-jalan/",
    "opd/dpupr/",
    "arahan/",
)
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
LEAST = 99
RUNS = 3


class _Compressing(SimpleHTTPRequestHandler):
    """Serves texts compressed, as every web server does: what is measured depends on it."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(HTTPStatus.NOT_FOUND)
            return
        data, kind = path.read_bytes(), self.guess_type(str(path))
        self.send_response(HTTPStatus.OK)
        if kind.startswith("text/") or kind.endswith(("xml", "javascript", "json")):
            data = gzip.compress(data)
            self.send_header("Content-Encoding", "gzip")
            kind += "; charset=utf-8"
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Cache-Control", "max-age=31536000")
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - its name there
        pass


def served(site: Path) -> ThreadingHTTPServer:
    server = ThreadingHTTPServer(("127.0.0.1", 0), lambda *given: _Compressing(*given, directory=str(site)))
    Thread(target=server.serve_forever, daemon=True).start()
    return server


def audited(url: str, programs: Path) -> dict[str, Any]:
    """What Lighthouse says of a page, at its own settings for a phone."""
    run = subprocess.run(
        [
            programs / "node_modules/.bin/lighthouse",
            url,
            "--output=json",
            "--quiet",
            f"--only-categories={','.join(CATEGORIES)}",
            "--chrome-flags=--headless=new --no-sandbox",
        ],
        capture_output=True,
        encoding="utf-8",
        timeout=300,
        check=False,
        env={**os.environ, "CHROME_PATH": os.environ.get("CHROMIUM", "")},
    )
    if run.returncode:
        sys.exit(f"lighthouse: {run.stderr.strip()[-2000:]}")
    found: dict[str, Any] = json.loads(run.stdout)
    return found


def best(url: str, programs: Path) -> tuple[dict[str, Any], list[int]]:
    """The report with the best scores of up to three: a busy machine only ever takes away from them."""
    found: list[tuple[list[int], dict[str, Any]]] = []
    for _ in range(RUNS):
        report = audited(url, programs)
        scores = [round(100 * report["categories"][each]["score"]) for each in CATEGORIES]
        found.append((scores, report))
        if min(scores) >= LEAST:
            break
    scores, report = max(found, key=lambda each: sum(each[0]))
    return report, scores


def faults(report: Mapping[str, Any]) -> Iterator[str]:
    """What costs a page its points."""
    for category in CATEGORIES:
        for each in report["categories"][category]["auditRefs"]:
            audit = report["audits"][each["id"]]
            if each["weight"] and audit["score"] is not None and audit["score"] < 0.9:
                yield f"  {category}: {audit['title']} {audit.get('displayValue', '')}"


def main() -> int:
    programs, low = installed(Path(__file__).parent), False
    with TemporaryDirectory() as folder:
        site = Path(folder) / "site"
        status = tuntas(
            ["build", "--config", str(ROOT / "mkdocs.yml"), "--site", str(site), "--as-of", AS_OF, "-q"]
        )
        if status:
            return status
        server = served(site)
        for path in PAGES:
            report, scores = best(f"http://127.0.0.1:{server.server_port}/{path}", programs)
            told = ", ".join(f"{name} {score}" for name, score in zip(CATEGORIES, scores, strict=True))
            sys.stdout.write(f"/{path}: {told}\n")
            sys.stdout.writelines(f"{fault}\n" for fault in faults(report))
            sys.stdout.flush()
            low = low or min(scores) < LEAST
        server.shutdown()
    return int(low)


if __name__ == "__main__":
    sys.exit(main())
