"""Where everything stands on the site: addresses below its root, and anchors on pages.

Addresses live for ever, so they are made in this one place. None begins with a slash; pages end
with one, and the home page's is empty.
"""

import re
from collections.abc import Callable, Mapping
from typing import Final
from urllib.parse import quote, urlsplit

from tuntas.archive.events import (
    AnyEvent,
    CommitmentEvent,
    CorrectionMade,
    DirectiveIssued,
    Origin,
    Tellable,
    Withdrawn,
)
from tuntas.archive.lookups import topic_slug
from tuntas.archive.names import Target, Thing
from tuntas.read.facts import DirectiveId
from tuntas.vocabulary import NoteKind

HOME = ""
MEETINGS = "rapim/"
DIRECTIVES = "arahan/"
AGENCIES = "opd/"
PLANS = "rpjmd/"
INDICATORS = "indikator/"
INNOVATIONS = "inovasi/"
TOPICS = "topik/"
OBSTACLES = "kendala/"
OVERDUE = "lewat-tenggat/"
SILENT = "tanpa-kabar/"
CORRECTIONS = "koreksi/"
DIGESTS = "digest/"
SUBSCRIPTIONS = "langganan/"
DATA = "data/"
TABLES = "data/v1/"
DCAT = "data/dcat.jsonld"
SEARCH = "cari/"
FORM = "admin/"
CALENDAR_OF_MEETINGS = "kalender/rapim.ics"
CALENDAR_OF_DUES = "kalender/tenggat.ics"
CARD = "kartu.png"
"""The picture by which pages are shared that have none of their own."""


def meeting(id: str) -> str:
    return f"rapim/{id}/"


def directive(id: str) -> str:
    return f"arahan/{id}/"


def commitment(id: str) -> str:
    """A commitment is an anchor on its directive's page: its own name."""
    path, _, name = id.rpartition("/")
    return f"{directive(path)}#{name}"


def agency(id: str) -> str:
    return f"opd/{id}/"


def report(id: str) -> str:
    owner, _, name = id.partition("/")
    return f"opd/{owner}/laporan/{name}/"


def innovation(id: str) -> str:
    return f"inovasi/{id}/"


def indicator(id: str) -> str:
    return f"indikator/{id}/"


def plan(id: str) -> str:
    return f"rpjmd/{id}/"


def mission(id: str) -> str:
    return f"rpjmd/{id}/"


def year(section: str, number: int) -> str:
    """The page of one year in a section that is too long for a single page."""
    return f"{section}{number}/"


def month(section: str, year_of: int, number: int) -> str:
    """The page of one month of a year: `arahan/2026/07/`."""
    return f"{section}{year_of}/{number:02}/"


def stage(key: str) -> str:
    """The page of the directives that stand one way: `arahan/status/berjalan/`."""
    return f"arahan/status/{key}/"


def briefing(id: str) -> str:
    """The hand-out of an agency for a meeting."""
    return f"opd/{id}/bahan/"


def role(id: str, key: str) -> str:
    """The page of what an agency was asked in one role: `opd/bapenda/pendukung/`."""
    return f"opd/{id}/{key}/"


def calendar_of_dues(month: str) -> str:
    """The calendar of the due dates of one month: `kalender/tenggat/2026-02.ics`."""
    return f"kalender/tenggat/{month}.ics"


def calendar_of_agency(id: str) -> str:
    """The calendar of an agency's due dates."""
    return f"opd/{id}/tenggat.ics"


def table(name: str, suffix: str, part: str = "") -> str:
    """The file of a table, or of a part of one: `data/v1/arahan.csv`, `data/v1/arahan/2026-02.csv`."""
    return f"{TABLES}{name}/{part}.{suffix}" if part else f"{TABLES}{name}.{suffix}"


def index(volume: str) -> str:
    """The folder of an index that search reads; that of no volume lies around the others."""
    return f"{SEARCH}indeks/{volume}/" if volume else f"{SEARCH}indeks/"


def note(origin: Origin) -> str:
    """The page of a note."""
    return _OF_NOTES[origin.kind](origin.id)


