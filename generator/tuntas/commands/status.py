"""How a command ends: the exit status, and what is said of what could not be done."""

import sys

from tuntas.desk.refused import Refused, Unpublishable
from tuntas.history import HistoryError
from tuntas.publish.crew import CrewError
from tuntas.publish.folder import Busy, NotOurFolder
from tuntas.publish.frame import FrameError
from tuntas.publish.search import SearchError
from tuntas.report import UnknownCode
from tuntas.settings import SettingsError
from tuntas.websub import HubError, NoHub

DONE, PROBLEMS, USAGE, MACHINE = range(4)

_WRONG = (SettingsError, HistoryError, FrameError, NotOurFolder, NoHub, Refused, UnknownCode)
FAILURES = (*_WRONG, Unpublishable, Busy, CrewError, SearchError, HubError, OSError)
"""Why a command could not be done; each says so in Indonesian."""


def fail(error: Exception) -> int:
    """Tell why a command could not be done; the exit status for it."""
    say(told(error))
    if isinstance(error, Unpublishable):
        return PROBLEMS
    return USAGE if isinstance(error, _WRONG) else MACHINE


def told(error: Exception) -> str:
    """Why something could not be done, in Indonesian."""
    if isinstance(error, OSError) and not isinstance(error, _WRONG):
        what = f"{error.strerror or error}" + (f": {error.filename}" if error.filename else "")
        return f"Mesin tidak dapat menyelesaikan pekerjaan ini: {what}."
    return str(error)


def say(text: str) -> None:
    """Say something on standard error."""
    if text:
        sys.stderr.write(text.rstrip("\n") + "\n")
