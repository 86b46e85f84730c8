"""Lists that stay light: by month, by status, by role; and the hand-out for a meeting."""

import pytest

from archives import agency, archive, meeting, report
from tuntas.archive.progress import Stage
from tuntas.read.facts import AgencyId, MissionId
from tuntas.render.redirects import moves
from tuntas.render.views.agency import agency_role_view
from tuntas.render.views.briefing import MAX_LISTED, MIN_OF_GROUP, briefing_view
from tuntas.render.views.lists import (
    MAX_LISTED as MAX_OF_LIST,
)
from tuntas.render.views.lists import (
    MAX_OF_MONTH,
    directives_of_month_view,
    directives_of_stage_view,
    directives_of_year_view,
    directives_view,
    meetings_of_year_view,
    mission_year_view,
    topic_view,
)
from tuntas.render.views.plan import mission_view
from tuntas.vocabulary import Role

OPD = AgencyId("opd-1")


def asked(count: int, more: str = "") -> str:
    rows = (
        f"  - id: arahan-{number}\n    judul: Arahan {number}\n    komitmen: [{{opd: opd-1{more}}}]\n"
        for number in range(count)
    )
    return "arahan:\n" + "".join(rows)


MANY = MAX_OF_MONTH + 5
TWO_MONTHS = {
    **agency("opd-1"),
    **meeting("2026-01-05", asked(MANY)),
    **meeting("2026-03-01", asked(2)),
    **meeting("2025-12-31", asked(1)),
}


def test_a_year_shows_the_newest_of_each_month_and_a_month_shows_all() -> None:
    found = archive(TWO_MONTHS)
    year = directives_of_year_view(found, 2026, "../../")
    assert [(each.link.text, each.total, len(each.entries)) for each in year.months] == [
        ("Maret 2026", 2, 2),
        ("Januari 2026", MANY, MAX_OF_MONTH),
    ]
    month = directives_of_month_view(found, 2026, 1, "../../../")
    assert len(month.directives) == MANY
    assert month.directives[:MAX_OF_MONTH] == year.months[1].entries
    assert [link.text for link in month.up] == ["Arahan", "2026"]
    meetings = meetings_of_year_view(found, 2026, "../../")
    assert [each.entries[0].day.iso for each in meetings.months] == ["2026-03-01", "2026-01-05"]


def test_each_directive_stands_in_one_list_by_status_that_the_years_hold_whole() -> None:
    told = "tindak_lanjut:\n  - {komitmen: 2026-03-01-rapim/arahan-0/opd-1, status: berjalan}\n"
    found = archive({**TWO_MONTHS, **report("opd-1", "2026-03-05", told)})
    years = [2025, 2026]
    held = [
        each.address
        for stage in Stage
        for year in years
        if (stage, year) in found.directives_of_stage
        for each in directives_of_stage_view(found, stage, year, "../../../../").directives
    ]
    assert sorted(held) == sorted(f"arahan/{id}/" for id in found.directives)
    counted = {item.standing.key: item.count for item in directives_view(found, "../").stages}
    assert (counted["berjalan"], counted["belum"], counted["selesai"]) == (1, MANY + 2, 0)
    ongoing = directives_of_stage_view(found, Stage.ONGOING, 0, "../../../")
    assert [item.title for item in ongoing.directives] == ["Arahan 0"]


def test_a_topic_shows_its_newest_and_its_years_hold_all() -> None:
    many = MAX_OF_LIST + 3
    rows = asked(many).replace("    komitmen:", "    topik: [Air]\n    komitmen:")
    older = asked(2).replace("    komitmen:", "    topik: [Air]\n    komitmen:")
    found = archive({**meeting("2026-01-05", rows), **meeting("2025-06-01", older)})
    topic = topic_view(found, "air", 0, "../../")
    assert (len(topic.directives), topic.total) == (MAX_OF_LIST, many + 2)
    assert [(each.link.address, each.count) for each in topic.years] == [
        ("topik/air/2026/", many),
        ("topik/air/2025/", 2),
    ]
    years = [topic_view(found, "air", each, "../../../") for each in (2026, 2025)]
    assert years[0].directives[:MAX_OF_LIST] == topic.directives
    assert [len(year.directives) for year in years] == [many, 2]


def test_spellings_of_a_topic_are_one_topic() -> None:
    def of(*topics: str) -> str:
        listed = ", ".join(f"'{each}'" for each in topics)
        return asked(1).replace("    komitmen:", f"    topik: [{listed}]\n    komitmen:")

    found = archive(
        {
            **meeting("2026-01-05", of("pajak & bea", "Kafé")),
            **meeting("2026-02-05", of("Pajak-Bea", "kafe", "水")),
            **meeting("2026-03-05", of("水", "Pajak Bea")),
        }
    )
    assert found.topics == {
        "kafe": ("Kafé", "kafe"),
        "lain": ("水",),
        "pajak-bea": ("Pajak Bea", "Pajak-Bea", "pajak & bea"),
    }
    assert [
        (each.link.text, each.link.address, each.count) for each in directives_view(found, "../").topics
    ] == [
        ("Kafé", "topik/kafe/", 2),
        ("水", "topik/lain/", 2),
        ("Pajak Bea", "topik/pajak-bea/", 3),
    ]
    topic = topic_view(found, "pajak-bea", 0, "../../")
    assert topic.title == "Topik: Pajak Bea"
    assert topic.lead == "Juga ditulis “Pajak-Bea”, “pajak & bea”."
    assert [each.day.iso for each in topic.directives] == ["2026-03-05", "2026-02-05", "2026-01-05"]


