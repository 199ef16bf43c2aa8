"""A view as TimelineJS has it: its published shape, and the way back."""

import json
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from jsonschema import Draft202012Validator

from components.events import Event, Log, check, opened_event, parse_when
from components.exports import FORMATS
from components.imports import Options, convert
from components.imports.formats.timelinejs import text_of
from tests.exports.hostile import TITLE, hostile_log
from tests.exports.sample import BASE, closed, download_of, written
from tests.frames.sample import logs, make_log, of_whens, the_log

# As https://timeline.knightlab.com/docs/json-format.html has it.
NUMBER, TEXT, OBJECT = {"type": "integer"}, {"type": "string"}, {"type": "object"}
RANGES = {"month": (1, 12), "day": (1, 31), "hour": (0, 23), "minute": (0, 59), "second": (0, 59)}
DATE = closed(
    {
        **{part: {**NUMBER, "minimum": low, "maximum": top} for part, (low, top) in RANGES.items()},
        **{"year": NUMBER, "millisecond": NUMBER, "display_date": TEXT, "format": TEXT},
    },
    required=["year"],
    dependentRequired={part: [larger] for larger, part in pairwise(RANGES)},
)
SLIDE = closed(
    {
        **{"start_date": DATE, "end_date": DATE, "group": TEXT, "display_date": TEXT},
        "text": closed({"headline": TEXT, "text": TEXT}),
        "media": {**OBJECT, "required": ["url"]},
        "background": OBJECT,
        "autolink": {"type": "boolean"},
        "unique_id": {**TEXT, "minLength": 1},
        # not of TimelineJS, which passes over what it does not know
        "timeline": {**OBJECT, "additionalProperties": TEXT},
    }
)
SHAPE = closed(
    {
        "events": {"type": "array", "items": {**SLIDE, "required": ["start_date"]}},
        "title": SLIDE,
        "eras": {"type": "array"},
        "scale": {"enum": ["human", "cosmological"]},
    },
    required=["events"],
)


def timeline_of(log: Log, **fields: Any) -> Any:  # noqa: ANN401
    data = json.loads(written("timelinejs", download_of(log, **fields)))
    Draft202012Validator(SHAPE).validate(data)
    return data


def slide_of(when: str, **fields: Any) -> Any:  # noqa: ANN401
    clocks = {"here": {"name": "Zurich", "zone": "Europe/Zurich"}}
    (slide,) = timeline_of(of_whens(when, clocks=clocks), **fields)["events"]
    return slide


def test_there_is_a_slide_for_each_event_and_its_title_says_where_they_are_from() -> None:
    log = the_log()
    data = timeline_of(log, topic=("tariffs",))
    download = download_of(log, topic=("tariffs",))
    assert [slide["unique_id"] for slide in data["events"]] == list(download.ids())
    for slide in data["events"]:
        event = log.events[slide["unique_id"]]
        assert text_of(slide["text"]["headline"]) == event.title
        assert text_of(text_of(slide["display_date"])) == download.view.time_in_words(event)
        assert text_of(text_of(slide["group"])) == log.topics[event.topics[0]].name
        assert f'href="{BASE}e/{event.id}"' in slide["text"]["text"]
    title = data["title"]["text"]
    assert title["headline"] == log.about.title
    for told in (download.sentence, log.hash, download.exported_at, f'"{BASE}?topic=tariffs"'):
        assert told in title["text"]
    assert ">The view in the dashboard</a>" in title["text"]


def test_the_slides_of_a_whole_log_with_a_walk_are_its_steps() -> None:
    log = the_log()
    assert log.walk
    slides = timeline_of(log, clock="washington")["events"]
    for number, (slide, step) in enumerate(zip(slides, log.walk.steps, strict=True), 1):
        assert slide["unique_id"] == f"step-{number}"
        assert text_of(slide["text"]["headline"]) == step.title
        shown = text_of(slide["text"]["text"])
        assert step.text in shown
        assert not step.quote or f"“{step.quote.text}”" in shown
        there = f"{BASE}?clock=washington&walk={number}".replace("&", "&amp;")
        assert f'href="{there}"' in slide["text"]["text"]
        opened = log.events[step.show.rpartition("event=")[2]]
        download = download_of(log, clock="washington")
        assert text_of(text_of(slide["display_date"])) == download.view.time_in_words(opened)
    said = text_of(slides[6]["text"]["text"])
    assert "He Lifeng, Vice Premier" in said
    assert "translated from Chinese" in said


