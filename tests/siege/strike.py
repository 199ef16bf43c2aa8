"""Make one attack, in a process of its own: what the attacker costs must not slow the reader down.

python -m tests.siege.strike NAME ADDRESS SECONDS
"""

import asyncio
import json
import resource
import subprocess
import sys
from collections import Counter
from contextlib import suppress

from tests.serving import ROOT
from tests.siege import addresses, connections, exports, pictures, requests, websocket
from tests.siege.attack import ATTACKS, Attack
from tests.siege.attacker import Attacker

# In the order in which they are made; importing a part adds its attacks.
PARTS = tuple(
    part.__name__.rpartition(".")[2]
    for part in (exports, pictures, websocket, addresses, requests, connections)
)
_ROOM = 4 << 30  # bytes of memory that an attacker may take
_FILES = 4096
_LATE = 10.0  # seconds after which an attacker that does not end is killed


async def strike(attack: Attack, attacker: Attacker, seconds: float) -> Counter[str]:
    """Make an attack for so many seconds at most; return how its requests ended."""
    with suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            try:
                await attack.run(attacker)
            except ConnectionError:
                attacker.outcomes["cut"] += 1
    return attacker.outcomes


class Striker:
    """An attack that is ready to be made by another process."""

    def __init__(self, attack: Attack, address: str, seconds: float) -> None:
        """Start the process, and wait until it has imported what it needs."""
        command = [sys.executable, "-m", "tests.siege.strike", attack.name, address, str(seconds)]
        self._seconds = seconds
        self._process = subprocess.Popen(
            command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        assert self._process.stdout
        assert self._process.stdout.readline() == "ready\n"

    def begin(self) -> None:
        """Let the attack begin."""
        assert self._process.stdin
        self._process.stdin.write("go\n")
        self._process.stdin.flush()

    @property
    def is_over(self) -> bool:
        """Whether the attack has ended."""
        return self._process.poll() is not None

    def outcomes(self) -> dict[str, int]:
        """Return how the requests ended, once the attack has."""
        try:
            printed = self._process.communicate(timeout=self._seconds + _LATE)[0]
        except subprocess.TimeoutExpired:
            self._process.kill()
            return {"the attacker itself was killed": 1}
        counted: dict[str, int] = json.loads(printed or "{}")
        return counted


def main(name: str, address: str, seconds: str) -> None:
    """Make the attack once the parent process says so."""
    resource.setrlimit(resource.RLIMIT_AS, (_ROOM, _ROOM))
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(_FILES, most), most))
    attacker = Attacker(address)
    print("ready", flush=True)
    sys.stdin.readline()
    print(json.dumps(asyncio.run(strike(ATTACKS[name], attacker, float(seconds)))))


if __name__ == "__main__":
    main(*sys.argv[1:])
