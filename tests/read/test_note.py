"""Reading a note: what is written comes through untouched, and every mistake has its place.

The place of a problem is written as what stands under the caret, so that a table shows it.
"""

from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from examples import BESIDE, DEFAULT, location, whole
from tuntas.problems import Problem, Severity
from tuntas.read import facts
from tuntas.read.files import Location
from tuntas.read.locate import Sources
from tuntas.read.note import MAX_FRONT_MATTER, MAX_NOTE, read_note
from tuntas.read.tree import parse

PLACE = location(DEFAULT)
HEAD = "---\njudul: Rapim\ntanggal: 2026-02-19\npimpinan: Gubernur\n"


class Told(NamedTuple):
    """A problem as it is shown: its code, line, and what stands from its column on."""

    code: str
    line: int
    under: str


def told(data: str | bytes, folder: Path, place: Location = PLACE) -> list[Told]:
    """The problems of a note, with what stands at their places."""
    data = data.encode() if isinstance(data, str) else data
    path = folder / place.file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    sources = Sources(folder)
    found = []
    for problem in read_note(place, data, BESIDE).problems:
        span = sources.span(problem.place)
        line = sources.line(span)
        assert 1 <= span.column <= len(line) + 1
        found.append(Told(problem.code, span.line, line[span.column - 1 : span.column - 1 + span.length]))
    return found


def meeting(lines: str) -> facts.Meeting:
    note = whole(lines).read()
    assert isinstance(note.fact, facts.Meeting), [each.message() for each in note.problems]
    return note.fact


# ----------------------------------------------------------------------------- what is written


@pytest.mark.parametrize(
    "written",
    [
        "0123",
        "no",
        "yes",
        "on",
        "12:30",
        "1.10",
        "1e3",
        "0x1F",
        "007",
        "~",
        "null",
        "true",
        ".5",
        "1_000",
        "2026-02-30",
    ],
)
def test_scalars_stay_as_they_are_written(written: str) -> None:
    assert parse(f"a: {written}") == ({"a": written}, [])
    assert meeting(f"tempat: {written}").place == written


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Gedung A", "Gedung A"),
        ("'Jum''at'", "Jum'at"),
        ('"Rapim: \\"besar\\""', 'Rapim: "besar"'),
        ("a  b   # keterangan", "a b"),
        ("a#b", "a#b"),
        ("|\n  satu\n  dua", "satu dua"),
        (">\n  satu\n  dua", "satu dua"),
        ("satu\n  dua", "satu dua"),
        ("é 日本 👨‍👩‍👧", "é 日本 👨‍👩‍👧"),
    ],
)
def test_text(written: str, read: str) -> None:
    assert meeting(f"tempat: {written}").place == read


@pytest.mark.parametrize("empty", ["", "~x", "# tidak ada"])
def test_an_optional_key_may_be_left_empty(empty: str) -> None:
    assert meeting(f"tempat: {empty}").place == ("~x" if empty == "~x" else "")


def test_a_quoted_key_is_a_key() -> None:
    assert meeting('"tempat": Aula').place == "Aula"


@pytest.mark.parametrize(
    "bytes_of",
    [
        lambda text: text.encode().replace(b"\n", b"\r\n"),
        lambda text: text.encode().replace(b"\n", b"\r"),
        lambda text: b"\xef\xbb\xbf" + text.encode(),
        lambda text: b"\xef\xbb\xbf" + text.encode().replace(b"\n", b"\r\n"),
    ],
    ids=["CRLF", "CR", "BOM", "BOM-CRLF"],
)
def test_line_ends_and_byte_order_mark_change_nothing(bytes_of: object) -> None:
    assert callable(bytes_of)
    text = (
        HEAD + "arahan:\n  - id: a\n    judul: b\n    uraian: |\n      satu\n\n      dua\n---\n\nteks\nlagi\n"
    )
    plain = read_note(PLACE, text.encode(), BESIDE)
    assert plain.fact
    assert read_note(PLACE, bytes_of(text), BESIDE) == plain


