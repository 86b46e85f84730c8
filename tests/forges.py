"""GitHub and GitLab in miniature: they run the shell steps of the jobs that `tuntas init` writes, in order.

What a forge does itself (fetching, installing, keeping caches and artifacts) is done here in its place;
everything between `run:` or `script:` and the next step is run as it stands.
"""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple, Protocol

import yaml

from repositories import git

NOON = "1795323600"  # of 22 November 2026, in Jakarta

_STANDS_IN = {
    "pip": '[ "$*" = "install --quiet --requirement requirements.txt" ] && [ -s requirements.txt ]',
    "gh": 'printf "%s\\n" "$@" > "$SAID/gh"; cat perubahan.md >> "$SAID/gh"; env | grep ^GH_ >> "$SAID/gh"',
    "apt-get": "true",
}
"""What a job calls beyond this machine, and what is done instead."""


class Outcome(NamedTuple):
    """How a job ended."""

    status: int
    said: str
    places: frozenset[tuple[str, int]]
    """Where a problem is shown: the file, and its line."""
    story: str
    """What is told of the change."""


class Forge(Protocol):
    """What a forge does with the archive of a secretariat."""

    def propose(self, branch: str) -> Outcome:
        """Check a proposal to merge a branch into `main`."""

    def publish(self, event: str = "push") -> Outcome:
        """What happens on `main` after a push, or in the night."""

    @property
    def published(self) -> Path | None:
        """The site that was handed over, if ever one was."""


class _Machine:
    """Where the jobs of a forge run: a folder each, with stand-ins for what lies beyond this machine."""

    def __init__(self, folder: Path, origin: Path) -> None:
        self.origin = origin
        self.said = folder / "said"
        self.kept = folder / "kept"
        self._folder = folder
        self._runs = 0
        programs = folder / "programs"
        for each in (programs, self.said, self.kept):
            each.mkdir(parents=True)
        for name, does in _STANDS_IN.items():
            (programs / name).write_text(f"#!/bin/sh\n{does}\n")
            (programs / name).chmod(0o755)
        self._path = os.pathsep.join([str(programs), str(Path(sys.executable).parent), os.environ["PATH"]])

    def clone(self, branch: str) -> Path:
        """A fresh clone for a job, at a branch; nothing that a job leaves reaches the next one."""
        self._runs += 1
        clone = self._folder / f"job-{self._runs}"
        git(self._folder, "clone", "--quiet", str(self.origin), str(clone))
        git(clone, "checkout", "--quiet", "--detach", f"origin/{branch}")
        return clone

    def run(self, script: str, cwd: Path, env: Mapping[str, str]) -> tuple[int, str]:
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script],
            cwd=cwd,
            env={
                "PATH": self._path,
                "HOME": str(self._folder),
                "LANG": "C.UTF-8",
                "SAID": str(self.said),
                "SOURCE_DATE_EPOCH": NOON,
                "GIT_CONFIG_GLOBAL": "/dev/null",
                **env,
            },
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        return done.returncode, done.stdout


_ANNOTATION = re.compile(r"^::error file=(?P<file>[^,]+),line=(?P<line>\d+)", re.MULTILINE)
_EXPRESSION = re.compile(r"\$\{\{ *(.+?) *\}\}")


