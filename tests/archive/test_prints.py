"""What has changed is found, whatever is remembered: held against fingerprints that are all taken anew."""

import random
from collections.abc import Iterator, Mapping
from hashlib import blake2b
from itertools import chain
from typing import Any

import pytest
from msgspec.structs import replace

from archives import archive
from feeds.edits import Kept
from tuntas.archive.archive import Archive
from tuntas.archive.prints import Prints
from tuntas.archive.watched import ASKED, COMPUTING, TOLD, spelled
from tuntas.archive.withdrawn import lines
from tuntas.read.facts import DirectiveId

AS_OF = "2040-01-01"
"""Later than all that is told: most edits leave alone what bears on everything."""


def prints(found: Archive, notes: Mapping[str, str], last: bytes = b"") -> Prints:
    texts = {f"content/{path}": blake2b(text.encode()).digest() for path, text in notes.items()}
    undated = sorted(
        each for path, each in texts.items() if "/meetings/" not in path and "/laporan/" not in path
    )
    return Prints(found, texts, b"".join(undated), last)


def reads(found: Archive) -> Iterator[str]:
    """Everything that can be read of an archive, entry by entry."""
    for name in found.__struct_fields__:
        if name in COMPUTING:  # they are read by their own tables
            continue
        table = getattr(found, name)
        yield name
        if isinstance(table, Mapping):
            yield from (f"{name}/{spelled(key)}" for key in table)
    yield from (f"{TOLD}/{id}" for id in found.directives)


def shown(found: Archive, read: str) -> Any:
    """What a read of events or of a directive gives, without the places of facts in their notes."""
    table, _, key = read.partition("/")
    if table == TOLD:
        id = DirectiveId(key)
        events = found.events_of_directive.get(id, ())
        states = [found.states[each] for each in found.directives[id].commitments]
        return [replace(each, position=0) for each in events], [each.status for each in states]
    if table == ASKED and key:
        directive = found.directives[DirectiveId(key)]
        return directive, [found.commitments[each] for each in directive.commitments]
    if table.startswith("events_of") and key:
        entries = {spelled(each): events for each, events in getattr(found, table).items()}
        return [replace(each, position=0) for each in entries.get(key, ())]
    return None


def exchanged(kept: Kept) -> None:
    """Two directives of a meeting change their missions, and whom they are for: nothing is added or lost."""
    keys = kept.random.choice(list(kept.meetings.values()))
    if len(keys["arahan"]) > 1:
        one, other = kept.random.sample(keys["arahan"], 2)
        for name in ("misi", "topik", "komitmen"):
            one[name], other[name] = other.get(name), one.get(name)


def nothing_asked_to_be_late(kept: Kept) -> None:
    for keys in kept.meetings.values():
        for directive in keys["arahan"]:
            for each in directive["komitmen"]:
                each.pop("tenggat", None)


def corrected_instead(kept: Kept) -> None:
    """A correction moves from one note to another, with its day."""
    notes = [*kept.meetings.values(), *kept.reports.values()]
    one, other = kept.random.choice(notes), kept.random.choice(notes)
    one["koreksi"], other["koreksi"] = other.get("koreksi", []), one.get("koreksi", [])


def tied_or_freed(kept: Kept) -> None:
    """A directive says that it continues an earlier one, or no longer does."""
    meetings = sorted(kept.meetings)
    one, other = sorted(kept.random.choices(meetings, k=2))
    later = kept.random.choice(kept.meetings[other]["arahan"])
    key = kept.random.choice(("melanjutkan", "menggantikan"))
    if later.pop(key, None) is None and one != other:
        later[key] = [f"{one}/{kept.random.choice(kept.meetings[one]['arahan'])['id']}"]


def correction_of_what_was_said(kept: Kept) -> None:
    reports = [each for each in kept.reports.values() if each["tindak_lanjut"]]
    if reports:
        keys = kept.random.choice(reports)
        about = f"tindak_lanjut/{keys['tindak_lanjut'][0]['komitmen']}"
        keys["koreksi"] = [
            {"tanggal": str(kept.today), "uraian": "Salah", "pada": about, "semula": "a", "menjadi": "b"}
        ]


def nothing(kept: Kept) -> None:
    """But what was published may be told now."""


def note_removed(kept: Kept) -> None:
    if kept.reports:
        del kept.reports[kept.random.choice(sorted(kept.reports))]


OWN = (
    exchanged,
    exchanged,
    nothing_asked_to_be_late,
    corrected_instead,
    tied_or_freed,
    tied_or_freed,
    correction_of_what_was_said,
    nothing,
    note_removed,
)


@pytest.mark.parametrize("seed", range(24))
def test_what_is_remembered_is_what_would_be_found(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = Kept(seed)
    if seed % 2:  # so that events share seconds
        monkeypatch.setattr("tuntas.archive.seconds.BAND", 3)
    choose = random.Random(seed)
    told: list[str] = []
    steps: list[str] = []
    memory = b""
    before: Archive | None = None
    known: dict[str, bytes] = {}
    for step in range(60):
        if step and choose.random() < 0.4:
            edit = choose.choice(OWN)
            edit(kept)
            steps.append(edit.__name__)
        elif step:
            steps.append(kept.edit())
        notes = kept.notes()
        found = archive(notes, AS_OF, told=told)
        if choose.random() < 0.1:
            told = sorted({*told, *chain.from_iterable(map(lines, found.events))})
        remembering, fresh = prints(found, notes, memory), prints(found, notes)
        asked = sorted({*known, *reads(found)})
        changed = remembering.changed(asked, [known.get(each, b"") for each in asked], beside=False)
        expected = {place for place, read in enumerate(asked) if fresh[read] != known.get(read, b"")}
        assert {asked[place] for place in changed ^ expected} == set(), steps
        assert all(remembering[read] == fresh[read] for read in asked), steps
        if before is not None:
            same = [read for read in asked if read in known and fresh[read] == known[read] != b""]
            assert all(shown(before, read) == shown(found, read) for read in same), steps
        memory, before, known = remembering.memory, found, {read: fresh[read] for read in asked}


def test_a_day_that_passes_is_seen() -> None:
    kept = Kept(3)
    for _ in range(40):
        kept.edit()
    notes = kept.notes()
    one, other = archive(notes, AS_OF), archive(notes, "2040-01-02")
    first = prints(one, notes)
    asked = sorted({*reads(one)})
    second, fresh = prints(other, notes, first.memory), prints(other, notes)
    changed = second.changed(asked, [first[each] for each in asked], beside=False)
    assert changed == {place for place, read in enumerate(asked) if fresh[read] != first[read]}
    assert any(asked[place].startswith(f"{TOLD}/") for place in changed)
