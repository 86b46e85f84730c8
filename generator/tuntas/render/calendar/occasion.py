"""What stands in a calendar: a meeting, or a due date."""

import datetime as dt

import msgspec


class Occasion(msgspec.Struct, frozen=True, gc=False):
    """An entry of a calendar. All texts are plain.

    `start` is a day, or a moment in UTC where the hour is known. `uid` stays for ever, `sequence` rises
    whenever what is asked for changes, `modified` is the day of its newest fact.
    """

    uid: str
    start: dt.date
    summary: str
    description: str
    url: str
    created: dt.date
    modified: dt.date
    sequence: int = 0
    location: str = ""
    category: str = ""
    cancelled: bool = False


class Head(msgspec.Struct, frozen=True):
    """What a calendar is called, what it holds, and where it stands."""

    name: str
    description: str
    url: str
    """The page that it belongs to."""
    source: str
    """Its own address."""
