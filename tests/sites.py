"""Whole projects on the disk, small and real, and the command line run on them."""

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).parents[1]
AS_OF = "2026-11-23"
"""As of when tests build the real content."""

CONFIG = """\
site_name: Arsip Uji
site_url: https://uji.contoh.go.id/arsip/
docs_dir: content
theme: {name: material, language: id, font: false}
plugins:
  - tuntas: {government: Pemerintah Provinsi Banten, tag_authority: "contoh.go.id,2026"}
"""

NOTES = {
    "opd/bapenda/index.md": "---\nnama: Badan Pendapatan Daerah\nsingkatan: Bapenda\n---\n",
    "opd/dpupr/index.md": "---\nnama: Dinas Pekerjaan Umum\nsingkatan: DPUPR\n---\n",
    "meetings/2026/2026-01-05-rapim.md": """\
---
judul: Rapim awal tahun
tanggal: 2026-01-05
pimpinan: Gubernur
arahan:
  - id: pajak
    judul: Data wajib pajak
    komitmen:
      - {opd: bapenda, tenggat: 2026-03-31}
      - {opd: dpupr, peran: pendukung}
---
Rapat di pendopo.
""",
    "opd/bapenda/laporan/2026-02-01-laporan.md": """\
---
judul: Pendataan berjalan
tanggal: 2026-02-01
tindak_lanjut:
  - {komitmen: 2026-01-05-rapim/pajak/bapenda, status: berjalan, persen: 40}
---
""",
}
"""A small archive without a problem."""

MEETING = "content/meetings/2026/2026-01-05-rapim.md"


def lay_out(folder: Path, notes: Mapping[str, str] = NOTES, config: str = CONFIG) -> Path:
    """A project in a folder: settings, and notes below `content/`."""
    for path, text in notes.items():
        file = folder / "content" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    (folder / "content").mkdir(exist_ok=True)
    (folder / "mkdocs.yml").write_text(config, "utf-8")
    return folder


def environment(**changes: str) -> dict[str, str]:
    """The environment of a command, without what decides over the day or the colours."""
    kept = {key: value for key, value in os.environ.items() if key not in {"SOURCE_DATE_EPOCH", "NO_COLOR"}}
    return kept | changes


def run(
    *arguments: str | Path, cwd: Path, module: str = "tuntas", umask: int = -1, **env: str
) -> subprocess.CompletedProcess[str]:
    """Run a command of its own process."""
    return subprocess.run(
        [sys.executable, "-m", module, *map(str, arguments)],
        cwd=cwd,
        env=environment(**env),
        umask=umask,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )


def shown(folder: Path) -> set[str]:
    """The names in a folder; what is kept between builds is hidden, as its name says."""
    return {path.name for path in folder.iterdir() if not path.name.startswith(".")}


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, hidden ones too, with its bytes."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
