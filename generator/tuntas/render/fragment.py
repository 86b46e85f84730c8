"""A page's own part: its view, and the template that says it in HTML."""

from collections.abc import Mapping
from functools import cached_property
from html import escape
from types import MappingProxyType

import jinja2
import msgspec

from tuntas.render.page import Heading, Page
from tuntas.render.templating import environment


class Alternate(msgspec.Struct, frozen=True, gc=False):
    """A feed that a page announces to browsers and feed readers."""

    title: str
    address: str
    type: str


class Fragment(msgspec.Struct, frozen=True):
    """All that a page is made of, before its template is rendered; `(template, view, foot)` is its key."""

    address: str
    section: str
    title: str
    description: str
    template: str
    view: msgspec.Struct
    alternates: tuple[Alternate, ...] = ()
    toc: tuple[Heading, ...] = ()
    foot: msgspec.Struct | None = None
    """What is told of the note that the page is made from."""
    head: str = ""
    """Safe HTML: what is told of the page to those who share it, and to programs."""


def root(address: str) -> str:
    """The way from a page to the site's root: `../../` for `rapim/2026-02-19-rapim/`."""
    return "../" * address.count("/") or "./"


FOOT = "_foot.html"
"""The template of what stands below each page that is made from one note."""


class Templates:
    """The theme's fragment templates."""

    def __init__(
        self,
        sources: Mapping[str, str],
        site_url: str = "",
        translated: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        """`translated` are those of the sources that are Python already."""
        self._sources = sources
        self._translated = translated
        self._webcal = f"webcal:{site_url.partition(':')[2]}"

    @cached_property
    def _environment(self) -> jinja2.Environment:
        return environment(self._sources, self._translated)

    def page(self, fragment: Fragment) -> Page:
        """Render a fragment.

        The template sees the view as `view`, the page's address as `here`, the way to the root as `root`, and
        as `webcal` the root for calendar programs, which follow no other way.
        """
        template = self._environment.get_template(fragment.template + ".html")
        way = root(fragment.address)
        content = template.render(view=fragment.view, here=fragment.address, root=way, webcal=self._webcal)
        if fragment.foot is not None:
            content += self._environment.get_template(FOOT).render(foot=fragment.foot, root=way)
        head = "".join(
            f'<link rel="alternate" type="{each.type}" '
            f'title="{escape(each.title)}" href="{way}{each.address}">\n'
            for each in fragment.alternates
        )
        return Page(
            address=fragment.address,
            section=fragment.section,
            title=fragment.title,
            description=fragment.description,
            head=head + fragment.head,
            toc=fragment.toc,
            content=content,
        )
