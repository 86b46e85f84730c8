"""The indexes that search reads in the browser: one for each volume of what it finds.

Pagefind reads documents that only it ever sees (`Findable.document`), not the pages: so an index says what
pages say and nothing of how, and a page has nothing in it for search. What it says of a document is kept
until that changes. See docs/decisions/072-search.md.
"""

import re
from collections.abc import Iterable, Mapping
from hashlib import blake2b
from typing import Final

import msgspec

from tuntas.publish import pagefind
from tuntas.publish.pagefind import Listed, Piece, Program, SearchError
from tuntas.publish.store import Store
from tuntas.render.search import ALWAYS, EVERY, SHOWN, SORTING, Findable

__all__ = ["FOLDER", "SearchError", "article", "index", "kept_as"]

FOLDER: Final = "search"
"""Where what is known of a volume's documents is kept in a store, by `kept_as`."""

_SIZE = 16


class _Kept(msgspec.Struct, frozen=True):
    program: Program
    pieces: dict[bytes, Piece]
    """By the fingerprint of the document and its address."""
    packed: dict[str, bytes]
    """The parts of the index, which take the longest to pack."""


def kept_as(volume: str) -> str:
    """The name under which a volume is kept."""
    return volume or "always"


def index(volume: str, pages: Iterable[Findable], store: Store) -> Mapping[str, bytes]:
    """The files of the index of a volume, by their paths in its folder.

    A `SearchError` says why there is none.
    """
    found = sorted(pages, key=lambda each: (each.order, each.address))
    documents = {each.address.rstrip("/"): each.document() for each in found}
    prints = {address: _print(address, document) for address, document in documents.items()}
    name = f"{FOLDER}/{kept_as(volume)}"
    kept = store.load(name, _Kept)
    known = kept.pieces if kept else {}
    missing = {address: each for address, each in documents.items() if prints[address] not in known}
    program, made = pagefind.pieces(missing, SHOWN, EVERY) if missing or not kept else (kept.program, {})
    pieces = {key: made.get(address) or known[key] for address, key in prints.items()}
    listed = [
        Listed(piece, each.chosen, each.order) for each, piece in zip(found, pieces.values(), strict=True)
    ]
    files = dict(pagefind.written(program, listed, SORTING, kept.packed if kept else {}))
    new = _Kept(
        program, pieces, {path: content for path, content in files.items() if path.endswith(".pf_index")}
    )
    if new != kept:
        store.save(name, new)
    return dict(sorted({**files, **(program.files if volume == ALWAYS else {})}.items()))


def _print(address: str, document: str) -> bytes:
    return blake2b(f"{address}\n{document}".encode(), digest_size=_SIZE).digest()


def article(html: str) -> str:
    """What a page says that the theme engine drew whole; empty where the theme marks no article."""
    match = re.search(r"<article\b[^>]*>(.*)</article>", html, re.DOTALL)
    return match[1] if match else ""
