"""The fold: what authors wrote of a commitment, and the events and the state that come of it."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

import pytest

from archives import agency, archive, meeting, report
from tuntas.archive.archive import Archive
from tuntas.archive.events import AnyEvent, CommitmentEvent
from tuntas.archive.names import Target, Thing
from tuntas.archive.replay import State
from tuntas.read.facts import AgencyId, CommitmentId, DirectiveId, IndicatorId, MeetingId, MissionId

# ------------------------------------------------------------------- one commitment and its story

ISSUED = "2026-01-05"
COMMITMENT = "2026-01-05-rapim/jalan/dpupr"
DPUPR = {"opd/dpupr/index.md": "---\nnama: Dinas Pekerjaan Umum\nsingkatan: DPUPR\n---\n"}
PROOF = "bukti: [{tautan: https://contoh.id/bukti}]"
STUCK = "status: terkendala, kendala: {uraian: Lahan belum bebas}"


def directive(slug: str, *commitments: str, front: str = "") -> str:
    lines = [f"  - id: {slug}", f"    judul: Arahan {slug}"]
    lines += [f"    {line}" for line in front.splitlines()]
    lines += ["    komitmen:", *(f"      - {{{each}}}" for each in commitments)] if commitments else []
    return "\n".join(lines) + "\n"


def issues(*directives: str) -> str:
    return "arahan:\n" + "".join(directives)


def hears(*follow_ups: str) -> str:
    return "tindak_lanjut:\n" + "".join(f"  - {{{each}}}\n" for each in follow_ups)


def of(commitment: str, said: str) -> str:
    return f"komitmen: {commitment}, {said}"


def told(story: str, due: str = "2026-03-31", *, as_of: str = "2026-12-31") -> Archive:
    """The archive of a story: a line is a day, `laporan` or `rapim`, and the follow-up heard there.

    Lines of the same day and kind stand in one note. `ganti` and `cabut` stand for a meeting whose
    directive replaces or revokes the commitment's own.
    """
    notes = DPUPR | meeting(ISSUED, issues(directive("jalan", f"opd: dpupr, tenggat: {due}")))
    heard: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for line in filter(None, map(str.strip, story.splitlines())):
        day, where, *said = line.split(maxsplit=2)
        if where in {"ganti", "cabut"}:
            key = {"ganti": "menggantikan", "cabut": "mencabut"}[where]
            later = directive("baru", front=f"{key}: {COMMITMENT.rpartition('/')[0]}")
            notes |= meeting(day, issues(later), name="penutup")
        else:
            heard[day, where].append(of(COMMITMENT, *said))
    for (day, where), said in heard.items():
        notes |= report("dpupr", day, hears(*said)) if where == "laporan" else meeting(day, hears(*said))
    return archive(notes, as_of)


def events(seen: Sequence[AnyEvent]) -> list[str]:
    return [f"{event.date} {type(event).__name__}" for event in seen]


def standing(state: State) -> dict[str, object]:
    """A state without what says nothing: what is None, zero or empty. Dates are told as texts."""
    done = state.completion
    known = {
        "status": state.status.value,
        "due": state.due,
        "percent": state.percent,
        "reported": done and done.reported,
        "confirmed": done and done.confirmed,
        "since": done and done.date,
        "late": done and (done.days_late or None),
        "unproven": bool(done and not done.evident) or None,
        "obstacle": state.obstacle and state.obstacle.text,
        "closed_by": state.closed_by,
        "overdue": state.days_overdue or None,
        "silent": state.days_silent or None,
    }
    return {
        key: str(value) if isinstance(value, date) else value
        for key, value in known.items()
        if value is not None
    }


class Case(NamedTuple):
    story: str
    events: list[str]
    """After the meeting and the directive."""
    state: dict[str, object]
    due: str = "2026-03-31"
    as_of: str = "2026-03-31"


DONE: dict[str, object] = {"status": "selesai", "due": "2026-03-31", "percent": 100}
CASES = {
    "nothing yet": Case("", [], {"status": "belum", "due": "2026-03-31", "silent": 85}),
    "going on": Case(
        "2026-02-01 laporan status: berjalan, persen: 40",
        ["2026-02-01 ProgressReported"],
        {"status": "berjalan", "due": "2026-03-31", "percent": 40, "silent": 58},
    ),
    "a percentage stays until another is told": Case(
        """
        2026-02-01 laporan status: berjalan, persen: 40
        2026-02-02 laporan status: berjalan
        """,
        ["2026-02-01 ProgressReported", "2026-02-02 ProgressReported"],
        {"status": "berjalan", "due": "2026-03-31", "percent": 40, "silent": 57},
    ),
    "blocked": Case(
        f"2026-02-01 laporan {STUCK}",
        ["2026-02-01 ObstacleRaised"],
        {"status": "terkendala", "due": "2026-03-31", "obstacle": "Lahan belum bebas", "silent": 58},
    ),
    "no longer blocked": Case(
        f"""
        2026-02-01 laporan {STUCK}
        2026-02-10 laporan status: berjalan
        """,
        ["2026-02-01 ObstacleRaised", "2026-02-10 ProgressReported"],
        {"status": "berjalan", "due": "2026-03-31", "silent": 49},
    ),
    "reported complete": Case(
        f"2026-02-01 laporan status: selesai, {PROOF}",
        ["2026-02-01 CompletionReported"],
        DONE | {"reported": "2026-02-01", "since": "2026-02-01"},
    ),
    "reported complete, without evidence": Case(
        "2026-02-01 laporan status: selesai",
        ["2026-02-01 CompletionReported"],
        DONE | {"reported": "2026-02-01", "since": "2026-02-01", "unproven": True},
    ),
    "reported again, this time with evidence": Case(
        f"""
        2026-02-01 laporan status: selesai
        2026-02-05 laporan status: selesai, {PROOF}
        """,
        ["2026-02-01 CompletionReported", "2026-02-05 CompletionReported"],
        DONE | {"reported": "2026-02-01", "since": "2026-02-01"},
    ),
    "an obstacle is gone when all is complete": Case(
        f"""
        2026-02-01 laporan {STUCK}
        2026-02-10 laporan status: selesai, {PROOF}
        """,
        ["2026-02-01 ObstacleRaised", "2026-02-10 CompletionReported"],
        DONE | {"reported": "2026-02-10", "since": "2026-02-10"},
    ),
    "reported, then confirmed": Case(
        f"""
        2026-02-01 laporan status: selesai, {PROOF}
        2026-02-10 rapim status: selesai
        """,
        ["2026-02-01 CompletionReported", "2026-02-10 CompletionConfirmed"],
        DONE | {"reported": "2026-02-01", "confirmed": "2026-02-10", "since": "2026-02-01"},
    ),
    "confirmed by a meeting alone": Case(
        "2026-02-10 rapim status: selesai",
        ["2026-02-10 CompletionConfirmed"],
        DONE | {"confirmed": "2026-02-10", "since": "2026-02-10", "unproven": True},
    ),
    "confirmed, and reported afterwards": Case(
        f"""
        2026-02-10 rapim status: selesai
        2026-02-12 laporan status: selesai, {PROOF}
        """,
        ["2026-02-10 CompletionConfirmed", "2026-02-12 CompletionReported"],
        DONE | {"reported": "2026-02-12", "confirmed": "2026-02-10", "since": "2026-02-10"},
    ),
    "a report comes before a meeting of the same day": Case(
        f"""
        2026-02-10 rapim status: selesai
        2026-02-10 laporan status: selesai, {PROOF}
        """,
        ["2026-02-10 CompletionReported", "2026-02-10 CompletionConfirmed"],
        DONE | {"reported": "2026-02-10", "confirmed": "2026-02-10", "since": "2026-02-10"},
    ),
    "a meeting has the last word on its day": Case(
        f"""
        2026-02-10 rapim {STUCK}
        2026-02-10 laporan status: selesai
        """,
        ["2026-02-10 CompletionReported", "2026-02-10 CommitmentReopened"],
        {"status": "terkendala", "due": "2026-03-31", "obstacle": "Lahan belum bebas", "silent": 49},
    ),
    "within a note the order of its entries decides": Case(
        f"""
        2026-02-10 laporan {STUCK}
        2026-02-10 laporan status: selesai, {PROOF}
        """,
        ["2026-02-10 ObstacleRaised", "2026-02-10 CompletionReported"],
        DONE | {"reported": "2026-02-10", "since": "2026-02-10"},
    ),
    "and the other way round": Case(
        f"""
        2026-02-10 laporan status: selesai, {PROOF}
        2026-02-10 laporan {STUCK}
        """,
        ["2026-02-10 CompletionReported", "2026-02-10 CommitmentReopened"],
        {"status": "terkendala", "due": "2026-03-31", "obstacle": "Lahan belum bebas", "silent": 49},
    ),
    "the date of an entry comes before that of its note": Case(
        f"""
        2026-02-10 laporan status: selesai, {PROOF}
        2026-02-20 laporan status: berjalan, tanggal: 2026-02-05
        """,
        ["2026-02-05 ProgressReported", "2026-02-10 CompletionReported"],
        DONE | {"reported": "2026-02-10", "since": "2026-02-10"},
    ),
    "reopened by progress": Case(
        f"""
        2026-02-01 laporan status: selesai, persen: 100, {PROOF}
        2026-02-10 rapim status: berjalan
        """,
        ["2026-02-01 CompletionReported", "2026-02-10 CommitmentReopened"],
        {"status": "berjalan", "due": "2026-03-31", "silent": 49},
    ),
    "reopened by an obstacle": Case(
        f"""
        2026-02-01 laporan status: selesai, {PROOF}
        2026-02-10 laporan {STUCK}, persen: 80
        """,
        ["2026-02-01 CompletionReported", "2026-02-10 CommitmentReopened"],
        {
            "status": "terkendala",
            "due": "2026-03-31",
            "percent": 80,
            "obstacle": "Lahan belum bebas",
            "silent": 49,
        },
    ),
    "complete again: what was said before it was reopened counts no more": Case(
        f"""
        2026-02-01 laporan status: selesai, {PROOF}
        2026-02-10 rapim status: selesai
        2026-02-15 rapim status: berjalan
        2026-03-01 laporan status: selesai
        """,
        [
            "2026-02-01 CompletionReported",
            "2026-02-10 CompletionConfirmed",
            "2026-02-15 CommitmentReopened",
            "2026-03-01 CompletionReported",
        ],
        DONE | {"reported": "2026-03-01", "since": "2026-03-01", "unproven": True},
    ),
    "revoked": Case(
        f"""
        2026-02-01 laporan {STUCK}
        2026-02-10 rapim status: dicabut
        """,
        ["2026-02-01 ObstacleRaised", "2026-02-10 CommitmentRevoked"],
        {"status": "dicabut", "due": "2026-03-31"},
        as_of="2026-12-31",
    ),
    "revoked, and then going on all the same": Case(
        """
        2026-02-10 rapim status: dicabut
        2026-02-20 rapim status: berjalan
        """,
        ["2026-02-10 CommitmentRevoked", "2026-02-20 ProgressReported"],
        {"status": "berjalan", "due": "2026-03-31", "silent": 39},
    ),
    "revoked after it was complete": Case(
        f"""
        2026-02-01 laporan status: selesai, {PROOF}
        2026-02-10 rapim status: dicabut
        """,
        ["2026-02-01 CompletionReported", "2026-02-10 CommitmentRevoked"],
        {"status": "dicabut", "due": "2026-03-31"},
    ),
    "due today is not late": Case(
        "", [], {"status": "belum", "due": "2026-03-31", "silent": 85}, as_of="2026-03-31"
    ),
    "due yesterday is": Case(
        "",
        ["2026-04-01 DueDatePassed"],
        {"status": "belum", "due": "2026-03-31", "overdue": 1, "silent": 86},
        as_of="2026-04-01",
    ),
    "a due date passes once": Case(
        """
        2026-04-20 laporan status: berjalan
        2026-05-20 laporan status: berjalan
        """,
        ["2026-04-01 DueDatePassed", "2026-04-20 ProgressReported", "2026-05-20 ProgressReported"],
        {"status": "berjalan", "due": "2026-03-31", "overdue": 65, "silent": 15},
        as_of="2026-06-04",
    ),
    "complete on the last day": Case(
        f"2026-03-31 laporan status: selesai, {PROOF}",
        ["2026-03-31 CompletionReported"],
        DONE | {"reported": "2026-03-31", "since": "2026-03-31"},
        as_of="2026-12-31",
    ),
    "complete the day after": Case(
        f"2026-04-01 laporan status: selesai, {PROOF}",
        ["2026-04-01 DueDatePassed", "2026-04-01 CompletionReported"],
        DONE | {"reported": "2026-04-01", "since": "2026-04-01", "late": 1},
        as_of="2026-12-31",
    ),
    "confirmed late, but complete in time": Case(
        f"""
        2026-03-30 laporan status: selesai, {PROOF}
        2026-05-30 rapim status: selesai
        """,
        ["2026-03-30 CompletionReported", "2026-05-30 CompletionConfirmed"],
        DONE | {"reported": "2026-03-30", "confirmed": "2026-05-30", "since": "2026-03-30"},
        as_of="2026-12-31",
    ),
    "reopened after its due date: it passes the day after": Case(
        f"""
        2026-03-30 laporan status: selesai, {PROOF}
        2026-05-30 rapim status: berjalan
        """,
        ["2026-03-30 CompletionReported", "2026-05-30 CommitmentReopened", "2026-05-31 DueDatePassed"],
        {"status": "berjalan", "due": "2026-03-31", "overdue": 62, "silent": 2},
        as_of="2026-06-01",
    ),
    "due date moved before it passed": Case(
        f"""
        2026-03-01 rapim status: berjalan, tenggat_baru: 2026-05-31, alasan: Hujan
        2026-05-31 laporan status: selesai, {PROOF}
        """,
        ["2026-03-01 ProgressReported", "2026-03-01 DueDateMoved", "2026-05-31 CompletionReported"],
        DONE | {"due": "2026-05-31", "reported": "2026-05-31", "since": "2026-05-31"},
        as_of="2026-12-31",
    ),
    "due date moved on its last day": Case(
        "2026-03-31 rapim status: berjalan, tenggat_baru: 2026-05-31, alasan: Hujan",
        ["2026-03-31 ProgressReported", "2026-03-31 DueDateMoved"],
        {"status": "berjalan", "due": "2026-05-31", "silent": 30},
        as_of="2026-04-30",
    ),
    "due date moved after it passed": Case(
        "2026-04-10 rapim status: berjalan, tenggat_baru: 2026-05-31, alasan: Hujan",
        [
            "2026-04-01 DueDatePassed",
            "2026-04-10 ProgressReported",
            "2026-04-10 DueDateMoved",
            "2026-06-01 DueDatePassed",
        ],
        {"status": "berjalan", "due": "2026-05-31", "overdue": 1, "silent": 52},
        as_of="2026-06-01",
    ),
    "due date moved twice": Case(
        f"""
        2026-03-01 rapim status: berjalan, tenggat_baru: 2026-05-31, alasan: Hujan
        2026-05-01 rapim status: berjalan, tenggat_baru: 2026-07-31, alasan: Banjir
        2026-08-02 laporan status: selesai, {PROOF}
        """,
        [
            "2026-03-01 ProgressReported",
            "2026-03-01 DueDateMoved",
            "2026-05-01 ProgressReported",
            "2026-05-01 DueDateMoved",
            "2026-08-01 DueDatePassed",
            "2026-08-02 CompletionReported",
        ],
        DONE | {"due": "2026-07-31", "reported": "2026-08-02", "since": "2026-08-02", "late": 2},
        as_of="2026-12-31",
    ),
    "due date moved back to one that had passed: it does not pass again": Case(
        """
        2026-04-10 rapim status: berjalan, tenggat_baru: 2026-05-31, alasan: Hujan
        2026-04-11 rapim status: berjalan, tenggat_baru: 2026-03-31, alasan: Salah
        """,
        [
            "2026-04-01 DueDatePassed",
            "2026-04-10 ProgressReported",
            "2026-04-10 DueDateMoved",
            "2026-04-11 ProgressReported",
            "2026-04-11 DueDateMoved",
        ],
        {"status": "berjalan", "due": "2026-03-31", "overdue": 30, "silent": 19},
        as_of="2026-04-30",
    ),
    "the same due date again is no move": Case(
        "2026-03-01 rapim status: berjalan, tenggat_baru: 2026-03-31, alasan: Tetap",
        ["2026-03-01 ProgressReported"],
        {"status": "berjalan", "due": "2026-03-31", "silent": 30},
    ),
    "moved with the completion: that counts against the due date in force": Case(
        f"2026-04-10 rapim status: selesai, {PROOF}, tenggat_baru: 2026-05-31, alasan: Hujan",
        ["2026-04-01 DueDatePassed", "2026-04-10 CompletionConfirmed", "2026-04-10 DueDateMoved"],
        DONE | {"due": "2026-05-31", "confirmed": "2026-04-10", "since": "2026-04-10", "late": 10},
        as_of="2026-12-31",
    ),
    "a due date that a slip sets in the past passes the day after": Case(
        "2026-03-10 rapim status: berjalan, tenggat_baru: 2025-06-30, alasan: Salah tahun",
        ["2026-03-10 ProgressReported", "2026-03-10 DueDateMoved", "2026-03-11 DueDatePassed"],
        {"status": "berjalan", "due": "2025-06-30", "overdue": 274, "silent": 21},
    ),
    "a due date before the directive passes the day after": Case(
        "",
        ["2026-01-06 DueDatePassed"],
        {"status": "belum", "due": "2025-03-31", "overdue": 281, "silent": 1},
        due="2025-03-31",
        as_of="2026-01-06",
    ),
    "what is complete or revoked does not pass its due date": Case(
        "2026-02-01 rapim status: dicabut",
        ["2026-02-01 CommitmentRevoked"],
        {"status": "dicabut", "due": "2026-03-31"},
        as_of="2026-12-31",
    ),
    "a later directive closes what is open": Case(
        f"""
        2026-02-01 laporan {STUCK}
        2026-02-10 ganti
        """,
        ["2026-02-01 ObstacleRaised", "2026-02-10 CommitmentRevoked"],
        {"status": "dicabut", "due": "2026-03-31", "closed_by": "2026-02-10-penutup/baru"},
        as_of="2026-12-31",
    ),
    "revoking does so too, even what nobody has reported on": Case(
        "2026-02-10 cabut",
        ["2026-02-10 CommitmentRevoked"],
        {"status": "dicabut", "due": "2026-03-31", "closed_by": "2026-02-10-penutup/baru"},
        as_of="2026-12-31",
    ),
    "what is said on the day of the closing still counts": Case(
        f"""
        2026-02-10 rapim status: selesai, {PROOF}
        2026-02-10 ganti
        """,
        ["2026-02-10 CompletionConfirmed"],
        DONE | {"confirmed": "2026-02-10", "since": "2026-02-10"},
    ),
    "closing leaves what is complete": Case(
        f"""
        2026-02-01 laporan status: selesai, {PROOF}
        2026-02-10 cabut
        2026-02-20 rapim status: selesai
        """,
        ["2026-02-01 CompletionReported", "2026-02-20 CompletionConfirmed"],
        DONE | {"reported": "2026-02-01", "confirmed": "2026-02-20", "since": "2026-02-01"},
    ),
    "what is closed stays closed, whatever is told of it": Case(
        f"""
        2026-02-10 ganti
        2026-02-20 laporan status: berjalan
        2026-02-25 laporan {STUCK}
        2026-03-01 laporan status: selesai, {PROOF}
        2026-03-02 rapim status: selesai
        """,
        [
            "2026-02-10 CommitmentRevoked",
            "2026-02-20 ProgressReported",
            "2026-02-25 ObstacleRaised",
            "2026-03-01 CompletionReported",
            "2026-03-02 CompletionConfirmed",
        ],
        {"status": "dicabut", "due": "2026-03-31", "closed_by": "2026-02-10-penutup/baru"},
        as_of="2026-12-31",
    ),
    "what was complete when it was closed is not asked for again": Case(
        f"""
        2026-02-01 laporan status: selesai, {PROOF}
        2026-02-10 ganti
        2026-02-20 rapim status: berjalan
        """,
        ["2026-02-01 CompletionReported", "2026-02-20 CommitmentReopened"],
        {"status": "dicabut", "due": "2026-03-31", "closed_by": "2026-02-10-penutup/baru"},
        as_of="2026-12-31",
    ),
    "as of a day: what is said later is not yet known": Case(
        f"""
        2026-02-01 laporan status: berjalan
        2026-02-10 laporan status: selesai, {PROOF}
        2026-02-11 ganti
        """,
        ["2026-02-01 ProgressReported"],
        {"status": "berjalan", "due": "2026-03-31", "silent": 8},
        as_of="2026-02-09",
    ),
    "as of a day: all that is said on it is": Case(
        f"""
        2026-02-01 laporan status: berjalan
        2026-02-10 laporan status: selesai, {PROOF}
        2026-02-11 ganti
        """,
        ["2026-02-01 ProgressReported", "2026-02-10 CompletionReported"],
        DONE | {"reported": "2026-02-10", "since": "2026-02-10"},
        as_of="2026-02-10",
    ),
    "an entry dated after its note is not known before its day": Case(
        "2026-02-01 laporan status: selesai, tanggal: 2026-02-20",
        [],
        {"status": "belum", "due": "2026-03-31", "silent": 45},
        as_of="2026-02-19",
    ),
    "on the day of the meeting the clocks stand at zero": Case(
        "", [], {"status": "belum", "due": "2026-03-31"}, as_of=ISSUED
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_story(name: str) -> None:
    case = CASES[name]
    found = told(case.story, case.due, as_of=case.as_of)
    state = found.states[CommitmentId(COMMITMENT)]
    assert events(state.events) == case.events
    assert standing(state) == case.state
    told_to_all = [each for each in found.events if isinstance(each, CommitmentEvent)]
    assert told_to_all == list(state.events)


def test_without_a_due_date_nothing_is_late_and_one_clock_runs() -> None:
    asked = meeting("2026-01-05", issues(directive("jalan", "opd: dpupr")))
    done = report("dpupr", "2026-03-01", hears(of(COMMITMENT, "status: selesai")))
    state = archive(DPUPR | asked, "2026-12-31").states[CommitmentId(COMMITMENT)]
    assert (state.due, state.days_overdue, state.days_silent, state.due_history) == (None, 0, 360, ())
    state = archive(DPUPR | asked | done).states[CommitmentId(COMMITMENT)]
    assert state.completion is not None
    assert state.completion.days_late is None


def test_a_first_due_date_may_be_given_later() -> None:
    asked = meeting("2026-01-05", issues(directive("jalan", "opd: dpupr")))
    given = of(COMMITMENT, "status: berjalan, tenggat_baru: 2026-06-30, alasan: Disepakati")
    found = archive(DPUPR | asked | meeting("2026-02-01", hears(given)), "2026-07-01")
    assert [(type(each).__name__, getattr(each, "old", "-")) for each in found.events[3:]] == [
        ("ProgressReported", "-"),
        ("DueDateMoved", None),
        ("DueDatePassed", "-"),
    ]


def test_the_history_of_due_dates_is_kept() -> None:
    found = told(
        """
        2026-03-01 rapim status: berjalan, tenggat_baru: 2026-05-31, alasan: Hujan
        2026-05-01 rapim status: berjalan, tenggat_baru: 2026-07-31, alasan: Banjir
        """
    )
    state = found.states[CommitmentId(COMMITMENT)]
    assert list(map(str, state.due_history)) == ["2026-03-31", "2026-05-31", "2026-07-31"]
    moved = [each for each in state.events if type(each).__name__ == "DueDateMoved"]
    assert [(str(each.old), str(each.new), each.reason) for each in moved] == [  # type: ignore[union-attr]
        ("2026-03-31", "2026-05-31", "Hujan"),
        ("2026-05-31", "2026-07-31", "Banjir"),
    ]


def test_a_confirmation_says_by_which_meeting_and_since_when() -> None:
    found = told(
        """
        2026-02-01 laporan status: selesai
        2026-02-10 rapim status: selesai
        2026-02-20 rapim status: selesai
        """
    )
    completion = found.states[CommitmentId(COMMITMENT)].completion
    assert completion is not None
    assert completion.confirmed_by is not None
    assert completion.confirmed_by.id == "2026-02-10-rapim"
    confirmations = [each for each in found.events if type(each).__name__ == "CompletionConfirmed"]
    assert [str(each.completed) for each in confirmations] == ["2026-02-01"] * 2  # type: ignore[union-attr]


def test_reporting_a_completion_once_more_says_so() -> None:
    found = told(
        """
        2026-02-01 laporan status: selesai
        2026-02-02 laporan status: selesai
        2026-02-03 laporan status: berjalan
        2026-02-04 laporan status: selesai
        """
    )
    reported = [each for each in found.events if type(each).__name__ == "CompletionReported"]
    assert [each.again for each in reported] == [False, True, False]  # type: ignore[union-attr]


def test_before_anything_there_is_nothing() -> None:
    found = told("2026-02-01 laporan status: selesai", as_of="2026-01-04")
    assert (found.events, found.meetings, found.directives, found.commitments) == ((), {}, {}, {})
    assert (found.reports, found.states, found.stray) == ({}, {}, ())
    assert list(found.agencies) == ["dpupr"]


def test_a_report_on_what_is_not_yet_asked_is_kept_aside() -> None:
    """As of a day between a report and the meeting that it wrongly runs ahead of."""
    early = report("dpupr", "2026-01-02", hears(of(COMMITMENT, "status: berjalan")))
    asked = meeting("2026-01-05", issues(directive("jalan", "opd: dpupr")))
    assert len(archive(DPUPR | early | asked, "2026-01-04").stray) == 1
    assert archive(DPUPR | early | asked, "2026-01-05").stray == ()


def test_within_a_day_events_stand_in_the_order_in_which_they_must_have_come() -> None:
    notes = DPUPR | meeting(
        "2026-01-05", issues(directive("jalan", "opd: dpupr, tenggat: 2026-01-31"), directive("irigasi"))
    )
    notes |= meeting(
        "2026-02-01",
        "koreksi: [{tanggal: 2026-02-01, uraian: Ejaan}]\n"
        + issues(directive("baru", "opd: dpupr", front="menggantikan: 2026-01-05-rapim/irigasi"))
        + hears(of(COMMITMENT, "status: berjalan, tenggat_baru: 2026-06-30, alasan: Hujan")),
    )
    notes |= report("dpupr", "2026-02-01", hears(of(COMMITMENT, "status: selesai")))
    notes |= meeting(
        "2026-02-01", issues(directive("cabut", front="mencabut: 2026-01-05-rapim/jalan")), name="z"
    )
    assert events(archive(notes).events) == [
        "2026-01-05 MeetingHeld",
        "2026-01-05 DirectiveIssued",
        "2026-01-05 DirectiveIssued",
        "2026-02-01 DueDatePassed",
        "2026-02-01 MeetingHeld",
        "2026-02-01 MeetingHeld",
        "2026-02-01 DirectiveIssued",
        "2026-02-01 DirectiveIssued",
        "2026-02-01 CompletionReported",
        "2026-02-01 CommitmentReopened",
        "2026-02-01 DueDateMoved",
        "2026-02-01 CommitmentRevoked",
        "2026-02-01 CorrectionMade",
    ]


# --------------------------------------------------------------------------- who is asked for what


def commitments(found: Archive) -> dict[str, str]:
    """Each commitment's agency, by its id below its directive."""
    return {each.slug: each.agency for each in found.commitments.values()}


