"""The command line, as people and programs meet it: exit status, the two outputs, the site that stays."""

import json
import re
import shutil
from pathlib import Path

import pytest

from command import Tuntas
from sites import CONFIG, MEETING, NOTES, ROOT, lay_out, run, shown, tree
from tuntas import __version__

COMMANDS = (
    *("build", "manifest", "ping", "serve", "check", "init", "list", "diff", "new"),
    *("digest", "export", "explain", "schema", "completion", "version"),
)
UNPROVEN = NOTES["opd/bapenda/laporan/2026-02-01-laporan.md"].replace("berjalan, persen: 40", "selesai")


def spoil(project: Path) -> None:
    """Make a mistake in a note."""
    note = project / MEETING
    note.write_text(note.read_text("utf-8").replace("opd: dpupr", "opd: dpupt"), "utf-8")


# ------------------------------------------------------------------------------------ exit status


def test_a_clean_archive_is_checked_and_built(project: Path, tuntas: Tuntas) -> None:
    checked = tuntas("check", "--strict", "--as-of", "2026-02-02")
    counts = "4 catatan, 1 rapat, 2 OPD, 1 laporan, 1 arahan, 2 komitmen, 1 tindak lanjut"
    assert checked == (0, f"Semua baik. Yang dibaca: {counts}.\n", "")
    built = tuntas("build", "--as-of", "2026-02-02")
    assert (built.status, built.err) == (0, "")
    assert built.out.startswith("Situs selesai dibangun di ")
    assert "2 Februari 2026" in (project / "site/index.html").read_text("utf-8")
    assert (project / "site/arahan/2026-01-05-rapim/pajak/index.html").is_file()


@pytest.mark.usefixtures("project")
def test_a_clean_archive_is_told_in_english_too(tuntas: Tuntas) -> None:
    counts = "notes 4, meetings 1, agencies 2, reports 1, directives 1, commitments 2, follow-ups 1"
    told = tuntas("check", "--lang", "en", "--as-of", "2026-02-02")
    assert told == (0, f"All is well. What was read: {counts}.\n", "")


def test_a_warning_is_told_and_fails_only_a_strict_check(project: Path, tuntas: Tuntas) -> None:
    (project / "content/opd/bapenda/laporan/2026-02-01-laporan.md").write_text(UNPROVEN, "utf-8")
    for arguments, status in ((["check"], 0), (["check", "--strict"], 1), (["build"], 0)):
        result = tuntas(*arguments, "--as-of", "2026-03-01")
        assert result.status == status
        assert result.err.startswith("warning[completion-without-evidence]: ")
        assert "error" not in result.err
    assert (project / "site/index.html").is_file()


@pytest.mark.parametrize("command", ["check", "build"])
def test_an_error_ends_with_1_and_is_told_on_standard_error(
    project: Path, tuntas: Tuntas, command: str
) -> None:
    spoil(project)
    status, out, err = tuntas(command, "--as-of", "2026-03-01")
    assert (status, out) == (1, "")
    assert err.startswith(f"error[unknown-agency]: OPD “dpupt” tidak dikenal.\n --> {MEETING}:10:15\n")
    assert "maksud Anda: dpupr?" in err
    assert not (project / "site").exists()


def test_with_errors_the_last_good_site_stays_byte_for_byte(project: Path, tuntas: Tuntas) -> None:
    assert tuntas("build", "--as-of", "2026-03-01").status == 0
    before = tree(project / "site")
    spoil(project)
    assert tuntas("build", "--as-of", "2026-03-02").status == 1
    assert tree(project / "site") == before
    assert shown(project) == {"content", "mkdocs.yml", "site"}


