"""A proof: the site of one edition, of which each file is made when it is asked for."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property, lru_cache
from threading import Lock

from tuntas.publish.drawn import Drawn
from tuntas.publish.edition import Edition
from tuntas.publish.press import Press
from tuntas.render.calendar import calendars
from tuntas.render.joined import Joined

_INDEX = "index.html"
_KEPT = 512
"""So many outputs that were asked for are kept, until the next edition."""


class Proof:
    """The files of a site by their paths, the same that a build of the same notes would write."""

    def __init__(self, edition: Edition, press: Press, drawn: Drawn) -> None:
        self.edition = edition
        self._press = press
        self._drawn = drawn
        self._made = lru_cache(_KEPT)(self._make)
        self._making: defaultdict[str, Lock] = defaultdict(Lock)

    def file(self, path: str) -> bytes | None:
        """A file of the site; None where there is none. Raises what making it can raise."""
        if path in self._press.joined:
            return self._joined(self._press.joined[path])
        for name in self._candidates(path):
            content = self._output(name).get(path)
            if content is not None:
                return content
        return None

    def has_page(self, page: str) -> bool:
        """Whether there is a page at an address, which ends with a slash."""
        return self.file(f"{page}{_INDEX}") is not None

    def _candidates(self, path: str) -> Iterator[str]:
        """The outputs that a file may be of, most of them by the beginning of its path."""
        outputs = self._press.outputs
        for name in dict.fromkeys([path, path.removesuffix(_INDEX)]):
            if name in outputs or name in self._press.last:
                yield name
        if path in self._drawn.files:
            yield "theme"
        for end in range(len(path) - 1, 0, -1):
            if path[end] in "./" and path[:end] in outputs:
                yield path[:end]
        folder, below, name = path.partition("/foto/")
        if below:  # a form of a photo: `640/a.png.webp` of `a.png`, `a.webp.jpg` of `a.webp`
            original = f"{folder}/{name.rpartition('/')[2].rpartition('.')[0]}"
            if original in outputs:
                yield original
        if path in self._calendars:
            yield self._calendars[path]
        yield "redirects"

    @cached_property
    def _calendars(self) -> dict[str, str]:
        """Calendars that stand at an earlier address too, with the outputs that they are of."""
        named = calendars.named(self.edition.archive)
        return {path: paths[0] for _, paths in named for path in paths[1:]}

    def _output(self, name: str) -> dict[str, bytes]:
        with self._making[name]:  # so that what takes long is not made twice at the same time
            return self._made(name)

    def _make(self, name: str) -> dict[str, bytes]:
        last = self._press.last.get(name)
        made = last(_Sizes(self._sized)) if last else self._press.outputs[name]()
        return {artifact.path: artifact.content for artifact in made}

    def _sized(self, path: str) -> bytes | None:
        """A file whose size is told: not those that tell sizes themselves."""
        return None if path in self._press.last else self.file(path)

    def _joined(self, joined: Joined) -> bytes:
        bodies = []
        for part in joined.parts:
            content = self.file(part.path) or b""
            if len(content) > part.before + part.after:
                bodies.append(content[part.before : len(content) - part.after])
        return joined.head + joined.between.join(bodies) + joined.tail


class _Sizes(Mapping[str, int]):
    """The sizes of files in bytes, each made when its size is asked for."""

    def __init__(self, file: Callable[[str], bytes | None]) -> None:
        self._file = file

    def __getitem__(self, path: str) -> int:
        content = self._file(path)
        if content is None:
            raise KeyError(path)
        return len(content)

    def __iter__(self) -> Iterator[str]:
        raise NotImplementedError

    def __len__(self) -> int:
        raise NotImplementedError

    def __bool__(self) -> bool:
        return True
