"""What can be measured of every kind of page: whether all can use it, whether it is right, what it weighs."""

import gzip
import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, Page, ViewportSize

from chromium import Watch
from corpora.packages import NotFetched, installed
from pages import PAGES

pytestmark = pytest.mark.browser

PHONE: ViewportSize = {"width": 360, "height": 740}
TABLET: ViewportSize = {"width": 768, "height": 1024}
DESKTOP: ViewportSize = {"width": 1280, "height": 800}
SCHEMES: tuple[Literal["light"], Literal["dark"]] = ("light", "dark")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
MAX_PAGE = 35 * 1024
"""What a page may weigh in all before its photos, in bytes and compressed as web servers do."""

KINDS = tuple(PAGES)
HALVES = (KINDS[::2], KINDS[1::2])
"""Two processes share the work."""


@pytest.fixture(scope="module")
def programs() -> Path:
    """The accessibility checker axe and the Nu HTML checker."""
    try:
        return installed(Path(__file__).parent)
    except NotFetched as error:
        pytest.skip(f"not fetched: {error}")


@pytest.fixture
def page(chromium: Browser, host: str) -> Iterator[Page]:
    """A window that nothing goes wrong in: no script error, no message, no other host."""
    context = chromium.new_context(viewport=PHONE)
    page = context.new_page()
    watch = Watch(page, host)
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    yield page
    context.close()
    assert not watch.seen
    assert not said


# --- for everybody ---


@pytest.mark.parametrize("half", [0, 1], ids=["one-half", "other-half"])
def test_axe_finds_nothing(chromium: Browser, host: str, programs: Path, half: int) -> None:
    axe = (programs / "node_modules/axe-core/axe.min.js").read_text("utf-8")
    context = chromium.new_context(bypass_csp=True)  # the policy of our pages keeps axe out as well
    page = context.new_page()
    found: list[str] = []
    for path in HALVES[half]:
        page.goto(f"{host}/{path}")
        page.evaluate(axe)
        found += [f"/{path} {each}" for each in violations_in_all_lights(page)]
    context.close()
    assert not found, "\n".join(found)


def violations_in_all_lights(page: Page) -> list[str]:
    """What axe holds against a page with all of it in sight, and on a phone against its open menu."""
    page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
    found: list[str] = []
    for number, size in enumerate((PHONE, DESKTOP)):
        page.set_viewport_size(size)
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme)
            # The colours alone depend on the scheme, so all else is looked at in one of them.
            all_rules = scheme == SCHEMES[number]
            wrong = violations(page, all_rules=all_rules)
            if size is PHONE:
                page.get_by_role("button", name="Menu").click()
                wrong += violations(page, "#_menu", all_rules=all_rules)
                page.keyboard.press("Escape")
            found += [f"{scheme} {size['width']}: {each}" for each in wrong]
    return found


def test_axe_finds_nothing_in_what_search_found(chromium: Browser, host: str, programs: Path) -> None:
    context = chromium.new_context(bypass_csp=True)
    page = context.new_page()
    page.goto(f"{host}/cari/?q=jalan&jenis=arahan")
    page.locator("#temuan li").nth(3).wait_for()
    page.evaluate((programs / "node_modules/axe-core/axe.min.js").read_text("utf-8"))
    found = violations_in_all_lights(page)
    context.close()
    assert not found, "\n".join(found)


def test_axe_finds_nothing_in_the_open_menu(chromium: Browser, host: str, programs: Path) -> None:
    axe = (programs / "node_modules/axe-core/axe.min.js").read_text("utf-8")
    context = chromium.new_context(bypass_csp=True, viewport=PHONE)
    page = context.new_page()
    page.set_content("<img src=x>")
    page.evaluate(axe)
    assert any("image-alt" in each for each in violations(page)), "axe finds nothing anywhere"
    page.goto(f"{host}/")
    page.get_by_role("button", name="Menu").click()
    page.evaluate(axe)
    found = violations(page)
    page.emulate_media(color_scheme="dark")
    found += violations(page, all_rules=False)
    context.close()
    assert not found


