"""The commands of the desk: `tuntas list` and `tuntas new`."""

import argparse
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from tuntas.commands import words
from tuntas.commands.arguments import Adder, date, prepared, settings_of
from tuntas.commands.completing import agencies, completed, meetings
from tuntas.commands.status import DONE
from tuntas.desk.refused import Refused, Unpublishable

if TYPE_CHECKING:
    from tuntas.desk.drafts import Draft

DIFF_FORMATS = ("text", "markdown", "json")

_Begin: TypeAlias = Callable[[argparse.Namespace], "Draft"]


def add(command: Adder) -> None:
    """Add the commands."""
    listed = command(
        "list",
        _list,
        "Menampilkan yang masih terbuka, yang paling mendesak di atas.",
        examples=(
            "tuntas list --lewat-tenggat --tanpa-kabar",
            "tuntas list --opd dinas-contoh",
            "tuntas list --bahan dinas-contoh",
            "tuntas list --format csv",
        ),
    )
    _add_list(listed)
    diff = command(
        "diff",
        _diff,
        "Menceritakan apa yang berubah di situs sejak sebuah revisi git.",
        examples=("tuntas diff HEAD", "tuntas diff HEAD --format markdown"),
    )
    diff.add_argument("revision", metavar="REVISI", help="misalnya origin/main")
    diff.add_argument("--format", choices=DIFF_FORMATS, default="text", help="bawaannya text")
    new = command(
        "new",
        _new,
        "Memulai catatan baru: rapat, laporan, OPD, inovasi, atau koreksi.",
        examples=(
            'tuntas new rapim 2026-12-07 "Rapim awal Desember"',
            "tuntas new laporan dinas-contoh --dry-run",
            "tuntas new rapim --help",
        ),
    )
    _add_new(new)


def _add_list(parser: argparse.ArgumentParser) -> None:
    own = parser.add_argument("--opd", metavar="OPD", default="", help="yang menjadi tanggungan OPD ini")
    parser.add_argument("--misi", "--mission", metavar="MISI", default="", help="misalnya 2 atau 2025-2029/2")
    meeting = parser.add_argument(
        "--rapat", "--meeting", metavar="RAPAT", default="", help="arahan dari rapat ini"
    )
    awaited = parser.add_argument(
        "--menunggu", "--waiting-on", metavar="OPD", default="", help="yang menunggu OPD atau pihak ini"
    )
    parser.add_argument("--lewat-tenggat", "--late", action="store_true", help="yang tenggatnya sudah lewat")
    parser.add_argument("--tanpa-kabar", "--silent", action="store_true", help="yang lama tidak ada kabarnya")
    parser.add_argument("--terkendala", "--blocked", action="store_true", help="yang terkendala")
    briefed = parser.add_argument("--bahan", metavar="OPD", help="yang perlu diketahui OPD ini sebelum rapat")
    parser.add_argument("--format", choices=("text", "json", "csv"), default="text", help="bawaannya text")
    for action in (own, awaited, briefed):
        completed(action, agencies)
    completed(meeting, meetings)


def _list(arguments: argparse.Namespace) -> int:
    # Imported here, as in all commands: a build of what has not changed needs none of this.
    from tuntas.desk.briefing import briefing  # noqa: PLC0415
    from tuntas.desk.outstanding import Question, items, outstanding  # noqa: PLC0415
    from tuntas.desk.table import written  # noqa: PLC0415

    edition = prepared(arguments)
    archive, threshold = edition.archive, edition.settings.silent_after_days
    if arguments.bahan and arguments.format == "text":
        _print(briefing(archive, arguments.bahan, threshold))
        return DONE
    question = Question(
        agency=arguments.bahan or arguments.opd,
        awaited=arguments.menunggu,
        mission=arguments.misi,
        meeting=arguments.rapat,
        late=arguments.lewat_tenggat,
        silent=arguments.tanpa_kabar,
        blocked=arguments.terkendala,
    )
    found = list(items(archive, outstanding(archive, question, threshold)))
    is_terminal = sys.stdout.isatty()
    width = shutil.get_terminal_size().columns if is_terminal else None
    colour = is_terminal and not os.environ.get("NO_COLOR")
    _print(written(found, arguments.format, width=width, colour=colour))
    return DONE


def _diff(arguments: argparse.Namespace) -> int:
    from tuntas.comparison import archive_then  # noqa: PLC0415
    from tuntas.desk.changes import changes, written  # noqa: PLC0415

    edition = prepared(arguments)
    if not edition.publishable:
        raise Unpublishable(
            "Catatan ini belum dapat terbit, jadi tidak ada yang berubah: lihat `tuntas check`."
        )
    before, files = archive_then(edition, arguments.revision)
    threshold = edition.settings.silent_after_days
    found = changes(before, edition.archive, edition.site, threshold, files)
    _print(written(found, arguments.format, arguments.revision))
    return DONE


