"""The one Streamlit component of the page: sheets of semantic HTML, and the picture by Plotly.

Streamlit's own widgets would cost the page one element each and rerender all of them at every
change, and `st.plotly_chart` mounts a new chart whenever the figure changes: zoom is lost, clicks
have to be repeated and the window never reaches Python. A board is one element, updated in place.
Its sheets keep to real links, check boxes and lists, so that keyboards and screen readers find
what they expect, and every word in them is a text node, never HTML.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

import streamlit as st

from components.figures import Span
from components.pages import Areas, Chart, Picture, to_tree
from components.streamlit_app.component import component

WIDTH = 780  # pixels of the picture until the browser has measured it
_LEAST, _MOST = 160, 4000


def width(key: str) -> int:
    """Return the width of the picture that the browser last measured, in pixels."""
    pixels = st.session_state.get(f"{key}:width", WIDTH)
    return pixels if isinstance(pixels, int) else WIDTH


def _number(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) and abs(value) < 1e17 else None


def _span(message: Mapping[str, object]) -> Span | None:
    """Return the window that a message asks for; `None` for one that runs backwards."""
    start, stop = _number(message.get("start")), _number(message.get("stop"))
    return (start, stop) if start is not None and stop is not None and start < stop else None


def show(
    areas: Areas,
    *,
    key: str,
    on_go: Callable[[str], None],
    on_form: Callable[[Mapping[str, object]], None] | None = None,
    on_open: Callable[[str], None] | None = None,
    on_window: Callable[[Span | None], None] | None = None,
    picture: Picture | None = None,
    charts: Mapping[str, Chart] = MappingProxyType({}),
    focus: Sequence[str] = (),
    state: str = "",
) -> None:
    """Show elements in named areas, which the style sheet arranges, and a picture among them.

    Each of `charts` stands where an element names it with `data_chart`.

    `on_go` is called with the query part of a followed link to a view, `on_form` with the values
    of a form by name (a list for check boxes), `on_open` with the id of an event, `on_window` with
    a window in milliseconds, or `None` for the one that the picture opens on; all before the page
    is made anew. `focus` are the ids of elements to bring into view. With the `state` of the log,
    the page asks every second whether that has changed, and is then made anew.
    """
    seen = f"{key}:seen"

    def receive(name: str) -> Mapping[str, object]:
        """Return the message that the browser sent, and note that it has been seen."""
        message = getattr(st.session_state[key], name)
        if not isinstance(message, Mapping):
            return {}
        st.session_state[seen] = message.get("n", 0)
        return message

    def go() -> None:
        target = st.session_state[key].go
        if isinstance(target, str):
            on_go(target)

    def fill_in() -> None:
        values = receive("form").get("values")
        if on_form and isinstance(values, Mapping):
            on_form(values)

    def open_event() -> None:
        event = st.session_state[key].open
        if on_open and isinstance(event, str):
            on_open(event)

    def set_window() -> None:
        message = receive("window")
        if not on_window:
            return
        if message.get("home"):
            on_window(None)
        elif span := _span(message):
            on_window(span)

    def set_width() -> None:
        pixels = _number(st.session_state[key].width)
        if pixels is not None:
            st.session_state[f"{key}:width"] = int(min(max(pixels, _LEAST), _MOST))

    data = {
        "areas": {
            name: [to_tree(node) for node in nodes if node is not None]
            for name, nodes in areas.items()
        },
        "picture": picture,
        "charts": dict(charts),
        "seen": st.session_state.get(seen, 0),
        "focus": list(focus),
        "state": state,
    }
    component("board")(
        key=key,
        # Streamlit passes bytes on as they are; it would encode a mapping as JSON twice.
        data=json.dumps(data, separators=(",", ":")).encode("ascii"),
        on_go_change=go,
        on_form_change=fill_in,
        on_open_change=open_event,
        on_window_change=set_window,
        on_width_change=set_width,
        on_stale_change=lambda: None,
        height="content",
        width="stretch",
    )
