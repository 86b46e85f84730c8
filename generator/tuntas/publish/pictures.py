"""Photos as they are published: decoded, turned upright, made small, and stripped of what they tell.

Phones write into a photo where and when it was taken, and with what. None of that is published, and
the original never is. Each photo goes out as WebP in one or two widths and, for browsers and readers of
feeds that know none, in the format that its name promises.
"""

import io
import warnings
from collections.abc import Mapping

from PIL import Image, ImageCms, ImageOps

from tuntas.read.picture import Picture, PictureFault
from tuntas.read.pictures import opened
from tuntas.render import address

_QUALITY = 82
_WEBP: Mapping[str, object] = {"quality": 78, "method": 2}
_OPAQUE = 255
_MAX_PROFILE = 4 * 1024 * 1024


def published(name: str, data: bytes, picture: Picture) -> dict[str, bytes]:
    """The files that a picture is published as, by their paths in the folder of its page."""
    pixels = _pixels(data, picture)
    files = {name: _as_named(name, pixels)}
    if address.needs_fallback(name):
        files[address.fallback_file(name)] = _as_named("x.jpg", pixels)
    for width in picture.widths:
        small = pixels
        if width < pixels.width:
            small = pixels.resize((width, max(1, round(pixels.height * width / pixels.width))))
        files[address.picture_file(name, width)] = _saved(small, "WEBP", **_WEBP)
    return files


def one(name: str, data: bytes, picture: Picture) -> bytes:
    """A picture beside an ordinary page, whose author wrote one address for it."""
    return _as_named(name, _pixels(data, picture))


def _pixels(data: bytes, wanted: Picture) -> Image.Image:
    """A new image of the pixels and nothing else, upright, in RGB or RGBA."""
    size = (wanted.width, wanted.height)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            picture = opened(data)
            if picture.format == "JPEG":
                factor = max(picture.size) / max(size)
                picture.draft(None, (int(picture.width / factor), int(picture.height / factor)))
            upright = ImageOps.exif_transpose(picture)
            profile = upright.info.get("icc_profile")
            coloured = _in_srgb(_eight_bits(upright), profile)
    except PictureFault:
        raise
    except Exception as error:
        raise PictureFault("broken-picture") from error
    plain = Image.new(coloured.mode, coloured.size)
    plain.paste(coloured)
    return plain if plain.size == size else plain.resize(size, Image.Resampling.LANCZOS, reducing_gap=2.0)


def _eight_bits(picture: Image.Image) -> Image.Image:
    if not picture.mode.startswith("I"):
        return picture
    # Pillow would cut all that is brighter than 255 of 65,535.
    return picture.convert("I").point(lambda value: value * (1 / 257)).convert("L")


def _in_srgb(picture: Image.Image, profile: bytes | None) -> Image.Image:
    clear = "transparency" in picture.info or picture.mode in {"RGBA", "LA", "PA", "La", "RGBa"}
    if clear:
        picture = picture.convert("RGBA")
        if picture.getchannel("A").getextrema()[0] == _OPAQUE:
            picture = picture.convert("RGB")
    elif picture.mode not in {"RGB", "CMYK"}:
        picture = picture.convert("RGB")
    if profile and len(profile) <= _MAX_PROFILE and picture.mode in {"RGB", "RGBA", "CMYK"}:
        try:
            known = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            mode = "RGB" if picture.mode == "CMYK" else picture.mode
            changed = ImageCms.profileToProfile(
                picture, known, ImageCms.createProfile("sRGB"), outputMode=mode
            )
        except (ImageCms.PyCMSError, OSError, ValueError):
            changed = None  # a broken profile: the colours as they stand are the best guess
        if changed is not None:
            return changed
    return picture.convert("RGB") if picture.mode == "CMYK" else picture


def _as_named(name: str, picture: Image.Image) -> bytes:
    match name.rpartition(".")[2].lower():
        case "png":
            return _saved(picture, "PNG", optimize=True)
        case "webp":
            return _saved(picture, "WEBP", **_WEBP)
        case _:
            return _saved(_on_white(picture), "JPEG", quality=_QUALITY, optimize=True, progressive=True)


def _on_white(picture: Image.Image) -> Image.Image:
    if picture.mode == "RGB":
        return picture
    white = Image.new("RGB", picture.size, "white")
    white.paste(picture, mask=picture.getchannel("A"))
    return white


def _saved(picture: Image.Image, form: str, **options: object) -> bytes:
    out = io.BytesIO()
    picture.save(out, form, **options)
    return out.getvalue()
