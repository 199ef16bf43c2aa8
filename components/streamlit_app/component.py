"""Register the Streamlit v2 component of the page, with the address of its script."""

import json
from collections.abc import Callable
from typing import Any

import streamlit as st

from components import wording
from components.figures import DARK, LIGHT, SHAPES
from components.pages import SHAPE_PATHS
from components.web import address

# Streamlit runs an inline script from a blob, so ours only fetches the real one from our own
# address, where it is cached, compressed and of the page's own origin. The function that this
# returns is called when the component leaves the page.
_LOADER = """
const settings = %s
const script = import(new URL(settings.script, location.href).href)
export default async (component) => (await script).default(component, settings)
"""


def component(name: str) -> Callable[..., Any]:
    """Return the component whose script is `NAME.js`, ready to be shown.

    It is registered at every run because tests and restarts bring a new registry; registering
    the same definition again costs nothing.
    """
    settings = {
        "script": address(f"{name}.js"),
        "style": address("style.css"),
        "palettes": {"light": dict(LIGHT), "dark": dict(DARK)},
        "shapes": {**SHAPES, **SHAPE_PATHS},
        "words": dict(wording.script.WORDS),
    }
    return st.components.v2.component(
        f"timeline_{name}", js=_LOADER % json.dumps(settings), isolate_styles=False
    )
