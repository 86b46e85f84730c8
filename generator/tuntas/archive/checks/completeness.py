"""Rules for what a new meeting leaves open: to what end, until when, and whether anybody spoke of it since.

Each tells of a meeting once, with counts, and only while something can be done about it: a secretariat
that reads sixty warnings a day reads none.
"""

import datetime as dt
import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import chain

from tuntas.archive.checks.rule import Finding, Rule, Scope
from tuntas.archive.issued import Directive
from tuntas.problems import Pointer
from tuntas.read import facts
from tuntas.read.facts import AgencyId, DirectiveId, MeetingId
from tuntas.read.note import Note
from tuntas.vocabulary import Role

RECENT_DAYS = 90
"""So long a note is young: what it lacks can be added without anybody having relied on it."""
SILENT_DAYS = 90
_ALIKE = 0.6
"""The share of their words that two titles have in common if they ask for the same."""


def directive_without_mission(scope: Scope) -> Iterator[Finding]:
    """A directive serves a mission of the plan in force."""
    for note, meeting in _recent(scope):
        plan = scope.names.plan_in(meeting.date.year)
        if plan is None:
            continue
        without = [
            index
            for index, directive in enumerate(meeting.directives)
            if not _serves(scope, directive, plan, meeting.date.year)
        ]
        if without:
            place = Pointer(note.file, ("arahan", without[0], "judul"))
            detail: dict[str, str | int] = {
                "count": len(without),
                "total": len(meeting.directives),
                "plan": plan,
            }
            yield Finding(place, detail)


def _serves(scope: Scope, directive: facts.Directive, plan: str, year: int) -> bool:
    found = (scope.names.mission(reference, year) for reference in directive.missions)
    # A reference that leads nowhere is told of by another rule.
    return any(mission is None or mission.startswith(f"{plan}/") for mission in found)


def open_ended_commitment(scope: Scope) -> Iterator[Finding]:
    """Of what is asked for it is said until when, or how one will know that it is done."""
    for note, meeting in _recent(scope):
        entries = [
            (("arahan", index, "komitmen", number), entry)
            for index, directive in enumerate(meeting.directives)
            for number, entry in enumerate(directive.commitments)
            if entry.role is Role.LEAD
        ]
        endless = [keys for keys, entry in entries if not entry.due and not entry.measure]
        if endless:
            place = Pointer(note.file, (*endless[0], "opd"))
            yield Finding(place, {"count": len(endless), "total": len(entries)})


def meeting_without_follow_up(scope: Scope) -> Iterator[Finding]:
    """Somebody speaks of what was agreed in a meeting, at the latest after three months."""
    archive = scope.archive
    for note, _ in scope.meetings:
        held = archive.meetings.get(MeetingId(note.id))
        if held is None or held.origin.sample:
            continue
        unfinished = sum(archive.progress_of_directive[each].open for each in held.directives)
        if not unfinished:
            continue
        states = [
            archive.states[commitment]
            for directive in held.directives
            for commitment in archive.directives[directive].commitments
        ]
        heard = max((state.last_heard for state in states if state.last_heard), default=held.fact.date)
        days = (archive.as_of - heard).days
        if days >= SILENT_DAYS:
            place = Pointer(note.file, ("judul",))
            yield Finding(place, {"open": unfinished, "days": days, "since": str(heard)})


def repeated_directive(scope: Scope) -> Iterator[Finding]:
    """Who asks the same agencies for the same again says which directive that continues."""
    archive = scope.archive
    asked = {
        id: _agencies(scope, directive)
        for id, directive in archive.directives.items()
        if directive.commitments and not directive.origin.sample
    }
    alone = {agencies for agencies, times in Counter(asked.values()).items() if times == 1}
    words = {
        id: _words(archive.directives[id].fact.title)
        for id, agencies in asked.items()
        if agencies not in alone
    }
    common = Counter(chain.from_iterable(words.values()))
    ranks = {word: rank for rank, word in enumerate(sorted(common, key=lambda each: (common[each], each)))}
    # Two titles that have most of their words in common share one of the rarest of each; so only
    # those directives are compared that do.
    seen: defaultdict[frozenset[AgencyId], dict[str, list[DirectiveId]]] = defaultdict(dict)
    for id, own in words.items():
        agencies, directive = asked[id], archive.directives[id]
        rarest = sorted(own, key=ranks.__getitem__)
        prefix = rarest[: len(rarest) - math.ceil(_ALIKE * len(rarest)) + 1]
        by_word = seen[agencies]
        candidates = {each for word in prefix if word in by_word for each in by_word[word][-_NEIGHBOURS:]}
        others = (each for each in candidates if archive.directives[each].meeting != directive.meeting)
        alike = [each for each in others if _similar(words[each], own)]
        earlier = max(alike, key=lambda each: (archive.directives[each].issued, each), default=None)
        if earlier and not _continues(scope, directive, earlier):
            here, there = scope.issued.get(id), scope.issued.get(earlier)
            if here and there:
                yield Finding(here.place("judul"), {"ref": earlier}, related=(there.place("judul"),))
        if archive.progress_of_directive[id].open:
            for word in prefix:
                by_word.setdefault(word, []).append(id)


_NEIGHBOURS = 50
"""So many earlier directives with a rare word in common are looked at: what is repeated is recent."""


def _similar(one: frozenset[str], other: frozenset[str]) -> bool:
    return len(one & other) >= _ALIKE * len(one | other)


def _words(title: str) -> frozenset[str]:
    return frozenset(_WORD.findall(title.casefold()))


_WORD = re.compile(r"\w+")


def _agencies(scope: Scope, directive: Directive) -> frozenset[AgencyId]:
    return frozenset([scope.archive.commitments[each].agency for each in directive.commitments])


def _continues(scope: Scope, directive: Directive, earlier: DirectiveId) -> bool:
    """Whether a directive names an earlier one, or what names that."""
    waiting, met = [directive.id], {directive.id}
    while waiting:
        each = scope.archive.directives.get(waiting.pop())
        if each is None:
            continue
        for tied in (*each.continues, *each.replaces, *each.revokes):
            if tied == earlier:
                return True
            if tied not in met:
                met.add(tied)
                waiting.append(tied)
    return False


def _recent(scope: Scope) -> Iterator[tuple[Note, facts.Meeting]]:
    oldest = scope.archive.as_of - dt.timedelta(days=RECENT_DAYS)
    for note, meeting in scope.meetings:
        if oldest <= meeting.date <= scope.archive.as_of and not meeting.sample and not meeting.draft:
            yield note, meeting


RULES = tuple(
    map(
        Rule,
        (
            directive_without_mission,
            open_ended_commitment,
            meeting_without_follow_up,
            repeated_directive,
        ),
    )
)
