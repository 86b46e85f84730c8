"""The past as git keeps it: compared with the present, shown on pages, and never taken for empty."""

import re
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from repositories import commit, git
from sites import MEETING, NOTES, lay_out
from tuntas import comparison, history
from tuntas.cli import main
from tuntas.publish import edition
from tuntas.read import note as reading
from tuntas.read.files import Location
from tuntas.read.lfs import pointer
from tuntas.settings import load
from tuntas.vocabulary import REASON_TO_FILL, WHO_TO_FILL

AS_OF = "2026-03-01"
REPORT = "content/opd/bapenda/laporan/2026-02-01-laporan.md"
PHOTO = b"\x89PNG, or so"

Check = Callable[..., tuple[int, str]]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project whose notes have been committed."""
    folder = tmp_path / "arsip"
    folder.mkdir()
    lay_out(folder)
    commit(folder)
    return folder


@pytest.fixture
def check(capsys: pytest.CaptureFixture[str]) -> Check:
    def run(folder: Path, revision: str = "HEAD", *options: str) -> tuple[int, str]:
        config = str(folder / "mkdocs.yml")
        status = main(["check", "--config", config, "--as-of", AS_OF, "--against", revision, *options])
        return status, capsys.readouterr().err

    return run


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")


def errors(said: str) -> list[str]:
    return re.findall(r"^error\[([a-z-]+)\]", said, re.MULTILINE)


def codes(said: str) -> list[str]:
    return re.findall(r"^(?:error|warning)\[([a-z-]+)\]", said, re.MULTILINE)


# ------------------------------------------------------------------------------------ compared


def test_nothing_has_changed(project: Path, check: Check) -> None:
    assert check(project) == (0, "")


def test_what_was_altered_since_any_revision(project: Path, check: Check) -> None:
    edit(project / MEETING, "Data wajib pajak", "Data pajak")
    assert codes(check(project)[1]) == ["fact-altered"]
    commit(project)
    git(project, "tag", "terbit", "HEAD~1")
    assert check(project) == (0, "")
    assert codes(check(project, "HEAD~1")[1]) == codes(check(project, "terbit")[1]) == ["fact-altered"]


REMARK = "tanggal: 2026-02-01, uraian: Salah ketik."
LAYOUTS = {
    "none": "",
    "an empty list": "koreksi: []\n",
    "nothing in it": "koreksi:\n",
    "in one line": f"koreksi: [{{{REMARK}}}]\n",
    "in braces": f"koreksi:\n  - {{{REMARK}}}\n",
    "at the margin": "koreksi:\n- tanggal: 2026-02-01\n  uraian: Salah ketik.\n",
    "indented": "koreksi:\n  - tanggal: 2026-02-01\n    uraian: Salah ketik.\n",
    "indented by four": "koreksi:\n    -   uraian: Salah ketik.\n        tanggal: 2026-02-01\n",
    "a hyphen alone": "koreksi:\n  -\n    tanggal: 2026-02-01\n    uraian: Salah ketik.\n",
}


def offered(said: str) -> list[str]:
    """The corrections to paste, each as whole lines from the margin."""
    return re.findall(r"^(?:koreksi:.*\n)?(?: *- .*\n(?: {2,}\w+: .*\n)+)+", said, re.MULTILINE)


def filled(text: str) -> str:
    return text.replace(WHO_TO_FILL, "Biro Hukum").replace(REASON_TO_FILL, "Salah baca.")


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("together", [False, True], ids=["one", "two"])
def test_the_offered_correction_settles_it(project: Path, check: Check, layout: str, together: bool) -> None:
    written = LAYOUTS[layout]
    edit(project / MEETING, "---\nRapat", f"{written}---\nRapat")
    commit(project)
    edit(project / MEETING, "tenggat: 2026-03-31", "tenggat: 2026-06-30")
    if together:
        edit(project / MEETING, "judul: Data wajib", 'judul: "Data: wajib')
        edit(project / MEETING, "wajib pajak", 'wajib pajak"')
    status, said = check(project)
    assert (status, codes(said)) == (1, ["fact-altered"] * (1 + together))
    first, *others = offered(said)
    assert len(others) == together
    if first.startswith("koreksi:"):
        assert ("menggantikan" in first) is bool(written)
        assert ("sekali saja" in first) is together
        edit(project / MEETING, f"{written}---\nRapat", "---\nRapat")
        # The head and what stood there already are pasted once.
        others = [each[each.index("  - tanggal: 2026-03-01") :] for each in others]
    lines = "".join([first, *others])
    edit(project / MEETING, "---\nRapat", f"{lines}---\nRapat")
    status, said = check(project)
    assert (status, set(codes(said))) == (1, {"correction-unfilled"})
    (project / MEETING).write_text(filled((project / MEETING).read_text("utf-8")), "utf-8")
    assert check(project) == (0, "")


def test_how_it_is_written_is_no_change(project: Path, check: Check) -> None:
    meeting = project / MEETING
    text = meeting.read_text("utf-8")
    front, _, body = text.removeprefix("---\n").partition("---\n")
    head = "".join(reversed(re.split(r"(?m)^(?=\S)", front)))
    told = f"\ufeff---\n# komentar\n{head}---\n\n{body.replace('di ', 'di   ')}\n\n"
    meeting.write_bytes(told.replace("\n", "\r\n").encode())
    assert check(project) == (0, "")


def test_a_note_that_is_deleted(project: Path, check: Check) -> None:
    (project / REPORT).unlink()
    status, said = check(project)
    assert (status, codes(said)) == (1, ["note-removed"])
    assert f"--> {REPORT}:1:1" in said


def test_the_layout_of_a_note_may_change(project: Path, check: Check) -> None:
    folder = (project / MEETING).with_suffix("")
    folder.mkdir()
    (project / MEETING).rename(folder / "index.md")
    assert check(project) == (0, "")


def test_only_what_differs_is_parsed(project: Path, check: Check, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []

    def counted(location: Location, data: bytes, beside: frozenset[str]) -> reading.Note:
        read.append(location.file)
        return reading.read_note(location, data, beside)

    monkeypatch.setattr(comparison, "read_note", counted)
    check(project)
    assert read == []
    edit(project / MEETING, "Data wajib pajak", "Data pajak")
    check(project)
    assert read == [MEETING]


def test_the_bytes_of_a_photo_are_published_too(project: Path) -> None:
    report = (project / REPORT).with_suffix("")
    report.mkdir()
    (project / REPORT).rename(report / "index.md")
    edit(report / "index.md", "persen: 40", "persen: 40, bukti: [{dokumen: rekap.pdf}]")
    (report / "rekap.pdf").write_bytes(b"%PDF-1.4 satu")
    commit(project)
    prepared = edition.prepare(load(project / "mkdocs.yml"), date.fromisoformat(AS_OF))
    assert comparison.altered_since(prepared, "HEAD") == ()
    (report / "rekap.pdf").write_bytes(b"%PDF-1.4 dua")
    (problem,) = comparison.altered_since(prepared, "HEAD")
    assert (problem.code, problem.detail["at"]) == ("fact-altered", "berkas/rekap.pdf")
    assert re.fullmatch("[0-9a-f]{12}", str(problem.detail["old"]))
    assert "pada: berkas/rekap.pdf" in problem.paste


def test_a_file_that_git_lfs_keeps_is_the_same_file(project: Path, check: Check) -> None:
    report = (project / REPORT).with_suffix("")
    report.mkdir()
    (project / REPORT).rename(report / "index.md")
    edit(report / "index.md", "persen: 40", "persen: 40, bukti: [{dokumen: rekap.pdf}]")
    document = b"%PDF-1.4 satu"
    (report / "rekap.pdf").write_bytes(pointer(document))
    commit(project)
    assert codes(check(project)[1]) == ["git-lfs-pointer"]
    (report / "rekap.pdf").write_bytes(document)  # what `git lfs pull` does
    assert check(project) == (0, "")
    (report / "rekap.pdf").write_bytes(b"%PDF-1.4 dua")
    assert codes(check(project)[1]) == ["fact-altered"]


def test_a_note_that_git_lfs_keeps_cannot_be_compared(project: Path, check: Check) -> None:
    text = (project / MEETING).read_bytes()
    (project / MEETING).write_bytes(pointer(text))
    commit(project)
    (project / MEETING).write_bytes(text.replace(b"Data wajib", b"Data"))
    status, said = check(project)
    assert status == 2
    assert "Git LFS" in said


TO_ALL = """\
---
judul: Rapim untuk semua
tanggal: 2026-01-12
pimpinan: Gubernur
arahan:
  - {id: data, judul: Benahi data, misi: 1, komitmen: [{opd: semua}]}
