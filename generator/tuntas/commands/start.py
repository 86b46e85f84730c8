"""The command that begins an archive: `tuntas init`."""

import argparse
import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from tuntas.commands.arguments import Adder, today
from tuntas.commands.status import DONE
from tuntas.desk.refused import Refused

if TYPE_CHECKING:
    from tuntas.desk.starter import AgencyLine

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


def _run(arguments: argparse.Namespace) -> int:
    """Write a new archive, which builds at once."""
    from tuntas.desk import starter  # noqa: PLC0415 - only this command needs it

    folder: Path = arguments.folder
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise Refused(f"{folder} sudah ada isinya, jadi tidak ada yang ditulis. Sebutkan folder yang kosong.")
    agencies = _agencies(arguments.agencies) if arguments.agencies else starter.SAMPLES
    ask = _asker()
    government = arguments.government or ask("Nama pemerintah", _GOVERNMENT)
    name = arguments.name or ask("Nama situs", f"{_NAME} {government.removeprefix('Pemerintah ')}")
    url = (arguments.url or ask("Alamat situs", _URL)).rstrip("/") + "/"
    day = today(arguments)
    authority = arguments.tag_authority or f"{urlsplit(url).hostname or 'contoh.go.id'},{day.year}"
    start = starter.Start(name, government, url, arguments.timezone, authority, day, agencies)
    made = starter.files(start)
    _write(made, starter.EXECUTABLE, folder)
    print(f"Arsip {government} siap di {folder}: {starter.names(made)}.")
    if url == _URL:
        print("Ubah site_url dan tag_authority di mkdocs.yml sebelum situs terbit pertama kali.")
    print(f"Lanjutkan dengan: cd {folder}, lalu tuntas serve.")
    return DONE


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
        return input(f"{question} [{proposal}]: ").strip() or proposal

    return ask


def _write(files: dict[str, str], executable: tuple[str, ...], folder: Path) -> None:
    """Write all files, or none: they are made beside the folder, and checked there."""
    from tuntas.settings import SettingsError, load  # noqa: PLC0415

    place = folder.absolute()
    place.parent.mkdir(parents=True, exist_ok=True)
    beside = Path(mkdtemp(prefix=f".{place.name}.", dir=place.parent))
    try:
        for path, text in files.items():
            file = beside / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8", newline="\n")
            if path in executable:
                file.chmod(0o755)
        try:
            load(beside / "mkdocs.yml", os.environ)
        except SettingsError as error:
            raise Refused(f"Setelannya belum benar, jadi tidak ada yang ditulis.\n{error}") from None
        beside.chmod(0o755)
        if place.exists():
            place.rmdir()
        beside.rename(place)
    except BaseException:
        shutil.rmtree(beside, ignore_errors=True)
        raise
