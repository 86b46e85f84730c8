"""An agency's page: what it owes, what it has done, what it needs, and what others need of it."""

import datetime as dt

from tuntas.archive.archive import Archive
from tuntas.archive.completions import by_month
from tuntas.archive.figures import Shares
from tuntas.archive.names import Target, Thing
from tuntas.archive.pending import urgency
from tuntas.archive.progress import progress
from tuntas.archive.replay import State
from tuntas.read.facts import AgencyId
from tuntas.render import address, wording
from tuntas.render.charts.months import MonthsChart, months_chart
from tuntas.render.charts.shares import SharesChart, progress_chart, punctuality_chart
from tuntas.render.views.parts import (
    CommitmentItem,
    Day,
    EventLine,
    Link,
    MeetingItem,
    Parts,
    Tally,
    View,
    tally,
)
from tuntas.vocabulary import Role

MAX_LISTED = 30
"""So many of a kind are shown on an agency's first page; the pages of its years hold them all."""
MAX_OPEN = 100
"""So many stand on the page of a role."""
MAX_RECENT = 8


class DatedLink(View, frozen=True):
    link: Link
    day: Day
    sample: bool


class AgencyView(View, frozen=True):
    name: str
    short_name: str
    kind: str
    government: str
    code: str
    website: str
    since: Day | None
    until: Day | None
    in_force: bool
    predecessors: tuple[Link, ...]
    successors: tuple[Link, ...]
    body: str
    lead: Tally
    supporting: Tally
    roles: tuple[Link, ...]
    briefing: str
    lead_progress: SharesChart | None
    supporting_progress: SharesChart | None
    punctuality: SharesChart | None
    months: MonthsChart | None
    open_lead: tuple[CommitmentItem, ...]
    open_supporting: tuple[CommitmentItem, ...]
    open_count: int
    done: tuple[CommitmentItem, ...]
    done_count: int
    inherited: tuple[CommitmentItem, ...]
    needs: tuple[CommitmentItem, ...]
    needed: tuple[CommitmentItem, ...]
    needed_count: int
    samples: int
    recent: tuple[EventLine, ...]
    meetings: tuple[MeetingItem, ...]
    meetings_count: int
    reports: tuple[DatedLink, ...]
    innovations: tuple[Link, ...]
    adopted: tuple[Link, ...]
    years: tuple[Link, ...]
    mentions: tuple[Link, ...]


def agency_view(archive: Archive, id: AgencyId, root: str) -> AgencyView:
    parts = Parts(archive, root)
    fact = archive.agencies[id]
    lineage = archive.lineage
    own = archive.commitments_of_agency.get(id, ())
    real = [each for each in own if not archive.commitments[each].origin.sample]
    inherited = archive.inherited_by.get(id, ())
    owed = [each for each in (*own, *inherited) if archive.states[each].is_open]
    owed.sort(key=lambda each: urgency(archive.states[each]))
    done = [each for each in (*own, *inherited) if archive.states[each].completion]
    done.sort(key=lambda each: _completed(archive.states[each]), reverse=True)
    needed = archive.needed_from.get(id, ())
    needs = [each for each in owed if archive.commitments[each].needs or archive.states[each].obstacle]
    meetings = archive.meetings_of_agency.get(id, ())
    reports = archive.reports_of_agency.get(id, ())
    last = lineage.last_day(id)
    listed = parts.commitments(owed[:MAX_LISTED])
    shares = archive.shares_of_agency.get(id, Shares())
    return AgencyView(
        name=fact.name,
        short_name=fact.short_name,
        kind=fact.kind,
        government=lineage.government(id),
        code=fact.code,
        website=fact.website,
        since=parts.day(fact.since) if fact.since else None,
        until=parts.day(last) if last else None,
        in_force=archive.in_force[id],
        predecessors=tuple(parts.agency(each) for each in lineage.predecessors.get(id, ())),
        successors=tuple(parts.agency(each) for each in lineage.successors.get(id, ())),
        body=parts.texts.html(fact.body, address.agency(id), "t-"),
        lead=tally(shares.lead),
        supporting=tally(shares.supporting),
        roles=_roles(id),
        briefing=address.briefing(id),
        lead_progress=progress_chart("bagian-keadaan-utama", shares.lead),
        supporting_progress=progress_chart("bagian-keadaan-pendukung", shares.supporting),
        punctuality=punctuality_chart("bagian-ketepatan", shares.all),
        months=months_chart("bagian-bulanan", by_month(archive.states[each] for each in real), archive.as_of),
        open_lead=tuple(each for each in listed if each.lead),
        open_supporting=tuple(each for each in listed if not each.lead),
        open_count=len(owed),
        done=parts.commitments(done[:MAX_RECENT]),
        done_count=len(done),
        inherited=parts.commitments(
            [each for each in inherited if archive.states[each].is_open][:MAX_LISTED]
        ),
        needs=parts.commitments(needs[:MAX_LISTED]),
        needed=parts.commitments(needed[:MAX_LISTED]),
        needed_count=len(needed),
        samples=len(own) - len(real),
        recent=parts.event_lines(reversed(archive.events_of_agency.get(id, ())[-MAX_RECENT:])),
        meetings=tuple(parts.meeting_item(each) for each in reversed(meetings[-MAX_RECENT:])),
        meetings_count=len(meetings),
        reports=tuple(
            DatedLink(
                parts.source(archive.reports[each].origin),
                parts.day(archive.reports[each].fact.date),
                archive.reports[each].fact.sample,
            )
            for each in reversed(reports[-MAX_LISTED:])
        ),
        innovations=tuple(
            parts.target(Target(Thing.INNOVATION, each)) for each in archive.innovations_of_agency.get(id, ())
        ),
        adopted=tuple(
            parts.target(Target(Thing.INNOVATION, each)) for each in archive.adopted_by.get(id, ())
        ),
        years=_years(archive, id),
        mentions=parts.mentions(Target(Thing.AGENCY, id)),
    )


