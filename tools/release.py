"""What a release consists of, the same bytes from the same sources: `make release` writes it into `dist/`.

The wheel, the sources, a bill of materials of what the wheel is installed with (CycloneDX, from the lock),
and the SHA-256 of all of them.
"""

import argparse
import datetime as dt
import hashlib
import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple
from uuid import NAMESPACE_URL, uuid5

from cyclonedx.model import ExternalReference, ExternalReferenceType, HashAlgorithm, HashType, XsUri
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.model.license import DisjunctiveLicense
from cyclonedx.output.json import JsonV1Dot6
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from packageurl import PackageURL
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
LOCK = "requirements.txt"
SUMS = "SHA256SUMS"

_PIN = re.compile(r"^(?P<name>[\w.-]+)==(?P<version>[^\s;]+)(?P<rest>.*(?:\n[ \t].*)*)", re.MULTILINE)
_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")
_VIA = re.compile(r"^ +# +(?:via )?([\w.-]+)", re.MULTILINE)


class Pin(NamedTuple):
    """A package of the lock: the hashes of its files, and who asks for it."""

    name: str
    version: str
    hashes: tuple[str, ...]
    needed_by: tuple[str, ...]


def pins(lock: str) -> Iterator[Pin]:
    """The packages of a lock file as uv writes it."""
    for found in _PIN.finditer(lock):
        asking = (each for each in _VIA.findall(found["rest"]) if each != "via")
        yield Pin(found["name"], found["version"], tuple(_HASH.findall(found["rest"])), tuple(asking))


def bill(project: dict[str, Any], version: str, lock: str, moment: dt.datetime) -> str:
    """The bill of materials in CycloneDX's JSON; ends the program if it broke the schema."""
    about = project["project"]
    itself = Component(
        name=about["name"],
        version=version,
        type=ComponentType.APPLICATION,
        description=about["description"],
        licenses=[DisjunctiveLicense(id=about["license"])],
        purl=PackageURL("pypi", name=about["name"], version=version),
        bom_ref=about["name"],
    )
    components = {about["name"]: itself}
    needs: dict[str, list[Component]] = {}
    for pin in pins(lock):
        files = ExternalReference(
            type=ExternalReferenceType.DISTRIBUTION,
            url=XsUri(f"pkg:pypi/{pin.name}@{pin.version}"),
            comment="each of its files has one of these hashes",
            hashes=[HashType(alg=HashAlgorithm.SHA_256, content=each) for each in pin.hashes],
        )
        found = Component(
            name=pin.name,
            version=pin.version,
            purl=PackageURL("pypi", name=canonicalize_name(pin.name), version=pin.version),
            bom_ref=pin.name,
            external_references=[files],
        )
        components[pin.name] = found
        for each in pin.needed_by:
            needs.setdefault(each, []).append(found)
    serial = uuid5(NAMESPACE_URL, f"{about['name']} {version} {hashlib.sha256(lock.encode()).hexdigest()}")
    bom = Bom(serial_number=serial, components=[each for each in components.values() if each is not itself])
    bom.metadata.component = itself
    bom.metadata.timestamp = moment
    for name, component in components.items():
        bom.register_dependency(component, needs.get(name, []))
    text: str = JsonV1Dot6(bom).output_as_string(indent=2)
    if broken := JsonStrictValidator(SchemaVersion.V1_6).validate_str(text):
        raise SystemExit(f"The bill of materials breaks its schema: {broken}")
    return text + "\n"


def moment_of_release() -> int:
    """When this release was made, in seconds: as the environment says, else when the last commit was."""
    if epoch := os.environ.get("SOURCE_DATE_EPOCH"):
        return int(epoch)
    git = ["git", "-C", str(ROOT), "log", "-1", "--format=%ct"]
    return int(subprocess.run(git, check=True, capture_output=True, text=True).stdout)


def make(folder: Path) -> list[Path]:
    """Make the release in a folder, from which an earlier one is removed; its files."""
    epoch = moment_of_release()
    for old in folder.glob("*"):
        shutil.rmtree(old) if old.is_dir() else old.unlink()
    subprocess.run(
        [
            sys.executable,
            "-m",
            "hatchling",
            "build",
            "-t",
            "sdist",
            "-t",
            "wheel",
            "-d",
            str(folder.absolute()),
        ],
        cwd=ROOT,
        env={**os.environ, "SOURCE_DATE_EPOCH": str(epoch)},
        check=True,
        stdout=subprocess.DEVNULL,
    )
    (wheel,) = folder.glob("*.whl")
    version = wheel.name.split("-")[1]
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    moment = dt.datetime.fromtimestamp(epoch, dt.UTC)
    text = bill(project, version, (ROOT / LOCK).read_text("utf-8"), moment)
    (folder / f"{wheel.name.split('-')[0]}-{version}.cdx.json").write_text(text, "utf-8")
    made = sorted(folder.iterdir())
    sums = "".join(f"{hashlib.sha256(each.read_bytes()).hexdigest()}  {each.name}\n" for each in made)
    (folder / SUMS).write_text(sums, "utf-8")
    return [*made, folder / SUMS]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--dist", type=Path, default=ROOT / "dist", help="where to; dist/ if not given")
    folder: Path = parser.parse_args().dist
    folder.mkdir(parents=True, exist_ok=True)
    for each in make(folder):
        print(f"{each.stat().st_size:>10,}  {each.name}")


if __name__ == "__main__":
    main()
