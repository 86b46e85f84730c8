"""The rules over the whole archive: what each finds and where, and that it leaves right notes alone.

In a note, `«...»` marks what a problem must point at; a note without marks must have none.
"""

import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest

from archives import agency, meeting, report
from sites import CONFIG, lay_out
from tuntas.archive.checks import REMINDERS, RULES
from tuntas.problems import Problem
from tuntas.publish.edition import prepare
from tuntas.read.locate import Sources
from tuntas.settings import load

Notes = Mapping[str, str]
MARK = re.compile("«(.*?)»")


def follow_up(commitment: str, more: str = "status: berjalan") -> str:
    lines = "".join(f"    {line}\n" for line in more.splitlines())
    return f"tindak_lanjut:\n  - komitmen: {commitment}\n{lines}"


def directive(id: str, more: str = "") -> str:
    return f"  - id: {id}\n    judul: Arahan\n" + "".join(f"    {line}\n" for line in more.splitlines())


ASKED = "arahan:\n" + directive("pajak", "komitmen: [{opd: bapenda}, {opd: [bpkad]}]")
BASE = agency("bapenda") | agency("bpkad") | meeting("2026-01-05", ASKED)
"""Two agencies, and a meeting in which both are asked for something."""
TAX = "2026-01-05-rapim/pajak"


class Found(NamedTuple):
    code: str
    suggestion: str
    marked: str
    place: str
    related: tuple[str, ...]


def check(notes: Notes, folder: Path, as_of: str = "2026-12-31") -> tuple[list[Found], list[str]]:
    """What is found in the notes, and the marked places in the order of files and lines."""
    plain = {path: MARK.sub(r"\1", text) for path, text in notes.items()}
    lay_out(folder, plain, CONFIG)
    edition = prepare(load(folder / "mkdocs.yml"), date.fromisoformat(as_of))
    sources = Sources(folder)
    reminders = {rule.code for rule in REMINDERS}  # their own tests show them
    problems = [problem for problem in edition.problems if problem.code not in reminders]
    found = sorted((seen(problem, sources) for problem in problems), key=lambda each: each[0])
    return [each for _, each in found], marks(notes)


def seen(problem: Problem, sources: Sources) -> tuple[tuple[str, int, int], Found]:
    span = sources.span(problem.place)
    first = span.column - 1
    marked = sources.line(span)[first : first + span.length]
    others = map(sources.span, problem.related)
    related = tuple(f"{each.file}:{each.line}:{each.column}" for each in others)
    place = f"{span.file}:{span.line}:{span.column}"
    found = Found(problem.code, problem.suggestion, marked, place, related)
    return (span.file, span.line, span.column), found


def marks(notes: Notes) -> list[str]:
    """The marked places, as `file:line:column text`."""
    places = []
    for path, text in sorted(notes.items()):
        for number, line in enumerate(text.split("\n"), 1):
            for index, match in enumerate(MARK.finditer(line)):
                column = match.start() + 1 - 2 * index
                places.append(f"content/{path}:{number}:{column} {match[1]}")
    return places


class Case(NamedTuple):
    notes: Notes
    expected: list[str]
    """In the order of the marks: a code, and what was probably meant."""
    as_of: str = "2026-12-31"


# ------------------------------------------------------------------------------ names

