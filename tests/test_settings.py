"""`mkdocs.yml` as our settings: what is taken over, and what is said when it can't be."""

import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
import yaml

from tuntas.settings import MenuEntry, Settings, SettingsError, as_of_date, load, packaged_theme, section_of

OPTIONS = {"government": "Pemerintah Provinsi Banten", "tag_authority": "tuntas.contoh.go.id,2026"}
GOOD: dict[str, Any] = {
    "site_name": "Tuntas",
    "site_url": "https://tuntas.contoh.go.id",
    "docs_dir": "content",
    "plugins": [{"tuntas": OPTIONS}],
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "content").mkdir()
    return tmp_path


def settings(folder: Path, text: str = "", **changes: Any) -> Settings:
    values = {name: value for name, value in (GOOD | changes).items() if value is not None}
    (folder / "mkdocs.yml").write_text(yaml.safe_dump(values, allow_unicode=True) + text, "utf-8")
    return load(folder / "mkdocs.yml", {"SITUS": "https://lain.go.id/", "HARI": "7"})


def complaint(folder: Path, text: str = "", **changes: Any) -> str:
    with pytest.raises(SettingsError) as caught:
        settings(folder, text, **changes)
    return str(caught.value)


def with_options(**options: Any) -> dict[str, Any]:
    return {"plugins": [{"tuntas": OPTIONS | options}]}


def test_what_is_not_written_has_a_default(folder: Path) -> None:
    assert settings(folder) == Settings(
        config_file=folder / "mkdocs.yml",
        site_name="Tuntas",
        site_url="https://tuntas.contoh.go.id/",
        site_description="",
        content=folder / "content",
        theme=packaged_theme(),
        site=folder / "site",
        menu=settings(folder).menu,
        government="Pemerintah Provinsi Banten",
        tag_authority="tuntas.contoh.go.id,2026",
        timezone="Asia/Jakarta",
        silent_after_days=30,
        frame="material",
        as_of=None,
        written=settings(folder).written,
    )
    assert [entry.address for entry in settings(folder).menu][:3] == ["", "rapim/", "arahan/"]


def test_the_packaged_theme_is_there() -> None:
    assert (packaged_theme() / "main.html").is_file()


def test_the_menu_is_that_of_mkdocs(folder: Path) -> None:
    nav: list[Any] = [
        {"Beranda": "/"},
        {"Pantauan": [{"Kendala": "/kendala/"}, {"Portal": "https://banten.go.id/"}]},
        "index.md",
        {"Tentang": "tentang/index.md"},
        {"RPJMD": "/rpjmd/2025-2029/"},
    ]
    menu = settings(folder, nav=nav).menu
    assert menu == (
        MenuEntry("Beranda", ""),
        MenuEntry(
            "Pantauan", None, (MenuEntry("Kendala", "kendala/"), MenuEntry("Portal", "https://banten.go.id/"))
        ),
        MenuEntry("", ""),
        MenuEntry("Tentang", "tentang/"),
        MenuEntry("RPJMD", "rpjmd/2025-2029/"),
    )
    assert [entry.section for entry in menu] == ["beranda", None, "beranda", "tentang", "rpjmd"]
    assert menu[1].children[1].section is None


def test_every_option_can_be_written(folder: Path) -> None:
    written = settings(
        folder,
        theme={"name": "material", "custom_dir": "content"},
        **with_options(
            timezone="Asia/Makassar",
            silent_after_days=7,
            frame="zensical",
            as_of=date(2026, 11, 21),
        ),
    )
    assert written.theme == folder / "content"
    assert (written.timezone, written.silent_after_days, written.frame) == ("Asia/Makassar", 7, "zensical")
    assert written.as_of == date(2026, 11, 21)


@pytest.mark.parametrize(
    "authority", ["contoh.go.id,2026", "contoh.go.id,2026-02", "arsip@contoh.go.id,2026-02-28", "a-1.id,1999"]
)
def test_an_authority_is_a_domain_or_an_address_with_a_date(folder: Path, authority: str) -> None:
    assert settings(folder, **with_options(tag_authority=authority)).tag_authority == authority


@pytest.mark.parametrize("plugins", [{"tuntas": OPTIONS}, ["search", {"tuntas": OPTIONS}]])
def test_plugins_may_be_a_list_or_a_mapping(folder: Path, plugins: Any) -> None:
    assert settings(folder, plugins=plugins).government == OPTIONS["government"]


