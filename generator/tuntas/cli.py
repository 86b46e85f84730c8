"""The command line: `tuntas build`, `serve`, `check`, `explain`, `schema`.

Exit status: 0 done; 1 problems in the content; 2 wrong usage or configuration; 3 the machine
failed. Data goes to standard output, problems to standard error.
"""

import argparse
import datetime as dt
import json
import os
import sys
from collections.abc import Callable, Sequence
from io import TextIOWrapper
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit

from tuntas import __version__, report
from tuntas.history import HistoryError, altered_since, forget_hook, revisions
from tuntas.problems import Language, grouped
from tuntas.publish import edition, manifest
from tuntas.publish.edition import Edition
from tuntas.publish.folder import NotOurFolder, refuse_others
from tuntas.publish.frame import FrameError
from tuntas.publish.theme import draw
from tuntas.read.locate import Sources
from tuntas.report import Format
from tuntas.settings import SettingsError, as_of_date, load
from tuntas.vocabulary import NoteKind

DONE, PROBLEMS, USAGE, MACHINE = range(4)

_LAST_PORT = 65_535


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
    except _FAILURES as error:
        return _fail(error)


_FAILURES = (SettingsError, HistoryError, FrameError, NotOurFolder, report.UnknownCode, OSError)


def _fail(error: Exception) -> int:
    """Tell why a command could not be done; the exit status for it."""
    if not isinstance(error, OSError):
        _say(str(error))
        return USAGE
    what = f"{error.strerror or error}" + (f": {error.filename}" if error.filename else "")
    _say(f"Mesin tidak dapat menyelesaikan pekerjaan ini: {what}.")
    return MACHINE


def _parser() -> argparse.ArgumentParser:
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument(
        "--config", type=Path, default=Path("mkdocs.yml"), metavar="BERKAS", help="berkas setelan"
    )
    common.add_argument("--as-of", type=_date, metavar="TANGGAL", help="keadaan arsip per tanggal ini")
    parser = argparse.ArgumentParser(
        prog="tuntas", description="Menerbitkan arsip rapat pimpinan dan mengikuti setiap arahan."
    )
    parser.add_argument("--version", action="version", version=f"tuntas {__version__}")
    commands = parser.add_subparsers(required=True, metavar="PERINTAH")

    def command(name: str, run: Callable[[argparse.Namespace], int], summary: str) -> argparse.ArgumentParser:
        added = commands.add_parser(name, parents=[common], help=summary, description=summary)
        added.set_defaults(run=run)
        return added

    build = command("build", _build, "Membangun seluruh situs.")
    build.add_argument("--site", type=Path, metavar="FOLDER", help="folder tujuan; bawaannya site/")
    build.add_argument(
        "--jobs", type=int, default=0, metavar="N", help="paling banyak sekian proses (kini satu)"
    )
    build.add_argument("--clean", action="store_true", help="tanpa memakai hasil sebelumnya (kini selalu)")

    build.add_argument(
        "--update-manifest",
        action="store_true",
        help="sesudah terbit, catat alamat dan kabar baru di terbit.txt",
    )

    command("manifest", _manifest, "Mencatat setiap alamat dan kabar yang terbit di terbit.txt.")

    serve = command("serve", _serve, "Menampilkan situs di komputer ini, dan memperbaruinya.")
    serve.add_argument("--address", default="127.0.0.1:8000", metavar="HOST:PORT")

    checks = command("check", _check, "Memeriksa semua catatan.")
    checks.add_argument(
        "--against", metavar="REVISI", help="juga bandingkan dengan yang sudah terbit di revisi git ini"
    )
    checks.add_argument("--strict", action="store_true", help="peringatan juga menggagalkan")
    checks.add_argument("--format", choices=report.FORMATS, default="text")
    checks.add_argument("--lang", choices=("id", "en"), default="id")

    explain = command("explain", _explain, "Menjelaskan sebuah kode masalah.")
    explain.add_argument("code", metavar="KODE")
    explain.add_argument("--lang", choices=("id", "en"), default="id")

    schema = command("schema", _schema, "Mencetak JSON Schema sebuah jenis catatan.")
    schema.add_argument("kind", choices=[kind.value for kind in NoteKind], metavar="JENIS", nargs="?")
    return parser


def _date(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} bukan tanggal seperti 2026-02-19") from None


