"""Pages that list open commitments of which one thing is to be told: they are blocked, late or silent."""

from collections import Counter
from collections.abc import Callable, Sequence
from itertools import chain

from tuntas.archive.archive import Archive
from tuntas.archive.pending import Pending, urgency
from tuntas.read.facts import CommitmentId
from tuntas.render import address
from tuntas.render.charts.matrix import Matrix, matrix
from tuntas.render.views.lists import MAX_LISTED, Counted
from tuntas.render.views.parts import CommitmentItem, Link, Parts, View


class AskedAlike(View, frozen=True):
    """A commitment, and all of the same directive that stand just like it; each leads to its own place."""

    item: CommitmentItem
    agencies: tuple[Link, ...]


class CommitmentsView(View, frozen=True):
    """Open commitments of which one thing is to be told: they are blocked, late or silent.

    The most pressing are listed. `agencies` counts all, and leads to each agency's own page. The
    figures leave out the samples.
    """

    key: str
    listed: tuple[AskedAlike, ...]
    more: int
    total: int
    of: int
    samples: int
    threshold: int
    agencies: tuple[Counted, ...]
    matrix: Matrix | None


def _blocked(each: Pending, _threshold: int) -> bool:
    return each.blocked


def _overdue(each: Pending, _threshold: int) -> bool:
    return each.days_overdue > 0


def _silent(each: Pending, threshold: int) -> bool:
    return each.days_silent >= threshold


OPEN_LISTS: dict[str, Callable[[Pending, int], bool]] = {
    address.OBSTACLES: _blocked,
    address.OVERDUE: _overdue,
    address.SILENT: _silent,
}
"""The lists of open commitments, and which belong in each."""


def open_list_view(archive: Archive, section: str, threshold: int, root: str) -> CommitmentsView:
    parts = Parts(archive, root)
    belongs = OPEN_LISTS[section]
    found = [each for each in archive.pending if belongs(each, threshold)]
    if section == address.OVERDUE:
        found.sort(key=lambda each: (urgency(each), each.commitments))
    counted = [each for each in found if not each.sample]
    holders = Counter(chain.from_iterable(each.holders for each in counted))
    total = sum(len(each.commitments) for each in counted)
    by_name = sorted(holders, key=lambda id: (archive.agencies[id].short_name.casefold(), id))
    return CommitmentsView(
        key=section.rstrip("/"),
        listed=tuple(_alike(parts, each.commitments) for each in found[:MAX_LISTED]),
        more=max(len(found) - MAX_LISTED, 0),
        total=total,
        of=archive.figures.progress.open,
        samples=sum(len(each.commitments) for each in found) - total,
        threshold=threshold,
        agencies=tuple(Counted(parts.agency(id), holders[id]) for id in by_name),
        matrix=matrix("bagian-matriks", archive.waits, parts.agency)
        if section == address.OBSTACLES
        else None,
    )


def _alike(parts: Parts, ids: Sequence[CommitmentId]) -> AskedAlike:
    agencies = [parts.agency(parts.archive.commitments[id].agency).text for id in ids]
    links = (Link(text, address.commitment(id)) for text, id in zip(agencies, ids, strict=True))
    return AskedAlike(parts.commitment(ids[0]), tuple(links))
