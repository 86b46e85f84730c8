"""An edition of the archive: the notes read and checked as of a day, ready to be published."""

import datetime as dt
import shutil
import traceback
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from html import escape
from itertools import chain
from pathlib import Path
from zoneinfo import ZoneInfo

import jinja2
import msgspec

from tuntas.archive import archive as archiving
from tuntas.archive.archive import Archive
from tuntas.archive.checks import check, remind
from tuntas.archive.checks.rule import Scope
from tuntas.archive.names import Names
from tuntas.problems import Problem, Span, abridged, has_errors
from tuntas.publish import manifest, pictures
from tuntas.publish.folder import MARKER, Writer, replacing
from tuntas.publish.frame import AS_OF, FrameError
from tuntas.publish.theme import Theme
from tuntas.read.attachments import Attachments
from tuntas.read.files import listing
from tuntas.read.locate import Sources
from tuntas.read.note import Note, read_note
from tuntas.read.ordinary import ordinary
from tuntas.read.picture import Picture
from tuntas.render import address, wording
from tuntas.render.artifact import Artifact
from tuntas.render.feeds.entry import Entries
from tuntas.render.feeds.formats import artifacts as feeds
from tuntas.render.feeds.site import Site
from tuntas.render.fragment import Fragment, Templates
from tuntas.render.manifest import Line
from tuntas.render.page import Page
from tuntas.render.pages import Pages
from tuntas.render.redirects import moves, redirects
from tuntas.render.sitemap import sitemap
from tuntas.render.source import Revision
from tuntas.render.views.foot import Notes
from tuntas.report import report
from tuntas.settings import Settings
from tuntas.vocabulary import NoteKind

_OURS = frozenset(
    "rapim arahan opd rpjmd indikator inovasi topik kendala lewat-tenggat tanpa-kabar koreksi "
    "langganan digest data cari feed kalender".split()
)
"""The first part of every address that we give; ordinary pages and files keep out of these."""


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

    @property
    def publishable(self) -> bool:
        """Whether no problem is an error."""
        return not has_errors(self.problems)

    def with_problems(self, more: Iterable[Problem]) -> "Edition":
        """The same edition with more that is wrong with it."""
        return msgspec.structs.replace(self, problems=(*self.problems, *abridged(more)))

    @property
    def report(self) -> str:
        """All problems as they are shown to authors; empty if there are none."""
        return report(self.problems, Sources(self.project)) if self.problems else ""

    @property
    def project(self) -> Path:
        """The folder that the files of problems are named from."""
        return self.settings.content.parent

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

    def publish(
        self,
        theme: Theme,
        drawn: Path,
        site: Path,
        revisions: Mapping[str, Revision | None] | None = None,
    ) -> None:
        """Put the pages of the notes, and what the theme engine drew, in the place of the site.

        `revisions` tell when each note was last changed; None where there is no history to show.
        """
        with replacing(site) as folder:
            mode = folder.stat().st_mode
            shutil.copytree(drawn, folder, dirs_exist_ok=True)
            folder.chmod(mode)  # a passing folder is closed to others, a site is not
            writer = Writer(folder)
            for artifact in chain(self._dated(drawn), self.artifacts(theme, revisions)):
                writer.write(artifact)

    def _dated(self, drawn: Path) -> Iterator[Artifact]:
        """The pages that the theme engine drew whole, with the as-of date in its place."""
        as_of = escape(wording.day(self.archive.as_of))
        for path in sorted(drawn.rglob("*.html")):
            text = path.read_text("utf-8").replace(AS_OF, as_of)
            yield Artifact(path.relative_to(drawn).as_posix(), text.encode())

    def artifacts(
        self, theme: Theme, revisions: Mapping[str, Revision | None] | None = None
    ) -> Iterator[Artifact]:
        """Every file that is made of the notes."""
        templates = Templates(_templates(self.settings.theme))
        as_of = wording.day(self.archive.as_of)
        addresses = [page.address for page in theme.pages]
        for name in self._pages(revisions):
            page = _rendered(templates, name.fragment())
            addresses.append(page.address)
            yield Artifact(f"{page.address}index.html", theme.join(page, as_of).encode())
        # feedgen is slow to import, and an edition that is only checked writes no feeds.
        from tuntas.render.feeds.drawing import moulds  # noqa: PLC0415

        yield from feeds(Entries(self.archive, _site(self.settings)), moulds())
        yield from redirects(self._moves(addresses).items(), self.settings.site_url)
        yield from self._files()
        yield sitemap(self.settings.site_url, sorted(addresses))

    def _pages(self, revisions: Mapping[str, Revision | None] | None = None) -> Pages:
        notes = Notes({(note.kind, note.id): note.file for note in self.notes}, revisions)
        return Pages(self.archive, silent_after_days=self.settings.silent_after_days, notes=notes)

    def _addresses(self) -> list[str]:
        """Where there are pages, the ordinary ones too."""
        return [*(page.address for page in self._pages()), *manifest.ordinary(self.settings.content)]

    def _moves(self, addresses: Iterable[str]) -> dict[str, str]:
        return moves(self.archive, addresses, (line.text for line in self.published))

    def with_manifest(self) -> "Edition":
        """The same edition, held against what was ever published."""
        known = manifest.known(self.project)
        if not known:
            return self
        edition = msgspec.structs.replace(self, published=known)
        here = edition._addresses()  # noqa: SLF001 - its own kind
        return edition.with_problems(
            manifest.problems(known, self.archive, [*here, *edition._moves(here)])  # noqa: SLF001
        )

    def update_manifest(self) -> int:
        """Add what is published now to `terbit.txt`; how many lines are new."""
        return manifest.write(self.project, self.published, self.archive, self._addresses())

    def _files(self) -> Iterator[Artifact]:
        """The photos and documents that published notes show."""
        for note in self.notes:
            folder = _published_at(self.archive, note)
            if folder is None:
                continue
            for name in note.files:
                data = (self.project / note.file).with_name(name).read_bytes()
                if picture := note.pictures.get(name):
                    for path, content in pictures.published(name, data, picture).items():
                        yield Artifact(folder + path, content)
                else:
                    yield Artifact(folder + name, data)
        for path, picture in self.pictures.items():
            # In the place of the original, which the theme engine copied.
            data = self.settings.content.joinpath(path).read_bytes()
            yield Artifact(path, pictures.one(path, data, picture))


