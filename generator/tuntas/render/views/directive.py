"""A directive's page: where it came from, each agency's commitment, and its whole history."""

from tuntas.archive.archive import Archive
from tuntas.archive.names import Target, Thing
from tuntas.archive.progress import stage
from tuntas.read.facts import DirectiveId
from tuntas.render import address, wording
from tuntas.render.charts.shares import SharesChart, progress_chart
from tuntas.render.views.parts import (
    Asked,
    Day,
    DirectiveLine,
    EventItem,
    Link,
    MeetingItem,
    Parts,
    View,
)
from tuntas.render.wording import Standing


class Tie(View, frozen=True):
    """What the directive continues or replaces, and what continues or replaces it."""

    word: str
    directives: tuple[DirectiveLine, ...]


class DirectiveView(View, frozen=True):
    title: str
    meeting: MeetingItem
    day: Day
    chair: str
    government: str
    text: str
    standing: Standing
    progress: SharesChart | None
    missions: tuple[Link, ...]
    topics: tuple[Link, ...]
    indicators: tuple[Link, ...]
    asked: tuple[Asked, ...]
    story: tuple[EventItem, ...]
    ties: tuple[Tie, ...]
    siblings: tuple[Link, ...]
    mentions: tuple[Link, ...]
    sample: bool


def directive_view(archive: Archive, id: DirectiveId, root: str) -> DirectiveView:
    parts = Parts(archive, root)
    directive = archive.directives[id]
    meeting = archive.occasions[directive.meeting]
    fact = directive.fact
    counts = archive.progress_of_directive[id]
    ties = (
        ("Melanjutkan", directive.continues),
        ("Menggantikan", directive.replaces),
        ("Mencabut", directive.revokes),
        ("Dilanjutkan oleh", directive.continued_by),
        ("Digantikan oleh", directive.replaced_by),
        ("Dicabut oleh", directive.revoked_by),
    )
    return DirectiveView(
        title=wording.unmarked(fact.title, sample=directive.origin.sample),
        meeting=parts.meeting_item(meeting.id),
        day=parts.day(directive.issued),
        chair=wording.person(meeting.chair),
        government=meeting.government,
        text=parts.texts.html(fact.text, address.meeting(directive.meeting), "t-"),
        standing=wording.stage(stage(directive, counts)),
        progress=progress_chart("bagian-keadaan", counts),
        missions=tuple(parts.target(Target(Thing.MISSION, each)) for each in directive.missions),
        topics=tuple(Link(each, address.topic(each)) for each in dict.fromkeys(fact.topics)),
        indicators=tuple(parts.target(Target(Thing.INDICATOR, each)) for each in directive.indicators),
        asked=parts.asked(id),
        story=parts.events(archive.events_of_directive.get(id, ()), home=True),
        ties=tuple(Tie(word, parts.directive_lines(ids)) for word, ids in ties if ids),
        siblings=tuple(parts.directive(each) for each in meeting.directives if each != id),
        mentions=parts.mentions(Target(Thing.DIRECTIVE, id)),
        sample=directive.origin.sample,
    )
