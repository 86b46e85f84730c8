"""An agency's hand-out for a meeting, in one page: what is open and how it stands, what it needs of whom."""

import datetime as dt
from collections.abc import Iterable, Sequence

from tuntas.archive.archive import Archive
from tuntas.archive.pending import urgency
from tuntas.archive.replay import State
from tuntas.read.facts import AgencyId, CommitmentId
from tuntas.render import wording
from tuntas.render.views.parts import CommitmentItem, Day, Link, Parts, View
from tuntas.vocabulary import Role

MAX_LISTED = 10
"""So many stand on the hand-out, which is to fit on a sheet."""
MIN_OF_GROUP = 3
"""So many of each group stand there in any case."""
RECENT_DAYS = 90


class Group(View, frozen=True):
    """Open commitments that stand one way, the most pressing first; each stands in one group alone."""

    key: str
    title: str
    explanation: str
    items: tuple[CommitmentItem, ...]
    total: int


class BriefingView(View, frozen=True):
    """The counts leave out the samples, which show in the lists with their mark."""

    agency: Link
    name: str
    government: str
    as_of: Day
    lead: int
    supporting: int
    overdue: int
    blocked: int
    silent: int
    silent_after_days: int
    without_due: int
    samples: int
    groups: tuple[Group, ...]
    needs: tuple[CommitmentItem, ...]
    needed: tuple[CommitmentItem, ...]
    needed_count: int
    done: tuple[CommitmentItem, ...]
    done_count: int
    recent_days: int


def briefing_view(archive: Archive, id: AgencyId, threshold: int, root: str) -> BriefingView:
    parts = Parts(archive, root)
    states, commitments = archive.states, archive.commitments
    asked = (*archive.commitments_of_agency.get(id, ()), *archive.inherited_by.get(id, ()))
    owed = [each for each in asked if states[each].is_open]
    owed.sort(key=lambda each: urgency(states[each]))
    real = [each for each in owed if not commitments[each].origin.sample]
    since = archive.as_of - dt.timedelta(days=RECENT_DAYS)
    done = [each for each in asked if _completed(states[each], since)]
    needed = archive.needed_from.get(id, ())
    needs = [each for each in owed if commitments[each].needs or states[each].obstacle]
    return BriefingView(
        agency=parts.agency(id),
        name=archive.agencies[id].name,
        government=archive.lineage.government(id),
        as_of=parts.day(archive.as_of),
        lead=sum(commitments[each].role is Role.LEAD for each in real),
        supporting=sum(commitments[each].role is not Role.LEAD for each in real),
        overdue=sum(states[each].days_overdue > 0 for each in real),
        blocked=sum(states[each].obstacle is not None for each in real),
        silent=sum(states[each].days_silent >= threshold for each in real),
        silent_after_days=threshold,
        without_due=sum(states[each].due is None for each in real),
        samples=len(owed) - len(real),
        groups=tuple(_groups(parts, owed, threshold)),
        needs=parts.commitments(needs[:MIN_OF_GROUP]),
        needed=parts.commitments(needed[:MIN_OF_GROUP]),
        needed_count=len(needed),
        done=parts.commitments(done[-MIN_OF_GROUP:]),
        done_count=len(done),
        recent_days=RECENT_DAYS,
    )


def _completed(state: State, since: dt.date) -> bool:
    return state.completion is not None and state.completion.date > since


def _groups(parts: Parts, owed: Sequence[CommitmentId], threshold: int) -> Iterable[Group]:
    """The open commitments in groups; one that is late and silent is told as late, with its silence."""
    late, blocked, silent, others = [], [], [], []
    for id in owed:
        state = parts.archive.states[id]
        if state.days_overdue:
            late.append(id)
        elif state.obstacle:
            blocked.append(id)
        elif state.days_silent >= threshold:
            silent.append(id)
        else:
            others.append(id)
    groups = (
        ("lewat-tenggat", "Lewat tenggat", "Tenggatnya sudah lewat, yang paling lama di atas.", late),
        ("terkendala", "Terkendala", "Laporan terakhir menyebut kendala; tenggatnya belum lewat.", blocked),
        (
            "tanpa-kabar",
            "Tanpa kabar",
            f"Tidak ada laporan selama {wording.days(threshold)} atau lebih; tenggatnya belum lewat.",
            silent,
        ),
        ("berjalan", "Terbuka, belum jatuh tempo", "Ada kabar baru, dan tenggatnya belum lewat.", others),
    )
    room = max(MIN_OF_GROUP, MAX_LISTED // max(sum(bool(ids) for *_, ids in groups), 1))
    for key, title, explanation, ids in groups:
        if ids:
            yield Group(key, title, explanation, parts.commitments(ids[:room]), len(ids))
