"""The home page: what was asked, what is done, what is late, what is new."""

import datetime as dt
from collections.abc import Sequence

from tuntas.archive.archive import Archive
from tuntas.archive.events import COMPLETIONS, AnyEvent
from tuntas.archive.progress import progress, states
from tuntas.read.facts import CommitmentId
from tuntas.render.views.agency import urgency
from tuntas.render.views.parts import CommitmentItem, EventItem, Link, MeetingItem, Parts, Tally, View, tally

RECENT_DAYS = 30
MAX_SHOWN = 5


class HomeView(View, frozen=True):
    """Figures count real notes only; samples show in the lists, marked as such."""

    government: str
    directives: int
    tally: Tally
    confirmed: int
    reported: int
    without_evidence: int
    overdue: int
    blocked: int
    unreported: int
    silent: int
    sample_commitments: int
    recent_days: int
    new: int
    completions: tuple[EventItem, ...]
    news: tuple[EventItem, ...]
    due_next: tuple[CommitmentItem, ...]
    late: tuple[CommitmentItem, ...]
    last_meeting: MeetingItem | None
    last_directives: tuple[Link, ...]
    meetings: tuple[MeetingItem, ...]


def home_view(archive: Archive, threshold: int, root: str) -> HomeView:
    parts = Parts(archive, root)
    real = [id for id, each in archive.commitments.items() if not each.origin.sample]
    counts = progress(states(archive, real))
    since = archive.as_of - dt.timedelta(days=RECENT_DAYS)
    completions = _latest([each for each in archive.events if isinstance(each, COMPLETIONS)])
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
        confirmed=counts.confirmed,
        reported=counts.reported,
        without_evidence=counts.without_evidence,
        overdue=counts.overdue,
        blocked=counts.blocked,
        unreported=counts.unreported,
        silent=sum(archive.states[id].is_open and archive.states[id].days_silent >= threshold for id in real),
        sample_commitments=len(archive.commitments) - len(real),
        recent_days=RECENT_DAYS,
        new=sum(each.date > since and not each.origin.sample for each in archive.events),
        completions=parts.events(completions),
        news=parts.events(_latest(archive.events)),
        due_next=_pressing(parts, archive, due),
        late=_pressing(parts, archive, late),
        last_meeting=parts.meeting_item(last) if last else None,
        last_directives=tuple(parts.directive(each) for each in last.directives) if last else (),
        meetings=tuple(parts.meeting_item(each) for each in meetings[: -MAX_SHOWN - 1 : -1]),
    )


def _latest(events: Sequence[AnyEvent]) -> list[AnyEvent]:
    return list(events[: -MAX_SHOWN - 1 : -1])


def _pressing(parts: Parts, archive: Archive, ids: Sequence[CommitmentId]) -> tuple[CommitmentItem, ...]:
    chosen = sorted(ids, key=lambda id: (urgency(archive.states[id]), id))[:MAX_SHOWN]
    return parts.commitments(chosen)
