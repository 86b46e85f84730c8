"""Where a value stands: pointers by key path become lines and columns when one is to be shown.

Facts carry no positions, so that a comment added above them does not change them; a note is
read again only for the few problems that are printed.
"""

from pathlib import Path

from tuntas.problems import BODY, Keys, Place, Pointer, Span
from tuntas.read.note import Parts, decode, lines_of, split
from tuntas.read.syntax import Mark
from tuntas.read.tree import Marks, marks


class Sources:
    """The notes of a project, opened again to show lines of them."""

    def __init__(self, project: Path) -> None:
        self._project = project
        self._texts: dict[str, str] = {}
        self._lines: dict[str, list[str]] = {}
        self._parsed: dict[str, tuple[Parts, Marks] | None] = {}

    def line(self, span: Span) -> str:
        """The line of a span, without its line end; empty where the file has no such line."""
        lines = self._lines_of(span.file)
        return lines[span.line - 1] if 0 < span.line <= len(lines) else ""

    def span(self, place: Place) -> Span:
        """The line and column of a place; the start of the note where it has none."""
        if isinstance(place, Span):
            return place
        lines = self._lines_of(place.file)
        to_the_end = len(lines)
        if place.find and not place.keys:  # wherever it stands in the note
            return _find(place, lines, 0, Mark(0, 0, to_the_end, 0))
        parsed = self._parse(place.file)
        if parsed is None:
            return Span(place.file, 1, 1)
        parts, known = parsed
        if place.keys == BODY:
            blank = len(parts.body) - len(parts.body.lstrip("\n"))
            return _find(place, lines, parts.body_line, Mark(blank, 0, to_the_end, 0))
        mark = _mark(place, known)
        if mark is None:
            return Span(place.file, 1, 1, 3)
        return _find(place, lines, parts.front_line, mark)

    def _lines_of(self, file: str) -> list[str]:
        if file not in self._lines:
            self._lines[file] = self._text(file).split("\n")
        return self._lines[file]

    def _text(self, file: str) -> str:
        if file not in self._texts:
            try:
                data = (self._project / file).read_bytes()
            except OSError:
                data = b""
            text = decode(file, data)
            # A note that is refused as a whole is shown as far as it can be.
            self._texts[file] = text if isinstance(text, str) else lines_of(data)
        return self._texts[file]

    def _parse(self, file: str) -> tuple[Parts, Marks] | None:
        if file not in self._parsed:
            parts = split(file, self._text(file))
            found = (parts, marks(parts.front_matter)) if isinstance(parts, Parts) else None
            self._parsed[file] = found
        return self._parsed[file]


def _mark(place: Pointer, known: Marks) -> Mark | None:
    """The mark of a value, or of the nearest thing around it that stands in the note."""
    keys: Keys = place.keys
    if place.on_key and keys in known.keys:
        return known.keys[keys]
    while keys:
        if keys in known.values:
            mark = known.values[keys]
            # An empty value has no extent: its key shows where it should be.
            empty = (mark.line, mark.column) == (mark.end_line, mark.end_column)
            return known.keys.get(keys, mark) if empty else mark
        keys = keys[:-1]
    return None


def _find(place: Pointer, lines: list[str], offset: int, mark: Mark) -> Span:
    """Narrow a mark to the text that the pointer looks for; its lines count from an offset."""
    first = offset + mark.line
    if place.find:
        last = min(offset + mark.end_line, len(lines) - 1)
        for number in range(first, last + 1):
            column = lines[number].find(place.find, mark.column if number == first else 0)
            if column >= 0:
                return Span(place.file, number + 1, column + 1, len(place.find))
    line = lines[first] if first < len(lines) else ""
    end = mark.end_column if mark.end_line == mark.line else len(line)
    return Span(place.file, first + 1, mark.column + 1, max(end - mark.column, 1))
