"""What was published stays, unless a correction says what it was: by table, and by chance."""

import copy
import json
import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, TypeAlias, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archives import AGENCIES, GOVERNMENT, read_notes
from tuntas.archive.alterations import Reading, alterations, present
from tuntas.archive.names import Names
from tuntas.problems import Problem
from tuntas.read.tree import parse
from tuntas.vocabulary import REASON_TO_FILL, WHO_TO_FILL

AS_OF = date(2026, 6, 1)
MEETING = "meetings/2026/2026-01-05-rapim.md"
REPORT = "opd/bapenda/laporan/2026-02-01-laporan.md"
COMMITMENT = "2026-01-05-rapim/pajak/bapenda"

Tree: TypeAlias = dict[str, Any]
Notes: TypeAlias = Mapping[str, str | Tree]

LONG = " ".join(f"kata{number}" for number in range(120))

PUBLISHED: dict[str, str | Tree] = {
    **AGENCIES,
    MEETING: {
        "judul": "Rapim awal tahun",
        "tanggal": "2026-01-05",
        "tempat": "Pendopo",
        "pimpinan": {"nama": "Andra Soni", "jabatan": "Gubernur"},
        "hadir": ["bapenda", "dpupr"],
        "sumber": [{"judul": "Berita rapim", "tautan": "https://berita.contoh.id/a"}],
        "arahan": [
            {
                "id": "pajak",
                "judul": "Data wajib pajak",
                "uraian": LONG,
                "topik": ["pajak", "air"],
                "komitmen": [
                    {"opd": "bapenda", "tindakan": "Mendata", "ukuran": "Semua", "tenggat": "2026-03-31"},
                    {"opd": ["dpupr"], "peran": "pendukung"},
                ],
            },
            {"id": "jalan", "judul": "Tambal jalan", "komitmen": [{"opd": "dpupr", "tindakan": "Menambal"}]},
        ],
    },
    REPORT: {
        "judul": "Pendataan berjalan",
        "tanggal": "2026-02-01",
        "tindak_lanjut": [
            {
                "komitmen": COMMITMENT,
                "status": "berjalan",
                "tanggal": "2026-01-20",
                "persen": 40,
                "catatan": "Separuh **sudah** terdata.",
                "dampak": "Tagihan naik",
                "bukti": [{"tautan": "https://contoh.id/rekap", "keterangan": "Rekap"}],
            },
            {"komitmen": COMMITMENT, "status": "selesai", "bukti": [{"tautan": "https://contoh.id/akhir"}]},
        ],
    },
    "rpjmd/2025-2029.md": {
        "judul": "RPJMD",
        "mulai": 2025,
        "selesai": 2029,
        "misi": [{"nomor": 1, "judul": "Manusia"}, {"nomor": 2, "judul": "Pendapatan"}],
    },
    "indikator/ipm.md": {"nama": "IPM", "satuan": "poin", "nilai": [{"tahun": 2024, "capaian": "8.10"}]},
}


def text(note: str | Tree) -> str:
    if isinstance(note, str):
        return note
    front = {key: value for key, value in note.items() if key != "ISI"}
    # JSON writes a line end as an escape that notes may not hold.
    head = re.sub(r"(?<!\\)((?:\\\\)*)\\n", r"\1\\u000a", json.dumps(front, ensure_ascii=False))
    return f"---\n{head}\n---\n{note.get('ISI', '')}"


def compare(before: Notes, after: Notes, as_of: date = AS_OF) -> list[Problem]:
    """What is said of notes that were published and of the present ones."""
    old, new = (read_notes({path: text(note) for path, note in notes.items()}) for notes in (before, after))
    for note in new:
        assert not [each for each in note.problems if each.severity == "error"], note.problems
    now = present(new, Names(new), GOVERNMENT, as_of)
    found: list[Problem] = []
    for note in old:
        successor = now.successor(note.kind, note.id)
        found.extend(alterations(Reading(note), Reading(successor) if successor else None, now))
    return found


def changed(path: str, keys: str, value: Any) -> dict[str, str | Tree]:
    """The published notes with one value replaced, or taken out (None); keys are joined by dots."""
    notes = copy.deepcopy(PUBLISHED)
    note = notes[path]
    assert isinstance(note, dict)
    *way, last = (int(key) if key.isdigit() else key for key in keys.split("."))
    place: Any = note
    for key in way:
        place = place[key]
    if value is None:
        del place[last]
    else:
        place[last] = value
    return notes


