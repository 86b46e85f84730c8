"""Problems as text: what stands under what, in which order, and in which shape."""

import json
import re
import unicodedata
from collections.abc import Mapping
from pathlib import Path
from string import Formatter

import pytest

from tuntas.problems import BODY, Language, Pointer, Problem, Span, catalogue
from tuntas.read.locate import Sources
from tuntas.report import FORMATS, UnknownCode, excerpt, explain, report, summary

FILE = "content/meetings/2026/2026-02-19-rapim.md"
NOTE = """\
---
judul: Rapim
tanggal: 2026-02-19
pimpinan: Gubernur
arahan:
  - id: pajak
    judul: Pajak air
    komitmen:
      - opd: bapend
---

Teks.
"""


@pytest.fixture
def sources(tmp_path: Path) -> Sources:
    return lay(tmp_path, {FILE: NOTE})


def lay(folder: Path, files: Mapping[str, str]) -> Sources:
    for file, text in files.items():
        path = folder / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8", newline="")
    return Sources(folder)


AGENCY = Problem(
    "unknown-agency", Pointer(FILE, ("arahan", 0, "komitmen", 0, "opd", 0)), {"slug": "bapend"}, "bapenda"
)
DUPLICATE = Problem("duplicate-key", Span(FILE, 9, 9, 3), {"key": "opd"}, related=(Span(FILE, 6, 5, 2),))
FUTURE = Problem("note-in-future", Pointer(FILE, ("tanggal",)), {"date": "2026-02-19", "as_of": "2026-02-01"})


# ----------------------------------------------------------------------------------- for a terminal


def test_form(sources: Sources) -> None:
    assert report([AGENCY], sources) == (
        "error[unknown-agency]: OPD “bapend” tidak dikenal.\n"
        " --> content/meetings/2026/2026-02-19-rapim.md:9:14\n"
        "  |\n"
        "9 |       - opd: bapend\n"
        "  |              ^^^^^^\n"
        "  = maksud Anda: bapenda?\n"
        "  = Tulis slug OPD, yaitu nama foldernya di content/opd/; "
        "OPD baru dibuatkan content/opd/<slug>/index.md.\n"
        "\n"
        "1 kesalahan di 1 berkas.\n"
    )


def test_form_in_english(sources: Sources) -> None:
    told = report([AGENCY], sources, language="en").splitlines()
    assert told[0] == "error[unknown-agency]: The agency “bapend” is not known."
    assert told[5] == "  = did you mean: bapenda?"
    assert told[-1] == "1 error in 1 file."


def test_the_other_place(sources: Sources) -> None:
    assert report([DUPLICATE], sources).splitlines()[1:9] == [
        " --> content/meetings/2026/2026-02-19-rapim.md:9:9",
        "  |",
        "9 |       - opd: bapend",
        "  |         ^^^",
        " ::: content/meetings/2026/2026-02-19-rapim.md:6:5",
        "  |",
        "6 |   - id: pajak",
        "  |     ^^ pertama kali ditulis di sini",
    ]


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("id", "Teks ini memuat 20.002 baris; batasnya 10.000."),
        ("en", "This text holds 20,002 lines; the limit is 10,000."),
    ],
)
def test_counts_are_written_as_a_language_does(language: Language, said: str) -> None:
    detail: dict[str, str | int] = {"what": "baris", "english": "lines", "count": 20_002, "limit": 10_000}
    assert Problem("text-too-large", Span(FILE, 1, 1), detail).message(language) == said


def test_years_are_not_counts() -> None:
    year = Problem("duplicate-year", Span(FILE, 1, 1), {"year": 2025})
    assert "2025" in year.message("id")
    assert "2025" in year.message("en")


def test_what_is_told_in_english_quotes_no_help_in_indonesian() -> None:
    for code, each in catalogue().items():
        asked = {name for text in (each.message["en"], each.hint["en"]) for name in blanks(text)}
        assert not asked & {"what", "wanted", "purpose", "written"}, code


def blanks(template: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(template) if name}


def test_numbers_of_different_width_line_up(tmp_path: Path) -> None:
    sources = lay(tmp_path, {FILE: "x: 1\n" * 12})
    problem = Problem("duplicate-key", Span(FILE, 12, 1), {"key": "x"}, related=(Span(FILE, 2, 1),))
    lines = report([problem], sources).splitlines()
    assert lines[2:5] == ["   |", "12 | x: 1", "   | ^"]
    assert lines[6:8] == ["   |", " 2 | x: 1"]
    assert lines[9].startswith("   = ")


