"""Ordinary pages and files: what may lie there, and at whose address."""

from pathlib import Path

import pytest

from tuntas.read.attachments import Attachments
from tuntas.read.ordinary import ordinary


def told(content: Path, *paths: str, data: bytes = b"x") -> list[str]:
    for path in paths:
        (content / path).parent.mkdir(parents=True, exist_ok=True)
        (content / path).write_bytes(data)
    found = ordinary(content, Attachments(content), ["rapim", "opd"], ["404.html", "assets/tuntas.css"])
    return [f"{each.code} {each.place.file}" for each in found.problems]


@pytest.mark.parametrize(
    "path",
    [
        "tentang.md",
        "a/b/c.md",
        "a/data.csv",
        "gaya.css",
        "LICENSE",
        "meetings/x.exe",
        ".git/x.html",
        "x/.y.js",
    ],
)
def test_right(path: str, tmp_path: Path) -> None:
    assert told(tmp_path / "content", path) == []


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("rapim.md", "address-taken"),
        ("RAPIM.md", "address-taken"),
        ("ｒａｐｉｍ.md", "address-taken"),
        ("opd-lain.md", ""),
        ("index.md", "address-taken"),
        ("README.md", "address-taken"),
        ("404.html", "address-taken"),
        ("assets/Tuntas.css", "address-taken"),
        ("x.html", "wrong-file-type"),
        ("x.svg", "wrong-file-type"),
        ("x.js", "wrong-file-type"),
        ("x.markdown", "wrong-file-type"),
        ("x.jpg", "broken-picture"),
        ("x.pdf", "broken-document"),
        ("nul.md", "awkward-file-name"),
        ("aux/x.md", "awkward-file-name"),
        ("a?.md", "awkward-file-name"),
        ("a\u200bb.md", "awkward-file-name"),
        ("a\u0301.md", "awkward-file-name"),
        (f"{'a' * 120}.md", "awkward-file-name"),
    ],
)
def test_wrong(path: str, code: str, tmp_path: Path) -> None:
    assert told(tmp_path / "content", path) == ([f"{code} content/{path}"] if code else [])


def test_equal_on_some_system_is_equal(tmp_path: Path) -> None:
    paths = ("a/x.txt", "A/X.txt", "b.md", "b/README.md")
    assert told(tmp_path / "content", *paths) == [
        "address-taken content/a/x.txt",
        "address-taken content/b/README.md",
    ]


def test_links_are_not_followed(tmp_path: Path) -> None:
    outside = tmp_path / "rahasia"
    outside.mkdir()
    (outside / "kunci.md").write_text("rahasia")
    content = tmp_path / "content"
    content.mkdir()
    (content / "folder").symlink_to(outside)
    (content / "berkas.md").symlink_to(outside / "kunci.md")
    assert told(content) == []  # told by whoever lists the folders, and never opened
