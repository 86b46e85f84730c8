"""A frame: the text of one empty page, cut at its marks; joined with a page, it is that page.

A theme engine draws a page in some 10 ms; joining strings takes a few µs. So the theme draws one
empty page for each section (`blank`), in which a mark stands wherever a page's own text goes. The
frame is cut at the marks first and joined with texts afterwards: nothing is ever searched for or
replaced in an author's text, so no text can be mistaken for a mark.

Nothing here depends on who draws. A frame is drawn at an address so deep that a link from it to the
site's root starts with `ROOT`, which nobody writes by chance; `Frame.at` turns that into the way to
the root from another depth.
"""

import json
import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from html import escape

import msgspec

from tuntas.render import policy
from tuntas.render.page import Heading, Page


def way_to_root(depth: int) -> str:
    """From a page so many folders below the site's root, without a slash at its end."""
    return "/".join([".."] * depth) or "."


_FOLDER = "bingkai-tuntas/1/2/3/4/5/6/7/"
ROOT = way_to_root(_FOLDER.count("/") + 1)
"""The way from a frame to the site's root, as theme engines write it: without a slash at its end."""

# The page's own texts, with the expression by which a theme prints each.
_SLOTS: Mapping[str, str] = {
    "address": "page.canonical_url",
    "title": "page.meta.title",
    "description": "page.meta.description",
    "head": "page.meta.marks.head",
    "toc": "page.meta.marks.toc",
    "content": "page.content",
    "as_of": "page.meta.marks.as_of",
}
# Around all that shows of a table of contents, so that a page without headings has nothing of it.
_TOC_BEGIN, _TOC_END = "toc_begin", "toc_end"


def _mark(name: str) -> str:
    # Letters only: neither Markdown nor HTML, URLs or JSON change them.
    return f"TuntasMark{name.title().replace('_', '')}HereTuntas"


AS_OF = _mark("as_of")
"""Where a theme engine leaves room for the as-of date, in frames and in the pages that it draws whole.

`partials/header.html` writes it there: the engine need not draw again because a day has passed.
"""

_CONTENT = f"<h1>{_mark('content')}</h1>"  # themes look for an <h1>, and add one where there is none


class FrameError(Exception):
    """The theme can't be used as it is; says why, in Indonesian."""


def address_of(section: str) -> str:
    """Where the empty page of a section is drawn; also its mark for the page's own address."""
    return f"{_FOLDER}{section or '_'}/"


def blank(section: str) -> str:
    """The empty page of a section, as a Markdown file; the section `""` stands for all that have no frame."""
    meta = {
        "title": _mark("title"),
        "description": _mark("description"),
        "section": section,
        "marks": {name: _mark(name) for name in ("head", "toc", _TOC_BEGIN, _TOC_END, "as_of")},
    }
    # JSON is YAML, and quotes what YAML would take for a number or a truth value.
    return f"---\n{json.dumps(meta)}\n---\n\n{_CONTENT}\n"


class Frame(msgspec.Struct, frozen=True):
    """An empty page in pieces: texts, and between them the slots for a page's own texts."""

    texts: tuple[str, ...]
    """One more than there are slots."""
    slots: tuple[str, ...]
    toc: tuple[str, str]
    """What stands around the table of contents where there is one."""

    @classmethod
    def cut(cls, html: str, section: str) -> "Frame":
        """Cut the empty page that was drawn for a section (see `blank`) at its marks.

        A `FrameError` says which mark is missing, or which link would not work from other pages.
        """
        html = minimise(html)
        _check_links(html)
        html, toc = _without_toc_chrome(html)
        html = _with_policy(html, section)
        marks = {_mark(name): name for name in _SLOTS}
        marks |= {_CONTENT: "content", address_of(section): "address"}
        anywhere = re.compile(f"({'|'.join(map(re.escape, marks))})")
        pieces = anywhere.split(html)
        slots = tuple(marks[mark] for mark in pieces[1::2])
        for name, expression in _SLOTS.items():
            if name not in slots:
                raise FrameError(f"Tema tidak mencetak `{expression}` di dalam bingkai.")
        return cls(tuple(pieces[::2]), slots, toc)

    def at(self, depth: int) -> "Frame":
        """The frame for pages that lie so many folders below the site's root."""
        return _at(self, depth)

    def join(self, page: Page, as_of: str) -> str:
        """The page in its frame; `as_of` is the date of the archive as readers read it."""
        frame = self.at(page.address.count("/"))
        own = {
            "title": escape(page.title),
            "description": escape(page.description),
            "address": escape(page.address),
            "head": page.head,
            "toc": _toc_items(page.toc).join(frame.toc) if page.toc else "",
            "content": page.content,
            "as_of": escape(as_of),
        }
        pieces = [frame.texts[0]]
        for slot, text in zip(frame.slots, frame.texts[1:], strict=True):
            pieces.append(own[slot])
            pieces.append(text)
        return "".join(pieces)


