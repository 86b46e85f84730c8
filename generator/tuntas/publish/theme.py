"""The theme as the publisher sees it: frames, and the ordinary pages that the theme engine drew itself."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import msgspec

from tuntas.publish.frame import Frame
from tuntas.render import policy
from tuntas.render.page import Page
from tuntas.settings import MenuEntry, Settings

OTHERS = ""
"""The frame of all sections that are not in the menu."""


class OrdinaryPage(msgspec.Struct, frozen=True):
    """A page of `content/` that is no note; the theme engine wrote it."""

    address: str
    title: str
    source: str
    """The file, below `content/`."""


class Remark(msgspec.Struct, frozen=True):
    """What the theme engine has to say about an ordinary page or the menu."""

    code: str
    message: str
    file: str
    """Below `content/`; empty if it is about no single page."""


class Theme(msgspec.Struct, frozen=True):
    """What a theme engine drew; the files of assets and ordinary pages lie in its output folder."""

    frames: Mapping[str, Frame]
    pages: tuple[OrdinaryPage, ...]
    remarks: tuple[Remark, ...]

    def join(self, page: Page, as_of: str) -> str:
        """The page in its section's frame; `as_of` is the date of the archive as readers read it."""
        frame = self.frames.get(page.section) or self.frames[OTHERS]
        return frame.join(page, as_of)


def draw(settings: Settings, output: Path) -> Theme:
    """Have the frames, assets and ordinary pages drawn by the engine that the settings name.

    A `FrameError` says why that can't be done.
    """
    # The engines are imported only when they are needed: an unchanged build has its frames already.
    match settings.frame:
        case "material":
            from tuntas.publish import material  # noqa: PLC0415

            return material.draw(settings, output)
        case "zensical":
            from tuntas.publish import zensical  # noqa: PLC0415

            return zensical.draw(settings, output)


def sections(settings: Settings) -> tuple[str, ...]:
    """The sections that need a frame of their own.

    That are those of the menu, where one entry is current, and search, which has a policy of its own.
    """
    found = (entry.section for entry in _entries(settings.menu) if entry.section)
    return (OTHERS, *dict.fromkeys([*found, policy.SEARCH]))


def _entries(menu: tuple[MenuEntry, ...]) -> Iterator[MenuEntry]:
    for entry in menu:
        yield entry
        yield from _entries(entry.children)
