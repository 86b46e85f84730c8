"""An entry of a feed, and how an event becomes one."""

import datetime as dt
from collections.abc import Callable, Iterable
from functools import lru_cache, partial
from html import escape
from operator import itemgetter
from typing import Final, TypeAlias

import msgspec

from tuntas.archive.archive import Archive
from tuntas.archive.events import (
    CommitmentEvent,
    CommitmentRevoked,
    DirectiveIssued,
    EventId,
    MeetingHeld,
    Origin,
    Reported,
    Tellable,
    Withdrawn,
)
from tuntas.archive.lookups import owner
from tuntas.archive.seconds import Seconds
from tuntas.archive.watched import Reads
from tuntas.read.facts import AgencyId, DirectiveId, Evidence, FollowUp, MeetingId, ReportId
from tuntas.render import address, story, wording
from tuntas.render.feeds.dates import Dates
from tuntas.render.feeds.site import Site
from tuntas.render.text import Texts, label, shown, subject
from tuntas.vocabulary import EvidenceKind, NoteKind

MAX_ENTRIES = 50
"""So many entries does a feed hold, the newest ones."""


_OF_AGENCIES = frozenset({NoteKind.REPORT, NoteKind.AGENCY, NoteKind.INNOVATION})


class Enclosure(msgspec.Struct, frozen=True, gc=False):
    """A file of the site that belongs to an entry, with its size in bytes; of a picture also the pixels.

    The measures are in digits, as documents show them.
    """

    url: str
    type: str
    length: str
    caption: str
    width: str = ""
    height: str = ""


class Entry(msgspec.Struct, frozen=True, gc=False):
    """One event, or one period of a digest, in every feed the same.

    `title`, `summary`, `categories` and `author` are plain text, `content` is safe HTML.
    """

    id: str
    title: str
    url: str
    published: dt.datetime
    updated: dt.datetime
    summary: str
    content: str
    author: str
    categories: tuple[str, ...] = ()
    enclosures: tuple[Enclosure, ...] = ()

    @property
    def enclosure(self) -> tuple[Enclosure, ...]:
        """The first of them, if there is any: RSS has place for no more."""
        return self.enclosures[:1]

    @property
    def pictures(self) -> tuple[Enclosure, ...]:
        """Those that are pictures."""
        return tuple([each for each in self.enclosures if each.width]) if self.enclosures else ()


Size: TypeAlias = Callable[[NoteKind, str, str], int]
"""The bytes of a published photo, by the kind and id of its note and its own name."""

_Kept: TypeAlias = dict[str, tuple[Entry, frozenset[tuple[str, object]]]]
"""Entries by their id, each with what was read for it."""


