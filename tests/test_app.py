"""The page as Streamlit runs it, without a browser: views, links and faulty logs."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from components.events import Event, Log, ParquetEvents
from components.figures.picture import MARKS
from components.frames import ACTING, FACETS, Facet
from components.frames.__main__ import main as load
from components.frames.warehouse import LostEngineError
from components.imports import convert
from components.selection import Selection
from components.sources import LogFile, configure, current, use_source
from components.streamlit_app import address_bar
from tests.frames.sample import facts_of, options_of, read_log, the_log
from tests.logs import FIRST
from tests.pace import PATIENCE
from tests.synthetic_log import synthetic_yaml, write_synthetic_parquet

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "components" / "streamlit_app" / "page.py"


@pytest.fixture(scope="module")
def log() -> Log:
    return the_log()


@pytest.fixture(autouse=True)
def own_log() -> Iterator[None]:
    """Show the project's log, whatever a test made the process show before."""
    configure(ROOT / "data" / "events.yaml")
    yield
    configure(ROOT / "data" / "events.yaml")


BARE = """\
format: 1
log: {title: Small, zone: UTC, as_of: 2020-01-03}
events:
  one: {title: One, kind: statement, when: 2020-01-01}
"""


def display(tmp_path: Path, text_of_log: str, name: str = "small.yaml") -> None:
    """Show a log of the test's own."""
    path = tmp_path / name
    path.write_text(text_of_log, encoding="utf-8")
    configure(path)


def run(**parameters: str | list[str]) -> AppTest:
    app = AppTest.from_file(str(PAGE), default_timeout=PATIENCE)
    for key, value in parameters.items():
        app.query_params[key.rstrip("_")] = value
    app.run()
    assert not app.exception
    return app


def shown(app: AppTest) -> dict[str, Any]:
    """Return what our components were given: the tree of each area, and the picture."""
    parts: dict[str, Any] = {}
    for element in app.get("bidi_component"):
        data = json.loads(element.proto.bytes)
        parts |= data["areas"]
        if data["picture"]:
            parts["picture"] = data["picture"]
        if data["charts"]:
            parts["charts"] = data["charts"]
    return parts


def text(node: object) -> str:
    """Return the words of a sheet's tree, one space between elements."""
    if isinstance(node, str):
        return node
    if isinstance(node, list) and node and isinstance(node[0], str):
        return " ".join(filter(None, map(text, node[2:])))
    return " ".join(map(text, node)) if isinstance(node, list) else ""


def sentence(app: AppTest) -> str:
    return text(shown(app)["header"])


def numbered(app: AppTest) -> list[str]:
    picture = shown(app)["picture"]
    events = picture["labels"] if "labels" in picture else picture["events"]
    return [
        event["id"]
        for event in sorted(events, key=lambda event: event["number"])
        if event["number"]
    ]


def test_the_default_view_shows_every_event(log: Log) -> None:
    app = run()
    assert f"All {len(log.events)} events" in sentence(app)
    assert sorted(numbered(app)) == sorted(log.events)
    words = text(shown(app)["list"])
    for event in log.events.values():
        assert event.title in words
    assert "How to read the picture" in words


def test_a_deep_link_opens_its_event_with_everything_that_is_known_of_it(log: Log) -> None:
    app = run(event="greer-differences", clock="washington")
    event = log.events["greer-differences"]
    words = text(shown(app)["reading"])
    for part in (event.title, event.summary, event.dating, "in the evening of 11 May 2025, Geneva"):
        assert part in words
    for citation in event.citations:
        assert log.sources[citation.source].title in words
        assert citation.quote in words
    assert "not word for word" in words
    assert "Where the articles differ" in words
    assert shown(app)["picture"]["selected"] == "greer-differences"


