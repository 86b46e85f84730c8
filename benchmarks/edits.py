"""What an author changes between two builds: a meeting's text, and one more thing that was heard there."""

import random
import re
from pathlib import Path


def edit(content: Path, number: int) -> Path:
    """Change the note of a meeting, each time another one; the note that was changed."""
    notes = sorted(content.glob("meetings/*/*.md"))
    order = list(range(1, len(notes)))
    random.Random(1).shuffle(order)
    chosen = order[number % len(order)]
    note, earlier = notes[chosen], notes[chosen - 1]
    text = note.read_text("utf-8")
    heard = (
        f"  - komitmen: {_first_commitment(earlier)}\n    status: berjalan\n    catatan: Kabar ke-{number}.\n"
    )
    front, body = text.split("\n---\n", 1)
    if "\ntindak_lanjut:\n" in front:
        front = front.replace("\ntindak_lanjut:\n", f"\ntindak_lanjut:\n{heard}", 1)
    else:
        front += f"\ntindak_lanjut:\n{heard.rstrip()}"
    note.write_text(f"{front}\n---\n{body}\nTambahan ke-{number} dari notulis.\n", encoding="utf-8")
    return note


def _first_commitment(note: Path) -> str:
    text = note.read_text("utf-8")
    directive = re.search(r"^  - id: (\S+)$", text, re.MULTILINE)
    agency = re.search(r"^      - opd: (\S+)$", text, re.MULTILINE)
    if not directive or not agency:
        raise ValueError(f"{note} asks nobody for anything")
    return f"{note.stem}/{directive[1]}/{agency[1]}"
