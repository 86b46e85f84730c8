"""An archive that is kept for years: random edits as authors make them, one after the other.

Each fact carries a token in its text that no edit takes away, so that it can be told apart whatever it
is called, and wherever it stands.
"""

import random
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import count
from typing import Any

from feeds.documents import PLAN, note

START = date(2024, 10, 1)
AGENCIES = ("bapenda", "dpupr", "dindik")
TOPICS = ("air", "jalan", "Air!")


class Kept:
    """The notes as data, and what may happen to them."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.today = START
        self.removed: set[str] = set()
        self._tokens = count()
        self.agencies: dict[str, dict[str, Any]] = {
            slug: {"nama": f"Badan {slug}", "singkatan": slug.upper()} for slug in AGENCIES
        }
        self.meetings: dict[str, dict[str, Any]] = {}
        self.reports: dict[tuple[str, str], dict[str, Any]] = {}
        self.new_meeting()

    def edit(self) -> str:
        """Do one thing at random; its name."""
        chosen = self.random.choice(self.EDITS)
        chosen(self)
        return chosen.__name__

    def notes(self) -> dict[str, str]:
        """The archive as files."""
        found = {"rpjmd/2025-2029.md": PLAN}
        found |= {f"opd/{slug}/index.md": note(**keys) for slug, keys in self.agencies.items()}
        found |= {f"meetings/{id[:4]}/{id}.md": note(**keys) for id, keys in self.meetings.items()}
        for (agency, name), keys in self.reports.items():
            found[f"opd/{agency}/laporan/{name}.md"] = note(**keys)
        return found

    # --- what happens ---

    def a_day_passes(self) -> None:
        self.today += timedelta(days=self.random.choice((1, 1, 5, 40)))

    def new_meeting(self) -> None:
        self._meeting(self.today)

    def late_meeting_that_replaces_or_revokes(self) -> None:
        day = self._earlier()
        reference, _ = self._commitment(until=day)
        self._meeting(day)["arahan"][0][self.random.choice(("menggantikan", "mencabut"))] = [
            reference.rpartition("/")[0]
        ]

    def said_in_a_meeting(self) -> None:
        id = self.random.choice(sorted(self.meetings))
        day = date.fromisoformat(id[:10])
        self.meetings[id]["tindak_lanjut"].append(self._follow_up(*self._commitment(until=day), day))

    def new_report(self) -> None:
        self._report(self.today)

    def late_note_with_an_old_date(self) -> None:
        self._report(self._earlier())

    def late_note_that_moves_a_due_date(self) -> None:
        day = self._earlier()
        said = self._report(day)["tindak_lanjut"][0]
        said |= {"tenggat_baru": str(day + timedelta(days=self.random.choice((0, 30)))), "alasan": "Cuaca"}

    def two_on_one_commitment_in_one_note(self) -> None:
        keys = self._report(self.today)
        first = keys["tindak_lanjut"][0]
        # They are told apart by their order alone, so they share a token.
        keys["tindak_lanjut"].append({**first, "status": self._status(), "kendala": {"uraian": "x"}})

    def reopened_and_completed_again(self) -> None:
        reference, agency = self._commitment(until=self.today)
        for status in ("selesai", "berjalan", "selesai"):
            self._report(self.today, (reference, agency), status)
            self.today += timedelta(days=1)

    def title_edited(self) -> None:
        keys = self.random.choice([*self.meetings.values(), *self.reports.values(), *self._directives()])
        keys["judul"] = f"{self.random.choice(('Baru', '<b>', 'A & B', ']]>'))} {_token(keys['judul'])}"

    def text_edited(self) -> None:
        told = list(self._told())
        if told:
            each = self.random.choice(told)
            each["catatan"] = f"{self.random.choice(('Sudah', '*Lain*', 'A & B'))} {_token(each['catatan'])}"

    def order_changed(self) -> None:
        keys = self.random.choice([*self.meetings.values(), *self.reports.values()])
        for name in ("arahan", "tindak_lanjut"):
            self.random.shuffle(keys.get(name, []))

    def follow_up_corrected(self) -> None:
        notes = [each for each in (*self.meetings.values(), *self.reports.values()) if each["tindak_lanjut"]]
        if notes:
            keys = self.random.choice(notes)
            said = self.random.choice(keys["tindak_lanjut"])
            said |= {"status": self._status(), "kendala": {"uraian": "Kurang orang"}}
            said["catatan"] = f"Diperbaiki {_token(said['catatan'])}"
            keys.setdefault("koreksi", []).append({"tanggal": str(self.today), "uraian": "Salah catat"})

    def due_dates_corrected(self) -> None:
        keys = self.random.choice(list(self.meetings.values()))
        for directive in keys["arahan"]:
            for each in directive["komitmen"]:
                each["tenggat"] = str(self.today + timedelta(days=self.random.randint(-60, 60)))
        for said in keys["tindak_lanjut"]:
            said.pop("tenggat_baru", None)
        keys.setdefault("koreksi", []).append({"tanggal": str(self.today), "uraian": "Salah catat"})

    def follow_up_removed(self) -> None:
        """As a correction says; what it told stays, without its text."""
        notes = [each for each in self.reports.values() if len(each["tindak_lanjut"]) > 1]
        if notes:
            keys = self.random.choice(notes)
            said = keys["tindak_lanjut"].pop()
            self.removed.add(_token(said["catatan"]))
            keys.setdefault("koreksi", []).append({"tanggal": str(self.today), "uraian": "Dihapus"})

    def meeting_moved_with_alias(self) -> None:
        old = self.random.choice(sorted(self.meetings))
        keys = self.meetings.pop(old)
        new = f"{old[:10]}-pindah-{next(self._tokens)}"
        # The first name stays the first: it is what the meeting is known by.
        self.meetings[new] = {**keys, "alias": [*keys.get("alias", []), old]}

    def directive_renamed_with_alias(self) -> None:
        keys = self.random.choice(list(self._directives()))
        keys["alias"] = [*keys.get("alias", []), keys["id"]]
        keys["id"] = f"arahan-{next(self._tokens)}"

    def agency_renamed_with_alias(self) -> None:
        old = self.random.choice(sorted(self.agencies))
        keys = self.agencies.pop(old)
        new = f"opd-{next(self._tokens)}"
        self.agencies[new] = {**keys, "alias": [*keys.get("alias", []), old]}
        self.reports = {(new if a == old else a, name): each for (a, name), each in self.reports.items()}

    def agency_merged(self) -> None:
        standing = sorted(slug for slug, keys in self.agencies.items() if "diganti" not in keys)
        taken = {each for keys in self.agencies.values() for each in keys.get("menggantikan", [])}
        free = [slug for slug in standing if slug not in taken and "sejak" not in self.agencies[slug]]
        if len(free) > 1:
            old, slug = self.random.choice(free), f"gabungan-{next(self._tokens)}"
            since = str(self.today + timedelta(days=1))
            self.agencies[slug] = {
                "nama": f"Badan {slug}",
                "singkatan": slug.upper(),
                "sejak": since,
                "menggantikan": [old],
            }

    EDITS: tuple[Callable[["Kept"], None], ...] = (
        a_day_passes,
        a_day_passes,
        new_meeting,
        said_in_a_meeting,
        new_report,
        late_meeting_that_replaces_or_revokes,
        late_note_that_moves_a_due_date,
        due_dates_corrected,
        follow_up_removed,
        late_note_with_an_old_date,
        two_on_one_commitment_in_one_note,
        reopened_and_completed_again,
        title_edited,
        title_edited,
        text_edited,
        text_edited,
        order_changed,
        order_changed,
        follow_up_corrected,
        meeting_moved_with_alias,
        directive_renamed_with_alias,
        agency_renamed_with_alias,
        agency_merged,
    )

    # --- how ---

    def _text(self, words: str) -> str:
        return f"{words} kode{next(self._tokens)}kode"

    def _earlier(self) -> date:
        return START + timedelta(days=self.random.randint(0, (self.today - START).days))

    def _meeting(self, day: date) -> dict[str, Any]:
        id = f"{day}-rapim-{next(self._tokens)}"
        directives = [self._directive() for _ in range(self.random.randint(1, 3))]
        keys = {"judul": self._text("Rapim"), "tanggal": str(day), "pimpinan": "G"}
        return self.meetings.setdefault(id, {**keys, "arahan": directives, "tindak_lanjut": []})

    def _directive(self) -> dict[str, Any]:
        asked = self.random.sample(sorted(self.agencies), self.random.randint(1, 2))
        dues = [{"tenggat": str(self.today + timedelta(days=self.random.randint(0, 60)))}, {}]
        return {
            "id": f"arahan-{next(self._tokens)}",
            "judul": self._text("Arahan"),
            "misi": "2025-2029/1",
            "topik": [self.random.choice(TOPICS)],
            # An id of its own: an agency that is renamed does not rename what it was asked.
            "komitmen": [
                {"opd": agency, "id": f"k-{next(self._tokens)}", **self.random.choice(dues)}
                for agency in asked
            ],
        }

    def _directives(self) -> Iterator[dict[str, Any]]:
        for meeting in self.meetings.values():
            yield from meeting["arahan"]

    def _told(self) -> Iterator[dict[str, Any]]:
        for each in (*self.meetings.values(), *self.reports.values()):
            yield from each["tindak_lanjut"]

    def _commitment(self, until: date) -> tuple[str, str]:
        """A reference to a commitment that was made by a day, and the agency that it was asked of."""
        found = [
            (f"{id}/{directive['id']}/{each['id']}", each["opd"])
            for id, meeting in self.meetings.items()
            if id[:10] <= str(until)
            for directive in meeting["arahan"]
            for each in directive["komitmen"]
        ]
        return self.random.choice(found)

    def _status(self) -> str:
        return self.random.choice(("berjalan", "selesai", "selesai", "terkendala"))

    def _follow_up(self, reference: str, _agency: str, day: date, status: str = "") -> dict[str, Any]:
        said: dict[str, Any] = {
            "komitmen": reference,
            "status": status or self._status(),
            "kendala": {"uraian": "Kurang orang"},
            "catatan": self._text("Kata"),
        }
        if self.random.random() < 0.2:
            said |= {"tenggat_baru": str(day + timedelta(days=30)), "alasan": "Cuaca"}
        return said

    def _report(self, day: date, asked: tuple[str, str] | None = None, status: str = "") -> dict[str, Any]:
        reference, agency = asked or self._commitment(until=day)
        owner = next(
            slug for slug, keys in self.agencies.items() if agency == slug or agency in keys.get("alias", ())
        )
        keys = {"judul": self._text("Laporan"), "tanggal": str(day)}
        said = [self._follow_up(reference, agency, day, status)]
        return self.reports.setdefault(
            (owner, f"{day}-laporan-{next(self._tokens)}"), {**keys, "tindak_lanjut": said}
        )


def _token(text: str) -> str:
    return text.rpartition(" ")[2]
