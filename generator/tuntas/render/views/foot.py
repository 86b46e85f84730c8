"""The foot of a page that is made from one note: which note, which commit of it, and its corrections."""

from collections.abc import Mapping

import msgspec

from tuntas.archive.archive import Archive
from tuntas.archive.events import CorrectionMade
from tuntas.render import address
from tuntas.render.source import Revision, Source
from tuntas.render.views.parts import CorrectionItem, Day, Parts, View
from tuntas.vocabulary import NoteKind

_ABBREVIATED = 7
"""So many digits of a commit: git's own abbreviation depends on what else is in a repository."""

_SHOW_THEIR_OWN = frozenset({NoteKind.MEETING, NoteKind.REPORT})


class Foot(View, frozen=True):
    """`traced` says whether there is a history at all; without a `commit` the note was never committed.

    `corrections` are those that the page itself does not show, `corrected` tells whether there are any.
    """

    file: str
    traced: bool
    commit: str
    day: Day | None
    saved: bool
    corrections: tuple[CorrectionItem, ...]
    corrected: bool
    all_corrections: str


class Notes(msgspec.Struct, frozen=True):
    """The file of each note, and when it was last changed; `revisions` is None where there is no history."""

    files: Mapping[tuple[NoteKind, str], str] = {}
    revisions: Mapping[str, Revision | None] | None = None

    def source(self, kind: NoteKind, id: str) -> Source | None:
        """The note of an id; none where pages are made without their notes."""
        file = self.files.get((kind, id))
        return Source(file, (self.revisions or {}).get(file)) if file is not None else None


class Feet:
    """Makes the feet of an archive's pages: with the corrections that pages do not show by themselves."""

    def __init__(self, archive: Archive, notes: Notes) -> None:
        self._archive = archive
        self._notes = notes

    def of(self, where: str, kind: NoteKind, id: str, root: str) -> Foot | None:
        """The foot of the page at an address that is made from a note."""
        source = self._notes.source(kind, id)
        if source is None:
            return None
        made = source.revision
        of_note = self._archive.corrections_of_note.get((kind, id), ())
        shown = self._shown(where, kind, id)
        parts = Parts(self._archive, root)
        return Foot(
            file=source.file,
            traced=self._notes.revisions is not None,
            commit=made.commit[:_ABBREVIATED] if made else "",
            day=parts.day(made.day) if made else None,
            saved=made.saved if made else False,
            corrections=tuple(map(parts.correction, shown)),
            corrected=bool(of_note or shown),
            all_corrections=address.CORRECTIONS,
        )

    def _shown(self, where: str, kind: NoteKind, id: str) -> tuple[CorrectionMade, ...]:
        """What pages do not show by themselves: a directive's corrections, and those of undated notes."""
        directive = address.directive_at(where)
        if directive is not None:
            return self._archive.corrections_of_directive.get(directive, ())
        if kind in _SHOW_THEIR_OWN or address.note_at(where) != (kind, id):
            return ()
        return self._archive.corrections_of_note.get((kind, id), ())
