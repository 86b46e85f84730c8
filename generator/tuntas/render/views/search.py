"""The page that searches: what can be chosen there, so that its script need not load it."""

from collections.abc import Iterable

from tuntas.archive.archive import Archive
from tuntas.archive.names import Target, Thing
from tuntas.archive.progress import Stage
from tuntas.render import address, wording
from tuntas.render.search import AGENCY, ALWAYS, EVERY, KIND, KINDS, MISSION, STANDING, YEAR, volumes
from tuntas.render.text import label
from tuntas.render.views.lists import StageItem, stage_items
from tuntas.render.views.parts import Link, View


class Choice(View, frozen=True):
    value: str
    word: str


class Chooser(View, frozen=True):
    """What a search can be narrowed by."""

    name: str
    word: str
    choices: tuple[Choice, ...]


class SearchView(View, frozen=True):
    enabled: bool
    index: str
    """The address of the index."""
    every: str
    choosers: tuple[Chooser, ...]
    stages: tuple[StageItem, ...]
    browse: tuple[Link, ...]


def search_view(archive: Archive, *, enabled: bool) -> SearchView:
    agencies = sorted((each.short_name, id) for id, each in archive.agencies.items())
    missions = [
        (f"{label(archive, Target(Thing.MISSION, id))}: {wording.cut(each.fact.title, 60)}", id)
        for id, each in archive.missions.items()
    ]
    standings = [(wording.stage(each).word, each.value) for each in Stage]
    years = [(name, name) for name in volumes(archive) if name != ALWAYS]
    choosers = (
        _chooser(KIND, "Jenis", ((word, key) for key, word in KINDS.items())),
        _chooser(YEAR, "Tahun", years),
        _chooser(AGENCY, "OPD", agencies),
        _chooser(STANDING, "Keadaan", standings),
        _chooser(MISSION, "Misi", missions),
    )
    return SearchView(
        enabled,
        address.index(ALWAYS),
        EVERY,
        tuple(each for each in choosers if each.choices) if enabled else (),
        stage_items(),
        (
            Link("Rapat menurut tahun", address.MEETINGS),
            Link("Arahan menurut tahun", address.DIRECTIVES),
            Link("OPD", address.AGENCIES),
            Link("RPJMD menurut misi", address.PLANS),
            Link("Inovasi", address.INNOVATIONS),
            Link("Kendala", address.OBSTACLES),
            Link("Lewat tenggat", address.OVERDUE),
            Link("Tanpa kabar", address.SILENT),
        ),
    )


def _chooser(name: str, word: str, choices: Iterable[tuple[str, str]]) -> Chooser:
    return Chooser(name, word, tuple(Choice(value, text) for text, value in choices))
