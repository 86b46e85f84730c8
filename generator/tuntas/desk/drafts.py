"""The next notes, as text that an author goes on with: no note is ever loaded and dumped."""

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

import msgspec

from tuntas.archive.archive import Archive, Meeting
from tuntas.archive.corrections import written
from tuntas.archive.pending import urgency
from tuntas.archive.replay import OPEN, State
from tuntas.desk.outstanding import agency_of
from tuntas.desk.refused import Refused
from tuntas.read.facts import CommitmentId
from tuntas.read.slugs import MAX_SLUG, as_slug, is_reserved
from tuntas.render import wording

ROOM = 32 * 1024
"""So many bytes an agenda has at most: with all else it must fit into a note's front matter."""

_STATUSES = "berjalan, terkendala, selesai, atau dicabut"
_NOBODY = "Isi nama pimpinan rapat"


class Draft(msgspec.Struct, frozen=True):
    """The text of a new note, and its file below the folder of the content."""

    file: str
    text: str


def meeting(
    archive: Archive, date: dt.date, title: str, silent_after_days: int, *, another: bool = False
) -> Draft:
    """The note of the next meeting; its agenda is what stands open on the archive's day.

    `another` says that the day may have a meeting already.
    """
    same_day = sorted(each for each in archive.names.meetings if each.startswith(f"{date}-"))
    if same_day and not another:
        raise Refused(
            f"Pada {wording.day(date)} sudah ada rapat “{same_day[0]}”: lanjutkan catatan itu."
            " Bila memang ada rapat lain pada hari yang sama, tambahkan --lagi."
        )
    lines = [
        f"judul: {_text(title)}",
        f"tanggal: {date}",
        "jenis: rapim  # atau rakor, apel, acara, pernyataan",
        '# waktu: "09:00"',
        "# tempat: Pendopo",
        *_chair(archive),
        "# hadir: semua",
        *_UNFINISHED,
        "# arahan:",
        "#   - id: nama-pendek-arahan",
        "#     judul: Apa yang diminta",
        "#     komitmen:",
        "#       - opd: nama-folder-opd",
        "#         tindakan: Apa yang akan dikerjakan",
        "#         ukuran: Bagaimana orang tahu bahwa itu selesai",
        f"#         tenggat: {date + dt.timedelta(days=30)}",
        *_agenda(archive, date, silent_after_days),
    ]
    return Draft(f"meetings/{date.year}/{_dated(date, title)}.md", _note(lines))


def report(archive: Archive, slug: str, date: dt.date, title: str = "") -> Draft:
    """The note of an agency's report: what it is asked for, the most pressing first."""
    agency = agency_of(archive, slug)
    name = archive.agencies[agency].short_name
    asked = (*archive.commitments_of_agency.get(agency, ()), *archive.inherited_by.get(agency, ()))
    ids = _pressing(archive, dict.fromkeys(asked))
    if not ids:
        raise Refused(f"Tidak ada yang dapat dilaporkan: {name} tidak punya komitmen yang masih terbuka.")
    title = title or f"Laporan {name} {wording.day(date)}"
    lines = [
        f"judul: {_text(title)}",
        f"tanggal: {date}",
        *_UNFINISHED,
        "tindak_lanjut:",
        f"  # Ubah statusnya ({_STATUSES}), lengkapi, dan hapus yang tidak dilaporkan.",
        "  # Foto disimpan sebagai berkas di samping catatan ini.",
        *_entry(archive, ids[0], mark=""),
        "    # catatan: Satu kalimat tentang keadaannya.",
        "    # persen: 50",
        "    # bukti:",
        "    #   - foto: nama-berkas.jpg",
        "    #     keterangan: Apa yang tampak di foto",
    ]
    rest = (line for id in ids[1:] for line in (*_heading(archive, [id]), *_entry(archive, id, mark="# ")))
    lines += _fitting(rest)
    return Draft(f"opd/{agency}/laporan/{_dated(date, title)}/index.md", _note(lines))


def agency(archive: Archive, slug: str, name: str, short_name: str = "") -> Draft:
    """The note of an agency."""
    if as_slug(slug) != slug or is_reserved(slug):
        raise Refused(
            f"“{slug}” tidak dapat menjadi nama folder. Pakai huruf kecil, misalnya “{as_slug(slug)}”."
        )
    if slug in archive.names.agencies:
        raise Refused(f"OPD “{slug}” sudah ada: lihat opd/{archive.names.agencies[slug]}/index.md.")
    lines = [
        f"nama: {_text(name)}",
        f"singkatan: {_text(short_name or slug.upper())}",
        "# jenis: dinas  # atau badan, biro, kecamatan ...",
        "# situs: https://contoh.go.id/",
        f"# sejak: {archive.as_of}",
        "# menggantikan: [opd-lama]  # komitmen yang terbuka ikut berpindah",
    ]
    return Draft(f"opd/{slug}/index.md", _note(lines))


def innovation(archive: Archive, slug: str, name: str) -> Draft:
    """The note of an agency's innovation."""
    owner = agency_of(archive, slug)
    lines = [
        f"nama: {_text(name)}",
        f"mulai: {archive.as_of.year}",
        "# bentuk: pelayanan-publik  # atau tata-kelola, lainnya",
        "# digital: true",
        "# tahap: inisiatif  # lalu uji-coba, penerapan",
    ]
    return Draft(f"opd/{owner}/inovasi/{_slug(name, MAX_SLUG)}.md", _note(lines))


