"""Take the pictures of the site that the documents show: `python docs/screenshots/make.py SITE`.

SITE is the folder of a built site. Chromium is found as the tests find it (`CHROMIUM`, or the PATH).
"""
# ruff: noqa: INP001 - a command, no part of a package

import argparse
import io
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

HERE = Path(__file__).parent
MEETING = "2025-07-30-rapim"
PICTURES = (
    ("beranda", "", 1280, 1000, "light"),
    ("beranda-gelap", "", 1280, 800, "dark"),
    ("beranda-360", "", 360, 780, "light"),
    ("arahan-360", "arahan/2026-04-08-rapim-contoh/pelatihan-tani/", 360, 780, "light"),
    ("arahan-1280", "arahan/2026-04-08-rapim-contoh/pelatihan-tani/", 1280, 1000, "light"),
    ("tahun-768", "arahan/2026/", 768, 900, "light"),
    ("rapim-1280", f"rapim/{MEETING}/", 1280, 800, "light"),
    ("rapim-gelap-768", f"rapim/{MEETING}/", 768, 900, "dark"),
    ("opd-1280", "opd/dispertan/", 1280, 800, "light"),
    ("opd-gelap-360", "opd/dispertan/", 360, 780, "dark"),
    ("cari-1280", "cari/?q=jalan&jenis=arahan", 1280, 900, "light"),
    ("cari-gelap-360", "cari/?q=jalan", 360, 780, "dark"),
    ("kendala-360", "kendala/", 360, 780, "light"),
    ("bahan-1280", "opd/dispertan/bahan/", 1280, 900, "light"),
    ("risalah-cetak", f"rapim/{MEETING}/", 688, 1032, "print"),
    ("bahan-cetak", "opd/dispertan/bahan/", 688, 1032, "print"),
)
"""The name of each picture, its page, the size of the window, and its light; a phone has two pixels for one.

`print` shows what stands on a sheet of A4 between its margins.
"""
PHONE = 500
OPTIONS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking")


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its name there
        pass


@contextmanager
def served(site: Path) -> Iterator[str]:
    """The site on this machine."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=site))
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()


def picture(browser: Browser, address: str, width: int, height: int, light: str) -> Image.Image:
    """What a window of that size shows of a page."""
    page = browser.new_page(
        viewport={"width": width, "height": height},
        device_scale_factor=2 if width < PHONE else 1,
        color_scheme="dark" if light == "dark" else "light",
    )
    if light == "print":
        page.emulate_media(media="print")
    page.goto(address)
    page.evaluate("Promise.all([...document.images].filter(i => i.loading != 'lazy').map(i => i.decode()))")
    page.wait_for_load_state("networkidle")
    shot = Image.open(io.BytesIO(page.screenshot()))
    page.close()
    return shot


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("site", type=Path, help="the folder of a built site")
    site: Path = parser.parse_args().site
    finder = HERE.parents[1] / "tests/install-browser"
    chromium = subprocess.run([finder, "--find"], check=True, capture_output=True, text=True).stdout.strip()
    with served(site) as root, sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium, args=OPTIONS)
        for name, path, *window in PICTURES:
            shot = picture(browser, root + path, *window)
            # A palette: a fifth of the bytes, and no difference that a reader would see.
            shot.convert("RGB").quantize(256, kmeans=2).save(HERE / f"{name}.png", optimize=True)
        browser.close()


if __name__ == "__main__":
    main()
