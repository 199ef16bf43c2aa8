"""A log as JSON Lines is read as strictly as one in YAML; one that was cut is refused."""

import json
from pathlib import Path

import pytest

from components.events import LIMITS, Problem, write_event, write_head
from components.imports import convert
from tests.frames.sample import read_log

SOUND = (Path(__file__).parents[1] / "events" / "sound.yaml").read_bytes()


def lines(counted: bool = True) -> list[str]:
    log = read_log(SOUND)
    head = write_head(log, events=len(log.events)) if counted else write_head(log)
    return [head, *(f'{{"id": "{e.id}", {write_event(e)[1:]}' for e in log.events.values())]


def problems_of(folder: Path, *parts: str | bytes) -> tuple[Problem, ...]:
    source, target = folder / "log.jsonl", folder / "out.yaml"
    data = [part if isinstance(part, bytes) else part.encode() for part in parts]
    source.write_bytes(b"".join(part + b"\n" for part in data))
    problems = convert(source, target).problems
    assert target.exists() is not bool(problems)
    return problems


def problem_of(folder: Path, *parts: str | bytes) -> tuple[int, int, str]:
    (problem,) = problems_of(folder, *parts)
    assert problem.code == "unreadable-line"
    return problem.line, problem.column, problem.message


def test_a_log_in_lines_is_the_log_that_was_written(tmp_path: Path) -> None:
    for counted in (True, False):
        assert problems_of(tmp_path, *lines(counted)) == ()
        log = read_log((tmp_path / "out.yaml").read_bytes())
        assert log.with_hash("") == read_log(SOUND).with_hash("")
        (tmp_path / "out.yaml").unlink()


def test_lines_that_were_counted_and_cut_are_refused_behind_the_last(tmp_path: Path) -> None:
    whole = lines()
    for kept in range(1, len(whole)):
        words = f"the first line speaks of 3 events, and there are {kept - 1}"
        assert problem_of(tmp_path, *whole[:kept]) == (kept + 1, 1, words)
    assert problem_of(tmp_path, *whole, "", whole[-1])[:2] == (6, 1)


def test_lines_that_were_not_counted_are_taken_for_whole(tmp_path: Path) -> None:
    head = json.loads(lines(counted=False)[0])
    del head["disagreements"], head["walk"], head["corrections"]
    assert problems_of(tmp_path, json.dumps(head), lines()[-1]) == ()


def test_a_head_that_names_an_event_that_is_not_there_is_refused(tmp_path: Path) -> None:
    head = json.loads(lines(counted=False)[0])
    del head["disagreements"], head["corrections"]
    message = problem_of(tmp_path, json.dumps(head), lines()[-1])
    assert message[:2] == (1, 1)
    assert message[2].startswith('no event "')


def test_a_step_that_quotes_what_nobody_says_is_refused(tmp_path: Path) -> None:
    head = json.loads(lines()[0])
    step = next(step for step in head["walk"]["steps"] if "quote" in step)
    step["quote"]["text"] = "nobody said this"
    words = 'walk quotes "nobody said this", which nobody says'
    assert words in problem_of(tmp_path, json.dumps(head), *lines()[1:])[2]


def test_a_link_to_an_event_that_is_not_there_is_reported_at_its_line(tmp_path: Path) -> None:
    kept = lines(counted=False)[:-1]
    assert problem_of(tmp_path, *kept) == (2, 1, 'no event "notice-posted"')


@pytest.mark.parametrize("count", ["-1", '"3"', "true", "2.5", "{}"])
def test_a_count_is_a_number(count: str, tmp_path: Path) -> None:
    head, *events = lines()
    head = head.replace('"events": 3', f'"events": {count}', 1)
    line, column, words = problem_of(tmp_path, head, *events)
    assert (line, column) == (1, 1)
    assert words == '"events" is the number of lines that follow, one for each event'


@pytest.mark.parametrize(
    ("old", "new", "column", "words"),
    [
        ('"title": ', '"title" ', 34, "Expecting ':' delimiter"),
        ('"title": ', '"title": "x", "title": ', 1, '"title" stands twice in an object'),
        ("The captain", "\\ud800", 1, "U+D800 may not stand in a log"),
        ("The captain", "\\u0000", 1, "U+0000 may not stand in a log"),
        ("The captain", "\u202e", 1, "U+202E may not stand in a log"),
        ('"title": ', '"b\\u2066": ', 1, "U+2066 may not stand in a log"),
        ('"title": ', '"topics": ["\\u001b"], "title": ', 1, "U+001B may not stand in a log"),
        ('"title": ', '"title": ' + "[" * 100_000, 1, "nested too deeply"),
        ("12.5", "9" * 5_000, 1, "a number of too many digits"),
        ("12.5", "NaN", 1, '"nan" is not a number'),
        ("12.5", "-Infinity", 1, '"-inf" is not a number'),
        ("12.5", "1e999", 1, '"inf" is not a number'),
        ("12.5", "true", 1, '"True" is not a number'),
        ('"id": "captain-speaks", ', "", 1, "an event without an id"),
        ('"kind": "statement"', '"kind": "ball"', 1, "cannot be read"),
        ('"captain-speaks"', '"first-sailing"', 1, 'there is another event "first-sailing"'),
    ],
)
def test_a_line_that_is_wrong_is_reported_with_its_place(
    old: str, new: str, column: int, words: str, tmp_path: Path
) -> None:
    first, second, third, *rest = lines()
    assert old in third
    place = problem_of(tmp_path, first, second, third.replace(old, new, 1), *rest)
    assert place[:2] == (3, column)
    assert words in place[2]


def test_a_byte_that_is_not_utf_8_is_reported_at_its_column(tmp_path: Path) -> None:
    first, second, *rest = lines()
    faulty = second.encode().replace(b"The first", b"The \xe9irst")
    at = second.index("The first") + 5
    assert problem_of(tmp_path, first, faulty, *rest)[:2] == (2, at)


def test_a_line_longer_than_the_limit_is_refused_and_the_rest_not_kept(tmp_path: Path) -> None:
    first, second, *rest = lines()
    padded = second[:-1] + " " * (LIMITS.line_bytes - len(second.encode()) - 1) + "}"
    assert problems_of(tmp_path, first, padded, *rest) == ()
    (tmp_path / "out.yaml").unlink()
    longer = second[:-1] + " " * LIMITS.line_bytes + "}"
    line, _, words = problem_of(tmp_path, first, longer, *rest)
    assert line == 2
    assert words == "a line has more than the limit of 2,097,152 bytes"


def test_a_first_line_of_something_else_is_reported(tmp_path: Path) -> None:
    head, *events = lines()
    assert problem_of(tmp_path, head.replace('"format": 1', '"format": 2'), *events)[0] == 1


@pytest.mark.parametrize("end", ["", "\n"])
def test_a_lost_line_is_told_at_the_last_line_that_there_is(end: str, tmp_path: Path) -> None:
    text = "\n".join(lines()[:-1]) + end
    (tmp_path / "log.jsonl").write_text(text)
    (problem,) = convert(tmp_path / "log.jsonl", tmp_path / "out.yaml").problems
    assert (problem.line, problem.column) == (len(text.split("\n")), 1)
