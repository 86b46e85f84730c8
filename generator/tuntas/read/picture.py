"""The measures of a picture, for whoever shows it without decoding it."""

import msgspec


class Picture(msgspec.Struct, frozen=True):
    """A picture as it will be published: upright, made small, in one or two widths."""

    width: int
    height: int
    widths: tuple[int, ...]


class PictureFault(Exception):
    """The file is no picture that can be published: a problem code with its details."""

    def __init__(self, code: str, **detail: str | int) -> None:
        super().__init__(code)
        self.code = code
        self.detail = detail
