"""Let every reader read damaged and hand-made files, and print what became of them.

python -m tests.fuzz [--mutants N] [--seed WORD] [--seconds S] [--show NUMBER | NAME]

Every file is read in a child of this process. The command ends with 1 when a reader dies, raises,
gives a problem without its place, says something else than is expected, or takes too much.
"""

import argparse
import gc
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.fuzz.child import Result, done
from tests.fuzz.handmade import Made, examples, files
from tests.fuzz.mutants import corpus, mutant
from tests.fuzz.reading import SUFFIXES, Answer, Job

MOST_SECONDS = 2.0  # usual ones of processor time: `tests.pace`
MOST_MEGABYTES = 300.0
AT_LEAST_MADE = 80
_BATCH = 500


@dataclass(slots=True)
class Row:
    """What became of the files of one kind."""

    name: str
    files: int = 0
    accepted: int = 0
    problems: int = 0
    located: int = 0
    uncaught: int = 0
    signals: int = 0
    slowest: tuple[float, str] = (0.0, "")
    largest: tuple[float, str] = (0.0, "")
    misses: list[str] = field(default_factory=list)

    def add(self, name: str, result: Result, unexpected: str) -> None:
        """Count one file, and what it misses but for its cost."""
        self.files += 1
        answer = result.answer
        if answer is None:
            self.signals += result.is_signal
            self.uncaught += not result.is_signal
            self.misses.append(f"{name}: {result.failure.rstrip()}")
            return
        self.accepted += not answer.problems
        self.problems += answer.problems
        self.located += answer.located
        self.slowest = max(self.slowest, (result.seconds, name))
        self.largest = max(self.largest, (result.megabytes, name))
        self.misses += [f"{name}: {fault}" for fault in answer.broken]
        if unexpected:
            self.misses.append(f"{name}: {unexpected}")

    def too_dear(self, seconds: float, megabytes: float) -> Iterator[str]:
        """Say when the file that cost most cost more than it may."""
        for (spent, name), most, unit in (
            (self.slowest, seconds, "s"),
            (self.largest, megabytes, "MB"),
        ):
            if spent > most:
                yield f"{name}: {spent:.2f} {unit}; the bar is {most:g} {unit}"

    def __str__(self) -> str:
        """Write the row as the table has it."""
        share = f"{self.located / self.problems:.1%}" if self.problems else "-"
        refused = self.files - self.accepted - self.uncaught - self.signals
        slowest = f"{self.slowest[0]:.2f} s {self.slowest[1]}"
        return (
            f"{self.name:18}{self.files:8,}{self.accepted:9,}{refused:9,}{self.problems:10,}"
            f"{share:>9}{self.uncaught:9,}{self.signals:8,}  {slowest:36.36}"
            f"{self.largest[0]:4.0f} MB {self.largest[1]}"
        )


_HEADING = (
    f"{'':18}{'files':>8}{'accepted':>9}{'refused':>9}{'problems':>10}{'located':>9}"
    f"{'uncaught':>9}{'signals':>8}  {'slowest':36}{'largest'}"
)


def run(mutants: int, seed: str, folder: Path, made: Sequence[Made]) -> list[Row]:
    """Read `mutants` drawn with `seed`, and files made by hand; return a row for each kind."""
    rows = {sound.name: Row(sound.name) for sound in corpus()}
    gc.freeze()  # what a child does not collect, it does not copy
    for start in range(0, mutants, _BATCH):
        numbers = range(start, min(start + _BATCH, mutants))
        mutated = [mutant(seed, number) for number in numbers]
        for result in done(
            [_job(mark.kind, folder, partial(_same, mark.data)) for mark in mutated]
        ):
            number = numbers[result.number]
            rows[mutated[result.number].of].add(str(number), result, "")
    parts = (("made by hand", made), ("faulty examples", examples() if made else ()))
    for title, some in parts:
        row = rows.setdefault(title, Row(title))
        for file, result in _read_made(some, folder):
            row.add(file.name, result, unexpected(file, result.answer))
    return [row for row in rows.values() if row.files]


def _job(kind: str, folder: Path, make: Callable[[], bytes] | None = None) -> Job:
    return Job(kind, folder / f"{kind}.{SUFFIXES.get(kind, kind)}", make)


def _same(data: bytes) -> bytes:
    return data


def _read_made(made: Sequence[Made], folder: Path) -> Iterator[tuple[Made, Result]]:
    """Read small files one after the other, and each large one in a child of its own.

    A large file is made in another child, so that making it costs its reader nothing.
    """
    small = [file for file in made if file.is_small]
    for result in done([_job(file.kind, folder, file.make) for file in small]):
        yield small[result.number], result
    for large in made:
        if not large.is_small:
            job = _job(large.kind, folder)
            (making,) = done([Job("nothing", job.path, large.make)])
            if making.answer is None:
                yield large, making
                continue
            (reading,) = done([job])
            yield large, reading


def unexpected(made: Made, answer: Answer | None) -> str:
    """Say in what way an answer is not the one that is expected; "" when it is."""
    if answer is None:
        return ""
    if made.expected == "?":
        if not answer.problems:
            return "accepted, and it should not be"
    elif answer.first != made.expected:
        expected = made.expected or "no problem"
        return f"{answer.first or 'no problem'}, and {expected} is expected"
    if made.problems is not None and answer.problems != made.problems:
        return f"{answer.problems:,} problems, and {made.problems:,} are expected"
    return ""


def report(rows: Sequence[Row], seconds: float = MOST_SECONDS) -> bool:
    """Print a table and everything that misses a bar; tell whether all are met."""
    print(_HEADING)
    print(*rows, sep="\n")
    misses = [miss for row in rows for miss in row.misses]
    misses += [miss for row in rows for miss in row.too_dear(seconds, MOST_MEGABYTES)]
    if misses:
        print(f"\n{len(misses):,} misses:")
        print(*misses[:100], sep="\n")
        return False
    print(
        f"\nAll bars are met: 0 uncaught, 0 signals, every problem at its place, at most "
        f"{seconds:g} usual seconds and {MOST_MEGABYTES:g} MB for a file."
    )
    return True


def _shown(word: str, seed: str) -> bytes:
    """Return the bytes of the mutant of a number, or of a file made by hand."""
    if word.isdigit():
        return mutant(seed, int(word)).data
    matches = [file for file in (*files(), *examples()) if file.name == word]
    return matches[0].make() if matches else b""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and give its exit status."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("--mutants", type=int, default=10_000, help="how many; else 10,000")
    parser.add_argument("--seed", default="1", help="what they are drawn with; else 1")
    parser.add_argument(
        "--seconds", type=float, default=MOST_SECONDS, help="usual seconds a file may take; else 2"
    )
    parser.add_argument("--show", help="write the bytes of a mutant or of a file, read nothing")
    chosen = parser.parse_args(arguments)
    if chosen.show:
        sys.stdout.buffer.write(_shown(chosen.show, chosen.seed))
        return 0
    made = files()
    assert len(made) >= AT_LEAST_MADE
    with TemporaryDirectory() as folder:
        rows = run(chosen.mutants, chosen.seed, Path(folder), made)
    return 0 if report(rows, chosen.seconds) else 1


if __name__ == "__main__":
    sys.exit(main())
