"""The commands that publish: `tuntas build`, `manifest` and `ping`."""

import argparse
import datetime as dt
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from tuntas.commands.arguments import Adder, count, prepared, settings_of
from tuntas.commands.status import DONE, PROBLEMS, say
from tuntas.commands.telling import counted, tell, tell_problems
from tuntas.history import revisions
from tuntas.problems import Problem, grouped
from tuntas.progress import progress
from tuntas.publish import build as building
from tuntas.publish.build import Built, Plan, explained
from tuntas.publish.crew import Crew, crew, processors
from tuntas.publish.folder import refuse_others
from tuntas.read.files import TERBIT
from tuntas.settings import Settings, load
from tuntas.websub import ping

if TYPE_CHECKING:
    from tuntas.publish.edition import Edition


def add(command: Adder) -> None:
    """Add the commands."""
    build = command(
        "build",
        _build,
        "Membangun seluruh situs.",
        examples=(
            "tuntas build",
            "tuntas build --as-of 2026-11-30 --site situs",
            "tuntas build --explain-rebuild rapim/",
        ),
    )
    build.add_argument("--site", type=Path, metavar="FOLDER", help="folder tujuan; bawaannya site/")
    build.add_argument(
        "--jobs", type=count, default=0, metavar="N", help="paling banyak sekian proses; bawaannya semua"
    )
    build.add_argument(
        "--cluster",
        metavar="ALAMAT",
        default="",
        help="bekerja di klaster Dask, misalnya tcp://10.0.0.5:8786",
    )
    build.add_argument("--clean", action="store_true", help="tanpa memakai hasil sebelumnya")
    build.add_argument(
        "-v", "--verbose", action="store_true", help="ceritakan apa yang dibaca, dibuat, dan mengapa"
    )
    build.add_argument("-q", "--quiet", action="store_true", help="hanya masalah yang diceritakan")
    build.add_argument("--explain-rebuild", metavar="ALAMAT", help="tunjukkan dari apa sebuah halaman dibuat")
    build.add_argument(
        "--update-manifest",
        action="store_true",
        help="sesudah terbit, catat alamat dan kabar baru di terbit.txt",
    )

    command(
        "manifest",
        _manifest,
        "Mencatat setiap alamat dan kabar yang terbit di terbit.txt.",
        examples=("tuntas manifest",),
    )

    hub = command(
        "ping",
        _ping,
        "Memberi tahu hub WebSub umpan mana yang berubah sejak terbitan lalu.",
        examples=("tuntas ping", "tuntas ping --site situs"),
    )
    hub.add_argument("--site", type=Path, metavar="FOLDER", help="folder situs; bawaannya site/")


def _build(arguments: argparse.Namespace) -> int:
    settings, as_of = settings_of(arguments)
    site = arguments.site or settings.site
    built = publish(settings, as_of, site, arguments)
    if arguments.explain_rebuild is not None:
        print("\n".join(explained(arguments.explain_rebuild, site)))
    if not built.published:
        return PROBLEMS
    if arguments.update_manifest:
        _update_manifest(prepared(arguments))
    return DONE


def publish(settings: Settings, as_of: dt.date, site: Path, arguments: argparse.Namespace) -> Built:
    """Build a site and tell what came of it."""
    refuse_others(site, settings.content, settings.theme, settings.config_file)
    plan = Plan(settings, as_of, site, revisions(settings), clean=arguments.clean)
    with progress(quiet=arguments.quiet) as tell_progress, _crew(arguments) as workers:
        built = building.build(plan, workers, tell_progress)
    shown = _worth_telling(built)
    tell_problems(shown, settings)
    if hidden := len(built.problems) - len(shown):
        say(f"{grouped(hidden, 'id')} peringatan lain tidak ditunjukkan di sini; lihat `tuntas check`.")
    for remark in built.remarks:
        where = f"{settings.content.name}/{remark.file}: " if remark.file else ""
        say(f"warning[{remark.code}]: {where}{remark.message}")
    if built.published and not arguments.quiet:
        _tell_built(built, site, verbose=arguments.verbose)
    return built


@contextmanager
def _crew(arguments: argparse.Namespace) -> Iterator[Crew]:
    if not arguments.cluster:
        yield crew(arguments.jobs or processors())
        return
    # Imported here: only this option needs it.
    from tuntas.publish.cluster import cluster  # noqa: PLC0415

    with cluster(arguments.cluster) as workers:
        yield workers


_MAX_TOLD = 50


def _worth_telling(built: Built) -> list[Problem]:
    """What keeps from publishing; else what was not told before, as long as anybody reads on."""
    if not built.published:
        return list(built.problems)
    return [each for each in built.problems if each not in built.told][:_MAX_TOLD]


def _tell_built(built: Built, site: Path, *, verbose: bool) -> None:
    counts = counted(built.counts)
    if verbose:
        for name, why in built.made.items():
            print(f"dibuat: /{name} ({why})")
        print(
            f"{len(built.read)} catatan dibaca, {len(built.made)} keluaran dibuat, "
            f"{built.reused} dipakai lagi; {built.written} berkas ditulis, {built.removed} dihapus."
        )
    if built.changed:
        print(f"Situs selesai dibangun di {site}: {counts}.")
    else:
        print(f"Situs di {site} sudah mutakhir, tidak ada yang ditulis: {counts}.")


def _manifest(arguments: argparse.Namespace) -> int:
    edition = prepared(arguments)
    tell(edition)
    if not edition.publishable:
        return PROBLEMS
    _update_manifest(edition)
    return DONE


def _update_manifest(edition: "Edition") -> None:
    new = edition.update_manifest()
    print(f"{grouped(new, 'id')} baris baru dicatat di {TERBIT}." if new else f"{TERBIT} sudah lengkap.")


def _ping(arguments: argparse.Namespace) -> int:
    settings = load(arguments.config, os.environ)
    told = ping(arguments.site or settings.site, settings.site_url, settings.websub_hub)
    print(
        f"Hub {settings.websub_hub} diberi tahu tentang {grouped(told, 'id')} umpan."
        if told
        else "Tidak ada umpan yang berubah sejak hub terakhir diberi tahu."
    )
    return DONE
