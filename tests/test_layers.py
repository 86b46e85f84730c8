"""The rooms import to the left only, and nothing below the command line reads the machine."""

import ast
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

GENERATOR = Path(__file__).parents[1] / "generator"

ROOMS = ("read", "archive", "render", "publish", "desk")
SURFACE = ("cli", "commands", "plugin", "__main__", "history")
FOUNDATIONS = ("problems", "suggestion", "vocabulary")
MKDOCS = ("mkdocs", "material")
DISK = ("os", "pathlib", "shutil", "glob", "io", "tempfile")

CLOCK = {
    "datetime.date.today",
    "datetime.datetime.now",
    "datetime.datetime.today",
    "datetime.datetime.utcnow",
    "email.utils.localtime",
    "time.gmtime",
    "time.localtime",
    "time.time",
    "time.time_ns",
}
MACHINE = {
    "os.chdir",
    "os.environ",
    "os.environb",
    "os.getcwd",
    "os.getcwdb",
    "os.getenv",
    "pathlib.Path.cwd",
    "pathlib.Path.home",
}


class Use(NamedTuple):
    """A dotted name that a module imports or reads, as `os.environ`."""

    name: str
    line: int


class Module(NamedTuple):
    """A module of the package: its dotted name in it (`read.note`), imports and names in use."""

    name: str
    place: str
    imports: list[Use]
    reads: list[Use]

    @property
    def room(self) -> str:
        """`read` for `read.note`; the module itself where it stands in no room."""
        return self.name.partition(".")[0]


def parse(source: str, place: Path) -> Module:
    """The module at `place`, a path from the source root as `tuntas/read/note.py`."""
    tree = ast.parse(source, str(place))
    package = list(place.parts[:-1])
    imports = [use for node in ast.walk(tree) for use in imported(node, package)]
    names = {local: name for node in ast.walk(tree) for local, name in bound(node, package)}
    reads = [use for node in ast.walk(tree) for use in used(node, names)]
    name = ".".join(place.with_suffix("").parts[1:]).removesuffix(".__init__")
    return Module(name, f"generator/{place.as_posix()}", imports, reads)


def origin(node: ast.ImportFrom, package: list[str]) -> str:
    """The absolute name after `from`: in `tuntas.read`, `..archive` is `tuntas.archive`."""
    base = package[: len(package) - node.level + 1] if node.level else []
    return ".".join([*base, *([node.module] if node.module else [])])


def imported(node: ast.AST, package: list[str]) -> Iterator[Use]:
    if isinstance(node, ast.Import):
        for alias in node.names:
            yield Use(alias.name, node.lineno)
    elif isinstance(node, ast.ImportFrom):
        for alias in node.names:
            yield Use(f"{origin(node, package)}.{alias.name}", node.lineno)


def bound(node: ast.AST, package: list[str]) -> Iterator[tuple[str, str]]:
    """The local names that an import makes, with what they stand for."""
    if isinstance(node, ast.Import):
        for alias in node.names:
            if alias.asname:
                yield alias.asname, alias.name
            else:
                yield alias.name.partition(".")[0], alias.name.partition(".")[0]
    elif isinstance(node, ast.ImportFrom):
        for alias in node.names:
            yield alias.asname or alias.name, f"{origin(node, package)}.{alias.name}"


def used(node: ast.AST, names: dict[str, str]) -> Iterator[Use]:
    """The name that an attribute or a variable stands for, if an import brought it."""
    line = getattr(node, "lineno", 0)
    attributes: list[str] = []
    while isinstance(node, ast.Attribute):
        attributes.insert(0, node.attr)
        node = node.value
    if isinstance(node, ast.Name) and node.id in names:
        yield Use(".".join([names[node.id], *attributes]), line)


def within(name: str, *packages: str) -> bool:
    return any(name == package or name.startswith(f"{package}.") for package in packages)


def rooms_right_of(module: Module) -> tuple[str, ...]:
    """What a room may not import: the rooms after it in the flow, and the surface over all."""
    if module.room in FOUNDATIONS:
        return (*ROOMS, *SURFACE)
    if module.room in ROOMS:
        return (*ROOMS[ROOMS.index(module.room) + 1 :], *SURFACE)
    return ()


def imports_to_the_left(module: Module) -> Iterator[Use]:
    """A room imports only rooms before it, and what stands beside the rooms imports none."""
    forbidden = [f"tuntas.{room}" for room in rooms_right_of(module)]
    yield from (use for use in module.imports if within(use.name, *forbidden))


def render_touches_no_disk(module: Module) -> Iterator[Use]:
    """Render makes bytes of views: it imports nothing that reaches the disk."""
    if module.room == "render":
        yield from (use for use in module.imports if within(use.name, *DISK))


