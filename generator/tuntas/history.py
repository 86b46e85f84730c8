"""The history of the notes, read from git: what was published, and when each note was last changed.

Nothing is ever checked out or written. Whoever asks for the past gets it or a `HistoryError`; an empty answer
would say that nothing has changed.
"""

import datetime as dt
import os
import subprocess
from collections.abc import Iterator, Mapping, MutableMapping, Sequence
from pathlib import Path
from zoneinfo import ZoneInfo

import msgspec

from tuntas.render.source import Revision
from tuntas.settings import Settings

_OF_HOOKS = ("GIT_DIR", "GIT_WORK_TREE", "GIT_COMMON_DIR", "GIT_INDEX_FILE", "GIT_PREFIX")


def forget_hook(environment: MutableMapping[str, str]) -> None:
    """Take out what git tells its hooks: where the notes lie decides which repository is asked."""
    for name in _OF_HOOKS:
        environment.pop(name, None)


class HistoryError(Exception):
    """The past can't be read; says why, in Indonesian."""


class _Refused(Exception):
    """Git ended with an error; its own words."""


def _git(folder: Path, *arguments: str, given: bytes | None = None) -> bytes:
    try:
        done = subprocess.run(
            ["git", "--no-optional-locks", "--no-replace-objects", "-C", str(folder), *arguments],
            input=given or b"",
            capture_output=True,
            check=False,
        )
    except FileNotFoundError:
        raise HistoryError("Perintah git tidak ditemukan; pasang git untuk membaca riwayat.") from None
    if done.returncode:
        raise _Refused(done.stderr.decode("utf-8", "replace").strip())
    return done.stdout


class _Repository(msgspec.Struct, frozen=True):
    """The repository that the content lies in; `prefix` is the place of the content in it."""

    content: Path
    prefix: str
    is_shallow: bool


def _repository(content: Path) -> _Repository:
    try:
        said = _git(content, "rev-parse", "--is-shallow-repository", "--show-prefix").decode()
    except _Refused as refused:
        raise HistoryError(
            f"Folder {content} tidak berada di dalam repositori git, jadi riwayatnya tidak dapat dibaca"
            f" (kata git: {refused})."
        ) from None
    shallow, prefix = said.split("\n")[:2]
    return _Repository(content, prefix.strip("/"), shallow == "true")


class Past(msgspec.Struct, frozen=True):
    """The files of the content as of a revision: their hashes by their names (`content/...`)."""

    repository: _Repository
    revision: str
    commit: str
    files: Mapping[str, str]

    def read(self, hashes: Sequence[str]) -> dict[str, bytes]:
        """The bytes of some files, by their hashes, in one run of git."""
        if not hashes:
            return {}
        given = "".join(f"{each}\n" for each in hashes).encode()
        try:
            said = _git(self.repository.content, "cat-file", "--batch", given=given)
        except _Refused as refused:
            raise self._incomplete(str(refused)) from None
        found: dict[str, bytes] = {}
        at = 0
        for asked in hashes:
            end = said.find(b"\n", at)
            _, _, size = said[at:end].decode().rpartition(" ")
            if not size.isdigit():
                raise self._incomplete(said[at:end].decode())
            found[asked] = said[end + 1 : end + 1 + int(size)]
            at = end + 1 + int(size) + 1
        return found

    def of(self, path: Path) -> bytes | None:
        """The bytes that a file outside of the content had; None where there was none."""
        content = self.repository.content
        relative = Path(os.path.relpath(path.resolve(), content.resolve())).as_posix()
        if relative.count("../") > self.repository.prefix.count("/") + 1 or not self.repository.prefix:
            return None  # not in this repository
        if not _git(content, "ls-tree", self.commit, "--", relative):
            return None
        try:
            return _git(content, "cat-file", "blob", f"{self.commit}:./{relative}")
        except _Refused as refused:
            raise self._incomplete(str(refused)) from None

    def _incomplete(self, said: str) -> HistoryError:
        return HistoryError(
            f"Sebagian isi revisi “{self.revision}” tidak ada di salinan repositori ini (kata git: {said});"
            " ambil salinan yang lengkap."
        )


