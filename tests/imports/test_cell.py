"""A field may be a text, an object, or a list of either, whatever it means."""

import json
from pathlib import Path

import pytest

from tests.imports.sample import Converted


@pytest.mark.parametrize("field", ["who", "who.name"])
def test_names_stand_in_texts_and_in_objects(field: str, tmp_path: Path) -> None:
    rows: list[dict[str, object]] = [
        {"date": "2025", "title": "a", "who": ["x", {"name": "y"}, {"name": ["z"]}, {}]},
        {"date": "2025", "title": "b", "who": {"name": "w"}},
    ]
    if field == "who":
        rows[0]["who"] = ["x", {"name": "y"}, {"title": "z"}, {}]
    mapping = f"when: date\ntitle: title\nactors: {field}\ntopics: [{field}]\n"
    log = Converted(tmp_path, "a.json", json.dumps(rows), mapping).log
    assert [actor.name for actor in log.actors.values()] == ["x", "y", "z", "w"]
    assert next(iter(log.events.values())).topics == ("x", "y", "z")


def test_texts_and_dates_stand_in_objects_and_lists(tmp_path: Path) -> None:
    row = {
        "start": {"dateTime": "2025-05-10T09:30Z", "timeZone": "UTC"},
        "end": [{"date": "2025-05-11"}],
        "title": {"@value": "A", "@language": "en"},
        "location": {"@type": "Place", "name": "Geneva"},
        "summary": ["One.", "Two.", "One."],
        "note": {},
    }
    converted = Converted(tmp_path, "a.json", json.dumps([row]))
    (event,) = converted.log.events.values()
    assert converted.whens == ["2025-05-10T09:30Z/2025-05-11"]
    assert (event.title, event.place, event.summary) == ("A", "Geneva", "One.; Two.")


def test_an_object_without_a_name_is_told_with_its_fields(tmp_path: Path) -> None:
    rows = [
        {"date": "2025", "title": {"en": "A", "fr": "B"}},
        {"date": "2025", "title": "a", "actors": [["x"]]},
    ]
    mapping = "when: date\ntitle: title\nactors: actors\n"
    converted = Converted(tmp_path, "a.json", json.dumps(rows), mapping)
    assert [report.partition("] ")[2] for report in converted.reports] == [
        '"title" is an object with "en" and "fr", not text; a.b is b within a',
        "one of its actors is a list of lists, not text",
    ]
