"""Digests: what happened in a week or a month, once it has ended."""

from tuntas.archive.archive import Archive
from tuntas.render import address, wording
from tuntas.render.digests import GROUPS, SILENT, Silence, digest
from tuntas.render.periods import Period, months, weeks
from tuntas.render.views.parts import Day, EventLine, Link, Parts, View


class SilentLine(View, frozen=True):
    """A commitment that began to count as silent; `since` is the day of the last news."""

    address: str
    agency: str
    headline: str
    since: Day
    sample: bool


class Group(View, frozen=True):
    key: str
    word: str
    size: int
    events: tuple[EventLine, ...]
    silences: tuple[SilentLine, ...]


class DigestView(View, frozen=True):
    title: str
    first: str
    last: str
    sentence: str
    remark: str
    groups: tuple[Group, ...]


def digest_view(archive: Archive, period: Period, silent_after_days: int, root: str) -> DigestView:
    parts = Parts(archive, root)
    of = digest(archive, period, silent_after_days)
    return DigestView(
        title=period.title,
        first=wording.day(period.first),
        last=wording.day(period.last),
        sentence=of.sentence,
        remark=of.remark,
        groups=tuple(
            Group(
                key=key,
                word=GROUPS[key][0],
                size=of.size(key),
                events=parts.event_lines(of.events.get(key, ())),
                silences=tuple(_silent(archive, each) for each in of.silences) if key == SILENT else (),
            )
            for key in of.groups
        ),
    )


def _silent(archive: Archive, of: Silence) -> SilentLine:
    owed = archive.commitments[of.commitment]
    text = owed.action or archive.directives[owed.directive].fact.title
    return SilentLine(
        address=address.commitment(of.commitment),
        agency=archive.agencies[owed.agency].short_name,
        headline=wording.unmarked(text, sample=of.sample),
        since=Day(of.since.isoformat(), wording.day(of.since)),
        sample=of.sample,
    )


class DigestLink(View, frozen=True):
    link: Link
    events: int


class DigestsView(View, frozen=True):
    months: tuple[DigestLink, ...]
    weeks: tuple[DigestLink, ...]


def digests_view(archive: Archive, _root: str) -> DigestsView:
    """Every digest, the newest first."""
    return DigestsView(_links(months(archive)), _links(weeks(archive)))


def _links(periods: dict[Period, int]) -> tuple[DigestLink, ...]:
    newest = sorted(periods, key=lambda each: each.first, reverse=True)
    return tuple(DigestLink(Link(each.title, each.address), periods[each]) for each in newest)
