"""The People page: its finding, a column for every person, what one said and what others did."""

from collections.abc import Mapping, Sequence
from typing import Any

import pytest

from components import wording
from components.events import Log
from components.pages import Content, Element, Node, people
from tests.frames.sample import full_log, make_log, the_log
from tests.pages.sample import CONTEXT
from tests.pages.tree import elements, words
from tests.selection.sample import view_of

MEETING = {"title": "They meet", "kind": "meeting", "when": "2025-05-11"}


def page(log: Log, **fields: object) -> Content:
    return people.content(view_of(log, page="people", **fields), CONTEXT)


def main(log: Log, **fields: object) -> Sequence[Node]:
    return [node for node in page(log, **fields).areas["main"] if node]


def found(nodes: Sequence[Node], tag: str = "", class_: str = "") -> list[Element]:
    return [element for node in nodes for element in elements(node, tag, class_)]


def keyed(nodes: Sequence[Node], key: str) -> Element | None:
    every = [node for node in found(nodes) if node.attributes.get("data-key") == key]
    return every[0] if every else None


def of_people(count: int, delegations: int, events: Mapping[str, Any] | None = None) -> Log:
    """Make a log of people p0, p1 ..., who sit in delegations in turn."""
    sides = [f"d{n}" for n in range(delegations)]
    actors: dict[str, Any] = {f"p{n}": {"name": f"P {n}", "kind": "person"} for n in range(count)}
    for place, actor in enumerate(actors.values()):
        if sides:
            side = sides[place % delegations]
            actor["party"] = side
            actor["seat"] = {"delegation": side, "role": "lead", "presence": "confirmed"}
    parts = [{"actor": actor, "role": "participant"} for actor in actors]
    return make_log(
        {
            "parties": {side: {"name": side} for side in sides},
            "delegations": {side: {"name": f"Crew {side}", "party": side} for side in sides},
            "actors": actors,
            "events": events or {"one": {**MEETING, "actors": parts}},
        }
    )


def test_the_page_opens_with_a_finding_whose_counts_come_from_the_log() -> None:
    finding = page(the_log()).finding
    assert finding
    assert finding.words == "Six seats, one of them in doubt"
    assert finding.lead == (
        "Both articles name Scott Bessent, Jamieson Greer and He Lifeng. "
        "The Monitor counts two more without a name. "
        "uTo also names Li Chenggang and Wang Xiaohong. "
        "Other sources also name Li Chenggang and Liao Min. "
        "In doubt: Wang Xiaohong."
    )
    assert page(the_log(), actor=("he-lifeng",)).finding is None


@pytest.mark.parametrize(
    ("seats", "doubted", "headline"),
    [
        (1, 0, "One seat at the table"),
        (1, 1, "One seat, and it is in doubt"),
        (2, 0, "Two seats at the table"),
        (3, 3, "Three seats, all of them in doubt"),
        (20, 1, "20 seats, one of them in doubt"),
        (20, 13, "20 seats, 13 of them in doubt"),
    ],
)
def test_seats_are_counted_in_the_headline(seats: int, doubted: int, headline: str) -> None:
    assert wording.people.seats_headline(seats, doubted) == headline


@pytest.mark.parametrize(
    ("count", "delegations", "headline"),
    [
        (1, 1, "One seat at the table"),
        (4, 1, "Four seats at the table"),
        (11, 5, "Eleven seats at the table"),
        (3, 0, "Three people, one meeting"),
        (1, 0, "One person, one meeting"),
    ],
)
def test_logs_of_any_number_of_delegations_have_a_column_for_every_person(
    count: int, delegations: int, headline: str
) -> None:
    log = of_people(count, delegations)
    content = page(log)
    nodes = [node for node in content.areas["main"] if node]
    assert content.finding and content.finding.words == headline
    assert [words(name) for name in found(nodes, "a", "gt-name")] == [
        actor.name
        for group in (*log.delegations, None)
        for actor in log.actors.values()
        if (actor.seat.delegation if actor.seat else None) == group
    ]
    rooms = keyed(nodes, "rooms")
    assert rooms and len(list(elements(rooms, "a", "gt-cell"))) == count
    for head in found(nodes, "th", "gt-first"):
        assert "gt-of-" in str(head.attributes["class"])