def asked(*entries: str, day: str = "2026-01-05", front: str = "") -> dict[str, str]:
    return meeting(day, front + issues(directive("tugas", *entries)))


def test_a_list_of_agencies_is_a_commitment_for_each() -> None:
    notes = agency("a") | agency("b") | asked("opd: [b, a], peran: pendukung, tenggat: 2026-02-01")
    found = archive(notes)
    assert commitments(found) == {"b": "b", "a": "a"}
    assert {(each.role.value, str(each.due)) for each in found.commitments.values()} == {
        ("pendukung", "2026-02-01")
    }


def test_an_agency_with_two_commitments_has_an_id_for_one() -> None:
    found = archive(agency("a") | agency("b") | asked("opd: a", "opd: a, id: data", "opd: [a, b], id: lapor"))
    assert commitments(found) == {"a": "a", "data": "a", "lapor-a": "a", "lapor-b": "b"}
    assert found.commitments_of_agency[AgencyId("a")] == tuple(
        f"2026-01-05-rapim/tugas/{slug}" for slug in ("a", "data", "lapor-a")
    )


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2026-01-04", ["b", "c"]),
        ("2026-01-05", ["a", "b", "c"]),
        ("2026-06-30", ["a", "b", "c"]),
        ("2026-07-01", ["a", "b", "d"]),
    ],
)
def test_semua_is_each_agency_in_force_on_that_day(day: str, expected: list[str]) -> None:
    notes = (
        agency("a", "sejak: 2026-01-05\n")
        | agency("b")
        | agency("c", "berakhir: 2026-06-30\n")
        | agency("d", "sejak: 2026-07-01\nmenggantikan: c\n")
        | agency("kota-x", "pemerintah: Pemerintah Kota Serang\n")
    )
    found = archive(notes | asked("opd: semua", day=day, front="hadir: semua\n"))
    assert list(commitments(found)) == expected
    assert list(found.meetings[MeetingId(f"{day}-rapim")].attended) == expected
    of_city = archive(
        notes | asked("opd: semua, id: ikut", day=day, front="pemerintah: Pemerintah Kota Serang\n")
    )
    assert commitments(of_city) == {"ikut-kota-x": "kota-x"}


