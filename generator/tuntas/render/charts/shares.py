"""A whole in its parts: how commitments stand, and whether they were in time."""

from functools import lru_cache

from tuntas.archive.progress import Progress
from tuntas.render import wording
from tuntas.render.charts.bars import Part, across
from tuntas.render.charts.figure import WIDTH, Key, Table, counted, of
from tuntas.render.views.parts import View

HEIGHT = 18


class SharesChart(View, frozen=True):
    """One bar that is the whole, which `about` names. `beside` are counted apart: they are no part of it."""

    id: str
    title: str
    about: str
    description: str
    total: int
    parts: tuple[Part, ...]
    keys: tuple[Key, ...]
    beside: tuple[Key, ...]
    table: Table
    width: int = WIDTH
    height: int = HEIGHT


@lru_cache(maxsize=4_096)
def progress_chart(id: str, counts: Progress) -> SharesChart | None:
    """How the commitments of something stand; None where there are none."""
    if not counts.total:
        return None
    columns = (
        ("dikonfirmasi", counts.confirmed),
        ("dilaporkan", counts.reported),
        ("tanpa-bukti", counts.claimed),
        ("berjalan", counts.ongoing),
        ("terkendala", counts.blocked),
        ("belum", counts.unreported),
    )
    keys = tuple([Key(key, wording.STANDINGS[key].word, count) for key, count in columns if count])
    beside = counted(Key("lewat-tenggat", "di antaranya lewat tenggat", counts.overdue))
    about = f"{wording.number(counts.total)} komitmen"
    return _chart(id, "Keadaan komitmen", about, wording.counts(counts), keys, beside, counts.total)


def punctuality_chart(id: str, counts: Progress) -> SharesChart | None:
    """Of what had a due date and is either complete or overdue: how much was in time.

    What is still ahead of its due date, or has none, can't be judged and is counted beside. None
    where nothing can be judged.
    """
    judged = counts.on_time + counts.late + counts.overdue
    if not judged:
        return None
    # That nothing was in time is said, and not left out.
    keys = (
        Key("tepat-waktu", "Selesai tepat waktu", counts.on_time),
        *counted(
            Key("terlambat", "Selesai terlambat", counts.late),
            Key("lewat-tenggat", "Belum selesai, lewat tenggat", counts.overdue),
        ),
    )
    without = counts.total - judged - counts.ahead
    beside = counted(
        Key("", "lainnya belum jatuh tempo", counts.ahead),
        Key("", "lainnya tanpa tenggat", without),
    )
    about = f"{wording.number(judged)} komitmen bertenggat yang selesai atau lewat tenggat"
    said = f"dari {about}: " + ", ".join(f"{wording.number(each.count)} {each.word.lower()}" for each in keys)
    apart = "".join(f"; {wording.number(each.count)} {each.word}" for each in beside)
    return _chart(id, "Ketepatan waktu", about, said + apart, keys, beside, judged)


def _chart(
    id: str, title: str, about: str, said: str, keys: tuple[Key, ...], beside: tuple[Key, ...], total: int
) -> SharesChart:
    rows = [(each.word, of(each.count, total)) for each in keys]
    rows += [(each.word.capitalize(), wording.number(each.count)) for each in beside]
    return SharesChart(
        id=id,
        title=title,
        about=about,
        description=said[:1].upper() + said[1:] + ".",
        total=total,
        parts=tuple(across(keys, total, (0, 1), (WIDTH, HEIGHT - 2))),
        keys=keys,
        beside=beside,
        table=Table(("Keadaan", "Komitmen"), tuple(rows)),
    )
