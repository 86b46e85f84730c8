"""What pages share: bars, commitments that look alike, and the mark of samples."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archives import agency, archive, meeting, report
from tuntas.archive.progress import Progress
from tuntas.read.facts import AgencyId, DirectiveId
from tuntas.render.views.agency import agencies_view, agency_view
from tuntas.render.views.home import home_view
from tuntas.render.views.parts import BAR, Parts, tally
from tuntas.render.views.pending import open_list_view

NINE = {path: text for number in range(9) for path, text in agency(f"opd-{number}").items()}
ALL = "arahan:\n  - id: kabarkan\n    judul: Kabarkan\n    komitmen: [{opd: semua, tindakan: Mengabarkan}]\n"
DIRECTIVE = DirectiveId("2026-01-05-rapim/kabarkan")


@given(st.lists(st.integers(min_value=0, max_value=40_000), min_size=5, max_size=5))
def test_a_bar_is_filled_and_hides_no_share(numbers: list[int]) -> None:
    confirmed, reported, ongoing, blocked, unreported = numbers
    shares = tally(
        Progress(
            total=sum(numbers),
            confirmed=confirmed,
            reported=reported,
            ongoing=ongoing,
            blocked=blocked,
            unreported=unreported,
        )
    ).shares
    assert [each.count for each in shares] == [each for each in numbers if each]
    for before, after in pairwise(shares):
        assert before.start + before.width < after.start
    if shares:
        assert shares[0].start == 0
        assert shares[-1].start + shares[-1].width == BAR
        assert min(each.width for each in shares) >= BAR // 100


def test_agencies_that_were_asked_for_the_same_stand_together_until_they_report() -> None:
    said = "tindak_lanjut:\n  - {komitmen: 2026-01-05-rapim/kabarkan/opd-3, status: berjalan}\n"
    found = archive({**NINE, **meeting("2026-01-05", ALL), **report("opd-3", "2026-02-01", said)})
    (group,) = Parts(found, "").asked(DIRECTIVE)
    assert [item.anchor for item in group.items] == ["opd-3"]
    (alike,) = group.alike
    assert len(alike) == 8
    assert {item.action for item in alike} == {"Mengabarkan"}


def test_lead_and_supporting_agencies_are_apart() -> None:
    directive = (
        "arahan:\n  - id: kabarkan\n    judul: Kabarkan\n    komitmen:\n"
        "      - {opd: opd-1, peran: pendukung}\n      - {opd: opd-2}\n"
    )
    found = archive({**NINE, **meeting("2026-01-05", directive)})
    roles = [(group.role, len(group.items)) for group in Parts(found, "").asked(DIRECTIVE)]
    assert roles == [("Penanggung jawab utama", 1), ("Pendukung", 1)]


def test_what_stands_alike_is_one_entry_of_the_silent() -> None:
    found = archive({**NINE, **meeting("2026-01-05", ALL)}, as_of="2026-06-01")
    view = open_list_view(found, "tanpa-kabar/", 30, "../")
    assert (view.total, view.of, view.samples, view.more) == (9, 9, 0, 0)
    (entry,) = view.listed
    assert [link.address for link in entry.agencies][:1] == ["arahan/2026-01-05-rapim/kabarkan/#opd-0"]
    assert len(entry.agencies) == 9


SAMPLE = (
    "contoh: true\narahan:\n  - id: kabarkan\n    judul: 'Contoh: kabarkan'\n"
    "    komitmen: [{opd: opd-1, tenggat: 2026-02-01}]\n"
)
TOLD = (
    "contoh: true\ntindak_lanjut:\n  - komitmen: 2026-01-05-rapim/kabarkan/opd-1\n    status: selesai\n"
    "    catatan: 'Contoh: sudah terbit.'\n    dampak: 'Contoh: warga tahu.'\n"
    "    bukti: [{tautan: 'https://example.org/'}]\n"
)


def test_what_a_badge_marks_is_not_marked_again_in_its_text() -> None:
    found = archive({**NINE, **meeting("2026-01-05", SAMPLE), **report("opd-1", "2026-01-20", TOLD)})
    parts = Parts(found, "")
    item = parts.directive_item(DIRECTIVE)
    assert (item.title, item.sample) == ("Kabarkan", True)
    event = parts.event(found.events[-1])
    assert event.sample
    assert (event.headline, event.note, event.impact) == ("Kabarkan", "<p>Sudah terbit.</p>", "Warga tahu.")
    assert parts.directive(DIRECTIVE).text == "Contoh: kabarkan", "a bare link has no badge"


def test_a_real_text_keeps_its_words() -> None:
    real = ALL.replace("judul: Kabarkan", "judul: 'Contoh: kabarkan'")
    found = archive({**NINE, **meeting("2026-01-05", real)})
    assert Parts(found, "").directive_item(DIRECTIVE).title == "Contoh: kabarkan"


@pytest.mark.parametrize("as_of", ["2026-01-31", "2026-06-01"])
def test_no_figure_counts_samples(as_of: str) -> None:
    notes = {**NINE, **meeting("2026-01-05", SAMPLE), **report("opd-1", "2026-01-20", TOLD)}
    found = archive(notes, as_of=as_of)
    home = home_view(found, 30, "./")
    assert (home.tally.total, home.directives, home.new, home.sample_commitments) == (0, 0, 0, 1)
    assert [card.event.sample for card in home.completions] == [True], "samples show, marked"
    view = agency_view(found, AgencyId("opd-1"), "../../")
    assert (view.lead.total, view.samples, len(view.done)) == (0, 1, 1)
    assert {each.tally.total for group in agencies_view(found, "../").groups for each in group.agencies} == {
        0
    }
