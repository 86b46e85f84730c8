"""A plain server: a bare repository with the hooks that `init` writes. A push checks, and publishes."""

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from repositories import commit, git
from sites import run, tree

HOOKS = ("pre-receive", "post-receive", "terbit", "kirim")


@pytest.fixture
def server(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a server: the repository, and the clone of a secretariat."""
    monkeypatch.setenv("PATH", f"{Path(sys.executable).parent}:{os.environ['PATH']}")
    made = run("init", "arsip", "--government", "Pemerintah Kota Serang", cwd=tmp_path)
    assert made.returncode == 0, made.stderr
    hashing = f"--object-format={getattr(request, 'param', 'sha1')}"
    bare = tmp_path / "arsip.git"
    git(tmp_path, "init", "--quiet", "--bare", hashing, str(bare))
    for name in HOOKS:
        shutil.copy(tmp_path / "arsip/server" / name, bare / "hooks" / name)
    git(tmp_path / "arsip", "init", "--quiet", hashing)
    commit(tmp_path / "arsip")
    git(tmp_path / "arsip", "remote", "add", "origin", str(bare))
    return tmp_path


def push(server: Path, branch: str = "main") -> subprocess.CompletedProcess[str]:
    commit(server / "arsip")
    return subprocess.run(
        ["git", "push", "--quiet", "origin", f"HEAD:refs/heads/{branch}"],
        cwd=server / "arsip",
        capture_output=True,
        text=True,
        check=False,
    )


def test_what_is_pushed_is_published(server: Path) -> None:
    pushed = push(server)
    assert pushed.returncode == 0, pushed.stderr
    assert (server / "arsip-situs/index.html").is_file()


def test_a_push_with_a_problem_is_refused_with_the_report_and_the_site_stays(server: Path) -> None:
    push(server)
    before = tree(server / "arsip-situs")
    (note,) = (server / "arsip/content/meetings").glob("*/*.md")
    text = note.read_text()
    note.write_text(text.replace("opd: dinas-contoh", "opd: dinas-conto"))
    refused = push(server)
    assert refused.returncode != 0
    assert "error[unknown-agency]" in refused.stderr
    assert "dinas-contoh?" in refused.stderr
    assert "Kiriman ditolak" in refused.stderr
    assert tree(server / "arsip-situs") == before
    note.write_text(text)
    assert push(server).returncode == 0


@pytest.mark.parametrize("server", ["sha1", "sha256"], indirect=True)
def test_what_was_published_is_not_altered_silently(server: Path) -> None:
    note = server / "arsip/content/meetings/2026/2026-02-02-rapim.md"
    note.parent.mkdir(parents=True, exist_ok=True)
    fact = "---\njudul: Rapim\ntanggal: 2026-02-02\npimpinan: Wali Kota\n"
    fact += "arahan:\n  - id: air\n    judul: Air bersih\n"
    due = "    komitmen: [{opd: dinas-contoh, tenggat: 2026-03-01}]\n---\n"
    note.write_text(fact + due)
    assert push(server).returncode == 0
    note.write_text(fact + due.replace("03-01", "04-01"))
    refused = push(server)
    assert refused.returncode != 0
    assert "koreksi" in refused.stderr


def test_the_main_branch_is_not_deleted(server: Path) -> None:
    push(server)
    git(server / "arsip.git", "config", "receive.denyDeletes", "false")
    gone = subprocess.run(
        ["git", "push", "origin", ":main"],
        cwd=server / "arsip",
        capture_output=True,
        text=True,
        check=False,
    )
    assert gone.returncode != 0
    assert (server / "arsip-situs/index.html").is_file()


def test_another_branch_is_nobodys_business(server: Path) -> None:
    push(server)
    before = tree(server / "arsip-situs")
    (server / "arsip/content/meetings/2026").mkdir(exist_ok=True)
    (server / "arsip/content/meetings/2026/2026-02-02-rapim.md").write_text("---\njudul: [\n---\n")
    assert push(server, "usul").returncode == 0
    assert tree(server / "arsip-situs") == before


def test_a_push_waits_for_the_build_that_is_running(server: Path) -> None:
    push(server)
    note = server / "arsip/content/meetings/2026/2026-02-02-rapim.md"
    note.parent.mkdir(exist_ok=True)
    note.write_text("---\njudul: Rapim\ntanggal: 2026-02-02\npimpinan: Wali Kota\n---\n")
    held = subprocess.Popen(
        ["flock", str(server / "arsip.git/terbit.lock"), "sh", "-c", "touch held; read -r _; touch released"],
        cwd=server,
        stdin=subprocess.PIPE,
    )
    while not (server / "held").exists():
        time.sleep(0.01)
    commit(server / "arsip")
    pushing = subprocess.Popen(["git", "push", "--quiet", "origin", "HEAD:main"], cwd=server / "arsip")
    page = server / "arsip-situs/rapim/2026-02-02-rapim/index.html"
    with pytest.raises(subprocess.TimeoutExpired):
        pushing.wait(timeout=3)
    assert not page.exists()
    held.communicate(b"\n")
    assert pushing.wait(timeout=60) == 0
    assert page.is_file()


@pytest.mark.skipif(not shutil.which("rsync"), reason="there is no rsync here")
def test_a_site_can_be_shown_by_another_server(server: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TUJUAN", str(server / "server-lain"))
    pushed = push(server)
    assert pushed.returncode == 0, pushed.stderr
    shown = {name: data for name, data in tree(server / "arsip-situs").items() if name[0] != "."}
    assert tree(server / "server-lain") == shown
