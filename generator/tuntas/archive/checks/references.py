"""Rules for references: each leads to something, and to what may be meant."""

from collections.abc import Iterator, Mapping
from functools import partial

import msgspec

from tuntas.archive.checks.rule import Finding, Rule, Scope, is_draft, ties
from tuntas.problems import Pointer
from tuntas.read import facts
from tuntas.read.slugs import is_slug
from tuntas.suggestion import nearest
from tuntas.vocabulary import EVERY_AGENCY, NoteKind


def _unknown_slugs(scope: Scope) -> Iterator[tuple[Pointer, str]]:
    """Every place where only an agency's slug may stand, and another word does."""
    known = scope.names.agencies
    for note, meeting in scope.meetings:
        yield from _unknown(known, Pointer(note.file, ("hadir",)), meeting.present)
    for issued in scope.directives:
        for index, entry in enumerate(issued.fact.commitments):
            if entry.agencies != EVERY_AGENCY and not all(map(known.__contains__, entry.agencies)):
                yield from _unknown(known, issued.place("komitmen", index, "opd"), entry.agencies)
    for note, agency in scope.agencies:
        yield from _unknown(known, Pointer(note.file, ("menggantikan",)), agency.took_over)
    for note in scope.notes:
        if isinstance(note.known, facts.Innovation):
            for index, adoption in enumerate(note.known.adoptions):
                if adoption.agency not in known:
                    yield Pointer(note.file, ("replikasi", index, "opd")), adoption.agency


def _unknown(
    known: Mapping[str, object], place: Pointer, slugs: facts.Agencies
) -> Iterator[tuple[Pointer, str]]:
    """Those slugs of a list that are unknown, with their places; none for `semua`."""
    if slugs != EVERY_AGENCY:
        for index, slug in enumerate(slugs):
            if slug not in known:
                yield msgspec.structs.replace(place, keys=(*place.keys, index)), slug


def unknown_agency(scope: Scope) -> Iterator[Finding]:
    """An agency that is named has a note."""
    for place, slug in _unknown_slugs(scope):
        yield Finding(place, {"slug": slug}, partial(nearest, slug, scope.names.agencies))
    for note in scope.notes:
        if isinstance(note.known, facts.Report | facts.Innovation):
            owner = note.id.partition("/")[0]
            known = scope.names.agency(owner)
            if known != owner:
                # What an agency owns lies in its own folder, not in one of an earlier name.
                suggestion = known or nearest(owner, scope.names.agencies)
                yield Finding(Pointer(note.file), {"slug": owner}, suggestion)


def maybe_agency(scope: Scope) -> Iterator[Finding]:
    """Who is needed is an agency's slug or plain text, not a slug with a slip."""
    for place, text in _slips(scope):
        suggestion = nearest(text, scope.names.agencies)
        if suggestion:
            yield Finding(place, {"text": text}, suggestion)


def _slips(scope: Scope) -> Iterator[tuple[Pointer, str]]:
    """Every place where an agency may be named, and an unknown slug stands."""
    known = scope.names.agencies
    for issued in scope.directives:
        for index, entry in enumerate(issued.fact.commitments):
            for number, need in enumerate(entry.needs):
                if need.source not in known and is_slug(need.source):
                    yield issued.place("komitmen", index, "butuh", number, "dari"), need.source
    for heard in scope.follow_ups:
        obstacle = heard.fact.obstacle
        if obstacle and obstacle.needs_from not in known and is_slug(obstacle.needs_from):
            yield heard.place("kendala", "butuh_dari"), obstacle.needs_from


def unknown_directive(scope: Scope) -> Iterator[Finding]:
    """A directive that is continued, replaced or revoked exists."""
    for issued in scope.tied:
        for key, references in ties(issued.fact):
            for index, reference in enumerate(references):
                known = scope.names.directive(reference)
                if known is None and not scope.names.in_unreadable_note(reference):
                    suggestion = partial(_nearest_directive, scope, reference)
                    yield Finding(issued.place(key, index), {"ref": reference}, suggestion)


def _nearest_directive(scope: Scope, reference: str) -> str:
    """Look in the same meeting first: comparing with every directive would be quadratic."""
    meeting, _, slug = reference.partition("/")
    if meeting not in scope.names.meetings:
        found = nearest(meeting, scope.names.meetings)
        return f"{found}/{slug}" if f"{found}/{slug}" in scope.names.directives else ""
    slugs = [each.partition("/")[2] for each in scope.names.directives if each.startswith(f"{meeting}/")]
    found = nearest(slug, slugs)
    return f"{meeting}/{found}" if found else ""


