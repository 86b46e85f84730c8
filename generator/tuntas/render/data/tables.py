"""The tables of the open data, version 1: the one place where their shape is written.

The shape is a promise to programs: within `/data/v1/` no column is renamed, removed, moved or given another
meaning; new ones come last. docs/data.md is made of this.
"""

from typing import Any, Final

from tuntas.render.data.agencies import AGENCIES
from tuntas.render.data.commitments import COMMITMENTS
from tuntas.render.data.directives import DIRECTIVES
from tuntas.render.data.events import EVENTS
from tuntas.render.data.follow_ups import FOLLOW_UPS
from tuntas.render.data.meetings import MEETINGS
from tuntas.render.data.table import Table

TABLES: Final[tuple[Table[Any], ...]] = (AGENCIES, MEETINGS, DIRECTIVES, COMMITMENTS, FOLLOW_UPS, EVENTS)
"""Every table, each after those that it leads to."""