class GitHub:
    """Runs the jobs of `.github/workflows/`."""

    FILES = tuple(f".github/workflows/{each}.yml" for each in ("usul", "terbit", "malam"))

    def __init__(self, folder: Path, origin: Path, target: Path) -> None:
        self._machine = _Machine(folder, origin)
        self._target = target
        self._before = "0" * 40
        self.published: Path | None = None

    def propose(self, branch: str) -> Outcome:
        machine = self._machine
        clone = machine.clone("main")
        git(clone, "merge", "--quiet", "--no-ff", "--message", "Usul", f"origin/{branch}")
        summary = machine.said / "summary"
        summary.write_text("")
        outcome = self._job("periksa", clone, {"GITHUB_STEP_SUMMARY": str(summary)}, {})
        if outcome.status == 0:
            comments = self._folder("comments")
            expressions = {
                "github.token": "rahasia",
                "github.repository": "kota/arsip",
                "github.event.pull_request.number": "7",
            }
            commented = self._job("ceritakan", comments, {}, expressions)
            assert commented.status == 0, commented.said
        return outcome._replace(story=summary.read_text())

    @property
    def comment(self) -> str:
        """What was asked of GitHub's own program, and what was posted with it."""
        return (self._machine.said / "gh").read_text()

    def publish(self, event: str = "push") -> Outcome:
        clone = self._machine.clone("main")
        before = self._before if event == "push" else ""
        outcome = self._job("bangun", clone, {}, {"github.event.before": before})
        self._before = git(clone, "rev-parse", "HEAD")
        if outcome.status == 0:
            self.published = clone / "site"
        return outcome

    def send(self) -> Outcome:
        """Send the site that was built last to a server of one's own."""
        expressions = {"vars.TUJUAN": str(self._target), "secrets.KUNCI_SSH": "", "secrets.HOST_SSH": ""}
        return self._job("kirim", self._machine.clone("main"), {}, expressions)

    def _folder(self, name: str) -> Path:
        folder = self._machine.kept / name
        folder.mkdir(exist_ok=True)
        return folder

    def _job(self, name: str, cwd: Path, env: Mapping[str, str], expressions: Mapping[str, str]) -> Outcome:
        files = [yaml.safe_load(git(self._machine.origin, "show", f"main:{file}")) for file in self.FILES]
        (job,) = (file["jobs"][name] for file in files if name in file["jobs"])
        said, status, at_the_end = "", 0, []
        for step in job["steps"]:
            if uses := step.get("uses"):
                at_the_end += self._use(uses.partition("@")[0], step.get("with", {}), cwd)
                continue
            filled = {
                key: _EXPRESSION.sub(lambda found: expressions[found[1]], value)
                for key, value in step.get("env", {}).items()
            }
            assert not _EXPRESSION.search(step["run"]), "an expression within a script can be anything"
            status, told = self._machine.run(step["run"], cwd, {**env, **filled})
            said += told
            if status:
                break
        else:
            for each in at_the_end:
                each()
        found = frozenset((each["file"], int(each["line"])) for each in _ANNOTATION.finditer(said))
        return Outcome(status, said, found, "")

    def _use(self, action: str, given: Mapping[str, Any], cwd: Path) -> list[Callable[[], object]]:
        """Do what an action does; what it does after a job that succeeds is returned."""
        store = self._machine.kept
        match action:
            case "actions/checkout" | "actions/setup-python":
                pass
            case "actions/upload-artifact":
                shutil.copyfile(cwd / given["path"], self._folder(given["name"]) / Path(given["path"]).name)
            case "actions/download-artifact":
                for each in self._folder(given["name"]).iterdir():
                    shutil.copyfile(each, cwd / each.name)
            case "actions/cache":
                if (store / "cache").is_dir():
                    shutil.copytree(store / "cache", cwd / given["path"], dirs_exist_ok=True)
                return [lambda: _replace(cwd / given["path"], store / "cache")]
            case "actions/upload-pages-artifact":
                tar = ["tar", "--dereference", "--hard-dereference", "--exclude=.[^/]*", "-C", given["path"]]
                archive = self._folder("github-pages") / "artifact.tar"
                subprocess.run([*tar, "-cf", str(archive), "."], cwd=cwd, check=True)
            case _:
                raise AssertionError(f"nobody knows what {action} does")
        return []


def _replace(new: Path, old: Path) -> None:
    shutil.rmtree(old, ignore_errors=True)
    shutil.copytree(new, old)


class GitLab:
    """Runs the jobs of `.gitlab-ci.yml`."""

    FILE = ".gitlab-ci.yml"

    def __init__(self, folder: Path, origin: Path, target: Path) -> None:
        self._machine = _Machine(folder, origin)
        self._target = target
        self._before = "0" * 40
        self._last: Path | None = None
        self.published: Path | None = None

    def propose(self, branch: str) -> Outcome:
        clone = self._machine.clone(branch)
        base = git(clone, "merge-base", "origin/main", "HEAD")
        outcome = self._job("periksa", clone, {"CI_MERGE_REQUEST_DIFF_BASE_SHA": base})
        story = clone / "perubahan.md"
        self._last = clone
        return outcome._replace(
            places=frozenset(_code_quality(clone / "masalah.json")),
            story=story.read_text() if story.exists() else "",
        )

    def comment(self, api: str) -> Outcome:
        """Post what was told of the last proposal."""
        assert self._last
        env = {
            "CI_API_V4_URL": api,
            "CI_MERGE_REQUEST_PROJECT_ID": "5",
            "CI_MERGE_REQUEST_IID": "7",
            "TOKEN_KOMENTAR": "rahasia",
        }
        return self._job("ceritakan", self._last, env)

    def publish(self, event: str = "push") -> Outcome:
        clone = self._machine.clone("main")
        cache = self._machine.kept / "cache"
        if cache.is_dir():
            shutil.copytree(cache, clone / ".cache")
        before = self._before if event == "push" else "0" * 40
        outcome = self._job("pages", clone, {"CI_COMMIT_BEFORE_SHA": before})
        self._before = git(clone, "rev-parse", "HEAD")
        if outcome.status == 0:
            _replace(clone / ".cache", cache)
            self.published = clone / "public"
        return outcome

    def send(self) -> Outcome:
        """Send the site that was built last to a server of one's own."""
        assert self.published
        clone = self._machine.clone("main")
        shutil.copytree(self.published, clone / "public")
        return self._job("kirim", clone, {"TUJUAN": str(self._target)})

    def _job(self, name: str, cwd: Path, env: Mapping[str, str]) -> Outcome:
        jobs = yaml.safe_load(git(self._machine.origin, "show", f"main:{self.FILE}"))
        script = "\n".join(jobs[name]["script"])
        variables = {**jobs["variables"], **jobs[name].get("variables", {})}
        status, said = self._machine.run(script, cwd, {**variables, **env})
        return Outcome(status, said, frozenset(), "")


def _code_quality(file: Path) -> Iterator[tuple[str, int]]:
    for each in json.loads(file.read_text()):
        yield each["location"]["path"], each["location"]["lines"]["begin"]
