"""How each command of the registry is imported, once it is called."""

from collections.abc import Callable, Mapping
from functools import partial

from components.commands import completion
from components.commands.registry import COMMANDS
from components.events import Command
from components.events.__main__ import COMMANDS as COMMANDS_OF_EVENTS


def _export() -> Command:
    from components.exports import __main__ as exports

    return Command(COMMANDS["export"], exports.add_arguments, exports.run)


def _load() -> Command:
    from components.frames import __main__ as frames

    return Command(COMMANDS["load"], frames.add_arguments, frames.run)


def _completion() -> Command:
    run = partial(completion.run, LOADERS)
    return Command(COMMANDS["completion"], completion.add_arguments, run)


LOADERS: Mapping[str, Callable[[], Command]] = {
    **{name: partial(COMMANDS_OF_EVENTS.__getitem__, name) for name in COMMANDS_OF_EVENTS},
    "export": _export,
    "load": _load,
    "completion": _completion,
}
