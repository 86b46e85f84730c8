"""Which files are notes: the path decides the kind and the id, and a bad path says how to mend it."""

from pathlib import Path

import pytest

from tuntas.problems import Problem
from tuntas.read.files import Location, listing, locate
from tuntas.vocabulary import NoteKind


@pytest.mark.parametrize(
    ("path", "kind", "id"),
    [
        ("meetings/2026/2026-02-19-rapim.md", NoteKind.MEETING, "2026-02-19-rapim"),
        ("meetings/2026/2026-02-19-rapim/index.md", NoteKind.MEETING, "2026-02-19-rapim"),
        ("opd/bapenda/index.md", NoteKind.AGENCY, "bapenda"),
        ("opd/bapenda/laporan/2026-02-20-a.md", NoteKind.REPORT, "bapenda/2026-02-20-a"),
        ("opd/bapenda/laporan/2026-02-20-a/index.md", NoteKind.REPORT, "bapenda/2026-02-20-a"),
        ("opd/bapenda/inovasi/loket.md", NoteKind.INNOVATION, "bapenda/loket"),
        ("opd/bapenda/inovasi/loket/index.md", NoteKind.INNOVATION, "bapenda/loket"),
        ("rpjmd/2025-2029.md", NoteKind.PLAN, "2025-2029"),
        ("rpjmd/2025-2029/index.md", NoteKind.PLAN, "2025-2029"),
        ("indikator/ipm.md", NoteKind.INDICATOR, "ipm"),
        (f"indikator/{'a' * 80}.md", NoteKind.INDICATOR, "a" * 80),
    ],
)
def test_note(path: str, kind: NoteKind, id: str) -> None:
    assert locate(path) == Location(path, kind, id)


@pytest.mark.parametrize(
    ("path", "code", "suggestion"),
    [
        ("meetings/2026/2026-02-19.md", "bad-file-name", ""),
        ("meetings/2026/rapim.md", "bad-file-name", ""),
        ("meetings/2026/2026-02-19-Rapim Pagi.md", "bad-file-name", "2026-02-19-rapim-pagi"),
        ("meetings/2026/2026-02-19-rapim--a.md", "bad-file-name", "2026-02-19-rapim-a"),
        ("meetings/2026/2026-02-19-rapim-é.md", "bad-file-name", "2026-02-19-rapim-e"),
        (f"meetings/2026/2026-02-19-{'a' * 70}.md", "bad-file-name", f"2026-02-19-{'a' * 69}"),
        ("meetings/2025/2026-02-19-rapim.md", "wrong-year-folder", ""),
        ("meetings/2026-02-19-rapim.md", "misplaced-note", ""),
        ("meetings/index.md", "misplaced-note", ""),
        ("meetings/2026/02/2026-02-19-rapim.md", "misplaced-note", ""),
        ("opd/bapenda.md", "misplaced-note", ""),
        ("opd/bapenda/profil.md", "misplaced-note", ""),
        ("opd/semua/index.md", "bad-file-name", ""),
        ("opd/Bapenda/index.md", "bad-file-name", "bapenda"),
        ("opd/bapenda/laporan/index.md", "misplaced-note", ""),
        ("opd/bapenda/laporan/loket.md", "bad-file-name", ""),
        ("rpjmd/2025.md", "bad-file-name", ""),
        ("rpjmd/rpjmd-2025-2029.md", "bad-file-name", ""),
        ("indikator/IPM.md", "bad-file-name", "ipm"),
        ("indikator/.md", "bad-file-name", ""),
    ],
)
def test_bad_path(path: str, code: str, suggestion: str) -> None:
    found = locate(path)
    assert isinstance(found, Problem)
    assert (found.code, found.suggestion) == (code, suggestion)
    assert found.message("id")
    assert found.hint("en")


def lay(folder: Path, *names: str) -> Path:
    content = folder / "content"
    for name in names:
        path = content / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("")
    return content


def test_listing_is_in_the_order_of_paths_and_knows_what_lies_beside(tmp_path: Path) -> None:
    content = lay(
        tmp_path,
        "tentang.md",
        "opd/bapenda/index.md",
        "opd/bapenda/logo.png",
        "meetings/2026/2026-02-19-rapim/index.md",
        "meetings/2026/2026-02-19-rapim/a.jpg",
        "meetings/2026/2026-01-12-rapim.md",
        "meetings/2026/.DS_Store",
        "meetings/.git/config.md",
    )
    found = listing(content)
    assert [note.file for note in found.notes] == [
        "content/meetings/2026/2026-01-12-rapim.md",
        "content/meetings/2026/2026-02-19-rapim/index.md",
        "content/opd/bapenda/index.md",
    ]
    assert found.beside["content/meetings/2026/2026-02-19-rapim"] == {"a.jpg"}
    assert found.beside["content/meetings/2026"] == frozenset()
    assert found.problems == ()


def test_two_files_for_one_note(tmp_path: Path) -> None:
    content = lay(tmp_path, "meetings/2026/2026-02-19-rapim.md", "meetings/2026/2026-02-19-rapim/index.md")
    found = listing(content)
    assert [note.file for note in found.notes] == ["content/meetings/2026/2026-02-19-rapim.md"]
    (problem,) = found.problems
    assert problem.code == "two-files"
    assert problem.place.file == "content/meetings/2026/2026-02-19-rapim/index.md"
    assert [place.file for place in problem.related] == ["content/meetings/2026/2026-02-19-rapim.md"]


def test_empty_project(tmp_path: Path) -> None:
    assert listing(tmp_path / "content").notes == ()


def test_folders_that_are_links_are_not_followed(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "2026-02-19-rapim.md").write_text("")
    content = lay(tmp_path, "meetings/2026/2026-01-12-rapim.md")
    (content / "meetings" / "2025").symlink_to(outside)
    assert [note.id for note in listing(content).notes] == ["2026-01-12-rapim"]