@pytest.mark.parametrize(
    "facet",
    [facet for facet in FACETS if facet.key not in ACTING.values()],
    ids=lambda facet: facet.key,
)
def test_each_filter_shows_just_the_events_that_have_the_value(log: Log, facet: Facet) -> None:
    for option in list(options_of(log)[facet.key])[:3]:
        expected = {
            event.id for event in log.events.values() if option in set(facet.values(log, event))
        }
        app = run(**{facet.key: option})
        marked = set(numbered(app)) if "picture" in shown(app) else set()
        assert marked == expected
        assert f"{len(expected) or 'None'} of {len(log.events)}" in sentence(app)


def test_a_person_has_what_they_did_before_what_is_about_them(log: Log) -> None:
    app = run(actor="he-lifeng", kind="statement")
    roles = {
        event.id: {part.role for part in event.actors if part.actor == "he-lifeng"}
        for event in log.events.values()
        if event.kind == "statement"
    }
    did = [event for event, own in roles.items() if own - {"subject"}]
    about = [event for event, own in roles.items() if own == {"subject"}]
    listing = of_class(shown(app)["list"], "gt-listing")[0]
    heads = [text(node) for node in nodes(listing) if node[0] == "h3"]
    assert heads == ["By He Lifeng", "About He Lifeng"]
    listed = [row[1]["data-key"] for row in nodes(listing) if row[0] == "li"]
    assert (set(listed[: len(did)]), set(listed[len(did) :])) == (set(did), set(about))
    assert f"{len(did)} by He Lifeng, {len(about)} about He Lifeng" in sentence(app)
    for role, expected in (("did", did), ("spoken-of", about)):
        narrowed = run(actor="he-lifeng", kind="statement", **{"as": role})
        assert set(numbered(narrowed)) == set(expected)


def test_the_roles_of_people_are_chosen_below_them_and_taken_back_by_a_chip() -> None:
    assert "Was spoken of" not in text(shown(run(topic="talks"))["filters"])
    app = run(member="he-lifeng", **{"as": "spoken-of"})
    (roles,) = of_class(shown(app)["filters"], "gt-roles")
    assert text(roles) == "What they did Either 11 Did or said 7 Was spoken of 4"
    radios = {node[1]["value"]: "checked" in node[1] for node in nodes(roles) if node[0] == "input"}
    assert radios == {"": False, "did": False, "spoken-of": True}
    chips = of_class(shown(app)["header"], "gt-chips")
    assert "?member=he-lifeng" in links(chips)
    empty = run(actor="donald-trump", q="80 %", **{"as": "spoken-of"})
    assert "Without “What they did”" in text(shown(empty)["empty"])


def test_search_and_window_are_filters_like_the_others(log: Log) -> None:
    assert "hassett-very-eager" in numbered(run(q="VERY, very"))
    sunday = numbered(run(from_="2025-05-11", to="2025-05-11"))
    assert "greer-deal" in sunday and "us-uk-deal" not in sunday


def test_an_empty_result_says_what_to_relax() -> None:
    app = run(q="zebra", topic="tariffs")
    assert "None of" in sentence(app)
    words = text(shown(app)["empty"])
    assert "Without “Search”" in words


def test_an_empty_day_says_by_which_clock_there_are_events() -> None:
    """A post of Saturday evening in Washington stands on Sunday in Geneva."""
    day = {"from_": "2025-05-10", "to": "2025-05-10"}
    empty = shown(run(kind="post", **day))["empty"]
    assert "On the Washington clock there is 1." in " ".join(text(empty).split())
    assert "Beijing" not in text(empty)
    assert "?kind=post&from=2025-05-10&to=2025-05-10&clock=washington" in links(empty)
    assert numbered(run(kind="post", clock="washington", **day)) == ["trump-good-meeting-post"]
    # the default clock needs no word in an address
    sunday = run(kind="post", clock="washington", from_="2025-05-11", to="2025-05-11")
    assert "?kind=post&from=2025-05-11&to=2025-05-11" in links(shown(sunday)["empty"])
    assert "clock" not in text(shown(run(kind="post", q="zebra"))["empty"])


def test_a_bad_link_gives_the_page_and_names_what_was_ignored(log: Log) -> None:
    app = run(topic="nonsense", event="../../etc/passwd", lanes="x" * 5000, colour="red")
    words = sentence(app)
    assert f"All {len(log.events)} events" in words
    assert "Part of this link could not be used" in words
    assert "topic=nonsense" in words and "colour=red" in words