def _prepare(arguments: argparse.Namespace) -> Edition:
    settings = load(arguments.config, os.environ)
    as_of = arguments.as_of or as_of_date(settings, os.environ, dt.datetime.now(dt.UTC))
    return edition.prepare(settings, as_of)


def _build(arguments: argparse.Namespace) -> int:
    prepared = _prepare(arguments)
    _tell(prepared)
    if not prepared.publishable:
        return PROBLEMS
    site = arguments.site or prepared.settings.site
    publish(prepared, site)
    print(f"Situs selesai dibangun di {site}: {_counts(prepared)}.")
    if arguments.update_manifest:
        _update_manifest(prepared)
    return DONE


def _manifest(arguments: argparse.Namespace) -> int:
    prepared = _prepare(arguments)
    _tell(prepared)
    if not prepared.publishable:
        return PROBLEMS
    _update_manifest(prepared)
    return DONE


def _update_manifest(prepared: Edition) -> None:
    new = prepared.update_manifest()
    print(
        f"{grouped(new, 'id')} baris baru dicatat di {manifest.NAME}."
        if new
        else f"{manifest.NAME} sudah lengkap."
    )


def publish(prepared: Edition, site: Path) -> None:
    """Draw the frames and publish."""
    settings = prepared.settings
    refuse_others(site, settings.content, settings.theme, settings.config_file)
    with TemporaryDirectory(prefix="tuntas-") as folder:
        theme = draw(settings, Path(folder))
        for remark in theme.remarks:
            where = f"{settings.content.name}/{remark.file}: " if remark.file else ""
            _say(f"warning[{remark.code}]: {where}{remark.message}")
        prepared.publish(theme, Path(folder), site, revisions(settings))


def _check(arguments: argparse.Namespace) -> int:
    prepared = _prepare(arguments)
    if arguments.against is not None:
        prepared = prepared.with_problems(altered_since(prepared, arguments.against))
    _tell(prepared, arguments.format, arguments.lang)
    failed = not prepared.publishable or (arguments.strict and prepared.problems)
    if arguments.format == "text" and not prepared.problems:
        print(_ALL_IS_WELL[arguments.lang].format(counts=_counts(prepared, arguments.lang)))
    return PROBLEMS if failed else DONE


_ALL_IS_WELL = {"id": "Semua baik. Yang dibaca: {counts}.", "en": "All is well. What was read: {counts}."}
_ENGLISH = {
    "catatan": "notes",
    "rapat": "meetings",
    "OPD": "agencies",
    "laporan": "reports",
    "arahan": "directives",
    "komitmen": "commitments",
    "tindak lanjut": "follow-ups",
}


def _counts(prepared: Edition, language: Language = "id") -> str:
    """How much was read; in English with the number last, so that none needs a plural."""
    counted = prepared.counts().items()
    if language == "id":
        return ", ".join(f"{grouped(number, language)} {what}" for what, number in counted)
    return ", ".join(f"{_ENGLISH[what]} {grouped(number, language)}" for what, number in counted)


def _tell(prepared: Edition, form: Format = "text", language: Language = "id") -> None:
    if form == "text" and not prepared.problems:
        return
    colour = sys.stderr.isatty() and not os.environ.get("NO_COLOR")
    sources = Sources(prepared.project)
    _say(report.report(prepared.problems, sources, form=form, language=language, colour=colour))


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


def _serve(arguments: argparse.Namespace) -> int:
    # Imported here: only this command needs a web server.
    from tuntas.preview import serve  # noqa: PLC0415

    host, _, port = arguments.address.rpartition(":")
    if not (port.isascii() and port.isdigit() and int(port) <= _LAST_PORT):
        _say("Alamat ditulis seperti 127.0.0.1:8000.")
        return USAGE
    settings = load(arguments.config, os.environ)
    host = host or "127.0.0.1"
    url = f"http://{host}:{port}{urlsplit(settings.site_url).path}"

    def build(folder: Path) -> None:
        prepared = _prepare(arguments)
        _tell(prepared)
        if prepared.publishable:
            publish(prepared, folder)
            print(f"Situs tampil di {url} (Ctrl+C untuk berhenti).", flush=True)

    def build_again(folder: Path) -> None:
        try:
            build(folder)
        except _FAILURES as error:  # the author mends it and saves again
            _fail(error)

    watched = (settings.content, settings.theme, settings.config_file)
    serve(build, build_again, watched, settings.site_url, host, int(port))
    return DONE


def _say(text: str) -> None:
    if text:
        sys.stderr.write(text.rstrip("\n") + "\n")