def test_an_agency_without_an_end_is_in_force_until_it_is_taken_over() -> None:
    notes = agency("lama") | agency("baru", "sejak: 2026-03-01\nmenggantikan: lama\n")
    assert commitments(archive(notes | asked("opd: semua", day="2026-02-28"))) == {"lama": "lama"}
    assert commitments(archive(notes | asked("opd: semua", day="2026-03-01"))) == {"baru": "baru"}


def test_semua_can_be_reported_on_by_each() -> None:
    notes = agency("a") | agency("b") | asked("opd: semua", "opd: semua, id: data")
    notes |= report("a", "2026-02-01", hears(of("2026-01-05-rapim/tugas/a", "status: selesai")))
    notes |= report("b", "2026-02-01", hears(of("2026-01-05-rapim/tugas/data-b", "status: berjalan")))
    states = archive(notes).states
    assert {id.rpartition("/")[2]: state.status.value for id, state in states.items()} == {
        "a": "selesai",
        "b": "belum",
        "data-a": "belum",
        "data-b": "berjalan",
    }


def test_what_leads_nowhere_is_kept_aside() -> None:
    stray = [
        "2026-01-05-rapim/tugas/b",  # not asked
        "2026-01-05-rapim/lain/a",  # no such directive
        "2025-01-05-rapim/tugas/a",  # no such meeting
    ]
    notes = agency("a") | agency("b") | asked("opd: a", "opd: hantu")
    notes |= report("a", "2026-02-01", hears(*(of(each, "status: berjalan") for each in stray)))
    found = archive(notes)
    assert [each.follow_up.commitment for each in found.stray] == stray
    assert commitments(found) == {"a": "a"}
    assert events(found.events) == ["2026-01-05 MeetingHeld", "2026-01-05 DirectiveIssued"]


