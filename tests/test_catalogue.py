"""The catalogue of problems: whole, in both languages, and true."""

import ast
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest

from examples import whole
from tuntas.archive.checks import REMINDERS, RULES
from tuntas.guide import page, problem_codes
from tuntas.problems import Entry, Language, Problem, catalogue, has_errors
from tuntas.read.files import locate

ROOT = Path(__file__).parents[1]
GENERATOR = ROOT / "generator" / "tuntas"
LANGUAGES: tuple[Language, ...] = ("id", "en")

REPORTERS = {"report", "Problem", "Fault", "_here", "_whole_line", "TextFault", "PictureFault"}
"""The calls that name a code in their first argument."""

PATHS = {"bad-file-name", "misplaced-note", "wrong-year-folder"}
"""Told of a path alone."""

BEYOND_ONE_NOTE = {
    "two-files",
    "address-taken",
    "unreadable-file",
    "linked-file",
    "awkward-file-name",
    "file-too-large",
    "broken-picture",
    "picture-too-large",
    "moving-picture",
    "broken-document",
    "git-lfs-pointer",
    "more-problems",
}
"""Told of files, not of what a note says."""

OF_THE_PAST = {
    "fact-altered",
    "fact-removed",
    "note-removed",
    "note-withdrawn",
    "history-unreadable",
    "address-vanished",
    "entry-vanished",
    "manifest-shortened",
    "manifest-unreadable",
    "tag-authority-changed",
}
"""Told of what was published before; tests/cases/ holds both the past and the present."""

TOO_LARGE_TO_SHOW = {
    "note-too-large",
    "not-utf-8",
    "invisible-character",
    "front-matter-too-large",
    "too-many-values",
    "text-too-nested",
    "text-too-large",
    "text-too-tangled",
}
"""Their examples only hint at the mistake; tests/cases/ makes it."""

RULE_CODES = {rule.code for rule in (*RULES, *REMINDERS)}
ONE_NOTE = sorted(set(catalogue()) - PATHS - BEYOND_ONE_NOTE - OF_THE_PAST - TOO_LARGE_TO_SHOW - RULE_CODES)


class Call:
    """A call in the generator that reports a problem: its code, and the details that it gives."""

    def __init__(self, code: str, details: set[str] | None, place: str) -> None:
        self.code = code
        self.details = details
        self.place = place


def calls() -> Iterator[Call]:
    """Every call that reports a problem, wherever its code is written out."""
    for path in sorted(GENERATOR.rglob("*.py")):
        for function in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(function, ast.FunctionDef):
                place = f"{path.relative_to(ROOT)}:{function.name}"
                for node in ast.walk(function):
                    if isinstance(node, ast.Call) and name_of(node.func) in REPORTERS:
                        for code in codes_in(node):
                            yield Call(code, details_of(node, function), place)


def name_of(function: ast.expr) -> str:
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def codes_in(node: ast.Call) -> Iterator[str]:
    """The literal code, or both of a conditional expression."""
    for each in ast.walk(node.args[0]) if node.args else ():
        if isinstance(each, ast.Constant) and isinstance(each.value, str):
            yield each.value


def details_of(node: ast.Call, function: ast.FunctionDef) -> set[str] | None:
    """The names of the details that a call gives; None if they are made elsewhere."""
    named = {each.arg for each in node.keywords if each.arg}
    if name_of(node.func) in {"report", "_here", "_whole_line"}:
        return named - {"on_key", "find", "suggestion"}
    if name_of(node.func) == "PictureFault":
        return named | {"name"}  # told with the name of its file
    given = next((each.value for each in node.keywords if each.arg == "detail"), None)
    position = 2
    if given is None and len(node.args) > position:
        given = node.args[position]
    if given is None:
        return set()
    if isinstance(given, ast.Name):
        name = given.id
        for each in ast.walk(function):
            if isinstance(each, ast.AnnAssign) and name_of(each.target) == name and each.value:
                given = each.value
    if isinstance(given, ast.Dict):
        return {str(key.value) for key in given.keys if isinstance(key, ast.Constant)}
    return None


def placeholders(template: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(template) if name is not None}


def wanted_by(entry: Entry) -> set[str]:
    texts = [*entry.message.values(), *entry.hint.values(), *entry.related.values()]
    return set().union(*map(placeholders, texts))


CALLS = list(calls())


def test_every_code_that_is_raised_is_explained_and_the_other_way_round() -> None:
    raised = {call.code for call in CALLS} | RULE_CODES
    assert raised == set(catalogue())


@pytest.mark.parametrize("call", CALLS, ids=lambda call: f"{call.code}-{call.place}")
def test_reporters_give_what_the_words_need(call: Call) -> None:
    assert call.details is not None, f"{call.place}: write the details of {call.code} beside its code"
    assert wanted_by(catalogue()[call.code]) <= call.details, call.place


@pytest.mark.parametrize("code", catalogue())
@pytest.mark.parametrize("language", LANGUAGES)
def test_words(code: str, language: Language) -> None:
    entry = catalogue()[code]
    texts = (entry.message[language], entry.hint[language], entry.explanation[language])
    assert all(text == text.strip() and text.endswith((".", "?")) for text in texts), texts
    assert not entry.related or set(entry.related) == set(LANGUAGES)
    assert ". " not in entry.message[language].replace("...", ""), "a message is one sentence"
    sentences = [each for each in entry.explanation[language].split(". ") if each]
    assert 2 <= len(sentences) <= 5, f"{len(sentences)} sentences"
    assert entry.wrong != entry.right


@pytest.mark.parametrize("code", sorted(PATHS))
def test_example_of_a_path(code: str) -> None:
    entry = catalogue()[code]
    wrong, right = (locate(path.removeprefix("content/")) for path in (entry.wrong, entry.right))
    assert isinstance(wrong, Problem)
    assert wrong.code == code
    assert not isinstance(right, Problem)


@pytest.mark.parametrize("code", ONE_NOTE)
def test_example_of_a_note(code: str) -> None:
    entry = catalogue()[code]
    bare = code == "no-front-matter"
    assert whole(entry.wrong, as_it_is=bare).codes() == [code]
    right = whole(entry.right).read()
    assert not has_errors(right.problems), [each.message() for each in right.problems]
    assert right.fact


def test_page_of_codes_is_up_to_date() -> None:
    command = ".venv/bin/python -m tuntas.guide > docs/problem-codes.md"
    written = (ROOT / "docs" / "problem-codes.md").read_text("utf-8")
    assert written == page(), f"docs/problem-codes.md is out of date; refresh it with: {command}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_page_of_codes_has_every_code(language: Language) -> None:
    text = problem_codes(language)
    assert [line[3:] for line in text.splitlines() if line.startswith("## ")] == list(catalogue())
