"""The home page: what was asked, what is done, what is late, what is new."""

import datetime as dt
from collections.abc import Iterator, Sequence
from heapq import nsmallest
from itertools import islice

from tuntas.archive.archive import Archive
from tuntas.archive.events import AnyEvent, CompletionConfirmed, CompletionReported
from tuntas.archive.pending import Pending, urgency
from tuntas.read.facts import CommitmentId
from tuntas.render import address, story
from tuntas.render.charts.months import MonthsChart, months_chart
from tuntas.render.charts.shares import SharesChart, punctuality_chart
from tuntas.render.views.lists import Counted, StageItem, latest_meetings, stage_items, year_links
from tuntas.render.views.parts import (
    CommitmentItem,
    Day,
    DirectiveLine,
    EventItem,
    EventLine,
    EvidenceItem,
    MeetingItem,
    Parts,
    Tally,
    View,
    tally,
)
from tuntas.vocabulary import EvidenceKind

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
    months: MonthsChart | None
    punctuality: SharesChart | None
    news: tuple[EventLine, ...]
    due_next: tuple[CommitmentItem, ...]
    late: tuple[CommitmentItem, ...]
    last_meeting: MeetingItem | None
    last_directives: tuple[DirectiveLine, ...]
    stages: tuple[StageItem, ...]
    years: tuple[Counted, ...]


def home_view(archive: Archive, threshold: int, root: str) -> HomeView:
    parts = Parts(archive, root)
    figures = archive.figures
    counts = figures.progress
    real = [each for each in archive.pending if not each.sample]
    held = (archive.occasions[each] for each in latest_meetings(archive))
    last = next((each for each in held if not each.sample), None)
    news = next((each for each in _newest_first(archive) if not each.origin.sample), None)
    return HomeView(
        government=archive.government,
        directives=figures.directives - figures.sample_directives,
        tally=tally(counts),
        overdue=counts.overdue,
        silent=sum(len(each.commitments) for each in real if each.days_silent >= threshold),
        sample_commitments=figures.sample_commitments,
        silent_after_days=threshold,
        open_with_due=sum(len(each.commitments) for each in real if each.due),
        agencies=figures.agencies_asked,
        recent_days=RECENT_DAYS,
        new=sum(not each.origin.sample for each in _recent(archive)),
        last_news=parts.day(news.date) if news else None,
        completions=tuple(_cards(parts, archive)),
        months=months_chart("bagian-bulanan", figures.completions, archive.as_of),
        punctuality=punctuality_chart("bagian-ketepatan", counts),
        news=parts.event_lines(islice(_newest_first(archive), MAX_SHOWN)),
        due_next=_pressing(parts, [each for each in archive.pending if each.due and not each.days_overdue]),
        late=_pressing(parts, [each for each in archive.pending if each.days_overdue]),
        last_meeting=parts.meeting_item(last.id) if last else None,
        last_directives=parts.directive_lines(last.directives[:MAX_SHOWN]) if last else (),
        stages=stage_items(),
        years=year_links(address.DIRECTIVES, archive.years_of_directives),
    )


def _newest_first(archive: Archive) -> Iterator[AnyEvent]:
    """Every event; no day is read before it is asked for."""
    for day, _ in reversed(archive.days):
        yield from reversed(archive.events_of_day[day])


def _recent(archive: Archive) -> Iterator[AnyEvent]:
    for number in range(RECENT_DAYS):
        yield from archive.events_of_day.get(archive.as_of - dt.timedelta(days=number), ())


def _cards(parts: Parts, archive: Archive) -> Iterator[CompletionCard]:
    """What was completed last and still is, each commitment once; samples while there is nothing else."""
    samples: list[CompletionReported | CompletionConfirmed] = []
    chosen: list[CompletionReported | CompletionConfirmed] = []
    for event in _completed(archive):
        of = samples if story.is_sample(archive, event) else chosen
        of.append(event)
        if len(chosen) == MAX_CARDS:
            break
    for number, event in enumerate(chosen or samples[:MAX_CARDS], 1):
        told = archive.states[event.commitment].events
        photos = [item for each in told for item in parts.evidence(each) if item.kind == EvidenceKind.PHOTO]
        yield CompletionCard(parts.event(event, f"c{number}-"), photos[-1] if photos else None)


def _completed(archive: Archive) -> Iterator[CompletionReported | CompletionConfirmed]:
    """The last that was said of each commitment that stands as complete, the newest first."""
    seen: set[CommitmentId] = set()
    for event in _newest_first(archive):
        if isinstance(event, CompletionReported | CompletionConfirmed) and event.commitment not in seen:
            seen.add(event.commitment)
            if archive.states[event.commitment].completion:
                yield event


def _pressing(parts: Parts, found: Sequence[Pending]) -> tuple[CommitmentItem, ...]:
    urgent = ((urgency(each), id) for each in found for id in each.commitments)
    return parts.commitments(id for _, id in nsmallest(MAX_SHOWN, urgent))
