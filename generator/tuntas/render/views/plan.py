"""The development plan and its missions, the indicators, and the innovations."""

from decimal import Decimal

from tuntas.archive.archive import Archive
from tuntas.archive.figures import Coverage
from tuntas.archive.names import Target, Thing
from tuntas.archive.progress import Progress
from tuntas.read.facts import AgencyId, IndicatorId, InnovationId, MissionId, PlanId
from tuntas.render import address, wording
from tuntas.render.charts.coverage import CoverageChart, coverage_chart
from tuntas.render.charts.line import LineChart, line_chart
from tuntas.render.views.lists import MAX_LISTED, Counted, mission_years
from tuntas.render.views.parts import (
    DirectiveItem,
    Link,
    Parts,
    PhotoItem,
    Tally,
    View,
    tally,
)
from tuntas.vocabulary import Trend


class MissionItem(View, frozen=True):
    link: Link
    number: int
    directives: int
    tally: Tally


class PlanView(View, frozen=True):
    title: str
    period: str
    vision: str
    body: str
    missions: tuple[MissionItem, ...]
    coverage: CoverageChart | None
    plans: tuple[Link, ...]


def plan_view(archive: Archive, id: PlanId, root: str) -> PlanView:
    parts = Parts(archive, root)
    plan = archive.plans[id]
    missions, covered = [], []
    for mission in plan.missions:
        mission_id = MissionId(f"{id}/{mission.number}")
        directives = archive.directives_of_mission.get(mission_id, ())
        covered.append((mission.number, archive.coverage_of_mission.get(mission_id, Coverage())))
        missions.append(
            MissionItem(
                Link(mission.title, address.mission(mission_id)),
                mission.number,
                len(directives),
                _tally(archive, mission_id),
            )
        )
    return PlanView(
        title=plan.title,
        period=f"{plan.first_year}–{plan.last_year}",
        vision=plan.vision,
        body=parts.texts.html(plan.body, address.plan(id), "t-"),
        missions=tuple(missions),
        coverage=coverage_chart("bagian-cakupan", covered),
        plans=tuple(
            Link(archive.plans[each].title, address.plan(each)) for each in archive.plans if each != id
        ),
    )


def _tally(archive: Archive, mission: MissionId) -> Tally:
    return tally(archive.progress_of_mission.get(mission, Progress()))


class PlanItem(View, frozen=True):
    link: Link
    period: str
    vision: str
    missions: tuple[tuple[Link, int], ...]
    """Each with the number of directives that serve it."""


class PlansView(View, frozen=True):
    plans: tuple[PlanItem, ...]


def plans_view(archive: Archive, _root: str) -> PlansView:
    """The plans, the latest first."""
    found = sorted(archive.plans.items(), key=lambda each: each[1].first_year, reverse=True)
    return PlansView(tuple(_plan_item(archive, id) for id, _ in found))


def _plan_item(archive: Archive, id: PlanId) -> PlanItem:
    plan = archive.plans[id]
    missions = []
    for each in plan.missions:
        mission = MissionId(f"{id}/{each.number}")
        served = len(archive.directives_of_mission.get(mission, ()))
        missions.append((Link(f"Misi {each.number}: {each.title}", address.mission(mission)), served))
    period = f"{plan.first_year}–{plan.last_year}"
    return PlanItem(Link(plan.title, address.plan(id)), period, plan.vision, tuple(missions))


class MissionView(View, frozen=True):
    number: int
    title: str
    plan: Link
    here: str
    directives: tuple[DirectiveItem, ...]
    total: int
    tally: Tally
    years: tuple[Counted, ...]
    siblings: tuple[Link, ...]


def mission_view(archive: Archive, id: MissionId, root: str) -> MissionView:
    parts = Parts(archive, root)
    mission = archive.missions[id]
    ids = archive.directives_of_mission.get(id, ())
    plan = archive.plans[mission.plan]
    return MissionView(
        number=mission.fact.number,
        title=mission.fact.title,
        plan=Link(plan.title, address.plan(mission.plan)),
        here=address.mission(id),
        directives=parts.directive_items(ids[: -MAX_LISTED - 1 : -1]),
        total=len(ids),
        tally=_tally(archive, id),
        years=mission_years(address.mission(id), ids),
        siblings=tuple(
            Link(f"Misi {each.number}", address.mission(f"{mission.plan}/{each.number}"))
            for each in plan.missions
            if each.number != mission.fact.number
        ),
    )


class YearValue(View, frozen=True):
    """An indicator in a year; `met` is None where there is nothing to compare."""

    year: int
    actual: str
    target: str
    met: bool | None


