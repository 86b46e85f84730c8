"""What tells programs of the open data: a Data Package (version 2) and a DCAT catalogue."""

import datetime as dt
from collections.abc import Mapping
from typing import Any, Final

import msgspec

from tuntas.render import address
from tuntas.render.data.formats import BETWEEN, CSV_TYPE, JSON_TYPE
from tuntas.render.data.licences import Licence
from tuntas.render.data.table import Column, Table, Type
from tuntas.render.data.tables import TABLES

VERSION: Final = "1.0.0"
"""Of the shape: a new column is a new minor version, anything else a new address."""

_PROFILE: Final = "https://datapackage.org/profiles/2.0"
_KEYWORDS: Final = ("rapat pimpinan", "arahan", "komitmen", "tindak lanjut", "pemerintah daerah")
_FORMATS: Final = (("csv", CSV_TYPE, "CSV"), ("json", JSON_TYPE, "JSON"))
_EU: Final = "http://publications.europa.eu/resource/authority"


class Catalogue(msgspec.Struct, frozen=True):
    """What describes the data beside its tables: whose it is, of which day, and under which licence.

    `site_url` ends with a slash; `sizes` are those of the files of the site, in bytes; `since` and `latest`
    are the first and the last day on which something happened.
    """

    name: str
    site_url: str
    government: str
    as_of: dt.date
    since: dt.date | None
    latest: dt.date | None
    licence: Licence
    sizes: Mapping[str, int]

    @property
    def says(self) -> str:
        return (
            f"Arahan pimpinan {self.government}: rapat, arahan, komitmen, tindak lanjut, OPD, dan peristiwa, "
            f"menurut keadaan pada {self.as_of}."
        )


def _json(value: object) -> bytes:
    return msgspec.json.format(msgspec.json.encode(value), indent=2) + b"\n"


# --- Data Package ---


def datapackage(of: Catalogue) -> bytes:
    """The descriptor, `datapackage.json`: its resources are the CSV files."""
    return _json(
        {
            "$schema": f"{_PROFILE}/datapackage.json",
            "name": "arahan-rapat-pimpinan",
            "id": f"{of.site_url}{address.TABLES}datapackage.json",
            "title": of.name,
            "description": of.says,
            "homepage": of.site_url + address.DATA,
            "version": VERSION,
            "created": f"{of.as_of}T00:00:00Z",
            "keywords": _KEYWORDS,
            "contributors": [{"title": of.government, "path": of.site_url, "roles": ["publisher"]}],
            "licenses": [{"name": of.licence.id, "title": of.licence.title, "path": of.licence.url}],
            "resources": [_resource(each, of.sizes) for each in TABLES],
        }
    )


def _resource(table: Table[Any], sizes: Mapping[str, int]) -> dict[str, Any]:
    return {
        "name": table.name,
        "type": "table",
        "path": f"{table.name}.csv",
        "title": table.title,
        "description": table.says,
        "format": "csv",
        "mediatype": CSV_TYPE,
        "encoding": "utf-8",
        "bytes": sizes[address.table(table.name, "csv")],
        "schema": {
            "$schema": f"{_PROFILE}/tableschema.json",
            "fields": [_field(each, key=table.key) for each in table.columns],
            "missingValues": [""],
            "primaryKey": [table.key],
            "foreignKeys": [
                {"fields": [each.name], "reference": {"resource": each.of, "fields": ["id"]}}
                for each in table.columns
                if each.of
            ],
        },
    }


def _field(column: Column[Any], key: str) -> dict[str, Any]:
    field: dict[str, Any] = {"name": column.name, "type": column.type.value, "description": column.says}
    if column.type is Type.ADDRESS:
        field |= {"type": Type.TEXT.value, "format": Type.ADDRESS.value}
    elif column.type is Type.LIST:
        field |= {"delimiter": BETWEEN, "itemType": "string"}
    constraints: dict[str, Any] = {}
    if column.required:
        constraints["required"] = True
    if column.name == key:
        constraints["unique"] = True
    if column.words:
        constraints["enum"] = column.words
    return field | ({"constraints": constraints} if constraints else {})


# --- DCAT ---

_CONTEXT: Final = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


def dcat(of: Catalogue) -> bytes:
    """The catalogue in JSON-LD, with the properties that DCAT-AP asks for: a dataset for each table."""
    publisher = {"@type": "foaf:Agent", "foaf:name": of.government, "foaf:homepage": {"@id": of.site_url}}
    page = of.site_url + address.DATA
    common = {
        "dct:publisher": publisher,
        "dct:language": {"@id": f"{_EU}/language/IND"},
        "dct:license": {"@id": of.licence.url},
    }
    if of.latest:
        common["dct:modified"] = _day(of.latest)
    return _json(
        {
            "@context": _CONTEXT,
            "@id": f"{of.site_url}{address.DCAT}",
            "@type": "dcat:Catalog",
            "dct:title": _text(of.name),
            "dct:description": _text(of.says),
            "foaf:homepage": {"@id": page},
            **common,
            "dcat:dataset": [_dataset(each, of, page, common) for each in TABLES],
        }
    )


def _dataset(table: Table[Any], of: Catalogue, page: str, common: Mapping[str, Any]) -> dict[str, Any]:
    dataset: dict[str, Any] = {
        "@id": f"{page}#{table.name}",
        "@type": "dcat:Dataset",
        "dct:identifier": f"{page}#{table.name}",
        "dct:title": _text(f"{table.title} – {of.government}"),
        "dct:description": _text(table.says),
        **common,
        "dcat:keyword": [_text(each) for each in _KEYWORDS],
        "dcat:theme": {"@id": f"{_EU}/data-theme/GOVE"},
        "dcat:landingPage": {"@id": page},
        "dcat:version": VERSION,
        "dct:accrualPeriodicity": {"@id": f"{_EU}/frequency/IRREG"},
        "dct:spatial": {"@type": "dct:Location", "dct:title": _text(of.government)},
    }
    if of.since:
        dataset["dct:temporal"] = {
            "@type": "dct:PeriodOfTime",
            "dcat:startDate": _day(of.since),
            "dcat:endDate": _day(of.as_of),
        }
    dataset["dcat:distribution"] = [
        _distribution(table, of, suffix, media, label) for suffix, media, label in _FORMATS
    ]
    return dataset


def _distribution(table: Table[Any], of: Catalogue, suffix: str, media: str, label: str) -> dict[str, Any]:
    path = address.table(table.name, suffix)
    return {
        "@id": of.site_url + path,
        "@type": "dcat:Distribution",
        "dct:title": _text(f"{table.title} ({label})"),
        "dcat:accessURL": {"@id": of.site_url + address.DATA},
        "dcat:downloadURL": {"@id": of.site_url + path},
        "dcat:mediaType": {"@id": f"https://www.iana.org/assignments/media-types/{media}"},
        "dct:format": {"@id": f"{_EU}/file-type/{label}"},
        "dcat:byteSize": {"@type": "xsd:nonNegativeInteger", "@value": str(of.sizes[path])},
        "dct:license": {"@id": of.licence.url},
        "dct:conformsTo": {"@id": f"{of.site_url}{address.TABLES}datapackage.json"},
    }


def _text(text: str) -> dict[str, str]:
    return {"@language": "id", "@value": text}


def _day(day: dt.date) -> dict[str, str]:
    return {"@type": "xsd:date", "@value": day.isoformat()}
