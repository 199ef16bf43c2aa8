"""The reader's own browser opens once the server answers."""

import socket
import webbrowser
from collections.abc import Iterator

import pytest
import streamlit as st

from components.server import browser, wish_for_browser
from components.server.browser import open_wished_browser


@pytest.fixture(autouse=True)
def _no_wishes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(browser, "_wishes", [])


@pytest.fixture
def port() -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


def opened(monkeypatch: pytest.MonkeyPatch, port: int, address: str) -> list[str]:
    """Return what is opened while something listens to a port."""
    pages: list[str] = []
    settings = {
        "server.port": port,
        "server.address": address,
        "browser.serverAddress": "localhost",
    }
    monkeypatch.setattr(webbrowser, "open", pages.append)
    monkeypatch.setattr(browser, "page_url", lambda: f"http://localhost:{port}")
    monkeypatch.setattr(st, "get_option", settings.__getitem__)
    for thread in [open_wished_browser()]:
        if thread:
            thread.join(10)
    return pages


@pytest.mark.parametrize("address", ["127.0.0.1", "", "::", "localhost"])
def test_a_browser_that_is_wished_for_opens_the_page(
    monkeypatch: pytest.MonkeyPatch, port: int, address: str
) -> None:
    wish_for_browser()
    assert opened(monkeypatch, port, address) == [f"http://localhost:{port}"]


def test_no_other_opens(monkeypatch: pytest.MonkeyPatch, port: int) -> None:
    assert opened(monkeypatch, port, "127.0.0.1") == []


def test_none_opens_where_nothing_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(browser, "_LONGEST_WAIT", 0.0)
    wish_for_browser()
    assert opened(monkeypatch, 1, "127.0.0.1") == []