def test_a_link_to_an_event_that_is_gone_leads_to_others(log: Log) -> None:
    first = next(iter(log.events.values()))
    head = shown(run(event=f"{first.id}-2025"))["header"]
    links = [node for node in nodes(head) if node[0] == "a"]
    assert [text(node) for node in links if node[1].get("href") == f"?event={first.id}"] == [
        first.title
    ]
    assert "search for its words" in [text(node) for node in links]


def test_the_data_page_lists_the_view(log: Log) -> None:
    app = run(page="data", topic="fentanyl")
    expected = [event for event in log.events.values() if "fentanyl" in event.topics]
    table = of_key(shown(app)["data"], "events")
    rows = [node for node in nodes(table) if node[0] == "tr" and "data-key" in node[1]]
    assert {row[1]["data-key"] for row in rows} == {event.id for event in expected}
    assert len(rows) == len(expected)
    for row in rows:
        event = log.events[row[1]["data-key"]]
        words = text(row)
        assert event.title in words and event.when.text in words
        assert log.kinds[event.kind].name in words
    assert log.hash in text(shown(app)["data"])


def test_lanes_can_be_topics_kinds_and_sources(log: Log) -> None:
    for lanes, name in (("topic", "Fentanyl"), ("kind", "Interview"), ("source", "Monitor")):
        lanes_shown = [box[0] for box in shown(run(lanes=lanes))["picture"]["captions"]]
        assert any(name in lane for lane in lanes_shown), lanes_shown


def test_a_faulty_log_is_a_list_of_located_problems(tmp_path: Path) -> None:
    display(tmp_path, "format: 1\nlog:\n  title: Half\nevents: {}\n", "mine.yaml")
    app = run()
    words = text(shown(app)["header"])
    assert "This log cannot be shown yet" in words
    assert "mine.yaml:" in words
    assert str(tmp_path) not in words


def test_a_faulty_new_version_keeps_the_last_good_log(tmp_path: Path, log: Log) -> None:
    mine = tmp_path / "events.yaml"
    good = (ROOT / "data" / "events.yaml").read_text(encoding="utf-8")
    mine.write_text(good, encoding="utf-8")
    with use_source(LogFile(mine, interval=0, settle=0)):
        current().snapshot()
        mine.write_text(good.replace("kind: interview", "kind: intervew"), encoding="utf-8")
        app = run()
    words = sentence(app)
    assert f"All {len(log.events)} events" in words
    assert "this is the last good one" in words
    assert "did you mean" in words


def test_a_log_without_people_topics_or_sources_has_no_such_filters(tmp_path: Path) -> None:
    display(tmp_path, f"{BARE}  two: {{title: Two, kind: post, when: 2020-01-02T10:00}}\n")
    app = run()
    assert "All 2 events" in sentence(app)
    filters = text(shown(app)["filters"])
    assert "Kind" in filters
    for absent in ("Delegation", "Topic", "Accounts", "Side"):
        assert absent not in filters
    captions = [box[0] for box in shown(app)["picture"]["captions"]]
    assert [caption.partition(":")[0] for caption in captions] == ["Statement", "Post"]


# --- people -------------------------------------------------------------------------------------


def nodes(tree: object) -> Iterator[list[Any]]:
    """Walk all elements of a sheet."""
    if isinstance(tree, list) and tree:
        if isinstance(tree[0], str):
            yield tree
            tree = tree[2:]
        for child in tree:
            yield from nodes(child)


def of_class(tree: object, name: str) -> list[list[Any]]:
    """Return the elements of a sheet that are of a class."""
    return [node for node in nodes(tree) if name in node[1].get("class", "").split()]


def of_key(tree: object, key: str) -> list[Any]:
    """Return the first element of a sheet with a key."""
    return next(node for node in nodes(tree) if node[1].get("data-key") == key)


