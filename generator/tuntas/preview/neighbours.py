"""The notes that a page is made of: itself, what it speaks of, and what speaks of it.

Of these few the page is made at once; the whole archive, which knows better, follows.
"""

from collections.abc import Iterator, Sequence

from tuntas.preview.drafts import dated
from tuntas.read import facts
from tuntas.read.note import Note
from tuntas.read.prose import Prose
from tuntas.render import address
from tuntas.vocabulary import NoteKind


class Neighbours:
    """Who speaks of whom; what was found of a note holds until it is read anew."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[Note, frozenset[str]]] = {}

    def learn(self, notes: Sequence[Note]) -> None:
        """Find out what notes speak of, before anybody waits for it."""
        for note in notes:
            self._references(note)

    def of_page(self, page: str, notes: Sequence[Note]) -> tuple[Note, ...]:
        """The notes for the page at an address; none where it is not of one meeting or report."""
        own = _note_of(page, notes)
        if own is None or dated(own) is None:
            return ()
        named = {name: note for note in notes if note.kind is NoteKind.MEETING for name in _names(note)}
        told = self._references(own)
        about = {own.file, *(named[each].file for each in map(_head, told) if each in named)}
        # What its directives close stands otherwise for that, whatever was said of it.
        ties = map(_head, _ties(own.known))
        names = {
            name for each in (own, *(named[tie] for tie in ties if tie in named)) for name in _names(each)
        }
        beside = set(_before_and_after(own, notes))
        return tuple(
            note
            for note in notes
            if note.file in about
            or note.file in beside
            or dated(note) is None
            or not told.isdisjoint(found := self._references(note))
            or not names.isdisjoint(map(_head, found))
        )

    def _references(self, note: Note) -> frozenset[str]:
        """What a note speaks of, as it names it."""
        known = self._known.get(note.file)
        if known is None or known[0] is not note:
            known = self._known[note.file] = note, frozenset(_references(note.known))
        return known[1]


def _note_of(page: str, notes: Sequence[Note]) -> Note | None:
    directive = address.directive_at(page)
    asked = (NoteKind.MEETING, directive.partition("/")[0]) if directive else address.note_at(page)
    return next((note for note in notes if (note.kind, note.id) == asked), None)


def _names(note: Note) -> tuple[str, ...]:
    return note.id, *note.aliases


def _before_and_after(own: Note, notes: Sequence[Note]) -> Iterator[str]:
    """The meetings between which a meeting stands; their names begin with their dates."""
    if own.kind is NoteKind.MEETING:
        meetings = sorted((note for note in notes if note.kind is own.kind), key=lambda note: note.id)
        at = meetings.index(own)
        yield from (note.file for note in meetings[max(at - 1, 0) : at + 2])


def _references(fact: facts.Fact | None) -> Iterator[str]:
    texts: list[Prose | None] = [getattr(fact, "body", None)]
    if isinstance(fact, facts.Meeting | facts.Report):
        for each in fact.follow_ups:
            yield each.commitment
            texts.append(each.note)
    if isinstance(fact, facts.Meeting):
        yield from _ties(fact)
        texts.extend(directive.text for directive in fact.directives)
    for text in texts:
        if text is not None:
            yield from text.references


def _ties(fact: facts.Fact | None) -> Iterator[str]:
    """The earlier directives that those of a meeting continue, replace or revoke."""
    for directive in fact.directives if isinstance(fact, facts.Meeting) else ():
        yield from (*directive.continues, *directive.replaces, *directive.revokes)


def _head(reference: str) -> str:
    """The meeting that a reference leads into, if it leads into one."""
    return reference.partition("/")[0]
