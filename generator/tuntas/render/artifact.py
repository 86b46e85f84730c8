"""A file of the site that is not a page: a feed, a list of feeds, a site map."""

import msgspec


class Artifact(msgspec.Struct, frozen=True):
    """`path` is below the site's root and does not begin with a slash."""

    path: str
    content: bytes
