"""What is told of an archive: its problems, and how much was read."""

import os
import sys
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from tuntas import report
from tuntas.commands.status import say
from tuntas.problems import Language, Problem, grouped
from tuntas.report import Format
from tuntas.settings import Settings

if TYPE_CHECKING:
    from tuntas.publish.edition import Edition

_ENGLISH = {
    "catatan": "notes",
    "rapat": "meetings",
    "OPD": "agencies",
    "laporan": "reports",
    "arahan": "directives",
    "komitmen": "commitments",
    "tindak lanjut": "follow-ups",
}


def counted(counts: Mapping[str, int], language: Language = "id") -> str:
    """How much was read; in English with the number last, so that none needs a plural."""
    counted = counts.items()
    if language == "id":
        return ", ".join(f"{grouped(number, language)} {what}" for what, number in counted)
    return ", ".join(f"{_ENGLISH[what]} {grouped(number, language)}" for what, number in counted)


def tell(edition: "Edition", form: Format = "text", language: Language = "id") -> None:
    """Tell all problems."""
    tell_problems(edition.problems, edition.settings, form, language)


def tell_problems(
    problems: Sequence[Problem], settings: Settings, form: Format = "text", language: Language = "id"
) -> None:
    """Tell these problems."""
    if form == "text" and not problems:
        return
    from tuntas.read.locate import Sources  # noqa: PLC0415 - only problems have places

    colour = sys.stderr.isatty() and not os.environ.get("NO_COLOR")
    sources = Sources(settings.content.parent)
    say(report.report(problems, sources, form=form, language=language, colour=colour))
