"""The attacks: each is a function of one of the modules, which are the parts of the siege."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from tests.siege.attacker import Attacker

Run = Callable[[Attacker], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Attack:
    """An attack, which has the name of its function."""

    run: Run
    part: str
    is_for_proxy: bool  # whether it makes sense only with a proxy in front

    @property
    def name(self) -> str:
        return self.run.__name__.replace("_", " ")


ATTACKS: dict[str, Attack] = {}


def attack(run: Run) -> Run:
    """Add a function to the attacks."""
    _add(run, is_for_proxy=False)
    return run


def attack_on_proxy(run: Run) -> Run:
    """Add a function to the attacks that need a proxy in front of the server."""
    _add(run, is_for_proxy=True)
    return run


def _add(run: Run, *, is_for_proxy: bool) -> None:
    entry = Attack(run, run.__module__.rpartition(".")[2], is_for_proxy)
    assert entry.name not in ATTACKS and run.__doc__, entry.name
    ATTACKS[entry.name] = entry
