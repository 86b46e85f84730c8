"""What the theme engine drew, kept until something that it was drawn from changes."""

from collections.abc import Iterator, Mapping
from hashlib import blake2b
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import msgspec

from tuntas.publish.scan import Scan
from tuntas.publish.store import Store
from tuntas.publish.theme import Theme, draw
from tuntas.read.files import ROOMS, folders_of
from tuntas.settings import PLUGIN, Settings

_NAME = "drawn"
_SIZE = 16


class Drawn(msgspec.Struct, frozen=True):
    """The frames, and the files that the engine wrote: assets and ordinary pages, by their paths."""

    theme: Theme
    files: Mapping[str, bytes]


class _Kept(msgspec.Struct, frozen=True):
    key: bytes
    drawn: Drawn


def drawn(settings: Settings, key: bytes | None, store: Store) -> Drawn:
    """The drawing for a key: the one that was kept, or a new one. A `FrameError` says why there is none."""
    kept = store.load(_NAME, _Kept) if key else None
    if kept is not None and kept.key == key:
        return kept.drawn
    with TemporaryDirectory(prefix="tuntas-") as folder:
        theme = draw(settings, Path(folder))
        made = collected(theme, Path(folder))
    if key:
        store.save(_NAME, _Kept(key, made))
    return made


def collected(theme: Theme, folder: Path) -> Drawn:
    """A theme with the files in its engine's folder."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    return Drawn(theme, {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths})


def key(settings: Settings, scan: Scan) -> bytes | None:
    """The fingerprint of all that is drawn from; None where the settings let anything come in.

    Hooks, other plugins and extensions of unknown origin may read what they like, so with these the
    theme is drawn each time.
    """
    values = settings.written
    if not _is_closed(values):
        return None
    hashed = blake2b(repr(sorted(values.items())).encode("utf-8", "surrogateescape"), digest_size=_SIZE)
    hashed.update(f"\0{settings.site_url}\0{settings.frame}\0".encode())
    theme = (path for path in settings.theme.rglob("*") if path.is_file())
    hashed.update(
        scan.folder(settings.theme, (path.relative_to(settings.theme).as_posix() for path in theme))
    )
    hashed.update(scan.folder(settings.content, _ordinary(settings.content)))
    return hashed.digest()


def _ordinary(content: Path) -> Iterator[str]:
    for folder in folders_of(content):
        if folder.path.partition("/")[0] not in ROOMS:
            for name in folder.names:
                path = f"{folder.path}/{name}" if folder.path else name
                if (content / path).is_file():
                    yield path


def _is_closed(values: Mapping[str, Any]) -> bool:
    plugins, extensions = values.get("plugins") or [], values.get("markdown_extensions") or []
    return (
        not values.get("hooks")
        and all(name == PLUGIN for name in _names(plugins))
        and all("." not in name for name in _names(extensions))
    )


def _names(entries: Any) -> Iterator[str]:
    for entry in entries:
        yield from (str(name) for name in entry) if isinstance(entry, dict) else [str(entry)]
