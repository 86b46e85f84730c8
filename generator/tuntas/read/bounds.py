"""How much Markdown one text may hold, so that any text within the bounds converts in a second or two.

Python-Markdown needs minutes for 20,000 `[` and overflows its stack on a list of 300 levels. So what
costs more than its length is counted first: never timed, so that a text is refused on every machine or
on none. What was measured, and what the bounds follow from: docs/decisions/030-bounded-markdown.md.
"""

import re
from collections.abc import Iterable, Sequence
from typing import Final
from xml.etree.ElementTree import Element

import markdown
from markdown import treeprocessors
from markdown.blockparser import BlockParser
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from tuntas.read.faults import Refused, TextFault

MAX_NESTING: Final = 20
"""Levels of lists and quotations."""
MAX_INLINE_NESTING: Final = 20
"""Levels of emphasis and links within a paragraph."""

MAX_LINES: Final = 10_000
MAX_CELLS: Final = 5_000
MAX_HEADINGS: Final = 500
MAX_DEFINITIONS: Final = 300
"""Terms, footnotes, abbreviations and addresses of links that are defined in a text."""
MAX_FOOTNOTES: Final = 600
"""Footnotes and what refers to them."""
MAX_TAGS: Final = 1_000
MAX_REFERENCES: Final = 1_000
MAX_FENCES: Final = 500
MAX_ELEMENTS: Final = 8_000
"""Paragraphs, entries of lists, cells: what is searched for emphasis and links one by one."""

MAX_STEPS: Final = 1_000_000
"""Characters that are looked at once more for each bracket, quote or tag that stays open before them."""

_SHORT = 450
"""Characters in which nothing can be too much; most texts have fewer, and are not counted."""
_LONGEST_FIND = 60

_DEFINITION = re.compile(r"^[ \t>+\d.-]*(?:\*?\[[^\]\n]{1,400}\])?:", re.MULTILINE)
_TAG = re.compile(r"<[A-Za-z/!?]")
_HEADING = re.compile(r"^(?:[ \t>*+\d.:-]*#|[ \t>]*(?:=+|-+)[ ]*$)", re.MULTILINE)
_FENCE = re.compile(r"^[ \t>]*(?:`{3,}|~{3,})", re.MULTILINE)
_RULE = " \t>*+|:.-0123456789"
"""What the line below the head of a table is made of, in a list or a quotation as well."""
_REFERENCE = re.compile(r"\[\[[^\[\]\n]+\]\]")
_SIGN = re.compile(r"\]\(|[\[\]()<`*_&\\]")
_PER_BRACKET = 4
"""Links, pictures, references and footnotes each look for the end of a bracket."""
_PER_SIGN = 8
"""Regular expressions look for the end of emphasis, code and tags, some ten times faster."""
_PER_COPY = 64
"""What is found is replaced, and all of the text is copied for it."""


def bounded(text: str) -> None:
    """Raise Refused where a text holds more than Python-Markdown can take."""
    if len(text) > _SHORT:
        _hold("baris", text.count("\n") + 1, MAX_LINES)
        _hold("catatan kaki", text.count("[^"), MAX_FOOTNOTES)
        if text.count("```") + text.count("~~~") > MAX_FENCES:
            _hold("blok kode", len(_FENCE.findall(text)), MAX_FENCES)


def _hold(what: str, count: int, limit: int) -> None:
    if count > limit:
        raise Refused([TextFault("text-too-large", "", {"what": what, "count": count, "limit": limit})])


class Bounds(Extension):
    """Counts at each stage of a conversion what the next one would pay for; to be registered last."""

    def extendMarkdown(self, md: markdown.Markdown) -> None:  # noqa: N802
        # Fenced code (25) is out by then; what stands in it costs nothing.
        md.preprocessors.register(_BeforeHtml(md), "bounds-before-html", 24)
        # Blocks of HTML (20) are out.
        inline = _Inline(md)
        before = _BeforeInline(md, inline)
        md.preprocessors.register(_BeforeBlocks(md, before), "bounds-before-blocks", 5)
        # Just before emphasis and links are looked for (20).
        md.treeprocessors.register(before, "bounds-before-inline", 21)
        md.treeprocessors.register(inline, "inline", 20)
        parser = _Parser(md)
        parser.blockprocessors = md.parser.blockprocessors
        for processor in parser.blockprocessors:
            processor.parser = parser
        md.parser = parser


class _BeforeHtml(Preprocessor):
    def run(self, lines: list[str]) -> list[str]:
        text = "\n".join(lines)
        if text.count("<") > MAX_TAGS:
            _hold("tag HTML", len(_TAG.findall(text)), MAX_TAGS)
        return lines


class _BeforeBlocks(Preprocessor):
    def __init__(self, md: markdown.Markdown, inline: "_BeforeInline") -> None:
        super().__init__(md)
        self._inline = inline

    def run(self, lines: list[str]) -> list[str]:
        text = "\n".join(lines)
        self._inline.short = len(text) <= _SHORT
        if self._inline.short:
            return lines
        # Counting single signs is fast, and mostly enough.
        if text.count("#") + text.count("=") + text.count("-") > MAX_HEADINGS:
            _hold("judul bagian", len(_HEADING.findall(text)), MAX_HEADINGS)
        if text.count(":") > MAX_DEFINITIONS:
            _hold("definisi", len(_DEFINITION.findall(text)), MAX_DEFINITIONS)
        if "|" in text:
            _hold("sel tabel", _cells(lines), MAX_CELLS)
        return lines


