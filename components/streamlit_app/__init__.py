"""The only code that knows Streamlit: the script, the address bar, the board, and their care."""

from components.streamlit_app.failure import on_script_error
from components.streamlit_app.script import show

__all__ = ["on_script_error", "show"]
