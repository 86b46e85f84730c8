"""The press: everything that can be made of an edition, each by its name, and what is read for it."""

import traceback
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property, partial
from hashlib import blake2b
from html import escape
from types import MappingProxyType
from typing import Any

import jinja2
import msgspec

from tuntas.archive.archive import Archive
from tuntas.archive.prints import Print
from tuntas.archive.seconds import Seconds
from tuntas.archive.watched import Read, Reads, Table, watched
from tuntas.publish import form, search
from tuntas.publish.drawn import Drawn
from tuntas.publish.edition import Edition
from tuntas.publish.frame import AS_OF, FrameError
from tuntas.publish.store import Store
from tuntas.publish.theme import OTHERS
from tuntas.read.facts import AgencyId
from tuntas.read.note import Note
from tuntas.read.picture import Picture
from tuntas.render import address, social, wording
from tuntas.render.artifact import Artifact
from tuntas.render.calendar import calendars
from tuntas.render.calendar.calendars import Calendars
from tuntas.render.calendar.mould import Moulds as CalendarMoulds
from tuntas.render.data import formats
from tuntas.render.data.licences import LICENCES
from tuntas.render.data.package import Catalogue, datapackage, dcat
from tuntas.render.data.table import Table as DataTable
from tuntas.render.data.tables import TABLES
from tuntas.render.feeds import catalogue
from tuntas.render.feeds.entry import Entries
from tuntas.render.feeds.formats import listing, written
from tuntas.render.feeds.mould import Moulds
from tuntas.render.fragment import Fragment, Templates
from tuntas.render.joined import Joined
from tuntas.render.lastmod import lastmods
from tuntas.render.page import Page
from tuntas.render.pages import PageName, Pages
from tuntas.render.redirects import moves, redirects
from tuntas.render.search import ALWAYS, Findable, volume, volumes
from tuntas.render.sitemap import robots, sitemap
from tuntas.render.social import Card
from tuntas.render.source import Revision
from tuntas.render.views.foot import Notes
from tuntas.settings import FORM_SETTINGS, Settings
from tuntas.vocabulary import NoteKind

PICTURES = "pictures"
"""Where published pictures are kept between builds."""

_MOULDS = "moulds"
_CALENDARS = "calendars"
_SIZE = 12
_NOTES, _THEME, _SETTINGS, _TEMPLATES, _PUBLISHED = "notes", "theme", "settings", "templates", "published"
_REVISIONS = "revisions"


class Made(msgspec.Struct, frozen=True):
    """An output: its files, and what was read for them."""

    artifacts: tuple[Artifact, ...]
    reads: list[Read]


