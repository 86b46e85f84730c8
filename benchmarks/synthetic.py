"""Write a synthetic archive in the note format: for measuring, and for looking at size.

    python benchmarks/synthetic.py FOLDER --meetings 1000

Each meeting issues ten directives of three commitments each, and twenty follow-ups come a meeting,
half heard in meetings and half in reports. The same options and seed give the same files.
"""

import argparse
import datetime as dt
import random
from pathlib import Path

WORDS = (
    "air aksi anggaran antrean aset bantuan bencana berkas bukti cepat daerah data desa digital "
    "dinas hasil informasi irigasi jalan jembatan kabupaten kecamatan kegiatan kerja kesehatan kota "
    "lahan laporan layanan lingkungan masyarakat mutu nelayan pajak pangan pasar pelatihan pelayanan "
    "pembangunan pendidikan perbaikan perizinan petani prioritas program provinsi publik rencana "
    "rumah sarana sekolah sungai target tenaga usaha wilayah warga"
).split()
STATUSES = ("berjalan", "berjalan", "terkendala", "selesai", "selesai")
FIRST_DAY = dt.date(2017, 1, 3)


class Archive:
    """Writes one archive; everything in it comes from the seed."""

    def __init__(self, folder: Path, options: argparse.Namespace) -> None:
        self.content = folder / "content"
        self.options = options
        self.random = random.Random(options.seed)
        self.agencies = [f"opd-{number:02}" for number in range(1, options.agencies + 1)]
        self.open: list[tuple[dt.date, str, str]] = []

    def write(self) -> None:
        for slug in self.agencies:
            name = slug.upper().replace("-", " ")
            self._write(f"opd/{slug}/index.md", [f"nama: Dinas {name}", f"singkatan: {name}"], self._text(40))
        self._write(
            "rpjmd/2017-2046.md",
            ["judul: RPJMD", "mulai: 2017", "selesai: 2046", "misi:"]
            + [f"  - {{nomor: {number}, judul: {self._words(8)}}}" for number in range(1, 6)],
            self._text(40),
        )
        step = 3650 / self.options.meetings
        for number in range(self.options.meetings):
            self._meeting(number, FIRST_DAY + dt.timedelta(days=int(number * step)))

    def _meeting(self, number: int, day: dt.date) -> None:
        id = f"{day}-rapim-{number}"
        lines = [
            f"judul: Rapat {self._words(5)}",
            f"tanggal: {day}",
            "tempat: Pendopo",
            "pimpinan: {nama: Gubernur, jabatan: Gubernur}",
            "hadir: [" + ", ".join(sorted(self.random.sample(self.agencies, 8))) + "]",
        ]
        half = self.options.follow_ups // 2
        lines += self._follow_ups(day, half)
        self._report(number, day, self.options.follow_ups - half)
        lines.append("arahan:")
        for index in range(self.options.directives):
            lines += self._directive(id, day, index)
        body = "\n\n".join(f"## {self._words(4).capitalize()}\n\n{self._text(110)}" for _ in range(5))
        self._write(f"meetings/{day.year}/{id}.md", lines, body)

    def _directive(self, meeting: str, day: dt.date, index: int) -> list[str]:
        slug = f"arahan-{index + 1}"
        lines = [
            f"  - id: {slug}",
            f"    judul: {self._words(9).capitalize()}.",
            f"    uraian: {self._words(40).capitalize()}.",
            f"    misi: {self.random.randint(1, 5)}",
            f"    topik: [{self.random.choice(WORDS)}, {self.random.choice(WORDS)}]",
            "    komitmen:",
        ]
        for agency in self.random.sample(self.agencies, self.options.commitments):
            due = day + dt.timedelta(days=self.random.randint(20, 200))
            lines += [
                f"      - opd: {agency}",
                f"        tindakan: {self._words(12).capitalize()}.",
                f"        ukuran: {self._words(8).capitalize()}.",
                f"        tenggat: {due}",
            ]
            self.open.append((day, f"{meeting}/{slug}/{agency}", agency))
        return lines

    def _follow_ups(self, day: dt.date, count: int, agency: str = "") -> list[str]:
        known = [each for each in self.open[-3000:] if each[0] < day]
        if agency:
            known = [each for each in known if each[2] == agency]
        chosen = self.random.sample(known, min(count, len(known)))
        lines = ["tindak_lanjut:"] if chosen else []
        for _, commitment, _ in chosen:
            status = self.random.choice(STATUSES)
            lines += [f"  - komitmen: {commitment}", f"    status: {status}"]
            lines.append(f"    catatan: {self._words(20).capitalize()}.")
            if status == "terkendala":
                who = self.random.choice(self.agencies)
                lines.append(f"    kendala: {{uraian: {self._words(8)}, butuh_dari: {who}}}")
            if status == "selesai":
                lines.append("    bukti: [{tautan: 'https://contoh.go.id/bukti', keterangan: Bukti}]")
        return lines

    def _report(self, number: int, day: dt.date, count: int) -> None:
        agency = self.agencies[number % len(self.agencies)]
        follow_ups = self._follow_ups(day, count, agency)
        if follow_ups:
            lines = [f"judul: Laporan {self._words(4)}", f"tanggal: {day}", *follow_ups]
            self._write(f"opd/{agency}/laporan/{day}-laporan-{number}.md", lines, self._text(60))

    def _write(self, path: str, lines: list[str], body: str) -> None:
        file = self.content / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("---\n" + "\n".join(lines) + f"\n---\n\n{body}\n", encoding="utf-8")

    def _words(self, count: int) -> str:
        return " ".join(self.random.choices(WORDS, k=count))

    def _text(self, words: int) -> str:
        return f"{self._words(words // 2).capitalize()}. **{self._words(3)}** {self._words(words // 2)}."


def main() -> None:
    """Write the archive that the options ask for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--meetings", type=int, default=100)
    parser.add_argument("--directives", type=int, default=10, help="a meeting")
    parser.add_argument("--commitments", type=int, default=3, help="a directive")
    parser.add_argument("--follow-ups", type=int, default=20, help="a meeting")
    parser.add_argument("--agencies", type=int, default=45)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    Archive(options.folder, options).write()
    settings = Path(__file__).resolve().parents[1] / "mkdocs.yml"
    text = settings.read_text("utf-8")
    theme = settings.parent / "theme"
    text = text.replace("custom_dir: theme", f"custom_dir: {theme}")
    (options.folder / "mkdocs.yml").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
