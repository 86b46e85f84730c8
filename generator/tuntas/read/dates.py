"""The types of days and times."""

import re
from calendar import monthrange
from datetime import date
from typing import Final

from tuntas.problems import Keys
from tuntas.read.reading import Invalid, Reading, Schema, text_of
from tuntas.read.tree import Tree

FIRST_YEAR, LAST_YEAR = 1945, 2199
_MONTHS = "januari februari maret april mei juni juli agustus september oktober november desember"
_DATE: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MONTH_NUMBERS: Final = {name[:3]: number for number, name in enumerate(_MONTHS.split(), 1)}


class Date:
    """A day, as ISO 8601 writes it: 2026-02-19."""

    def read(self, value: Tree, at: Keys, reading: Reading) -> date | Invalid:
        text = text_of(value, "tanggal", at, reading)
        if isinstance(text, Invalid):
            return text
        if not _DATE.fullmatch(text):
            return reading.report("not-a-date", at, suggestion=_as_date(text), text=text)
        year, month, day = map(int, text.split("-"))
        if not FIRST_YEAR <= year <= LAST_YEAR:
            return reading.report("number-out-of-range", at, number=year, least=FIRST_YEAR, most=LAST_YEAR)
        found = _day(year, month, day)
        if found is None:
            last = _last_day(year, month)
            meant = last.isoformat() if last and day > last.day else ""
            written = f"{day} {_MONTHS.split()[month - 1].title()} {year}" if last else text
            return reading.report("impossible-date", at, suggestion=meant, text=text, written=written)
        return found

    def schema(self) -> Schema:
        return {"type": "string", "format": "date"}


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if FIRST_YEAR <= year <= LAST_YEAR else None
    except ValueError:
        return None


def _last_day(year: int, month: int) -> date | None:
    """The last day of a month, if there is such a month."""
    return _day(year, month, monthrange(year, month)[1]) if 1 <= month <= 12 else None


def _as_date(text: str) -> str:
    """What a date in another notation means: 19/2/2026, 19-02-2026, 19 Februari 2026."""
    day_first = re.fullmatch(r"([0-9]{1,2})[-/. ]+([0-9]{1,2}|[A-Za-z]+)[-/. ]+([0-9]{4})", text)
    year_first = re.fullmatch(r"([0-9]{4})[-/. ]([0-9]{1,2})[-/. ]([0-9]{1,2})(?:[T ].*)?", text)
    if day_first:
        month = day_first[2]
        number = int(month) if month.isdigit() else _MONTH_NUMBERS.get(month[:3].lower(), 0)
        found = _day(int(day_first[3]), number, int(day_first[1]))
    elif year_first:
        found = _day(*(int(part) for part in year_first.groups()))
    else:
        found = None
    return found.isoformat() if found else ""


class Time:
    """A time of day: 09:00."""

    def read(self, value: Tree, at: Keys, reading: Reading) -> str | Invalid:
        text = text_of(value, "jam", at, reading)
        if isinstance(text, Invalid):
            return text
        if not re.fullmatch(r"([01][0-9]|2[0-3]):[0-5][0-9]", text):
            loose = re.fullmatch(r"([0-9]{1,2})[.:]([0-9]{2})", text)
            meant = f"{int(loose[1]):02}:{loose[2]}" if loose else ""
            return reading.report("not-a-time", at, suggestion=meant, text=text)
        return text

    def schema(self) -> Schema:
        return {"type": "string", "pattern": "^([01][0-9]|2[0-3]):[0-5][0-9]$"}
