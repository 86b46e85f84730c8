"""The parts that pages share: links, commitments, directives, events, evidence."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from typing import Final

import msgspec

from tuntas.archive.archive import Archive
from tuntas.archive.events import (
    AnyEvent,
    CommitmentEvent,
    CommitmentRevoked,
    CorrectionMade,
    DirectiveIssued,
    DueDateMoved,
    Origin,
    Reported,
)
from tuntas.archive.names import Target
from tuntas.archive.progress import Progress, stage
from tuntas.archive.replay import Commitment, State
from tuntas.read import facts
from tuntas.read.facts import AgencyId, CommitmentId, DirectiveId, MeetingId
from tuntas.render import address, story, wording
from tuntas.render.text import Image, Texts, label, shown, subject
from tuntas.render.wording import Standing
from tuntas.vocabulary import EvidenceKind, NoteKind, Role, Status


class View(msgspec.Struct, frozen=True, gc=False):
    """What a template is given; addresses in it are below the site's root."""


class Link(View, frozen=True):
    text: str
    address: str


class Day(View, frozen=True):
    """A day for machines and for readers."""

    iso: str
    text: str


class EvidenceItem(View, frozen=True):
    """`address` is a whole one if `outside`, else below the site's root.

    `host` says where it leads if `outside`, `file` the type and size of a document.
    """

    kind: str
    word: str
    address: str
    caption: str
    outside: bool
    image: Image | None = None
    host: str = ""
    file: str = ""


class NeedItem(View, frozen=True):
    """What is needed from whom: an agency's page, or a name without one."""

    who: Link
    what: str


class CommitmentItem(View, frozen=True):
    """A commitment wherever it is listed."""

    anchor: str
    address: str
    agency: Link
    holders: tuple[Link, ...]
    directive: Link
    lead: bool
    role: str
    action: str
    measure: str
    standing: Standing
    due: Day | None
    moved_from: tuple[Day, ...]
    left: str
    overdue: str
    silent: str
    punctual: str
    percent: int | None
    needs: tuple[NeedItem, ...]
    obstacle: str
    needs_from: Link | None
    sample: bool


class Share(View, frozen=True):
    """How many commitments stand one way; `start` and `width` lie on a bar that is `BAR` wide."""

    key: str
    word: str
    count: int
    start: int
    width: int


class Tally(View, frozen=True):
    """Counts of commitments, in figures and in words, with the shares for a bar.

    `told` says whether anything is known of any of them: a bar of one colour shows nothing.
    """

    total: int
    complete: int
    open: int
    overdue: int
    with_due: int
    on_time: int
    late: int
    summary: str
    shares: tuple[Share, ...]
    told: bool


class Asked(View, frozen=True):
    """The commitments of a directive in one role.

    `alike` are those of many agencies that were asked for the same and of which nothing is known
    yet, together; `items` are all others.
    """

    role: str
    items: tuple[CommitmentItem, ...]
    alike: tuple[tuple[CommitmentItem, ...], ...]


class DirectiveItem(View, frozen=True):
    """A directive wherever it is listed."""

    address: str
    title: str
    meeting: Link
    day: Day
    standing: Standing
    tally: Tally
    agencies: tuple[Link, ...]
    more_agencies: int
    sample: bool


class DirectiveLine(View, frozen=True):
    """A directive in one line; `total` and `complete` count its commitments."""

    address: str
    title: str
    day: Day
    standing: Standing
    total: int
    complete: int
    sample: bool


class MovedDue(View, frozen=True):
    old: Day | None
    new: Day
    reason: str


class EventItem(View, frozen=True):
    """Something that happened, with all that was said of it.

    Where it is at home it has no `address`, `headline` and `subject`: the page tells these.
    """

    anchor: str
    address: str
    day: Day
    key: str
    word: str
    headline: str
    agency: Link | None
    subject: Link | None
    source: Link
    note: str
    impact: str
    obstacle: str
    needs_from: Link | None
    percent: int | None
    evidence: tuple[EvidenceItem, ...]
    moved: MovedDue | None
    sample: bool


class EventLine(View, frozen=True):
    """Something that happened, in one line."""

    address: str
    day: Day
    key: str
    word: str
    headline: str
    agency: str
    sample: bool


class CorrectionItem(View, frozen=True):
    """A correction on the page of what it corrects."""

    anchor: str
    day: Day
    sentence: str


class MeetingItem(View, frozen=True):
    address: str
    title: str
    day: Day
    kind: str
    government: str
    directives: int
    sample: bool


class PhotoItem(View, frozen=True):
    address: str
    caption: str
    image: Image | None = None


