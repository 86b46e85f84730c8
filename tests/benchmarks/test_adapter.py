"""The data that other generators get: every page and feed, in the shape that their templates read."""

import json
import subprocess
from types import SimpleNamespace

import pytest

from compare import SAMPLED
from generators import Archive, Tuntas
from peers.adapter import PORTED, UNUSED
from synthetic import AS_OF
from tuntas.render.views import parts


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> SimpleNamespace:
    """The data of a tiny archive by template, and the site that Tuntas makes of it."""
    folder = tmp_path_factory.mktemp("exported")
    archive = Archive(folder)
    archive.write(3)
    archive.export(AS_OF)
    subprocess.run(
        Tuntas(archive, folder / "tuntas").command(AS_OF, cold=True), check=True, capture_output=True
    )
    data = {path.stem: json.loads(path.read_bytes()) for path in archive.data.iterdir()}
    return SimpleNamespace(site=archive.site, data=data)


def test_every_page_has_its_data(exported: SimpleNamespace) -> None:
    assert exported.data.keys() == {*PORTED, "plain", "general", "site"}
    pages = [each for name in (*PORTED, "plain") for each in exported.data[name]]
    made = {path.parent.relative_to(exported.site).as_posix() for path in exported.site.rglob("index.html")}
    told = [each["address"].rstrip("/") or "." for each in pages]
    assert sorted(told) == sorted(made - {"tentang"})  # which is no page of the notes
    assert all(exported.data[name] for name in PORTED)


def test_every_kind_of_page_and_feed_is_compared(exported: SimpleNamespace) -> None:
    found = {pattern: set(exported.site.glob(pattern)) for pattern in SAMPLED}
    assert all(found.values()), [pattern for pattern, files in found.items() if not files]
    said = (path for path in exported.site.rglob("*") if path.suffix in {".html", ".xml", ".json"})
    left_out = {
        path.relative_to(exported.site).as_posix()
        for path in said
        if path not in set().union(*found.values())
    }
    others = {each for each in left_out if not each.startswith("data/")}
    assert others == {"404.html", "sitemap.xml", "tentang/index.html"}


def test_every_feed_has_its_data(exported: SimpleNamespace) -> None:
    pages = [each for name in (*PORTED, "plain") for each in exported.data[name]]
    feeds = [*exported.data["general"], *(feed for page in pages for feed in page["feeds"])]
    suffixes = {"rss": ".xml", "atom": ".atom.xml", "json": ".json"}
    told = [each["stem"] + suffixes[form] for each in feeds for form in each["formats"]]
    files = (path for path in exported.site.rglob("*") if path.suffix in {".xml", ".json"})
    made = {path.relative_to(exported.site).as_posix() for path in files}
    assert sorted(told) == sorted(each for each in made - {"sitemap.xml"} if not each.startswith("data/"))


def test_lists_say_what_templates_read(exported: SimpleNamespace) -> None:
    data = exported.data
    lines = [each for page in data["agency"] for each in page["view"].get("recent", ())]
    assert {type(each["agency"]) for each in lines if "agency" in each} == {str}
    assert all({"address", "day", "headline", "key", "word"} <= each.keys() for each in lines)
    issued = [each for page in data["meeting"] for each in page["view"]["directives"]]
    assert all(each["summary"] and each["item"]["standing"]["word"] for each in issued)
    months = [each for page in data["directives"] for each in page["view"].get("months", ())]
    counted = [each for month in months for each in month["entries"]]
    assert counted
    assert all({"title", "day", "standing", "total", "complete"} <= each.keys() for each in counted)


def test_heads_are_told_as_data(exported: SimpleNamespace) -> None:
    for page in exported.data["directive"]:
        assert page["card"]["address"].endswith("kartu.png")
        way, *actions = page["things"]
        assert [each["position"] for each in way["itemListElement"]] == [1, 2, 3]
        assert {each["@type"] for each in actions} == {"Action"}
        assert page["lastmod"] <= AS_OF.isoformat()


def test_charts_are_told_in_figures(exported: SimpleNamespace) -> None:
    charts = [page["view"]["progress"] for page in exported.data["directive"]]
    assert all(len(each["parts"]) == len(each["keys"]) for each in charts)
    charts = [page["view"]["months"] for page in exported.data["agency"] if "months" in page["view"]]
    assert charts
    assert all(len(each["bars"]) == 12 for each in charts)


def test_texts_are_left_as_markdown(exported: SimpleNamespace) -> None:
    texts = [page["view"]["body"] for page in exported.data["meeting"]]
    assert any("**" in each for each in texts)
    assert not any("<p>" in each or "[[" in each for each in texts)


@pytest.mark.parametrize("template", UNUSED)
def test_what_is_left_out_is_there_to_be_left_out(template: str) -> None:
    views = {each.__name__: each for each in parts.View.__subclasses__()}
    for kind, fields in UNUSED[template].items():
        assert fields <= set(views[kind].__struct_fields__)
