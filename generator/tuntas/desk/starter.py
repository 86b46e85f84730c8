"""A new archive: every file that a government begins with, all of them valid as they are."""

import csv
import datetime as dt
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from importlib import resources
from importlib.resources.abc import Traversable
from urllib.parse import urlsplit

import msgspec

from tuntas import __version__
from tuntas.archive.corrections import written
from tuntas.desk.refused import Refused
from tuntas.read.files import Location
from tuntas.read.note import read_note
from tuntas.read.slugs import as_slug, is_reserved, is_slug
from tuntas.settings import packaged_guide
from tuntas.vocabulary import NoteKind

COLUMNS = ("nama", "singkatan", "folder", "jenis")
"""What a list of agencies may hold; only the name must be there."""

_LOCK = "pustaka.txt"

EXECUTABLE = tuple(
    f"server/{each}" for each in ("pre-receive", "post-receive", "terbit", "kirim", "bandingkan")
)


class AgencyLine(msgspec.Struct, frozen=True):
    """An agency as a list names it."""

    slug: str
    name: str
    short_name: str
    kind: str = ""


SAMPLES = (
    AgencyLine("dinas-contoh", "Dinas Contoh", "Dincontoh", "dinas"),
    AgencyLine("badan-contoh", "Badan Contoh", "Bancontoh", "badan"),
)
"""The agencies of an archive whose list is still to come."""


class Start(msgspec.Struct, frozen=True):
    """What is known of a new archive."""

    name: str
    government: str
    url: str
    timezone: str
    tag_authority: str
    today: dt.date
    agencies: tuple[AgencyLine, ...] = SAMPLES
    requirement: str = f"tuntas=={__version__}"
    """What a forge installs, as a line for pip."""

    @property
    def host(self) -> str:
        return urlsplit(self.url).hostname or ""


def agencies(text: str, file: str) -> tuple[AgencyLine, ...]:
    """The agencies of a list in CSV, with commas or semicolons; raises Refused with the line."""
    lines = [f"{line}\n" for line in text.removeprefix("\ufeff").split("\n")]
    head = lines[0].strip()
    rows = csv.reader(lines, delimiter=";" if head.count(";") > head.count(",") else ",", strict=True)
    found: dict[str, AgencyLine] = {}
    try:
        names = [each.strip().casefold() for each in next(rows, [])]
        if "nama" not in names or not set(names) <= set(COLUMNS):
            raise Refused(
                f"{file} baris 1: kolomnya harus bernama {', '.join(COLUMNS)}; yang wajib hanya nama."
                f" Yang tertulis: {head or '(kosong)'}."
            )
        for row in rows:
            if any(cell.strip() for cell in row):
                line = _agency(names, row, f"{file} baris {rows.line_num}")
                if line.slug in found:
                    raise Refused(
                        f"{file} baris {rows.line_num}: folder “{line.slug}” sudah dipakai"
                        f" {found[line.slug].name}; isi kolom folder dengan nama lain."
                    )
                found[line.slug] = line
    except csv.Error as error:
        where = f"{file} baris {rows.line_num}"
        raise Refused(f"{where}: CSV-nya tidak utuh, periksa tanda petiknya ({error}).") from None
    if not found:
        raise Refused(f"{file} tidak berisi OPD; tulis satu OPD tiap baris di bawah nama kolomnya.")
    return tuple(found.values())


def _agency(names: list[str], row: list[str], where: str) -> AgencyLine:
    if len(row) != len(names):
        raise Refused(
            f"{where}: ada {len(row)} sel, seharusnya {len(names)}; apit teks yang berisi koma dengan petik."
        )
    cells = dict(zip(names, (" ".join(cell.split()) for cell in row), strict=True))
    name = cells["nama"]
    if not name:
        raise Refused(f"{where}: namanya kosong.")
    short = cells.get("singkatan") or name
    slug = cells.get("folder") or as_slug(short)
    if not is_slug(slug) or is_reserved(slug):
        meant = as_slug(slug) or as_slug(name) or "opd-1"
        raise Refused(f"{where}: “{slug}” tidak dapat menjadi nama folder; pakai misalnya “{meant}”.")
    line = AgencyLine(slug, name, short, cells.get("jenis", ""))
    place = Location(f"content/opd/{slug}/index.md", NoteKind.AGENCY, slug)
    for problem in read_note(place, _note(line).encode(), frozenset()).problems:
        raise Refused(f"{where}: {problem.message('id')}")
    return line