def links(tree: object) -> list[str]:
    return [node[1]["href"] for node in nodes(tree) if node[0] == "a" and "href" in node[1]]


def test_the_people_page_has_everybody_under_a_heading_once(log: Log) -> None:
    main = shown(run(page="people"))["main"]
    cards = of_class(main, "gt-person")
    assert sorted(card[1]["data-key"] for card in cards) == sorted(log.actors)
    delegations = of_key(main, "delegations")
    for delegation in log.delegations.values():
        assert delegation.name in text(delegations)
    seated = {actor.id for actor in log.actors.values() if actor.seat}
    beside = {node[1]["data-key"] for node in nodes(delegations) if node[0] == "article"}
    assert beside == seated
    for card in cards:
        actor = log.actors[card[1]["data-key"]]
        words = text(card)
        for title in actor.titles:
            assert title.title in words
            for citation in title.citations:
                assert (log.sources[citation.source].publisher or citation.source) in words
        if actor.seat:
            assert str(actor.seat.presence) in words
            assert actor.seat.note in words


def test_the_table_of_people_and_its_twin_say_the_same(log: Log) -> None:
    main = shown(run(page="people"))["main"]
    pairs = {
        (part.actor, event.id)
        for event in log.events.values()
        if event.kind == "meeting"
        for part in event.actors
        if part.role in ("participant", "speaker", "host")
    }
    cells = [node for node in nodes(of_key(main, "presence-table")) if node[0] == "td"]
    filled = [cell for cell in cells if "not mentioned" not in text(cell)]
    signs = of_class(of_key(main, "rooms"), "gt-cell")
    assert len(filled) == len(signs) == len(pairs)
    people = {actor for actor, _ in pairs}
    assert len(cells) == len(people) * len({event for _, event in pairs})
    for cell in filled:
        assert any(
            word in text(cell) for word in ("confirmed", "reported", "disputed", "announced")
        )
        assert any("event=" in link for link in links(cell))
        assert len(links(cell)) > 1, "a cell names what it rests on"
    labels = [sign[1]["aria-label"] for sign in signs]
    wang = [label for label in labels if "Wang Xiaohong" in label]
    assert wang and all("disputed" in label and "passage" in label for label in wang)


def test_a_person_has_an_address_that_brings_their_events(log: Log) -> None:
    page = shown(run(page="people", actor="he-lifeng"))
    card = of_key(page["main"], "he-lifeng")
    assert card[1]["aria-current"] == "true"
    theirs = [
        event.id
        for event in log.events.values()
        if any(p.actor == "he-lifeng" for p in event.actors)
    ]
    words = text(page["reading"])
    assert all(log.events[event].title in words for event in theirs)
    assert f"{len(theirs)} of {len(log.events)}" in text(page["header"])
    assert "In no event of this view" not in text(of_key(page["main"], "scott-bessent"))


def test_who_spoke_when_has_a_mark_for_every_statement_of_a_person(log: Log) -> None:
    main = shown(run(page="people"))["main"]
    marks = [sign[1]["aria-label"] for sign in of_class(of_key(main, "spoken"), "gt-cell")]
    statements = {
        (part.actor, event.id)
        for event in log.events.values()
        if event.status == "happened" and event.kind not in ("background", "agreement")
        for part in event.actors
        if part.role in ("speaker", "author") and log.actors[part.actor].kind == "person"
    }
    assert len(marks) == len(statements)
    for actor, event in statements:
        name, title = log.actors[actor].name, log.events[event].title
        assert any(mark.startswith(name) and mark.endswith(title) for mark in marks)
    # unnamed voices stand below, with how often they speak
    for actor in ("us-side", "us-officials", "chinese-side"):
        assert "speaks in" in text(of_key(of_key(main, "others"), actor))


# --- evidence -----------------------------------------------------------------------------------


