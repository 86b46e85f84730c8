"""The form as files: its page, its configuration, and Sveltia CMS as it comes with the package.

The page and its program are the same for everybody; only the configuration is made of the archive.
See docs/decisions/093-a-form-of-the-same-schema.md.
"""

import json
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Final, cast
from zipfile import ZipFile

from tuntas.publish.edition import Edition
from tuntas.render import address, policy
from tuntas.render.artifact import Artifact
from tuntas.render.form.config import Forge, Repository, config
from tuntas.settings import Settings

VERSION: Final = "0.221.1"
"""Of Sveltia CMS. It is part of the address, so that browsers may keep the program for good."""

_PACKED: Final = Path(__file__).with_name("sveltia.zip")
_PROGRAM: Final = f"sveltia-{VERSION}"
_START: Final = f'import CMS from "./{_PROGRAM}/index.js";\nCMS.init();\n'


def program() -> Iterator[Artifact]:
    """Sveltia CMS with its fonts and licences."""
    with ZipFile(_PACKED) as packed:
        for name in packed.namelist():
            yield Artifact(f"{address.FORM}{_PROGRAM}/{name}", packed.read(name))


def page(settings: Settings) -> Iterator[Artifact]:
    """The page that loads it, for people only: no robot is to list it."""
    allowed = escape(policy.form_policy(_repository(settings).host))
    title = escape(f"{settings.site_name}: formulir")
    text = f"""\
<!doctype html>
<html lang="id">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{allowed}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex, nofollow">
<meta name="referrer" content="no-referrer">
<title>{title}</title>
<link rel="icon" href="../assets/tuntas.svg" type="image/svg+xml">
<link rel="cms-config-url" href="config.json" type="application/json">
<script type="module" src="mulai.js"></script>
</head>
<body>
<noscript>Formulir ini perlu JavaScript.</noscript>
</body>
</html>
"""
    yield Artifact(f"{address.FORM}index.html", text.encode())
    yield Artifact(f"{address.FORM}mulai.js", _START.encode())


def configuration(edition: Edition) -> Iterator[Artifact]:
    """What the form offers, as of the edition."""
    settings = edition.settings
    told = config(
        edition.archive,
        _repository(settings),
        site_name=settings.site_name,
        site_url=settings.site_url,
        content=settings.content.name,
        files=[note.file for note in edition.notes],
    )
    text = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
    yield Artifact(f"{address.FORM}config.json", text.encode())


def _repository(settings: Settings) -> Repository:
    return Repository(
        forge=cast("Forge", settings.cms_backend),
        name=settings.cms_repo,
        branch=settings.cms_branch,
        url=settings.cms_url,
        login=settings.cms_login,
        app_id=settings.cms_app_id,
        review=settings.cms_review,
    )
