"""The MkDocs plugin: with it `mkdocs build` and `mkdocs serve` give the whole site.

It is an adapter. MkDocs draws into a folder of its own (`tuntas.publish.material`), and our publisher
puts that together with the pages of the notes and into the site, as `tuntas build` does. So the last
good site stands until there is a new one, although MkDocs would empty its folder first.
"""

import logging
import os
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NoReturn

from mkdocs.config.base import ConfigErrors, ConfigWarnings
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.livereload import LiveReloadServer
from msgspec.structs import replace

from tuntas.history import forget_hook, revisions
from tuntas.publish.build import Plan, build
from tuntas.publish.crew import crew, processors
from tuntas.publish.drawn import collected
from tuntas.publish.edition import prepare
from tuntas.publish.folder import NotOurFolder, refuse_others
from tuntas.publish.frame import address_of
from tuntas.publish.material import Drawing, theme_error
from tuntas.publish.search import SearchError
from tuntas.publish.store import Store
from tuntas.settings import SettingsError, as_of_date, load

_STAYS = "Situs tidak diterbitkan; situs yang lama tetap ada."


class _Unusable(Abort):
    """The settings or the theme are wrong, not the notes."""

    exit_code = 2


class TuntasPlugin(Drawing):
    """Publishes the archive whenever MkDocs builds."""

    _as_of: date
    _drawn: TemporaryDirectory[str]

    def load_config(
        self, options: dict[str, Any], config_file_path: str | None = None
    ) -> tuple[ConfigErrors, ConfigWarnings]:
        """Pass through to `tuntas.settings`, which reads the options with all that stands beside them."""
        del options
        try:
            self.settings = load(Path(config_file_path or "mkdocs.yml"), os.environ)
        except SettingsError as error:
            _refuse(error, "Setelan belum benar.")
        return [], []

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Take over what the command line or `mkdocs serve` decided, and let MkDocs draw elsewhere."""
        if not self.alone:
            url, site = config.site_url or self.settings.site_url, Path(config.site_dir)
            self.settings = replace(self.settings, site_url=url, site=site)
            self._drawn = TemporaryDirectory(prefix="tuntas-")
            config.site_dir = self._drawn.name
            logging.getLogger("mkdocs.commands.build").addFilter(_is_of_use)
        return super().on_config(config)

    def on_pre_build(self, *, config: MkDocsConfig) -> None:  # noqa: ARG002
        """Read and check the notes."""
        if self.alone:
            return
        config_file, content, theme = self.settings.config_file, self.settings.content, self.settings.theme
        try:
            refuse_others(self.settings.site, content, theme, config_file)
            self._as_of = as_of_date(self.settings, os.environ, datetime.now(UTC))
        except (NotOurFolder, SettingsError) as error:
            _refuse(error, "Setelan belum benar.")
        store = Store.of(self.settings.config_file.parent)
        edition = prepare(self.settings, self._as_of, store=store, jobs=processors())
        _say(edition.report)
        if not edition.publishable:
            raise Abort(_STAYS)

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Publish."""
        if not self.alone:
            forget_hook(os.environ)
            drawn = collected(self.theme(), Path(self._drawn.name))
            plan = Plan(self.settings, self._as_of, self.settings.site, revisions(self.settings), drawn)
            build(plan, crew(processors()))
            config.site_dir = str(self.settings.site)  # for `mkdocs gh-deploy`
            self._drawn.cleanup()

    def on_build_error(self, *, error: Exception) -> None:
        """Clean up, and tell what is wrong with the theme or the index without a traceback."""
        if not self.alone:
            self._drawn.cleanup()
            if wrong := error if isinstance(error, SearchError) else theme_error(error):
                _refuse(wrong, _STAYS)

    def on_serve(
        self,
        server: LiveReloadServer,
        /,
        *,
        config: MkDocsConfig,  # noqa: ARG002
        builder: Callable[..., None],  # noqa: ARG002
    ) -> LiveReloadServer:
        """Watch the theme; MkDocs itself watches the content and `mkdocs.yml`."""
        server.watch(str(self.settings.theme))
        return server


def _is_of_use(record: logging.LogRecord) -> bool:
    """MkDocs tells of its folder, which is a passing one, and of each frame, which it shall not write."""
    passing = (
        "Cleaning site directory",
        "Building documentation to",
        f"Page skipped: '{address_of('')[:-2]}",
    )
    return not record.getMessage().startswith(passing)


def _say(text: str) -> None:
    # Not through MkDocs' log, which wraps lines: the carets below them would slip.
    if text:
        sys.stderr.write(text.rstrip("\n") + "\n")


def _refuse(error: Exception, summary: str) -> NoReturn:
    _say(str(error))
    raise _Unusable(summary) from error
