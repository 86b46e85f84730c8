"""Texts that a layout does not expect: words of ten thousand characters, and titles full of signs."""

import json
from collections.abc import Mapping
from html import escape
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from chromium import serving
from sites import CONFIG, lay_out
from tuntas.cli import main

pytestmark = pytest.mark.browser

LINE = "Panjang" * 28
"""As long as a line of text may be, without a space."""
WORD = "tanpaspasi" * 1_000
TITLE = "Kata “petik”, 'satu' & \"dua\" <b> — 100 % 🚀 é"
DAY = "2026-02-19"
FORMS = f"""{WORD}

# {WORD}

- {WORD}

> {WORD}

`{WORD}`

    {WORD}

| a | b |
| - | - |
| {WORD} | x |

[{WORD}](https://contoh.go.id/{WORD})
"""


def note(front: Mapping[str, object], body: str = "") -> str:
    return f"---\n{json.dumps(front, ensure_ascii=False)}\n---\n{body}"


def told(slug: str, line: str, text: str, body: str) -> dict[str, str]:
    """Notes that hold a line in every key that takes one, and a text in every key that takes Markdown."""
    meeting, reference = f"{DAY}-{slug}", f"{DAY}-{slug}/arahan"
    asked = {
        "opd": slug,
        "tindakan": line,
        "ukuran": line,
        "tenggat": "2026-02-25",
        "butuh": [{"dari": line, "apa": line}],
    }
    directive = {
        "id": "arahan",
        "judul": line,
        "uraian": text,
        "topik": [line],
        "misi": "2025-2029/1",
        "indikator": "ipm",
        "komitmen": [asked, {"opd": f"{slug}-dua", "tindakan": line}],
    }
    held = {
        "judul": line,
        "tanggal": DAY,
        "pimpinan": {"nama": line, "jabatan": line},
        "tempat": line,
        "sumber": [{"judul": line, "penerbit": line, "tautan": "https://contoh.go.id/"}],
        "arahan": [directive],
        "koreksi": [{"tanggal": "2026-02-21", "uraian": line}],
    }
    blocked = {
        "komitmen": f"{reference}/{slug}",
        "status": "terkendala",
        "catatan": text,
        "dampak": line,
        "kendala": {"uraian": line, "butuh_dari": line},
        "bukti": [{"tautan": "https://contoh.go.id/", "keterangan": line}],
    }
    done = {
        "komitmen": f"{reference}/{slug}-dua",
        "status": "selesai",
        "dampak": line,
        "bukti": [{"tautan": "https://contoh.go.id/", "keterangan": line}],
    }
    agency = {"singkatan": line, "jenis": line, "kode": line}
    innovation = {"nama": line, "mulai": 2024, "replikasi": [{"opd": f"{slug}-dua", "catatan": line}]}
    return {
        f"opd/{slug}/index.md": note({"nama": line, **agency}, body),
        f"opd/{slug}-dua/index.md": note({"nama": f"{line} 2", **agency}),
        f"meetings/2026/{meeting}.md": note(held, body),
        f"opd/{slug}/laporan/2026-02-20-uji.md": note(
            {"judul": line, "tanggal": "2026-02-20", "tindak_lanjut": [blocked]}, body
        ),
        f"opd/{slug}-dua/laporan/2026-02-20-uji.md": note(
            {"judul": line, "tanggal": "2026-02-20", "tindak_lanjut": [done]}
        ),
        f"opd/{slug}/inovasi/uji.md": note(innovation, body),
    }


PLANS = {
    "rpjmd/2025-2029.md": note(
        {
            "judul": LINE,
            "mulai": 2025,
            "selesai": 2029,
            "visi": LINE,
            "misi": [{"nomor": 1, "judul": LINE}],
        },
        FORMS,
    ),
    "indikator/ipm.md": note(
        {
            "nama": LINE,
            "satuan": LINE,
            "arah": "naik",
            "sumber": LINE,
            "nilai": [{"tahun": 2025, "capaian": 123456789.12}],
        },
        FORMS,
    ),
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("panjang")
    lay_out(
        folder,
        {**told("panjang", LINE, WORD, FORMS), **told("tanda", TITLE, "Uraian.", "Isi."), **PLANS},
        CONFIG,
    )
    config = folder / "mkdocs.yml"
    config.write_text(config.read_text() + "markdown_extensions: [tables]\n")
    assert (
        main(["build", "--config", str(config), "--site", str(folder / "site"), "--as-of", "2026-03-31"]) == 0
    )
    return folder / "site"


WIDER = """() => [...document.querySelectorAll("body *")].filter(each => {
    const box = each.getBoundingClientRect();
    for (let up = each.parentElement; up !== null && up !== document.body; up = up.parentElement)
        if (/auto|scroll|hidden|clip/.test(getComputedStyle(up).overflowX)) return false;
    return box.width && box.right > innerWidth + 1;
}).slice(0, 3).map(each => each.outerHTML.slice(0, 120))"""
"""What reaches beyond the window, and does not move by itself."""


@pytest.mark.parametrize("width", [360, 1280])
def test_no_text_is_wider_than_the_window(site: Path, chromium: Browser, width: int) -> None:
    found = {}
    with serving(site) as host:
        page = chromium.new_page(viewport={"width": width, "height": 800})
        addresses = [
            f"{file.parent.relative_to(site).as_posix()}/" for file in sorted(site.rglob("index.html"))
        ]
        for address in (*addresses, "cari/?q=panjang", "cari/?q=tanpaspasi"):
            page.goto(f"{host}/{address}")
            if "?" in address:
                page.locator("#temuan li").first.wait_for()
            wider = page.evaluate(WIDER)
            if wider or page.evaluate("document.documentElement.scrollWidth") > width:
                found[address] = wider
        page.close()
    assert not found


def test_titles_show_as_they_were_written(site: Path, chromium: Browser) -> None:
    places = {
        f"rapim/{DAY}-tanda": TITLE,
        f"arahan/{DAY}-tanda/arahan": TITLE,
        "opd/tanda/laporan/2026-02-20-uji": TITLE,
        "inovasi/tanda/uji": TITLE,
    }
    with serving(site) as host:
        page = chromium.new_page()
        for address, title in places.items():
            page.goto(f"{host}/{address}/")
            assert page.locator("h1").inner_text() == title
            assert page.title().startswith(title)
        page.goto(f"{host}/opd/tanda/")
        assert page.locator("h1").inner_text().startswith(TITLE)
        page.close()
    assert escape(TITLE, quote=False) in (site / "opd/index.html").read_text("utf-8").replace(
        "&#34;", '"'
    ).replace("&#39;", "'")
