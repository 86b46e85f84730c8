"""Pagefind's program and its files: what it says of single documents, and an index put together of that.

Pagefind makes an index of whole sites alone. What it says of a document depends on no other, though: the
stems of its words with their places, and what is shown of it. So it is asked for documents that are new,
and the index is written here, as Pagefind 1.5 writes it. See docs/decisions/072-search.md.
"""

import gzip
import json
import os
import subprocess
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from hashlib import blake2b
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

import msgspec

_LANGUAGE: Final = "id"
_SIGNATURE: Final = b"pagefind_dcd"
_ENTRY: Final = "pagefind-entry.json"
_PROGRAM: Final = ("pagefind.js", f"wasm.{_LANGUAGE}.pagefind")
_FORM: Final = "\0"
"""Between a word as it is looked for (`cafe`) and as it was written (`café`)."""


class SearchError(Exception):
    """There is no index; says why, in Indonesian."""


class Piece(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """What Pagefind says of a document; without a fragment it has no words, and is not found."""

    fragment: bytes = b""
    """What is shown of it, as the file that the browser loads."""
    length: int = 0
    """In words."""
    words: dict[str, bytes] = {}
    """Where each word stands in it: the end of its entry in the index, behind the number of the page."""


class Program(msgspec.Struct, frozen=True):
    """What is the same for all indexes of one Pagefind."""

    files: dict[str, bytes]
    """What reads the indexes in the browser."""
    entry: bytes
    version: str
    shown: list[str]
    """The names of what is shown of a document; places in these are told by number."""


class Listed(msgspec.Struct, frozen=True):
    """A document in an index: by what it is chosen, and by what it is sorted."""

    piece: Piece
    chosen: Sequence[tuple[str, str]]
    order: str


def pieces(
    documents: Mapping[str, str], shown: Iterable[str], every: str
) -> tuple[Program, dict[str, Piece]]:
    """Have Pagefind look at documents (HTML by their address), which show no other names than `shown`.

    `every` is a word by which each of them is found. A `SearchError` says why that can't be done.
    """
    with TemporaryDirectory(prefix="tuntas-") as place:
        source, target = Path(place, "pages"), Path(place, "index")
        # One that shows all, so that all have the same number in every run, and no run finds nothing.
        marks = "".join(f'<i data-v="x" data-pagefind-meta="{name}[data-v]"></i>' for name in shown)
        all_shown = f'<html lang="{_LANGUAGE}"><body data-pagefind-body>{marks}x</body></html>'
        for folder in sorted({f"{source}/{address}".rpartition("/")[0] for address in (*documents, "")}):
            os.makedirs(folder, exist_ok=True)  # noqa: PTH103 - hundreds of times
        for address, document in (*documents.items(), ("", all_shown)):
            with open(f"{source}/{address}.html", "xb") as file:  # noqa: PTH123
                file.write(document.encode())
        _run(source, target)
        found = dict(_read(target, every))
        meta = _opened(next(target.glob("*.pf_meta")).read_bytes())
        program = Program(
            files={name: (target / name).read_bytes() for name in _PROGRAM},
            entry=(target / _ENTRY).read_bytes(),
            version=meta[_VERSION],
            shown=meta[_SHOWN],
        )
    return program, {address: found.get(address, Piece()) for address in documents}


def _run(source: Path, target: Path) -> None:
    from pagefind_bin import get_executable  # noqa: PLC0415 - not where all is known already

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


# --- what Pagefind wrote ---

_VERSION, _PAGES, _CHUNKS, _FILTERS, _SORTS, _SHOWN = range(6)
"""The places of what a description of an index (`pf_meta`) holds."""


def _read(target: Path, every: str) -> Iterator[tuple[str, Piece]]:
    meta = _opened(next(target.glob("*.pf_meta")).read_bytes())
    words: list[dict[str, bytes]] = [{every: _array(()) + _array(())} for _ in meta[_PAGES]]
    for file in target.glob("index/*.pf_index"):
        for word, places, forms in _opened(file.read_bytes())[0]:
            _tell(words, word, places)
            for form, own in forms:
                _tell(words, f"{word}{_FORM}{form}", own)
    for (name, length), own in zip(meta[_PAGES], words, strict=True):
        fragment = target.joinpath("fragment", f"{name}.pf_fragment").read_bytes()
        url = json.loads(gzip.decompress(fragment).removeprefix(_SIGNATURE))["url"]
        yield url.removeprefix("/").removesuffix(".html"), Piece(fragment, length, own)


def _tell(words: Sequence[dict[str, bytes]], word: str, places: Iterable[tuple[int, Any, Any]]) -> None:
    """Say of each page where a word stands in it. Pages are counted on from the one before."""
    page = 0
    for step, in_text, in_shown in places:
        page += step
        words[page][word] = _array([*map(_number, in_text)]) + _array([*map(_number, in_shown)])


# --- an index ---


def written(
    program: Program, listed: Sequence[Listed], sorting: str, known: Mapping[str, bytes]
) -> Iterator[tuple[str, bytes]]:
    """The files of an index by their paths; those that are `known` are not packed again."""
    found = [each for each in listed if each.piece.fragment]
    pages, chunks = [], []
    for each in found:
        name = _name(each.piece.fragment)
        pages.append([name, each.piece.length])
        yield f"fragment/{name}.pf_fragment", each.piece.fragment
    for first, last, raw in _chunks([each.piece for each in found]):
        path = f"index/{_name(raw)}.pf_index"
        chunks.append([first, last, _name(raw)])
        yield path, known.get(path) or _packed(raw)
    filters = []
    for name, values in sorted(_chosen(found).items()):
        raw = _raw([name, sorted(values.items())])
        filters.append([name, _name(raw)])
        yield f"filter/{_name(raw)}.pf_filter", _packed(raw)
    order = sorted(range(len(found)), key=lambda page: found[page].order)
    raw = _raw([program.version, pages, chunks, filters, [[sorting, order]], program.shown])
    yield f"pagefind.{_name(raw)}.pf_meta", _packed(raw)
    entry = json.loads(program.entry)
    entry["languages"][_LANGUAGE] |= {"hash": _name(raw), "page_count": len(found)}
    yield _ENTRY, json.dumps(entry, ensure_ascii=False, separators=(",", ":")).encode()


def _chosen(found: Sequence[Listed]) -> dict[str, dict[str, list[int]]]:
    """The pages of each value of each filter."""
    chosen: defaultdict[str, defaultdict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for page, each in enumerate(found):
        for name, value in dict.fromkeys(each.chosen):
            chosen[name][value].append(page)
    return {name: dict(values) for name, values in chosen.items()}


def _chunks(found: Sequence[Piece]) -> Iterator[tuple[str, str, bytes]]:
    """The words of the index in parts, each with its first word and its last."""
    steps = [b"\x83" + _number(step) for step in range(len(found) + 1)]
    entries: defaultdict[str, list[bytes]] = defaultdict(list)
    before: dict[str, int] = {}
    for page, piece in enumerate(found):
        for word, end in piece.words.items():
            entries[word].append(steps[page - before.get(word, 0)] + end)
            before[word] = page
    part: list[bytes] = []
    first = last = ""
    size = 0
    for word, forms in groupby(sorted(entries), key=lambda each: each.partition(_FORM)[0]):
        if part and (size > _MOST or (size > _LEAST and _is_border(word))):
            yield first, last, _SIGNATURE + b"\x81" + _array(part)
            part, size = [], 0
        own = list(forms)
        others = [
            b"\x82" + _text(each.partition(_FORM)[2]) + _array(entries[each]) for each in own if each != word
        ]
        part.append(b"\x83" + _text(word) + _array(entries.get(word, ())) + _array(others))
        size += len(part[-1])
        first, last = first if len(part) > 1 else word, word
    if part:
        yield first, last, _SIGNATURE + b"\x81" + _array(part)


_LEAST, _MOST = 16_000, 48_000
"""The bytes of a part before it is packed to about a third: so much is loaded for a word."""


def _is_border(word: str) -> bool:
    """Whether a part may begin with a word. So one more word makes one part anew, and not all behind it."""
    return zlib.crc32(word.encode()) % 16 == 0


# --- CBOR ---


def _name(content: bytes) -> str:
    return f"{_LANGUAGE}_{blake2b(content, digest_size=5).hexdigest()}"


def _opened(content: bytes) -> Any:
    import cbor2  # noqa: PLC0415 - as above

    return cbor2.loads(gzip.decompress(content).removeprefix(_SIGNATURE))


def _raw(value: object) -> bytes:
    import cbor2  # noqa: PLC0415

    return _SIGNATURE + cbor2.dumps(value)


def _packed(raw: bytes) -> bytes:
    """As Pagefind packs it. Python's own gzip writes a head that differs from one version to the next."""
    packer = zlib.compressobj(6, wbits=-zlib.MAX_WBITS)
    packed = packer.compress(raw) + packer.flush()
    check = zlib.crc32(raw).to_bytes(4, "little") + len(raw).to_bytes(4, "little")
    return b"\x1f\x8b\x08\0\0\0\0\0\x02\xff" + packed + check


@lru_cache(maxsize=4_096)
def _head(kind: int, number: int) -> bytes:
    """How a value of a kind begins: with its kind in three bits, and a number."""
    if number < 24:  # stands in the same byte
        return bytes((kind << 5 | number,))
    length = 1 if number < 1 << 8 else 2 if number < 1 << 16 else 4
    return bytes((kind << 5 | 23 + length.bit_length(),)) + number.to_bytes(length, "big")


@lru_cache(maxsize=4_096)
def _number(value: int) -> bytes:
    return _head(0, value) if value >= 0 else _head(1, -1 - value)


def _array(items: Sequence[bytes]) -> bytes:
    return _head(4, len(items)) + b"".join(items)


def _text(value: str) -> bytes:
    data = value.encode()
    return _head(3, len(data)) + data
