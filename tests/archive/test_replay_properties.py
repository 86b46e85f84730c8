"""What holds of the fold whatever is written, in whatever order, and as of whatever day."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from strategies import (
    LAST,
    START,
    archive,
    days,
    follow_ups,
    known_references,
    tidy_notes,
    tidy_notes_and_a_later_one,
    wild_notes,
)
from tuntas.archive.archive import Archive
from tuntas.archive.checks import check
from tuntas.archive.checks.rule import Scope
from tuntas.archive.events import AnyEvent, DueDatePassed
from tuntas.read import facts
from tuntas.read.note import Note
from tuntas.vocabulary import NoteKind


def everything(found: Archive) -> dict[str, object]:
    """All that an archive holds, with the order of its tables."""
    held = {name: getattr(found, name) for name in found.__struct_fields__ if name != "lineage"}
    held["names"] = found.names.tables()
    return {name: list(each.items()) if isinstance(each, dict) else each for name, each in held.items()}


def settled_before(found: Archive, day: date) -> list[AnyEvent]:
    """The events that nothing dated on that day can change.

    That a due date has passed is settled as its day begins, before anything is said on it.
    """
    return [
        msgspec.structs.replace(event, position=0)  # where it stands in its note may change
        for event in found.events
        if event.date < day or (event.date == day and isinstance(event, DueDatePassed))
    ]


def identities(found: Archive) -> Counter[tuple[str, date, str]]:
    return Counter((event.id, event.date, type(event).__name__) for event in found.events)


@given(notes=wild_notes(), as_of=days, data=st.data())
def test_any_order_of_the_notes_gives_the_same_archive(
    notes: list[Note], as_of: date, data: st.DataObject
) -> None:
    shuffled = data.draw(st.permutations(notes))
    assert everything(archive(shuffled, as_of)) == everything(archive(notes, as_of))


@given(notes=wild_notes(), as_of=days)
def test_any_mix_of_facts_makes_an_archive_that_can_be_checked(notes: list[Note], as_of: date) -> None:
    found = archive(notes, as_of)
    assert found.states.keys() == found.commitments.keys()
    assert all(event.date <= as_of for event in found.events)
    problems = list(check(Scope(tuple(notes), found.names, found)))
    assert all(problem.message() and problem.hint() for problem in problems)


@given(notes=tidy_notes())
def test_tidy_notes_are_tidy(notes: list[Note]) -> None:
    """What the other properties lean on: all follow-ups find their commitments."""
    found = archive(notes)
    assert found.stray == ()
    told = {"photo-without-caption", "completion-without-evidence", "foreign-commitment"}
    told |= {"follow-up-on-closed", "unknown-reference", "agency-not-in-force"}
    assert {problem.code for problem in check(Scope(tuple(notes), found.names, found))} <= told


@given(case=tidy_notes_and_a_later_one())
def test_a_later_note_changes_nothing_before_it(case: tuple[list[Note], Note, date]) -> None:
    notes, later, day = case
    assert settled_before(archive([*notes, later]), day) == settled_before(archive(notes), day)


@given(notes=tidy_notes(), day=days, data=st.data())
def test_a_follow_up_changes_nothing_before_it(notes: list[Note], day: date, data: st.DataObject) -> None:
    """Wherever it stands in whichever note: its own date counts."""
    known = known_references(notes, day)
    hosts = [
        index
        for index, each in enumerate(notes)
        if isinstance(each.fact, facts.Meeting | facts.Report) and each.fact.date <= day
    ]
    if not known or not hosts:
        return
    index = data.draw(st.sampled_from(hosts))
    host = notes[index].fact
    assert isinstance(host, facts.Meeting | facts.Report)
    added = msgspec.structs.replace(data.draw(follow_ups(known, day)), date=day)
    place = data.draw(st.integers(0, len(host.follow_ups)))
    heard = (*host.follow_ups[:place], added, *host.follow_ups[place:])
    more = list(notes)
    more[index] = msgspec.structs.replace(notes[index], fact=msgspec.structs.replace(host, follow_ups=heard))
    assert settled_before(archive(more), day) == settled_before(archive(notes), day)


@given(notes=tidy_notes(), days_of=st.tuples(days, days).map(sorted))
def test_what_was_known_on_a_day_is_the_beginning_of_what_is_known_later(
    notes: list[Note], days_of: Sequence[date]
) -> None:
    early, late = (archive(notes, day).events for day in days_of)
    assert late[: len(early)] == early


@given(notes=tidy_notes())
def test_every_event_has_an_identity_of_its_own(notes: list[Note]) -> None:
    known = Counter(event.id for event in archive(notes).events)
    assert all(count == 1 for count in known.values()), known


@given(notes=wild_notes())
def test_each_event_stands_in_the_story_of_what_it_tells(notes: list[Note]) -> None:
    found = archive(notes)
    for id, state in found.states.items():
        of_it = [event for event in found.events if getattr(event, "commitment", None) == id]
        assert list(state.events) == of_it
    passed = Counter(
        (event.commitment, event.due) for event in found.events if isinstance(event, DueDatePassed)
    )
    assert all(count == 1 for count in passed.values())


@given(notes=tidy_notes(), data=st.data())
def test_identities_outlive_edits(notes: list[Note], data: st.DataObject) -> None:
    """New titles and texts, and another order of entries that have nothing to do with each other."""
    edited = [msgspec.structs.replace(each, fact=edit(each.fact, data)) for each in notes]
    assert identities(archive(edited)) == identities(archive(notes))


def edit(fact: facts.Fact | None, data: st.DataObject) -> facts.Fact | None:
    if not isinstance(fact, facts.Meeting | facts.Report):
        return fact
    heard = regrouped(fact.follow_ups, data)
    new = msgspec.structs.replace(fact, title="Judul baru", follow_ups=tuple(map(reworded, heard)))
    if isinstance(new, facts.Meeting):
        directives = [
            msgspec.structs.replace(
                each,
                title="Judul baru",
                text=None,
                topics=("baru",),
                commitments=tuple(data.draw(st.permutations(each.commitments))),
            )
            for each in data.draw(st.permutations(new.directives))
        ]
        new = msgspec.structs.replace(new, directives=tuple(directives), body=None, place="Aula")
    return new


def reworded(follow_up: facts.FollowUp) -> facts.FollowUp:
    return msgspec.structs.replace(follow_up, note=None, impact="Baru", reason="Sebab baru", percent=None)


def regrouped(follow_ups: Sequence[facts.FollowUp], data: st.DataObject) -> list[facts.FollowUp]:
    """Another order in which those on the same commitment keep theirs."""
    order = data.draw(st.permutations(sorted({each.commitment for each in follow_ups})))
    return sorted(follow_ups, key=lambda each: order.index(each.commitment))


@given(notes=tidy_notes(), data=st.data())
def test_identities_outlive_a_new_name_of_a_meeting(notes: list[Note], data: st.DataObject) -> None:
    meetings = [index for index, each in enumerate(notes) if each.kind is NoteKind.MEETING]
    if not meetings:
        return
    index = data.draw(st.sampled_from(meetings))
    old = notes[index]
    assert isinstance(old.fact, facts.Meeting)
    id = f"{old.fact.date}-apel"
    fact = msgspec.structs.replace(old.fact, aliases=(old.id,))
    renamed = list(notes)
    renamed[index] = msgspec.structs.replace(
        old, id=id, file=f"content/{id}.md", fact=fact, aliases=(old.id,)
    )
    before, after = archive(notes), archive(renamed)
    assert identities(after) == identities(before)
    assert after.stray == ()


@given(notes=tidy_notes())
def test_before_the_first_day_there_is_no_event(notes: list[Note]) -> None:
    assert archive(notes, date(START.year - 1, 12, 31)).events == ()
    assert archive(notes, LAST).events or not any(each.kind is NoteKind.MEETING for each in notes)
