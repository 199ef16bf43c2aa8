"""A view as a table: what a spreadsheet and a program read of it."""

import csv
import io

import pandas as pd

from components.exports import FORMATS
from components.frames import Query
from tests.exports.sample import BASE, download_of, written
from tests.frames.sample import index_of, make_log, of_whens, the_log


def rows(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_there_is_a_row_for_each_event_of_the_view_in_its_order() -> None:
    download = download_of(actor=("he-lifeng",), topic=("tariffs",))
    table = rows(written("csv", download))
    query = Query({"actor": ["he-lifeng"], "topic": ["tariffs"]})
    assert [row["id"] for row in table] == list(index_of(the_log()).page(query, 0, 100))
    assert [row["number"] for row in table] == [str(n + 1) for n in range(len(table))]
    first = table[0]
    assert first["link"] == f"{BASE}e/{first['id']}"
    assert first["view_link"] == f"{BASE}?actor=he-lifeng&topic=tariffs"
    assert first["view"].startswith(f"{len(table)} of {len(the_log().events)} events: ")
    assert (first["log"], first["log_sha256"]) == (the_log().about.title, the_log().hash)
    assert first["exported_at"] == "2025-06-01T12:30:15Z"
    assert "He Lifeng" in first["actors"]


def test_what_the_log_says_cannot_run_in_a_spreadsheet() -> None:
    event = {"title": "=HYPERLINK(1)", "kind": "post", "when": "-0500", "summary": 'a "b",\nc'}
    (row,) = rows(written("csv", download_of(make_log({"events": {"e": event}}))))
    assert (row["title"], row["when"], row["summary"]) == (
        "'=HYPERLINK(1)",
        "'-0500",
        'a "b",\nc',
    )


def test_times_are_in_utc_and_open_ends_empty() -> None:
    log = of_whens("2025-05-11T10:00:30+02:00", "2025-05-11", "2025-05-10/..", "Y-20000")
    times = {
        row["id"]: (row["start_utc"], row["stop_utc"])
        for row in rows(written("csv", download_of(log)))
    }
    assert times["e0"] == ("2025-05-11T08:00:30Z", "2025-05-11T08:00:31Z")
    assert times["e1"] == ("2025-05-10T22:00:00Z", "2025-05-11T22:00:00Z")
    assert times["e2"] == ("2025-05-09T22:00:00Z", "")
    assert times["e3"][0].startswith("'-020001-12-31T")


def test_an_empty_view_is_a_header_and_a_long_one_says_that_it_is_cut() -> None:
    empty = download_of(q="nothing like it")
    assert rows(written("csv", empty)) == []
    table = pd.read_csv(io.BytesIO(written("csv", empty)))
    assert (len(table), list(table)[:2]) == (0, ["number", "id"])
    assert FORMATS["csv"].remark(empty).startswith(empty.sentence)
    assert FORMATS["csv"].remark(download_of()) == ""
    first_rows = rows(written("csv", download_of(most=5)))
    assert len(first_rows) == 5
    assert first_rows[0]["view"] == f"All {len(the_log().events)} events (the first 5)"
