"""The settings: what `mkdocs.yml` says of the site.

An unchanged build must not pay for importing MkDocs, so the few settings that we need are read
without it, from the same file and with the same meaning. They are defined and checked here only;
the MkDocs plugin passes through to `load`.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated, Any, Literal, TypeAlias
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec
from msgspec import Meta

from tuntas import configfile
from tuntas.suggestion import nearest

Nav: TypeAlias = list[Any]
"""A menu as MkDocs writes it: a list of `{title: target}` and `{title: [...]}`."""

DataLicense: TypeAlias = Literal["CC-BY-4.0", "CC-BY-SA-4.0", "CC0-1.0", "ODC-BY-1.0", "ODbL-1.0", "PDDL-1.0"]
"""A licence for data, by its SPDX id."""

PLUGIN = "tuntas"

DEFAULT_NAV: Nav = [
    {"Beranda": "/"},
    {"Rapim": "/rapim/"},
    {"Arahan": "/arahan/"},
    {"OPD": "/opd/"},
    {"Kendala": "/kendala/"},
    {"Lewat tenggat": "/lewat-tenggat/"},
    {"Tanpa kabar": "/tanpa-kabar/"},
    {"Inovasi": "/inovasi/"},
    {"Langganan": "/langganan/"},
]
"""The menu of a site whose `mkdocs.yml` has no `nav`."""


class SettingsError(Exception):
    """The settings can't be used; says all that is wrong with them, a sentence a line."""


_SECTION = re.compile(r"[a-z0-9-]+")


class MenuEntry(msgspec.Struct, frozen=True):
    """A line of the menu: a page (or another site, if `address` is a whole URL), or a group of them."""

    title: str
    address: str | None
    children: tuple["MenuEntry", ...] = ()

    @property
    def section(self) -> str | None:
        """The part of the site below this entry, as in `Page.section`."""
        if self.address is None or urlsplit(self.address).scheme:
            return None
        section = section_of(self.address)
        return section if _SECTION.fullmatch(section) else None


class Options(msgspec.Struct, frozen=True, kw_only=True):
    """What stands under `plugins: - tuntas:` in `mkdocs.yml`."""

    government: Annotated[str, Meta(description="nama pemerintah", examples=["Pemerintah Provinsi Banten"])]
    tag_authority: Annotated[
        str,
        Meta(description="domain dan tanggal menurut RFC 4151", examples=["tuntas.bantenprov.go.id,2026"]),
    ]
    timezone: Annotated[str, Meta(description="nama zona waktu IANA", examples=["Asia/Jakarta"])] = (
        "Asia/Jakarta"
    )
    silent_after_days: Annotated[int, Meta(description="bilangan bulat di atas nol", examples=[30], ge=1)] = (
        30
    )
    frame: Annotated[
        Literal["material", "zensical"],
        Meta(description="pembuat bingkai", examples=["material", "zensical"]),
    ] = "material"
    search: Annotated[bool, Meta(description="`true` atau `false`", examples=["false"])] = True
    data_license: Annotated[
        DataLicense,
        Meta(description="lisensi menurut SPDX", examples=["CC-BY-4.0", "CC0-1.0"]),
    ] = "CC-BY-4.0"
    websub_hub: Annotated[
        str, Meta(description="alamat lengkap sebuah hub WebSub", examples=["https://hub.contoh.go.id/"])
    ] = ""
    as_of: Annotated[date | None, Meta(description="tanggal", examples=["2026-11-21"])] = None
    cms: Annotated[bool, Meta(description="`true` atau `false`", examples=["true"])] = False
    cms_backend: Annotated[
        Literal["", "github", "gitlab", "gitea"],
        Meta(description="tempat arsip", examples=["github", "gitlab", "gitea"]),
    ] = ""
    cms_repo: Annotated[
        str, Meta(description="nama pemilik dan repositori", examples=["pemprov-banten/arsip-rapim"])
    ] = ""
    cms_branch: Annotated[str, Meta(description="nama cabang git", examples=["main"])] = "main"
    cms_url: Annotated[
        str, Meta(description="alamat lengkap server git sendiri", examples=["https://git.contoh.go.id/"])
    ] = ""
    cms_login: Annotated[
        str, Meta(description="alamat lengkap perantara masuk", examples=["https://masuk.contoh.go.id/"])
    ] = ""
    cms_app_id: Annotated[
        str, Meta(description="nomor aplikasi OAuth", examples=['"3f0a1c…" (dalam tanda kutip)'])
    ] = ""
    cms_review: Annotated[bool, Meta(description="`true` atau `false`", examples=["false"])] = True


FORM_SETTINGS = tuple(name for name in Options.__struct_fields__ if name.startswith("cms"))
"""The settings of the form, which no page shows."""


class Settings(Options, frozen=True, kw_only=True):
    """All that `mkdocs.yml` says of the site."""

    config_file: Path
    site_name: str
    site_url: str
    """Ends with a slash."""
    site_description: str
    content: Path
    theme: Path
    site: Path
    menu: tuple[MenuEntry, ...]
    written: Mapping[str, Any] = {}
    """Everything in `mkdocs.yml`, also what only the theme's engine understands."""


