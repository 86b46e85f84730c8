"""The commands that check and explain: `tuntas check`, `explain` and `schema`."""

import argparse
import json

from tuntas import report
from tuntas.commands.arguments import Adder, prepared
from tuntas.commands.completing import codes, completed
from tuntas.commands.status import DONE, PROBLEMS
from tuntas.commands.telling import counted, tell
from tuntas.vocabulary import NoteKind


def add_check(command: Adder) -> None:
    """Add the command that checks."""
    checks = command(
        "check",
        _check,
        "Memeriksa semua catatan.",
        examples=("tuntas check", "tuntas check --strict", "tuntas check --against HEAD"),
    )
    checks.add_argument(
        "--against", metavar="REVISI", help="juga bandingkan dengan yang sudah terbit di revisi git ini"
    )
    checks.add_argument("--strict", action="store_true", help="peringatan juga menggagalkan")
    checks.add_argument(
        "--format",
        choices=report.FORMATS,
        default="text",
        help="text untuk orang, json untuk program, github dan gitlab untuk catatan di permintaan gabung",
    )
    checks.add_argument("--lang", choices=("id", "en"), default="id", help="bahasa; bawaannya id")


def add_explain(command: Adder) -> None:
    """Add the commands that explain."""
    explain = command(
        "explain",
        _explain,
        "Menjelaskan sebuah kode masalah.",
        examples=("tuntas explain unknown-agency", "tuntas explain not-a-date --lang en"),
    )
    code = explain.add_argument("code", metavar="KODE", help="yang disebut dalam kurung siku")
    completed(code, codes)
    explain.add_argument("--lang", choices=("id", "en"), default="id", help="bahasa; bawaannya id")

    schema = command(
        "schema",
        _schema,
        "Mencetak JSON Schema sebuah jenis catatan.",
        examples=("tuntas schema", "tuntas schema rapim"),
    )
    kinds = [kind.value for kind in NoteKind]
    schema.add_argument("kind", choices=kinds, metavar="JENIS", nargs="?", help=", ".join(kinds))


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
