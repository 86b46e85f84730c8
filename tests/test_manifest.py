"""Addresses and entries live for ever: whatever is edited, what was published is still there, or is told."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from repositories import commit
from sites import MEETING, NOTES, lay_out
from tuntas.cli import main

AS_OF = "2026-03-01"
REPORT = "content/opd/bapenda/laporan/2026-02-01-laporan.md"
ENTRY = "tindak-lanjut/bapenda/2026-02-01-laporan/2026-01-05-rapim/pajak/bapenda/2026-02-01"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = tmp_path / "arsip"
    folder.mkdir()
    lay_out(folder)
    (folder / "content/tentang.md").write_text("# Tentang\n")
    (folder / "content/panduan").mkdir()
    (folder / "content/panduan/index.md").write_text("# Panduan\n")
    return folder


def run(project: Path, command: str, *options: str, as_of: str = AS_OF) -> int:
    return main([command, "--config", str(project / "mkdocs.yml"), "--as-of", as_of, *options])


def codes(project: Path, capsys: pytest.CaptureFixture[str], *options: str, as_of: str = AS_OF) -> list[str]:
    """The errors of `tuntas check`, with what each speaks of."""
    capsys.readouterr()
    run(project, "check", "--format", "json", "--lang", "en", *options, as_of=as_of)
    said = json.loads(capsys.readouterr().err)["problems"]
    return [
        f"{each['code']} {''.join(re.findall('“(.*?)”', each['message'])[:1])}"
        for each in said
        if each["severity"] == "error"
    ]


def published(project: Path) -> list[str]:
    lines = (project / "terbit.txt").read_text("utf-8").splitlines()
    assert lines[0].startswith("# ")
    return lines[1:]


def edit(file: Path, *changes: tuple[str, str]) -> None:
    text = file.read_text("utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    file.write_text(text, "utf-8")


# ------------------------------------------------------------------------------------ the list


def test_the_list_holds_pages_and_entries(project: Path) -> None:
    assert run(project, "manifest") == 0
    found = published(project)
    assert found == sorted(set(found))
    assert {
        "/",
        "/tentang/",
        "/panduan/",
        "/rapim/2026-01-05-rapim/",
        "/arahan/2026-01-05-rapim/pajak/",
        "/opd/bapenda/laporan/2026-02-01-laporan/",
        "/digest/2026-01/",
        "rapim/2026-01-05-rapim",
        "arahan/2026-01-05-rapim/pajak",
        ENTRY,
    } <= set(found)


def test_the_list_is_what_is_built(project: Path) -> None:
    site = project.parent / "situs"
    assert run(project, "build", "--site", str(site), "--update-manifest") == 0
    pages = {f"/{each.parent.relative_to(site).as_posix()}/" for each in site.rglob("index.html")}
    assert {each for each in published(project) if each.startswith("/")} == {
        each.replace("/./", "/") for each in pages
    }
    feed = (site / "feed/tindak-lanjut.atom.xml").read_text("utf-8")
    entries = set(re.findall(r"<id>tag:contoh.go.id,2026:(.*?)</id>", feed)) - {"feed/tindak-lanjut"}
    assert entries == {each for each in published(project) if not each.startswith(("/", "tag:"))}


def test_nothing_but_these_commands_writes_it(project: Path) -> None:
    run(project, "check")
    run(project, "build", "--site", str(project.parent / "situs"))
    assert not (project / "terbit.txt").exists()


def test_lines_are_only_added(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(project, "manifest")
    before = published(project)
    run(project, "manifest")
    assert capsys.readouterr().out.splitlines()[-1] == "terbit.txt sudah lengkap."
    assert published(project) == before
    run(project, "manifest", as_of="2026-04-15")
    after = published(project)
    assert set(before) < set(after)
    assert "/digest/2026-02/" in set(after)
    assert "lewat-tenggat/2026-01-05-rapim/pajak/bapenda/2026-03-31" in set(after)


def test_with_errors_nothing_is_written(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(project, "manifest")
    before = (project / "terbit.txt").read_bytes()
    edit(project / MEETING, ("id: pajak", "id: pajak-air"))
    assert run(project, "manifest") == 1
    assert (project / "terbit.txt").read_bytes() == before
    assert "address-vanished" in capsys.readouterr().err


def test_lines_in_any_order_with_any_line_ends_are_read(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(project, "manifest")
    lines = published(project)
    (project / "terbit.txt").write_bytes("\r\n".join([*reversed(lines), "", lines[0]]).encode())
    assert codes(project, capsys) == []
    run(project, "manifest")
    assert published(project) == lines


# -------------------------------------------------------------------------------- what vanishes


def lose_meeting(project: Path) -> None:
    (project / MEETING).unlink()
    (project / REPORT).unlink()


def lose_report(project: Path) -> None:
    (project / REPORT).unlink()


def lose_page(project: Path) -> None:
    (project / "content/tentang.md").rename(project / "content/tentang-kami.md")


def rename_directive(project: Path) -> None:
    edit(project / MEETING, ("id: pajak", "id: pajak-air"))
    edit(project / REPORT, ("rapim/pajak/", "rapim/pajak-air/"))


def swap_aliases(project: Path) -> None:
    edit(project / MEETING, ("judul: Rapim", "alias: [2026-01-05-rapat, 2026-01-05-rapim]\njudul: Rapim"))
    (project / MEETING).rename(project / "content/meetings/2026/2026-01-05-rapim-tahunan.md")


def lose_follow_up(project: Path) -> None:
    edit(project / REPORT, ("status: berjalan", "tanggal: 2026-01-31, status: berjalan"))


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (
            lose_meeting,
            [
                "address-vanished /opd/bapenda/laporan/2026-02-01-laporan/",
                "address-vanished /rapim/2026-01-05-rapim/",
            ],
        ),
        (lose_report, ["address-vanished /opd/bapenda/laporan/2026-02-01-laporan/"]),
        (lose_page, ["address-vanished /tentang/"]),
        (rename_directive, ["address-vanished /arahan/2026-01-05-rapim/pajak/"]),
        (
            swap_aliases,
            [
                "entry-vanished arahan/2026-01-05-rapim/pajak",
                "entry-vanished rapim/2026-01-05-rapim",
                f"entry-vanished {ENTRY}",
            ],
        ),
        (
            lose_follow_up,
            [f"entry-vanished {ENTRY}"],
        ),
    ],
)
def test_what_vanishes_is_told_once(
    project: Path, capsys: pytest.CaptureFixture[str], spoil: Callable[[Path], None], told: list[str]
) -> None:
    run(project, "manifest")
    spoil(project)
    assert codes(project, capsys) == told


def test_what_is_of_a_later_day_is_not_missed(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(project, "manifest", as_of="2026-04-15")
    for as_of in ("2026-04-15", "2026-03-01", "2026-01-10", "2025-01-01"):
        assert codes(project, capsys, as_of=as_of) == []


def test_a_broken_note_is_told_as_that_alone(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(project, "manifest")
    edit(project / MEETING, ("judul: Rapim", "judl: Rapim"))
    assert {each.partition(" ")[0] for each in codes(project, capsys)} == {"unknown-key", "missing-key"}


def test_what_follows_from_facts_may_go_when_more_is_known(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(project, "manifest", as_of="2026-04-15")
    late = (
        "judul: Selesai\ntanggal: 2026-03-30\ntindak_lanjut:\n  - komitmen: 2026-01-05-rapim/pajak/bapenda\n"
    )
    proof = "    status: selesai\n    bukti: [{tautan: 'https://contoh.id/a'}]\n"
    file = project / "content/opd/bapenda/laporan/2026-03-30-laporan.md"
    file.write_text(f"---\n{late}{proof}---\n")
    assert codes(project, capsys, as_of="2026-04-15") == []


def test_a_line_that_was_taken_out(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(project, "manifest")
    commit(project)
    file = project / "terbit.txt"
    file.write_text(file.read_text().replace("/tentang/\n", ""))
    (project / "content/tentang.md").unlink()
    assert codes(project, capsys) == []
    assert codes(project, capsys, "--against", "HEAD") == ["manifest-shortened /tentang/"]
    lines = len(file.read_text("utf-8").splitlines())
    file.unlink()
    assert len(codes(project, capsys, "--against", "HEAD")) == lines


# ------------------------------------------------------------------------- what leads on for ever


def build(project: Path, *, as_of: str = AS_OF) -> Path:
    site = project.parent / "situs"
    assert run(project, "build", "--site", str(site), as_of=as_of) == 0
    return site


def leads_to(site: Path, old: str) -> str:
    """Where the page at an earlier address leads."""
    html = (site / old / "index.html").read_text("utf-8")
    found = re.search('rel="canonical" href="https://uji.contoh.go.id/arsip/(.*?)"', html)
    return found[1] if found else ""


def test_lists_that_are_gone_lead_to_what_is_left(project: Path) -> None:
    edit(project / MEETING, ("judul: Data wajib pajak", "judul: Data wajib pajak\n    topik: pajk"))
    run(project, "manifest")
    edit(project / MEETING, ("topik: pajk", "topik: pajak"))
    site = build(project)
    assert leads_to(site, "topik/pajk") == "arahan/"
    assert (site / "topik/pajak/index.html").exists()


def test_a_directive_that_was_taken_out_leads_to_its_correction(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(project, "manifest")
    commit(project)
    text = (project / MEETING).read_text("utf-8")
    correction = (
        "koreksi:\n  - {tanggal: 2026-02-10, oleh: Setda, pada: arahan/pajak, semula: Data wajib pajak,"
        " menjadi: dihapus, alasan: Bukan arahan rapat ini.}\n"
    )
    (project / MEETING).write_text(re.sub(r"(?s)arahan:\n.*---\nR", f"{correction}---\nR", text))
    report = (project / REPORT).read_text("utf-8").replace("  - {komitmen", "  # - {komitmen")
    follow_up = "tindak_lanjut/2026-01-05-rapim/pajak/bapenda/2026-02-01"
    removal = correction.replace("arahan/pajak", follow_up).replace("Data wajib pajak", "berjalan")
    (project / REPORT).write_text(report.replace("tindak_lanjut:\n", f"{removal}tindak_lanjut: []\n", 1))
    assert codes(project, capsys, "--against", "HEAD") == []
    site = build(project)
    anchor = "koreksi.2026-01-05-rapim.2026-02-10"
    assert leads_to(site, "arahan/2026-01-05-rapim/pajak") == f"rapim/2026-01-05-rapim/#{anchor}"
    page = (site / "rapim/2026-01-05-rapim/index.html").read_text("utf-8")
    assert f'id="{anchor}"' in page
    assert "arahan “pajak”: dihapus, semula “Data wajib pajak”; alasan: Bukan arahan rapat ini" in page


def entries(site: Path, feed: str) -> list[str]:
    found = json.loads((site / f"{feed}.json").read_text("utf-8"))
    return [each["id"].removeprefix("tag:contoh.go.id,2026:") for each in found["items"]]


def test_addresses_entries_and_feeds_outlive_renaming_merging_and_splitting(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A sequence of edits, each published: nobody's link or subscription ends."""
    run(project, "manifest")
    site = build(project)
    first = {
        feed: entries(site, feed) for feed in ("feed/tindak-lanjut", "opd/bapenda/feed", "opd/dpupr/feed")
    }
    assert all(first.values())

    # An agency is renamed, and with it its folder.
    (project / "content/opd/bapenda").rename(project / "content/opd/bapeda")
    edit(project / "content/opd/bapeda/index.md", ("nama:", "alias: bapenda\nnama:"))
    assert codes(project, capsys) == []
    site = build(project)
    run(project, "manifest")
    assert leads_to(site, "opd/bapenda") == "opd/bapeda/"
    assert (
        leads_to(site, "opd/bapenda/laporan/2026-02-01-laporan") == "opd/bapeda/laporan/2026-02-01-laporan/"
    )
    assert (site / "opd/bapenda/feed.json").read_bytes() == (site / "opd/bapeda/feed.json").read_bytes()
    assert entries(site, "opd/bapenda/feed") == first["opd/bapenda/feed"]

    # It is merged with another one; both keep their notes and end.
    for slug in ("bapeda", "dpupr"):
        edit(project / f"content/opd/{slug}/index.md", ("nama:", "berakhir: 2026-02-10\nnama:"))
    merged = project / "content/opd/gabungan/index.md"
    merged.parent.mkdir()
    merged.write_text(
        "---\nnama: Badan Gabungan\nsingkatan: BG\nsejak: 2026-02-11\nmenggantikan: [bapeda, dpupr]\n---\n"
    )
    report = merged.parent / "laporan/2026-02-15-laporan.md"
    report.parent.mkdir()
    report.write_text(
        "---\njudul: Lanjut\ntanggal: 2026-02-15\ntindak_lanjut:\n"
        "  - {komitmen: 2026-01-05-rapim/pajak/bapenda, status: berjalan}\n---\n"
    )
    assert codes(project, capsys) == []
    site = build(project)
    run(project, "manifest")
    news = "tindak-lanjut/gabungan/2026-02-15-laporan/2026-01-05-rapim/pajak/bapenda/2026-02-15"
    for feed in ("opd/bapenda/feed", "opd/bapeda/feed", "opd/gabungan/feed", "feed/tindak-lanjut"):
        assert entries(site, feed)[0] == news
        assert set(first.get(feed, [])) <= set(entries(site, feed))

    # That one is split in two.
    edit(merged, ("nama:", "berakhir: 2026-02-20\nnama:"))
    for slug in ("satu", "dua"):
        new = project / f"content/opd/{slug}/index.md"
        new.parent.mkdir()
        new.write_text(
            f"---\nnama: Badan {slug}\nsingkatan: {slug}\nsejak: 2026-02-21\nmenggantikan: gabungan\n---\n"
        )
    assert codes(project, capsys) == []
    site = build(project)
    run(project, "manifest")
    for feed in ("opd/bapenda/feed", "opd/gabungan/feed", "opd/satu/feed", "opd/dua/feed"):
        assert news in entries(site, feed)

    # The meeting and the directive get other names.
    meeting = project / "content/meetings/2026/2026-01-05-rapat-awal.md"
    (project / MEETING).rename(meeting)
    edit(
        meeting,
        ("judul: Rapim", "alias: 2026-01-05-rapim\njudul: Rapim"),
        ("id: pajak", "id: pajak-air\n    alias: pajak"),
    )
    assert codes(project, capsys) == []
    site = build(project)
    assert leads_to(site, "arahan/2026-01-05-rapim/pajak") == "arahan/2026-01-05-rapat-awal/pajak-air/"
    assert leads_to(site, "rapim/2026-01-05-rapim") == "rapim/2026-01-05-rapat-awal/"
    assert (site / "arahan/2026-01-05-rapim/pajak/feed.xml").exists()
    assert set(first["feed/tindak-lanjut"]) <= set(entries(site, "feed/tindak-lanjut"))
    for line in published(project):
        if line.startswith("/"):
            assert (site / line[1:] / "index.html").exists(), line


