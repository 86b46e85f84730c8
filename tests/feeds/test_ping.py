"""`tuntas ping`, against a hub that listens."""

import json
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from feeds.hubs import Hub, hub
from feeds.test_history import links
from sites import CONFIG, lay_out, run, tree

SITE_URL = "https://uji.contoh.go.id/arsip/"
REPORT = """\
---
judul: Pendataan selesai
tanggal: 2026-03-01
tindak_lanjut:
  - {komitmen: 2026-01-05-rapim/pajak/bapenda, status: selesai, bukti: [{tautan: "https://contoh.go.id/"}]}
---
"""
CHANGED_BY_IT = {
    f"{SITE_URL}{stem}{suffix}"
    for stem in (
        "feed/selesai",
        "feed/tindak-lanjut",
        "feed/digest-mingguan",
        "opd/bapenda/feed",
        "opd/bapenda/selesai",
    )
    for suffix in (".xml", ".atom.xml", ".json")
} | {f"{SITE_URL}arahan/2026-01-05-rapim/pajak/feed.xml"}


@pytest.fixture
def listening() -> Iterator[Hub]:
    with hub() as made:
        yield made


@pytest.fixture
def project(tmp_path: Path, listening: Hub) -> Path:
    """A project whose site was built and told of."""
    config = CONFIG.replace('2026"}', f'2026", websub_hub: "{listening.address}"}}')
    folder = lay_out(tmp_path / "arsip", config=config)
    build(folder)
    return folder


def build(project: Path) -> None:
    assert run("build", "-q", "--as-of", "2026-03-02", cwd=project).returncode == 0


def ping(project: Path) -> tuple[int, str, str]:
    done = run("ping", cwd=project)
    assert "Traceback" not in done.stderr
    return done.returncode, done.stdout, done.stderr


def add_report(project: Path) -> None:
    path = project / "content/opd/bapenda/laporan/2026-03-01-selesai.md"
    path.write_text(REPORT, "utf-8")
    build(project)


def test_every_feed_names_its_hub(project: Path, listening: Hub) -> None:
    site = tree(project / "site")
    documents = [path for path in site if path.endswith((".xml", ".json")) and "/" in path]
    feeds = [path for path in documents if "/20" not in path and not path.startswith(("cari/", "data/"))]
    assert len(feeds) > 20
    for path in feeds:
        if path.endswith(".json"):
            told = json.loads(site[path])
            assert told["hubs"] == [{"type": "WebSub", "url": listening.address}]
            assert told["feed_url"] == SITE_URL + path
        elif not path.startswith("arahan/20") or path.endswith("feed.xml"):
            found = links(site[path])
            assert (found["hub"], found["self"]) == (listening.address, SITE_URL + path)


def test_the_hub_hears_what_changed_and_only_once(project: Path, listening: Hub) -> None:
    status, out, err = ping(project)
    assert (status, err) == (0, "")
    everything = listening.topics
    assert out == f"Hub {listening.address} diberi tahu tentang {len(everything)} umpan.\n"
    assert len(set(everything)) == len(everything)
    assert set(everything) > CHANGED_BY_IT
    assert not any("/2026." in each for each in everything)
    assert {each["hub.mode"] for each in listening.told} == {"publish"}
    for topic in everything:
        path = project / "site" / topic.removeprefix(SITE_URL)
        if path.suffix == ".xml":
            assert links(path.read_bytes())["self"] == topic

    listening.told.clear()
    status, out, _ = ping(project)
    assert (status, listening.told) == (0, [])
    assert "Tidak ada umpan yang berubah" in out

    add_report(project)
    assert ping(project)[0] == 0
    assert set(listening.topics) == CHANGED_BY_IT
    assert len(listening.topics) == len(CHANGED_BY_IT)


def test_what_a_hub_refused_is_told_the_next_time(project: Path, listening: Hub) -> None:
    assert ping(project)[0] == 0
    listening.told.clear()
    add_report(project)
    listening.refuse_after = 4
    status, out, err = ping(project)
    assert (status, out) == (3, "")
    assert err.startswith(f"Hub {listening.address} menolak kabar tentang {SITE_URL}")
    assert f"{len(CHANGED_BY_IT) - 4} umpan belum dikabarkan" in err
    listening.refuse_after = None
    assert ping(project)[0] == 0
    assert set(listening.topics) == CHANGED_BY_IT
    assert len(listening.topics) == len(CHANGED_BY_IT)


def test_a_hub_that_is_away_loses_nothing(project: Path, listening: Hub) -> None:
    assert ping(project)[0] == 0
    add_report(project)
    config = project / "mkdocs.yml"
    text = config.read_text("utf-8")
    with socket.socket() as taken:  # bound, and nobody listens there
        taken.bind(("127.0.0.1", 0))
        away = f"http://127.0.0.1:{taken.getsockname()[1]}/"
        config.write_text(text.replace(listening.address, away), "utf-8")
        status, out, err = ping(project)
    assert (status, out) == (3, "")
    assert f"Hub {away} tidak dapat dihubungi" in err
    config.write_text(text, "utf-8")
    listening.told.clear()
    assert ping(project)[0] == 0
    assert set(listening.topics) >= CHANGED_BY_IT


def test_another_hub_is_told_of_everything(project: Path, listening: Hub) -> None:
    assert ping(project)[0] == 0
    config = project / "mkdocs.yml"
    with hub() as other:
        text = config.read_text("utf-8").replace(listening.address, other.address)
        config.write_text(text, "utf-8")
        assert ping(project)[0] == 0
        assert sorted(other.topics) == sorted(listening.topics)


@pytest.mark.parametrize("damage", ["remove", "cut"])
def test_without_a_memory_everything_is_told(project: Path, listening: Hub, damage: str) -> None:
    assert ping(project)[0] == 0
    before = listening.topics[:]
    listening.told.clear()
    memory = project / ".site.tuntas/pinged"
    content = memory.read_bytes()
    memory.unlink()
    if damage == "cut":
        memory.write_bytes(content[:40])
    assert ping(project)[0] == 0
    assert listening.topics == before


def test_without_a_hub_or_a_site_there_is_nothing_to_tell(tmp_path: Path, project: Path) -> None:
    plain = lay_out(tmp_path / "lain")
    status, _, err = ping(plain)
    assert status == 2
    assert "Belum ada hub: tulis `websub_hub`" in err
    done = run("ping", "--site", tmp_path / "kosong", cwd=project)
    assert done.returncode == 2
    assert "belum dibangun di komputer ini" in done.stderr


def test_a_hub_is_a_whole_address(tmp_path: Path) -> None:
    folder = lay_out(tmp_path / "arsip", config=CONFIG.replace('2026"}', '2026", websub_hub: hub}'))
    status, _, err = ping(folder)
    assert status == 2
    assert "`plugins.tuntas.websub_hub` harus alamat lengkap sebuah hub WebSub" in err
