"""Texts in the Markdown that most people write, made HTML without Python-Markdown.

Paragraphs, headings, flat lists, quotations and tables, and in them emphasis, links to the web and
`[[references]]`. Anything else, or these written in an uncommon way, is left to Python-Markdown, which says
what is right: of any text this makes the HTML that comes of it and the sanitiser, or none
(docs/decisions/051-plain-markdown.md).
"""

import re
import unicodedata
from typing import Any, Final

import msgspec

MARK: Final = "\x1f"
"""Stands before what only the whole archive can complete; no note may contain it."""

_FEW: Final = 500
"""Lines, cells and brackets, of which all is made that `bounds` counts."""
_EASY: Final = 250_000
"""The length of each block, for each sign in it: below this, `bounds` refuses nothing as too tangled."""

_TEXT = r"(?!\ )[^\\`*_\[\]<>&{}|\n]+(?<!\ )"
_URL = r"https?://[a-z0-9]+(?:[.-][a-z0-9]+)*\.[a-z]{2,20}(?:/[A-Za-z0-9_./~%?=+,@:-]*)?"
_SIGN = re.compile(r"[\\`*_\[\]<>&{}|]")
"""What may mean something in a line; of these only `_INLINE` is understood."""
_INLINE = re.compile(
    rf"""
    \[\[(?P<reference>[a-z0-9/-]+)(?:\|(?P<name>{_TEXT}))?\]\]
    | (?<!!)\[(?P<link>{_TEXT})\]\((?P<url>{_URL})\)
    | (?<![^\s("“])(?P<stars>\*\*?)(?P<stressed>{_TEXT})(?P=stars)(?![^\s)"”.,;:?!])
    """,
    re.VERBOSE,
)
_LINE = r"(?!\d+\.\ )[\w\"“(\[*][^\n]*(?<!\ )"
"""A line that is nothing but part of a paragraph."""
_PARAGRAPH = re.compile(rf"{_LINE}(?:\n{_LINE})*")
_HEADING = re.compile(r"(#{1,6})\ +([^\s#\\`*_\[\]<>&{}|][^\n#\\`*_\[\]<>&{}|]*)(?<!\ )")
_ENTRIES = re.compile(rf"-\ {_LINE}(?:\n-\ {_LINE})*")
_NUMBERED = re.compile(rf"1\.\ {_LINE}(?:\n\d{{1,4}}\.\ {_LINE})*")
_NUMBER = re.compile(r"(?:^|\n)\d+\. ")
_QUOTED = re.compile(rf">\ {_LINE}(?:\n>\ {_LINE})*")
_TABLE = re.compile(r"\|[^\n]+\|\n\|(?:\ *:?-+:?\ *\|){2,}(?:\n\|[^\n]+\|)+")
_RIGHT, _CENTER = ' class="align-right"', ' class="align-center"'
_ALIGNED = {("-", "-"): "", (":", "-"): "", ("-", ":"): _RIGHT, (":", ":"): _CENTER}
_BLANK = re.compile(r"\n\n+")
_COUNTED = re.compile(r"[\[\]()*_]")
_HASHES = re.compile(r"^#+", re.MULTILINE)
_JOINED = ("<ul", "<ol", "<blockquote")
"""Two of these, one after the other, become one."""


class Converted(msgspec.Struct):
    """The safe HTML of a text with its references, and its headings as Python-Markdown lists them."""

    html: str
    references: list[str]
    headings: list[dict[str, Any]]


class _Unusual(Exception):
    """Something that only Python-Markdown is sure about."""


def plain(text: str) -> Converted | None:
    """A text as HTML, or None where it holds anything unusual."""
    if not text.replace("\n", "").isprintable() or not _is_easy(text):
        return None
    try:
        return _Text(text).converted()
    except _Unusual:
        return None


def _is_easy(text: str) -> bool:
    """Whether a text is far from the bounds of what is converted."""
    if len(text) <= _FEW:
        return True
    if max(text.count("\n"), text.count("|"), text.count("[")) > _FEW:
        return False
    return sum(len(block) * len(_COUNTED.findall(block)) for block in text.split("\n\n")) <= _EASY


