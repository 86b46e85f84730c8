"""Problems as text: for a terminal, for a program, for GitHub; and what `tuntas explain` says.

All of it is a pure function of the problems and the notes: nothing here looks at a terminal.
"""

import hashlib
import json
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from string import Formatter
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias, get_args

import msgspec

from tuntas.problems import Language, Problem, Severity, Span, catalogue, entry, grouped, has_errors
from tuntas.suggestion import nearest

if TYPE_CHECKING:
    from tuntas.read.locate import Sources

Format: TypeAlias = Literal["text", "json", "github", "gitlab"]
FORMATS: tuple[Format, ...] = get_args(Format)

WIDTH = 100
"""Lines of notes are cut to this many columns, line numbers included."""

_TAB = "    "
_LONGEST_DETAIL = 200
_REPLACEMENT = "\ufffd"

_RED, _YELLOW, _BLUE, _BOLD, _PLAIN = "\x1b[1;31m", "\x1b[1;33m", "\x1b[1;34m", "\x1b[1m", "\x1b[0m"

Paint: TypeAlias = Callable[[str, str], str]
"""Gives a text a colour, or not."""

_TO_PASTE = {
    "id": "Koreksinya, untuk ditempel di kepala catatan, di bawah koreksi yang sudah ada:",
    "en": "The correction, to be pasted into the front matter, below those that are there:",
}
_MEANT = {"id": "maksud Anda: {}?", "en": "did you mean: {}?"}


class UnknownCode(LookupError):
    """There is no problem with this code; says so, in the reader's language."""


class _Located(NamedTuple):
    """A problem with the lines and columns of its places."""

    problem: Problem
    span: Span
    related: tuple[Span, ...]


def report(
    problems: Iterable[Problem],
    sources: "Sources",
    form: Format = "text",
    language: Language = "id",
    *,
    colour: bool = False,
) -> str:
    """All problems, by file, line and column; no text at all for people if there are none."""
    located = _located(problems, sources)
    match form:
        case "text":
            return _text(located, sources, language, colour=colour) if located else ""
        case "json":
            return _json(located, language)
        case "github":
            return "".join(_annotation(each, language) + "\n" for each in located)
        case "gitlab":
            return _code_quality(located, language)


def _located(problems: Iterable[Problem], sources: "Sources") -> list[_Located]:
    """The problems in the order in which they are told, each once."""
    located = [
        _Located(_told(each), sources.span(each.place), tuple(sources.span(r) for r in each.related))
        for each in problems
    ]
    located.sort(key=_order)
    return [each for before, each in zip([None, *located], located, strict=False) if each != before]


def _order(each: _Located) -> tuple[object, ...]:
    span = each.span
    detail = sorted(each.problem.detail.items(), key=str)
    return (span.file, span.line, span.column, each.problem.code, detail)


def _told(problem: Problem) -> Problem:
    """The problem without what a terminal could not show: controls, line ends, endless texts."""
    detail = {
        name: _plain(" ".join(value.split()), _LONGEST_DETAIL) if isinstance(value, str) else value
        for name, value in problem.detail.items()
    }
    suggestion = _plain(problem.suggestion, _LONGEST_DETAIL)
    return msgspec.structs.replace(problem, detail=detail, suggestion=suggestion)


def _plain(text: str, longest: int = 0) -> str:
    if longest and len(text) > longest:
        text = text[: longest - 1] + "…"
    return "".join(each if each.isprintable() else _REPLACEMENT for each in text)


# ------------------------------------------------------------------------------ for a terminal


def _text(located: Sequence[_Located], sources: "Sources", language: Language, *, colour: bool) -> str:
    paint = _paint if colour else _no_paint
    blocks = ["\n".join(_block(each, sources, language, paint)) for each in located]
    blocks.append(paint(_BOLD, summary([each.problem for each in located], language, _files(located))))
    return "\n\n".join(blocks) + "\n"


def _paint(colour: str, text: str) -> str:
    return f"{colour}{text}{_PLAIN}"


def _no_paint(_colour: str, text: str) -> str:
    return text


