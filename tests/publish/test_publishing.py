"""How an edition takes the place of the site: at once or not at all, whatever happens meanwhile."""

import os
import shutil
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest

from sites import MEETING, NOTES, ROOT, lay_out, run, shown, tree
from tuntas.cli import main
from tuntas.publish import folder
from tuntas.publish.folder import SiteFolder, Writer

CASES = ROOT / "tests/cases"

AS_OF = ("--as-of", "2026-03-01", "--jobs", "1")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return lay_out(tmp_path / "arsip")


def build(project: Path, *more: str) -> int:
    return main(["build", "--config", str(project / "mkdocs.yml"), "-q", *AS_OF, *more])


def edit(project: Path, old: str = "Rapat di pendopo", new: str = "Rapat di aula") -> None:
    note = project / MEETING
    note.write_text(note.read_text("utf-8").replace(old, new), "utf-8")


STEPS: tuple[tuple[Any, str], ...] = (
    (SiteFolder, "copy"),
    (SiteFolder, "clear"),
    (SiteFolder, "catch_up"),
    (SiteFolder, "mark"),
    (Writer, "write"),
    (folder, "remove"),
    (folder, "_link"),
    (folder, "_exchange"),
)
"""Where a build changes something beside the site, or the site."""


def killed_at(project: Path, number: int) -> bool:
    """Build, and be killed before the step of that number; whether there was one."""
    child = os.fork()
    if not child:
        left = number

        def deadly(step: Callable[..., Any]) -> Callable[..., Any]:
            def taken(*arguments: Any) -> Any:
                nonlocal left
                left -= 1
                if left < 0:
                    os.kill(os.getpid(), signal.SIGKILL)
                return step(*arguments)

            return taken

        for owner, name in STEPS:
            patch.object(owner, name, deadly(getattr(owner, name))).start()
        os._exit(build(project))
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


def test_a_build_that_is_killed_leaves_the_old_site_or_the_new_one(project: Path, tmp_path: Path) -> None:
    assert build(project) == 0
    old = tree(project / "site")
    edit(project)
    assert build(project, "--site", str(tmp_path / "baru")) == 0
    new = tree(tmp_path / "baru")
    number = 0
    while killed_at(project, number):
        assert tree(project / "site") in (old, new), f"after {number} steps"
        number += 1
    assert number > len(STEPS)
    assert tree(project / "site") == new
    # Half of an edition lies about; the next build needs no cleaning.
    edit(project, "Rapat di aula", "Rapat di pendopo")
    assert killed_at(project, 3)
    assert build(project) == 0
    assert tree(project / "site") == old


def test_the_first_build_that_is_killed_leaves_nothing_that_shows(project: Path) -> None:
    assert killed_at(project, 20)
    assert shown(project) == {"content", "mkdocs.yml"}
    assert build(project) == 0
    assert (project / "site/index.html").is_file()


def test_what_comes_out_the_same_keeps_its_file_and_its_time(project: Path) -> None:
    def files() -> dict[str, tuple[int, int]]:
        found = (path for path in (project / "site").rglob("*") if path.is_file())
        return {
            path.relative_to(project / "site").as_posix(): (path.stat().st_ino, path.stat().st_mtime_ns)
            for path in found
        }

    assert build(project) == 0
    before = files()
    edit(project)
    assert build(project) == 0
    after = files()
    changed = {path for path in after if after[path] != before.get(path)}
    assert any(path.startswith("cari/indeks/2026/") for path in changed)
    changed = {path for path in changed if not path.startswith("cari/indeks/")}
    assert changed == {".tuntas", "rapim/2026-01-05-rapim/index.html"}


