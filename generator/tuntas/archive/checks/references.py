"""Rules for references: each leads to something, and to what may be meant."""

from collections.abc import Iterable, Iterator

import msgspec

from tuntas.archive.checks.rule import Finding, Rule, Scope
from tuntas.problems import Pointer
from tuntas.read import facts
from tuntas.read.values import is_slug
from tuntas.suggestion import nearest
from tuntas.vocabulary import EVERY_AGENCY


def _agency_slugs(scope: Scope) -> Iterator[tuple[Pointer, str]]:
    """Every place where only an agency's slug may stand."""

    def listed(file: str, keys: tuple[str | int, ...], slugs: Iterable[str]) -> Iterator[tuple[Pointer, str]]:
        for index, slug in enumerate(slugs):
            yield Pointer(file, (*keys, index)), slug

    for note, meeting in scope.meetings():
        if meeting.present != EVERY_AGENCY:
            yield from listed(note.file, ("hadir",), meeting.present)
        for index, directive in enumerate(meeting.directives):
            for number, entry in enumerate(directive.commitments):
                if entry.agencies != EVERY_AGENCY:
                    keys = ("arahan", index, "komitmen", number, "opd")
                    yield from listed(note.file, keys, entry.agencies)
    for note, agency in scope.agencies():
        yield from listed(note.file, ("menggantikan",), agency.took_over)
    for note in scope.notes:
        if isinstance(note.fact, facts.Innovation):
            for index, adoption in enumerate(note.fact.adoptions):
                yield Pointer(note.file, ("replikasi", index, "opd")), adoption.agency


def unknown_agency(scope: Scope) -> Iterator[Finding]:
    """An agency that is named has a note."""
    for place, slug in _agency_slugs(scope):
        if scope.names.agency(slug) is None:
            yield Finding(place, {"slug": slug}, nearest(slug, scope.names.agencies))
    for note, _ in scope.reports():
        owner = note.id.partition("/")[0]
        if scope.names.agency(owner) is None:
            suggestion = nearest(owner, scope.names.agencies)
            yield Finding(Pointer(note.file), {"slug": owner}, suggestion)


def maybe_agency(scope: Scope) -> Iterator[Finding]:
    """Who is needed is an agency's slug or plain text, not a slug with a slip."""
    places: list[tuple[Pointer, str]] = []
    for issued in scope.directives():
        for index, entry in enumerate(issued.fact.commitments):
            for number, need in enumerate(entry.needs):
                keys = ("komitmen", index, "butuh", number, "dari")
                places.append((issued.place(*keys), need.source))
    for heard in scope.follow_ups():
        if heard.fact.obstacle:
            places.append((heard.place("kendala", "butuh_dari"), heard.fact.obstacle.needs_from))
    for place, text in places:
        if is_slug(text) and scope.names.agency(text) is None:
            suggestion = nearest(text, scope.names.agencies)
            if suggestion:
                yield Finding(place, {"text": text}, suggestion)


def unknown_directive(scope: Scope) -> Iterator[Finding]:
    """A directive that is continued, replaced or revoked exists."""
    for issued in scope.directives():
        for key, references in _ties(issued.fact):
            for index, reference in enumerate(references):
                known = scope.names.directive(reference)
                if known is None and not scope.names.in_unreadable_note(reference):
                    suggestion = _nearest_directive(scope, reference)
                    yield Finding(issued.place(key, index), {"ref": reference}, suggestion)


def _ties(directive: facts.Directive) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return (
        ("melanjutkan", directive.continues),
        ("menggantikan", directive.replaces),
        ("mencabut", directive.revokes),
    )


def _nearest_directive(scope: Scope, reference: str) -> str:
    """Look in the same meeting first: comparing with every directive would be quadratic."""
    meeting, _, slug = reference.partition("/")
    if meeting not in scope.names.meetings:
        found = nearest(meeting, scope.names.meetings)
        return f"{found}/{slug}" if f"{found}/{slug}" in scope.names.directives else ""
    slugs = [
        each.partition("/")[2]
        for each in scope.names.directives
        if each.startswith(f"{meeting}/")
    ]
    found = nearest(slug, slugs)
    return f"{meeting}/{found}" if found else ""


