"""What describes the open data: the package as frictionless judges it, and the catalogue for harvesters."""

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from sites import CONFIG, lay_out, run
from tuntas.render.data.licences import LICENCES
from tuntas.render.data.tables import TABLES
from tuntas.settings import load

HOST = "https://tuntas.bantenprov.go.id/"


def judged(folder: Path) -> Any:
    """What frictionless says of a package and of its tables."""
    command = [sys.executable, "-m", "frictionless", "validate", "datapackage.json", "--json"]
    run = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    return json.loads(run.stdout)


@pytest.fixture(scope="module")
def package(real_site: Path) -> Any:
    return json.loads((real_site / "data/v1/datapackage.json").read_bytes())


def test_frictionless_finds_nothing(real_site: Path) -> None:
    report = judged(real_site / "data/v1")
    assert report["valid"], report["errors"] or [task["errors"] for task in report["tasks"]]
    assert [task["name"] for task in report["tasks"]] == [table.name for table in TABLES]
    assert all(task["stats"]["rows"] for task in report["tasks"])


@pytest.mark.parametrize(
    ("table", "before", "after", "error"),
    [
        ("komitmen.csv", '"bapenda"', '"bukan-opd"', "foreign-key"),
        ("opd.csv", '"true"', '"mungkin"', "type-error"),
        ("arahan.csv", '"2020-03-02"', '"2020-02-30"', "type-error"),
        ("rapim.csv", '"rapim"', '"arisan"', "constraint-error"),
    ],
)
def test_frictionless_would_find_a_mistake(
    real_site: Path, tmp_path: Path, table: str, before: str, after: str, error: str
) -> None:
    shutil.copytree(real_site / "data/v1", tmp_path / "v1")
    path = tmp_path / "v1" / table
    text = path.read_text("utf-8")
    assert before in text
    path.write_text(text.replace(before, after), "utf-8", newline="")
    found = {each["type"] for task in judged(tmp_path / "v1")["tasks"] for each in task["errors"]}
    assert error in found


def test_sizes_are_those_of_the_files(real_site: Path, package: Any) -> None:
    for each in package["resources"]:
        assert each["bytes"] == (real_site / "data/v1" / each["path"]).stat().st_size


def test_a_key_leads_to_a_key(package: Any) -> None:
    keys = {each["name"]: each["schema"]["primaryKey"] for each in package["resources"]}
    leading = [key for each in package["resources"] for key in each["schema"]["foreignKeys"]]
    assert len(leading) > 10
    assert all(key["reference"]["fields"] == keys[key["reference"]["resource"]] for key in leading)


def test_the_catalogue_names_every_file(real_site: Path) -> None:
    catalogue = json.loads((real_site / "data/dcat.jsonld").read_bytes())
    assert catalogue["@type"] == "dcat:Catalog"
    assert len(catalogue["dcat:dataset"]) == len(TABLES)
    for dataset in catalogue["dcat:dataset"]:
        for needed in ("dct:title", "dct:description", "dct:publisher", "dct:license", "dct:modified"):
            assert dataset[needed]
        page, _, anchor = dataset["@id"].removeprefix(HOST).partition("#")
        assert f'id="{anchor}"' in (real_site / page / "index.html").read_text("utf-8")
        assert len(dataset["dcat:distribution"]) == 2
        for each in dataset["dcat:distribution"]:
            file = real_site / urlsplit(each["dcat:downloadURL"]["@id"]).path.removeprefix("/")
            assert each["dcat:byteSize"]["@value"] == str(file.stat().st_size)


def test_every_prefix_is_known(real_site: Path) -> None:
    """A property whose prefix the context does not know means nothing."""
    catalogue = json.loads((real_site / "data/dcat.jsonld").read_bytes())
    names: set[str] = set()

    def collect(value: Any) -> None:
        if isinstance(value, dict):
            names.update(value)
            names.update([value["@type"]] if "@type" in value else [])
        for each in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
            collect(each)

    known = catalogue.pop("@context")
    collect(catalogue)
    assert {name.partition(":")[0] for name in names if not name.startswith("@")} <= set(known)


def test_the_page_lists_every_file_with_its_size(real_site: Path) -> None:
    page = (real_site / "data/index.html").read_text("utf-8")
    for table in TABLES:
        for suffix in ("csv", "json"):
            assert f'href="../data/v1/{table.name}.{suffix}" download>{suffix.upper()} <small>' in page
        assert all(f"<code>{column.name}</code>" in page for column in table.columns)
    assert "../data/v1/datapackage.json" in page
    assert "../data/dcat.jsonld" in page


def test_the_licence_is_a_setting(tmp_path: Path) -> None:
    config = CONFIG.replace('"contoh.go.id,2026"', '"contoh.go.id,2026", data_license: CC0-1.0')
    project = lay_out(tmp_path, config=config)
    assert run("build", "-q", cwd=project).returncode == 0
    package = json.loads((project / "site/data/v1/datapackage.json").read_bytes())
    licence = LICENCES["CC0-1.0"]
    assert package["licenses"] == [{"name": licence.id, "title": licence.title, "path": licence.url}]
    assert licence.url in (project / "site/data/index.html").read_text("utf-8")
    (project / "mkdocs.yml").write_text(config.replace("CC0-1.0", "CC-BY-NC"))
    refused = run("build", "-q", cwd=project)
    assert refused.returncode == 2
    assert "data_license" in refused.stderr


def test_the_default_is_that_of_the_notes(tmp_path: Path) -> None:
    assert load(lay_out(tmp_path) / "mkdocs.yml").data_license == "CC-BY-4.0"
