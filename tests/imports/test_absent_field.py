"""A field that a mapping names and no record has is reported."""

import json
from pathlib import Path

import pytest

from components.imports import FieldMapping, convert
from tests.imports.sample import Converted

VAIN = """\
when: datum
title: was
actors: people
topics: [tags, {field: [thema, subject]}]
source:
  kind: official
  field: quelle
"""


def test_a_csv_without_a_column_that_the_mapping_names_is_refused_at_once(tmp_path: Path) -> None:
    converted = Converted(tmp_path, "a.csv", "datum,was,Theme,tags\n2025,a,b,c\nsoon,a,b,c\n", VAIN)
    lack = "error[absent-field] the header of a.csv has no"
    assert [str(problem) for problem in converted.outcome.problems] == [
        f'map.yaml:3:9: {lack} "people"; there are "Theme", "datum", "was" and "tags"',
        f'map.yaml:4:24: {lack} "thema" or "subject"; there are "Theme", "tags", "was" and "datum"',
        f'map.yaml:7:10: {lack} "quelle"; there are "Theme", "datum", "was" and "tags"',
    ]
    assert converted.reports == []
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.csv"]


@pytest.mark.parametrize("ending", ["jsonl", "json"])
def test_a_field_that_no_row_of_json_has_is_reported_at_the_end(
    tmp_path: Path, ending: str
) -> None:
    rows = [
        {"datum": "2025", "was": "a", "tags": None},
        {"datum": "2025", "was": "b", "subject": "c", "who": {"people": ["d"]}},
        {"datum": "soon", "was": "b", "quelle": "e"},
    ]
    lines = [json.dumps(row) for row in rows]
    data = "\n".join(lines) if ending == "jsonl" else f"[{','.join(lines)}]"
    converted = Converted(tmp_path, f"a.{ending}", data, VAIN)
    assert converted.is_written
    (problem,) = converted.outcome.absent
    assert str(problem).startswith(
        f'map.yaml:3:9: error[absent-field] no row of a.{ending} has "people"; '
        'there are "who.people", '
    )
    (tmp_path / "strict").mkdir()
    assert not Converted(tmp_path / "strict", f"a.{ending}", data, VAIN, strict=True).is_written


def test_a_mapping_made_in_code_is_reported_of_what_is_missing_too(tmp_path: Path) -> None:
    source = tmp_path / "a.csv"
    source.write_text("date\n2025\n")
    columns = FieldMapping.model_validate({"when": "date", "title": "head"})
    (problem,) = convert(source, tmp_path / "out.yaml", columns).problems
    lack = 'error[absent-field] the header of a.csv has no "head"; there is "date"'
    assert str(problem) == f"a.csv:1:1: {lack}"