def guarded(html: str) -> str:
    """A page as it may be published: small, and with the policy that keeps scripts and other hosts out.

    The policy stands here and not in the theme, so that no theme can be without it.
    """
    return _with_policy(minimise(html))


def _with_policy(html: str, section: str = "") -> str:
    html, found = _HEAD.subn(rf"\g<0>\n{policy.meta(section)}", html, count=1)
    if not found:
        raise FrameError("Tema harus mencetak `<head>` di setiap halaman.")
    return html


_HEAD = re.compile(r"<head\b[^>]*>", re.IGNORECASE)


def minimise(html: str) -> str:
    """The same page without indentation and blank lines, which every page would pay for again."""
    pieces = _PREFORMATTED.split(html)
    # The pattern has two groups: every third piece lies outside, the next is the whole element.
    outside = (_BLANK.sub("\n", piece) for piece in pieces[::3])
    inside = (*pieces[1::3], "")
    return "".join(text for pair in zip(outside, inside, strict=True) for text in pair).strip() + "\n"


_PREFORMATTED = re.compile(r"(<(pre|script|style|textarea)\b.*?</\2\s*>)", re.DOTALL | re.IGNORECASE)
_BLANK = re.compile(r"\s*\n\s*")


@lru_cache(maxsize=256)
def _at(frame: Frame, depth: int) -> Frame:
    root = way_to_root(depth)
    return Frame(
        tuple(text.replace(ROOT, root) for text in frame.texts),
        frame.slots,
        (frame.toc[0].replace(ROOT, root), frame.toc[1].replace(ROOT, root)),
    )


def _without_toc_chrome(html: str) -> tuple[str, tuple[str, str]]:
    """The page with nothing but the mark for its table of contents, and what stood around that."""
    begin, items, end = (_mark(name) for name in (_TOC_BEGIN, "toc", _TOC_END))
    match = re.search(f"{begin}(.*){items}(.*){end}", html, re.DOTALL)
    if not match or any(html.count(mark) > 1 for mark in (begin, items, end)):
        raise FrameError(
            "Tema harus mencetak `page.meta.marks.toc_begin`, `.toc` dan `.toc_end`"
            " satu kali dan berurutan di sekeliling daftar isi."
        )
    return html[: match.start()] + items + html[match.end() :], (match[1], match[2])


def _toc_items(headings: Iterable[Heading]) -> str:
    """The items of a table of contents; `partials/toc-item.html` writes the same for ordinary pages."""
    return "".join(
        f'<li><a href="#{escape(heading.id)}">{escape(heading.title)}</a>'
        + (f"<ul>{_toc_items(heading.children)}</ul>" if heading.children else "")
        + "</li>"
        for heading in headings
    )


_LINK = re.compile(
    r"""\s(?:href|src|srcset|action|poster|data)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))""", re.IGNORECASE
)
_FIXED = re.compile(rf"[a-z][a-z0-9+.-]*:|[/#]|{re.escape(ROOT)}(?!/\.\.)(?:/|$)", re.IGNORECASE)


def _check_links(html: str) -> None:
    """A link that starts neither at the root nor on the page itself would lead astray elsewhere."""
    for match in _LINK.finditer(html):
        link = next(group for group in match.groups() if group is not None)
        if not _FIXED.match(link):
            raise FrameError(
                f"Tautan relatif “{link}” dalam tema hanya berlaku di satu halaman;"
                " awali dengan `{{ base_url }}/`."
            )
