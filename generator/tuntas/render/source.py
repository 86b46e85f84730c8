"""The note that a page is made from, and its place in the history of the notes."""

import datetime as dt

import msgspec


class Revision(msgspec.Struct, frozen=True):
    """The commit that last changed a note, and its day; `saved` unless it was changed since."""

    commit: str
    day: dt.date
    saved: bool = True


class Source(msgspec.Struct, frozen=True):
    """A note as its page names it; no `revision` where it was never committed."""

    file: str
    revision: Revision | None
