"""A correction, written into the text of the note that it is of."""

import re
from collections.abc import Sequence

from tuntas.archive.proposals import layout, proposal
from tuntas.desk.refused import Refused
from tuntas.read.facts import Correction
from tuntas.read.note import Note
from tuntas.render import wording
from tuntas.suggestion import nearest

_FENCE = "---"


def named(notes: Sequence[Note], name: str) -> Note:
    """The note of a file or an id; raises Refused."""
    found = {each.file: each for each in notes if name in {each.file, each.id, *each.aliases}}
    if len(found) == 1:
        return next(iter(found.values()))
    if found:
        raise Refused(
            f"Ada beberapa catatan bernama “{name}”; sebutkan berkasnya: {wording.listing([*found])}."
        )
    meant = nearest(name, (each.id for each in notes))
    raise Refused(f"Tidak ada catatan “{name}”." + (f" Maksud Anda “{meant}”?" if meant else ""))


def corrected(note: Note, data: bytes, correction: Correction) -> str:
    """The text of the note in some bytes with one correction more; every other byte stays as it is."""
    if note.fact is None:
        raise Refused(
            f"Catatan {note.file} belum dapat dibaca. Jalankan `tuntas check`, lalu perbaiki dahulu."
        )
    how = layout(note.file, data)
    lines = proposal([correction], how, (), alone=True).split("\n")
    if how.is_written and how.dash is None:
        raise Refused(
            f"`koreksi` dalam {note.file} tidak ditulis sebagai daftar ke bawah, jadi tambahkan sendiri:\n"
            + "\n".join(lines)
        )
    text = data.decode("utf-8")
    ending = "\r\n" if "\r\n" in text else "\n"
    before = text.split(ending)
    place = _end_of_list(before) if how.is_written else before.index(_FENCE, 1)
    return ending.join([*before[:place], *lines, *before[place:]])


def _end_of_list(lines: Sequence[str]) -> int:
    """Where the list of corrections ends: at the next key, or at the closing fence."""
    start = next(place for place, line in enumerate(lines) if re.match(r"""['"]?koreksi['"]?\s*:""", line))
    for place in range(start + 1, len(lines)):
        if re.match(r"[^\s#-]|---", lines[place]):
            return place
    raise AssertionError("a note that was read has a closing fence")
