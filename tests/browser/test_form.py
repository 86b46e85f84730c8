"""An agency reports with a photo through the form, on a phone; what it wrote passes the check as it is."""

import base64
import re
from collections.abc import Iterator
from contextlib import suppress
from io import BytesIO
from pathlib import Path

import pytest
from lxml import html
from PIL import Image
from playwright.sync_api import Browser, Locator, Page, ViewportSize, expect

import gitea
from chromium import serving
from command import Tuntas
from sites import CONFIG, NOTES, lay_out, tree
from tuntas.cli import main
from tuntas.read.files import Location
from tuntas.read.note import read_note
from tuntas.vocabulary import NoteKind

pytestmark = pytest.mark.browser

SAID = "Tiga kecamatan: selesai didata.\n\n- dua lagi"
FIRST = "meetings/2026/2026-01-05-rapim.md"
OLD = "opd/bapenda/laporan/2026-02-03-papan/index.md"
OLD_NOTE = """\
---
judul: "Papan: dua dari sepuluh"
tanggal: 2026-02-03
foto: [{berkas: papan.jpg, keterangan: "Papan, di atas loket"}]
tindak_lanjut:
- komitmen: 2026-01-05-rapim/pajak/bapenda
  tanggal: 2026-02-02
  status: terkendala
  persen: 20
  catatan: |
    Dua papan *terpasang*.

    Lihat [[dpupr|dinas itu]] dan `kode`:

    1. satu
    2. dua
  kendala: {uraian: "Listrik: belum ada", butuh_dari: dpupr}
  bukti:
  - {tautan: "https://contoh.go.id/?a=1&b=2#c"}
  - foto: papan.jpg
    keterangan: |
      Papan
      di loket
  tenggat_baru: 2026-04-30
  alasan: no
contoh: ya
koreksi:
- {tanggal: 2026-02-04, uraian: "Angka: 20, bukan 30"}
---

Cerita *panjang*  
di dua baris.

- satu
- dua
"""  # noqa: W291 - two spaces break a line
OTHER = "opd/bapenda/laporan/2026-02-01-laporan.md"
MEETING = "meetings/2026/2026-02-05-rapim/index.md"
MEETING_NOTE = """\
---
judul: Rapim kedua
tanggal: 2026-02-05
waktu: "09:00"
hadir: semua
pimpinan: {nama: Gubernur}
arahan:
- id: lanjut
  judul: Lanjutkan pendataan
  melanjutkan: 2026-01-05-rapim/pajak
  topik: pajak
  komitmen:
  - {opd: semua, tindakan: Membantu pendataan, ukuran: Semua terdata}
alias: [2026-02-05-rapat]
---
"""

# What the browser offers in the place of a folder on the disk: one of its own, with the archive in it.
PICKER = "window.showDirectoryPicker = async () => (await navigator.storage.getDirectory())"
PICKER += ".getDirectoryHandle('arsip')"
FILL = """async files => {
  const top = await (await navigator.storage.getDirectory()).getDirectoryHandle('arsip', {create: true});
  await top.getDirectoryHandle('.git', {create: true});
  for (const [path, content] of Object.entries(files)) {
    const names = path.split('/'), name = names.pop();
    let folder = top;
    for (const each of names) folder = await folder.getDirectoryHandle(each, {create: true});
    const file = await (await folder.getFileHandle(name, {create: true})).createWritable();
    await file.write(Uint8Array.from(atob(content), each => each.charCodeAt(0)));
    await file.close();
  }
}"""
READ = """async () => {
  const found = {};
  const walk = async (folder, path) => {
    for await (const [name, entry] of folder.entries()) {
      if (entry.kind === 'directory') await walk(entry, `${path}${name}/`);
      else {
        const bytes = new Uint8Array(await (await entry.getFile()).arrayBuffer());
        found[path + name] = btoa(Array.from(bytes, each => String.fromCharCode(each)).join(''));
      }
    }
  };
  await walk(await (await navigator.storage.getDirectory()).getDirectoryHandle('arsip'), '');
  return found;
}"""


