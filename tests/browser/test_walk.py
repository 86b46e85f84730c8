"""A reader with a phone walks from the home page to a feed by what can be seen and clicked."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urljoin

import pytest
from lxml import etree
from playwright.sync_api import (
    Browser,
    ConsoleMessage,
    Page,
    Request,
    Response,
    ViewportSize,
)

from pages import PAGES

pytestmark = pytest.mark.browser

PHONE: ViewportSize = {"width": 360, "height": 740}

WALK = {
    "meeting": re.compile(r"/rapim/\d{4}-\d{2}-\d{2}-[a-z0-9-]+/$"),
    "directive": re.compile(r"/arahan/\d{4}-\d{2}-\d{2}-[a-z0-9-]+/[a-z0-9-]+/$"),
    "agency": re.compile(r"/opd/[a-z0-9-]+/$"),
    "feed": re.compile(r"/opd/[a-z0-9-]+/feed\.xml$"),
}
"""Where each step leads; the first link to such a place that a reader sees is clicked."""


@contextmanager
def phone(chromium: Browser, host: str, *, scripts: bool) -> Iterator[Page]:
    """A phone's window, in which whatever goes wrong meanwhile fails the test."""
    context = chromium.new_context(
        viewport=PHONE, is_mobile=True, has_touch=True, java_script_enabled=scripts
    )
    wrong: list[str] = []

    def said(message: ConsoleMessage) -> None:
        if message.type == "error":
            wrong.append(f"on the console: {message.text}")

    def asked(request: Request) -> None:
        if not request.url.startswith((f"{host}/", "data:")):
            wrong.append(f"asked another host: {request.url}")

    def answered(response: Response) -> None:
        if response.status >= 400:
            wrong.append(f"{response.status}: {response.url}")

    def failed(request: Request) -> None:
        if request.failure != "net::ERR_ABORTED":  # a click does not wait for all pictures
            wrong.append(f"{request.failure}: {request.url}")

    page = context.new_page()
    page.on("console", said)
    page.on("pageerror", lambda error: wrong.append(f"uncaught: {error}"))
    page.on("request", asked)
    page.on("response", answered)
    page.on("requestfailed", failed)
    try:
        yield page
    finally:
        context.close()
    assert not wrong


def fits(page: Page) -> None:
    """Nothing makes the page wider than the window."""
    widths = page.evaluate(
        "[document.documentElement.scrollWidth, document.body.scrollWidth, window.innerWidth]"
    )
    assert max(widths) <= PHONE["width"], f"{page.url} is {max(widths)} pixels wide"


def click_through(page: Page, to: re.Pattern[str]) -> None:
    """Click the first link in the page's own part that leads there and can be seen."""
    for link in page.locator("main a[href]:visible").all():
        if to.search(urljoin(page.url, link.get_attribute("href"))):
            link.click()
            page.wait_for_url(to)
            return
    pytest.fail(f"{page.url} has no link to {to.pattern} that can be seen")


@pytest.mark.parametrize("scripts", [True, False], ids=["with-scripts", "without-scripts"])
def test_a_reader_walks_from_the_home_page_to_a_feed(chromium: Browser, host: str, scripts: bool) -> None:
    with phone(chromium, host, scripts=scripts) as page:
        page.goto(f"{host}/")
        titles = []
        for step in ("meeting", "directive", "agency"):
            fits(page)
            titles.append(page.locator("h1").inner_text())
            click_through(page, WALK[step])
        fits(page)
        titles.append(page.locator("h1").inner_text())
        assert all(titles)
        assert len(set(titles)) == 4

        with page.expect_response(WALK["feed"]) as feed:
            click_through(page, WALK["feed"])
        root = etree.fromstring(feed.value.body())
        assert root.tag == "rss"
        assert root.findtext("channel/title")


def test_no_page_is_wider_than_a_phone(chromium: Browser, host: str) -> None:
    with phone(chromium, host, scripts=True) as page:
        for path in PAGES:
            page.goto(f"{host}/{path}")
            fits(page)


def test_the_menu_opens_without_scripts(chromium: Browser, host: str) -> None:
    with phone(chromium, host, scripts=False) as page:
        page.goto(f"{host}/opd/bapenda/")
        entry = page.locator("nav a[href$='rapim/']").first
        assert not entry.is_visible()
        page.get_by_role("button", name="Menu").click()
        entry.click()
        page.wait_for_url(f"{host}/rapim/")
        fits(page)
