"""Where this Tuntas came from, as its installer noted it (PEP 610): an archive's forge installs the same."""

import hashlib
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit
from urllib.request import url2pathname

import msgspec

from tuntas import __version__


class Source(NamedTuple):
    """What to install, as a line of `requirements.txt`, and the file that it names, if one."""

    requirement: str
    wheel: Path | None = None


class _Vcs(msgspec.Struct):
    vcs: str
    commit_id: str


class _Archive(msgspec.Struct):
    hashes: dict[str, str] = {}


class _DirectUrl(msgspec.Struct):
    url: str
    vcs_info: _Vcs | None = None
    archive_info: _Archive | None = None


VENDOR = "vendor"
"""The folder of an archive that holds the wheel."""


def of_wheel(wheel: Path) -> Source:
    """A wheel that an archive carries with it; raises OSError if it can't be read."""
    digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
    return Source(f"./{VENDOR}/{wheel.name} --hash=sha256:{digest}", wheel)


def source() -> Source | None:
    """Where others can install this very Tuntas from; nothing if only this machine has it."""
    try:
        noted = distribution("tuntas").read_text("direct_url.json")
    except PackageNotFoundError:
        return None
    return Source(f"tuntas=={__version__}") if noted is None else _of(noted)


def _of(noted: str) -> Source | None:
    direct = msgspec.json.decode(noted, type=_DirectUrl)
    if direct.vcs_info:
        return Source(f"tuntas @ {direct.vcs_info.vcs}+{direct.url}@{direct.vcs_info.commit_id}")
    place = urlsplit(direct.url)
    if place.scheme == "https" and direct.archive_info:
        digest = direct.archive_info.hashes.get("sha256")
        return Source(f"tuntas @ {direct.url}" + (f" --hash=sha256:{digest}" if digest else ""))
    wheel = Path(url2pathname(place.path))
    if place.scheme == "file" and wheel.suffix == ".whl" and wheel.is_file():
        return of_wheel(wheel)
    return None
