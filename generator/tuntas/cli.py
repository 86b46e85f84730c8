"""The command line: `tuntas build`, `serve`, `check`, `explain`, `schema`, and the commands of other rooms.

Exit status: 0 done; 1 problems in the content; 2 wrong usage or configuration; 3 the machine
failed. Data goes to standard output, problems to standard error.
"""

import argparse
import datetime as dt
import json
import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from tuntas import __version__, report
from tuntas.commands import desk, start
from tuntas.commands.arguments import count, date, prepared, settings_of
from tuntas.desk.refused import Refused, Unpublishable
from tuntas.history import HistoryError, forget_hook, revisions
from tuntas.problems import Language, Problem, grouped
from tuntas.progress import progress
from tuntas.publish.build import Built, Plan, build, explained
from tuntas.publish.crew import Crew, CrewError, crew, processors
from tuntas.publish.folder import Busy, NotOurFolder, refuse_others
from tuntas.publish.frame import FrameError
from tuntas.publish.search import SearchError
from tuntas.read.files import TERBIT
from tuntas.report import Format
from tuntas.settings import Settings, SettingsError, load
from tuntas.vocabulary import NoteKind
from tuntas.websub import HubError, NoHub, ping

if TYPE_CHECKING:
    from tuntas.publish.edition import Edition
    from tuntas.render.periods import Period

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
    except Unpublishable as error:
        _say(str(error))
        return PROBLEMS
    except _FAILURES as error:
        return _fail(error)


_WRONG = (SettingsError, HistoryError, FrameError, NotOurFolder, NoHub, Refused, report.UnknownCode)
_FAILURES = (*_WRONG, Busy, CrewError, SearchError, HubError, OSError)


def _fail(error: Exception) -> int:
    """Tell why a command could not be done; the exit status for it."""
    if not isinstance(error, OSError):
        _say(str(error))
        return USAGE if isinstance(error, _WRONG) else MACHINE
    what = f"{error.strerror or error}" + (f": {error.filename}" if error.filename else "")
    _say(f"Mesin tidak dapat menyelesaikan pekerjaan ini: {what}.")
    return MACHINE


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

    build = command("build", _build, "Membangun seluruh situs.")
    build.add_argument("--site", type=Path, metavar="FOLDER", help="folder tujuan; bawaannya site/")
    build.add_argument(
        "--jobs", type=count, default=0, metavar="N", help="paling banyak sekian proses; bawaannya semua"
    )
    build.add_argument(
        "--cluster",
        metavar="ALAMAT",
        default="",
        help="bekerja di klaster Dask, misalnya tcp://10.0.0.5:8786",
    )
    build.add_argument("--clean", action="store_true", help="tanpa memakai hasil sebelumnya")
    build.add_argument(
        "-v", "--verbose", action="store_true", help="ceritakan apa yang dibaca, dibuat, dan mengapa"
    )
    build.add_argument("-q", "--quiet", action="store_true", help="hanya masalah yang diceritakan")
    build.add_argument("--explain-rebuild", metavar="ALAMAT", help="tunjukkan dari apa sebuah halaman dibuat")
    build.add_argument(
        "--update-manifest",
        action="store_true",
        help="sesudah terbit, catat alamat dan kabar baru di terbit.txt",
    )

    command("manifest", _manifest, "Mencatat setiap alamat dan kabar yang terbit di terbit.txt.")

    ping = command("ping", _ping, "Memberi tahu hub WebSub umpan mana yang berubah sejak terbitan lalu.")
    ping.add_argument("--site", type=Path, metavar="FOLDER", help="folder situs; bawaannya site/")

    serve = command("serve", _serve, "Menampilkan situs di komputer ini, dan memperbaruinya.")
    serve.add_argument("--address", default="127.0.0.1:8000", metavar="HOST:PORT")
    serve.set_defaults(jobs=0, cluster="", clean=False, quiet=True, verbose=False)

    checks = command("check", _check, "Memeriksa semua catatan.")
    checks.add_argument(
        "--against", metavar="REVISI", help="juga bandingkan dengan yang sudah terbit di revisi git ini"
    )
    checks.add_argument("--strict", action="store_true", help="peringatan juga menggagalkan")
    checks.add_argument("--format", choices=report.FORMATS, default="text")
    checks.add_argument("--lang", choices=("id", "en"), default="id")

    start.add(command("init", start.run, "Memulai arsip sebuah pemerintah di folder baru."))
    desk.add(command)

    digest = command(
        "digest", _digest, "Mencetak ringkasan satu bulan atau satu pekan, atau membuat surelnya."
    )
    digest.add_argument(
        "--period", required=True, type=_period, metavar="MASA", help="bulan 2026-02 atau pekan 2026-W07"
    )
    digest.add_argument("--eml", action="store_true", help="sebagai surel utuh, untuk alat pengirim surel")
    digest.add_argument("--from", dest="sender", type=_mailbox, metavar="ALAMAT", help="pengirim surel itu")
    digest.add_argument("--output", type=Path, metavar="BERKAS", help="berkas tujuan; bawaannya layar")

    export = command("export", _export, "Menyalin seluruh arsip ke sebuah basis data.")
    export.add_argument(
        "--sqlite", required=True, type=Path, metavar="BERKAS", help="basis data SQLite yang dibuat"
    )

    explain = command("explain", _explain, "Menjelaskan sebuah kode masalah.")
    explain.add_argument("code", metavar="KODE")
    explain.add_argument("--lang", choices=("id", "en"), default="id")

    schema = command("schema", _schema, "Mencetak JSON Schema sebuah jenis catatan.")
    schema.add_argument("kind", choices=[kind.value for kind in NoteKind], metavar="JENIS", nargs="?")
    return parser


