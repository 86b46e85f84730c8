"""What an author probably did when YAML cannot be read: libyaml's words become a likely cause.

libyaml says what it expected next, which helps who knows its grammar. Nearly all that goes wrong
in a note is one of a dozen slips, and the lines around the place tell which.
"""

import re
from typing import Any

import msgspec
import yaml


class Mark(msgspec.Struct, frozen=True):
    """A stretch of the YAML text: lines and columns count from 0; the end is exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int


class Fault(msgspec.Struct, frozen=True):
    """Something that cannot be read as a plain tree: a problem code, its details, its place."""

    code: str
    mark: Mark
    detail: dict[str, str | int] = {}
    first: Mark | None = None
    suggestion: str = ""


# Up to the colon that ends a key: `judul:`, `  - opd:`.
_KEY = re.compile(r"(?P<indent>[ ]*(?:-[ ]+)*)(?P<key>[^\s:#\"'-][^:#]*):(?:\s+|$)")
_KEY_WITHOUT_SPACE = re.compile(r"[ ]*(?:-[ ]+)*[A-Za-z_]+(?P<colon>:)\S")
_LONGEST_SUGGESTION = 80


def syntax_fault(text: str, error: yaml.MarkedYAMLError, last: Any) -> Fault:
    """The likely cause of an error; `last` is the last scalar that could be read."""
    return _Slip(text, error, last).fault()


def character_fault(text: str, error: yaml.YAMLError) -> Fault:
    """A character that YAML forbids: libyaml gives no mark, only how many bytes come before it."""
    position = getattr(error, "position", 0) or 0
    before = text.encode()[:position].decode("utf-8", "ignore")
    line, column = before.count("\n"), len(before) - (before.rfind("\n") + 1)
    return Fault("yaml-syntax", Mark(line, column, line, column + 1), {"reason": "forbidden character"})


class _Slip:
    """An error of libyaml with the lines around it."""

    def __init__(self, text: str, error: yaml.MarkedYAMLError, last: Any) -> None:
        self.lines = [*text.split("\n"), ""]
        self.said = error.problem or error.context or ""
        self.context = error.context or ""
        found = error.problem_mark or error.context_mark
        began = error.context_mark or found
        self.at = (found.line, found.column) if found else (0, 0)
        self.began = (began.line, began.column) if began else (0, 0)
        self.last = last

    def fault(self) -> Fault:
        """Try the causes from the surest to the vaguest."""
        return (
            self._tab()
            or self._quote()
            or self._backslash()
            or self._reserved()
            or self._brackets()
            or self._colon()
            or self._missing_colon()
            or self._block()
            or self._here("yaml-syntax", reason=self.said)
        )

    def _tab(self) -> Fault | None:
        line = self._line(self.at[0])
        indent = line[: len(line) - len(line.lstrip(" \t"))]
        if "\t" not in indent:
            return None
        start = indent.index("\t")
        length = len(indent) - start
        return Fault("tab-indentation", self._mark((self.at[0], start), length))

    def _quote(self) -> Fault | None:
        if "quoted scalar" in self.context and "unexpected" in self.said:
            return Fault("unclosed-quote", self._mark(self.began))
        last = self.last
        if last is None or last.style not in {"'", '"'} or "escape" in self.said:
            return None
        start, end = last.start_mark, last.end_mark
        if end.line != self.at[0] or self._line(end.line)[end.column : self.at[1]].strip():
            return None
        if start.line != end.line:
            return Fault("unclosed-quote", self._mark((start.line, start.column)))
        rest = self._line(end.line)[end.column :].strip()
        if rest[:1] in {"'", '"'} and "flow" in self.context:
            return None  # two texts in a list without a comma between them
        return Fault(
            "text-after-quote",
            self._mark(self.at, len(self._line(self.at[0]).rstrip()) - self.at[1]),
            suggestion=self._other_quotes(start.column),
        )

    def _other_quotes(self, start: int) -> str:
        """The value from its opening quote on, in the quotes that it does not hold itself."""
        value = self._line(self.at[0])[start:].strip()
        quote = value[0]
        if value.endswith(quote + ","):
            return value[:-1]
        other = "'" if quote == '"' else '"'
        if other in value or "\\" in value or len(value) > _LONGEST_SUGGESTION:
            return ""
        return f"{other}{value[1:-1]}{other}" if value.endswith(quote) else f"{other}{value}{other}"

    def _backslash(self) -> Fault | None:
        if "escape" not in self.said and "hexdecimal" not in self.said:
            return None
        line = self._line(self.at[0])
        # The place may be behind the backslash or at it.
        found = line.rfind("\\", 0, self.at[1] + 1)
        return Fault("backslash-in-quotes", self._mark((self.at[0], max(found, 0)), 2))

    def _reserved(self) -> Fault | None:
        if "block sequence entries" in self.said:
            return Fault("list-beside-key", self._mark(self.at))
        words = ("cannot start any token", "node content", "alphabetic or numeric", "comment or line break")
        if not any(each in self.said for each in (*words, "non-alphabetical", "undefined tag handle")):
            return None
        where = self.began if "while scanning" in self.context else self.at
        character = self._line(where[0])[where[1] : where[1] + 1]
        if not character.strip():
            return None
        return Fault("reserved-character", self._mark(where), {"character": character})

    def _brackets(self) -> Fault | None:
        if "flow" not in self.context:
            return None
        where = self.at if self.at[0] == self.began[0] else self.began
        return Fault("unfinished-brackets", self._mark(where))

    def _colon(self) -> Fault | None:
        if "mapping values are not allowed" not in self.said:
            return None
        line, column = self.at
        text = self._line(line)
        key = _KEY.match(text)
        if key and key.end() < column and key.end() < len(text):
            start = key.end()
            return Fault("unquoted-colon", self._mark(self.at), suggestion=_quoted(text[start:]))
        # The line itself is in order; it was taken for more of the text above it.
        above = self._above(line)
        if above is None:
            return None
        upper = self._line(above)
        if without := _KEY_WITHOUT_SPACE.match(upper):
            return Fault("colon-without-space", self._mark((above, without.start("colon"))))
        if _KEY.match(upper):
            return self._indentation(line)
        return self._whole_line("missing-colon", above)

    def _missing_colon(self) -> Fault | None:
        if "expected ':'" not in self.said:
            return None
        line = self.began[0]
        if without := _KEY_WITHOUT_SPACE.match(self._line(line)):
            return Fault("colon-without-space", self._mark((line, without.start("colon"))))
        return self._whole_line("missing-colon", line)

    def _block(self) -> Fault | None:
        line, column = self.at
        text = self._line(line)
        if "block" not in self.context or text[:column].strip() or not text.strip():
            return None
        dashed = text[column : column + 2] in {"-", "- "}
        if column == self.began[1]:
            if "'-'" in self.said and not dashed:
                return self._whole_line("missing-dash", line)
            if dashed:
                return self._whole_line("missing-dash", self.began[0])
        return self._indentation(line)

    def _indentation(self, line: int) -> Fault:
        return self._whole_line("uneven-indentation", line)

    def _whole_line(self, code: str, line: int) -> Fault:
        text = self._line(line)
        start = len(text) - len(text.lstrip())
        return Fault(code, self._mark((line, start), len(text.strip())))

    def _above(self, line: int) -> int | None:
        """The nearest line above that says something."""
        for number in range(line - 1, -1, -1):
            text = self._line(number).strip()
            if text and not text.startswith("#"):
                return number
        return None

    def _here(self, code: str, **detail: str) -> Fault:
        return Fault(code, self._mark(self.at), dict(detail))

    def _line(self, number: int) -> str:
        return self.lines[number] if number < len(self.lines) else ""

    def _mark(self, at: tuple[int, int], length: int = 1) -> Mark:
        line, column = at
        return Mark(line, column, line, column + max(length, 1))


def _quoted(value: str) -> str:
    """A text between quotes that it does not hold itself, or nothing where that is not simple."""
    value = value.strip()
    if len(value) > _LONGEST_SUGGESTION:
        return ""
    for quote in ('"', "'"):
        if quote not in value and not (quote == '"' and "\\" in value):
            return f"{quote}{value}{quote}"
    return ""
