"""What all tests share."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser

from chromium import running, serving
from command import Result, Tuntas
from sites import AS_OF, ROOT, lay_out
from tuntas.cli import main

# Machines that share their cores are slow now and then; that is no failure.
# `TUNTAS_EXAMPLES=2000 pytest ...` looks harder for counterexamples. CI tries the same ones each
# time, so that a red run is about the change; new ones are looked for at every other run.
settings.register_profile(
    "tuntas",
    deadline=None,
    derandomize=bool(os.environ.get("CI")),
    max_examples=int(os.environ.get("TUNTAS_EXAMPLES", "100")),
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("tuntas")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--bless", action="store_true", help="write what came out as what is expected")


@pytest.fixture
def bless(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--bless"))


@pytest.fixture(scope="session")
def real_project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real content, theme and settings, as they are when the tests begin."""
    folder = tmp_path_factory.mktemp("real")
    for name in ("content", "theme"):
        shutil.copytree(ROOT / name, folder / name)
    shutil.copyfile(ROOT / "mkdocs.yml", folder / "mkdocs.yml")
    return folder


@pytest.fixture(scope="session")
def real_site(real_project: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the real content."""
    site = tmp_path_factory.mktemp("site") / "site"
    config = str(real_project / "mkdocs.yml")
    assert main(["build", "--config", config, "--site", str(site), "--as-of", AS_OF]) == 0
    return site


@pytest.fixture(scope="module")
def host(real_site: Path) -> Iterator[str]:
    """The address of the real site on this machine."""
    with serving(real_site) as address:
        yield address


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """A browser; skips the test where there is none."""
    with running() as browser:
        yield browser


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project without a problem, in the working directory."""
    folder = lay_out(tmp_path / "arsip")
    monkeypatch.chdir(folder)
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    return folder


@pytest.fixture
def tuntas(capfd: pytest.CaptureFixture[str]) -> Tuntas:
    def call(*arguments: str | Path) -> Result:
        capfd.readouterr()
        try:
            status = main([str(each) for each in arguments])
        except SystemExit as stop:  # argparse leaves this way
            status = int(stop.code or 0)
        out, err = capfd.readouterr()
        assert "Traceback" not in err
        return Result(status, out, err)

    return call