@pytest.mark.parametrize("bytes_of", [b"\n", b"\r\n", b"\r"], ids=["LF", "CRLF", "CR"])
def test_line_ends_move_no_problem(bytes_of: bytes, tmp_path: Path) -> None:
    text = (HEAD + "tempt: x\n---\n").encode().replace(b"\n", bytes_of)
    assert told(b"\xef\xbb\xbf" + text, tmp_path) == [Told("unknown-key", 5, "tempt")]


# ------------------------------------------------------------------------ mistakes, one at a time

IN_THE_HEAD = [
    # the keys
    ("tempat: a\ntempat: b", Told("duplicate-key", 6, "tempat")),
    ("arahan:\n  - id: a\n    id: b\n    judul: c", Told("duplicate-key", 7, "id")),
    ("tempt: x", Told("unknown-key", 5, "tempt")),
    ("arahan:\n  - id: a\n    judul: b\n    jdul: c", Told("unknown-key", 8, "jdul")),
    ("arahan:\n  - id: a\n  - id: b\n    judul: c", Told("missing-key", 6, "id: a")),
    ("? [a]\n: b", Told("yaml-key", 5, "[")),
    # the kinds of value
    ("tempat: [a, b]", Told("not-a-single-value", 5, "[a, b]")),
    ("tempat:\n  a: b", Told("not-a-single-value", 6, "a: b")),
    ("arahan: pajak", Told("not-a-list", 5, "pajak")),
    ("sumber: [a]", Told("not-a-group", 5, "a")),
    ("hadir: ['']", Told("empty-value", 5, "''")),
    ("tempat: '  '", Told("empty-value", 5, "'  '")),
    ("hadir:\n  -\n  - bapenda", Told("empty-value", 6, "")),
    # the values
    ("koreksi: [{tanggal: 2026-02-30, uraian: a}]", Told("impossible-date", 5, "2026-02-30")),
    ("koreksi: [{tanggal: 2026-13-01, uraian: a}]", Told("impossible-date", 5, "2026-13-01")),
    ("koreksi: [{tanggal: 2026-00-10, uraian: a}]", Told("impossible-date", 5, "2026-00-10")),
    ("koreksi: [{tanggal: 2025-02-29, uraian: a}]", Told("impossible-date", 5, "2025-02-29")),
    ("koreksi: [{tanggal: 0206-02-19, uraian: a}]", Told("number-out-of-range", 5, "0206-02-19")),
    ("koreksi: [{tanggal: 19/2/2026, uraian: a}]", Told("not-a-date", 5, "19/2/2026")),
    ("waktu: 24:00", Told("not-a-time", 5, "24:00")),
    ("jenis: rapat", Told("unknown-word", 5, "rapat")),
    ("hadir: [Bapenda]", Told("bad-slug", 5, "Bapenda")),
    ("draf: mungkin", Told("not-a-boolean", 5, "mungkin")),
    ("foto: [{berkas: ada.jpg}]", Told("missing-file", 5, "ada.jpg")),
    ("foto: [{berkas: ../peserta.jpg}]", Told("file-elsewhere", 5, "../peserta.jpg")),
    ("foto: [{berkas: /etc/a.jpg}]", Told("file-elsewhere", 5, "/etc/a.jpg")),
    ("foto: [{berkas: surat.pdf}]", Told("wrong-file-type", 5, "surat.pdf")),
    ("sumber: [{judul: a, tautan: 'javascript:alert(1)'}]", Told("bad-address", 5, "'javascript:alert(1)'")),
    (f"tempat: {'a' * 201}", Told("text-too-long", 5, "a" * 201)),
    ('tempat: "a\\0b"', Told("invisible-character", 5, '"a\\0b"')),
    ('tempat: "a\\u202Eb"', Told("invisible-character", 5, '"a\\u202Eb"')),
    # how YAML is written
    ("tempat: Rapim: evaluasi", Told("unquoted-colon", 5, ":")),
    ("sumber:\n  - judul: a: b", Told("unquoted-colon", 6, ":")),
    ("tempat: “a: b”", Told("unquoted-colon", 5, ":")),
    ("pimpinan2:\n\tnama: a", Told("tab-indentation", 6, "\t")),
    ("sumber:\n  - judul: a\n  \tpenerbit: b", Told("tab-indentation", 7, "\t")),
    ('tempat: "a\njenis: rapim', Told("unclosed-quote", 5, '"')),
    ("tempat: 'a\njenis: 'rapim'", Told("unclosed-quote", 5, "'")),
    ('tempat: "a" b', Told("text-after-quote", 5, "b")),
    ("tempat: 'Jum'at'", Told("text-after-quote", 5, "at'")),
    ("tempat: 'a',", Told("text-after-quote", 5, ",")),
    ("sumber:\n  - judul: a\n   penerbit: b", Told("uneven-indentation", 7, "penerbit: b")),
    ("sumber:\n  - judul: a\n     penerbit: b", Told("uneven-indentation", 7, "penerbit: b")),
    ("sumber:\n    - judul: a\n  - judul: b", Told("uneven-indentation", 7, "- judul: b")),
    ("tempat: a\n  jenis: rapim", Told("uneven-indentation", 6, "jenis: rapim")),
    ("sumber:\n  - judul: a\n  judul: b", Told("missing-dash", 7, "judul: b")),
    ("sumber:\n  judul: a\n  - judul: b", Told("missing-dash", 6, "judul: a")),
    ("sumber\n  - judul: a", Told("missing-colon", 5, "sumber")),
    ("tempat: >\n a\nb c\njenis: rapim", Told("missing-colon", 7, "b c")),
    ("tempat:Aula\njenis: rapim", Told("colon-without-space", 5, ":")),
    ("hadir: [a, b\njenis: rapim", Told("unfinished-brackets", 5, "[")),
    ("hadir: ['a' 'b']", Told("unfinished-brackets", 5, "'")),
    ("tempat: @a", Told("reserved-character", 5, "@")),
    ("tempat: `a`", Told("reserved-character", 5, "`")),
    ("tempat: **a**", Told("reserved-character", 5, "*")),
    ("tempat: | a", Told("reserved-character", 5, "|")),
    ("tempat: ,a", Told("reserved-character", 5, ",")),
    ("hadir: - a", Told("list-beside-key", 5, "-")),
    ('tempat: "C:\\data"', Told("backslash-in-quotes", 5, "\\d")),
    ('tempat: "\\xZZ"', Told("backslash-in-quotes", 5, "\\x")),
    ("hadir: [a]]", Told("yaml-syntax", 5, "]")),
    ("--- a", Told("yaml-syntax", 5, "---")),
    # what notes do not use
    ("tempat: &a b", Told("yaml-anchor", 5, "&a b")),
    ("tempat: *a", Told("yaml-alias", 5, "*a")),
    ("<<: *a", Told("yaml-merge-key", 5, "<<")),
    ("<<: {tempat: a}", Told("yaml-merge-key", 5, "<<")),
    ("'<<': a", Told("unknown-key", 5, "'<<'")),
    ("tempat: !!python/object:os.system a", Told("yaml-tag", 5, "!!python/object:os.system a")),
    ("hadir: " + "[" * 20 + "]" * 20, Told("too-deep", 5, "[")),
    ("hadir: " + "[" * 9_000, Told("too-deep", 5, "[")),
    ("hadir: [" + "a, " * 6_000 + "]", Told("too-many-values", 5, "a")),
]


