"""What search finds, and the indexes in which it looks: the same bytes for the same texts."""

import gzip
import json
from collections.abc import Iterable, Mapping
from pathlib import Path

import pytest

from archives import agency, archive, meeting, report
from sites import CONFIG, NOTES, lay_out, tree
from tuntas.cli import main
from tuntas.publish import pagefind
from tuntas.publish.search import SearchError, index
from tuntas.publish.store import Store
from tuntas.render.search import ALWAYS, EVERY, Findable, volume, volumes

DIRECTIVES = """\
misi: 1
arahan:
  - id: {id}
    judul: {title}
    uraian: Uraian arahan.
    komitmen:
      - {{opd: bapenda, tindakan: Mendata, tenggat: 2026-03-31}}
"""


def small() -> dict[str, str]:
    directive = DIRECTIVES.removeprefix("misi: 1\n")
    return {
        **agency("bapenda"),
        **meeting("2025-12-01", directive.format(id="lama", title="Arahan lama")),
        **meeting("2026-01-05", directive.format(id="pajak", title='Data "wajib" & <pajak>')),
        **report(
            "bapenda",
            "2026-02-01",
            "tindak_lanjut:\n"
            "  - {komitmen: 2026-01-05-rapim/pajak/bapenda, status: berjalan, catatan: Sudah separuh}\n",
        ),
    }


def pages(name: str, as_of: str = "2026-12-31") -> dict[str, Findable]:
    return {each.address: each for each in volume(archive(small(), as_of), name)}


def test_a_volume_holds_what_belongs_to_its_year() -> None:
    assert volumes(archive(small())) == (ALWAYS, "2026", "2025")
    assert set(pages("2025")) == {"rapim/2025-12-01-rapim/", "arahan/2025-12-01-rapim/lama/"}
    assert set(pages("2026")) == {
        "rapim/2026-01-05-rapim/",
        "arahan/2026-01-05-rapim/pajak/",
        "opd/bapenda/laporan/2026-02-01-laporan/",
    }
    assert set(pages(ALWAYS)) == {"langganan/", "opd/bapenda/"}


def test_a_directive_is_found_by_what_was_asked_and_reported() -> None:
    found = pages("2026")["arahan/2026-01-05-rapim/pajak/"]
    for text in ("Uraian arahan.", "Mendata", "Sudah separuh"):
        assert text in found.text
    assert found.standing
    assert found.standing.key == "berjalan"
    assert found.agencies == ("bapenda",)
    assert 'data-v="Data &quot;wajib&quot; &amp; &lt;pajak&gt;"' in found.document()


def test_a_passing_day_changes_no_text() -> None:
    one, other = pages("2026", "2026-03-01"), pages("2026", "2026-12-31")
    assert [each.document() for each in one.values()] == [each.document() for each in other.values()]


def some(count: int = 40, word: str = "pajak") -> list[Findable]:
    return [
        Findable(
            f"arahan/rapat/{number}/",
            f"Arahan {number}",
            "arahan",
            f"<p>{word} {number}</p>",
            agencies=(f"opd-{number % 7}", f"opd-{number % 5}"),  # type: ignore[arg-type]
            missions=(f"2025-2029/{number % 3}",),  # type: ignore[arg-type]
        )
        for number in range(count)
    ]


def test_the_same_texts_make_the_same_bytes() -> None:
    made = [dict(index(ALWAYS, some(), Store())) for _ in range(3)]
    assert made[0] == made[1] == made[2]
    assert {Path(path).suffix for path in made[0]} == {
        ".js", ".json", ".pagefind", ".pf_meta", ".pf_index", ".pf_filter", ".pf_fragment"
    }  # fmt: skip


def test_only_the_first_volume_has_the_program() -> None:
    assert not [path for path in index("2026", some(), Store()) if path.endswith((".js", ".pagefind"))]


def test_an_index_is_kept_until_a_text_changes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store, first = Store(tmp_path / "cache"), index("2026", some(), Store())
    runs: list[Mapping[str, str]] = []
    made = pagefind.pieces

    def counted(documents: Mapping[str, str], shown: Iterable[str], every: str) -> object:
        runs.append(documents)
        return made(documents, shown, every)

    monkeypatch.setattr(pagefind, "pieces", counted)
    assert dict(index("2026", some(), store)) == dict(first)
    assert dict(index("2026", some(), store)) == dict(first)
    assert [len(each) for each in runs] == [40]
    changed = [*some()[:-1], *some(word="jalan")[-1:]]
    assert dict(index("2026", changed, store)) == dict(index("2026", changed, Store())) != dict(first)
    assert [len(each) for each in runs] == [40, 1, 40], "only the document that changed is looked at"
    assert dict(index("2026", some(), store)) == dict(first)


