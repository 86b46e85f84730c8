"""Pages that list meetings and directives: by year and month, by status, topic and mission; corrections."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice
from typing import Generic, TypeVar

from msgspec import structs

from tuntas.archive.archive import Archive
from tuntas.archive.progress import Progress, Stage, added
from tuntas.read.facts import DirectiveId, MeetingId, MissionId
from tuntas.render import address, wording
from tuntas.render.views.parts import (
    DirectiveItem,
    DirectiveLine,
    EventItem,
    Link,
    MeetingItem,
    Parts,
    Tally,
    View,
    tally,
)
from tuntas.render.wording import Standing

T = TypeVar("T")
Id = TypeVar("Id", MeetingId, DirectiveId)

MAX_LISTED = 50
"""So many entries stand on the first page of a long list; the pages of its years hold them all."""
MAX_OF_MONTH = 20
"""So many entries of each month stand on the page of a year; the page of the month holds them all."""


class Counted(View, frozen=True):
    """A way on, and how much is there."""

    link: Link
    count: int


class Month(View, Generic[T], frozen=True):
    """A month of a year's list: its newest entries, and the page that has them all."""

    link: Link
    total: int
    entries: tuple[T, ...]


class MeetingsView(View, frozen=True):
    """The latest meetings, a year's by months, or those of a month; the newest first."""

    title: str
    up: tuple[Link, ...]
    """The lists above this one."""
    here: str
    meetings: tuple[MeetingItem, ...]
    months: tuple[Month[MeetingItem], ...]
    total: int
    years: tuple[Counted, ...]


class StageItem(View, frozen=True):
    """A way in which directives stand, and where it is told how many do."""

    standing: Standing
    link: Link
    count: int | None


class DirectivesView(View, frozen=True):
    """The latest directives, a year's by months, or those of a month, a topic or a status.

    The newest come first.
    """

    title: str
    lead: str
    up: tuple[Link, ...]
    """The lists above this one, the widest first."""
    here: str
    full: bool
    """Whether each entry stands with all that a list can tell."""
    directives: tuple[DirectiveItem, ...] | tuple[DirectiveLine, ...]
    months: tuple[Month[DirectiveLine], ...]
    total: int
    tally: Tally
    years: tuple[Counted, ...]
    topics: tuple[Counted, ...]
    stages: tuple[StageItem, ...]


class CorrectionsView(View, frozen=True):
    corrections: tuple[EventItem, ...]


def year_links(section: str, counts: Iterable[tuple[int, int]]) -> tuple[Counted, ...]:
    """The pages of the years, the latest first."""
    return tuple(
        Counted(Link(str(year), address.year(section, year)), count)
        for year, count in sorted(counts, reverse=True)
    )


def _latest(years: Sequence[tuple[int, int]], of_year: Mapping[int, tuple[T, ...]]) -> Iterator[T]:
    """What is dated, the newest first: no year is read before it is asked for."""
    for year, _ in reversed(years):
        yield from reversed(of_year[year])


def meetings_view(archive: Archive, root: str) -> MeetingsView:
    """The latest meetings."""
    newest = islice(latest_meetings(archive), MAX_LISTED)
    total = sum(count for _, count in archive.years_of_meetings)
    return _meetings(archive, root, "Rapat pimpinan", address.MEETINGS, newest, total)


def meetings_of_year_view(archive: Archive, year: int, root: str) -> MeetingsView:
    ids = archive.meetings_of_year[year]
    parts = Parts(archive, root)

    def items(ids: Iterable[MeetingId]) -> tuple[MeetingItem, ...]:
        return tuple(parts.meeting_item(each) for each in ids)

    view = _meetings(archive, root, f"Rapat tahun {year}", address.year(address.MEETINGS, year), (), len(ids))
    return structs.replace(view, months=_months(address.MEETINGS, year, ids, items))


