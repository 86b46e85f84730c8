"""The types of web addresses, and of files beside the note."""

import re
from typing import Generic, TypeVar
from urllib.parse import urlsplit

from tuntas.problems import Keys
from tuntas.read.reading import INVALID, MAX_LINE, Invalid, Reading, Schema, Type, text_of
from tuntas.read.tree import Tree

T = TypeVar("T")

_STRANGE = re.compile(r"[\s<>\"\\^`{|}]")


class WebAddress:
    """A complete http or https address."""

    def read(self, value: Tree, at: Keys, reading: Reading) -> str | Invalid:
        text = text_of(value, "alamat web", at, reading)
        if isinstance(text, Invalid):
            return text
        if not is_web_address(text):
            bare = "." in text and "://" not in text and " " not in text
            meant = "https://" + text if bare and is_web_address("https://" + text) else ""
            return reading.report("bad-address", at, suggestion=meant, text=text[:MAX_LINE])
        return text

    def schema(self) -> Schema:
        return {"type": "string", "pattern": "^https?://[^\\s]+$"}


def is_web_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
        host = parts.hostname
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(host) and not _STRANGE.search(text)


class FileBeside:
    """A file that lies beside the note."""

    def __init__(self, *endings: str) -> None:
        self.endings = endings

    def read(self, value: Tree, at: Keys, reading: Reading) -> str | Invalid:
        text = text_of(value, "nama berkas", at, reading)
        if isinstance(text, Invalid):
            return text
        if "/" in text or "\\" in text or text.startswith("."):
            name = text.replace("\\", "/").rsplit("/", 1)[-1]
            meant = name if name in reading.beside else ""
            return reading.report("file-elsewhere", at, suggestion=meant, name=text[:MAX_LINE])
        if not text.lower().endswith(self.endings):
            known = ", ".join(self.endings)
            return reading.report("wrong-file-type", at, name=text[:MAX_LINE], known=known)
        return text if reading.uses_file(text, at) else INVALID

    def schema(self) -> Schema:
        endings = "|".join("".join(f"[{c}{c.upper()}]" for c in e.removeprefix(".")) for e in self.endings)
        return {"type": "string", "pattern": f'^(?!\\.)[^<>:"|?*\\\\/%#]*\\.({endings})$', "maxLength": 100}


class Either(Generic[T]):
    """A web address, or whatever else another type reads."""

    def __init__(self, other: Type[T]) -> None:
        self.other = other
        self.address = WebAddress()

    def read(self, value: Tree, at: Keys, reading: Reading) -> T | str | Invalid:
        if isinstance(value, str) and "://" in value:
            return self.address.read(value, at, reading)
        return self.other.read(value, at, reading)

    def schema(self) -> Schema:
        return {"anyOf": [self.address.schema(), self.other.schema()]}
