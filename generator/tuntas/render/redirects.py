"""Pages that lead from earlier addresses to the present ones: addresses live for ever."""

from collections.abc import Iterator
from html import escape

from tuntas.archive.archive import Archive
from tuntas.render import address
from tuntas.render.artifact import Artifact
from tuntas.render.fragment import root

_PAGE = """<!doctype html>
<html lang="id">
<head>
<meta charset="utf-8">
<title>Halaman ini pindah</title>
<meta name="robots" content="noindex">
<link rel="canonical" href="{canonical}">
<meta http-equiv="refresh" content="0; url={target}">
</head>
<body><p>Halaman ini pindah ke <a href="{target}">{canonical}</a>.</p></body>
</html>
"""


def redirects(archive: Archive, site_url: str) -> Iterator[Artifact]:
    """A page at each earlier address of a meeting, a directive or an agency."""
    for old, new in _moves(archive):
        target, canonical = escape(root(old) + new), escape(site_url + new)
        text = _PAGE.format(target=target, canonical=canonical)
        yield Artifact(f"{old}index.html", text.encode())


def _moves(archive: Archive) -> Iterator[tuple[str, str]]:
    names = archive.names
    for known, meeting in names.meetings.items():
        if known != meeting and meeting in archive.meetings:
            yield address.meeting(known), address.meeting(meeting)
    for known, directive in names.directives.items():
        if known != directive and directive in archive.directives:
            yield address.directive(known), address.directive(directive)
    for known, agency in names.agencies.items():
        if known != agency and agency in archive.agencies:
            yield address.agency(known), address.agency(agency)
            owned = archive.reports_of_agency.get(agency, ())
            for report in owned:
                before = f"{known}/{report.partition('/')[2]}"
                yield address.report(before), address.report(report)
            for innovation in archive.innovations_of_agency.get(agency, ()):
                before = f"{known}/{innovation.partition('/')[2]}"
                yield address.innovation(before), address.innovation(innovation)
