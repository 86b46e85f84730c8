"""Cards, drawn: a title on the site's colours, beside a photo where there is one.

Text is set from shapes that are drawn once: setting a card anew takes four times as long. A palette
of sixteen steps from the ground to the ink makes a picture without a photo small, and smooth at its edges.
"""

import io
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final

import msgspec
from PIL import Image, ImageDraw, ImageFont, ImageOps

from tuntas.read.pictures import opened
from tuntas.render.social import HEIGHT, WIDTH, Card

_GROUND, _INK, _GOLD = (12, 47, 66), (255, 255, 255), (242, 182, 50)
_STEPS: Final = 15
_FULL, _SOFT = _STEPS, 11
"""The inks: places in the palette, whose first is the ground."""

_MARGIN: Final = 80
_PHOTO: Final = 500
"""How wide the photo shows, to the right of the text."""
_QUALITIES: Final = (80, 70, 60, 50)
_MAX_BYTES: Final = 60_000
"""A photo is saved in the best quality that stays below it, or in the last."""
_FONTS = Path(__file__).with_name("fonts")
_STRONG = ("inter-latin-600", "inter-latin-ext-600", "noto-emoji-400")
_PLAIN = ("inter-latin-400", "inter-latin-ext-600", "noto-emoji-400")
_TITLES: Final = ((72, 3), (58, 4), (48, 5), (40, 6))
"""Sizes of titles, each with the number of lines that it may take; the last is cut."""
_SMALL: Final = 30
_NOWHERE: Final = "\U0010ffff"


class _Glyph(msgspec.Struct, frozen=True):
    """The shape of a sign, where it stands to the line, and how far it moves on."""

    shape: Image.Image
    left: int
    top: int
    advance: float


class _Face:
    """A weight in one size: of each sign from the first font that has it."""

    def __init__(self, names: tuple[str, ...], size: int) -> None:
        self._fonts = [
            ImageFont.truetype(_FONTS / f"{name}.woff2", size, layout_engine=ImageFont.Layout.BASIC)
            for name in names
        ]
        self._missing = [_pixels(font, _NOWHERE) for font in self._fonts]
        self._glyphs: dict[str, _Glyph | None] = {}
        self._pairs: dict[str, float] = {}

    def set(self, text: str) -> Iterator[tuple[float, _Glyph]]:
        """The shapes of a line of text, each with its distance from the beginning."""
        x, before = 0.0, ""
        for sign in text:
            glyph = self._glyph(sign)
            if glyph is None:
                continue
            x += self._kerning(before + sign) if before else 0.0
            yield x, glyph
            x += glyph.advance
            before = sign

    def width(self, text: str) -> float:
        return max((x + glyph.advance for x, glyph in self.set(text)), default=0.0)

    def _glyph(self, sign: str) -> _Glyph | None:
        if sign not in self._glyphs:
            self._glyphs[sign] = self._drawn(sign)
        return self._glyphs[sign]

    def _drawn(self, sign: str) -> _Glyph | None:
        for font, missing in zip(self._fonts, self._missing, strict=True):
            shape = _pixels(font, sign)
            if sign == " " or shape.tobytes() != missing.tobytes():
                left, top, _, _ = font.getbbox(sign, anchor="ls")
                return _Glyph(shape, int(left), int(top), font.getlength(sign))
        return None  # a sign of a script that we have no font for is left out

    def _kerning(self, pair: str) -> float:
        if pair not in self._pairs:
            font = self._fonts[0]
            self._pairs[pair] = font.getlength(pair) - sum(map(font.getlength, pair))
        return self._pairs[pair]


def _pixels(font: ImageFont.FreeTypeFont, sign: str) -> Image.Image:
    left, top, right, bottom = map(int, font.getbbox(sign, anchor="ls"))
    shape = Image.new("L", (max(right - left, 1), max(bottom - top, 1)))
    ImageDraw.Draw(shape).text((-left, -top), sign, 255, font, anchor="ls")
    return shape


@cache
def _face(names: tuple[str, ...], size: int) -> _Face:
    return _Face(names, size)


