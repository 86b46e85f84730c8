"""The history of the notes, read from git: what was published, and when each note was last changed.

Nothing is ever checked out or written. Whoever asks for the past gets it or a `HistoryError`; an empty answer
would say that nothing has changed.
"""

import datetime as dt
import hashlib
import os
import subprocess
from collections.abc import Iterable, Iterator, Mapping, MutableMapping, Sequence
from pathlib import Path
from zoneinfo import ZoneInfo

import msgspec

from tuntas.archive.alterations import Reading, alterations, present
from tuntas.problems import Pointer, Problem
from tuntas.publish import manifest
from tuntas.publish.edition import Edition
from tuntas.read.facts import PlanId
from tuntas.read.files import ROOMS, Location, locate
from tuntas.read.lfs import is_pointer, pointer
from tuntas.read.note import Note, read_note
from tuntas.render.manifest import AUTHORITY
from tuntas.render.manifest import lines as manifest_lines
from tuntas.render.source import Revision
from tuntas.settings import Settings, authority_of
from tuntas.vocabulary import NoteKind

_HASH_SHOWN = 12
_SHA256_LENGTH = 64


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


# ------------------------------------------------------------------------------ what was published


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


def altered_since(edition: Edition, revision: str) -> tuple[Problem, ...]:
    """What was published as of a revision and is altered or gone, without a correction.

    Only the notes whose bytes differ are parsed: the cost follows the change.
    """
    content = edition.settings.content
    before = past(content, revision)
    archive = edition.archive
    places = list(_notes(content.name, before.files))
    plans = [PlanId(place.id) for place in places if place.kind is NoteKind.PLAN]
    now = present(edition.notes, archive.names, edition.settings.government, archive.as_of, plans)
    beside = _beside(before.files)
    found = ((place, now.successor(place.kind, place.id)) for place in places)
    pairs = [
        (place, new)
        for place, new in found
        if new is None or now.reads_otherwise(new) or _differs(edition.project, before, place, new)
    ]
    texts = before.read([before.files[place.file] for place, _ in pairs])
    problems: list[Problem] = []
    for place, new in pairs:
        text = texts[before.files[place.file]]
        if is_pointer(text):
            raise HistoryError(
                f"Catatan {place.file} di revisi “{revision}” disimpan dengan Git LFS, jadi isinya tidak"
                " dapat dibandingkan; catatan disimpan oleh git sendiri, hanya foto dan dokumen oleh Git LFS."
            )
        old = read_note(place, text, beside[place.folder])
        then = Reading(old, _short(_hashes_then(before.files, place, old.files)))
        problems.extend(alterations(then, _since(edition, before, place, new, old.files), now))
    listed = before.of(edition.project / manifest.NAME)
    if listed is not None:
        earlier = manifest_lines(listed.decode("utf-8", "replace"))
        problems.extend(manifest.shortened(earlier, edition.published))
    problems.extend(_authority(edition, before))
    return tuple(problems)


def _since(
    edition: Edition, before: Past, place: Location, new: Note | None, files: Iterable[str]
) -> Reading | None:
    if new is None:
        return None
    hashes = _short(_hashes_now(edition.project, before, place, new, files))
    return Reading(new, hashes, (edition.project / new.file).read_bytes())


def _authority(edition: Edition, before: Past) -> Iterator[Problem]:
    """Whether the settings name another tag authority than before; `terbit.txt` may have told it already."""
    settings = edition.settings
    data = before.of(settings.config_file)
    old = authority_of(settings.config_file, data) if data is not None else ""
    known = any(line.text == AUTHORITY + old for line in edition.published)
    if old and old != settings.tag_authority and not known:
        file = Path(os.path.relpath(settings.config_file, edition.project)).as_posix()
        detail: dict[str, str | int] = {"old": old, "new": settings.tag_authority}
        yield Problem("tag-authority-changed", Pointer(file, find=settings.tag_authority), detail)


def _notes(folder: str, files: Iterable[str]) -> Iterator[Location]:
    """The notes among the files, each id once, as `read.files.listing` finds them."""
    seen: set[tuple[NoteKind, str]] = set()
    for file in sorted(files):
        path = file.removeprefix(f"{folder}/")
        hidden = any(part.startswith(".") for part in path.split("/"))
        if hidden or not path.endswith(".md") or path.partition("/")[0] not in ROOMS:
            continue
        found = locate(path)
        if isinstance(found, Location) and (found.kind, found.id) not in seen:
            seen.add((found.kind, found.id))
            yield Location(file, found.kind, found.id)


def _beside(files: Iterable[str]) -> dict[str, frozenset[str]]:
    names: dict[str, set[str]] = {}
    for file in files:
        folder, _, name = file.rpartition("/")
        names.setdefault(folder, set()).add(name)
    return {
        folder: frozenset(name for name in found if not name.endswith(".md"))
        for folder, found in names.items()
    }


def _differs(project: Path, before: Past, place: Location, new: Note) -> bool:
    """Whether a note or a file that it shows has other bytes than before."""
    hashed = before.files[place.file]
    if _hash(project / new.file, hashed) != hashed:
        return True
    then = _hashes_then(before.files, place, new.files)
    return then != _hashes_now(project, before, place, new, new.files)


def _hashes_then(files: Mapping[str, str], place: Location, names: Iterable[str]) -> dict[str, str]:
    known = {name: files.get(f"{place.folder}/{name}") for name in names}
    return {name: hashed for name, hashed in known.items() if hashed}


def _hashes_now(
    project: Path, before: Past, place: Location, note: Note, names: Iterable[str]
) -> dict[str, str]:
    folder = (project / note.file).parent
    like = {name: before.files.get(f"{place.folder}/{name}", before.commit) for name in names}
    known = {name: _hash(folder / name, hashed) for name, hashed in like.items()}
    return {name: hashed for name, hashed in known.items() if hashed}


def _short(hashes: Mapping[str, str]) -> dict[str, str]:
    return {name: hashed[:_HASH_SHOWN] for name, hashed in hashes.items()}


def _hash(path: Path, like: str) -> str:
    """The hash that git gives to a file, by the algorithm of another; empty if it can't be read.

    Of a file that Git LFS keeps a commit holds a pointer: if that has the other hash, it is the same file.
    """
    try:
        data = path.read_bytes()
    except OSError:
        return ""
    found = _hash_of(data, like)
    return like if found != like and _hash_of(pointer(data), like) == like else found


def _hash_of(data: bytes, like: str) -> str:
    whole = b"blob %d\0" % len(data) + data
    if len(like) == _SHA256_LENGTH:
        return hashlib.sha256(whole).hexdigest()
    return hashlib.sha1(whole, usedforsecurity=False).hexdigest()


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