@pytest.mark.parametrize(
    "line", ["/topik/../", "/digest/./", "/opd/../2026/", "/topik/a\0b/", "/topik/<b>/", "/topik/a\\b/", "/a"]
)
def test_no_line_makes_a_page_elsewhere(project: Path, capsys: pytest.CaptureFixture[str], line: str) -> None:
    run(project, "manifest")
    with (project / "terbit.txt").open("a", encoding="utf-8") as file:
        file.write(f"{line}\n")
    (told,) = codes(project, capsys)
    assert told.startswith("manifest-unreadable /")
    assert run(project, "build", "--site", str(project.parent / "situs")) == 1


def test_the_tag_authority_is_kept(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It stands in every id, so that a change would make every entry new."""
    run(project, "manifest")
    assert "tag:contoh.go.id,2026" in published(project)
    before = (project / "terbit.txt").read_bytes()
    edit(project / "mkdocs.yml", ("contoh.go.id,2026", "contoh.go.id,2027"))
    told = ["tag-authority-changed contoh.go.id,2027"]
    assert codes(project, capsys) == told
    for command in ("build", "manifest"):
        assert run(project, command) == 1
    assert (project / "terbit.txt").read_bytes() == before
    edit(project / "mkdocs.yml", ("https://uji.contoh.go.id/", "https://lain.contoh.go.id/"))
    edit(project / "mkdocs.yml", ("contoh.go.id,2027", "contoh.go.id,2026"))
    assert codes(project, capsys) == []


def test_the_tag_authority_cannot_be_taken_out_of_the_list(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(project, "manifest")
    commit(project)
    edit(project / "terbit.txt", ("tag:contoh.go.id,2026\n", ""))
    edit(project / "mkdocs.yml", ("contoh.go.id,2026", "contoh.go.id,2027"))
    assert codes(project, capsys, "--against", "HEAD") == [
        "tag-authority-changed contoh.go.id,2027",
        "manifest-shortened tag:contoh.go.id,2026",
    ]


def test_the_tag_authority_is_compared_without_a_list_too(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    commit(project)
    edit(project / "mkdocs.yml", ("contoh.go.id,2026", "contoh.go.id,2027"))
    assert codes(project, capsys, "--against", "HEAD") == ["tag-authority-changed contoh.go.id,2027"]
    assert codes(project, capsys) == []


def test_the_published_list_of_this_archive_is_whole() -> None:
    root = Path(__file__).parents[1]
    text = (root / "terbit.txt").read_text("utf-8").splitlines()
    assert text[1:] == sorted(set(text[1:]))
    assert len(NOTES) < len(text)