@pytest.mark.parametrize("plugins", [["tuntas"], {"tuntas": None}])
def test_the_plugin_alone_lacks_its_options(folder: Path, plugins: Any) -> None:
    said = complaint(folder, plugins=plugins)
    assert "`plugins.tuntas.government` belum ditulis" in said
    assert "belum memuat" not in said


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"site_name": None}, "`site_name` belum ditulis."),
        ({"site_name": 2026}, "`site_name` harus teks; beri tanda kutip."),
        ({"site_url": None}, "`site_url` belum ditulis."),
        ({"site_url": "tuntas.go.id"}, "`site_url` harus alamat lengkap"),
        ({"site_url": "ftp://tuntas.go.id/"}, "bukan “ftp://tuntas.go.id/”"),
        ({"site_url": "https://[tuntas/"}, "`site_url` harus alamat lengkap"),
        ({"docs_dir": "isi"}, "`docs_dir` menunjuk folder yang tidak ada"),
        ({"theme": {"custom_dir": "tema"}}, "`theme.custom_dir` menunjuk folder yang tidak ada"),
        ({"theme": ["material"]}, "`theme` harus berisi pasangan"),
        ({"nav": "Rapim"}, "`nav` harus berupa daftar."),
        ({"plugins": ["search"]}, "`plugins` belum memuat `tuntas`."),
        ({"plugins": [{"tuntas": ["x"]}]}, "`plugins.tuntas` harus berisi pasangan"),
        (with_options(goverment="x"), "`plugins.tuntas.goverment` tidak dikenal; maksud Anda `government`?"),
        (with_options(xyzzy=1), "`plugins.tuntas.xyzzy` tidak dikenal."),
        (
            with_options(government=None),
            "`plugins.tuntas.government` belum ditulis; contoh: `government: Pem",
        ),
        (with_options(government=False), "`plugins.tuntas.government` harus nama pemerintah"),
        (with_options(tag_authority="contoh.go.id"), "harus domain dan tanggal menurut RFC 4151"),
        (with_options(tag_authority="contoh.go.id,2026-13"), "bukan “contoh.go.id,2026-13”"),
        (with_options(tag_authority="https://contoh.go.id,2026"), "RFC 4151"),
        (with_options(timezone="Asia/Jakrta"), "harus nama zona waktu IANA, bukan “Asia/Jakrta”"),
        (with_options(timezone="../../etc/passwd"), "harus nama zona waktu IANA"),
        (with_options(timezone="Asia"), "harus nama zona waktu IANA"),
        (with_options(silent_after_days=0), "harus bilangan bulat di atas nol, bukan “0”"),
        (with_options(silent_after_days="30"), "harus bilangan bulat di atas nol"),
        (with_options(frame="hugo"), "contoh: `frame: material` atau `frame: zensical`"),
        (with_options(as_of="besok"), "`plugins.tuntas.as_of` harus tanggal, bukan “besok”"),
        (with_options(cms="iya"), "`plugins.tuntas.cms` harus `true` atau `false`, bukan “iya”"),
        (
            with_options(cms=True, cms_repo="banten/arsip"),
            "contoh: `cms_backend: github` atau `cms_backend: gitlab` atau `cms_backend: gitea`.",
        ),
        (
            with_options(cms=True, cms_backend="github"),
            "`plugins.tuntas.cms_repo` belum ditulis, padahal `cms: true` memerlukannya",
        ),
        (
            with_options(cms_backend="bitbucket"),
            "harus tempat arsip, bukan “bitbucket”; contoh: `cms_backend",
        ),
        (with_options(cms_repo="arsip"), "harus nama pemilik dan repositori, bukan “arsip”"),
        (with_options(cms_repo="https://github.com/banten/arsip"), "harus nama pemilik dan repositori"),
        (with_options(cms_branch="usulan baru"), "harus nama cabang git, bukan “usulan baru”"),
        (with_options(cms_url="git.contoh.go.id"), "harus alamat lengkap server git sendiri"),
        (with_options(cms_url="https://git.contoh.go.id/;x"), "harus alamat lengkap server git sendiri"),
        (with_options(cms_login="masuk"), "harus alamat lengkap perantara masuk, bukan “masuk”"),
        (with_options(cms_app_id=12345), "harus nomor aplikasi OAuth, bukan “12345”"),
    ],
)
def test_what_is_wrong_is_told_in_a_sentence(folder: Path, changes: dict[str, Any], sentence: str) -> None:
    said = complaint(folder, **changes)
    assert sentence in said
    assert said.startswith("mkdocs.yml: ")


def test_all_that_is_wrong_is_told_at_once(folder: Path) -> None:
    said = complaint(folder, site_url="x", site_name=None, **with_options(silent_after_days=-1, timezone="X"))
    assert len(said.splitlines()) == 4


