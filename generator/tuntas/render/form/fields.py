"""The keys of a note as fields of the form, made of the same schema that the check reads notes with."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from tuntas.read.addresses import Either, FileBeside, WebAddress
from tuntas.read.dates import Date, Time
from tuntas.read.files import PICTURES
from tuntas.read.passages import Markdown
from tuntas.read.reading import MAX_LINE, Type
from tuntas.read.records import EveryOr, Key, List, RecordOf
from tuntas.read.scalars import Boolean, Choice, Integer, Number, Reference, Slug, Text
from tuntas.read.schema import COMMITMENT, MISSION
from tuntas.render.form.choices import Choices, Option, Options
from tuntas.vocabulary import EVERY_AGENCY

Field = dict[str, Any]

_LABELS: Final[Mapping[str, str]] = {"opd": "OPD", "id": "Nama pendek", "hadir": "OPD yang hadir"}
_HINTS: Final[Mapping[str, str]] = {
    "id komitmen; bawaannya slug OPD": "Hanya bila satu OPD punya dua komitmen dalam arahan ini.",
    "nama berkas PDF, atau alamat webnya": "Berkas PDF, atau alamat webnya.",
    "nama berkas foto di sebelah catatan ini": "Foto dari ponsel atau komputer.",
    "nomor misi RPJMD yang didukung": "Misi RPJMD yang didukung.",
    "rujukan komitmen yang dilaporkan": "Pilih apa yang diminta.",
    "slug OPD atau pihak yang dapat mengatasinya": "Nama OPD atau pihak yang dapat mengatasinya.",
    "slug OPD yang diambil alih": "OPD yang diambil alih.",
    "slug OPD yang hadir, atau semua": "Yang hadir.",
    "slug OPD yang mereplikasi": "Yang mereplikasi.",
    "slug OPD, atau nama pihak lain": "Nama OPD atau pihak lain.",
    "slug OPD, daftar slug, atau semua": "Yang mengerjakan.",
    "slug indikator": "Indikator yang dituju.",
    "true bila digital": "Apakah inovasinya digital.",
    "true: belum diterbitkan": "Ya: disimpan, tetapi belum terbit.",
    "true: contoh, bukan kejadian nyata": "Ya: contoh, bukan kejadian nyata.",
    "foto, video, dokumen, atau tautan": "Tiap bukti satu saja: foto, video, dokumen, atau tautan.",
    "apa yang menghambat, dan siapa yang dapat membantu": "Wajib bila statusnya terkendala.",
    "tenggat yang baru, bila digeser": "Bila tenggat digeser. Tulis juga alasannya.",
}
"""What is said here in the place of what is said to those who write files, or cannot see what is checked."""

_AGENCIES: Final = frozenset({"opd", "hadir", "menggantikan"})
_INDICATORS: Final = "indikator"
_DAY: Final = "tanggal"
_LAST: Final = frozenset({_DAY, "alias", "koreksi", "draf", "contoh"})
"""What is seldom filled in, where it need not be."""
_FEW: Final = 40
_EVERY: Final = Option("Semua OPD", EVERY_AGENCY)


def fields(record: RecordOf[Any], picks: Choices, *, short: bool = False) -> list[Field]:
    """The fields of a record; `short` writes those that may be one line as one line."""
    keys = sorted(record.keys.items(), key=lambda item: not item[1].required and item[0] in _LAST)
    return [_field(name, key, picks, short=short) for name, key in keys]


def body(label: str) -> Field:
    """The text below the front matter."""
    return {
        "name": "body",
        "label": label,
        "hint": "Keterangan lain, bila perlu. Boleh memakai Markdown.",
        "required": False,
        "widget": "text",
    }


def label(name: str) -> str:
    """How a key or a word of the content is shown: `tindak_lanjut` as `Tindak lanjut`."""
    return _LABELS.get(name) or name.replace("_", " ").replace("-", " ").capitalize()


def _field(name: str, key: Key, picks: Choices, *, short: bool) -> Field:
    hint = _HINTS.get(key.help, f"{key.help[:1].upper()}{key.help[1:]}.")
    made: Field = {"name": name, "label": label(name), "hint": hint}
    if not key.required:
        made["required"] = False
    elif name == _DAY:
        made["default"] = "{{now}}"
    kind: Type[Any] = key.type
    if short and isinstance(kind, RecordOf) and kind.short is not None:
        kind = kind.short.type
    made |= _widget(kind, name, picks)
    if made["widget"] == "list" and "fields" not in made:
        made["hint"] += " Satu baris satu."
    return made


def _widget(kind: Type[Any], name: str, picks: Choices) -> Field:
    """What edits a value of a type, with its bounds."""
    match kind:
        case RecordOf():
            return {"widget": "object", "fields": fields(kind, picks)}
        case List(item=RecordOf() as record):
            return {"widget": "list", "collapsed": "auto", "fields": fields(record, picks)}
        case List(item=item):
            options = _options(item, name, picks)
            # With a field for its items, a list that was written as a single value would be emptied.
            return {**_select(options), "multiple": True} if options else {"widget": "list"}
        case EveryOr():
            return {**_select((_EVERY, *picks.agencies)), "multiple": True}
        case Either(other=other):
            return {**_widget(other, name, picks), "choose_url": True}
        case _:
            options = _options(kind, name, picks)
            if options is None:
                return _LIKE.get(type(kind)) or _typed(kind)
            # In a list that opens, a phone shows the first words only; so few are written out.
            return (
                {**_select(options), "dropdown_threshold": _FEW} if kind is COMMITMENT else _select(options)
            )


def _options(kind: Type[Any], name: str, picks: Choices) -> Options | None:
    """What is offered for picking, where a reference need not be typed."""
    if kind is COMMITMENT:
        return picks.commitments
    if kind is MISSION:
        return picks.missions
    if isinstance(kind, Slug) and name in _AGENCIES:
        return picks.agencies
    if isinstance(kind, Slug) and name == _INDICATORS:
        return picks.indicators
    return None


def _select(options: Iterable[Option]) -> Field:
    return {"widget": "select", "options": [{"label": each.label, "value": each.value} for each in options]}


_LIKE: Final[Mapping[type, Field]] = {
    # Three answers, so that what is not said stays so.
    Boolean: _select((Option("Ya", value=True), Option("Tidak", value=False))),
    Date: {"widget": "datetime", "type": "date", "format": "YYYY-MM-DD"},
    Time: {"widget": "datetime", "type": "time", "format": "HH:mm"},
    Markdown: {"widget": "text"},  # the other editor would write an author's Markdown in its own way
}


def _typed(kind: Type[Any]) -> Field:
    """What is typed, chosen from a few words, or sent."""
    match kind:
        case Choice(words=words):
            return _select(Option(label(word), word) for word in words)
        case Text(longest=longest):
            return {"widget": "string" if longest <= MAX_LINE else "text", "maxlength": longest}
        case Integer(least=least, most=most):
            return {"widget": "number", "value_type": "int", "min": least, "max": most}
        case FileBeside(endings=endings):
            widget = "image" if endings == PICTURES else "file"
            return {"widget": widget, "accept": ",".join(endings), "choose_url": False}
        case Number():
            return _matching(kind, "Tulis sebuah bilangan, misalnya 72,4.")
        case Slug():
            return _matching(kind, "Huruf kecil, angka, dan tanda hubung: pelayanan-publik.")
        case Reference(example=example):
            return _matching(kind, f"Tulis seperti {example}.")
        case WebAddress():
            return _matching(kind, "Tulis alamat web yang lengkap: https://…")
        case _:  # pragma: no cover - each type of the schema has its field
            raise TypeError(kind)


def _matching(kind: Type[Any], message: str) -> Field:
    """One line that must look as the check wants it, or be empty: whether it may is no matter of looks."""
    bare = kind.schema()["pattern"].removeprefix("^").removesuffix("$")
    return {"widget": "string", "pattern": [f"^(?:{bare})?$", message]}
