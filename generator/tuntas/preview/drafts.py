"""Drafts: what no build shows, and a preview shows with a mark."""

import datetime as dt
from collections.abc import Iterable, Sequence

import msgspec
from msgspec.structs import replace

from tuntas.read import facts
from tuntas.read.note import Note
from tuntas.render import address
from tuntas.vocabulary import NoteKind


class Draft(msgspec.Struct, frozen=True):
    """A note that is not to be published yet; `addresses` are where the pages made of it begin."""

    file: str
    title: str
    date: dt.date
    addresses: tuple[str, ...]


def taken_as_ready(notes: Iterable[Note]) -> tuple[Note, ...]:
    """The notes as if each were to be published."""
    return tuple(
        replace(note, fact=replace(fact, draft=False)) if (fact := _draft(note)) else note for note in notes
    )


def drafts(notes: Sequence[Note]) -> tuple[Draft, ...]:
    """The drafts that could be read."""
    return tuple(
        Draft(note.file, fact.title, fact.date, _addresses(note))
        for note in notes
        if (fact := _draft(note)) is not None
    )


def dated(note: Note) -> facts.Meeting | facts.Report | None:
    """The fact of a meeting or a report; the other notes hold for all time."""
    return note.fact if isinstance(note.fact, facts.Meeting | facts.Report) else None


def _draft(note: Note) -> facts.Meeting | facts.Report | None:
    fact = dated(note)
    return fact if fact is not None and fact.draft else None


def _addresses(note: Note) -> tuple[str, ...]:
    if note.kind is NoteKind.MEETING:
        return address.meeting(note.id), address.directive(note.id)
    return (address.report(note.id),)
