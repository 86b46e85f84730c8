"""The feeds of digests: one entry a period, from the day after it, whatever document it stands in."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from html import escape
from itertools import islice
from typing import Final, TypeAlias

from tuntas.archive.archive import Archive
from tuntas.render import wording
from tuntas.render.abstract import Section, sections
from tuntas.render.digests import Digest, digest
from tuntas.render.feeds.dates import Dates
from tuntas.render.feeds.entry import MAX_ENTRIES, Entries, Entry
from tuntas.render.periods import Period, ended, month

MAX_WEEKS: Final = MAX_ENTRIES
MAX_MONTHS: Final = 24
"""So many periods does a feed hold, the newest ones: with each note all that happened in them is read."""
MAX_LINES: Final = 10

_STEPS: Final = 4
_LAST_SECOND: Final = 24 * 60 * 60 - 1

PeriodOf: TypeAlias = Callable[[dt.date], Period]
"""Gives the period of a day: its week, or its month."""


def newest(of: Entries, period_of: PeriodOf) -> tuple[Entry, ...]:
    """The entries of the newest periods, the newest first."""
    limit = MAX_MONTHS if period_of is month else MAX_WEEKS
    return _entries(of, islice(_newest_first(of.archive, period_of), limit))


def _newest_first(archive: Archive, period_of: PeriodOf) -> Iterator[Period]:
    """The periods that have ended in which something happened; no year is read before it is asked for."""
    told: set[Period] = set()  # two years may share a week
    for year in range(archive.years[1], archive.years[0] - 1, -1):
        days = archive.days_of_year.get(year, ())
        withdrawn = (day for day in archive.events_withdrawn if day.year == year)
        found = {period_of(day) for day in (*days, *withdrawn)} - told
        for each in sorted(found, key=lambda each: each.first, reverse=True):
            if each.last < archive.as_of:
                yield each
        told |= found


def of_year(of: Entries, period_of: PeriodOf, year: int) -> tuple[Entry, ...]:
    """The entries of the periods that ended in a year, the newest first.

    It reads the days of these periods, and none of another year's but those that a week shares.
    """
    archive = of.archive
    is_closed = year < archive.years[1]  # so all its periods have ended
    found = [
        each
        for each in _periods(period_of, year)
        if (is_closed or each.last < archive.as_of) and _is_told(archive, each)
    ]
    return _entries(of, reversed(found))


def years(archive: Archive, period_of: PeriodOf) -> range:
    """The years of which there is a document, if any period has ended."""
    return (
        range(archive.years[0], last_year(archive, period_of) + 1) if ended(archive, period_of) else range(0)
    )


def last_year(archive: Archive, period_of: PeriodOf) -> int:
    """The last in which anything happened, or the next where the last week of that ended in it."""
    last = archive.years[1]
    across = period_of(dt.date(last, 12, 31))
    return last + (across.last.year > last and across.last < archive.as_of and _is_told(archive, across))


def _periods(period_of: PeriodOf, year: int) -> Iterator[Period]:
    """The periods that end in a year, in the order of time."""
    period = period_of(dt.date(year, 1, 1))
    while period.last.year == year:
        yield period
        period = period_of(period.after)


def _is_told(archive: Archive, period: Period) -> bool:
    """Whether anything happened in a period, or was told to have."""
    return any(day in archive.events_of_day or day in archive.events_withdrawn for day in period.days())


def _entries(of: Entries, periods: Iterable[Period]) -> tuple[Entry, ...]:
    return tuple(of.of_period(each.id, partial(_made, of, each)) for each in periods)


def _made(of: Entries, period: Period) -> Entry:
    archive, dates = of.archive, Dates(of.archive, of.site.zone)
    told = digest(archive, period, of.site.silent_after_days)
    corrections = _corrections(archive, told)
    second = _STEPS * (told.facts + len(corrections)) + told.consequences % _STEPS
    published = dates.at(period.after, 0)
    updated = dates.at(period.after, min(second, _LAST_SECOND))
    return _entry(of, told, published, updated, corrections)


def _entry(
    of: Entries, told: Digest, published: dt.datetime, updated: dt.datetime, corrections: list[dt.date]
) -> Entry:
    period, site = told.period, of.site
    url = site.url + period.address
    content = [_paragraph(told.sentence), _paragraph(told.remark)]
    content += map(_written, sections(of.archive, told, site.url, MAX_LINES))
    if corrections:
        times = f" {wording.number(len(corrections))} kali, terakhir" if len(corrections) > 1 else ""
        last = wording.day(max(corrections))
        content.append(_paragraph(f"Catatan yang diringkas di sini dikoreksi{times} pada {last}."))
    content.append(f'<p><a href="{escape(url)}">Seluruh ringkasan</a></p>')
    return Entry(
        id=site.tag(f"digest/{period.id}"),
        title=f"Ringkasan {period.title}",
        url=url,
        published=published,
        updated=updated,
        summary=" ".join(filter(None, (told.sentence, told.remark))),
        content="\n".join(filter(None, content)),
        author=of.archive.government,
        categories=("Ringkasan mingguan" if period.is_week else "Ringkasan bulanan",),
    )


def _corrections(archive: Archive, told: Digest) -> list[dt.date]:
    """The days after the period on which notes that are told of were corrected."""
    notes = {(event.origin.kind, event.origin.id) for events in told.events.values() for event in events}
    made = (each.date for note in notes for each in archive.corrections_of_note.get(note, ()))
    return [day for day in made if day > told.period.last]


def _written(section: Section) -> str:
    lines = [
        f'<li><a href="{escape(each.url)}">{escape(each.text)}</a> ({escape(each.when)})</li>'
        for each in section.lines
    ]
    if section.more:
        lines.append(f"<li>dan {wording.number(section.more)} lagi</li>")
    return f"<h2>{escape(section.word)} ({wording.number(section.size)})</h2><ul>{''.join(lines)}</ul>"


def _paragraph(text: str) -> str:
    return f"<p>{escape(text)}</p>" if text else ""
