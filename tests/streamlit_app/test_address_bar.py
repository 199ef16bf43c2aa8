"""The address bar: where the dashboard is, and that a press reads and writes the address once."""

from collections import Counter
from collections.abc import Callable, Iterator
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest
import streamlit as st
from streamlit.errors import StreamlitAPIException
from streamlit.testing.v1 import AppTest

from components import wording
from components.frames import LogFacts
from components.selection import PAGES, decode, view
from components.streamlit_app import address_bar
from components.streamlit_app.browser_message import LONGEST_KEPT_QUERY
from tests.frames.sample import facts_of, small_log, the_log
from tests.pace import PATIENCE
from tests.test_app import PAGE, own_log

__all__ = ["own_log"]


@pytest.mark.parametrize(
    ("url", "own"),
    [
        ("https://example.org/below/", "https://example.org/below/"),
        ("http://127.0.0.1:8501/below", "http://127.0.0.1:8501/below/"),
        ("javascript:alert(1)", ""),
        ("data:text/html,hello", ""),
        ("https://", ""),
        ("", ""),
        (None, ""),
    ],
)
def test_the_own_address_is_the_one_that_the_reader_has(
    monkeypatch: pytest.MonkeyPatch, url: str | None, own: str
) -> None:
    monkeypatch.setattr(address_bar, "base_path", lambda: "/below")
    monkeypatch.setattr("components.streamlit_app.address_bar.st.context", SimpleNamespace(url=url))
    assert address_bar.own_address() == own


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """Count how often the address is decoded and encoded, the query and the names worked out."""
    counted: Counter[str] = Counter()

    def count(module: ModuleType, name: str) -> None:
        function = getattr(module, name)

        def counting(*arguments: Any) -> Any:  # noqa: ANN401 - whatever the function takes
            counted[name] += 1
            return function(*arguments)

        monkeypatch.setattr(module, name, counting)

    count(address_bar, "decode")
    count(address_bar, "encode")
    count(view, "query")
    count(view, "option_names")
    return counted


@pytest.mark.parametrize("page", PAGES)
def test_one_run_decodes_the_address_once_and_works_out_its_view_once(
    page: str, calls: Counter[str]
) -> None:
    def a_reader() -> AppTest:
        app = AppTest.from_file(str(PAGE), default_timeout=PATIENCE)
        app.query_params["page"] = page
        app.query_params["event"] = "greer-deal"
        return app.run()

    a_reader()  # the counts of the lead are worked out for the first reader of a log alone
    calls.clear()
    app = a_reader()
    assert not app.exception
    assert calls == {"decode": 1, "query": 1, "option_names": 1}
    app.run()
    assert calls == {"decode": 1, "query": 2, "option_names": 2}


