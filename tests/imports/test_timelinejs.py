"""The slides and eras of TimelineJS become events."""

import json
from pathlib import Path

from tests.imports.sample import Converted

TIMELINE = {
    "title": {"text": {"headline": "A <b>short</b> history", "text": "<p>One.</p><p>Two.</p>"}},
    "events": [
        {
            "start_date": {"year": "-500"},
            "text": {"headline": "Long &amp; ago", "text": "<p>A</p><script>alert(1)</script>"},
            "unique_id": "long-ago",
        },
        {
            "start_date": {"year": 2025, "month": 5},
            "end_date": {"year": 2025, "month": 6},
            "media": {"credit": "Press", "url": "https://press.example/a.jpg"},
            "text": {"headline": "Months"},
            "group": "Talks",
            "display_date": "Spring",
        },
        {
            "start_date": {"year": 2025, "month": 5, "day": 10, "hour": 9, "minute": 5},
            "text": {"text": "Only a text"},
            "location": {"name": "Geneva"},
        },
        {"start_date": {"year": 2025, "month": 13}, "text": {"headline": "Never"}},
        {"start_date": {"year": "", "month": 5}, "text": {"headline": "No year"}},
        {"text": {"headline": "No date"}},
        "a slide",
    ],
    "eras": [
        {
            "start_date": {"year": "2024"},
            "end_date": {"year": 2025, "month": 5},
            "text": {"headline": "The <i>long</i> quarrel", "text": "Tariffs."},
        },
        {"start_date": {"year": "2024"}, "end_date": {"year": "2025"}},
        {"start_date": {"year": "2025"}, "end_date": {"year": "2024"}, "text": {"headline": "E"}},
    ],
}


def test_a_timelinejs_timeline_is_read_with_its_precisions(tmp_path: Path) -> None:
    converted = Converted(tmp_path, "t.json", json.dumps(TIMELINE))
    first, second, third, era = converted.log.events.values()
    assert converted.whens == ["-0499", "2025-05/2025-06", "2025-05-10T09:05", "2024/2025-05"]
    assert converted.log.about.title == "A short history"
    assert converted.log.about.summary == "One.\nTwo."
    assert (first.id, first.title, first.summary) == ("long-ago", "Long & ago", "A")
    assert (second.topics, second.dating) == (("talks",), "Shown as Spring")
    assert second.citations[0].locator == "https://press.example/a.jpg"
    assert (third.title, third.place) == ("Only a text", "Geneva")
    assert first.citations[0].source == "a-short-history"
    places = [report.partition(": ")[0] for report in converted.reports]
    lost = [("events", index) for index in (3, 4, 5, 6)] + [("eras", 1), ("eras", 2)]
    assert places == [f"t.json.{name}[{index}]" for name, index in lost]
    assert (era.title, era.summary) == ("The long quarrel", "Tariffs.")
    assert (era.kind, era.when.form, era.dating) == ("background", "duration", "Given as an era")


def test_eras_that_are_no_list_are_reported(tmp_path: Path) -> None:
    converted = Converted(tmp_path, "t.json", json.dumps({**TIMELINE, "eras": "none"}))
    assert converted.reports[-1] == "t.json.eras: error[left-out] it is no list"


def test_a_timeline_of_timelinejs_2_is_read(tmp_path: Path) -> None:
    slide = {
        "startDate": "2011,12,10",
        "endDate": "2011,12,11",
        "headline": "Talks",
        "text": "<p>Body</p>",
        "tag": "Geneva",
        "asset": {"media": "https://example.org/a", "credit": "Credit"},
    }
    dates = [slide, {"startDate": "2012,1,26,14,30", "headline": "Tea"}]
    eras = [{"startDate": "2011", "endDate": "2012", "headline": "Years"}]
    timeline = {"headline": "Head", "date": dates, "era": eras}
    converted = Converted(tmp_path, "a.json", json.dumps({"timeline": timeline}))
    assert converted.whens == ["2011-12-10/2011-12-11", "2012-01-26T14:30", "2011/2012"]
    (event, *_) = converted.log.events.values()
    assert (event.title, event.summary, list(event.topics)) == ("Talks", "Body", ["geneva"])
    assert converted.log.about.title == "Head"
