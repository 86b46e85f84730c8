"""The form's files: what Sveltia CMS is told of the archive, and that its page keeps to itself."""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator
from lxml import html

from command import Tuntas
from corpora.packages import NotFetched, fetched
from form.vendor import PACKAGE, packed, wanted
from sites import CONFIG, NOTES, lay_out, tree
from tuntas.cli import main
from tuntas.read.schema import NOTES as SCHEMA
from tuntas.vocabulary import NoteKind

Config = dict[str, Any]

MORE = {
    "meetings/2026/2026-02-05-rapim/index.md": """\
---
judul: Rapim kedua
tanggal: 2026-02-05
pimpinan: {nama: Gubernur, jabatan: Gubernur Banten}
arahan:
  - id: loket
    judul: Papan jam layanan
    komitmen:
      - {opd: bapenda, tindakan: Memasang papan di semua loket, tenggat: 2026-02-28}
tindak_lanjut:
  - {komitmen: 2026-01-05-rapim/pajak/dpupr, status: selesai, bukti: [{tautan: "https://contoh.go.id/"}]}
---
""",
    "rpjmd/2025-2029.md": """\
---
judul: RPJMD
mulai: 2025
selesai: 2029
misi: [{nomor: 2, judul: Pelayanan yang cepat}]
---
""",
    "indikator/ipm.md": "---\nnama: Indeks Pembangunan Manusia\nsatuan: poin\n---\n",
    "opd/bapenda/inovasi/loket.md": "---\nnama: Loket cepat\nmulai: 2024\n---\n",
}

