"""Markdown to safe HTML: the one place where an author's text becomes markup.

The HTML still holds marks for what only the whole archive can tell: where a `[[reference]]`
leads, where a file beside the note is published, and which prefix keeps ids apart on a page with
several texts. A mark starts with `MARK`, a control character that no note may contain.
"""

import re
from collections.abc import Iterable
from functools import cache
from html import unescape
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, unquote, urlsplit

import msgspec
import nh3

from tuntas.read import plainmarkdown
from tuntas.read.characters import forbidden
from tuntas.read.faults import Refused, TextFault
from tuntas.read.tags import tag_faults

if TYPE_CHECKING:
    import markdown

MARK = plainmarkdown.MARK

_TAGS = frozenset(
    "a abbr b blockquote br caption cite code dd del div dl dt em h2 h3 h4 h5 h6 hr i img ins kbd "
    "li ol p pre q s small strong sub sup table tbody td tfoot th thead tr u ul".split()
)
_ATTRIBUTES = {
    "*": {"id", "lang"},
    "a": {"href", "title", "data-ref"},
    "abbr": {"title"},
    "img": {"src", "alt", "title"},
    "ol": {"start"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
}
_CLASSES = {
    "a": {"footnote-ref", "footnote-backref"},
    "div": {"footnote"},
    "td": {"align-center", "align-right"},
    "th": {"align-center", "align-right"},
}
_SCHEMES = {"http", "https", "mailto"}
_SCHEME = re.compile(r"(?<![A-Za-z0-9+.-])([A-Za-z][A-Za-z0-9+.-]{0,50}):")


class Heading(msgspec.Struct, frozen=True, gc=False):
    """An entry of a table of contents; `id` still carries the mark, `title` is plain text."""

    id: str
    title: str
    children: "tuple[Heading, ...]" = ()


class Prose(msgspec.Struct, frozen=True, gc=False):
    """A text as its author wrote it, and the safe HTML that it becomes.

    `references` are the targets of its `[[references]]`, `files` the files beside the note that
    it shows or links to, `refused` the addresses that were left out, each in order of appearance.
    """

    text: str
    html: str
    references: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()
    headings: tuple[Heading, ...] = ()


def prose(text: str) -> Prose:
    """Convert Markdown with tables, footnotes, attribute lists and `[[references]]`.

    Raises Refused where a text holds too much to convert, or what cannot be published.
    """
    found = plainmarkdown.plain(text)
    if found is None:
        return converted(text)
    return Prose(
        text=text,
        html=with_moving_tables(found.html),
        references=tuple(dict.fromkeys(found.references)),
        headings=_headings(found.headings),
    )


def converted(text: str) -> Prose:
    """The same by Python-Markdown and the sanitiser, which any text can go through."""
    from tuntas.read.bounds import bounded  # noqa: PLC0415 - with Python-Markdown, as below

    bounded(text)
    converter = _converter()
    converter.reset()
    try:
        html = converter.convert(text)
    except (Refused, RecursionError) as error:
        # It still stands in the middle of that text, which `reset` does not undo.
        _converter.cache_clear()
        if isinstance(error, Refused):
            raise
        raise Refused([TextFault("text-too-nested")]) from error
    # Without these signs all tags are Python-Markdown's own.
    if ("<" in text or "{" in text) and (faults := tag_faults(html, text, _TAGS, _ATTRIBUTES, _CLASSES)):
        raise Refused(faults)
    found = _Found()
    cleaned = nh3.clean(
        html,
        tags=set(_TAGS),
        attributes=_ATTRIBUTES,
        allowed_classes=_CLASSES,
        # What nh3 refuses it drops without a word; so it lets pass what `_Found` then refuses aloud.
        url_schemes=_SCHEMES | {each.lower() for each in _SCHEME.findall(unescape(html))},
        attribute_filter=found.attribute,
        link_rel=None,
    )
    # A picture whose address was refused would show as a broken one.
    cleaned = re.sub(r"<img(?![^>]* src=)[^>]*>", "", cleaned)
    return Prose(
        text=text,
        html=with_moving_tables(cleaned),
        references=tuple(dict.fromkeys(found.references)),
        files=tuple(dict.fromkeys(found.files)),
        refused=tuple(dict.fromkeys(found.refused)),
        headings=_headings(getattr(converter, "toc_tokens", [])),
    )


def clean_page(html: str) -> str:
    """The HTML of an ordinary page without what could run, style itself or ask another host.

    Such pages may use what MkDocs' themes know (classes, figures, folded parts); so the list is longer
    than for notes, and what is not on it is dropped without a word.
    """
    return nh3.clean(
        html,
        tags=set(_TAGS | _PAGE_TAGS),
        attributes={**_ATTRIBUTES, **_PAGE_ATTRIBUTES},
        url_schemes=_SCHEMES,
        attribute_filter=_page_attribute,
        link_rel=None,
    )


_PAGE_TAGS = frozenset(
    "bdi bdo details dfn figcaption figure h1 mark samp section span summary time var wbr".split()
)
_PAGE_ATTRIBUTES = {
    "*": {"id", "lang", "dir", "class", "title"},
    "a": {"href", "rel"},
    "details": {"open"},
    "img": {"src", "alt", "width", "height", "loading"},
    "ol": {"start", "type", "reversed"},
    "time": {"datetime"},
}


def _page_attribute(tag: str, name: str, value: str) -> str | None:
    if name == "id" and value.startswith("_"):
        return None  # the ids of the chrome
    if tag == "img" and name == "src":
        try:
            parts = urlsplit(value)
        except ValueError:
            return None
        return None if parts.scheme or parts.netloc or "\\" in value else value
    return value


def with_moving_tables(html: str) -> str:
    """A table that is wider than the screen moves by itself, by keyboard as well.

    Put around after sanitising, so that no author can write such a group; ordinary pages use it too.
    """
    opened = _TABLE.sub(r'<div class="table" role="group" aria-label="Tabel" tabindex="0">\g<0>', html)
    return opened.replace("</table>", "</table></div>")


_TABLE = re.compile(r"<table\b")


class _Found:
    """Rewrites attributes while they pass through the sanitiser, and notes what they name."""

    def __init__(self) -> None:
        self.references: list[str] = []
        self.files: list[str] = []
        self.refused: list[str] = []

    def attribute(self, tag: str, name: str, value: str) -> str | None:
        if name == "id":
            return MARK + value
        if name == "data-ref":
            # An author's own `data-ref` attribute has no mark, and is no reference.
            if not value.startswith(MARK):
                return None
            self.references.append(value[1:])
            return value
        if name in {"href", "src"}:
            return self._address(tag, value)
        return value

    def _address(self, tag: str, value: str) -> str | None:
        if value.startswith("#"):
            return "#" + MARK + value[1:]
        try:
            parts = urlsplit(value)
        except ValueError:
            self.refused.append(value)
            return None
        if tag == "a" and parts.scheme in _SCHEMES:
            return value
        if not parts.scheme and not parts.netloc and "/" not in parts.path and parts.path:
            name = unquote(parts.path)
            if "/" not in name and "\\" not in name and forbidden(name) < 0:
                self.files.append(name)
                return MARK + quote(name)
        self.refused.append(value)
        return None


def _headings(tokens: Iterable[dict[str, Any]]) -> tuple[Heading, ...]:
    # The toc extension gives the name of a heading escaped.
    return tuple(
        Heading(MARK + each["id"], unescape(each["name"]), _headings(each["children"])) for each in tokens
    )


@cache
def _converter() -> "markdown.Markdown":
    # To import and build it takes longer than to read a note; most notes can do without.
    from tuntas.read.dialect import converter  # noqa: PLC0415

    return converter()
