"""What a person sees: a feed in a browser, and the page that says how to follow."""

import re
from pathlib import Path

import pytest
from lxml import etree
from playwright.sync_api import Browser

FEEDS = (
    "feed/selesai.xml",
    "feed/selesai.atom.xml",
    "feed/tindak-lanjut/2026.atom.xml",
    "feed/digest-mingguan/2026.atom.xml",
    "feed/digest-bulanan.xml",
    "opd/bapenda/feed.xml",
)


SEEN = """() => {
  const seen = (name) => [...document.getElementsByTagNameNS("*", name)].filter(
    (each) => each.getClientRects().length);
  return {
    wide: document.documentElement.scrollWidth,
    told: getComputedStyle(document.documentElement, "::before").content,
    titles: seen("title").map((each) => each.textContent),
    sentences: [...seen("description"), ...seen("summary")].map((each) => each.textContent),
    code: [...seen("encoded"), ...seen("content"), ...seen("guid"), ...seen("id"), ...seen("updated")].length,
    font: getComputedStyle(document.documentElement).fontFamily,
  };
}"""


@pytest.mark.browser
@pytest.mark.parametrize("path", FEEDS)
def test_a_feed_in_a_browser_reads_as_a_list(
    path: str, chromium: Browser, host: str, real_site: Path
) -> None:
    page = chromium.new_page(viewport={"width": 360, "height": 740})
    failed: list[str] = []
    page.on("response", lambda answer: failed.append(answer.url) if answer.status >= 400 else None)
    page.goto(f"{host}/{path}")
    seen = page.evaluate(SEEN)
    page.close()
    assert not failed
    assert seen["wide"] <= 360
    archived = path.endswith("/2026.atom.xml")
    assert ("Ini riwayat sebuah umpan" if archived else "Ini umpan: daftar kabar") in seen["told"]
    assert "sans-serif" in seen["font"]
    assert seen["code"] == 0, "no ids, no HTML shown as text"
    root = etree.parse(real_site / path).getroot()
    entries = root.findall(".//{*}entry") + root.findall(".//item")
    assert len(seen["titles"]) == len(entries) + 1
    assert len(seen["sentences"]) >= len(entries)


@pytest.fixture(scope="module")
def langganan(real_site: Path) -> etree._Element:
    return etree.HTML((real_site / "langganan/index.html").read_text("utf-8")).find(".//main")  # type: ignore[return-value]


def hrefs(element: etree._Element) -> list[str]:
    return [str(each) for each in element.xpath(".//@href")]


def test_there_is_a_button_for_each_thing_to_follow(langganan: etree._Element, real_site: Path) -> None:
    buttons = {str(each.get("href")) for each in langganan.iter("a") if "button" in (each.get("class") or "")}
    for folder, stems in (("opd", ("feed", "selesai")), ("topik", ("feed",)), ("rpjmd", ("feed",))):
        pages = list((real_site / folder).rglob("feed.xml"))
        assert pages
        for path in pages:
            where = path.parent.relative_to(real_site).as_posix()
            assert {f"../{where}/{stem}.xml" for stem in stems} <= buttons
    general = {
        f"../feed/{path.name}" for path in (real_site / "feed").glob("*.xml") if ".atom" not in path.name
    }
    assert general <= buttons
    assert "../feed/langganan.opml" in buttons
    for each in buttons:
        if each.startswith("../"):
            assert (real_site / each.removeprefix("../")).is_file()
    assert not [each.get("aria-label") for each in langganan.iter("a") if not (each.text or "").strip()]


def test_no_two_buttons_are_called_alike(langganan: etree._Element) -> None:
    names = [each.get("aria-label") for each in langganan.iter("a") if each.get("aria-label")]
    assert len(set(names)) == len(names) > 150


def test_calendars_are_offered_as_calendars_take_them(langganan: etree._Element, real_site: Path) -> None:
    calendars = [each for each in hrefs(langganan) if each.startswith("webcal:")]
    agencies = [path.parent.name for path in (real_site / "opd").glob("*/feed.xml")]
    site = "webcal://tuntas.bantenprov.go.id/"
    assert {f"{site}kalender/tenggat.ics", f"{site}kalender/rapim.ics"} <= set(calendars)
    assert {f"{site}opd/{each}/tenggat.ics" for each in agencies} <= set(calendars)


def test_the_page_explains_itself(langganan: etree._Element) -> None:
    text = re.sub(r"\s+", " ", "".join(langganan.itertext()))
    for each in ("Apa itu umpan?", "Pembaca umpan", "Feeder", "NetNewsWire", "Thunderbird", "Caranya"):
        assert each in text
