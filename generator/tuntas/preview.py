"""The site on this machine while notes are written: built again whenever one is saved.

MkDocs' own server does the serving, watching and reloading.
"""

from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit

from mkdocs.livereload import LiveReloadServer


def serve(
    build: Callable[[Path], None],
    build_again: Callable[[Path], None],
    watched: Sequence[Path],
    site_url: str,
    host: str,
    port: int,
) -> None:
    """Serve until interrupted. Both publish into a folder; what fails again leaves the last site."""
    with TemporaryDirectory(prefix="tuntas-") as folder:
        site = Path(folder) / "site"
        build(site)
        server = LiveReloadServer(
            builder=lambda: build_again(site),
            host=host,
            port=port,
            root=str(site),
            mount_path=urlsplit(site_url).path,
        )

        def error_page(code: int) -> bytes | None:
            page = site / f"{code}.html"
            return page.read_bytes() if page.is_file() else None

        server.error_handler = error_page
        for path in watched:
            server.watch(str(path))
        try:
            server.serve(open_in_browser=False)
        except KeyboardInterrupt:
            pass
        finally:
            server.shutdown()
