"""`mkdocs.yml` as plain values, read as MkDocs reads it but without MkDocs.

`INHERIT` and `!ENV` mean what they mean to MkDocs. Python names (`!!python/name:...`) and other
tags are left out, never looked up: they only ever configure what MkDocs itself does.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

_LONGEST_LINE_OF_HEIRS = 10

# libyaml reads ten times faster than PyYAML's own parser; both are safe and give the same values.
_SAFE: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class ConfigFileError(Exception):
    """The file can't be read; says why, in Indonesian."""


def values(config_file: Path, environment: Mapping[str, str]) -> dict[str, Any]:
    """The values of a file, over those of the files that it inherits from.

    A `ConfigFileError` says that a file is missing, unreadable or no YAML mapping.
    """
    return _inherited(config_file, environment, _LONGEST_LINE_OF_HEIRS)


def _inherited(config_file: Path, environment: Mapping[str, str], depth: int) -> dict[str, Any]:
    own = _read(config_file, environment)
    parent = own.pop("INHERIT", None)
    if parent is None:
        return own
    if not depth or not isinstance(parent, str):
        raise ConfigFileError(f"{config_file.name}: `INHERIT` tidak dapat diikuti: {parent}")
    return _over(_inherited(config_file.parent / parent, environment, depth - 1), own)


def _over(below: dict[str, Any], above: dict[str, Any]) -> dict[str, Any]:
    both = dict(below)
    for key, value in above.items():
        old = both.get(key)
        both[key] = _over(old, value) if isinstance(old, dict) and isinstance(value, dict) else value
    return both


def _read(config_file: Path, environment: Mapping[str, str]) -> dict[str, Any]:
    try:
        data = config_file.read_bytes()
    except FileNotFoundError:
        raise ConfigFileError(f"Berkas setelan tidak ada: {config_file}") from None
    except OSError as error:
        raise ConfigFileError(f"Berkas setelan tidak dapat dibaca: {config_file} ({error})") from None
    return parse(config_file, data, environment)


def parse(config_file: Path, data: bytes, environment: Mapping[str, str]) -> dict[str, Any]:
    """The values in the bytes of a file, without those that it inherits."""
    try:
        text = data.decode("utf-8-sig")
        read = yaml.load(text, Loader=_loader(environment))  # noqa: S506 - a safe loader's subclass
    except UnicodeDecodeError as error:
        raise ConfigFileError(f"Berkas setelan tidak dapat dibaca: {config_file} ({error})") from None
    except yaml.YAMLError as error:
        raise ConfigFileError(f"{config_file.name}: bukan YAML yang benar: {error}") from None
    if not isinstance(read, dict):
        raise ConfigFileError(f"{config_file.name}: harus berisi pasangan `kunci: nilai`.")
    return read


def _loader(environment: Mapping[str, str]) -> type[yaml.SafeLoader]:
    """A safe loader that knows `!ENV [NAME, ..., default]` and skips every other tag."""

    class Loader(_SAFE):  # type: ignore[misc, valid-type]  # the base is chosen when we start
        pass

    def from_environment(loader: yaml.SafeLoader, node: yaml.Node) -> Any:
        if isinstance(node, yaml.SequenceNode):
            *names, default = [loader.construct_object(child) for child in node.value] or [None]
            if not names:
                names, default = [default], None
        else:
            names, default = [node.value], None
        for name in names:
            if name in environment:
                value = environment[name]
                tag = loader.resolve(yaml.ScalarNode, value, (True, False))  # type: ignore[no-untyped-call]
                return loader.construct_object(yaml.ScalarNode(tag, value))
        return default

    def skip(loader: yaml.SafeLoader, suffix: str, node: yaml.Node) -> None:  # noqa: ARG001 - PyYAML's signature
        return None

    Loader.add_constructor("!ENV", from_environment)
    Loader.add_multi_constructor("!", skip)
    Loader.add_multi_constructor("tag:yaml.org,2002:python/", skip)
    return Loader
