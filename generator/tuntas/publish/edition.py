"""An edition of the archive: the notes read and checked as of a day, ready to be published."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import blake2b
from pathlib import Path
from zoneinfo import ZoneInfo

import msgspec

from tuntas.archive import archive as archiving
from tuntas.archive.archive import Archive
from tuntas.archive.checks import check, remind
from tuntas.archive.checks.rule import Scope
from tuntas.archive.names import Names
from tuntas.archive.withdrawn import memory
from tuntas.problems import Problem, abridged, has_errors
from tuntas.publish import manifest
from tuntas.publish.crew import Crew, crew
from tuntas.publish.folder import MARKER
from tuntas.publish.notebook import Notebook
from tuntas.publish.scan import Scan
from tuntas.publish.store import Store
from tuntas.read.attachments import Attachments
from tuntas.read.files import listing
from tuntas.read.locate import Sources
from tuntas.read.note import Note
from tuntas.read.ordinary import Ordinary, ordinary
from tuntas.read.picture import Picture
from tuntas.render import address
from tuntas.render.feeds.site import Site
from tuntas.render.manifest import Line
from tuntas.render.pages import Pages
from tuntas.render.redirects import moves
from tuntas.report import report
from tuntas.settings import Settings, packaged_theme
from tuntas.vocabulary import NoteKind

_OURS = frozenset(
    "rapim arahan opd rpjmd indikator inovasi topik kendala lewat-tenggat tanpa-kabar koreksi "
    "langganan digest data cari feed kalender".split()
)
"""The first part of every address that we give; ordinary pages and files keep out of these."""


_SIZE = 16
_LETTER = "email/digest.html"


class Edition(msgspec.Struct, frozen=True):
    """What the notes say as of a day, and what is wrong with them."""

    settings: Settings
    notes: tuple[Note, ...]
    archive: Archive
    problems: tuple[Problem, ...]
    published: tuple[Line, ...] = ()
    """What `terbit.txt` knows to have been published."""
    pictures: Mapping[str, Picture] = {}
    """The pictures beside ordinary pages, by their path below the content."""
    prints: Mapping[str, bytes] = {}
    """The fingerprints of the notes and of what lies beside them, by their files."""
    anew: tuple[str, ...] = ()
    """The notes that had to be read; the others were known."""

    @property
    def publishable(self) -> bool:
        """Whether no problem is an error."""
        return not has_errors(self.problems)

    def checked(self) -> "Edition":
        """The same edition with all that is wrong with it, held also against what was ever published."""
        scope = Scope(self.notes, self.archive.names, self.archive)
        problems = [*self.problems, *check(scope)]
        if not has_errors(problems):
            problems.extend(remind(scope))
        edition = msgspec.structs.replace(self, problems=tuple(abridged(problems)))
        return edition.with_problems(self.vanished()) if self.published else edition

    def with_problems(self, more: Iterable[Problem]) -> "Edition":
        """The same edition with more that is wrong with it."""
        return msgspec.structs.replace(self, problems=(*self.problems, *abridged(more)))

    @property
    def general(self) -> bytes:
        """The fingerprint of what bears on all directives: of the notes on agencies, plans and the like."""
        dated = NoteKind.MEETING, NoteKind.REPORT
        files = sorted(note.file for note in self.notes if note.kind not in dated)
        found = [(file, self.prints.get(file)) for file in files]
        return blake2b(msgspec.msgpack.encode(found), digest_size=_SIZE).digest()

    @property
    def report(self) -> str:
        """All problems as they are shown to authors; empty if there are none."""
        return report(self.problems, Sources(self.project)) if self.problems else ""

    @property
    def project(self) -> Path:
        """The folder that the files of problems are named from."""
        return self.settings.content.parent

    @property
    def site(self) -> Site:
        """What feeds, calendars and letters need to know of the site."""
        settings = self.settings
        return Site(
            name=settings.site_name,
            url=settings.site_url,
            authority=settings.tag_authority,
            zone=ZoneInfo(settings.timezone),
            silent_after_days=settings.silent_after_days,
            hub=settings.websub_hub,
        )

    def letter_template(self) -> str:
        """The theme's template of letters; a theme without one takes that of the package."""
        own = self.settings.theme / _LETTER
        return (own if own.is_file() else packaged_theme() / _LETTER).read_text("utf-8")

    def counts(self) -> dict[str, int]:
        """How much was read: notes by kind, directives, commitments, follow-ups."""
        archive = self.archive
        kinds = Counter(note.kind for note in self.notes)
        return {
            "catatan": len(self.notes),
            "rapat": kinds[NoteKind.MEETING],
            "OPD": kinds[NoteKind.AGENCY],
            "laporan": kinds[NoteKind.REPORT],
            "arahan": len(archive.directives),
            "komitmen": len(archive.commitments),
            "tindak lanjut": sum(1 for note in self.notes for _ in _follow_ups(note)),
        }

    def _addresses(self) -> list[str]:
        """Where there are pages, the ordinary ones too."""
        pages = Pages(self.archive, silent_after_days=self.settings.silent_after_days)
        return [*(page.address for page in pages), *manifest.ordinary(self.settings.content)]

    def _moves(self, addresses: Iterable[str]) -> dict[str, str]:
        return moves(self.archive, addresses, (line.text for line in self.published))

    def vanished(self) -> Iterable[Problem]:
        """What was published once and is not there any more."""
        here = self._addresses()
        return manifest.problems(
            self.published, self.archive, [*here, *self._moves(here)], self.settings.tag_authority
        )

    def update_manifest(self) -> int:
        """Add what is published now to `terbit.txt`; how many lines are new."""
        return manifest.write(
            self.project, self.published, self.archive, self._addresses(), self.settings.tag_authority
        )


