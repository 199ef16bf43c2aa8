"""Ask a server whether it lives, as an orchestrator does, from a process of its own.

python -m tests.soak.probe ADDRESS
"""

import json
import subprocess
import sys
import time
from select import select
from statistics import median

from tests.bench.figure import Figure
from tests.serving import ROOT, answers

LIVE = "livez"
LOOK = 0.1  # seconds between two looks
PATIENCE = 30.0  # seconds that one may take


class Probe:
    """Looks at a server while a block runs; `waits` has the time of each answer afterwards."""

    def __init__(self, address: str) -> None:
        """Prepare to look at the server at an address."""
        self._address = address
        self.waits: list[float] = []  # seconds
        self.failures = 0

    def __enter__(self) -> "Probe":
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.soak.probe", self._address],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        return self

    def __exit__(self, *_: object) -> None:
        printed = self._process.communicate()[0]
        looks = [json.loads(line) for line in printed.splitlines()]
        self.waits = [look["wait"] for look in looks]
        self.failures = sum(not look["alive"] for look in looks)

    def figures(self) -> list[Figure]:
        """Return the longest wait, and how many looks failed."""
        absolute = f"{len(self.waits)} looks, median {median(self.waits) * 1000:.0f} ms"
        return [
            Figure("the longest wait for /livez", max(self.waits), absolute, 1, " s"),
            Figure("looks at /livez that failed", self.failures, bar=0),
        ]


def main(address: str) -> None:
    """Look until the parent process closes its end of standard input."""
    while not select([sys.stdin], [], [], LOOK)[0]:
        begun = time.monotonic()
        alive = answers(address + LIVE, PATIENCE)
        print(json.dumps({"wait": time.monotonic() - begun, "alive": alive}), flush=True)


if __name__ == "__main__":
    main(sys.argv[1])