def past(content: Path, revision: str) -> Past:
    """The content as of a revision."""
    repository = _repository(content)
    commit = _commit(repository, revision)
    try:
        # Without --full-tree, git would look for the working directory within that folder.
        listed = _git(content, "ls-tree", "-r", "-z", "--full-tree", f"{commit}:{repository.prefix}")
    except _Refused:
        raise HistoryError(
            f"Di revisi “{revision}” tidak ada folder {repository.prefix}/,"
            " jadi tidak ada yang dapat dibandingkan."
        ) from None
    files: dict[str, str] = {}
    for entry in listed.decode("utf-8", "surrogateescape").split("\0")[:-1]:
        about, _, path = entry.partition("\t")
        mode, _, hashed = about.split(" ")
        if mode in {"100644", "100755"}:
            files[f"{content.name}/{path}"] = hashed
    if not files:
        raise HistoryError(f"Di revisi “{revision}” folder {repository.prefix or '.'} kosong.")
    return Past(repository, revision, commit, files)


def _commit(repository: _Repository, revision: str) -> str:
    # Git would take what begins with a hyphen for an option.
    asked = f"{revision}^{{commit}}" if not revision.startswith("-") else ""
    try:
        return _git(repository.content, "rev-parse", "--verify", "--quiet", asked).decode().strip()
    except _Refused:
        why = f"Revisi “{revision}” tidak dikenal dalam repositori ini"
        if repository.is_shallow:
            cure = (
                "; riwayatnya terpotong, ambil seluruhnya dengan `git fetch --unshallow`"
                " (di GitHub Actions: `fetch-depth: 0`)"
            )
        else:
            cure = "; periksa ejaannya, atau ambil dahulu dengan `git fetch`"
        raise HistoryError(f"{why}{cure}.") from None


# ------------------------------------------------------------------------------ when it was changed


def revisions(settings: Settings) -> Mapping[str, Revision | None] | None:
    """The last commit of each file of the content; None where no history can be shown.

    A truncated history would name a wrong commit for what is older, so it counts as none. A file that is
    not in the answer was never committed.
    """
    try:
        repository = _repository(settings.content)
        if repository.is_shallow:
            return None
        return _last_commits(repository, ZoneInfo(settings.timezone))
    except (HistoryError, _Refused):
        return None


def _last_commits(repository: _Repository, zone: dt.tzinfo) -> dict[str, Revision | None]:
    folder = repository.content
    try:
        logged = _git(
            folder,
            *("-c", "core.quotepath=off", "log", "--format=%x01%H %ct", "--name-only", "--no-renames"),
            *("--relative", "--", "."),
        )
    except _Refused:  # there is no commit yet
        return {}
    found: dict[str, Revision | None] = {}
    for commit in logged.decode("utf-8", "replace").split("\x01")[1:]:
        about, _, names = commit.partition("\n")
        id, _, seconds = about.partition(" ")
        made = Revision(id, dt.datetime.fromtimestamp(int(seconds), zone).date())
        for name in names.split("\n"):
            if name:
                found.setdefault(f"{folder.name}/{name}", made)
    return found | {file: _unsaved(found.get(file)) for file in _changed(repository)}


def _unsaved(made: Revision | None) -> Revision | None:
    return made and msgspec.structs.replace(made, saved=False)


def _changed(repository: _Repository) -> Iterator[str]:
    """The files of the content that differ from the last commit."""
    status = ("status", "--porcelain", "-z", "--untracked-files=all", "--no-renames", "--", ".")
    prefix = f"{repository.prefix}/" if repository.prefix else ""
    said = _git(repository.content, *status).decode("utf-8", "replace")
    for entry in said.split("\0")[:-1]:
        yield f"{repository.content.name}/{entry[3:].removeprefix(prefix)}"
