"""Front matter as authors write it: blocks, and quotes only where they are needed."""

import json
import re
from collections.abc import Iterator
from typing import Any, TypeAlias

Fact: TypeAlias = dict[str, Any]
"""The front matter of a note, or a part of it, in the words of the note format."""


def lines(value: Fact, indent: str = "") -> Iterator[str]:
    """The lines of a mapping."""
    for key, each in value.items():
        match each:
            case dict():
                yield f"{indent}{key}:"
                yield from lines(each, indent + "  ")
            case [dict(), *_]:
                yield f"{indent}{key}:"
                for item in each:
                    first, *others = lines(item, indent + "    ")
                    yield f"{indent}  - {first.strip()}"
                    yield from others
            case list():
                yield f"{indent}{key}: [{', '.join(each)}]"
            case str() if "\n" in each:
                yield f"{indent}{key}: |"
                yield from (f"{indent}  {line}".rstrip() for line in each.split("\n"))
            case str() if re.search(r": |^[^\w]", each):
                yield f"{indent}{key}: {json.dumps(each, ensure_ascii=False)}"
            case _:
                yield f"{indent}{key}: {each}"
