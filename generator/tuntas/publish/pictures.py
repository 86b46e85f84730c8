"""Photos as they are published: decoded, turned upright, made small, and stripped of what they tell.

Phones write into a photo where and when it was taken, and with what. None of that is published.
"""

import io
import warnings

from PIL import Image, ImageOps, UnidentifiedImageError

MAX_SIDE = 1600
"""Pixels; a phone's screen at full zoom shows no more."""
MAX_PIXELS = 40_000_000
_QUALITY = 82


class PictureError(Exception):
    """The file is no picture that can be published."""


def published(name: str, data: bytes) -> bytes:
    """A picture without metadata, in the format that its name promises.

    Raises PictureError if it cannot be decoded, or is larger than 40 megapixels.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data), formats=("JPEG", "PNG", "WEBP")) as picture:
                if picture.width * picture.height > MAX_PIXELS:
                    raise PictureError(name)
                upright = ImageOps.exif_transpose(picture)
                upright.thumbnail((MAX_SIDE, MAX_SIDE))
                return _encoded(name, upright)
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Warning) as error:
        raise PictureError(name) from error
    except Image.DecompressionBombError as error:
        raise PictureError(name) from error


def _encoded(name: str, picture: Image.Image) -> bytes:
    # A new image holds the pixels and nothing else.
    mode = "RGBA" if picture.mode in {"RGBA", "LA", "PA", "P"} else "RGB"
    plain = Image.new(mode, picture.size)
    plain.paste(picture.convert(mode))
    out = io.BytesIO()
    ending = name.rpartition(".")[2].lower()
    if ending == "png":
        plain.save(out, "PNG", optimize=True)
    elif ending == "webp":
        plain.save(out, "WEBP", quality=_QUALITY)
    else:
        plain.convert("RGB").save(out, "JPEG", quality=_QUALITY, optimize=True, progressive=True)
    return out.getvalue()