---
"""


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("berakhir: 2026-01-11", ["fact-altered"]),
        ("sejak: 2026-01-13", ["fact-altered"]),
        ("berakhir: 2026-02-28", []),
        ("sejak: 2020-01-01", []),
    ],
)
def test_who_was_asked_with_all_stays_so(project: Path, check: Check, line: str, told: list[str]) -> None:
    """An agency that ends in the past would take with it what all agencies were asked since."""
    (project / "content/meetings/2026/2026-01-12-rapim.md").write_text(
        TO_ALL.replace("misi: 1, ", ""), "utf-8"
    )
    commit(project)
    edit(project / "content/opd/dpupr/index.md", "nama:", f"{line}\nnama:")
    _, said = check(project)
    assert errors(said) == told
    if told:
        edit(
            project / "content/opd/dpupr/index.md",
            "singkatan: DPUPR\n",
            f"singkatan: DPUPR\n{filled(offered(said)[0])}",
        )
        status, said = check(project)
        assert (status, errors(said)) == (0, [])


PLAN = "---\njudul: Rencana {name}\nmulai: {first}\nselesai: {last}\nmisi: [{{nomor: 1, judul: Satu}}]\n---\n"


def test_a_mission_stays_that_of_the_plan_in_force(project: Path, check: Check) -> None:
    """A later plan for the same year changes what a number means, in notes that nobody touched."""
    meeting = project / "content/meetings/2026/2026-01-12-rapim.md"
    meeting.write_text(TO_ALL, "utf-8")
    plans = project / "content/rpjmd"
    plans.mkdir()
    (plans / "2025-2029.md").write_text(PLAN.format(name="lama", first=2025, last=2029), "utf-8")
    commit(project)
    (plans / "2027-2031.md").write_text(PLAN.format(name="baru", first=2027, last=2031), "utf-8")
    assert errors(check(project)[1]) == []
    (plans / "2026-2030.md").write_text(PLAN.format(name="lain", first=2026, last=2030), "utf-8")
    status, said = check(project)
    assert (status, errors(said)) == (1, ["fact-removed"])
    assert "maksud Anda: 2025-2029/1?" in said
    edit(meeting, "misi: 1", "misi: 2025-2029/1")
    assert errors(check(project)[1]) == []


def test_drafts_may_change(project: Path, check: Check) -> None:
    edit(project / REPORT, "judul:", "draf: true\njudul:")
    commit(project)
    (project / REPORT).unlink()
    assert check(project) == (0, "")


def test_a_broken_note_is_not_taken_for_empty(project: Path, check: Check) -> None:
    edit(project / MEETING, "judul: Rapim awal tahun", "judul: [")
    status, said = check(project)
    assert status == 1
    assert not {"fact-removed", "fact-altered", "note-removed"} & set(codes(said))


def test_other_shapes_of_answers(project: Path, check: Check) -> None:
    edit(project / MEETING, "Data wajib pajak", "Data pajak")
    status, said = check(project, "HEAD", "--format", "json")
    assert status == 1
    assert '"paste": "koreksi:\\n  - tanggal: 2026-03-01\\n' in said
    _, said = check(project, "HEAD", "--format", "github")
    assert "title=fact-altered" in said
    assert "%0Akoreksi:%0A  - tanggal: 2026-03-01%0A" in said


def test_content_in_a_folder_of_a_larger_repository(tmp_path: Path, check: Check) -> None:
    inner = tmp_path / "satu" / "dua"
    inner.mkdir(parents=True)
    lay_out(inner)
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "lain.md").write_text("lain")
    commit(tmp_path)
    assert check(inner) == (0, "")
    edit(inner / MEETING, "Data wajib pajak", "Data pajak")
    assert codes(check(inner)[1]) == ["fact-altered"]


def test_content_that_is_a_repository_of_its_own(tmp_path: Path, check: Check) -> None:
    lay_out(tmp_path)
    commit(tmp_path / "content")
    assert check(tmp_path) == (0, "")
    edit(tmp_path / MEETING, "Data wajib pajak", "Data pajak")
    assert codes(check(tmp_path)[1]) == ["fact-altered"]


# --------------------------------------------------------------------------- what can't be known


def no_repository(project: Path) -> str:
    shutil.rmtree(project / ".git")
    return "HEAD"


def no_commit(project: Path) -> str:
    shutil.rmtree(project / ".git")
    git(project, "init")
    return "HEAD"


def truncated(project: Path) -> str:
    edit(project / MEETING, "Data wajib pajak", "Data pajak")
    commit(project)
    git(project.parent, "clone", "--depth=1", project.as_uri(), "dangkal")
    shutil.rmtree(project)
    (project.parent / "dangkal").rename(project)
    return "HEAD~1"


def without_content(project: Path) -> str:
    git(project, "mv", "content", "isi")
    commit(project)
    git(project, "mv", "isi", "content")
    return "HEAD"


def lost_objects(project: Path) -> str:
    before = git(project, "rev-parse", f"HEAD:{MEETING}")
    edit(project / MEETING, "Data wajib pajak", "Data pajak")
    (project / ".git" / "objects" / before[:2] / before[2:]).unlink()
    return "HEAD"


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (no_repository, "tidak berada di dalam repositori git"),
        (no_commit, "Revisi “HEAD” tidak dikenal"),
        (truncated, "git fetch --unshallow"),
        (without_content, "tidak ada folder content/"),
        (lost_objects, "ambil salinan yang lengkap"),
        (lambda _: "tidak-ada", "Revisi “tidak-ada” tidak dikenal"),
        (lambda _: "", "Revisi “” tidak dikenal"),
        (lambda _: "0" * 40, "tidak dikenal"),
        (lambda _: "HEAD:content", "tidak dikenal"),
    ],
)
def test_history_that_is_missing(
    project: Path, check: Check, spoil: Callable[[Path], str], told: str
) -> None:
    revision = spoil(project)
    status, said = check(project, revision)
    assert status == 2
    assert told in said
    assert "Traceback" not in said
    assert len(said.splitlines()) == 1


def test_a_revision_that_looks_like_an_option(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    config = str(project / "mkdocs.yml")
    assert main(["check", "--config", config, "--as-of", AS_OF, "--against=--all"]) == 2
    assert "Revisi “--all” tidak dikenal" in capsys.readouterr().err


@pytest.mark.parametrize(
    "told", [{"GIT_DIR": ".git"}, {"GIT_DIR": ".git", "GIT_WORK_TREE": "content"}, {"GIT_DIR": "hilang"}]
)
def test_what_git_tells_its_hooks_is_no_answer(
    project: Path, check: Check, monkeypatch: pytest.MonkeyPatch, told: dict[str, str]
) -> None:
    """With GIT_DIR alone git takes any folder for the top, and finds no note in the past."""
    edit(project / MEETING, "Data wajib pajak", "Data pajak")
    for name, folder in told.items():
        monkeypatch.setenv(name, str(project / folder))
    assert codes(check(project)[1]) == ["fact-altered"]


def test_a_commit_is_not_replaced(project: Path, check: Check) -> None:
    edit(project / MEETING, "Data wajib pajak", "Data pajak")
    commit(project)
    git(project, "tag", "terbit", "HEAD~1")
    git(project, "replace", git(project, "rev-parse", "HEAD~1"), "HEAD")
    assert codes(check(project, "terbit")[1]) == ["fact-altered"]


def test_without_git(project: Path, check: Check, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(project))
    status, said = check(project)
    assert (status, said) == (2, "Perintah git tidak ditemukan; pasang git untuk membaca riwayat.\n")


# --------------------------------------------------------------------------------- shown on pages


def made_from(project: Path, page: str) -> str:
    site = project.parent / "situs"
    config = str(project / "mkdocs.yml")
    assert main(["build", "--config", config, "--site", str(site), "--as-of", AS_OF]) == 0
    html = (site / page / "index.html").read_text("utf-8")
    found = re.search(r'<p class="meta made-from">(.*)</p>', html)
    return re.sub(r"<[^>]+>", "", found[1]) if found else ""


def test_pages_name_their_note_and_its_commit(project: Path) -> None:
    edit(project / REPORT, "persen: 40", "persen: 50")
    second = commit(project, day="2026-02-02")
    first = git(project, "rev-parse", "HEAD~1")
    assert made_from(project, "rapim/2026-01-05-rapim") == (
        f"Dibuat dari catatan {MEETING} (commit {first[:7]}, 5 Januari 2026)."
    )
    site = project.parent / "situs"

    def said(page: str) -> str:
        return (site / page / "index.html").read_text("utf-8")

    assert first[:7] in said("arahan/2026-01-05-rapim/pajak")
    assert first[:7] in said("opd/bapenda")
    assert second[:7] in said("opd/bapenda/laporan/2026-02-01-laporan")
    assert "2 Februari 2026" in said("opd/bapenda/laporan/2026-02-01-laporan")
    assert "Dibuat dari catatan" not in said("rapim")


def test_a_page_of_what_is_not_committed_says_so(project: Path) -> None:
    (project / MEETING).write_text(NOTES[MEETING.removeprefix("content/")] + "Lagi.\n")
    new = project / "content/meetings/2026/2026-02-20-rapim.md"
    new.write_text("---\njudul: Rapim\ntanggal: 2026-02-20\npimpinan: Gubernur\n---\n")
    head = git(project, "rev-parse", "--short=7", "HEAD")
    assert made_from(project, "rapim/2026-01-05-rapim") == (
        f"Dibuat dari catatan {MEETING} (commit {head}, 5 Januari 2026, "
        "dengan perubahan yang belum tersimpan dalam git)."
    )
    assert made_from(project, "rapim/2026-02-20-rapim").endswith("(belum tersimpan dalam git).")


@pytest.mark.parametrize("spoil", [no_repository, truncated])
def test_without_a_whole_history_no_commit_is_named(project: Path, spoil: Callable[[Path], str]) -> None:
    spoil(project)
    assert made_from(project, "rapim/2026-01-05-rapim") == f"Dibuat dari catatan {MEETING}."


def test_the_same_commits_give_the_same_pages(project: Path) -> None:
    first = made_from(project, "opd/bapenda")
    git(project.parent, "clone", "--quiet", project.as_uri(), "salinan")
    assert made_from(project.parent / "salinan", "opd/bapenda") == first != ""


def test_the_history_is_read_in_three_runs(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    runs: list[str] = []
    run = history._git

    def counted(folder: Path, *arguments: str, given: bytes | None = None) -> bytes:
        runs.append(next(each for each in arguments if each in {"rev-parse", "log", "status"}))
        return run(folder, *arguments, given=given)

    monkeypatch.setattr(history, "_git", counted)
    found = history.revisions(load(project / "mkdocs.yml"))
    assert found
    assert len(found) == len(NOTES)
    assert runs == ["rev-parse", "log", "status"]
