"""The feeds of digests: one entry a period, from the day after it."""

import datetime as dt
from collections.abc import Iterable, Sequence
from html import escape
from typing import Final

from tuntas.archive.archive import Archive
from tuntas.render import wording
from tuntas.render.abstract import Section, sections
from tuntas.render.digests import Digest, digest
from tuntas.render.feeds.dates import Dates
from tuntas.render.feeds.entry import Entries, Entry
from tuntas.render.periods import Period, months, weeks

MAX_MONTHS: Final = 12
MAX_WEEKS: Final = 13
"""So many periods does a feed hold, the newest ones: a year of months, a quarter of weeks. Every digest has a
page; to write more of them here would read the archive of years for each note."""
MAX_LINES: Final = 10

_STEPS: Final = 4
_LAST_STEP: Final = 899
"""Together they stay within the first hour of a day, where all entries are."""


def weekly(archive: Archive) -> Sequence[Period]:
    """The weeks of the feed, the newest first."""
    return _newest(weeks(archive))[:MAX_WEEKS]


def monthly(archive: Archive) -> Sequence[Period]:
    """The months of the feed, the newest first."""
    return _newest(months(archive))[:MAX_MONTHS]


def _newest(periods: Iterable[Period]) -> list[Period]:
    return sorted(periods, key=lambda each: each.first, reverse=True)


def entries(of: Entries, periods: Sequence[Period]) -> tuple[Entry, ...]:
    """The entries of these periods, in their order, the newest first."""
    archive, dates = of.archive, Dates(of.archive, of.site.zone)
    made: list[Entry] = []
    taken: set[dt.datetime] = set()
    for period in reversed(periods):
        told = digest(archive, period, of.site.silent_after_days)
        corrected = _corrected(archive, told)
        moment = dates.at(max(period.after, corrected or period.after), _second(told))
        while moment in taken:  # several digests were corrected on one day
            moment += dt.timedelta(seconds=1)
        taken.add(moment)
        made.append(_entry(of, told, dates.at(period.after, 0), moment, corrected))
    return tuple(reversed(made))


def _entry(
    of: Entries, told: Digest, published: dt.datetime, updated: dt.datetime, corrected: dt.date | None
) -> Entry:
    period, site = told.period, of.site
    url = site.url + period.address
    content = [_paragraph(told.sentence), _paragraph(told.remark)]
    content += map(_written, sections(of.archive, told, site.url, MAX_LINES))
    if corrected:
        content.append(_paragraph(f"Catatan yang diringkas di sini dikoreksi pada {wording.day(corrected)}."))
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


def _second(told: Digest) -> int:
    """The second of `updated`: it goes on with each fact that a late note adds.

    A fact may also take away what followed from its absence, so the number of that counts as well.
    """
    return _STEPS * min(told.facts, _LAST_STEP) + told.consequences % _STEPS


def _corrected(archive: Archive, told: Digest) -> dt.date | None:
    """The day of the newest correction of a note that is told of, if that was after the period."""
    notes = {event.origin.id for events in told.events.values() for event in events}
    days = [day for each in notes if (day := archive.corrected.get(each)) and day > told.period.last]
    return max(days, default=None)


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