_UNFINISHED = ("draf: true  # hapus baris ini bila catatan siap diterbitkan",)


def _text(text: str) -> str:
    """A title as it stands in front matter, in one line."""
    return written(" ".join(text.split()))


def _note(lines: Iterable[str]) -> str:
    return "\n".join(["---", *lines, "---", "", ""])


def _dated(date: dt.date, title: str) -> str:
    return f"{date}-{_slug(title, MAX_SLUG - len(f'{date}-'))}"


def _slug(title: str, longest: int) -> str:
    slug = as_slug(title)
    if not slug:
        raise Refused(f"Dari judul “{title}” tidak dapat dibuat nama berkas: pakai huruf atau angka Latin.")
    return slug if len(slug) <= longest else slug[: longest + 1].rpartition("-")[0] or slug[:longest]


def _chair(archive: Archive) -> Iterator[str]:
    """Whoever led the last meeting of this government."""
    own = [each for each in archive.meetings.values() if _is_own(archive, each)]
    if not own:
        yield f"pimpinan: {_NOBODY}"
        return
    chair = max(own, key=lambda each: (each.fact.date, each.id)).fact.chair
    yield "pimpinan:"
    yield f"  nama: {written(chair.name)}"
    if chair.office:
        yield f"  jabatan: {written(chair.office)}"


def _is_own(archive: Archive, meeting: Meeting) -> bool:
    return meeting.government == archive.government and not meeting.origin.sample


# --- the agenda ---


def _agenda(archive: Archive, date: dt.date, silent_after_days: int) -> Iterator[str]:
    """What is late, silent, blocked or due by the meeting, to be kept or deleted."""

    def calls(state: State) -> bool:
        is_due = state.due is not None and state.due <= date
        return is_due or state.obstacle is not None or state.days_silent >= silent_after_days

    directives = archive.directives
    own = (
        id
        for id, each in archive.commitments.items()
        if archive.meetings[directives[each.directive].meeting].government == archive.government
    )
    ids = [id for id in _pressing(archive, own) if calls(archive.states[id])]
    yield "# tindak_lanjut:"
    if not ids:
        yield "#   - komitmen: rapat/arahan/opd  # tidak ada yang lewat tenggat, terkendala, atau tanpa kabar"
        yield f"#     status: berjalan  # {_STATUSES}"
        return
    yield "#   Yang lewat tenggat, terkendala, tanpa kabar, atau jatuh tempo sampai hari rapat ini."
    yield "#   Untuk yang dibahas: buang tanda pagar di depannya (juga di depan `tindak_lanjut:`) dan"
    yield f"#   ubah statusnya ({_STATUSES}); hapus yang lain."
    alike = (list(group) for _, group in groupby(ids, key=lambda id: _looks(archive, id)))
    entries = (
        line
        for group in alike
        for line in (
            *_heading(archive, group),
            *(line for id in group for line in _entry(archive, id, mark="# ")),
        )
    )
    yield from _fitting(entries)


def _pressing(archive: Archive, ids: Iterable[CommitmentId]) -> list[CommitmentId]:
    """What is open, the most pressing first and samples last, with what belongs to one directive together."""
    states, of = archive.states, archive.commitments
    found = [id for id in ids if states[id].status in OPEN]
    return sorted(found, key=lambda id: (of[id].origin.sample, urgency(states[id]), of[id].directive, id))


def _looks(archive: Archive, id: CommitmentId) -> tuple[object, ...]:
    state = archive.states[id]
    obstacle = state.obstacle.text if state.obstacle else ""
    return (archive.commitments[id].directive, urgency(state), state.status, obstacle)


def _heading(archive: Archive, group: Sequence[CommitmentId]) -> Iterator[str]:
    """What is asked for, and how it stands."""
    commitment, state = archive.commitments[group[0]], archive.states[group[0]]
    sample = commitment.origin.sample
    title = archive.directives[commitment.directive].fact.title
    title = wording.SAMPLE * sample + wording.unmarked(title, sample=sample)
    said = [wording.overdue(state) or wording.due(state.due), wording.silent(state)]
    if state.obstacle is not None:
        said.append(f"terkendala: {state.obstacle.text}")
    told = "; ".join(each for each in said if each)
    yield f"  # {title} – {told}".replace("\n", " ")


def _entry(archive: Archive, id: CommitmentId, mark: str) -> Iterator[str]:
    status = archive.states[id].status
    yield f"  {mark}- komitmen: {id}"
    yield f"  {mark}  status: {'berjalan' if status == 'belum' else status}"
    if status == "terkendala" and (obstacle := archive.states[id].obstacle):
        yield f"  {mark}  kendala: {{uraian: {_one_line(obstacle.text)}}}"


def _one_line(text: str) -> str:
    """A text between quotes, which no sign in it can end."""
    return '"' + re.sub(r'(["\\])', r"\\\1", " ".join(text.split())) + '"'


def _fitting(lines: Iterable[str]) -> Iterator[str]:
    """The lines until there is no room; says how many more there are."""
    room, left = ROOM, 0
    for line in lines:
        room -= len(line.encode()) + 1
        if room > 0:
            yield line
        elif "- komitmen: " in line:
            left += 1
    if left:
        yield f"  # … dan {wording.number(left)} komitmen lagi: lihat `tuntas list`."