def test_drafts_are_not_published() -> None:
    notes = agency("a") | asked("opd: a")
    draft = report(
        "a", "2026-02-01", "draf: true\n" + hears(of("2026-01-05-rapim/tugas/a", "status: selesai"))
    )
    draft |= asked("opd: a", day="2026-03-01", front="draf: true\n")
    with_drafts, without = archive(notes | draft), archive(notes)
    assert with_drafts.events == without.events
    assert (with_drafts.meetings.keys(), with_drafts.reports) == (without.meetings.keys(), {})


# ------------------------------------------------------------------------------------- earlier ids


def ids(found: Archive) -> list[str]:
    return [event.id for event in found.events]


FOLLOWED = hears(
    of("2026-01-05-rapim/tugas/a", f"status: selesai, {PROOF}, tenggat_baru: 2026-06-30, alasan: x"),
    of("2026-01-05-rapim/tugas/a", "status: berjalan"),
)
BEFORE = (
    agency("a")
    | asked("opd: a, tenggat: 2026-01-31", front="koreksi: [{tanggal: 2026-01-06, uraian: Ejaan}]\n")
    | report("a", "2026-02-01", FOLLOWED)
    | meeting("2026-03-01", FOLLOWED)
)


def renamed(*changes: tuple[str, str, str, str]) -> dict[str, str]:
    """`BEFORE` with notes renamed: old path, new path, and what is replaced in the text by what."""
    notes = dict(BEFORE)
    for old, new, text, by in changes:
        assert text in notes[old]
        notes[new] = notes.pop(old).replace(text, by, 1)
    return notes


