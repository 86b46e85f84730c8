"""An entry of a feed, and how an event becomes one."""

import datetime as dt
from collections.abc import Iterable
from heapq import nlargest
from html import escape

import msgspec

from tuntas.archive.archive import Archive
from tuntas.archive.events import (
    AnyEvent,
    CommitmentEvent,
    CommitmentRevoked,
    DirectiveIssued,
    EventId,
    MeetingHeld,
    Origin,
    Reported,
)
from tuntas.archive.lookups import owner
from tuntas.read.facts import FollowUp, MeetingId, ReportId
from tuntas.render import address, story, wording
from tuntas.render.feeds.dates import Dates
from tuntas.render.feeds.site import Site
from tuntas.render.text import Texts, label, subject
from tuntas.vocabulary import NoteKind

MAX_ENTRIES = 50
"""So many entries does a feed hold, the newest ones."""

_MAX_KEPT = 8_192


class Entry(msgspec.Struct, frozen=True, gc=False):
    """One event, or one period of a digest, in every feed the same.

    `title`, `summary`, `categories` and `author` are plain text, `content` is safe HTML. No text
    holds a character that XML forbids.
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


class Entries:
    """The entries of an archive's events, each made when it is first asked for and then kept.

    Only so many are kept: the feeds that share events come first, and the thousands of feeds of
    single directives need theirs but once.
    """

    def __init__(self, archive: Archive, site: Site) -> None:
        self.archive = archive
        self.site = site
        self._dates = Dates(archive, site.zone)
        self._texts = Texts(archive, site.url, plain=True)
        self._kept: dict[EventId, Entry] = {}

    def newest(self, events: Iterable[AnyEvent]) -> tuple[Entry, ...]:
        """The entries of the newest of these events, newest first, none twice."""
        once = {event.id: event for event in events}.values()
        return tuple(map(self.of, nlargest(MAX_ENTRIES, once, key=self._dates.published)))

    def of(self, event: AnyEvent) -> Entry:
        found = self._kept.get(event.id)
        if found is None:
            found = self._make(event)
            if len(self._kept) >= _MAX_KEPT:
                del self._kept[next(iter(self._kept))]
            self._kept[event.id] = found
        return found

    def _make(self, event: AnyEvent) -> Entry:
        sentence = story.sentence(self.archive, event)
        return Entry(
            id=self.site.tag(event.id),
            title=story.title(self.archive, event),
            url=self.site.url + address.event(event),
            published=self._dates.published(event),
            updated=self._dates.updated(event),
            summary=sentence,
            content="\n".join(each for each in self._content(event, sentence) if each),
            author=self._author(event.origin),
            categories=tuple(dict.fromkeys((story.word(event), *self._subjects(event)))),
        )

    def _author(self, origin: Origin) -> str:
        """Who says so: the agency in its report, the government in its meetings."""
        if origin.kind is NoteKind.MEETING:
            return self.archive.meetings[MeetingId(origin.id)].government
        if origin.kind not in {NoteKind.REPORT, NoteKind.AGENCY, NoteKind.INNOVATION}:
            return self.archive.government
        known = self.archive.agencies.get(owner(origin.id))
        return known.name if known else self.archive.government

    def _subjects(self, event: AnyEvent) -> tuple[str, ...]:
        if isinstance(event, CommitmentEvent):
            topics = self.archive.directives[event.directive].fact.topics
            return (self.archive.agencies[event.agency].short_name, *topics)
        if isinstance(event, DirectiveIssued):
            return self.archive.directives[event.directive].fact.topics
        return ()

    def _content(self, event: AnyEvent, sentence: str) -> Iterable[str]:
        yield _paragraph(escape(sentence))
        match event:
            case Reported() | CommitmentRevoked() if event.follow_up is not None:
                yield from self._said(event.follow_up, event.origin)
            case DirectiveIssued():
                directive = self.archive.directives[event.directive]
                yield self._texts.html(directive.fact.text, address.meeting(directive.meeting))
            case MeetingHeld():
                yield self._directives(event.meeting)
            case _:
                pass
        corrected = self._dates.corrected(event)
        if corrected:
            # Said in the text, so that an entry is never newer than its text.
            yield _paragraph(f"Catatan asalnya dikoreksi pada {wording.day(corrected)}.")
        yield _paragraph(" · ".join(self._links(event)))

    def _said(self, follow_up: FollowUp, origin: Origin) -> Iterable[str]:
        yield self._texts.html(follow_up.note, address.note(origin))
        if follow_up.impact:
            yield _paragraph(f"Dampak: {escape(follow_up.impact)}")
        items = []
        for each in follow_up.evidence:
            target = each.target
            if "://" not in target:
                target = self.site.url + address.note_file(origin, target)
            items.append((wording.evidence_kind(each.kind), target, each.caption))
        yield _list(
            _link(target, kind) + (f": {escape(caption)}" if caption else "")
            for kind, target, caption in items
        )

    def _directives(self, meeting: MeetingId) -> str:
        return _list(
            self._to(address.directive(id), self.archive.directives[id].fact.title)
            for id in self.archive.meetings[meeting].directives
        )

    def _links(self, event: AnyEvent) -> Iterable[str]:
        """Where to read on: the directive, the agency, the note."""
        if isinstance(event, CommitmentEvent | DirectiveIssued):
            title = self.archive.directives[event.directive].fact.title
            yield self._to(address.directive(event.directive), f"Arahan: {title}")
        if isinstance(event, CommitmentEvent):
            agency = self.archive.agencies[event.agency].short_name
            yield self._to(address.agency(event.agency), agency)
        where = address.note(event.origin)
        if event.origin.kind is NoteKind.MEETING:
            meeting = MeetingId(event.origin.id)
            yield self._to(where, story.occasion(self.archive, meeting))
        elif event.origin.kind is not NoteKind.REPORT:
            yield self._to(where, label(self.archive, subject(event.origin)))
        else:
            report = self.archive.reports[ReportId(event.origin.id)].fact
            yield self._to(where, f"Laporan {wording.day(report.date)}")

    def _to(self, place: str, text: str) -> str:
        return _link(self.site.url + place, text)


def _paragraph(html: str) -> str:
    return f"<p>{html}</p>"


def _link(url: str, text: str) -> str:
    return f'<a href="{escape(url)}">{escape(text)}</a>'


def _list(items: Iterable[str]) -> str:
    inner = "".join(f"<li>{each}</li>" for each in items)
    return f"<ul>{inner}</ul>" if inner else ""