def _period(text: str) -> "Period":
    from tuntas.render.periods import named  # noqa: PLC0415 - only one command names a period

    found = named(text)
    if found is None:
        raise argparse.ArgumentTypeError(f"{text!r} bukan bulan seperti 2026-02 atau pekan seperti 2026-W07")
    return found


def _mailbox(text: str) -> str:
    from email.errors import HeaderParseError  # noqa: PLC0415 - only one command writes letters
    from email.headerregistry import Address  # noqa: PLC0415

    try:
        return Address(addr_spec=text).addr_spec
    except (HeaderParseError, ValueError, IndexError):
        raise argparse.ArgumentTypeError(f"{text!r} bukan alamat surel") from None


def _build(arguments: argparse.Namespace) -> int:
    settings, as_of = settings_of(arguments)
    site = arguments.site or settings.site
    built = publish(settings, as_of, site, arguments)
    if arguments.explain_rebuild is not None:
        print("\n".join(explained(arguments.explain_rebuild, site)))
    if not built.published:
        return PROBLEMS
    if arguments.update_manifest:
        _update_manifest(prepared(arguments))
    return DONE


def publish(settings: Settings, as_of: dt.date, site: Path, arguments: argparse.Namespace) -> Built:
    """Build a site and tell what came of it."""
    refuse_others(site, settings.content, settings.theme, settings.config_file)
    plan = Plan(settings, as_of, site, revisions(settings), clean=arguments.clean)
    with progress(quiet=arguments.quiet) as tell, _crew(arguments) as workers:
        built = build(plan, workers, tell)
    shown = _worth_telling(built)
    _tell_problems(shown, settings)
    if hidden := len(built.problems) - len(shown):
        _say(f"{grouped(hidden, 'id')} peringatan lain tidak ditunjukkan di sini; lihat `tuntas check`.")
    for remark in built.remarks:
        where = f"{settings.content.name}/{remark.file}: " if remark.file else ""
        _say(f"warning[{remark.code}]: {where}{remark.message}")
    if built.published and not arguments.quiet:
        _tell_built(built, site, verbose=arguments.verbose)
    return built


@contextmanager
def _crew(arguments: argparse.Namespace) -> Iterator[Crew]:
    if not arguments.cluster:
        yield crew(arguments.jobs or processors())
        return
    # Imported here: only this option needs it.
    from tuntas.publish.cluster import cluster  # noqa: PLC0415

    with cluster(arguments.cluster) as workers:
        yield workers


_MAX_TOLD = 50


def _worth_telling(built: Built) -> list[Problem]:
    """What keeps from publishing; else what was not told before, as long as anybody reads on."""
    if not built.published:
        return list(built.problems)
    return [each for each in built.problems if each not in built.told][:_MAX_TOLD]