def prepare(settings: Settings, as_of: dt.date) -> Edition:
    """Read and check all notes."""
    found = listing(settings.content)
    project = settings.content.parent
    notes: list[Note] = []
    problems = list(found.problems)
    attachments = Attachments(settings.content)
    for location in found.notes:
        try:
            data = (project / location.file).read_bytes()
        except OSError as error:
            detail: dict[str, str | int] = {"reason": error.strerror or str(error)}
            problems.append(Problem("unreadable-file", Span(location.file, 1, 1, 0), detail))
            notes.append(Note(location.file, location.kind, location.id, None, (), ()))
            continue
        note = read_note(location, data, found.beside[location.folder])
        note = attachments.of(note) if note.files else note
        problems.extend(note.problems)
        notes.append(note)
    names = Names(notes)
    archive = archiving.build(notes, names, settings.government, as_of)
    scope = Scope(tuple(notes), names, archive)
    problems.extend(check(scope))
    others = ordinary(settings.content, attachments, _OURS, _taken(settings.theme))
    problems.extend(others.problems)
    if not has_errors(problems):
        problems.extend(remind(scope))
    edition = Edition(settings, tuple(notes), archive, tuple(abridged(problems)), pictures=others.pictures)
    return edition.with_manifest()


def _taken(theme: Path) -> Iterator[str]:
    """The paths of our files that lie in no folder of ours."""
    yield from ("404.html", "index.html", "sitemap.xml", "robots.txt", MARKER)
    for path in sorted((theme / "assets").rglob("*")):
        yield path.relative_to(theme).as_posix()


def _published_at(archive: Archive, note: Note) -> str | None:
    """The address of a published note's page, under which its files lie."""
    match note.kind:
        case NoteKind.MEETING if note.id in archive.meetings:
            return address.meeting(note.id)
        case NoteKind.REPORT if note.id in archive.reports:
            return address.report(note.id)
        case NoteKind.AGENCY if note.id in archive.agencies:
            return address.agency(note.id)
        case NoteKind.INNOVATION if note.id in archive.innovations:
            return address.innovation(note.id)
        case NoteKind.PLAN if note.id in archive.plans:
            return address.plan(note.id)
        case NoteKind.INDICATOR if note.id in archive.indicators:
            return address.indicator(note.id)
        case _:
            return None


def _follow_ups(note: Note) -> tuple[object, ...]:
    return getattr(note.fact, "follow_ups", ())


def _templates(theme: Path) -> Mapping[str, str]:
    folder = theme / "fragments"
    return {path.name: path.read_text("utf-8") for path in sorted(folder.glob("*.html"))}


def _rendered(templates: Templates, fragment: Fragment) -> Page:
    try:
        return templates.page(fragment)
    except Exception as error:
        # A template is a program: anything may come up, and whoever wrote it wants to know where.
        name, line = f"{fragment.template}.html", 0
        if isinstance(error, jinja2.TemplateSyntaxError):
            name, line = error.name or name, error.lineno
        else:
            frames = traceback.extract_tb(error.__traceback__)
            line = next((each.lineno or 0 for each in frames if each.filename == "<template>"), 0)
        where = f"fragments/{name}" + (f":{line}" if line else "")
        raise FrameError(f"Templat {where} tidak dapat dipakai: {error}") from error


def _site(settings: Settings) -> Site:
    return Site(
        name=settings.site_name,
        url=settings.site_url,
        authority=settings.tag_authority,
        zone=ZoneInfo(settings.timezone),
    )
