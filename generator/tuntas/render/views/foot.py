"""The foot of a page that is made from one note: which note, which commit of it, and its corrections."""

from collections import defaultdict
from collections.abc import Mapping
from functools import cached_property

import msgspec

from tuntas.archive.archive import Archive
from tuntas.archive.corrections import path_of
from tuntas.archive.events import CorrectionMade
from tuntas.read.facts import DirectiveId
from tuntas.render import address
from tuntas.render.source import Revision, Source
from tuntas.render.views.parts import Day, EventItem, Parts, View
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
    corrections: tuple[EventItem, ...]
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
    """Makes the feet of an archive's pages."""

    def __init__(self, archive: Archive, notes: Notes) -> None:
        self._archive = archive
        self._notes = notes

    def of(self, where: str, kind: NoteKind, id: str, root: str) -> Foot | None:
        """The foot of the page at an address that is made from a note."""
        source = self._notes.source(kind, id)
        if source is None:
            return None
        made = source.revision
        of_note = [
            event
            for event in self._archive.events_of_origin.get(id, ())
            if isinstance(event, CorrectionMade) and event.origin.kind is kind
        ]
        shown = self._of_page.get(where, ())
        parts = Parts(self._archive, root)
        return Foot(
            file=source.file,
            traced=self._notes.revisions is not None,
            commit=made.commit[:_ABBREVIATED] if made else "",
            day=parts.day(made.day) if made else None,
            saved=made.saved if made else False,
            corrections=parts.events(shown),
            corrected=bool(of_note or shown),
            all_corrections=address.CORRECTIONS,
        )

    @cached_property
    def _of_page(self) -> dict[str, list[CorrectionMade]]:
        """What pages do not show by themselves: a directive's corrections, and those of undated notes."""
        found: defaultdict[str, list[CorrectionMade]] = defaultdict(list)
        for event in self._archive.events:
            if not isinstance(event, CorrectionMade):
                continue
            directive = self._directive(event)
            if directive is not None:
                found[address.directive(directive)].append(event)
            if event.origin.kind not in _SHOW_THEIR_OWN:
                found[address.note(event.origin)].append(event)
        return found

    def _directive(self, event: CorrectionMade) -> DirectiveId | None:
        """The directive that a correction speaks of: of its own text, or of what was said of it."""
        head, *rest = path_of(event.correction).split("/")
        match head:
            case "arahan" if rest:
                return self._archive.names.directive(f"{event.origin.id}/{rest[0]}")
            case "tindak_lanjut" if len(rest) > 1:
                return self._archive.names.directive("/".join(rest[:2]))
            case _:
                return None