def unknown_commitment(scope: Scope) -> Iterator[Finding]:
    """A follow-up speaks of a commitment that exists."""
    commitments = scope.archive.commitments
    for heard in scope.follow_ups:
        reference, known = heard.fact.commitment, heard.commitment
        if known is not None and (known in commitments or not _is_published(scope, known)):
            continue
        if scope.names.in_unreadable_note(reference):
            continue
        if scope.names.agency_of(reference) in scope.names.unreadable:
            continue
        suggestion = partial(_nearest_commitment, scope, reference)
        yield Finding(heard.place("komitmen"), {"ref": reference}, suggestion)


def _nearest_commitment(scope: Scope, reference: str) -> str:
    path, _, name = reference.rpartition("/")
    directive = scope.names.directive(path)
    if directive is None:
        meant = _nearest_directive(scope, path)
        return f"{meant}/{name}" if meant and scope.names.commitment(f"{meant}/{name}") else meant
    found = nearest(name, _commitment_names(scope, directive))
    return f"{path}/{found}" if found else ""


def _commitment_names(scope: Scope, directive: facts.DirectiveId) -> list[str]:
    """Those that it has; of one that is not published, those that it may have."""
    published = scope.archive.directives.get(directive)
    if published is None:
        return scope.names.commitment_names(directive)
    return [id.rpartition("/")[2] for id in published.commitments]


def _is_published(scope: Scope, reference: str) -> bool:
    return reference.partition("/")[0] in scope.archive.meetings


def unknown_mission(scope: Scope) -> Iterator[Finding]:
    """A mission that is named stands in its plan, or in the one in force that year."""
    unreadable = scope.names.unreadable
    for issued in scope.directives:
        year = issued.meeting.date.year
        for index, reference in enumerate(issued.fact.missions):
            if scope.names.mission(reference, year) is not None:
                continue
            plan, slash, _ = reference.partition("/")
            if plan in unreadable if slash else scope.names.unreadable_plan_in(year):
                continue
            yield Finding(issued.place("misi", index), {"ref": reference, "year": year})


def unknown_indicator(scope: Scope) -> Iterator[Finding]:
    """An indicator that is named has a note."""
    for issued in scope.directives:
        for index, slug in enumerate(issued.fact.indicators):
            if slug not in scope.names.indicators:
                suggestion = partial(nearest, slug, scope.names.indicators)
                yield Finding(issued.place("indikator", index), {"slug": slug}, suggestion)


def unknown_reference(scope: Scope) -> Iterator[Finding]:
    """A `[[reference]]` in prose leads to something."""
    for place, text in scope.prose():
        for reference in text.references:
            names = scope.names
            if names.target(reference) is None and not names.in_unreadable_note(reference):
                here = msgspec.structs.replace(place, find="[[" + reference)
                yield Finding(here, {"ref": reference}, partial(_nearest_of_all, scope, reference))


def _nearest_of_all(scope: Scope, reference: str) -> str:
    if "/" in reference:
        return _nearest_directive(scope, reference)
    names = scope.names
    return nearest(reference, {**names.agencies, **names.meetings, **names.indicators})


def reference_to_draft(scope: Scope) -> Iterator[Finding]:
    """What is published does not build on a draft."""
    drafts = scope.names.drafts
    if not drafts:
        return

    def draft(reference: str) -> bool:
        meeting = reference.partition("/")[0]
        return scope.names.meetings.get(meeting, meeting) in drafts

    for heard in scope.follow_ups:
        if not is_draft(heard.note.known) and draft(heard.fact.commitment):
            yield Finding(heard.place("komitmen"), {"ref": heard.fact.commitment})
    for issued in scope.tied:
        if not issued.meeting.draft:
            for key, references in ties(issued.fact):
                for index, reference in enumerate(references):
                    if draft(reference):
                        yield Finding(issued.place(key, index), {"ref": reference})


def foreign_commitment(scope: Scope) -> Iterator[Finding]:
    """An agency reports on its own commitments, or on those that it took over."""
    for heard in scope.follow_ups:
        if heard.commitment is None or heard.note.kind is not NoteKind.REPORT:
            continue
        commitment = scope.archive.commitments.get(heard.commitment)
        reporter = scope.names.agency(heard.note.id.partition("/")[0])
        if reporter is None or commitment is None or commitment.agency == reporter:
            continue
        ancestors = scope.archive.lineage.ancestors(reporter)
        if commitment.agency not in ancestors and not _is_lineage_broken(scope, reporter, *ancestors):
            detail: dict[str, str | int] = {
                "ref": heard.fact.commitment,
                "agency": reporter,
                "owner": commitment.agency,
            }
            yield Finding(heard.place("komitmen"), detail)


def _is_lineage_broken(scope: Scope, *agencies: facts.AgencyId) -> bool:
    """Whether one of these, or what one of them took over, has a note that could not be read."""
    for agency in agencies:
        fact = scope.archive.agencies.get(agency)
        names = {agency} if fact is None else {scope.names.agency(slug) for slug in fact.took_over}
        if names & scope.names.unreadable:
            return True
    return False


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
