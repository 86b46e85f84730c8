"""The configuration of the form as a whole, and what its page may load."""

from collections.abc import Collection
from typing import Any, Final, Literal
from urllib.parse import urlsplit

import msgspec

from tuntas.archive.archive import Archive
from tuntas.read.slugs import MAX_SLUG
from tuntas.render.form.collections import collections

Forge = Literal["github", "gitlab", "gitea"]

MAX_FILE: Final = 20 * 1024 * 1024
MAX_WIDTH: Final = 2048


class Repository(msgspec.Struct, frozen=True):
    """Where the form saves: a repository on a forge, and how one signs in there."""

    forge: Forge
    name: str
    branch: str
    url: str = ""
    """The forge's own address; empty for the public one."""
    login: str = ""
    """Who signs people in at GitHub for the form; without one they bring a token."""
    app_id: str = ""
    """By what GitLab or Gitea knows the form; without one people bring a token."""
    review: bool = True
    """Whether what is saved waits for somebody's approval, where the forge can do that."""

    @property
    def origin(self) -> str:
        return (self.url or _PUBLIC[self.forge]).rstrip("/")

    @property
    def api(self) -> str:
        """The address of the forge's programming interface."""
        if self.forge == "github" and not self.url:
            return "https://api.github.com"
        return self.origin + _API[self.forge]

    @property
    def host(self) -> str:
        """Where all of that interface is, with whoever gives out tokens."""
        parts = urlsplit(self.api)
        return f"{parts.scheme}://{parts.netloc}"

    @property
    def waits(self) -> bool:
        return self.review and self.forge != "gitea"


_PUBLIC: Final[dict[Forge, str]] = {
    "github": "https://github.com",
    "gitlab": "https://gitlab.com",
    "gitea": "https://gitea.com",
}
_API: Final[dict[Forge, str]] = {"github": "/api/v3", "gitlab": "/api/v4", "gitea": "/api/v1"}


def config(
    archive: Archive,
    repository: Repository,
    *,
    site_name: str,
    site_url: str,
    content: str,
    files: Collection[str],
) -> dict[str, Any]:
    """What Sveltia CMS is told; `content` is the folder of the notes, `files` are the paths of all notes."""
    return {
        "backend": _backend(repository),
        **({"publish_mode": "editorial_workflow"} if repository.waits else {}),
        "app_title": f"{site_name}: formulir",
        "site_url": site_url,
        "display_url": site_url,
        "logo": {"src": f"{urlsplit(site_url).path}assets/tuntas.svg"},
        "show_preview_links": False,
        # Of what belongs to no note. Not the folder of the content: what lies there can be deleted.
        "media_folder": f"{content}/gambar",
        "public_folder": "/gambar",
        "media_libraries": {
            "default": {
                "config": {
                    "max_file_size": MAX_FILE,
                    "slugify_filename": True,
                    # Small enough for a repository, and without the place where it was taken.
                    "transformations": {
                        "raster_image": {
                            "format": "webp",
                            "quality": 85,
                            "width": MAX_WIDTH,
                            "height": MAX_WIDTH,
                        }
                    },
                }
            },
            "stock_assets": False,
        },
        "slug": {"encoding": "ascii", "clean_accents": True, "maxlength": MAX_SLUG, "timezone": "local"},
        "output": {"omit_empty_optional_fields": True, "yaml": {"quote": "none"}},
        "editor": {"preview": False},
        "collections": list(collections(archive, content, files)),
    }


def _backend(repository: Repository) -> dict[str, Any]:
    backend: dict[str, Any] = {
        "name": repository.forge,
        "repo": repository.name,
        "branch": repository.branch,
        "commit_messages": {
            "create": "{{collection}}: {{slug}}",
            "update": "{{collection}}: ubah {{slug}}",
            "delete": "{{collection}}: hapus {{slug}}",
            "uploadMedia": "Unggah {{path}}",
            "deleteMedia": "Hapus {{path}}",
        },
    }
    if repository.url:
        backend["api_root"] = repository.api
    if repository.url and repository.forge != "gitea":
        backend["graphql_api_root"] = f"{repository.origin}/api/graphql"
    signs_in = repository.login if repository.forge == "github" else repository.app_id
    if repository.forge != "github":
        backend["base_url"] = repository.origin
        if signs_in:
            backend["app_id"] = signs_in
    elif signs_in:
        backend["base_url"] = signs_in.rstrip("/")
    if repository.forge == "gitlab" and signs_in:
        backend["auth_type"] = "pkce"
    return backend | {"auth_methods": ["oauth", "token"] if signs_in else ["token"]}
