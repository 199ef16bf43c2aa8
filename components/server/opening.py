"""What is done once the server answers: the page is opened in the reader's browser, or named."""

import socket
import time
from collections.abc import Callable
from contextlib import suppress
from ipaddress import ip_address
from threading import Thread

import streamlit as st

from components.streamlit_app import page_url

_LONGEST_WAIT = 60.0  # seconds until the port is open; a large log takes long to read
_PAUSE = 0.05
_LOOPBACK = "127.0.0.1"
_actions: list[Callable[[str], object]] = []


def call_when_open(action: Callable[[str], object]) -> None:
    """Let the server that starts in this process call `action` with the page's address."""
    _actions.append(action)


def await_opening() -> Thread | None:
    """Call what waits for the server to answer, if anything does: in a thread, returned."""
    if not _actions:
        return None
    thread = Thread(target=_call, daemon=True, name="opening")
    thread.start()
    return thread


def _call() -> None:
    place = (_reachable(st.get_option("server.address") or ""), int(st.get_option("server.port")))
    until = time.monotonic() + _LONGEST_WAIT
    while not _answers(place):
        if time.monotonic() > until:
            return
        time.sleep(_PAUSE)
    for action in _actions:
        action(page_url())


def _reachable(address: str) -> str:
    """Return the address at which this machine reaches a server that listens to another."""
    with suppress(ValueError):  # for a name
        if ip_address(address).is_unspecified:
            return _LOOPBACK
    return address or _LOOPBACK


def _answers(place: tuple[str, int]) -> bool:
    try:
        with socket.create_connection(place, timeout=1):
            return True
    except OSError:
        return False
