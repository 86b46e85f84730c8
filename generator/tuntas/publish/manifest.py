"""The file `terbit.txt` beside the folder of the content: every address and entry that was ever published."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Final
from urllib.parse import quote

from tuntas.archive.archive import Archive
from tuntas.problems import Problem, Span
from tuntas.read.files import ROOMS, TERBIT
from tuntas.render.manifest import AUTHORITY, Line, lines, manifest, vanished

NAME: Final = TERBIT


def known(project: Path) -> tuple[Line, ...]:
    """What the file says; nothing where there is none."""
    try:
        return lines((project / NAME).read_text("utf-8", "replace"))
    except FileNotFoundError:
        return ()


def problems(
    known: Iterable[Line], archive: Archive, addresses: Iterable[str], authority: str
) -> Iterator[Problem]:
    """What the file knows and the site would lose, and lines that say nothing."""
    readable = []
    for line in known:
        if line.is_readable:
            readable.append(line)
        else:
            yield Problem("manifest-unreadable", _place(line), {"line": line.text})
    for line in readable:
        if line.kind == "authority" and line.text != AUTHORITY + authority:
            detail: dict[str, str | int] = {"old": line.text.removeprefix(AUTHORITY), "new": authority}
            yield Problem("tag-authority-changed", _place(line), detail)
    for line in vanished(readable, archive, addresses):
        if line.kind == "address":
            yield Problem("address-vanished", _place(line), {"address": line.text})
        else:
            yield Problem("entry-vanished", _place(line), {"entry": line.text})


def shortened(before: Iterable[Line], now: Iterable[Line]) -> Iterator[Problem]:
    """Lines that the file had and has no more."""
    here = {line.text for line in now}
    for line in before:
        if line.is_readable and line.text not in here:
            yield Problem("manifest-shortened", Span(NAME, 1, 1, 0), {"line": line.text})


def _place(line: Line) -> Span:
    return Span(NAME, line.number, 1, len(line.text))


def write(
    project: Path, known: Iterable[Line], archive: Archive, addresses: Iterable[str], authority: str
) -> int:
    """Add what is published now; how many lines are new."""
    before = {line.text for line in known}
    text = manifest(before, archive, addresses, authority)
    with NamedTemporaryFile("w", encoding="utf-8", newline="\n", dir=project, delete=False) as new:
        new.write(text)
    path = project / NAME
    Path(new.name).chmod(path.stat().st_mode if path.exists() else 0o644)
    os.replace(new.name, path)  # noqa: PTH105 - over what is there, on every system
    return len({line.text for line in lines(text)} - before)


def ordinary(content: Path) -> Iterator[str]:
    """The addresses of the ordinary pages, as MkDocs gives them."""
    for folder, folders, names in os.walk(content):
        here = Path(folder).relative_to(content)
        wanted = (each for each in folders if not each.startswith("."))
        folders[:] = sorted(each for each in wanted if here.parts or each not in ROOMS)
        for name in sorted(names):
            if name.endswith(".md") and not name.startswith("."):
                stem = name.removesuffix(".md")
                page = here if stem in {"index", "README"} else here / stem
                yield "".join(f"{quote(part)}/" for part in page.parts)