NAMES = {
    "two directives of one id": Case(
        BASE | meeting("2026-02-05", "arahan:\n" + directive("a") + directive("«a»")),
        ["duplicate-directive"],
    ),
    "an earlier id that another directive has": Case(
        BASE | meeting("2026-02-05", "arahan:\n" + directive("a") + directive("b", "alias: [lama, «a»]")),
        ["duplicate-directive"],
    ),
    "the same id in two meetings": Case(BASE | meeting("2026-02-05", ASKED), []),
    "an agency named twice": Case(
        BASE
        | meeting("2026-02-05", "arahan:\n" + directive("a", "komitmen: [{opd: bapenda}, {opd: «bapenda»}]")),
        ["duplicate-commitment"],
    ),
    "an agency twice in a list": Case(
        BASE
        | meeting(
            "2026-02-05", "arahan:\n" + directive("a", "komitmen: [{opd: [bapenda, bpkad, «bapenda»]}]")
        ),
        ["duplicate-commitment"],
    ),
    "an agency by two of its names": Case(
        BASE
        | agency("dppkd-2", "alias: dppkd\n")
        | meeting("2026-02-05", "arahan:\n" + directive("a", "komitmen: [{opd: dppkd-2}, {opd: «dppkd»}]")),
        ["duplicate-commitment"],
    ),
    "an id twice": Case(
        BASE
        | meeting(
            "2026-02-05",
            "arahan:\n" + directive("a", "komitmen: [{opd: bapenda, id: x}, {opd: bpkad, id: «x»}]"),
        ),
        ["duplicate-commitment"],
    ),
    "an agency beside all": Case(
        BASE
        | meeting("2026-02-05", "arahan:\n" + directive("a", "komitmen: [{opd: bpkad}, {opd: «semua»}]")),
        ["duplicate-commitment"],
    ),
    "an agency twice, with an id": Case(
        BASE
        | meeting(
            "2026-02-05",
            "arahan:\n"
            + directive("a", "komitmen: [{opd: bpkad}, {opd: bpkad, id: x}, {opd: semua, id: y}]"),
        ),
        [],
    ),
    "a mission and a year twice": Case(
        {
            "rpjmd/2025-2029.md": "---\njudul: RPJMD\nmulai: 2025\nselesai: 2029\nmisi:\n"
            "  - {nomor: 1, judul: Satu}\n  - {nomor: «1», judul: Dua}\n---\n",
            "indikator/ipm.md": "---\nnama: IPM\nsatuan: poin\nnilai:\n"
            "  - {tahun: 2025, capaian: 1.10}\n  - {tahun: «2025», target: 2}\n---\n",
        },
        ["duplicate-year", "duplicate-mission"],
    ),
    "each mission and each year once": Case(
        {
            "rpjmd/2025-2029.md": "---\njudul: RPJMD\nmulai: 2025\nselesai: 2029\nmisi:\n"
            "  - {nomor: 1, judul: Satu}\n  - {nomor: 2, judul: Satu}\n---\n",
            "rpjmd/2030-2034.md": "---\njudul: RPJMD\nmulai: 2030\nselesai: 2034\nmisi:\n"
            "  - {nomor: 1, judul: Satu}\n---\n",
            "indikator/ipm.md": "---\nnama: IPM\nsatuan: poin\nnilai: [{tahun: 2024}, {tahun: 2025}]\n---\n",
        },
        [],
    ),
    "the id of another note": Case(
        BASE
        | agency("dispar", "alias: «bapenda»\n")
        | meeting("2026-02-05", "alias: [«2026-01-05-rapim»]\n"),
        ["alias-taken", "alias-taken"],
    ),
    "an earlier id of another note": Case(
        BASE | agency("dispar", "alias: [x, y]\n") | agency("dispora", "alias: [z, «y»]\n"), ["alias-taken"]
    ),
    "an earlier id where the list of a year lies": Case(
        BASE | meeting("2026-02-05", "alias: [«2025», lama]\n"), ["address-taken"]
    ),
    "the id of a note of another kind": Case(
        BASE | agency("dispar", "alias: ipm\n") | {"indikator/ipm.md": "---\nnama: IPM\nsatuan: poin\n---\n"},
        [],
    ),
}

# ------------------------------------------------------------------------- references

PLAN = {
    "rpjmd/2025-2029.md": "---\njudul: RPJMD\nmulai: 2025\nselesai: 2029\nmisi:\n"
    "  - {nomor: 1, judul: Satu}\n---\n"
}
FIGURE = {"indikator/ipm.md": "---\nnama: IPM\nsatuan: poin\n---\n"}
INNOVATION = "---\nnama: Loket\nmulai: 2024\n---\n"
DRAFT = meeting("2026-02-05", "draf: true\n" + ASKED, name="draf")
MERGED = agency("badan-baru", "sejak: 2026-02-01\nmenggantikan: bapenda\n")