OLD_MEETING, NEW_MEETING = "meetings/2026/2026-01-05-rapim.md", "meetings/2026/2026-01-05-rakor.md"
RENAMED = {
    "meeting": renamed((OLD_MEETING, NEW_MEETING, "pimpinan:", "alias: 2026-01-05-rapim\npimpinan:")),
    "meeting, for the second time": renamed(
        (OLD_MEETING, NEW_MEETING, "pimpinan:", "alias: [2026-01-05-rapim, 2026-01-05-apel]\npimpinan:")
    ),
    "directive": renamed((OLD_MEETING, OLD_MEETING, "id: tugas", "id: kerja\n    alias: tugas")),
    "agency": renamed(
        ("opd/a/index.md", "opd/b/index.md", "nama:", "alias: a\nnama:"),
        ("opd/a/laporan/2026-02-01-laporan.md", "opd/b/laporan/2026-02-01-laporan.md", "judul", "judul"),
    ),
}


@pytest.mark.parametrize("what", RENAMED)
def test_what_is_renamed_is_found_by_its_alias_and_its_events_keep_their_identities(what: str) -> None:
    before, after = archive(BEFORE), archive(RENAMED[what])
    assert after.stray == ()
    assert ids(after) == ids(before)
    assert events(after.events) == events(before.events)
    assert [standing(each) for each in after.states.values()] == [
        standing(each) for each in before.states.values()
    ]