def test_every_disagreement_is_a_row_and_opens_with_its_accounts(log: Log) -> None:
    main = shown(run(page="evidence"))["main"]
    rows = {node[1]["data-key"]: node for node in of_class(main, "gt-question")}
    assert sorted(rows) == sorted(log.disagreements)
    for question in log.disagreements.values():
        words = text(rows[question.id])
        assert question.brief in words and question.finding_brief in words
        assert all(judgement.brief in words for judgement in question.articles.values())
    opened = shown(run(page="evidence", part="accounts", at="which-villa"))["main"]
    assert [node[1]["data-key"] for node in of_class(opened, "gt-answer")] == ["which-villa"]


def test_disagreements_are_filtered_by_verdict_source_and_the_events_in_view(log: Log) -> None:
    def rows(**parameters: str) -> set[str]:
        main = shown(run(page="evidence", **parameters))["main"]
        return {node[1]["data-key"] for node in of_class(main, "gt-question")}

    every = log.disagreements.values()
    assert rows(verdict="disputed") == {
        message.id for message in every if message.status == "disputed"
    }
    fentanyl = {event.id for event in log.events.values() if "fentanyl" in event.topics}
    assert rows(topic="fentanyl") == {
        message.id for message in every if fentanyl & set(message.events)
    }
    monitor = rows(source="kashmir-monitor")
    assert monitor and all(
        "kashmir-monitor" in {account.source for account in log.disagreements[row].accounts}
        for row in monitor
    )
    main = shown(run(page="evidence", verdict="corrected"))["main"]
    corrected = sum(question.status == "corrected" for question in every)
    assert [text(node).split()[:2] for node in of_class(main, "gt-question-group")] == [
        [str(corrected), "Corrected"]
    ]
    # what the address names is there whatever the filters say
    assert "which-villa" in rows(topic="fentanyl", at="which-villa")


def test_the_ledger_holds_every_figure_with_claimant_source_and_event(log: Log) -> None:
    page = shown(run(page="evidence", part="figures"))
    rows = [node for node in nodes(page["main"]) if node[0] == "tr" and "data-key" in node[1]]
    figures = [(e, figure) for e in log.events.values() for figure in e.figures]
    assert len(rows) == len(figures)
    words = text(page["main"])
    for value in ("145%", "80%", "20%", "30%", "10%", "1.2 trillion USD", "295 billion USD"):
        assert value in words
    shown_values = {
        spot[2].split(" ·")[0] for spot in page["charts"]["amounts-0"]["spots"] if spot[2]
    }
    assert {"145%", "80%", "20%", "30%", "10%"} <= shown_values


def test_a_measure_that_the_address_names_is_there_whatever_the_filters_say() -> None:
    where = {"page": "evidence", "part": "figures", "at": "us-goods-deficit-world"}
    main = shown(run(**where, topic="fentanyl"))["main"]
    assert any(node[1].get("id") == "at-us-goods-deficit-world" for node in nodes(main))


def test_nobody_claims_what_a_state_of_affairs_amounts_to(log: Log) -> None:
    main = shown(run(page="evidence", part="figures"))["main"]
    rows = [text(node) for node in nodes(main) if node[0] == "tr" and "data-key" in node[1]]
    for row in rows:
        if "145%" in row:
            assert "the source itself" in row
        if "80%" in row:
            assert "Donald Trump" in row


def test_every_source_says_what_rests_on_it(log: Log) -> None:
    main = shown(run(page="evidence", part="sources"))["main"]
    cards = {node[1]["data-key"]: text(node) for node in of_class(main, "gt-source")}
    assert sorted(cards) == sorted(log.sources)
    for source_id, words in cards.items():
        citing = [
            event
            for event in log.events.values()
            if any(citation.source == source_id for citation in event.citations)
        ]
        assert log.sources[source_id].title in words
        assert log.sources[source_id].note in words
        if citing:
            assert f"{len(citing)} event" in words