REFERENCES = {
    "an agency with a slip": Case(
        BASE
        | meeting(
            "2026-02-05",
            "hadir: [bpkad, «bapend»]\narahan:\n"
            + directive("a", "komitmen:\n  - opd: «bpkat»\n  - opd: [bpkad, «xyzzy»]"),
        )
        | agency("dispar", "menggantikan: «dispa»\n")
        | {"opd/dispar/inovasi/loket.md": "---\nnama: Loket\nmulai: 2024\nreplikasi: [{opd: «bpka»}]\n---\n"},
        [
            "unknown-agency bapenda",
            "unknown-agency bpkad",
            "unknown-agency",
            "unknown-agency dispar",
            "unknown-agency bpkad",
        ],
    ),
    "an agency by an earlier name, all agencies, none": Case(
        BASE
        | agency("dispar", "alias: budpar\n")
        | meeting(
            "2026-02-05",
            "hadir: semua\narahan:\n" + directive("a", "komitmen: [{opd: budpar}]") + directive("b"),
        ),
        [],
    ),
    "a folder without an agency": Case(
        BASE
        | {"opd/bapendaa/inovasi/loket.md": INNOVATION.replace("---", "«---»", 1)}
        | {
            path: text.replace("---", "«---»", 1)
            for path, text in report("hantu", "2026-02-01", "tindak_lanjut: []\n").items()
        },
        ["unknown-agency bapenda", "unknown-agency"],
    ),
    "a folder by an earlier name of its agency": Case(
        BASE
        | agency("dispar", "alias: budpar\n")
        | {
            path: text.replace("---", "«---»", 1)
            for path, text in report("budpar", "2026-02-01", "tindak_lanjut: []\n").items()
        },
        ["unknown-agency dispar"],
    ),
    "who is needed, with a slip": Case(
        BASE
        | meeting(
            "2026-02-05",
            "arahan:\n"
            + directive(
                "a",
                "komitmen: [{opd: bapenda, butuh: [{dari: «bpkat», apa: Data}, {dari: bpkad, apa: Data}]}]",
            ),
        )
        | report(
            "bapenda",
            "2026-02-01",
            follow_up(f"{TAX}/bapenda", "status: terkendala\nkendala: {uraian: Data, butuh_dari: «bpkadd»}"),
        ),
        ["maybe-agency bpkad", "maybe-agency bpkad"],
    ),
    "who is needed, in words": Case(
        BASE
        | meeting(
            "2026-02-05",
            "arahan:\n"
            + directive(
                "a",
                "komitmen: [{opd: bapenda, butuh: [{dari: Bapenda Kota, apa: x}, {dari: pln, apa: x}]}]",
            ),
        ),
        [],
    ),
    "a directive with a slip": Case(
        BASE
        | meeting(
            "2026-02-05",
            "arahan:\n"
            + directive("a", f"melanjutkan: «{TAX[:-1]}»")
            + directive("b", "menggantikan: [«2026-01-06-rapim/pajak»]")
            + directive("c", "mencabut: «2020-12-31-acara/lain»"),
        ),
        [f"unknown-directive {TAX}", f"unknown-directive {TAX}", "unknown-directive"],
    ),
    "a directive by its earlier names": Case(
        agency("bapenda")
        | meeting("2026-01-05", "alias: 2026-01-04-rapim\narahan:\n" + directive("pajak", "alias: air"))
        | meeting("2026-02-05", "arahan:\n" + directive("a", "melanjutkan: 2026-01-04-rapim/air")),
        [],
    ),
    "a commitment with a slip": Case(
        BASE
        | report(
            "bapenda",
            "2026-02-01",
            follow_up(f"«{TAX}/bapend»")
            + follow_up("«2026-01-05-rapim/pajk/bapenda»").partition("\n")[2]
            + follow_up("«2026-01-04-rapim/pajak/bapenda»").partition("\n")[2]
            + follow_up("«2019-12-31-apel/lain/bapenda»").partition("\n")[2],
        ),
        [f"unknown-commitment {TAX}/bapenda"] * 3 + ["unknown-commitment"],
    ),
    "a commitment of an agency that was not asked": Case(
        BASE | agency("dispar") | report("dispar", "2026-02-01", follow_up(f"«{TAX}/dispar»")),
        ["unknown-commitment"],
    ),
    "a commitment of an agency that was not in force": Case(
        agency("bapenda")
        | agency("dispar", "sejak: 2026-02-01\n")
        | meeting("2026-01-31", "arahan:\n" + directive("a", "komitmen: [{opd: semua}]"))
        | report("dispar", "2026-02-02", follow_up("«2026-01-31-rapim/a/dispar»"))
        | report("bapenda", "2026-02-02", follow_up("2026-01-31-rapim/a/bapenda")),
        ["unknown-commitment"],
    ),
    "a commitment by the earlier names of all that is in its reference": Case(
        agency("dispar", "alias: [budpar, parbud]\n")
        | meeting(
            "2026-01-05",
            "alias: 2026-01-04-rapim\narahan:\n"
            + directive("wisata", "alias: pantai\nkomitmen: [{opd: parbud}, {opd: semua, id: data}]"),
        )
        | report(
            "dispar",
            "2026-02-01",
            follow_up("2026-01-04-rapim/pantai/budpar")
            + follow_up("2026-01-04-rapim/pantai/data-parbud").partition("\n")[2],
        ),
        [],
    ),
    "missions and figures that are none": Case(
        BASE
        | PLAN
        | FIGURE
        | meeting("2026-02-05", "arahan:\n" + directive("a", "misi: [1, «2», 2025-2029/1, «2030-2034/1»]"))
        | meeting("2024-02-05", "arahan:\n" + directive("a", "misi: «1»\nindikator: [ipm, «ipn»]")),
        ["unknown-mission", "unknown-indicator ipm", "unknown-mission", "unknown-mission"],
    ),
    "references in texts": Case(
        BASE
        | FIGURE
        | meeting(
            "2026-02-05",
            "arahan:\n"
            + directive("a", "uraian: Oleh [[bpkad]] dan «[[bpkat»|keuangan]].")
            + follow_up(
                f"{TAX}/bapenda",
                f"status: berjalan\ncatatan: Lihat «[[{TAX}x»]], [[{TAX}]], [[{TAX}/bapenda]].",
            ),
            body="Baris satu.\n\nMenurut [[ipm]] dan «[[ipn»]] serta «[[hantu»]].\n",
        ),
        ["unknown-reference bpkad", f"unknown-reference {TAX}", "unknown-reference ipm", "unknown-reference"],
    ),
    "what is published builds on a draft": Case(
        BASE
        | DRAFT
        | report("bapenda", "2026-02-06", follow_up("«2026-02-05-draf/pajak/bapenda»"))
        | meeting("2026-03-05", "arahan:\n" + directive("a", "melanjutkan: [«2026-02-05-draf/pajak»]")),
        ["reference-to-draft", "reference-to-draft"],
    ),
    "a draft builds on a draft, or on what is published": Case(
        BASE
        | DRAFT
        | report("bapenda", "2026-02-06", "draf: true\n" + follow_up("2026-02-05-draf/pajak/bapenda"))
        | report("bapenda", "2026-02-07", "draf: true\n" + follow_up(f"{TAX}/bapenda"))
        | meeting(
            "2026-03-05", "draf: true\narahan:\n" + directive("a", "melanjutkan: [2026-02-05-draf/pajak]")
        ),
        [],
    ),
    "a report on another agency's commitment": Case(
        BASE | report("bapenda", "2026-02-01", follow_up(f"«{TAX}/bpkad»")), ["foreign-commitment"]
    ),
    "a report on what was taken over, at the second hand too": Case(
        BASE
        | MERGED
        | agency("badan-kini", "sejak: 2026-03-01\nmenggantikan: badan-baru\n")
        | report("badan-baru", "2026-02-01", follow_up(f"{TAX}/bapenda"))
        | report("badan-kini", "2026-03-01", follow_up(f"{TAX}/bapenda")),
        [],
    ),
    "a meeting may hear of every commitment": Case(
        BASE | meeting("2026-02-05", follow_up(f"{TAX}/bpkad")), []
    ),
}