def test_building_twice_is_fine_and_leaves_nothing_stale(project: Path, tuntas: Tuntas) -> None:
    assert tuntas("build", "--as-of", "2026-03-01").status == 0
    first = tree(project / "site")
    assert tuntas("build", "--as-of", "2026-03-01").status == 0
    assert tree(project / "site") == first
    for path in ("meetings/2026/2026-01-05-rapim.md", "opd/bapenda/laporan/2026-02-01-laporan.md"):
        (project / "content" / path).unlink()
    assert tuntas("build", "--as-of", "2026-03-01", "--clean", "--jobs", "1").status == 0
    assert not [path for path in tree(project / "site") if "2026-01-05" in path]


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["bangun"],
        ["build", "--kilat"],
        ["build", "--jobs", "banyak"],
        ["build", "--as-of", "besok"],
        ["build", "--as-of", "2026-02-30"],
        ["check", "--format", "xml"],
        ["explain"],
        ["explain", "tidak-ada-kode-ini"],
        ["schema", "surat"],
        ["serve", "--address", "sini"],
        ["serve", "--address", "127.0.0.1:99999"],
        ["check", "--config", "tidak-ada.yml"],
        ["build", "--config", "content"],
    ],
)
def test_wrong_usage_ends_with_2(project: Path, tuntas: Tuntas, arguments: list[str]) -> None:
    before = tree(project)
    status, out, err = tuntas(*arguments)
    assert (status, out) == (2, "")
    assert err.strip()
    assert tree(project) == before


@pytest.mark.parametrize(
    ("config", "told"),
    [
        (None, "Berkas setelan tidak ada"),
        ("a: [", "bukan YAML"),
        (CONFIG.replace("site_url", "situs"), "`site_url` belum ditulis"),
        (CONFIG.replace("docs_dir: content", "docs_dir: isi"), "`docs_dir` menunjuk folder yang tidak ada"),
        (CONFIG.replace("government", "goverment"), "maksud Anda `government`?"),
    ],
)
@pytest.mark.parametrize("command", ["build", "check", "serve"])
def test_wrong_settings_end_with_2(
    project: Path, tuntas: Tuntas, command: str, config: str | None, told: str
) -> None:
    if config is None:
        (project / "mkdocs.yml").unlink()
    else:
        (project / "mkdocs.yml").write_text(config, "utf-8")
    status, out, err = tuntas(command)
    assert (status, out) == (2, "")
    assert told in err


@pytest.mark.parametrize(
    ("template", "text", "told"),
    [
        ("main.html", "{% extends 'base.html' %}{% block", "main.html:1"),
        ("fragments/home.html", "<h1>\n{% if %}", "fragments/home.html:2"),
        ("fragments/home.html", "<h1>\n{{ view.tidak_ada }}", "fragments/home.html:2"),
        ("fragments/home.html", "<h1>\n\n{{ 1 / 0 }}", "fragments/home.html:3"),
        ("fragments/home.html", "{% include 'hilang.html' %}", "hilang.html"),
    ],
)
def test_a_broken_template_ends_with_2_and_leaves_the_site(
    project: Path, tuntas: Tuntas, template: str, text: str, told: str
) -> None:
    shutil.copytree(ROOT / "theme", project / "tema")
    config = CONFIG.replace("font: false", "font: false, custom_dir: tema")
    (project / "mkdocs.yml").write_text(config, "utf-8")
    assert tuntas("build", "--as-of", "2026-03-01").status == 0
    before = tree(project / "site")
    (project / "tema" / template).write_text(text, "utf-8")
    status, out, err = tuntas("build", "--as-of", "2026-03-01")
    assert (status, out) == (2, "")
    assert told in err
    assert tree(project / "site") == before
    assert shown(project) == {"content", "mkdocs.yml", "site", "tema"}


@pytest.mark.parametrize("site", ["terhalang/situs", "/proc/tuntas/situs"])
def test_what_the_machine_refuses_ends_with_3(project: Path, tuntas: Tuntas, site: str) -> None:
    (project / "terhalang").write_text("sebuah berkas", "utf-8")
    status, out, err = tuntas("build", "--as-of", "2026-03-01", "--site", site)
    assert (status, out) == (3, "")
    assert err.startswith("Mesin tidak dapat menyelesaikan pekerjaan ini: ")


# ------------------------------------------------------------------------------------ where it goes


