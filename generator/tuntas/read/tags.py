"""The tags of a text that has become HTML, before the sanitiser sees them.

The sanitiser drops what is not allowed without a word, and takes long over tags that stay open. Here
an author is told of both. Tags are found as browsers find them (HTML Standard, 13.2.5).
"""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from tuntas.read.faults import TextFault

MAX_DEPTH: Final = 100
MAX_TOLD: Final = 5

_VOID = frozenset({"br", "hr", "img"})

_TOKEN = re.compile(
    r"""
    <!--(?:-?>|.*?--!?>|.*\Z)
    | <(?P<close>/?)(?P<name>[A-Za-z][^\s/>]*)
      (?P<attributes>(?:[\s/]++|=?[^\s/>=]++(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>"'][^\s>]*+)?)?|=)*+)
      (?P<end>>?)
    | <[!?/][^>]*+>?
    """,
    re.VERBOSE | re.DOTALL,
)
_ATTRIBUTE = re.compile(
    r"""(?P<name>=?[^\s/>=]+)(?:\s*=\s*(?P<value>"[^"]*"|'[^']*'|[^\s>"'][^\s>]*))?""", re.DOTALL
)

_OF_CODE: Final = frozenset({"class", "hl_lines"})
"""The language of a block of code, which Python-Markdown writes and the sanitiser leaves out."""

Allowed = Mapping[str, set[str]]
"""Attributes, or classes, by tag; `*` stands for all tags."""


def tag_faults(
    html: str, text: str, tags: frozenset[str], attributes: Allowed, classes: Allowed
) -> list[TextFault]:
    """What cannot be published of some HTML as it is written in a text; the first few."""
    faults: list[TextFault] = []
    for fault in _faults(html, text, tags, attributes, classes):
        if fault not in faults:
            faults.append(fault)
        if len(faults) == MAX_TOLD:
            break
    return faults


def _faults(  # noqa: C901 - one token after the other
    html: str, text: str, tags: frozenset[str], attributes: Allowed, classes: Allowed
) -> Iterator[TextFault]:
    opened: list[tuple[str, str]] = []
    strange: set[str] = set()
    for token in _TOKEN.finditer(html):
        written = token["name"]
        if written is None:
            if not token.group().startswith("<!--"):
                yield _refused(token.group())
            continue
        name = written.lower()
        start = f"<{token['close']}{written}"
        if name not in tags:
            if not token["close"] or name not in strange:  # of a pair only the first is told
                yield _refused(start)
            strange.add(name)
        elif token["close"]:
            if not opened or opened[-1][0] != name:
                # What was opened last stays open, unless its tag is Markdown's own; or nothing of
                # that name was opened at all.
                stays = any(each == name for each, _ in opened) and opened[-1][1] in text
                wrong = opened[-1][1] if stays else start
                yield TextFault("unclosed-tag", wrong, {"tag": f"{wrong}>"})
                return
            opened.pop()
        else:
            if token["attributes"]:
                allowed = attributes["*"] | attributes.get(name, set())
                yield from _attribute_faults(name, token["attributes"], allowed, classes.get(name, set()))
            if name not in _VOID:
                opened.append((name, start))
                if len(opened) > MAX_DEPTH:
                    yield TextFault("text-too-nested", start)
                    return
    if opened:
        _, start = opened[-1]
        yield TextFault("unclosed-tag", start, {"tag": f"{start}>"})


def _attribute_faults(tag: str, written: str, allowed: set[str], classes: set[str]) -> Iterator[TextFault]:
    for found in _ATTRIBUTE.finditer(written):
        name, value = found["name"].lower(), (found["value"] or "").strip("\"'")
        ours = (name == "class" and value in classes) or (tag == "code" and name in _OF_CODE)
        if name not in allowed and not ours:
            yield _refused(found["name"])


def _refused(written: str) -> TextFault:
    what = written[:60]
    return TextFault("refused-html", what, {"html": what})
