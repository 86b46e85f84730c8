"""The command that shows the site on this machine: `tuntas serve`."""

import argparse
import os
from pathlib import Path
from urllib.parse import urlsplit

from tuntas.commands.arguments import Adder, settings_of
from tuntas.commands.publishing import publish
from tuntas.commands.status import DONE, FAILURES, USAGE, fail, say
from tuntas.settings import load

_LAST_PORT = 65_535


def add(command: Adder) -> None:
    """Add the commands."""
    serve = command("serve", _serve, "Menampilkan situs di komputer ini, dan memperbaruinya.")
    serve.add_argument("--address", default="127.0.0.1:8000", metavar="HOST:PORT")
    serve.set_defaults(jobs=0, cluster="", clean=False, quiet=True, verbose=False)


def _serve(arguments: argparse.Namespace) -> int:
    # Imported here: only this command needs a web server.
    from tuntas.preview import serve  # noqa: PLC0415

    host, _, port = arguments.address.rpartition(":")
    if not (port.isascii() and port.isdigit() and int(port) <= _LAST_PORT):
        say("Alamat ditulis seperti 127.0.0.1:8000.")
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
        except FAILURES as error:  # the author mends it and saves again
            fail(error)

    watched = (settings.content, settings.theme, settings.config_file)
    serve(build, build_again, watched, settings.site_url, host, int(port))
    return DONE