def test_every_passage_of_both_articles_is_accounted_for(log: Log) -> None:
    passages = current().snapshot().passages
    assert len(passages) == 41
    page = shown(run(page="evidence", part="passages"))
    rows = {
        node[1]["data-key"]: node
        for node in nodes(page["main"])
        if node[0] == "li" and "data-key" in node[1]
    }
    assert set(rows) == {f"{name}.{number}" for name, number in passages}
    for (name, number), passage in passages.items():
        words = text(rows[f"{name}.{number}"])
        assert passage.says in words
        assert passage.none in words
        for event in passage.events:
            assert log.events[event].title in words
            assert any(f"event={event}" in link for link in links(rows[f"{name}.{number}"]))


def test_an_event_leads_to_its_passages_and_a_passage_back_to_its_event() -> None:
    panel = shown(run(event="greer-deal"))["reading"]
    there = "?page=evidence&part=passages&at=kashmir-monitor.3"
    assert there in links(panel)
    page = shown(run(page="evidence", part="passages", at="kashmir-monitor.3"))
    row = of_key(page["main"], "kashmir-monitor.3")
    assert row[1]["aria-current"] == "true"
    back = next(link for link in links(row) if "event=greer-deal" in link)
    assert "at=kashmir-monitor.3" in back
    opened = shown(
        run(page="evidence", part="passages", at="kashmir-monitor.3", event="greer-deal")
    )
    assert "Greer" in text(opened["reading"])


def test_links_to_other_sites_open_apart_and_tell_them_nothing(log: Log) -> None:
    for part in ("accounts", "figures", "sources"):
        for node in nodes(shown(run(page="evidence", part=part))["main"]):
            if node[0] == "a" and node[1].get("href", "").startswith("http"):
                assert (node[1]["target"], node[1]["rel"]) == ("_blank", "noopener noreferrer")


def test_filters_carry_over_from_page_to_page(log: Log) -> None:
    page = shown(run(page="people", topic="fentanyl"))
    tabs = of_class(page["header"], "gt-pages")
    assert len(links(tabs)) == 4
    assert all("topic=fentanyl" in link for link in links(tabs))
    assert "on Fentanyl" in text(page["header"])
    assert any("page=evidence" in link for link in links(shown(run())["filters"]))


def test_a_view_without_events_is_said_on_every_page() -> None:
    for page, part in [
        ("people", ""),
        *(("evidence", p) for p in ("accounts", "figures", "passages")),
    ]:
        app = run(page=page, part=part, q="zebra")
        assert "None of" in sentence(app)
        assert "No " in text(shown(app)["main"]) or page == "people"


def test_pages_that_a_log_cannot_fill_are_not_offered(tmp_path: Path) -> None:
    display(tmp_path, BARE)
    words = text(shown(run())["header"])
    assert "Timeline Data" in words
    for page in ("evidence", "people"):
        board = shown(run(page=page, part="passages"))
        assert f"page={page} : this log has no such page" in text(board["header"])
        assert "One" in text(board["list"]) and "main" not in board


VIEWS: list[dict[str, str | list[str]]] = [
    {},
    {"event": "bessent-too-high"},
    {"actor": ["he-lifeng", "scott-bessent"], "topic": "tariffs", "lanes": "topic"},
    {"q": "何立峰", "from_": "2025-05-10", "to": "2025-05-11", "clock": "utc"},
    {"kind": "post", "q": "nothing like it"},
    {"page": "people"},
    {"page": "people", "actor": "he-lifeng"},
    {"page": "evidence"},
    {"page": "evidence", "part": "figures"},
    {"page": "evidence", "part": "sources", "topic": "tariffs"},
    {"page": "evidence", "part": "passages", "at": "kashmir-monitor.3"},
]


def test_an_engine_shows_the_log_as_its_file_does(tmp_path: Path) -> None:
    address = f"duckdb:///{tmp_path}/log.duckdb"
    assert load(["load", str(ROOT / "data" / "events.yaml"), address]) == 0
    expected = [shown(run(**view)) for view in VIEWS]
    configure(address)
    for view, as_before in zip(VIEWS, expected, strict=True):
        assert shown(run(**view)) == as_before
    assert "events (duckdb)" in text(shown(run(page="data"))["data"])


