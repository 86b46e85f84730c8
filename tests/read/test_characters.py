"""Characters that nobody sees: refused, but for what makes an emoji."""

import pytest

from tuntas.read.characters import forbidden

EMOJI = ["👩\u200d⚕️", "👨\u200d👩\u200d👧", "👩🏽\u200d🚀", "🏳️\u200d🌈", "1️⃣", "❤️", "🇮🇩"]


@pytest.mark.parametrize("text", ["", "a\tb\nc", "é", "ريم", "Rp\u00a01.000", "a\u0301", "東京", *EMOJI])
def test_shown(text: str) -> None:
    assert forbidden(text) == -1


@pytest.mark.parametrize(
    "point",
    [
        0x00, 0x07, 0x0C, 0x1B, 0x7F, 0x85, 0x9F, 0xAD, 0x34F, 0x61C, 0x115F, 0x1160, 0x180E, 0x200B,
        0x200C, 0x200D, 0x200E, 0x2028, 0x2029, 0x202A, 0x202E, 0x2060, 0x2066, 0x2069, 0x2800, 0x3164,
        0xD800, 0xFDD0, 0xFE00, 0xFEFF, 0xFFA0, 0xFFF9, 0xFFFE, 0xE0001, 0xE0067, 0xE007F, 0xE0100, 0x1FFFF,
    ],
)  # fmt: skip
def test_invisible(point: int) -> None:
    assert forbidden(f"ab{chr(point)}c") == 2


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("nama\u200dnama", 4),
        ("👩\u200d", 1),
        ("\u200d👩", 0),
        ("👩\u200d\u200d⚕", 1),
        ("❤\ufe0f\ufe0f", 1),
        ("🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f", 1),
        ("a\u2800b\u200b", 1),
        ("a\u200bb\u2800", 1),
    ],
)
def test_the_first_place_is_told(text: str, place: int) -> None:
    assert forbidden(text) == place