def load(config_file: Path, environment: Mapping[str, str] | None = None) -> Settings:
    """Read the settings; `environment` answers `!ENV` in the file.

    A `SettingsError` says all that is wrong in the file.
    """
    config_file = config_file.absolute()
    try:
        raw = _Raw(configfile.values(config_file, environment or {}))
    except configfile.ConfigFileError as error:
        raise SettingsError(str(error)) from None
    folder = config_file.parent

    name = raw.text("site_name", required=True)
    url = raw.text("site_url", required=True)
    if url and not _is_web_address(url):
        raw.complain("site_url", f"harus alamat lengkap seperti https://contoh.go.id/, bukan “{url}”")
    theme = raw.mapping("theme").get("custom_dir")
    settings = {
        "config_file": config_file,
        "site_name": name,
        "site_url": url.rstrip("/") + "/",
        "site_description": raw.text("site_description"),
        "content": raw.folder("docs_dir", folder / (raw.text("docs_dir") or "docs")),
        "theme": raw.folder("theme.custom_dir", folder / str(theme)) if theme else packaged_theme(),
        "site": folder / (raw.text("site_dir") or "site"),
        "written": raw.values,
        "menu": tuple(_menu(raw.items("nav") or DEFAULT_NAV)),
        **_options(raw),
    }
    if raw.complaints:
        raise SettingsError("\n".join(f"{config_file.name}: {each}" for each in raw.complaints))
    return Settings(**settings)


def as_of_date(settings: Settings, environment: Mapping[str, str], now: datetime) -> date:
    """The as-of date where none was asked for: the setting, else `SOURCE_DATE_EPOCH`, else today."""
    if settings.as_of is not None:
        return settings.as_of
    epoch = environment.get("SOURCE_DATE_EPOCH")
    if epoch:
        try:
            now = datetime.fromtimestamp(int(epoch), UTC)
        except (ValueError, OverflowError, OSError):
            raise SettingsError(
                f"SOURCE_DATE_EPOCH harus bilangan detik sejak 1970, bukan “{epoch}”."
            ) from None
    return now.astimezone(ZoneInfo(settings.timezone)).date()


def authority_of(config_file: Path, data: bytes) -> str:
    """The tag authority in an earlier state of the settings; empty where they do not say it themselves."""
    try:
        values = configfile.parse(config_file, data, {})
    except configfile.ConfigFileError:
        return ""  # nothing was published with these
    value = _plugin_options(_Raw(values)).get("tag_authority")
    return value if isinstance(value, str) and _is_authority(value) else ""


def section_of(address: str) -> str:
    """The section in which a page lies: the first part of its address."""
    return address.partition("/")[0] or "beranda"


def packaged_theme() -> Path:
    """The theme that comes with the package; in a checkout it lies at the top."""
    return _packaged("theme", "theme")


def packaged_guide() -> Path:
    """The guide for authors that comes with the package; in a checkout it is a part of the content."""
    return _packaged("panduan", "content/panduan")


def _packaged(name: str, in_checkout: str) -> Path:
    here = Path(__file__).resolve().parent
    packaged = here / name
    return packaged if packaged.is_dir() else here.parents[1] / in_checkout


class _Raw:
    """The values of `mkdocs.yml` by name, and what is wrong with them."""

    def __init__(self, values: dict[str, Any]) -> None:
        self.values = values
        self.complaints: list[str] = []

    def complain(self, name: str, what: str) -> None:
        self.complaints.append(f"`{name}` {what}" + ("" if what.endswith("?") else "."))

    def text(self, name: str, *, required: bool = False) -> str:
        value = self.values.get(name)
        if value is None or value == "":
            if required:
                self.complain(name, "belum ditulis")
            return ""
        if not isinstance(value, str):
            self.complain(name, "harus teks; beri tanda kutip")
            return ""
        return value

    def mapping(self, name: str) -> dict[str, Any]:
        value = self.values.get(name)
        # MkDocs also takes the name alone: `theme: material`.
        if value is None or isinstance(value, str):
            return {}
        if not isinstance(value, dict):
            self.complain(name, "harus berisi pasangan `kunci: nilai`")
            return {}
        return value

    def items(self, name: str) -> list[Any]:
        value = self.values.get(name)
        if value is None:
            return []
        if not isinstance(value, list):
            self.complain(name, "harus berupa daftar")
            return []
        return value

    def folder(self, name: str, path: Path) -> Path:
        if not path.is_dir():
            self.complain(name, f"menunjuk folder yang tidak ada: {path}")
        return path


