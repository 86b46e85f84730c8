"""The commands that check and explain: `tuntas check`, `explain` and `schema`."""

import argparse
import json

from tuntas import report
from tuntas.commands.arguments import Adder, prepared
from tuntas.commands.status import DONE, PROBLEMS
from tuntas.commands.telling import counted, tell
from tuntas.vocabulary import NoteKind


def add_check(command: Adder) -> None:
    """Add the command that checks."""
    checks = command("check", _check, "Memeriksa semua catatan.")
    checks.add_argument(
        "--against", metavar="REVISI", help="juga bandingkan dengan yang sudah terbit di revisi git ini"
    )
    checks.add_argument("--strict", action="store_true", help="peringatan juga menggagalkan")
    checks.add_argument("--format", choices=report.FORMATS, default="text")
    checks.add_argument("--lang", choices=("id", "en"), default="id")


def add_explain(command: Adder) -> None:
    """Add the commands that explain."""
    explain = command("explain", _explain, "Menjelaskan sebuah kode masalah.")
    explain.add_argument("code", metavar="KODE")
    explain.add_argument("--lang", choices=("id", "en"), default="id")

    schema = command("schema", _schema, "Mencetak JSON Schema sebuah jenis catatan.")
    schema.add_argument("kind", choices=[kind.value for kind in NoteKind], metavar="JENIS", nargs="?")


_ALL_IS_WELL = {"id": "Semua baik. Yang dibaca: {counts}.", "en": "All is well. What was read: {counts}."}


def _check(arguments: argparse.Namespace) -> int:
    edition = prepared(arguments)
    if arguments.against is not None:
        from tuntas.comparison import altered_since  # noqa: PLC0415 - only this option needs it

        edition = edition.with_problems(altered_since(edition, arguments.against))
    tell(edition, arguments.format, arguments.lang)
    failed = not edition.publishable or (arguments.strict and edition.problems)
    if arguments.format == "text" and not edition.problems:
        print(_ALL_IS_WELL[arguments.lang].format(counts=counted(edition.counts(), arguments.lang)))
    return PROBLEMS if failed else DONE


def _explain(arguments: argparse.Namespace) -> int:
    print(report.explain(arguments.code, arguments.lang), end="")
    return DONE


def _schema(arguments: argparse.Namespace) -> int:
    # Imported here: only this command needs it.
    from tuntas.read.schema import json_schema  # noqa: PLC0415

    kinds = [NoteKind(arguments.kind)] if arguments.kind else list(NoteKind)
    schemas = {kind.value: json_schema(kind) for kind in kinds}
    shown = schemas[arguments.kind] if arguments.kind else schemas
    print(json.dumps(shown, indent=2, ensure_ascii=False))
    return DONE