def test_the_identities_of_events() -> None:
    assert ids(archive(BEFORE)) == [
        "rapim/2026-01-05-rapim",
        "arahan/2026-01-05-rapim/tugas",
        "koreksi/2026-01-05-rapim/2026-01-06",
        "lewat-tenggat/2026-01-05-rapim/tugas/a/2026-01-31",
        "tindak-lanjut/a/2026-02-01-laporan/2026-01-05-rapim/tugas/a/2026-02-01",
        "tindak-lanjut/a/2026-02-01-laporan/2026-01-05-rapim/tugas/a/2026-02-01/tenggat-baru",
        "tindak-lanjut/a/2026-02-01-laporan/2026-01-05-rapim/tugas/a/2026-02-01/2",
        "rapim/2026-03-01-rapim",
        "tindak-lanjut/2026-03-01-rapim/2026-01-05-rapim/tugas/a/2026-03-01",
        "tindak-lanjut/2026-03-01-rapim/2026-01-05-rapim/tugas/a/2026-03-01/2",
        "lewat-tenggat/2026-01-05-rapim/tugas/a/2026-06-30",
    ]


def test_after_a_rename_new_notes_may_use_either_name() -> None:
    notes = RENAMED["agency"] | asked(
        "opd: a", "opd: [b], id: data", "opd: [a, c], id: lapor", day="2026-04-01"
    )
    notes |= agency("c") | asked("opd: semua", "opd: semua, id: ikut", day="2026-05-01")
    follow_ups = [
        f"{day}-rapim/tugas/{slug}"
        for day, slugs in (
            ("2026-01-05", ("a", "b")),
            ("2026-04-01", ("a", "b", "data", "lapor-a", "lapor-b")),
            ("2026-05-01", ("a", "b", "ikut-a", "ikut-b")),
        )
        for slug in slugs
    ]
    notes |= report("b", "2026-06-01", hears(*(of(each, "status: berjalan") for each in follow_ups)))
    found = archive(notes)
    assert found.stray == ()
    mine = found.commitments_of_agency[AgencyId("b")]
    assert {found.states[each].status.value for each in mine} == {"berjalan"}
    assert len(mine) == 6


# -------------------------------------------------------------------------- directives among others


def test_ties_are_written_on_one_side_and_known_on_both() -> None:
    notes = meeting("2026-01-05", issues(*(directive(each) for each in ("a", "b", "c"))))
    notes |= meeting(
        "2026-02-05",
        issues(
            directive("lanjut", front="melanjutkan: [2026-01-05-rapim/a, 2026-01-05-rapim/hantu]"),
            directive("ganti", front="menggantikan: [2026-01-05-rapim/a, 2026-01-05-rapim/b]"),
            directive("cabut", front="mencabut: 2026-01-05-rapim/c\nmelanjutkan: 2026-02-05-rapim/cabut"),
        ),
    )
    found = archive(notes).directives
    ties = {
        id.partition("-rapim/")[2]: {
            name: [each.partition("-rapim/")[2] for each in getattr(each_directive, name)]
            for name in ("continues", "replaces", "revokes", "continued_by", "replaced_by", "revoked_by")
            if getattr(each_directive, name)
        }
        for id, each_directive in found.items()
    }
    assert ties == {
        "a": {"continued_by": ["lanjut"], "replaced_by": ["ganti"]},
        "b": {"replaced_by": ["ganti"]},
        "c": {"revoked_by": ["cabut"]},
        "lanjut": {"continues": ["a"]},
        "ganti": {"replaces": ["a", "b"]},
        "cabut": {"revokes": ["c"]},
    }