def test_an_engine_that_is_away_is_said_so_and_no_view_is_lost(tmp_path: Path) -> None:
    path = tmp_path / "log.duckdb"
    assert load(["load", str(ROOT / "data" / "events.yaml"), f"duckdb:///{path}"]) == 0
    source = configure(f"duckdb:///{path}?timeout=20")
    assert source.snapshot().log
    path.rename(tmp_path / "away")
    app = run(topic="tariffs")
    words = text(shown(app)["header"])
    assert words.startswith("The engine cannot be reached.")
    assert str(tmp_path) not in words
    assert app.query_params["topic"] == "tariffs"
    (tmp_path / "away").rename(path)
    source.report_loss(LostEngineError("The engine cannot be reached."))
    words = text(shown(run(topic="tariffs"))["header"])
    assert "shown is its last answer. The engine cannot be reached." in words
    assert "version" not in words and "on Tariffs" in words
    assert "on Tariffs" in text(shown(run(topic="tariffs"))["header"])


# --- logs of other kinds --------------------------------------------------------------------------


def test_evidence_opens_on_what_there_is_and_offers_nothing_else(tmp_path: Path) -> None:
    display(tmp_path, FIRST)
    page = shown(run(page="evidence"))
    words = text(page["main"])
    assert "The log is taken from these" in words
    assert "Passages" not in words and "disagreement" not in words
    assert not of_class(page["main"], "gt-parts")
    assert "The log is taken from these" in text(
        shown(run(page="evidence", part="figures"))["main"]
    )


def test_what_rests_on_records_is_no_news_in_a_log_without_articles(tmp_path: Path) -> None:
    display(tmp_path, FIRST)
    assert "in the article" in text(shown(run())["list"])
    display(tmp_path, FIRST.replace("tier: article", "tier: record"))
    assert "in the article" not in text(shown(run())["list"])


def test_an_event_without_sources_does_not_say_what_it_rests_on(tmp_path: Path) -> None:
    display(tmp_path, BARE)
    assert "Sources" not in text(shown(run(event="one"))["reading"])


def test_lanes_are_those_that_a_log_has(tmp_path: Path) -> None:
    def lanes() -> list[str]:
        options = [node for node in nodes(shown(run())["header"]) if node[0] == "option"]
        return [text(option) for option in options]

    assert lanes()[:2] == ["Sides", "People"]
    display(tmp_path, FIRST)
    assert lanes()[:4] == ["Kinds", "People", "Topics", "Sources"]
    display(tmp_path, BARE)
    assert lanes()[:2] == ["Kinds", "UTC"]


def test_people_are_counted_in_all_events_and_the_busiest_of_many_come_first(
    tmp_path: Path,
) -> None:
    display(tmp_path, synthetic_yaml(6000, actors=200))
    page = shown(run(page="people"))
    assert "first 5,000 of the 6,000 events" in text(page["main"])
    assert len(of_class(page["main"], "gt-name")) == 40, "columns"
    cards = [node for node in nodes(page["main"]) if node[0] == "article"]
    counts = [int(re.findall(r"(\d+) events?", text(card))[0]) for card in cards]
    assert counts == sorted(counts, reverse=True)
    person = shown(run(actor=cards[0][1]["data-key"]))
    assert f"{counts[0]} of 6,000 events" in text(person["header"])


def test_the_events_of_a_busy_person_are_listed_in_pages(tmp_path: Path) -> None:
    display(tmp_path, synthetic_yaml(1500, actors=4))
    first = shown(run(page="people", actor="actor-0"))["reading"]
    count = re.findall(r"1 to 100 of (\d+)", text(first))[0]
    links = [node for node in nodes(first) if node[0] == "a" and text(node) == "Later"]
    assert links[0][1]["href"].endswith("number=101")
    second = shown(run(page="people", actor="actor-0", number="101"))["reading"]
    assert f"101 to 200 of {count}" in text(second)
    [listed] = [node for node in nodes(second) if node[0] == "ol"]
    assert listed[1]["start"] == "101"
    assert len([node for node in nodes(listed) if node[0] == "li"]) == 100


