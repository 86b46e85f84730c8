"""The pages of a built site as Markdown files, one for each, for plain MkDocs.

    python benchmarks/peers/material/pages.py SITE DOCS

What stands around the content is left to MkDocs and its theme.
"""

import re
import sys
from html.parser import HTMLParser
from pathlib import Path

_STARTS = {"blockquote": "> ", **{f"h{level}": "#" * level + " " for level in range(1, 7)}}
_MARKS = {"b": "**", "strong": "**", "em": "*", "code": "`", "td": "| ", "th": "| "}
_CLOSED = {"b": "**", "strong": "**", "em": "*", "code": "`", "td": " ", "th": " ", "dt": ": "}
_BLOCKS = frozenset(
    "article blockquote dd details div dl dt h1 h2 h3 h4 h5 h6 li nav ol p section summary table ul".split()
)
_SILENT = frozenset(("svg", "button"))


class _Writer(HTMLParser):
    """Writes the content of one page: paragraphs, headings, lists, tables, links and emphasis."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: list[str] = []
        self._line = ""
        self._start = ""
        self._lists: list[str] = []
        self._links: list[str] = []
        self._silent = 0
        self._inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "article" and given.get("class") == "content":
            self._inside = True
        self._silent += tag in _SILENT
        if not self._inside or self._silent:
            return
        if tag in _BLOCKS and tag != "dd":
            self._end()
        if tag == "a":
            self._links.append(_file(given.get("href") or ""))
            self._line += "["
        elif tag in {"ul", "ol"}:
            self._lists.append("- " if tag == "ul" else "1. ")
        elif tag in {"li", "dt"}:
            self._start = "    " * max(len(self._lists) - 1, 0) + (self._lists[-1] if self._lists else "- ")
        else:
            self._start = _STARTS.get(tag, self._start)
            self._line += _MARKS.get(tag, "")

    def handle_endtag(self, tag: str) -> None:
        self._silent -= tag in _SILENT
        if not self._inside or self._silent:
            return
        if tag == "a":
            self._line += f"]({self._links.pop()})"
        elif tag in _CLOSED:
            self._line = self._line.rstrip() + _CLOSED[tag]
        elif tag == "tr":
            self._lines.append(self._line.strip() + " |")
            self._line = ""
        elif tag == "thead":
            self._lines.append(re.sub(r"[^|]+", "---", self._lines[-1]))
        elif tag in _BLOCKS:
            self._end()
            if tag in {"ul", "ol"}:
                self._lists.pop()
        if tag == "article":
            self._inside = False

    def handle_data(self, data: str) -> None:
        if self._inside and not self._silent:
            self._line += re.sub(r"([\\`*_\[\]<>#])", r"\\\1", re.sub(r"\s+", " ", data))

    def _end(self) -> None:
        """Close the paragraph or item that is being written."""
        if self._lines and self._lines[-1].startswith("|"):
            self._lines.append("")
        if self._line.strip():
            self._lines += [self._start + self._line.strip(), ""]
            self._start = ""
        self._line = ""

    def text(self) -> str:
        return "\n".join(self._lines)


def _file(href: str) -> str:
    """The Markdown file behind a link to a page."""
    where, sharp, anchor = href.partition("#")
    if "://" in href or not where.endswith("/"):
        return href
    return f"{where}index.md{sharp}{anchor}"


def main(site: Path, docs: Path) -> None:
    """Write a Markdown file for each page; one that would say the same is left as it is."""
    for page in site.rglob("index.html"):
        writer = _Writer()
        writer.feed(page.read_text("utf-8"))
        target = docs / page.relative_to(site).with_suffix(".md")
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(writer.text(), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
