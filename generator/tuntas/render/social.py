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
from tuntas.archive.photographed import Photo
from tuntas.read.facts import AgencyId, DirectiveId, MeetingId
from tuntas.render import address, wording
from tuntas.vocabulary import NoteKind

WIDTH: Final = 1200
HEIGHT: Final = 630


class Card(msgspec.Struct, frozen=True):
    """What is drawn on a picture of `WIDTH` by `HEIGHT` pixels; `address` is below the site's root."""

    address: str
    kicker: str
    title: str
    detail: str
    photo: Photo | None = None

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
    meeting = archive.occasions[id]
    return _card(
        address.meeting(id),
        f"{wording.meeting_kind(meeting.kind)} · {wording.day(meeting.date)}",
        wording.unmarked(meeting.title, sample=meeting.sample),
        meeting.government,
        Photo(NoteKind.MEETING, id, meeting.photo) if meeting.photo else None,
        sample=meeting.sample,
    )


def of_directive(archive: Archive, id: DirectiveId) -> Card:
    """The card of a directive that a photo shows, with the newest; else that of its meeting."""
    directive = archive.directives[id]
    photo = archive.photo_of_directive.get(id)
    if photo is None:
        return of_meeting(archive, directive.meeting)
    sample = directive.origin.sample
    meeting = wording.unmarked(archive.occasions[directive.meeting].title, sample=sample)
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
    for directive in archive.photo_of_directive:
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
    page: str, kicker: str, title: str, detail: str, photo: Photo | None, *, sample: bool = False
) -> Card:
    where = address.card(page, photo=photo is not None)
    return Card(where, f"Contoh · {kicker}" if sample else kicker, title, detail, photo)
