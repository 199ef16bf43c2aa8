"""Show the reader how long a query to an engine has been running, with a button that stops it.

While a run of the page waits, it updates the count four times a second. Each update lets Streamlit
end the run, and with it the query, when the reader has done something else.
"""

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

DELAY = 0.5  # seconds before anything is shown; most answers have come by then
STEP = 0.25  # seconds between updates
_STOPPED = "gt-stopped"


class _Wait:
    """The wait of one run of the page, shown once, however many answers the run waits for."""

    def __init__(self, place: DeltaGenerator, limit: float) -> None:
        self._place = place
        self._limit = limit
        self._begun = monotonic()
        self._text: DeltaGenerator | None = None

    def wait(self, answer: Future[Any]) -> None:
        if wait_for([answer], DELAY if self._text is None else 0).done:
            return
        last = monotonic() + self._limit
        while not answer.done() and monotonic() < last:
            self._show(round(monotonic() - self._begun))
            wait_for([answer], STEP)

    def _show(self, seconds: int) -> None:
        if self._text is None:
            row = self._place.container(key="gt-wait", horizontal=True, vertical_alignment="center")
            self._text = row.empty()
            row.button(
                wording.notice.STOP, key="gt-stop", on_click=_stop, args=(address_bar.parameters(),)
            )
        # Streamlit ends the run at this line if the reader has done something else.
        self._text.text(wording.notice.asking(seconds, self._limit))


@contextmanager
def shown_wait(limit: float) -> Iterator[None]:
    """Show the reader the wait for each query within, which may take `limit` seconds."""
    place = st.empty()
    try:
        with waiting(_Wait(place, limit).wait):
            yield
    except EngineError:
        place.empty()
        raise
    place.empty()


def _stop(parameters: Mapping[str, list[str]]) -> None:
    st.session_state[_STOPPED] = parameters


def is_stopped() -> bool:
    """Return whether the reader stopped the queries of the page's present address."""
    return bool(st.session_state.get(_STOPPED) == address_bar.parameters())


def resume() -> None:
    """Let the page run the stopped queries again."""
    st.session_state.pop(_STOPPED, None)
