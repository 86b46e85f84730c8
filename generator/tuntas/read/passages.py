"""The type of longer texts, in Markdown."""

import re
import sys
from html import unescape

from tuntas.problems import Keys, Pointer, Problem
from tuntas.read.characters import code_point, forbidden
from tuntas.read.faults import Refused
from tuntas.read.prose import Prose, prose
from tuntas.read.reading import INVALID, Invalid, Reading, Schema, text_of
from tuntas.read.tree import Tree

_ENTITY = re.compile(r"&#(?:[0-9]+|[xX][0-9A-Fa-f]+);?|&[A-Za-z0-9]+;")


class Markdown:
    """A text in Markdown."""

    def read(self, value: Tree, at: Keys, reading: Reading) -> Prose | Invalid:
        text = text_of(value, "teks Markdown", at, reading)
        return text if isinstance(text, Invalid) else read_prose(text, at, reading)

    def schema(self) -> Schema:
        return {"type": "string"}


def read_prose(text: str, at: Keys, reading: Reading) -> Prose | Invalid:
    """Convert a text of the note and report the files and addresses in it that do not hold."""
    for written in _ENTITY.findall(text) if "&" in text else ():
        character = _character(written)
        if forbidden(character) >= 0:
            return reading.report("invisible-character", at, find=written, point=code_point(character[0]))
    try:
        converted = prose(text)
    except Refused as refused:
        for fault in refused.faults:
            where = Pointer(reading.file, at, find=fault.find)
            reading.problems.append(Problem(fault.code, where, fault.detail))
        return INVALID
    for name in converted.files:
        reading.uses_file(name, at, find=name)
    for address in converted.refused:
        reading.report("refused-address", at, find=address, address=address)
    return converted


def _character(reference: str) -> str:
    """What an HTML character reference stands for: `&#233;`, `&rlm;`."""
    if not reference.startswith("&#"):
        return unescape(reference)
    digits = reference.strip("&#;").lstrip("0")
    base = 16 if digits[:1] in {"x", "X"} else 10
    digits = digits.lstrip("xX").lstrip("0")
    number = int(digits or "0", base) if len(digits) < 9 else 0
    if 0 < number <= sys.maxunicode and not 0x80 <= number <= 0x9F:
        return chr(number)
    return unescape(f"&#{number};")  # Windows' own characters, or a replacement
