"""Archives for property tests: notes made by Hypothesis, as facts, without the way through Markdown."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Literal, TypeVar

import msgspec
from hypothesis import strategies as st

from archives import GOVERNMENT
from tuntas.archive.archive import Archive, build
from tuntas.archive.names import Names, commitment_slug
from tuntas.read import facts
from tuntas.read.note import Note
from tuntas.read.prose import prose
from tuntas.vocabulary import EVERY_AGENCY, REPORTABLE, EvidenceKind, NoteKind, Status

T = TypeVar("T")

START, DAYS = date(2026, 1, 1), 60
"""All that is dated lies in these days; they are few, so that much falls on the same one."""
LAST = START + timedelta(days=DAYS)
AGENCIES = ("a", "b", "c", "d")
EVERY: st.SearchStrategy[Literal["semua"]] = st.just("semua")
DIRECTIVES = ("x", "y", "z")
REFERENCES = ("a", "ipm", "2025-2029/1", "2026-01-05-rapim/x", "2026-01-05-rapim/x/a", "hantu")

days = st.integers(0, DAYS).map(lambda number: START + timedelta(days=number))
texts = st.sampled_from(["Satu", "Dua", "Tiga"])
proses = st.none() | st.sampled_from([prose(f"Lihat [[{each}]].") for each in REFERENCES])
percents = st.none() | st.integers(0, 100)
evidence = st.sampled_from(
    [
        (),
        (facts.Evidence(EvidenceKind.LINK, "https://contoh.id/bukti"),),
        (facts.Evidence(EvidenceKind.PHOTO, "a.jpg"),),
    ]
)


def archive(notes: Sequence[Note], as_of: date = LAST) -> Archive:
    return build(notes, Names(notes), GOVERNMENT, as_of)


def note(kind: NoteKind, id: str, fact: facts.Fact) -> Note:
    return Note(f"content/{kind}/{id}.md", kind, id, fact, (), (), getattr(fact, "aliases", ()))


def some(values: st.SearchStrategy[T], most: int = 3) -> st.SearchStrategy[tuple[T, ...]]:
    return st.lists(values, max_size=most).map(tuple)


def choice(*values: T) -> st.SearchStrategy[T]:
    return st.sampled_from(values)


# ------------------------------------------------------------------------ notes that fit together


@st.composite
def tidy_notes(draw: st.DrawFn) -> list[Note]:
    """Notes without a mistake: what is reported was asked before, on the day of its note."""
    notes = draw(agencies())
    references: list[tuple[date, str]] = []
    asked: list[tuple[date, str]] = []
    for day, name in draw(
        st.lists(st.tuples(days, choice("rapim", "rakor")), unique=True, max_size=5).map(sorted)
    ):
        issued = draw(directives_of(day, [id for when, id in references if when <= day]))
        known = [reference for when, reference in asked if when <= day]
        fact = facts.Meeting(
            title=draw(texts),
            date=day,
            chair=facts.Person("Gubernur"),
            directives=issued,
            follow_ups=draw(some(follow_ups(known, day))) if known else (),
            corrections=draw(some(st.builds(facts.Correction, date=choice(day, LAST), text=texts), 2)),
            body=draw(proses),
        )
        id = f"{day}-{name}"
        notes.append(note(NoteKind.MEETING, id, fact))
        for directive in issued:
            references.append((day, f"{id}/{directive.id}"))
            asked += [(day, f"{id}/{directive.id}/{slug}") for slug in slugs(directive)]
    for day, agency in draw(
        st.lists(st.tuples(days, choice(*AGENCIES)), unique=True, max_size=6).map(sorted)
    ):
        known = [reference for when, reference in asked if when <= day]
        if known:
            heard = draw(some(follow_ups(known, day)))
            report = facts.Report(title=draw(texts), date=day, follow_ups=heard)
            notes.append(note(NoteKind.REPORT, f"{agency}/{day}-laporan", report))
    return notes


@st.composite
def agencies(draw: st.DrawFn) -> list[Note]:
    """Each agency, in force all the time; some took others over, some had other names."""
    notes = []
    for number, slug in enumerate(AGENCIES):
        before = draw(some(choice(*AGENCIES[:number]), 1)) if number else ()
        fact = facts.Agency(slug, slug, took_over=before, aliases=draw(choice((), (f"lama-{slug}",))))
        notes.append(note(NoteKind.AGENCY, slug, fact))
    return notes


@st.composite
def directives_of(draw: st.DrawFn, day: date, earlier: list[str]) -> tuple[facts.Directive, ...]:
    """A meeting's directives; an earlier one is closed by one of them at most."""
    issued = []
    free = list(earlier)
    for id in draw(st.lists(choice(*DIRECTIVES), unique=True, max_size=3)):
        closed = draw(st.lists(st.sampled_from(free), max_size=1)) if free else []
        free = [each for each in free if each not in closed]
        replaces = draw(st.booleans())
        issued.append(
            facts.Directive(
                id=id,
                title=draw(texts),
                text=draw(proses),
                aliases=draw(choice((), (f"lama-{id}",))),
                replaces=tuple(closed) if replaces else (),
                revokes=() if replaces else tuple(closed),
                commitments=draw(commitments(day)),
            )
        )
    return tuple(issued)


