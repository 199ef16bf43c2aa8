"""A command line becomes a call: of a command, or of the dashboard."""

import argparse
from collections.abc import Sequence

from components.commands import dashboard
from components.commands.registry import COMMANDS

_INTERRUPTED = 130  # the status by which shells tell that Ctrl+C ended a command


def main(program: str, arguments: Sequence[str]) -> int:
    """Run what the arguments ask for and return its exit status; `program` is how it is called."""
    name = arguments[0] if arguments else ""
    try:
        if name in COMMANDS:
            return _run(program, name, arguments[1:])
        return dashboard.run(program, arguments)
    except KeyboardInterrupt:
        return _INTERRUPTED


def _run(program: str, name: str, arguments: Sequence[str]) -> int:
    from components.commands.loading import LOADERS
    from components.events import command_name, use_program
    from components.events.__main__ import run

    use_program(program)
    command = LOADERS[name]()
    parser = argparse.ArgumentParser(prog=command_name(name))
    command.add_arguments(parser)
    return run(command, parser.parse_args(arguments))
