"""Each source of a record becomes a citation, with the address that belongs to it."""

import json
from pathlib import Path

import pytest

from tests.imports.sample import Converted

MAPPING = "when: date\ntitle: title\nsource: {field: s, separator: ';'}\nurl: u\n"
A, B = "https://www.bbc.example/1", "https://reuters.example/2"


@pytest.mark.parametrize(
    ("sources", "urls", "cited", "told"),
    [
        ("BBC; Reuters", "", [("BBC", ""), ("Reuters", "")], 0),
        ("BBC; Reuters", f"{A}; {B}", [("BBC", A), ("Reuters", B)], 0),
        (["BBC", {"name": "Reuters"}], [A, B], [("BBC", A), ("Reuters", B)], 0),
        ("BBC", f"{A} {B}", [("BBC", A), ("BBC", B)], 0),
        ("BBC; Reuters", A, [("BBC", A), ("Reuters", "")], 1),
        ("", f"{A}\n{B}", [("bbc.example", A), ("reuters.example", B)], 0),
        ([], [{"url": A}], [("bbc.example", A)], 0),
        (A, "", [("bbc.example", A)], 0),
        ("", "see below", [], 1),
        ("", "www.bbc.example/x", [("bbc.example", "www.bbc.example/x")], 0),
        ("BBC", "p. 3", [("BBC", "p. 3")], 0),
        ("BBC;BBC", "", [("BBC", "")], 0),
        ("", "", [], 0),
    ],
)
def test_sources_and_addresses_are_paired(
    sources: object, urls: object, cited: list[tuple[str, str]], told: int, tmp_path: Path
) -> None:
    rows = [{"date": "2025", "title": "a", "s": sources, "u": urls}]
    converted = Converted(tmp_path, "a.json", json.dumps(rows), MAPPING)
    log = converted.log
    citations = next(iter(log.events.values())).citations
    assert [(log.sources[one.source].title, one.locator) for one in citations] == cited
    assert len(converted.reports) == told


def test_usual_names_hold_several_sources(tmp_path: Path) -> None:
    converted = Converted(tmp_path, "a.csv", "date,title,source\n2025,a,BBC; Reuters\n")
    assert [source.title for source in converted.log.sources.values()] == ["BBC", "Reuters"]
