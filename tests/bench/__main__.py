"""Measure what the dashboard costs, print it, and write it to `docs/performance.md`.

The figures of each run stay in `docs/performance.jsonl`, by commit, and `docs/performance.svg`
draws them.

python -m tests.bench [a b c d e f g h i j]
"""

import argparse
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.bench import (
    cold_start,
    filter_change,
    index,
    layout,
    many_lanes,
    memory,
    peers,
    reading,
    single_page,
    wire,
)
from tests.bench.history import Run, keep
from tests.bench.report import section, write

PARTS = {
    "a": cold_start,
    "b": filter_change,
    "c": index,
    "d": reading,
    "e": peers,
    "f": memory,
    "g": wire,
    "h": layout,
    "i": many_lanes,
    "j": single_page,
}


def main() -> None:
    """Measure the parts named on the command line, or all."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    titles = ", ".join(f"{letter}: {part.TITLE}" for letter, part in PARTS.items())
    parser.add_argument("parts", nargs="*", metavar="PART", help=titles)
    letters = parser.parse_args().parts or list(PARTS)
    if unknown := sorted(set(letters) - set(PARTS)):
        parser.error(f"there is no part {', '.join(unknown)}; those are {', '.join(PARTS)}")
    for letter in letters:
        part = PARTS[letter]
        print(f"{letter}. {part.TITLE}", flush=True)
        with TemporaryDirectory() as folder:
            figures = part.measure(Path(folder))
        for figure in figures:
            against = f" of {figure.against}" if figure.against else ""
            print(f"  {figure.what}: {figure.shown}{against} ({figure.absolute}); {figure.verdict}")
        # after each part, so that an interrupted run keeps what it has measured
        write({letter: section(letter, part.TITLE, part.ABOUT, figures)})
        keep(Run.of(letter, figures))


if __name__ == "__main__":
    main()
