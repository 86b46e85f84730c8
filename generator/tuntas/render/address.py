"""Where everything stands on the site: addresses below its root, and anchors on pages.

Addresses live for ever, so they are made in this one place. None begins with a slash; pages end
with one, and the home page's is empty.
"""

import re
from urllib.parse import quote

from tuntas.archive.events import AnyEvent, CommitmentEvent, CorrectionMade, DirectiveIssued, Origin
from tuntas.archive.names import Target, Thing
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


def note(origin: Origin) -> str:
    """The page of a meeting or a report."""
    return meeting(origin.id) if origin.kind is NoteKind.MEETING else report(origin.id)


def note_file(origin: Origin, name: str) -> str:
    """Where a file beside a note is published."""
    return file(note(origin), name)


def file(folder: str, name: str) -> str:
    """A file in the folder of a page."""
    return folder + quote(name)


def target(to: Target) -> str:
    """Where a reference leads."""
    make = {
        Thing.AGENCY: agency,
        Thing.MEETING: meeting,
        Thing.DIRECTIVE: directive,
        Thing.COMMITMENT: commitment,
        Thing.INNOVATION: innovation,
        Thing.INDICATOR: indicator,
        Thing.PLAN: plan,
        Thing.MISSION: mission,
    }
    return make[to.thing](to.id)


def anchor(event: AnyEvent) -> str:
    """The anchor of an event on its page: its identity, in characters that an address may hold.

    Made of the identity and nothing else, it stays when titles, texts or the order change.
    """
    return re.sub(r"[^a-z0-9-]+", ".", event.id)


def event(of: AnyEvent) -> str:
    """Where an event stands: on its directive's page, or its meeting's or report's."""
    match of:
        case DirectiveIssued():
            return f"{directive(of.directive)}#{anchor(of)}"
        case CommitmentEvent():
            return f"{directive(of.directive)}#{anchor(of)}"
        case CorrectionMade():
            return f"{note(of.origin)}#{anchor(of)}"
        case _:
            return f"{meeting(of.origin.id)}#{anchor(of)}"


def topic(name: str) -> str:
    """The page of a topic; topics whose names differ only in signs share one."""
    return f"topik/{'-'.join(re.findall(r'[a-z0-9]+', name.lower())) or 'lain'}/"


def digest(period: str) -> str:
    """The page of a month (`2026-02`) or a week (`2026-W07`)."""
    return f"digest/{period}/"
