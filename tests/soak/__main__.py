"""Measure how the dashboard holds under many readers, print it, and fail when a limit is missed.

python -m tests.soak [--minutes N] [a b c d e f]
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.bench.report import machine
from tests.soak import burst, concurrency, memory, restart, search, visits

PARTS = {
    "a": burst,
    "b": visits,
    "c": concurrency,
    "d": memory,
    "e": restart,
    "f": search,
}


def main() -> None:
    """Measure the parts named on the command line, or all."""
    parser = argparse.ArgumentParser(prog="python -m tests.soak", description=__doc__)
    told = ", ".join(f"{letter}: {part.TITLE}" for letter, part in PARTS.items())
    parser.add_argument("parts", nargs="*", metavar="PART", help=told)
    parser.add_argument("--minutes", type=float, default=concurrency.MINUTES, help="of part c")
    given = parser.parse_args()
    chosen = given.parts or list(PARTS)
    if unknown := sorted(set(chosen) - set(PARTS)):
        parser.error(f"there is no part {', '.join(unknown)}; those are {', '.join(PARTS)}")
    print(f"{machine()}; load {os.getloadavg()[1]:.1f}", flush=True)
    missed = 0
    for letter in chosen:
        part = PARTS[letter]
        print(f"{letter}. {part.TITLE}", flush=True)
        with TemporaryDirectory() as folder:
            asked = {"minutes": given.minutes} if part is concurrency else {}
            figures = part.measure(Path(folder), **asked)
        for each in figures:
            print(
                f"  {each.what:<42} {each.shown:>10}   {each.verdict:<24} {each.found}", flush=True
            )
        missed += sum(not each.met for each in figures)
    sys.exit(f"{missed} missed" if missed else 0)


if __name__ == "__main__":
    main()
