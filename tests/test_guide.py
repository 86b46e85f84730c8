"""The guide for authors: what it tells people to type is typed here, page by page, in a new archive.

A block `sh` is run, and must succeed. A block `console` is run line by line, and must print what stands
there. A block below a line that is a path alone is written to that file; a note must pass `tuntas check`,
unless the page goes on with a `console` that shows what is wrong. A block `text` needs a forge, a server
or a person, and is not run.
"""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from PIL import Image

from command import Tuntas
from sites import ROOT
from tuntas.guide import guide_page
from tuntas.problems import catalogue

GUIDE = ROOT / "content/panduan"
PAGES = ("index", "sekretariat", "opd", "pelanggan", "operator")
TODAY = "2026-12-01"
NOON = "1796101200"  # of that day, in Jakarta

_BLOCK = re.compile(
    r"(?:^`(?P<path>[^`\n]+)`\n\n)?^```(?P<language>\w*)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL
)
_RUN = ("sh", "console")


class Block(NamedTuple):
    language: str
    path: str
    text: str


def blocks(page: str) -> list[Block]:
    text = (GUIDE / f"{page}.md").read_text("utf-8")
    return [Block(each["language"], each["path"] or "", each["text"]) for each in _BLOCK.finditer(text)]


def calls(console: str) -> Iterator[tuple[str, str]]:
    """The commands of a console, each with what it prints."""
    for part in re.split(r"^\$ ", console, flags=re.MULTILINE)[1:]:
        command, _, printed = part.partition("\n")
        yield command, printed


class Desk:
    """A shell in which one page is followed; it stays in the folder to which the page went."""

    def __init__(self, home: Path, folder: Path, day: dict[str, str]) -> None:
        self.folder = folder
        self._place = home / "tempat"
        self._environment = {
            "HOME": str(home),
            "PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]]),
            "LANG": "C.UTF-8",
            "GIT_CONFIG_GLOBAL": "/dev/null",
            "GIT_CONFIG_NOSYSTEM": "1",
            **{f"GIT_{who}_NAME": "Penulis" for who in ("AUTHOR", "COMMITTER")},
            **{f"GIT_{who}_EMAIL": "penulis@contoh.id" for who in ("AUTHOR", "COMMITTER")},
            **day,
        }

    def run(self, script: str) -> tuple[int, str]:
        """The exit status of some commands, the first that fails being the last; and what they print."""
        done = subprocess.run(
            ["bash", "-ec", f"trap 'pwd > \"{self._place}\"' EXIT\n{script}"],
            cwd=self.folder,
            env=self._environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        self.folder = Path(self._place.read_text().strip())
        return done.returncode, done.stdout

    def must(self, script: str) -> None:
        status, printed = self.run(script)
        assert status == 0, f"{script}\n{printed}"


@pytest.fixture
def desk(request: pytest.FixtureRequest, tmp_path: Path) -> Desk:
    """A home with a photo in it; and but for the operator, who begins one, an archive under git."""
    (tmp_path / "Unduhan").mkdir()
    Image.new("RGB", (64, 48), "teal").save(tmp_path / "Unduhan/papan.jpg")
    if request.param == "operator":
        return Desk(tmp_path, tmp_path, {})
    desk = Desk(tmp_path, tmp_path, {"SOURCE_DATE_EPOCH": NOON})
    desk.must(
        f'tuntas init arsip --as-of {TODAY} --government "Pemerintah Kota Contoh"\ncd arsip\n'
        "git init --quiet --initial-branch main\ngit add --all\ngit commit --quiet --message Awal"
    )
    return desk


@pytest.mark.parametrize(("desk", "page"), [(each, each) for each in PAGES], indirect=["desk"], ids=PAGES)
def test_what_a_page_says_is_so(desk: Desk, page: str) -> None:
    found = blocks(page)
    for place, block in enumerate(found):
        is_shown_wrong = [each.language for each in found[place + 1 : place + 2]] == ["console"]
        if block.path:
            file = desk.folder / block.path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(block.text, encoding="utf-8")
            if block.path.endswith(".md") and not is_shown_wrong:
                desk.must("tuntas check")
        elif block.language == "sh":
            desk.must(block.text)
        elif block.language == "console":
            for command, printed in calls(block.text):
                status, told = desk.run(command)
                assert told == printed, f"{command} now prints\n{told}"
                assert (status == 0) == ("error[" not in told)
        else:
            assert block.language == "text", "whether a block is run must be said"


@pytest.mark.parametrize("page", ["sekretariat", "opd", "operator"])
def test_pages_with_commands_have_some_that_are_run(page: str) -> None:
    assert sum(each.language in _RUN for each in blocks(page)) >= 3


def test_what_is_typed_is_in_the_block_that_says_so() -> None:
    """A command that could be run here must not hide among those that are not."""
    for page in PAGES:
        for block in blocks(page):
            if block.language == "text":
                assert not re.search(r"^tuntas (?!serve)|^git (add|commit)", block.text, re.MULTILINE), (
                    block.text
                )


def test_every_code_that_is_named_exists() -> None:
    text = "\n".join((GUIDE / f"{page}.md").read_text("utf-8") for page in PAGES)
    shown = r"(?:error|warning)\[([a-z-]+)\]|tuntas explain ([a-z-]+)|^\| `([a-z]+(?:-[a-z]+)+)`"
    codes = {each for named in re.findall(shown, text, re.MULTILINE) for each in named if each}
    assert len(codes) > 6
    assert codes <= set(catalogue()), codes - set(catalogue())


def test_the_page_of_codes_is_made_from_the_catalogue() -> None:
    command = ".venv/bin/python -m tuntas.guide id > content/panduan/kode.md"
    written = (GUIDE / "kode.md").read_text("utf-8")
    assert written == guide_page(), f"content/panduan/kode.md is out of date; refresh it with: {command}"


def test_a_new_archive_has_the_guide_with_every_link_and_address(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tuntas: Tuntas
) -> None:
    monkeypatch.chdir(tmp_path)
    assert tuntas("init", "arsip").status == 0
    for page in GUIDE.glob("*.md"):
        assert (tmp_path / "arsip/content/panduan" / page.name).read_bytes() == page.read_bytes()
    built = tuntas("build", "--config", "arsip/mkdocs.yml")
    assert built.status == 0
    assert "panduan" not in built.err, built.err  # MkDocs tells of links that lead nowhere
    site = tmp_path / "arsip/site"
    home = (site / "index.html").read_text("utf-8")
    assert 'href="panduan/"' in home or 'href="./panduan/"' in home
    told = (GUIDE / "pelanggan.md").read_text("utf-8")
    addresses = re.findall(r"[`(](/[a-z][^`)\s]*)[`)]", told)
    assert len(addresses) > 6
    assert not [each for each in addresses if not (site / each.strip("/")).exists()]


def test_the_guide_speaks_of_no_government() -> None:
    pages = {page: (GUIDE / f"{page}.md").read_text("utf-8") for page in PAGES}
    assert not [page for page, text in pages.items() if "Banten" in text]
