"""The archive as an SQLite file, as `tuntas export` writes it."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from sites import AS_OF, ROOT, lay_out, run, tree
from tuntas.cli import main
from tuntas.render.data.tables import TABLES


@pytest.fixture(scope="module")
def file(real_project: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("data") / "arsip.db"
    config = str(real_project / "mkdocs.yml")
    assert main(["export", "--config", config, "--as-of", AS_OF, "--sqlite", str(path)]) == 0
    return path


def test_it_holds_the_rows_of_the_other_files(file: Path, real_site: Path) -> None:
    with closing(sqlite3.connect(file)) as database:
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        for table in TABLES:
            cursor = database.execute(f'SELECT * FROM "{table.name}"')  # noqa: S608
            assert [each[0] for each in cursor.description] == list(table.names)
            expected = json.loads((real_site / f"data/v1/{table.name}.json").read_bytes())
            found = cursor.fetchall()
            assert len(found) == len(expected)
            for row, own in zip(found, expected, strict=True):
                for cell, value in zip(row, own.values(), strict=True):
                    if isinstance(value, list):
                        assert json.loads(cell) == value
                    else:
                        assert cell == value


def test_keys_lead_somewhere(file: Path) -> None:
    with closing(sqlite3.connect(file)) as database:
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []
        for table in TABLES:
            keys = database.execute(f'PRAGMA foreign_key_list("{table.name}")').fetchall()
            expected = {(each.name, each.of) for each in table.columns if each.of}
            assert {(each[3], each[2]) for each in keys} == expected
        database.execute("PRAGMA foreign_keys = ON")
        database.execute("UPDATE komitmen SET opd = 'bukan-opd'")
        with pytest.raises(sqlite3.IntegrityError):
            database.commit()


def test_words_are_found(file: Path) -> None:
    with closing(sqlite3.connect(file)) as database:
        query = "SELECT tabel, id FROM pencarian WHERE pencarian MATCH ? ORDER BY rank"
        found = database.execute(query, ("pajak AND air",)).fetchall()
        assert ("arahan", "2025-07-30-rapim/pajak-air-permukaan") in found
        assert database.execute(query, ("tidakadakataini",)).fetchall() == []


def test_it_says_what_it_is(file: Path) -> None:
    with closing(sqlite3.connect(file)) as database:
        about = dict(database.execute("SELECT kunci, nilai FROM keterangan"))
    assert about["keadaan_pada"] == AS_OF
    assert about["lisensi"] == "CC-BY-4.0"


def test_the_same_archive_gives_the_same_bytes(tmp_path: Path) -> None:
    project = lay_out(tmp_path / "arsip")
    for name in ("b.db", "a.db", "a.db"):  # the last takes the place of the one before
        done = run("export", "--sqlite", name, "--as-of", "2026-06-01", cwd=project)
        assert (done.returncode, done.stderr) == (0, "")
        assert "2 komitmen" in done.stdout
    assert (project / "a.db").read_bytes() == (project / "b.db").read_bytes()
    names = {path.name for path in project.iterdir()}
    assert names == {"a.db", "b.db", "content", "mkdocs.yml", ".cache"}


def other_database(path: Path) -> None:
    with closing(sqlite3.connect(path)) as database:
        database.execute("CREATE TABLE a (b)")


@pytest.mark.parametrize("what", ["text", "database", "folder"])
def test_what_is_not_ours_stays(tmp_path: Path, what: str) -> None:
    project = lay_out(tmp_path)
    path = project / "data.db"
    match what:
        case "text":
            path.write_text("catatan saya")
        case "database":
            other_database(path)
        case _:
            path.mkdir()
    before = tree(tmp_path)
    refused = run("export", "--sqlite", path, cwd=project)
    assert refused.returncode == 2
    assert "data.db" in refused.stderr
    after = {name: content for name, content in tree(tmp_path).items() if not name.startswith(".cache")}
    assert after == before


def test_nothing_is_written_where_the_notes_have_errors(tmp_path: Path) -> None:
    project = lay_out(tmp_path, {"opd/bapenda/index.md": "---\nnama: Badan\n---\n"})
    done = run("export", "--sqlite", "data.db", cwd=project)
    assert done.returncode == 1
    assert "singkatan" in done.stderr
    assert not (project / "data.db").exists()


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    done = run("export", "--sqlite", "tidak/ada.db", cwd=lay_out(tmp_path))
    assert done.returncode == 3
    assert "Traceback" not in done.stderr


def test_the_documented_query_works(file: Path) -> None:
    query = (ROOT / "docs/data.md").read_text("utf-8").partition("```sql\n")[2].partition("```")[0]
    with closing(sqlite3.connect(file)) as database:
        assert database.execute(query).fetchall()
