"""The archive as an SQLite file: the tables of the open data with their keys, and a full-text index.

The same archive gives the same bytes with the same SQLite; its version stands in each file.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

import msgspec

from tuntas.archive.archive import Archive
from tuntas.publish.edition import Edition
from tuntas.render.data.package import VERSION
from tuntas.render.data.table import Cell, Column, Row, Table, Type
from tuntas.render.data.tables import TABLES

APPLICATION: Final = int.from_bytes(b"Tunt", "big")
"""Stands in the header of our files (`application_id`), so that no other is ever replaced."""

_TYPES: Final = {Type.NUMBER: "INTEGER", Type.TRUTH: "INTEGER"}
_HEADER: Final = b"SQLite format 3\x00"
_AT: Final = 68
"""Where the number of the application stands in a file of SQLite."""
_FOUND: Final = {
    "opd": ("nama", ("singkatan", "jenis")),
    "rapim": ("judul", ("tempat", "pimpinan")),
    "arahan": ("judul", ("uraian", "topik")),
    "komitmen": ("tindakan", ("ukuran", "kendala")),
    "tindak-lanjut": ("catatan", ("dampak", "kendala", "alasan")),
}
"""What the full-text index looks in, by table: the title of what is found, and its other texts."""
_SEARCH: Final = (
    'CREATE VIRTUAL TABLE "pencarian" USING fts5('
    "tabel UNINDEXED, id UNINDEXED, judul, teks, tokenize='unicode61 remove_diacritics 2')"
)


class NotOurDatabase(Exception):
    """The file that was named is something else; says so in Indonesian."""


def export(edition: Edition, path: Path) -> dict[str, int]:
    """Write the file, which takes the place of an earlier one at once; how many rows each table has.

    Raises NotOurDatabase where something else stands there.
    """
    _refuse_others(path)
    # Beside it, so that the last step is a rename.
    with TemporaryDirectory(prefix=f".{path.name}.", dir=path.parent) as folder:
        new = Path(folder, path.name)
        with closing(sqlite3.connect(new, isolation_level=None)) as database:
            counts = _fill(database, edition)
        new.replace(path)
    return counts


def _refuse_others(path: Path) -> None:
    if path.is_dir():
        raise NotOurDatabase(f"{path} adalah folder; sebutkan sebuah berkas.")
    if not path.exists():
        return
    with path.open("rb") as file:
        head = file.read(_AT + 4)
    if not head.startswith(_HEADER) or int.from_bytes(head[_AT:], "big") != APPLICATION:
        raise NotOurDatabase(f"{path} bukan basis data buatan Tuntas, jadi tidak diganti; pilih nama lain.")


def _fill(database: sqlite3.Connection, edition: Edition) -> dict[str, int]:
    archive, settings = edition.archive, edition.settings
    # Nothing is lost when this is interrupted: the file is not yet in its place.
    for pragma in ("journal_mode = OFF", "synchronous = OFF", "page_size = 4096", 'encoding = "UTF-8"'):
        database.execute(f"PRAGMA {pragma}")
    database.execute(f"PRAGMA application_id = {APPLICATION}")
    database.execute("PRAGMA user_version = 1")
    database.execute("BEGIN")
    database.execute('CREATE TABLE "keterangan" (kunci TEXT PRIMARY KEY, nilai TEXT NOT NULL) WITHOUT ROWID')
    about = {
        "versi": VERSION,
        "situs": settings.site_url,
        "pemerintah": archive.government,
        "keadaan_pada": archive.as_of.isoformat(),
        "lisensi": settings.data_license,
    }
    database.executemany('INSERT INTO "keterangan" VALUES (?, ?)', about.items())
    database.execute(_SEARCH)
    counts = {}
    for table in TABLES:
        database.execute(_created(table))
        insert = f"INSERT INTO {_name(table.name)} VALUES ({', '.join('?' * len(table.columns))})"  # noqa: S608
        rows = list(_rows(table, archive, settings.site_url))
        database.executemany(insert, ([_stored(cell) for cell in row] for row in rows))
        database.executemany('INSERT INTO "pencarian" VALUES (?, ?, ?, ?)', _findable(table, rows))
        counts[table.name] = len(rows)
    for table in TABLES:
        for column in table.columns:
            if column.of:
                index = _name(f"{table.name}_{column.name}")
                database.execute(f"CREATE INDEX {index} ON {_name(table.name)} ({_name(column.name)})")
    database.execute('INSERT INTO "pencarian" ("pencarian") VALUES (\'optimize\')')
    database.execute("COMMIT")
    database.execute("VACUUM")
    return counts


def _rows(table: Table[Any], archive: Archive, site_url: str) -> Iterator[Row]:
    for part in table.parts(archive):
        yield from table.rows(archive, part, site_url)


def _created(table: Table[Any]) -> str:
    columns = [_defined(each, is_key=each.name == table.key) for each in table.columns]
    columns += [
        f"FOREIGN KEY ({_name(each.name)}) REFERENCES {_name(each.of)} (id) DEFERRABLE INITIALLY DEFERRED"
        for each in table.columns
        if each.of
    ]
    return f"CREATE TABLE {_name(table.name)} (\n  " + ",\n  ".join(columns) + "\n)"


def _defined(column: Column[Any], *, is_key: bool) -> str:
    text = f"{_name(column.name)} {_TYPES.get(column.type, 'TEXT')}"
    if column.required:
        text += " NOT NULL"
    if is_key:
        text += " PRIMARY KEY"
    if column.words:
        text += f" CHECK ({_name(column.name)} IN ({', '.join(map(_quoted, column.words))}))"
    return text


def _name(name: str) -> str:
    return f'"{name}"'


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _stored(cell: Cell) -> str | int | None:
    """A list as JSON, which SQLite can take apart (`json_each`); a day as ISO 8601."""
    if cell is None or isinstance(cell, str | int):
        return cell
    return msgspec.json.encode(cell).decode() if isinstance(cell, tuple) else str(cell)


def _findable(table: Table[Any], rows: Iterable[Row]) -> Iterator[tuple[str, str, str, str]]:
    found = _FOUND.get(table.name)
    if found is None:
        return
    title, texts = found
    for row in rows:
        cells: Mapping[str, Cell] = dict(zip(table.names, row, strict=True))
        said = (cells[each] for each in texts)
        words = (" ".join(each) if isinstance(each, tuple) else each for each in said if each)
        yield table.name, cells["id"], cells[title] or "", "\n".join(words)
