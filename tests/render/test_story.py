"""The sentences, each with what is said in the notes."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archives import AGENCIES, archive
from tuntas.archive.archive import Archive
from tuntas.archive.events import AnyEvent, CompletionReported
from tuntas.render import story

RAPIM = """---
judul: Rapim di Aula Pendopo
tanggal: 2025-07-30
tempat: Aula Pendopo
pimpinan: {nama: Andra Soni, jabatan: Gubernur Banten}
arahan:
  - id: pajak-air
    judul: Pajak air permukaan
    komitmen:
      - opd: bapenda
        tindakan: Memasang meter air di 12 titik.
        tenggat: 2025-09-01
      - opd: dpupr
        peran: pendukung
---
"""
NOTES = {**AGENCIES, "meetings/2025/2025-07-30-rapim.md": RAPIM}
BAPENDA = "2025-07-30-rapim/pajak-air/bapenda"
DPUPR = "2025-07-30-rapim/pajak-air/dpupr"
SHARE = "Memasang meter air di 12 titik, untuk arahan “Pajak air permukaan” (Rapim 30 Juli 2025)"
PHOTOS = "    bukti: [{foto: a.jpg}, {foto: b.jpg}]\n"


def report(day: str, *said: str, agency: str = "bapenda", extra: str = "") -> dict[str, str]:
    items = "".join(f"  - komitmen: {each}\n" for each in said)
    return {
        f"opd/{agency}/laporan/{day}-kabar/index.md": (
            f"---\njudul: Kabar\ntanggal: {day}\n{extra}tindak_lanjut:\n{items}---\n"
        ),
        f"opd/{agency}/laporan/{day}-kabar/a.jpg": "",
        f"opd/{agency}/laporan/{day}-kabar/b.jpg": "",
    }


def meeting(day: str, body: str, extra: str = "") -> dict[str, str]:
    text = f"---\njudul: Rapim lanjutan\ntanggal: {day}\npimpinan: Andra Soni\n{extra}{body}---\n"
    return {f"meetings/{day[:4]}/{day}-rapim.md": text}


def heard(day: str, *said: str, extra: str = "") -> dict[str, str]:
    items = "".join(f"  - komitmen: {each}\n" for each in said)
    return meeting(day, f"tindak_lanjut:\n{items}", extra)


def told(key: str, *more: dict[str, str], as_of: str = "2025-08-31") -> tuple[str, str]:
    """The title and sentence of the last event of a kind."""
    notes = dict(NOTES)
    for each in more:
        notes.update(each)
    found, event = last(key, archive(notes, as_of=as_of))
    return story.title(found, event), story.sentence(found, event)


def last(key: str, found: Archive) -> tuple[Archive, AnyEvent]:
    return found, [event for event in found.events if story.key(event) == key][-1]


def test_meeting() -> None:
    assert told("rapat") == (
        "Rapim 30 Juli 2025: Rapim di Aula Pendopo",
        (
            "Rapat pimpinan “Rapim di Aula Pendopo” berlangsung pada Rabu, 30 Juli 2025 di Aula Pendopo, "
            "dipimpin Andra Soni (Gubernur Banten), dengan 1 arahan."
        ),
    )


def test_statement_of_another_government() -> None:
    extra = "jenis: pernyataan\npemerintah: Pemerintah Kota Serang\n"
    assert told("rapat", meeting("2025-08-02", "", extra)) == (
        "Pernyataan 2 Agustus 2025 Pemerintah Kota Serang: Rapim lanjutan",
        (
            "Andra Soni menyampaikan pernyataan Pemerintah Kota Serang “Rapim lanjutan” "
            "pada Sabtu, 2 Agustus 2025, tanpa arahan baru."
        ),
    )


def test_directive() -> None:
    assert told("arahan") == (
        "Arahan baru: Pajak air permukaan",
        (
            "Andra Soni (Gubernur Banten) memberi arahan “Pajak air permukaan” kepada Bapenda "
            "dengan dukungan DPUPR dalam Rapim 30 Juli 2025; tenggat 1 September 2025."
        ),
    )


def test_directive_to_many_agencies() -> None:
    more = {f"opd/opd-{n}/index.md": f"---\nnama: Dinas {n}\nsingkatan: D{n}\n---\n" for n in range(9)}
    directives = "arahan:\n  - id: kabarkan\n    judul: Kabarkan\n    komitmen: [{opd: semua}]\n"
    _, sentence = told("arahan", more, meeting("2025-08-02", directives))
    assert (
        sentence
        == "Andra Soni memberi arahan “Kabarkan” kepada 11 OPD dalam Rapim 2 Agustus 2025; tanpa tenggat."
    )


def test_directive_without_commitments() -> None:
    directives = "arahan:\n  - {id: ajakan, judul: Jaga kebersihan.}\n"
    _, sentence = told("arahan", meeting("2025-08-02", directives))
    assert sentence == "Andra Soni memberi arahan “Jaga kebersihan” dalam Rapim 2 Agustus 2025."


def test_completion_in_time() -> None:
    assert told("dilaporkan", report("2025-08-20", f"{BAPENDA}\n    status: selesai\n{PHOTOS}")) == (
        "Dilaporkan selesai: Bapenda – Memasang meter air di 12 titik",
        f"Bapenda melaporkan selesai: {SHARE}; tenggat 1 September 2025, tepat waktu, bukti 2 foto.",
    )


def test_completion_late_and_without_evidence() -> None:
    said = report("2025-09-13", f"{BAPENDA}\n    status: selesai\n")
    assert told("tanpa-bukti", said, as_of="2025-10-01") == (
        "Diklaim selesai, tanpa bukti: Bapenda – Memasang meter air di 12 titik",
        f"Bapenda melaporkan selesai: {SHARE}; tenggat 1 September 2025, terlambat 12 hari, tanpa bukti.",
    )


def test_completion_told_again_is_not_told_late() -> None:
    first = report("2025-08-20", f"{BAPENDA}\n    status: selesai\n{PHOTOS}")
    again = report("2025-10-20", f"{BAPENDA}\n    status: selesai\n")
    _, sentence = told("dilaporkan", first, again, as_of="2025-12-01")
    assert sentence == f"Bapenda melaporkan lagi selesai: {SHARE}; tenggat 1 September 2025."


def test_commitment_without_an_action_is_told_by_its_directive() -> None:
    said = report("2025-08-20", f"{DPUPR}\n    status: selesai\n{PHOTOS}", agency="dpupr")
    assert told("dilaporkan", said) == (
        "Dilaporkan selesai: DPUPR – Pajak air permukaan",
        (
            "DPUPR melaporkan selesai: arahan “Pajak air permukaan” (Rapim 30 Juli 2025); "
            "tanpa tenggat, bukti 2 foto."
        ),
    )


def test_confirmation() -> None:
    done = report("2025-08-20", f"{BAPENDA}\n    status: selesai\n{PHOTOS}")
    assert told("dikonfirmasi", done, heard("2025-08-25", f"{BAPENDA}\n    status: selesai\n")) == (
        "Dikonfirmasi selesai: Bapenda – Memasang meter air di 12 titik",
        (
            f"Rapim 25 Agustus 2025 mengonfirmasi komitmen Bapenda selesai: {SHARE}; "
            "selesai sejak 20 Agustus 2025, tenggat 1 September 2025, tepat waktu."
        ),
    )


def test_reopening() -> None:
    done = report("2025-08-20", f"{BAPENDA}\n    status: selesai\n{PHOTOS}")
    back = report("2025-09-03", f"{BAPENDA}\n    status: berjalan\n    persen: 60\n")
    assert told("dibuka-kembali", done, back, as_of="2025-09-03") == (
        "Dibuka kembali: Bapenda – Memasang meter air di 12 titik",
        (
            f"Bapenda membuka kembali: {SHARE}; semula dinyatakan selesai, kini berjalan 60 persen, "
            "tenggat 1 September 2025, lewat 2 hari."
        ),
    )


def test_reopening_by_a_meeting_over_an_obstacle() -> None:
    done = report("2025-08-20", f"{BAPENDA}\n    status: selesai\n{PHOTOS}")
    obstacle = "{uraian: Meter rusak., butuh_dari: dpupr}"
    back = heard("2025-08-25", f"{BAPENDA}\n    status: terkendala\n    kendala: {obstacle}\n")
    _, sentence = told("dibuka-kembali", done, back)
    assert sentence == (
        f"Rapim 25 Agustus 2025 membuka kembali komitmen Bapenda: {SHARE}; semula dinyatakan selesai, "
        "kini terkendala, kendalanya: Meter rusak, perlu bantuan DPUPR, tenggat 1 September 2025."
    )


def test_progress() -> None:
    assert told("kemajuan", report("2025-08-20", f"{BAPENDA}\n    status: berjalan\n    persen: 40\n")) == (
        "Kemajuan: Bapenda – Memasang meter air di 12 titik",
        f"Bapenda melaporkan kemajuan 40 persen: {SHARE}; tenggat 1 September 2025.",
    )
    _, sentence = told("kemajuan", heard("2025-08-25", f"{BAPENDA}\n    status: berjalan\n"))
    assert sentence == (
        f"Rapim 25 Agustus 2025 mencatat kemajuan oleh Bapenda: {SHARE}; tenggat 1 September 2025."
    )


def test_obstacle() -> None:
    said = f"{BAPENDA}\n    status: terkendala\n    kendala: {{uraian: Pipa belum ada, butuh_dari: PDAM}}\n"
    assert told("kendala", report("2025-08-20", said)) == (
        "Kendala: Bapenda – Memasang meter air di 12 titik",
        (
            f"Bapenda melaporkan kendala: {SHARE}; kendalanya: Pipa belum ada, perlu bantuan PDAM, "
            "tenggat 1 September 2025."
        ),
    )


def test_due_date_moved_and_what_was_said_before_it() -> None:
    said = f"{BAPENDA}\n    status: berjalan\n    tenggat_baru: 2025-10-01\n    alasan: Hujan.\n"
    notes = report("2025-08-20", said)
    assert told("tenggat-digeser", notes) == (
        "Tenggat digeser: Bapenda – Memasang meter air di 12 titik",
        f"Tenggat Bapenda digeser dari 1 September 2025 menjadi 1 Oktober 2025: {SHARE}; alasan: Hujan.",
    )
    _, before = told("kemajuan", notes)
    assert before.endswith("; tenggat 1 September 2025.")
    _, after = told("kemajuan", notes, heard("2025-08-25", f"{BAPENDA}\n    status: berjalan\n"))
    assert after.endswith("; tenggat 1 Oktober 2025.")


def test_first_due_date() -> None:
    said = f"{DPUPR}\n    status: berjalan\n    tenggat_baru: 2025-10-01\n    alasan: Disepakati\n"
    _, sentence = told("tenggat-digeser", report("2025-08-20", said, agency="dpupr"))
    assert sentence.startswith("Tenggat DPUPR ditetapkan 1 Oktober 2025: arahan “Pajak air permukaan”")


def test_due_date_passed() -> None:
    assert told("tenggat-lewat", as_of="2025-09-02") == (
        "Tenggat lewat: Bapenda – Memasang meter air di 12 titik",
        f"Tenggat Bapenda lewat pada 1 September 2025 tanpa laporan selesai: {SHARE}.",
    )


def test_due_date_that_had_passed_when_it_was_opened_again() -> None:
    done = report("2025-08-20", f"{BAPENDA}\n    status: selesai\n{PHOTOS}")
    back = report("2025-09-10", f"{BAPENDA}\n    status: berjalan\n")
    _, sentence = told("tenggat-lewat", done, back, as_of="2025-10-01")
    assert sentence == (
        f"Tenggat Bapenda, 1 September 2025, sudah lewat dan komitmennya belum selesai: {SHARE}."
    )


def test_revocation() -> None:
    by_meeting = heard("2025-08-25", f"{BAPENDA}\n    status: dicabut\n")
    assert told("dicabut", by_meeting) == (
        "Dicabut: Bapenda – Memasang meter air di 12 titik",
        f"Rapim 25 Agustus 2025 mencabut komitmen Bapenda: {SHARE}.",
    )
    _, sentence = told("dicabut", report("2025-08-20", f"{BAPENDA}\n    status: dicabut\n"))
    assert sentence == f"Bapenda melaporkan komitmennya dicabut: {SHARE}."


@pytest.mark.parametrize(("tie", "verb"), [("menggantikan", "menggantikan"), ("mencabut", "mencabut")])
def test_closed_by_a_directive(tie: str, verb: str) -> None:
    directives = f"arahan:\n  - id: baru\n    judul: Pajak baru\n    {tie}: 2025-07-30-rapim/pajak-air\n"
    notes = archive({**NOTES, **meeting("2025-08-25", directives)})
    sentences = {story.sentence(notes, each) for each in notes.events if story.key(each) == "dicabut"}
    closing = f"Arahan “Pajak baru” (Rapim 25 Agustus 2025) {verb} komitmen"
    assert sentences == {
        f"{closing} Bapenda: {SHARE}.",
        f"{closing} DPUPR: arahan “Pajak air permukaan” (Rapim 30 Juli 2025).",
    }


def test_successor_reports() -> None:
    new = "---\nnama: Badan Baru\nsingkatan: Baru\nsejak: 2025-08-10\nmenggantikan: bapenda\n---\n"
    said = report("2025-08-20", f"{BAPENDA}\n    status: berjalan\n", agency="baru")
    _, sentence = told("kemajuan", {"opd/baru/index.md": new}, said)
    assert sentence.startswith("Baru, penerus tugas Bapenda, melaporkan kemajuan: Memasang")


def test_corrections() -> None:
    remark = "koreksi: [{tanggal: 2025-08-21, uraian: Jumlah titik.}]\n"
    said = report("2025-08-20", f"{BAPENDA}\n    status: berjalan\n", extra=remark)
    assert told("koreksi", said) == (
        "Koreksi: laporan Bapenda 20 Agustus 2025 “Kabar”",
        "Catatan laporan Bapenda 20 Agustus 2025 “Kabar” dikoreksi pada 21 Agustus 2025: Jumlah titik.",
    )
    full = (
        "koreksi:\n  - {tanggal: 2025-08-26, oleh: Setda, pada: tempat, semula: Aula,"
        " menjadi: Pendopo, alasan: salah ketik}\n"
    )
    _, sentence = told("koreksi", meeting("2025-08-25", "", full))
    assert sentence == (
        "Catatan Rapim 25 Agustus 2025 “Rapim lanjutan” dikoreksi pada 26 Agustus 2025: "
        "tempat: semula “Aula”, menjadi “Pendopo”; alasan: salah ketik, oleh Setda."
    )


def test_samples_are_marked_once_at_the_front() -> None:
    said = report("2025-08-20", f"{BAPENDA}\n    status: berjalan\n", extra="contoh: true\n")
    title, sentence = told("kemajuan", said)
    assert title == "Contoh: Kemajuan: Bapenda – Memasang meter air di 12 titik"
    assert sentence == f"Contoh: Bapenda melaporkan kemajuan: {SHARE}; tenggat 1 September 2025."
    directives = "contoh: true\narahan:\n  - {id: air, judul: 'Contoh: tambal jalan'}\n"
    title, sentence = told("arahan", meeting("2025-08-25", directives))
    assert title == "Contoh: Arahan baru: Tambal jalan"
    assert sentence == "Contoh: Andra Soni memberi arahan “Tambal jalan” dalam Rapim 25 Agustus 2025."


def test_what_happens_to_sample_data_is_a_sample() -> None:
    rapim = RAPIM.replace("judul: Rapim", "contoh: true\njudul: Rapim", 1)
    said = report("2025-08-20", f"{BAPENDA}\n    status: berjalan\n")
    title, _ = told("kemajuan", {"meetings/2025/2025-07-30-rapim.md": rapim}, said)
    assert title.startswith("Contoh: Kemajuan: ")


@given(st.integers(1, 20))
def test_long_titles_are_cut_between_words(words: int) -> None:
    long = " ".join(["pekerjaan"] * words)
    directives = f"arahan:\n  - {{id: panjang, judul: {long}}}\n"
    title, sentence = told("arahan", meeting("2025-08-25", directives))
    assert len(title) <= story.MAX_TITLE
    assert re.fullmatch(r"Arahan baru:( pekerjaan)+…?", title)
    assert f"“{long}”" in sentence


def test_later_events_do_not_change_what_was_told() -> None:
    first = report("2025-08-20", f"{BAPENDA}\n    status: selesai\n{PHOTOS}")
    later = report(
        "2025-08-28", f"{BAPENDA}\n    status: berjalan\n    tenggat_baru: 2025-12-01\n    alasan: x\n"
    )
    before, after = archive({**NOTES, **first}), archive({**NOTES, **first, **later})
    known = {each.id: story.sentence(before, each) for each in before.events if each.date.month == 8}
    told_after = {each.id: story.sentence(after, each) for each in after.events}
    assert any(isinstance(each, CompletionReported) for each in before.events)
    assert {id: told_after[id] for id in known} == known


def test_a_headline_is_in_the_words_of_the_note() -> None:
    directives = "contoh: true\narahan:\n  - {id: air, judul: 'Contoh: tambal jalan'}\n"
    notes = {**NOTES, **meeting("2025-08-25", directives)}
    headlines = [
        story.headline(*last(key, archive(notes, as_of="2025-08-31"))) for key in ("arahan", "rapat")
    ]
    assert headlines == ["Tambal jalan", "Rapim lanjutan"]
    reported = {**NOTES, **report("2025-08-20", f"{BAPENDA}\n    status: berjalan\n")}
    found = archive(reported, as_of="2025-08-31")
    assert story.headline(*last("kemajuan", found)) == "Memasang meter air di 12 titik."
