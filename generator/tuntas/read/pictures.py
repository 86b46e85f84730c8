"""What a picture beside a note is, by decoding it: its name proves nothing.

Everything that a decoder could be made to pay for is looked at before it decodes: the size of the file,
the number of pixels and of scans. Decoders raise anything on a damaged file, so anything is caught here.
"""

import io
import warnings
from typing import Final

from PIL import Image

from tuntas.read.picture import Picture, PictureFault

MAX_SIDE: Final = 1600
"""Pixels; a phone's screen at full zoom shows no more."""
MAX_PIXELS: Final = 40_000_000
MAX_BYTES: Final = 30 * 1024 * 1024
_MAX_SCANS: Final = 100
"""A progressive JPEG has about ten; each one costs time for all of its pixels."""
_NARROW: Final = 800
"""A photo in a column of text, or on a phone."""
_WORTH_TWO: Final = 1000

_ORIENTATION: Final = 0x0112
_LYING: Final = frozenset({5, 6, 7, 8})
_FORMATS: Final = ("JPEG", "PNG", "WEBP")


def opened(data: bytes) -> Image.Image:
    """The picture in some bytes, not decoded yet and harmless to decode."""
    if len(data) > MAX_BYTES:
        raise PictureFault("file-too-large", size=_megabytes(len(data)), limit=_megabytes(MAX_BYTES))
    if data[:2] == b"\xff\xd8" and data.count(b"\xff\xda") > _MAX_SCANS:
        raise PictureFault("broken-picture")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            picture = Image.open(io.BytesIO(data), formats=_FORMATS)
            # A phone's JPEG may hold a second picture; a moving PNG or WebP is nothing but several.
            moving = picture.format in {"PNG", "WEBP"} and getattr(picture, "is_animated", False)
    except Image.DecompressionBombError as error:
        raise PictureFault("picture-too-large", limit=MAX_PIXELS // 1_000_000) from error
    except Exception as error:
        raise PictureFault("broken-picture") from error
    if picture.width * picture.height > MAX_PIXELS:
        raise PictureFault("picture-too-large", limit=MAX_PIXELS // 1_000_000)
    if moving:
        raise PictureFault("moving-picture")
    return picture


def measured(data: bytes) -> Picture:
    """Decode a picture to see that it is whole, and say how it will be published."""
    picture = opened(data)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            lying = picture.getexif().get(_ORIENTATION) in _LYING
            size = picture.size
            if picture.format == "JPEG":
                picture.draft("RGB", (1, 1))  # all of the file is read, and an eighth of it calculated
            picture.load()
    except Exception as error:
        raise PictureFault("broken-picture") from error
    return _fitted(*(size[::-1] if lying else size))


def _fitted(width: int, height: int) -> Picture:
    scale = min(1.0, MAX_SIDE / max(width, height))
    width, height = max(1, round(width * scale)), max(1, round(height * scale))
    return Picture(width, height, (_NARROW, width) if width > _WORTH_TWO else (width,))


def _megabytes(size: int) -> int:
    return -(-size // (1024 * 1024))
