"""The one Streamlit component of the page: sheets of semantic HTML, and the picture by Plotly.

Streamlit's own widgets would cost the page one element each and rerender all of them at every
change, and `st.plotly_chart` mounts a new chart whenever the figure changes: zoom is lost, clicks
have to be repeated and the window never reaches Python. A board is one element, updated in place.
Its sheets keep to real links, check boxes and lists, so that keyboards and screen readers find
what they expect, and every word in them is a text node, never HTML.
"""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

import streamlit as st

from components.figures import Span
from components.pages import Areas, Chart, Picture, to_tree
from components.streamlit_app.address_bar import one_step
from components.streamlit_app.component import component

WIDTH = 780  # pixels of the picture until the browser has measured it
_LEAST, _MOST = 160, 4000
_WIDTH, _SEEN = "gt-width", "gt-seen"  # session keys
_MESSAGES = 40  # that one press may take along, as in outbox.js


def width() -> int:
    """Return the width of the picture that the browser last measured, in pixels."""
    pixels = st.session_state.get(_WIDTH, WIDTH)
    return pixels if isinstance(pixels, int) else WIDTH


def _number(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) and abs(value) < 1e17 else None


def _span(message: Mapping[str, object]) -> Span | None:
    """Return the window that a message asks for; `None` for one that runs backwards."""
    start, stop = _number(message.get("start")), _number(message.get("stop"))
    return (start, stop) if start is not None and stop is not None and start < stop else None


@dataclass(frozen=True)
class Handlers:
    """What is called for each message of a reader, before the page is made anew.

    `go` gets the query part of a followed link to a view, `back` that of the view that Back or
    Forward led to, `form` the values of a form by name (a list for check boxes), `ask` those of one
    that was submitted, `open` the id of an event, `window` a span in milliseconds, or `None` for
    the one that the picture opens on.
    """

    go: Callable[[str], None]
    back: Callable[[str], None]
    form: Callable[[Mapping[str, object]], None] | None = None
    open: Callable[[str], None] | None = None
    window: Callable[[Span | None], None] | None = None
    ask: Callable[[Mapping[str, object]], None] | None = None

    def handle(self, name: object, value: object) -> None:
        """Do what one message asks for; one that nobody understands is passed over."""
        match name, value:
            case "go", str():
                self.go(value)
            case "back", str():
                self.back(value)
            case "open", str() if self.open:
                self.open(value)
            case "form", {"values": Mapping() as values, "isSubmitted": True} if self.ask:
                self.ask(values)
            case "form", {"values": Mapping() as values} if self.form:
                self.form(values)
            case "window", {"home": True} if self.window:
                self.window(None)
            case "window", Mapping() if self.window and (span := _span(value)):
                self.window(span)
            case "width", _ if (pixels := _number(value)) is not None:
                st.session_state[_WIDTH] = int(min(max(pixels, _LEAST), _MOST))


def _numbered(messages: object) -> Iterator[tuple[int, object, object]]:
    """Yield number, name and value of each message that a browser sent."""
    for message in messages[-_MESSAGES:] if isinstance(messages, list) else ():
        match message:
            case {"n": int(number), "name": name, "value": value}:
                yield number, name, value


def _handle_all(messages: object, handlers: Handlers) -> None:
    """Do what the messages ask for, oldest first.

    Among them are those of which the page had no answer yet. Their effect may have been lost with
    a run that a later message ended, so all are done again.
    """
    with one_step():
        for number, name, value in _numbered(messages):
            handlers.handle(name, value)
            st.session_state[_SEEN] = number


def show(
    areas: Areas,
    handlers: Handlers,
    *,
    key: str,
    picture: Picture | None = None,
    charts: Mapping[str, Chart] = MappingProxyType({}),
    focus: Sequence[str] = (),
    address: str = "",
    state: str = "",
) -> None:
    """Show elements in named areas, which the style sheet arranges, and a picture among them.

    Each of `charts` stands where an element names it with `data_chart`. `focus` are the ids of
    elements to bring into view, `address` is the query part of the view's address, "" on a board
    that holds part of a page. With the `state` of the log, the page asks every second whether that
    has changed, and is then made anew.
    """
    data = {
        "areas": {
            name: [to_tree(node) for node in nodes if node is not None]
            for name, nodes in areas.items()
        },
        "picture": picture,
        "charts": dict(charts),
        "seen": st.session_state.get(_SEEN, 0),
        "focus": list(focus),
        "address": address,
        "state": state,
    }
    component("board")(
        key=key,
        # Streamlit passes bytes on as they are; it would encode a mapping as JSON twice.
        data=json.dumps(data, separators=(",", ":")).encode("ascii"),
        on_messages_change=lambda: _handle_all(st.session_state[key].messages, handlers),
        height="content",
        width="stretch",
    )