# ------------------------------------------------------------------------- chronology

DUE = "arahan:\n" + directive("a", "komitmen: [{opd: bapenda, tenggat: %s}]")
CHRONOLOGY = {
    "reported before it was asked": Case(
        BASE
        | report("bapenda", "2026-01-04", follow_up(f"«{TAX}/bapenda»"))
        | report(
            "bapenda", "2026-01-06", follow_up(f"{TAX}/bapenda", "status: berjalan\ntanggal: «2025-01-06»")
        ),
        ["follow-up-before-directive", "follow-up-before-directive"],
    ),
    "reported on the day on which it was asked": Case(
        BASE | report("bapenda", "2026-01-05", follow_up(f"{TAX}/bapenda")), []
    ),
    "dated after its own note": Case(
        BASE
        | report(
            "bapenda", "2026-02-01", follow_up(f"{TAX}/bapenda", "status: berjalan\ntanggal: «2026-02-02»")
        )
        | report(
            "bapenda", "2026-03-01", follow_up(f"{TAX}/bapenda", "status: berjalan\ntanggal: 2026-02-28")
        ),
        ["follow-up-after-note"],
    ),
    "due before it was asked": Case(
        BASE | meeting("2026-02-05", DUE % "«2026-02-04»") | meeting("2026-02-06", DUE % "2026-02-06"),
        ["due-before-directive"],
    ),
    "moved into the past": Case(
        BASE
        | report(
            "bapenda",
            "2026-02-01",
            follow_up(f"{TAX}/bapenda", "status: berjalan\ntenggat_baru: «2026-01-31»\nalasan: Hujan"),
        )
        | report(
            "bapenda",
            "2026-02-02",
            follow_up(f"{TAX}/bapenda", "status: berjalan\ntenggat_baru: 2026-02-02\nalasan: Hujan"),
        ),
        ["new-due-before-follow-up"],
    ),
    "a tie to what comes later": Case(
        BASE
        | meeting("2025-02-05", "arahan:\n" + directive("a", f"menggantikan: «{TAX}»"))
        | meeting("2026-01-05", "arahan:\n" + directive("a", f"melanjutkan: {TAX}"), name="rakor"),
        ["later-directive"],
    ),
    "a tie within a meeting": Case(
        meeting("2026-02-05", "arahan:\n" + directive("a", "mencabut: 2026-02-05-rapim/b") + directive("b")),
        [],
    ),
    "a tie to itself": Case(
        meeting(
            "2026-02-05",
            "alias: 2026-02-04-rapim\narahan:\n"
            + directive("a", "alias: b\nmelanjutkan: «2026-02-04-rapim/b»\nmencabut: «2026-02-05-rapim/a»"),
        )
        | agency("dispar", "alias: budpar\nmenggantikan: [«budpar», «dispar»]\n"),
        ["self-reference"] * 4,
    ),
    "agencies in a circle": Case(
        agency("a", "menggantikan: «c»\n")
        | agency("b", "menggantikan: a\n")
        | agency("c", "menggantikan: [b, d]\n")
        | agency("d"),
        ["agency-cycle"],
    ),
    "agencies that took over the same one": Case(
        agency("a")
        | agency("b", "menggantikan: a\n")
        | agency("c", "menggantikan: a\n")
        | agency("d", "menggantikan: [b, c]\n"),
        [],
    ),
    "an agency before and after its time": Case(
        BASE
        | MERGED
        | agency("bpkad", "berakhir: 2026-01-31\n")
        | meeting(
            "2026-01-31", "arahan:\n" + directive("a", "komitmen: [{opd: [bapenda, bpkad, «badan-baru»]}]")
        )
        | meeting(
            "2026-02-01", "arahan:\n" + directive("a", "komitmen: [{opd: [«bapenda», «bpkad», badan-baru]}]")
        ),
        ["agency-not-in-force", "agency-not-in-force badan-baru", "agency-not-in-force"],
    ),
    "a note of tomorrow": Case(
        BASE
        | {
            path: text.replace("2026-02-02", "«2026-02-02»", 1)
            for path, text in (
                meeting("2026-02-02", "arahan:\n" + directive("a", f"menggantikan: {TAX}"))
                | report("bapenda", "2026-02-02", follow_up(f"{TAX}/bapenda"))
            ).items()
        },
        ["note-in-future", "note-in-future"],
        as_of="2026-02-01",
    ),
    "a note of today, and a draft of tomorrow": Case(
        BASE | meeting("2026-02-01", "") | meeting("2026-02-02", "draf: true\n"), [], as_of="2026-02-01"
    ),
}

