"""Corrections in full form as a proof: do they lead from what was published to what stands now?

A correction names a path, what stood there and what stands there now. Several of one path are taken one
after the other. In a longer text a correction may name a passage instead of the whole.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Final

from tuntas.archive.statements import plain
from tuntas.read.facts import Correction

ABSENT: Final = "tidak ada"
"""Stands under `semula` where nothing stood."""
REMOVED: Final = "dihapus"
"""Stands under `menjadi` where nothing stands any more."""

LONG: Final = 300
"""A text of more characters is corrected by its passages."""
_PASSAGE: Final = 1_200
_BEGINNING: Final = 100
"""So much of a long text that was removed must be quoted at least."""
_ELLIPSIS: Final = "…"


def in_full(correction: Correction) -> bool:
    """Whether a correction says what stood and what stands now, or is a remark."""
    return bool(correction.at and correction.before and correction.after)


def path_of(correction: Correction) -> str:
    return plain(correction.at).strip("/")


def lead(old: str, new: str, corrections: Iterable[Correction], *, prose: bool = False) -> bool:
    """Whether these corrections of one path lead from the old value to the new one."""
    waiting = sorted(corrections, key=lambda each: each.date)
    value, goal = plain(old), plain(new)
    while waiting and value != goal:
        for each in waiting:
            after = _applied(value, each, prose=prose)
            if after is not None:
                value = after
                waiting.remove(each)
                break
        else:
            return False
    return value == goal


def _applied(value: str, correction: Correction, *, prose: bool) -> str | None:
    """The value after a correction, if that speaks of it."""
    before, after = plain(correction.before), plain(correction.after)
    if before == value:
        return after
    if not prose:
        return None
    if after == REMOVED:
        quoted = before.removesuffix(_ELLIPSIS).rstrip()
        enough = before.endswith(_ELLIPSIS) and len(quoted) >= _BEGINNING
        return after if enough and value.startswith(quoted) else None
    words, passage = value.split(), before.split()
    found = list(islice(_occurrences(words, passage), 2))
    if len(found) != 1:
        return None
    start = found[0]
    return " ".join([*words[:start], *after.split(), *words[start + len(passage) :]])


def _occurrences(words: Sequence[str], passage: Sequence[str]) -> Iterator[int]:
    first, length = passage[0], len(passage)
    for start in range(len(words) - length + 1):
        if words[start] == first and words[start : start + length] == passage:
            yield start


def changes(old: str, new: str, *, prose: bool = False) -> tuple[tuple[str, str], ...]:
    """What to write under `semula` and `menjadi`; nothing where no correction can tell it."""
    old, new = plain(old), plain(new)
    if not prose or len(old) <= LONG:
        return ((old, new),)
    if new == REMOVED:
        return ((" ".join([old[:LONG].rpartition(" ")[0] or old[:LONG], _ELLIPSIS]), new),)
    return tuple(_passages(old.split(), new.split()))


def differing(old: str, new: str) -> tuple[str, str]:
    """The words from the first that differs to the last, with one on either side."""
    first, last = _bounds(old.split(), new.split())
    return _cut(old.split(), first, last), _cut(new.split(), first, last)


def _cut(words: list[str], first: int, last: int) -> str:
    start, end = max(first - 1, 0), len(words) - max(last - 1, 0)
    shown = " ".join(words[start:end])
    return ("… " if start else "") + shown + (" …" if end < len(words) else "")


def _bounds(old: Sequence[str], new: Sequence[str]) -> tuple[int, int]:
    """How many words are the same at the beginning, and at the end."""
    shorter = min(len(old), len(new))
    first = next((i for i in range(shorter) if old[i] != new[i]), shorter)
    rest = shorter - first
    last = next((i for i in range(rest) if old[-1 - i] != new[-1 - i]), rest)
    return first, last


def _passages(old: list[str], new: list[str]) -> Iterator[tuple[str, str]]:
    """The passage that differs, with so much around it that it stands there only once.

    A very long one is cut into several, each of which the one before has left in its place.
    """
    first, last = _bounds(old, new)
    # Neither side may be empty: a word that stays is part of both.
    while first and (first + last >= len(old) or first + last >= len(new) or not _once(old, first, last)):
        first -= 1
    while last and not _once(old, first, last):
        last -= 1
    before, after = old[first : len(old) - last], new[first : len(new) - last]
    size = max(len(" ".join(before)), len(" ".join(after)))
    pieces = min(-(-size // _PASSAGE), len(before), len(after))
    yield from zip(_pieces(before, pieces), _pieces(after, pieces), strict=True)


def _once(words: list[str], first: int, last: int) -> bool:
    passage = words[first : len(words) - last]
    return bool(passage) and len(list(islice(_occurrences(words, passage), 2))) == 1


def _pieces(words: Sequence[str], number: int) -> Iterator[str]:
    for index in range(number):
        start, end = len(words) * index // number, len(words) * (index + 1) // number
        yield " ".join(words[start:end])


_PLAIN = re.compile(r"[A-Za-z0-9(][^:#\"'\[\]{}\\,&*!|>%@`\x00-\x1f]*[^\s:#\"'\[\]{}\\,&*!|>%@`]|[A-Za-z0-9]")


def written(text: str) -> str:
    """A text as it may stand in front matter: plain where that is safe, else between quotes."""
    if _PLAIN.fullmatch(text):
        return text
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
