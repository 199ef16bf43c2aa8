"""An error of the program comes in; a calm page for the reader and a line for the host go out."""

from __future__ import annotations

import streamlit as st

from components import wording
from components.sources import telemetry


def on_script_error(error: Exception) -> bool:
    """Show that this view failed, and what to refer to; the host finds the cause under that.

    Return `True`, by which Streamlit shows nothing of its own.
    """
    reference = telemetry.record_error(error)
    st.error(wording.notice.failed(reference))
    st.link_button(wording.notice.WHOLE_LOG, "?")
    return True