def agency_years(archive: Archive, id: AgencyId) -> tuple[int, ...]:
    """The years in which an agency was asked for something, itself or before it took over."""
    return archive.years_of_agency.get(id, ())


def _completed(state: State) -> dt.date:
    return state.completion.date if state.completion else dt.date.min


class AgencyRoleView(View, frozen=True):
    """What an agency was asked in one role: what is open, the most pressing first, and what was done last."""

    agency: Link
    name: str
    title: str
    here: str
    roles: tuple[Link, ...]
    tally: Tally
    open: tuple[CommitmentItem, ...]
    open_count: int
    done: tuple[CommitmentItem, ...]
    done_count: int
    samples: int
    years: tuple[Link, ...]


def agency_role_view(archive: Archive, id: AgencyId, role: Role, root: str) -> AgencyRoleView:
    parts = Parts(archive, root)
    asked = (*archive.commitments_of_agency.get(id, ()), *archive.inherited_by.get(id, ()))
    own = [each for each in asked if archive.commitments[each].role is role]
    open_ones = sorted(
        (each for each in own if archive.states[each].is_open), key=lambda each: urgency(archive.states[each])
    )
    done = [each for each in own if archive.states[each].completion]
    done.sort(key=lambda each: _completed(archive.states[each]), reverse=True)
    shares = archive.shares_of_agency.get(id, Shares())
    return AgencyRoleView(
        agency=parts.agency(id),
        name=archive.agencies[id].name,
        title=wording.role(role),
        here=address.role(id, role),
        roles=_roles(id),
        tally=tally(shares.lead if role is Role.LEAD else shares.supporting),
        open=parts.commitments(open_ones[:MAX_OPEN]),
        open_count=len(open_ones),
        done=parts.commitments(done[:MAX_LISTED]),
        done_count=len(done),
        samples=sum(archive.commitments[each].origin.sample for each in own),
        years=_years(archive, id),
    )


def _roles(id: AgencyId) -> tuple[Link, ...]:
    return tuple(Link(wording.role(each), address.role(id, each)) for each in Role)


def _years(archive: Archive, id: AgencyId) -> tuple[Link, ...]:
    """The pages of an agency's years, the latest first."""
    return tuple(
        Link(str(year), address.year(address.agency(id), year))
        for year in reversed(archive.years_of_agency.get(id, ()))
    )


class AgencyItem(View, frozen=True):
    """An agency in the list of agencies."""

    link: Link
    name: str
    tally: Tally
    lead: int
    supporting: int
    in_force: bool


class AgencyGroup(View, frozen=True):
    government: str
    agencies: tuple[AgencyItem, ...]
    former: tuple[AgencyItem, ...]


class AgenciesView(View, frozen=True):
    groups: tuple[AgencyGroup, ...]


def agencies_view(archive: Archive, root: str) -> AgenciesView:
    """Every agency by government, the site's own first, by name; never a league table."""
    parts = Parts(archive, root)
    groups: dict[str, list[AgencyItem]] = {archive.government: []}
    for id, fact in sorted(archive.agencies.items(), key=lambda each: each[1].name.casefold()):
        shares = archive.shares_of_agency.get(id, Shares())
        item = AgencyItem(
            parts.agency(id),
            fact.name,
            tally(shares.all),
            shares.lead.total,
            shares.supporting.total,
            archive.in_force[id],
        )
        groups.setdefault(archive.lineage.government(id), []).append(item)
    return AgenciesView(
        tuple(
            AgencyGroup(
                government,
                tuple(each for each in items if each.in_force),
                tuple(each for each in items if not each.in_force),
            )
            for government, items in groups.items()
            if items
        )
    )


class AgencyYearView(View, frozen=True):
    agency: Link
    name: str
    year: int
    tally: Tally
    samples: int
    commitments: tuple[CommitmentItem, ...]
    years: tuple[Link, ...]


def agency_year_view(archive: Archive, id: AgencyId, year: int, root: str) -> AgencyYearView:
    parts = Parts(archive, root)
    ids = archive.asked_of_agency[id, year]
    real = [each for each in ids if not archive.commitments[each].origin.sample]
    return AgencyYearView(
        agency=parts.agency(id),
        name=archive.agencies[id].name,
        year=year,
        tally=tally(progress(archive.states[each] for each in real)),
        samples=len(ids) - len(real),
        commitments=parts.commitments(ids),
        years=_years(archive, id),
    )
