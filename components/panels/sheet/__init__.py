"""A Streamlit component that shows a tree of semantic HTML built in Python, text as text.

Streamlit's own widgets would cost the page one element each and rerender all of them at every
change; a sheet is one element, updated in place, and keeps to real links, check boxes and lists,
so that keyboards and screen readers find what they expect.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import streamlit as st

from components.panels.asset import base_path
from components.panels.component import component
from components.panels.sheet.node import Child, Element, Node, h, plain

__all__ = ["Child", "Element", "Node", "h", "show"]


def show(
    *tree: Node | None,
    key: str,
    on_go: Callable[[str], None],
    on_form: Callable[[Mapping[str, object]], None] | None = None,
    focus: str = "",
    state: str = "",
) -> None:
    """Show a tree of elements.

    `on_go` is called with the query part of a followed link to a view, `on_form` with the values
    of a form by name (a list for check boxes); both before the page is made anew. `focus` is the
    id of an element to bring into view. With the `state` of the log, the sheet asks every second
    whether it still is that, and has the page made anew when it is not.
    """
    seen = f"{key}:seen"

    def went() -> None:
        target = st.session_state[key].go
        if isinstance(target, str):
            on_go(target)

    def filled() -> None:
        message = st.session_state[key].form
        if isinstance(message, Mapping) and on_form:
            st.session_state[seen] = message.get("n", 0)
            values = message.get("values")
            if isinstance(values, Mapping):
                on_form(values)

    component("sheet")(
        key=key,
        data={
            "tree": [plain(node) for node in tree if node is not None],
            "seen": st.session_state.get(seen, 0),
            "focus": focus,
            "state": state,
            "ask": f"{base_path()}/state",
        },
        on_stale_change=lambda: None,
        on_go_change=went,
        on_form_change=filled,
        height="content",
        width="stretch",
    )
