"""The list of every page and feed entry that was ever published, and what of it would be lost now.

It is a text: an address a line, as `/rapim/2026-02-19-rapim/`, the id of an entry a line, as
`arahan/2026-02-19-rapim/pajak`, once more behind `selesai/` where it was told as a completion, and the
authority that all these ids hold, as `tag:contoh.go.id,2026`.
Lines are sorted, and only ever added.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, Literal, NamedTuple

from tuntas.archive.archive import Archive
from tuntas.archive.corrections import REMOVED, in_full, path_of
from tuntas.archive.events import CorrectionMade
from tuntas.archive.withdrawn import COMPLETED
from tuntas.archive.withdrawn import lines as entries_of
from tuntas.read.facts import AgencyId, MeetingId
from tuntas.render import address, story
from tuntas.vocabulary import NoteKind

HEAD: Final = (
    "# Setiap alamat halaman (/...) dan setiap kabar umpan yang pernah terbit. Ditambah oleh"
    " `tuntas manifest`; barisnya tidak pernah dihapus."
)
AUTHORITY: Final = "tag:"
# Pages are made at addresses that are gone: none may lead out of its folder.
_LINE = re.compile(r"/(?:(?!\.\.?/)[A-Za-z0-9._~%-]+/)*|[a-z][a-z-]*/\S+|tag:\S+")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MOVED_DUE: Final = "/tenggat-baru"

Kind = Literal["address", "entry", "authority"]


class Line(NamedTuple):
    """A line of the manifest; the number counts from 1."""

    number: int
    text: str

    @property
    def kind(self) -> Kind:
        if self.text.startswith(AUTHORITY):
            return "authority"
        return "address" if self.text.startswith("/") else "entry"

    @property
    def is_readable(self) -> bool:
        return _LINE.fullmatch(self.text) is not None


def lines(text: str) -> tuple[Line, ...]:
    """The lines of a manifest, without comments and empty ones."""
    found = (Line(number, each.strip()) for number, each in enumerate(text.splitlines(), 1))
    return tuple(each for each in found if each.text and not each.text.startswith("#"))


def manifest(known: Iterable[str], archive: Archive, addresses: Iterable[str], authority: str) -> str:
    """The text of the manifest: what was known, and what is published now.

    Samples are no record: they may be deleted when the real notes come.
    """
    samples = set(_addresses_of_samples(archive))
    now = {f"/{each}" for each in addresses if each not in samples}
    real = (event for event in archive.events if not story.is_sample(archive, event))
    now |= {line for event in real for line in entries_of(event)}
    return "\n".join([HEAD, *sorted({AUTHORITY + authority} | now | set(known))]) + "\n"


def _addresses_of_samples(archive: Archive) -> Iterator[str]:
    for meeting in archive.meetings.values():
        if meeting.origin.sample:
            yield address.meeting(meeting.id)
            yield from (address.directive(id) for id in meeting.directives)
    yield from (address.report(each.id) for each in archive.reports.values() if each.origin.sample)


def vanished(known: Sequence[Line], archive: Archive, addresses: Iterable[str]) -> Iterator[Line]:
    """What was published and is no more; of what belongs together the first alone.

    `addresses` are all at which something stands: pages, and the earlier addresses that lead to them.
    """
    here = {f"/{each}" for each in addresses}
    entries = _Entries(archive)
    lost = [
        line
        for line in known
        if not (line.kind == "authority" or line.text in here or _is_derived(line.text))
        and not line.text.startswith(COMPLETED)  # it stands and falls with the entry
        and not (line.kind == "entry" and entries.hold(line.text))
        and not _is_to_come(line.text, archive)
        and not _is_unreadable(line.text, archive)
    ]
    pages = {_own(line.text): line.text for line in lost if line.kind == "address"}
    for line in lost:
        if not any(pages.get(part, line.text) != line.text for part in _parts(line.text)):
            yield line


def derived(known: Iterable[str]) -> Iterator[tuple[str, str]]:
    """The pages in a manifest that only list other things, and where to look where one is gone.

    A week without an event and a topic without a directive have no page; nobody made a mistake.
    """
    for text in known:
        parent = _parent(text)
        if parent is not None:
            yield text.removeprefix("/"), parent


_PARENTS: Final = (
    (re.compile(r"/topik/[^/]+/([0-9]{4}/)?"), address.DIRECTIVES),
    (re.compile(r"/digest/[^/]+/"), address.DIGESTS),
    (re.compile(r"/rapim/[0-9]{4}/([0-9]{2}/)?"), address.MEETINGS),
    (re.compile(r"/arahan/[0-9]{4}/([0-9]{2}/)?"), address.DIRECTIVES),
    (re.compile(r"/arahan/status/[a-z-]+/([0-9]{4}/)?"), address.DIRECTIVES),
    (re.compile(r"/rpjmd/[^/]+/[0-9]+/[0-9]{4}/"), address.PLANS),
    (re.compile(r"/opd/[^/]+/([0-9]{4}|bahan|utama|pendukung)/"), address.AGENCIES),
)


def _parent(text: str) -> str | None:
    return next((parent for pattern, parent in _PARENTS if pattern.fullmatch(text)), None)


def _is_derived(text: str) -> bool:
    return _parent(text) is not None


class _Entries:
    """The ids of entries that an archive can still tell of, or says why it does not."""

    def __init__(self, archive: Archive) -> None:
        self._ids = {event.id for event in archive.events}
        self._commitments = {each.identity for each in archive.commitments.values()}
        self._removed = set(_removed(archive))

    def hold(self, id: str) -> bool:
        kind, _, rest = id.partition("/")
        if id in self._ids or id.removesuffix(_MOVED_DUE) in self._ids:
            return True
        if kind in {"lewat-tenggat", "ditutup"}:
            # What follows from other facts may not be so when an earlier one becomes known: it is withdrawn.
            return "/".join(rest.split("/")[:3]) in self._commitments
        parts = rest.removesuffix(_MOVED_DUE).split("/")
        return any(
            tuple(parts[start:end]) in self._removed
            for start in range(len(parts))
            for end in range(start + 1, len(parts) + 1)
        )


def _removed(archive: Archive) -> Iterator[tuple[str, ...]]:
    """What corrections say was removed: a stretch of the ids of its entries."""
    for event in archive.events:
        if not isinstance(event, CorrectionMade) or not is_removal(event):
            continue
        path = path_of(event.correction).split("/")
        for note in _names_of(archive, event):
            match path:
                case ["arahan", directive]:
                    yield *note, directive
                case ["arahan", directive, "komitmen", commitment]:
                    yield *note, directive, commitment
                case ["tindak_lanjut", *reference]:
                    yield *note, *_known(archive, reference[:3]), *reference[3:]
                case ["koreksi", *rest]:
                    yield *note, *rest
                case _:
                    pass


def is_removal(event: CorrectionMade) -> bool:
    """Whether a correction says that something was taken out."""
    return in_full(event.correction) and event.correction.after.strip() == REMOVED


def _names_of(archive: Archive, event: CorrectionMade) -> Iterator[tuple[str, ...]]:
    """The names that a note had, as parts of the ids of its entries."""
    id = event.origin.id
    if event.origin.kind is NoteKind.MEETING:
        fact = archive.meetings[MeetingId(id)].fact
        yield from ((each,) for each in (id, *fact.aliases))
        return
    owner, _, name = id.partition("/")
    agency = archive.agencies.get(AgencyId(owner))
    for each in (owner, *(agency.aliases if agency else ())):
        yield (each, name) if name else (each,)


def _known(archive: Archive, reference: Sequence[str]) -> tuple[str, ...]:
    """A commitment by the names that it has for ever."""
    id = archive.names.commitment("/".join(reference))
    commitment = archive.commitments.get(id) if id else None
    return tuple(commitment.identity.split("/")) if commitment else tuple(reference)


def _is_to_come(text: str, archive: Archive) -> bool:
    """Whether something is of a day after that of the archive."""
    return any(each > archive.as_of.isoformat() for each in _DATE.findall(text))


def _is_unreadable(text: str, archive: Archive) -> bool:
    """Whether something belongs to a note that can't be read: that is told already."""
    path = f"/{text.replace('/laporan/', '/').replace('/inovasi/', '/')}/"
    return any(f"/{id}/" in path for id in archive.names.unreadable)


def _own(text: str) -> tuple[str, ...]:
    """The names by which other lines belong to a page: those after its section."""
    parts = [each for each in text.split("/") if each]
    return tuple(each for each in parts[1:] if each != "laporan")


def _parts(text: str) -> Iterator[tuple[str, ...]]:
    names = _own(text) if text.startswith("/") else tuple(text.split("/")[1:])
    for start in range(len(names)):
        for end in range(start + 1, min(start + 2, len(names)) + 1):
            yield names[start:end]
