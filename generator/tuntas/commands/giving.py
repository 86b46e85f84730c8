"""The commands that give the archive away: `tuntas digest` and `export`."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from tuntas.commands.arguments import Adder, prepared
from tuntas.commands.status import DONE, PROBLEMS, USAGE, say
from tuntas.commands.telling import tell
from tuntas.problems import grouped

if TYPE_CHECKING:
    from tuntas.render.periods import Period


def add(command: Adder) -> None:
    """Add the commands."""
    digest = command(
        "digest",
        _digest,
        "Mencetak ringkasan satu bulan atau satu pekan, atau membuat surelnya.",
        examples=(
            "tuntas digest --period 2026-02",
            "tuntas digest --period 2026-W07 --eml --output surel.eml",
        ),
    )
    digest.add_argument(
        "--period", required=True, type=_period, metavar="MASA", help="bulan 2026-02 atau pekan 2026-W07"
    )
    digest.add_argument("--eml", action="store_true", help="sebagai surel utuh, untuk alat pengirim surel")
    digest.add_argument("--from", dest="sender", type=_mailbox, metavar="ALAMAT", help="pengirim surel itu")
    digest.add_argument("--output", type=Path, metavar="BERKAS", help="berkas tujuan; bawaannya layar")

    export = command(
        "export",
        _export,
        "Menyalin seluruh arsip ke sebuah basis data.",
        examples=("tuntas export --sqlite arsip.sqlite",),
    )
    export.add_argument(
        "--sqlite", required=True, type=Path, metavar="BERKAS", help="basis data SQLite yang dibuat"
    )


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


def _digest(arguments: argparse.Namespace) -> int:
    from tuntas.render.digests import digest  # noqa: PLC0415 - only this command writes letters
    from tuntas.render.letter import Letter  # noqa: PLC0415

    edition = prepared(arguments)
    if not edition.publishable:
        tell(edition)
        return PROBLEMS
    archive, site, period = edition.archive, edition.site, arguments.period
    if period.last >= archive.as_of:
        say(f"{period.title} belum berakhir pada {archive.as_of}; ringkasannya terbit sesudah itu.")
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
        tell(edition)
        return PROBLEMS
    try:
        rows = export(edition, arguments.sqlite)
    except NotOurDatabase as error:
        say(str(error))
        return USAGE
    counted = ", ".join(f"{grouped(count, 'id')} {name}" for name, count in rows.items())
    print(f"Arsip disalin ke {arguments.sqlite}: {counted}.")
    return DONE
