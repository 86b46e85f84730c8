"""What keeps a text in Markdown from becoming a page."""

from collections.abc import Sequence

import msgspec


class TextFault(msgspec.Struct, frozen=True):
    """A problem code with its details; `find` is what to point at within the text."""

    code: str
    find: str = ""
    detail: dict[str, str | int] = {}


class Refused(Exception):
    """A text that is not converted: it holds too much, or what cannot be published."""

    def __init__(self, faults: Sequence[TextFault]) -> None:
        super().__init__(", ".join(fault.code for fault in faults))
        self.faults = tuple(faults)