def _block(each: _Located, sources: "Sources", language: Language, paint: Paint) -> list[str]:
    """One problem: what is wrong, where, what else stands elsewhere, and the cure."""
    problem = each.problem
    colour = _RED if problem.severity is Severity.ERROR else _YELLOW
    margin = len(str(max(span.line for span in (each.span, *each.related))))
    lines = [f"{paint(colour, f'{problem.severity}[{problem.code}]')}: {problem.message(language)}"]
    lines += _place(" --> ", each.span, "", sources, margin, colour, paint)
    label = problem.related_message(language)
    for span in each.related:
        lines += _place(" ::: ", span, label, sources, margin, _BLUE, paint)
    gutter = " " * (margin + 1)
    lines += (f"{gutter}{paint(_BLUE, '=')} {note}" for note in _notes(problem, language))
    if paste := _lines_to_paste(problem):
        lines.append(f"{gutter}{paint(_BLUE, '=')} {_TO_PASTE[language]}")
        lines += ["", *paste]  # from the margin, so that whole lines can be copied
    return lines


def _notes(problem: Problem, language: Language) -> list[str]:
    meant = [_MEANT[language].format(problem.suggestion)] if problem.suggestion else []
    return [*meant, problem.hint(language)]


def _lines_to_paste(problem: Problem) -> list[str]:
    return [_plain(line) for line in problem.paste.splitlines()]


def _place(
    arrow: str, span: Span, label: str, sources: "Sources", margin: int, colour: str, paint: Paint
) -> list[str]:
    """A place, its line, and a caret below with what is to be said of it."""
    where = f"{paint(_BLUE, arrow.rstrip())} {_plain(span.file)}:{span.line}:{span.column}"
    if not span.length:
        return [where + (f" ({label})" if label else "")]
    line, caret = excerpt(sources.line(span), span, WIDTH - margin - 3)
    gutter = " " * (margin + 1) + paint(_BLUE, "|")
    number = paint(_BLUE, f"{span.line:>{margin}} |")
    carets = f"{gutter} {_caret(caret, colour, paint)}" + (f" {label}" if label else "")
    return [where, gutter, f"{number} {line}".rstrip(), carets]


def _caret(caret: str, colour: str, paint: Paint) -> str:
    """Only the caret itself in colour, not the space before it."""
    bare = caret.lstrip()
    return caret[: len(caret) - len(bare)] + paint(colour, bare)


def excerpt(line: str, span: Span, width: int) -> tuple[str, str]:
    """A line as a terminal shows it, cut to a width around the span, and the carets below it."""
    cells = [_cell(each) for each in line]
    start = min(span.column - 1, len(cells))
    end = min(start + max(span.length, 1), max(len(cells), start + 1))
    first, last = _window([columns for _, columns in cells], start, end, width)
    shown = "".join(text for text, _ in cells[first:last])
    before = sum(columns for _, columns in cells[first:start]) + (first > 0)
    # The first letter of a span may be a combining one; the caret has a width all the same.
    carets = max(sum(columns for _, columns in cells[start : min(end, last)]), 1)
    cut = ("…" if first else "") + shown + ("…" if last < len(cells) else "")
    return cut, " " * before + "^" * carets


