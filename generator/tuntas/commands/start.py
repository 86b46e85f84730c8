"""The command that begins an archive: `tuntas init`."""

import argparse
import os
import re
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import msgspec

from tuntas.commands.arguments import Adder, today
from tuntas.commands.status import DONE
from tuntas.desk.refused import Refused

if TYPE_CHECKING:
    from tuntas.desk.starter import AgencyLine
    from tuntas.installed import Source

_NAME, _GOVERNMENT, _URL = "Arsip Rapim", "Pemerintah Daerah", "https://rapim.contoh.go.id/"


def add(command: Adder) -> None:
    """Add the command."""
    parser = command(
        "init",
        _run,
        "Memulai arsip sebuah pemerintah di folder baru.",
        examples=(
            "tuntas init arsip",
            'tuntas init arsip-kota --government "Pemerintah Kota Contoh" --url https://rapim.kota.contoh.id/',
        ),
    )
    parser.add_argument("folder", type=Path, metavar="FOLDER", help="folder baru, atau folder kosong")
    parser.add_argument("--name", metavar="TEKS", help="nama situs")
    parser.add_argument("--government", metavar="TEKS", help="nama pemerintahnya")
    parser.add_argument("--url", metavar="ALAMAT", help="alamat situs, https://...")
    parser.add_argument("--timezone", metavar="ZONA", default="Asia/Jakarta", help="bawaannya Asia/Jakarta")
    parser.add_argument("--tag-authority", metavar="NAMA", help="domain dan tahun, untuk selamanya")
    parser.add_argument("--agencies", type=Path, metavar="BERKAS", help="daftar OPD dalam CSV")
    parser.add_argument(
        "--wheel", type=Path, metavar="BERKAS", help="berkas Tuntas untuk dipasang di GitHub atau GitLab"
    )


def _run(arguments: argparse.Namespace) -> int:
    """Write a new archive, which builds at once."""
    from tuntas import installed  # noqa: PLC0415 - only this command needs them
    from tuntas.desk import starter  # noqa: PLC0415

    folder: Path = arguments.folder
    if folder.exists() and (not folder.is_dir() or not _is_empty(folder)):
        raise Refused(f"{folder} sudah ada isinya, jadi tidak ada yang ditulis. Sebutkan folder yang kosong.")
    agencies = _agencies(arguments.agencies) if arguments.agencies else starter.SAMPLES
    source = _wheel(arguments.wheel) if arguments.wheel else installed.source()
    ask = _asker()
    government = arguments.government or ask("Nama pemerintah", _GOVERNMENT)
    name = arguments.name or ask("Nama situs", f"{_NAME} {government.removeprefix('Pemerintah ')}")
    url = (arguments.url or ask("Alamat situs", _URL)).rstrip("/") + "/"
    day = today(arguments)
    authority = arguments.tag_authority or f"{urlsplit(url).hostname or 'contoh.go.id'},{day.year}"
    start = starter.Start(name, government, url, arguments.timezone, authority, day, agencies)
    copies = {}
    if source:
        start = msgspec.structs.replace(start, requirement=source.requirement)
        if source.wheel:
            copies = {f"{installed.VENDOR}/{source.wheel.name}": source.wheel.read_bytes()}
    made = {path: text.encode() for path, text in starter.files(start).items()} | copies
    _write(made, starter.EXECUTABLE, folder)
    print(f"Arsip {government} siap di {folder}: {starter.names(made)}.")
    if url == _URL:
        print("Ubah site_url dan tag_authority di mkdocs.yml sebelum situs terbit pertama kali.")
    if not source:
        print(
            "Tuntas ini tidak dipasang dari berkas rilis. Sebelum memakai GitHub atau GitLab, ulangi dengan"
            " --wheel BERKAS, atau tulis di requirements.txt dari mana Tuntas dipasang."
        )
    print(f"Lanjutkan dengan: cd {folder}, lalu tuntas serve.")
    return DONE


def _wheel(file: Path) -> "Source":
    from tuntas import installed  # noqa: PLC0415

    if not re.fullmatch(r"tuntas-[^-/]+-py3-none-any\.whl", file.name) or not file.is_file():
        raise Refused(f"{file} bukan berkas rilis Tuntas; namanya seperti tuntas-1.2.0-py3-none-any.whl.")
    return installed.of_wheel(file)


def _agencies(file: Path) -> "tuple[AgencyLine, ...]":
    from tuntas.desk import starter  # noqa: PLC0415

    try:
        return starter.agencies(file.read_text("utf-8"), file.name)
    except UnicodeDecodeError:
        raise Refused(f"{file.name} tidak tersimpan sebagai UTF-8; simpan sebagai “CSV UTF-8”.") from None


def _asker() -> Callable[[str, str], str]:
    """Asks whoever sits at a terminal; elsewhere what is proposed is taken."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return lambda question, proposal: proposal  # noqa: ARG005

    def ask(question: str, proposal: str) -> str:
        try:
            return input(f"{question} [{proposal}]: ").strip() or proposal
        except (EOFError, KeyboardInterrupt):
            print()
            raise Refused("Dibatalkan; tidak ada yang ditulis.") from None

    return ask


_UNFINISHED = ".tuntas-init-"
"""What the name of a folder begins with in which an archive is being written."""


def _is_empty(folder: Path) -> bool:
    """Whether nothing lies in a folder but what an interrupted command left."""
    return all(each.name.startswith(_UNFINISHED) for each in folder.iterdir())


def _write(files: dict[str, bytes], executable: tuple[str, ...], folder: Path) -> None:
    """Write all files, or none: they are made in a passing folder, and checked there.

    A folder that is there already stays the same one, as a terminal may stand in it; the settings come last.
    """
    from tuntas.settings import SettingsError, load  # noqa: PLC0415

    place = folder.absolute()
    is_there = place.is_dir()
    place.parent.mkdir(parents=True, exist_ok=True)
    around = place if is_there else place.parent
    unfinished = list(place.glob(f"{_UNFINISHED}*")) if is_there else []
    passing = Path(mkdtemp(prefix=_UNFINISHED, dir=around))
    moved: list[Path] = []
    try:
        for path, data in files.items():
            file = passing / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data)
            if path in executable:
                file.chmod(0o755)
        try:
            load(passing / "mkdocs.yml", os.environ)
        except SettingsError as error:
            raise Refused(f"Setelannya belum benar, jadi tidak ada yang ditulis.\n{error}") from None
        if not is_there:
            passing.chmod(0o755)
            passing.rename(place)
            return
        made = sorted(passing.iterdir(), key=lambda each: each.name == "mkdocs.yml")
        moved += (place / each.name for each in made)
        for each, new in zip(made, moved, strict=True):
            each.rename(new)
        for each in (passing, *unfinished):
            shutil.rmtree(each)
    except BaseException:
        for each in (passing, *moved):
            shutil.rmtree(each, ignore_errors=True) if each.is_dir() else each.unlink(missing_ok=True)
        raise