@st.composite
def commitments(draw: st.DrawFn, day: date) -> tuple[facts.Commitment, ...]:
    entries = []
    for id in draw(st.lists(choice("", "data"), unique=True, max_size=2)):
        several = st.lists(choice(*AGENCIES), min_size=2, max_size=3, unique=True).map(tuple)
        one = choice(*AGENCIES).map(lambda slug: (slug,))
        due = draw(st.none() | st.integers(0, 30).map(lambda number: day + timedelta(days=number)))
        entries.append(facts.Commitment(agencies=draw(one | several | EVERY), id=id, due=due))
    return tuple(entries)


def slugs(directive: facts.Directive) -> list[str]:
    return [
        commitment_slug(entry, agency)
        for entry in directive.commitments
        for agency in (AGENCIES if entry.agencies == EVERY_AGENCY else entry.agencies)
    ]


@st.composite
def follow_ups(draw: st.DrawFn, known: Sequence[str], day: date) -> facts.FollowUp:
    status = draw(choice(*REPORTABLE))
    moved = draw(st.none() | st.integers(0, 20).map(lambda number: day + timedelta(days=number)))
    return facts.FollowUp(
        commitment=draw(st.sampled_from(known)),
        status=status,
        percent=draw(percents),
        note=draw(proses),
        obstacle=facts.Obstacle("Hujan", draw(choice("", *AGENCIES))) if status is Status.BLOCKED else None,
        evidence=draw(evidence),
        new_due=moved,
        reason="Hujan" if moved else "",
    )


@st.composite
def tidy_notes_and_a_later_one(draw: st.DrawFn) -> tuple[list[Note], Note, date]:
    """Notes, and one more that is dated on or after a day, as are all its facts."""
    notes = draw(tidy_notes())
    day = draw(days)
    known = known_references(notes, day)
    heard = draw(some(follow_ups(known, day))) if known else ()
    if draw(st.booleans()):
        report = facts.Report(title="Kemudian", date=day, follow_ups=heard)
        return notes, note(NoteKind.REPORT, f"a/{day}-kemudian", report), day
    earlier = [reference.rpartition("/")[0] for reference in known]
    meeting = facts.Meeting(
        title="Kemudian",
        date=day,
        chair=facts.Person("Gubernur"),
        directives=draw(directives_of(day, earlier)),
        follow_ups=heard,
    )
    return notes, note(NoteKind.MEETING, f"{day}-kemudian", meeting), day


def known_references(notes: Sequence[Note], day: date) -> list[str]:
    """The references of all commitments asked until a day."""
    return [
        f"{each.id}/{directive.id}/{slug}"
        for each in notes
        if isinstance(each.fact, facts.Meeting) and each.fact.date <= day
        for directive in each.fact.directives
        for slug in slugs(directive)
    ]


# ----------------------------------------------------------------------------- notes of any sort


