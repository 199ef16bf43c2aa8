"""A Streamlit component that draws the picture with Plotly, in place.

`st.plotly_chart` mounts a new chart whenever the figure changes: zoom is lost, clicks have to be
repeated and the window never reaches Python. This one calls `Plotly.react`, reports the window
and the event that was opened, and gives every mark a name and a place in the keyboard's order.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import streamlit as st

from components.figures import Mark, Plan, draw
from components.panels.asset import address
from components.panels.component import component

__all__ = ["WIDTH", "show", "width"]

WIDTH = 780  # pixels of the picture before the browser has told its own
_LEAST, _MOST = 160, 4000


def width(key: str) -> int:
    """Return the width of the picture that the browser told last, in pixels."""
    told = st.session_state.get(f"{key}:width", WIDTH)
    return told if isinstance(told, int) else WIDTH


def _number(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) and abs(value) < 1e17 else None


def show(
    drawn: Plan,
    *,
    key: str,
    names: Mapping[str, tuple[str, str]],
    alt: str,
    selected: str,
    home: tuple[float, float],
    extent: tuple[float, float],
    moved: bool,
    on_open: Callable[[str], None],
    on_window: Callable[[tuple[float, float] | None], None],
) -> None:
    """Show a plan.

    `names` gives each event's title and its time in words, `alt` says what the picture shows,
    `home` and `extent` are the window it opens on and the whole log, `moved` tells whether the
    reader has set a window. `on_window` gets the new window, or `None` for the first one.
    """
    seen = f"{key}:seen"

    def opened() -> None:
        event = st.session_state[key].open
        if isinstance(event, str):
            on_open(event)

    def moved_to() -> None:
        message = st.session_state[key].window
        if not isinstance(message, Mapping):
            return
        st.session_state[seen] = message.get("n", 0)
        start, stop = _number(message.get("start")), _number(message.get("stop"))
        if message.get("home"):
            on_window(None)
        elif start is not None and stop is not None and start < stop:
            on_window((start, stop))

    def measured() -> None:
        told = _number(st.session_state[key].width)
        if told is not None:
            st.session_state[f"{key}:width"] = int(min(max(told, _LEAST), _MOST))

    component("plot")(
        key=key,
        data={
            **_described(drawn, names),
            "figure": draw(drawn),
            "view": drawn.view,
            "home": home,
            "extent": extent,
            "moved": moved,
            "width": drawn.width + drawn.gutter,
            "height": drawn.height,
            "gutter": drawn.gutter,
            "before": drawn.before,
            "after": drawn.after,
            "alt": alt,
            "selected": selected,
            "seen": st.session_state.get(seen, 0),
            "script": address("plotly.min.js"),
        },
        on_open_change=opened,
        on_window_change=moved_to,
        on_width_change=measured,
        height="content",
        width="stretch",
    )


def _described(drawn: Plan, names: Mapping[str, tuple[str, str]]) -> dict[str, Sequence[Any]]:
    """Return what the browser lays over the figure: lanes, groups, marks, and events by number."""
    events = {mark.event: mark for mark in drawn.marks}
    order = {event: place for place, event in enumerate(events)}
    return {
        "lanes": [(lane.name, lane.top, lane.height) for lane in drawn.lanes],
        "groups": drawn.groups,
        "marks": [
            (order[mark.event], mark.lane, mark.x, mark.y, mark.start, mark.stop)
            for mark in drawn.marks
        ],
        "events": [
            {
                "id": event,
                "number": mark.number,
                "title": names[event][0],
                "words": names[event][1],
                "style": _style(mark),
            }
            for event, mark in events.items()
        ],
    }


def _style(mark: Mark) -> str:
    """Return the classes of a mark's number, which stands on the figure as text of the page."""
    classes = {
        f"gt-kind-{mark.kind}": True,
        "gt-hollow": mark.status != "happened" or not mark.certain,
        "gt-unsure": not mark.certain and mark.number,
        "gt-differs": mark.differs and mark.number,
    }
    return " ".join(name for name, holds in classes.items() if holds)
