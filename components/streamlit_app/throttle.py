"""Limit how many pages are made at once, so that the server stays responsive.

Thirty pages made at once would all be done at the same late moment, and health checks would get no
answer until then. Made in turn, half of them are ready in half of the time. The networks that
readers come from take turns: hundreds of pages that are asked for from one keep nobody elsewhere
waiting.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event

import streamlit as st

from components.streamlit_app.network_share import FairTurns

AT_ONCE = max(2, os.cpu_count() or 1)

_turns = FairTurns(AT_ONCE)


@contextmanager
def in_turn() -> Iterator[None]:
    """Wait until fewer than `AT_ONCE` pages are being made; the block within makes one."""
    begun = Event()
    address = st.context.ip_address or ""
    _turns.ask(address, begun.set)
    begun.wait()
    try:
        yield
    finally:
        _turns.leave(address)