def test_the_sources_say_that_only_the_first_events_are_read(tmp_path: Path) -> None:
    display(tmp_path, synthetic_yaml(6000))
    words = text(shown(run(page="evidence", part="sources"))["main"])
    assert "0 of the first 5,000 events in view have two or more" in words


def test_a_narrow_window_tells_which_events_have_no_mark(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "events.parquet"
    write_synthetic_parquet(path, 30_000)
    configure(path)
    day = shown(run(from_="2023-03-02", to="2023-03-02"))
    total = int(re.findall(r"([\d,]+) of 30,000", text(day["header"]))[0].replace(",", ""))
    marked = len(numbered(run(from_="2023-03-02", to="2023-03-02")))
    assert 0 < marked < MARKS < total
    assert f"{total - marked:,} of these events have no mark" in text(day["controls"])
    assert "Filters that leave no more than 1,000 events" in text(day["controls"])
    minute = shown(run(from_="2023-03-02T10:00Z", to="2023-03-02T10:01Z"))
    assert "No narrower window brings marks" in text(minute["controls"])
    assert "steps" in minute["picture"]
    monkeypatch.setattr(address_bar, "is_embedded", lambda: True)
    framed = text(shown(run(from_="2023-03-02", to="2023-03-02"))["controls"])
    assert framed.startswith(f"{total - marked:,} of these events have no mark")


def test_what_to_relax_is_told_with_large_numbers_in_groups(tmp_path: Path) -> None:
    display(tmp_path, synthetic_yaml(1200))
    words = text(shown(run(q="nothing like it"))["empty"])
    assert "there are 1,200." in words


def test_the_data_page_tells_how_a_parquet_log_grows(tmp_path: Path) -> None:
    written, parquet = tmp_path / "log.yaml", tmp_path / "log.parquet"
    written.write_text(FIRST, encoding="utf-8")
    convert(written, parquet)
    configure(parquet)
    words = text(shown(run(page="data"))["data"])
    assert "convert path/to/log.parquet log.yaml" in words and "one YAML file" not in words
    configure(written)
    assert "check path/to/log.yaml" in text(shown(run(page="data"))["data"])


def test_the_page_of_the_list_stays_while_an_option_is_looked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = {"number": ["101"], "topic": ["topic-1"]}
    written: list[Selection] = []
    facts = facts_of(read_log(synthetic_yaml(10)))
    monkeypatch.setattr(address_bar, "parameters", lambda: now)
    monkeypatch.setattr(address_bar, "write", lambda selection, _: written.append(selection))
    address_bar.fill_in(facts, {"topic": ["topic-1"], "find-actor": "ann"})
    assert not written
    assert address_bar.option_searches()["actor"] == "ann"
    address_bar.fill_in(facts, {"topic": ["topic-2"], "find-actor": "ann"})
    assert [(url.topic, url.number) for url in written] == [(("topic-2",), "")]


def test_the_address_that_a_record_cites_is_a_link_and_no_other_text_is(tmp_path: Path) -> None:
    display(tmp_path, FIRST.replace("locator: first line", "locator: 'https://press.example/1'", 1))
    assert "https://press.example/1" in links(shown(run(event="first"))["reading"])
    display(tmp_path, FIRST.replace("locator: first line", "locator: 'javascript:alert(1)'", 1))
    assert not any("alert" in link for link in links(shown(run(event="first"))["reading"]))


def test_the_timeline_reads_no_more_of_a_large_log_than_it_shows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[int] = []
    make = ParquetEvents.at

    def noted(events: ParquetEvents, row: int) -> Event:
        made.append(row)
        return make(events, row)

    monkeypatch.setattr(ParquetEvents, "at", noted)
    path = tmp_path / "events.parquet"
    write_synthetic_parquet(path, 2 * MARKS)
    configure(path)
    for parameters in ({}, {"kind": "meeting"}, {"event": "e7"}):
        made.clear()
        app = run(**parameters)
        assert sentence(app)
        assert len(made) <= MARKS
    assert "How to read the picture" in text(shown(run())["list"])
