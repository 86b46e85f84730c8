"""What was published and is no longer so, without a correction that says it.

Two readings of the archive are compared, note by note: the one that was published, and the present one.
What is added is free. What is altered or gone needs a correction in full form, written since.
"""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from tuntas.archive.corrections import ABSENT, REMOVED, changes, differing, in_full, lead, path_of
from tuntas.archive.names import Names
from tuntas.archive.proposals import layout, proposal
from tuntas.archive.statements import TELLING, TELLING_LISTS, At, Statement, statements
from tuntas.problems import Place, Pointer, Problem, Span
from tuntas.read import facts
from tuntas.read.facts import AgencyId, Correction, MeetingId, PlanId
from tuntas.read.note import Note
from tuntas.vocabulary import EVERY_AGENCY, REASON_TO_FILL, WHO_TO_FILL, NoteKind


class Reading(msgspec.Struct, frozen=True):
    """A note as it was or is, the hashes of the files beside it by their names, and its own bytes."""

    note: Note
    files: Mapping[str, str] = {}
    data: bytes = b""


class Present(msgspec.Struct, frozen=True):
    """What the past is held against: the present names and notes, as of a day."""

    names: Names
    government: str
    as_of: dt.date
    notes: Mapping[tuple[NoteKind, str], Note]
    plans: Sequence[PlanId] = ()
    """The plans that there were, by their periods: a mission may be named by its number alone."""
    addressed: frozenset[tuple[str, dt.date]] = frozenset()
    """The days on which every agency of a government was spoken to, or was there."""

    def plan_then(self, year: int) -> PlanId | None:
        """The plan that was in force in a year, as `Names.plan_in` finds it."""
        spans = sorted(
            (int(first), int(last), plan) for plan in self.plans for first, _, last in [plan.partition("-")]
        )
        return next((plan for first, last, plan in reversed(spans) if first <= year <= last), None)

    def reads_otherwise(self, note: Note) -> bool:
        """Whether a note says another thing than before, although it may not have changed."""
        fact = note.fact
        if not isinstance(fact, facts.Meeting):
            return False
        by_number = any("/" not in mission for each in fact.directives for mission in each.missions)
        return by_number and self.plan_then(fact.date.year) != self.names.plan_in(fact.date.year)

    def successor(self, kind: NoteKind, id: str) -> Note | None:
        """The note that an earlier one is now: the one of its id, or with that for an earlier id."""
        match kind:
            case NoteKind.MEETING:
                id = self.names.meetings.get(id, MeetingId(id))
            case NoteKind.AGENCY:
                id = self.names.agencies.get(id, AgencyId(id))
            case NoteKind.REPORT | NoteKind.INNOVATION:
                owner, _, name = id.partition("/")
                id = f"{self.names.agencies.get(owner, owner)}/{name}"
            case _:
                pass
        return self.notes.get((kind, id))


def present(
    notes: Sequence[Note], names: Names, government: str, as_of: dt.date, plans: Sequence[PlanId] = ()
) -> Present:
    addressed = frozenset(
        (fact.government or government, fact.date)
        for fact in (note.fact for note in notes)
        if isinstance(fact, facts.Meeting) and _is_published(fact, as_of) and _speaks_to_all(fact)
    )
    by_id = {(note.kind, note.id): note for note in notes}
    return Present(names, government, as_of, by_id, plans, addressed)


def _speaks_to_all(fact: facts.Meeting) -> bool:
    asked = (entry.agencies for directive in fact.directives for entry in directive.commitments)
    return fact.present == EVERY_AGENCY or any(each == EVERY_AGENCY for each in asked)


def alterations(old: Reading, new: Reading | None, now: Present) -> Iterator[Problem]:
    """What a published note said and its present one does not; `new` is None where there is none."""
    fact = old.note.known
    if fact is None:
        yield Problem("history-unreadable", Pointer(new.note.file if new else old.note.file))
        return
    if not _is_published(fact, now.as_of) or _is_sample(fact):
        return
    if new is None:
        yield _note_removed(old.note, fact, now)
        return
    if new.note.fact is None:
        return  # Its own problems are told; what it leaves out for them is not gone.
    if not _is_published(new.note.fact, now.as_of):
        keys = ("draf",) if getattr(new.note.fact, "draft", False) else ("tanggal",)
        yield Problem("note-withdrawn", Pointer(new.note.file, keys), {"id": new.note.id})
        return
    yield from _Comparison(old, new, fact, new.note.fact, now).problems()


def _is_sample(fact: facts.Fact) -> bool:
    """Samples are no record: they may change, and go when the real notes come."""
    return isinstance(fact, facts.Meeting | facts.Report) and fact.sample


def _is_published(fact: facts.Fact, as_of: dt.date) -> bool:
    if isinstance(fact, facts.Meeting | facts.Report):
        return not fact.draft and fact.date <= as_of
    return True


