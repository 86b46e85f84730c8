"""A build that uses what earlier builds left gives the same bytes as one that does not, whatever happened.

`TUNTAS_RUNS=500 TUNTAS_STEPS=20 pytest tests/publish/test_incremental.py` looks harder.
"""

import datetime as dt
import io
import os
import shutil
from pathlib import Path
from tempfile import mkdtemp
from unittest.mock import patch

from hypothesis import Phase
from hypothesis import settings as profile
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule
from PIL import Image

from sites import ROOT, tree
from tuntas.publish import drawn
from tuntas.publish.build import Built, Plan, build
from tuntas.publish.crew import Alone
from tuntas.publish.folder import SiteFolder
from tuntas.publish.frame import AS_OF, Frame
from tuntas.publish.theme import Theme, sections
from tuntas.settings import Settings, load

RUNS = int(os.environ.get("TUNTAS_RUNS", "12"))
STEPS = int(os.environ.get("TUNTAS_STEPS", "15"))

CONFIG = """\
site_name: {name}
site_url: https://uji.contoh.go.id/arsip/
docs_dir: content
theme: {{name: material, language: id, font: false, custom_dir: theme}}
plugins:
  - tuntas:
      government: Pemerintah Provinsi Banten
      tag_authority: "contoh.go.id,2026"
      silent_after_days: {silent}
      websub_hub: {hub}
"""
AGENCIES = ("bapenda", "dpupr", "diskominfo")
DAYS = tuple(f"2026-0{month}-{day:02}" for month in (1, 2, 3) for day in (2, 16))
SLUGS = ("pajak", "jalan", "izin")
TITLES = ("Rapat kerja", "Rapat besar", 'Rapat "penting" & <singkat>')
TEXTS = (
    "",
    "Rapat di pendopo.\n",
    "## Hasil\n\nLihat [[bapenda]] dan [[2026-01-02-rapim/pajak]].\n\n- satu\n- dua\n",
)
STATUSES = ("berjalan", "selesai", "terkendala", "dicabut")

DRAWN = """\
<html><head><title>{name} TuntasMarkTitleHereTuntas</title></head><body>{chrome}
<p>TuntasMarkDescriptionHereTuntas TuntasMarkHeadHereTuntas TuntasMarkAsOfHereTuntas {place}</p>
TuntasMarkTocBeginHereTuntas<ul>TuntasMarkTocHereTuntas</ul>TuntasMarkTocEndHereTuntas
<h1>TuntasMarkContentHereTuntas</h1></body></html>
"""


def draw(settings: Settings, output: Path) -> Theme:
    """A theme engine that takes a millisecond: its chrome is what stands in `theme/main.html`."""
    chrome = (settings.theme / "main.html").read_text("utf-8")
    frames = {
        section: Frame.cut(
            DRAWN.format(
                name=settings.site_name,
                chrome=chrome,
                place=f"bingkai-tuntas/1/2/3/4/5/6/7/{section or '_'}/",
            ),
            section,
        )
        for section in sections(settings)
    }
    (output / "404.html").write_text(f"<html>{chrome} {AS_OF}</html>", "utf-8")
    return Theme(frames, (), ())


def photo(colour: str) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (900, 40), colour).save(out, "PNG")
    return out.getvalue()


PHOTOS = tuple(map(photo, ("red", "teal")))
days, agencies, slugs = (st.sampled_from(each) for each in (DAYS, AGENCIES, SLUGS))


@st.composite
def directives(pick: st.DrawFn) -> list[str]:
    lines = ["arahan:"]
    for slug in pick(st.lists(slugs, unique=True, min_size=1)):
        lines += [f"  - id: {slug}", f"    judul: {pick(st.sampled_from(TITLES))!r}", "    komitmen:"]
        lines += [
            f"      - {{opd: {agency}, tenggat: {pick(days)}}}"
            for agency in pick(st.lists(agencies, unique=True, min_size=1))
        ]
    return lines


@st.composite
def follow_ups(pick: st.DrawFn, *, photo: bool = False) -> list[str]:
    told = pick(st.lists(st.tuples(days, slugs, agencies, st.sampled_from(STATUSES)), max_size=3))
    lines = ["tindak_lanjut:"] if told else []
    for day, slug, agency, status in told:
        more = ", kendala: {uraian: Kurang orang, butuh_dari: dpupr}" if status == "terkendala" else ""
        if photo and pick(st.booleans()):
            more += ", bukti: [{foto: rapat.png, keterangan: Rapat}]"
        lines.append(
            f"  - {{komitmen: {day}-rapim/{slug}/{agency}, status: {status}, catatan: Kata *mereka*.{more}}}"
        )
    return lines


