"""What waits for the server, such as the reader's own browser, is called once it answers."""

import socket
from collections.abc import Iterator

import pytest
import streamlit as st

from components.server import call_when_open, opening
from components.server.opening import await_opening


@pytest.fixture(autouse=True)
def _no_actions(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "_actions", [])


@pytest.fixture
def port() -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


def called(monkeypatch: pytest.MonkeyPatch, port: int, address: str) -> None:
    """Wait while something listens to a port, or nothing does."""
    settings = {
        "server.port": port,
        "server.address": address,
        "browser.serverAddress": "localhost",
    }
    monkeypatch.setattr(opening, "page_url", lambda: f"http://localhost:{port}")
    monkeypatch.setattr(st, "get_option", settings.__getitem__)
    thread = await_opening()
    assert thread
    thread.join(10)


@pytest.mark.parametrize("address", ["127.0.0.1", "", "::", "localhost"])
def test_all_that_waits_is_called_with_the_address_of_the_page(
    monkeypatch: pytest.MonkeyPatch, port: int, address: str
) -> None:
    pages: list[str] = []
    call_when_open(pages.append)
    call_when_open(pages.append)
    called(monkeypatch, port, address)
    assert pages == [f"http://localhost:{port}"] * 2


def test_no_thread_waits_for_nothing() -> None:
    assert await_opening() is None


def test_nothing_is_called_where_nothing_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "_LONGEST_WAIT", 0.0)
    pages: list[str] = []
    call_when_open(pages.append)
    called(monkeypatch, 1, "127.0.0.1")
    assert pages == []
