"""A session of writing: what is shown, and what is wrong with what was saved last."""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from hashlib import blake2b
from pathlib import Path
from threading import Condition
from typing import Final
from urllib.parse import urlsplit

import msgspec

from tuntas.archive.checks import remind
from tuntas.preview.drafts import Draft, drafts
from tuntas.preview.neighbours import Neighbours
from tuntas.preview.project import Project, vanished
from tuntas.preview.proof import Proof
from tuntas.problems import Problem
from tuntas.publish.build import Revisions
from tuntas.read.files import TERBIT
from tuntas.settings import Settings

_MANY: Final = 200
"""Notes from which on it takes long enough to fold them all that a page is made of a few first."""
_LOOKED_AT: Final = 3


class Shown(msgspec.Struct, frozen=True):
    """What stands on the screens, and what is wrong with what was saved since.

    `ahead` are pages made before all others, by their files; `assets` counts how often anything else than
    notes has changed, and `failure` says why nothing could be read or made at all. A draft dated after
    the day of the archive is known, but stands on no page.
    """

    proof: Proof | None = None
    ahead: Mapping[str, bytes] = {}
    as_of: dt.date = dt.date.min
    problems: tuple[Problem, ...] = ()
    failure: str = ""
    drafts: tuple[Draft, ...] = ()
    assets: int = 0

    def file(self, path: str) -> bytes | None:
        """A file of the site; None where there is none. Raises what making it can raise."""
        if path in self.ahead:
            return self.ahead[path]
        return self.proof.file(path) if self.proof else None

    def edition(self, path: str) -> str:
        """Which edition of a page is shown: another one is to be looked at anew."""
        content = self.file(path) or b""
        return f"{blake2b(content, digest_size=8).hexdigest()}-{self.assets}"


class Session:
    """Reads what is saved, and shows it when nothing keeps it from being published."""

    def __init__(
        self,
        asked: Callable[[], tuple[Settings, dt.date]],
        revisions: Callable[[Settings], Revisions],
    ) -> None:
        """`asked` gives the settings and the day as of which, `revisions` when notes were last changed."""
        self._asked = asked
        self._revisions = revisions
        self._project: Project | None = None
        self._waiting: set[str] = set()
        self._neighbours = Neighbours()
        self._looked_at: list[str] = []
        self._news = Condition()
        self.settings = asked()[0]
        """As they were read last."""
        self.shown = Shown()

    @property
    def site(self) -> str:
        """The path of the site's root, with a slash at both ends."""
        return urlsplit(self.settings.site_url).path

    @property
    def folder(self) -> Path:
        """The folder that the files of problems are named from."""
        return self.settings.content.parent

    def roots(self) -> Iterator[Path]:
        """All that the site is made of: whatever changes there is to be read."""
        settings = self.settings
        yield from (settings.content, settings.theme, settings.config_file, self.folder / TERBIT)
        yield from (each / ".git/logs/HEAD" for each in settings.config_file.parents)

    def after(self, told: Shown | None, patience: float) -> Shown:
        """What is shown once it is another than what was told, or after so many seconds anyway."""
        with self._news:
            self._news.wait_for(lambda: self.shown is not told, patience)
            return self.shown

    def look_at(self, path: str) -> None:
        """Remember which page is looked at: it is made before the others are asked for."""
        others = [each for each in self._looked_at if each != path]
        self._looked_at = [path, *others][:_LOOKED_AT]

    def refresh(self, changed: AbstractSet[str]) -> None:
        """Read what has changed since, and show it unless it has errors.

        Raises what keeps anything from being read; then this is done with what changes next.
        """
        self._waiting |= changed
        settings, as_of = self._asked()
        self.settings = settings
        assets = self.shown.assets
        if self._project is None:
            self._project = Project(settings, self._revisions)
        else:
            beyond = self._project.read(settings, self._waiting)
            assets += beyond or not all(path.endswith(".md") for path in self._waiting)
        self._waiting = set()
        if assets == self.shown.assets:
            self._show_ahead(self._project, as_of)
        edition, scope = self._project.edition(as_of, self._project.notes)
        edition = edition.with_problems(vanished(edition, self._project.notes))
        if not edition.publishable:
            self._show(msgspec.structs.replace(self.shown, ahead={}, problems=edition.problems, failure=""))
            return
        proof = self._project.proof(edition)
        for path in self._looked_at:
            proof.file(path)
        known = drafts(self._project.notes)
        shown = Shown(proof, {}, as_of, edition.problems, drafts=known, assets=assets)
        self._show(shown)
        # What is not wrong but will be missed keeps nobody waiting.
        edition = edition.with_problems(remind(scope))
        self._show(msgspec.structs.replace(shown, problems=edition.problems))
        self._neighbours.learn(self._project.notes)

    def fail(self, why: str) -> None:
        """Show why nothing could be read or made, beside what was shown last."""
        with self._news:  # whoever serves a page tells of it too
            self._show(msgspec.structs.replace(self.shown, failure=why))

    def _show_ahead(self, project: Project, as_of: dt.date) -> None:
        """Show the page that is looked at, made of the few notes that it speaks of, if they are in order."""
        notes = project.notes
        if len(notes) < _MANY or self.shown.proof is None or not self._looked_at:
            return
        path = self._looked_at[0]
        few = self._neighbours.of_page(path.removesuffix("index.html"), notes)
        if not project.anew <= {note.file for note in few}:
            return
        edition, _ = project.edition(as_of, few)
        content = project.proof(edition).file(path) if edition.publishable else None
        if content is not None:
            shown = msgspec.structs.replace(
                self.shown,
                ahead={path: content},
                problems=tuple(each for each in self.shown.problems if each.place.file not in project.anew),
                failure="",
                drafts=drafts(notes),
            )
            self._show(shown)

    def _show(self, shown: Shown) -> None:
        with self._news:
            if shown != self.shown:
                self.shown = shown
                self._news.notify_all()
