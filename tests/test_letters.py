"""`tuntas digest`: a digest on the terminal, and as an e-mail."""

import re
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from html.parser import HTMLParser
from pathlib import Path

import pytest

from sites import NOTES, lay_out, run


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return lay_out(tmp_path)


def letter(project: Path, *more: str, seed: str = "0", zone: str = "UTC") -> bytes:
    path = project / "ringkasan.eml"
    when = ("--period", "2026-01", "--as-of", "2026-06-01")
    done = run("digest", *when, "--eml", "--output", path, *more, cwd=project, PYTHONHASHSEED=seed, TZ=zone)
    assert (done.returncode, done.stdout) == (0, ""), done.stderr
    return path.read_bytes()


def parsed(data: bytes) -> EmailMessage:
    return message_from_bytes(data, policy=default)


def body(message: EmailMessage, kind: str) -> str:
    part = message.get_body((kind,))
    assert part is not None
    return str(part.get_content())


def test_it_prints_plain_text(project: Path) -> None:
    done = run("digest", "--period", "2026-01", "--as-of", "2026-06-01", cwd=project)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("Ringkasan Januari 2026\nPemerintah Provinsi Banten\n")
    assert "Januari 2026: 1 arahan baru dan 1 rapat." in done.stdout
    assert "https://uji.contoh.go.id/arsip/digest/2026-01/" in done.stdout
    assert all(len(line) <= 78 or "https://" in line for line in done.stdout.splitlines())


def test_an_e_mail_is_whole(project: Path) -> None:
    data = letter(project)
    message = parsed(data)
    assert not message.defects
    assert message.get_content_type() == "multipart/alternative"
    kinds = [each.get_content_type() for each in message.iter_parts()]
    assert kinds == ["text/plain", "text/html"]  # the best comes last
    assert message["subject"] == "Ringkasan Januari 2026 – Arsip Uji"
    assert message["from"] == "Arsip Uji <no-reply@contoh.go.id>"
    assert message["message-id"] == "<digest-2026-01@contoh.go.id>"
    assert message["date"].datetime.isoformat() == "2026-02-01T00:00:00+07:00"
    assert all(len(line) <= 998 for line in data.split(b"\r\n"))
    assert b"\n" not in data.replace(b"\r\n", b"")
    assert data.isascii()


def test_it_loads_nothing_from_elsewhere(project: Path) -> None:
    class Loads(HTMLParser):
        def __init__(self) -> None:
            super().__init__()
            self.found: list[str] = []

        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            names = {name for name, _ in attrs}
            if tag in {"img", "link", "script", "iframe", "object", "style", "form"} or "src" in names:
                self.found.append(tag)

    page = body(parsed(letter(project)), "html")
    reader = Loads()
    reader.feed(page)
    assert reader.found == []
    assert "url(" not in page
    assert set(re.findall(r'href="(https?://[^/"]+)', page)) == {"https://uji.contoh.go.id"}


def test_both_parts_say_the_same(project: Path) -> None:
    message = parsed(letter(project))
    for kind in ("plain", "html"):
        text = body(message, kind)
        for said in (
            "1 arahan baru",
            "Data wajib pajak",
            "Rapim awal tahun",
            "/2026-01-05-rapim/pajak/",
        ):
            assert said in text


def test_the_same_digest_is_the_same_letter_everywhere(project: Path) -> None:
    first = letter(project, seed="1", zone="Asia/Jakarta")
    assert letter(project, seed="2", zone="America/St_Johns") == first


def test_a_hostile_title_stays_text(project: Path) -> None:
    path = project / "content/meetings/2026/2026-01-05-rapim.md"
    hostile = "'<img src=x onerror=alert(1)> --=_tuntas-2026-01-- & lain'"
    path.write_text(path.read_text("utf-8").replace("Data wajib pajak", hostile), "utf-8")
    message = parsed(letter(project))
    assert "<img" not in body(message, "html")
    assert "&lt;img src=x" in body(message, "html")
    assert len(list(message.iter_parts())) == 2


def test_the_sender_can_be_told(project: Path) -> None:
    message = parsed(letter(project, "--from", "humas@contoh.go.id"))
    assert message["from"] == "Arsip Uji <humas@contoh.go.id>"
    refused = run("digest", "--period", "2026-01", "--eml", "--from", "bukan surel", cwd=project)
    assert refused.returncode == 2
    assert "bukan alamat surel" in refused.stderr


@pytest.mark.parametrize(
    ("period", "says"),
    [("2026-06", "belum berakhir"), ("2026-W60", "bukan bulan"), ("kemarin", "bukan bulan")],
)
def test_there_are_only_digests_of_what_has_ended(project: Path, period: str, says: str) -> None:
    refused = run("digest", "--period", period, "--as-of", "2026-06-30", cwd=project)
    assert (refused.returncode, refused.stdout) == (2, "")
    assert says in refused.stderr


def test_a_period_in_which_nothing_happened_says_so(project: Path) -> None:
    done = run("digest", "--period", "2025-W01", "--as-of", "2026-06-01", cwd=project)
    assert done.returncode == 0
    assert "tidak ada kejadian yang dicatat" in " ".join(done.stdout.split())


def test_notes_with_errors_give_no_digest(tmp_path: Path) -> None:
    broken = {**NOTES, "opd/dpupr/index.md": "---\nnama: Dinas\n---\n"}
    done = run("digest", "--period", "2026-01", "--as-of", "2026-06-01", cwd=lay_out(tmp_path, broken))
    assert (done.returncode, done.stdout) == (1, "")
    assert "singkatan" in done.stderr
