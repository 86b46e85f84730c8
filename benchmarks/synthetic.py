"""Write a synthetic archive in the note format: for measuring, and for looking at size.

    python benchmarks/synthetic.py FOLDER --meetings 1000

Two meetings a week, up to one last day: more meetings make a longer past. What was asked for is heard
of until it is done; what is left of a meeting after seven months, a directive of a later one replaces.
The same options and seed give the same bytes. Nothing in it is real.
"""

import argparse
import datetime as dt
import random
from collections import deque
from dataclasses import dataclass, field
from pathlib import Path

from phrases import Phrases
from yamltext import Fact, lines

LAST_DAY = dt.date(2026, 11, 20)
AS_OF = dt.date(2026, 11, 22)
BETWEEN = dt.timedelta(days=3.65)
MEMORY = 60
"""After so many meetings what is still open is replaced."""
PLAN_YEARS = 5
OPEN = ("berjalan", "terkendala")
REVISITED = 0.02
"""So much of what is done is spoken of again at each occasion: confirmed, or opened again."""
MOVED = 0.25
"""So often what is not done gets a later due date."""
SETTINGS = """\
site_name: Arsip Rapat Contoh
site_url: https://contoh.id/
site_description: Arsip buatan untuk pengukuran; tidak ada isinya yang nyata.
docs_dir: content
theme: {{name: material, language: id, font: false}}
plugins:
  - tuntas:
      government: Pemerintah Provinsi Contoh
      tag_authority: contoh.id,2026
      as_of: {as_of}
      search: {search}
nav:
  - Beranda: /
  - Rapim: /rapim/
  - Arahan: /arahan/
  - OPD: /opd/
  - RPJMD: /rpjmd/{plan}-{end}/
  - Inovasi: /inovasi/
  - Pantauan:
      - Kendala: /kendala/
      - Lewat tenggat: /lewat-tenggat/
      - Tanpa kabar: /tanpa-kabar/
  - Lainnya:
      - Langganan: /langganan/
      - Tentang: tentang.md
"""


@dataclass(eq=False)
class Commitment:
    """What an agency was asked for, and how it stands: the statuses that were heard, in order."""

    id: str
    agency: str
    due: dt.date | None
    heard: list[str] = field(default_factory=list)

    @property
    def is_open(self) -> bool:
        return not self.heard or self.heard[-1] in OPEN

    @property
    def directive(self) -> str:
        return self.id.rpartition("/")[0]


