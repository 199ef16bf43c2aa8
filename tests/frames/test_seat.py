"""Who has a seat at the table by whose word: by name, counted without a name, in doubt."""

from typing import Any

from components.events import Log
from components.frames import SeatTable, seat_table
from tests.frames.sample import facts_of, make_log, the_log

TIERS = {"paper": "article", "digest": "article", "notice": "record"}


def seated(seats: dict[str, dict[str, Any]], sources: tuple[str, ...] = tuple(TIERS)) -> Log:
    """Make a log of people with seats, each with what differs from a sure one."""
    source = {"title": "Report", "kind": "news"}
    seat = {"delegation": "crew", "role": "member", "presence": "confirmed"}
    actors = {
        actor: {"name": actor, "kind": "person", "seat": {**seat, **own}}
        for actor, own in seats.items()
    }
    return make_log(
        {
            "parties": {"lake": {"name": "Lake"}},
            "delegations": {"crew": {"name": "Crew", "party": "lake"}},
            "actors": actors,
            "sources": {id_: {**source, "tier": TIERS[id_]} for id_ in sources},
            "events": {"one": {"title": "One", "kind": "meeting", "when": "2025-05-11"}},
        }
    )


def cited(*sources: str) -> list[dict[str, str]]:
    return [{"source": source} for source in sources]


def told(table: SeatTable) -> dict[str, dict[str, str]]:
    """Return how each source seats whom, by names."""
    return {
        row.article: {actor: str(cell.state) for actor, cell in row.cells.items()}
        for row in table.rows
    }


def test_articles_have_a_row_each_and_all_other_sources_one() -> None:
    log = seated(
        {
            "ann": {"citations": cited("paper", "digest", "notice")},
            "bob": {"citations": cited("paper", "notice"), "counted_in": ["paper"]},
        }
    )
    table = seat_table(facts_of(log))
    assert table.people == ("ann", "bob")
    assert told(table) == {
        "paper": {"ann": "by name", "bob": "counted, not named"},
        "digest": {"ann": "by name"},
        "": {"ann": "by name", "bob": "by name"},
    }


def test_of_a_disputed_seat_what_others_say_is_in_doubt() -> None:
    disputed = {"presence": "disputed", "citations": cited("digest", "notice")}
    table = seat_table(facts_of(seated({"ann": disputed})))
    assert table.doubted == ("ann",)
    assert told(table) == {"digest": {"ann": "by name"}, "": {"ann": "in doubt"}}


def test_a_disputed_seat_that_nobody_else_is_cited_for_is_in_doubt_where_it_is_told() -> None:
    disputed = {"presence": "disputed", "citations": cited("paper")}
    table = seat_table(facts_of(seated({"ann": disputed}, sources=("paper",))))
    assert told(table) == {"paper": {"ann": "in doubt"}}


def test_a_seat_without_a_source_is_a_seat_and_no_row() -> None:
    table = seat_table(facts_of(seated({"ann": {}})))
    assert (table.people, table.rows) == (("ann",), ())


def test_the_real_log_has_six_seats_and_doubts_one() -> None:
    table = seat_table(facts_of(the_log()))
    assert table.doubted == ("wang-xiaohong",)
    sure = dict.fromkeys(("scott-bessent", "jamieson-greer", "he-lifeng"), "by name")
    assert told(table) == {
        "kashmir-monitor": {
            **sure,
            **dict.fromkeys(("li-chenggang", "liao-min"), "counted, not named"),
        },
        "uto-digest": {**sure, **dict.fromkeys(("li-chenggang", "wang-xiaohong"), "by name")},
        "": {
            **sure,
            **dict.fromkeys(("li-chenggang", "liao-min"), "by name"),
            "wang-xiaohong": "in doubt",
        },
    }
