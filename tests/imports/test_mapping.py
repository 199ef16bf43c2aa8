"""A mapping is checked like a log, and the ones in the docs are sound."""

from pathlib import Path

import pytest

from components.imports import read_mapping
from tests.imports.sample import Converted

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("title: a\n", '1:1: error[missing-field] "when" is missing'),
        ("when: a\ntitle: a\nsorts: b\n", "3:1: error[unknown-key]"),
        ("when: {format: iso}\ntitle: a\n", "1:7: error[missing-field] when names either a field"),
        ("when: {field: a, format: '%H'}\ntitle: a\n", "error[when-form]"),
        ("when: a\ntitle: {values: {a: b}}\n", "2:8: error[missing-field] title names neither"),
        ("when: a\ntitle: a\nlog: {zone: Mars}\n", "3:13: error[unknown-zone]"),
        ("when: a\ntitle: a\nactors: {field: b, role: boss}\n", "error[unknown-value]"),
        ("when: a\ntitle: a\nlog: {as_of: soon}\n", "3:14: error[when-form]"),
        ('when: a\ntitle: a\ntopics: {field: b, separator: [""]}\n', "error[empty]"),
        ("[", "error[syntax]"),
    ],
)
def test_what_is_wrong_with_a_mapping_is_reported_with_its_place(text: str, words: str) -> None:
    columns, problems = read_mapping(text.encode(), "map.yaml")
    assert columns is None
    assert words in str(problems[0])


@pytest.mark.parametrize("path", sorted((ROOT / "docs" / "examples").glob("*.map.yaml")))
def test_the_mappings_among_the_examples_are_sound(path: Path) -> None:
    assert read_mapping(path.read_bytes(), path.name)[1] == ()


def test_the_mapping_of_the_manual_is_sound_and_reads_its_own_example(tmp_path: Path) -> None:
    manual = (ROOT / "docs" / "your-own-log.md").read_text(encoding="utf-8")
    text = manual.split("```yaml\n")[1].split("```")[0]
    row = manual.split("```json\n")[1].split("```")[0]
    converted = Converted(tmp_path, "reports.jsonl", row, text)
    assert converted.reports == []
    assert converted.whens == ["2025-05/2025-06-03"]