def meetings_of_month_view(archive: Archive, year: int, month: int, root: str) -> MeetingsView:
    ids = of_month(archive.meetings_of_year[year], month)
    where, title = address.month(address.MEETINGS, year, month), f"Rapat {wording.month(year, month)}"
    view = _meetings(archive, root, title, where, reversed(ids), len(ids))
    return structs.replace(view, up=(Link(str(year), address.year(address.MEETINGS, year)),))


def _meetings(
    archive: Archive, root: str, title: str, here: str, ids: Iterable[MeetingId], total: int
) -> MeetingsView:
    parts = Parts(archive, root)
    return MeetingsView(
        title=title,
        up=(),
        here=here,
        meetings=tuple(parts.meeting_item(each) for each in ids),
        months=(),
        total=total,
        years=year_links(address.MEETINGS, archive.years_of_meetings),
    )


def latest_meetings(archive: Archive) -> Iterator[MeetingId]:
    return _latest(archive.years_of_meetings, archive.meetings_of_year)


def directives_view(archive: Archive, root: str) -> DirectivesView:
    """The latest directives, and the ways to all."""
    newest = islice(_latest(archive.years_of_directives, archive.directives_of_year), MAX_LISTED)
    counted = Counter({key: sum(n for _, n in years) for key, years in archive.years_of_stage.items()})
    return structs.replace(
        _directives(archive, root, "Arahan", address.DIRECTIVES, ()),
        lead="Apa yang diminta pimpinan, kepada siapa, dan bagaimana keadaannya. Yang terbaru di atas.",
        up=(),
        full=True,
        directives=Parts(archive, root).directive_items(newest),
        total=archive.figures.directives,
        tally=tally(archive.figures.progress),
        topics=tuple(
            Counted(Link(topic, address.topic(topic)), count) for topic, count in archive.figures.topics
        ),
        stages=stage_items(counted),
    )


def directives_of_year_view(archive: Archive, year: int, root: str) -> DirectivesView:
    ids = archive.directives_of_year[year]
    where = address.year(address.DIRECTIVES, year)
    view = _directives(archive, root, f"Arahan tahun {year}", where, ())
    return structs.replace(
        view,
        months=_months(address.DIRECTIVES, year, ids, Parts(archive, root).directive_lines),
        total=len(ids),
        tally=_tally(archive, ids),
    )


def directives_of_month_view(archive: Archive, year: int, month: int, root: str) -> DirectivesView:
    ids = of_month(archive.directives_of_year[year], month)
    where, title = address.month(address.DIRECTIVES, year, month), f"Arahan {wording.month(year, month)}"
    return structs.replace(
        _directives(archive, root, title, where, reversed(ids)),
        up=(_ALL, Link(str(year), address.year(address.DIRECTIVES, year))),
        tally=_tally(archive, ids),
    )


def directives_of_stage_view(archive: Archive, stage: Stage, year: int, root: str) -> DirectivesView:
    """The directives that stand one way: the latest, or all of a year."""
    standing = wording.stage(stage)
    section = address.stage(stage)
    years = archive.years_of_stage.get(stage, ())
    if year:
        newest: Iterable[DirectiveId] = reversed(archive.directives_of_stage[stage, year])
    else:
        of_year = (reversed(archive.directives_of_stage[stage, each]) for each, _ in reversed(years))
        newest = islice(chain.from_iterable(of_year), MAX_LISTED)
    title = f"Arahan berstatus “{standing.word}”"
    return structs.replace(
        _directives(
            archive,
            root,
            f"{title}, tahun {year}" if year else title,
            address.year(section, year) if year else section,
            newest,
        ),
        lead=standing.explanation,
        up=(_ALL, Link(standing.word, section)) if year else (_ALL,),
        total=sum(count for each, count in years if not year or each == year),
        years=year_links(section, years),
        stages=stage_items(),
    )


def stage_items(counted: Mapping[str, int] | None = None) -> tuple[StageItem, ...]:
    """The ways in which directives stand, each with its page."""
    return tuple(
        StageItem(each, Link(each.word, address.stage(each.key)), counted[each.key] if counted else None)
        for each in map(wording.stage, Stage)
    )


