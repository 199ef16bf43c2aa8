"""What `/names` says of the events of a picture: all that a mark shows, in the picture's order."""

from pathlib import Path

import pytest
from starlette.testclient import TestClient

from components import selection
from components.figures import picture
from components.figures.picture import MARKS
from components.sources import current
from tests.logs import FIRST, SECOND
from tests.synthetic_log import synthetic_yaml


def log_hash() -> str:
    return current().snapshot().hash


def test_events_are_named_in_order_with_their_bounds(path: Path, client: TestClient) -> None:
    path.write_text(FIRST)
    answer = client.get(f"/names?q=again&log={log_hash()}")
    assert answer.status_code == 200
    assert answer.json() == [
        {
            "id": "second",
            "number": 1,
            "title": "They meet again",
            "words": "some time on 11 May 2025, Geneva",
            "start": 1746921600000.0,
            "stop": 1747008000000.0,
        }
    ]


def test_a_picture_of_an_older_log_is_told_nothing(path: Path, client: TestClient) -> None:
    path.write_text(FIRST)
    before = log_hash()
    path.write_text(SECOND)
    answer = client.get(f"/names?log={before}")
    assert (answer.status_code, answer.json()) == (409, [])
    assert answer.headers["cache-control"] == "no-store"
    assert client.get("/names").status_code == 409


def test_the_marks_of_a_narrow_window_have_the_numbers_of_the_reading_list(
    path: Path, client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(picture, "MARKS", 60)  # fewer than are known by their year alone
    path.write_text(synthetic_yaml(3000))
    answer = client.get(f"/names?from=2023-07-01&to=2023-07-07&log={log_hash()}").json()
    snapshot = current().snapshot()
    assert snapshot.log and snapshot.index
    week = selection.Selection(start="2023-07-01", end="2023-07-07")
    every = selection.View(snapshot.log, snapshot.index, week).page(0, 3000)
    assert 0 < len(answer) < 60 < len(every)
    assert all(every[line["number"] - 1] == line["id"] for line in answer)


def test_of_an_open_event_the_card_alone_is_told(path: Path, client: TestClient) -> None:
    path.write_text(FIRST)
    (label,) = client.get(f"/names?q=again&event=first&log={log_hash()}").json()
    assert label["id"] == "first"
    assert all(len(line) == 2 for line in label["card"])
    assert client.get(f"/names?event=nobody&log={log_hash()}").status_code == 400


def test_a_view_that_is_counted_has_nothing_to_name(path: Path, client: TestClient) -> None:
    path.write_text(synthetic_yaml(MARKS + 1))
    assert client.get(f"/names?log={log_hash()}").json() == []
    few = client.get(f"/names?topic=topic-1&log={log_hash()}").json()
    assert 0 < len(few) < MARKS


def test_an_address_that_no_picture_asks_at_is_refused(path: Path, client: TestClient) -> None:
    path.write_text(FIRST)
    address = f"/names?log={log_hash()}"
    for query, status in (("topic=nothing", 400), ("colour=red", 400), ("q=" + "a" * 20_000, 414)):
        answer = client.get(f"{address}&{query}")
        assert (answer.status_code, answer.json()) == (status, [])