def violations(page: Page, part: str = "html", *, all_rules: bool = True) -> list[str]:
    """What axe holds against a part of a page, with the places: by all rules or by those about colours."""
    wanted = {"type": "tag", "values": RULES} if all_rules else {"type": "rule", "values": ["color-contrast"]}
    run = {"runOnly": wanted, "resultTypes": ["violations"]}
    result: dict[str, Any] = page.evaluate("([part, options]) => axe.run(part, options)", [part, run])
    return [
        f"{each['id']}: {each['help']}: {[node['target'] for node in each['nodes']][:3]}"
        for each in result["violations"]
    ]


@pytest.mark.parametrize("size", [PHONE, TABLET, DESKTOP], ids=["phone", "tablet", "desktop"])
def test_every_page_fits_and_keeps_to_itself(page: Page, host: str, size: ViewportSize) -> None:
    page.set_viewport_size(size)
    for path in KINDS:
        page.goto(f"{host}/{path}")
        widths = page.evaluate("[document.documentElement.scrollWidth, document.body.scrollWidth]")
        assert max(widths) <= size["width"], f"/{path} is {max(widths)} pixels wide"


def test_a_data_block_passes_the_policy(page: Page, host: str) -> None:
    """Its text can be read, and the browser reports no violation (see the fixture)."""
    page.goto(f"{host}/arahan/2026-04-08-rapim-contoh/perbaikan-jalan/")
    block = page.locator("script[type='application/ld+json']").text_content()
    kinds = [each["@type"] for each in json.loads(block or "")["@graph"]]
    assert kinds == ["BreadcrumbList", "Action", "Action"]


