"""The same notes make the same bytes, whatever the machine's clock, zone, language or hashing."""

import locale
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from archives import archive
from feeds.documents import NOTES, documents

HERE = Path(__file__).parents[1]
DIGEST = """
import hashlib, locale, sys
sys.path.insert(0, sys.argv[1])
if sys.argv[2]:
    locale.setlocale(locale.LC_ALL, sys.argv[2])
from archives import archive
from feeds.documents import NOTES, documents
made = documents(archive(NOTES, as_of="2026-03-01"))
print(hashlib.sha256(repr(list(made.items())).encode()).hexdigest())
"""


def digest(language: str = "", **environment: str) -> str:
    run = subprocess.run(
        [sys.executable, "-c", DIGEST, str(HERE), language],
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=True,
    )
    return run.stdout.strip()


def other_locale() -> str:
    """A locale of this machine that names months and days differently, if there is one."""
    names = subprocess.run(["locale", "-a"], capture_output=True, text=True, check=False).stdout.split()
    return next((each for each in names if each.startswith(("id_", "de_", "fr_", "ja_"))), "C.UTF-8")


def test_same_bytes_in_another_zone_language_and_hash_seed() -> None:
    here = digest(PYTHONHASHSEED="1", TZ="Asia/Jakarta")
    assert digest(PYTHONHASHSEED="2", TZ="Pacific/Kiritimati", LC_ALL="C") == here
    assert digest(other_locale(), PYTHONHASHSEED="3", TZ="America/St_Johns", LANGUAGE="id") == here


def test_nothing_of_the_clock_is_in_the_feeds(monkeypatch: pytest.MonkeyPatch) -> None:
    first = documents(archive(NOTES, as_of="2026-03-01"))
    time.sleep(1.1)  # feeds count in seconds
    assert documents(archive(NOTES, as_of="2026-03-01")) == first
    monkeypatch.setenv("TZ", "Pacific/Kiritimati")
    time.tzset()
    try:
        assert documents(archive(NOTES, as_of="2026-03-01")) == first
    finally:
        monkeypatch.undo()
        time.tzset()


def test_the_locale_is_left_as_it_was() -> None:
    before = locale.setlocale(locale.LC_ALL)
    documents(archive(NOTES, as_of="2026-03-01"))
    assert locale.setlocale(locale.LC_ALL) == before


def test_another_day_changes_nothing_when_nothing_happened() -> None:
    assert documents(archive(NOTES, as_of="2026-03-01")) == documents(archive(NOTES, as_of="2026-11-01"))
