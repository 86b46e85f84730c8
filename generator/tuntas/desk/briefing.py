"""What an agency must know before a meeting, as text: the page `bahan rapat` for a terminal."""

import textwrap
from collections.abc import Iterator

from tuntas.archive.archive import Archive
from tuntas.desk.outstanding import agency_of
from tuntas.render import wording
from tuntas.render.views.briefing import briefing_view
from tuntas.render.views.parts import CommitmentItem

_WIDTH = 96


def briefing(archive: Archive, slug: str, silent_after_days: int) -> str:
    """The hand-out of an agency; raises Refused."""
    return "\n".join(_lines(archive, slug, silent_after_days)) + "\n"


def _lines(archive: Archive, slug: str, silent_after_days: int) -> Iterator[str]:
    view = briefing_view(archive, agency_of(archive, slug), silent_after_days, "")
    number = wording.number
    yield f"Bahan rapat: {view.name} ({view.agency.text}), keadaan {view.as_of.text}"
    yield ""
    yield (
        f"Terbuka {number(view.lead)} sebagai penanggung jawab utama dan {number(view.supporting)} sebagai"
        " pendukung;"
    )
    yield (
        f"lewat tenggat {number(view.overdue)}, terkendala {number(view.blocked)}, tanpa kabar"
        f" {wording.days(view.silent_after_days)} atau lebih {number(view.silent)}, tanpa tenggat"
        f" {number(view.without_due)}."
    )
    for group in view.groups:
        yield from _group(f"{group.title} ({number(group.total)})", group.items, group.total)
    yield from _group("Yang dibutuhkan dari pihak lain", view.needs, len(view.needs))
    yield from _group("Yang menunggu OPD ini", view.needed, view.needed_count)
    yield from _group(f"Selesai dalam {wording.days(view.recent_days)} terakhir", view.done, view.done_count)


def _group(title: str, items: tuple[CommitmentItem, ...], total: int) -> Iterator[str]:
    if not items:
        return
    yield ""
    yield title
    yield "-" * len(title)
    for each in items:
        yield from _item(each)
    if total > len(items):
        yield f"… dan {wording.number(total - len(items))} lagi."


def _item(item: CommitmentItem) -> Iterator[str]:
    what = wording.SAMPLE * item.sample + (
        wording.unmarked(item.action, sample=item.sample) or item.directive.text
    )
    yield from textwrap.wrap(what, _WIDTH, initial_indent="- ", subsequent_indent="  ")
    said = [item.standing.word, f"tenggat {item.due.text}" if item.due else "tanpa tenggat"]
    said += [each for each in (item.overdue, item.silent, item.punctual) if each]
    told = [f"{item.agency.text}: {item.directive.text}", ", ".join(said)]
    told += [f"butuh dari {each.who.text}: {each.what}" for each in item.needs]
    if item.obstacle:
        told.append(
            f"kendala: {item.obstacle}" + (f" (menunggu {item.needs_from.text})" if item.needs_from else "")
        )
    for line in told:
        yield from textwrap.wrap(line, _WIDTH, initial_indent="  ", subsequent_indent="    ")