@st.composite
def notes(pick: st.DrawFn) -> tuple[str, str]:
    """A note of some kind: its path and its text."""
    kind = pick(st.sampled_from(("rapat", "rapat", "laporan", "opd")))
    day, agency, title = pick(days), pick(agencies), pick(st.sampled_from(TITLES))
    head = [f"judul: {title!r}", f"tanggal: {day}"]
    if kind == "rapat":
        path = f"meetings/2026/{day}-rapim.md"
        head += ["pimpinan: Gubernur", "hadir: semua", *pick(directives()), *pick(follow_ups(photo=True))]
        if pick(st.booleans()):
            head.append("foto: [{berkas: rapat.png, keterangan: Rapat}]")
    elif kind == "laporan":
        path = f"opd/{agency}/laporan/{day}-laporan.md"
        head += pick(follow_ups()) or ["tindak_lanjut: []"]
    else:
        path = f"opd/{agency}/index.md"
        head = [f"nama: Badan {agency}", f"singkatan: {agency.upper()} {pick(st.integers(1, 2))}"]
        if agency == "diskominfo" and pick(st.booleans()):
            head += ["mengambil_alih: [dpupr]", "mulai: 2026-02-01"]
    if pick(st.booleans()):
        head.append(f"koreksi: [{{tanggal: {pick(days)}, uraian: Salah ketik}}]")
    return path, "\n".join(["---", *head, "---", pick(st.sampled_from(TEXTS))])


