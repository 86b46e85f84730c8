"""What a page of a preview is told: which edition there is now, what is wrong, and which notes are drafts."""

import json
from typing import Any, Final

from tuntas.preview.session import Shown
from tuntas.problems import Span
from tuntas.read.locate import Sources
from tuntas.report import excerpt, report

_WIDTH: Final = 84
"""Columns of a line of a note, as it is shown under a problem."""
_MAX_SHOWN: Final = 50


def news(shown: Shown, edition: str, sources: Sources) -> str:
    """All that a page of an edition shows beside itself, as JSON; a line without line ends."""
    told = json.loads(report(shown.problems, sources, "json"))
    drafts = [
        {
            "file": each.file,
            "title": each.title,
            "date": each.date.isoformat(),
            "addresses": each.addresses,
            "shown": each.date <= shown.as_of,
        }
        for each in shown.drafts
    ]
    return json.dumps(
        {
            "edition": edition,
            "has_pages": shown.proof is not None,
            "failure": shown.failure,
            "errors": told["errors"],
            "warnings": told["warnings"],
            "problems": [_with_line(each, sources) for each in told["problems"][:_MAX_SHOWN]],
            "drafts": drafts,
        },
        ensure_ascii=False,
    )


def _with_line(problem: dict[str, Any], sources: Sources) -> dict[str, Any]:
    """A problem with the line that it is about, and carets below."""
    place = problem["place"]
    span = Span(place["file"], place["line"], place["column"], place["length"])
    line, carets = excerpt(sources.line(span), span, _WIDTH) if span.length else ("", "")
    return {**problem, "line": line, "carets": carets}
