"""A report's page: what an agency told between meetings, with its pictures."""

from tuntas.archive.archive import Archive
from tuntas.archive.events import CommitmentEvent, CorrectionMade
from tuntas.read.facts import ReportId
from tuntas.render import address, wording
from tuntas.render.views.parts import CorrectionItem, EventItem, Link, Parts, PhotoItem, View


class ReportView(View, frozen=True):
    title: str
    agency: Link
    agency_name: str
    date: str
    date_iso: str
    body: str
    told: tuple[EventItem, ...]
    photos: tuple[PhotoItem, ...]
    corrections: tuple[CorrectionItem, ...]
    sample: bool


def report_view(archive: Archive, id: ReportId, root: str) -> ReportView:
    parts = Parts(archive, root)
    report = archive.reports[id]
    folder = address.report(id)
    events = archive.events_of_origin.get(id, ())
    return ReportView(
        title=wording.unmarked(report.fact.title, sample=report.fact.sample),
        agency=parts.agency(report.agency),
        agency_name=archive.agencies[report.agency].name,
        date=wording.weekday_and_day(report.fact.date),
        date_iso=report.fact.date.isoformat(),
        body=parts.texts.html(report.fact.body, folder, "t-"),
        told=parts.events(each for each in events if isinstance(each, CommitmentEvent)),
        photos=parts.photos(report.fact.photos, folder),
        corrections=tuple(parts.correction(each) for each in events if isinstance(each, CorrectionMade)),
        sample=report.fact.sample,
    )
