"""The Streamlit v2 component: how the page finds its script."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import streamlit as st

from components.figures import DARK, LIGHT, SHAPES
from components.web import address

# Streamlit runs an inline script from a blob, so it is kept to this: fetch the real one from our
# own address, where it is cached, compressed and under the page's own origin. What that returns
# is called when the component leaves the page.
_LOADER = """
const given = %s
const script = import(new URL(given.script, location.href).href)
export default async (component) => (await script).default(component, given)
"""


def component(name: str) -> Callable[..., Any]:
    """Return the component whose script is `NAME.js`, ready to be shown.

    It is registered at every run because tests and restarts bring a new registry; registering
    the same definition again costs nothing.
    """
    given = {
        "script": address(f"{name}.js"),
        "style": address("style.css"),
        "palettes": {"light": dict(LIGHT), "dark": dict(DARK)},
        "shapes": dict(SHAPES),
    }
    return st.components.v2.component(
        f"timeline_{name}", js=_LOADER % json.dumps(given), isolate_styles=False
    )
