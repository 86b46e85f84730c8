"""Cards: what a page looks like where it is shared: a picture, and the tags in the head that name it.

A card tells what does not change: a title, a day, who. How something stands would be old by the time
that somebody sees it, since those who show cards keep them for weeks.
"""

from collections.abc import Callable, Iterator
from functools import partial
from html import escape
from typing import Final

import msgspec

from tuntas.archive.archive import Archive
from tuntas.archive.events import AnyEvent, CommitmentRevoked, Origin, Reported
from tuntas.read.facts import AgencyId, DirectiveId, MeetingId
from tuntas.render import address, wording
from tuntas.vocabulary import EvidenceKind, NoteKind

WIDTH: Final = 1200
HEIGHT: Final = 630


class CardPhoto(msgspec.Struct, frozen=True):
    """A photo beside a note, by the note and the name of the file."""

    kind: NoteKind
    id: str
    name: str


class Card(msgspec.Struct, frozen=True):
    """What is drawn on a picture of `WIDTH` by `HEIGHT` pixels; `address` is below the site's root."""

    address: str
    kicker: str
    title: str
    detail: str
    photo: CardPhoto | None = None

    @property
    def description(self) -> str:
        """The picture in words, for who can't see it."""
        words = f"{self.kicker}: {self.title}" if self.kicker else self.title
        return f"{words} (dengan foto)" if self.photo else words


def default(site_name: str, government: str) -> Card:
    """The card of pages that have none of their own."""
    return Card(address.CARD, "", site_name, government)


def of_meeting(archive: Archive, id: MeetingId) -> Card:
    """The card of a meeting, with its first photo."""
    meeting = archive.meetings[id]
    fact = meeting.fact
    photos = ((NoteKind.MEETING, id, each.file) for each in fact.photos)
    return _card(
        address.meeting(id),
        f"{wording.meeting_kind(fact.kind)} · {wording.day(fact.date)}",
        wording.unmarked(fact.title, sample=fact.sample),
        meeting.government,
        next((CardPhoto(*each) for each in photos), None),
        sample=fact.sample,
    )


def of_directive(archive: Archive, id: DirectiveId) -> Card:
    """The card of a directive that a photo shows, with the newest; else that of its meeting."""
    directive = archive.directives[id]
    photo = _newest(archive.events_of_directive.get(id, ()))
    if photo is None:
        return of_meeting(archive, directive.meeting)
    sample = directive.origin.sample
    meeting = wording.unmarked(archive.meetings[directive.meeting].fact.title, sample=sample)
    return _card(
        address.directive(id),
        f"Arahan · {wording.day(directive.issued)}",
        wording.unmarked(directive.fact.title, sample=sample),
        meeting,
        photo,
        sample=sample,
    )


def of_agency(archive: Archive, id: AgencyId) -> Card:
    """The card of an agency."""
    fact = archive.agencies[id]
    return _card(address.agency(id), fact.short_name, fact.name, archive.lineage.government(id), None)


def cards(archive: Archive) -> Iterator[tuple[str, Callable[[Archive], Card]]]:
    """The address of every card that is drawn for one page, with what makes it from the archive."""
    for meeting in archive.meetings:
        yield of_meeting(archive, meeting).address, partial(of_meeting, id=meeting)
    for agency in archive.agencies:
        yield address.card(address.agency(agency), photo=False), partial(of_agency, id=agency)
    for directive in sorted(set(_photographed(archive))):
        yield address.card(address.directive(directive), photo=True), partial(of_directive, id=directive)


def tags(card: Card, site_url: str) -> str:
    """The tags that name a card, as HTML for the head; titles and addresses stand in the frame."""
    where, alt = escape(site_url + card.address), escape(card.description)
    return (
        f'<meta property="og:image" content="{where}">\n'
        f'<meta property="og:image:width" content="{WIDTH}">\n'
        f'<meta property="og:image:height" content="{HEIGHT}">\n'
        f'<meta property="og:image:alt" content="{alt}">\n'
        f'<meta name="twitter:image:alt" content="{alt}">\n'
    )


def _card(
    page: str, kicker: str, title: str, detail: str, photo: CardPhoto | None, *, sample: bool = False
) -> Card:
    where = address.card(page, photo=photo is not None)
    return Card(where, f"Contoh · {kicker}" if sample else kicker, title, detail, photo)


def _newest(events: tuple[AnyEvent, ...]) -> CardPhoto | None:
    return next((photo for event in reversed(events) for photo in _photos(event)), None)


def _photos(event: AnyEvent) -> Iterator[CardPhoto]:
    follow_up = event.follow_up if isinstance(event, Reported | CommitmentRevoked) else None
    origin: Origin = event.origin
    for each in follow_up.evidence if follow_up else ():
        if each.kind is EvidenceKind.PHOTO and "://" not in each.target:
            yield CardPhoto(origin.kind, origin.id, each.target)


def _photographed(archive: Archive) -> Iterator[DirectiveId]:
    """The directives that a photo shows; only notes with pictures are looked through."""
    for _, note in archive.pictures:
        for event in archive.events_of_origin.get(note, ()):
            if isinstance(event, Reported | CommitmentRevoked) and next(_photos(event), None):
                yield event.directive