def test_files_of_an_equal_site_are_kept_when_all_else_is_lost(project: Path) -> None:
    assert build(project) == 0
    page = project / "site/arahan/index.html"
    before = page.stat()
    assert build(project, "--clean") == 0
    assert (page.stat().st_ino, page.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_what_vanishes_from_the_notes_vanishes_from_the_site(project: Path) -> None:
    assert build(project) == 0
    (project / "content/opd/bapenda/laporan/2026-02-01-laporan.md").unlink()
    assert build(project) == 0
    assert not (project / "site/opd/bapenda/laporan").exists()


@pytest.mark.parametrize("part", range(4))
def test_whatever_is_wrong_later_is_told_and_the_site_stays(
    project: Path, part: int, capsys: pytest.CaptureFixture[str]
) -> None:
    """What there would be to make is looked for while the rules are held to the notes, whatever these say."""
    assert build(project) == 0
    before, content = tree(project / "site"), project.with_name("asli")
    (project / "content").rename(content)
    refused = 0
    for case in sorted(CASES.iterdir())[part::4]:
        if (case / "content").is_dir():
            shutil.copytree(content, project / "content")
            shutil.copytree(case / "content", project / "content", symlinks=True, dirs_exist_ok=True)
            status = build(project)
            assert status in (0, 1), case.name
            refused += status
            if status:
                assert tree(project / "site") == before, case.name
            before = tree(project / "site")
            shutil.rmtree(project / "content")
    assert refused > 10
    assert "Traceback" not in capsys.readouterr().err


def test_two_builds_of_one_site_do_not_meet(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with SiteFolder(project / "site").locked():
        assert build(project) == 3
    assert "sedang dibangun oleh proses lain" in capsys.readouterr().err
    assert build(project) == 0


@pytest.mark.parametrize("failing", ["write", "_exchange"])
def test_a_full_disk_ends_with_3_and_leaves_the_site(
    project: Path, capsys: pytest.CaptureFixture[str], failing: str
) -> None:
    assert build(project) == 0
    before = tree(project / "site")
    edit(project)
    full = OSError(28, "No space left on device", "halaman.html")
    with patch.object(Writer if failing == "write" else folder, failing, side_effect=full):
        assert build(project) == 3
    assert "No space left on device: halaman.html" in capsys.readouterr().err
    assert tree(project / "site") == before
    assert build(project) == 0
    assert tree(project / "site") != before


def test_a_cache_that_cannot_be_written_does_not_keep_from_publishing(project: Path) -> None:
    (project / ".cache").write_text("bukan folder", "utf-8")
    assert build(project) == 0
    assert (project / "site/index.html").is_file()


def test_where_folders_cannot_change_places_they_do_so_one_by_one(project: Path) -> None:
    assert build(project) == 0
    edit(project)
    with patch("tuntas.publish.folder.sys.platform", "lainnya"):
        assert build(project) == 0
    assert "Rapat di aula" in (project / "site/rapim/2026-01-05-rapim/index.html").read_text("utf-8")
    edit(project, "Rapat di aula", "Rapat di lapangan")
    assert build(project) == 0
    assert "lapangan" in (project / "site/rapim/2026-01-05-rapim/index.html").read_text("utf-8")


def test_without_hard_links_files_are_copied(project: Path, tmp_path: Path) -> None:
    assert build(project) == 0
    edit(project)
    with patch("tuntas.publish.folder.os.link", side_effect=OSError(95, "Operation not supported")):
        assert build(project) == 0
    assert build(project, "--site", str(tmp_path / "lain")) == 0
    assert tree(project / "site") == tree(tmp_path / "lain")


def test_several_processes_give_the_same_bytes(project: Path, tmp_path: Path) -> None:
    for number in range(150):
        note = {f"meetings/2025/2025-01-01-rapim-{number}.md": NOTES["meetings/2026/2026-01-05-rapim.md"]}
        lay_out(project, {path: text.replace("2026-01-05", "2025-01-01") for path, text in note.items()})
    for jobs in ("1", "3"):
        arguments = ("build", "--as-of", "2026-03-01", "--jobs", jobs, "--site", tmp_path / jobs, "--clean")
        ended = run(*arguments, cwd=project)
        assert ended.returncode == 0, ended.stderr
    assert tree(tmp_path / "1") == tree(tmp_path / "3")


def test_a_worker_that_dies_is_told_within_seconds(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lay_out(
        project,
        {
            f"opd/opd-{number}/index.md": f"---\nnama: Dinas {number}\nsingkatan: D{number}\n---\n"
            for number in range(60)
        },
    )
    parent = os.getpid()

    def die(*_: object) -> None:
        if os.getpid() != parent:
            os.kill(os.getpid(), signal.SIGKILL)

    with patch("tuntas.publish.notebook.read_note", die):
        arguments = ["build", "--config", str(project / "mkdocs.yml"), "--as-of", "2026-03-01", "--jobs", "2"]
        assert main(arguments) == 3
    assert "berhenti mendadak" in capsys.readouterr().err
    assert not (project / "site").exists()
