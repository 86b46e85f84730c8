"""A build on a Dask cluster: other processes that have nothing of the project."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from distributed import LocalCluster

from sites import NOTES, lay_out, tree
from tuntas.cli import main


@pytest.fixture(scope="module")
def scheduler(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with LocalCluster(  # type: ignore[no-untyped-call]
        n_workers=2,
        threads_per_worker=1,
        dashboard_address=None,
        local_directory=str(tmp_path_factory.mktemp("dask")),
    ) as cluster:
        yield cluster.scheduler_address


def build(project: Path, site: Path, *more: str) -> int:
    return main(
        [
            "build",
            "--config",
            str(project / "mkdocs.yml"),
            "--as-of",
            "2026-03-01",
            "--site",
            str(site),
            *more,
        ]
    )


def test_a_cluster_gives_the_same_bytes(
    scheduler: str, real_project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert build(real_project, tmp_path / "sendiri", "--jobs", "1", "--clean") == 0
    assert build(real_project, tmp_path / "klaster", "--cluster", scheduler, "--clean") == 0
    assert tree(tmp_path / "klaster") == tree(tmp_path / "sendiri")
    assert build(real_project, tmp_path / "klaster", "--cluster", scheduler) == 0
    assert "tidak ada yang ditulis" in capsys.readouterr().out


def test_errors_are_told_as_without_it(
    scheduler: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    project = lay_out(tmp_path / "arsip", NOTES | {"opd/dinkes/index.md": "---\nnama: Dinkes\n---\n"})
    assert build(project, tmp_path / "situs", "--cluster", scheduler) == 1
    assert "error[missing-key]" in capsys.readouterr().err


def test_a_cluster_that_is_not_there_ends_with_3(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    project = lay_out(tmp_path / "arsip")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("tuntas.publish.cluster._SECONDS", 1)
        assert build(project, tmp_path / "situs", "--cluster", "tcp://127.0.0.1:1") == 3
    assert "tidak menjawab" in capsys.readouterr().err
    assert not (tmp_path / "situs").exists()
