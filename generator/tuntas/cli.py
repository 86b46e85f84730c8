"""The command line.

Exit status: 0 done; 1 problems in the content; 2 wrong usage or configuration; 3 the machine
failed. Data goes to standard output, problems to standard error.
"""

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from io import TextIOWrapper
from pathlib import Path

from tuntas import __version__
from tuntas.commands import checking, desk, giving, publishing, serving, start
from tuntas.commands.arguments import date
from tuntas.commands.status import FAILURES, fail
from tuntas.history import forget_hook


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command and return its exit status."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # for terminals that lack a character
    forget_hook(os.environ)
    arguments = _parser().parse_args(argv)
    run: Callable[[argparse.Namespace], int] = arguments.run
    try:
        return run(arguments)
    except FAILURES as error:
        return fail(error)


def _parser() -> argparse.ArgumentParser:
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument(
        "--config", type=Path, default=Path("mkdocs.yml"), metavar="BERKAS", help="berkas setelan"
    )
    common.add_argument("--as-of", type=date, metavar="TANGGAL", help="keadaan arsip per tanggal ini")
    parser = argparse.ArgumentParser(
        prog="tuntas", description="Menerbitkan arsip rapat pimpinan dan mengikuti setiap arahan."
    )
    parser.add_argument("--version", action="version", version=f"tuntas {__version__}")
    commands = parser.add_subparsers(required=True, metavar="PERINTAH")

    def command(name: str, run: Callable[[argparse.Namespace], int], summary: str) -> argparse.ArgumentParser:
        added = commands.add_parser(name, parents=[common], help=summary, description=summary)
        added.set_defaults(run=run)
        return added

    publishing.add(command)
    serving.add(command)
    checking.add_check(command)
    start.add(command)
    desk.add(command)
    giving.add(command)
    checking.add_explain(command)
    return parser
