"""What the repository itself promises: no traces of a machine, a whole lock, a whole wheel."""

import os
import re
import subprocess
import sys
import tomllib
from email import message_from_bytes
from functools import cache
from pathlib import Path
from zipfile import ZipFile

import hatchling.build
import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
LOCKS = ("requirements-build.txt", "requirements.txt", "requirements-dev.txt")

# Each is written so that it does not match itself.
TRACES = {
    "a path of a machine": re.compile(r"(?<![\w.:/~-])(/(?:home|Users|root|work|opt)/\w|[A-Z]:\\Users)"),
    "a package registry's host": re.compile(
        r"pypi[.]org|pythonhosted[.]org|npmjs[.](?:org|com)|yarnpkg[.]com"
    ),
    "a package's address": re.compile(r'"resolved"\s*:|--(?:extra-)?index[-]url|--find[-]links'),
}


@cache
def repository_files() -> tuple[str, ...]:
    """All files that are, or would be, committed."""
    # The owner of a fresh clone in CI may be another user; git would then refuse to look at it.
    git = ["git", "-c", "safe.directory=*", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    try:
        listed = subprocess.run(git, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    except (OSError, subprocess.CalledProcessError) as refusal:
        pytest.skip(f"not a git checkout: {refusal}")
    return tuple(name for name in listed.split("\0") if name and (ROOT / name).is_file())


def text_of(name: str) -> str:
    """The text of a file; nothing for a picture or another binary file."""
    try:
        return (ROOT / name).read_text("utf-8")
    except UnicodeDecodeError:
        return ""


@pytest.mark.parametrize("trace", TRACES)
def test_no_file_holds(trace: str) -> None:
    found = [
        f"{name}:{number}: {match[0]}"
        for name in repository_files()
        for number, line in enumerate(text_of(name).splitlines(), 1)
        if (match := TRACES[trace].search(line))
    ]
    assert not found, f"{trace} stands in:\n" + "\n".join(found)


PIN = re.compile(r"(?P<name>[a-z0-9][a-z0-9._-]*)==(?P<version>[^\s;]+)(?: ; (?P<marker>.+))?")
HASH = re.compile(r"--hash=sha256:[0-9a-f]{64}")


def pins(lock: str) -> dict[str, str]:
    """The pinned versions of a lock file, each line of which must be a pin with hashes."""
    lines = re.sub(r"^\s*#.*\n", "", (ROOT / lock).read_text("utf-8"), flags=re.MULTILINE)
    versions = {}
    for entry in lines.replace("\\\n", " ").splitlines():
        pin, *hashes = re.split(r"\s+(?=--)", entry.strip())
        match = PIN.fullmatch(pin)
        assert match, f"{lock}: not a pinned version: {entry}"
        assert hashes, f"{lock}: {pin} has no hash"
        assert all(HASH.fullmatch(each) for each in hashes), f"{lock}: {pin} has more than hashes: {hashes}"
        assert match["name"] not in versions, f"{lock}: {match['name']} is pinned twice"
        versions[match["name"]] = match["version"]
    return versions


@pytest.mark.parametrize("lock", LOCKS)
def test_lock_is_pins_with_hashes(lock: str) -> None:
    assert pins(lock)


def test_locks_agree() -> None:
    build, runtime, development = map(pins, LOCKS)
    assert build.items() | runtime.items() <= development.items()


PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


@pytest.mark.parametrize(
    ("lock", "wanted"),
    [
        ("requirements-build.txt", PROJECT["build-system"]["requires"]),
        ("requirements-build.txt", PROJECT["dependency-groups"]["build"]),
        ("requirements.txt", PROJECT["project"]["dependencies"]),
        ("requirements-dev.txt", PROJECT["dependency-groups"]["test"]),
    ],
)
def test_lock_fulfils_pyproject(lock: str, wanted: list[str]) -> None:
    locked = pins(lock)
    for requirement in map(Requirement, wanted):
        version = locked.get(canonicalize_name(requirement.name))
        assert version, f"{lock} lacks {requirement}: run `make lock`"
        assert version in requirement.specifier, f"{lock} has {version} for {requirement}: run `make lock`"


def test_a_new_archive_gets_the_same_lock() -> None:
    copied = (ROOT / "generator/tuntas/starter/pustaka.txt").read_bytes()
    assert copied == (ROOT / "requirements.txt").read_bytes(), "run `make lock`"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> ZipFile:
    """The wheel, as pip builds it without a network."""
    folder = tmp_path_factory.mktemp("wheel")
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "wheel", "--no-deps", "--no-index"]
    built = subprocess.run(
        [*pip, "--no-build-isolation", "--wheel-dir", str(folder), str(ROOT)],
        check=False,
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
    )
    assert built.returncode == 0, built.stdout + built.stderr
    (path,) = folder.glob("*.whl")
    return ZipFile(path)


def sources(folder: str) -> set[str]:
    """What the repository holds in a folder, by the path from there."""
    return {name.removeprefix(f"{folder}/") for name in repository_files() if name.startswith(f"{folder}/")}


OTHERS = ("tuntas/theme/", "tuntas/panduan/", "tuntas-")
"""What a wheel holds besides the package's own folder."""


def test_wheel_holds_the_package(wheel: ZipFile) -> None:
    expected = {f"tuntas/{name}" for name in sources("generator/tuntas")}
    packed = {name for name in wheel.namelist() if not name.startswith(OTHERS)}
    assert packed == expected


@pytest.mark.skipif(not (ROOT / "theme").is_dir(), reason="there is no theme/ yet")
def test_wheel_holds_the_theme(wheel: ZipFile) -> None:
    expected = {f"tuntas/theme/{name}" for name in sources("theme")}
    assert {name for name in wheel.namelist() if name.startswith("tuntas/theme/")} == expected


def test_wheel_holds_the_guide(wheel: ZipFile) -> None:
    expected = {f"tuntas/panduan/{name}" for name in sources("content/panduan")}
    assert expected
    assert {name for name in wheel.namelist() if name.startswith("tuntas/panduan/")} == expected


def test_an_installed_wheel_begins_an_archive_and_builds_it(wheel: ZipFile, tmp_path: Path) -> None:
    wheel.extractall(tmp_path / "installed")
    for arguments in (("init", "arsip"), ("build", "--quiet", "--config", "arsip/mkdocs.yml")):
        done = subprocess.run(
            [sys.executable, "-m", "tuntas", *arguments],
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(tmp_path / "installed")},
            stdin=subprocess.DEVNULL,
            check=False,
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, done.stderr
    assert (tmp_path / "arsip/site/assets/tuntas.css").is_file()
    assert (tmp_path / "arsip/site/panduan/index.html").is_file()


def test_wheel_says_what_it_is(wheel: ZipFile) -> None:
    (name,) = (name for name in wheel.namelist() if name.endswith(".dist-info/METADATA"))
    metadata = message_from_bytes(wheel.read(name))
    assert metadata["License-Expression"] == "EUPL-1.2"
    assert metadata["Requires-Python"] == ">=3.11"
    entries = wheel.read(name.replace("METADATA", "entry_points.txt")).decode()
    assert "tuntas = tuntas.__main__:run" in entries
    assert "tuntas = tuntas.plugin:TuntasPlugin" in entries


def test_development_install_copies_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A copy of theme/ in the environment would go stale at the first change to the theme."""
    monkeypatch.chdir(ROOT)
    name = hatchling.build.build_editable(os.fspath(tmp_path))
    with ZipFile(tmp_path / name) as packed:
        copied = [each for each in packed.namelist() if not each.startswith("tuntas-")]
    assert copied == ["_tuntas.pth"]
