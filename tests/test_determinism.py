"""The same content as of the same day gives the same bytes, whoever builds it, and wherever."""

import random
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import pytest

from sites import AS_OF, run, tree

EPOCH = "1795366800"
"""Midnight in Jakarta at the beginning of `AS_OF`, for builders that take no option."""


class Surroundings(NamedTuple):
    """What differs from one machine to another."""

    folder: str
    seed: int
    umask: int
    environment: Mapping[str, str]
    inside: bool = True
    """Whether the command runs in the folder of the project."""


MACHINES = {
    "plain": Surroundings(
        "a",
        1,
        0o077,
        {"PYTHONHASHSEED": "0", "TZ": "Pacific/Kiritimati", "LC_ALL": "C", "LANG": "C"},
        inside=False,
    ),
    "ascii": Surroundings(
        "jauh/di/dalam/folder",
        2,
        0o022,
        {
            "PYTHONHASHSEED": "1",
            "TZ": "UTC",
            "LC_ALL": "POSIX",
            "PYTHONUTF8": "0",
            "PYTHONCOERCECLOCALE": "0",
        },
    ),
    "worldly": Surroundings(
        "Arsip Banten — è",
        3,
        0o000,
        {
            "PYTHONHASHSEED": "4294967295",
            "TZ": "America/Los_Angeles",
            "LC_ALL": "",
            "LANG": "tr_TR.UTF-8",
            "LANGUAGE": "ar",
            "SOURCE_DATE_EPOCH": "0",
            "COLUMNS": "20",
        },
    ),
}


def laid_out(project: Path, folder: Path, seed: int) -> Path:
    """A copy of a project, its files made in another order and at other times."""
    files = sorted(path for path in project.rglob("*") if path.is_file())
    random.Random(seed).shuffle(files)
    for path in files:
        copy = folder / path.relative_to(project)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, copy)
    return folder


def differences(one: Mapping[str, bytes], other: Mapping[str, bytes]) -> list[str]:
    """What differs between two sites, with the first difference of each file."""
    told = [f"only in one of them: {path}" for path in sorted(one.keys() ^ other.keys())]
    for path in sorted(one.keys() & other.keys()):
        a, b = one[path], other[path]
        if a != b:
            at = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
            told.append(f"{path}: {a[max(at - 40, 0) : at + 40]!r} or {b[max(at - 40, 0) : at + 40]!r}")
    return told


@pytest.mark.parametrize("machine", MACHINES)
def test_tuntas_builds_the_same_bytes_everywhere(
    machine: str, tmp_path: Path, real_project: Path, real_site: Path
) -> None:
    around = MACHINES[machine]
    project = laid_out(real_project, tmp_path / around.folder, around.seed)
    built = run(
        *("build", "--config", project / "mkdocs.yml", "--site", tmp_path / "site", "--as-of", AS_OF),
        cwd=project if around.inside else tmp_path,
        umask=around.umask,
        **around.environment,
    )
    assert built.returncode == 0, built.stderr
    assert differences(tree(real_site), tree(tmp_path / "site"))[:20] == []


def test_mkdocs_builds_the_same_bytes(tmp_path: Path, real_project: Path, real_site: Path) -> None:
    project = laid_out(real_project, tmp_path / "proyek", 4)
    built = run(
        *("build", "--site-dir", tmp_path / "site"),
        module="mkdocs",
        cwd=project,
        SOURCE_DATE_EPOCH=EPOCH,
        NO_MKDOCS_2_WARNING="1",
    )
    assert built.returncode == 0, built.stderr
    assert differences(tree(real_site), tree(tmp_path / "site"))[:20] == []


def test_another_day_is_another_site(tmp_path: Path, real_project: Path, real_site: Path) -> None:
    """The comparison sees what it should."""
    built = run("build", "--site", tmp_path / "site", "--as-of", "2026-11-24", cwd=real_project)
    assert built.returncode == 0, built.stderr
    found = differences(tree(real_site), tree(tmp_path / "site"))
    assert any(each.startswith("index.html: ") for each in found)