def _note_removed(old: Note, fact: facts.Fact, now: Present) -> Problem:
    """Tell of a note that is gone; a new one of the same title is probably the same."""
    title = _title(fact)
    alike = [
        note
        for note in now.notes.values()
        if note.kind is old.kind and note.known is not None and _title(note.known) == title
    ]
    related: tuple[Place, ...] = (Pointer(alike[0].file),) if alike else ()
    return Problem("note-removed", Span(old.file, 1, 1, 0), {"id": old.id, "title": title}, related=related)


def _title(fact: facts.Fact) -> str:
    return fact.title if isinstance(fact, facts.Meeting | facts.Report | facts.Plan) else fact.name


class _Comparison:
    def __init__(
        self, old: Reading, new: Reading, before: facts.Fact, after: facts.Fact, now: Present
    ) -> None:
        self._file = new.note.file
        self._as_of = now.as_of
        self._before = statements(
            old.note, before, now.names, now.government, old.files, now.plan_then if now.plans else None
        )
        self._now = now
        self._after_fact = after
        self._after = statements(new.note, after, now.names, now.government, new.files)
        self._new = new
        self._corrections = after.corrections
        self._made: defaultdict[str, list[Correction]] = defaultdict(list)
        self._places: defaultdict[str, list[Pointer]] = defaultdict(list)
        earlier = Counter(before.corrections)
        for index, each in enumerate(after.corrections):
            if earlier[each]:
                earlier[each] -= 1
            elif in_full(each):
                self._places[path_of(each)].append(Pointer(self._file, ("koreksi", index)))
                if each.date <= now.as_of:  # one of a later day is not shown to anyone yet
                    self._made[path_of(each)].append(each)

    def problems(self) -> Iterator[Problem]:
        """What has changed without a correction, each with the correction to paste if one can tell it."""
        found = list(self._differences())
        alone = sum(bool(made) for _, made in found) == 1
        now = layout(self._file, self._new.data) if any(made for _, made in found) else None
        for problem, made in found:
            paste = proposal(made, now, self._corrections, alone=alone) if now and made else ""
            yield msgspec.structs.replace(problem, paste=paste)

    def _differences(self) -> Iterator[tuple[Problem, Sequence[Correction]]]:
        gone: set[At] = set()
        for at, said in self._before.items():
            if any(at[:length] in gone for length in range(1, len(at))):
                continue
            now = self._after.get(at)
            if now is None:
                gone.add(at)
                yield from self._differs(said, None)
            elif not said.whole and said.text != now.text:
                yield from self._differs(said, now)
        for at, now in self._after.items():
            if at not in self._before and self._alters(at):
                yield from self._differs(None, now)

    def _alters(self, at: At) -> bool:
        """Whether something new says that what was published is otherwise."""
        if at[-1] in TELLING:
            return at[:-1] in self._before
        if at in {("sejak",), ("berakhir",)}:
            return self._leaves_out(at[0])
        return len(at) > 2 and at[-2] in TELLING_LISTS and at[:-2] in self._before

    def _leaves_out(self, word: str) -> bool:
        """Whether a day that is added takes an agency out of what every agency was asked before."""
        fact = self._after_fact
        if not isinstance(fact, facts.Agency):
            return False
        government = fact.government or self._now.government
        days = [day for each, day in self._now.addressed if each == government]
        if word == "sejak":
            return fact.since is not None and any(day < fact.since for day in days)
        return fact.until is not None and any(day > fact.until for day in days)

    def _differs(
        self, old: Statement | None, new: Statement | None
    ) -> Iterator[tuple[Problem, Sequence[Correction]]]:
        said = new or old
        assert said is not None  # noqa: S101 - one of the two is there
        before, after = old.text if old else ABSENT, new.text if new else REMOVED
        paths = frozenset().union(*(each.paths for each in (old, new) if each))
        made = [each for path in sorted(paths) for each in self._made.get(path, ())]
        if lead(before, after, made, prose=said.prose):
            return
        path = "/".join(said.written)
        related = tuple(place for each in sorted(paths) for place in self._places.get(each, ()))
        offered = self._offered(path, before, after, prose=said.prose)
        if new is None:
            place = Pointer(self._file)
            gone: dict[str, str | int] = {"at": path, "old": before}
            # A number may mean another plan's mission since; the whole name says which was meant.
            meant = said.text if len(said.at) > 2 and said.at[-2] == "misi" else ""
            yield Problem("fact-removed", place, gone, meant, related), offered
            return
        if said.prose:
            before, after = differing(before, after)
        keys = said.keys or ()
        place = Pointer(self._file, keys, find="" if keys else said.at[-1])
        altered: dict[str, str | int] = {"at": path, "old": before, "new": after}
        yield Problem("fact-altered", place, altered, related=related), offered

    def _offered(self, path: str, old: str, new: str, *, prose: bool) -> Sequence[Correction]:
        """The corrections that would settle a change; nothing where none can tell it."""
        made = [
            Correction(self._as_of, "", WHO_TO_FILL, path, before, after, REASON_TO_FILL)
            for before, after in changes(old, new, prose=prose)
        ]
        return made if lead(old, new, made, prose=prose) else ()