def _cell(character: str) -> tuple[str, int]:
    """What is shown for a character, and the columns that it takes."""
    if character == "\t":
        return _TAB, len(_TAB)
    if unicodedata.category(character) in {"Mn", "Me"} or character in "\u200c\u200d":
        return character, 0
    if not character.isprintable():
        return _REPLACEMENT, 1
    return character, 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _window(columns: Sequence[int], start: int, end: int, width: int) -> tuple[int, int]:
    """The part of a line to show: all of it, or the span with some of what stands before it."""
    if sum(columns) <= width:
        return 0, len(columns)
    width -= 2  # a mark of omission at either end
    first, used = start, 0
    lead = max(width - sum(columns[start:end]), width // 3)
    lead = min(lead, max(width // 3, width - sum(columns[start:])))
    while first and used + columns[first - 1] <= lead:
        first -= 1
        used += columns[first]
    last = first
    used = 0
    while last < len(columns) and used + columns[last] <= width:
        used += columns[last]
        last += 1
    return first, last


def _files(located: Sequence[_Located]) -> int:
    return len({each.span.file for each in located})


def summary(problems: Sequence[Problem], language: Language, files: int) -> str:
    """How much there is to mend, in one sentence."""
    errors = sum(problem.severity is Severity.ERROR for problem in problems)
    warnings = len(problems) - errors
    if not problems:
        return "Tidak ada masalah." if language == "id" else "No problems."
    if language == "id":
        counted = [(errors, "kesalahan"), (warnings, "peringatan")]
        found = " dan ".join(f"{grouped(number, language)} {word}" for number, word in counted if number)
        return f"{found} di {grouped(files, language)} berkas."
    counted = [(errors, "error"), (warnings, "warning")]
    found = " and ".join(_counted(number, word) for number, word in counted if number)
    return f"{found} in {_counted(files, 'file')}."


def _counted(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{grouped(number, 'en')} {word}s"


# ------------------------------------------------------------------------------- for a program


def _json(located: Sequence[_Located], language: Language) -> str:
    """The shape that docs/problem-codes.md documents; keys are added, never changed."""
    problems = [each.problem for each in located]
    errors = sum(problem.severity is Severity.ERROR for problem in problems)
    document = {
        "version": 1,
        "ok": not has_errors(problems),
        "errors": errors,
        "warnings": len(problems) - errors,
        "problems": [
            {
                "code": problem.code,
                "severity": problem.severity.value,
                "message": problem.message(language),
                "hint": problem.hint(language),
                "suggestion": problem.suggestion or None,
                "paste": "\n".join(_lines_to_paste(problem)) or None,
                "place": _where(span),
                "related": [
                    {"message": problem.related_message(language), "place": _where(other)}
                    for other in related
                ],
            }
            for problem, span, related in located
        ],
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _where(span: Span) -> dict[str, str | int]:
    return {"file": _plain(span.file), "line": span.line, "column": span.column, "length": span.length}


# ---------------------------------------------------------------------- for GitHub and GitLab


def _annotation(each: _Located, language: Language) -> str:
    """A workflow command, as GitHub Actions reads it from a job's output."""
    problem, span, related = each
    lines = [problem.message(language), *_notes(problem, language), *_lines_to_paste(problem)]
    label = problem.related_message(language)
    lines += [f"{label}: {other.file}:{other.line}:{other.column}" for other in related]
    places = {"file": span.file, "line": span.line, "endLine": span.line, "col": span.column}
    if span.length:
        places["endColumn"] = span.column + span.length
    properties = ",".join(
        f"{name}={_property(str(value))}" for name, value in {**places, "title": problem.code}.items()
    )
    message = _data("\n".join(map(_plain, lines)))
    return f"::{problem.severity} {properties}::{message}"


def _code_quality(located: Sequence[_Located], language: Language) -> str:
    """A Code Quality report, which GitLab shows at the lines of a merge request."""
    findings = [
        {
            "description": "\n".join(map(_plain, [problem.message(language), *_notes(problem, language)])),
            "check_name": problem.code,
            "severity": "major" if problem.severity is Severity.ERROR else "minor",
            "fingerprint": hashlib.sha256(repr((problem, span.file, span.line)).encode()).hexdigest(),
            "location": {"path": _plain(span.file), "lines": {"begin": span.line}},
        }
        for problem, span, _ in located
    ]
    return json.dumps(findings, ensure_ascii=False, indent=2) + "\n"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(_plain(text)).replace(":", "%3A").replace(",", "%2C")


# ------------------------------------------------------------------------- what a code means

_WORDS = {
    "id": {"error": "kesalahan", "warning": "peringatan", "wrong": "Keliru:", "right": "Benar:"},
    "en": {"error": "error", "warning": "warning", "wrong": "Wrong:", "right": "Right:"},
}


def explain(code: str, language: Language = "id") -> str:
    """What a code means, why it matters, and an example; raises UnknownCode."""
    if code not in catalogue():
        raise UnknownCode(_unknown(code, language))
    found, words = entry(code), _WORDS[language]
    return (
        f"{code} ({words[found.severity]})\n\n"
        f"{blank(found.message[language])}\n"
        f"{blank(found.hint[language])}\n\n"
        f"{found.explanation[language]}\n\n"
        f"{words['wrong']}\n\n{_indented(found.wrong)}\n\n"
        f"{words['right']}\n\n{_indented(found.right)}\n"
    )


def _unknown(code: str, language: Language) -> str:
    code = _plain(code, _LONGEST_DETAIL)
    told = {"id": f"Kode “{code}” tidak ada.", "en": f"There is no code “{code}”."}[language]
    meant = nearest(code, catalogue())
    if not meant:
        return told
    asked = _MEANT[language].format(meant)
    return f"{told} {asked[0].upper()}{asked[1:]}"


def blank(template: str) -> str:
    """A message without its details, as in “OPD … tidak dikenal”."""
    return "".join(
        literal + ("…" if name is not None else "") for literal, name, _, _ in Formatter().parse(template)
    )


def _indented(text: str) -> str:
    return "\n".join(f"    {line}".rstrip() for line in text.split("\n"))
