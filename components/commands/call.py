"""A command line becomes a call: of a command, or of the dashboard."""

import argparse
import os
import sys
from collections.abc import Sequence

from components.commands import dashboard
from components.commands.registry import COMMANDS

_INTERRUPTED = 130  # the status by which shells tell that Ctrl+C ended a command


def main(program: str, arguments: Sequence[str]) -> int:
    """Run what the arguments ask for and return its exit status; `program` is how it is called."""
    _have_streams()
    name = arguments[0] if arguments else ""
    try:
        if name in COMMANDS:
            return _run(program, name, arguments[1:])
        return dashboard.run(program, arguments)
    except KeyboardInterrupt:
        return _INTERRUPTED


def _have_streams() -> None:
    """Give a program that was started without its three streams empty ones in their places.

    Else the next files that are opened would take them, and be printed into.
    """
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        if getattr(sys, name) is None:
            nothing = os.open(os.devnull, os.O_RDWR)
            if nothing != number:
                os.dup2(nothing, number)
                os.close(nothing)
            setattr(sys, name, open(number, "w" if number else "r", closefd=False))  # noqa: SIM115


def _run(program: str, name: str, arguments: Sequence[str]) -> int:
    from components.commands.loading import LOADERS
    from components.events import command_name, use_program
    from components.events.__main__ import run

    use_program(program)
    command = LOADERS[name]()
    parser = argparse.ArgumentParser(prog=command_name(name))
    command.add_arguments(parser)
    return run(command, parser.parse_args(arguments))
