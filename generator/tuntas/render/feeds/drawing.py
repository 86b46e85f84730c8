"""The moulds of RSS and Atom: feedgen writes a feed of marks, which is cut at them.

Only this module needs feedgen, and what it imports. What a field is printed as is learned from the
document: a mark holds characters that look different in a text, in an attribute and in HTML.
"""

import datetime as dt
import re
from collections.abc import Callable
from typing import Any, Final

import msgspec

from tuntas.render.feeds.atom import atom
from tuntas.render.feeds.entry import Entry
from tuntas.render.feeds.feed import EMPTY_SINCE, Feed
from tuntas.render.feeds.mould import Context, Mould, Moulds, Piece, rfc822, rfc3339
from tuntas.render.feeds.rss import rss
from tuntas.render.feeds.xmltext import attribute, escaped, html


class MouldError(Exception):
    """The feeds library writes documents that cannot be cut into a mould."""


def moulds() -> Moulds:
    """The moulds of the feedgen that is installed."""
    return Moulds(mould(rss, rfc822), mould(atom, rfc3339))


def mould(write: Callable[[Feed], bytes], moment: Callable[[dt.datetime], str]) -> Mould:
    """The mould of a format that `write` writes, with its moments as `moment` writes them.

    Raises MouldError where a feed that fills the mould is not what `write` makes of it.
    """
    bare = msgspec.structs.replace(_ENTRY, categories=())
    empty, plain, whole = (write(_feed(entries)) for entries in ((), (bare,), (_ENTRY,)))
    head, entry, tail = _inserted(empty, plain)
    before, category, after = _inserted(entry, _inserted(empty, whole)[1])

    def cut(document: bytes) -> Piece:
        return _cut(document, moment)

    made = Mould(cut(head), (cut(before), cut(after)), cut(category), tail)
    if made.category.slots != ("category",) or made.filled(_SAMPLE, moment) != write(_SAMPLE):
        raise MouldError("feedgen writes a feed in another way than its mould")
    return made


_NEVER = dt.datetime(1970, 1, 2, 3, 4, 5, tzinfo=dt.timezone(dt.timedelta(hours=8, minutes=45)))


def _mark(field: str) -> str:
    return f'"&TuntasMark{field}Here'


def _marked(fields: tuple[str, ...]) -> dict[str, Any]:
    return {field: _mark(field) for field in fields}


_ENTRY: Final = Entry(
    **_marked(("id", "title", "url", "summary", "content", "author")),
    published=_NEVER,
    # A feed is as new as its newest entry, and looks like an empty one when it is as old as that.
    updated=EMPTY_SINCE,
    categories=(_mark("category"),),
)


def _feed(entries: tuple[Entry, ...]) -> Feed:
    fields = _marked(("id", "title", "description", "author", "site_url", "home", "stem"))
    return Feed(**fields, formats=(), entries=entries)


def _inserted(document: bytes, longer: bytes) -> tuple[bytes, bytes, bytes]:
    """What stands in a longer document in one place, between what the shorter one holds as well."""
    pairs = enumerate(zip(document, longer, strict=False))
    start = next((index for index, (a, b) in pairs if a != b), len(document))
    return document[:start], longer[start : start + len(longer) - len(document)], document[start:]


def _cut(document: bytes, moment: Callable[[dt.datetime], str]) -> Piece:
    marks: dict[bytes, tuple[str, Context | None]] = {
        moment(_NEVER).encode(): ("published", None),
        moment(EMPTY_SINCE).encode(): ("updated", None),
    }
    for field in (*Feed.__struct_fields__, *Entry.__struct_fields__, "category"):
        (mark,) = escaped([_mark(field)])
        marks[mark] = (field, None)
        marks[attribute(mark)] = (field, Context.ATTRIBUTE)
        marks[html(mark)] = (field, Context.HTML)
    pieces = re.split(b"(" + b"|".join(map(re.escape, marks)) + b")", document)
    slots = [marks[each] for each in pieces[1::2]]
    return Piece(
        texts=tuple(pieces[::2]),
        slots=tuple(field for field, _ in slots),
        contexts=tuple((index, context) for index, (_, context) in enumerate(slots) if context),
    )


_HOSTILE: Final = "<a href=\"x\">'&amp;'</a>\t]]>\r\n\x00\x0b\ud800\ufffe😀 é"
_SAMPLE: Final = msgspec.structs.replace(
    _feed(
        tuple(
            Entry(
                id=f"tag:{hour}",
                title=_HOSTILE,
                url=f"https://contoh.go.id/?a&b#{hour}",
                published=_NEVER.replace(hour=hour),
                updated=_NEVER.replace(hour=hour + 1),
                summary=_HOSTILE,
                content=_HOSTILE,
                author=_HOSTILE,
                categories=(_HOSTILE,) * hour,
            )
            for hour in range(3)
        )
    ),
    title=_HOSTILE,
    description=_HOSTILE,
    author=_HOSTILE,
)
"""A feed that is no pleasure to write."""