def unknown_commitment(scope: Scope) -> Iterator[Finding]:
    """A follow-up speaks of a commitment that exists."""
    for heard in scope.follow_ups():
        reference = heard.fact.commitment
        known = scope.names.commitment(reference)
        if known is not None and (
            known in scope.archive.commitments or not _is_published(scope, known)
        ):
            continue
        if scope.names.in_unreadable_note(reference):
            continue
        path, _, name = reference.rpartition("/")
        directive = scope.names.directive(path)
        if directive is None:
            meant = _nearest_directive(scope, path)
            suggestion = f"{meant}/{name}" if meant and scope.names.commitment(f"{meant}/{name}") else meant
        else:
            found = nearest(name, scope.names.commitment_names(directive))
            suggestion = f"{path}/{found}" if found else ""
        yield Finding(heard.place("komitmen"), {"ref": reference}, suggestion)


def _is_published(scope: Scope, reference: str) -> bool:
    return reference.partition("/")[0] in scope.archive.meetings


def unknown_mission(scope: Scope) -> Iterator[Finding]:
    """A mission that is named stands in its plan, or in the one in force that year."""
    for issued in scope.directives():
        year = issued.meeting.date.year
        for index, reference in enumerate(issued.fact.missions):
            plan = reference.partition("/")[0] if "/" in reference else scope.names.plan_in(year)
            if plan in scope.names.unreadable:
                continue
            if scope.names.mission(reference, year) is None:
                yield Finding(issued.place("misi", index), {"ref": reference, "year": year})


def unknown_indicator(scope: Scope) -> Iterator[Finding]:
    """An indicator that is named has a note."""
    for issued in scope.directives():
        for index, slug in enumerate(issued.fact.indicators):
            if slug not in scope.names.indicators:
                suggestion = nearest(slug, scope.names.indicators)
                yield Finding(issued.place("indikator", index), {"slug": slug}, suggestion)


def unknown_reference(scope: Scope) -> Iterator[Finding]:
    """A `[[reference]]` in prose leads to something."""
    for place, text in scope.prose():
        for reference in text.references:
            names = scope.names
            if names.target(reference) is None and not names.in_unreadable_note(reference):
                here = msgspec.structs.replace(place, find="[[" + reference)
                if "/" in reference:
                    suggestion = _nearest_directive(scope, reference)
                else:
                    known = {**names.agencies, **names.meetings, **names.indicators}
                    suggestion = nearest(reference, known)
                yield Finding(here, {"ref": reference}, suggestion)


def reference_to_draft(scope: Scope) -> Iterator[Finding]:
    """What is published does not build on a draft."""
    drafts = scope.names.drafts

    def draft(reference: str) -> bool:
        meeting = reference.partition("/")[0]
        return scope.names.meetings.get(meeting, meeting) in drafts

    for heard in scope.follow_ups():
        if not _is_draft(heard.note.fact) and draft(heard.fact.commitment):
            yield Finding(heard.place("komitmen"), {"ref": heard.fact.commitment})
    for issued in scope.directives():
        if not issued.meeting.draft:
            for key, references in _ties(issued.fact):
                for index, reference in enumerate(references):
                    if draft(reference):
                        yield Finding(issued.place(key, index), {"ref": reference})


def _is_draft(fact: facts.Fact | None) -> bool:
    return isinstance(fact, facts.Meeting | facts.Report) and fact.draft


def foreign_commitment(scope: Scope) -> Iterator[Finding]:
    """An agency reports on its own commitments, or on those that it took over."""
    for heard in scope.follow_ups():
        if not isinstance(heard.note.fact, facts.Report):
            continue
        reporter = scope.names.agency(heard.note.id.partition("/")[0])
        id = scope.names.commitment(heard.fact.commitment)
        commitment = scope.archive.commitments.get(id) if id else None
        if reporter is None or commitment is None or commitment.agency == reporter:
            continue
        if commitment.agency not in scope.archive.lineage.ancestors(reporter):
            detail: dict[str, str | int] = {
                "ref": heard.fact.commitment,
                "agency": reporter,
                "owner": commitment.agency,
            }
            yield Finding(heard.place("komitmen"), detail)


RULES = tuple(
    map(
        Rule,
        (
            unknown_agency,
            maybe_agency,
            unknown_directive,
            unknown_commitment,
            unknown_mission,
            unknown_indicator,
            unknown_reference,
            reference_to_draft,
            foreign_commitment,
        ),
    )
)
