"""The Markdown that authors write: Python-Markdown with its extensions, and a few of our own."""

import re
from xml.etree.ElementTree import Element

import markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor

from tuntas.read.bounds import Bounds
from tuntas.read.plainmarkdown import MARK

_REFERENCE = r"\[\[([^\[\]|\n]+)(?:\|([^\[\]\n]+))?\]\]"
_ALIGNED = re.compile(r"text-align:\s*(center|right)")


class _ReferenceProcessor(InlineProcessor):
    """`[[ref]]` and `[[ref|text]]` become an empty link, or one with its text."""

    def handleMatch(  # type: ignore[override]  # noqa: N802
        self, match: re.Match[str], _data: str
    ) -> tuple[Element, int, int]:
        link = Element("a", {"data-ref": MARK + match[1].strip()})
        link.text = (match[2] or "").strip()
        return link, match.start(0), match.end(0)


class _CellAlignment(Treeprocessor):
    """Column alignment as a class: inline styles are not allowed on the site."""

    def run(self, root: Element) -> None:
        for cell in root.iter():
            if cell.tag in {"td", "th"} and (style := cell.attrib.pop("style", "")):
                aligned = _ALIGNED.search(style)
                if aligned:
                    cell.set("class", "align-" + aligned[1])


class _HeadingLevels(Treeprocessor):
    """The highest heading of a text becomes its first level, so that a page skips none."""

    def run(self, root: Element) -> None:
        found = [each for each in root.iter() if re.fullmatch("h[1-6]", each.tag)]
        highest = min((int(each.tag[1]) for each in found), default=1)
        for each in found:
            each.tag = f"h{int(each.tag[1]) - highest + 1}"


class _Tuntas(Extension):
    def extendMarkdown(self, md: markdown.Markdown) -> None:  # noqa: N802
        # Below code spans (190) and escapes (180), above Markdown's own links (170).
        md.inlinePatterns.register(_ReferenceProcessor(_REFERENCE, md), "reference", 175)
        md.treeprocessors.register(_CellAlignment(md), "cell-alignment", 0)
        # Above the table of contents (5), which then moves all below the page's own title.
        md.treeprocessors.register(_HeadingLevels(md), "heading-levels", 6)


def converter() -> markdown.Markdown:
    """A new converter; building one costs more than converting a paragraph, and `reset` makes it as new."""
    return markdown.Markdown(
        extensions=[
            "tables",
            "footnotes",
            "attr_list",
            "def_list",
            "abbr",
            "fenced_code",
            "sane_lists",
            "toc",
            _Tuntas(),
            Bounds(),
        ],
        extension_configs={
            # The page's own title is its only first-level heading.
            "toc": {"baselevel": 2},
            "footnotes": {"BACKLINK_TITLE": "Kembali ke rujukan {}"},
        },
        output_format="html",
    )
