"""The Data page: the events of the view as a table, by whose word each is known."""

import pytest

from components import wording
from components.events import Log, program
from components.pages import Element, data
from components.sources import Snapshot
from tests.frames.sample import full_log, make_log, the_log
from tests.pages.sample import CONTEXT
from tests.pages.tree import elements, words
from tests.selection.sample import view_of


def rows(log: Log, **fields: object) -> tuple[list[str], dict[str, list[str]]]:
    """Return the heads of the table, and the words of each event's cells."""
    table = data.events_table(view_of(log, page="data", **fields))
    assert table
    heads = [words(head) for row in elements(table, "thead") for head in elements(row, "th")]
    cells = {
        str(row.attributes["data-key"]): [
            words(cell) for cell in row.children if isinstance(cell, Element)
        ]
        for row in elements(table, "tr")
        if "data-key" in row.attributes
    }
    return heads, cells


def test_an_event_has_its_time_who_acts_and_a_cell_for_each_article() -> None:
    heads, cells = rows(the_log())
    assert heads[3:] == ["the Monitor", "uTo", "Other sources", "Questions"]
    assert all(len(row) == len(heads) for row in cells.values())
    when, event, who, monitor, digest, others, _ = cells["china-announces-visit"]
    assert when.endswith("2025-05-07")
    assert event.startswith("China announces He Lifeng's meeting with Bessent")
    assert "Announcement" in event
    assert who == "Chinese government"
    assert wording.data.NOT_TOLD in monitor and wording.data.NOT_TOLD in digest
    assert others == "1"
    assert wording.data.TOLD in cells["bessent-too-high"][3]


def test_a_log_without_articles_counts_its_sources_and_one_without_questions_asks_none() -> None:
    event = {"title": "One", "kind": "meeting", "when": "2025-05-11"}
    heads, cells = rows(make_log({"events": {"one": event}}))
    assert heads[3:] == [wording.data.SOURCES]
    assert cells["one"][-1] == wording.data.NOT_TOLD_SIGN


def test_an_event_leads_to_the_picture() -> None:
    table = data.events_table(view_of(the_log(), page="data"))
    assert table
    links = [str(link.attributes["href"]) for link in elements(table, "a")]
    assert "?event=greer-deal" in links


@pytest.mark.parametrize("log", [the_log(), full_log()])
def test_every_event_has_a_row(log: Log) -> None:
    assert set(rows(log)[1]) == set(log.events)


def test_a_view_without_events_has_no_table() -> None:
    content = data.content(view_of(the_log(), page="data", q="zebra"), CONTEXT)
    assert not [node for node in content.below["data"] if node for _ in elements(node, "table")]


def test_it_tells_how_to_go_on_with_the_file_and_the_program_at_hand(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def guide(name: str, *, is_converted: bool = False) -> str:
        return words(data.guide(Snapshot(name, is_converted=is_converted)))

    assert "python -m components.events check path/to/log.yaml" in guide("log.yaml")
    assert "python -m components.frames load" in guide("")
    monkeypatch.setattr(program, "_programs", ["geneva-timeline"])
    assert "geneva-timeline check path/to/log.yaml" in guide("log.yaml")
    assert "geneva-timeline path/to/log.yaml" in guide("log.yaml")
    assert "python -m" not in guide("log.parquet") + guide("") + guide("log.yaml")
    table = guide("talks.json", is_converted=True)
    assert "geneva-timeline convert path/to/talks.json log.yaml" in table
    assert "check" not in table