class Press:
    """Makes the outputs of an edition: pages, feeds, photos, cards, redirects, the sitemap."""

    def __init__(
        self,
        edition: Edition,
        drawn: Drawn,
        moulds: Moulds,
        calendar_moulds: CalendarMoulds,
        templates: Mapping[str, str],
        revisions: Mapping[str, Revision | None] | None,
        store: Store,
        translated: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        """`revisions` tell when each note was last changed; None where there is no history to show."""
        self._edition = edition
        self._settings = edition.settings
        self._drawn = drawn
        self._moulds = moulds
        self._calendar_moulds = calendar_moulds
        self._revisions = revisions
        self._store = store
        self._sources = templates
        self._translated = dict(translated)
        self._templates = Templates(templates, edition.settings.site_url, translated)
        self._reads = Reads()
        self._archive = watched(edition.archive, self._reads)
        seconds = Seconds(edition.archive)
        self._entries = Entries(self._archive, edition.site, seconds, self._size, self._reads)
        self._sizes: dict[str, int] = {}
        self._calendars = Calendars(self._archive, edition.site, self._calendar_moulds)
        self.outputs: dict[str, Callable[[], Iterator[Artifact]]] = dict(self._named())
        events = catalogue.subscription(edition.archive, catalogue.Kind.EVENTS, "").stem
        years = range(edition.archive.years[0], edition.archive.years[1] + 1)
        self.longest = frozenset(
            [address.index(name).rstrip("/") for name in self.volumes()]
            + [catalogue.archive_stem(events, year) for year in years]
            + ["sitemap.xml"]
        )
        """The outputs that take longest to make."""
        self.joined: dict[str, Joined] = {
            **dict(_joined_tables(edition.archive)),
            address.CALENDAR_OF_DUES: self._calendars.all_dues(calendars.months(edition.archive)),
        }
        """The files that join others, by their paths."""
        self.last: dict[str, Callable[[Mapping[str, int]], Iterator[Artifact]]] = {
            address.DATA: self._data_page,
            f"{address.TABLES}datapackage.json": self._datapackage,
            address.DCAT: self._dcat,
        }
        """The outputs that tell the sizes of files, and are made of these, in bytes."""

    @cached_property
    def beside(self) -> frozenset[str]:
        """The outputs that are made of files beside the notes, so only where these lie."""
        pictured = self._pictured_feeds(self._edition.archive)
        return frozenset(
            name for name, make in self.outputs.items() if _reads_files(make) or name in pictured
        )

    def make(self, name: str) -> Made:
        """Make one output."""
        self._reads.seen = set()
        artifacts = tuple(self.outputs[name]())
        return Made(artifacts, self._reads.take())

    def __reduce__(self) -> tuple[type["Press"], tuple[object, ...]]:
        """How to send a press to another process: as what it is made of."""
        made_of = self._edition, self._drawn, self._moulds, self._calendar_moulds, self._sources
        return Press, (*made_of, self._revisions, self._store, self._translated)

    def forget_others(self) -> None:
        """Keep nothing between builds that this edition does not show: no photos, no indexes."""
        shown = {
            _key(name, self._edition.prints[path])
            for note in self._edition.notes
            for name, path in zip(note.files, note.beside, strict=True)
            if name in note.pictures
        }
        self._store.keep(PICTURES, shown)
        self._store.keep(search.FOLDER, [search.kept_as(each) for each in self.volumes()])

    def volumes(self) -> tuple[str, ...]:
        """The names of the volumes that search finds things in; none where there is no search."""
        return volumes(self._edition.archive) if self._settings.search else ()

    def _pages(self, sizes: Mapping[str, int] | None = None) -> Pages:
        settings = self._settings
        return Pages(
            self._archive,
            silent_after_days=settings.silent_after_days,
            notes=self._notes(),
            search=settings.search,
            site_name=settings.site_name,
            site_url=settings.site_url,
            licence=LICENCES[settings.data_license],
            sizes=sizes,
        )

    def _named(self) -> Iterator[tuple[str, Callable[[], Iterator[Artifact]]]]:
        plain = self._edition.archive
        for name in self.volumes():
            yield address.index(name).rstrip("/"), partial(self._index, name)
        for page in self._pages():
            if page.address != address.DATA:
                yield page.address, partial(self._page, page)
        yield from self._feeds(plain)
        yield catalogue.OPML, self._opml
        yield from self._data(plain)
        yield from self._files(plain)
        for where, card in social.cards(plain):
            yield where, partial(self._card, card)
        yield address.CARD, self._default_card
        for path in self._edition.pictures:
            yield path, partial(self._ordinary_picture, path)
        yield _THEME, self._theme
        yield "redirects", self._redirects
        yield "sitemap.xml", self._sitemap
        yield "robots.txt", self._robots
        yield from self._form()

    def _feeds(self, plain: Archive) -> Iterator[tuple[str, Callable[[], Iterator[Artifact]]]]:
        """Feeds, and the documents of their years."""
        histories = []
        for kind, subject, stem in catalogue.named(plain):
            yield stem, partial(self._feed, kind, subject)
            years = catalogue.years(plain, kind, subject)
            if kind in catalogue.PERIODS:  # these share their entries with the feed
                for year in reversed(years):
                    yield catalogue.archive_stem(stem, year), partial(self._history, kind, subject, year)
            elif years:
                histories.append((kind, subject, stem, years))
        # Year after year: the documents of one year share their entries.
        for year in range(plain.years[0], plain.years[1] + 1):
            for kind, subject, stem, years in histories:
                if year in years:
                    yield catalogue.archive_stem(stem, year), partial(self._history, kind, subject, year)

    def _data(self, plain: Archive) -> Iterator[tuple[str, Callable[[], Iterator[Artifact]]]]:
        """Calendars and tables."""
        yield address.CALENDAR_OF_MEETINGS, self._calendar_of_meetings
        for month in calendars.months(plain):
            yield address.calendar_of_dues(month), partial(self._calendar_of_dues, month)
        for agency, paths in calendars.named(plain):
            yield paths[0], partial(self._calendar_of_agency, agency, paths)
        for table in TABLES:
            for part in table.parts(plain):
                yield f"{address.TABLES}{table.name}/{part}".rstrip("/"), partial(self._table, table, part)

    def _form(self) -> Iterator[tuple[str, Callable[[], Iterator[Artifact]]]]:
        """The form: its program, its page, and its configuration, which offers what is open."""
        if self._settings.cms:
            yield "admin program", form.program
            yield "admin page", self._form_page
            yield "admin config", self._form_config

    # --- what is read beside the archive ---

    def prints(self) -> dict[Read, Print]:
        """The fingerprints of what is read beside the archive, by the names under which it is read."""
        settings, edition = self._settings, self._edition
        shown = (
            settings.site_name,
            settings.site_url,
            settings.tag_authority,
            settings.timezone,
            settings.silent_after_days,
            settings.search,
            settings.data_license,
            settings.websub_hub,
            *(getattr(settings, name) for name in FORM_SETTINGS),
            self._revisions is not None,
        )
        found = {
            _SETTINGS: _print(shown),
            _TEMPLATES: _print(sorted(self._sources.items())),
            _PUBLISHED: _print(edition.published),
            _REVISIONS: _print(sorted((self._revisions or {}).items())),
            _THEME: _print((self._drawn.theme.pages, sorted(self._drawn.files.items()))),
            _NOTES: _print((sorted(edition.prints.items()), edition.archive.as_of)),
        }
        for section, frame in self._drawn.theme.frames.items():
            found[f"frame/{section}"] = _print(frame)
        for note in edition.notes:
            found[f"files/{note.kind}:{note.id}"] = _print(note.file)
            for path in note.beside:  # of one that can't be used there is none, and a rule tells
                found[f"beside/{path}"] = edition.prints.get(path, b"")
        for file, revision in (self._revisions or {}).items():
            found[f"revisions/{file}"] = _print(revision)
        for path, picture in edition.pictures.items():
            found[f"picture/{path}"] = edition.prints[path] + _print(picture)
        return found

    def _notes(self) -> Notes:
        files = {(note.kind, note.id): note.file for note in self._edition.notes}
        revisions = self._revisions
        return Notes(
            Table("files", files, self._reads),
            None if revisions is None else Table("revisions", revisions, self._reads),
        )

    # --- what is made ---

    def _page(self, name: PageName) -> Iterator[Artifact]:
        page = _rendered(self._templates, name.fragment())
        frames = self._drawn.theme.frames
        self._reads.note("frame", page.section if page.section in frames else OTHERS)
        self._reads.note(_TEMPLATES)
        self._reads.note(_SETTINGS)
        text = self._drawn.theme.join(page, wording.day(self._archive.as_of))
        yield Artifact(f"{page.address}index.html", text.encode())

    def _index(self, name: str) -> Iterator[Artifact]:
        found = [*volume(self._archive, name), *(self._ordinary() if name == ALWAYS else ())]
        for path, content in search.index(name, found, self._store).items():
            yield Artifact(address.index(name) + path, content)

    def _ordinary(self) -> Iterator[Findable]:
        """What the theme engine drew whole, of which the article alone counts."""
        self._reads.note(_THEME)
        for page in self._drawn.theme.pages:
            text = search.article(self._drawn.files[f"{page.address}index.html"].decode())
            if text:
                yield Findable(page.address, page.title, "halaman", text)

    def _feed(self, kind: catalogue.Kind, subject: str) -> Iterator[Artifact]:
        self._reads.note(_SETTINGS)
        subscription = catalogue.subscription(self._archive, kind, subject)
        yield from written(catalogue.feed(self._entries, subscription), self._moulds)

    def _history(self, kind: catalogue.Kind, subject: str, year: int) -> Iterator[Artifact]:
        self._reads.note(_SETTINGS)
        subscription = catalogue.subscription(self._archive, kind, subject)
        yield from written(catalogue.archived(self._entries, subscription, year), self._moulds)

    def _pictured_feeds(self, archive: Archive) -> frozenset[str]:
        """The feeds that enclose photos: those of the directives that these show, and of more than one."""
        events = (archive.events_of_origin.get(each.id, ()) for each in self._edition.notes if each.pictures)
        shown = {getattr(event, "directive", None) for of_note in events for event in of_note}
        return frozenset(
            each
            for kind, subject, stem in catalogue.named(archive)
            if (subject in shown if kind is catalogue.Kind.DIRECTIVE else shown)
            for each in (
                stem,
                *(catalogue.archive_stem(stem, year) for year in catalogue.years(archive, kind, subject)),
            )
        )

    def _size(self, kind: NoteKind, id: str, name: str) -> int:
        """The bytes of a photo at the address that feeds give for it."""
        note = self._photographed[kind, id]
        path = f"{note.file.rpartition('/')[0]}/{name}"
        self._reads.note("beside", path)
        if path not in self._sizes:
            forms = self._forms(path, note.pictures[name])
            self._sizes[path] = len(forms[address.fallback_file(name)])
        return self._sizes[path]

    def _calendar_of_meetings(self) -> Iterator[Artifact]:
        self._reads.note(_SETTINGS)
        yield Artifact(address.CALENDAR_OF_MEETINGS, self._calendars.meetings())

    def _calendar_of_dues(self, month: str) -> Iterator[Artifact]:
        self._reads.note(_SETTINGS)
        yield Artifact(address.calendar_of_dues(month), self._calendars.dues(month))

    def _calendar_of_agency(self, id: AgencyId, paths: tuple[str, ...]) -> Iterator[Artifact]:
        self._reads.note(_SETTINGS)
        content = self._calendars.dues_of_agency(id)
        for path in paths:
            yield Artifact(path, content)

    def _table(self, table: DataTable[Any], part: str) -> Iterator[Artifact]:
        self._reads.note(_SETTINGS)
        rows = table.rows(self._archive, part, self._settings.site_url)
        yield Artifact(address.table(table.name, "csv", part), formats.csv_file(table, rows))
        yield Artifact(address.table(table.name, "json", part), formats.json_file(table, rows))

    def _datapackage(self, sizes: Mapping[str, int]) -> Iterator[Artifact]:
        yield Artifact(f"{address.TABLES}datapackage.json", datapackage(self._catalogue(sizes)))

    def _dcat(self, sizes: Mapping[str, int]) -> Iterator[Artifact]:
        yield Artifact(address.DCAT, dcat(self._catalogue(sizes)))

    def _catalogue(self, sizes: Mapping[str, int]) -> Catalogue:
        settings, archive = self._settings, self._edition.archive
        days = archive.days
        return Catalogue(
            name=settings.site_name,
            site_url=settings.site_url,
            government=archive.government,
            as_of=archive.as_of,
            since=days[0][0] if days else None,
            latest=days[-1][0] if days else None,
            licence=LICENCES[settings.data_license],
            sizes=sizes,
        )

    def _data_page(self, sizes: Mapping[str, int]) -> Iterator[Artifact]:
        yield from self._page(next(each for each in self._pages(sizes) if each.address == address.DATA))

    def _opml(self) -> Iterator[Artifact]:
        self._reads.note(_SETTINGS)
        yield listing(self._entries)

    def _files(self, archive: Archive) -> Iterator[tuple[str, Callable[[], Iterator[Artifact]]]]:
        """The photos and documents that published notes show."""
        for note in self._edition.notes:
            folder = _published_at(archive, note) if note.files else None
            if folder is not None:
                for name in note.files:
                    yield folder + name, partial(self._file, note, folder, name)

    def _file(self, note: Note, folder: str, name: str) -> Iterator[Artifact]:
        path = f"{note.file.rpartition('/')[0]}/{name}"
        self._reads.note("beside", path)
        picture = note.pictures.get(name)
        if picture is None:
            yield Artifact(folder + name, (self._edition.project / path).read_bytes())
            return
        for below, content in self._forms(path, picture).items():
            yield Artifact(folder + below, content)

    def _forms(self, path: str, picture: Picture) -> dict[str, bytes]:
        """The files that a photo beside a note is published as."""
        name = path.rpartition("/")[2]
        place = f"{PICTURES}/{_key(name, self._edition.prints[path])}"
        # Encoding a photo takes as long as making hundreds of pages, so what comes of it is kept.
        files = self._store.load(place, dict[str, bytes])
        if files is None:
            from tuntas.publish import pictures  # noqa: PLC0415 - only who encodes a photo needs Pillow

            files = pictures.published(name, (self._edition.project / path).read_bytes(), picture)
            self._store.save(place, files)
        return files

    def _card(self, of: Callable[[Archive], Card]) -> Iterator[Artifact]:
        from tuntas.publish.cards import drawn  # noqa: PLC0415 - only who draws a card needs Pillow

        self._reads.note(_SETTINGS)
        card, photo = of(self._archive), None
        if card.photo is not None:
            shown = card.photo
            note = self._photographed[shown.kind, shown.id]
            path, picture = f"{note.file.rpartition('/')[0]}/{shown.name}", note.pictures[shown.name]
            self._reads.note("beside", path)
            photo = self._forms(path, picture)[address.picture_file(shown.name, min(picture.widths))]
        yield Artifact(card.address, drawn(card, self._settings.site_name, photo))

    @cached_property
    def _photographed(self) -> Mapping[tuple[NoteKind, str], Note]:
        return {(note.kind, note.id): note for note in self._edition.notes if note.pictures}

    def _default_card(self) -> Iterator[Artifact]:
        from tuntas.publish.cards import drawn  # noqa: PLC0415 - as above

        self._reads.note(_SETTINGS)
        name = self._settings.site_name
        card = social.default(name, self._archive.government)
        yield Artifact(card.address, drawn(card, name))

    def _ordinary_picture(self, path: str) -> Iterator[Artifact]:
        # In the place of the original, which the theme engine copied.
        self._reads.note("picture", path)
        from tuntas.publish import pictures  # noqa: PLC0415 - as above

        data = self._settings.content.joinpath(path).read_bytes()
        yield Artifact(path, pictures.one(path, data, self._edition.pictures[path]))

    def _theme(self) -> Iterator[Artifact]:
        """The files that the theme engine drew whole, with the as-of date in its place."""
        self._reads.note(_THEME)
        as_of = escape(wording.day(self._archive.as_of)).encode()
        for path, content in self._drawn.files.items():
            if path not in self._edition.pictures:
                dated = content.replace(AS_OF.encode(), as_of) if path.endswith(".html") else content
                yield Artifact(path, dated)

    def _redirects(self) -> Iterator[Artifact]:
        self._of_all()
        self._reads.note(_PUBLISHED)
        known = (line.text for line in self._edition.published)
        found = moves(self._edition.archive, self._addresses(), known)
        yield from redirects(found.items(), self._settings.site_url)

    def _sitemap(self) -> Iterator[Artifact]:
        self._of_all()
        self._reads.note(_REVISIONS)
        files = {(note.kind, note.id): note.file for note in self._edition.notes}
        days = lastmods(self._edition.archive, Notes(files, self._revisions))
        yield sitemap(self._settings.site_url, sorted(self._addresses()), days)

    def _robots(self) -> Iterator[Artifact]:
        self._reads.note(_SETTINGS)
        yield robots(self._settings.site_url)

    def _form_page(self) -> Iterator[Artifact]:
        self._reads.note(_SETTINGS)
        return form.page(self._settings)

    def _form_config(self) -> Iterator[Artifact]:
        self._reads.note(_SETTINGS)
        self._reads.note(_NOTES)
        return form.configuration(self._edition)

    def _of_all(self) -> None:
        """Note that something is made of which pages there are."""
        self._reads.note(_NOTES)
        self._reads.note(_THEME)
        self._reads.note(_SETTINGS)

    def _addresses(self) -> list[str]:
        own = (name for name in (*self.outputs, *self.last) if name.endswith("/") or name == address.HOME)
        return [*own, *(page.address for page in self._drawn.theme.pages)]


def press_of(
    edition: Edition,
    drawn: Drawn,
    revisions: Mapping[str, Revision | None] | None,
    store: Store,
    translated: Mapping[str, str] = MappingProxyType({}),
) -> Press:
    """The press for an edition, with the templates as they stand; some of them may be Python already."""
    moulds = _moulds(store), _calendar_moulds(store)
    return Press(edition, drawn, *moulds, templates(edition.settings), revisions, store, translated)


def _moulds(store: Store) -> Moulds:
    """What feedgen draws; it is slow to import, and draws the same until it is another feedgen."""
    moulds = store.load(_MOULDS, Moulds)
    if moulds is None:
        from tuntas.render.feeds.drawing import moulds as draw  # noqa: PLC0415 - for this alone

        moulds = draw()
        store.save(_MOULDS, moulds)
    return moulds


def _calendar_moulds(store: Store) -> CalendarMoulds:
    """What icalendar draws, kept for the same reasons."""
    moulds = store.load(_CALENDARS, CalendarMoulds)
    if moulds is None:
        from tuntas.render.calendar.drawing import moulds as draw  # noqa: PLC0415 - for this alone

        moulds = draw()
        store.save(_CALENDARS, moulds)
    return moulds


_HERE = frozenset({"_file", "_ordinary_picture", "_card", "_index"})


def _joined_tables(archive: Archive) -> Iterator[tuple[str, Joined]]:
    for table in TABLES:
        if table.is_divided:
            parts = tuple(table.parts(archive))
            csv, json = (
                [address.table(table.name, suffix, part) for part in parts] for suffix in ("csv", "json")
            )
            yield address.table(table.name, "csv"), formats.joined_csv(table, csv)
            yield address.table(table.name, "json"), formats.joined_json(json)


def _reads_files(make: Callable[[], Iterator[Artifact]]) -> bool:
    return isinstance(make, partial) and make.func.__name__ in _HERE


def _key(name: str, fingerprint: bytes) -> str:
    """What the picture of a name and a fingerprint is kept under."""
    return blake2b(name.encode() + b"\0" + fingerprint, digest_size=_SIZE).hexdigest()


def _print(value: object) -> bytes:
    return blake2b(msgspec.msgpack.encode(value), digest_size=_SIZE).digest()


def templates(settings: Settings) -> Mapping[str, str]:
    """The theme's templates of fragments, by their names."""
    folder = settings.theme / "fragments"
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