def _tell_built(built: Built, site: Path, *, verbose: bool) -> None:
    counts = _counts(built.counts)
    if verbose:
        for name, why in built.made.items():
            print(f"dibuat: /{name} ({why})")
        print(
            f"{len(built.read)} catatan dibaca, {len(built.made)} keluaran dibuat, "
            f"{built.reused} dipakai lagi; {built.written} berkas ditulis, {built.removed} dihapus."
        )
    if built.changed:
        print(f"Situs selesai dibangun di {site}: {counts}.")
    else:
        print(f"Situs di {site} sudah mutakhir, tidak ada yang ditulis: {counts}.")


def _manifest(arguments: argparse.Namespace) -> int:
    edition = prepared(arguments)
    _tell(edition)
    if not edition.publishable:
        return PROBLEMS
    _update_manifest(edition)
    return DONE


def _update_manifest(edition: "Edition") -> None:
    new = edition.update_manifest()
    print(f"{grouped(new, 'id')} baris baru dicatat di {TERBIT}." if new else f"{TERBIT} sudah lengkap.")


def _ping(arguments: argparse.Namespace) -> int:
    settings = load(arguments.config, os.environ)
    told = ping(arguments.site or settings.site, settings.site_url, settings.websub_hub)
    print(
        f"Hub {settings.websub_hub} diberi tahu tentang {grouped(told, 'id')} umpan."
        if told
        else "Tidak ada umpan yang berubah sejak hub terakhir diberi tahu."
    )
    return DONE


def _check(arguments: argparse.Namespace) -> int:
    edition = prepared(arguments)
    if arguments.against is not None:
        from tuntas.comparison import altered_since  # noqa: PLC0415 - only this option needs it

        edition = edition.with_problems(altered_since(edition, arguments.against))
    _tell(edition, arguments.format, arguments.lang)
    failed = not edition.publishable or (arguments.strict and edition.problems)
    if arguments.format == "text" and not edition.problems:
        print(_ALL_IS_WELL[arguments.lang].format(counts=_counts(edition.counts(), arguments.lang)))
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


def _counts(counts: Mapping[str, int], language: Language = "id") -> str:
    """How much was read; in English with the number last, so that none needs a plural."""
    counted = counts.items()
    if language == "id":
        return ", ".join(f"{grouped(number, language)} {what}" for what, number in counted)
    return ", ".join(f"{_ENGLISH[what]} {grouped(number, language)}" for what, number in counted)


def _tell(edition: "Edition", form: Format = "text", language: Language = "id") -> None:
    _tell_problems(edition.problems, edition.settings, form, language)


def _tell_problems(
    problems: Sequence[Problem], settings: Settings, form: Format = "text", language: Language = "id"
) -> None:
    if form == "text" and not problems:
        return
    from tuntas.read.locate import Sources  # noqa: PLC0415 - only problems have places

    colour = sys.stderr.isatty() and not os.environ.get("NO_COLOR")
    sources = Sources(settings.content.parent)
    _say(report.report(problems, sources, form=form, language=language, colour=colour))


def _digest(arguments: argparse.Namespace) -> int:
    from tuntas.render.digests import digest  # noqa: PLC0415 - only this command writes letters
    from tuntas.render.letter import Letter  # noqa: PLC0415

    edition = prepared(arguments)
    if not edition.publishable:
        _tell(edition)
        return PROBLEMS
    archive, site, period = edition.archive, edition.site, arguments.period
    if period.last >= archive.as_of:
        _say(f"{period.title} belum berakhir pada {archive.as_of}; ringkasannya terbit sesudah itu.")
        return USAGE
    letter = Letter(archive, digest(archive, period, site.silent_after_days), site)
    content = letter.text().encode()
    if arguments.eml:
        content = letter.message(edition.letter_template(), arguments.sender or "")
    if arguments.output is not None:
        arguments.output.write_bytes(content)
    else:
        sys.stdout.flush()
        sys.stdout.buffer.write(content)
        sys.stdout.flush()
    return DONE


def _export(arguments: argparse.Namespace) -> int:
    from tuntas.publish.database import NotOurDatabase, export  # noqa: PLC0415 - only this needs SQLite

    edition = prepared(arguments)
    if not edition.publishable:
        _tell(edition)
        return PROBLEMS
    try:
        rows = export(edition, arguments.sqlite)
    except NotOurDatabase as error:
        _say(str(error))
        return USAGE
    counted = ", ".join(f"{grouped(count, 'id')} {name}" for name, count in rows.items())
    print(f"Arsip disalin ke {arguments.sqlite}: {counted}.")
    return DONE


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
        settings, as_of = settings_of(arguments)
        if publish(settings, as_of, folder, arguments).published:
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
