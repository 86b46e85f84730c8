"""From which note a row comes."""

from tuntas.archive.events import Event
from tuntas.vocabulary import NoteKind


def note_of(event: Event, kind: NoteKind) -> str | None:
    """The id of the note that an event comes from, if that is of this kind."""
    return event.origin.id if event.origin.kind is kind else None
