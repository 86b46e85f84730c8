"""A file that joins the bodies of others, so that what grows for ever is not written anew for each note."""

import msgspec


class Part(msgspec.Struct, frozen=True, gc=False):
    """A file of the site, of which so many bytes at its beginning and at its end are left out."""

    path: str
    before: int
    after: int


class Joined(msgspec.Struct, frozen=True):
    """The bodies of files, one after the other. A file without a body is left out."""

    head: bytes
    parts: tuple[Part, ...]
    between: bytes = b""
    tail: bytes = b""