def topic_view(archive: Archive, slug: str, year: int, root: str) -> DirectivesView:
    """The directives of a topic: the latest, or all of a year."""
    first, *others = archive.topics[slug]
    section, years = address.topic(slug), archive.years_of_topic[slug]
    shown = [year] if year else [each for each, _ in years]
    ids = [id for each in shown for id in archive.directives_of_topic[slug, each]]
    title = f"Topik: {first}"
    return structs.replace(
        _directives(
            archive,
            root,
            f"{title}, tahun {year}" if year else title,
            address.year(section, year) if year else section,
            reversed(ids if year else ids[-MAX_LISTED:]),
        ),
        lead=f"Juga ditulis {', '.join(f'“{each}”' for each in others)}." if others else "",
        up=(_ALL, Link(first, section)) if year else (_ALL,),
        total=len(ids),
        tally=_tally(archive, ids),
        years=year_links(section, years),
    )


def mission_year_view(archive: Archive, id: MissionId, year: int, root: str) -> DirectivesView:
    """All directives of a year that serve a mission."""
    mission = archive.missions[id]
    plan, section = archive.plans[mission.plan], address.mission(id)
    ids = archive.directives_of_mission[id]
    found = [each for each in ids if year_of(each) == year]
    title = f"Misi {mission.fact.number}, arahan tahun {year}"
    return structs.replace(
        _directives(archive, root, title, address.year(section, year), reversed(found)),
        lead=mission.fact.title,
        up=(
            Link("RPJMD", address.PLANS),
            Link(plan.title, address.plan(mission.plan)),
            Link(f"Misi {mission.fact.number}", section),
        ),
        tally=_tally(archive, found),
        years=mission_years(section, ids),
    )


def mission_years(section: str, ids: Iterable[DirectiveId]) -> tuple[Counted, ...]:
    """The pages of a mission's years, the latest first."""
    return year_links(section, Counter(map(year_of, ids)).items())


def _directives(
    archive: Archive, root: str, title: str, here: str, ids: Iterable[DirectiveId]
) -> DirectivesView:
    items = Parts(archive, root).directive_lines(ids)
    return DirectivesView(
        title=title,
        lead="",
        up=(_ALL,),
        here=here,
        full=False,
        directives=items,
        months=(),
        total=len(items),
        tally=tally(Progress()),
        years=year_links(address.DIRECTIVES, archive.years_of_directives),
        topics=(),
        stages=(),
    )


_ALL = Link("Arahan", address.DIRECTIVES)


def year_of(id: DirectiveId) -> int:
    """The year in which a directive was issued: with it begins the id of its meeting, and so its own."""
    return int(id[:4])


def of_month(ids: Sequence[Id], month: int) -> tuple[Id, ...]:
    """Those of a month: the id of a meeting begins with its date, and a directive's with its meeting's."""
    return tuple(id for id in ids if _month(id) == month)


def months(ids: Iterable[str]) -> tuple[int, ...]:
    """The months of a year in which there is something, the latest first."""
    return tuple(sorted(set(map(_month, ids)), reverse=True))


def _month(id: str) -> int:
    return int(id[5:7])


def _months(
    section: str, year: int, ids: Sequence[Id], items: Callable[[Iterable[Id]], tuple[T, ...]]
) -> tuple[Month[T], ...]:
    found = []
    for number in months(ids):
        own = of_month(ids, number)
        link = Link(wording.month(year, number), address.month(section, year, number))
        found.append(Month(link, len(own), items(own[: -MAX_OF_MONTH - 1 : -1])))
    return tuple(found)


def _tally(archive: Archive, ids: Iterable[DirectiveId]) -> Tally:
    real = (id for id in ids if not archive.directives[id].origin.sample)
    return tally(added(archive.progress_of_directive[id] for id in real))


def corrections_view(archive: Archive, root: str) -> CorrectionsView:
    """Every correction, the newest first."""
    return CorrectionsView(Parts(archive, root).events(reversed(archive.corrections)))