Build = Callable[..., Path]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the small project with the form; nobody writes there."""
    folder = lay_out(tmp_path_factory.mktemp("form"), NOTES | MORE, _with_form())
    arguments = [
        "--config",
        str(folder / "mkdocs.yml"),
        "--site",
        str(folder / "site"),
        "--as-of",
        "2026-02-10",
    ]
    assert main(["build", *arguments, "--quiet"]) == 0
    return folder / "site"


@pytest.fixture(scope="module")
def told(site: Path) -> Config:
    """What Sveltia CMS is told there."""
    return config(site)


def _with_form(**options: object) -> str:
    said = {"cms": True, "cms_backend": "github", "cms_repo": "uji/arsip"} | options
    head, _, tail = CONFIG.rpartition("}")
    return head + "".join(f", {name}: {json.dumps(value)}" for name, value in said.items()) + "}" + tail


@pytest.fixture
def build(tmp_path: Path, tuntas: Tuntas) -> Build:
    """Builds the small project with the form; gives the site."""

    def call(notes: Mapping[str, str] = NOTES | MORE, **options: object) -> Path:
        lay_out(tmp_path / "arsip", notes, _with_form(**options))
        config, site = tmp_path / "arsip/mkdocs.yml", tmp_path / "site"
        done = tuntas("build", "--config", config, "--site", site, "--as-of", "2026-02-10", "--quiet")
        assert done.status == 0, done.err
        return site

    return call


def config(site: Path) -> Config:
    told: Config = json.loads((site / "admin/config.json").read_text("utf-8"))
    return told


def collection(told: Config, name: str) -> Config:
    (found,) = (each for each in told["collections"] if each["name"] == name)
    assert isinstance(found, dict)
    return found


def field(record: Config, *names: str) -> Config:
    """A field by the names that lead to it."""
    for name in names:
        (record,) = (each for each in record["fields"] if each["name"] == name)
    return record


def offered(of: Config) -> dict[str, str]:
    """What a field offers: its words by the values."""
    return {each["value"]: each["label"] for each in of["options"]}


@pytest.fixture(scope="module")
def npm() -> Path:
    try:
        return fetched(PACKAGE)
    except NotFetched as error:
        pytest.skip(f"not fetched: {error}")


# --- what comes with the package ---


def test_the_program_is_the_one_that_npm_has(npm: Path) -> None:
    assert npm.is_dir()
    assert packed() == wanted()


def test_the_program_comes_with_its_licences(site: Path) -> None:
    (program,) = (site / "admin").glob("sveltia-*")
    texts = {path.name: path.read_text("utf-8") for path in program.rglob("*.txt")}
    assert texts["LICENSE.txt"].startswith("MIT License")
    fonts = {path.name.partition("-latin")[0] for path in program.rglob("*.woff2")}
    assert {f"{font}.LICENSE.txt" for font in fonts} <= texts.keys()


# --- the configuration ---


@pytest.mark.parametrize("forge", ["github", "gitlab", "gitea"])
@pytest.mark.parametrize("more", [{}, {"cms_url": "https://git.contoh.go.id/", "cms_app_id": "a1"}])
def test_the_program_accepts_the_configuration(
    npm: Path, build: Build, forge: str, more: dict[str, str]
) -> None:
    schema = json.loads((npm / "schema/sveltia-cms.json").read_text("utf-8"))
    told = config(build(cms_backend=forge, **more))
    assert [error.message for error in Draft7Validator(schema).iter_errors(told)] == []


def test_every_key_of_a_note_has_a_field(told: Config) -> None:
    kinds = {
        "rapat": NoteKind.MEETING,
        "opd": NoteKind.AGENCY,
        "laporan-bapenda": NoteKind.REPORT,
        "inovasi-bapenda": NoteKind.INNOVATION,
    }
    for name, kind in kinds.items():
        made = {each["name"]: each for each in collection(told, name)["fields"]}
        keys = SCHEMA[kind].keys
        assert made.keys() == {*keys, "body"}
        for key, field in made.items():
            assert field.get("required", True) is (key in keys and keys[key].required), (name, key)
            assert field["label"]


def test_no_hint_speaks_of_files_to_be_written(told: Config) -> None:
    def hints(record: Config) -> Iterator[str]:
        for each in record["fields"]:
            yield each["hint"]
            if "fields" in each:
                yield from hints(each)

    said = {hint for each in told["collections"] if "fields" in each for hint in hints(each)}
    assert "Wajib bila statusnya terkendala." in said
    assert [hint for hint in said if re.search(r"slug|true|nama berkas foto|rujukan", hint)] == []


def test_what_is_asked_of_an_agency_is_offered_in_words(told: Config) -> None:
    komitmen = field(collection(told, "laporan-bapenda"), "tindak_lanjut", "komitmen")
    assert list(offered(komitmen).items()) == [
        (
            "2026-02-05-rapim/loket/bapenda",
            "Memasang papan di semua loket · rapat 5 Februari 2026 · tenggat 28 Februari 2026",
        ),
        (
            "2026-01-05-rapim/pajak/bapenda",
            "Data wajib pajak · rapat 5 Januari 2026 · tenggat 31 Maret 2026",
        ),
    ]


def test_a_meeting_is_offered_what_is_asked_of_all_and_lately_done_at_the_end(told: Config) -> None:
    komitmen = offered(field(collection(told, "rapat"), "tindak_lanjut", "komitmen"))
    assert list(komitmen)[-1] == "2026-01-05-rapim/pajak/dpupr"
    assert list(komitmen.values())[-1].endswith("sudah selesai atau ditutup")
    assert [label.partition(" · ")[0] for label in komitmen.values()] == ["Bapenda", "Bapenda", "DPUPR"]


def test_what_was_done_long_ago_is_offered_no_more(tmp_path: Path, tuntas: Tuntas) -> None:
    lay_out(tmp_path, NOTES | MORE, _with_form())
    site = tmp_path / "site"
    done = tuntas("build", "--config", tmp_path / "mkdocs.yml", "--site", site, "--as-of", "2027-12-31", "-q")
    assert done.status == 0, done.err
    komitmen = offered(field(collection(config(site), "rapat"), "tindak_lanjut", "komitmen"))
    assert "2026-01-05-rapim/pajak/dpupr" not in komitmen
    assert "2026-01-05-rapim/pajak/bapenda" in komitmen


def test_agencies_missions_and_indicators_are_offered(told: Config) -> None:
    rapat = collection(told, "rapat")
    assert list(offered(field(rapat, "hadir")).items()) == [
        ("semua", "Semua OPD"),
        ("bapenda", "Bapenda – Badan Pendapatan Daerah"),
        ("dpupr", "DPUPR – Dinas Pekerjaan Umum"),
    ]
    assert offered(field(rapat, "arahan", "misi")) == {
        "2025-2029/2": "2025-2029, misi 2: Pelayanan yang cepat"
    }
    assert offered(field(rapat, "arahan", "indikator")) == {"ipm": "Indeks Pembangunan Manusia"}
    assert offered(field(rapat, "tindak_lanjut", "status")) == {
        "berjalan": "Berjalan",
        "terkendala": "Terkendala",
        "selesai": "Selesai",
        "dicabut": "Dicabut",
    }


def test_every_note_belongs_to_one_collection(told: Config) -> None:
    """Those in folders of their own, those that are one file, and those whose chair is one line."""
    places = [each for each in told["collections"] if "folder" in each and "filter" not in each]
    for path in (NOTES | MORE).keys() - {"rpjmd/2025-2029.md", "indikator/ipm.md"}:
        found = []
        for place in places:
            pattern = re.sub(r"\{\{.*?\}\}", "[^/]+", f"{place['folder']}/{place['path']}.md")
            if re.fullmatch(pattern, f"content/{path}"):
                found.append(place["name"])
        assert len(found) == 1, (path, found)
    in_a_line = [each["name"] for each in told["collections"] if "filter" in each]
    assert in_a_line == ["rapat-sebaris", "rapat-sebaris-berkas"]
    assert field(collection(told, "rapat-sebaris"), "pimpinan")["widget"] == "string"
    assert field(collection(told, "rapat"), "pimpinan")["widget"] == "object"


def test_a_note_lies_where_the_check_wants_it_with_its_photos(told: Config) -> None:
    made = collection(told, "laporan-bapenda")
    assert (made["folder"], made["path"]) == ("content/opd/bapenda/laporan", "{{slug}}/index")
    assert made["slug"]["template"] == "{{tanggal}}-{{judul}}"
    assert re.fullmatch(made["slug"]["pattern"][0], "2026-02-10-papan-loket")
    assert not re.fullmatch(made["slug"]["pattern"][0], "papan-loket")
    assert (made["media_folder"], made["public_folder"]) == ("", "")


def test_a_photo_is_one_that_the_check_takes(told: Config) -> None:
    foto = field(collection(told, "laporan-bapenda"), "tindak_lanjut", "bukti", "foto")
    assert (foto["widget"], foto["accept"]) == ("image", ".jpg,.jpeg,.png,.webp")
    dokumen = field(collection(told, "laporan-bapenda"), "tindak_lanjut", "bukti", "dokumen")
    assert (dokumen["widget"], dokumen["accept"], dokumen["choose_url"]) == ("file", ".pdf", True)


BACKENDS: dict[str, tuple[dict[str, str], Config, str]] = {
    "github, with tokens": (
        {"cms_backend": "github"},
        {"auth_methods": ["token"]},
        "https://api.github.com",
    ),
    "github, with somebody who signs in": (
        {"cms_backend": "github", "cms_login": "https://masuk.contoh.go.id/"},
        {"base_url": "https://masuk.contoh.go.id", "auth_methods": ["oauth", "token"]},
        "https://api.github.com",
    ),
    "github of one's own": (
        {"cms_backend": "github", "cms_url": "https://git.contoh.go.id/"},
        {
            "api_root": "https://git.contoh.go.id/api/v3",
            "graphql_api_root": "https://git.contoh.go.id/api/graphql",
            "auth_methods": ["token"],
        },
        "https://git.contoh.go.id",
    ),
    "gitlab": (
        {"cms_backend": "gitlab", "cms_app_id": "a1"},
        {
            "base_url": "https://gitlab.com",
            "app_id": "a1",
            "auth_type": "pkce",
            "auth_methods": ["oauth", "token"],
        },
        "https://gitlab.com",
    ),
    "gitea of one's own": (
        {"cms_backend": "gitea", "cms_url": "https://git.contoh.go.id", "cms_app_id": "a1"},
        {
            "api_root": "https://git.contoh.go.id/api/v1",
            "base_url": "https://git.contoh.go.id",
            "app_id": "a1",
            "auth_methods": ["oauth", "token"],
        },
        "https://git.contoh.go.id",
    ),
}


@pytest.mark.parametrize("options, backend, host", BACKENDS.values(), ids=BACKENDS)  # noqa: PT006
def test_it_saves_to_the_forge_of_the_settings(
    build: Build, options: dict[str, str], backend: Config, host: str
) -> None:
    site = build(cms_branch="usulan", **options)
    told = config(site)["backend"]
    common = {"name": options["cms_backend"], "repo": "uji/arsip", "branch": "usulan"}
    assert {key: value for key, value in told.items() if key != "commit_messages"} == common | backend
    policy = page(site).xpath("string(//meta[@http-equiv='Content-Security-Policy']/@content)")
    assert f" {host};" in policy


def test_what_is_saved_waits_for_approval_where_that_can_be(build: Build) -> None:
    assert config(build())["publish_mode"] == "editorial_workflow"
    assert "publish_mode" not in config(build(cms_review=False))
    assert "publish_mode" not in config(build(cms_backend="gitea"))


# --- the page ---


def page(site: Path) -> html.HtmlElement:
    return html.document_fromstring((site / "admin/index.html").read_bytes())


def test_only_people_find_the_form(site: Path) -> None:
    assert page(site).xpath("string(//meta[@name='robots']/@content)") == "noindex, nofollow"
    others = {path: content for path, content in tree(site).items() if not path.startswith("admin/")}
    assert [path for path, content in others.items() if b"/admin/" in content] == []
    assert b"admin" not in others["sitemap.xml"]


def test_its_page_loads_nothing_from_another_host(site: Path) -> None:
    tree = page(site)
    loaded = [*tree.xpath("//script/@src"), *tree.xpath("//link/@href")]
    assert loaded
    assert not [each for each in loaded if "//" in each]
    policy = str(tree.xpath("string(//meta[@http-equiv='Content-Security-Policy']/@content)"))
    hosts = [each for each in policy.replace(";", "").split() if each.startswith("http")]
    assert hosts == ["https://api.github.com"]
    assert "default-src 'none'" in policy
    assert "'unsafe-eval'" not in policy.replace("'wasm-unsafe-eval'", "")


def test_without_the_setting_there_is_no_form(build: Build) -> None:
    assert (build() / "admin").is_dir()
    assert not (build(cms=False) / "admin").exists()


def test_a_new_note_changes_the_configuration_alone(build: Build) -> None:
    def form(site: Path) -> dict[str, bytes]:
        return tree(site / "admin")

    before = form(build())
    notes = NOTES | MORE
    done = {
        "opd/bapenda/laporan/2026-02-09-papan.md": (
            "---\njudul: Papan terpasang\ntanggal: 2026-02-09\ntindak_lanjut:\n"
            "  - komitmen: 2026-02-05-rapim/loket/bapenda\n    status: selesai\n"
            "    bukti: [{tautan: https://contoh.go.id/}]\n---\n"
        )
    }
    after = form(build(notes | done))
    assert {path for path in before if before[path] != after[path]} == {"config.json"}
    komitmen = field(
        collection(json.loads(after["config.json"]), "laporan-bapenda"), "tindak_lanjut", "komitmen"
    )
    assert list(offered(komitmen))[-1] == "2026-02-05-rapim/loket/bapenda"


def test_its_address_is_taken(tmp_path: Path, tuntas: Tuntas) -> None:
    lay_out(tmp_path, NOTES | {"admin.md": "# Saya\n"}, _with_form())
    refused = tuntas("check", "--config", tmp_path / "mkdocs.yml", "--as-of", "2026-02-10")
    assert refused.status == 1
    assert "content/admin.md" in refused.err
    (tmp_path / "mkdocs.yml").write_text(CONFIG, "utf-8")
    assert tuntas("check", "--config", tmp_path / "mkdocs.yml", "--as-of", "2026-02-10").status == 0


def test_an_archive_without_notes_has_a_form(npm: Path, build: Build) -> None:
    notes = {"opd/bapenda/index.md": NOTES["opd/bapenda/index.md"]}
    schema = json.loads((npm / "schema/sveltia-cms.json").read_text("utf-8"))
    told = config(build(notes))
    assert [error.message for error in Draft7Validator(schema).iter_errors(told)] == []
    names = [each["name"] for each in told["collections"] if "folder" in each]
    assert names == ["rapat", "opd", "inovasi-bapenda"]
