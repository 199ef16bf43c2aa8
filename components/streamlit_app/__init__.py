"""The only code that knows Streamlit: the script and its runs, the address bar, the board."""

from components.streamlit_app.address_bar import base_path
from components.streamlit_app.browser_message import (
    ForeignMessageError,
    PageRequest,
    ends_run,
    read_request,
)
from components.streamlit_app.failure import on_script_error
from components.streamlit_app.network_share import FairTurns, Places, network_of
from components.streamlit_app.private import (
    ask_no_host,
    page_html,
    page_url,
    redact,
    set_main_script,
    watch,
)
from components.streamlit_app.script_run import show
