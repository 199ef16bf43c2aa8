"""Measure what the dashboard costs, print it, and write it to `docs/performance.md`.

python -m tests.bench [a b c d e f]
"""

import argparse
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.bench import cold_start, filter_change, index, memory, peers, reading, wire
from tests.bench.report import section, write

PARTS = {
    "a": cold_start,
    "b": filter_change,
    "c": index,
    "d": reading,
    "e": peers,
    "f": memory,
    "g": wire,
}


def main() -> None:
    """Measure the parts named on the command line, or all."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    told = ", ".join(f"{letter}: {part.TITLE}" for letter, part in PARTS.items())
    parser.add_argument("parts", nargs="*", metavar="PART", help=told)
    chosen = parser.parse_args().parts or list(PARTS)
    if unknown := sorted(set(chosen) - set(PARTS)):
        parser.error(f"there is no part {', '.join(unknown)}; those are {', '.join(PARTS)}")
    for letter in chosen:
        part = PARTS[letter]
        print(f"{letter}. {part.TITLE}", flush=True)
        with TemporaryDirectory() as folder:
            figures = part.measure(Path(folder))
        for each in figures:
            against = f" of {each.against}" if each.against else ""
            print(f"  {each.what}: {each.shown}{against} ({each.found}); {each.verdict}")
        # after each part, so that a run that is broken off has not measured in vain
        write({letter: section(letter, part.TITLE, part.ABOUT, figures)})


if __name__ == "__main__":
    main()
