"""Notes and pages of somebody who wants a script to run: none does, and nothing is asked of another host."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from lxml import etree

from chromium import Watch, running, serving
from sites import lay_out
from tuntas.cli import main
from tuntas.read.faults import Refused
from tuntas.read.prose import prose
from tuntas.render.policy import POLICY, SEARCH_POLICY

pytestmark = pytest.mark.browser

VECTORS = (
    "<script>alert(1)</script>",
    "</title><script>alert(1)</script>",
    "</textarea></style></noscript><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<body onload=alert(1)>",
    "<iframe src=javascript:alert(1)></iframe>",
    "<details open ontoggle=alert(1)>x</details>",
    "<input autofocus onfocus=alert(1)>",
    "<a href=javascript:alert(1)>x</a>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    "<base href=//jahat.contoh.id/>",
    "<meta http-equiv=refresh content='0;url=//jahat.contoh.id/'>",
    "<link rel=stylesheet href=//jahat.contoh.id/x.css>",
    "<style>@import '//jahat.contoh.id/x.css'</style>",
    "<img src=//jahat.contoh.id/x.png>",
    "<video src=//jahat.contoh.id/x autoplay></video>",
    "<object data=//jahat.contoh.id/x></object>",
    '" onmouseover="alert(1)" autofocus onfocus="alert(1)" x="',
    "' onmouseover='alert(1)' x='",
    "{{ 7 * 7 }} {% include 'base.html' %} ${alert(1)} <%= alert(1) %>",
    "{{ config.__class__.__init__.__globals__ }}",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt&colon;alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)",
    "![x](//jahat.contoh.id/x.png)",
    '![x"onerror="alert(1)](x.png "x\\"onerror=\\"alert(1)")',
    "[x]: javascript:alert(1)\n\n[x]",
    "# x {: onclick=alert(1) style=background:url(//jahat.contoh.id/x) }",
    "[[bapenda|<img src=x onerror=alert(1)>]]",
    '[[bapenda" onclick="alert(1)]]',
    "`<script>alert(1)</script>`",
    "```html\n<script>alert(1)</script>\n```",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    '<http://contoh.id/"onclick=alert(1)>',
    "*[x]: <script>alert(1)</script>\n\nx",
    "a[^1]\n\n[^1]: <img src=x onerror=alert(1)>",
    "]]><!--",
    "TuntasMarkContentHereTuntas",
)

CONFIG = """\
site_name: Arsip Uji
site_url: https://uji.contoh.go.id/arsip/
docs_dir: content
theme: {name: material, language: id, font: false}
markdown_extensions: [attr_list, footnotes, tables]
plugins:
  - tuntas: {government: Pemerintah Provinsi Banten, tag_authority: "contoh.go.id,2026"}
