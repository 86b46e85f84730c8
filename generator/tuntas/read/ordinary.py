"""Ordinary pages and the files beside them: not read as notes, but published on the same site."""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final

import msgspec

from tuntas.problems import Problem, Span
from tuntas.read.attachments import Attachments
from tuntas.read.files import DOCUMENTS, PICTURES, PLAIN, ROOMS, folders_of
from tuntas.read.picture import Picture
from tuntas.read.reading import is_portable

_INDEX: Final = frozenset({"index", "README"})


class Ordinary(msgspec.Struct, frozen=True):
    """What lies outside the rooms of the notes; `pictures` are by their path below the content."""

    pictures: Mapping[str, Picture] = {}
    problems: tuple[Problem, ...] = ()


def is_copied(name: str) -> bool:
    """Whether a file that is no page goes to the site."""
    return name.lower().endswith((*PICTURES, *DOCUMENTS, *PLAIN))


def ordinary(content: Path, attachments: Attachments, ours: Iterable[str], taken: Iterable[str]) -> Ordinary:
    """Look through the ordinary pages and files.

    `ours` are the first parts of the archive's own addresses, `taken` whole paths of other files of ours.
    """
    pictures: dict[str, Picture] = {}
    problems: list[Problem] = []
    claims: dict[str, str] = {_folded(path): "" for path in taken}
    kept_out = {_folded(name) for name in ours}
    for path in _paths(content):
        name = path.rpartition("/")[2]
        where = Span(f"{content.name}/{path}", 1, 1, 0)
        address = _address(path)
        if _folded(address.partition("/")[0]) in kept_out or not address:
            problems.append(Problem("address-taken", where, {"address": f"/{address}"}))
            continue
        first = claims.setdefault(_folded(address), path)
        if first != path:
            related = (Span(f"{content.name}/{first}", 1, 1, 0),) if first else ()
            problems.append(Problem("address-taken", where, {"address": f"/{address}"}, related=related))
        elif not all(map(is_portable, path.split("/"))):
            problems.append(Problem("awkward-file-name", where, {"name": name}))
        elif not name.endswith(".md"):
            found = attachments.look(path, where)
            if isinstance(found, Picture):
                pictures[path] = found
            elif found is not None:
                problems.append(found)
    return Ordinary(pictures, tuple(problems))


def _paths(content: Path) -> Iterator[str]:
    for folder in folders_of(content):
        if folder.path.partition("/")[0] not in ROOMS:
            for name in folder.names:
                # Without an ending: LICENSE, CODEOWNERS; for whoever has the folder, not for the site.
                if "." in name:
                    yield f"{folder.path}/{name}" if folder.path else name


def _address(path: str) -> str:
    """The address of a page, or the path of another file."""
    if not path.endswith(".md"):
        return path
    folder, _, name = path.removesuffix(".md").rpartition("/")
    page = folder if name in _INDEX else f"{folder}/{name}".lstrip("/")
    return f"{page}/" if page else ""


def _folded(path: str) -> str:
    """Equal for paths that some system would take for the same."""
    return unicodedata.normalize("NFKC", path).casefold()