class IndicatorView(View, frozen=True):
    name: str
    unit: str
    trend: str
    source: str
    values: tuple[YearValue, ...]
    chart: LineChart | None
    body: str
    directives: tuple[DirectiveItem, ...]
    total: int
    """How many directives there are; the newest are listed."""
    indicators: tuple[Link, ...]


def indicator_view(archive: Archive, id: IndicatorId, root: str) -> IndicatorView:
    parts = Parts(archive, root)
    fact = archive.indicators[id]
    values = tuple(
        YearValue(
            each.year,
            wording.number(each.actual) if each.actual is not None else "",
            wording.number(each.target) if each.target is not None else "",
            _met(each.actual, each.target, fact.trend),
        )
        for each in sorted(fact.values, key=lambda each: each.year)
    )
    ids = archive.directives_of_indicator.get(id, ())
    return IndicatorView(
        name=fact.name,
        unit=fact.unit,
        trend=wording.trend(fact.trend) if fact.trend else "",
        source=fact.source,
        values=values,
        chart=line_chart("bagian-per-tahun", fact.unit, sorted(fact.values, key=lambda each: each.year)),
        body=parts.texts.html(fact.body, address.indicator(id), "t-"),
        directives=parts.directive_items(ids[: -MAX_LISTED - 1 : -1]),
        total=len(ids),
        indicators=tuple(
            parts.target(Target(Thing.INDICATOR, each)) for each in archive.indicators if each != id
        ),
    )


def _met(actual: Decimal | None, target: Decimal | None, trend: Trend | None) -> bool | None:
    if actual is None or target is None or trend is None:
        return None
    return actual >= target if trend is Trend.UP else actual <= target


class IndicatorItem(View, frozen=True):
    link: Link
    unit: str
    latest: YearValue | None


class IndicatorsView(View, frozen=True):
    indicators: tuple[IndicatorItem, ...]


def indicators_view(archive: Archive, root: str) -> IndicatorsView:
    items = []
    for id in archive.indicators:
        view = indicator_view(archive, id, root)
        link = Link(view.name, address.indicator(id))
        known = [each for each in view.values if each.actual] or view.values
        items.append(IndicatorItem(link, view.unit, known[-1] if known else None))
    return IndicatorsView(tuple(items))


class AdoptionItem(View, frozen=True):
    agency: Link
    since: str
    note: str


class InnovationView(View, frozen=True):
    name: str
    agency: Link
    agency_name: str
    started: int
    form: str
    digital: bool | None
    stage: str
    scores: tuple[tuple[int, str, str], ...]
    adoptions: tuple[AdoptionItem, ...]
    photos: tuple[PhotoItem, ...]
    body: str
    mentions: tuple[Link, ...]


def innovation_view(archive: Archive, id: InnovationId, root: str) -> InnovationView:
    parts = Parts(archive, root)
    fact = archive.innovations[id]
    owner = AgencyId(id.partition("/")[0])
    folder = address.innovation(id)
    adoptions = []
    for each in fact.adoptions:
        who = parts.who(each.agency) or Link(each.agency, "")
        since = wording.day(each.since) if each.since else ""
        adoptions.append(AdoptionItem(who, since, each.note))
    return InnovationView(
        name=fact.name,
        agency=parts.who(owner) or Link(owner, ""),
        agency_name=archive.agencies[owner].name if owner in archive.agencies else owner,
        started=fact.started,
        form=wording.innovation_form(fact.form) if fact.form else "",
        digital=fact.digital,
        stage=wording.innovation_stage(fact.stage) if fact.stage else "",
        scores=tuple(
            (each.year, wording.number(each.value), wording.assessor(each.assessor))
            for each in sorted(fact.scores, key=lambda each: each.year)
        ),
        adoptions=tuple(adoptions),
        photos=parts.photos(fact.photos, folder),
        body=parts.texts.html(fact.body, folder, "t-"),
        mentions=parts.mentions(Target(Thing.INNOVATION, id)),
    )


class InnovationItem(View, frozen=True):
    link: Link
    agency: Link
    started: int
    about: str
    """Its form and how far it is, in words."""
    adoptions: int


class InnovationsView(View, frozen=True):
    innovations: tuple[InnovationItem, ...]


def innovations_view(archive: Archive, root: str) -> InnovationsView:
    parts = Parts(archive, root)
    return InnovationsView(
        tuple(
            InnovationItem(
                parts.target(Target(Thing.INNOVATION, id)),
                parts.who(id.partition("/")[0]) or Link(id, ""),
                fact.started,
                " · ".join(
                    each
                    for each in (
                        wording.innovation_form(fact.form) if fact.form else "",
                        wording.innovation_stage(fact.stage) if fact.stage else "",
                        "digital" if fact.digital else "",
                    )
                    if each
                ),
                len(fact.adoptions),
            )
            for id, fact in archive.innovations.items()
        )
    )
