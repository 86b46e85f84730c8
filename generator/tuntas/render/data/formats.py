"""Rows as CSV and JSON: whole files, of which the bodies can be joined to larger ones."""

import csv
from collections.abc import Iterable
from types import SimpleNamespace
from typing import Any, Final

import msgspec

from tuntas.render.data.table import Row, Table, Type
from tuntas.render.joined import Joined, Part

CSV_TYPE: Final = "text/csv"
JSON_TYPE: Final = "application/json"
BETWEEN: Final = "|"
"""Stands between the elements of a list in CSV; inside one it becomes a slash."""

# What a spreadsheet would run, or could be led to: also in the wide forms of East Asian keyboards.
RISKY: Final = frozenset("=+-@\t\r\n＝＋－＠")
HARMLESS: Final = "'"
"""Stands before a text that begins with one of these; a spreadsheet takes the cell for text then."""

_TRUTH: Final = {True: "true", False: "false", None: None}
_OPEN, _COMMA, _CLOSE = b"[\n", b",\n", b"\n]\n"


def csv_file(table: Table[Any], rows: Iterable[Row]) -> bytes:
    """RFC 4180: UTF-8, CRLF, a header, texts in quotes; numbers stay numbers, an empty cell is no value."""
    lines: list[str] = []
    writer = csv.writer(
        SimpleNamespace(write=lines.append), quoting=csv.QUOTE_NONNUMERIC, lineterminator="\r\n"
    )
    writer.writerow(table.names)
    texts, lists, truths = (
        [place for place, column in enumerate(table.columns) if column.type is kind]
        for kind in (Type.TEXT, Type.LIST, Type.TRUTH)
    )
    for row in rows:
        cells = row.copy()
        for place in lists:
            cells[place] = _harmless(_listed(cells[place]))
        for place in truths:
            cells[place] = _TRUTH[cells[place]]
        for place in texts:
            text = cells[place]
            if text is not None and text[0] in RISKY:
                cells[place] = HARMLESS + text
        writer.writerow(cells)
    return "".join(lines).encode()


def _listed(elements: tuple[str, ...]) -> str:
    return BETWEEN.join([each.replace(BETWEEN, "/") for each in elements])


def _harmless(text: str) -> str:
    return HARMLESS + text if text[:1] in RISKY else text


def json_file(table: Table[Any], rows: Iterable[Row]) -> bytes:
    """A list of objects, one a line, with their keys in the order of the columns; no value is null."""
    names = table.names
    encoder = msgspec.json.Encoder()
    lines = [encoder.encode(dict(zip(names, row, strict=True))) for row in rows]
    return _OPEN + _COMMA.join(lines) + _CLOSE


def joined_csv(table: Table[Any], parts: Iterable[str]) -> Joined:
    """The CSV file that holds the rows of these files."""
    head = csv_file(table, ())
    return Joined(head, tuple(Part(path, len(head), 0) for path in parts))


def joined_json(parts: Iterable[str]) -> Joined:
    """The JSON file that holds the rows of these files."""
    edges = len(_OPEN), len(_CLOSE)
    return Joined(_OPEN, tuple(Part(path, *edges) for path in parts), _COMMA, _CLOSE)
