"""What the program says of itself: in Indonesian, with examples that work, and completed by shells."""

import argparse
import ast
import inspect
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from command import Tuntas
from feeds.hubs import hub
from previews import PATIENCE
from sites import environment, run
from tuntas import __version__
from tuntas.cli import main
from tuntas.commands.words import EXAMPLES, WORDS

TODAY = "2026-12-01"
COMMANDS = (
    *("build", "manifest", "ping", "serve", "check", "init", "list", "diff", "new", "digest", "export"),
    *("explain", "schema", "completion", "version"),
)
KINDS = ("rapim", "laporan", "opd", "inovasi", "koreksi")

PROGRAMMERS = (
    "not defined",
    "conflicting",
    'argument "-"',
    "can't open",
    "cannot merge",
    "'required'",
    "invalid option string",
    "dest=",
    "invalid conflict_resolution",
    "mutually exclusive",
    "cannot have multiple",
    "is not callable",
    "show program's version",
)
"""Of what argparse can say, what only those who write commands get to read."""


def examples(tuntas: Tuntas, *command: str) -> list[str]:
    """The examples in the help of a command."""
    status, out, err = tuntas(*command, "--help")
    assert (status, err) == (0, "")
    _, found, lines = out.partition(f"\n{EXAMPLES}\n")
    assert found, f"{command} has no examples"
    return [line.removeprefix("  ") for line in lines.splitlines()]


def test_everything_that_argparse_says_is_indonesian() -> None:
    said = set()
    for node in ast.walk(ast.parse(inspect.getsource(argparse))):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Name)
            and node.func.id in {"_", "ngettext"}
        ):
            said |= {each.value for each in node.args if isinstance(each, ast.Constant)}
    asked = {each for each in said if isinstance(each, str) and not any(word in each for word in PROGRAMMERS)}
    assert asked - {"subcommands"} <= set(WORDS)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ([], "belum disebut: PERINTAH"),
        (["bangun"], "'bangun' tidak dikenal; pilih dari"),
        (["check", "--kilat"], "tidak dikenal: --kilat"),
        (["check", "--format", "xml"], "--format: 'xml' tidak dikenal; pilih dari"),
        (["check", "--format"], "--format: sesudahnya belum disebut apa-apa"),
        (["check", "--strict=ya"], "--strict: berdiri sendiri, tanpa 'ya'"),
        (["list", "--l"], "--l dapat berarti "),
        (["new", "rapim"], "belum disebut: TANGGAL, JUDUL"),
        (["new", "laporan", "bapenda", "--tanggal", "besok"], "bukan tanggal seperti"),
    ],
)
def test_wrong_usage_is_told_in_indonesian(tuntas: Tuntas, arguments: list[str], told: str) -> None:
    status, out, err = tuntas(*arguments)
    assert (status, out) == (2, "")
    assert err.startswith("pemakaian: tuntas")
    assert told in err.replace("\n", " ")
    assert not re.search(r"\b(usage|error|argument|required|invalid|option)\b", err)


@pytest.mark.parametrize("command", [[], *([each] for each in COMMANDS), *(["new", each] for each in KINDS)])
def test_help_is_indonesian_and_fits_the_terminal(
    tuntas: Tuntas, monkeypatch: pytest.MonkeyPatch, command: list[str]
) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    status, out, err = tuntas(*command, "--help")
    assert (status, err) == (0, "")
    head, _, _ = out.partition(EXAMPLES)
    assert max(map(len, head.splitlines())) <= 60
    assert "tampilkan bantuan ini" in " ".join(head.split())
    assert not re.search(r"\b(usage|options|positional|show this|exit)\b", head)
    undescribed = re.findall(r"^  (?:-|[A-Z])\S*(?: [A-Z:]+)?$\n(?! {10,}\S)", head, re.MULTILINE)
    assert undescribed in ([], ["  PERINTAH\n"], ["  JENIS\n"])


def test_every_command_gives_examples_that_work(
    tuntas: Tuntas, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In an archive that has just begun, under git; a hub listens, and nobody sits at a terminal."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1796101200")  # noon of TODAY
    assert main(["init", "arsip", "--as-of", TODAY]) == 0
    with hub() as listening:
        settings = Path("arsip/mkdocs.yml")
        named = f"  - tuntas:\n      websub_hub: {listening.address}\n"
        settings.write_text(settings.read_text("utf-8").replace("  - tuntas:\n", named), "utf-8")
        asked = [("init", line) for line in examples(tuntas, "init")]
        shutil.copytree("arsip", "tersimpan")
        shutil.rmtree("arsip")
        for _, line in asked:
            assert_works(tuntas, line)
        monkeypatch.chdir(tmp_path / "tersimpan")
        git = ["git", "-c", "user.name=Penulis", "-c", "user.email=penulis@contoh.id"]
        for call in (["init", "--quiet"], ["add", "--all"], ["commit", "--quiet", "--message", "Awal"]):
            subprocess.run([*git, *call], check=True)
        lines = [line for each in COMMANDS if each != "init" for line in examples(tuntas, each)]
        lines += [line for kind in KINDS for line in examples(tuntas, "new", kind)]
        assert main(["build", "-q"]) == 0
        assert main(["build", "-q", "--site", "situs"]) == 0
        for line in [*examples(tuntas), *lines]:
            assert_works(tuntas, line)


