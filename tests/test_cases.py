"""Each folder of tests/cases/ is a tiny site; what `tuntas check` says of it stands beside it.

`pytest --bless tests/test_cases.py` writes what it says now: read it as an author would before
you commit it. A `case.toml` may hold an `as_of`, `repeat` a mark in a file to make it large, and
make `links`, which do not lie well in a repository.
"""

import json
import shutil
import tomllib
from pathlib import Path

import msgspec
import pytest

from tuntas.cli import main
from tuntas.problems import catalogue

CASES = Path(__file__).parent / "cases"
NAMES = sorted(path.name for path in CASES.iterdir() if (path / "content").is_dir())

CONFIG = """\
site_name: Arsip Rapim
site_url: https://rapim.contoh.go.id/
docs_dir: content
theme:
  name: material
plugins:
  - tuntas:
      government: Pemerintah Provinsi Banten
      tag_authority: rapim.contoh.go.id,2026
"""


class Repeat(msgspec.Struct, forbid_unknown_fields=True):
    """A mark in a file that stands for a text many times over."""

    file: str
    mark: str
    text: str
    times: int


class Case(msgspec.Struct, forbid_unknown_fields=True):
    as_of: str = "2026-03-01"
    repeat: Repeat | None = None
    links: dict[str, str] = {}
    """Symbolic links below the case, with what they lead to."""


def site(name: str, folder: Path) -> Case:
    """Lay a case out as a site."""
    file = CASES / name / "case.toml"
    case = msgspec.convert(tomllib.loads(file.read_text("utf-8")) if file.exists() else {}, Case)
    shutil.copytree(CASES / name / "content", folder / "content")
    (folder / "mkdocs.yml").write_text(CONFIG)
    for link, target in case.links.items():
        (folder / link).symlink_to(target)
    if case.repeat:
        path = folder / case.repeat.file
        text = path.read_text("utf-8")
        assert case.repeat.mark in text
        path.write_text(text.replace(case.repeat.mark, case.repeat.text * case.repeat.times), "utf-8")
    return case


def check(name: str, folder: Path, *options: str) -> int:
    as_of = site(name, folder).as_of
    return main(["check", "--config", str(folder / "mkdocs.yml"), "--as-of", as_of, *options])


@pytest.mark.parametrize("name", NAMES)
def test_case(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], bless: bool) -> None:
    status = check(name, tmp_path)
    said = capsys.readouterr()
    found = f"$ tuntas check\n{said.err}{said.out}[{status}]\n"
    expected = CASES / name / "expected.txt"
    if bless:
        expected.write_text(found, "utf-8", newline="\n")
    else:
        assert expected.exists(), "not blessed yet: pytest --bless tests/test_cases.py"
        assert found == expected.read_text("utf-8")


@pytest.mark.parametrize("name", NAMES)
def test_case_in_english(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    check(name, tmp_path, "--format", "json", "--lang", "en")
    told = json.loads(capsys.readouterr().err)["problems"]
    codes = {problem["code"] for problem in told}
    if name in catalogue():
        assert codes == {name}, "a case named as a code shows that code and no other"
    assert all("{" not in problem["message"] for problem in told)


def test_every_code_has_a_case() -> None:
    assert set(catalogue()) <= set(NAMES)