class SourceItem(View, frozen=True):
    """A publication that a note draws on."""

    title: str
    publisher: str
    day: Day | None
    url: str


MIN_ALIKE = 4
"""So many agencies that were asked for the same are shown together."""
MAX_AGENCIES = 6
"""So many agencies are named with a directive in a list; the rest are counted."""


class Parts:
    """Makes the shared parts for pages below one root."""

    def __init__(self, archive: Archive, root: str) -> None:
        self.archive = archive
        self.texts = Texts(archive, root)

    # --- links ---

    def agency(self, id: AgencyId) -> Link:
        return Link(self.archive.agencies[id].short_name, address.agency(id))

    def meeting(self, id: MeetingId) -> Link:
        return Link(self.archive.occasions[id].title, address.meeting(id))

    def directive(self, id: DirectiveId) -> Link:
        return Link(self.archive.directives[id].fact.title, address.directive(id))

    def target(self, target: Target) -> Link:
        return Link(label(self.archive, target), address.target(target))

    def mentions(self, of: Target) -> tuple[Link, ...]:
        """The notes whose text refers to a thing."""
        found = self.archive.mentions.get(of, ())
        return tuple(self.target(each) for each in found if self.archive.holds(each))

    def source(self, origin: Origin) -> Link:
        """The note that something was said in."""
        if origin.kind is NoteKind.MEETING:
            return self.meeting(MeetingId(origin.id))
        if origin.kind is not NoteKind.REPORT:
            return self.target(subject(origin))
        title = self.archive.reports[origin.id].fact.title  # type: ignore[index]
        return Link(title, address.report(origin.id))

    def who(self, source: str) -> Link | None:
        """An agency by its slug, or somebody without a page."""
        if not source:
            return None
        agency = self.archive.names.agency(source)
        if agency is None or agency not in self.archive.agencies:
            return Link(source, "")
        return self.agency(agency)

    # --- lists ---

    @staticmethod
    def day(date: dt.date) -> Day:
        return _day(date)

    def commitment(self, id: CommitmentId) -> CommitmentItem:
        archive = self.archive
        commitment, state = archive.commitments[id], archive.states[id]
        sample = commitment.origin.sample
        holders = archive.holders[commitment.agency]
        return CommitmentItem(
            anchor=commitment.slug,
            address=address.commitment(id),
            agency=self.agency(commitment.agency),
            holders=tuple([self.agency(each) for each in holders if each != commitment.agency]),
            directive=_unmarked(self.directive(commitment.directive), sample),
            lead=commitment.role is Role.LEAD,
            role=wording.role(commitment.role),
            action=wording.unmarked(commitment.action, sample=sample),
            measure=commitment.measure,
            standing=wording.standing(state, replaced=self._is_replaced(commitment, state)),
            due=_day(state.due) if state.due else None,
            moved_from=tuple(map(_day, state.due_history[:-1])),
            left=wording.left(state.due, archive.as_of) if state.due and state.is_open else "",
            overdue=wording.overdue(state),
            silent=wording.silent(state),
            punctual=wording.punctual(state),
            percent=state.percent,
            needs=self._needs(commitment) if commitment.needs else (),
            obstacle=wording.unmarked(state.obstacle.text, sample=sample) if state.obstacle else "",
            needs_from=self.who(state.obstacle.needs_from) if state.obstacle else None,
            sample=sample or _told_by_sample(state),
        )

    def _is_replaced(self, commitment: Commitment, state: State) -> bool:
        """Whether what closed a commitment took the place of its directive."""
        closing = self.archive.directives.get(state.closed_by) if state.closed_by else None
        return closing is not None and commitment.directive in closing.replaces

    def _needs(self, commitment: Commitment) -> tuple[NeedItem, ...]:
        return tuple(NeedItem(self.who(need.source) or Link("", ""), need.what) for need in commitment.needs)

    def commitments(self, ids: Iterable[CommitmentId]) -> tuple[CommitmentItem, ...]:
        return tuple(self.commitment(id) for id in ids)

    def asked(self, directive: DirectiveId) -> tuple[Asked, ...]:
        """The commitments of a directive, lead and supporting agencies apart."""
        items = self.commitments(self.archive.directives[directive].commitments)
        roles = dict.fromkeys(item.role for item in sorted(items, key=lambda each: not each.lead))
        return tuple(_asked(role, [item for item in items if item.role == role]) for role in roles)

    def directive_item(self, id: DirectiveId) -> DirectiveItem:
        archive = self.archive
        directive, counts = archive.directives[id], archive.progress_of_directive[id]
        sample = directive.origin.sample
        commitments = [archive.commitments[each] for each in directive.commitments]
        lead = [each.agency for each in commitments if each.role is Role.LEAD]
        supporting = [each.agency for each in commitments if each.role is not Role.LEAD]
        agencies = tuple(dict.fromkeys(lead + supporting))
        return DirectiveItem(
            address=address.directive(id),
            title=wording.unmarked(directive.fact.title, sample=sample),
            meeting=_unmarked(self.meeting(directive.meeting), sample),
            day=_day(directive.issued),
            standing=wording.stage(stage(directive, counts)),
            tally=tally(counts),
            agencies=tuple(map(self.agency, agencies[:MAX_AGENCIES])),
            more_agencies=max(len(agencies) - MAX_AGENCIES, 0),
            sample=sample,
        )

    def directive_line(self, id: DirectiveId) -> DirectiveLine:
        directive, counts = self.archive.directives[id], self.archive.progress_of_directive[id]
        sample = directive.origin.sample
        return DirectiveLine(
            address=address.directive(id),
            title=wording.unmarked(directive.fact.title, sample=sample),
            day=_day(directive.issued),
            standing=wording.stage(stage(directive, counts)),
            total=counts.total,
            complete=counts.complete,
            sample=sample,
        )

    def directive_lines(self, ids: Iterable[DirectiveId]) -> tuple[DirectiveLine, ...]:
        return tuple(map(self.directive_line, ids))

    def directive_items(self, ids: Iterable[DirectiveId]) -> tuple[DirectiveItem, ...]:
        return tuple(self.directive_item(id) for id in ids)

    def meeting_item(self, id: MeetingId) -> MeetingItem:
        meeting = self.archive.occasions[id]
        return MeetingItem(
            address=address.meeting(id),
            title=wording.unmarked(meeting.title, sample=meeting.sample),
            day=self.day(meeting.date),
            kind=wording.meeting_kind(meeting.kind),
            government=meeting.government,
            directives=len(meeting.directives),
            sample=meeting.sample,
        )

    def photos(self, photos: Sequence[facts.Photo], folder: str) -> tuple[PhotoItem, ...]:
        return tuple(
            PhotoItem(address.file(folder, each.file), each.caption, shown(self.archive, folder, each.file))
            for each in photos
        )

    def sources(self, sources: Sequence[facts.Source]) -> tuple[SourceItem, ...]:
        return tuple(
            SourceItem(each.title, each.publisher, self.day(each.date) if each.date else None, each.url)
            for each in sources
        )

    # --- events ---

    def event(self, event: AnyEvent, prefix: str = "", *, home: bool = False) -> EventItem:
        """An event with all that was said; `prefix` keeps the ids in its note apart."""
        archive = self.archive
        follow_up = _follow_up(event)
        obstacle = follow_up.obstacle if follow_up else None
        sample = story.is_sample(archive, event)
        note = ""
        if follow_up and follow_up.note:
            html = self.texts.html(follow_up.note, address.note(event.origin), prefix)
            note = _unmarked_html(html, sample)
        anchor = address.anchor(event)
        key, word = story.kind(event)
        return EventItem(
            anchor=anchor,
            address="" if home else f"{address.event_page(event)}#{anchor}",
            day=_day(event.date),
            key=key,
            word=word,
            headline="" if home else story.headline(archive, event),
            agency=self.agency(event.agency) if isinstance(event, CommitmentEvent) else None,
            subject=None if home else _unmarked(self._subject(event), sample),
            source=_unmarked(self.source(event.origin), sample),
            note=note,
            impact=wording.unmarked(follow_up.impact, sample=sample) if follow_up else "",
            obstacle=wording.unmarked(obstacle.text, sample=sample) if obstacle else "",
            needs_from=self.who(obstacle.needs_from) if obstacle else None,
            percent=follow_up.percent if follow_up else None,
            evidence=self.evidence(event),
            moved=self._moved(event, sample),
            sample=sample,
        )

    def event_line(self, event: AnyEvent) -> EventLine:
        """An event without what was said: that stands where it is at home."""
        archive = self.archive
        key, word = story.kind(event)
        return EventLine(
            address=address.event(event),
            day=_day(event.date),
            key=key,
            word=word,
            headline=story.headline(archive, event),
            agency=archive.agencies[event.agency].short_name if isinstance(event, CommitmentEvent) else "",
            sample=story.is_sample(archive, event),
        )

    def event_lines(self, events: Iterable[AnyEvent]) -> tuple[EventLine, ...]:
        return tuple(map(self.event_line, events))

    def correction(self, event: CorrectionMade) -> CorrectionItem:
        sentence = story.sentence(self.archive, event)
        return CorrectionItem(address.anchor(event), _day(event.date), sentence)

    def events(self, events: Iterable[AnyEvent], *, home: bool = False) -> tuple[EventItem, ...]:
        return tuple(self.event(each, f"c{number}-", home=home) for number, each in enumerate(events, 1))

    def _subject(self, event: AnyEvent) -> Link:
        """What the event happened to."""
        match event:
            case CommitmentEvent() | DirectiveIssued():
                return self.directive(event.directive)
            case _:
                return self.source(event.origin)

    def _moved(self, event: AnyEvent, sample: bool) -> MovedDue | None:
        if not isinstance(event, DueDateMoved):
            return None
        old = _day(event.old) if event.old else None
        return MovedDue(old, _day(event.new), wording.unmarked(event.reason, sample=sample))

    def evidence(self, event: AnyEvent) -> tuple[EvidenceItem, ...]:
        """What was shown with a follow-up."""
        follow_up = _follow_up(event)
        if follow_up is None or not follow_up.evidence:
            return ()
        return tuple(self._shown(each, event.origin) for each in follow_up.evidence)

    def _shown(self, evidence: facts.Evidence, origin: Origin) -> EvidenceItem:
        kind, target, caption = evidence.kind.value, evidence.target, evidence.caption
        word = wording.evidence_kind(evidence.kind)
        if "://" in target:
            return EvidenceItem(kind, word, target, caption, outside=True, host=address.host(target))
        where = address.note_file(origin, target)
        if evidence.kind is EvidenceKind.PHOTO:
            image = shown(self.archive, address.note(origin), target)
            return EvidenceItem(kind, word, where, caption, outside=False, image=image)
        size = self.archive.documents.get((origin.kind, origin.id), {}).get(target)
        type_ = target.rpartition(".")[2].upper()
        file = f"{type_}, {wording.size(size)}" if size else type_
        return EvidenceItem(kind, word, where, caption, outside=False, file=file)


