"""'Maksud Anda …?': the known word that is nearest to an unknown one."""

from collections.abc import Iterable
from difflib import get_close_matches


def nearest(word: str, known: Iterable[str]) -> str:
    """The most similar known word, or an empty string if none is similar."""
    # Longer words are no reference or key of ours, and difflib's cost grows with their square.
    if len(word) > 200:
        return ""
    by_folded = {each.casefold(): each for each in sorted(known, reverse=True)}
    matches = get_close_matches(word.casefold(), by_folded, n=1, cutoff=0.6)
    return by_folded[matches[0]] if matches else ""
