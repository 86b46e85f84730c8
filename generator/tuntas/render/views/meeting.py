"""A meeting's page: what was asked in it, how that stands today, and what was heard."""

from tuntas.archive.archive import Archive
from tuntas.archive.events import CommitmentEvent, CorrectionMade, DueDatePassed, MeetingHeld
from tuntas.archive.names import Target, Thing
from tuntas.archive.progress import added
from tuntas.read.facts import MeetingId
from tuntas.render import address, wording
from tuntas.render.views.parts import (
    Asked,
    CorrectionItem,
    DirectiveLine,
    EventItem,
    Link,
    MeetingItem,
    Parts,
    PhotoItem,
    SourceItem,
    Tally,
    View,
    tally,
)


class IssuedItem(View, frozen=True):
    """A directive with the commitments of its agencies."""

    item: DirectiveLine
    summary: str
    anchor: str
    text: str
    asked: tuple[Asked, ...]


class MeetingView(View, frozen=True):
    anchor: str
    title: str
    kind: str
    date: str
    date_iso: str
    time: str
    place: str
    government: str
    chair: str
    office: str
    sample: bool
    press_only: bool
    body: str
    directives: tuple[IssuedItem, ...]
    tally: Tally
    heard: tuple[EventItem, ...]
    attended: tuple[Link, ...]
    photos: tuple[PhotoItem, ...]
    sources: tuple[SourceItem, ...]
    corrections: tuple[CorrectionItem, ...]
    previous: MeetingItem | None
    next: MeetingItem | None
    mentions: tuple[Link, ...]


def meeting_view(archive: Archive, id: MeetingId, root: str) -> MeetingView:
    parts = Parts(archive, root)
    meeting = archive.meetings[id]
    fact = meeting.fact
    folder = address.meeting(id)
    events = archive.events_of_origin.get(id, ())
    heard = [
        each for each in events if isinstance(each, CommitmentEvent) and not isinstance(each, DueDatePassed)
    ]
    issued = []
    for number, each in enumerate(meeting.directives, 1):
        directive = archive.directives[each]
        issued.append(
            IssuedItem(
                parts.directive_line(each),
                wording.counts(archive.progress_of_directive[each]),
                directive.fact.id,
                parts.texts.html(directive.fact.text, folder, f"a{number}-"),
                parts.asked(each),
            )
        )
    neighbours = [parts.meeting_item(each) if each else None for each in (meeting.previous, meeting.next)]
    return MeetingView(
        anchor=next((address.anchor(each) for each in events if isinstance(each, MeetingHeld)), "rapat"),
        title=wording.unmarked(fact.title, sample=fact.sample),
        kind=wording.meeting_kind(fact.kind),
        date=wording.weekday_and_day(fact.date),
        date_iso=fact.date.isoformat(),
        time=fact.time,
        place=fact.place,
        government=meeting.government,
        chair=fact.chair.name,
        office=fact.chair.office,
        sample=fact.sample,
        press_only=bool(fact.sources),
        body=parts.texts.html(fact.body, folder, "t-"),
        directives=tuple(issued),
        tally=tally(added(archive.progress_of_directive[each] for each in meeting.directives)),
        heard=parts.events(heard),
        attended=tuple(parts.agency(each) for each in meeting.attended),
        photos=parts.photos(fact.photos, folder),
        sources=parts.sources(fact.sources),
        corrections=tuple(parts.correction(each) for each in events if isinstance(each, CorrectionMade)),
        previous=neighbours[0],
        next=neighbours[1],
        mentions=parts.mentions(Target(Thing.MEETING, id)),
    )