def assert_works(tuntas: Tuntas, line: str) -> None:
    name, *arguments = shlex.split(line.partition(" > ")[0])
    assert name == "tuntas"
    if arguments[0] == "serve" and "--help" not in arguments:
        assert_serves(arguments)
        return
    status, out, err = tuntas(*arguments)
    assert status == 0, f"{line}\n{out}{err}"


def assert_serves(arguments: list[str]) -> None:
    if "--address" not in arguments:  # its own may be taken on this machine
        arguments = [*arguments, "--address", "127.0.0.1:0"]
    else:
        arguments = [*arguments[:-1], arguments[-1].rpartition(":")[0] + ":0"]
    with subprocess.Popen(
        [sys.executable, "-um", "tuntas", *arguments],
        env=environment(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline().startswith("Situs tampil di http://127.0.0.1:")
        process.terminate()


def test_version(tuntas: Tuntas) -> None:
    assert tuntas("version") == tuntas("--version") == (0, f"tuntas {__version__}\n", "")


# ------------------------------------------------------------------------------------- colours


@pytest.fixture
def broken(project: Path) -> Path:
    note = project / "content/meetings/2026/2026-01-05-rapim.md"
    note.write_text(note.read_text("utf-8").replace("opd: dpupr", "opd: dpupt"), "utf-8")
    return project


def on_a_terminal(*arguments: str, cwd: Path, **env: str) -> str:
    """What a command prints where it writes to a terminal and reads from one; nobody answers there."""
    import pty  # not on every system

    leader, follower = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "tuntas", *arguments],
        cwd=cwd,
        env=environment(TERM="xterm-256color", COLUMNS="90", **env),
        stdin=follower,
        stdout=follower,
        stderr=follower,
    ) as process:
        os.close(follower)
        printed = b"".join(iter(lambda: _read(leader), b""))
        assert process.wait(PATIENCE) in {0, 1}
    os.close(leader)
    return printed.decode()


def _read(descriptor: int) -> bytes:
    try:
        return os.read(descriptor, 65_536)
    except OSError:  # the other end is closed
        return b""


COLOURED = (
    ("check", "--as-of", "2026-03-01"),
    ("build", "--as-of", "2026-03-01"),
    ("list", "--as-of", "2026-05-01"),
)


@pytest.mark.parametrize("arguments", COLOURED, ids=lambda each: str(each[0]))
def test_colour_only_on_a_terminal_and_never_unwanted(broken: Path, arguments: tuple[str, ...]) -> None:
    assert "\x1b[" in on_a_terminal(*arguments, cwd=broken)
    assert "\x1b[" not in on_a_terminal(*arguments, cwd=broken, NO_COLOR="1")
    piped = run(*arguments, cwd=broken)
    assert "\x1b[" not in piped.stdout + piped.stderr


# ---------------------------------------------------------------------------------- completion


def completions(line: str, cwd: Path) -> Iterator[str]:
    """What bash offers for a line, with the script that the program prints."""
    script = """
eval "$(tuntas completion bash)"
COMP_LINE=$1 COMP_POINT=${#1} COMP_TYPE=9
read -ra COMP_WORDS <<< "$1"
[[ $1 == *" " ]] && COMP_WORDS+=("")
COMP_CWORD=$(( ${#COMP_WORDS[@]} - 1 ))
function compopt { :; }
$(complete -p tuntas | sed 's/.* -F \\([^ ]*\\) .*/\\1/') tuntas "${COMP_WORDS[$COMP_CWORD]}"
printf '%s\\n' "${COMPREPLY[@]}"
"""
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    done = subprocess.run(
        ["bash", "-c", script, "bash", line],
        cwd=cwd,
        env=environment(PATH=path),
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=True,
    )
    assert done.stderr == ""
    yield from (each.strip() for each in done.stdout.splitlines())


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("tuntas ex", {"explain", "export"}),
        ("tuntas check --st", {"--strict"}),
        ("tuntas check --format ", {"text", "json", "github", "gitlab"}),
        ("tuntas list --opd ", {"bapenda", "dpupr"}),
        ("tuntas list --rapat ", {"2026-01-05-rapim"}),
        ("tuntas new laporan b", {"bapenda"}),
        ("tuntas new l", {"laporan"}),
        ("tuntas explain unknown-a", {"unknown-agency"}),
        ("tuntas schema r", {"rapim", "rpjmd"}),
        ("tuntas check --config mk", {"mkdocs.yml"}),
        ("tuntas completion ", {"bash", "zsh", "fish"}),
    ],
)
def test_bash_completes(project: Path, line: str, offered: set[str]) -> None:
    assert set(completions(line, project)) == offered


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_scripts_are_good_ones(tuntas: Tuntas, tmp_path: Path, shell: str) -> None:
    status, out, err = tuntas("completion", shell)
    assert (status, err) == (0, "")
    assert "tuntas" in out
    program = shutil.which(shell)
    if program is None:
        pytest.skip(f"there is no {shell} on this machine to read its script")
    (tmp_path / "skrip").write_text(out, "utf-8")
    subprocess.run([program, "-n", str(tmp_path / "skrip")], check=True)