def picture(width: int, height: int) -> bytes:
    data = BytesIO()
    Image.effect_noise((width, height), 40).convert("RGB").save(data, "JPEG", quality=70)
    return data.getvalue()


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small archive with the form, built."""
    form = ", cms: true, cms_backend: gitea, cms_repo: uji/arsip}"
    config = form.join(CONFIG.rsplit("}", 1)).replace("/arsip/", "/", 1)
    notes = NOTES | {OLD: OLD_NOTE, MEETING: MEETING_NOTE}
    folder = lay_out(tmp_path_factory.mktemp("form") / "arsip", notes, config)
    (folder / "content" / OLD).with_name("papan.jpg").write_bytes(picture(400, 300))
    assert main(build(folder)) == 0
    return folder


def build(folder: Path) -> list[str]:
    site = ["--site", str(folder.with_name("situs")), "--as-of", "2026-02-10", "--quiet"]
    return ["build", "--config", str(folder / "mkdocs.yml"), *site]


@pytest.fixture
def form(chromium: Browser, archive: Path) -> Iterator[Page]:
    """The form on a phone, with the archive at hand; no answer comes from another host."""
    with serving(archive.with_name("situs")) as host:
        # As wide as a phone, and so high that all is in sight: fields are drawn when they are seen.
        viewport: ViewportSize = {"width": 360, "height": 4000}
        context = chromium.new_context(viewport=viewport, is_mobile=True, has_touch=True)
        page = context.new_page()
        wrong: list[str] = []
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on(
            "response",
            lambda answer: (
                wrong.append(answer.url) if not answer.url.startswith((host, "blob:" + host)) else None
            ),
        )
        page.add_init_script(PICKER)
        page.goto(f"{host}/admin/")
        content = tree(archive / "content")
        page.evaluate(
            FILL, {f"content/{path}": base64.b64encode(each).decode() for path, each in content.items()}
        )
        page.get_by_role("button", name="Work with Local Repository").click()
        expect(page.get_by_text("Laporan Bapenda", exact=True)).to_be_visible()
        yield page
        context.close()
        assert not wrong


def go(page: Page, address: str) -> None:
    """Go to a part of the form, and wait until it is drawn."""
    page.goto(f"{page.url.partition('#')[0]}#/collections/{address}")
    expect(field(page, "Judul")).to_be_visible()


def field(page: Page | Locator, label: str) -> Locator:
    """The part of the form that is for one key; the program puts invisible marks around its name."""
    return page.get_by_role("group", name=re.compile(rf"“\W?{label}\W?” Field")).first


def add(page: Page, label: str, first: Locator) -> None:
    """Add one to a list; as a person would, ask again where the form was still busy and did not hear it."""
    for _ in range(3):
        settle(page)
        page.get_by_role("button", name=re.compile(rf"Add \W?{label}")).first.click()
        with suppress(AssertionError):
            expect(first).to_be_visible(timeout=10_000)
            break
    settle(page)


def settle(page: Page) -> None:
    """Wait until nothing is being drawn: what is typed or chosen before might not count."""
    page.evaluate("() => new Promise(done => requestIdleCallback(done))")
    page.wait_for_timeout(500)


def save(page: Page) -> None:
    page.get_by_role("button", name="Save", exact=True).click()


def written(page: Page) -> dict[str, bytes]:
    """The archive as the form left it, by the paths below `content/`."""
    found: dict[str, str] = page.evaluate(READ)
    return {path.removeprefix("content/"): base64.b64decode(each) for path, each in found.items()}


def test_a_report_with_a_photo_is_checked_and_built_as_it_is(
    form: Page, archive: Path, tmp_path: Path, tuntas: Tuntas
) -> None:
    before = tree(archive / "content")
    go(form, "laporan-bapenda/new")
    field(form, "Tanggal").get_by_role("textbox").fill("2026-02-10")
    title = field(form, "Judul").get_by_role("textbox")
    title.fill('Pendataan: "tahap #2"')

    # Without what was done, nothing is saved, and nothing that was typed is lost.
    save(form)
    expect(field(form, "Tindak lanjut").get_by_role("alert").first).to_contain_text("This field is required.")
    expect(form.get_by_text("One field has an error")).to_be_visible()
    assert title.input_value() == 'Pendataan: "tahap #2"'
    assert written(form) == before

    commitment = form.get_by_role("radio", name=re.compile("Data wajib pajak"))
    add(form, "Tindak lanjut", commitment)
    commitment.click()
    form.get_by_role("radio", name="Berjalan").click()
    field(form, "Persen").get_by_role("spinbutton").fill("60")
    field(form, "Catatan").get_by_role("textbox").fill(SAID)
    photo = field(field(form, "Bukti"), "Foto")
    add(form, "Bukti", photo)
    photo.get_by_role("button", name="Browse").click()
    dialog = form.get_by_role("dialog")
    with form.expect_file_chooser() as chooser:
        dialog.get_by_role("button", name="Upload").click()
    chooser.value.set_files(
        {"name": "IMG 2026 (1).jpg", "mimeType": "image/jpeg", "buffer": picture(2600, 1300)}
    )
    expect(dialog.get_by_role("option", selected=True)).to_be_visible()
    dialog.get_by_role("button", name="Insert").click()
    expect(photo.get_by_role("button", name="Remove Image")).to_be_visible()  # once it is made smaller
    field(field(form, "Bukti"), "Keterangan").get_by_role("textbox").fill("Petugas mendata kedai.")
    save(form)
    expect(form.get_by_text("Entry saved.")).to_be_visible()

    after = written(form)
    assert {path: after[path] for path in before} == before
    new = {path.rpartition("/")[2]: after[path] for path in after.keys() - before.keys()}
    assert {path.rpartition("/")[0] for path in after.keys() - before.keys()} == {
        "opd/bapenda/laporan/2026-02-10-pendataan-tahap-2"
    }
    assert new.keys() == {"index.md", "img-2026-1.webp"}
    assert (
        new["index.md"].decode()
        == """\