def test_an_index_put_together_says_what_pagefind_says(tmp_path: Path) -> None:
    """Documents one by one, and as one site: the same words in the same places."""
    found = [
        *some(30),
        Findable("rapim/a/", "Kafé “Müller” & <b>", "rapat", "<p>Café, cafe, 12,5 🎉 naïve</p>", day="1 Mei"),
        Findable("rapim/b/", "Kosong", "rapat", ""),
        Findable("rapim/c/", "Kembar", "rapat", "<p>Teks yang sama.</p>", order="2026-01-01", sample=True),
        Findable("rapim/d/", "Kembar", "rapat", "<p>Teks yang sama.</p>", order="2026-01-01", sample=True),
        Findable("rapim/e/", "Panjang", "rapat", f"<p>{'berulang ' * 3_000}akhir</p>"),
    ]
    store = Store(tmp_path / "cache")
    for number in range(1, len(found) + 1, 7):
        index("2026", found[:number], store)
    ours = told(index("2026", found, store))
    assert len(ours.pop(EVERY)) == len(found) - 1
    for each in found:
        file = tmp_path / f"site/{each.address.rstrip('/')}.html"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(each.document(), "utf-8")
    pagefind._run(tmp_path / "site", tmp_path / "index")
    files = (path for path in (tmp_path / "index").rglob("*") if path.is_file())
    theirs = told({path.relative_to(tmp_path / "index").as_posix(): path.read_bytes() for path in files})
    assert ours == theirs
    assert "/rapim/d.html" in ours["kembar"]
    assert not any("/rapim/b.html" in pages for pages in ours.values()), "it has no text"
    assert {"cafe", "cafe/café", "muller/müller"} <= set(ours)


def told(files: Mapping[str, bytes]) -> dict[str, dict[str, object]]:
    """Where each word of an index stands: the places by page and by what is shown of it."""
    (meta,) = (pagefind._opened(content) for path, content in files.items() if path.endswith(".pf_meta"))
    urls = [
        json.loads(gzip.decompress(files[f"fragment/{name}.pf_fragment"]).removeprefix(b"pagefind_dcd"))[
            "url"
        ]
        for name, _ in meta[1]
    ]
    shown, found = meta[5], dict[str, dict[str, object]]()
    parts = []
    for first, last, name in meta[2]:
        words = pagefind._opened(files[f"index/{name}.pf_index"])[0]
        assert (first, last) == (words[0][0], words[-1][0])
        assert [word for word, *_ in words] == sorted(word for word, *_ in words)
        parts.append((first, last))
        for word, places, forms in words:
            for form, own in ((word, places), *((f"{word}/{form}", each) for form, each in forms)):
                page, pages = 0, dict[str, object]()
                for step, in_text, in_shown in own:
                    page += step
                    named = [shown[-each - 1] if each < 0 else each for each in in_shown]
                    pages[urls[page]] = (in_text, named)
                found[form] = pages
    assert parts == sorted(parts)
    return found


def test_a_program_that_fails_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pagefind_bin.get_executable", lambda: tmp_path / "none")
    with pytest.raises(SearchError, match="search: false"):
        index("2026", some(), Store())
    folder = lay_out(tmp_path / "project")
    assert build(folder) == 3
    assert not (folder / "site").exists()


def build(folder: Path, *options: str) -> int:
    return main(["build", "--config", str(folder / "mkdocs.yml"), "--as-of", "2026-03-01", "-q", *options])


def indexes(site: Mapping[str, bytes]) -> dict[str, bytes]:
    return {path: content for path, content in site.items() if path.startswith("cari/indeks/")}


def test_one_note_changes_the_index_of_its_year(tmp_path: Path) -> None:
    notes = NOTES | meeting("2025-05-05", body="Teks.")
    folder = lay_out(tmp_path, notes)
    assert build(folder) == 0
    before = indexes(tree(folder / "site"))
    note = folder / "content/meetings/2026/2026-01-05-rapim.md"
    note.write_text(note.read_text("utf-8").replace("pendopo", "aula"), "utf-8")
    assert build(folder) == 0
    after = indexes(tree(folder / "site"))
    changed = {path for path, _ in before.items() ^ after.items()}
    assert changed
    assert all(path.startswith("cari/indeks/2026/") for path in changed)


def test_search_can_be_turned_off(tmp_path: Path) -> None:
    folder = lay_out(tmp_path, config=CONFIG.replace('2026"}', '2026", search: false}'))
    assert build(folder) == 0
    site = tree(folder / "site")
    assert not indexes(site)
    page = site["cari/index.html"].decode()
    assert "<script src" not in page
    assert "<form" not in page
    assert "tidak punya mesin pencari" in page


def test_a_site_without_notes_has_a_search(tmp_path: Path) -> None:
    folder = lay_out(tmp_path, {})
    assert build(folder) == 0
    assert "cari/indeks/pagefind-entry.json" in indexes(tree(folder / "site"))
