"""The moulds of RSS and Atom: feedgen writes a feed of marks, which is cut at them.

Only this module needs feedgen, and what it imports. What a field is printed as is learned from the
document: a mark holds characters that look different in a text, in an attribute and in HTML.
"""

import datetime as dt
import re
from collections.abc import Callable, Iterable
from typing import Any, Final, TypeAlias

from msgspec.structs import replace

from tuntas.render.feeds.atom import atom
from tuntas.render.feeds.entry import Enclosure, Entry
from tuntas.render.feeds.feed import EMPTY_SINCE, Feed, Relation
from tuntas.render.feeds.mould import Context, Mould, Moulds, Piece, Section, rfc822, rfc3339
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

    def feed(**changes: Any) -> bytes:
        return write(replace(_FEED, **changes))

    def entry(**changes: Any) -> bytes:
        return _inserted(empty, feed(entries=(replace(_ENTRY, **changes),)))[1]

    empty, bare = feed(), feed(entries=(_ENTRY,))
    several = entry(enclosures=(_FILE, _FILE)) != entry(enclosures=(_FILE,))
    at, plain = _inserted(empty, bare)
    head = _parts(
        empty[:at],
        (
            ("relations", feed(relations=(_RELATION,))),
            ("history", feed(relations=(_RELATION,), history=True)),
            ("whole", feed(relations=(_RELATION,), history=True, whole=True)),
        ),
        tail=empty[at:],
    )
    within = _parts(
        plain,
        (
            ("categories", entry(categories=(_CATEGORY,))),
            ("enclosures" if several else "enclosure", entry(categories=(_CATEGORY,), enclosures=(_FILE,))),
            ("pictures", entry(categories=(_CATEGORY,), enclosures=(_PICTURE,))),
        ),
    )
    made = Mould(_section(head, moment), _section(within, moment), empty[at:])
    if made.filled(_SAMPLE, moment) != write(_SAMPLE):
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
)
_FEED: Final = Feed(
    **_marked(("id", "title", "description", "author", "site_url", "home", "stem", "style")),
    formats=(),
    entries=(),
)
_CATEGORY: Final = _mark("category")
_RELATION: Final = Relation(**_marked(("rel", "href")))
_FILE: Final = Enclosure(**_marked(("url", "type", "length", "caption")))
_PICTURE: Final = replace(_FILE, **_marked(("width", "height")))
_FIELDS: Final = (
    *(field for each in (Feed, Entry, Relation, Enclosure) for field in each.__struct_fields__),
    "category",
)

_Parts: TypeAlias = list[tuple[str, bytes]]
"""A stretch of a document in pieces, in turn nameless and the part of a field."""


def _parts(document: bytes, longer: Iterable[tuple[str, bytes]], tail: bytes = b"") -> _Parts:
    """The parts by which a document grew, each with the name of the field that it is of."""
    parts: _Parts = [("", document)]
    document += tail
    for name, grown in longer:
        at, text = _inserted(document, grown)
        document = grown
        for index, (known, piece) in enumerate(parts):
            if not known and at <= len(piece):
                parts[index : index + 1] = [("", piece[:at]), (name, text), ("", piece[at:])]
                break
            at -= len(piece)
    return parts


def _inserted(document: bytes, longer: bytes) -> tuple[int, bytes]:
    """Where a longer document holds something that the shorter one does not, and what: whole elements."""
    pairs = enumerate(zip(document, longer, strict=False))
    start = next((index for index, (a, b) in pairs if a != b), len(document))
    start = longer.rfind(b"<", 0, start + 1)
    end = start + len(longer) - len(document)
    if start < 0 or document[:start] + longer[start:end] + document[start:] != longer:
        raise MouldError("feedgen writes a part of a feed in several places")
    return start, longer[start:end]


def _section(parts: _Parts, moment: Callable[[dt.datetime], str]) -> Section:
    return Section(
        pieces=tuple(_cut(piece, moment) for name, piece in parts if not name),
        parts=tuple((name, _cut(piece, moment)) for name, piece in parts if name),
    )


def _cut(document: bytes, moment: Callable[[dt.datetime], str]) -> Piece:
    marks: dict[bytes, tuple[str, Context | None]] = {
        moment(_NEVER).encode(): ("published", None),
        moment(EMPTY_SINCE).encode(): ("updated", None),
    }
    for field in _FIELDS:
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
_SAMPLE: Final = replace(
    _FEED,
    title=_HOSTILE,
    description=_HOSTILE,
    author=_HOSTILE,
    style="/a&b/umpan.css",
    relations=tuple(Relation(rel, f"https://contoh.go.id/?{rel}&x") for rel in ("hub", "current")),
    history=True,
    whole=True,
    entries=tuple(
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
            enclosures=(
                Enclosure("https://x/?a&b", "application/pdf", "12", _HOSTILE),
                Enclosure("https://x/?c&d", "image/png", "34", _HOSTILE, "5", "6"),
                Enclosure("https://x/?e", "image/jpeg", "7", _HOSTILE, "8", "9"),
            )[:hour],
        )
        for hour in range(4)
    ),
)
"""A feed that is no pleasure to write."""
