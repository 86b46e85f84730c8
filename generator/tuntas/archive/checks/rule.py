"""What a rule is, and what it looks at."""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterator

import msgspec

from tuntas.archive.archive import Archive
from tuntas.archive.names import Names
from tuntas.problems import BODY, MAX_TOLD, Keys, Place, Pointer, Problem
from tuntas.read import facts
from tuntas.read.note import Note
from tuntas.read.prose import Prose


class Finding(msgspec.Struct, frozen=True):
    """One place where a rule does not hold."""

    place: Place
    detail: dict[str, str | int] = {}
    suggestion: str | Callable[[], str] = ""
    """What was probably meant; looked for only if it is told."""
    related: tuple[Place, ...] = ()


class Heard(msgspec.Struct, frozen=True):
    """A follow-up with the note that it stands in and the way to it."""

    note: Note
    keys: Keys
    fact: facts.FollowUp
    date: dt.date

    def place(self, *more: str | int) -> Pointer:
        return Pointer(self.note.file, (*self.keys, *more))


class Issued(msgspec.Struct, frozen=True):
    """A directive with the note that it stands in and the way to it."""

    note: Note
    keys: Keys
    fact: facts.Directive
    meeting: facts.Meeting

    def place(self, *more: str | int) -> Pointer:
        return Pointer(self.note.file, (*self.keys, *more))


class Scope(msgspec.Struct, frozen=True):
    """All notes that could be read, drafts and future ones too, and the archive made of them."""

    notes: tuple[Note, ...]
    names: Names
    archive: Archive

    def meetings(self) -> Iterator[tuple[Note, facts.Meeting]]:
        for note in self.notes:
            if isinstance(note.known, facts.Meeting):
                yield note, note.known

    def agencies(self) -> Iterator[tuple[Note, facts.Agency]]:
        for note in self.notes:
            if isinstance(note.known, facts.Agency):
                yield note, note.known

    def reports(self) -> Iterator[tuple[Note, facts.Report]]:
        for note in self.notes:
            if isinstance(note.known, facts.Report):
                yield note, note.known

    def directives(self) -> Iterator[Issued]:
        for note, meeting in self.meetings():
            for index, directive in enumerate(meeting.directives):
                yield Issued(note, ("arahan", index), directive, meeting)

    def follow_ups(self) -> Iterator[Heard]:
        for note in self.notes:
            if isinstance(note.known, facts.Meeting | facts.Report):
                for index, each in enumerate(note.known.follow_ups):
                    yield Heard(note, ("tindak_lanjut", index), each, each.date or note.known.date)

    def prose(self) -> Iterator[tuple[Pointer, Prose]]:
        """Every text in Markdown with its place."""
        for note in self.notes:
            if note.known is not None and note.known.body:
                yield Pointer(note.file, BODY), note.known.body
        for issued in self.directives():
            if issued.fact.text:
                yield issued.place("uraian"), issued.fact.text
        for heard in self.follow_ups():
            if heard.fact.note:
                yield heard.place("catatan"), heard.fact.note


def is_draft(fact: facts.Fact | None) -> bool:
    return isinstance(fact, facts.Meeting | facts.Report) and fact.draft


class Rule(msgspec.Struct, frozen=True):
    """A named rule; its name with hyphens is the code of its problems."""

    find: Callable[[Scope], Iterator[Finding]]

    @property
    def code(self) -> str:
        return self.find.__name__.replace("_", "-")

    def problems(self, scope: Scope, told: Counter[str]) -> Iterator[Problem]:
        """What the rule finds; `told` counts the problems of each file, and is added to."""
        for found in self.find(scope):
            told[found.place.file] += 1
            meant = found.suggestion
            if not isinstance(meant, str):
                # Looking for it takes long in a large archive, and one note may hold a thousand slips.
                meant = meant() if told[found.place.file] <= MAX_TOLD else ""
            yield Problem(self.code, found.place, found.detail, meant, found.related)