class _Text:
    """A text that is being converted, block by block."""

    def __init__(self, text: str) -> None:
        self._blocks = _BLANK.split(text)
        self._highest = min(map(len, _HASHES.findall(text)), default=1)
        self._references: list[str] = []
        self._headings: list[dict[str, Any]] = []
        self._above: list[tuple[int, list[dict[str, Any]]]] = [(0, self._headings)]
        self._ids: set[str] = set()

    def converted(self) -> Converted:
        before = ""
        found: list[str] = []
        for block in self._blocks:
            html = self._block(block)
            kind = html[: html.index(">")]
            if kind == before and kind in _JOINED:
                raise _Unusual
            before = kind
            found.append(html)
        return Converted("\n".join(found), self._references, self._headings)

    def _block(self, block: str) -> str:
        if _PARAGRAPH.fullmatch(block):
            return f"<p>{self._inline(block)}</p>"
        if heading := _HEADING.fullmatch(block):
            return self._heading(heading[2], len(heading[1]))
        if _ENTRIES.fullmatch(block):
            return self._list("ul", block[2:].split("\n- "))
        if _NUMBERED.fullmatch(block):
            return self._list("ol", _NUMBER.split(block)[1:])
        if _QUOTED.fullmatch(block):
            text = block[2:].replace("\n> ", "\n")
            return f"<blockquote>\n<p>{self._inline(text)}</p>\n</blockquote>"
        if _TABLE.fullmatch(block):
            return self._table(block.split("\n"))
        raise _Unusual

    def _heading(self, text: str, level: int) -> str:
        # The highest heading of a text stands below the page's title, as `prose` tells Python-Markdown.
        level = min(level - self._highest + 2, 6)
        id = self._id(text)
        entry: dict[str, Any] = {"id": id, "name": " ".join(text.split()), "children": []}
        while self._above[-1][0] >= level:
            self._above.pop()
        self._above[-1][1].append(entry)
        self._above.append((level, entry["children"]))
        return f'<h{level} id="{MARK}{id}">{text}</h{level}>'

    def _id(self, text: str) -> str:
        """What Python-Markdown calls a heading in addresses."""
        ascii_text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
        slug = id = re.sub(r"[-\s]+", "-", re.sub(r"[^\w\s-]", "", ascii_text).strip().lower())
        number = 0
        while not id or id in self._ids:
            number += 1
            id = f"{slug}_{number}"
        self._ids.add(id)
        return id

    def _list(self, tag: str, entries: list[str]) -> str:
        inner = "\n".join(f"<li>{self._inline(each)}</li>" for each in entries)
        return f"<{tag}>\n{inner}\n</{tag}>"

    def _table(self, lines: list[str]) -> str:
        head, rule, *rows = ([cell.strip(" ") for cell in line[1:-1].split("|")] for line in lines)
        if any(len(row) != len(rule) for row in (head, *rows)):
            raise _Unusual
        classes = [_ALIGNED[(cell[0], cell[-1])] for cell in rule]
        top = self._row("th", head, classes)  # first, for its references come first
        body = "\n".join(self._row("td", row, classes) for row in rows)
        return f"<table>\n<thead>\n{top}\n</thead>\n<tbody>\n{body}\n</tbody>\n</table>"

    def _row(self, tag: str, cells: list[str], classes: list[str]) -> str:
        inner = "\n".join(
            f"<{tag}{aligned}>{self._inline(cell)}</{tag}>"
            for cell, aligned in zip(cells, classes, strict=True)
        )
        return f"<tr>\n{inner}\n</tr>"

    def _inline(self, text: str) -> str:
        if _SIGN.search(text) is None:
            return text
        if _SIGN.search(_INLINE.sub("", text)):
            raise _Unusual
        return _INLINE.sub(self._marked, text)

    def _marked(self, found: re.Match[str]) -> str:
        if reference := found["reference"]:
            self._references.append(reference)
            return f'<a data-ref="{MARK}{reference}">{found["name"] or ""}</a>'
        if url := found["url"]:
            return f'<a href="{url}">{found["link"]}</a>'
        tag = "em" if found["stars"] == "*" else "strong"
        return f"<{tag}>{found['stressed']}</{tag}>"
