"""The collections of the form: meetings, agencies, and for each agency its reports and innovations."""

from collections.abc import Collection, Iterator
from typing import Any, Final

import msgspec
from msgspec.structs import replace

from tuntas.archive.archive import Archive
from tuntas.read import schema
from tuntas.read.facts import AgencyId
from tuntas.read.records import RecordOf
from tuntas.read.slugs import SLUG
from tuntas.render.form.choices import Choices, choices, of_agency
from tuntas.render.form.fields import body, fields

_DATED: Final = rf"[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}-{SLUG.pattern}"
_DATED_HINT: Final = "Tanggal dan nama pendek, misalnya 2026-11-24-papan-loket. Menjadi alamat halamannya."
_NAMED_HINT: Final = "Huruf kecil, angka, dan tanda hubung. Menjadi alamat halamannya, untuk selamanya."


class _Kind(msgspec.Struct, frozen=True):
    """A kind of note in a folder of the repository."""

    name: str
    label: str
    folder: str
    record: RecordOf[Any]
    picks: Choices
    icon: str
    body: str
    """How the text below the front matter is called."""
    title: str
    """The key whose value stands for a note in lists."""
    named: str = ""
    """The key whose value names a new note, if that is not its title."""
    dated: bool = False
    """Whether its day begins the name."""
    between: str = ""
    """The folders between, which depend on the note."""


def collections(archive: Archive, content: str, files: Collection[str]) -> Iterator[dict[str, Any]]:
    """All collections; `content` is the folder of the notes, `files` are the paths of all notes."""
    picks = choices(archive)
    meeting = _Kind(
        name="rapat",
        label="Rapat",
        folder=f"{content}/meetings",
        record=schema.MEETING,
        picks=picks,
        icon="groups",
        body="Isi",
        title="judul",
        dated=True,
        between="{{tanggal | date('YYYY')}}/",
    )
    yield from _shapes(meeting, files)
    if any(not each.fact.chair.office for each in archive.meetings.values()):
        # Who leads may be written in one line or in two, and a field of the form holds one of these.
        in_a_line = replace(meeting, name="rapat-sebaris", label="Rapat, pimpinan sebaris")
        for each in _shapes(in_a_line, files, short=True):
            yield each | {"create": False, "filter": {"field": "pimpinan", "pattern": "."}}
    agency = _Kind(
        name="opd",
        label="OPD",
        folder=f"{content}/opd",
        record=schema.AGENCY,
        picks=picks,
        icon="account_balance",
        body="Profil",
        title="nama",
        named="singkatan",
    )
    yield _collection(agency, fields(agency.record, picks))
    of_agencies = sorted(archive.agencies, key=lambda id: archive.agencies[id].short_name.casefold())
    yield {"divider": True, "name": "antara-laporan"}
    for id in of_agencies:
        kind = _reports(archive, content, id, picks)
        # Who has nothing to report on has nothing to write; who is gone has what was written.
        if (archive.in_force[id] and kind.picks.commitments) or _below(kind.folder, files):
            yield from _shapes(kind, files)
    yield {"divider": True, "name": "antara-inovasi"}
    for id in of_agencies:
        if archive.in_force[id]:
            yield from _shapes(_innovations(archive, content, id, picks), files)


def _reports(archive: Archive, content: str, agency: AgencyId, picks: Choices) -> _Kind:
    return _Kind(
        name=f"laporan-{agency}",
        label=f"Laporan {archive.agencies[agency].short_name}",
        folder=f"{content}/opd/{agency}/laporan",
        record=schema.REPORT,
        picks=replace(picks, commitments=of_agency(archive, agency)),
        icon="assignment",
        body="Isi",
        title="judul",
        dated=True,
    )


def _innovations(archive: Archive, content: str, agency: AgencyId, picks: Choices) -> _Kind:
    return _Kind(
        name=f"inovasi-{agency}",
        label=f"Inovasi {archive.agencies[agency].short_name}",
        folder=f"{content}/opd/{agency}/inovasi",
        record=schema.INNOVATION,
        picks=picks,
        icon="lightbulb",
        body="Uraian",
        title="nama",
    )


def _shapes(kind: _Kind, files: Collection[str], *, short: bool = False) -> Iterator[dict[str, Any]]:
    """The notes in folders of their own, where new ones come; and, if there are any, those in one file."""
    made = fields(kind.record, kind.picks, short=short)
    yield _collection(kind, made)
    if any(not each.endswith("/index.md") for each in _below(kind.folder, files)):
        name, label = f"{kind.name}-berkas", f"{kind.label} (satu berkas)"
        path = f"{kind.between}{{{{slug}}}}"
        yield _collection(replace(kind, name=name, label=label), made) | {"create": False, "path": path}


def _below(folder: str, files: Collection[str]) -> list[str]:
    return [each for each in files if each.startswith(f"{folder}/")]


def _collection(kind: _Kind, made: list[dict[str, Any]]) -> dict[str, Any]:
    slug = f"{{{{{kind.named or kind.title}}}}}"
    pattern, hint = (_DATED, _DATED_HINT) if kind.dated else (SLUG.pattern, _NAMED_HINT)
    order = "tanggal" if kind.dated else kind.title
    return {
        "name": kind.name,
        "label": kind.label,
        "label_singular": kind.label,
        "icon": kind.icon,
        "folder": kind.folder,
        "path": f"{kind.between}{{{{slug}}}}/index",
        "slug": {
            "template": f"{{{{tanggal}}}}-{slug}" if kind.dated else slug,
            "editable": ["create"],
            "hint": hint,
            "pattern": [f"^{pattern}$", hint],
        },
        "identifier_field": kind.title,
        "summary": f"{{{{tanggal}}}} {{{{{kind.title}}}}}" if kind.dated else f"{{{{{kind.title}}}}}",
        "sortable_fields": {
            "fields": [order],
            "default": {"field": order, "direction": "descending" if kind.dated else "ascending"},
        },
        "format": "yaml-frontmatter",
        # Beside the note, and named by nothing but its name.
        "media_folder": "",
        "public_folder": "",
        # What was published stays.
        "delete": False,
        "duplicate": False,
        "editor": {"preview": False},
        "fields": [*made, body(kind.body)],
    }
