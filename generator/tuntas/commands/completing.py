"""The commands about the program itself: `tuntas completion` and `version`; and what a shell completes."""

import argparse
import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from tuntas import __version__
from tuntas.commands.arguments import Adder
from tuntas.commands.status import DONE
from tuntas.problems import catalogue
from tuntas.settings import SettingsError, load

SHELLS = ("bash", "zsh", "fish")


def add(command: Adder) -> None:
    """Add the commands."""
    completion = command(
        "completion",
        _completion,
        "Mencetak skrip yang melengkapi perintah dengan tombol Tab.",
        examples=(
            "tuntas completion bash > ~/.bash_completion",
            "tuntas completion zsh",
            "tuntas completion fish",
        ),
    )
    completion.add_argument("shell", choices=SHELLS, metavar="SHELL", help=", ".join(SHELLS))
    command("version", _version, "Menampilkan versi program ini.", examples=("tuntas version",))


def complete(parser: argparse.ArgumentParser) -> None:
    """Answer a shell that asks how a command goes on, and end; else do nothing."""
    if "_ARGCOMPLETE" in os.environ:
        from argcomplete import autocomplete  # noqa: PLC0415 - only shells ask

        autocomplete(parser, always_complete_options=False)


def agencies(parsed_args: argparse.Namespace, **_: Any) -> Iterable[str]:
    """The folders of agencies."""
    return (each.name for each in _content(parsed_args).glob("opd/*/") if each.is_dir())


def meetings(parsed_args: argparse.Namespace, **_: Any) -> Iterable[str]:
    """The names of meetings."""
    found = _content(parsed_args).glob("meetings/*/*")
    return (each.name.removesuffix(".md") for each in found if each.is_dir() or each.suffix == ".md")


def codes(**_: Any) -> Iterable[str]:
    """The codes of problems."""
    return catalogue()


def completed(action: argparse.Action, by: Callable[..., Iterable[str]]) -> None:
    """Have a shell complete what an argument takes."""
    action.completer = by  # type: ignore[attr-defined]


def _content(arguments: argparse.Namespace) -> Path:
    try:
        return load(arguments.config, os.environ).content
    except SettingsError:
        return Path("content")


def _completion(arguments: argparse.Namespace) -> int:
    from argcomplete.shell_integration import shellcode  # noqa: PLC0415 - as above

    print(shellcode(["tuntas"], shell=arguments.shell), end="")
    return DONE


def _version(_arguments: argparse.Namespace) -> int:
    print(f"tuntas {__version__}")
    return DONE
