"""Frames, assets and ordinary pages drawn by MkDocs with Material.

Besides the plugin this is the only module that knows MkDocs. `Drawing` holds the part of the plugin
that draws, in the order of MkDocs' events; `draw` runs MkDocs for that part alone.
"""

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import jinja2
from markupsafe import Markup
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page

from tuntas.publish import frame, ordinary
from tuntas.publish.frame import Frame, FrameError
from tuntas.publish.theme import OrdinaryPage, Remark, Theme, sections
from tuntas.read.files import ROOMS
from tuntas.read.ordinary import is_copied
from tuntas.settings import DEFAULT_NAV, PLUGIN, Settings


class _Options(Config):
    """None that MkDocs knows: `tuntas.settings` defines and checks them."""


class Drawing(BasePlugin[_Options]):
    """The part of the MkDocs plugin that draws frames and keeps notes out of MkDocs' hands."""

    settings: Settings
    alone = False
    """Whether MkDocs runs for its drawings only, and somebody else publishes the site."""

    def __init__(self) -> None:
        self._blanks: dict[str, str] = {}
        self._frames: dict[str, Frame] = {}
        self._pages: list[OrdinaryPage] = []

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Give MkDocs the menu and the theme where `mkdocs.yml` has none, and the sitemap to us."""
        config.theme.static_templates.discard("sitemap.xml")
        if config.nav is None:
            config.nav = DEFAULT_NAV
        theme = str(self.settings.theme)
        if theme not in config.theme.dirs:
            config.theme.dirs.insert(0, theme)
        return config

    def on_files(self, files: Files, /, *, config: MkDocsConfig) -> Files:
        """Take the notes and Material's own assets out, and put the empty pages in."""
        for file in list(files):
            if not self._is_wanted(file, config):
                files.remove(file)
        for section in sections(self.settings):
            uri = f"{frame.address_of(section)}index.md"
            self._blanks[uri] = section
            content, level = frame.blank(section), InclusionLevel.NOT_IN_NAV
            files.append(File.generated(config, uri, content=content, inclusion=level))
        return files

    def _is_wanted(self, file: File, config: MkDocsConfig) -> bool:
        top = file.src_uri.partition("/")[0]
        if file.src_dir == config.docs_dir:
            return top not in ROOMS and (file.src_uri.endswith(".md") or is_copied(file.src_uri))
        # Our base.html asks for none of Material's own assets: 1.4 MB of scripts, styles and maps.
        return file.src_dir is None or (file.src_dir == str(self.settings.theme) and top == "assets")

    def on_page_markdown(self, markdown: str, /, *, page: Page, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG002
        """Leave of the head of an ordinary page what is text."""
        if page.file.src_uri not in self._blanks:
            page.meta = ordinary.known_meta(dict(page.meta))
        return markdown

    def on_page_content(self, html: str, /, *, page: Page, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG002
        """Finish what Markdown made of an ordinary page."""
        if page.file.src_uri in self._blanks:
            return html
        return ordinary.finished(html, page.url)

    def on_post_page(self, output: str, /, *, page: Page, config: MkDocsConfig) -> str:  # noqa: ARG002
        """Keep a frame from being written; take note of an ordinary page."""
        section = self._blanks.get(page.file.src_uri)
        if section is None:
            title = Markup(page.title or "").striptags()  # noqa: S704 - to plain text
            self._pages.append(OrdinaryPage(page.url, title, page.file.src_uri))
            return frame.guarded(output)
        self._frames[section] = Frame.cut(output, section)
        return ""

    def on_post_template(self, output_content: str, /, *, template_name: str, config: MkDocsConfig) -> str:  # noqa: ARG002
        """Spare `404.html` the white space of its templates, as all pages."""
        return frame.guarded(output_content)

    def theme(self, remarks: tuple[Remark, ...] = ()) -> Theme:
        """What has been drawn when all pages are."""
        return Theme(self._frames, tuple(self._pages), remarks)


def draw(settings: Settings, output: Path) -> Theme:
    """Have MkDocs write assets and ordinary pages into the folder, and draw the frames.

    A `FrameError` says why it can't. The folder is emptied first.
    """
    with _listening() as listener:
        try:
            # What would abort a strict build comes back as remarks.
            config = load_config(str(settings.config_file), site_dir=str(output), strict=False)
            drawing = _drawing(config)
            drawing.settings, drawing.alone = settings, True
            config.site_url = settings.site_url
            build(config)
        except Exception as error:
            # MkDocs runs Markdown extensions, hooks and other plugins: anything may come up.
            said = "; ".join([*listener.errors, str(error) or type(error).__name__])
            raise theme_error(error) or FrameError(f"MkDocs tidak dapat membuat bingkai: {said}") from error
    return drawing.theme(tuple(listener.remarks))


def theme_error(error: Exception) -> FrameError | None:
    """What an error says of the theme, if it is about the theme."""
    match error:
        case FrameError():
            return error
        case jinja2.TemplateSyntaxError():
            return FrameError(f"Templat {error.filename}:{error.lineno}: {error.message}")
        case jinja2.TemplateError():
            return FrameError(f"Templat tidak dapat dipakai: {error}")
        case _:
            return None


def _drawing(config: MkDocsConfig) -> Drawing:
    plugin = config.plugins[PLUGIN]
    if not isinstance(plugin, Drawing):
        raise FrameError(f"Plugin MkDocs bernama `{PLUGIN}` bukan milik Tuntas.")
    return plugin


class _Listener(logging.Handler):
    """Hears what MkDocs says instead of letting it speak to the terminal."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.remarks: list[Remark] = []
        self.errors: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        message = record.getMessage()
        if record.levelno >= logging.ERROR:
            self.errors.append(message)
        else:
            self.remarks.append(_remark(message))


@contextmanager
def _listening() -> Iterator[_Listener]:
    logger, listener = logging.getLogger("mkdocs"), _Listener()
    handlers, propagate, level = logger.handlers, logger.propagate, logger.level
    logger.handlers, logger.propagate = [listener], False
    logger.setLevel(logging.INFO)
    try:
        yield listener
    finally:
        logger.handlers, logger.propagate = handlers, propagate
        logger.setLevel(level)


# "Doc file 'tentang.md' contains a link 'x.md', but the target is not found among documentation files."
_ABOUT_LINK = re.compile(r"Doc file '(?P<file>.+?)' contains an? .*?link '(?P<link>.+?)', (?P<why>.*)")


def _remark(message: str) -> Remark:
    """MkDocs' English about a link in the readers' language; anything else as it is."""
    match = _ABOUT_LINK.match(message)
    if not match:
        return Remark("page", message, "")
    code, why = "page-link", "tidak menuju ke berkas mana pun"
    if "anchor" in match["why"]:
        code, why = "page-anchor", "menunjuk jangkar yang tidak ada"
    return Remark(code, f"tautan “{match['link']}” {why}", match["file"])