# --------------------------------------------------------------------------- evidence

SHOWN = "status: selesai\nbukti: [{tautan: https://contoh.id/bukti}]"
EVIDENCE = {
    "complete, and nothing shows it": Case(
        BASE | report("bapenda", "2026-02-01", follow_up(f"{TAX}/bapenda", "status: «selesai»")),
        ["completion-without-evidence"],
    ),
    "complete, and something shows it": Case(
        BASE | report("bapenda", "2026-02-01", follow_up(f"{TAX}/bapenda", SHOWN)), []
    ),
    "a meeting confirms what a report has shown": Case(
        BASE
        | report("bapenda", "2026-02-01", follow_up(f"{TAX}/bapenda", SHOWN))
        | meeting("2026-03-01", follow_up(f"{TAX}/bapenda", "status: selesai")),
        [],
    ),
    "what is claimed is shown later": Case(
        BASE
        | report("bapenda", "2026-02-01", follow_up(f"{TAX}/bapenda", "status: selesai"))
        | report("bapenda", "2026-03-01", follow_up(f"{TAX}/bapenda", SHOWN)),
        [],
    ),
    "what was confirmed and shown is reopened, and complete again without being shown": Case(
        BASE
        | report("bapenda", "2026-02-01", follow_up(f"{TAX}/bapenda", SHOWN))
        | meeting("2026-03-01", follow_up(f"{TAX}/bapenda", "status: selesai"))
        | meeting("2026-04-01", follow_up(f"{TAX}/bapenda", "status: berjalan"))
        | meeting("2026-05-01", follow_up(f"{TAX}/bapenda", "status: «selesai»")),
        ["completion-without-evidence"],
    ),
    "what a draft shows is not shown yet": Case(
        BASE
        | report("bapenda", "2026-02-01", follow_up(f"{TAX}/bapenda", "status: «selesai»"))
        | report("bapenda", "2026-02-02", "draf: true\n" + follow_up(f"{TAX}/bapenda", SHOWN)),
        ["completion-without-evidence"],
    ),
    "pictures without a word": Case(
        BASE
        | {"opd/bapenda/inovasi/loket.md": INNOVATION.replace("mulai", "foto: [{berkas: «a.jpg»}]\nmulai")}
        | meeting("2026-02-05", "foto: [{berkas: «a.jpg»}, {berkas: a.jpg, keterangan: Rapat}]\n")
        | report(
            "bapenda",
            "2026-02-01",
            follow_up(
                f"{TAX}/bapenda",
                "status: selesai\nbukti: [{foto: «a.jpg»}, {foto: a.jpg, keterangan: Loket}]",
            ),
        ),
        ["photo-without-caption"] * 3,
    ),
    "news of what was closed": Case(
        BASE
        | meeting("2026-02-05", "arahan:\n" + directive("baru", f"menggantikan: {TAX}"))
        | report("bapenda", "2026-02-05", follow_up(f"{TAX}/bapenda"))
        | report("bapenda", "2026-02-06", follow_up(f"«{TAX}/bapenda»", SHOWN)),
        ["follow-up-on-closed"],
    ),
    "a confirmation of what was complete when it was closed": Case(
        BASE
        | report("bapenda", "2026-02-01", follow_up(f"{TAX}/bapenda", SHOWN))
        | meeting("2026-02-05", "arahan:\n" + directive("baru", f"menggantikan: {TAX}"))
        | meeting("2026-02-06", follow_up(f"{TAX}/bapenda", "status: selesai")),
        [],
    ),
}

