"""The folder of the site: a new one is made beside it, and takes its place when it is whole."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tuntas.render.artifact import Artifact

MARKER = ".tuntas"
"""Stands in each folder that we made, so that no other is ever replaced."""


class NotOurFolder(Exception):
    """The folder named for the site holds something else; says what, in Indonesian."""


def refuse_others(site: Path, *sources: Path) -> None:
    """Raise NotOurFolder if publishing into `site` could cover what is not ours."""
    place = site.resolve()
    for source in sources:
        here = source.resolve()
        # A site inside the folder of notes would be read as notes; around it, it would cover them.
        if place == here or place in here.parents or here in place.parents:
            raise NotOurFolder(
                f"Folder situs {site} bertindih dengan {source}; pilih folder lain dengan --site."
            )
    if site.exists() and not site.is_dir():
        raise NotOurFolder(f"{site} adalah berkas, bukan folder; pilih folder lain dengan --site.")
    if site.is_dir() and any(site.iterdir()) and not (site / MARKER).is_file():
        raise NotOurFolder(
            f"Folder {site} berisi berkas yang bukan buatan Tuntas; kosongkan, atau pilih folder lain."
        )


@contextmanager
def replacing(site: Path) -> Iterator[Path]:
    """An empty folder that takes the place of the site when the block ends well."""
    site = site.resolve()  # what a link leads to is replaced, not the link
    new = site.with_name(f".{site.name}.tuntas-baru")
    old = site.with_name(f".{site.name}.tuntas-lama")
    for leftover in (new, old):
        shutil.rmtree(leftover, ignore_errors=True)
    new.mkdir(parents=True)
    try:
        yield new
        (new / MARKER).write_text("Folder ini dibuat oleh Tuntas dan diganti tiap kali situs dibangun.\n")
        if site.exists():
            site.rename(old)
        new.rename(site)
    except BaseException:
        if old.exists() and not site.exists():
            old.rename(site)
        raise
    finally:
        for leftover in (new, old):
            shutil.rmtree(leftover, ignore_errors=True)


class Writer:
    """Writes files below a folder; makes each folder on the way once."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._made: set[str] = set()

    def write(self, artifact: Artifact) -> None:
        parent = artifact.path.rpartition("/")[0]
        if parent not in self._made:
            (self._folder / parent).mkdir(parents=True, exist_ok=True)
            self._made.add(parent)
        (self._folder / artifact.path).write_bytes(artifact.content)
