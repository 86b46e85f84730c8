"""What a digest tells of a week or a month: what was done, what was asked, what needs attention, in numbers.

It tells what was so at the end of its period, however things went on.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from typing import Final

import msgspec

from tuntas.archive.archive import Archive
from tuntas.archive.events import (
    AnyEvent,
    CommitmentEvent,
    CommitmentReopened,
    CommitmentRevoked,
    CompletionConfirmed,
    CompletionReported,
    DirectiveIssued,
    DueDatePassed,
    ObstacleRaised,
    ProgressReported,
    Reported,
)
from tuntas.read.facts import CommitmentId
from tuntas.render import story, wording
from tuntas.render.periods import Period

REMOVED: Final = "kendala-teratasi"
SILENT: Final = "tanpa-kabar"

GROUPS: Final = {
    "dikonfirmasi": ("Dikonfirmasi selesai", "{} komitmen dikonfirmasi selesai"),
    "dilaporkan": ("Dilaporkan selesai", "{} komitmen dilaporkan selesai"),
    "tanpa-bukti": ("Diklaim selesai, tanpa bukti", "{} komitmen diklaim selesai tanpa bukti"),
    "dibuka-kembali": ("Dibuka kembali", "{} komitmen dibuka kembali"),
    "arahan": ("Arahan baru", "{} arahan baru"),
    "rapat": ("Rapat", "{} rapat"),
    "kendala": ("Kendala", "{} kendala dilaporkan"),
    REMOVED: ("Kendala teratasi", "{} kendala teratasi"),
    "tenggat-lewat": ("Tenggat lewat", "{} tenggat lewat"),
    "tenggat-digeser": ("Tenggat digeser", "{} tenggat digeser"),
    SILENT: ("Mulai tanpa kabar", "{} komitmen mulai tanpa kabar"),
    "kemajuan": ("Kemajuan", "{} laporan kemajuan"),
    "dicabut": ("Dicabut", "{} komitmen dicabut"),
    "koreksi": ("Koreksi", "{} koreksi"),
}
"""The groups of a digest in their order: what is done, what is asked, what needs attention; and how each is
counted in words."""


class Silence(msgspec.Struct, frozen=True, gc=False):
    """An open commitment of which there was no news for so many days that it counts as silent."""

    commitment: CommitmentId
    since: dt.date
    sample: bool


class Digest(msgspec.Struct, frozen=True):
    """What is told of a period. No figure counts samples; `samples` is how many stand in the lists."""

    period: Period
    events: dict[str, tuple[AnyEvent, ...]]
    """By group, in the order of `GROUPS`."""
    silences: tuple[Silence, ...]
    figures: dict[str, int]
    """How much is in each group, where there is any."""
    total: int
    samples: int

    @property
    def facts(self) -> int:
        """How many of the events were written in a note, and do not follow from the calendar."""
        return self.total - self.consequences

    @property
    def consequences(self) -> int:
        """How much follows from what was not written: due dates that passed, silence."""
        return len(self.events.get("tenggat-lewat", ())) + len(self.silences)

    @property
    def groups(self) -> tuple[str, ...]:
        """Those in which there is something."""
        return tuple(key for key in GROUPS if key in self.events or (key == SILENT and self.silences))

    def size(self, group: str) -> int:
        return len(self.silences) if group == SILENT else len(self.events[group])

    @property
    def sentence(self) -> str:
        """One sentence with the figures: `Februari 2026: 3 rapat dan 2 arahan baru.` and so on."""
        said = [
            GROUPS[key][1].format(wording.number(self.figures[key])) for key in GROUPS if key in self.figures
        ]
        nothing = f"tidak ada kejadian{' nyata' if self.samples else ''} yang dicatat"
        told = wording.listing(said) if said else nothing
        return f"{self.period.title}: {told}."

    @property
    def remark(self) -> str:
        """What the figures leave out, if anything."""
        if not self.samples:
            return ""
        return f"{wording.number(self.samples)} kejadian bertanda contoh tidak dihitung."


def digest(archive: Archive, period: Period, silent_after_days: int) -> Digest:
    """The digest of a period that has ended."""
    found: defaultdict[str, list[AnyEvent]] = defaultdict(list)
    figures: defaultdict[str, int] = defaultdict(int)
    total = samples = 0
    for day in period.days():
        for event in archive.events_of_day.get(day, ()):
            key, removes = story.key(event), _removes(archive, event)
            found[REMOVED if removes and key == "kemajuan" else key].append(event)
            total += 1
            if story.is_sample(archive, event):
                samples += 1
                continue
            figures[REMOVED if removes and key == "kemajuan" else key] += 1
            if removes and key != "kemajuan":
                figures[REMOVED] += 1
    silences = tuple(_silences(archive, period, silent_after_days))
    silent_samples = sum(each.sample for each in silences)
    if len(silences) > silent_samples:
        figures[SILENT] = len(silences) - silent_samples
    return Digest(
        period=period,
        events={key: tuple(found[key]) for key in GROUPS if key in found},
        silences=silences,
        figures=dict(figures),
        total=total + len(silences),
        samples=samples + silent_samples,
    )


def _removes(archive: Archive, event: AnyEvent) -> bool:
    """Whether an obstacle was there until then, and is no more."""
    if not isinstance(event, ProgressReported | CompletionReported | CompletionConfirmed | CommitmentRevoked):
        return False
    blocked = False
    for each in archive.states[event.commitment].events:
        if each.id == event.id:
            return blocked
        if isinstance(each, ObstacleRaised | CommitmentReopened):
            blocked = each.follow_up.obstacle is not None
        elif isinstance(each, Reported | CommitmentRevoked):
            blocked = False
    return False


def _silences(archive: Archive, period: Period, after_days: int) -> Iterator[Silence]:
    """What began to count as silent in a period: it was last heard of so many days before."""
    for day in period.days(after_days):
        heard: dict[CommitmentId, None] = {}
        for event in archive.events_of_day.get(day, ()):
            if isinstance(event, DirectiveIssued):
                heard |= dict.fromkeys(archive.directives[event.directive].commitments)
            elif isinstance(event, CommitmentEvent) and not isinstance(event, DueDatePassed):
                heard[event.commitment] = None
        until = day + dt.timedelta(days=after_days)
        for id in heard:
            if _fell_silent(archive.states[id].events, day, until):
                yield Silence(id, day, archive.commitments[id].origin.sample)


def _fell_silent(events: tuple[AnyEvent, ...], since: dt.date, until: dt.date) -> bool:
    """Whether something was open after a day, and nobody said anything of it until another."""
    is_open = True
    for event in events:
        if event.date > until:
            break
        told = getattr(event, "follow_up", None) is not None
        if told and event.date > since:
            return False
        match event:
            case CompletionReported() | CompletionConfirmed():
                is_open = False
            case CommitmentRevoked(by=by):
                if by is not None:
                    return False  # whatever is still told of it, it is not asked for again
                is_open = False
            case Reported():
                is_open = True
            case _:
                pass
    return is_open
