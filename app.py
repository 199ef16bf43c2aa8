"""The composition root: the log is chosen here, and the page is put among the server's routes.

python app.py
python app.py other.yaml
streamlit run app.py -- other.yaml
TIMELINE_LOG='duckdb:///events.duckdb?table=events' uvicorn app:app
"""

import gc

# What is imported stays: to look through it for waste would make the start longer.
gc.disable()

import os
import sys
from pathlib import Path

import streamlit as st

from components.server import lifespan, middleware, routes, start
from components.sources import LOG_VARIABLE, choose_log, configure
from components.streamlit_app import ask_no_host, on_script_error, set_main_script, watch

_HERE = Path(__file__).resolve()
_PAGE = "TIMELINE_PAGE"  # a script to run in place of the project's own, with a host's lines

if __name__ == "__main__":
    start(_HERE, sys.argv[1:])

# The command line is ours only when it starts this file: uvicorn's and pytest's is their own.
_arguments = sys.argv[1:] if Path(sys.argv[0]).resolve() == _HERE else []
_log = choose_log(_arguments, os.environ)
# Streamlit imports the page's modules anew when a developer edits one; they find the choice here.
os.environ[LOG_VARIABLE] = _log
configure(_log)

set_main_script(_HERE)
ask_no_host()
watch(_HERE.with_name("components"))
# A host may put other options in the file's place, Community Cloud does; this is not its to choose.
st.set_option("client.showErrorDetails", "none")

_own_page = _HERE.with_name("components") / "streamlit_app" / "page.py"
_page = Path(os.environ.get(_PAGE) or _own_page).absolute()
if not _page.is_file():
    sys.exit(f"{_PAGE} names {_page}, which is not a file.")

app = st.App(
    _page,
    routes=routes(),
    middleware=middleware(),
    lifespan=lifespan,
    on_script_error=on_script_error,
)
gc.freeze()
gc.enable()