def paste(notes: Notes, path: str, problem: Problem) -> dict[str, str | Tree]:
    """The notes with the correction that a problem offers, filled in as an author would."""
    assert problem.paste
    fixed = dict(copy.deepcopy(notes))
    note = fixed[path]
    assert isinstance(note, dict)
    offered, faults = parse(problem.paste.removeprefix("koreksi:\n"))
    assert isinstance(offered, list)
    assert not faults
    filled = [cast("Tree", each) | {"oleh": "Setda", "alasan": "Salah tulis."} for each in offered]
    note["koreksi"] = [*note.get("koreksi", []), *filled]
    return fixed


def test_what_stays_the_same_is_not_told() -> None:
    assert compare(PUBLISHED, PUBLISHED) == []


ALTERED = [
    (MEETING, "judul", "Rapim lain", "judul", "Rapim awal tahun", "Rapim lain"),
    (MEETING, "tempat", "Aula", "tempat", "Pendopo", "Aula"),
    (MEETING, "jenis", "rakor", "jenis", "rapim", "rakor"),
    (MEETING, "contoh", "true", "contoh", "false", "true"),
    (MEETING, "pimpinan.nama", "Sekda", "pimpinan/nama", "Andra Soni", "Sekda"),
    (MEETING, "pemerintah", "Kota Serang", "pemerintah", GOVERNMENT, "Kota Serang"),
    (
        MEETING,
        "sumber.0.tautan",
        "https://lain.id/",
        "sumber/Berita rapim/tautan",
        "https://berita.contoh.id/a",
        "https://lain.id/",
    ),
    (MEETING, "arahan.0.judul", "Data pajak", "arahan/pajak/judul", "Data wajib pajak", "Data pajak"),
    (
        MEETING,
        "arahan.0.komitmen.0.tenggat",
        "2026-06-30",
        "arahan/pajak/komitmen/bapenda/tenggat",
        "2026-03-31",
        "2026-06-30",
    ),
    (
        MEETING,
        "arahan.0.komitmen.0.peran",
        "pendukung",
        "arahan/pajak/komitmen/bapenda/peran",
        "utama",
        "pendukung",
    ),
    (
        MEETING,
        "arahan.1.komitmen.0.tenggat",
        "2026-06-30",
        "arahan/jalan/komitmen/dpupr/tenggat",
        "tidak ada",
        "2026-06-30",
    ),
    (
        MEETING,
        "arahan.1.mencabut",
        ["2025-01-01-rapim/x"],
        "arahan/jalan/mencabut/2025-01-01-rapim/x",
        "tidak ada",
        "2025-01-01-rapim/x",
    ),
    (
        REPORT,
        "tindak_lanjut.0.status",
        "selesai",
        f"tindak_lanjut/{COMMITMENT}/2026-01-20/status",
        "berjalan",
        "selesai",
    ),
    (REPORT, "tindak_lanjut.0.persen", 90, f"tindak_lanjut/{COMMITMENT}/2026-01-20/persen", "40", "90"),
    (
        REPORT,
        "tindak_lanjut.0.bukti.0.keterangan",
        "Foto",
        f"tindak_lanjut/{COMMITMENT}/2026-01-20/bukti/https://contoh.id/rekap/keterangan",
        "Rekap",
        "Foto",
    ),
    (
        REPORT,
        "tindak_lanjut.0.catatan",
        "Separuh **belum** terdata.",
        f"tindak_lanjut/{COMMITMENT}/2026-01-20/catatan",
        "Separuh **sudah** terdata.",
        "Separuh **belum** terdata.",
    ),
    ("rpjmd/2025-2029.md", "misi.0.judul", "Sumber daya", "misi/1/judul", "Manusia", "Sumber daya"),
    ("indikator/ipm.md", "nilai.0.capaian", "8.20", "nilai/2024/capaian", "8.10", "8.20"),
]