def test_a_file_as_such_shows_no_line(tmp_path: Path) -> None:
    sources = lay(tmp_path, {"a.md": "x", "b.md": "y"})
    problem = Problem("two-files", Span("b.md", 1, 1, 0), {"id": "a"}, related=(Span("a.md", 1, 1, 0),))
    assert report([problem], sources).splitlines()[1:3] == [
        " --> b.md:1:1",
        " ::: a.md:1:1 (catatan pertama)",
    ]


@pytest.mark.parametrize("file", ["content/tidak-ada.md", FILE])
def test_a_place_that_is_not_there_is_no_mishap(sources: Sources, file: str) -> None:
    for place in (Span(file, 99, 99), Pointer(file, ("tiada",), find="x"), Pointer(file, BODY, find="tiada")):
        assert file in report([Problem("yaml-key", place)], sources)


def test_order_and_repetitions(tmp_path: Path) -> None:
    places = [("b.md", 1, 1), ("a.md", 10, 1), ("a.md", 2, 5), ("a.md", 2, 1), ("a.md", 2, 1)]
    sources = lay(tmp_path, {"a.md": "x\n" * 12, "b.md": "x\n"})
    problems = [Problem("yaml-key", Span(*place)) for place in places]
    problems.append(Problem("not-a-list", Span("a.md", 2, 1)))
    told = report(problems, sources)
    found = re.findall(r"\[(.+)\]:.*\n --> (.+)", told)
    assert found == [
        ("not-a-list", "a.md:2:1"),
        ("yaml-key", "a.md:2:1"),
        ("yaml-key", "a.md:2:5"),
        ("yaml-key", "a.md:10:1"),
        ("yaml-key", "b.md:1:1"),
    ]
    assert told == report(problems[::-1], sources)


@pytest.mark.parametrize(
    ("errors", "warnings", "files", "id", "en"),
    [
        (0, 0, 0, "Tidak ada masalah.", "No problems."),
        (1, 0, 1, "1 kesalahan di 1 berkas.", "1 error in 1 file."),
        (0, 1, 1, "1 peringatan di 1 berkas.", "1 warning in 1 file."),
        (2, 1, 2, "2 kesalahan dan 1 peringatan di 2 berkas.", "2 errors and 1 warning in 2 files."),
        (1, 3, 3, "1 kesalahan dan 3 peringatan di 3 berkas.", "1 error and 3 warnings in 3 files."),
    ],
)
def test_summary(errors: int, warnings: int, files: int, id: str, en: str) -> None:
    problems = [AGENCY] * errors + [FUTURE] * warnings
    assert (summary(problems, "id", files), summary(problems, "en", files)) == (id, en)


def test_a_text_anywhere_in_the_note(tmp_path: Path) -> None:
    sources = lay(tmp_path, {FILE: NOTE, "x.md": "tanpa kepala\n![a](b.jpg)"})
    assert sources.span(Pointer(FILE, find="Pajak")) == Span(FILE, 7, 12, 5)
    assert sources.span(Pointer(FILE, find="Teks")) == Span(FILE, 12, 1, 4)
    assert sources.span(Pointer("x.md", find="b.jpg")) == Span("x.md", 2, 6, 5)
    assert sources.span(Pointer(FILE, find="tiada")) == Span(FILE, 1, 1, 3)


def test_nothing_is_said_of_no_problems(sources: Sources) -> None:
    assert report([], sources) == ""
    assert report([], sources, "github") == ""


def test_colour_only_when_asked(sources: Sources) -> None:
    plain = report([AGENCY, DUPLICATE, FUTURE], sources)
    coloured = report([AGENCY, DUPLICATE, FUTURE], sources, colour=True)
    assert "\x1b" not in plain
    assert "\x1b[1;31merror" in coloured
    assert "\x1b[1;33mwarning" in coloured
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == plain


def columns(text: str) -> int:
    """The columns of a text, measured apart from the code under test."""
    wide = sum(unicodedata.east_asian_width(each) in "WF" for each in text)
    return len(text) + wide - sum(unicodedata.combining(each) != 0 or each == "\u200d" for each in text)