# ----------------------------------------------- what does not come of another note's mistake

BROKEN = "«xyzzy»: 1\n"
"""A line that makes a note unreadable: an unknown key, pointed at once and in its own note only."""
NEIGHBOURS = {
    "a broken meeting, also by an earlier name": Case(
        agency("bapenda")
        | agency("bpkad")
        | meeting("2026-01-05", f"{BROKEN}alias: 2026-01-04-rapim\n" + ASKED)
        | report("bapenda", "2026-02-01", follow_up(f"{TAX}/bapenda"))
        | report("bapenda", "2026-02-02", follow_up("2026-01-04-rapim/pajak/bapenda"))
        | meeting(
            "2026-03-01",
            "arahan:\n"
            + directive("a", f"melanjutkan: {TAX}\nuraian: Lihat [[{TAX}]] dan [[2026-01-05-rapim]]."),
        ),
        ["unknown-key"],
    ),
    "a broken agency, also by an earlier name": Case(
        BASE
        | agency("bapenda", f"{BROKEN}alias: dppkd\n")
        | meeting(
            "2026-02-01",
            "hadir: [bapenda]\narahan:\n" + directive("a", "komitmen: [{opd: dppkd}, {opd: semua, id: x}]"),
        )
        | report(
            "bapenda",
            "2026-02-02",
            follow_up(f"{TAX}/bapenda")
            + follow_up("2026-02-01-rapim/a/dppkd").partition("\n")[2]
            + follow_up("2026-02-01-rapim/a/x-bapenda").partition("\n")[2],
        )
        | {"opd/bpkad/inovasi/loket.md": INNOVATION + "Bersama [[bapenda]] dan [[dppkd]].\n"}
        | agency("badan-baru", "menggantikan: bapenda\n"),
        ["unknown-key"],
    ),
    "a broken successor": Case(
        BASE
        | agency("badan-baru", f"{BROKEN}menggantikan: bapenda\n")
        | agency("badan-kini", "menggantikan: badan-baru\n")
        | report("badan-baru", "2026-02-01", follow_up(f"{TAX}/bapenda"))
        | report("badan-kini", "2026-02-01", follow_up(f"{TAX}/bapenda")),
        ["unknown-key"],
    ),
    "a broken plan": Case(
        {
            "rpjmd/2025-2029.md": PLAN["rpjmd/2025-2029.md"].replace(
                "judul: RPJMD\n", f"judul: RPJMD\n{BROKEN}"
            )
        }
        | meeting(
            "2026-02-01",
            "arahan:\n" + directive("a", "misi: [1, 2025-2029/1]\nuraian: Lihat [[2025-2029/1]]."),
        ),
        ["unknown-key"],
    ),
    "a broken figure and a broken innovation": Case(
        BASE
        | {"indikator/ipm.md": FIGURE["indikator/ipm.md"].replace("nama", f"{BROKEN}nama")}
        | {"opd/bapenda/inovasi/loket.md": INNOVATION.replace("nama", f"{BROKEN}nama")}
        | meeting(
            "2026-02-01", "arahan:\n" + directive("a", "indikator: ipm"), body="[[ipm]] [[bapenda/loket]]\n"
        ),
        ["unknown-key", "unknown-key"],
    ),
    "a note that is no text at all": Case(
        agency("bapenda")
        | {"meetings/2026/2026-01-05-rapim.md": "«B»ukan catatan."}
        | report("bapenda", "2026-02-01", follow_up(f"{TAX}/bapenda")),
        ["no-front-matter"],
    ),
    "as of a day before all of them": Case(
        {
            path: text.replace("tanggal: 2026", "tanggal: «2026")
            .replace("-01-05\n", "-01-05»\n", 1)
            .replace("-02-01\n", "-02-01»\n", 1)
            for path, text in (
                BASE
                | report("bapenda", "2026-02-01", follow_up(f"{TAX}/bapenda", SHOWN))
                | meeting("2026-02-01", follow_up(f"{TAX}/bapenda", "status: selesai"), body=f"[[{TAX}]]\n")
            ).items()
        },
        ["note-in-future"] * 3,
        as_of="2025-12-31",
    ),
    "as of a day between a report and the confirmation of what it shows": Case(
        BASE
        | report("bapenda", "2026-02-01", follow_up(f"{TAX}/bapenda", SHOWN))
        | {
            path: text.replace("2026-03-01", "«2026-03-01»", 1)
            for path, text in meeting("2026-03-01", follow_up(f"{TAX}/bapenda", "status: selesai")).items()
        },
        ["note-in-future"],
        as_of="2026-02-01",
    ),
}

