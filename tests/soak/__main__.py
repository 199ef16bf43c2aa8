"""Measure how the dashboard holds under many readers, print it, and fail when a limit is missed.

python -m tests.soak [--minutes N] [a b c d e f]
"""

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
    titles = ", ".join(f"{letter}: {part.TITLE}" for letter, part in PARTS.items())
    parser.add_argument("parts", nargs="*", metavar="PART", help=titles)
    parser.add_argument("--minutes", type=float, default=concurrency.MINUTES, help="of part c")
    args = parser.parse_args()
    letters = args.parts or list(PARTS)
    if unknown := sorted(set(letters) - set(PARTS)):
        parser.error(f"there is no part {', '.join(unknown)}; those are {', '.join(PARTS)}")
    print(f"{machine()}; load {os.getloadavg()[1]:.1f}", flush=True)
    missed = 0
    for letter in letters:
        part = PARTS[letter]
        print(f"{letter}. {part.TITLE}", flush=True)
        with TemporaryDirectory() as folder:
            options = {"minutes": args.minutes} if part is concurrency else {}
            figures = part.measure(Path(folder), **options)
        for figure in figures:
            columns = f"{figure.shown:>10}   {figure.verdict:<24} {figure.absolute}"
            print(f"  {figure.what:<42} {columns}", flush=True)
        missed += sum(not figure.met for figure in figures)
    sys.exit(f"{missed} missed" if missed else 0)


if __name__ == "__main__":
    main()