def test_text_of_twice_the_size_still_fits(page: Page, host: str) -> None:
    """A desktop at 200 per cent is as wide as half of it."""
    page.set_viewport_size({"width": DESKTOP["width"] // 2, "height": DESKTOP["height"] // 2})
    for path in KINDS:
        page.goto(f"{host}/{path}")
        assert page.evaluate("document.documentElement.scrollWidth") <= DESKTOP["width"] // 2, path


def test_dark_mode_is_dark(page: Page, host: str) -> None:
    brightness: dict[str, float] = {}
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme)
        page.goto(f"{host}/")
        colour = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
        if colour == "rgba(0, 0, 0, 0)":
            colour = page.evaluate("getComputedStyle(document.body).backgroundColor")
        brightness[scheme] = sum(map(int, re.findall(r"\d+", colour)[:3])) / 3
    assert brightness["light"] > 200
    assert brightness["dark"] < 60


def test_nothing_moves_for_who_wants_no_motion(page: Page, host: str) -> None:
    moving = """() => [
        getComputedStyle(document.documentElement).scrollBehavior,
        ...[...document.querySelectorAll("*")].map(each => getComputedStyle(each).transitionDuration)
            .filter(each => !/^(0s(, )?)+$/.test(each)),
        ...document.getAnimations(),
    ]"""
    page.goto(f"{host}/")
    assert len(page.evaluate(moving)) > 1, "something moves for all others"
    page.emulate_media(reduced_motion="reduce")
    assert page.evaluate(moving) == ["auto"]


WALK = (
    re.compile(r"/arahan/2026-04-08-rapim-contoh/perbaikan-jalan/(?:#.*)?$"),
    re.compile(r"\.(?:jpg|png|webp|pdf)$"),
)
"""A directive with photos that the home page tells of, and its evidence."""


def test_a_keyboard_leads_from_home_to_a_directive_its_evidence_and_its_feed(page: Page, host: str) -> None:
    """Every stop on the way can be seen to have the focus."""
    page.set_viewport_size(DESKTOP)
    page.emulate_media(reduced_motion="reduce")  # so that what has the focus is there at once
    page.goto(f"{host}/")
    tab_to(page, WALK[0])
    page.keyboard.press("Enter")
    page.wait_for_url(WALK[0])
    directive = page.url
    tab_to(page, WALK[1])
    page.keyboard.press("Enter")
    page.wait_for_url(WALK[1])
    page.go_back()
    page.wait_for_url(directive)
    tab_to(page, re.compile(r"/perbaikan-jalan/feed\.xml$"))
    with page.expect_response(re.compile(r"feed\.xml$")) as feed:
        page.keyboard.press("Enter")
    assert feed.value.ok


def tab_to(page: Page, wanted: re.Pattern[str], most: int = 300) -> None:
    """Press Tab until a link leads there; each stop shows that it has the focus, and where it is."""
    before: set[str] = set()
    for _ in range(most):
        page.keyboard.press("Tab")
        stop = page.evaluate(FOCUS)
        if stop is None:
            continue
        assert stop["outlined"], f"{page.url}: no focus is seen on {stop['html']}"
        assert stop["visible"], f"{page.url}: the focus is out of sight on {stop['html']}"
        if wanted.search(stop["href"]):
            return
        before.add(stop["href"])
    pytest.fail(f"{page.url}: no key leads to {wanted.pattern}: {sorted(before)[:20]}")


FOCUS = """() => {
  const here = document.activeElement;
  if (!here || here === document.body) return null;
  const style = getComputedStyle(here), box = here.getBoundingClientRect();
  const outlined = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0;
  return {
    href: here.href || "",
    html: here.outerHTML.slice(0, 120),
    outlined: outlined || style.boxShadow !== "none",
    visible: box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight,
  };
}"""


# --- right and light ---


def test_the_nu_checker_finds_no_error(real_site: Path, programs: Path, tmp_path: Path) -> None:
    java = shutil.which("java")
    if java is None:
        pytest.skip("there is no Java, in which the Nu HTML checker is written; install a JRE, 11 or later")
    jars = sorted((programs / "node_modules/vnu-jar").rglob("vnu.jar"))
    files = [real_site / (path if path.endswith(".html") else f"{path}index.html") for path in KINDS]
    files.append(real_site / "assets/tuntas.css")
    broken = tmp_path / "broken.html"  # it is found, or the checker was not asked as it should be
    broken.write_text("<!doctype html><html lang=id><title>Rusak</title><p><div></p>")
    files.append(broken)
    run = subprocess.run(
        [java, "-Xss4m", "-jar", *map(str, jars), "--format", "json", "--also-check-css", *map(str, files)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=300,
        check=False,
    )
    messages = json.loads(run.stderr)["messages"]
    wrong = [
        f"{each['url'].rpartition(real_site.name)[2]}:{each.get('lastLine', 0)}: {each['message']}"
        for each in messages
        if each["type"] != "info"
    ]
    assert any("broken.html" in each for each in wrong), run.stderr[:2000]
    wrong = [each for each in wrong if "broken.html" not in each]
    assert not wrong, "\n".join(wrong[:30])


def test_no_page_is_heavy(real_site: Path) -> None:
    """A page, its styles and its icon together, without photos; no page but the search has a script."""
    for path in KINDS:
        file = real_site / (path if path.endswith(".html") else f"{path}index.html")
        html = file.read_text("utf-8")
        loaded = set(re.findall(r'(?:href|src)="(?:\.\./|\./|/)*(assets/[^"]+)"', html))
        assert "assets/tuntas.css" in loaded
        weight = packed(html.encode()) + sum(packed((real_site / each).read_bytes()) for each in loaded)
        assert weight <= MAX_PAGE, f"/{path} weighs {weight} bytes"
        scripts = re.findall(r"<script(?! type=\"application/ld\+json\">)", html)
        assert len(scripts) == (path == "cari/"), f"/{path} has a script"


def packed(data: bytes) -> int:
    return len(gzip.compress(data, 6))


@pytest.mark.parametrize(
    ("path", "words", "most"),
    [
        ("rapim/2025-07-30-rapim/", "Rapim OPD di Aula Pendopo", 2),
        ("opd/dpupr/", "Dinas Pekerjaan Umum", 1),
        ("opd/bapenda/bahan/", "Badan Pendapatan Daerah", 1),
    ],
    ids=["minutes", "agency", "hand-out"],
)
def test_pages_print(page: Page, host: str, path: str, words: str, most: int) -> None:
    page.goto(f"{host}/{path}")
    page.emulate_media(media="print")
    assert page.get_by_role("heading", level=1).filter(has_text=words).is_visible()
    assert not page.locator(".menu").is_visible()
    pdf = page.pdf(format="A4")
    assert pdf.startswith(b"%PDF-")
    pages = len(re.findall(rb"/Type\s*/Page\b", pdf))
    assert 1 <= pages <= most
