"""Pages that lead from earlier addresses to the present ones: addresses live for ever."""

from collections.abc import Iterable, Iterator
from html import escape

from tuntas.archive.archive import Archive
from tuntas.archive.corrections import path_of
from tuntas.archive.events import CorrectionMade
from tuntas.read.facts import AgencyId, MeetingId
from tuntas.read.slugs import is_slug
from tuntas.render import address
from tuntas.render.artifact import Artifact
from tuntas.render.fragment import root
from tuntas.render.manifest import derived, is_removal
from tuntas.render.policy import meta
from tuntas.render.views.agency import agency_years
from tuntas.vocabulary import NoteKind, Role

_PAGE = """<!doctype html>
<html lang="id">
<head>
{policy}
<meta charset="utf-8">
<title>Halaman ini pindah</title>
<meta name="robots" content="noindex">
<link rel="canonical" href="{canonical}">
<meta http-equiv="refresh" content="0; url={target}">
</head>
<body><p>Halaman ini pindah ke <a href="{target}">{canonical}</a>.</p></body>
</html>
"""


def redirects(moves: Iterable[tuple[str, str]], site_url: str) -> Iterator[Artifact]:
    """A page at each earlier address."""
    for old, new in moves:
        target, canonical = escape(root(old) + new), escape(site_url + new)
        text = _PAGE.format(policy=meta(), target=target, canonical=canonical)
        yield Artifact(f"{old}index.html", text.encode())


def moves(archive: Archive, pages: Iterable[str], published: Iterable[str]) -> dict[str, str]:
    """Where each earlier address leads: of what has a new name, was removed, or listed what is gone.

    `pages` are the addresses at which there is a page now, `published` those that ever had one.
    """
    found = dict([*derived(published), *_removed(archive), *_renamed(archive)])
    here = set(pages)
    return {old: new for old, new in found.items() if old not in here}


def _removed(archive: Archive) -> Iterator[tuple[str, str]]:
    """A directive that a correction took out: its address leads to that correction."""
    for event in archive.events:
        if isinstance(event, CorrectionMade) and is_removal(event):
            head, _, slug = path_of(event.correction).partition("/")
            if head == "arahan" and is_slug(slug) and event.origin.kind is NoteKind.MEETING:
                meeting = archive.occasions[MeetingId(event.origin.id)]
                for name in (meeting.id, *meeting.aliases):
                    yield address.directive(f"{name}/{slug}"), address.event(event)


def _renamed(archive: Archive) -> Iterator[tuple[str, str]]:
    names = archive.names
    for known, meeting in names.meetings.items():
        if known != meeting and meeting in archive.meetings:
            yield address.meeting(known), address.meeting(meeting)
    for known, directive in names.directives.items():
        if known != directive and directive in archive.directives:
            yield address.directive(known), address.directive(directive)
    for known, agency in names.agencies.items():
        if known != agency and agency in archive.agencies:
            yield from _agency_renamed(archive, known, agency)


def _agency_renamed(archive: Archive, known: str, agency: AgencyId) -> Iterator[tuple[str, str]]:
    yield address.agency(known), address.agency(agency)
    yield address.briefing(known), address.briefing(agency)
    for role in Role:
        yield address.role(known, role), address.role(agency, role)
    for year in agency_years(archive, agency):
        yield address.year(address.agency(known), year), address.year(address.agency(agency), year)
    for report in archive.reports_of_agency.get(agency, ()):
        before = f"{known}/{report.partition('/')[2]}"
        yield address.report(before), address.report(report)
    for innovation in archive.innovations_of_agency.get(agency, ()):
        before = f"{known}/{innovation.partition('/')[2]}"
        yield address.innovation(before), address.innovation(innovation)
