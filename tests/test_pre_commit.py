"""The hook that other repositories name in their `.pre-commit-config.yaml`."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from sites import MEETING, ROOT, lay_out, run

KNOWN = frozenset(
    "id name entry language files exclude types types_or exclude_types always_run fail_fast verbose "
    "pass_filenames require_serial description language_version minimum_pre_commit_version args "
    "stages".split()
)
"""https://pre-commit.com/#creating-new-hooks"""


@pytest.fixture
def hook() -> dict[str, Any]:
    (found,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    assert isinstance(found, dict)
    return found


def test_its_fields_are_known(hook: dict[str, Any]) -> None:
    assert set(hook) <= KNOWN
    assert {"id", "name", "entry", "language"} <= set(hook)
    assert hook["language"] == "python"


def test_it_runs_when_a_note_changes(hook: dict[str, Any]) -> None:
    files = re.compile(hook["files"])
    assert all(map(files.search, (MEETING, "mkdocs.yml", "content/opd/bapenda/laporan/a/foto.jpg")))
    assert not any(map(files.search, ("README.md", "docs/content/x.md", "site/index.html")))


def test_its_entry_checks(hook: dict[str, Any], tmp_path: Path) -> None:
    program, *arguments = hook["entry"].split()
    assert f'{program} = "tuntas.__main__:run"' in (ROOT / "pyproject.toml").read_text("utf-8")
    lay_out(tmp_path)
    assert run(*arguments, cwd=tmp_path).returncode == 0
    (tmp_path / MEETING).write_text("---\njudul: Rapim\n---\n", "utf-8")
    assert run(*arguments, cwd=tmp_path).returncode == 1
