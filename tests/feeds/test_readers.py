"""Real readers subscribe to a site, come back after edits, and see what is new, once each."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from feeds.readers import (
    Newsboat,
    Reader,
    Remembering,
    Rss2email,
    Sfeed,
    by_atoma,
    by_feedparser,
    by_feedsmith,
    read_by_feedsmith,
    served,
)
from feeds.test_history import ids
from sites import CONFIG, NOTES, lay_out, run

RAPIM = "meetings/2026/2026-01-05-rapim.md"
REPORT = "opd/bapenda/laporan/2026-02-01-laporan.md"
EDITED = {
    **{path: text for path, text in NOTES.items() if path != RAPIM},
    # Moved with an alias, its title and a directive's edited, and the order changed.
    "meetings/2026/2026-01-05-rapim-pertama.md": NOTES[RAPIM]
    .replace("judul: Rapim awal tahun", "judul: Rapim <awal> & utama\nalias: [2026-01-05-rapim]")
    .replace("judul: Data wajib pajak", "judul: Data semua wajib pajak"),
    REPORT: NOTES[REPORT].replace("persen: 40", "persen: 45, catatan: Lebih *tepat*."),
    "opd/bapenda/laporan/2026-03-01-selesai.md": """\
---
judul: Pendataan selesai
tanggal: 2026-03-01
tindak_lanjut:
  - {komitmen: 2026-01-05-rapim/pajak/bapenda, status: selesai, bukti: [{tautan: "https://contoh.go.id/"}]}
---
""",
    # It arrives late, and is dated before what is known already.
    "opd/dpupr/laporan/2026-01-15-peta.md": """\
---
judul: Peta
tanggal: 2026-01-15
tindak_lanjut:
  - {komitmen: 2026-01-05-rapim/pajak/dpupr, status: berjalan}
---
""",
}
NEW = {
    "tag:contoh.go.id,2026:tindak-lanjut/bapenda/2026-03-01-selesai/2026-01-05-rapim/pajak/bapenda/2026-03-01",
    "tag:contoh.go.id,2026:tindak-lanjut/dpupr/2026-01-15-peta/2026-01-05-rapim/pajak/dpupr/2026-01-15",
}


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The site before and after the edits."""
    made = []
    for name, notes in (("awal", NOTES), ("lanjut", EDITED)):
        folder = lay_out(tmp_path_factory.mktemp(name) / "arsip", notes, CONFIG)
        assert run("build", "-q", "--as-of", "2026-03-02", cwd=folder).returncode == 0
        made.append(folder / "site")
    before, after = made
    return before, after


Subscribe = Callable[[str, Path], Reader]


def remembering(read: Callable[[bytes], list[str]]) -> Subscribe:
    return lambda address, _: Remembering(read, address)


READERS: dict[str, tuple[Subscribe, tuple[str, ...]]] = {
    "newsboat": (Newsboat, (".xml", ".atom.xml")),
    "sfeed": (Sfeed, (".xml", ".atom.xml")),
    "rss2email": (Rss2email, (".xml", ".atom.xml")),
    "feedparser": (remembering(by_feedparser), (".xml", ".atom.xml")),
    "atoma": (remembering(by_atoma), (".xml", ".atom.xml", ".json")),
    "feedsmith": (remembering(by_feedsmith), (".xml", ".atom.xml", ".json")),
}
CASES = [
    pytest.param(
        subscribe, suffix, id=f"{name}{suffix}", marks=[pytest.mark.corpora] if name == "feedsmith" else []
    )
    for name, (subscribe, suffixes) in READERS.items()
    for suffix in suffixes
]


@pytest.mark.parametrize(("subscribe", "suffix"), CASES)
def test_a_reader_sees_each_event_once(
    subscribe: Subscribe, suffix: str, sites: tuple[Path, Path], tmp_path: Path
) -> None:
    before, after = sites
    with served(before) as (address, show):
        reader = subscribe(f"{address}feed/tindak-lanjut{suffix}", tmp_path)
        first = reader.news()
        assert sorted(first) == sorted(ids((before / "feed/tindak-lanjut.xml").read_bytes()))
        assert len(first) == len(set(first)) == 3
        assert reader.news() == []
        show(after)
        assert sorted(reader.news()) == sorted(NEW)
        assert reader.news() == []


@pytest.mark.parametrize("path", ["feed/digest-mingguan.xml", "feed/digest-mingguan/2026.atom.xml"])
def test_newsboat_sees_each_digest_once(path: str, sites: tuple[Path, Path], tmp_path: Path) -> None:
    before, after = sites
    with served(before) as (address, show):
        reader = Newsboat(f"{address}{path}", tmp_path)
        assert sorted(reader.news()) == digests("2026-W02", "2026-W05")
        show(after)
        # The week of a note that arrived late, and that of the newest; no digest is told again.
        assert sorted(reader.news()) == digests("2026-W03", "2026-W09")
        assert reader.news() == []


def digests(*periods: str) -> list[str]:
    return [f"tag:contoh.go.id,2026:digest/{each}" for each in periods]


@pytest.mark.corpora
def test_feedsmith_reads_every_feed_of_the_real_content(real_site: Path) -> None:
    paths = [
        path
        for path in sorted(real_site.rglob("*"))
        if path.suffix in {".xml", ".json"}
        and not {"feed", "selesai"}.isdisjoint((path.name.partition(".")[0], *path.parts))
    ]
    documents = [path.read_bytes() for path in paths]
    found = read_by_feedsmith(*documents)
    assert len(found) > 500
    kinds = {".json": "json", ".atom.xml": "atom", ".xml": "rss"}
    for path, document, each in zip(paths, documents, found, strict=True):
        suffix = next(suffix for suffix in kinds if path.name.endswith(suffix))
        assert each["format"] == kinds[suffix]
        told = [entry["id"] for entry in each["entries"]]  # type: ignore[attr-defined]
        if suffix == ".json":
            assert told == [item["id"] for item in json.loads(document)["items"]]
        else:
            assert len(set(told)) == len(told) == document.count(b"<entry>") + document.count(b"<item>")