"""


def line(vector: str) -> str:
    return " ".join(vector.split())


def accepted() -> Iterator[str]:
    """The vectors that may stand in a text; the others are told to their author."""
    for vector in VECTORS:
        try:
            converted = prose(vector)
        except Refused:
            continue
        if not converted.refused and not converted.files and not converted.references:
            yield vector


def told_by(number: int, name: str) -> dict[str, str]:
    """Notes that hold a vector in every key that takes a line of text."""
    agency, meeting = f"opd-{number}", f"2026-02-19-uji-{number}"
    commitment = {"opd": agency, "tindakan": name, "ukuran": name, "butuh": [{"dari": name, "apa": name}]}
    directive = {
        "id": "arahan",
        "judul": name,
        "topik": name,
        "misi": "2025-2029/1",
        "indikator": "ipm",
        "komitmen": [commitment],
    }
    follow_up = {
        "komitmen": f"{meeting}/arahan/{agency}",
        "status": "terkendala",
        "dampak": name,
        "kendala": {"uraian": name, "butuh_dari": name},
        "bukti": [{"tautan": "https://contoh.id/", "keterangan": name}],
    }
    held = {
        "judul": name,
        "tanggal": "2026-02-19",
        "pimpinan": {"nama": name, "jabatan": name},
        "tempat": name,
        "pemerintah": name if number % 2 else None,
        "sumber": [{"judul": name, "penerbit": name}],
        "foto": [{"berkas": "x.png", "keterangan": name}],
        "arahan": [directive],
        "koreksi": [{"tanggal": "2026-02-20", "uraian": name}],
    }
    report = {"judul": name, "tanggal": "2026-02-25", "tindak_lanjut": [follow_up]}
    innovation = {"nama": name, "mulai": 2024, "replikasi": [{"opd": "opd-0", "catatan": name}]}
    return {
        f"opd/{agency}/index.md": note({"nama": name, "singkatan": name, "jenis": name, "kode": name}),
        f"meetings/2026/{meeting}.md": note(held),
        f"opd/{agency}/laporan/2026-02-25-uji.md": note(report),
        f"opd/{agency}/inovasi/uji.md": note(innovation),
    }


def notes() -> dict[str, str]:
    found: dict[str, str] = {}
    for number, vector in enumerate(VECTORS):
        found |= told_by(number, line(vector))
    texts = "\n\n".join(accepted())
    asked = {"id": "a", "judul": "x", "uraian": texts}
    meeting = {"judul": "Teks", "tanggal": "2026-02-20", "pimpinan": "x", "arahan": [asked]}
    found["meetings/2026/2026-02-20-teks.md"] = note(meeting, texts)
    title, picture = VECTORS[1], VECTORS[3]
    plan = {"judul": title, "mulai": 2025, "selesai": 2029, "visi": picture}
    found["rpjmd/2025-2029.md"] = note({**plan, "misi": [{"nomor": 1, "judul": title}]})
    values = [{"tahun": 2025, "capaian": 1}]
    found["indikator/ipm.md"] = note({"nama": title, "satuan": picture, "sumber": picture, "nilai": values})
    head = {"title": title, "description": VECTORS[21], "template": "404.html"}
    found["tentang.md"] = note({**head, "marks": {"head": VECTORS[0]}}, "\n\n".join(VECTORS))
    label = "{: data-toc-label='<img src=x onerror=alert(1)>' }"
    found["judul.md"] = f"# a {title} {label}\n\n## {picture}\n"
    return found


def note(facts: Mapping[str, object], body: str = "") -> str:
    return f"---\n{json.dumps(facts, ensure_ascii=False)}\n---\n\n{body}\n"


PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c63f8cfc00000030101"
    "00c9fe92ef0000000049454e44ae426082"
)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile")
    lay_out(folder, notes(), CONFIG)
    (folder / "content/meetings/2026/x.png").write_bytes(PNG)
    config = str(folder / "mkdocs.yml")
    assert (
        main(["build", "--config", config, "--as-of", "2026-03-01", "--site", str(folder / "s/arsip")]) == 0
    )
    return folder / "s"


def test_every_page_has_the_policy_before_anything_else(site: Path) -> None:
    pages = sorted((site / "arsip").rglob("*.html"))
    assert len(pages) > 200
    for page in pages:
        head = etree.fromstring(page.read_bytes(), etree.HTMLParser(encoding="utf-8")).find("head")
        assert head is not None
        assert head[0].get("http-equiv") == "Content-Security-Policy", page
        searches = page.parent == site / "arsip/cari"
        assert head[0].get("content") == (SEARCH_POLICY if searches else POLICY)


def kinds(site: Path) -> list[str]:
    """Some pages of each section, all ordinary ones, and those with the vectors in their texts."""
    found: dict[tuple[str, int], list[str]] = {}
    for page in sorted((site / "arsip").rglob("*.html")):
        path = page.relative_to(site).as_posix()
        found.setdefault((path.split("/")[1], path.count("/")), []).append(path)
    some = [path for paths in found.values() for path in paths[:: max(1, len(paths) // 8)]]
    return [*some, "arsip/rapim/2026-02-20-teks/index.html", "arsip/arahan/2026-02-20-teks/a/index.html"]


ACTIVE = (
    "document.querySelectorAll("
    "'script:not([type=\"application/ld+json\"]), iframe, object, embed, style').length"
)
INLINE = (
    "[...document.querySelectorAll('*')]"
    ".filter(e => e.getAttributeNames().some(n => /^on|^style$/.test(n))).length"
)


def test_nothing_runs_and_no_other_host_is_asked(site: Path) -> None:
    with serving(site) as host, running() as browser:
        page = browser.new_page()
        watch = Watch(page, host)
        for path in kinds(site):
            page.goto(f"{host}/{path}")
            ours = path == "arsip/cari/index.html"  # its one script is our own
            assert page.evaluate(f"{ACTIVE} + {INLINE}") == ours, path
    assert watch.seen == []


def test_the_policy_holds_where_the_sanitiser_did_not(site: Path) -> None:
    """The second wall alone: a page into which a script was put by hand."""
    text = (site / "arsip/index.html").read_text("utf-8")
    bad = (
        "<script>alert(1)</script><img src=//jahat.contoh.id/x.png>"
        "<p onclick=alert(1) id=klik style=color:red>x</p>"
    )
    (site / "arsip/disusupi.html").write_text(text.replace("<body>", f"<body>{bad}", 1), "utf-8")
    with serving(site) as host, running() as browser:
        page = browser.new_page()
        watch = Watch(page, host)
        page.goto(f"{host}/arsip/disusupi.html")
        page.locator("#klik").click()
    # The browser tells of a request that it then does not send.
    assert not [each for each in watch.seen if each.startswith(("dialog", "answer"))]
    assert [each for each in watch.seen if each.startswith("policy: ")]