def test_the_steps_keep_their_order_where_an_hour_comes_before_a_day() -> None:
    slides = {slide["unique_id"]: slide for slide in timeline_of(the_log())["events"]}
    # a post after midnight, and an interview at no known hour of that day
    assert slides["step-4"]["start_date"] == slides["step-5"]["start_date"]
    assert set(slides["step-4"]["start_date"]) == {"year", "month", "day"}
    assert "01:12" in slides["step-4"]["display_date"]
    # an hour that no day follows stays
    assert slides["step-2"]["start_date"]["hour"] == 13


def test_a_filtered_view_and_a_log_without_a_walk_have_their_events() -> None:
    log = the_log()
    kept = timeline_of(log, topic=("tariffs",))["events"]
    assert [slide["unique_id"] for slide in kept] == list(
        download_of(log, topic=("tariffs",)).ids()
    )
    without = log.model_copy(update={"walk": None})
    assert len(timeline_of(without)["events"]) == len(log.events)
    remark = FORMATS["timelinejs"].remark
    assert remark(download_of(log)) == (
        "The 9 slides are the steps of the walk; a filtered view has a slide for each event."
    )
    assert remark(download_of(log, topic=("tariffs",))) == remark(download_of(without)) == ""


@pytest.mark.parametrize(
    ("when", "start", "end"),
    [
        ("2025", {"year": 2025}, None),
        ("2025-05", {"year": 2025, "month": 5}, None),
        ("2025-05-11", {"year": 2025, "month": 5, "day": 11}, None),
        (
            "2025-05-11T23:30Z",
            {"year": 2025, "month": 5, "day": 12, "hour": 1, "minute": 30},
            None,
        ),
        (
            "2025-05-11T10:00:30Z",
            {"year": 2025, "month": 5, "day": 11, "hour": 12, "minute": 0, "second": 30},
            None,
        ),
        (
            "2025-05-11T10:00:30.25Z/2025-05-11T10:00:30.5Z",
            {
                **{"year": 2025, "month": 5, "day": 11, "hour": 12, "minute": 0, "second": 30},
                "millisecond": 250,
            },
            {
                **{"year": 2025, "month": 5, "day": 11, "hour": 12, "minute": 0, "second": 30},
                "millisecond": 500,
            },
        ),
        ("201X", {"year": 2010}, {"year": 2019}),
        ("[2024..2025-05]", {"year": 2024}, {"year": 2025, "month": 5}),
        ("[2025-05-12,2025-05-10]", {"year": 2025, "month": 5, "day": 10}, ...),
        ("../2025-05", {"year": 2025, "month": 5}, None),
        ("2025-05/..", {"year": 2025, "month": 5}, None),
        ("0000", {"year": -1}, None),
        ("-0499", {"year": -500}, None),
    ],
)
def test_only_the_parts_that_are_known_are_told(when: str, start: Any, end: Any) -> None:  # noqa: ANN401
    slide = slide_of(when)
    assert slide["start_date"] == start
    if end is ...:
        assert slide["end_date"] == {"year": 2025, "month": 5, "day": 12}
    else:
        assert slide.get("end_date") == end


def test_the_clock_is_the_readers() -> None:
    slide = slide_of("2025-05-11T23:30Z", clock="utc")
    assert slide["start_date"]["hour"] == 23
    assert slide["display_date"] == "23:30 on 11 May 2025, UTC (12 May in Zurich)"


def test_years_that_the_human_scale_has_not_are_on_the_other() -> None:
    assert timeline_of(of_whens("-0043", "Y12345", "Y-271819"))["scale"] == "human"
    assert timeline_of(of_whens("2025", "Y-271820"))["scale"] == "cosmological"
    assert timeline_of(of_whens()) == {**timeline_of(of_whens()), "events": [], "scale": "human"}


