"""The notes that docs/note-format.md shows."""

import re
from pathlib import Path

from examples import location
from tuntas.read.files import Location
from tuntas.read.note import Note, read_note

PAGE = Path(__file__).parents[1] / "docs" / "note-format.md"
BESIDE = frozenset({"peserta.jpg", "loket.jpg", "daftar-izin.pdf"})

_EXAMPLE = re.compile(r"^`(content/[^`]+)`\n\n```markdown\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def shown() -> dict[Location, str]:
    """The examples of the page, by their place."""
    found = _EXAMPLE.findall(PAGE.read_text("utf-8"))
    return {location(path): text for path, text in found}


def notes() -> list[Note]:
    return [read_note(place, text.encode(), BESIDE) for place, text in shown().items()]
