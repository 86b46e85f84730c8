"""What feeds enclose: the photos and documents that show what was done, as they are published."""

from datetime import date
from pathlib import Path

import pytest

from feeds.documents import MOULDS
from sites import AS_OF
from tuntas.publish.drawn import Drawn
from tuntas.publish.edition import prepare
from tuntas.publish.press import Press
from tuntas.publish.store import Store
from tuntas.publish.theme import Theme
from tuntas.render.calendar.drawing import moulds as calendar_moulds
from tuntas.render.feeds import catalogue
from tuntas.settings import load


@pytest.fixture(scope="module")
def press(real_project: Path) -> Press:
    edition = prepare(load(real_project / "mkdocs.yml"), date.fromisoformat(AS_OF))
    return Press(edition, Drawn(Theme({}, (), ()), {}), MOULDS, calendar_moulds(), {}, None, Store())


def test_feeds_with_photos_are_made_where_the_photos_lie(press: Press, real_project: Path) -> None:
    """A page needs the measures of a photo, a feed its bytes; a cluster has no files."""
    archive = prepare(load(real_project / "mkdocs.yml"), date.fromisoformat(AS_OF)).archive
    feeds = [stem for _, _, stem in catalogue.named(archive)]
    feeds += [
        catalogue.archive_stem(stem, year)
        for kind, subject, stem in catalogue.named(archive)
        for year in catalogue.years(archive, kind, subject)
    ]
    assert set(feeds) <= press.outputs.keys()
    made = {name: press.make(name) for name in feeds}
    pictured = {name for name, each in made.items() if any(read.startswith("beside/") for read in each.reads)}
    assert len(pictured) > 10
    assert pictured <= press.beside
    shown = {
        name for name, each in made.items() if any(b"<media:content" in a.content for a in each.artifacts)
    }
    assert shown == pictured
