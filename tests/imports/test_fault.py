"""Faults of rows are counted by kind; a fault of the whole file is told once."""

import json
from pathlib import Path

import pytest

from components.events.__main__ import main
from components.imports import fault
from components.imports.fault import FAULTS, OTHER
from tests.imports.sample import Converted

MAPPING = "when: date\ntitle: title\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Work in a folder with a mapping."""
    monkeypatch.chdir(tmp_path)
    Path("a.map.yaml").write_text(MAPPING)


def test_every_kind_of_fault_has_words() -> None:
    kinds = {value for name, value in vars(fault).items() if name.isupper() and name != "FAULTS"}
    assert kinds == set(FAULTS)
    assert OTHER in kinds


def rows(*texts: str) -> str:
    return "date,title\n" + "".join(f"{text}\n" for text in texts)


def test_of_each_kind_of_fault_the_first_lines_are_printed_and_the_others_counted(
    capsys: pytest.CaptureFixture[str],
) -> None:
    Path("a.csv").write_text(rows("2025,a", *["2025-02-30,b", "2025,"] * 1_000))
    assert main(["convert", "a.csv", "out.yaml"]) == 0
    said = capsys.readouterr()
    lines = said.out.splitlines()
    assert len(lines) == 5 + 5 + 2 + 1
    assert lines[:2] == [
        'a.csv:3: error[left-out] "2025-02-30": February 2025 has the days 01 to 28',
        "a.csv:4: error[left-out] it has no title",
    ]
    assert lines[-3:] == [
        "a.csv:2001: error[left-out] 995 more rows with a date that does not exist, the last here",
        "a.csv:2002: error[left-out] 995 more rows without a title, the last here",
        "out.yaml: 1 event",
    ]
    assert main(["convert", "a.csv", "out.yaml", "--all-faults"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 2_001


def test_a_fault_of_all_rows_is_told_once_and_no_more_rows_are_tried(tmp_path: Path) -> None:
    converted = Converted(tmp_path, "a.csv", rows(*["2025,"] * 5_000), MAPPING)
    assert converted.reports == ["a.csv:2: error[left-out] it has no title"]
    (problem,) = converted.outcome.problems
    assert problem.message == "no row could be read: the first are 1,000 rows without a title"
    assert converted.outcome.left_out == 1_000
    assert converted.outcome.look


def test_a_short_file_of_one_fault_is_told_once(tmp_path: Path) -> None:
    lines = "".join(f"{json.dumps({'date': '2025', 'head': f'a {n}'})}\n" for n in range(20))
    converted = Converted(tmp_path, "a.jsonl", lines, MAPPING)
    assert converted.reports == ["a.jsonl:1: error[left-out] it has no title"]
    (problem,) = converted.outcome.problems
    assert problem.message == "no row could be read: there are 20 rows without a title"


def test_rows_that_fail_before_others_are_read_are_reported_in_their_order(tmp_path: Path) -> None:
    converted = Converted(tmp_path, "a.csv", rows("2025,", "2025,", "2025,a", "soon,b"), MAPPING)
    assert [report.split(" ")[0] for report in converted.reports] == [
        "a.csv:2:",
        "a.csv:3:",
        "a.csv:5:",
    ]
    assert converted.outcome.events == 1


def test_a_file_whose_rows_begin_without_titles_is_read_to_its_end_if_that_is_asked(
    capsys: pytest.CaptureFixture[str],
) -> None:
    Path("a.csv").write_text(rows(*["2025,"] * 1_200, "2025,a"))
    arguments = ["convert", "a.csv", "out.yaml", "--map", "a.map.yaml"]
    assert main(arguments) == 1
    assert "the first are 1,000 rows without a title" in capsys.readouterr().out
    assert main([*arguments, "--all-faults"]) == 0
    assert capsys.readouterr().out.splitlines()[-1] == "out.yaml: 1 event"
