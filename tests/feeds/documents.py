"""Feeds of tiny archives, as the files that a site would hold."""

import json
from typing import Any
from zoneinfo import ZoneInfo

import feedparser

from archives import AGENCIES
from tuntas.archive.archive import Archive
from tuntas.render.feeds.drawing import moulds
from tuntas.render.feeds.entry import Entries
from tuntas.render.feeds.formats import artifacts
from tuntas.render.feeds.site import Site

SITE = Site("Tuntas", "https://contoh.go.id/arsip/", "contoh.go.id,2026", ZoneInfo("Asia/Jakarta"))
MOULDS = moulds()


def documents(archive: Archive, site: Site = SITE) -> dict[str, bytes]:
    """All feeds of an archive by their paths; none stands at the path of another."""
    made = list(artifacts(Entries(archive, site), MOULDS))
    found = {each.path: each.content for each in made}
    assert len(found) == len(made)
    return found


def read(document: bytes) -> Any:
    """A feed as feedparser reads it; it must find nothing wrong with it."""
    parsed = feedparser.parse(document)
    assert not parsed.bozo, parsed.bozo_exception
    return parsed


def note(**keys: object) -> str:
    """A note whose front matter is JSON, which is YAML too."""
    return f"---\n{json.dumps(keys, ensure_ascii=False)}\n---\n"


PLAN = note(judul="RPJMD", mulai=2025, selesai=2029, misi=[{"nomor": 1, "judul": "Infrastruktur"}])
PLACES = {**AGENCIES, "rpjmd/2025-2029.md": PLAN}
"""Two agencies and a plan with one mission."""

METER = "2026-01-05-rapim/meter/bapenda"
RAPIM = note(
    judul="Rapim awal tahun",
    tanggal="2026-01-05",
    pimpinan="Andra Soni",
    arahan=[
        {
            "id": "meter",
            "judul": "Pasang meter air",
            "uraian": "Di *semua* titik, lihat [[bapenda]].",
            "misi": "1",
            "topik": ["air"],
            "komitmen": [{"opd": "bapenda", "tindakan": "Memasang 12 meter.", "tenggat": "2026-02-01"}],
        }
    ],
)
REPORT = note(
    judul="Meter terpasang",
    tanggal="2026-01-20",
    tindak_lanjut=[
        {
            "komitmen": METER,
            "status": "selesai",
            "catatan": "Sudah **diuji**, lihat [[2026-01-05-rapim/meter|arahannya]].",
            "dampak": "Tagihan <tepat> & cepat",
            "bukti": [
                {"foto": "meter baru.jpg", "keterangan": "Meter & pipa"},
                {"tautan": "https://contoh.org/?a=1&b=2"},
            ],
        }
    ],
)
NOTES = {
    **PLACES,
    "meetings/2026/2026-01-05-rapim.md": RAPIM,
    "opd/bapenda/laporan/2026-01-20-meter/index.md": REPORT,
    "opd/bapenda/laporan/2026-01-20-meter/meter baru.jpg": "",
}
"""A meeting, its directive, and the report that it is done, with a photo and a link."""