def _options(raw: _Raw) -> dict[str, Any]:
    """The options of our plugin, checked one by one so that all mistakes are told at once."""
    written = _plugin_options(raw)
    fields = {field.encode_name: field for field in msgspec.structs.fields(Options)}
    for name in written:
        if name not in fields:
            guess = nearest(str(name), fields)
            raw.complain(
                f"plugins.{PLUGIN}.{name}", "tidak dikenal" + (f"; maksud Anda `{guess}`?" if guess else "")
            )
    options: dict[str, Any] = {}
    for name, field in fields.items():
        where, meta = f"plugins.{PLUGIN}.{name}", field.type.__metadata__[0]
        example = " atau ".join(f"`{name}: {each}`" for each in meta.examples)
        value = written.get(name)
        if value is None or value == "":
            if field.required:
                raw.complain(where, f"belum ditulis; contoh: {example}")
            continue
        try:
            options[name] = msgspec.convert(value, field.type)
        except msgspec.ValidationError:
            right = False
        else:
            right = name not in _CHECKS or _CHECKS[name](options[name])
        if not right:
            raw.complain(where, f"harus {meta.description}, bukan “{value}”; contoh: {example}")
    if options.get("cms"):
        _require_repository(raw, written)
    return options


def _require_repository(raw: _Raw, written: Mapping[str, Any]) -> None:
    """The form must know where to save."""
    fields = {field.encode_name: field for field in msgspec.structs.fields(Options)}
    for name in ("cms_backend", "cms_repo"):
        if not written.get(name):
            example = " atau ".join(
                f"`{name}: {each}`" for each in fields[name].type.__metadata__[0].examples
            )
            where = f"plugins.{PLUGIN}.{name}"
            raw.complain(where, f"belum ditulis, padahal `cms: true` memerlukannya; contoh: {example}")


def _plugin_options(raw: _Raw) -> dict[str, Any]:
    """The options as written; `plugins` may be a list or a mapping, with or without options."""
    plugins = raw.values.get("plugins")
    entries: list[Any] = (
        plugins if isinstance(plugins, list) else [{k: v} for k, v in raw.mapping("plugins").items()]
    )
    for entry in entries:
        if entry == PLUGIN:
            return {}
        if isinstance(entry, dict) and PLUGIN in entry:
            options = entry[PLUGIN]
            if options is None:
                return {}
            if isinstance(options, dict):
                return options
            raw.complain(f"plugins.{PLUGIN}", "harus berisi pasangan `kunci: nilai`")
            return {}
    raw.complain("plugins", f"belum memuat `{PLUGIN}`")
    return {}


def _is_authority(value: str) -> bool:
    match = _AUTHORITY.fullmatch(value)
    if not match:
        return False
    try:
        date(*(int(part or 1) for part in match.group("year", "month", "day")))
    except ValueError:
        return False
    return True


# RFC 4151: a domain name or an e-mail address, a comma, and a date at which it was one's own.
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?"
_AUTHORITY = re.compile(
    rf"(?:[A-Za-z0-9._-]+@)?{_LABEL}(?:\.{_LABEL})*"
    r",(?P<year>[0-9]{4})(?:-(?P<month>[0-9]{2})(?:-(?P<day>[0-9]{2}))?)?"
)


def _is_timezone(value: str) -> bool:
    try:
        ZoneInfo(value)
    except (ZoneInfoNotFoundError, OSError, ValueError):  # unknown; a folder; `../etc`
        return False
    return True


def _is_web_address(value: str) -> bool:
    try:
        parts = urlsplit(value)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname)


def _is_repository(value: str) -> bool:
    """An owner and a repository, in GitLab also with groups between them."""
    return re.fullmatch(r"[\w.-]+(?:/[\w.-]+)+", value, re.ASCII) is not None


def _is_server(value: str) -> bool:
    """An address that can stand in a page's policy."""
    return _is_web_address(value) and re.fullmatch(r"[\w:/.\[\]-]+", value, re.ASCII) is not None


def _is_branch(value: str) -> bool:
    return re.fullmatch(r"[\w.-]+(?:/[\w.-]+)*", value, re.ASCII) is not None


_CHECKS: Mapping[str, Callable[[Any], bool]] = {
    "tag_authority": _is_authority,
    "timezone": _is_timezone,
    "websub_hub": _is_web_address,
    "cms_repo": _is_repository,
    "cms_branch": _is_branch,
    "cms_url": _is_server,
    "cms_login": _is_web_address,
}


def _menu(nav: Nav) -> Iterator[MenuEntry]:
    for entry in nav:
        if isinstance(entry, str):
            yield MenuEntry("", _address(entry))
        elif isinstance(entry, dict):
            for title, target in entry.items():
                if isinstance(target, list):
                    yield MenuEntry(str(title), None, tuple(_menu(target)))
                else:
                    yield MenuEntry(str(title), _address(str(target)))


def _address(target: str) -> str:
    """The address of a page: from `/rapim/` or, as MkDocs does it, from the name of its file."""
    if urlsplit(target).scheme:
        return target
    target = target.removeprefix("/")
    if not target.endswith(".md"):
        return target
    path = target.removesuffix(".md")
    folder, _, name = path.rpartition("/")
    if name in {"index", "README"}:
        path = folder
    return f"{path}/" if path else ""
