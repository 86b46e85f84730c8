"""The measures of a picture, for whoever shows it without decoding it."""

import msgspec


class Picture(msgspec.Struct, frozen=True):
    """A picture as it will be published: upright, made small, in one or two widths."""

    width: int
    height: int
    widths: tuple[int, ...]