@pytest.mark.parametrize(
    ("before", "under", "after"),
    [
        ("judul: ", "x", ""),
        ("", "judul", ": x"),
        ("\t\tjudul: ", "x", " y"),
        ("judul: 日本語 ", "x", ""),
        ("judul: ", "日本", "語"),
        ("judul: e\u0301e\u0301 ", "x", ""),
        ("judul: ", "e\u0301", "x"),
        ("judul: 👍 ", "x", ""),
        ("judul: ｆｕｌｌ ", "x", ""),
        ("é" * 60, "x", "é" * 60),
        ("日" * 300, "x", "日" * 300),
        ("\t" * 80, "x", ""),
        ("", "x" * 300, ""),
        ("a" * 300, "x" * 300, "b" * 300),
        ("a" * 99, "x", ""),
        ("a" * 200, "x", ""),
        ("", "x", "a" * 200),
        ("a\u202eb\0", "x", ""),
    ],
)
def test_caret_stands_under_what_it_means(before: str, under: str, after: str) -> None:
    width = 94
    shown, caret = excerpt(before + under + after, Span(FILE, 1, len(before) + 1, len(under)), width)
    space = len(caret) - len(caret.lstrip())
    assert set(caret.strip()) == {"^"}
    assert columns(shown) <= width
    assert len(caret) <= width
    assert all(each.isprintable() or each == "\u200d" for each in shown)
    # What stands above the first caret is the first character of what is meant.
    position = next(index for index in range(len(shown)) if columns(shown[:index]) >= space)
    assert shown[position] == under[0]
    if len(before + under + after) <= width:
        assert len(caret.strip()) == columns(under)


def test_caret_behind_the_end_of_a_line() -> None:
    assert excerpt("judul:", Span(FILE, 1, 7), 94) == ("judul:", "      ^")
    assert excerpt("", Span(FILE, 1, 1), 94) == ("", "^")


def test_what_stands_around_the_caret_is_shown() -> None:
    shown, _ = excerpt("a" * 500 + " di sini " + "b" * 500, Span(FILE, 1, 502, 7), 60)
    assert shown.startswith("…a")
    assert " di sini b" in shown
    assert shown.endswith("b…")


def test_details_that_a_terminal_cannot_show(tmp_path: Path) -> None:
    sources = lay(tmp_path, {FILE: NOTE})
    nasty = "a\x1b[31m\nb\u202ec\udcff" + "d" * 5_000
    problem = Problem("unknown-word", Span(FILE, 2, 8, 5), {"text": nasty, "known": "x"}, nasty)
    for form in FORMATS:
        told = report([problem], sources, form)
        assert all(each.isprintable() or each == "\n" for each in told)
        assert len(told) < 3_000
        told.encode()


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_line_ends_do_not_show(tmp_path: Path, line_end: str) -> None:
    sources = lay(tmp_path, {FILE: "\ufeff" + NOTE.replace("\n", line_end)})
    assert report([AGENCY], sources) == report([AGENCY], lay(tmp_path / "lf", {FILE: NOTE}))


# ------------------------------------------------------------------------------------ for a program


def test_json(sources: Sources) -> None:
    assert json.loads(report([DUPLICATE, FUTURE], sources, "json")) == {
        "version": 1,
        "ok": False,
        "errors": 1,
        "warnings": 1,
        "problems": [
            {
                "code": "note-in-future",
                "severity": "warning",
                "message": "Catatan ini bertanggal 2026-02-19, sesudah hari ini menurut situs (2026-02-01).",
                "hint": catalogue()["note-in-future"].hint["id"],
                "suggestion": None,
                "paste": None,
                "place": {"file": FILE, "line": 3, "column": 10, "length": 10},
                "related": [],
            },
            {
                "code": "duplicate-key",
                "severity": "error",
                "message": "Kunci `opd` ditulis dua kali.",
                "hint": "Gabungkan isinya di satu tempat, lalu hapus yang lain.",
                "suggestion": None,
                "paste": None,
                "place": {"file": FILE, "line": 9, "column": 9, "length": 3},
                "related": [
                    {
                        "message": "pertama kali ditulis di sini",
                        "place": {"file": FILE, "line": 6, "column": 5, "length": 2},
                    }
                ],
            },
        ],
    }