@pytest.mark.parametrize(
    ("path", "keys", "value", "at", "old", "new"), ALTERED, ids=lambda each: str(each)[:40]
)
def test_what_is_altered_is_told_and_a_correction_settles_it(
    path: str, keys: str, value: object, at: str, old: str, new: str
) -> None:
    after = changed(path, keys, value)
    (problem,) = compare(PUBLISHED, after)
    assert problem.code == "fact-altered"
    assert problem.detail == {"at": at, "old": old, "new": new}
    assert compare(PUBLISHED, paste(after, path, problem)) == []


REMOVED = [
    (MEETING, "hadir", ["dpupr"], "hadir/bapenda", "bapenda"),
    (MEETING, "sumber", [], "sumber/Berita rapim", "Berita rapim"),
    (
        MEETING,
        "arahan.0.komitmen.1",
        {"opd": "bapenda", "id": "lain"},
        "arahan/pajak/komitmen/dpupr",
        "dpupr",
    ),
    (MEETING, "arahan.0.topik", "air", "arahan/pajak/topik/pajak", "pajak"),
    (MEETING, "arahan.0.uraian", None, "arahan/pajak/uraian", LONG),
    (MEETING, "pimpinan", "Andra Soni", "pimpinan/jabatan", "Gubernur"),
    (
        REPORT,
        "tindak_lanjut.0.bukti",
        [],
        f"tindak_lanjut/{COMMITMENT}/2026-01-20/bukti/https://contoh.id/rekap",
        "Rekap",
    ),
    (REPORT, "tindak_lanjut.0.tanggal", "2026-01-21", f"tindak_lanjut/{COMMITMENT}/2026-01-20", "berjalan"),
    ("rpjmd/2025-2029.md", "misi", [{"nomor": 1, "judul": "Manusia"}], "misi/2", "Pendapatan"),
]


@pytest.mark.parametrize(("path", "keys", "value", "at", "old"), REMOVED, ids=lambda each: str(each)[:40])
def test_what_is_removed_is_told_and_a_correction_settles_it(
    path: str, keys: str, value: object, at: str, old: str
) -> None:
    after = changed(path, keys, value)
    (problem,) = compare(PUBLISHED, after)
    assert (problem.code, problem.detail) == ("fact-removed", {"at": at, "old": old})
    assert compare(PUBLISHED, paste(after, path, problem)) == []


def test_a_directive_that_is_removed_is_told_once() -> None:
    notes = copy.deepcopy(PUBLISHED)
    meeting = notes[MEETING]
    assert isinstance(meeting, dict)
    del meeting["arahan"][0]
    del notes[REPORT]
    found = {problem.code: problem for problem in compare(PUBLISHED, notes)}
    assert set(found) == {"fact-removed", "note-removed"}
    assert found["fact-removed"].detail == {"at": "arahan/pajak", "old": "Data wajib pajak"}
    assert found["note-removed"].detail == {
        "id": "bapenda/2026-02-01-laporan",
        "title": "Pendataan berjalan",
    }


FREE = [
    (MEETING, "waktu", "09:00"),
    (MEETING, "jenis", "rapim"),
    (MEETING, "contoh", "false"),
    (MEETING, "pemerintah", GOVERNMENT),
    (MEETING, "alias", "2026-01-05-rapat"),
    (MEETING, "tempat", "  Pendopo "),
    (MEETING, "hadir", ["dpupr", "bapenda"]),
    (MEETING, "koreksi", [{"tanggal": "2026-02-01", "uraian": "Ejaan."}]),
    (MEETING, "arahan.0.uraian", LONG.replace(" ", "\n\n", 3)),
    (MEETING, "arahan.0.misi", 1),
    (MEETING, "arahan.0.komitmen.0.opd", ["bapenda"]),
    (MEETING, "arahan.0.komitmen.1.ukuran", "Sepuluh titik"),
    (MEETING, "arahan.1.komitmen", [{"opd": ["bapenda", "dpupr"], "tindakan": "Menambal"}]),
    (REPORT, "tindak_lanjut.1.tanggal", "2026-02-01"),
    ("indikator/ipm.md", "sumber", "BPS"),
    ("indikator/ipm.md", "nilai", [{"tahun": 2025, "capaian": "9"}, {"tahun": 2024, "capaian": "8,10"}]),
    ("opd/bapenda/index.md", "", ""),
]


