"""A preview as whoever writes notes sees it, in a browser."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from chromium import Watch
from previews import Preview, previewing
from sites import MEETING, NOTES, lay_out

pytestmark = pytest.mark.browser

MEETING_PAGE = "rapim/2026-01-05-rapim/"
HOSTILE = "<img src=x onerror=alert(1)>"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return lay_out(tmp_path / "arsip")


@pytest.fixture
def preview(project: Path) -> Iterator[Preview]:
    with previewing(project, project.parent / "log") as preview:
        yield preview


@pytest.fixture
def page(chromium: Browser, preview: Preview) -> Iterator[Page]:
    """A page in which a script of a note or a request to elsewhere fails the test."""
    context = chromium.new_context(viewport={"width": 900, "height": 500})
    page = context.new_page()
    watch = Watch(page, preview.url.removesuffix("/arsip/"))
    yield page
    context.close()
    assert watch.seen == []


def save(project: Path, old: str, new: str) -> None:
    """Change the meeting's note as it was at first."""
    note = project / MEETING
    text = NOTES["meetings/2026/2026-01-05-rapim.md"]
    assert old in text
    note.write_text(text.replace(old, new), "utf-8")


def test_a_saved_change_is_seen_where_one_was_reading(project: Path, preview: Preview, page: Page) -> None:
    page.goto(preview.url + MEETING_PAGE)
    page.evaluate("scrollTo(0, 300)")
    assert page.evaluate("scrollY") == 300
    save(project, "Rapim awal tahun", "Rapim Januari")
    expect(page.locator("h1")).to_have_text("Rapim Januari")
    page.wait_for_function("scrollY === 300")
    save(project, "Rapim awal tahun", "Rapim pertama")  # and again, from the page that came
    expect(page.locator("h1")).to_have_text("Rapim pertama")


def test_a_page_on_which_nothing_changes_stays(project: Path, preview: Preview, page: Page) -> None:
    page.goto(f"{preview.url}data/")
    page.evaluate("window.stays = true")
    save(project, "Rapat di pendopo.", "Rapat di aula.")
    preview.soon(lambda: "Rapat di aula." in preview.page(MEETING_PAGE))
    preview.soon(lambda: preview.says("Diperbarui"))
    assert page.evaluate("window.stays") is True


def test_a_problem_stands_over_the_last_good_page(project: Path, preview: Preview, page: Page) -> None:
    page.goto(preview.url + MEETING_PAGE)
    save(project, "opd: dpupr", f'opd: "{HOSTILE}"')
    panel = page.locator("tuntas-pratinjau section")
    expect(panel).to_contain_text(f"{MEETING}:10:")
    expect(panel).to_contain_text("Kesalahan:")
    expect(panel).to_contain_text(HOSTILE)
    expect(panel).to_contain_text("tuntas explain")
    expect(page.locator("h1")).to_have_text("Rapim awal tahun")
    page.reload()
    expect(panel).to_contain_text(f"{MEETING}:10:")
    panel.get_by_role("button", name="Tutup").click()
    expect(panel).to_have_count(0)
    page.locator("tuntas-pratinjau").get_by_role("button", name="Belum dapat ditampilkan").click()
    expect(panel).to_have_count(1)
    save(project, "Rapim awal tahun", "Rapim pertama")
    expect(page.locator("h1")).to_have_text("Rapim pertama")
    expect(page.locator("tuntas-pratinjau section")).to_have_count(0)


def test_wrong_settings_are_told_on_the_page(project: Path, preview: Preview, page: Page) -> None:
    page.goto(preview.url)
    (project / "mkdocs.yml").write_text("site_name: [", "utf-8")
    expect(page.locator("tuntas-pratinjau section")).to_contain_text("bukan YAML")


def test_a_draft_is_marked_where_it_is_shown(project: Path, preview: Preview, page: Page) -> None:
    (project / "content/opd/bapenda/laporan/2026-02-01-laporan.md").unlink()  # it would speak of a draft
    page.goto(f"{preview.url}rapim/")
    badge = page.locator("main .tuntas-draf")
    expect(badge).to_have_count(0)
    save(project, "pimpinan:", "draf: true\npimpinan:")
    expect(badge.first).to_have_text("draf, belum terbit")
    page.locator("main a", has_text="Rapim awal tahun").first.click()
    expect(page.locator("body > .tuntas-draf-halaman")).to_contain_text(f"Draf, belum terbit: {MEETING}")
    save(project, "Rapat di pendopo.", "Rapat di aula.")
    expect(page.locator("main")).to_contain_text("Rapat di aula.")
    expect(page.locator(".tuntas-draf-halaman")).to_have_count(0)


def test_a_draft_of_a_day_to_come_tells_how_to_see_it(project: Path, preview: Preview, page: Page) -> None:
    page.goto(preview.url)
    note = NOTES["meetings/2026/2026-01-05-rapim.md"].replace("2026-01-05", "2026-03-05")
    later = project / "content/meetings/2026/2026-03-05-rapim.md"
    later.write_text(note.replace("pimpinan:", "draf: true\npimpinan:"), "utf-8")
    page.locator("tuntas-pratinjau").get_by_role("button", name="1 draf").click()
    expect(page.locator("tuntas-pratinjau section")).to_contain_text("tuntas serve --as-of 2026-03-05")


def test_a_preview_that_ends_says_so(project: Path, chromium: Browser) -> None:
    page = chromium.new_page()
    with previewing(project, project.parent / "log") as preview:
        page.goto(preview.url)
        expect(page.locator("h1")).to_have_count(1)
    expect(page.locator("tuntas-pratinjau")).to_contain_text("Pratinjau tidak terhubung")
    page.close()
