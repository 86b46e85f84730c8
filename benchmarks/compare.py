"""Build the same site with Tuntas and others, in turn, and tell what each took.

    .venv/bin/python benchmarks/compare.py --sizes 100 1000

Every round lets each generator build once, one after the other, so that what else the machine does
falls on all alike. What is told are medians, and medians of the ratios within a round.
"""

import argparse
import datetime as dt
import os
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from edits import edit
from generators import GENERATORS, Archive, Generator
from measure import Failed, peak_memory
from results import MIB, Built, Results, Size, keep, load, machine, today
from synthetic import AS_OF
from tables import tables, write_between
from visible import agreement

SCENARIOS = ("cold", "note", "nothing", "as-of", "memory")
RAM_DISK = Path("/dev/shm")  # noqa: S108 - the folder in it has a name of its own
SAMPLED = (
    "index.html",
    "[!td]*/index.html",
    "digest/index.html",
    "tanpa-kabar/index.html",
    "rapim/????-*/index.html",
    "rapim/????/**/index.html",
    "arahan/????-*/*/index.html",
    "arahan/????/**/index.html",
    "arahan/status/**/index.html",
    "topik/**/index.html",
    "opd/*/index.html",
    "opd/*/????/index.html",
    "opd/*/bahan/index.html",
    "opd/*/pendukung/index.html",
    "opd/*/utama/index.html",
    "opd/*/laporan/*/index.html",
    "rpjmd/*/**/index.html",
    "indikator/*/index.html",
    "inovasi/*/**/index.html",
    "digest/*/index.html",
    "feed/*.xml",
    "feed/*.json",
    "*/**/*.xml",
    "[!d]*/**/*.json",
)
"""Every kind of page and feed; not `tentang/`, an ordinary page, nor `data/`, whose tables are ours only."""
PER_SAMPLE = 15
NO_FEEDS = {"sitemap.xml", "pagefind-entry.json"}


class Comparison:
    """The generators side by side on an archive of one size."""

    def __init__(
        self,
        folder: Path,
        options: argparse.Namespace,
        meetings: int,
        chosen: Mapping[str, type[Generator]],
    ) -> None:
        self._options = options
        self._archive = Archive(folder)
        self._archive.write(meetings)
        self._generators = [
            kind(self._archive, folder / name, jobs=options.jobs)
            for name, kind in chosen.items()
            if name != "material" or meetings <= options.material_up_to
        ]
        self._as_of = AS_OF
        self.size = Size({each.name: Built() for each in self._generators}, today(), os.getloadavg()[0])

    def run(self) -> Size:
        """Measure all that was asked for."""
        self._tell("laying out")
        for each in self._generators:
            each.lay_out()
        self._generators[0].build(self._as_of, cold=True)  # some of the others start from its site
        self._export()
        for each in self._generators:
            each.take()
        if "cold" in self._options.scenarios:
            self._rounds("cold")
        else:
            for each in self._generators:
                each.forget()
                each.build(self._as_of, cold=True)
        self._look()
        for scenario in ("note", "nothing", "as-of"):
            if scenario in self._options.scenarios:
                self._rounds(scenario)
        if "memory" in self._options.scenarios:
            self._memory()
        return self.size

    def _rounds(self, scenario: str) -> None:
        for number in range(self._options.rounds):
            if scenario == "note":
                edit(self._archive.folder / "content", number)
            if scenario == "as-of":
                self._as_of += dt.timedelta(days=1)
            changed = scenario in {"note", "as-of"}
            if changed:
                self._export()
            for each in self._generators:
                if changed:
                    each.take()
                if scenario == "cold" or each.name == "copy":
                    each.forget()
                taken = each.build(self._as_of, cold=scenario == "cold")
                self.size.built[each.name].seconds.setdefault(scenario, []).append(taken)
                self._tell(f"{scenario} {number + 1}: {each.title} {taken.wall:.2f} s")

    def _memory(self) -> None:
        for each in self._generators:
            each.forget()
            peak = peak_memory(each.command(self._as_of, cold=True), each.folder, each.environment)
            self.size.built[each.name].memory = peak
            self._tell(f"memory: {each.title} {peak / MIB:.0f} MiB")

    def _export(self) -> None:
        if any(each.builds_from_data for each in self._generators):
            self._tell("data for the others")
            self._archive.export(self._as_of)

    def _look(self) -> None:
        """Count what each has written, and hold it against what Tuntas wrote."""
        for each in self._generators:
            built = self.size.built[each.name]
            files = [path for path in each.site.rglob("*") if path.is_file()]
            pages = [path for path in files if path.suffix == ".html"]
            built.pages = len(pages)
            built.feeds = sum(
                path.suffix in {".xml", ".json"}
                and path.name not in NO_FEEDS
                and path.relative_to(each.site).parts[0] != "data"
                for path in files
            )
            built.bytes = sum(path.stat().st_size for path in files)
            built.page_bytes = sum(path.stat().st_size for path in pages)
            if each.builds_from_data:
                found = agreement(self._archive.site, each.site, SAMPLED, PER_SAMPLE)
                built.sampled, built.equal = found.sampled, found.sampled - len(found.different)
                for name in found.different:
                    self._tell(f"{each.title} says something else in {name}")

    def _tell(self, what: str) -> None:
        if not self._options.quiet:
            print(f"  {what}", file=sys.stderr, flush=True)


def compare(options: argparse.Namespace, results: Results) -> None:
    """Measure each size, into the results."""
    chosen = {name: GENERATORS[name] for name in GENERATORS if name in {"tuntas", *options.generators}}
    for each in chosen.values():
        each.install()
    results.machine = machine()
    results.versions |= {name: each.version() for name, each in chosen.items()}
    results.titles = {name: each.title for name, each in GENERATORS.items() if name in results.versions}
    for meetings in options.sizes:
        print(f"{meetings} meetings", file=sys.stderr)
        with tempfile.TemporaryDirectory(prefix="tuntas-benchmark-", dir=options.folder) as folder:
            results.sizes[meetings] = Comparison(Path(folder), options, meetings, chosen).run()


def main(argv: Sequence[str] | None = None) -> None:
    """Compare as the options say."""
    options = _options().parse_args(argv)
    results = load(options.json) if options.json else Results()
    if not options.tell_only:
        try:
            compare(options, results)
        except Failed as error:
            sys.exit(str(error))
    if options.json:
        keep(results, options.json)
    print(tables(results))
    if options.write:
        write_between(options.write, tables(results))


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=[100, 1000, 3000], metavar="MEETINGS")
    parser.add_argument("--generators", nargs="+", choices=GENERATORS, default=list(GENERATORS))
    parser.add_argument("--scenarios", nargs="+", choices=SCENARIOS, default=SCENARIOS)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--jobs", type=int, default=0, help="passed on to tuntas build")
    parser.add_argument(
        "--material-up-to", type=int, default=100, metavar="MEETINGS", help="beyond it is extrapolated"
    )
    parser.add_argument(
        "--folder",
        type=Path,
        default=RAM_DISK if RAM_DISK.is_dir() else None,
        help="where to build, %(default)s if not given; on a disk one measures the disk",
    )
    parser.add_argument("--json", type=Path, metavar="FILE", help="keep the results here, beside other sizes")
    parser.add_argument("--write", type=Path, metavar="PAGE", help="put them between the marks of this page")
    parser.add_argument("--tell-only", action="store_true", help="measure nothing, tell what was kept")
    parser.add_argument("--quiet", action="store_true")
    return parser


if __name__ == "__main__":
    main()