class Archive(RuleBasedStateMachine):
    """A project to which things happen; after each, it is built twice and compared."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(mkdtemp(prefix="tuntas-"))
        self.project, self.site = self.folder / "arsip", self.folder / "situs"
        self.content, self.theme = self.project / "content", self.project / "theme"
        self.content.mkdir(parents=True)
        shutil.copytree(ROOT / "theme/fragments", self.theme / "fragments")
        (self.theme / "main.html").write_text("<p>Kepala</p>")
        self.as_of = dt.date(2026, 3, 20)
        self.earlier: list[tuple[Path, bytes]] = []
        self.configure("Arsip", 30, '""')

    def teardown(self) -> None:
        shutil.rmtree(self.folder)

    @initialize()
    def begin(self) -> None:
        for agency in AGENCIES:
            text = f"---\nnama: Badan {agency}\nsingkatan: {agency.upper()}\n---\n"
            self.write(f"opd/{agency}/index.md", text.encode())
        (self.content / "meetings/2026").mkdir(parents=True)
        (self.content / "meetings/2026/rapat.png").write_bytes(PHOTOS[0])
        self.write("tentang.md", b"# Tentang\n")
        self.compare()

    # --- what happens to the notes ---

    @rule(note=notes())
    def add_or_edit(self, note: tuple[str, str]) -> None:
        path, text = note
        self.write(path, text.encode())
        self.compare()

    @precondition(lambda self: self.notes())
    @rule(data=st.data())
    def delete(self, data: st.DataObject) -> None:
        path = self.some_note(data)
        self.remember(path)
        path.unlink()
        self.compare()

    @rule(data=st.data())
    def revert(self, data: st.DataObject) -> None:
        if self.earlier:
            path, before = data.draw(st.sampled_from(self.earlier))
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(before)
            self.compare()

    @precondition(lambda self: self.notes())
    @rule(data=st.data(), day=days)
    def rename(self, data: st.DataObject, day: str) -> None:
        path = self.some_note(data)
        name = path.name.replace(path.name[:10], day) if path.name[0] == "2" else path.name
        target = path.with_name(name)
        if not target.exists():
            self.remember(path)
            text = path.read_bytes().replace(
                f"tanggal: {path.name[:10]}".encode(), f"tanggal: {day}".encode()
            )
            path.unlink()
            target.write_bytes(text.replace(b"judul:", f"alias: {path.stem}\njudul:".encode(), 1))
            self.compare()

    @precondition(lambda self: self.notes())
    @rule(data=st.data())
    def touch(self, data: st.DataObject) -> None:
        os.utime(self.some_note(data))
        built = self.compare()
        assert not built.read or not built.published

    @precondition(lambda self: self.notes())
    @rule(data=st.data())
    def edit_in_secret(self, data: st.DataObject) -> None:
        """Neither the size of the file nor its time tell of the edit."""
        path = self.some_note(data)
        before = path.stat()
        text = path.read_bytes()
        path.write_bytes(text.replace(b"R", b"Q") if b"R" in text else text.replace(b"Q", b"R"))
        os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
        self.compare()

    @rule(data=st.data())
    def change_photo(self, data: st.DataObject) -> None:
        (self.content / "meetings/2026/rapat.png").write_bytes(data.draw(st.sampled_from(PHOTOS)))
        self.compare()

    # --- what happens around them ---

    @rule(
        name=st.sampled_from(("Arsip", "Arsip & rapat")),
        silent=st.sampled_from((30, 10)),
        hub=st.sampled_from(('""', "https://hub.contoh.go.id/")),
    )
    def change_settings(self, name: str, silent: int, hub: str) -> None:
        self.configure(name, silent, hub)
        self.compare()

    @rule(day=st.dates(dt.date(2026, 1, 1), dt.date(2026, 4, 1)))
    def another_day(self, day: dt.date) -> None:
        self.as_of = day
        self.compare()

    @rule(
        name=st.sampled_from(("main.html", "fragments/directive.html", "fragments/_parts.html")),
        text=st.sampled_from(("<p>Satu</p>", "<p>Dua</p>")),
    )
    def change_template(self, name: str, text: str) -> None:
        path = self.theme / name
        path.write_text(path.read_text("utf-8").partition("<!-- -->")[0] + "<!-- -->" + text, "utf-8")
        self.compare()

    @rule(data=st.data(), how=st.sampled_from(("cut", "flip", "remove", "link", "fill")))
    def damage_the_cache(self, data: st.DataObject, how: str) -> None:
        kept = [self.project / ".cache/tuntas", SiteFolder(self.site).beside]
        files = [path for folder in kept for path in sorted(folder.rglob("*")) if path.is_file()]
        path = data.draw(st.sampled_from([each for each in files if each.name != "lock"]))
        content = path.read_bytes()
        path.unlink()
        match how:
            case "cut":
                path.write_bytes(content[: len(content) // 2])
            case "flip" if content:
                place = data.draw(st.integers(0, len(content) - 1))
                path.write_bytes(content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :])
            case "link":
                path.symlink_to(self.theme / "main.html")
            case "fill":
                path.write_bytes(b"\x93" * 100)
            case _:
                pass
        self.compare()

    @rule(data=st.data(), how=st.sampled_from(("remove", "fill", "add", "empty")))
    def damage_the_site(self, data: st.DataObject, how: str) -> None:
        if not self.site.exists():
            return
        files = [path for path in sorted(self.site.rglob("*")) if path.is_file() and path.name != ".tuntas"]
        path = data.draw(st.sampled_from(files))
        match how:
            case "remove":
                path.unlink()
            case "fill":
                path.write_bytes(b"bukan isinya")
            case "add":
                (path.parent / "asing.txt").write_text("asing")
            case _:
                shutil.rmtree(self.site)
        self.compare()

    # --- how it is done ---

    def configure(self, name: str, silent: int, hub: str) -> None:
        (self.project / "mkdocs.yml").write_text(CONFIG.format(name=name, silent=silent, hub=hub), "utf-8")

    def write(self, path: str, text: bytes) -> None:
        file = self.content / path
        file.parent.mkdir(parents=True, exist_ok=True)
        self.remember(file)
        file.write_bytes(text)

    def remember(self, path: Path) -> None:
        if path.exists():
            self.earlier.append((path, path.read_bytes()))

    def notes(self) -> list[Path]:
        return [path for path in sorted(self.content.rglob("*.md")) if path.name != "tentang.md"]

    def some_note(self, data: st.DataObject) -> Path:
        return data.draw(st.sampled_from(self.notes()))

    def build(self, site: Path, *, clean: bool = False) -> Built:
        with patch.object(drawn, "draw", draw):
            settings = load(self.project / "mkdocs.yml")
            if clean:
                # As on another machine: nothing of what earlier builds left is in reach.
                other = self.folder / "lain"
                shutil.copytree(self.project, other, ignore=shutil.ignore_patterns(".cache"))
                settings = load(other / "mkdocs.yml")
            try:
                return build(Plan(settings, self.as_of, site), Alone())
            finally:
                shutil.rmtree(self.folder / "lain", ignore_errors=True)

    def compare(self) -> Built:
        before = tree(self.site) if self.site.exists() else None
        built = self.build(self.site)
        fresh = self.folder / "bersih"
        expected = self.build(fresh, clean=True)
        assert built.problems == expected.problems
        assert built.counts == expected.counts
        if expected.published:
            assert tree(self.site) == tree(fresh)
            assert not self.build(self.site).changed
        else:
            assert (tree(self.site) if self.site.exists() else None) == before
        shutil.rmtree(fresh, ignore_errors=True)
        shutil.rmtree(SiteFolder(fresh).beside, ignore_errors=True)
        return built


Archive.TestCase.settings = profile(
    max_examples=RUNS,
    stateful_step_count=STEPS,
    deadline=None,
    # A failure shows as it was found: to shrink it takes minutes, and a step more or less says little.
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
)
TestIncremental = Archive.TestCase
