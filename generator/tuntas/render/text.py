"""An author's text on a page: the marks that reading left in its HTML become links and ids."""

import re
from html import escape, unescape
from urllib.parse import unquote

import msgspec

from tuntas.archive.archive import Archive
from tuntas.archive.events import Origin
from tuntas.archive.names import Target, Thing
from tuntas.read.facts import (
    AgencyId,
    DirectiveId,
    IndicatorId,
    InnovationId,
    MeetingId,
    MissionId,
    PlanId,
)
from tuntas.read.prose import MARK, Heading, Prose
from tuntas.render import address
from tuntas.render.page import Heading as PageHeading
from tuntas.vocabulary import NoteKind

_REFERENCE = re.compile(rf'<a data-ref="{MARK}([^"]*)"[^>]*>(.*?)</a>', re.DOTALL)
_PICTURE = re.compile(rf'<img\b[^>]* src="{MARK}([^"]*)"[^>]*>')
_FILE = re.compile(rf'(href|src)="{MARK}([^"]*)"')


class Texts:
    """Finishes texts for pages below one root: `../../`, or a whole address ending in a slash."""

    def __init__(self, archive: Archive, root: str, *, plain: bool = False) -> None:
        """`plain` leaves pictures in one width, for readers of feeds."""
        self._archive = archive
        self._root = root
        self._plain = plain

    def html(self, prose: Prose | None, folder: str, prefix: str = "") -> str:
        """The safe HTML of a text.

        `folder` is the address at which the files beside its note are published, `prefix` keeps
        its ids apart from those of the other texts on the page.
        """
        if prose is None:
            return ""
        html = prose.html
        if MARK not in html:
            return html
        html = _REFERENCE.sub(self._reference, html)
        if not self._plain:
            html = _PICTURE.sub(lambda found: self._picture(folder, found), html)
        html = _FILE.sub(lambda found: f'{found[1]}="{self._file(folder, found[2])}"', html)
        return html.replace(MARK, prefix)

    def _picture(self, folder: str, found: re.Match[str]) -> str:
        image = shown(self._archive, folder, unquote(unescape(found[1])))
        if image is None:
            return found[0]
        sources = ", ".join(f"{self._root}{where} {width}w" for where, width in image.sources)
        size = f'<img width="{image.width}" height="{image.height}" loading="lazy"'
        where = escape(self._root + image.address)
        img = found[0].replace(f'src="{MARK}{found[1]}"', f'src="{where}"', 1).replace("<img", size, 1)
        return (
            f'<picture><source type="image/webp" srcset="{escape(sources)}" sizes="{SIZES}">{img}</picture>'
        )

    def _file(self, folder: str, name: str) -> str:
        # The name stands in the HTML as Markdown wrote it: perhaps escaped, perhaps percent-encoded.
        return escape(self._root + address.file(folder, unquote(name)))

    def _reference(self, found: re.Match[str]) -> str:
        target = self._archive.names.target(found[1])
        if target is None or not self._archive.holds(target):
            return found[2] or escape(found[1])
        text = found[2] or escape(label(self._archive, target))
        return f'<a href="{escape(self._root + address.target(target))}">{text}</a>'


SIZES = "(min-width: 50rem) 48rem, 100vw"
"""How wide a picture in a text shows."""


class Image(msgspec.Struct, frozen=True, gc=False):
    """A picture with its measures, so that a page does not jump when it comes; `sources` are WebP."""

    address: str
    width: int
    height: int
    sources: tuple[tuple[str, int], ...]


def shown(archive: Archive, folder: str, name: str) -> Image | None:
    """How a picture shows that lies beside the note of a page; None if it was not measured."""
    of = address.note_at(folder)
    picture = archive.pictures.get(of, {}).get(name) if of else None
    if picture is None:
        return None
    sources = tuple(
        (address.file(folder, address.picture_file(name, width)), width) for width in picture.widths
    )
    where = address.file(folder, address.fallback_file(name))
    return Image(where, picture.width, picture.height, sources)


def headings(prose: Prose | None, prefix: str = "") -> tuple[PageHeading, ...]:
    """The table of contents of a text, with the ids that `Texts.html` gives its headings."""

    def of(heading: Heading) -> PageHeading:
        id = heading.id.replace(MARK, prefix)
        return PageHeading(id, heading.title, tuple(map(of, heading.children)))

    return tuple(map(of, prose.headings)) if prose else ()


def subject(origin: Origin) -> Target:
    """The thing that a note is about, where that is neither a meeting nor a report."""
    return Target(_SUBJECTS[origin.kind], origin.id)


_SUBJECTS = {
    NoteKind.AGENCY: Thing.AGENCY,
    NoteKind.INNOVATION: Thing.INNOVATION,
    NoteKind.PLAN: Thing.PLAN,
    NoteKind.INDICATOR: Thing.INDICATOR,
}


def label(archive: Archive, target: Target) -> str:
    """What a thing is called where it is linked to."""
    id = target.id
    match target.thing:
        case Thing.AGENCY:
            return archive.agencies[AgencyId(id)].short_name
        case Thing.MEETING:
            return archive.occasions[MeetingId(id)].title
        case Thing.DIRECTIVE:
            return archive.directives[DirectiveId(id)].fact.title
        case Thing.COMMITMENT:
            directive, _, _ = id.rpartition("/")
            commitment = archive.commitments[id]  # type: ignore[index]
            agency = archive.agencies[commitment.agency].short_name
            return f"{agency}: {archive.directives[DirectiveId(directive)].fact.title}"
        case Thing.INNOVATION:
            return archive.innovations[InnovationId(id)].name
        case Thing.INDICATOR:
            return archive.indicators[IndicatorId(id)].name
        case Thing.PLAN:
            return archive.plans[PlanId(id)].title
        case Thing.MISSION:
            mission = archive.missions[MissionId(id)]
            return f"Misi {mission.fact.number} RPJMD {mission.plan}"
