"""The list of feeds as OPML 2.0, for feed readers to take in whole."""

from collections.abc import Iterable
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from tuntas.render.feeds.catalogue import Kind, Subscription
from tuntas.render.feeds.feed import LANGUAGE, Format
from tuntas.render.feeds.site import Site
from tuntas.render.feeds.xmltext import clean

_GROUPS = {
    Kind.AGENCY: "OPD",
    Kind.AGENCY_COMPLETIONS: "OPD",
    Kind.MISSION: "Misi RPJMD",
    Kind.TOPIC: "Topik",
}
_REST = "Umum"


def opml(site: Site, subscriptions: Iterable[Subscription]) -> bytes:
    """The document, the feeds in their groups; each is named in one format, lest one get it thrice."""
    root = Element("opml", version="2.0")
    head = SubElement(root, "head")
    SubElement(head, "title").text = clean(f"Langganan {site.name}")
    SubElement(head, "docs").text = "https://opml.org/spec2.opml"
    body = SubElement(root, "body")
    groups: dict[str, Element] = {}
    for each in subscriptions:
        name = _GROUPS.get(each.kind, _REST)
        if name not in groups:
            groups[name] = SubElement(body, "outline", text=name)
        title = clean(each.title)
        SubElement(
            groups[name],
            "outline",
            type="rss",
            version="RSS2",
            text=title,
            title=title,
            description=clean(each.description),
            language=LANGUAGE,
            xmlUrl=site.url + each.path(Format.RSS),
            htmlUrl=site.url + each.page,
        )
    indent(root)
    document: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return document
