"""The site map: every page's address, for search engines (sitemaps.org, version 0.9)."""

from collections.abc import Iterable
from html import escape

from tuntas.render.artifact import Artifact


def sitemap(site_url: str, addresses: Iterable[str]) -> Artifact:
    """The site map of these addresses below the site's root."""
    urls = "".join(f"<url><loc>{escape(site_url + each, quote=False)}</loc></url>\n" for each in addresses)
    text = (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{urls}</urlset>\n'
    )
    return Artifact("sitemap.xml", text.encode())
