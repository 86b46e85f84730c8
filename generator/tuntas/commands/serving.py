"""The command that shows the site on this machine: `tuntas serve`."""

import argparse
import errno
import gc
import os
import sys
import time
from collections.abc import Set as AbstractSet
from threading import Thread
from typing import TYPE_CHECKING, Final

from tuntas.commands.arguments import Adder, settings_of
from tuntas.commands.status import DONE, FAILURES, MACHINE, USAGE, say, told
from tuntas.commands.telling import tell_problems
from tuntas.history import revisions
from tuntas.problems import has_errors
from tuntas.settings import load

if TYPE_CHECKING:
    from tuntas.preview.session import Session, Shown
    from tuntas.preview.watch import Watch

_LAST_PORT: Final = 65_535
_PAUSE: Final = 0.1
"""Seconds between two looks at the project, or as long as ten looks take."""
_QUIET: Final = 0.03
"""Seconds for which nothing may change before it is read: whoever saves may write several files."""
_IDLE: Final = 3.0
"""Seconds without a change after which the memory of what was shown before is given back."""
_MANY: Final = 4
"""So many changes do not wait for that."""
_TURN: Final = 0.0005
"""Seconds after which who reads notes lets a page be answered: a tenth of what is usual."""


def add(command: Adder) -> None:
    """Add the commands."""
    serve = command(
        "serve",
        _serve,
        "Menampilkan situs di komputer ini, dan memperbaruinya setiap kali sebuah berkas disimpan. Draf ikut"
        " ditampilkan, bertanda “draf, belum terbit”.",
        examples=("tuntas serve", "tuntas serve --address 127.0.0.1:8080"),
    )
    serve.add_argument(
        "--address", default="127.0.0.1:8000", metavar="HOST:PORT", help="bawaannya 127.0.0.1:8000"
    )


def _serve(arguments: argparse.Namespace) -> int:
    # Imported here: only this command needs a web server.
    from tuntas.preview.server import Server  # noqa: PLC0415
    from tuntas.preview.session import Session  # noqa: PLC0415
    from tuntas.preview.watch import Watch  # noqa: PLC0415

    host, _, port = arguments.address.rpartition(":")
    if not (port.isascii() and port.isdigit() and int(port) <= _LAST_PORT):
        say("Alamat ditulis seperti 127.0.0.1:8000.")
        return USAGE
    host = host.strip("[]") or "127.0.0.1"
    load(arguments.config, os.environ)  # what is wrong with the settings is told before anything else
    session = Session(lambda: settings_of(arguments), revisions)
    try:
        server = Server(host, int(port), session, _told)
    except OSError as error:
        return _refused(error, host, port)
    watch = Watch(session.roots())
    try:
        session.refresh(frozenset())
        _tell(session)
        name = f"[{host}]" if ":" in host else host
        url = f"http://{name}:{server.server_address[1]}{session.site}"
        print(f"Situs tampil di {url} (Ctrl+C untuk berhenti).", flush=True)
        sys.setswitchinterval(_TURN)
        Thread(target=server.serve_forever, daemon=True).start()
        _follow(session, watch)
    except KeyboardInterrupt:
        print()
    return DONE


def _follow(session: "Session", watch: "Watch") -> None:
    """Show what is saved, until the program is interrupted."""
    pause, idle, kept = _PAUSE, 0.0, 0
    while True:
        time.sleep(pause)
        begun = time.monotonic()
        changed = watch.changed(session.roots())
        pause = max(_PAUSE, 10 * (time.monotonic() - begun))
        if not changed:
            idle += pause
            if kept and (idle > _IDLE or kept >= _MANY):
                gc.collect()  # nothing is collected by itself; see __main__.py
                kept = 0
            continue
        idle = 0.0
        while True:
            time.sleep(_QUIET)
            more = watch.changed(session.roots())
            if not more:
                break
            changed |= more
        _refresh(session, changed, begun)
        kept += 1


def _refresh(session: "Session", changed: AbstractSet[str], begun: float) -> None:
    before = session.shown
    try:
        session.refresh(changed)
    except FAILURES as error:  # the author mends it and saves again
        session.fail(told(error))
        say(told(error))
        return
    _tell(session, before)
    if session.shown.proof is not before.proof:
        print("Diperbarui dalam " + f"{time.monotonic() - begun:.1f} detik.".replace(".", ",", 1), flush=True)


def _tell(session: "Session", before: "Shown | None" = None) -> None:
    """Tell what is wrong: what keeps from showing each time, all else once."""
    problems = session.shown.problems
    known = () if before is None or has_errors(problems) else before.problems
    tell_problems([each for each in problems if each not in known], session.settings)


def _told(error: Exception) -> str:
    """Why a page could not be made; it is told here too."""
    if not isinstance(error, FAILURES):
        raise error
    say(told(error))
    return told(error)


def _refused(error: OSError, host: str, port: str) -> int:
    """Tell why nobody can be served at an address."""
    match error.errno:
        case errno.EADDRINUSE:
            say(
                f"Alamat {host}:{port} sedang dipakai program lain, mungkin `tuntas serve` di jendela lain."
                f" Hentikan itu, atau pilih alamat lain: tuntas serve --address {host}:{int(port) + 1}"
            )
        case errno.EACCES:
            say(f"Alamat {host}:{port} tidak boleh dipakai; pilih port di atas 1024 dengan --address.")
        case _:
            say(f"Alamat {host}:{port} tidak dapat dipakai: {error.strerror or error}.")
    return MACHINE
