"""Handle an error of the program: a short notice for the reader, and a line in the host's log."""

import streamlit as st

from components import wording
from components.sources import telemetry


def on_script_error(error: Exception) -> bool:
    """Show that this view failed, with a reference under which the host finds the cause.

    Return `True`, so that Streamlit shows no message of its own.
    """
    reference = telemetry.record_error(error)
    st.error(wording.notice.failed(reference))
    st.link_button(wording.notice.WHOLE_LOG, "?")
    return True