@pytest.mark.parametrize(("path", "keys", "value"), FREE, ids=lambda each: str(each)[:40])
def test_what_is_added_or_only_written_otherwise_is_free(path: str, keys: str, value: object) -> None:
    if not keys:
        after = {
            **PUBLISHED,
            path: str(PUBLISHED[path]).replace("---\n", "---\nsitus: https://x.id/\n", 1) + "Profil.",
        }
    else:
        after = changed(path, keys, value)
    assert compare(PUBLISHED, after) == []


CORRECTION = {"tanggal": "2026-03-01", "oleh": "Setda", "pada": "tempat", "alasan": "Salah dengar."}


@pytest.mark.parametrize(
    ("corrections", "settled"),
    [
        ([{"semula": "Pendopo", "menjadi": "Aula"}], True),
        ([{"semula": " Pendopo", "menjadi": "Aula ", "pada": "/tempat/"}], True),
        ([{"semula": "Pendopo", "menjadi": "Balai"}, {"semula": "Balai", "menjadi": "Aula"}], True),
        ([{"semula": "Balai", "menjadi": "Aula"}, {"semula": "Pendopo", "menjadi": "Balai"}], True),
        ([{"semula": "pendopo", "menjadi": "Aula"}], False),
        ([{"semula": "Pendopo", "menjadi": "Balai"}], False),
        ([{"semula": "Pendopo", "menjadi": "Aula", "pada": "judul"}], False),
        ([{"semula": "Pendopo", "menjadi": "Aula", "tanggal": "2026-06-02"}], False),
        ([{"tanggal": "2026-03-01", "uraian": "Tempat: semula Pendopo, menjadi Aula."}], False),
    ],
)
def test_only_a_true_correction_of_that_place_settles_it(
    corrections: list[dict[str, str]], settled: bool
) -> None:
    after = changed(MEETING, "tempat", "Aula")
    meeting = after[MEETING]
    assert isinstance(meeting, dict)
    meeting["koreksi"] = [each if "uraian" in each else CORRECTION | each for each in corrections]
    found = compare(PUBLISHED, after)
    assert [problem.code for problem in found] == ([] if settled else ["fact-altered"])


def test_a_correction_that_was_published_before_settles_nothing_new() -> None:
    before = changed(MEETING, "koreksi", [CORRECTION | {"semula": "Pendopo", "menjadi": "Aula"}])
    after = copy.deepcopy(before)
    meeting = after[MEETING]
    assert isinstance(meeting, dict)
    meeting["tempat"] = "Aula"
    assert [problem.code for problem in compare(before, after)] == ["fact-altered"]
    meeting["koreksi"] *= 2
    assert compare(before, after) == []


def test_a_correction_stays_on_record_too() -> None:
    before = changed(MEETING, "koreksi", [{"tanggal": "2026-02-01", "uraian": "Ejaan."}])
    (problem,) = compare(before, PUBLISHED)
    assert (problem.code, problem.detail["at"]) == ("fact-removed", "koreksi/2026-02-01")


def test_samples_are_no_record() -> None:
    samples = changed(MEETING, "contoh", "true")
    assert not compare(samples, PUBLISHED)
    assert not compare(samples, {**samples, MEETING: PUBLISHED[MEETING]})
    told = compare(samples, {path: note for path, note in samples.items() if path not in {MEETING, REPORT}})
    assert [problem.detail["id"] for problem in told] == ["bapenda/2026-02-01-laporan"]


def test_drafts_and_notes_to_come_are_not_published() -> None:
    for key, value in (("draf", "true"), ("tanggal", "2026-01-05")):
        before = changed(MEETING, key, value)
        after = {path: note for path, note in before.items() if path not in {MEETING, REPORT}}
        as_of = AS_OF if key == "draf" else date(2026, 1, 4)
        assert compare({**after, MEETING: before[MEETING]}, after, as_of) == []


def test_a_note_is_not_withdrawn() -> None:
    (problem,) = compare(PUBLISHED, changed(MEETING, "draf", "true"))
    assert problem.code == "note-withdrawn"


