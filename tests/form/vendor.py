"""Packs what the form needs of Sveltia CMS, as npm has it, into the one file that comes with the package.

    python tests/form/vendor.py

Without its highlighter of programs, its maps, its React and its decoder of HEIC, which no field of ours
uses. To take a newer version, change it in tests/corpora/packages.py, run this, and run the tests.
"""

import sys
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

sys.path.append(str(Path(__file__).parents[1]))

from corpora.packages import fetched

PACKAGE = "@sveltia/cms"
PACKED = Path(__file__).parents[2] / "generator/tuntas/publish/sveltia.zip"
WANTED = (
    "npm/index.js",
    "npm/chunks/react-[!d]*.js",
    "npm/chunks/webp_enc*.js",
    "npm/assets/*.woff2",
    "npm/assets/*.LICENSE.txt",
    "npm/assets/webp_enc*.wasm",
    "LICENSE.txt",
)


def wanted() -> dict[str, bytes]:
    """The files that the form loads, and their licences, by their path in the folder of the form."""
    package = fetched(PACKAGE)
    found = sorted(path for pattern in WANTED for path in package.glob(pattern))
    return {path.relative_to(package).as_posix().removeprefix("npm/"): path.read_bytes() for path in found}


def packed() -> dict[str, bytes]:
    """The same from the file in the repository."""
    with ZipFile(PACKED) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


if __name__ == "__main__":
    with ZipFile(PACKED, "w", ZIP_DEFLATED, compresslevel=9) as archive:
        for name, content in wanted().items():
            archive.writestr(ZipInfo(name), content, ZIP_DEFLATED, 9)