@pytest.mark.parametrize(("lines", "expected"), IN_THE_HEAD, ids=[each.code for _, each in IN_THE_HEAD])
def test_mistake_in_the_head(lines: str, expected: Told, tmp_path: Path) -> None:
    assert told(f"{HEAD}{lines}\n---\n", tmp_path) == [expected]


AS_A_WHOLE: list[tuple[str | bytes, Told]] = [
    ("", Told("no-front-matter", 1, "")),
    ("Rapat dibuka.\n", Told("no-front-matter", 1, "R")),
    (HEAD, Told("no-closing-fence", 1, "---")),
    ("\n" + HEAD + "---\n", Told("text-before-fence", 1, "")),
    ("# Rapim\n" + HEAD + "---\n", Told("text-before-fence", 1, "#")),
    ("  " + HEAD + "---\n", Told("text-before-fence", 1, " ")),
    ("---\n- a\n- b\n---\n", Told("not-a-mapping", 1, "---")),
    ("---\nRapim\n---\n", Told("not-a-mapping", 1, "---")),
    ("---\n---\n", Told("not-a-mapping", 1, "---")),
    ("---\n# kosong\n---\n", Told("not-a-mapping", 1, "---")),
    (HEAD + "tempat: a\0b\n---\n", Told("invisible-character", 5, "\0")),
    (HEAD + "tempat: a\u202eb\n---\n", Told("invisible-character", 5, "\u202e")),
    (HEAD + "---\nteks\u2028teks\n", Told("invisible-character", 6, "\u2028")),
    (HEAD + "---\nteks\uffff\n", Told("invisible-character", 6, "\uffff")),
    ((HEAD + "tempat: Café\n---\n").encode("cp1252"), Told("not-utf-8", 5, "\ufffd")),
    ((HEAD + "---\n").encode("utf-16"), Told("not-utf-8", 1, "\ufffd")),
    ((HEAD + "---\n").encode() + b"\xed\xa0\x80", Told("not-utf-8", 6, "\ufffd")),
    (HEAD.replace("2026-02-19", "2026-02-20") + "---\n", Told("date-differs-from-name", 3, "2026-02-20")),
    (HEAD + f"# {'a' * MAX_FRONT_MATTER}\n---\n", Told("front-matter-too-large", 1, "---")),
    (HEAD + f"---\n{'a' * MAX_NOTE}\n", Told("note-too-large", 1, "")),
    (HEAD + "---\n\n![x](https://contoh.id/a.jpg)\n", Told("refused-address", 7, "https://contoh.id/a.jpg")),
    (HEAD + "---\n\n[x](javascript:alert)\n", Told("refused-address", 7, "javascript:alert")),
    (HEAD + "---\n\n[x](ftp://contoh.id/)\n", Told("refused-address", 7, "ftp://contoh.id/")),
    (HEAD + "---\n\n[x](../lain.md)\n", Told("refused-address", 7, "../lain.md")),
    (
        HEAD + "---\n\n![x](data:image/png;base64,AA)\n",
        Told("refused-address", 7, "data:image/png;base64,AA"),
    ),
    (HEAD + "---\n\nteks\n![x](tiada.jpg)\n", Told("missing-file", 8, "tiada.jpg")),
    (HEAD + "---\n\nteks &#31; teks\n", Told("invisible-character", 7, "&#31;")),
    (HEAD + "---\n\nteks &rlm; teks\n", Told("invisible-character", 7, "&rlm;")),
    (HEAD + "---\n\n" + "- " * 2_000 + "a\n", Told("text-too-nested", 7, "- " * 2_000 + "a")),
]