def test_names_may_change_with_an_alias() -> None:
    notes = copy.deepcopy(PUBLISHED)
    meeting, report = notes.pop(MEETING), notes.pop(REPORT)
    assert isinstance(meeting, dict)
    assert isinstance(report, dict)
    agency = str(notes.pop("opd/bapenda/index.md"))
    notes["opd/bapeda/index.md"] = agency.replace("---\n", "---\nalias: bapenda\n", 1)
    meeting["alias"] = "2026-01-05-rapim"
    meeting["hadir"] = ["bapeda", "dpupr"]
    meeting["arahan"][0] |= {"id": "pajak-air", "alias": "pajak"}
    meeting["arahan"][0]["komitmen"][0]["opd"] = "bapeda"
    for each in report["tindak_lanjut"]:
        each["komitmen"] = "2026-01-05-rapat/pajak-air/bapeda"
    notes["meetings/2026/2026-01-05-rapat.md"] = meeting
    notes["opd/bapeda/laporan/2026-02-01-laporan.md"] = report
    assert compare(PUBLISHED, notes) == []
    meeting["arahan"][0]["komitmen"][0]["tenggat"] = "2026-04-30"
    (problem,) = compare(PUBLISHED, notes)
    assert problem.detail["at"] == "arahan/pajak-air/komitmen/bapeda/tenggat"


def test_a_note_without_its_alias_is_gone() -> None:
    notes = dict(PUBLISHED)
    notes["meetings/2026/2026-01-05-rapat.md"] = notes.pop(MEETING)
    notes.pop(REPORT)
    before = {path: note for path, note in PUBLISHED.items() if path != REPORT}
    (problem,) = compare(before, notes)
    assert problem.code == "note-removed"
    assert [getattr(each, "file", "") for each in problem.related] == [
        "content/meetings/2026/2026-01-05-rapat.md"
    ]


# ------------------------------------------------------------------------------------- by chance

VALUES: dict[str, st.SearchStrategy[Any]] = {
    "judul": st.sampled_from(["Satu: dua", "Rapat #3", "“Kutip” & 'petik'", 'A "b" c', "- x", "no", "{a}"]),
    "tempat": st.sampled_from(["Aula", "Balai; lantai 2"]),
    "tindakan": st.sampled_from(["Menagih semua", "Mendata [ulang]"]),
    "ukuran": st.sampled_from(["100%", "Semua * dua"]),
    "tenggat": st.sampled_from(["2026-04-01", "2026-05-01"]),
    "persen": st.sampled_from([0, 41, 100]),
    "catatan": st.sampled_from(["Semua **belum**.", "Lihat [[dpupr]].", "# Judul\n\n- butir"]),
    "dampak": st.sampled_from(["Turun", "\\n"]),
    "nama": st.sampled_from(["Wakil", "Sekda"]),
    "jabatan": st.sampled_from(["Wakil Gubernur"]),
    "keterangan": st.sampled_from(["Foto: depan"]),
    "capaian": st.sampled_from(["8.1", "9,00"]),
    "satuan": st.sampled_from(["persen"]),
    "uraian": st.sampled_from([LONG.replace("kata50", "lain", 1), LONG.replace("kata7 ", ""), "Pendek."]),
}
NAMED = {("sumber", "judul")}
"""Values that are also the name of their entry: to alter one removes the other."""
LISTS = ("arahan", "komitmen", "tindak_lanjut", "bukti", "hadir", "sumber", "topik", "misi", "nilai")


