"""Each folder of tests/cases/ is a tiny site; what `tuntas check` says of it stands beside it.

A case with a folder `published/` was published so: what lies in it is committed first, and the notes are
held against that. It and the case may hold a `terbit.txt`.

A case with a folder `site/` is built as well: the files that lie there are compared with those of the
site, of pages their main part alone. An empty file asks for one more.

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

from repositories import commit
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


BESIDE = {"more-problems": {"unknown-reference"}}
"""Codes that do not come alone."""


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
    (folder / "mkdocs.yml").write_text(CONFIG)
    if (CASES / name / "published").is_dir():
        lay_out(CASES / name / "published", folder)
        commit(folder)
        shutil.rmtree(folder / "content")
        (folder / "terbit.txt").unlink(missing_ok=True)
    lay_out(CASES / name, folder)
    for link, target in case.links.items():
        (folder / link).symlink_to(target)
    if case.repeat:
        path = folder / case.repeat.file
        text = path.read_text("utf-8")
        assert case.repeat.mark in text
        path.write_text(text.replace(case.repeat.mark, case.repeat.text * case.repeat.times), "utf-8")
    return case


def lay_out(case: Path, folder: Path) -> None:
    shutil.copytree(case / "content", folder / "content")
    if (case / "terbit.txt").exists():
        shutil.copy(case / "terbit.txt", folder)


def options_of(name: str) -> list[str]:
    return ["--against", "HEAD"] if (CASES / name / "published").is_dir() else []


def check(name: str, folder: Path, *options: str) -> int:
    as_of = site(name, folder).as_of
    common = ["--config", str(folder / "mkdocs.yml"), "--as-of", as_of, *options_of(name)]
    return main(["check", *common, *options])


@pytest.mark.parametrize("name", NAMES)
def test_case(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], bless: bool) -> None:
    status = check(name, tmp_path)
    said = capsys.readouterr()
    command = " ".join(["tuntas check", *options_of(name)])
    found = f"$ {command}\n{said.err}{said.out}[{status}]\n"
    expected = CASES / name / "expected.txt"
    if bless:
        expected.write_text(found, "utf-8", newline="\n")
    else:
        assert expected.exists(), "not blessed yet: pytest --bless tests/test_cases.py"
        assert found == expected.read_text("utf-8")


@pytest.mark.parametrize("name", [name for name in NAMES if (CASES / name / "site").is_dir()])
def test_case_as_a_site(name: str, tmp_path: Path, bless: bool) -> None:
    as_of = site(name, tmp_path).as_of
    built = tmp_path / "built"
    assert (
        main(["build", "--config", str(tmp_path / "mkdocs.yml"), "--as-of", as_of, "--site", str(built)]) == 0
    )
    wanted = CASES / name / "site"
    for expected in sorted(path for path in wanted.rglob("*") if path.is_file()):
        path = built / expected.relative_to(wanted)
        found = main_part(path) if path.suffix == ".html" else path.read_text("utf-8")
        if bless:
            expected.write_text(found, "utf-8", newline="\n")
        else:
            assert found == expected.read_text("utf-8"), path.name


def main_part(page: Path) -> str:
    """What a page says, without its frame."""
    text = page.read_text("utf-8")
    return text[text.index("<main") : text.index("</main>") + len("</main>")] + "\n"


@pytest.mark.parametrize("name", NAMES)
def test_case_in_english(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    check(name, tmp_path, "--format", "json", "--lang", "en")
    told = json.loads(capsys.readouterr().err)["problems"]
    codes = {problem["code"] for problem in told}
    if name in catalogue():
        alone = codes - BESIDE.get(name, set())
        assert alone == {name}, "a case named as a code shows that code and no other"
    assert all("{" not in problem["message"] for problem in told)


def test_every_code_has_a_case() -> None:
    assert set(catalogue()) <= set(NAMES)
