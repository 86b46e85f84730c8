"""A WebSub hub on this machine, which keeps what it is told and forwards nothing."""

from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import parse_qs


class Hub:
    """`told` are the forms that came in; `refuse_after` so many, it refuses the next ones."""

    def __init__(self) -> None:
        self.told: list[dict[str, str]] = []
        self.refuse_after: int | None = None
        self.address = ""

    @property
    def topics(self) -> list[str]:
        return [each["hub.url"] for each in self.told]


@contextmanager
def hub() -> Iterator[Hub]:
    """A hub, until the block ends."""
    made = Hub()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            full = made.refuse_after is not None and len(made.told) >= made.refuse_after
            if not full:
                made.told.append(
                    {key: value for key, (value,) in parse_qs(body, strict_parsing=True).items()}
                )
            self.send_response(503 if full else 204)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    made.address = f"http://127.0.0.1:{server.server_port}/hub?kunci=a%26b"
    thread = Thread(target=server.serve_forever)
    thread.start()
    try:
        yield made
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