def places(value: Any, way: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """The ways to all that stands in a note."""
    if way:
        yield way
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inside in items:
        yield from places(inside, (*way, key))


def at(value: Any, way: tuple[str | int, ...]) -> Any:
    for key in way:
        value = value[key]
    return value


NOTES = [path for path, note in PUBLISHED.items() if isinstance(note, dict)]
WAYS = [(path, way) for path in NOTES for way in places(PUBLISHED[path])]
SCALARS = [(path, way) for path, way in WAYS if way[-1] in VALUES and (way[0], way[-1]) not in NAMED]
ENTRIES = [(path, way) for path, way in WAYS if isinstance(way[-1], int) and way[-2] in LISTS]


@given(st.sampled_from(SCALARS), st.data())
def test_any_alteration_is_told_and_settled(
    chosen: tuple[str, tuple[str | int, ...]], data: st.DataObject
) -> None:
    path, way = chosen
    notes = copy.deepcopy(PUBLISHED)
    place = at(notes[path], way[:-1])
    new = data.draw(VALUES[str(way[-1])].filter(lambda value: value != place[way[-1]]))
    place[way[-1]] = new
    (problem,) = compare(PUBLISHED, notes)
    assert problem.code == "fact-altered"
    assert str(problem.detail["at"]).endswith(str(way[-1]))
    assert WHO_TO_FILL in problem.paste
    assert REASON_TO_FILL in problem.paste
    assert compare(PUBLISHED, paste(notes, path, problem)) == []


@given(st.sampled_from(ENTRIES))
def test_any_removal_is_told_and_settled(chosen: tuple[str, tuple[str | int, ...]]) -> None:
    path, way = chosen
    notes = copy.deepcopy(PUBLISHED)
    del at(notes[path], way[:-1])[way[-1]]
    (problem,) = compare(PUBLISHED, notes)
    assert problem.code == "fact-removed"
    assert compare(PUBLISHED, paste(notes, path, problem)) == []


def _meeting(notes: dict[str, Any]) -> Any:
    return notes[MEETING]


def _directive(notes: dict[str, Any]) -> Any:
    return next(each for each in _meeting(notes)["arahan"] if each["id"] == "pajak")


ADDITIONS: list[Any] = [
    lambda notes, i: _meeting(notes)["arahan"].insert(i % 3, {"id": f"baru-{i}", "judul": f"Arahan {i}"}),
    lambda notes, i: _directive(notes)["komitmen"].insert(
        i % 2, {"opd": "dpupr", "id": f"k{i}", "tenggat": "2026-05-05"}
    ),
    lambda notes, i: (
        _meeting(notes)
        .setdefault("tindak_lanjut", [])
        .append({"komitmen": COMMITMENT, "status": "berjalan", "catatan": f"Kabar {i}"})
    ),
    lambda notes, i: notes[REPORT]["tindak_lanjut"].insert(
        i % 3,
        {"komitmen": "2026-01-05-rapim/jalan/dpupr", "status": "berjalan", "tanggal": f"2026-01-{10 + i}"},
    ),
    lambda notes, i: (
        notes[REPORT]["tindak_lanjut"][-1]
        .setdefault("bukti", [])
        .insert(0, {"tautan": f"https://contoh.id/{i}"})
    ),
    lambda notes, i: _meeting(notes)["sumber"].insert(0, {"judul": f"Berita {i}"}),
    lambda notes, i: _meeting(notes).setdefault("alias", []).append(f"lama-{i}"),
    lambda notes, i: (
        _meeting(notes).setdefault("koreksi", []).append({"tanggal": "2026-03-01", "uraian": f"Ejaan {i}."})
    ),
    lambda notes, i: notes["indikator/ipm.md"]["nilai"].insert(0, {"tahun": 2030 + i, "target": "9"}),
    lambda notes, i: notes.update({f"opd/baru-{i}/index.md": f"---\nnama: Baru {i}\nsingkatan: B{i}\n---\n"}),
    lambda notes, i: notes.update(
        {
            f"meetings/2026/2026-02-{10 + i}-rapim.md": {
                "judul": "Rapim",
                "tanggal": f"2026-02-{10 + i}",
                "pimpinan": "Gubernur",
            }
        }
    ),
]


@given(st.lists(st.tuples(st.sampled_from(ADDITIONS), st.integers(0, 8)), unique_by=lambda each: each[1]))
def test_any_addition_is_free(additions: list[Any]) -> None:
    notes = copy.deepcopy(PUBLISHED)
    for add, number in additions:
        add(notes, number)
    assert compare(PUBLISHED, notes) == []


words = st.sampled_from("pajak air jalan data desa izin loket pasar sungai warga".split())


@given(st.lists(words, min_size=60, max_size=600), st.data())
def test_a_passage_of_a_text_is_corrected_by_itself(text: list[str], data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start, min(start + 300, len(text) - 1)))
    put = data.draw(st.lists(words, max_size=300))
    new = [*text[:start], *put, *text[end:]]
    before = changed(MEETING, "ISI", " ".join(text))
    after = changed(MEETING, "ISI", " ".join(new))
    found = compare(before, after)
    if text == new:
        assert found == []
        return
    (problem,) = found
    if not problem.paste:  # nothing but the same few words over and over
        return
    assert compare(before, paste(after, MEETING, problem)) == []
    assert max(map(len, re.findall(r"semula: (.*)", problem.paste))) <= 2_000