_OF_NOTES: Final[Mapping[NoteKind, Callable[[str], str]]] = {
    NoteKind.MEETING: meeting,
    NoteKind.REPORT: report,
    NoteKind.AGENCY: agency,
    NoteKind.INNOVATION: innovation,
    NoteKind.PLAN: plan,
    NoteKind.INDICATOR: indicator,
}


def note_file(origin: Origin, name: str) -> str:
    """Where a file beside a note is published."""
    return file(note(origin), name)


def file(folder: str, name: str) -> str:
    """A file in the folder of a page."""
    return folder + quote(name)


def picture_file(name: str, width: int) -> str:
    """The path of a picture in one width, in the folder of its page; no file of an author lies there."""
    return f"foto/{width}/{name}.webp"


def needs_fallback(name: str) -> bool:
    """Whether a picture's own address promises a format that not every browser knows."""
    return name.lower().endswith(".webp")


def fallback_file(name: str) -> str:
    """The path of what is shown where WebP is not known."""
    return f"foto/{name}.jpg" if needs_fallback(name) else name


def card(page: str, *, photo: bool) -> str:
    """The picture by which a page is shared; no file of an author lies there, nor a form of one."""
    return f"{page}foto/kartu.{'jpg' if photo else 'png'}"


def host(url: str) -> str:
    """Where a whole address leads, as readers know it: the name of the host."""
    return (urlsplit(url).hostname or "").removeprefix("www.")


def note_at(page: str) -> tuple[NoteKind, str] | None:
    """Which note a page was made from: the other way round than `note`."""
    match page.rstrip("/").split("/"):
        case ["rapim", id]:
            return NoteKind.MEETING, id
        case ["opd", agency, "laporan", name]:
            return NoteKind.REPORT, f"{agency}/{name}"
        case ["opd", id]:
            return NoteKind.AGENCY, id
        case ["inovasi", agency, name]:
            return NoteKind.INNOVATION, f"{agency}/{name}"
        case ["rpjmd", id]:
            return NoteKind.PLAN, id
        case ["indikator", id]:
            return NoteKind.INDICATOR, id
        case _:
            return None


def directive_at(page: str) -> DirectiveId | None:
    """Which directive a page is of: the other way round than `directive`."""
    match page.rstrip("/").split("/"):
        case ["arahan", meeting, name]:
            return DirectiveId(f"{meeting}/{name}")
        case _:
            return None


def target(to: Target) -> str:
    """Where a reference leads."""
    return _TARGETS[to.thing](to.id)


_TARGETS: Final[Mapping[Thing, Callable[[str], str]]] = {
    Thing.AGENCY: agency,
    Thing.MEETING: meeting,
    Thing.DIRECTIVE: directive,
    Thing.COMMITMENT: commitment,
    Thing.INNOVATION: innovation,
    Thing.INDICATOR: indicator,
    Thing.PLAN: plan,
    Thing.MISSION: mission,
}


def anchor(event: AnyEvent) -> str:
    """The anchor of an event on its page: its identity, in characters that an address may hold.

    Made of the identity and nothing else, it stays when titles, texts or the order change.
    """
    # As `re.sub("[^a-z0-9-]+", ".", id)`, in a fraction of the time.
    dotted = event.id.encode().translate(_DOTTED).decode()
    return _DOTS.sub(".", dotted) if ".." in dotted else dotted


_KEPT: Final = b"abcdefghijklmnopqrstuvwxyz0123456789-"
_DOTTED: Final = bytes(each if each in _KEPT else ord(".") for each in range(256))
_DOTS = re.compile(r"\.+")


def event(of: Tellable) -> str:
    """Where an event stands: on its directive's page, or its meeting's or report's."""
    if isinstance(of, Withdrawn):
        return commitment(of.commitment)
    return f"{event_page(of)}#{anchor(of)}"


def event_page(of: AnyEvent) -> str:
    if isinstance(of, CommitmentEvent | DirectiveIssued):
        return directive(of.directive)
    return note(of.origin) if isinstance(of, CorrectionMade) else meeting(of.origin.id)


def topic(name: str) -> str:
    """The page of a topic, by any of its names or its slug."""
    return f"topik/{topic_slug(name)}/"


def digest(period: str) -> str:
    """The page of a month (`2026-02`) or a week (`2026-W07`)."""
    return f"digest/{period}/"