def test_the_years_of_a_mission_hold_all_its_directives() -> None:
    plan = {
        "rpjmd/2025-2029.md": "---\njudul: RPJMD\nmulai: 2025\nselesai: 2029\n"
        "misi: [{nomor: 1, judul: Maju}]\n---\n"
    }
    rows = asked(MAX_OF_LIST + 3).replace("    komitmen:", "    misi: 1\n    komitmen:")
    older = asked(1).replace("    komitmen:", "    misi: 1\n    komitmen:")
    found = archive({**plan, **meeting("2026-01-05", rows), **meeting("2025-06-01", older)})
    mission = mission_view(found, MissionId("2025-2029/1"), "../../../")
    assert (len(mission.directives), mission.total) == (MAX_OF_LIST, MAX_OF_LIST + 4)
    assert [each.link.address for each in mission.years] == [
        "rpjmd/2025-2029/1/2026/",
        "rpjmd/2025-2029/1/2025/",
    ]
    held = [
        each.address
        for year in (2026, 2025)
        for each in mission_year_view(found, MissionId("2025-2029/1"), year, "../../../../").directives
    ]
    assert sorted(held) == sorted(f"arahan/{id}/" for id in found.directives)


@pytest.mark.parametrize("stage", Stage)
def test_a_status_without_directives_has_a_page(stage: Stage) -> None:
    view = directives_of_stage_view(archive({}), stage, 0, "../../../")
    assert (view.total, view.directives) == (0, ())
    assert view.lead


def test_a_role_lists_what_was_asked_in_it_alone() -> None:
    both = (
        "arahan:\n  - id: a\n    judul: A\n    komitmen: [{opd: opd-1}]\n"
        "  - id: b\n    judul: B\n    komitmen: [{opd: opd-1, peran: pendukung}]\n"
    )
    found = archive({**agency("opd-1"), **meeting("2026-01-05", both)})
    listed = {role: agency_role_view(found, OPD, role, "../../../") for role in Role}
    assert {role: [item.directive.text for item in view.open] for role, view in listed.items()} == {
        Role.LEAD: ["A"],
        Role.SUPPORTING: ["B"],
    }
    assert all(view.tally.total == 1 for view in listed.values())


def test_a_hand_out_tells_each_open_commitment_in_one_group() -> None:
    directives = (
        "arahan:\n"
        "  - id: lewat\n    judul: Lewat\n    komitmen: [{opd: opd-1, tenggat: 2026-02-01}]\n"
        "  - id: terhambat\n    judul: Terhambat\n    komitmen: [{opd: opd-1}]\n"
        "  - id: diam\n    judul: Diam\n    komitmen: [{opd: opd-1, peran: pendukung}]\n"
        "  - id: jalan\n    judul: Jalan\n    komitmen: [{opd: opd-1, tenggat: 2026-12-01}]\n"
        "  - id: tuntas\n    judul: Tuntas\n    komitmen: [{opd: opd-1}]\n"
    )
    told = (
        "tindak_lanjut:\n"
        "  - komitmen: 2026-01-05-rapim/terhambat/opd-1\n    status: terkendala\n"
        "    kendala: {uraian: Belum ada lahan}\n"
        "  - {komitmen: 2026-01-05-rapim/jalan/opd-1, status: berjalan}\n"
        "  - {komitmen: 2026-01-05-rapim/tuntas/opd-1, status: selesai}\n"
    )
    sample = "contoh: true\n" + asked(1)
    notes = {
        **agency("opd-1"),
        **meeting("2026-01-05", directives),
        **meeting("2026-02-20", sample, name="contoh"),
        **report("opd-1", "2026-03-20", told),
    }
    view = briefing_view(archive(notes, as_of="2026-03-31"), OPD, 30, "../../../")
    assert {group.key: [item.directive.text for item in group.items] for group in view.groups} == {
        "lewat-tenggat": ["Lewat"],
        "terkendala": ["Terhambat"],
        "tanpa-kabar": ["Diam", "Arahan 0"],
        "berjalan": ["Jalan"],
    }
    assert (view.lead, view.supporting, view.samples) == (3, 1, 1), "no figure counts samples"
    assert (view.overdue, view.blocked, view.silent, view.without_due) == (1, 1, 2, 2)
    assert [item.directive.text for item in view.done] == ["Tuntas"]


@pytest.mark.parametrize("due", ["", ", tenggat: 2026-02-01"])
def test_a_hand_out_fits_on_a_sheet_however_much_is_open(due: str) -> None:
    found = archive({**agency("opd-1"), **meeting("2026-01-05", asked(60, due))}, as_of="2026-06-01")
    view = briefing_view(found, OPD, 30, "../../../")
    assert [group.total for group in view.groups] == [60]
    assert all(MIN_OF_GROUP <= len(group.items) <= MAX_LISTED for group in view.groups)


def test_an_agencys_lists_are_found_under_its_earlier_name() -> None:
    found = archive({**agency("opd-1", "alias: [opd-lama]\n"), **meeting("2026-01-05", asked(1))})
    led = moves(found, (), ())
    for below in ("", "bahan/", "utama/", "pendukung/", "2026/"):
        assert led[f"opd/opd-lama/{below}"] == f"opd/opd-1/{below}"


def test_lists_that_are_gone_lead_to_what_is_there() -> None:
    gone = [
        "/arahan/2020/07/",
        "/arahan/status/terkendala/2020/",
        "/rapim/2020/07/",
        "/opd/x/bahan/",
        "/topik/air/2020/",
        "/rpjmd/2025-2029/1/2025/",
    ]
    led = moves(archive({}), (), gone)
    assert led == {
        "arahan/2020/07/": "arahan/",
        "arahan/status/terkendala/2020/": "arahan/",
        "rapim/2020/07/": "rapim/",
        "opd/x/bahan/": "opd/",
        "topik/air/2020/": "arahan/",
        "rpjmd/2025-2029/1/2025/": "rpjmd/",
    }
