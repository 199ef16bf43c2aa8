"""Other people's files become logs, or nothing is written."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from components.events import LIMITS, check, read_parquet
from components.imports import convert, sink
from tests.imports.sample import Converted


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.json", b'[{"date": ', "a.json:1:11: error[syntax] the file is not JSON"),
        ("a.json", b'\n["\xff"]', "a.json:2:3: error[encoding] the file is not UTF-8"),
        ("a.json", b"[" * 100_000, "a.json:1:1: error[too-deep]"),
        ("a.json", b"[]", "a.json:1:1: error[empty-file] the file has no rows"),
        ("a.csv", b"", "a.csv:1:1: error[empty-file] the file has no header"),
        ("a.csv", b"date,title\n", "a.csv:1:1: error[empty-file] the file has no rows"),
        ("a.csv", b"date,date\n1,2\n", 'a.csv:1:1: error[unclear-fields] "date.1" holds no'),
        ("a.csv", b"date,title\nx,y\n", 'a.csv:1:1: error[unclear-fields] "date" holds no dates'),
        ("a.yaml", b"format: 2\n", "a.yaml:1:1: error[missing-field]"),
        ("a.parquet", b"PAR1", "a.parquet:1:1: error[unreadable-parquet]"),
    ],
)
def test_a_file_without_a_row_is_a_problem_and_writes_nothing(
    tmp_path: Path, name: str, data: bytes, words: str
) -> None:
    converted = Converted(tmp_path, name, data)
    assert str(converted.outcome.problems[0]).startswith(words)
    assert sorted(tmp_path.iterdir()) == [tmp_path / name]


def test_a_strict_conversion_writes_nothing_when_a_row_is_lost(tmp_path: Path) -> None:
    data = "date,title\n2025,a\nsoon,b\n"
    assert not Converted(tmp_path, "a.csv", data, strict=True).is_written
    assert Converted(tmp_path, "a.csv", data).is_written


def test_what_yaml_is_too_small_for_is_sent_to_parquet(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sink, "LIMITS", replace(LIMITS, entries=1000))
    rows = "".join(f"2025,a {number}\n" for number in range(1002))
    converted = Converted(tmp_path, "a.csv", f"date,title\n{rows}")
    assert not converted.is_written
    assert [problem.message for problem in converted.outcome.problems] == [
        "a log in YAML holds at most 1,000 events; out.parquet would hold any number"
    ]
    small = replace(LIMITS, file_bytes=1_000)
    monkeypatch.setattr(sink, "check", lambda data, name: check(data, name, small))
    converted = Converted(tmp_path, "b.csv", f"date,title,summary\n2025,a,{'x' * 1_000}\n")
    assert not converted.is_written
    assert [problem.message for problem in converted.outcome.problems] == [
        "the file is longer than the limit of 1,000 bytes; out.parquet would hold any number"
    ]


def test_rows_become_the_same_log_in_yaml_and_in_parquet(tmp_path: Path) -> None:
    converted = Converted(tmp_path, "nested.jsonl", json.dumps({"date": "2025-05", "title": "a"}))
    target = tmp_path / "out.parquet"
    assert convert(tmp_path / "nested.jsonl", target).events == 1
    assert read_parquet(target).log == converted.log.with_hash(
        getattr(read_parquet(target).log, "hash", "")
    )
