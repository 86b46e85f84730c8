"""The page that is shown before the whole archive is folded: the same that the archive then gives."""

import datetime as dt
import subprocess
import sys
from pathlib import Path

import pytest

from sites import ROOT
from tuntas.preview.session import Session, Shown
from tuntas.settings import load

AS_OF = dt.date(2026, 11, 22)


class Watched(Session):
    """A session that keeps everything that it showed."""

    def _show(self, shown: Shown) -> None:
        self.seen.append(shown)
        super()._show(shown)

    seen: list[Shown]


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("besar") / "arsip"
    options = ("--meetings", "120", "--directives", "3", "--agencies", "10")
    subprocess.run([sys.executable, ROOT / "benchmarks/synthetic.py", folder, *options], check=True)
    return folder


@pytest.fixture(scope="module")
def session(project: Path) -> Watched:
    begun = Watched(lambda: (load(project / "mkdocs.yml"), AS_OF), lambda _: None)
    begun.seen = []
    begun.refresh(frozenset())
    return begun


def page_of(note: Path) -> str:
    if "meetings" in note.parts:
        return f"rapim/{note.stem}/index.html"
    return f"opd/{note.parts[-3]}/laporan/{note.stem}/index.html"


def changed(session: Watched, note: Path, old: str, new: str) -> list[Shown]:
    """What is shown after a note was changed while its page was looked at; afterwards it is as before."""
    text = note.read_text("utf-8")
    assert old in text
    session.look_at(page_of(note))
    note.write_text(text.replace(old, new, 1), "utf-8")
    session.seen.clear()
    session.refresh(frozenset([str(note)]))
    seen = [*session.seen]
    note.write_text(text, "utf-8")
    session.refresh(frozenset([str(note)]))
    return seen


@pytest.mark.parametrize("kind", ["meetings/*/*.md", "opd/*/laporan/*.md"])
def test_the_page_ahead_is_the_page_of_the_archive(session: Watched, project: Path, kind: str) -> None:
    notes = sorted((project / "content").glob(kind))
    assert len(notes) > 80
    for note in notes[:: len(notes) // 8]:
        ahead, whole, *_ = changed(session, note, "judul: ", "judul: Lain ")
        page = page_of(note)
        assert set(ahead.ahead) == {page}
        assert b"Lain " in ahead.ahead[page]
        assert ahead.proof is not whole.proof
        assert whole.file(page) == ahead.ahead[page], page
        assert ahead.edition(page) == whole.edition(page)


def test_what_is_wrong_is_not_shown_ahead(session: Watched, project: Path) -> None:
    note = max((project / "content").glob("opd/*/laporan/*.md"))
    seen = changed(session, note, "komitmen: ", "komitmen: tidak-ada-")
    assert [bool(each.ahead) for each in seen] == [False]
    assert {each.code for each in seen[0].problems} == {"unknown-commitment"}


def test_a_page_of_all_waits_for_all(session: Watched, project: Path) -> None:
    note = max((project / "content").glob("meetings/*/*.md"))
    text = note.read_text("utf-8")
    session.look_at("rapim/index.html")
    note.write_text(text.replace("judul: ", "judul: Lain ", 1), "utf-8")
    session.seen.clear()
    session.refresh(frozenset([str(note)]))
    assert not any(each.ahead for each in session.seen)
    assert b"Lain " in (session.shown.file("rapim/index.html") or b"")
    note.write_text(text, "utf-8")
    session.refresh(frozenset([str(note)]))