def mkdocs_stays_in_its_adapter(module: Module) -> Iterator[Use]:
    """Only publish/material.py draws with MkDocs, and plugin.py adapts to it."""
    if module.name not in {"publish.material", "plugin"}:
        yield from (use for use in module.imports if within(use.name, *MKDOCS))


def machine_is_read_at_the_surface(module: Module) -> Iterator[Use]:
    """Only the command line and plugin.py read a clock, the environment or the working directory."""
    if module.room not in {"cli", "commands", "plugin"}:
        seen = (*module.imports, *module.reads)
        yield from (use for use in seen if within(use.name, *CLOCK, *MACHINE))


Rule = Callable[[Module], Iterator[Use]]
RULES: tuple[Rule, ...] = (
    imports_to_the_left,
    render_touches_no_disk,
    mkdocs_stays_in_its_adapter,
    machine_is_read_at_the_surface,
)


def breaches(module: Module, rule: Rule) -> list[str]:
    uses = sorted(set(rule(module)), key=lambda use: (use.line, use.name))
    return [f"{module.place}:{use.line}: {use.name}: {rule.__doc__}" for use in uses]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: str(rule.__name__))
def test_package_keeps(rule: Rule) -> None:
    modules = [
        parse(path.read_text("utf-8"), path.relative_to(GENERATOR))
        for path in sorted((GENERATOR / "tuntas").rglob("*.py"))
    ]
    assert modules
    found = [line for module in modules for line in breaches(module, rule)]
    assert not found, "\n" + "\n".join(found)


@pytest.mark.parametrize(
    ("place", "source", "name"),
    [
        ("read/note.py", "from tuntas.archive import Archive", "tuntas.archive.Archive"),
        ("read/note.py", "import tuntas.render.html as html", "tuntas.render.html"),
        ("read/note.py", "from ..archive.fold import replay", "tuntas.archive.fold.replay"),
        ("read/__init__.py", "from .. import archive", "tuntas.archive"),
        ("archive/fold.py", "def f():\n    from tuntas import publish", "tuntas.publish"),
        ("archive/fold.py", "from tuntas.cli import main", "tuntas.cli.main"),
        ("publish/site.py", "from tuntas.history import past", "tuntas.history.past"),
        ("problems.py", "from tuntas.read import Note", "tuntas.read.Note"),
        ("vocabulary.py", "from .archive import Event", "tuntas.archive.Event"),
        ("render/page.py", "from pathlib import Path", "pathlib.Path"),
        ("render/page.py", "import os.path", "os.path"),
        ("render/page.py", "import mkdocs.plugins", "mkdocs.plugins"),
        ("publish/site.py", "from mkdocs.config import load_config", "mkdocs.config.load_config"),
        ("archive/fold.py", "import datetime as d\nd.date.today()", "datetime.date.today"),
        ("archive/fold.py", "from datetime import datetime as when\nwhen.now(None)", "datetime.datetime.now"),
        ("publish/site.py", "import time\nclock = time.time", "time.time"),
        ("publish/site.py", "from time import time", "time.time"),
        ("publish/site.py", "import os\nos.environ['HOME']", "os.environ"),
        ("settings.py", "from os import getenv", "os.getenv"),
        ("settings.py", "from pathlib import Path\nPath.cwd()", "pathlib.Path.cwd"),
    ],
)
def test_breach_is_found(place: str, source: str, name: str) -> None:
    module = parse(source, Path("tuntas", place))
    found = [line for rule in RULES for line in breaches(module, rule)]
    line = source.count("\n") + 1
    assert any(each.startswith(f"generator/tuntas/{place}:{line}: {name}: ") for each in found), found


@pytest.mark.parametrize(
    ("place", "source"),
    [
        ("archive/fold.py", "from tuntas.read import Note\nfrom datetime import date\ndate(2026, 1, 1)"),
        ("publish/material.py", "import os\nfrom mkdocs.config import load_config\nos.cpu_count()"),
        ("publish/site.py", "from pathlib import Path\nfrom tuntas.render import pages"),
        ("render/page.py", "from . import html\nfrom ..archive import Archive"),
        ("cli.py", "import os\nfrom datetime import datetime\nos.environ\ndatetime.now()"),
        ("plugin.py", "import time\nfrom mkdocs.plugins import BasePlugin\ntime.time()"),
        ("settings.py", "time = {'time': 1}\ntime.time"),
    ],
)
def test_good_neighbour_is_left_alone(place: str, source: str) -> None:
    module = parse(source, Path("tuntas", place))
    assert [line for rule in RULES for line in breaches(module, rule)] == []
