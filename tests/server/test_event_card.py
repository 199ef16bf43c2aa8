"""What `/event-card` says of the event that a reader points at."""

from pathlib import Path

import pytest
from starlette.testclient import TestClient

from components.sources import current
from tests.logs import FIRST, SECOND


def log_hash() -> str:
    return current().snapshot().hash


def test_the_card_of_the_open_event_is_told(path: Path, client: TestClient) -> None:
    path.write_text(FIRST)
    answer = client.get(f"/event-card?q=again&event=first&log={log_hash()}")
    assert answer.status_code == 200
    assert answer.json() == {
        "card": [["who", "Takes part: Ann"], ["cited", "A paper"]],
        "rows": [],
    }
    assert "max-age" in answer.headers["cache-control"]


def test_a_picture_of_an_older_log_is_told_nothing(path: Path, client: TestClient) -> None:
    path.write_text(FIRST)
    before = log_hash()
    path.write_text(SECOND)
    answer = client.get(f"/event-card?event=first&log={before}")
    assert (answer.status_code, answer.json()) == (409, {})
    assert answer.headers["cache-control"] == "no-store"
    assert client.get("/event-card?event=first").status_code == 409


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("", 400),
        ("event=nobody", 400),
        ("event=first&topic=nothing", 400),
        ("event=first&colour=red", 400),
        ("event=first&q=" + "a" * 20_000, 414),
    ],
    ids=["no event", "unknown event", "unknown topic", "unknown parameter", "too long"],
)
def test_an_address_that_no_picture_asks_at_is_refused(
    path: Path, client: TestClient, query: str, status: int
) -> None:
    path.write_text(FIRST)
    answer = client.get(f"/event-card?log={log_hash()}&{query}")
    assert (answer.status_code, answer.json()) == (status, {})
