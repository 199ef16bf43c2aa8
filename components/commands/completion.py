"""What lets a shell complete the program's commands, their options and the names of files."""

import argparse
import sys
from collections.abc import Callable, Mapping
from itertools import chain
from typing import TypeAlias

from components.commands.dashboard import make_parser
from components.commands.registry import COMMANDS
from components.events import Command, command_name, explain

Loader: TypeAlias = Callable[[], Command]
PRINTED = 0
SHELLS = ("bash", "zsh", "fish")
_PROGRAM = "geneva-timeline"  # what a shell completes
# What arguments are called that take files and folders.
_FILES = (
    *("FILE", "LOG", "IN", "OUT", "OLD", "MAPPING.yaml"),
    *("ARTICLE.txt", "DRAFT.yaml", "SEED.yaml"),
)
_FOLDERS = ("FOLDER",)
# A file to show may stand in a command's place, which shtab cannot know.
_BEFORE = {
    "zsh": """\
functions[_shtab_geneva_timeline_names]=$functions[_shtab_geneva_timeline_commands]
_shtab_geneva_timeline_commands() { _shtab_geneva_timeline_names; _files }"""
}
_AFTER = {
    "bash": ("complete -o bashdefault -o default -F _shtab_geneva_timeline geneva-timeline",),
    "fish": ("complete -c geneva-timeline -n _shtab_geneva_timeline_using -F",),
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of the command."""
    explain(
        parser,
        "Print a script that lets a shell complete the commands, their options and files.",
        [
            "%(prog)s bash > ~/.local/share/bash-completion/completions/geneva-timeline",
            "%(prog)s zsh > ~/.zfunc/_geneva-timeline",
            "%(prog)s fish > ~/.config/fish/completions/geneva-timeline.fish",
        ],
        {PRINTED: "it is printed"},
    )
    parser.add_argument("shell", choices=SHELLS, help="the shell that the script is for")


def run(loaders: Mapping[str, Loader], args: argparse.Namespace) -> int:
    """Print the script of a shell, for the commands that are loaded, and return the exit status."""
    import shtab

    parsers = all_parsers(loaders)
    for action in chain.from_iterable(parser._actions for parser in parsers.values()):
        if action.metavar in _FILES:
            action.complete = shtab.FILE  # type: ignore[attr-defined]
        elif action.metavar in _FOLDERS:
            action.complete = shtab.DIRECTORY  # type: ignore[attr-defined]
    script = shtab.complete(parsers[""], args.shell, preamble=_BEFORE)
    sys.stdout.write("\n".join([script.rstrip(), *_AFTER.get(args.shell, ()), ""]))
    return PRINTED


def all_parsers(loaders: Mapping[str, Loader]) -> dict[str, argparse.ArgumentParser]:
    """Return the parser of the dashboard, under "", and that of each command, under its name."""
    whole = make_parser(_PROGRAM, takes_files=False)
    commands = whole.add_subparsers()
    parsers = {"": whole}
    for name, summary in COMMANDS.items():
        parsers[name] = commands.add_parser(name, prog=command_name(name), help=summary)
        loaders[name]().add_arguments(parsers[name])
    return parsers