def drawn(card: Card, site_name: str, photo: bytes | None = None) -> bytes:
    """The picture of a card: a PNG, or a JPEG if there is a photo (as it is published)."""
    image = _base(site_name).copy()
    room = WIDTH - 2 * _MARGIN - (_PHOTO - _MARGIN // 2 if photo else 0)
    _write(image, card.kicker, _PLAIN, _SMALL, _SOFT, 210, room)
    size, lines = _title(_signs(card.title), room)
    for number, line in enumerate(lines):
        _stamp(image, line, _face(_STRONG, size), _FULL, 230 + round(size * (0.95 + 1.22 * number)))
    _write(image, card.detail, _PLAIN, _SMALL, _SOFT, HEIGHT - 62, room)
    if photo is None:
        return _saved(image, "PNG", compress_level=1)
    coloured = image.convert("RGB")
    coloured.paste(_cropped(photo), (WIDTH - _PHOTO, 0))
    saved = b""
    for quality in _QUALITIES:
        saved = _saved(coloured, "JPEG", quality=quality)
        if len(saved) <= _MAX_BYTES:
            break
    return saved


def _saved(image: Image.Image, form: str, **options: int) -> bytes:
    out = io.BytesIO()
    image.save(out, form, **options)
    return out.getvalue()


@cache
def _base(site_name: str) -> Image.Image:
    """What all cards of a site share: the ground, the mark and the name."""
    image = Image.new("P", (WIDTH, HEIGHT), 0)
    ramps = (_ramp(_INK), _ramp(_GOLD))
    image.putpalette([value for ramp in ramps for colour in ramp for value in colour])
    # The mark is drawn large and made small, so that its edges are smooth.
    large = Image.new("L", (48 * 8, 48 * 8))
    draw = ImageDraw.Draw(large)
    corners = ((32, 4.6), (16, 4.6), (4.6, 16), (4.6, 32), (16, 43.4), (32, 43.4), (43.4, 32), (43.4, 16))
    draw.polygon([(8 * x, 8 * y) for x, y in corners], _STEPS)
    draw.line([(8 * x, 8 * y) for x, y in ((14, 24.5), (21.2, 31.7), (35, 16.5))], 0, 44, "curve")
    mark = large.resize((64, 64), Image.Resampling.BOX).point(lambda step: step + _STEPS + 1 if step else 0)
    image.paste(mark, (_MARGIN, 66))
    room = WIDTH - _PHOTO - 2 * _MARGIN - 84
    _write(image, site_name, _STRONG, 28, _FULL, 108, room, _MARGIN + 84)
    return image


def _ramp(ink: tuple[int, int, int]) -> list[tuple[int, ...]]:
    return [
        tuple(round(a + (b - a) * step / _STEPS) for a, b in zip(_GROUND, ink, strict=True))
        for step in range(_STEPS + 1)
    ]


def _cropped(photo: bytes) -> Image.Image:
    """The middle of a photo, as large as its place."""
    picture = opened(photo)
    fitting = ImageOps.fit(picture.convert("RGBA"), (_PHOTO, HEIGHT))
    return Image.alpha_composite(Image.new("RGBA", fitting.size, _GROUND), fitting).convert("RGB")


# --- text ---


def _signs(text: str) -> str:
    """The text in signs that can stand alone: accents joined with their letters, no invisible joiners."""
    joined = unicodedata.normalize("NFC", " ".join(text.split()))
    return "".join(each for each in joined if unicodedata.category(each) not in {"Mn", "Cf", "Cc"})


def _title(text: str, room: int) -> tuple[int, list[str]]:
    """The largest size in which a title fits, and its lines."""
    size, lines = 0, [""]
    for size, most in _TITLES:
        lines = list(_lines(text, _face(_STRONG, size), room, most))
        if len(lines) <= most:
            return size, lines
    face, last = _face(_STRONG, size), _TITLES[-1][1]
    return size, [*lines[: last - 1], _cut(lines[last - 1] + "…", face, room)]


def _lines(text: str, face: _Face, room: int, most: int) -> Iterator[str]:
    """The text in lines, one more than asked for at most: a word that is wider than a line is broken."""
    line, given = "", 0
    for word in text.split():
        rest = word
        while rest:
            tried = f"{line} {rest}" if line else rest
            if face.width(tried[:_LONGEST]) <= room and len(tried) <= _LONGEST:
                line, rest = tried, ""
                continue
            if not line:
                line = _head(rest, face, room)
                rest = rest[len(line) :]
            yield line
            line, given = "", given + 1
            if given > most:
                return
    if line:
        yield line


_LONGEST: Final = 200
"""No line has more signs, so a text of any length is set in the same time."""


def _head(word: str, face: _Face, room: int) -> str:
    fitting = 1
    while fitting < min(len(word), _LONGEST) and face.width(word[: fitting + 1]) <= room:
        fitting += 1
    return word[:fitting]


def _cut(text: str, face: _Face, room: int) -> str:
    if len(text) <= _LONGEST and face.width(text) <= room:
        return text
    kept = text[:_LONGEST].rstrip("…")
    while kept and face.width(kept + "…") > room:
        kept = kept[:-1]
    return kept.rstrip() + "…"


def _write(
    image: Image.Image,
    text: str,
    names: tuple[str, ...],
    size: int,
    ink: int,
    y: int,
    room: int,
    x: int = _MARGIN,
) -> None:
    face = _face(names, size)
    _stamp(image, _cut(_signs(text), face, room), face, ink, y, x)


def _stamp(image: Image.Image, text: str, face: _Face, ink: int, y: int, x: int = _MARGIN) -> None:
    """Set a line whose foot stands at `y`."""
    for ahead, glyph in face.set(text):
        image.paste(ink, (x + round(ahead) + glyph.left, y + glyph.top), glyph.shape)
