"""The records of a JSON file are found in the shapes in which tools write them."""

import json
from pathlib import Path
from typing import Any

import pytest

from components.imports.file import InputFile
from components.imports.formats.json import read_json
from components.imports.mapping import usual_mapping
from components.imports.record import InputRecord
from tests.imports.sample import Converted, mapping_of

ROW = {"date": "2025-05-10", "title": "A"}
OTHER = {"date": "2025-05-11", "title": "B"}
BOTH = [ROW, OTHER]


def records_of(
    folder: Path, value: object, mapping: str = ""
) -> tuple[list[dict[str, Any]], InputFile]:
    """Return the fields of the records of a file, and the file."""
    path = folder / "a.json"
    path.write_text(json.dumps(value))
    file = InputFile(path)
    records = read_json(file, mapping_of(mapping) if mapping else usual_mapping())
    return [dict(record.fields) for record in records if isinstance(record, InputRecord)], file


@pytest.mark.parametrize(
    "value",
    [
        BOTH,
        {"events": BOTH},
        {"data": {"repository": {"items": BOTH}}, "total": 2, "errors": []},
        {"0": ROW, "1": OTHER},
        {
            "columns": ["date", "title"],
            "index": [0, 1],
            "data": [["2025-05-10", "A"], ["2025-05-11", "B"]],
        },
        {
            "schema": 1,
            "fields": [{"name": "date"}, {"name": "title"}],
            "rows": [["2025-05-10", "A"], ["2025-05-11", "B"]],
        },
        {
            "meta": {"view": {"columns": [{"name": "date"}, {"name": "title"}]}},
            "data": [["2025-05-10", "A"], ["2025-05-11", "B"]],
        },
        {"date": ["2025-05-10", "2025-05-11"], "title": ["A", "B"]},
        {"date": {"0": "2025-05-10", "1": "2025-05-11"}, "title": {"0": "A", "1": "B"}},
        [["date", "title"], ["2025-05-10", "A"], ["2025-05-11", "B"]],
        {"result": [["date", "title"], ["2025-05-10", "A"], ["2025-05-11", "B"]]},
        {"2025-05-10": {"title": "A"}, "2025-05-11": {"title": "B"}},
        {"2025-05-10": [{"title": "A"}], "2025-05-11": [{"title": "B"}]},
        {"2025-05-10": "A", "2025-05-11": "B"},
        {
            "type": "FeatureCollection",
            "features": [{"type": "Feature", "geometry": None, "properties": row} for row in BOTH],
        },
        {"hits": {"total": 2, "hits": [{"_source": row} for row in BOTH]}},
        {"data": {"edges": [{"node": row} for row in BOTH]}},
        {"response": [{"Event": row} for row in BOTH]},
    ],
)
def test_records_are_found_without_a_mapping(value: object, tmp_path: Path) -> None:
    records, file = records_of(tmp_path, value)
    assert records == BOTH
    assert file.rows == 2


def test_records_under_their_days_are_found(tmp_path: Path) -> None:
    days: list[dict[str, object]] = [
        {"date": "2025-05-10", "events": [{"title": "A"}, "B"], "place": "Geneva"},
        {"date": "2025-05-11", "events": [{"title": "C", "place": "Bern"}]},
        {"date": "2025-05-12", "events": "none"},
    ]
    records, file = records_of(tmp_path, {"days": days})
    assert [(one["date"], one.get("title"), one.get("place")) for one in records] == [
        ("2025-05-10", "A", "Geneva"),
        ("2025-05-10", "B", "Geneva"),
        ("2025-05-11", "C", "Bern"),
        ("2025-05-12", None, None),
    ]
    assert file.notes == ['the records are those under "events", with what is said beside them']
    # A title of their own makes the outer ones the records.
    outer = [{**days[0], "title": "The day"}]
    assert len(records_of(tmp_path, {"days": outer})[0]) == 1
    people = [{"date": "2025-05-10", "was": "A meeting", "actors": [{"name": "P"}, {"name": "Q"}]}]
    assert records_of(tmp_path, people)[0] == people


def test_the_key_of_an_object_is_its_id_and_where_there_is_no_other_its_title(
    tmp_path: Path,
) -> None:
    assert records_of(tmp_path, {"a": ROW, "b": OTHER})[0] == [
        {"id": "a", **ROW},
        {"id": "b", **OTHER},
    ]
    records, _ = records_of(tmp_path, {"Fall of Rome": {"date": "0476"}, "x": {"date": "0477"}})
    assert records[0] == {"id": "Fall of Rome", "title": "Fall of Rome", "date": "0476"}


