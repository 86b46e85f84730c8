"""What the commands take alike: a date, a count, the settings and the day, the archive as of it."""

import argparse
import datetime as dt
import os
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Protocol

from tuntas.publish.crew import processors
from tuntas.publish.store import Store
from tuntas.settings import Settings, as_of_date, load

if TYPE_CHECKING:
    from tuntas.publish.edition import Edition


class Adder(Protocol):
    """Adds a command to the program."""

    def __call__(
        self, name: str, run: Callable[[argparse.Namespace], int], summary: str, examples: Sequence[str] = ()
    ) -> argparse.ArgumentParser:
        """`examples` stand at the end of its help; they succeed in a new archive."""


def date(text: str) -> dt.date:
    """A day as it stands on the command line."""
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} bukan tanggal seperti 2026-02-19") from None


def count(text: str) -> int:
    """A number of things."""
    if not (text.isascii() and text.isdigit()):
        raise argparse.ArgumentTypeError(f"{text!r} bukan bilangan")
    return int(text)


def settings_of(arguments: argparse.Namespace) -> tuple[Settings, dt.date]:
    """The settings, and the day as of which something is asked."""
    settings = load(arguments.config, os.environ)
    return settings, arguments.as_of or as_of_date(settings, os.environ, dt.datetime.now(dt.UTC))


def today(arguments: argparse.Namespace) -> dt.date:
    """The day as of which something is begun where there are no settings yet."""
    asked: dt.date | None = arguments.as_of
    return asked or dt.datetime.now(dt.UTC).date()


def prepared(arguments: argparse.Namespace, as_of: dt.date | None = None) -> "Edition":
    """The notes, read and checked as of a day, or as of the one that was asked for."""
    # Imported here: a build of what has not changed prepares nothing.
    from tuntas.publish.edition import prepare  # noqa: PLC0415

    settings, today = settings_of(arguments)
    store = Store.of(settings.config_file.parent)
    return prepare(settings, as_of or today, store=store, jobs=processors())
