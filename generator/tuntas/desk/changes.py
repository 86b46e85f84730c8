"""What a change of the notes does to the public record, in words."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, Literal, TypeAlias

import msgspec

from tuntas.archive.archive import Archive
from tuntas.archive.events import AnyEvent, CorrectionMade, DirectiveIssued, MeetingHeld
from tuntas.render import address, story, wording
from tuntas.render.feeds import catalogue
from tuntas.render.feeds.entry import Entries
from tuntas.render.feeds.site import Site
from tuntas.render.pages import Pages

Format: TypeAlias = Literal["text", "markdown", "json"]
FORMATS: tuple[Format, ...] = ("text", "markdown", "json")

MOST: Final = 30
"""So many lines has each part for people; programs get all."""


class Event(msgspec.Struct, frozen=True):
    """Something that is told now and was not, or the other way round."""

    id: str
    kalimat: str
    alamat: str


class Standing(msgspec.Struct, frozen=True):
    """A commitment that stands otherwise than before."""

    komitmen: str
    opd: str
    arahan: str
    semula: str
    menjadi: str


class FeedChange(msgspec.Struct, frozen=True):
    """A feed with entries that it had not, and that it has no more."""

    umpan: str
    judul: str
    baru: int
    hilang: int


class Changes(msgspec.Struct, frozen=True):
    """All that readers will find changed. The names are the keys of the JSON form."""

    rapat_baru: tuple[Event, ...]
    arahan_baru: tuple[Event, ...]
    kabar_baru: tuple[Event, ...]
    koreksi_baru: tuple[Event, ...]
    hilang: tuple[Event, ...]
    keadaan: tuple[Standing, ...]
    halaman_baru: tuple[str, ...]
    halaman_hilang: tuple[str, ...]
    umpan: tuple[FeedChange, ...]
    catatan_berubah: tuple[str, ...]
    """The files of notes whose text is another."""


def changes(
    before: Archive, now: Archive, site: Site, silent_after_days: int, files: Iterable[str]
) -> Changes:
    """What is another now; `files` are the notes whose text is another."""
    then, here = _by_id(before), _by_id(now)
    new = [event for id, event in here.items() if id not in then]
    gone = [event for id, event in then.items() if id not in here]
    pages_then, pages_now = _pages(before, silent_after_days), _pages(now, silent_after_days)
    return Changes(
        rapat_baru=_told(now, (each for each in new if isinstance(each, MeetingHeld))),
        arahan_baru=_told(now, (each for each in new if isinstance(each, DirectiveIssued))),
        kabar_baru=_told(now, (each for each in new if not isinstance(each, _OTHERS))),
        koreksi_baru=_told(now, (each for each in new if isinstance(each, CorrectionMade))),
        hilang=_told(before, gone),
        keadaan=tuple(_standings(before, now)),
        halaman_baru=tuple(sorted(pages_now - pages_then)),
        halaman_hilang=tuple(sorted(pages_then - pages_now)),
        umpan=tuple(_feeds(before, now, site)),
        catatan_berubah=tuple(sorted(files)),
    )


_OTHERS = (MeetingHeld, DirectiveIssued, CorrectionMade)


def _by_id(archive: Archive) -> dict[str, AnyEvent]:
    return {event.id: event for event in archive.events}


def _told(archive: Archive, events: Iterable[AnyEvent]) -> tuple[Event, ...]:
    return tuple(Event(each.id, story.sentence(archive, each), f"/{address.event(each)}") for each in events)


def _standings(before: Archive, now: Archive) -> Iterator[Standing]:
    for id, state in now.states.items():
        earlier = before.states.get(id)
        if earlier is None:
            continue
        old, new = wording.standing(earlier).word, wording.standing(state).word
        if old != new:
            commitment = now.commitments[id]
            agency = now.agencies[commitment.agency].short_name
            yield Standing(id, agency, now.directives[commitment.directive].fact.title, old, new)


def _pages(archive: Archive, silent_after_days: int) -> set[str]:
    return {f"/{page.address}" for page in Pages(archive, silent_after_days=silent_after_days)}


def _feeds(before: Archive, now: Archive, site: Site) -> Iterator[FeedChange]:
    then = _ids(before, site)
    for subscription, ids in _ids(now, site).items():
        earlier = then.get(subscription, frozenset())
        new, gone = len(ids - earlier), len(earlier - ids)
        # What only made room for newer entries is still in the history.
        if new or gone > new:
            stem, title = subscription
            yield FeedChange(f"/{stem}", title, new, max(gone - new, 0))


def _ids(archive: Archive, site: Site) -> Mapping[tuple[str, str], frozenset[str]]:
    entries = Entries(archive, site)
    return {
        (each.stem, each.title): frozenset(entry.id for entry in catalogue.feed(entries, each).entries)
        for each in catalogue.listed(archive)
    }


# --- as text ---


def written(found: Changes, form: Format, revision: str) -> str:
    """The changes for people, for a merge request, or for a program."""
    if form == "json":
        return msgspec.json.format(msgspec.json.encode(found), indent=2).decode() + "\n"
    parts = [(title, lines) for title, lines in _parts(found) if lines]
    safe = _safe if form == "markdown" else str
    if not parts:
        return f"Dibandingkan dengan {safe(revision)}, tidak ada yang berubah di situs.\n"
    head = f"Perubahan di situs, dibandingkan dengan {safe(revision)}"
    out = [f"## {head}" if form == "markdown" else head]
    for title, lines in parts:
        counted = f"{title} ({wording.number(len(lines))})"
        out += ["", f"### {counted}" if form == "markdown" else counted, ""]
        out += [f"- {safe(line)}" for line in lines[:MOST]]
        if len(lines) > MOST:
            out.append(f"- … dan {wording.number(len(lines) - MOST)} lagi")
    return "\n".join(out) + "\n"


def _parts(found: Changes) -> Iterator[tuple[str, Sequence[str]]]:
    for title, events in (
        ("Tidak lagi ada", found.hilang),
        ("Rapat baru", found.rapat_baru),
        ("Arahan baru", found.arahan_baru),
        ("Kabar baru", found.kabar_baru),
        ("Koreksi baru", found.koreksi_baru),
    ):
        yield title, [each.kalimat for each in events]
    yield (
        "Keadaan berubah",
        [f"{each.opd}, “{each.arahan}”: {each.semula} → {each.menjadi}" for each in found.keadaan],
    )
    yield "Halaman yang hilang", found.halaman_hilang
    yield "Halaman baru", found.halaman_baru
    yield "Umpan", [f"{each.judul} ({each.umpan}): {_counted(each)}" for each in found.umpan]
    yield "Catatan yang berubah", found.catatan_berubah


def _counted(feed: FeedChange) -> str:
    parts = ((feed.baru, "kabar baru"), (feed.hilang, "kabar hilang"))
    return ", ".join(f"{wording.number(count)} {what}" for count, what in parts if count)


def _safe(text: str) -> str:
    """Text that Markdown shows as it is, and that calls nobody by name."""
    return re.sub(r"([\\`*_\[\]<>#|~!&])", r"\\\1", text).replace("@", "&#64;")
