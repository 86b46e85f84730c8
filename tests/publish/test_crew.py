"""Who works beside us: what is asked for comes, whatever happens to them."""

import os
import subprocess
import sys

import pytest

from tuntas.publish.crew import Crew, crew

CREWS = [pytest.param(1, id="alone"), pytest.param(2, id="processes")]


@pytest.fixture(params=CREWS)
def workers(request: pytest.FixtureRequest) -> Crew:
    return crew(request.param)


def test_what_is_done_beside_comes_when_it_is_asked_for(workers: Crew) -> None:
    first, second = workers.beside(lambda: "satu"), workers.beside(lambda: ["dua"])
    assert second() == ["dua"]
    assert first() == "satu"


def test_several_processes_work_beside_this_one() -> None:
    # In a Python of its own: beside a thread, which another test may have left, nothing is forked.
    asks = (
        "import os; from tuntas.publish.crew import crew; print(crew(2).beside(os.getpid)() != os.getpid())"
    )
    assert subprocess.run(
        [sys.executable, "-c", asks], capture_output=True, text=True, check=True
    ).stdout == ("True\n")


def test_something_else_may_be_done_where_nobody_works_beside() -> None:
    assert crew(1).beside(os.getpid, dict[str, str])() == {}


def test_who_asks_learns_why_it_failed(workers: Crew) -> None:
    def fail() -> None:
        raise ValueError("tidak bisa")

    asked = workers.beside(fail)
    with pytest.raises(ValueError, match="tidak bisa"):
        asked()


def test_what_a_process_left_undone_is_done_here() -> None:
    here = os.getpid()

    def die_elsewhere() -> int:
        if os.getpid() != here:
            os._exit(9)
        return here

    assert crew(2).beside(die_elsewhere)() == here