@pytest.mark.parametrize(("text", "expected"), AS_A_WHOLE, ids=[each.code for _, each in AS_A_WHOLE])
def test_mistake_of_the_whole(text: str | bytes, expected: Told, tmp_path: Path) -> None:
    found = told(text, tmp_path)
    if expected.code == "text-too-nested":
        found = [each._replace(under=expected.under) for each in found]
    assert found == [expected]


@pytest.mark.parametrize(
    ("lines", "suggestion"),
    [
        ("tempt: x", "tempat"),
        ("Tempat: x", "tempat"),
        ("jenis: rapm", "rapim"),
        ("waktu: 9.30", "09:30"),
        ("draf: x", ""),
        ("hadir: [Dinas PU]", "dinas-pu"),
        ("foto: [{berkas: Peserta.jpg}]", "peserta.jpg"),
        ("foto: [{berkas: foto/peserta.jpg}]", "peserta.jpg"),
        ("sumber: [{judul: a, tautan: contoh.id/a}]", "https://contoh.id/a"),
        ("koreksi: [{tanggal: 3 Agustus 2026, uraian: a}]", "2026-08-03"),
        ("koreksi: [{tanggal: 3/8/2026, uraian: a}]", "2026-08-03"),
        ("koreksi: [{tanggal: 2026-8-3, uraian: a}]", "2026-08-03"),
        ("koreksi: [{tanggal: 2026-08-03T09:00, uraian: a}]", "2026-08-03"),
        ("koreksi: [{tanggal: 2026-02-31, uraian: a}]", "2026-02-28"),
        ("tempat: Rapim: evaluasi", '"Rapim: evaluasi"'),
        ('tempat: Rapim "a": b', "'Rapim \"a\": b'"),
        ('tempat: "a" b', "'\"a\" b'"),
        ('tempat: "a "b" c"', "'a \"b\" c'"),
        ('tempat: "a",', '"a"'),
        ("tempat: 'Jum'at'", '"Jum\'at"'),
    ],
)
def test_what_was_probably_meant(lines: str, suggestion: str) -> None:
    (problem,) = whole(lines).read().problems
    assert problem.suggestion == suggestion


