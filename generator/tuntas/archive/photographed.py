"""Which photo shows each directive: the newest that was told as evidence."""

from collections.abc import Iterator, Mapping, Sequence

import msgspec

from tuntas.archive.events import AnyEvent, CommitmentRevoked, Reported
from tuntas.read.facts import DirectiveId
from tuntas.vocabulary import EvidenceKind, NoteKind


class Photo(msgspec.Struct, frozen=True):
    """A photo beside a note, by the note and the name of the file."""

    kind: NoteKind
    id: str
    name: str


def photo_of_directive(
    pictured: Mapping[tuple[NoteKind, str], object],
    events_of_origin: Mapping[str, Sequence[AnyEvent]],
    events_of_directive: Mapping[DirectiveId, Sequence[AnyEvent]],
) -> dict[DirectiveId, Photo]:
    """The directives that a photo shows; only notes with pictures are looked through."""
    told = (event for _, note in pictured for event in events_of_origin.get(note, ()))
    shown = {
        event.directive for event in told if isinstance(event, Reported | CommitmentRevoked) and _first(event)
    }
    found = {}
    for directive in sorted(shown):
        newest = next(filter(None, map(_first, reversed(events_of_directive[directive]))), None)
        if newest is not None:
            found[directive] = newest
    return found


def _first(event: AnyEvent) -> Photo | None:
    return next(_photos(event), None)


def _photos(event: AnyEvent) -> Iterator[Photo]:
    follow_up = event.follow_up if isinstance(event, Reported | CommitmentRevoked) else None
    for each in follow_up.evidence if follow_up else ():
        if each.kind is EvidenceKind.PHOTO and "://" not in each.target:
            yield Photo(event.origin.kind, event.origin.id, each.target)
