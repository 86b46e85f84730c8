"""What a page is about, for programs that know schema.org: a block of JSON-LD in its head.

A data block is no script: nothing runs, so the policy of our pages does not concern it.
"""

from collections.abc import Iterable, Sequence
from typing import Any, Final, TypeAlias

import msgspec

from tuntas.archive.archive import Archive
from tuntas.archive.replay import State
from tuntas.read.facts import AgencyId, CommitmentId, DirectiveId, MeetingId
from tuntas.render import address, wording
from tuntas.vocabulary import Role, Status

Thing: TypeAlias = dict[str, Any]

MAX_ACTIONS: Final = 40
"""So many commitments of one directive are told; a block stays within a kilobyte, compressed."""

_BEGIN: Final = '<script type="application/ld+json">'
_SECTIONS: Final = {
    address.MEETINGS: "Rapat pimpinan",
    address.DIRECTIVES: "Arahan",
    address.AGENCIES: "Perangkat daerah",
    address.PLANS: "RPJMD",
    address.INDICATORS: "Indikator",
    address.INNOVATIONS: "Inovasi",
    address.DIGESTS: "Ringkasan",
}
_encode = msgspec.json.Encoder().encode


def block(things: Iterable[Thing]) -> str:
    """The things as a block of the page's head; empty where there are none."""
    graph = list(things)
    if not graph:
        return ""
    written = _encode({"@context": "https://schema.org", "@graph": graph}).decode()
    # Whatever could end the block, or open a comment in it, starts with this sign.
    written = written.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    return f"{_BEGIN}{written}</script>\n"


def breadcrumbs(where: str, title: str, site_url: str, between: Sequence[tuple[str, str]] = ()) -> Thing:
    """The way to a page from the home page; `between` are steps below its section: addresses and titles."""
    section = where.partition("/")[0] + "/"
    steps = [(address.HOME, "Beranda")]
    if section in _SECTIONS and section != where:
        steps.append((section, _SECTIONS[section]))
    steps += [*between, (where, title)]
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": number, "name": name, "item": site_url + each}
            for number, (each, name) in enumerate(steps, 1)
        ],
    }


def website(name: str, government: str, site_url: str) -> Thing:
    """The site itself, on its home page."""
    return {
        "@type": "WebSite",
        "@id": site_url,
        "url": site_url,
        "name": name,
        "inLanguage": "id",
        "publisher": _government(government),
    }


def meeting(archive: Archive, id: MeetingId, site_url: str) -> Thing:
    """A meeting as an `Event`."""
    each = archive.meetings[id]
    fact = each.fact
    found: Thing = {
        "@type": "Event",
        "@id": site_url + address.meeting(id),
        "name": fact.title,
        "description": f"{wording.meeting_kind(fact.kind)}, dipimpin {wording.person(fact.chair)}",
        "startDate": f"{fact.date}T{fact.time}" if fact.time else fact.date.isoformat(),
        "eventStatus": "https://schema.org/EventScheduled",
        "organizer": _government(each.government),
    }
    if fact.place:
        found["location"] = {"@type": "Place", "name": fact.place, "address": fact.place}
    return found


def agency(archive: Archive, id: AgencyId, site_url: str) -> Thing:
    """An agency as a `GovernmentOrganization`."""
    fact = archive.agencies[id]
    last = archive.lineage.last_day(id)
    found: Thing = {
        **_agency(id, site_url),
        "name": fact.name,
        "alternateName": fact.short_name,
        "parentOrganization": _government(archive.lineage.government(id)),
    }
    more = {
        "sameAs": fact.website,
        "identifier": fact.code,
        "foundingDate": fact.since.isoformat() if fact.since else "",
        "dissolutionDate": last.isoformat() if last else "",
    }
    return found | {key: value for key, value in more.items() if value}


def commitments(archive: Archive, id: DirectiveId, site_url: str) -> Iterable[Thing]:
    """The commitments of a directive, each as an `Action` of an agency with its status."""
    for each in archive.directives[id].commitments[:MAX_ACTIONS]:
        yield _commitment(archive, each, site_url)


def _commitment(archive: Archive, id: CommitmentId, site_url: str) -> Thing:
    commitment, state = archive.commitments[id], archive.states[id]
    found: Thing = {
        "@type": "Action",
        "@id": site_url + address.commitment(id),
        "name": commitment.action or archive.directives[commitment.directive].fact.title,
        "agent" if commitment.role is Role.LEAD else "participant": {
            **_agency(commitment.agency, site_url),
            "name": archive.agencies[commitment.agency].short_name,
        },
        "startTime": commitment.issued.isoformat(),
    }
    status = _status(state)
    if status:
        found["actionStatus"] = f"https://schema.org/{status}"
    if state.completion is not None:
        found["endTime"] = state.completion.date.isoformat()
    return found


def _status(state: State) -> str:
    if state.completion is not None:
        return "CompletedActionStatus"
    if state.status is Status.REVOKED:
        return ""  # it did not fail: it is no longer asked for, and schema.org has no word for that
    return "PotentialActionStatus" if state.status is Status.UNREPORTED else "ActiveActionStatus"


def _agency(id: AgencyId, site_url: str) -> Thing:
    return {"@type": "GovernmentOrganization", "@id": site_url + address.agency(id)}


def _government(name: str) -> Thing:
    return {"@type": "GovernmentOrganization", "name": name}
