"""A file is of the first format in the table that fits its ending and what it holds."""

from pathlib import Path

import pytest

from components.imports import INPUT_ENDINGS
from components.imports.file import InputFile
from components.imports.formats.format import format_of
from tests.imports.sample import mapping_of

LOG = '{"format": 1, "log": {}, "events": {}}'
TIMELINE = '{"events": [{"start_date": {"year": 2025}}]}'


@pytest.mark.parametrize(
    ("name", "data", "plain", "mapped"),
    [
        ("a.yaml", "", "log in YAML", "YAML"),
        ("a.YML", "format: 1\n", "log in YAML", "YAML"),
        ("a.yml", "- title: a\n", "YAML", "YAML"),
        ("a.md", "", "Markdown", "Markdown"),
        ("a.parquet", "", "log in Parquet", "log in Parquet"),
        ("a.csv", LOG, "CSV", "CSV"),
        ("a.tsv", "", "CSV", "CSV"),
        ("a.xlsx", "", "XLSX", "XLSX"),
        ("a.json", LOG, "log in JSON", "JSON"),
        ("a.json", TIMELINE, "TimelineJS", "JSON"),
        ("a.json", "[1]", "JSON", "JSON"),
        ("a.jsonl", LOG, "log in JSON Lines", "JSON Lines"),
        ("a.ndjson", TIMELINE, "JSON Lines", "JSON Lines"),
        ("a.jsonl", "", "JSON Lines", "JSON Lines"),
    ],
)
def test_what_a_file_holds_counts_unless_a_mapping_says_what_it_is(
    tmp_path: Path, name: str, data: str, plain: str, mapped: str
) -> None:
    path = tmp_path / name
    path.write_text(data)
    assert format_of(InputFile(path), None).name == plain
    assert format_of(InputFile(path), mapping_of("when: a\ntitle: b\n")).name == mapped


def test_a_file_with_another_ending_has_no_format() -> None:
    assert len(INPUT_ENDINGS) == len(set(INPUT_ENDINGS))
    with pytest.raises(ValueError, match=r"a\.doc does not end with \.yaml"):
        format_of(InputFile(Path("a.doc")), None)