class Entries:
    """The entries of an archive's events.

    What an entry is made of is read of the archive whenever it is made, so whoever watches what is read
    sees all that a feed depends on.
    """

    def __init__(
        self,
        archive: Archive,
        site: Site,
        seconds: Seconds | None = None,
        size: Size | None = None,
        reads: Reads | None = None,
    ) -> None:
        """Entries are kept for the documents of one year only where `reads` notes what they are made of.

        `seconds` are those of the same archive, if it is watched: the second of an event is part of it.
        `size` knows what a photo weighs as it is published; without it none is enclosed.
        """
        self.archive = archive
        self.site = site
        self._size = size
        self._reads = reads
        self._kept: _Kept = {}
        self._periods: _Kept = {}
        self._year = 0
        self._dates = Dates(archive, site.zone, seconds)
        self._texts = Texts(archive, site.url, plain=True)

    def newest(self, events: Iterable[Tellable]) -> tuple[Entry, ...]:
        """The entries of the newest of these events, newest first, none twice.

        The events come in the order of time, the newest first; no more of them are taken than needed.
        """
        found: dict[EventId, Tellable] = {}
        day = None
        for event in events:
            # Within a day the order is that of the seconds, so a day is taken whole.
            if event.date != day and len(found) >= MAX_ENTRIES:
                break
            day = event.date
            found.setdefault(event.id, event)
        dated = self._dated(found.values())
        return tuple([self._made(event, self._dates.at(day, at)) for day, at, event in dated[:MAX_ENTRIES]])

    def of_year(self, year: int, events: Iterable[Tellable]) -> tuple[Entry, ...]:
        """The entries of all of these events of a year, newest first.

        An event stands in the documents of several feeds: it is made once, and each of them notes
        all that was read for it.
        """
        if year != self._year:
            self._year, self._kept = year, {}
        dated = self._dated(events)
        return tuple([self._once(event, self._dates.at(day, at)) for day, at, event in dated])

    def of_period(self, id: str, make: Callable[[], Entry]) -> Entry:
        """The entry of a period, made once for the two documents in which it stands."""
        return self._keeping(self._periods, id, make)

    def _dated(self, events: Iterable[Tellable]) -> list[tuple[dt.date, int, Tellable]]:
        second = self._dates.second
        dated = [(each.date, second(each), each) for each in events]
        dated.sort(key=itemgetter(0, 1), reverse=True)
        return dated

    def _once(self, event: Tellable, published: dt.datetime) -> Entry:
        return self._keeping(self._kept, event.id, partial(self._made, event, published))

    def _keeping(self, known: _Kept, id: str, make: Callable[[], Entry]) -> Entry:
        reads = self._reads
        if reads is None:
            return make()
        kept = known.get(id)
        if kept is None:
            before, reads.seen = reads.seen, set()
            kept = known[id] = make(), frozenset(reads.seen)
            reads.seen = before
        entry, seen = kept
        reads.seen |= seen
        return entry

    def of(self, event: Tellable) -> Entry:
        """The entry of an event."""
        return self._made(event, self._dates.published(event))

    def _made(self, event: Tellable, published: dt.datetime) -> Entry:
        sentence = story.sentence(self.archive, event)
        corrected = self._dates.corrected(event)
        return Entry(
            id=self.site.tag(event.id),
            title=story.title(self.archive, event),
            url=self.site.url + address.event(event),
            published=published,
            updated=self._dates.updated(event) if corrected or isinstance(event, Withdrawn) else published,
            summary=sentence,
            content="\n".join(self._content(event, sentence, corrected)),
            author=self._author(event.origin),
            categories=tuple(dict.fromkeys((story.word(event), *self._subjects(event)))),
            enclosures=self._enclosures(event),
        )

    def _author(self, origin: Origin) -> str:
        """Who says so: the agency in its report, the government in its meetings."""
        if origin.kind is NoteKind.MEETING:
            return self.archive.occasions[MeetingId(origin.id)].government
        if origin.kind not in _OF_AGENCIES:
            return self.archive.government
        known = self.archive.agencies.get(owner(origin.id))
        return known.name if known else self.archive.government

    def _subjects(self, event: Tellable) -> tuple[str, ...]:
        if isinstance(event, CommitmentEvent):
            topics = self.archive.directives[event.directive].fact.topics
            return (self.archive.agencies[event.agency].short_name, *topics)
        if isinstance(event, DirectiveIssued):
            return self.archive.directives[event.directive].fact.topics
        return ()

    def _content(self, event: Tellable, sentence: str, corrected: dt.date | None) -> list[str]:
        lines = [_paragraph(escape(sentence))]
        if isinstance(event, CommitmentEvent):
            asked, punctual = self._asked(event), story.punctual(event)
            lines.append(_paragraph(f"{asked} {story.word(event)}, {punctual}." if punctual else asked))
        if isinstance(event, (Reported, CommitmentRevoked)):
            if event.follow_up is not None:
                lines.extend(self._said(event.follow_up, event.origin))
        elif isinstance(event, DirectiveIssued):
            directive = self.archive.directives[event.directive]
            lines.append(self._texts.html(directive.fact.text, address.meeting(directive.meeting)))
        elif isinstance(event, MeetingHeld):
            lines.append(self._directives(event.meeting))
        if corrected:
            # Said in the text, so that an entry is never newer than its text.
            note = "tentang ini" if isinstance(event, Withdrawn) else "asalnya"
            lines.append(_paragraph(f"Catatan {note} dikoreksi pada {wording.day(corrected)}."))
        lines.append(_paragraph(" · ".join(self._links(event))))
        return [each for each in lines if each]

    def _said(self, follow_up: FollowUp, origin: Origin) -> Iterable[str]:
        yield self._texts.html(follow_up.note, address.note(origin))
        if follow_up.impact:
            yield _paragraph(f"Dampak: {escape(follow_up.impact)}")
        yield _list([self._evidence(each, origin) for each in follow_up.evidence])

    def _asked(self, event: CommitmentEvent) -> str:
        """Who asked it of whom, and where."""
        archive = self.archive
        meeting = archive.occasions[archive.directives[event.directive].meeting]
        chair, agency = wording.person(meeting.chair), archive.agencies[event.agency].name
        return _asked(self.site.url, chair, agency, meeting.id, story.occasion(archive, meeting.id))

    def _evidence(self, evidence: Evidence, origin: Origin) -> str:
        target = evidence.target
        kind, caption = wording.evidence_kind(evidence.kind), escape(evidence.caption)
        outside = "://" in target
        link = _link(target if outside else self.site.url + address.note_file(origin, target), kind)
        told = f"{link}: {caption}" if caption else link
        if outside or evidence.kind is not EvidenceKind.PHOTO:
            return told
        image = shown(self.archive, address.note(origin), target)
        if image is None:
            return told
        where = escape(self.site.url + image.address)
        size = f'width="{image.width}" height="{image.height}"'
        return f'<img src="{where}" alt="{escape(evidence.caption)}" {size}><br>{told}'

    def _enclosures(self, event: Tellable) -> tuple[Enclosure, ...]:
        """The photos and documents that show it."""
        follow_up: FollowUp | None = getattr(event, "follow_up", None)
        if follow_up is None or not follow_up.evidence:
            return ()
        found = (self._enclosure(each, event.origin) for each in follow_up.evidence)
        return tuple(dict.fromkeys([each for each in found if each]))

    def _enclosure(self, evidence: Evidence, origin: Origin) -> Enclosure | None:
        name = evidence.target
        if "://" in name:
            return None
        url, own = self.site.url, (origin.kind, origin.id)
        caption = evidence.caption or wording.evidence_kind(evidence.kind)
        if evidence.kind is EvidenceKind.PHOTO:
            image = shown(self.archive, address.note(origin), name)
            if image is None or self._size is None:
                return None
            size = str(self._size(*own, name))
            where = url + image.address
            return Enclosure(where, media_type(where), size, caption, str(image.width), str(image.height))
        bytes_ = self.archive.documents.get(own, {}).get(name)
        where = url + address.note_file(origin, name)
        return Enclosure(where, media_type(name), str(bytes_), caption) if bytes_ else None

    def _directives(self, meeting: MeetingId) -> str:
        return _list(
            _link(self.site.url + address.directive(id), self.archive.directives[id].fact.title)
            for id in self.archive.occasions[meeting].directives
        )

    def _links(self, event: Tellable) -> list[str]:
        """Where to read on: the directive, the agency, the note."""
        archive, url = self.archive, self.site.url
        links = []
        if isinstance(event, (CommitmentEvent, DirectiveIssued)):
            links.append(_to_directive(url, event.directive, archive.directives[event.directive].fact.title))
        if isinstance(event, CommitmentEvent):
            links.append(_to_agency(url, event.agency, archive.agencies[event.agency].short_name))
        origin = event.origin
        if origin.kind is NoteKind.MEETING:
            name = story.occasion(archive, MeetingId(origin.id))
        elif origin.kind is not NoteKind.REPORT:
            name = label(archive, subject(origin))
        else:
            name = f"Laporan {wording.day(archive.reports[ReportId(origin.id)].fact.date)}"
        links.append(_to_note(url, origin, name))
        return links


