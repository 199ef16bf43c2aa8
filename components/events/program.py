"""How the commands are called, for their help and for messages that name one.

Each is a module of the repository, and all are commands of one program where that is installed.
"""

import argparse
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

_MODULES = {"export": "python -m components.exports", "load": "python -m components.frames load"}
_EVENTS = "python -m components.events"  # has the other commands
_programs: list[str] = []  # the program that has all of them, at most one


@dataclass(frozen=True, slots=True)
class Command:
    """A command: what it does in a few words, what it is given, and how it gets a status."""

    summary: str
    add_arguments: Callable[[argparse.ArgumentParser], None]
    run: Callable[[argparse.Namespace], int]


def use_program(name: str) -> None:
    """From now on, name each command as one of this program."""
    _programs[:] = [name]


def is_one_program() -> bool:
    """Tell whether all commands are those of one program."""
    return bool(_programs)


def command_name(command: str) -> str:
    """Return what a user types to call a command, such as `python -m components.events check`."""
    if _programs:
        return f"{_programs[0]} {command}"
    return _MODULES.get(command, f"{_EVENTS} {command}")


def explain(
    parser: argparse.ArgumentParser,
    description: str,
    examples: Sequence[str],
    statuses: Mapping[int, str],
) -> None:
    """Give a parser its help: what it does, examples, and what each exit status means.

    In both texts `%(prog)s` stands for the command as it was called.
    """
    shown = "".join(f"  {example}\n" for example in examples)
    meanings = "".join(f"  {status}  {meaning}\n" for status, meaning in statuses.items())
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.description = description
    title = "examples" if len(examples) > 1 else "example"
    parser.epilog = f"{title}:\n{shown}\nexit status:\n{meanings}"
