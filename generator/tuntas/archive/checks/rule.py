"""What a rule is, and what it looks at."""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cached_property

import msgspec

from tuntas.archive.archive import Archive
from tuntas.archive.names import Names
from tuntas.problems import BODY, MAX_TOLD, Place, Pointer, Problem
from tuntas.read import facts
from tuntas.read.facts import CommitmentId
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
    """A follow-up with its place among those of the note that it stands in.

    `commitment` is what it speaks of, if there is such a commitment.
    """

    note: Note
    index: int
    fact: facts.FollowUp
    date: dt.date
    commitment: CommitmentId | None

    def place(self, *more: str | int) -> Pointer:
        return Pointer(self.note.file, ("tindak_lanjut", self.index, *more))


class Issued(msgspec.Struct, frozen=True):
    """A directive with its place among those of the meeting that it stands in."""

    note: Note
    index: int
    fact: facts.Directive
    meeting: facts.Meeting

    def place(self, *more: str | int) -> Pointer:
        return Pointer(self.note.file, ("arahan", self.index, *more))


class Scope(msgspec.Struct, frozen=True, dict=True):
    """All notes that could be read, drafts and future ones too, and the archive made of them.

    What the rules look at is listed once for all of them.
    """

    notes: tuple[Note, ...]
    names: Names
    archive: Archive

    @cached_property
    def meetings(self) -> list[tuple[Note, facts.Meeting]]:
        known = ((note, note.known) for note in self.notes)
        return [(note, fact) for note, fact in known if isinstance(fact, facts.Meeting)]

    @cached_property
    def agencies(self) -> list[tuple[Note, facts.Agency]]:
        known = ((note, note.known) for note in self.notes)
        return [(note, fact) for note, fact in known if isinstance(fact, facts.Agency)]

    @cached_property
    def directives(self) -> list[Issued]:
        return [
            Issued(note, index, directive, meeting)
            for note, meeting in self.meetings
            for index, directive in enumerate(meeting.directives)
        ]

    @cached_property
    def issued(self) -> dict[str, Issued]:
        """The directives by their ids."""
        return {f"{each.note.id}/{each.fact.id}": each for each in self.directives}

    @cached_property
    def tied(self) -> list[Issued]:
        """The directives that continue, replace or revoke others."""
        return [
            each for each in self.directives if each.fact.continues or each.fact.replaces or each.fact.revokes
        ]

    @cached_property
    def follow_ups(self) -> list[Heard]:
        commitment = self.names.commitment
        return [
            Heard(note, index, each, each.date or fact.date, commitment(each.commitment))
            for note in self.notes
            if isinstance(fact := note.known, facts.Meeting | facts.Report)
            for index, each in enumerate(fact.follow_ups)
        ]

    def prose(self) -> Iterator[tuple[Pointer, Prose]]:
        """Every text in Markdown that refers to something, with its place."""
        for note in self.notes:
            body = note.known.body if note.known is not None else None
            if body and body.references:
                yield Pointer(note.file, BODY), body
        for issued in self.directives:
            text = issued.fact.text
            if text and text.references:
                yield issued.place("uraian"), text
        for heard in self.follow_ups:
            text = heard.fact.note
            if text and text.references:
                yield heard.place("catatan"), text


def ties(directive: facts.Directive) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The references to other directives, by their keys."""
    return (
        ("melanjutkan", directive.continues),
        ("menggantikan", directive.replaces),
        ("mencabut", directive.revokes),
    )


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