def media_type(name: str) -> str:
    """The media type of a file that may lie beside a note, by its name."""
    return _TYPES.get(name.rpartition(".")[2].lower(), "application/octet-stream")


_TYPES: Final = {
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "png": "image/png",
    "webp": "image/webp",
    "pdf": "application/pdf",
}


# A directive's feed links to the same few pages again and again.


@lru_cache(maxsize=1_024)
def _asked(url: str, chair: str, agency: str, meeting: MeetingId, occasion: str) -> str:
    where = _link(url + address.meeting(meeting), occasion)
    return f"Diminta oleh {escape(chair)} kepada {escape(agency)} dalam {where}."


@lru_cache(maxsize=256)
def _to_directive(url: str, id: DirectiveId, title: str) -> str:
    return _link(url + address.directive(id), f"Arahan: {title}")


@lru_cache(maxsize=256)
def _to_agency(url: str, id: AgencyId, name: str) -> str:
    return _link(url + address.agency(id), name)


@lru_cache(maxsize=256)
def _to_note(url: str, origin: Origin, name: str) -> str:
    return _link(url + address.note(origin), name)


def _link(url: str, text: str) -> str:
    return f'<a href="{escape(url)}">{escape(text)}</a>'


def _paragraph(html: str) -> str:
    return f"<p>{html}</p>"


def _list(items: Iterable[str]) -> str:
    inner = "".join([f"<li>{each}</li>" for each in items])
    return f"<ul>{inner}</ul>" if inner else ""