CASES: dict[str, Case] = {**NAMES, **REFERENCES, **CHRONOLOGY, **EVIDENCE, **NEIGHBOURS}


@pytest.mark.parametrize("name", CASES)
def test_rule(name: str, tmp_path: Path) -> None:
    case = CASES[name]
    for folder in ("meetings/2026", "opd/bapenda/laporan", "opd/bapenda/inovasi"):
        (tmp_path / "content" / folder).mkdir(parents=True)
        (tmp_path / "content" / folder / "a.jpg").write_bytes(JPEG)
    found, marked = check(case.notes, tmp_path, case.as_of)
    told = [f"{each.code} {each.suggestion}".strip() for each in found]
    assert (told, [f"{each.place} {each.marked}" for each in found]) == (case.expected, marked)


def test_each_rule_is_shown_to_find_something() -> None:
    shown = {each.split()[0] for case in CASES.values() for each in case.expected}
    assert {rule.code for rule in RULES} <= shown


def test_what_is_named_twice_shows_both_places(tmp_path: Path) -> None:
    twice = "arahan:\n" + directive("a", "komitmen:\n  - opd: bapenda\n  - opd: bapenda") + directive("a")
    found, _ = check(BASE | meeting("2026-02-05", twice) | agency("bpkad", "alias: bapenda\n"), tmp_path)
    assert {each.code: (each.place.partition(":")[2], *each.related) for each in found} == {
        "duplicate-commitment": ("10:14", "content/meetings/2026/2026-02-05-rapim.md:9:14"),
        "duplicate-directive": ("11:9", "content/meetings/2026/2026-02-05-rapim.md:6:9"),
        "alias-taken": ("4:8", "content/opd/bapenda/index.md:1:1"),
    }


def test_a_note_that_cannot_be_opened_does_not_make_others_fail(tmp_path: Path) -> None:
    notes = {path: text for path, text in BASE.items() if not path.startswith("meetings")}
    lay_out(tmp_path, notes | report("bapenda", "2026-02-01", follow_up(f"{TAX}/bapenda")), CONFIG)
    lost = tmp_path / "content/meetings/2026/2026-01-05-rapim.md"
    lost.parent.mkdir(parents=True)
    lost.symlink_to("tidak-ada.md")
    edition = prepare(load(tmp_path / "mkdocs.yml"), date(2026, 12, 31))
    assert [problem.code for problem in edition.problems] == ["unreadable-file"]


JPEG = bytes.fromhex(
    "ffd8ffe000104a46494600010100000100010000ffdb004300080606070605080707070909080a0c140d0c0b0b0c1912130f14"
    "1d1a1f1e1d1a1c1c20242e2720222c231c1c2837292c30313434341f27393d38323c2e333432ffc0000b080001000101011100"
    "ffc40014000100000000000000000000000000000008ffc40014100100000000000000000000000000000000ffda0008010100"
    "003f0054bfffd9"
)
"""A picture of one grey pixel."""
