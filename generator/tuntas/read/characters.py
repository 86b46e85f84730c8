"""Characters that no note may hold: they cannot be seen, and change what is read."""

import unicodedata

# Joiners that some scripts and emoji need; invisible, but they change no reading order.
_JOINERS = {"\u200c", "\u200d"}
_INVISIBLE = {"Cc", "Cf", "Cs", "Zl", "Zp"}


def forbidden(text: str) -> int:
    """Where the first forbidden character of a text stands, or -1."""
    # Most texts hold printable characters only, which one call can tell.
    if text.replace("\n", "").replace("\t", "").isprintable():
        return -1
    return next((index for index, each in enumerate(text) if _is_forbidden(each)), -1)


def _is_forbidden(character: str) -> bool:
    """Controls, line separators, bidirectional overrides, tags and other invisible characters."""
    if character in "\n\t" or character in _JOINERS:
        return False
    return unicodedata.category(character) in _INVISIBLE or _is_no_character(ord(character))


def _is_no_character(point: int) -> bool:
    """Code points that Unicode keeps from ever being characters; XML forbids some of them."""
    return point & 0xFFFE == 0xFFFE or 0xFDD0 <= point <= 0xFDEF


def code_point(character: str) -> str:
    """A character as Unicode names it: U+200B."""
    return f"U+{ord(character):04X}"
