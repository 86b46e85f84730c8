"""Git repositories for tests: nobody's settings, and the same commits every time."""

import subprocess
from pathlib import Path

_ALONE = {
    "GIT_CONFIG_GLOBAL": "/dev/null",
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_AUTHOR_NAME": "Penulis",
    "GIT_AUTHOR_EMAIL": "penulis@contoh.id",
    "GIT_COMMITTER_NAME": "Penulis",
    "GIT_COMMITTER_EMAIL": "penulis@contoh.id",
    "PATH": "/usr/local/bin:/usr/bin:/bin",
}


def git(folder: Path, *arguments: str, day: str = "2026-01-05") -> str:
    """Run git as on a day, and return what it says."""
    moment = f"{day}T09:00:00+07:00"
    done = subprocess.run(
        ["git", "-c", "init.defaultBranch=main", "-c", "protocol.file.allow=always", *arguments],
        cwd=folder,
        env={**_ALONE, "GIT_AUTHOR_DATE": moment, "GIT_COMMITTER_DATE": moment},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def commit(folder: Path, *, day: str = "2026-01-05") -> str:
    """Commit all that lies in a folder, in a new repository if need be; its id."""
    if not (folder / ".git").exists():
        git(folder, "init", "--quiet")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--allow-empty", "--message", "Terbit", day=day)
    return git(folder, "rev-parse", "HEAD")
