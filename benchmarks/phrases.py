"""Indonesian phrases without meaning: sentences as long and as varied as those of real notes."""

import random
from collections.abc import Sequence

VERBS = (
    "perbaiki data salurkan susun bersihkan periksa lengkapi percepat hitung awasi petakan terbitkan "
    "gabungkan sederhanakan umumkan latih tata serahkan pasang rawat"
).split()
_THINGS = (
    "jalan desa|saluran irigasi|izin usaha|bantuan pangan|gedung sekolah|daftar aset|jaringan air|"
    "tempat pelelangan|rencana anggaran|obat puskesmas|jembatan kecamatan|data petani|loket pelayanan|"
    "kapal nelayan|rumah layak huni|angkutan sekolah|lahan parkir|sampah pasar|arsip daerah|bibit padi|"
    "pelatihan kerja|jadwal pelayanan|peta bencana|taman kota|tagihan pajak|sistem pengaduan"
).split("|")
_PLACES = (
    "di semua kecamatan|di wilayah utara|di wilayah selatan|di tiga kabupaten|sebelum akhir tahun|"
    "bersama pemerintah kota|untuk keluarga penerima|menurut data terakhir|di kawasan pesisir|"
    "tanpa menambah anggaran|untuk tahun depan|di lokasi percontohan|bersama perangkat desa"
).split("|")
_SUBJECTS = (
    "Perangkat daerah|Petugas di lapangan|Kepala bidang|Tim gabungan|Masyarakat|Sekretariat|"
    "Para penyuluh|Dinas teknis|Pemerintah desa|Pihak ketiga|Bagian keuangan|Pengelola"
).split("|")
_DOES = (
    "menyampaikan|mencocokkan|menyelesaikan|memeriksa|melaporkan|membahas|menyiapkan|memperbarui|"
    "menunggu|mengusulkan|menetapkan|mengumpulkan"
).split("|")
_ENDINGS = (
    "paling lambat akhir bulan|dengan angka yang sama|agar tidak ada yang terlewat|sesuai kesepakatan|"
    "lewat satu pintu|setelah ada kepastian anggaran|supaya warga tidak menunggu|seperti tahun lalu|"
    "dan memasang hasilnya di papan pengumuman|sebelum rapat berikutnya|bersama kecamatan setempat"
).split("|")
TOPICS = (
    "air|anggaran|aset|bencana|data|digital|infrastruktur|investasi|kesehatan|lingkungan|nelayan|pajak|"
    "pangan|pariwisata|pasar|pelayanan publik|pendidikan|perizinan|perumahan|pertanian|sosial|"
    "tenaga kerja|transportasi|tata kelola"
).split("|")


class Phrases:
    """Draws phrases from a source of chance."""

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance

    def thing(self) -> str:
        return self._chance.choice(_THINGS)

    def things(self) -> str:
        return " dan ".join(self._chance.sample(_THINGS, 2))

    def title(self) -> str:
        """What is asked for, as “Petakan lahan parkir dan arsip daerah di wilayah utara”."""
        verb, place = self._chance.choice(VERBS), self._chance.choice(_PLACES)
        return f"{verb.capitalize()} {self.things()} {place}"

    def sentence(self) -> str:
        """About fourteen words."""
        parts = (self._chance.choice(each) for each in (_SUBJECTS, _DOES, _PLACES, _ENDINGS))
        subject, does, place, ending = parts
        return f"{subject} {does} {self.things()} {place}, {ending}."

    def sentences(self, words: int) -> str:
        """Sentences of so many words together, or a few more."""
        said: list[str] = []
        while sum(each.count(" ") + 1 for each in said) < words:
            said.append(self.sentence())
        return " ".join(said)

    def topics(self) -> Sequence[str]:
        return sorted(self._chance.sample(TOPICS, 2))
