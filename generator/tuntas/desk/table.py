"""Open commitments as a table for a terminal, as CSV and as JSON."""

import csv
import datetime as dt
import io
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, Literal, TypeAlias

import msgspec

from tuntas.desk.outstanding import Item
from tuntas.render import wording

Format: TypeAlias = Literal["text", "json", "csv"]
FORMATS: tuple[Format, ...] = ("text", "json", "csv")

_PAPER = 100
"""So many characters are as wide as the table where nobody says how wide a line may be."""


def written(items: Sequence[Item], form: Format, *, width: int | None = None, colour: bool = False) -> str:
    """A list of open commitments; `width` is that of the terminal, if there is one."""
    match form:
        case "json":
            return msgspec.json.format(msgspec.json.encode(items), indent=2).decode() + "\n"
        case "csv":
            return _csv(items)
        case "text":
            return _table(items, width or _PAPER, colour=colour) if items else "Tidak ada yang terbuka.\n"


def _csv(items: Iterable[Item]) -> str:
    to = io.StringIO()
    writer = csv.writer(to)
    writer.writerow(Item.__struct_fields__)
    for each in items:
        cells = msgspec.structs.asdict(each)
        cells["menunggu"] = "|".join(each.menunggu)
        cells["contoh"] = str(each.contoh).lower()
        writer.writerow([_harmless(cell) if isinstance(cell, str) else cell for cell in cells.values()])
    return to.getvalue()


# What a spreadsheet would run, or could be led to: also in the wide forms of East Asian keyboards.
_RISKY: Final = frozenset("=+-@\t\r\n＝＋－＠")


def _harmless(text: str) -> str:
    return f"'{text}" if text[:1] in _RISKY else text


def _table(items: Sequence[Item], width: int, *, colour: bool) -> str:
    # Imported here: slow, and for people only.
    from rich import box  # noqa: PLC0415
    from rich.console import Console  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    table = Table(box=box.HORIZONTALS, show_lines=True, pad_edge=False)
    table.add_column("Komitmen", overflow="fold", ratio=5)
    table.add_column("OPD", overflow="fold", ratio=2)
    table.add_column("Keadaan", overflow="fold", ratio=3)
    for each in items:
        title = wording.unmarked(each.arahan, sample=each.contoh)
        action = wording.unmarked(each.tindakan, sample=each.contoh)
        what = Text(wording.SAMPLE * each.contoh + (action or title))
        if action:
            what.append(f"\n{title}", style="italic")
        what.append(f"\n{each.komitmen}", style="dim")
        table.add_row(what, each.opd, Text("\n".join(_standing(each))))
    to = io.StringIO()
    console = Console(
        file=to, width=width, color_system="standard" if colour else None, force_terminal=colour, emoji=False
    )
    console.print(table)
    lines = [*to.getvalue().splitlines(), f"{wording.number(len(items))} komitmen terbuka."]
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _standing(item: Item) -> Iterator[str]:
    """How a commitment stands, a line for each thing that there is to say."""
    yield wording.STANDINGS[item.status].word
    if item.tenggat:
        yield wording.due(dt.date.fromisoformat(item.tenggat))
    if item.hari_lewat_tenggat:
        yield f"lewat tenggat {wording.days(item.hari_lewat_tenggat)}"
    if item.hari_tanpa_kabar:
        yield f"tanpa kabar {wording.days(item.hari_tanpa_kabar)}"
    if item.kendala:
        yield f"kendala: {item.kendala}"
    if item.menunggu:
        yield f"menunggu {wording.listing(item.menunggu)}"
