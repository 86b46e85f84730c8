"""Who works beside us: what is asked for comes, whatever happens to them."""

import os

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
    assert crew(2).beside(os.getpid)() != os.getpid()


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
