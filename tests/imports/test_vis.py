"""The items of vis-timeline become events, with their groups as topics."""

import json
from pathlib import Path

from tests.imports.sample import Converted

ITEMS = [
    {"id": 1, "content": "<b>A</b>", "start": "2025-05-10", "end": "2025-05-12", "group": 7},
    {"id": 2, "content": "B", "start": 1746867600000, "group": "x", "title": "More of it"},
    {"id": 3, "content": "C", "start": "2025-05-11", "type": "background"},
    {"id": 4, "content": "D"},
    "an item",
]


def test_items_and_groups_of_one_file(tmp_path: Path) -> None:
    groups = [{"id": 7, "content": "Talks"}, "a group"]
    converted = Converted(tmp_path, "a.json", json.dumps({"items": ITEMS, "groups": groups}))
    assert converted.whens == ["2025-05-10/2025-05-12", "2025-05-10T09:00:00.000Z", "2025-05-11"]
    first, second, third = converted.log.events.values()
    assert (first.title, first.topics, second.topics) == ("A", ("talks",), ("x",))
    assert (second.summary, third.dating) == ("More of it", "Given as a background")
    assert [report.partition(":")[0] for report in converted.reports[1:]] == [
        "a.json.items[3]",
        "a.json.items[4]",
    ]


def test_a_list_of_items_alone(tmp_path: Path) -> None:
    converted = Converted(tmp_path, "a.json", json.dumps(ITEMS[:1]))
    assert converted.whens == ["2025-05-10/2025-05-12"]
    assert [topic.name for topic in converted.log.topics.values()] == ["7"]
