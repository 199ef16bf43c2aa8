"""Results of SPARQL queries become events, as precisely dated as the results say."""

import json
from pathlib import Path
from typing import Any

from tests.imports.sample import Converted

DATE = "http://www.w3.org/2001/XMLSchema#dateTime"


def solution(number: int, date: str, **others: str) -> dict[str, Any]:
    """Return one solution with an item, its label and a date."""
    return {
        "item": {"type": "uri", "value": f"http://www.wikidata.org/entity/Q{number}"},
        "itemLabel": {"type": "literal", "value": f"Item {number}"},
        "date": {"type": "literal", "datatype": DATE, "value": date},
        **{key: {"type": "literal", "value": value} for key, value in others.items()},
    }


def converted(folder: Path, *solutions: object) -> Converted:
    """Convert a file of results."""
    value = {"head": {"vars": []}, "results": {"bindings": solutions}}
    return Converted(folder, "a.json", json.dumps(value))


def test_midnights_are_days_in_any_year(tmp_path: Path) -> None:
    log = converted(
        tmp_path,
        solution(1, "1969-07-20T00:00:00Z", placeLabel="Moon", itemDescription="A landing"),
        solution(2, "-0043-03-15T00:00:00Z"),
    )
    assert log.whens == ["1969-07-20", "-0043-03-15"]
    first, _ = log.log.events.values()
    assert (first.title, first.place, first.summary) == ("Item 1", "Moon", "A landing")
    assert first.citations[0].locator == "http://www.wikidata.org/entity/Q1"


def test_clock_times_stay_where_any_is_known(tmp_path: Path) -> None:
    times = ("2025-05-10T09:30:00Z", "2025-05-11T00:00:00Z")
    log = converted(tmp_path, *(solution(index, time) for index, time in enumerate(times)))
    assert log.whens == list(times)


def test_a_precision_makes_months_and_years(tmp_path: Path) -> None:
    log = converted(
        tmp_path,
        solution(1, "1969-01-01T00:00:00Z", precision="9"),
        solution(2, "1969-07-01T00:00:00Z", precision="10"),
        solution(3, "1969-07-20T00:00:00Z", precision="11"),
    )
    assert log.whens == ["1969", "1969-07", "1969-07-20"]


def test_unknown_dates_are_reported(tmp_path: Path) -> None:
    blank = solution(1, "t1")
    blank["date"] = {"type": "bnode", "value": "t1"}
    genid = solution(2, "http://www.wikidata.org/.well-known/genid/a")
    genid["date"] = {"type": "uri", "value": "http://www.wikidata.org/.well-known/genid/a"}
    log = converted(tmp_path, blank, genid, solution(3, "1969-07-20T00:00:00Z"))
    assert log.whens == ["1969-07-20"]
    assert len(log.reports) == 2
    assert all('"date" is an unknown value' in report for report in log.reports)