def test_a_suggestion_can_be_read() -> None:
    """What is suggested for a text with a colon is a text that reads as it was meant."""
    (problem,) = whole("tempat: Rapim: evaluasi").read().problems
    assert meeting(f"tempat: {problem.suggestion}").place == "Rapim: evaluasi"


def test_all_mistakes_are_told_at_once(tmp_path: Path) -> None:
    head = "judul: a\ntanggal: 19/2/2026\ntempt: b\njudul: c\nwaktu: 9\narahan:\n  - id: A"
    text = f"---\n{head}\n---\n[x](y.jpg)\n"
    assert {(each.code, each.line) for each in told(text, tmp_path)} == {
        ("not-a-date", 3),
        ("unknown-key", 4),
        ("duplicate-key", 5),
        ("not-a-time", 6),
        ("bad-slug", 8),
        ("missing-key", 8),
        ("missing-key", 1),
        ("missing-file", 10),
    }


def test_a_text_nested_too_deep_spoils_no_other(tmp_path: Path) -> None:
    good = HEAD + "---\n\nteks [[bapenda]]\n"
    before = read_note(PLACE, good.encode(), BESIDE)
    assert told(HEAD + "---\n" + "- " * 2_000 + "a\n", tmp_path)
    assert read_note(PLACE, good.encode(), BESIDE) == before


# ----------------------------------------------------------------------------------- whatever comes

VALID = (Path(__file__).parents[2] / "docs" / "note-format.md").read_text("utf-8").split("```markdown\n")[2]
NOTE = VALID.partition("\n```")[0] + "\n"
SIGNS = st.sampled_from(
    [*"-:#'\"[]{}|>&*!%@`,?~\\\t \n<=", "---\n", "\r\n", "\0", "\u2028", "é", "日", "👍", "- ", ": "]
)


def hold(data: bytes) -> None:
    """No exception, and facts or an error; each message can be told in both languages.

    Both at once is right too: a link that leads nowhere is an error, and leaves the facts.
    """
    note = read_note(PLACE, data, BESIDE)
    errors = [each for each in note.problems if each.severity is Severity.ERROR]
    assert note.fact or errors
    for problem in note.problems:
        assert_tellable(problem)


def assert_tellable(problem: Problem) -> None:
    for language in ("id", "en"):
        assert problem.message(language)
        assert problem.hint(language)


@given(st.binary(max_size=400))
def test_any_bytes(data: bytes) -> None:
    hold(data)


@given(st.text(st.characters(codec="utf-8"), max_size=300))
def test_any_head(text: str) -> None:
    hold(f"---\n{text}\n---\n".encode())


@given(st.lists(SIGNS, max_size=40).map("".join))
def test_any_yaml_signs(text: str) -> None:
    hold(f"---\njudul: {text}\n---\n".encode())


@given(
    st.lists(SIGNS | st.sampled_from(["[[a]]", "](", "![", "<b>", "&#31;", "^[", "| "]), max_size=40).map(
        "".join
    )
)
def test_any_body(text: str) -> None:
    hold(f"{HEAD}---\n{text}\n".encode())


@given(
    position=st.integers(0, len(NOTE)),
    length=st.integers(0, 12),
    put=st.lists(SIGNS, max_size=4).map("".join),
)
def test_any_slip_in_a_valid_note(position: int, length: int, put: str) -> None:
    hold((NOTE[:position] + put + NOTE[position + length :]).encode())


@given(
    position=st.integers(0, len(NOTE)),
    put=st.lists(SIGNS, min_size=1, max_size=3).map("".join),
)
def test_any_slip_has_its_place(tmp_path_factory: pytest.TempPathFactory, position: int, put: str) -> None:
    told(NOTE[:position] + put + NOTE[position:], tmp_path_factory.getbasetemp() / "slip")
