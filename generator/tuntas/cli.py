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
from tuntas.commands import checking, completing, desk, giving, publishing, serving, start, words
from tuntas.commands.arguments import date
from tuntas.commands.status import FAILURES, fail
from tuntas.history import forget_hook


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command and return its exit status."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # for terminals that lack a character
    forget_hook(os.environ)
    with words.indonesian():
        parser = _parser()
        completing.complete(parser)
        arguments = parser.parse_args(argv)
    run: Callable[[argparse.Namespace], int] = arguments.run
    try:
        return run(arguments)
    except FAILURES as error:
        return fail(error)


def _parser() -> argparse.ArgumentParser:
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument(
        "--config",
        type=Path,
        default=Path("mkdocs.yml"),
        metavar="BERKAS",
        help="berkas setelan; bawaannya mkdocs.yml di folder ini",
    )
    common.add_argument(
        "--as-of", type=date, metavar="TANGGAL", help="keadaan arsip per tanggal ini; bawaannya hari ini"
    )
    parser = argparse.ArgumentParser(
        prog="tuntas",
        description="Menerbitkan arsip rapat pimpinan dan mengikuti setiap arahan.",
        epilog=words.examples("tuntas check", "tuntas serve", "tuntas build", "tuntas build --help"),
        formatter_class=words.Formatter,
    )
    version = f"tuntas {__version__}"
    parser.add_argument("--version", action="version", version=version, help="tampilkan versi program ini")
    commands = parser.add_subparsers(required=True, metavar="PERINTAH")

    def command(
        name: str, run: Callable[[argparse.Namespace], int], summary: str, examples: Sequence[str] = ()
    ) -> argparse.ArgumentParser:
        epilog, formatter = words.examples(*examples), words.Formatter
        added = commands.add_parser(
            name,
            parents=[common],
            help=summary,
            description=summary,
            epilog=epilog,
            formatter_class=formatter,
        )
        added.set_defaults(run=run)
        return added

    publishing.add(command)
    serving.add(command)
    checking.add_check(command)
    start.add(command)
    desk.add(command)
    giving.add(command)
    checking.add_explain(command)
    completing.add(command)
    return parser
