"""What search engines are told: every page's address (sitemaps.org 0.9), and that all may be read."""

import datetime as dt
from collections.abc import Iterable, Mapping
from html import escape

from tuntas.render.artifact import Artifact


def sitemap(site_url: str, addresses: Iterable[str], days: Mapping[str, dt.date]) -> Artifact:
    """The site map of these addresses below the site's root, each with the day of its last change."""
    urls = "".join(
        f"<url><loc>{escape(site_url + each, quote=False)}</loc>"
        + (f"<lastmod>{days[each]}</lastmod>" if each in days else "")
        + "</url>\n"
        for each in addresses
    )
    text = (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{urls}</urlset>\n'
    )
    return Artifact("sitemap.xml", text.encode())


def robots(site_url: str) -> Artifact:
    """The rules for robots (RFC 9309): there are none, and the site map is here."""
    text = f"User-agent: *\nDisallow:\n\nSitemap: {site_url}sitemap.xml\n"
    return Artifact("robots.txt", text.encode())
