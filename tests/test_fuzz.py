"""Readers survive thousands of damaged files, and the fuzzer would notice one that did not."""

import faulthandler
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from components.events import Problem
from components.imports import RowReport
from tests.fuzz import reading
from tests.fuzz.__main__ import Row, main, report, unexpected
from tests.fuzz.child import done
from tests.fuzz.handmade import Made, files
from tests.fuzz.mutants import MUTATIONS, SOUND, Sound, corpus, mutant
from tests.fuzz.reading import READERS, SUFFIXES, Answer, Job, judged
from tests.pace import slowness

ROOT = Path(__file__).resolve().parents[1]


@pytest.mark.thorough
def test_no_file_stops_a_reader() -> None:
    """What takes far too long is noticed here; `make fuzz` measures."""
    command = [sys.executable, "-m", "tests.fuzz", "--mutants", "1000", "--seconds", "10"]
    # Counting lines would double its time, and its memory is measured.
    plain = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE_")}
    ended = subprocess.run(command, cwd=ROOT, env=plain, capture_output=True, text=True)
    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert "made by hand" in ended.stdout


def test_at_least_eighty_files_are_made_by_hand_each_under_a_name_of_its_own() -> None:
    names = [made.name for made in files()]
    assert len(names) >= 80
    assert len(set(names)) == len(names)


def test_a_mutant_is_the_same_in_every_run_and_another_one_under_another_seed() -> None:
    mutants = [mutant("1", number) for number in range(200)]
    assert mutants == [mutant("1", number) for number in range(200)]
    assert mutants != [mutant("2", number) for number in range(200)]
    assert len({mark.data for mark in mutants}) > 190


@pytest.mark.parametrize("sound", corpus(), ids=lambda row: row.name)
def test_what_is_damaged_was_sound_before(sound: Sound, tmp_path: Path) -> None:
    path = tmp_path / f"{sound.kind}.{SUFFIXES.get(sound.kind, sound.kind)}"
    path.write_bytes(sound.data)
    assert list(READERS[sound.kind](path)) == []


@pytest.mark.parametrize("mutate", MUTATIONS, ids=lambda mutate: mutate.__name__)
def test_every_way_of_damaging_makes_logs_that_are_refused(
    mutate: Callable[..., bytes], tmp_path: Path
) -> None:
    draw = random.Random(mutate.__name__)  # noqa: S311 - the same damage in every run
    refused = 0
    for _ in range(60):
        path = tmp_path / "log.yaml"
        path.write_bytes(mutate(SOUND, draw))
        refused += bool(list(READERS["log"](path)))
    assert refused


def dies(_: Path) -> list[Problem | RowReport]:
    faulthandler.disable()  # a death on purpose is no news
    os.kill(os.getpid(), signal.SIGSEGV)
    return []


def raises(_: Path) -> list[Problem | RowReport]:
    raise ValueError("uncaught")


def floods(_: Path) -> list[Problem | RowReport]:
    held = bytearray(400_000_000)
    held[::4096] = b"x" * len(held[::4096])
    return []


def dawdles(_: Path) -> list[Problem | RowReport]:
    until = time.process_time() + 0.6 * slowness()
    while time.process_time() < until:
        pass
    return []


def points_nowhere(path: Path) -> list[Problem | RowReport]:
    return [Problem(path.name, 2, 9, "syntax", "beyond the end of the line")]


def says_nothing(_: Path) -> list[Problem | RowReport]:
    return []


def rows_of(
    monkeypatch: pytest.MonkeyPatch,
    path: Path,
    *readers: Callable[[Path], list[Problem | RowReport]],
) -> Row:
    """Let these readers read a file of two lines, and count what becomes of it."""
    path.write_bytes(b"a: b\nc: d\n")
    known = {reader.__name__: reader for reader in readers}
    monkeypatch.setattr(reading, "READERS", known)
    row = Row("row")
    for result in done([Job(name, path) for name in known]):
        row.add(list(known)[result.number], result, "")
    return row


def test_a_reader_that_dies_or_raises_is_seen_and_the_next_one_still_reads(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    row = rows_of(monkeypatch, tmp_path / "x", dies, says_nothing, raises, floods)
    assert (row.files, row.accepted, row.signals, row.uncaught) == (4, 2, 1, 1)
    assert row.misses[0] == "dies: SIGSEGV"
    assert "ValueError: uncaught" in row.misses[1]
    assert not report([row])
    output = capsys.readouterr().out
    assert "floods: " in output and "MB; the bar is 300 MB" in output


def test_a_reader_that_takes_too_long_is_seen(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    row = rows_of(monkeypatch, tmp_path / "x", says_nothing, dawdles)
    assert report([row], seconds=3)
    assert not report([row], seconds=0.2)
    assert "dawdles: 0." in capsys.readouterr().out


def test_a_problem_without_a_place_in_the_file_is_seen(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    row = rows_of(monkeypatch, tmp_path / "x", points_nowhere)
    assert (row.problems, row.located) == (1, 0)
    assert "not a place in the file" in row.misses[0]


class TwoLines(Problem):
    def __str__(self) -> str:
        return "two\nlines"


@pytest.mark.parametrize(
    ("said", "broken"),
    [
        (Problem("x", 2, 5, "syntax", "fine"), ""),
        (Problem("x", 3, 1, "syntax", "fine"), ""),
        (Problem("x", 4, 1, "syntax", "too far"), "not a place"),
        (Problem("x", 0, 1, "syntax", "nowhere"), "not a place"),
        (Problem("x", 1, 0, "syntax", "nowhere"), "not a place"),
        (Problem("y", 1, 2, "syntax", "another file"), "not a place"),
        (Problem("x", 1, 1, "made-up", "words"), "an unknown code"),
        (TwoLines("x", 1, 1, "syntax", "words"), "not one line"),
        (RowReport("x", ":1", "a row", is_left_out=True), ""),
        (RowReport("x", "", "a row", is_left_out=True), "not a place"),
    ],
)
def test_what_a_reader_promises_is_held_against_what_it_says(
    said: Problem | RowReport, broken: str, tmp_path: Path
) -> None:
    path = tmp_path / "x"
    path.write_bytes(b"a: b\nc: d\n")
    answer = judged("log", path, [said])
    assert answer.problems == 1
    assert [fault[: len(broken)] for fault in answer.broken] == ([broken] if broken else [])


def test_an_answer_that_is_not_expected_is_a_miss() -> None:
    refused = Answer(1, 1, "4:13 syntax")
    for expected, problems, answer, is_miss in (
        ("4:13 syntax", 1, refused, False),
        ("?", None, refused, False),
        ("4:13 syntax", 2, refused, True),
        ("4:14 syntax", 1, refused, True),
        ("", 0, refused, True),
        ("", 0, Answer(0, 0), False),
        ("?", None, Answer(0, 0), True),
    ):
        made = Made("name", partial(bytes, 1), expected, problems)
        assert bool(unexpected(made, answer)) is is_miss


def test_a_file_can_be_shown(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert main(["--show", "a tab in a text"]) == 0
    assert main(["--show", "17"]) == 0
    sys.stdout.flush()
    shown = capfdbinary.readouterr().out
    assert b"a\tb" in shown
    assert shown.endswith(mutant("1", 17).data)
