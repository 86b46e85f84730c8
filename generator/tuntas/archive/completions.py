"""When commitments were completed: each once, in the month of its completion, as it stands now."""

from collections import defaultdict
from collections.abc import Iterable

import msgspec

from tuntas.archive.replay import State


class Completions(msgspec.Struct, frozen=True, gc=False):
    """What was completed in a month and still is; `reported` comes with evidence, `claimed` without."""

    year: int
    month: int
    confirmed: int = 0
    reported: int = 0
    claimed: int = 0

    @property
    def total(self) -> int:
        return self.confirmed + self.reported + self.claimed


def by_month(states: Iterable[State]) -> tuple[Completions, ...]:
    """The months in which something was completed, in the order of time.

    What was reopened since is not complete, so the months add up to `Progress.complete`.
    """
    found: defaultdict[tuple[int, int], list[int]] = defaultdict(lambda: [0, 0, 0])
    for state in states:
        completion = state.completion
        if completion is not None:
            stands = 0 if completion.confirmed else 1 if completion.evident else 2
            found[completion.date.year, completion.date.month][stands] += 1
    return tuple(Completions(year, month, *found[year, month]) for year, month in sorted(found))
