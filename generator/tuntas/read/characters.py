"""Characters that no note may hold: they cannot be seen, and change what is read.

An emoji may be several characters that a zero-width joiner makes one, as in 👩‍⚕️. There the joiner is
allowed, and nowhere else: between letters it would tell two names apart that look the same. The flags of
England, Scotland and Wales are written with invisible tags, which could spell anything: they are refused.
"""

import re
import unicodedata

_JOINER = "\u200d"
_EMOJI_STYLE = "\ufe0f"
_INVISIBLE = {"Cc", "Cf", "Cs", "Zl", "Zp"}
# What shows nothing although Unicode does not call it a format character: a joiner of graphemes,
# fillers, an empty Braille cell, and selectors of variants other than those of text and emoji.
_HIDDEN = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\uffa0\ufe00-\ufe0d\U000e0100-\U000e01ef]"
    "|[\ufe0e\ufe0f]{2}"
)
_SKIN = re.compile("[\U0001f3fb-\U0001f3ff]")
_EMOJI = re.compile("[\u2190-\u2bff\u3030\u303d\u3297\u3299\U0001f000-\U0001faff]")


def forbidden(text: str) -> int:
    """Where the first forbidden character of a text stands, or -1."""
    hidden = None if text.isascii() else _HIDDEN.search(text)
    # Most texts hold printable characters only, which one call can tell.
    if hidden is None and text.replace("\n", "").replace("\t", "").isprintable():
        return -1
    end = hidden.start() if hidden else len(text)
    found = (index for index, each in enumerate(text[:end]) if _is_forbidden(each, text, index))
    return next(found, end if hidden else -1)


def _is_forbidden(character: str, text: str, index: int) -> bool:
    """Controls, line separators, bidirectional overrides, tags and other invisible characters."""
    if character in "\n\t":
        return False
    if character == _JOINER:
        return not _joins_emoji(text, index)
    return unicodedata.category(character) in _INVISIBLE or _is_no_character(ord(character))


def _joins_emoji(text: str, index: int) -> bool:
    """Whether the joiner at a place stands between two emoji, with or without a colour of skin."""
    before = text[:index][-3:].removesuffix(_EMOJI_STYLE)
    if before and _SKIN.match(before[-1]):
        before = before[:-1]
    return bool(before and _EMOJI.match(before[-1]) and _EMOJI.match(text, index + 1))


def _is_no_character(point: int) -> bool:
    """Code points that Unicode keeps from ever being characters; XML forbids some of them."""
    return point & 0xFFFE == 0xFFFE or 0xFDD0 <= point <= 0xFDEF


def code_point(character: str) -> str:
    """A character as Unicode names it: U+200B."""
    return f"U+{ord(character):04X}"
