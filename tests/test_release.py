"""A release: what `make release` writes is whole, the same each time, and works far from the repository."""

import hashlib
import json
import os
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

import release
from test_repository import PROJECT, pins
from tuntas import __version__

EPOCH = "1795410000"
WHEEL, SOURCES, BILL = (
    f"tuntas-{__version__}{ending}" for ending in ("-py3-none-any.whl", ".tar.gz", ".cdx.json")
)


def made(folder: Path) -> Path:
    folder.mkdir(exist_ok=True)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", EPOCH)
        release.make(folder)
    return folder


@pytest.fixture(scope="module")
def dist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made(tmp_path_factory.mktemp("release") / "dist")


def pip(*arguments: str | Path, cwd: Path) -> None:
    """Run pip without a network."""
    quiet = ["--disable-pip-version-check", "--no-input"]
    done = subprocess.run(
        [sys.executable, "-m", "pip", *quiet, *map(str, arguments)],
        cwd=cwd,
        env={**os.environ, "PIP_NO_INDEX": "1", "SOURCE_DATE_EPOCH": EPOCH},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_it_is_whole(dist: Path) -> None:
    assert {each.name for each in dist.iterdir()} == {WHEEL, SOURCES, BILL, "SHA256SUMS"}
    sums = {hashlib.sha256((dist / name).read_bytes()).hexdigest(): name for name in (WHEEL, SOURCES, BILL)}
    lines = (dist / "SHA256SUMS").read_text().splitlines()
    assert sorted(lines) == sorted(f"{digest}  {name}" for digest, name in sums.items())


def test_the_same_sources_give_the_same_bytes(dist: Path, tmp_path: Path) -> None:
    again = made(tmp_path / "again")
    for each in dist.iterdir():
        assert (again / each.name).read_bytes() == each.read_bytes(), each.name


def test_what_was_released_before_is_not_mixed_in(tmp_path: Path) -> None:
    (tmp_path / "tuntas-0.0.1-py3-none-any.whl").write_bytes(b"")
    made(tmp_path)
    assert not (tmp_path / "tuntas-0.0.1-py3-none-any.whl").exists()


class TestBill:
    def test_it_keeps_to_the_schema(self, dist: Path) -> None:
        validator = JsonStrictValidator(SchemaVersion.V1_6)
        assert validator.validate_str((dist / BILL).read_text("utf-8")) is None

    def test_it_holds_exactly_what_is_installed(self, dist: Path) -> None:
        bill = json.loads((dist / BILL).read_text("utf-8"))
        assert {each["name"]: each["version"] for each in bill["components"]} == pins("requirements.txt")
        assert {each["purl"] for each in bill["components"]} == {
            f"pkg:pypi/{name}@{version}" for name, version in pins("requirements.txt").items()
        }
        itself = bill["metadata"]["component"]
        assert (itself["name"], itself["version"]) == ("tuntas", __version__)

    def test_each_component_is_needed_by_another(self, dist: Path) -> None:
        bill = json.loads((dist / BILL).read_text("utf-8"))
        needs = {each["ref"]: each.get("dependsOn", []) for each in bill["dependencies"]}
        assert len(needs["tuntas"]) == len(PROJECT["project"]["dependencies"])
        reached, waiting = set[str](), ["tuntas"]
        while waiting:
            if (name := waiting.pop()) not in reached:
                reached.add(name)
                waiting += needs[name]
        assert reached == {"tuntas", *(each["bom-ref"] for each in bill["components"])}

    def test_it_names_the_hashes_of_the_lock(self, dist: Path) -> None:
        lock = (release.ROOT / "requirements.txt").read_text()
        bill = json.loads((dist / BILL).read_text("utf-8"))
        for each in bill["components"]:
            (files,) = each["externalReferences"]
            assert files["hashes"]
            assert all(f"--hash=sha256:{hashed['content']}" in lock for hashed in files["hashes"])


class TestInstalling:
    """What pip installs begins an archive and builds it, without this repository and without a network."""

    @pytest.fixture(params=[WHEEL, SOURCES], ids=["wheel", "sources"])
    def installed(self, request: pytest.FixtureRequest, dist: Path, tmp_path: Path) -> Path:
        site = tmp_path / "site"
        pip(
            "install",
            "--no-deps",
            "--no-build-isolation",
            "--target",
            site,
            dist / request.param,
            cwd=tmp_path,
        )
        return site

    def test_it_begins_an_archive_and_builds_it(self, installed: Path, tmp_path: Path) -> None:
        for arguments in (
            ("--version",),
            ("init", "arsip"),
            ("check", "--strict", "--config", "arsip/mkdocs.yml"),
            ("build", "--quiet", "--config", "arsip/mkdocs.yml"),
        ):
            done = subprocess.run(
                [sys.executable, "-m", "tuntas", *arguments],
                cwd=tmp_path,
                env={**os.environ, "PYTHONPATH": str(installed)},
                stdin=subprocess.DEVNULL,
                capture_output=True,
                text=True,
                check=False,
            )
            assert done.returncode == 0, done.stderr
        for each in ("assets/tuntas.css", "panduan/index.html", "cari/index.html", "feed/selesai.xml"):
            assert (tmp_path / "arsip/site" / each).is_file()

    def test_its_own_wheel_goes_along_with_the_archive(self, dist: Path, tmp_path: Path) -> None:
        site = tmp_path / "site"
        pip("install", "--no-deps", "--target", site, dist / WHEEL, cwd=tmp_path)
        subprocess.run(
            [sys.executable, "-m", "tuntas", "init", "arsip"],
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(site)},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=True,
        )
        assert (tmp_path / "arsip/vendor" / WHEEL).read_bytes() == (dist / WHEEL).read_bytes()
        # What a forge does first, but for the packages of others, which would be fetched.
        (tmp_path / "arsip/pustaka.txt").write_text("")
        target = tmp_path / "forge"
        wanted = ("--no-deps", "--target", target, "--requirement", "requirements.txt")
        pip("install", "--quiet", *wanted, cwd=tmp_path / "arsip")
        assert (target / "tuntas/__init__.py").is_file()

    def test_a_wheel_made_from_the_sources_is_the_same(self, dist: Path, tmp_path: Path) -> None:
        with tarfile.open(dist / SOURCES) as packed:
            packed.extractall(tmp_path, filter="data")
        (folder,) = tmp_path.iterdir()
        pip(
            "wheel",
            "--no-deps",
            "--no-build-isolation",
            "--wheel-dir",
            tmp_path / "made",
            folder,
            cwd=tmp_path,
        )
        assert (tmp_path / "made" / WHEEL).read_bytes() == (dist / WHEEL).read_bytes()
