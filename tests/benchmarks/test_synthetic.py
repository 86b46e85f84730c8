"""The archives that are measured: always the same, without a mistake, and with all that pages tell of."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from sites import ROOT
from tuntas.cli import main

MEETINGS = 70  # what is left of the first ones is replaced by the last ones


def write(folder: Path, *options: str, hash_seed: str = "0") -> dict[str, bytes]:
    """The files of an archive by their names."""
    command = [sys.executable, str(ROOT / "benchmarks/synthetic.py"), str(folder), *options]
    subprocess.run(command, check=True, env={**os.environ, "PYTHONHASHSEED": hash_seed})
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def test_same_options_and_seed_give_the_same_bytes(tmp_path: Path) -> None:
    options = ("--meetings", "5", "--seed", "7")
    first = write(tmp_path / "first", *options, hash_seed="1")
    assert first == write(tmp_path / "second", *options, hash_seed="2")
    assert first != write(tmp_path / "third", "--meetings", "5", "--seed", "8")


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("archive")
    write(folder, "--meetings", str(MEETINGS))
    return folder


def test_nothing_is_wrong_with_it(archive: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--strict", "--format", "json", "--config", str(archive / "mkdocs.yml")]) == 0
    assert json.loads(capsys.readouterr().err)["problems"] == []


def test_options_say_how_much_there_is(tmp_path: Path) -> None:
    files = write(
        tmp_path,
        *("--meetings", "4", "--directives", "2", "--commitments", "1"),
        *("--follow-ups", "4", "--agencies", "3", "--body-words", "900"),
    )
    meetings = [text.decode() for name, text in files.items() if name.startswith("content/meetings/")]
    assert len(meetings) == 4
    assert all(text.count("\n  - id: ") == 2 for text in meetings)
    assert all(text.count("\n      - opd: ") == 2 for text in meetings)
    assert all(text.count("\n  - komitmen: ") <= 3 for text in meetings)
    assert sum(name.endswith("/index.md") for name in files) == 3
    assert all(890 < len(text.split("\n---\n", 1)[1].split()) < 930 for text in meetings)


def test_notes_are_as_large_as_real_ones_at_their_fullest(archive: Path) -> None:
    sizes = [path.stat().st_size for path in archive.glob("content/meetings/*/*.md")]
    assert 20_000 < sum(sizes) / len(sizes) < 24_000


@pytest.mark.parametrize(
    "words",
    [
        "    kendala:",
        "    tenggat_baru:",
        "status: dicabut",
        "    melanjutkan:",
        "    menggantikan:",
        "    indikator:",
        "koreksi:",
        "| [[opd-",
    ],
)
def test_it_tells_of(archive: Path, words: str) -> None:
    assert any(words in path.read_text("utf-8") for path in archive.glob("content/meetings/*/*.md"))