@st.composite
def wild_notes(draw: st.DrawFn) -> list[Note]:
    """Facts that read well one by one, and make no sense together; some notes could not be read."""
    notes = []
    for slug in draw(st.lists(choice(*AGENCIES), unique=True)):
        agency = st.builds(
            facts.Agency,
            name=texts,
            short_name=texts,
            government=choice("", "Kota"),
            since=st.none() | days,
            until=st.none() | days,
            took_over=some(choice(*AGENCIES, "hantu")),
            aliases=some(choice("e", "f"), 1),
            body=proses,
        )
        notes.append(note(NoteKind.AGENCY, slug, draw(agency)))
    for day, name in draw(st.lists(st.tuples(days, choice("rapim", "rakor")), unique=True, max_size=4)):
        meeting = draw(wild_meetings())
        notes.append(note(NoteKind.MEETING, f"{day}-{name}", msgspec.structs.replace(meeting, date=day)))
    for day, slug in draw(st.lists(st.tuples(days, choice(*AGENCIES, "e")), unique=True, max_size=4)):
        report = facts.Report("Laporan", day, draw(some(WILD_FOLLOW_UPS)), draft=draw(st.booleans()))
        notes.append(note(NoteKind.REPORT, f"{slug}/{day}-laporan", report))
    for first in draw(st.lists(choice(2020, 2024, 2026), unique=True)):
        missions = tuple(facts.Mission(number, "Misi") for number in draw(some(st.integers(1, 3))))
        plan = facts.Plan("RPJMD", first, first + 3, missions)
        notes.append(note(NoteKind.PLAN, f"{first}-{first + 3}", plan))
    broken = draw(some(st.sampled_from(notes), 2)) if notes else ()
    return [msgspec.structs.replace(each, fact=None) if each in broken else each for each in notes]


WILD_REFERENCES = st.builds(
    "{}-{}/{}/{}".format,
    days,
    choice("rapim", "rakor"),
    choice(*DIRECTIVES),
    choice(*AGENCIES, "e", "data-a", "data"),
)
WILD_DIRECTIVES = WILD_REFERENCES.map(lambda reference: reference.rpartition("/")[0])
WILD_FOLLOW_UPS = st.builds(
    facts.FollowUp,
    commitment=WILD_REFERENCES,
    status=choice(*REPORTABLE),
    date=st.none() | days,
    percent=percents,
    note=proses,
    obstacle=st.none() | st.builds(facts.Obstacle, text=texts, needs_from=choice("", *AGENCIES, "BPN")),
    evidence=evidence,
    new_due=st.none() | days,
    reason=texts,
)


@st.composite
def wild_meetings(draw: st.DrawFn) -> facts.Meeting:
    directive = st.builds(
        facts.Directive,
        id=choice(*DIRECTIVES),
        title=texts,
        text=proses,
        missions=some(choice("1", "2", "2024-2027/1", "2030-2034/1")),
        topics=some(texts),
        indicators=some(choice("ipm")),
        continues=some(WILD_DIRECTIVES),
        replaces=some(WILD_DIRECTIVES),
        revokes=some(WILD_DIRECTIVES),
        commitments=some(
            st.builds(
                facts.Commitment,
                agencies=some(choice(*AGENCIES, "e", "hantu")) | EVERY,
                id=choice("", "data", "a"),
                due=st.none() | days,
                needs=some(st.builds(facts.Need, source=choice(*AGENCIES, "BPN"), what=texts)),
            )
        ),
    )
    return facts.Meeting(
        title="Rapim",
        date=START,
        chair=facts.Person("Gubernur"),
        government=draw(choice("", "Kota")),
        present=draw(some(choice(*AGENCIES, "hantu")) | EVERY),
        directives=draw(some(directive)),
        follow_ups=draw(some(WILD_FOLLOW_UPS)),
        aliases=draw(some(choice("2026-01-01-apel", "2026-01-05-rapim"), 1)),
        corrections=draw(some(st.builds(facts.Correction, date=days, text=texts), 2)),
        draft=draw(st.booleans()),
        body=draw(proses),
    )
