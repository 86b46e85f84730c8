"""The home page: what was asked, what is done, what is late, what is new."""

import datetime as dt
from collections.abc import Iterator, Sequence

from tuntas.archive.archive import Archive
from tuntas.archive.events import AnyEvent, CompletionConfirmed, CompletionReported
from tuntas.archive.progress import progress, states
from tuntas.read.facts import CommitmentId
from tuntas.render import story
from tuntas.render.views.agency import urgency
from tuntas.render.views.parts import (
    CommitmentItem,
    Day,
    DirectiveItem,
    EventItem,
    EvidenceItem,
    MeetingItem,
    Parts,
    Tally,
    View,
    pictures,
    real,
    tally,
)

RECENT_DAYS = 30
MAX_SHOWN = 5
MAX_CARDS = 3


class CompletionCard(View, frozen=True):
    """The last that was said of something complete, with the latest photo that shows it."""

    event: EventItem
    photo: EvidenceItem | None


class HomeView(View, frozen=True):
    """Figures count real notes only; samples show in the lists, marked as such."""

    government: str
    directives: int
    tally: Tally
    overdue: int
    silent: int
    silent_after_days: int
    open_with_due: int
    agencies: int
    sample_commitments: int
    recent_days: int
    new: int
    last_news: Day | None
    completions: tuple[CompletionCard, ...]
    news: tuple[EventItem, ...]
    due_next: tuple[CommitmentItem, ...]
    late: tuple[CommitmentItem, ...]
    last_meeting: MeetingItem | None
    last_directives: tuple[DirectiveItem, ...]
    meetings: tuple[MeetingItem, ...]


def home_view(archive: Archive, threshold: int, root: str) -> HomeView:
    parts = Parts(archive, root)
    real_ids = real(archive, archive.commitments)
    counts = progress(states(archive, real_ids))
    since = archive.as_of - dt.timedelta(days=RECENT_DAYS)
    due = [
        id for id, state in archive.states.items() if state.is_open and state.due and not state.days_overdue
    ]
    late = [id for id, state in archive.states.items() if state.days_overdue]
    meetings = list(archive.meetings.values())
    last = next((each for each in reversed(meetings) if not each.origin.sample), None)
    return HomeView(
        government=archive.government,
        directives=sum(not each.origin.sample for each in archive.directives.values()),
        tally=tally(counts),
        overdue=counts.overdue,
        silent=sum(
            archive.states[id].is_open and archive.states[id].days_silent >= threshold for id in real_ids
        ),
        sample_commitments=len(archive.commitments) - len(real_ids),
        silent_after_days=threshold,
        open_with_due=sum(
            archive.states[id].is_open and archive.states[id].due is not None for id in real_ids
        ),
        agencies=len({archive.commitments[id].agency for id in real_ids}),
        recent_days=RECENT_DAYS,
        new=sum(each.date > since and not each.origin.sample for each in archive.events),
        last_news=next(
            (parts.day(each.date) for each in reversed(archive.events) if not each.origin.sample), None
        ),
        completions=tuple(_cards(parts, archive)),
        news=parts.events(_latest(archive.events)),
        due_next=_pressing(parts, archive, due),
        late=_pressing(parts, archive, late),
        last_meeting=parts.meeting_item(last) if last else None,
        last_directives=parts.directive_items(last.directives[:MAX_SHOWN]) if last else (),
        meetings=tuple(parts.meeting_item(each) for each in meetings[: -MAX_SHOWN - 1 : -1]),
    )


def _cards(parts: Parts, archive: Archive) -> Iterator[CompletionCard]:
    """What was completed last and still is, each commitment once; samples while there is nothing else."""
    latest: dict[CommitmentId, CompletionReported | CompletionConfirmed] = {}
    for event in reversed(archive.events):
        if isinstance(event, CompletionReported | CompletionConfirmed):
            latest.setdefault(event.commitment, event)
    standing = [each for each in latest.values() if archive.states[each.commitment].completion]
    chosen = [each for each in standing if not story.is_sample(archive, each)][:MAX_CARDS]
    for number, event in enumerate(chosen or standing[:MAX_CARDS], 1):
        told = [parts.event(each) for each in archive.states[event.commitment].events]
        photos = [photo for each in told for photo in pictures(each)]
        yield CompletionCard(parts.event(event, f"c{number}-"), photos[-1] if photos else None)


def _latest(events: Sequence[AnyEvent]) -> list[AnyEvent]:
    return list(events[: -MAX_SHOWN - 1 : -1])


def _pressing(parts: Parts, archive: Archive, ids: Sequence[CommitmentId]) -> tuple[CommitmentItem, ...]:
    chosen = sorted(ids, key=lambda id: (urgency(archive.states[id]), id))[:MAX_SHOWN]
    return parts.commitments(chosen)
