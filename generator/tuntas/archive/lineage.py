"""Agencies over time: which were in force on a day, and who took over from whom."""

import datetime as dt
from collections.abc import Mapping

from tuntas.archive.names import Names
from tuntas.read.facts import Agency, AgencyId

_DAY = dt.timedelta(days=1)


class Lineage:
    """The agencies' dates and successions. An agency is in force on its first and last day."""

    def __init__(self, agencies: Mapping[AgencyId, Agency], names: Names, government: str) -> None:
        self.successors: dict[AgencyId, tuple[AgencyId, ...]] = {}
        self.predecessors: dict[AgencyId, tuple[AgencyId, ...]] = {}
        self.agencies = agencies
        self._government = government
        taken: dict[AgencyId, list[AgencyId]] = {}
        for id, agency in agencies.items():
            found = dict.fromkeys(names.agency(slug) for slug in agency.took_over)
            before = tuple(each for each in found if each in agencies and each != id)
            self.predecessors[id] = tuple(each for each in before if each is not None)
            for each in self.predecessors[id]:
                taken.setdefault(each, []).append(id)
        self.successors = {id: tuple(sorted(after)) for id, after in taken.items()}
        self._by_government: dict[str, list[AgencyId]] = {}
        for id in sorted(agencies):
            self._by_government.setdefault(self.government(id), []).append(id)

    def knows(self, agency: AgencyId) -> bool:
        """Whether the agency has a note that could be read."""
        return agency in self.agencies

    def government(self, agency: AgencyId) -> str:
        return self.agencies[agency].government or self._government

    def last_day(self, agency: AgencyId) -> dt.date | None:
        """The agency's last day in force: as written, else the day before it was taken over."""
        until = self.agencies[agency].until
        starts = (self.agencies[each].since for each in self.successors.get(agency, ()))
        known = [since for since in starts if since is not None]
        return until or (min(known) - _DAY if known else None)

    def in_force(self, agency: AgencyId, day: dt.date) -> bool:
        since, until = self.agencies[agency].since, self.last_day(agency)
        return (since is None or since <= day) and (until is None or day <= until)

    def all_in_force(self, government: str, day: dt.date) -> tuple[AgencyId, ...]:
        """Every agency of a government that was in force on a day, by slug."""
        known = self._by_government.get(government or self._government, ())
        return tuple(each for each in known if self.in_force(each, day))

    def holders(self, agency: AgencyId, day: dt.date) -> tuple[AgencyId, ...]:
        """Who answers on a day for what an agency was asked: itself, or who took it over."""
        found: dict[AgencyId, None] = {}
        seen: set[AgencyId] = set()
        waiting = [agency]
        while waiting:
            each = waiting.pop()
            if each in seen:
                continue
            seen.add(each)
            last = self.last_day(each)
            after = self.successors.get(each, ())
            if last is not None and last < day and after:
                waiting.extend(reversed(after))
            else:
                found[each] = None
        return tuple(found)

    def ancestors(self, agency: AgencyId) -> tuple[AgencyId, ...]:
        """Every agency that this one took over, directly or through others."""
        return _reach(agency, self.predecessors)

    def descendants(self, agency: AgencyId) -> tuple[AgencyId, ...]:
        """Every agency that took this one over, directly or through others."""
        return _reach(agency, self.successors)


def _reach(start: AgencyId, steps: Mapping[AgencyId, tuple[AgencyId, ...]]) -> tuple[AgencyId, ...]:
    found: dict[AgencyId, None] = {}
    waiting = list(steps.get(start, ()))
    while waiting:
        each = waiting.pop(0)
        if each not in found and each != start:
            found[each] = None
            waiting.extend(steps.get(each, ()))
    return tuple(found)