def test_json_of_no_problems(sources: Sources) -> None:
    found = {"version": 1, "ok": True, "errors": 0, "warnings": 0, "problems": []}
    assert json.loads(report([], sources, "json")) == found


def test_warnings_alone_are_all_right(sources: Sources) -> None:
    assert json.loads(report([FUTURE], sources, "json"))["ok"] is True


def test_the_page_of_codes_shows_this_shape(sources: Sources) -> None:
    page = (Path(__file__).parents[1] / "docs" / "problem-codes.md").read_text("utf-8")
    shown = json.loads(page.partition("```json\n")[2].partition("```")[0])
    found = json.loads(report([DUPLICATE], sources, "json"))

    def shape(value: object) -> object:
        if isinstance(value, dict):
            return {key: shape(each) for key, each in value.items()}
        return [shape(each) for each in value] if isinstance(value, list) else type(value)

    assert shape(shown) == shape(found)


# --------------------------------------------------------------------------------------- for GitHub


def test_github(sources: Sources) -> None:
    assert report([AGENCY, FUTURE], sources, "github").splitlines() == [
        f"::warning file={FILE},line=3,endLine=3,col=10,endColumn=20,title=note-in-future::"
        "Catatan ini bertanggal 2026-02-19, sesudah hari ini menurut situs (2026-02-01).%0A"
        + catalogue()["note-in-future"].hint["id"],
        f"::error file={FILE},line=9,endLine=9,col=14,endColumn=20,title=unknown-agency::"
        "OPD “bapend” tidak dikenal.%0Amaksud Anda: bapenda?%0A" + catalogue()["unknown-agency"].hint["id"],
    ]


def test_github_escapes(tmp_path: Path) -> None:
    file = "content/50%: a, b.md"
    sources = lay(tmp_path, {file: "x"})
    problem = Problem("not-a-number", Span(file, 1, 1), {"text": "80%\n::error::x, y"})
    told = report([problem], sources, "github")
    assert told.startswith("::error file=content/50%25%3A a%2C b.md,line=1,")
    assert "::“80%25 ::error::x, y” bukan bilangan.%0A" in told
    assert told.count("\n") == 1


def test_gitlab(sources: Sources) -> None:
    first, second = json.loads(report([AGENCY, FUTURE], sources, "gitlab"))
    assert (first["check_name"], first["severity"]) == ("note-in-future", "minor")
    assert second["location"] == {"path": FILE, "lines": {"begin": 9}}
    assert second["severity"] == "major"
    assert second["description"].startswith("OPD “bapend” tidak dikenal.\nmaksud Anda: bapenda?")
    assert first["fingerprint"] != second["fingerprint"]
    assert json.loads(report([], sources, "gitlab")) == []


def test_github_names_the_other_place(sources: Sources) -> None:
    assert f"%0Apertama kali ditulis di sini: {FILE}:6:5\n" in report([DUPLICATE], sources, "github")


# --------------------------------------------------------------------------------- what a code means


@pytest.mark.parametrize("code", catalogue())
@pytest.mark.parametrize("language", ["id", "en"])
def test_explain(code: str, language: Language) -> None:
    told, entry = explain(code, language), catalogue()[code]
    assert told.startswith(f"{code} (")
    assert entry.explanation[language] in told
    for line in (*entry.wrong.splitlines(), *entry.right.splitlines()):
        assert f"    {line}".rstrip() in told
    assert "{" not in told.replace("{{judul", "").replace("{ }", "")


@pytest.mark.parametrize(
    ("code", "language", "said"),
    [
        ("unknown-agncy", "id", "Kode “unknown-agncy” tidak ada. Maksud Anda: unknown-agency?"),
        ("unknown-agncy", "en", "There is no code “unknown-agncy”. Did you mean: unknown-agency?"),
        ("UNKNOWN-AGENCY", "id", "Kode “UNKNOWN-AGENCY” tidak ada. Maksud Anda: unknown-agency?"),
        ("zzz", "id", "Kode “zzz” tidak ada."),
        ("", "en", "There is no code “”."),
    ],
)
def test_explain_unknown_code(code: str, language: Language, said: str) -> None:
    with pytest.raises(UnknownCode) as raised:
        explain(code, language)
    assert str(raised.value) == said