---
judul: 'Pendataan: "tahap #2"'
tanggal: 2026-02-10
tindak_lanjut:
  - komitmen: 2026-01-05-rapim/pajak/bapenda
    status: berjalan
    persen: 60
    catatan: |-
      Tiga kecamatan: selesai didata.

      - dua lagi
    bukti:
      - foto: img-2026-1.webp
        keterangan: Petugas mendata kedai.
---
"""
    )
    with Image.open(BytesIO(new["img-2026-1.webp"])) as image:
        assert image.size == (2048, 1024)

    folder = tmp_path / "arsip"
    for path, content in after.items():
        (folder / "content" / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / "content" / path).write_bytes(content)
    lay_out(folder, {}, (archive / "mkdocs.yml").read_text("utf-8"))
    checked = tuntas("check", "--config", folder / "mkdocs.yml", "--as-of", "2026-02-10", "--strict")
    assert checked.status == 0, checked.err
    assert main(build(folder)) == 0
    page = html.parse(tmp_path / "situs/arahan/2026-01-05-rapim/pajak/index.html")
    assert "Tiga kecamatan: selesai didata." in page.getroot().text_content()
    (shown,) = page.xpath("//img[@alt='Petugas mendata kedai.']/@src")
    assert (tmp_path / "situs/arahan/2026-01-05-rapim/pajak" / shown).resolve().is_file()


@pytest.mark.parametrize(
    ("address", "path", "kind"),
    [
        ("laporan-bapenda/entries/2026-02-03-papan/index", OLD, NoteKind.REPORT),
        ("laporan-bapenda-berkas/entries/2026-02-01-laporan", OTHER, NoteKind.REPORT),
        ("rapat/entries/2026/2026-02-05-rapim/index", MEETING, NoteKind.MEETING),
        (
            "rapat-sebaris-berkas/entries/2026/2026-01-05-rapim",
            "meetings/2026/2026-01-05-rapim.md",
            NoteKind.MEETING,
        ),
    ],
)
def test_a_note_written_by_hand_loses_nothing(
    form: Page, archive: Path, address: str, path: str, kind: NoteKind
) -> None:
    before = tree(archive / "content")
    go(form, address)
    title = field(form, "Judul").get_by_role("textbox")
    title.fill(title.input_value() + ", diubah")
    save(form)
    expect(form.get_by_text("Entry saved.")).to_be_visible()
    after = written(form)
    assert {each for each in after if after[each] != before.get(each)} == {path}

    def facts(data: bytes) -> object:
        name = path.removesuffix("/index.md").removesuffix(".md").rpartition("/")[2]
        owner = "bapenda/" if kind is NoteKind.REPORT else ""
        note = read_note(Location(f"content/{path}", kind, owner + name), data, frozenset({"papan.jpg"}))
        assert note.problems == ()
        return note.fact

    assert facts(after[path].replace(b", diubah", b"")) == facts(before[path])


def test_it_saves_to_a_forge_of_ones_own(chromium: Browser, tmp_path: Path) -> None:
    files = {f"content/{path}": text.encode() for path, text in NOTES.items()}
    with gitea.running(files) as forge:
        options = f"cms_repo: uji/arsip, cms_url: {forge.url}, cms_branch: usulan}}"
        config = f", cms: true, cms_backend: gitea, {options}".join(CONFIG.rsplit("}", 1))
        folder = lay_out(tmp_path / "arsip", NOTES, config)
        assert main(build(folder)) == 0
        with serving(tmp_path / "situs") as host:
            page = chromium.new_page()
            page.goto(f"{host}/admin/")
            page.get_by_role("button", name="Sign In Using Access Token").click()
            page.get_by_role("textbox").fill(gitea.TOKEN)
            page.get_by_role("button", name="Sign In", exact=True).click()
            expect(page.get_by_text("Laporan Bapenda", exact=True).first).to_be_visible()
            go(page, "laporan-bapenda-berkas/entries/2026-02-01-laporan")
            field(page, "Judul").get_by_role("textbox").fill("Pendataan hampir selesai")
            save(page)
            expect(page.get_by_text("Entry saved").first).to_be_visible()
            page.close()
    (commit,) = forge.commits
    assert (commit["branch"], commit["author"]["name"]) == ("usulan", "Petugas")
    assert commit["message"] == "Laporan Bapenda (satu berkas): ubah 2026-02-01-laporan"
    assert [each["path"] for each in commit["files"]] == [f"content/{OTHER}"]
    assert b"judul: Pendataan hampir selesai\n" in forge.files[f"content/{OTHER}"]
