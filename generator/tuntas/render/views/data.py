"""The page of the open data: which tables there are, what they say, and how large their files are."""

from collections.abc import Mapping

from tuntas.archive.archive import Archive
from tuntas.render import address, wording
from tuntas.render.data.licences import Licence
from tuntas.render.data.table import Type
from tuntas.render.data.tables import TABLES
from tuntas.render.views.parts import Link, View

_TYPES = {
    Type.TEXT: "teks",
    Type.NUMBER: "bilangan",
    Type.TRUTH: "ya/tidak",
    Type.DAY: "tanggal",
    Type.LIST: "daftar",
    Type.ADDRESS: "alamat web",
}


class FileItem(View, frozen=True):
    """A file to take away; the size is for people: `340 KB`."""

    link: Link
    size: str


class ColumnItem(View, frozen=True):
    name: str
    type: str
    says: str
    of: str
    """The table in which its values are ids."""
    words: tuple[str, ...]
    required: bool


class TableItem(View, frozen=True):
    name: str
    title: str
    says: str
    rows: int
    files: tuple[FileItem, ...]
    columns: tuple[ColumnItem, ...]
    is_divided: bool


class DataView(View, frozen=True):
    tables: tuple[TableItem, ...]
    descriptions: tuple[FileItem, ...]
    license: Link


def data_view(archive: Archive, sizes: Mapping[str, int], licence: Licence) -> DataView:
    """What programs can read of the archive; `sizes` are those of files, in bytes."""

    def file(text: str, path: str) -> FileItem:
        return FileItem(Link(text, path), wording.size(sizes[path]) if path in sizes else "")

    return DataView(
        tables=tuple(
            TableItem(
                name=each.name,
                title=each.title,
                says=each.says,
                rows=each.count(archive),
                files=(
                    file("CSV", address.table(each.name, "csv")),
                    file("JSON", address.table(each.name, "json")),
                ),
                columns=tuple(
                    ColumnItem(one.name, _TYPES[one.type], one.says, one.of, one.words, one.required)
                    for one in each.columns
                ),
                is_divided=each.is_divided,
            )
            for each in TABLES
        ),
        descriptions=(
            file("datapackage.json", f"{address.TABLES}datapackage.json"),
            file("dcat.jsonld", address.DCAT),
        ),
        license=Link(licence.title, licence.url),
    )
