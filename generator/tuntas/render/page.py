"""A page before it has its frame: what the theme is told of it."""

import msgspec


class Heading(msgspec.Struct, frozen=True):
    """An entry of a page's table of contents."""

    id: str
    title: str
    """Plain text."""
    children: tuple["Heading", ...] = ()


class Page(msgspec.Struct, frozen=True):
    """One page of the site, ready to be framed."""

    address: str
    """Below the site's root; ends with a slash, empty for the home page: `rapim/2026-02-19-rapim/`."""
    section: str
    """Which frame, and which entry of the menu is current: `beranda`, `rapim`, `arahan`, ..."""
    title: str
    """Plain text."""
    description: str
    """Plain text."""
    head: str
    """Safe HTML for the head: alternates, social tags."""
    toc: tuple[Heading, ...]
    content: str
    """Safe HTML; begins with its own `<h1>`."""
