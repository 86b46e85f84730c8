"""What is made of files of the site once these are written: what joins them, and what tells their sizes."""

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from hashlib import blake2b

import msgspec

from tuntas.publish.folder import Stamp, Writer
from tuntas.publish.ledger import Ledger
from tuntas.publish.press import Press
from tuntas.render.joined import Joined

_SIZE = 16


def finished(
    press: Press,
    ledger: Ledger,
    writer: Writer,
    files: Mapping[str, Stamp],
    wrong: AbstractSet[str],
) -> Iterator[tuple[str, dict[str, Stamp]]]:
    """These outputs, each with its files; what is joined of the same as before is left as it is."""
    sizes = {path: stamp.size for path, stamp in files.items()}
    for path, joined in press.joined.items():
        stands_for = _print(joined, files)
        known = ledger.files.get(path)
        if known is None or known.print != stands_for or path in wrong:
            known = writer.join(path, joined, sizes, stands_for)
        sizes[path] = known.size
        yield path, {path: known}
    for name, make in press.last.items():
        yield name, {each.path: writer.write(each) for each in make(sizes)}


def _print(joined: Joined, files: Mapping[str, Stamp]) -> bytes:
    """The fingerprint of what is joined, made of those of its parts: there is no need to read them."""
    hashed = blake2b(msgspec.msgpack.encode(joined), digest_size=_SIZE)
    for part in joined.parts:
        hashed.update(files[part.path].print)
    return hashed.digest()
