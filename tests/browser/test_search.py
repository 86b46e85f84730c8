"""A reader searches the real site in a browser: by a word's stem, by what narrows it, by keys alone."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from chromium import Watch
from sites import ROOT
from tuntas.render.policy import POLICY, SEARCH_POLICY

pytestmark = pytest.mark.browser


@pytest.fixture
def page(chromium: Browser, host: str) -> Iterator[Page]:
    """A page that may neither ask another host nor say an error."""
    page = chromium.new_page(viewport={"width": 360, "height": 740})
    watch = Watch(page, host)
    page.on("console", lambda message: watch.seen.append(message.text))
    yield page
    page.close()
    assert watch.seen == []


def found(page: Page) -> dict[str, str]:
    """What was found: the text of each entry by its address."""
    expect(page.locator("#kabar")).to_contain_text("hasil")
    entries = page.locator("#temuan li").all()
    return {urlsplit(each.locator("a").evaluate("a => a.href")).path: each.inner_text() for each in entries}


def counted(page: Page) -> str:
    expect(page.locator("#kabar")).to_contain_text("hasil")
    return page.locator("#kabar").inner_text()


def test_a_word_finds_others_of_its_stem(page: Page, host: str) -> None:
    counts = set()
    for word in ("pelayanan", "melayani", "layanan"):
        page.goto(f"{host}/cari/?q={word}")
        assert page.locator("#q").input_value() == word
        counts.add(counted(page))
    assert len(counts) == 1
    marked = " ".join(page.locator("#temuan mark").all_inner_texts()).lower()
    assert "melayani" in marked
    assert "pelayanan" in marked


def test_what_is_found_shows_kind_date_and_state_and_leads_there(page: Page, host: str) -> None:
    page.goto(f"{host}/cari/?q=ruas+jalan+berlubang")
    where = "/arahan/2026-04-08-rapim-contoh/perbaikan-jalan/"
    text = found(page)[where]
    assert "Arahan · 8 April 2026" in text
    assert "Selesai" in text
    assert "Contoh" in text
    title = page.locator(f"#temuan a[href$='{where}']").inner_text()
    page.locator(f"#temuan a[href$='{where}']").click()
    expect(page.locator("h1")).to_have_text(title)


def test_each_way_to_narrow(page: Page, host: str) -> None:
    chosen = {
        "jenis=laporan": "Laporan",
        "tahun=2025": "2025",
        "opd=dpupr&jenis=arahan": "Arahan",
        "keadaan=selesai": "Selesai",
        "misi=2017-2022/1&tahun=2020": "2020",
    }
    for query, word in chosen.items():
        page.goto(f"{host}/cari/?{query}")
        texts = found(page)
        assert texts, query
        assert all(word in text for text in texts.values()), query
        assert page.locator("#sempit").get_attribute("open") is not None


def test_pages_that_only_list_others_are_not_found(page: Page, host: str) -> None:
    page.goto(f"{host}/cari/?q=arahan")
    for _ in range(30):
        counted(page)
        if not page.locator("#lagi").is_visible():
            break
        before = page.locator("#temuan li").count()
        page.locator("#lagi").click()
        expect(page.locator("#temuan li").nth(before)).to_be_visible()
    paths = set(found(page))
    assert not paths & {"/", "/arahan/", "/arahan/2026/", "/opd/", "/rapim/", "/kendala/", "/lewat-tenggat/"}
    assert not any(path.startswith(("/digest/", "/topik/")) for path in paths)


def test_by_keys_alone(page: Page, host: str) -> None:
    page.goto(f"{host}/")
    link = page.locator("header a[href$='cari/']")
    for _ in range(20):
        page.keyboard.press("Tab")
        if link.evaluate("a => a === document.activeElement"):
            break
    page.keyboard.press("Enter")
    page.wait_for_url("**/cari/")
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == "q":
            break
    page.keyboard.type("pajak")
    page.keyboard.press("Enter")
    counted(page)
    assert parse_qs(urlsplit(page.url).query) == {"q": ["pajak"]}
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("!!document.activeElement.closest('#temuan')"):
            break
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "/cari/" not in url)


def test_only_a_search_loads_the_index_and_only_a_filter_its_own(page: Page, host: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(urlsplit(request.url).path))
    for path in ("/", "/arahan/2026-04-08-rapim-contoh/perbaikan-jalan/", "/404.html"):
        page.goto(host + path)
    assert not [path for path in asked if path.endswith(".js")]
    page.goto(f"{host}/cari/")
    page.wait_for_load_state("networkidle")
    assert [path for path in asked if "/indeks/" in path or path.endswith(".js")] == ["/assets/cari.js"]
    page.locator("#q").fill("jalan")
    counted(page)
    assert not [path for path in asked if path.endswith(".pf_filter")]
    page.goto(f"{host}/cari/?q=jalan&jenis=arahan&tahun=2026")
    counted(page)
    filters = [path for path in asked if path.endswith(".pf_filter")]
    assert {path.rsplit("/", 2)[0] for path in filters} <= {"/cari/indeks", "/cari/indeks/2026"}
    assert 1 <= len(filters) <= 2


def test_the_error_page_searches(page: Page, host: str) -> None:
    page.goto(f"{host}/404.html")
    page.locator("form input").fill("pajak & bea")
    page.locator("form button").click()
    page.wait_for_url("**/cari/?q=*")
    assert page.locator("#q").input_value() == "pajak & bea"


def test_nothing_found_is_said(page: Page, host: str) -> None:
    page.goto(f"{host}/cari/?q=ж")
    expect(page.locator("#kabar")).to_contain_text("Tidak ada hasil")
    assert page.locator("#temuan li").count() == 0


def test_without_scripts_the_lists_serve(chromium: Browser, host: str) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{host}/cari/?q=pajak")
    assert page.get_by_text("perlu JavaScript").is_visible()
    page.locator("main a[href$='arahan/']").click()
    page.wait_for_url("**/arahan/")
    context.close()


def test_no_other_page_may_run_a_script(real_site: Path) -> None:
    pages = {
        path.relative_to(real_site).as_posix(): path.read_text("utf-8") for path in real_site.rglob("*.html")
    }
    assert [path for path, html in pages.items() if f'content="{SEARCH_POLICY}"' in html] == [
        "cari/index.html"
    ]
    assert [path for path, html in pages.items() if f'content="{POLICY}"' not in html] == ["cari/index.html"]
    assert [path for path, html in pages.items() if '<script type="module"' in html] == ["cari/index.html"]


def test_without_words_the_newest_come_first(page: Page, host: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(urlsplit(request.url).path))
    page.goto(f"{host}/cari/?jenis=arahan&tahun=2026")
    texts = list(found(page).values())
    assert "Juni 2026" in texts[0]
    assert "Februari 2026" in texts[-1]
    assert not page.locator("#temuan mark").count()
    assert len([path for path in asked if path.endswith(".pf_index")]) <= 2, "no index is loaded whole"


def test_the_script_is_small() -> None:
    assert (ROOT / "theme/assets/cari.js").stat().st_size <= 4096
