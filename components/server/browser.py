"""The reader's own browser, opened at the page once the server answers."""

import socket
import time
import webbrowser
from contextlib import suppress
from ipaddress import ip_address
from threading import Thread

import streamlit as st

from components.streamlit_app import page_url

_LONGEST_WAIT = 60.0  # seconds until the port is open; a large log takes long to read
_PAUSE = 0.05
_LOOPBACK = "127.0.0.1"
_wishes: list[bool] = []


def wish_for_browser() -> None:
    """Let the server that starts in this process open a browser."""
    _wishes.append(True)


def open_wished_browser() -> Thread | None:
    """Open a browser once the server answers, if somebody wished for it: in a thread, returned."""
    if not _wishes:
        return None
    thread = Thread(target=_open, daemon=True, name="browser")
    thread.start()
    return thread


def _open() -> None:
    place = (_reachable(st.get_option("server.address") or ""), int(st.get_option("server.port")))
    until = time.monotonic() + _LONGEST_WAIT
    while not _answers(place):
        if time.monotonic() > until:
            return
        time.sleep(_PAUSE)
    webbrowser.open(page_url())


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
