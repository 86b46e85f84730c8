"""The licences under which a government can give out its data: a setting names one by its SPDX id."""

from typing import Final

import msgspec

from tuntas.settings import DataLicense


class Licence(msgspec.Struct, frozen=True):
    id: str
    title: str
    url: str


_CC: Final = "https://creativecommons.org"
_ODC: Final = "https://opendatacommons.org/licenses"

LICENCES: Final[dict[DataLicense, Licence]] = {
    "CC-BY-4.0": Licence("CC-BY-4.0", "Creative Commons Atribusi 4.0", f"{_CC}/licenses/by/4.0/"),
    "CC-BY-SA-4.0": Licence(
        "CC-BY-SA-4.0", "Creative Commons Atribusi-BerbagiSerupa 4.0", f"{_CC}/licenses/by-sa/4.0/"
    ),
    "CC0-1.0": Licence("CC0-1.0", "Creative Commons CC0 1.0", f"{_CC}/publicdomain/zero/1.0/"),
    "ODC-BY-1.0": Licence("ODC-BY-1.0", "Open Data Commons Attribution 1.0", f"{_ODC}/by/1-0/"),
    "ODbL-1.0": Licence("ODbL-1.0", "Open Data Commons Open Database 1.0", f"{_ODC}/odbl/1-0/"),
    "PDDL-1.0": Licence("PDDL-1.0", "Open Data Commons Public Domain 1.0", f"{_ODC}/pddl/1-0/"),
}