class Archive:
    """Writes one archive; everything in it comes from the options and the seed."""

    def __init__(self, folder: Path, options: argparse.Namespace) -> None:
        self._content = folder / "content"
        self._options = options
        self._chance = random.Random(options.seed)
        self._say = Phrases(self._chance)
        self._agencies = [f"opd-{number:02}" for number in range(1, options.agencies + 1)]
        self._recent: deque[list[Commitment]] = deque()
        self._days = [LAST_DAY - BETWEEN * number for number in reversed(range(options.meetings))]

    def write(self) -> None:
        """Write all notes, and one ordinary page."""
        self._plans()
        for number, slug in enumerate(self._agencies, 1):
            self._agency(number, slug)
        self._indicator()
        for number, day in enumerate(self._days, 1):
            self._meeting(number, day)
        (self._content / "tentang.md").write_text("# Tentang\n\nArsip buatan untuk pengukuran.\n", "utf-8")

    def _plans(self) -> None:
        for start in range(_plan_of(self._days[0]), LAST_DAY.year + 1, PLAN_YEARS):
            end = start + PLAN_YEARS - 1
            fact = {
                "judul": f"RPJMD Provinsi Contoh {start}–{end}",
                "mulai": start,
                "selesai": end,
                "misi": [{"nomor": each, "judul": self._say.title()} for each in range(1, 6)],
            }
            self._note(f"rpjmd/{start}-{end}.md", fact, self._say.sentences(40))

    def _agency(self, number: int, slug: str) -> None:
        name = f"Dinas {self._say.thing().title()} {number:02}"
        fact = {"nama": name, "singkatan": f"OPD {number:02}", "jenis": "dinas"}
        self._note(f"opd/{slug}/index.md", fact, self._say.sentences(60))
        if number % 2:
            innovation = {
                "nama": f"Layanan {self._say.thing()} {number:02}",
                "mulai": LAST_DAY.year - number % 5,
                "bentuk": "pelayanan-publik",
                "tahap": "penerapan",
            }
            self._note(f"opd/{slug}/inovasi/layanan.md", innovation, self._say.sentences(40))

    def _indicator(self) -> None:
        values = [
            {"tahun": year, "capaian": f"{self._chance.uniform(60, 90):.1f}"}
            for year in range(self._days[0].year, LAST_DAY.year + 1)
        ]
        fact = {"nama": "Jalan mantap", "satuan": "persen", "arah": "naik", "nilai": values}
        self._note("indikator/jalan-mantap.md", fact, self._say.sentences(30))

    # --- a meeting ---

    def _meeting(self, number: int, day: dt.date) -> None:
        id = f"{day}-rapat-{number}"
        reported = self._options.follow_ups // 4
        self._report(number, day, reported)
        heard = self._follow_ups(day, self._options.follow_ups - reported)
        directives = [self._directive(day, each) for each in range(1, self._options.directives + 1)]
        commitments = self._commitments(id, directives)
        left = self._left_over()
        if left and directives:
            directives[-1]["menggantikan"] = left
        if self._recent and directives and self._chance.random() < 0.5:
            directives[0]["melanjutkan"] = self._chance.choice(self._chance.choice(self._recent)).directive
        fact = {
            "judul": f"Rapat tentang {self._say.things()}",
            "tanggal": day,
            "jenis": "rakor" if number % 5 == 0 else "rapim",
            "waktu": "09:00",
            "tempat": "Pendopo",
            "pimpinan": {"nama": "Gubernur Contoh", "jabatan": "Gubernur"},
            "hadir": sorted(self._chance.sample(self._agencies, min(12, len(self._agencies)))),
            "arahan": directives,
            "tindak_lanjut": heard,
        }
        if number % 50 == 0:
            fact["koreksi"] = [{"tanggal": day, "uraian": "Ejaan nama tempat diperbaiki."}]
        self._note(f"meetings/{day.year}/{id}.md", fact, self._body(commitments))
        self._recent.append(commitments)

    def _directive(self, day: dt.date, number: int) -> Fact:
        title = self._say.title()
        points = [f"- **{self._say.thing().capitalize()}:** {self._say.sentence()}" for _ in range(2)]
        directive: Fact = {
            "id": f"{title.split()[0].lower()}-{number}",
            "judul": f"{title}.",
            "uraian": "\n".join([self._say.sentences(14), "", *points]),
            "misi": self._chance.randint(1, 5),
            "topik": self._say.topics(),
        }
        if number == 1:
            directive["indikator"] = ["jalan-mantap"]
        asked: list[Fact] = []
        for role in range(self._options.commitments):
            asked.append(
                {
                    "peran": "pendukung" if role == 2 else "utama",
                    "tindakan": self._say.sentence(),
                    "ukuran": f"Semua {self._say.things()} selesai diperiksa.",
                }
            )
            if self._chance.random() < 0.9:
                asked[-1]["tenggat"] = day + dt.timedelta(days=self._chance.randint(20, 240))
        agencies = self._chance.sample(self._agencies, min(len(asked), len(self._agencies)))
        directive["komitmen"] = [{"opd": slug, **each} for slug, each in zip(agencies, asked, strict=False)]
        return directive

    def _commitments(self, id: str, directives: list[Fact]) -> list[Commitment]:
        return [
            Commitment(f"{id}/{directive['id']}/{each['opd']}", each["opd"], each.get("tenggat"))
            for directive in directives
            for each in directive["komitmen"]
        ]

    def _left_over(self) -> list[str]:
        """The directives of the oldest meeting in memory of which something is open; then it is forgotten."""
        if len(self._recent) < MEMORY:
            return []
        return list(dict.fromkeys(each.directive for each in self._recent.popleft() if each.is_open))

    # --- what is heard ---

    def _report(self, number: int, day: dt.date, count: int) -> None:
        agency = self._agencies[number % len(self._agencies)]
        heard = self._follow_ups(day, count, agency)
        if heard:
            fact = {"judul": f"Laporan {self._say.thing()}", "tanggal": day, "tindak_lanjut": heard}
            self._note(f"opd/{agency}/laporan/{day}-laporan-{number}.md", fact, self._say.sentences(60))

    def _follow_ups(self, day: dt.date, count: int, agency: str = "") -> list[Fact]:
        """What an agency reports, or all of them in a meeting: mostly on what is open, each once."""
        known = [
            each for meeting in self._recent for each in meeting if each.agency == (agency or each.agency)
        ]
        waiting = [each for each in known if each.is_open or self._chance.random() < REVISITED]
        chosen = self._chance.sample(waiting, min(count, len(waiting)))
        return [self._follow_up(day, each, in_meeting=not agency) for each in chosen]

    def _follow_up(self, day: dt.date, commitment: Commitment, *, in_meeting: bool) -> Fact:
        status = self._status(commitment, in_meeting=in_meeting)
        fact: Fact = {"komitmen": commitment.id, "status": status}
        if status in OPEN:
            fact["persen"] = self._chance.randint(1, 9) * 10
        fact["catatan"] = self._say.sentence()
        if status == "terkendala":
            needed = self._chance.choice(self._agencies)
            fact["kendala"] = {"uraian": self._say.sentence(), "butuh_dari": needed}
        if status in OPEN and commitment.due and self._chance.random() < MOVED:
            commitment.due = max(day, commitment.due) + dt.timedelta(days=30)
            fact["tenggat_baru"] = commitment.due
            fact["alasan"] = self._say.sentence()
        if status == "selesai":
            fact["dampak"] = f"{self._chance.randint(10, 900)} keluarga terlayani."
            fact["bukti"] = [
                {"tautan": "https://contoh.id/bukti", "keterangan": f"Laporan {self._say.thing()}"}
            ]
        commitment.heard.append(status)
        return fact

    def _status(self, commitment: Commitment, *, in_meeting: bool) -> str:
        if not commitment.is_open:  # confirmed, or opened again
            return "selesai" if in_meeting and self._chance.random() < 0.7 else "berjalan"
        if not commitment.heard:
            return self._chance.choices(("berjalan", "terkendala", "selesai", "dicabut"), (35, 18, 45, 2))[0]
        return self._chance.choices(("berjalan", "terkendala", "selesai"), (2, 1, 7))[0]

    # --- texts ---

    def _body(self, commitments: list[Commitment]) -> str:
        """The minutes: paragraphs, lists, a table and links under headings."""
        agencies = self._chance.sample(self._agencies, 3)
        linked = [each.directive for each in self._chance.sample(commitments, min(3, len(commitments)))]
        rows = [f"| [[{each}]] | {self._say.thing()} | {self._chance.randint(1, 99)} |" for each in agencies]
        parts = [
            self._say.sentences(50),
            "## Pembukaan",
            f"{self._say.sentences(45)} **{self._say.sentence()}** {self._say.sentences(30)}",
            f"> {self._say.sentences(25)}",
            "## Pokok rapat",
            self._say.sentences(50),
            "\n".join(f"- [[{each}]]: {self._say.sentence()}" for each in linked) or self._say.sentence(),
            self._say.sentences(50),
            "## Angka yang disebut",
            "\n".join(["| OPD | Yang dihitung | Jumlah |", "|---|---|---:|", *rows]),
            self._say.sentences(60),
            "## Tanggapan",
            "\n".join(
                f"{number}. [[{each}|Wakil OPD]]: {self._say.sentences(20)}"
                for number, each in enumerate(agencies, 1)
            ),
            f"{self._say.sentences(40)} *{self._say.sentence()}*",
            "## Penutup",
        ]
        missing = self._options.body_words - sum(len(each.split()) for each in parts)
        return "\n\n".join([*parts, self._say.sentences(max(missing, 1))])

    def _note(self, path: str, fact: Fact, body: str) -> None:
        file = self._content / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("\n".join(["---", *lines(fact), "---", "", body, ""]), encoding="utf-8")


def _plan_of(day: dt.date) -> int:
    """The first year of the plan that is in force."""
    return day.year - (day.year - LAST_DAY.year - 1) % PLAN_YEARS


def arguments() -> argparse.ArgumentParser:
    """The options that shape an archive, with their usual values."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--meetings", type=int, default=100)
    parser.add_argument("--directives", type=int, default=10, help="a meeting")
    parser.add_argument("--commitments", type=int, default=3, help="a directive")
    parser.add_argument("--follow-ups", type=int, default=20, help="a meeting, a quarter of them in a report")
    parser.add_argument("--agencies", type=int, default=42)
    parser.add_argument("--body-words", type=int, default=650, help="a meeting, at the least")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--no-search", dest="search", action="store_false", help="in its settings")
    return parser


def main() -> None:
    """Write the archive that the options ask for, with its settings."""
    options = arguments().parse_args()
    Archive(options.folder, options).write()
    first = _plan_of(LAST_DAY)
    search = str(options.search).lower()
    settings = SETTINGS.format(as_of=AS_OF, search=search, plan=first, end=first + PLAN_YEARS - 1)
    (options.folder / "mkdocs.yml").write_text(settings, encoding="utf-8")


if __name__ == "__main__":
    main()