@pytest.mark.parametrize(
    ("text", "sentence"),
    [("a: [", "bukan YAML yang benar"), ("- a", "harus berisi pasangan"), ("", "harus berisi pasangan")],
)
def test_a_file_that_is_no_mapping_is_told_so(folder: Path, text: str, sentence: str) -> None:
    (folder / "mkdocs.yml").write_text(text, "utf-8")
    with pytest.raises(SettingsError, match=sentence):
        load(folder / "mkdocs.yml")


def test_a_missing_or_unreadable_file_is_told_so(folder: Path) -> None:
    with pytest.raises(SettingsError, match="Berkas setelan tidak ada"):
        load(folder / "mkdocs.yml")
    with pytest.raises(SettingsError, match="tidak dapat dibaca"):
        load(folder / "content")


def test_python_names_are_neither_looked_up_nor_run(folder: Path) -> None:
    tags = """
markdown_extensions:
  - pymdownx.emoji: {emoji_index: !!python/name:material.extensions.emoji.twemoji }
  - x: !!python/object/apply:os.mkdir ["celaka"]
  - y: !relative $config_dir
"""
    assert settings(folder, tags).site_name == "Tuntas"
    assert not (folder / "celaka").exists()
    assert not Path("celaka").exists()


def test_the_environment_answers_as_in_mkdocs(folder: Path) -> None:
    tags = """
site_url: !ENV [TIDAK_ADA, SITUS, "https://cadangan.go.id/"]
site_description: !ENV [TIDAK_ADA, cadangan]
plugins:
  - tuntas: {government: !ENV TIDAK_ADA, tag_authority: "a.id,2026", silent_after_days: !ENV HARI}
"""
    assert "`plugins.tuntas.government` belum ditulis" in complaint(folder, tags, plugins=None, site_url=None)
    tags = tags.replace("!ENV TIDAK_ADA,", "Banten,")
    read = settings(folder, tags, plugins=None, site_url=None)
    assert (read.site_url, read.site_description) == ("https://lain.go.id/", "cadangan")
    assert read.silent_after_days == 7


def test_a_file_may_inherit_from_another(folder: Path) -> None:
    settings(folder, site_description="Dari induk")
    (folder / "mkdocs.yml").rename(folder / "induk.yml")
    (folder / "mkdocs.yml").write_text("INHERIT: induk.yml\nsite_name: Anak\n", "utf-8")
    read = load(folder / "mkdocs.yml")
    assert (read.site_name, read.site_description) == ("Anak", "Dari induk")
    (folder / "induk.yml").write_text("INHERIT: mkdocs.yml\n", "utf-8")
    with pytest.raises(SettingsError, match="INHERIT"):
        load(folder / "mkdocs.yml")


@pytest.mark.parametrize(
    ("options", "environment", "expected"),
    [
        ({"as_of": date(2026, 1, 2)}, {"SOURCE_DATE_EPOCH": "0"}, date(2026, 1, 2)),
        ({}, {"SOURCE_DATE_EPOCH": "1780000000"}, date(2026, 5, 29)),
        ({}, {}, date(2026, 11, 22)),
        ({"timezone": "UTC"}, {"SOURCE_DATE_EPOCH": ""}, date(2026, 11, 21)),
    ],
)
def test_the_as_of_date_is_today_where_the_government_sits(
    folder: Path, options: dict[str, Any], environment: dict[str, str], expected: date
) -> None:
    now = datetime(2026, 11, 21, 20, 0, tzinfo=UTC)  # already tomorrow in Jakarta
    assert as_of_date(settings(folder, **with_options(**options)), environment, now) == expected


@pytest.mark.parametrize("epoch", ["kemarin", "9" * 30])
def test_an_unusable_epoch_is_told_so(folder: Path, epoch: str) -> None:
    with pytest.raises(SettingsError, match="SOURCE_DATE_EPOCH"):
        as_of_date(settings(folder), {"SOURCE_DATE_EPOCH": epoch}, datetime.now(UTC))


@pytest.mark.parametrize(
    ("address", "section"), [("", "beranda"), ("rapim/", "rapim"), ("rpjmd/2025-2029/1/", "rpjmd")]
)
def test_a_section_is_the_first_part_of_an_address(address: str, section: str) -> None:
    assert section_of(address) == section


def test_reading_the_settings_does_not_import_mkdocs(folder: Path) -> None:
    settings(folder)
    program = (
        "import sys; from pathlib import Path; from tuntas.settings import load; load(Path(sys.argv[1]));"
        "sys.exit(str([m for m in ('mkdocs', 'jinja2', 'markdown') if m in sys.modules] or ''))"
    )
    run = subprocess.run(
        [sys.executable, "-c", program, folder / "mkdocs.yml"], capture_output=True, check=False
    )
    assert not run.stderr.strip()