def test_ties_to_what_comes_later_than_the_as_of_date_are_not_known() -> None:
    notes = meeting("2026-01-05", issues(directive("a")))
    notes |= meeting("2026-02-05", issues(directive("b", front="menggantikan: 2026-01-05-rapim/a")))
    first = DirectiveId("2026-01-05-rapim/a")
    assert archive(notes, "2026-02-04").directives[first].replaced_by == ()
    assert archive(notes, "2026-02-05").directives[first].replaced_by == ("2026-02-05-rapim/b",)


def test_the_first_directive_to_close_another_is_the_one_that_closed_it() -> None:
    notes = DPUPR | meeting("2026-01-05", issues(directive("jalan", "opd: dpupr")))
    for day in ("2026-03-05", "2026-02-05"):
        notes |= meeting(day, issues(directive("baru", front="menggantikan: 2026-01-05-rapim/jalan")))
    state = archive(notes).states[CommitmentId(COMMITMENT)]
    assert state.closed_by == "2026-02-05-rapim/baru"
    assert events(state.events) == ["2026-02-05 CommitmentRevoked"]


def test_meetings_stand_between_those_of_their_government() -> None:
    city = "pemerintah: Pemerintah Kota Serang\n"
    notes = meeting("2026-01-05") | meeting("2026-02-05", city) | meeting("2026-03-05")
    notes |= meeting("2026-04-05", city)
    found = archive(notes).meetings
    assert {id[:7]: (each.previous, each.next) for id, each in found.items()} == {
        "2026-01": (None, "2026-03-05-rapim"),
        "2026-02": (None, "2026-04-05-rapim"),
        "2026-03": ("2026-01-05-rapim", None),
        "2026-04": ("2026-02-05-rapim", None),
    }


# -------------------------------------------------------------------------------- agencies over time

LINEAGES: Mapping[str, dict[str, str]] = {
    "merger": agency("a") | agency("b") | agency("c", "sejak: 2026-07-01\nmenggantikan: [a, b]\n"),
    "split": agency("a")
    | agency("b", "sejak: 2026-07-01\nmenggantikan: a\n")
    | agency("c", "sejak: 2026-07-01\nmenggantikan: a\n"),
    "chain": agency("a")
    | agency("b", "sejak: 2026-07-01\nmenggantikan: a\n")
    | agency("c", "sejak: 2026-10-01\nmenggantikan: b\n"),
}
OF_A = "2026-01-05-rapim/tugas/a"


@pytest.mark.parametrize(
    ("lineage", "as_of", "inherited"),
    [
        ("merger", "2026-06-30", {}),
        ("merger", "2026-07-01", {"c": ["a", "b"]}),
        ("split", "2026-06-30", {}),
        ("split", "2026-07-01", {"b": ["a"], "c": ["a"]}),
        ("chain", "2026-09-30", {"b": ["a"]}),
        ("chain", "2026-10-01", {"c": ["a"]}),
    ],
)
def test_what_is_open_passes_to_the_successors(
    lineage: str, as_of: str, inherited: dict[str, list[str]]
) -> None:
    entries = ["opd: a", "opd: b"] if lineage == "merger" else ["opd: a"]
    found = archive(LINEAGES[lineage] | asked(*entries), as_of)
    taken = {
        holder: [each.rpartition("/")[2] for each in sorted(ids_of)]
        for holder, ids_of in found.inherited_by.items()
    }
    assert taken == inherited
    assert found.commitments_of_agency[AgencyId("a")] == (OF_A,)


@pytest.mark.parametrize(
    ("story", "passes"),
    [
        ([("a", "2026-06-30", "selesai")], False),
        ([("a", "2026-06-30", "dicabut")], False),
        ([("a", "2026-06-30", "berjalan")], True),
        ([("c", "2026-07-01", "selesai")], True),
        ([("a", "2026-06-30", "selesai"), ("c", "2026-08-01", "berjalan")], True),
        (
            [("a", "2026-06-30", "selesai"), ("c", "2026-08-01", "berjalan"), ("c", "2026-09-01", "selesai")],
            True,
        ),
    ],
)
def test_what_was_done_does_not_pass_to_the_successor(
    story: list[tuple[str, str, str]], passes: bool
) -> None:
    notes = LINEAGES["merger"] | asked("opd: a")
    for reporter, day, status in story:
        notes |= report(reporter, day, hears(of(OF_A, f"status: {status}")))
    found = archive(notes)
    assert found.inherited_by == ({"c": (OF_A,)} if passes else {})
    assert found.states[CommitmentId(OF_A)].status.value == story[-1][2]


def test_what_a_later_directive_closed_does_not_pass_to_the_successor() -> None:
    closing = issues(directive("baru", front="mencabut: 2026-01-05-rapim/tugas"))
    for day, passes in (("2026-06-30", False), ("2026-07-01", True)):
        found = archive(LINEAGES["merger"] | asked("opd: a") | meeting(day, closing))
        assert (AgencyId("c") in found.inherited_by) is passes


def test_followers_hear_of_predecessors_and_successors() -> None:
    notes = LINEAGES["chain"] | asked("opd: a")
    for holder, day in (("a", "2026-02-01"), ("b", "2026-08-01"), ("c", "2026-11-01")):
        notes |= meeting(day, issues(directive("baru", f"opd: {holder}")))
    notes |= report("c", "2026-12-01", hears(of(OF_A, "status: selesai")))
    notes |= agency("lain")
    found = archive(notes)
    # A follower of `a` goes on to hear of `b` and `c`, one of `c` heard of `a` and `b` before.
    all_of_them = [
        "2026-01-05 DirectiveIssued",
        "2026-02-01 DirectiveIssued",
        "2026-08-01 DirectiveIssued",
        "2026-11-01 DirectiveIssued",
        "2026-12-01 CompletionReported",
    ]
    heard = {agency: events(seen) for agency, seen in found.events_of_agency.items()}
    assert heard == {"a": all_of_them, "b": all_of_them, "c": all_of_them}