def _follow_up(event: AnyEvent) -> facts.FollowUp | None:
    return event.follow_up if isinstance(event, Reported | CommitmentRevoked) else None


@cache
def _day(date: dt.date) -> Day:
    return Day(date.isoformat(), wording.day(date))


def _asked(role: str, items: Sequence[CommitmentItem]) -> Asked:
    same: defaultdict[tuple[object, ...], list[CommitmentItem]] = defaultdict(list)
    for item in items:
        if item.standing.key == Status.UNREPORTED and not (item.needs or item.moved_from):
            same[item.action, item.measure, item.due, item.silent].append(item)
    alike = tuple(tuple(each) for each in same.values() if len(each) >= MIN_ALIKE)
    shown = {item.anchor for each in alike for item in each}
    return Asked(role, tuple(item for item in items if item.anchor not in shown), alike)


def _unmarked(link: Link, sample: bool) -> Link:
    """A link in something that carries the mark of samples itself."""
    return Link(wording.unmarked(link.text, sample=sample), link.address) if sample else link


def _unmarked_html(html: str, sample: bool) -> str:
    start = "<p>"
    return (
        start + wording.unmarked(html.removeprefix(start), sample=sample) if html.startswith(start) else html
    )


def _told_by_sample(state: State) -> bool:
    return any(event.origin.sample for event in state.events) if state.events else False