def test_a_single_object_with_a_date_is_a_record(tmp_path: Path) -> None:
    event = {
        "@type": "Event",
        "name": "A",
        "startDate": "2025-05-10",
        "location": {"name": "Geneva"},
    }
    assert records_of(tmp_path, event)[0] == [event]
    assert records_of(tmp_path, {"a": ROW})[0] == [{"id": "a", **ROW}]


def test_a_list_beside_the_records_is_told(tmp_path: Path) -> None:
    records, file = records_of(tmp_path, {"people": [{"name": "x"}], "events": BOTH})
    assert records == BOTH
    assert file.notes == ['the records are those of "events" (2), and not "people" (1)']


def test_where_two_lists_would_do_a_person_says_which(tmp_path: Path) -> None:
    value = {"past": BOTH, "future": {"sure": [ROW]}}
    converted = Converted(tmp_path, "a.json", json.dumps(value))
    (problem,) = converted.outcome.problems
    assert problem.message == (
        'the file has several lists of records: "past" (2) and "future.sure" (1); a mapping '
        "says with `rows` which one counts, as in `rows: past`"
    )
    mapping = "rows: future.sure\nwhen: date\ntitle: title\n"
    assert records_of(tmp_path, value, mapping)[0] == [ROW]
    keyed = "rows: by_id\nwhen: date\ntitle: title\n"
    assert records_of(tmp_path, {"by_id": {"a": ROW, "b": OTHER}}, keyed)[0][0]["id"] == "a"


@pytest.mark.parametrize("value", ["text", 3, {}, {"a": 1}, {"a": {"b": {}}}, [1, 2], [[]]])
def test_other_values_have_no_records(value: object, tmp_path: Path) -> None:
    converted = Converted(tmp_path, "a.json", json.dumps(value))
    assert converted.outcome.problems[0].code in ("wrong-shape", "empty-file")


def test_a_mapping_may_name_the_properties_of_features(tmp_path: Path) -> None:
    features = [{"type": "Feature", "id": 7, "geometry": {"type": "Point"}, "properties": ROW}]
    value = {"type": "FeatureCollection", "features": features}
    mapping = "when: properties.date\ntitle: properties.title\n"
    assert Converted(tmp_path, "a.json", json.dumps(value), mapping).whens == ["2025-05-10"]
    records, file = records_of(tmp_path, value)
    assert records == [{"id": "7", **ROW}]
    assert file.notes == ["of places only names are kept: a log has no coordinates"]


def test_rows_with_too_many_cells_are_reported(tmp_path: Path) -> None:
    rows = {"rows": [["date", "title"], ["2025", "A"], ["2025", "B", "x"]]}
    converted = Converted(tmp_path, "a.json", json.dumps(rows))
    assert converted.reports == ["a.json.rows[2]: error[left-out] it has 3 cells for 2 columns"]


def test_records_within_chapters_are_found(tmp_path: Path) -> None:
    records, file = records_of(
        tmp_path,
        {"parts": [{"name": "One", "title": "P", "chapters": [{"no": "1", "events": BOTH}]}]},
    )
    assert [record["title"] for record in records] == ["A", "B"]
    assert file.rows == 2


def test_days_under_their_years_get_them(tmp_path: Path) -> None:
    records, _ = records_of(
        tmp_path, {"2021": [{"date": "12 March", "title": "A"}], "2020": [{"title": "B"}]}
    )
    assert [record["date"] for record in records] == ["12 March 2021", "2020"]


def test_the_last_day_of_an_event_in_google_calendar_is_read(tmp_path: Path) -> None:
    def event(title: str, start: str, end: str) -> dict[str, Any]:
        return {
            "kind": "calendar#event",
            "summary": title,
            "start": {"date": start},
            "end": {"date": end},
        }

    items = [event("A", "2024-03-04", "2024-03-05"), event("B", "2024-03-04", "2024-03-08")]
    records, file = records_of(tmp_path, {"kind": "calendar#events", "items": items})
    assert [record["end"] for record in records] == [{"date": ""}, {"date": "2024-03-07"}]
    assert "the day behind the last one" in " ".join(file.notes)


def test_what_stands_under_dates_in_words_is_found(tmp_path: Path) -> None:
    records, _ = records_of(tmp_path, {"May 2019": ["A", "B"], "10 June 2020": ["C"]})
    assert [(record["date"], record["title"]) for record in records] == [
        ("May 2019", "A"),
        ("May 2019", "B"),
        ("10 June 2020", "C"),
    ]
