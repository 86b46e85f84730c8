"""The lookups of days and corrections, held against the plain lists."""

from datetime import date
from itertools import chain

from hypothesis import HealthCheck, given, settings

from archives import archive, meeting
from feeds.histories import AS_OF, histories
from tuntas.archive.events import CorrectionMade

PROPERTY = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@PROPERTY
@given(histories())
def test_days_hold_every_event_in_order(notes: dict[str, str]) -> None:
    found = archive(notes, as_of=AS_OF.isoformat())
    assert tuple(chain.from_iterable(found.events_of_day.values())) == found.events
    for day, events in found.events_of_day.items():
        assert {each.date for each in events} == {day}


@PROPERTY
@given(histories())
def test_what_was_corrected(notes: dict[str, str]) -> None:
    found = archive(notes, as_of=AS_OF.isoformat())
    notes_with_days = [(each.origin.id, each.fact.corrections) for each in found.meetings.values()]
    notes_with_days += [(each.origin.id, each.fact.corrections) for each in found.reports.values()]
    for id, corrections in notes_with_days:
        days = [each.date for each in corrections if each.date <= found.as_of]
        assert found.corrected.get(id) == max(days, default=None)
    expected = {
        (found.corrected[event.origin.id], event.id)
        for event in found.events
        if event.date < found.corrected.get(event.origin.id, date.min)
        and not isinstance(event, CorrectionMade)
    }
    of_days = found.events_corrected_on.items()
    assert {(day, each.id) for day, events in of_days for each in events} == expected
    assert list(found.events_corrected_on) == sorted(found.events_corrected_on)


def test_a_correction_after_the_day_of_the_archive_is_not_known() -> None:
    front = "koreksi:\n  - {tanggal: 2026-02-01, uraian: x}\n  - {tanggal: 2026-03-01, uraian: y}\n"
    notes = meeting("2026-01-05", front)
    assert archive(notes, as_of="2026-01-31").corrected == {}
    assert archive(notes, as_of="2026-02-28").corrected == {"2026-01-05-rapim": date(2026, 2, 1)}
    assert archive(notes, as_of="2026-04-01").corrected == {"2026-01-05-rapim": date(2026, 3, 1)}
