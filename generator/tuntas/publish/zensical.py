"""Frames, assets and ordinary pages drawn by Zensical: the proof that the archive outlives Material.

Zensical is a program that reads `mkdocs.yml` and `theme/` but knows no plugins. So it gets a project
of its own, with the empty pages as files, and what it writes is sorted afterwards.
"""

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from html import unescape
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import frontmatter
import yaml

from tuntas import configfile
from tuntas.publish import frame, ordinary
from tuntas.publish.frame import Frame, FrameError
from tuntas.publish.theme import OrdinaryPage, Remark, Theme, sections
from tuntas.read.files import ROOMS
from tuntas.read.ordinary import is_copied
from tuntas.settings import DEFAULT_NAV, Settings


def draw(settings: Settings, output: Path) -> Theme:
    """Have Zensical write assets and ordinary pages into the folder, and draw the frames.

    A `FrameError` says why it can't. The folder is emptied first.
    """
    if find_spec("zensical") is None:
        raise FrameError("`frame: zensical` membutuhkan paket zensical: jalankan `pip install zensical`.")
    shutil.rmtree(output, ignore_errors=True)
    with TemporaryDirectory(prefix="tuntas-") as folder:
        project = Path(folder)
        _set_up(project, settings)
        remarks = tuple(_remarks(_run(project)))
        drawn = project / "site"
        frames = {
            section: Frame.cut((drawn / frame.address_of(section) / "index.html").read_text("utf-8"), section)
            for section in sections(settings)
        }
        pages = tuple(_sort(drawn, output, settings))
    return Theme(frames, pages, remarks)


def _set_up(project: Path, settings: Settings) -> None:
    docs = project / "docs"

    def notes(folder: str, names: list[str]) -> set[str]:
        return set(ROOMS).intersection(names) if Path(folder) == settings.content else set()

    shutil.copytree(settings.content, docs, ignore=notes)
    for page in docs.rglob("*.md"):
        post = frontmatter.loads(page.read_text("utf-8"))
        post.metadata = ordinary.known_meta(post.metadata)
        page.write_text(frontmatter.dumps(post), "utf-8")
    for section in sections(settings):
        page = docs / frame.address_of(section) / "index.md"
        page.parent.mkdir(parents=True)
        page.write_text(frame.blank(section), "utf-8")
    config: dict[str, Any] = {
        "INHERIT": str(settings.config_file),
        "site_url": settings.site_url,
        "docs_dir": "docs",
        "site_dir": "site",
        "theme": {"custom_dir": str(settings.theme)},
    }
    if not configfile.values(settings.config_file, {}).get("nav"):
        config["nav"] = DEFAULT_NAV
    (project / "mkdocs.yml").write_text(yaml.safe_dump(config, allow_unicode=True), "utf-8")


def _run(project: Path) -> str:
    command = [sys.executable, "-m", "zensical", "build", "--config-file", str(project / "mkdocs.yml")]
    run = subprocess.run(command, cwd=project, capture_output=True, text=True, encoding="utf-8", check=False)
    said = _COLOUR.sub("", run.stdout + run.stderr)
    if run.returncode:
        raise FrameError(f"Zensical tidak dapat membuat bingkai: {said.strip()}")
    return said


_COLOUR = re.compile(r"\x1b\[[0-9;]*m")
_WARNING = re.compile(r"Warning: (?P<what>.+)\n.*?\[ (?P<file>.+?):[0-9]+:[0-9]+ \]")


def _remarks(said: str) -> Iterator[Remark]:
    for match in _WARNING.finditer(said):
        code = "page-anchor" if "anchor" in match["what"] else "page-link"
        yield Remark(code, match["what"], match["file"])


def _sort(drawn: Path, output: Path, settings: Settings) -> Iterator[OrdinaryPage]:
    """Take over what belongs to the site: pages, files beside them, and our theme's assets."""
    frames = frame.address_of("").partition("/")[0]
    for file in sorted(path for path in drawn.rglob("*") if path.is_file()):
        path = file.relative_to(drawn)
        if path.parts[0] == frames or path.name in {"sitemap.xml", "search.json"}:
            continue
        known = ((settings.content / path).is_file() and is_copied(path.name)) or (
            settings.theme / path
        ).is_file()
        if file.suffix != ".html" and not known:
            continue  # Zensical's own assets, which our base.html asks for as little as for Material's
        target = output / path
        target.parent.mkdir(parents=True, exist_ok=True)
        if file.suffix != ".html":
            shutil.copyfile(file, target)
            continue
        html = frame.guarded(file.read_text("utf-8"))
        if path.name == "index.html":
            page = _ordinary_page(html, path, settings)
            html = ordinary.finished_whole(html, page.address)
            yield page
        target.write_text(html, "utf-8")


def _ordinary_page(html: str, path: Path, settings: Settings) -> OrdinaryPage:
    folder = path.parent.as_posix()
    address = "" if folder == "." else f"{folder}/"
    title = re.search(r"<title>(.*?)</title>", html, re.DOTALL)
    sources = [f"{folder}.md", *((path.parent / name).as_posix() for name in ("index.md", "README.md"))]
    return OrdinaryPage(
        address,
        unescape(title[1]).removesuffix(f" · {settings.site_name}") if title else "",
        next((source for source in sources if (settings.content / source).is_file()), ""),
    )