@pytest.mark.parametrize("site", ["milik-orang", "content", "content/situs", ".", "..", "mkdocs.yml", "tema"])
def test_no_folder_is_covered_that_is_not_ours(project: Path, tuntas: Tuntas, site: str) -> None:
    (project / "mkdocs.yml").write_text(
        CONFIG.replace("font: false", "font: false, custom_dir: tema"), "utf-8"
    )
    for name in ("tema", "milik-orang"):
        (project / name).mkdir()
        (project / name / "penting.txt").write_text("penting", "utf-8")
    before = tree(project.parent)
    status, out, err = tuntas("build", "--as-of", "2026-03-01", "--site", site)
    assert (status, out) == (2, "")
    assert "--site" in err or "bukan buatan Tuntas" in err
    assert tree(project.parent) == before


def test_an_empty_folder_may_become_the_site(
    project: Path, tuntas: Tuntas, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "kosong").mkdir()
    monkeypatch.chdir(tmp_path / "kosong")
    config = project / "mkdocs.yml"
    assert tuntas("build", "--config", config, "--as-of", "2026-03-01", "--site", ".").status == 0
    assert (tmp_path / "kosong/index.html").is_file()
    assert not (project / "site").exists()


def test_a_site_behind_a_link_stays_behind_it(project: Path, tuntas: Tuntas, tmp_path: Path) -> None:
    (tmp_path / "www").mkdir()
    (project / "site").symlink_to(tmp_path / "www")
    for _ in range(2):
        assert tuntas("build", "--as-of", "2026-03-01").status == 0
        assert (project / "site").is_symlink()
        assert (tmp_path / "www/index.html").is_file()
    assert shown(tmp_path) == {"www", "arsip"}


def test_the_site_can_be_read_by_a_web_server(project: Path, tuntas: Tuntas) -> None:
    (project / "biasa").mkdir()
    assert tuntas("build", "--as-of", "2026-03-01").status == 0
    usual = (project / "biasa").stat().st_mode
    assert {path.stat().st_mode for path in [project / "site", *(project / "site").rglob("*/")]} == {usual}


