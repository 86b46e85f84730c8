"""`tuntas new`: what it writes is a note that `check` finds nothing wrong with, and nothing is lost."""

import shlex
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archives import archive, read_notes
from command import Tuntas
from sites import tree
from tuntas.desk import drafts
from tuntas.desk.refused import Refused
from tuntas.read.facts import Meeting

pytestmark = pytest.mark.usefixtures("project")

NOTHING = archive({})
FIRST = "content/meetings/2026/2026-01-05-rapim.md"


class TestMeeting:
    def test_the_note_passes_the_check_as_it_is(self, project: Path, tuntas: Tuntas) -> None:
        told = tuntas("new", "rapim", "2026-04-02", 'Rapim "akhir" triwulan: hasil')
        file = project / "content/meetings/2026/2026-04-02-rapim-akhir-triwulan-hasil.md"
        assert told.status == 0
        assert file.is_file()
        checked = tuntas("check", "--as-of", "2026-04-02", "--strict")
        assert "2026-04-02" not in checked.err

    def test_it_is_a_draft_until_somebody_says_otherwise(self, project: Path, tuntas: Tuntas) -> None:
        tuntas("new", "rapim", "2026-04-02", "Rapim")
        tuntas("build", "--site", project / "site", "--as-of", "2026-04-03")
        assert not (project / "site/rapim/2026-04-02-rapim").exists()

    def test_the_agenda_is_what_is_late_silent_blocked_or_due(self, tuntas: Tuntas) -> None:
        text = tuntas("new", "rapim", "2026-04-02", "Rapim", "--dry-run").out
        assert "# Data wajib pajak – lewat tenggat 2 hari; tanpa kabar 60 hari" in text
        assert "  # - komitmen: 2026-01-05-rapim/pajak/bapenda\n  #   status: berjalan\n" in text

    def test_what_is_not_pressing_is_left_out(self, tuntas: Tuntas) -> None:
        text = tuntas("new", "rapim", "2026-01-20", "Rapim", "--dry-run").out
        assert "2026-01-05-rapim/pajak" not in text

    def test_what_is_due_on_that_day_is_part_of_it(self, tuntas: Tuntas) -> None:
        text = tuntas("new", "rapim", "2026-03-31", "Rapim", "--dry-run").out
        assert "2026-01-05-rapim/pajak/bapenda" in text

    def test_uncommented_the_agenda_is_valid(self, project: Path, tuntas: Tuntas) -> None:
        tuntas("new", "rapim", "2026-04-02", "Rapim")
        file = project / "content/meetings/2026/2026-04-02-rapim.md"
        kept = [
            line.replace("# ", "", 1)
            if line.startswith(("# tindak_lanjut:", "  # - komitmen:", "  #   status:"))
            else line
            for line in file.read_text().splitlines()
            if not line.startswith("draf:")
        ]
        file.write_text("\n".join(kept) + "\n")
        checked = tuntas("check", "--as-of", "2026-04-02")
        assert checked.status == 0, checked.err

    def test_who_led_the_last_meeting_leads_this_one(self, tuntas: Tuntas) -> None:
        assert "pimpinan:\n  nama: Gubernur\n" in tuntas("new", "rapim", "2026-04-02", "R", "--dry-run").out

    def test_a_day_that_has_a_meeting_is_told(self, project: Path, tuntas: Tuntas) -> None:
        before = tree(project / "content")
        told = tuntas("new", "rapim", "2026-01-05", "Rapim kedua")
        assert told.status == 2
        assert "sudah ada rapat “2026-01-05-rapim”" in told.err
        assert tree(project / "content") == before

    def test_two_meetings_on_one_day_are_possible(self, project: Path, tuntas: Tuntas) -> None:
        assert tuntas("new", "rapim", "2026-01-05", "Rapim kedua", "--lagi").status == 0
        assert (project / "content/meetings/2026/2026-01-05-rapim-kedua.md").is_file()

    def test_no_note_is_overwritten(self, project: Path, tuntas: Tuntas) -> None:
        before = (project / FIRST).read_bytes()
        told = tuntas("new", "rapim", "2026-01-05", "Rapim", "--lagi")
        assert told.status == 2
        assert f"{FIRST} sudah ada" in told.err
        assert (project / FIRST).read_bytes() == before

    def test_a_title_without_a_letter_has_no_file_name(self, tuntas: Tuntas) -> None:
        told = tuntas("new", "rapim", "2026-04-02", "— !!! —")
        assert told.status == 2
        assert "tidak dapat dibuat nama berkas" in told.err

    def test_a_date_that_is_none_is_told(self, tuntas: Tuntas) -> None:
        assert tuntas("new", "rapim", "2026-02-30", "Rapim").status == 2

    @given(title=st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cf"]), min_size=1))
    def test_any_title_gives_a_note_that_says_it_or_a_sentence(self, title: str) -> None:
        try:
            draft = drafts.meeting(NOTHING, date(2026, 4, 2), title, 30)
        except Refused:
            return
        (note,) = read_notes({draft.file: draft.text})
        assert [each.code for each in note.problems] in ([], ["title-too-long"])
        if not note.problems:
            assert isinstance(note.fact, Meeting)
            assert note.fact.title == " ".join(title.split())


class TestReport:
    def test_it_begins_with_what_is_most_pressing(self, project: Path, tuntas: Tuntas) -> None:
        told = tuntas("new", "laporan", "bapenda", "--tanggal", "2026-03-02")
        file = project / "content/opd/bapenda/laporan/2026-03-02-laporan-bapenda-2-maret-2026/index.md"
        assert told.status == 0
        assert "  - komitmen: 2026-01-05-rapim/pajak/bapenda\n    status: berjalan\n" in file.read_text()
        assert tuntas("check", "--as-of", "2026-03-02", "--strict").status == 0

    def test_an_unknown_agency_is_told_with_what_was_meant(self, tuntas: Tuntas) -> None:
        told = tuntas("new", "laporan", "bapend")
        assert told.status == 2
        assert "Maksud Anda “bapenda”?" in told.err

    def test_who_is_asked_for_nothing_has_nothing_to_report(self, tuntas: Tuntas) -> None:
        tuntas("new", "opd", "dinkes", "Dinas Kesehatan")
        told = tuntas("new", "laporan", "dinkes")
        assert told.status == 2
        assert "DINKES tidak punya komitmen yang masih terbuka" in told.err


class TestAgencyAndInnovation:
    def test_both_pass_the_check_as_they_are(self, project: Path, tuntas: Tuntas) -> None:
        assert tuntas("new", "opd", "dinkes", "Dinas Kesehatan", "--singkatan", "Dinkes").status == 0
        assert tuntas("new", "inovasi", "dinkes", "Jaga Ibu: desa siaga").status == 0
        assert (project / "content/opd/dinkes/inovasi/jaga-ibu-desa-siaga.md").is_file()
        assert tuntas("check", "--as-of", "2026-02-01", "--strict").status == 0

    @pytest.mark.parametrize(
        ("slug", "said"),
        [("bapenda", "sudah ada"), ("Dinas Kes", "dinas-kes"), ("con", "tidak dapat")],
    )
    def test_a_folder_that_exists_or_can_not_be_is_told(
        self, project: Path, tuntas: Tuntas, slug: str, said: str
    ) -> None:
        before = tree(project / "content")
        told = tuntas("new", "opd", slug, "Nama")
        assert told.status == 2
        assert said in told.err
        assert tree(project / "content") == before


class TestCorrection:
    def test_it_is_added_and_all_else_stays_byte_for_byte(self, project: Path, tuntas: Tuntas) -> None:
        note = project / FIRST
        before = note.read_text()
        told = tuntas("new", "koreksi", "2026-01-05-rapim", "Nama: diperbaiki", "--as-of", "2026-02-01")
        assert told.status == 0
        added = '  - tanggal: 2026-02-01\n    uraian: "Nama: diperbaiki"\n'
        assert note.read_text() == before.replace("---\nRapat di", f"koreksi:\n{added}---\nRapat di")
        tuntas("new", "koreksi", FIRST, "Lagi", "--as-of", "2026-02-02")
        more = f"koreksi:\n{added}  - tanggal: 2026-02-02\n    uraian: Lagi\n"
        assert note.read_text() == before.replace("---\nRapat di", f"{more}---\nRapat di")
        assert tuntas("check", "--as-of", "2026-02-02", "--strict").status == 0

    def test_windows_line_ends_stay(self, project: Path, tuntas: Tuntas) -> None:
        text = (project / FIRST).read_bytes().replace(b"\n", b"\r\n")
        (project / FIRST).write_bytes(text)
        tuntas("new", "koreksi", FIRST, "Satu", "--as-of", "2026-02-01")
        after = (project / FIRST).read_bytes()
        assert b"koreksi:\r\n" in after
        assert after.count(b"\n") == after.count(b"\r\n")

    def test_a_list_in_one_line_is_left_to_its_author(self, project: Path, tuntas: Tuntas) -> None:
        text = (
            (project / FIRST)
            .read_text()
            .replace("arahan:\n", "koreksi: [{tanggal: 2026-01-06, uraian: A}]\narahan:\n")
        )
        (project / FIRST).write_text(text)
        told = tuntas("new", "koreksi", FIRST, "Satu", "--as-of", "2026-02-01")
        assert told.status == 2
        assert "uraian: Satu" in told.err
        assert (project / FIRST).read_text() == text

    def test_an_unknown_note_is_told_with_what_was_meant(self, tuntas: Tuntas) -> None:
        told = tuntas("new", "koreksi", "2026-01-05-rapin", "Satu")
        assert told.status == 2
        assert "Maksud Anda “2026-01-05-rapim”?" in told.err


class TestFullDisk:
    @pytest.mark.parametrize(
        "arguments",
        [
            ("rapim", "2026-04-02", "Rapim triwulan"),
            ("laporan", "bapenda"),
            ("opd", "dinkes", "Dinas Kesehatan"),
            ("koreksi", FIRST, "Satu"),
        ],
    )
    def test_nothing_is_left_half_written(self, project: Path, arguments: tuple[str, ...]) -> None:
        before = tree(project / "content")
        command = shlex.join([sys.executable, "-m", "tuntas", "new", *arguments, "--as-of", "2026-04-02"])
        told = subprocess.run(
            ["bash", "-c", f"ulimit -f 0; exec {command}"],
            cwd=project,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
        assert told.returncode == 3
        assert "Mesin tidak dapat menyelesaikan pekerjaan ini" in told.stderr
        assert "Traceback" not in told.stderr
        assert tree(project / "content") == before
