"""The jobs that `init` writes for GitHub and GitLab: valid, safe, and doing what they say."""

import re
import subprocess
import sys
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from shutil import which
from threading import Thread
from typing import Any
from urllib.parse import parse_qs

import pytest
import yaml

from forges import NOON, Forge, GitHub, GitLab
from repositories import commit, git
from sites import ROOT, run, tree

FACT = """\
---
judul: Rapim
tanggal: 2026-11-02
pimpinan: Wali Kota
arahan:
  - id: air
    judul: Air bersih
    komitmen:
      - opd: dinas-contoh
        tenggat: 2026-12-01
---
"""
NOTE = "content/meetings/2026/2026-11-02-rapim.md"
MOVED = FACT.replace("2026-12-01", "2026-12-15")
CORRECTED = MOVED.replace(
    "arahan:",
    "koreksi:\n  - tanggal: 2026-11-20\n    oleh: Sekretariat\n"
    "    pada: arahan/air/komitmen/dinas-contoh/tenggat\n"
    "    semula: 2026-12-01\n    menjadi: 2026-12-15\n    alasan: Salah ketik.\narahan:",
)


def tool(name: str, *arguments: str, cwd: Path) -> None:
    """Have a judge from the environment look at something; it must find nothing."""
    program = str(Path(sys.executable).with_name(name))
    done = subprocess.run([program, *arguments], cwd=cwd, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """The clone of a secretariat, with an archive of which nothing is published yet."""
    made = run("init", "arsip", "--government", "Kota Contoh", cwd=tmp_path, SOURCE_DATE_EPOCH=NOON)
    assert made.returncode == 0, made.stderr
    desk = tmp_path / "arsip"
    (desk / NOTE).parent.mkdir(parents=True, exist_ok=True)
    (desk / NOTE).write_text(FACT)
    commit(desk)
    git(tmp_path, "init", "--quiet", "--bare", "origin.git")
    git(desk, "remote", "add", "origin", "../origin.git")
    push(desk)
    return desk


def push(desk: Path, branch: str = "main") -> str:
    """Commit what was written, and push it."""
    done = commit(desk)
    git(desk, "push", "--quiet", "--force", "origin", f"HEAD:refs/heads/{branch}")
    return done


def write(desk: Path, note: str, text: str) -> None:
    (desk / note).parent.mkdir(parents=True, exist_ok=True)
    (desk / note).write_text(text)


SUBJECTS = {"2026-11-09": "Lampu jalan", "2026-11-16": "Antrean puskesmas"}


def meeting(day: str, agency: str = "dinas-contoh") -> str:
    return (
        FACT.replace("2026-11-02", day).replace("Air bersih", SUBJECTS[day]).replace("dinas-contoh", agency)
    )


@pytest.fixture(params=[GitHub, GitLab], ids=["GitHub", "GitLab"])
def forge(request: pytest.FixtureRequest, desk: Path, tmp_path: Path) -> GitHub | GitLab:
    made: GitHub | GitLab = request.param(tmp_path / "forge", desk.parent / "origin.git", tmp_path / "server")
    return made


def workflows(desk: Path) -> dict[str, Any]:
    return {file: yaml.safe_load((desk / file).read_text()) for file in GitHub.FILES}


def jobs(desk: Path) -> dict[str, Any]:
    """All jobs for GitHub; no two have one name."""
    found = [job for workflow in workflows(desk).values() for job in workflow["jobs"].items()]
    assert len(dict(found)) == len(found)
    return dict(found)


class TestForm:
    def test_github_accepts_the_workflow(self, desk: Path) -> None:
        tool("check-jsonschema", "--builtin-schema", "vendor.github-workflows", *GitHub.FILES, cwd=desk)

    def test_gitlab_accepts_its_jobs(self, desk: Path) -> None:
        schema = ("--builtin-schema", "vendor.gitlab-ci", "--data-transform", "gitlab-ci")
        tool("check-jsonschema", *schema, GitLab.FILE, cwd=desk)

    def test_the_workflows_give_nobody_a_way_in(self, desk: Path, tmp_path: Path) -> None:
        # Its newer way to name a file of the same repository is not known to each GitHub that an office runs.
        (tmp_path / "zizmor.yml").write_text("rules: {self-repository: {disable: true}}\n")
        strict = (
            "--offline",
            "--no-progress",
            "--persona",
            "auditor",
            "--config",
            str(tmp_path / "zizmor.yml"),
        )
        tool("zizmor", *strict, *GitHub.FILES, cwd=desk)

    def test_each_action_is_pinned_to_a_commit_and_says_its_version(self, desk: Path) -> None:
        text = "".join((desk / file).read_text() for file in GitHub.FILES)
        lines = [each for each in text.splitlines() if "uses:" in each and "uses: ./" not in each]
        assert lines
        assert not [each for each in lines if not re.search(r"@[0-9a-f]{40} # v\d+\.\d+\.\d+$", each)]

    def test_no_job_may_write_to_the_repository(self, desk: Path) -> None:
        for workflow in workflows(desk).values():
            assert workflow["permissions"] == {}
        rights = {name: job["permissions"] for name, job in jobs(desk).items()}
        writes = {
            (name, right) for name, given in rights.items() for right in given if given[right] == "write"
        }
        pages = {("pages", "pages"), ("pages", "id-token")}
        assert writes == {("ceritakan", "pull-requests"), *pages, ("terbit", "pages"), ("terbit", "id-token")}

    def test_who_may_write_runs_nothing_of_the_archive(self, desk: Path) -> None:
        used = {
            name: [step["uses"].partition("@")[0] for step in jobs(desk)[name]["steps"] if "uses" in step]
            for name in ("ceritakan", "pages")
        }
        assert used == {"ceritakan": ["actions/download-artifact"], "pages": ["actions/deploy-pages"]}

    def test_a_night_that_github_stops_leaves_pushes_alone(self, desk: Path) -> None:
        begun_by = {
            name: set(workflow[True]) for name, workflow in workflows(desk).items()
        }  # YAML 1.1's `on`
        assert [name for name, events in begun_by.items() if "schedule" in events] == [GitHub.FILES[2]]
        assert begun_by[GitHub.FILES[2]] == {"schedule"}
        assert jobs(desk)["terbit"]["uses"] == f"./{GitHub.FILES[1]}"
        assert "workflow_call" in begun_by[GitHub.FILES[1]]

    def test_a_proposal_never_fills_the_cache_of_main(self, desk: Path) -> None:
        caching = [name for name, job in jobs(desk).items() if "actions/cache" in str(job)]
        assert caching == ["bangun"]
        assert jobs(desk)["bangun"]["if"] == "github.ref == 'refs/heads/main'"
        gitlab = yaml.safe_load((desk / GitLab.FILE).read_text())
        assert [name for name, job in gitlab.items() if "cache" in job] == ["pages"]

    def test_shell_scripts_hold_no_trap(self, desk: Path, tmp_path: Path) -> None:
        scripts = [str(each) for each in sorted((desk / "server").iterdir()) if each.suffix != ".conf"]
        assert len(scripts) == 5
        for job in jobs(desk).values():
            for step in (each["run"] for each in job.get("steps", []) if "run" in each):
                scripts.append(str(tmp_path / f"{len(scripts)}.sh"))
                Path(scripts[-1]).write_text(f"#!/bin/bash\n{step}\n")
        for job in yaml.safe_load((desk / GitLab.FILE).read_text()).values():
            if isinstance(job, dict) and "script" in job:
                scripts.append(str(tmp_path / f"{len(scripts)}.sh"))
                Path(scripts[-1]).write_text("\n".join(["#!/bin/bash", *job["script"], ""]))
        tool("shellcheck", *scripts, cwd=desk)


class TestProposals:
    def test_a_good_one_is_told_in_words(self, desk: Path, forge: Forge) -> None:
        write(desk, "content/meetings/2026/2026-11-16-rapim.md", meeting("2026-11-16"))
        push(desk, "usul")
        outcome = forge.propose("usul")
        assert outcome.status == 0, outcome.said
        assert "### Rapat baru (1)" in outcome.story
        assert not outcome.places

    def test_a_bad_one_fails_with_each_problem_at_its_line(self, desk: Path, forge: Forge) -> None:
        new = "content/meetings/2026/2026-11-16-rapim.md"
        write(desk, new, meeting("2026-11-16", "dinas-conto"))
        push(desk, "usul")
        outcome = forge.propose("usul")
        assert outcome.status == 1
        assert outcome.places == {(new, 9)}
        assert "dinas-contoh?" in outcome.said
        assert not outcome.story

    def test_what_is_published_is_not_altered_without_a_correction(self, desk: Path, forge: Forge) -> None:
        write(desk, NOTE, MOVED)
        push(desk, "usul")
        outcome = forge.propose("usul")
        assert outcome.status == 1
        assert outcome.places == {(NOTE, 10)}
        write(desk, NOTE, CORRECTED)
        push(desk, "usul")
        assert forge.propose("usul").status == 0

    def test_one_that_is_behind_main_is_not_blamed_for_what_it_lacks(self, desk: Path, forge: Forge) -> None:
        start = git(desk, "rev-parse", "HEAD")
        write(desk, "content/meetings/2026/2026-11-09-rapim-lain.md", meeting("2026-11-09"))
        push(desk)
        git(desk, "checkout", "--quiet", "--detach", start)
        write(desk, "content/meetings/2026/2026-11-16-rapim.md", meeting("2026-11-16"))
        push(desk, "usul")
        outcome = forge.propose("usul")
        assert outcome.status == 0, outcome.said
        assert "### Rapat baru (1)" in outcome.story
        assert "Tidak lagi ada" not in outcome.story


class TestPublishing:
    def test_what_is_pushed_is_published(self, desk: Path, forge: Forge) -> None:
        outcome = forge.publish()
        assert outcome.status == 0, outcome.said
        assert forge.published
        assert (forge.published / "index.html").is_file()
        before = git(desk, "rev-parse", "HEAD")
        write(desk, "content/meetings/2026/2026-11-16-rapim.md", meeting("2026-11-16"))
        push(desk)
        outcome = forge.publish()
        assert outcome.status == 0, outcome.said
        assert f"Dibandingkan dengan {before}." in outcome.said
        assert (forge.published / "rapim/2026-11-16-rapim/index.html").is_file()

    def test_what_was_refused_is_published_by_no_later_push_and_no_night(
        self, desk: Path, forge: Forge
    ) -> None:
        assert forge.publish().status == 0
        site = forge.published
        write(desk, NOTE, MOVED)
        push(desk)
        assert forge.publish().status == 1
        assert forge.publish("schedule").status == 1
        write(desk, "content/meetings/2026/2026-11-16-rapim.md", meeting("2026-11-16"))
        push(desk)
        refused = forge.publish()
        assert refused.status == 1
        assert "error[fact-altered]" in refused.said or "title=fact-altered" in refused.said
        assert forge.published == site
        write(desk, NOTE, CORRECTED)
        push(desk)
        mended = forge.publish()
        assert mended.status == 0, mended.said
        assert forge.published != site

    def test_without_a_cache_a_push_is_held_against_what_was_there_before_it(
        self, desk: Path, forge: Forge, tmp_path: Path
    ) -> None:
        assert forge.publish().status == 0
        (tmp_path / "forge/kept/cache/terbit").unlink()
        write(desk, NOTE, MOVED)
        push(desk)
        assert forge.publish().status == 1

    @pytest.mark.skipif(not which("rsync"), reason="there is no rsync here")
    def test_a_server_of_ones_own_gets_the_site(
        self, forge: GitHub | GitLab, desk: Path, tmp_path: Path
    ) -> None:
        assert forge.publish().status == 0
        target = tmp_path / "server"
        (target / ".well-known").mkdir(parents=True)
        (target / ".well-known/sertifikat").write_text("bukan milik situs")
        (target / "lama.html").write_text("tidak ada lagi")
        sent = forge.send()
        assert sent.status == 0, sent.said
        assert forge.published
        there = tree(target)
        assert there.pop(".well-known/sertifikat")
        assert there == {name: data for name, data in tree(forge.published).items() if name[0] != "."}
        write(desk, "content/meetings/2026/2026-11-16-rapim.md", meeting("2026-11-16"))
        push(desk)
        times = {path: path.stat().st_mtime_ns for path in target.rglob("*.css")}
        assert forge.publish().status == 0
        assert forge.send().status == 0
        assert (target / "rapim/2026-11-16-rapim/index.html").is_file()
        assert {path: path.stat().st_mtime_ns for path in target.rglob("*.css")} == times


class TestComments:
    def test_github_gets_one_comment_that_is_kept_up_to_date(self, desk: Path, tmp_path: Path) -> None:
        forge = GitHub(tmp_path / "forge", tmp_path / "origin.git", tmp_path / "server")
        write(desk, "content/meetings/2026/2026-11-16-rapim.md", meeting("2026-11-16"))
        push(desk, "usul")
        assert forge.propose("usul").status == 0
        lines = forge.comment.splitlines()
        assert lines[:5] == ["pr", "comment", "7", "--edit-last", "--create-if-none"]
        assert "### Rapat baru (1)" in lines
        assert "GH_REPO=kota/arsip" in lines

    @pytest.mark.skipif(not which("curl"), reason="there is no curl here")
    def test_gitlab_gets_a_comment_where_there_is_a_token(
        self, desk: Path, tmp_path: Path, api: tuple[str, list[dict[str, str]]]
    ) -> None:
        address, posted = api
        forge = GitLab(tmp_path / "forge", tmp_path / "origin.git", tmp_path / "server")
        write(desk, "content/meetings/2026/2026-11-16-rapim.md", meeting("2026-11-16"))
        push(desk, "usul")
        story = forge.propose("usul").story
        commented = forge.comment(address)
        assert commented.status == 0, commented.said
        assert posted == [{"path": "/projects/5/merge_requests/7/notes", "token": "rahasia", "body": story}]


@pytest.fixture
def api() -> Iterator[tuple[str, list[dict[str, str]]]]:
    """The part of GitLab that takes comments."""
    posted: list[dict[str, str]] = []

    class Takes(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            token = self.headers["PRIVATE-TOKEN"]
            posted.append({"path": self.path, "token": token, "body": parse_qs(body)["body"][0]})
            self.send_response(201)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Takes)
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", posted
    server.shutdown()
    thread.join()
    server.server_close()


class TestSending:
    """`server/kirim`, as it is."""

    @pytest.fixture
    def script(self) -> str:
        return str(ROOT / "generator/tuntas/starter/server/kirim")

    def test_a_folder_that_is_no_site_empties_nothing(self, script: str, tmp_path: Path) -> None:
        for name in ("situs", "tujuan"):
            (tmp_path / name).mkdir()
        (tmp_path / "tujuan/index.html").write_text("terbit")
        sent = subprocess.run(
            ["sh", script, "situs", "tujuan"], cwd=tmp_path, capture_output=True, text=True, check=False
        )
        assert sent.returncode == 1
        assert "tidak ada yang dikirim" in sent.stderr
        assert (tmp_path / "tujuan/index.html").read_text() == "terbit"

    @pytest.mark.skipif(not which("rsync"), reason="there is no rsync here")
    def test_over_ssh_only_the_known_server_is_believed(self, script: str, tmp_path: Path) -> None:
        for name in ("situs", "passing"):
            (tmp_path / name).mkdir()
        (tmp_path / "situs/index.html").write_text("terbit")
        ssh = tmp_path / "ssh"
        ssh.write_text(
            f'#!/bin/sh\nprintf "%s\\n" "$@" > {tmp_path}/asked\ncat "$2" > {tmp_path}/key\n'
            f'stat -c %a "$2" > {tmp_path}/mode\n'
            'while [ "$1" != server ]; do shift; done\nshift\nexec sh -c "$*"\n'
        )
        ssh.chmod(0o755)
        sent = subprocess.run(
            ["sh", script, "situs", f"server:{tmp_path}/tujuan"],
            cwd=tmp_path,
            env={
                "PATH": f"{tmp_path}:/usr/bin:/bin",
                "TMPDIR": str(tmp_path / "passing"),
                "KUNCI_SSH": "kunci",
                "HOST_SSH": "server ssh-ed25519 AAAA",
            },
            capture_output=True,
            text=True,
            check=False,
        )
        assert sent.returncode == 0, sent.stderr
        assert (tmp_path / "tujuan/index.html").read_text() == "terbit"
        assert "StrictHostKeyChecking=yes" in (tmp_path / "asked").read_text()
        assert ((tmp_path / "key").read_text(), (tmp_path / "mode").read_text()) == ("kunci\n", "600\n")
        assert not list((tmp_path / "passing").iterdir())