@pytest.mark.parametrize(
    ("press", "address"),
    [
        (lambda facts: address_bar.fill_in(facts, {"topic": ["tariffs"]}), {"topic": ["tariffs"]}),
        (lambda facts: address_bar.follow(facts, "?page=people"), {"page": ["people"]}),
        (
            lambda facts: address_bar.open_event(facts, "greer-deal"),
            {"event": ["greer-deal"], "number": ["101"]},
        ),
        (
            lambda facts: address_bar.set_window(facts, (1746835200000.0, 1762473600000.0)),
            {"from": ["2025-05-10"], "to": ["2025-11-06"], "number": ["101"]},
        ),
    ],
)
def test_one_press_decodes_the_address_once_and_encodes_it_once(
    press: Callable[[LogFacts], None],
    address: dict[str, list[str]],
    calls: Counter[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    bar = Bar({"number": ["101"], "unknown": ["1"]})
    monkeypatch.setattr(st, "query_params", bar)
    monkeypatch.setattr(st, "session_state", {})
    facts = facts_of(the_log())
    assert [part.key for part in address_bar.read(facts)[1]] == ["unknown"]
    calls.clear()
    press(facts)
    selection, ignored = address_bar.read(facts)
    assert calls == {"decode": 1, "encode": 1}
    assert bar.parameters == address
    assert (selection, ignored) == decode(bar.parameters, facts)


def test_a_window_stays_what_it_was_when_another_is_typed_in_vain(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(st, "query_params", Bar({"from": ["2025-05-10"], "to": ["2025-05-12"]}))
    monkeypatch.setattr(st, "session_state", {})
    facts = facts_of(the_log())
    address_bar.fill_in(facts, {"from": "some day", "to": "2025-05-11", "topic": ["tariffs"]})
    assert address_bar.parameters() == {
        "from": ["2025-05-10"],
        "to": ["2025-05-11"],
        "topic": ["tariffs"],
    }
    assert [part.value for part in address_bar.refused()] == ["some day"]


@pytest.mark.parametrize(
    ("link", "there"),
    [
        ("?topic=tariffs", None),
        ("", {}),
        ("?", {}),
        ("?embed=true&topic=tariffs", None),
        ("?q=\ud800", {"q": ["?"]}),
        ("?q=" + "x" * 100_000, {"q": ["x" * (LONGEST_KEPT_QUERY - 3)]}),
        ("?embed=true&EMBED_OPTIONS=dark_theme&unknown=1&q=", {"unknown": ["1"], "q": [""]}),
        (
            "?kind=post&kind=interview&topic=tariffs",
            {"kind": ["post", "interview"], "topic": ["tariffs"]},
        ),
    ],
)
def test_back_leads_to_an_address_as_it_is_and_to_the_same_one_without_a_step(
    link: str, there: dict[str, list[str]] | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    bar = Bar(here := {"topic": ["tariffs"]})
    monkeypatch.setattr(st, "query_params", bar)
    address_bar.go_to(link)
    assert bar.parameters == (here if there is None else there)
    assert (bar.parameters is here) == (there is None)


def test_what_a_widget_of_the_host_writes_is_left_to_it(monkeypatch: pytest.MonkeyPatch) -> None:
    bar = Bar({"mine": ["1"]}, bound="mine")
    monkeypatch.setattr(st, "query_params", bar)
    address_bar.go_to("?topic=tariffs&mine=2")
    assert bar.parameters == {"topic": ["tariffs"]}


def test_messages_that_are_done_again_lead_through_no_address_twice(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    bar = Bar({"topic": ["tariffs"], "kind": ["post"]})
    monkeypatch.setattr(st, "query_params", bar)
    monkeypatch.setattr(st, "session_state", {})
    facts = facts_of(the_log())
    with address_bar.one_step():
        address_bar.go_to("?topic=tariffs")
        address_bar.fill_in(facts, {"kind": ["post"]})
    assert not bar.steps
    with address_bar.one_step():
        address_bar.go_to("?topic=tariffs")
        address_bar.fill_in(facts, {"kind": ["post"]})
        address_bar.open_event(facts, "greer-deal")
        assert address_bar.read(facts)[0].event == "greer-deal"
    there = {"event": ["greer-deal"], "topic": ["tariffs"], "kind": ["post"]}
    assert bar.steps == [there]
    assert address_bar.parameters() == there


def test_a_message_that_fails_leaves_the_address_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    bar = Bar({"topic": ["tariffs"]})
    monkeypatch.setattr(st, "query_params", bar)
    with pytest.raises(ZeroDivisionError), address_bar.one_step():
        address_bar.go_to("?kind=post")
        raise ZeroDivisionError
    assert not bar.steps
    assert address_bar.parameters() == {"topic": ["tariffs"]}


def test_another_version_of_the_log_reads_the_same_address_anew(
    calls: Counter[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(st, "query_params", Bar({"topic": ["tariffs"]}))
    monkeypatch.setattr(st, "session_state", {})
    assert address_bar.read(facts_of(the_log()))[0].topic == ("tariffs",)
    assert address_bar.read(facts_of(small_log().with_hash("other")))[0].topic == ()
    assert calls["decode"] == 2


class Bar:
    """A stand-in for `st.query_params`."""

    def __init__(self, parameters: dict[str, list[str]], bound: str = "") -> None:
        self.parameters = parameters
        self.bound = {bound}
        self.steps: list[dict[str, list[str]]] = []

    def __iter__(self) -> Iterator[str]:
        return iter(self.parameters)

    def get_all(self, key: str) -> list[str]:
        return self.parameters[key]

    def from_dict(self, parameters: dict[str, list[str]]) -> None:
        if self.bound & parameters.keys():
            raise StreamlitAPIException("bound to a widget")
        self.parameters = parameters
        self.steps.append(parameters)


@pytest.mark.parametrize(
    ("typed", "address", "refused"),
    [
        ({"from": "44 BX"}, {}, [("from", "44 BX", wording.link.NO_TIME)]),
        ({"from": "44 BC", "to": "AD 69"}, {"from": ["-0043"], "to": ["0069"]}, []),
        ({"from": "10 May 2025"}, {"from": ["2025-05-10"]}, []),
        ({"from": "spring 2025"}, {}, [("from", "spring 2025", wording.link.NO_TIME)]),
        (
            {"from": "2025-05-11", "to": "2025-05-10"},
            {"from": ["2025-05-11"]},
            [("to", "2025-05-10", wording.link.BACKWARDS)],
        ),
        ({"from": "10/05/2025"}, {}, [("from", "10/05/2025", wording.link.NO_TIME)]),
        ({"q": "talks", "from": ""}, {"q": ["talks"]}, []),
    ],
)
def test_what_is_typed_in_vain_is_answered_until_the_address_changes(
    typed: dict[str, str],
    address: dict[str, list[str]],
    refused: list[tuple[str, str, str]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(st, "query_params", bar := Bar({}))
    monkeypatch.setattr(st, "session_state", {})
    facts = facts_of(the_log())
    address_bar.fill_in(facts, typed)
    assert address_bar.parameters() == address
    assert [(part.key, part.value, part.why) for part in address_bar.refused()] == refused
    bar.from_dict({"page": ["people"]})
    assert not address_bar.refused()


def asking(facts: LogFacts, text: str) -> dict[str, list[str]]:
    """Submit a text in the search field, and return the address then."""
    address_bar.ask(facts, {"q": text}, (1738645200000, 1747281600000))
    return address_bar.parameters()


@pytest.fixture
def facts(monkeypatch: pytest.MonkeyPatch) -> LogFacts:
    """Give the facts of the log to a reader with an empty address."""
    monkeypatch.setattr(st, "query_params", Bar({}))
    monkeypatch.setattr(st, "session_state", {})
    return facts_of(the_log())


def test_a_submitted_question_becomes_filters_and_one_that_is_typed_stays_text(
    facts: LogFacts,
) -> None:
    address_bar.fill_in(facts, {"q": "posts on Saturday"})
    assert address_bar.parameters() == {"q": ["posts on Saturday"]}
    filters = {"kind": ["post"], "from": ["2025-05-10"], "to": ["2025-05-10"]}
    assert asking(facts, "posts on Saturday") == filters
    assert asking(facts, "posts on Saturday") == filters, "a message may come twice"
    answered = address_bar.asked(address_bar.read(facts)[0])
    assert answered and answered.text == "posts on Saturday"
    assert asking(facts, "geneva") == {"q": ["geneva"], **filters}
    assert address_bar.asked(address_bar.read(facts)[0]) is None


def test_a_question_takes_the_place_of_an_earlier_one_and_keeps_what_was_pressed(
    facts: LogFacts,
) -> None:
    address_bar.fill_in(facts, {"topic": ["tariffs"]})
    asking(facts, "posts by Trump on Friday")
    assert asking(facts, "statements by Bessent") == {
        "actor": ["scott-bessent"],
        "topic": ["tariffs"],
        "kind": ["statement"],
        "as": ["did"],
    }
    asked = address_bar.asked(address_bar.read(facts)[0])
    assert asked and asked.before.topic == ("tariffs",) and not asked.before.actor


def test_a_reader_who_comes_back_to_an_answer_sees_how_it_was_read_and_may_ask_anew(
    facts: LogFacts,
) -> None:
    first = asking(facts, "posts by Trump on Friday")
    asking(facts, "statements by Bessent")
    st.query_params.from_dict(first)
    asked = address_bar.asked(address_bar.read(facts)[0])
    assert asked and asked.text == "posts by Trump on Friday"
    assert asking(facts, "disputed events") == {"verdict": ["disputed"]}


def test_a_pasted_question_is_read_without_the_letters_that_nobody_sees(facts: LogFacts) -> None:
    filters = {"actor": ["donald-trump"], "kind": ["post"], "as": ["did"]}
    assert asking(facts, "\u200f\u202eposts by\nTrump\u2069") == filters


def test_a_submitted_form_without_a_search_asks_nothing(facts: LogFacts) -> None:
    address_bar.ask(facts, {"from": "10 May 2025", "to": ""}, None)
    assert address_bar.parameters() == {"from": ["2025-05-10"]}
    address_bar.ask(facts, {"q": "x" * 201}, None)
    assert address_bar.parameters() == {"from": ["2025-05-10"]}
    assert [part.key for part in address_bar.refused()] == ["q"]
