"""Random archives: meetings, reports, follow-ups and corrections in any order and wording."""

from datetime import date, timedelta

from hypothesis import strategies as st

from feeds.documents import PLACES, note
from tuntas.read.characters import forbidden

AS_OF = date(2026, 3, 1)
START = date(2025, 12, 20)
AGENCIES = ("bapenda", "dpupr")
HOSTILE = ("]]>", "<b>x</b>", "A & B", "&amp;", "😀 👩‍👩‍👧", "ريم مرحبا", "x]]><script>", "\"'", "Contoh: a.")

# Whatever may stand in one line of a note; the reader refuses invisible characters.
_LINES = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=30).filter(
    lambda text: forbidden(text) < 0
)
TITLES = st.one_of(st.sampled_from(HOSTILE), _LINES)
TEXTS = TITLES.map(lambda text: text.replace("<", "&lt;"))  # a tag that cannot be published is a problem
DAYS = st.integers(0, 70).map(lambda days: START + timedelta(days=days))
"""So few days that much happens on the same one."""


@st.composite
def histories(draw: st.DrawFn) -> dict[str, str]:
    """The notes of an archive, none of them with a problem."""
    notes = dict(PLACES)
    commitments: list[str] = []
    for day in draw(st.lists(DAYS, unique=True, max_size=3)):
        meeting = f"{day}-rapim"
        directives = []
        for number in range(draw(st.integers(0, 3))):
            asked = draw(st.lists(st.sampled_from(AGENCIES), unique=True))
            directives.append(
                {
                    "id": f"arahan-{number}",
                    "judul": draw(TITLES),
                    "misi": "2025-2029/1",
                    "komitmen": [
                        {"opd": agency, "tenggat": str(draw(DAYS))}
                        if draw(st.booleans())
                        else {"opd": agency}
                        for agency in asked
                    ],
                }
            )
            commitments += [f"{meeting}/arahan-{number}/{agency}" for agency in asked]
        notes[f"meetings/{day.year}/{meeting}.md"] = note(
            judul=draw(TITLES),
            tanggal=str(day),
            pimpinan=draw(TITLES),
            arahan=directives,
            tindak_lanjut=draw(_follow_ups(commitments)),
            koreksi=draw(_CORRECTIONS),
            contoh=str(draw(st.booleans())).lower(),
        )
    for agency in AGENCIES:
        own = [each for each in commitments if each.endswith(agency)]
        for day in draw(st.lists(DAYS, unique=True, max_size=2)):
            said = draw(_follow_ups(own))
            if said:
                notes[f"opd/{agency}/laporan/{day}-kabar.md"] = note(
                    judul=draw(TITLES),
                    tanggal=str(day),
                    tindak_lanjut=said,
                    koreksi=draw(_CORRECTIONS),
                )
    return notes


_DUE = st.fixed_dictionaries({}, optional={"tenggat": DAYS.map(str)})
_CORRECTIONS = st.lists(st.fixed_dictionaries({"tanggal": DAYS.map(str), "uraian": TITLES}), max_size=2)


def _follow_ups(commitments: list[str]) -> st.SearchStrategy[list[dict[str, object]]]:
    if not commitments:
        return st.just([])
    said = st.fixed_dictionaries(
        {
            "komitmen": st.sampled_from(commitments),
            "status": st.sampled_from(["berjalan", "selesai", "terkendala", "dicabut"]),
            "kendala": st.fixed_dictionaries({"uraian": TITLES}),
            "tanggal": DAYS.map(str),
        },
        optional={
            "catatan": TEXTS,
            "dampak": TITLES,
            "tenggat_baru": DAYS.map(str),
            "alasan": st.just("Cuaca"),
            "bukti": st.just([{"tautan": "https://contoh.go.id/?a=1&b=2", "keterangan": "<i>"}]),
        },
    )
    # A moved due date needs its reason.
    return st.lists(said.map(lambda each: {"alasan": "Cuaca", **each}), max_size=4)
