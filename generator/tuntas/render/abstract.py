"""A digest abridged for where it travels, feeds and mail: a few lines of each group."""

import msgspec

from tuntas.archive.archive import Archive
from tuntas.archive.events import AnyEvent, CommitmentEvent
from tuntas.read.facts import AgencyId
from tuntas.render import address, story, wording
from tuntas.render.digests import GROUPS, SILENT, Digest, Silence


class Line(msgspec.Struct, frozen=True, gc=False):
    """One thing that happened: plain text, the whole address where it stands, and when."""

    text: str
    url: str
    when: str


class Section(msgspec.Struct, frozen=True):
    """A group; `more` is how many of it are not in the lines."""

    word: str
    size: int
    lines: tuple[Line, ...]
    more: int


def sections(archive: Archive, digest: Digest, site_url: str, longest: int) -> tuple[Section, ...]:
    """The groups of a digest, each with at most so many lines."""
    found = []
    for key in digest.groups:
        if key == SILENT:
            lines = [_silence(archive, each, site_url) for each in digest.silences[:longest]]
        else:
            lines = [_event(archive, each, site_url) for each in digest.events[key][:longest]]
        size = digest.size(key)
        found.append(Section(GROUPS[key][0], size, tuple(lines), size - len(lines)))
    return tuple(found)


def _event(archive: Archive, event: AnyEvent, site_url: str) -> Line:
    text = story.headline(archive, event)
    if isinstance(event, CommitmentEvent):
        text = _of(archive, event.agency, text)
    if story.is_sample(archive, event):
        text = wording.SAMPLE + text
    return Line(text.rstrip("."), site_url + address.event(event), wording.day(event.date))


def _silence(archive: Archive, of: Silence, site_url: str) -> Line:
    owed = archive.commitments[of.commitment]
    text = owed.action or archive.directives[owed.directive].fact.title
    text = _of(archive, owed.agency, wording.unmarked(text, sample=of.sample).rstrip("."))
    url = site_url + address.commitment(of.commitment)
    when = f"kabar terakhir {wording.day(of.since)}"
    return Line(wording.SAMPLE + text if of.sample else text, url, when)


def _of(archive: Archive, agency: AgencyId, text: str) -> str:
    return f"{archive.agencies[agency].short_name} – {text}"