def test_without_an_option_the_site_lies_where_the_settings_say(
    project: Path, tuntas: Tuntas, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (project / "mkdocs.yml").write_text(CONFIG + "site_dir: umum\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    assert tuntas("build", "--config", "arsip/mkdocs.yml", "--as-of", "2026-03-01").status == 0
    assert (project / "umum/index.html").is_file()


@pytest.mark.usefixtures("project")
def test_as_of_comes_before_the_environment(tuntas: Tuntas, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1770000000")  # 2 February 2026
    assert "note-in-future" not in tuntas("check").err
    assert "sesudah hari ini menurut situs (2026-01-01)" in tuntas("check", "--as-of", "2026-01-01").err
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "kemarin")
    status, _, err = tuntas("check")
    assert (status, "SOURCE_DATE_EPOCH" in err) == (2, True)
    assert tuntas("check", "--as-of", "2026-03-01").status == 0


# --------------------------------------------------------------------------------- for programs


def test_problems_as_json(project: Path, tuntas: Tuntas) -> None:
    spoil(project)
    status, out, err = tuntas("check", "--format", "json", "--as-of", "2026-03-01")
    told = json.loads(err)
    assert (status, out, told["ok"], told["errors"]) == (1, "", False, 1)
    (problem,) = told["problems"]
    assert (problem["code"], problem["suggestion"]) == ("unknown-agency", "dpupr")
    assert problem["place"] == {"file": MEETING, "line": 10, "column": 15, "length": 5}


def test_no_problems_as_json(project: Path, tuntas: Tuntas) -> None:
    status, out, err = tuntas(
        "check", "--config", project / "mkdocs.yml", "--format", "json", "--as-of", "2026-03-01"
    )
    assert (status, out, json.loads(err)["problems"]) == (0, "", [])


def test_problems_as_annotations(project: Path, tuntas: Tuntas) -> None:
    spoil(project)
    status, out, err = tuntas("check", "--format", "github", "--as-of", "2026-03-01")
    assert (status, out) == (1, "")
    place = f"file={MEETING},line=10,endLine=10,col=15,endColumn=20,title=unknown-agency"
    assert err.startswith(f"::error {place}::OPD “dpupt” tidak dikenal.%0A")


def test_problems_in_english(project: Path, tuntas: Tuntas) -> None:
    spoil(project)
    err = tuntas("check", "--lang", "en", "--as-of", "2026-03-01").err
    assert "The agency “dpupt” is not known." in err
    assert "did you mean: dpupr?" in err


def test_explain_needs_no_project(tmp_path: Path, tuntas: Tuntas, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    status, out, err = tuntas("explain", "unknown-agency")
    assert (status, err) == (0, "")
    assert out.startswith("unknown-agency (kesalahan)\n\nOPD “…” tidak dikenal.\n")
    assert "Wrong:" in tuntas("explain", "unknown-agency", "--lang", "en").out
    assert tuntas("explain", "unknown-agenci").err.endswith("Maksud Anda: unknown-agency?\n")


def test_schema_needs_no_project(tmp_path: Path, tuntas: Tuntas, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    status, out, err = tuntas("schema")
    assert (status, err) == (0, "")
    everything = json.loads(out)
    assert list(everything) == ["rapim", "opd", "laporan", "inovasi", "rpjmd", "indikator"]
    for kind, schema in everything.items():
        assert json.loads(tuntas("schema", kind).out) == schema


# ------------------------------------------------------------------------------- help and documents


def test_help_names_every_command(tuntas: Tuntas) -> None:
    status, out, err = tuntas("--help")
    assert (status, err) == (0, "")
    assert tuple(re.findall(r"^    ([a-z]+)(?: |$)", out, re.MULTILINE)) == COMMANDS


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_and_option_is_documented(tuntas: Tuntas, command: str) -> None:
    status, out, err = tuntas(command, "--help")
    assert (status, err) == (0, "")
    page = (ROOT / "docs/cli.md").read_text("utf-8")
    everywhere, *sections = re.split(r"^## tuntas ", page, flags=re.MULTILINE)
    (section,) = (each for each in sections if each.startswith(f"{command}\n"))
    kinds = re.findall(r"^    ([a-z]+) ", out, re.MULTILINE)
    said = out + "".join(tuntas(command, kind, "--help").out for kind in kinds)
    options = set(re.findall(r"--[a-z-]+", said)) - {"--help"}
    assert options >= {"--config", "--as-of"}
    missing = {option for option in options if f"`{option}" not in everywhere + section}
    assert not missing
    assert set(re.findall(r"`(--[a-z-]+)", section)) <= options, "documented, but not there"


def test_documented_commands_exist() -> None:
    page = (ROOT / "docs/cli.md").read_text("utf-8")
    assert tuple(re.findall(r"^## tuntas ([a-z]+)$", page, re.MULTILINE)) == COMMANDS


def test_the_readme_leads_to_the_command_line() -> None:
    assert "(docs/cli.md)" in (ROOT / "README.md").read_text("utf-8")


def test_version(tuntas: Tuntas) -> None:
    assert tuntas("--version") == (0, f"tuntas {__version__}\n", "")


def test_as_a_module(tmp_path: Path) -> None:
    lay_out(tmp_path)
    built = run("build", "--as-of", "2026-03-01", cwd=tmp_path)
    assert (built.returncode, built.stderr) == (0, "")
    spoil(tmp_path)
    assert run("check", "--as-of", "2026-03-01", cwd=tmp_path).returncode == 1
    assert run("check", "--as-of", "besok", cwd=tmp_path).returncode == 2


def test_a_terminal_that_knows_no_typography_still_tells(tmp_path: Path) -> None:
    told = run("explain", "unknown-agency", cwd=tmp_path, PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert (told.returncode, told.stderr) == (0, "")
    assert "tidak dikenal" in told.stdout
