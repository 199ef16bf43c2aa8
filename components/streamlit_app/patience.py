"""A question to an engine elsewhere takes its time: the reader sees how long, and may stop it.

While this run of the page waits it looks four times a second whether the reader did something else;
Streamlit then ends the run, and with it the question.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from concurrent.futures import Future
from concurrent.futures import wait as wait_for
from contextlib import contextmanager
from time import monotonic
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from components import wording
from components.frames.warehouse import EngineError, waiting
from components.streamlit_app import address_bar

AT_FIRST = 0.5  # seconds without a word; most answers are there by then
STEP = 0.25
_STOPPED = "stopped"


class _Patience:
    """How one run of the page waits, however many answers it waits for."""

    def __init__(self, place: DeltaGenerator, limit: float) -> None:
        self._place = place
        self._limit = limit
        self._begun = monotonic()
        self._told: DeltaGenerator | None = None

    def wait(self, answer: Future[Any]) -> None:
        if wait_for([answer], AT_FIRST if self._told is None else 0).done:
            return
        last = monotonic() + self._limit
        while not answer.done() and monotonic() < last:
            self._tell(round(monotonic() - self._begun))
            wait_for([answer], STEP)

    def _tell(self, seconds: int) -> None:
        if self._told is None:
            row = self._place.container(
                key="gt-patience", horizontal=True, vertical_alignment="center"
            )
            self._told = row.empty()
            row.button(
                wording.notice.STOP, key="gt-stop", on_click=_stop, args=(address_bar.parameters(),)
            )
        # whatever the reader did meanwhile takes over at this line
        self._told.text(wording.notice.asking(seconds, self._limit))


@contextmanager
def patiently(limit: float) -> Iterator[None]:
    """Wait in sight of the reader for what is asked of an engine, `limit` seconds a question."""
    place = st.empty()
    try:
        with waiting(_Patience(place, limit).wait):
            yield
    except EngineError:
        place.empty()
        raise
    place.empty()


def _stop(where: Mapping[str, list[str]]) -> None:
    st.session_state[_STOPPED] = where


def is_stopped() -> bool:
    """Tell whether the reader stopped what the address of the page asks for."""
    return bool(st.session_state.get(_STOPPED) == address_bar.parameters())


def go_on() -> None:
    """Let the page ask again what was stopped."""
    st.session_state.pop(_STOPPED, None)