def _cells(lines: Sequence[str]) -> int:
    """How many cells the tables of a text have: each row gets as many as its head has."""
    cells = columns = 0
    for before, line in zip(["", *lines], lines, strict=False):
        if not line.strip():
            columns = 0
        elif not columns and "|" in before + line and "-" in line and not line.strip(_RULE):
            columns = max(each.strip(" |").count("|") for each in (before, line)) + 1
            cells += columns
        cells += columns
    return cells


class _Parser(BlockParser):
    """Counts the levels of lists and quotations instead of trusting Python's stack to hold them."""

    def __init__(self, md: markdown.Markdown) -> None:
        super().__init__(md)
        self._depth = 0

    def parseDocument(self, lines: Iterable[str]) -> Element:  # type: ignore[override]  # noqa: N802
        self._depth = 0
        return super().parseDocument(lines)  # type: ignore[return-value]

    def parseBlocks(self, parent: Element, blocks: list[str]) -> None:  # noqa: N802
        if self._depth > MAX_NESTING:
            raise Refused([TextFault("text-too-nested", _start(blocks[0] if blocks else ""))])
        self._depth += 1
        try:
            super().parseBlocks(parent, blocks)
        finally:
            self._depth -= 1


class _BeforeInline(Treeprocessor):
    """Weighs each paragraph, cell and heading by the steps that its open signs cost."""

    short = False
    """Whether the text is so short that nothing in it can be too much."""

    def __init__(self, md: markdown.Markdown, inline: "_Inline") -> None:
        super().__init__(md)
        self._inline = inline

    def run(self, root: Element) -> None:
        self._inline.deep = True
        if self.short:
            return
        texts: list[str] = []
        elements = most = cost = references = 0
        for element in root.iter():
            elements += 1
            for text in (element.text, element.tail):
                if not text or len(text) == 1 or isinstance(text, AtomicString):
                    continue
                if count := len(_SIGN.findall(text)):
                    texts.append(text)
                    references += len(_REFERENCE.findall(text)) if "[[" in text else 0
                    cost += count * len(text)
                    most = max(most, count)
        _hold("paragraf, butir, dan sel", elements, MAX_ELEMENTS)
        _hold("rujukan", references, MAX_REFERENCES)
        if cost * _PER_BRACKET > MAX_STEPS:  # as if each sign stayed open to the end
            steps = 0
            for text in texts:
                steps += effort(text)
                if steps > MAX_STEPS:
                    raise Refused([TextFault("text-too-tangled", _start(text))])
        self._inline.deep = most > MAX_INLINE_NESTING


def effort(text: str) -> int:
    """How many characters are looked at again and again for what closes an open sign."""
    end = len(text)
    steps = 0
    square: list[int] = []
    round_: list[tuple[str, int]] = []
    for found in _SIGN.finditer(text):
        sign, at = found.group(), found.start()
        steps += end // _PER_COPY
        if steps > MAX_STEPS:
            break
        if sign in "*_`<":
            steps += (end - at) // _PER_SIGN
        elif sign == "[":
            square.append(at)
        elif sign == ")":
            steps += _closed(text, round_, at)
        elif sign not in "&\\":
            if sign[0] == "]" and square:
                steps += _PER_BRACKET * (at - square.pop())
            if sign != "]":
                round_.append((sign, at))
    steps += sum(_PER_BRACKET * (end - at) for at in square)
    return steps + sum(2 * (end - at) for opening, at in round_ if opening == "](")


def _closed(text: str, opened: list[tuple[str, int]], at: int) -> int:
    """The steps from the address of a link to where it ends."""
    opening, since = opened.pop() if opened else ("", at)
    if opening != "](":
        return 0
    # A quote that stays open within the address reaches beyond it.
    odd = text.count('"', since, at) % 2 or text.count("'", since, at) % 2
    return 2 * ((len(text) if odd else at) - since)


class _Nesting(list[str]):
    """The elements around an inline element; refuses to grow without end."""

    def append(self, tag: str) -> None:
        if len(self) > 2 * MAX_NESTING + MAX_INLINE_NESTING:
            raise Refused([TextFault("text-too-nested", "")])
        super().append(tag)


class _Inline(treeprocessors.InlineProcessor):
    """Python-Markdown's own, but that it counts how deep emphasis lies in emphasis."""

    deep = False
    """Whether there are signs enough for that."""

    @property
    def ancestors(self) -> list[str]:
        return self._ancestors

    @ancestors.setter
    def ancestors(self, tags: list[str]) -> None:
        self._ancestors = _Nesting(tags) if self.deep else tags


def _start(text: str) -> str:
    """The beginning of a text, to find it again in its note."""
    return text.strip().partition("\n")[0][:_LONGEST_FIND]
