"""What argparse says, in Indonesian. It asks gettext, whose answer would hang on the machine's settings."""

import argparse
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Final

WORDS: Final[Mapping[str, str]] = {
    "usage: ": "pemakaian: ",
    "positional arguments": "argumen",
    "options": "pilihan",
    "show this help message and exit": "tampilkan bantuan ini",
    "argument %(argument_name)s: %(message)s": "%(argument_name)s: %(message)s",
    "%(prog)s: error: %(message)s\n": "%(prog)s: %(message)s\n",
    "the following arguments are required: %s": "belum disebut: %s",
    "one of the arguments %s is required": "sebutkan salah satu dari %s",
    "unrecognized arguments: %s": "tidak dikenal: %s",
    "unexpected option string: %s": "tidak dikenal: %s",
    "invalid choice: %(value)r (choose from %(choices)s)": "%(value)r tidak dikenal; pilih dari %(choices)s",
    "invalid choice: %(value)r, maybe you meant %(closest)r? (choose from %(choices)s)": (
        "%(value)r tidak dikenal, maksud Anda %(closest)r? Pilih dari %(choices)s"
    ),
    "unknown parser %(parser_name)r (choices: %(choices)s)": (
        "%(parser_name)r tidak dikenal; pilih dari %(choices)s"
    ),
    "invalid %(type)s value: %(value)r": "%(value)r tidak dapat dipakai di sini",
    "expected one argument": "sesudahnya belum disebut apa-apa",
    "expected at most one argument": "sesudahnya paling banyak satu",
    "expected at least one argument": "sesudahnya sedikitnya satu",
    "expected %s argument": "sesudahnya harus %s",
    "expected %s arguments": "sesudahnya harus %s",
    "ignored explicit argument %r": "berdiri sendiri, tanpa %r",
    "not allowed with argument %s": "tidak dapat bersama %s",
    "ambiguous option: %(option)s could match %(matches)s": "%(option)s dapat berarti %(matches)s",
}


@contextmanager
def indonesian() -> Iterator[None]:
    """Have argparse speak Indonesian."""
    module: Any = argparse  # of which the names that it takes from gettext are changed
    one, several = module._, module.ngettext
    module._ = _in_indonesian
    module.ngettext = lambda single, plural, number: _in_indonesian(single if number == 1 else plural)
    try:
        yield
    finally:
        module._, module.ngettext = one, several


def _in_indonesian(text: str) -> str:
    return WORDS.get(text, text)


class Formatter(argparse.HelpFormatter):
    """Wraps texts to the terminal, but for examples: these are there to be copied."""

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        return text if text.startswith(EXAMPLES) else super()._fill_text(text, width, indent)


EXAMPLES: Final = "contoh:"


def examples(*lines: str) -> str:
    """The end of a help: commands to try."""
    return "\n  ".join([EXAMPLES, *lines]) if lines else ""