@lru_cache
def tally(counts: Progress) -> Tally:
    """Counts in words, and the shares of a bar."""
    columns = (
        ("dikonfirmasi", counts.confirmed),
        ("dilaporkan", counts.reported),
        ("tanpa-bukti", counts.claimed),
        ("berjalan", counts.ongoing),
        ("terkendala", counts.blocked),
        ("belum", counts.unreported),
    )
    shown = [(key, number) for key, number in columns if number]
    return Tally(
        total=counts.total,
        complete=counts.complete,
        open=counts.open,
        overdue=counts.overdue,
        with_due=counts.total - counts.without_due,
        on_time=counts.on_time,
        late=counts.late,
        summary=wording.counts(counts),
        shares=tuple(_shares(shown)),
        told=counts.unreported < counts.total,
    )


BAR: Final = 1000
_GAP: Final = 4
_SMALLEST: Final = 10


def _shares(shown: Sequence[tuple[str, int]]) -> Iterator[Share]:
    """Widths in whole numbers that fill the bar; the least share can still be seen."""
    total = sum(number for _, number in shown)
    room = BAR - _GAP * (len(shown) - 1) - _SMALLEST * len(shown)
    start = passed = 0
    for key, number in shown:
        passed += number
        width = _SMALLEST + room * passed // total - room * (passed - number) // total
        yield Share(key, wording.STANDINGS[key].word, number, start, width)
        start += width + _GAP
