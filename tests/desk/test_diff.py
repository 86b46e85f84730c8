"""`tuntas diff`: what a change does to the public record, in words and for programs."""

import json
from pathlib import Path

import pytest

from command import Tuntas
from repositories import commit, git

AS_OF = ("--as-of", "2026-03-01")
REPORT = """\
---
judul: Laporan
tanggal: 2026-02-20
tindak_lanjut:
  - komitmen: 2026-01-05-rapim/pajak/bapenda
    status: selesai
    bukti: [{tautan: https://contoh.go.id/, keterangan: Daftar}]
---
"""


@pytest.fixture(autouse=True)
def published(project: Path) -> Path:
    commit(project)
    return project


def write(project: Path, path: str, text: str) -> None:
    file = project / "content" / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text)


def test_where_nothing_changes_it_says_so(tuntas: Tuntas) -> None:
    told = tuntas("diff", "HEAD", *AS_OF)
    assert told == (0, "Dibandingkan dengan HEAD, tidak ada yang berubah di situs.\n", "")


class TestNewReport:
    @pytest.fixture(autouse=True)
    def report(self, project: Path) -> None:
        write(project, "opd/bapenda/laporan/2026-02-20-laporan.md", REPORT)

    def test_people_read_what_happened_and_where_it_shows(self, tuntas: Tuntas) -> None:
        told = tuntas("diff", "HEAD", *AS_OF).out
        assert "Kabar baru (1)" in told
        assert "Bapenda, “Data wajib pajak”: Berjalan → Dilaporkan selesai" in told
        assert "- /opd/bapenda/laporan/2026-02-20-laporan/" in told
        assert "(/feed/selesai): 1 kabar baru" in told
        assert "(/opd/bapenda/selesai): 1 kabar baru" in told

    def test_programs_get_all_of_it(self, tuntas: Tuntas) -> None:
        found = json.loads(tuntas("diff", "HEAD", *AS_OF, "--format", "json").out)
        assert [each["id"] for each in found["kabar_baru"]] == [
            "tindak-lanjut/bapenda/2026-02-20-laporan/2026-01-05-rapim/pajak/bapenda/2026-02-20"
        ]
        assert found["catatan_berubah"] == ["content/opd/bapenda/laporan/2026-02-20-laporan.md"]
        assert found["hilang"] == []

    def test_it_is_over_once_it_is_committed(self, project: Path, tuntas: Tuntas) -> None:
        commit(project)
        assert "tidak ada yang berubah" in tuntas("diff", "HEAD", *AS_OF).out
        assert "Kabar baru (1)" in tuntas("diff", "HEAD~1", *AS_OF).out


def test_a_new_meeting_with_its_directives(project: Path, tuntas: Tuntas) -> None:
    text = "---\njudul: Rapim <b>kedua</b> @semua\ntanggal: 2026-02-10\npimpinan: Gubernur\n"
    text += "arahan:\n  - {id: air, judul: Air bersih, komitmen: [{opd: dpupr}]}\n---\n"
    write(project, "meetings/2026/2026-02-10-rapim.md", text)
    told = tuntas("diff", "HEAD", *AS_OF, "--format", "markdown").out
    assert "### Rapat baru (1)" in told
    assert "### Arahan baru (1)" in told
    assert "<b>" not in told.replace("\\<b\\>", "")
    assert "@semua" not in told


def test_what_vanishes_comes_first(project: Path, tuntas: Tuntas) -> None:
    (project / "content/opd/bapenda/laporan/2026-02-01-laporan.md").unlink()
    told = tuntas("diff", "HEAD", *AS_OF).out
    assert told.index("Tidak lagi ada (1)") < told.index("Halaman yang hilang")
    assert "Berjalan → Belum ada laporan" in told


def test_notes_with_errors_change_nothing(project: Path, tuntas: Tuntas) -> None:
    write(project, "opd/bapenda/laporan/2026-02-20-laporan.md", REPORT.replace("selesai", "slesai"))
    told = tuntas("diff", "HEAD", *AS_OF)
    assert (told.status, told.out) == (1, "")
    assert "tuntas check" in told.err


def test_a_revision_that_is_unknown(project: Path, tuntas: Tuntas) -> None:
    assert git(project, "rev-parse", "HEAD")
    told = tuntas("diff", "tidak-ada", *AS_OF)
    assert told.status == 2
    assert "tidak dikenal" in told.err