def prepare(settings: Settings, as_of: dt.date, *, store: Store | None = None, jobs: int = 1) -> Edition:
    """Read and check all notes; what a store has kept is not read again."""
    scan = Scan(store or Store())
    notebook = Notebook(settings.content, store or Store(), scan)
    edition = gathered(settings, as_of, notebook, scan, crew(jobs))
    scan.save()
    return edition.checked()


def gathered(settings: Settings, as_of: dt.date, notebook: Notebook, scan: Scan, workers: Crew) -> Edition:
    """The edition of a notebook's notes, with what was found wrong while they were read."""
    found = listing(settings.content)
    read = notebook.read(found, workers)
    others = ordinary_of(settings)
    pictures = {path: scan.print(settings.content / path) for path in others.pictures}
    problems = [*found.problems, *(each for note in read.notes for each in note.problems), *others.problems]
    edition = edition_of(settings, as_of, read.notes, Names(read.notes), others, problems)
    return msgspec.structs.replace(edition, prints={**read.prints, **pictures}, anew=read.anew)


def edition_of(
    settings: Settings,
    as_of: dt.date,
    notes: Sequence[Note],
    names: Names,
    others: Ordinary,
    problems: Iterable[Problem],
) -> Edition:
    """The edition of these notes and ordinary pages, which `terbit.txt` has its part in."""
    published = manifest.known(settings.content.parent)
    told = memory([line.text for line in published])
    archive = archiving.build(notes, names, settings.government, as_of, told)
    return Edition(
        settings, tuple(notes), archive, tuple(problems), published=published, pictures=others.pictures
    )


def ordinary_of(settings: Settings) -> Ordinary:
    """What lies outside the rooms of the notes, held against our own addresses."""
    ours = _OURS | {address.FORM.rstrip("/")} if settings.cms else _OURS
    return ordinary(settings.content, Attachments(settings.content), ours, _taken(settings.theme))


def _taken(theme: Path) -> Iterator[str]:
    """The paths of our files that lie in no folder of ours."""
    yield from ("404.html", "index.html", "sitemap.xml", "robots.txt", address.CARD, MARKER)
    for path in sorted((theme / "assets").rglob("*")):
        yield path.relative_to(theme).as_posix()


def _follow_ups(note: Note) -> tuple[object, ...]:
    return getattr(note.fact, "follow_ups", ())