def test_a_log_without_people_has_neither_finding_nor_table() -> None:
    content = page(
        make_log({"actors": {"court": {"name": "Court", "kind": "office"}}, "events": {}})
    )
    nodes = [node for node in content.areas["main"] if node]
    assert content.finding is None
    assert not found(nodes, "table")
    assert "Court" in "".join(map(words, nodes))


@pytest.mark.parametrize("log", [the_log(), full_log(), of_people(40, 5), of_people(2, 0)])
def test_every_row_of_the_table_is_as_long_as_it_has_people(log: Log) -> None:
    [table] = found(main(log), "div", "gt-people")
    columns = len(list(elements(table, "a", "gt-name")))
    for row in elements(table, "tr"):
        cells = [node for node in row.children if isinstance(node, Element)]
        spans = [int(str(cell.attributes.get("colspan", 1))) for cell in cells]
        heads = row.attributes.get("class") == "gt-heads"
        assert sum(spans) == columns + (not heads)
    for link in elements(table, "a", "gt-cell"):
        assert link.attributes["aria-label"]


def test_seats_are_the_same_under_a_filter_and_say_so() -> None:
    whole, some = main(the_log()), main(the_log(), topic=("fentanyl",))
    counts = [
        len(list(elements(seats, "a")))
        for seats in (keyed(whole, "seats"), keyed(some, "seats"))
        if seats
    ]
    assert counts[0] == counts[1] == 16
    seats = keyed(some, "seats")
    assert seats and wording.people.SEATS_UNFILTERED in words(seats)


def test_a_person_is_shown_with_every_quotation_and_who_printed_it() -> None:
    log = the_log()
    for actor in ("scott-bessent", "jamieson-greer", "donald-trump", "li-chenggang"):
        said = keyed(main(log, actor=(actor,)), f"said-{actor}")
        assert said
        shown = list(elements(said, "blockquote"))
        expected = {
            (cited.quote, cited.verbatim, log.sources[cited.source].publisher)
            for event in log.events.values()
            for cited in event.citations
            if cited.speaker == actor
        }
        quotes = {quote for quote, _, _ in expected}
        assert {words(node.children[0]).strip("“”") for node in shown} == quotes
        for quote, verbatim, publisher in expected:
            told = [words(node) for node in shown if f"“{quote}”" in words(node)]
            assert any(publisher in text for text in told)
            if not verbatim:
                assert any("not word for word" in text and publisher in text for text in told)
        for event in log.events.values():
            if any(part.actor == actor and part.role == "speaker" for part in event.actors):
                assert event.title in words(said)


def test_what_others_said_of_a_person_stands_apart_with_their_names() -> None:
    nodes = main(the_log(), actor=("liao-min",))
    said, said_of = keyed(nodes, "said-liao-min"), keyed(nodes, "said-of-liao-min")
    assert said and said_of
    assert "tough negotiators" not in words(said)
    assert "“tough negotiators”" in words(said_of)
    assert "Jamieson Greer:" in words(said_of)


def test_somebody_of_whom_nothing_is_known_says_nothing() -> None:
    nodes = main(the_log(), actor=("wang-xiaohong",))
    said = keyed(nodes, "said-wang-xiaohong")
    assert said and wording.people.SAYS_NOTHING in words(said)


def test_a_statement_without_a_quotation_is_a_paraphrase_and_has_no_marks() -> None:
    actors = {"ann": {"name": "Ann", "kind": "person"}}
    event = {
        **{"title": "Ann speaks", "kind": "statement", "when": "2025-05-11"},
        "summary": "She is content.",
        "actors": [{"actor": "ann", "role": "speaker"}],
    }
    said = keyed(
        main(make_log({"actors": actors, "events": {"one": event}}), actor=("ann",)), "said-ann"
    )
    assert said and not list(elements(said, "blockquote"))
    assert f"{wording.people.NO_QUOTATION}She is content." in words(said)