def test_no_text_of_the_log_is_html() -> None:
    data = written("timelinejs", download_of(hostile_log())).decode()
    assert not any(tag in data for tag in ("<script", "<img", "<b>", "&lt;img src=x onerror=w"))
    timeline = timeline_of(hostile_log())
    for slide in timeline["events"]:
        assert slide["autolink"] is False
        shown = " ".join(TITLE.split())
        assert text_of(slide["text"]["headline"]) == shown
        assert text_of(text_of(slide["group"])) == shown
        assert "onclick='" not in slide["text"]["text"]
    assert timeline["title"]["autolink"] is False


def converted(data: bytes, zone: str) -> Log:
    with TemporaryDirectory() as folder:
        source, target = Path(folder) / "t.json", Path(folder) / "t.yaml"
        source.write_bytes(data)
        outcome = convert(source, target, options=Options(head={"zone": zone}))
        assert not outcome.problems
        assert outcome.left_out == 0
        log, problems = check(target.read_bytes(), "t.yaml")
        assert log, problems
        return log


def bounds(event: Event) -> tuple[int | None, int | None]:
    """Return the days that an event may lie in, as the format holds them: both ends known."""
    when = event.when if event.when.has_clock else parse_when(event.when.text, "UTC")
    return when.start, when.stop


@given(logs())
@settings(max_examples=25)
def test_the_way_back_gives_the_same_ids_titles_and_times(log: Log) -> None:
    if not log.events:
        return
    download = download_of(log)
    back = converted(written("timelinejs", download), download.view.zone)
    assert back.about.title == log.about.title
    assert list(back.events) == list(download.ids())
    for key, event in back.events.items():
        before = log.events[key]
        assert event.title == before.title
        assert (event.when, event.dating) == (before.when, before.dating)
    # what TimelineJS itself shows is read where what it passes over is lost
    slides = json.loads(written("timelinejs", download))
    for slide in slides["events"]:
        del slide["timeline"]
    back = converted(json.dumps(slides).encode(), download.view.zone)
    for key, event in back.events.items():
        before = log.events[key]
        start, stop = bounds(before)
        if start is not None:
            assert bounds(event)[0] == start
        if stop is not None:
            assert bounds(event)[1] == stop
        assert event.dating == f"Shown as {download.view.time_in_words(before)}"


def test_the_projects_own_log_comes_back() -> None:
    log = the_log().model_copy(update={"walk": None})  # whose steps would be the slides
    download = download_of(log)
    back = converted(written("timelinejs", download), download.view.zone)
    for key, event in log.events.items():
        assert back.events[key].title == event.title
        assert event.summary.split("\n")[0] in back.events[key].summary
        if event.when.part_of_day:
            assert back.events[key].when.start == event.when.start
        elif event.when.start is not None:
            assert bounds(back.events[key])[0] == bounds(event)[0]


def test_a_group_with_an_ampersand_is_shown_as_one_and_comes_back() -> None:
    topics = {"t": {"name": "Trade & <tariffs> &lt;3"}}
    event = {"title": "A & B", "kind": "post", "when": "2025", "topics": ["t"]}
    log = make_log({"topics": topics, "events": {"e": event}})
    back = converted(written("timelinejs", download_of(log)), "UTC")
    assert [topic.name for topic in back.topics.values()] == ["Trade & <tariffs> &lt;3"]


def test_each_slide_has_the_image_of_its_event() -> None:
    log = the_log()
    assert log.walk
    assert images_of(log) == {
        f"step-{number}": f"{BASE}api/events.wide.png?event={opened_event(step.show)}"
        for number, step in enumerate(log.walk.steps, 1)
    }
    images = images_of(log.model_copy(update={"walk": None}))
    assert images == {event: f"{BASE}api/events.wide.png?event={event}" for event in log.events}
    assert not any("media" in slide for slide in timeline_of(log, base="")["events"])


def images_of(log: Log) -> dict[str, str]:
    """Return the image of each slide of a log, by the slide's id."""
    slides = timeline_of(log)["events"]
    return {slide["unique_id"]: slide["media"]["url"] for slide in slides}
