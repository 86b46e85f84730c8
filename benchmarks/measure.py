"""How long a command takes, and how much memory all its processes hold at once."""

import os
import re
import subprocess
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

_EVERY = 0.02
_PSS = re.compile(rb"^Pss:\s+(\d+) kB", re.MULTILINE)


class Failed(Exception):
    """A command that is measured did not end well; says how, with the end of what it printed."""


class Timing(NamedTuple):
    """Seconds on the wall clock, and of processor time in all processes together."""

    wall: float
    cpu: float


def timed(command: Sequence[str | Path], folder: Path, environment: Mapping[str, str]) -> Timing:
    """Run a command to its end."""
    before, began = os.times(), time.perf_counter()
    made = subprocess.run(
        command, cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False
    )
    wall, after = time.perf_counter() - began, os.times()
    _ended_well(command, made.returncode, made.stdout)
    cpu = after.children_user - before.children_user + after.children_system - before.children_system
    return Timing(wall, cpu)


def peak_memory(command: Sequence[str | Path], folder: Path, environment: Mapping[str, str]) -> int:
    """The largest sum, in bytes, of the memory of all processes of a command; shared pages count once.

    Sampled fifty times a second, so a shorter peak may go unseen; sampling slows the command down.
    """
    with (folder / ".output").open("w+b") as output:
        process = subprocess.Popen(
            command, cwd=folder, env=environment, stdout=output, stderr=output, start_new_session=True
        )
        peak = 0
        while process.poll() is None:
            peak = max(peak, sum(map(_pss, _of_session(process.pid))))
            time.sleep(_EVERY)
        output.seek(0)
        _ended_well(command, process.returncode, output.read())
    return peak


def _ended_well(command: Sequence[str | Path], status: int, output: bytes) -> None:
    if status:
        said = output.decode("utf-8", "replace")[-2000:]
        raise Failed(f"{' '.join(map(str, command))} ended with {status}:\n{said}")


def _of_session(session: int) -> list[Path]:
    """The processes that a session leader started, itself included."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            # After the name, which may hold anything: state, parent, group, session.
            fields = (process / "stat").read_text("utf-8", "replace").rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[3]) == session:
            found.append(process)
    return found


def _pss(process: Path) -> int:
    try:
        found = _PSS.search((process / "smaps_rollup").read_bytes())
    except OSError:  # it has just ended
        return 0
    return int(found[1]) * 1024 if found else 0