def test_what_a_successor_did_before_it_took_over_is_not_news_of_its_predecessor() -> None:
    notes = agency("a") | agency("b") | asked("opd: b")
    notes |= agency("b", "menggantikan: a\n") | agency("a", "berakhir: 2026-06-30\n")
    notes |= report("b", "2026-06-30", hears(of("2026-01-05-rapim/tugas/b", "status: berjalan")))
    notes |= report("b", "2026-07-01", hears(of("2026-01-05-rapim/tugas/b", "status: berjalan")))
    found = archive(notes)
    assert events(found.events_of_agency[AgencyId("a")]) == ["2026-07-01 ProgressReported"]
    assert len(found.events_of_agency[AgencyId("b")]) == 3


def test_agencies_in_a_circle_do_no_harm() -> None:
    notes = agency("a", "menggantikan: b\nsejak: 2026-02-01\n")
    notes |= agency("b", "menggantikan: a\nsejak: 2026-02-01\n")
    found = archive(notes | asked("opd: [a, b]", day="2026-01-05") | agency("c", "menggantikan: c\n"))
    assert commitments(found) == {"a": "a", "b": "b"}
    assert {len(seen) for seen in found.events_of_agency.values()} == {1}


# --------------------------------------------------------------------------------- who needs whom


def test_an_agency_learns_who_waits_for_it() -> None:
    need = "butuh: [{dari: b, apa: Data}, {dari: Kementerian, apa: Izin}]"
    notes = agency("a") | agency("b") | agency("c") | asked(f"opd: a, {need}")
    blocked = of(OF_A, "status: terkendala, kendala: {uraian: Lahan, butuh_dari: c}")
    notes |= report("a", "2026-02-01", hears(blocked))
    assert archive(notes, "2026-01-31").needed_from == {"b": (OF_A,)}
    assert archive(notes, "2026-02-01").needed_from == {"b": (OF_A,), "c": (OF_A,)}
    going_on = report("a", "2026-03-01", hears(of(OF_A, "status: berjalan")))
    assert archive(notes | going_on).needed_from == {"b": (OF_A,)}
    done = report("a", "2026-03-01", hears(of(OF_A, "status: selesai")))
    assert archive(notes | done).needed_from == {}


def test_who_waits_for_an_agency_waits_for_its_successor() -> None:
    notes = LINEAGES["merger"] | agency("d") | asked("opd: d, butuh: [{dari: a, apa: Data}]")
    of_d = "2026-01-05-rapim/tugas/d"
    assert archive(notes, "2026-06-30").needed_from == {"a": (of_d,)}
    assert archive(notes, "2026-07-01").needed_from == {"c": (of_d,)}


# ---------------------------------------------------------------------- missions, figures, mentions


def plan(first: int, last: int) -> dict[str, str]:
    missions = "misi: [{nomor: 1, judul: Satu}, {nomor: 2, judul: Dua}]"
    front = f"judul: RPJMD\nmulai: {first}\nselesai: {last}\n{missions}\n"
    return {f"rpjmd/{first}-{last}.md": f"---\n{front}---\n"}


@pytest.mark.parametrize(
    ("year", "written", "missions"),
    [
        (2022, "misi: 1", ["2017-2022/1"]),
        (2023, "misi: 1", []),
        (2025, "misi: [2, 1]", ["2025-2029/2", "2025-2029/1"]),
        (2026, "misi: 2017-2022/2", ["2017-2022/2"]),
        (2026, "misi: [1, 2025-2029/1, 9]", ["2025-2029/1"]),
        (2029, "misi: 2", ["2028-2033/2"]),  # of two plans the one that began later
    ],
)
def test_a_mission_is_that_of_the_plan_in_force(year: int, written: str, missions: list[str]) -> None:
    notes = plan(2017, 2022) | plan(2025, 2029) | plan(2028, 2033)
    notes |= meeting(f"{year}-02-01", issues(directive("tugas", front=written)))
    found = archive(notes, "2035-01-01")
    id = DirectiveId(f"{year}-02-01-rapim/tugas")
    assert list(found.directives[id].missions) == missions
    assert found.directives_of_mission == {MissionId(each): (id,) for each in missions}
    assert list(found.missions) == [
        f"{each}/{number}" for each in ("2017-2022", "2025-2029", "2028-2033") for number in (1, 2)
    ]


def test_directives_are_found_by_figure_and_topic_in_the_order_of_time() -> None:
    figure = {"indikator/ipm.md": "---\nnama: IPM\nsatuan: poin\n---\n"}
    front = "indikator: [ipm, hantu]\ntopik: [jalan, jalan]"
    notes = figure | meeting("2026-02-01", issues(directive("b", front=front)))
    notes |= meeting("2026-01-01", issues(directive("a", front=front)))
    found = archive(notes)
    both = ("2026-01-01-rapim/a", "2026-02-01-rapim/b")
    assert found.directives_of_indicator == {IndicatorId("ipm"): both}
    assert found.directives_of_topic == {("jalan", 2026): both}


def test_what_is_mentioned_knows_by_whom() -> None:
    notes = DPUPR | plan(2025, 2029) | {"indikator/ipm.md": "---\nnama: IPM\nsatuan: poin\n---\n[[dpupr]]\n"}
    body = "Lihat [[dpupr]], [[2025-2029/1|misi satu]] dan [[2026-01-05-rapim]] ini, juga [[hantu]].\n"
    text = "uraian: Bersama [[dpupr|dinas]] dan [[2026-01-05-rapim/jalan/dpupr]]."
    heard = hears(of(COMMITMENT, "status: berjalan, catatan: 'Menurut [[ipm]] begitu.'"))
    notes |= meeting("2026-01-05", issues(directive("jalan", "opd: dpupr", front=text)))
    notes["meetings/2026/2026-01-05-rapim.md"] += body
    notes |= meeting("2026-02-05", heard)
    ipm, rapim = Target(Thing.INDICATOR, "ipm"), Target(Thing.MEETING, "2026-01-05-rapim")
    jalan = Target(Thing.DIRECTIVE, "2026-01-05-rapim/jalan")
    assert archive(notes).mentions == {
        Target(Thing.AGENCY, "dpupr"): (rapim, jalan, ipm),
        Target(Thing.MISSION, "2025-2029/1"): (rapim,),
        Target(Thing.COMMITMENT, COMMITMENT): (jalan,),
        ipm: (Target(Thing.MEETING, "2026-02-05-rapim"),),
    }
