"""The command line within a test: its exit status and its two outputs."""

from collections.abc import Callable
from typing import NamedTuple


class Result(NamedTuple):
    status: int
    out: str
    err: str


Tuntas = Callable[..., Result]
