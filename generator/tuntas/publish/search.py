"""The indexes that search reads in the browser, made by Pagefind: one for each volume of what it finds.

Pagefind reads documents that only it ever sees (`Findable.document`), not the pages: so an index says what
pages say and nothing of how, and a page has nothing in it for search. An index is kept by its documents and
made again only when one of them has changed. See docs/decisions/072-search.md.
"""

import gzip
import json
import os
import re
import subprocess
import zlib
from collections.abc import Iterable, Iterator, Mapping
from hashlib import blake2b
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

import msgspec

from tuntas.publish.store import Store
from tuntas.render.search import ALWAYS, Findable

FOLDER: Final = "search"
"""Where indexes are kept in a store, by `kept_as`."""

_SIZE = 16
_LANGUAGE = "id"
_SIGNATURE = b"pagefind_dcd"
_ENTRY = "pagefind-entry.json"
_PROGRAM = ("pagefind.js", f"wasm.{_LANGUAGE}.pagefind")
"""What reads the indexes; once for all of them, beside that of `ALWAYS`."""


class SearchError(Exception):
    """There is no index; says why, in Indonesian."""


class _Kept(msgspec.Struct, frozen=True):
    key: bytes
    files: dict[str, bytes]


def kept_as(volume: str) -> str:
    """The name under which the index of a volume is kept."""
    return volume or "always"


def index(volume: str, pages: Iterable[Findable], store: Store) -> Mapping[str, bytes]:
    """The files of the index of a volume, by their paths in its folder.

    A `SearchError` says why there is none.
    """
    documents = {each.address.rstrip("/"): each.document() for each in pages}
    written = msgspec.msgpack.encode(sorted(documents.items()))
    key = blake2b(written, digest_size=_SIZE).digest()
    name = f"{FOLDER}/{kept_as(volume)}"
    kept = store.load(name, _Kept)
    if kept is None or kept.key != key:
        kept = _Kept(key, _made(documents, with_program=volume == ALWAYS))
        store.save(name, kept)
    return kept.files


def article(html: str) -> str:
    """What a page says that the theme engine drew whole; empty where the theme marks no article."""
    match = re.search(r"<article\b[^>]*>(.*)</article>", html, re.DOTALL)
    return match[1] if match else ""


def _made(documents: Mapping[str, str], *, with_program: bool) -> dict[str, bytes]:
    with TemporaryDirectory(prefix="tuntas-") as place:
        source, target = Path(place, "pages"), Path(place, "index")
        for folder in sorted({f"{source}/{address}".rpartition("/")[0] for address in documents}):
            os.makedirs(folder, exist_ok=True)  # noqa: PTH103 - hundreds of times
        for address, document in documents.items():
            with open(f"{source}/{address}.html", "xb") as file:  # noqa: PTH123
                file.write(document.encode())
        _run(source, target)
        found = {
            path.relative_to(target).as_posix(): path.read_bytes()
            for path in sorted(target.rglob("*"))
            if path.suffix.startswith(".pf_")
            or path.name == _ENTRY
            or (with_program and path.name in _PROGRAM)
        }
    return dict(sorted(_settled(found)))


def _run(source: Path, target: Path) -> None:
    from pagefind_bin import get_executable  # noqa: PLC0415 - not where the index is known already

    options = ["--site", source, "--output-path", target, "--force-language", _LANGUAGE, "--quiet"]
    try:
        command = [get_executable(), *options]
        done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    except OSError as error:
        raise SearchError(f"Pagefind tidak dapat dijalankan: {error}.{_WITHOUT}") from error
    if done.returncode:
        said = (done.stderr or done.stdout).strip().splitlines()
        raise SearchError(
            f"Pagefind gagal membuat indeks: {said[-1] if said else done.returncode}.{_WITHOUT}"
        )


_WITHOUT = " Tanpa pencarian, tulis `search: false` di bawah `tuntas` dalam mkdocs.yml."


def _settled(found: Mapping[str, bytes]) -> Iterator[tuple[str, bytes]]:
    """The same index, in which what Pagefind writes in any order stands in order.

    That are the values of a filter, and the filters themselves; as files are named by what they hold, what
    names them changes with them: the description of the index, and its entry.
    """
    entry = json.loads(found[_ENTRY])
    described = entry["languages"][_LANGUAGE]
    meta_path = f"pagefind.{described['hash']}.pf_meta"
    names: dict[str, str] = {}
    for path, content in found.items():
        if path.startswith("filter/"):
            name, values = _opened(content)
            settled = _closed([name, sorted(values)])
            new = names[Path(path).stem] = _name(settled)
            yield f"filter/{new}.pf_filter", settled
        elif path not in (meta_path, _ENTRY):
            yield path, content
    meta = _opened(found[meta_path])
    meta[_FILTERS] = sorted([name, names[old]] for name, old in meta[_FILTERS])
    settled = _closed(meta)
    described["hash"] = _name(settled)
    yield f"pagefind.{described['hash']}.pf_meta", settled
    yield _ENTRY, json.dumps(entry, ensure_ascii=False, separators=(",", ":")).encode()


_FILTERS = 3
"""The place of the filters in the description of an index, each a pair of its name and its file's."""


def _name(content: bytes) -> str:
    return f"{_LANGUAGE}_{blake2b(content, digest_size=5).hexdigest()}"


def _opened(content: bytes) -> Any:
    import cbor2  # noqa: PLC0415

    return cbor2.loads(gzip.decompress(content).removeprefix(_SIGNATURE))


def _closed(value: Any) -> bytes:
    """As Pagefind writes it. Python's own gzip writes a head that differs from one version to the next."""
    import cbor2  # noqa: PLC0415

    data = _SIGNATURE + cbor2.dumps(value)
    packer = zlib.compressobj(9, wbits=-zlib.MAX_WBITS)
    packed = packer.compress(data) + packer.flush()
    check = zlib.crc32(data).to_bytes(4, "little") + len(data).to_bytes(4, "little")
    return b"\x1f\x8b\x08\0\0\0\0\0\x02\xff" + packed + check
