"""What a browser sends to a board: all is done, but for what makes no sense."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import streamlit as st

from components import web
from components.streamlit_app import board


@pytest.fixture
def state(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    kept: dict[str, Any] = {}
    monkeypatch.setattr(st, "session_state", kept)
    return kept


@pytest.fixture
def shown(state: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, object]]:
    """Show a board, and return what its handlers are called with."""
    called: list[tuple[str, object]] = []
    names = ("go", "back", "form", "open", "window")
    handlers = board.Handlers(*(_noting(called, name) for name in names))
    monkeypatch.setattr(board, "component", lambda _: lambda **given: state.update(shown=given))
    board.show({}, handlers, key="board")
    return called


def _noting(called: list[tuple[str, object]], name: str) -> Any:  # noqa: ANN401 - any handler
    return lambda value: called.append((name, value))


def send(state: dict[str, Any], messages: object) -> None:
    state["board"] = SimpleNamespace(messages=messages)
    state["shown"]["on_messages_change"]()


def test_a_submitted_form_is_a_question_and_a_typed_one_is_not(
    state: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    called: list[tuple[str, object]] = []
    names = ("go", "back", "form", "open", "window", "ask")
    monkeypatch.setattr(board, "component", lambda _: lambda **given: state.update(shown=given))
    handlers = board.Handlers(**{name: _noting(called, name) for name in names})
    board.show({}, handlers, key="board")
    values = {"q": "posts by Trump"}
    typed, submitted = ({"values": values, "isSubmitted": is_it} for is_it in (False, True))
    said = [("form", typed), ("form", submitted), ("form", {"values": values, "isSubmitted": 1})]
    send(state, [{"n": n, "name": name, "value": value} for n, (name, value) in enumerate(said)])
    assert called == [("form", values), ("ask", values), ("form", values)]


def test_all_messages_are_done_in_their_order(
    state: dict[str, Any], shown: list[tuple[str, object]]
) -> None:
    values = {"topic": ["tariffs"]}
    said: list[tuple[str, object]] = [
        ("go", "?page=people"),
        ("form", {"values": values}),
        ("width", 900),
        ("window", {"start": 1.0, "stop": 2.0}),
        ("window", {"home": True}),
        ("open", "greer-deal"),
        ("back", "?topic=tariffs"),
        ("stale", "abc"),
    ]
    send(state, [{"n": n, "name": name, "value": value} for n, (name, value) in enumerate(said, 3)])
    assert shown == [
        ("go", "?page=people"),
        ("form", values),
        ("window", (1.0, 2.0)),
        ("window", None),
        ("open", "greer-deal"),
        ("back", "?topic=tariffs"),
    ]
    assert (board.width(), state["gt-seen"]) == (900, 10)


@pytest.mark.parametrize(
    "messages",
    [
        None,
        "go",
        {"n": 1, "name": "go", "value": "?"},
        [None, 1, "go", []],
        [{"name": "go", "value": "?"}],
        [{"n": "1", "name": "go", "value": "?"}],
        [{"n": 1, "name": "go", "value": 5}],
        [{"n": 1, "name": "back", "value": {"topic": "tariffs"}}],
        [{"n": 1, "name": ["go"], "value": "?"}],
        [{"n": 1, "name": "form", "value": []}],
        [{"n": 1, "name": "form", "value": {"values": "topic"}}],
        [{"n": 1, "name": "open", "value": None}],
        [{"n": 1, "name": "window", "value": {"start": 2, "stop": 1}}],
        [{"n": 1, "name": "window", "value": {"start": "a", "stop": 1e300}}],
        [{"n": 1, "name": "width", "value": "wide"}],
        [{"n": 1, "name": "nothing", "value": "?"}],
    ],
)
def test_a_message_that_makes_no_sense_does_nothing(
    messages: object, state: dict[str, Any], shown: list[tuple[str, object]]
) -> None:
    send(state, messages)
    assert not shown
    assert board.width() == board.WIDTH


def test_a_flood_of_messages_is_cut(state: dict[str, Any], shown: list[tuple[str, object]]) -> None:
    send(state, [{"n": n, "name": "open", "value": str(n)} for n in range(1000)])
    assert [value for _, value in shown] == [str(n) for n in range(960, 1000)]


def test_a_board_without_hands_for_a_message_passes_it_over(
    state: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    gone: list[str] = []
    monkeypatch.setattr(board, "component", lambda _: lambda **given: state.update(shown=given))
    board.show({}, board.Handlers(gone.append, gone.append), key="board")
    said = [("open", "e"), ("go", "?q=a"), ("back", "?q=b")]
    send(state, [{"n": n, "name": name, "value": value} for n, (name, value) in enumerate(said, 1)])
    assert gone == ["?q=a", "?q=b"]


def test_a_host_s_own_widget_called_width_does_not_change_the_picture(
    state: dict[str, Any],
) -> None:
    state["width"] = 3
    assert board.width() == board.WIDTH


def test_page_and_server_keep_the_same_number_of_messages() -> None:
    script = (Path(web.__file__).with_name("outbox.js")).read_text(encoding="utf-8")
    assert f"const MOST = {board._MESSAGES};" in script