def files(start: Start) -> dict[str, str]:
    """The text of each file by its path."""
    first, second = (*start.agencies, *start.agencies)[:2]
    held = start.today - dt.timedelta(days=14)
    meeting = f"{held}-rapim-contoh"
    report_day = start.today - dt.timedelta(days=3)
    filled = {
        "name": start.name,
        "government": start.government,
        "url": start.url,
        "timezone": start.timezone,
        "tag_authority": start.tag_authority,
        "host": start.host,
        "requirement": start.requirement,
        "meeting": meeting,
        "meeting_day": str(held),
        "report_day": str(report_day),
        "due": str(start.today + dt.timedelta(days=45)),
        "first": first.slug,
        "second": second.slug,
        "owners": "\n".join(f"# /content/opd/{each.slug}/ @{each.slug}" for each in start.agencies),
    }
    found = {path: _filled(text, filled, path) for path, text in _templates()}
    found[_LOCK] = _locked(found[_LOCK], is_hashed="--hash=" in start.requirement)
    found[f"content/meetings/{held.year}/{meeting}.md"] = found.pop("content/meetings/contoh.md")
    report = found.pop("content/laporan-contoh.md")
    found[f"content/opd/{first.slug}/laporan/{report_day}-laporan-contoh.md"] = report
    found |= {f"content/opd/{each.slug}/index.md": _note(each) for each in start.agencies}
    found |= {
        f"content/panduan/{each.name}": each.read_text("utf-8") for each in packaged_guide().glob("*.md")
    }
    return dict(sorted(found.items()))


def _locked(lock: str, *, is_hashed: bool) -> str:
    """Our lock as an archive holds it; pip wants the hashes of all that it installs, or of nothing."""
    text = re.sub(
        r"\A(#.*\n)+", "# Semua yang dipakai Tuntas. Berganti bersama versi Tuntas; jangan diubah.\n", lock
    )
    return text if is_hashed else re.sub(r" \\\n +--hash=\S+", "", text)


def _note(agency: AgencyLine) -> str:
    lines = [f"nama: {written(agency.name)}", f"singkatan: {written(agency.short_name)}"]
    if agency.kind:
        lines.append(f"jenis: {written(agency.kind)}")
    return "\n".join(["---", *lines, "---", ""])


def _filled(text: str, filled: Mapping[str, str], path: str) -> str:
    """A template with its marks replaced; in the settings each stands as a value between quotes."""
    quoted = path == "mkdocs.yml"
    return re.sub("%%([a-z_]+)%%", lambda mark: (_QUOTED if quoted else str)(filled[mark[1]]), text)


_QUOTED = json.JSONEncoder(ensure_ascii=False).encode
"""JSON's texts are YAML's, whatever they look like without quotes."""


def _templates() -> Iterator[tuple[str, str]]:
    """The templates by their paths; `dot-` stands for the dot of a hidden file."""
    yield from _below(resources.files("tuntas") / "starter", "")


def _below(folder: Traversable, path: str) -> Iterator[tuple[str, str]]:
    for each in sorted(folder.iterdir(), key=lambda each: each.name):
        name = re.sub("^dot-", ".", each.name)
        if each.is_dir():
            yield from _below(each, f"{path}{name}/")
        else:
            yield f"{path}{name}", each.read_text("utf-8")


def names(paths: Iterable[str]) -> str:
    """The files at the top of a new archive, for people."""
    return ", ".join(sorted({path.partition("/")[0] for path in paths}))
