"""The theme's colours against WCAG 2.2 AA: 4.5 to 1 for text, in both schemes."""

import re

import pytest

from tuntas.render.charts.matrix import LEVELS
from tuntas.settings import packaged_theme

CSS = (packaged_theme() / "assets/tuntas.css").read_text("utf-8")
STANDINGS = [name.removesuffix("-tint") for name in re.findall(r"--([a-z-]+-tint):", CSS)]


def tokens(scheme: str) -> dict[str, str]:
    """The colours of a scheme; dark changes some of those of light."""
    light, dark = re.findall(r":root \{(.*?)\}", CSS, re.DOTALL)[:2]
    return dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", light + (dark if scheme == "dark" else "")))


def luminance(colour: str) -> float:
    channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    linear = [each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    ("text", "ground"),
    [
        *[(text, ground) for text in ("ink", "muted", "link") for ground in ("paper", "raised", "sunken")],
        *[(standing, ground) for standing in STANDINGS for ground in (f"{standing}-tint", "paper")],
        ("on-brand", "brand"),
        ("on-brand-muted", "brand"),
        ("on-gold", "gold"),
        ("gold", "brand"),
    ],
)
def test_text_can_be_read(scheme: str, text: str, ground: str) -> None:
    colours = tokens(scheme)
    assert contrast(colours[text], colours[ground]) >= 4.5


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_focus_can_be_seen(scheme: str) -> None:
    colours = tokens(scheme)
    assert contrast(colours["focus"], colours["paper"]) >= 3
    assert contrast(colours["gold"], colours["brand"]) >= 3


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_numbers_on_shades_can_be_read(scheme: str) -> None:
    colours = tokens(scheme)
    shades = re.findall(r"color-mix\(in srgb, var\(--terkendala\) (\d+)%, var\(--paper\)\)", CSS)
    assert len(shades) == LEVELS
    for share in map(int, shades):
        pairs = (
            (int(colours[name][at : at + 2], 16) for name in ("terkendala", "paper")) for at in (1, 3, 5)
        )
        mixed = "#" + "".join(f"{(one * share + other * (100 - share)) // 100:02x}" for one, other in pairs)
        assert contrast(colours["ink"], mixed) >= 4.5


def test_every_part_of_a_picture_has_a_colour() -> None:
    drawn = {"tepat-waktu", "terlambat", "lewat-tenggat", "selesai", *STANDINGS} - {"tanpa-kabar"}
    assert set(re.findall(r"\.part-([a-z-]+)", CSS)) == drawn


def test_every_standing_has_a_colour() -> None:
    assert set(STANDINGS) == {
        "belum",
        "berjalan",
        "terkendala",
        "dilaporkan",
        "dikonfirmasi",
        "tanpa-bukti",
        "dicabut",
        "lewat-tenggat",
        "tanpa-kabar",
    }