def _add_new(parser: argparse.ArgumentParser) -> None:
    kinds = parser.add_subparsers(required=True, metavar="JENIS")

    def kind(name: str, begin: "_Begin | None", summary: str, *examples: str) -> argparse.ArgumentParser:
        epilog, formatter = words.examples(*examples), words.Formatter
        added = kinds.add_parser(
            name, help=summary, description=summary, epilog=epilog, formatter_class=formatter
        )
        added.add_argument(
            "--config", type=Path, default=argparse.SUPPRESS, metavar="BERKAS", help="berkas setelan"
        )
        added.add_argument(
            "--as-of", type=date, default=argparse.SUPPRESS, metavar="TANGGAL", help="hari ini"
        )
        added.add_argument("--dry-run", action="store_true", help="hanya tampilkan, jangan tulis")
        added.set_defaults(begin=begin)
        return added

    meeting = kind(
        "rapim",
        _meeting,
        "Catatan rapat, dengan agenda dari yang masih terbuka.",
        'tuntas new rapim 2026-12-14 "Rapim pertengahan Desember"',
        'tuntas new rapim 2026-12-21 "Rapim akhir tahun" --dry-run',
    )
    meeting.add_argument("date", type=date, metavar="TANGGAL", help="hari rapatnya, seperti 2026-12-14")
    meeting.add_argument("title", metavar="JUDUL", help="dalam tanda kutip")
    meeting.add_argument("--lagi", action="store_true", help="rapat lain pada hari yang sama")
    report = kind(
        "laporan",
        _report,
        "Laporan sebuah OPD, dengan komitmennya yang masih terbuka.",
        "tuntas new laporan dinas-contoh",
        'tuntas new laporan dinas-contoh "Pendataan berjalan" --tanggal 2026-12-02',
    )
    reporter = report.add_argument("agency", metavar="OPD", help="nama foldernya, misalnya bapenda")
    report.add_argument("title", metavar="JUDUL", nargs="?", default="", help="dalam tanda kutip")
    report.add_argument(
        "--tanggal", "--date", dest="date", type=date, metavar="TANGGAL", help="bawaan: hari ini"
    )
    agency = kind(
        "opd",
        _agency,
        "Catatan sebuah OPD.",
        'tuntas new opd dishub "Dinas Perhubungan" --singkatan Dishub',
    )
    agency.add_argument("slug", metavar="FOLDER", help="nama foldernya, misalnya dpupr")
    agency.add_argument("name", metavar="NAMA", help="nama lengkapnya, dalam tanda kutip")
    agency.add_argument(
        "--singkatan", dest="short_name", metavar="TEKS", default="", help="nama pendeknya, misalnya DPUPR"
    )
    innovation = kind(
        "inovasi",
        _innovation,
        "Catatan inovasi sebuah OPD.",
        'tuntas new inovasi dinas-contoh "Loket keliling"',
    )
    owner = innovation.add_argument("agency", metavar="OPD", help="nama foldernya, misalnya bapenda")
    innovation.add_argument("name", metavar="NAMA", help="dalam tanda kutip")
    for action in (reporter, owner):
        completed(action, agencies)
    correction = kind(
        "koreksi",
        None,
        "Mencatat koreksi di dalam catatan yang sudah terbit.",
        'tuntas new koreksi 2026-11-17-rapim-contoh "Nama tempat rapat keliru; yang benar Aula Balai Kota."',
    )
    correction.set_defaults(run=_correct)
    correction.add_argument("note", metavar="CATATAN", help="berkasnya, atau namanya: 2026-02-19-rapim")
    correction.add_argument("text", metavar="URAIAN", help="satu kalimat: apa yang dikoreksi, dan mengapa")


def _new(arguments: argparse.Namespace) -> int:
    draft: Draft = arguments.begin(arguments)
    if arguments.dry_run:
        _print(draft.text)
        return DONE
    content = settings_of(arguments)[0].content
    path = content / draft.file
    for standing in (path, _otherwise(path)):
        if standing.exists():
            raise Refused(f"{standing.relative_to(content.parent)} sudah ada; tidak ada yang ditulis.")
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("x", encoding="utf-8", newline="") as file, _whole(path):
        file.write(draft.text)
        file.flush()
    _print(f"Ditulis: {content.name}/{draft.file}. Lengkapi, lalu periksa dengan `tuntas check`.\n")
    return DONE


@contextmanager
def _whole(path: Path) -> Iterator[None]:
    """A file that is written whole, or is not there: a disk may be full."""
    try:
        yield
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def _otherwise(path: Path) -> Path:
    """Where the same note would stand alone, or in a folder with its files."""
    if path.name == "index.md":
        return path.parent.with_suffix(".md")
    return path.with_suffix("") / "index.md"


def _meeting(arguments: argparse.Namespace) -> "Draft":
    from tuntas.desk import drafts  # noqa: PLC0415

    edition = prepared(arguments, arguments.date)
    threshold = edition.settings.silent_after_days
    return drafts.meeting(edition.archive, arguments.date, arguments.title, threshold, another=arguments.lagi)


def _report(arguments: argparse.Namespace) -> "Draft":
    from tuntas.desk import drafts  # noqa: PLC0415

    edition = prepared(arguments, arguments.date)
    return drafts.report(edition.archive, arguments.agency, edition.archive.as_of, arguments.title)


def _agency(arguments: argparse.Namespace) -> "Draft":
    from tuntas.desk import drafts  # noqa: PLC0415

    archive = prepared(arguments).archive
    return drafts.agency(archive, arguments.slug, arguments.name, arguments.short_name)


def _innovation(arguments: argparse.Namespace) -> "Draft":
    from tuntas.desk import drafts  # noqa: PLC0415

    return drafts.innovation(prepared(arguments).archive, arguments.agency, arguments.name)


def _correct(arguments: argparse.Namespace) -> int:
    from tuntas.desk.corrections import corrected, named  # noqa: PLC0415
    from tuntas.read.facts import Correction  # noqa: PLC0415

    edition = prepared(arguments)
    note = named(edition.notes, arguments.note)
    path = edition.project / note.file
    text = corrected(note, path.read_bytes(), Correction(date=edition.archive.as_of, text=arguments.text))
    if arguments.dry_run:
        _print(text)
        return DONE
    new = path.with_name(f".{path.name}.baru")
    with _whole(new):
        new.write_text(text, encoding="utf-8", newline="")
        new.chmod(path.stat().st_mode)
        new.replace(path)
    _print(f"Koreksi dicatat di {note.file}. Periksa dengan `tuntas check`.\n")
    return DONE


def _print(text: str) -> None:
    sys.stdout.write(text)
