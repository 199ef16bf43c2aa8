"""Every use of a private part of Streamlit, with its reason: look here first after an upgrade."""

import os
from pathlib import Path, PurePath

import streamlit as st
from streamlit import config, net_util
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetStates
from streamlit.runtime.scriptrunner_utils.script_requests import _coalesce_widget_states
from streamlit.web.server import server_util

LARGEST = 1 << 14  # bytes; a message that begins a session has some five hundred


def set_main_script(path: Path) -> None:
    """Let Streamlit look for `.streamlit/config.toml` beside the file at `path`.

    Streamlit's own command does that. Under `uvicorn app:app` from another folder, Streamlit would
    look beside the page's script, and send usage statistics home; no public function sets the path.
    """
    if config._main_script_path is None:
        config._main_script_path = str(path)


def watch(folder: Path) -> None:
    """Make Streamlit's watcher, where it is switched on, follow the modules below `folder`.

    The watcher follows the script's own folder and those in this process's PYTHONPATH.
    """
    paths = filter(None, (os.environ.get("PYTHONPATH", ""), str(folder)))
    os.environ["PYTHONPATH"] = os.pathsep.join(paths)


def ask_no_host() -> None:
    """Keep Streamlit from asking other hosts for the addresses of this machine.

    For each request with a foreign Origin it would ask checkip.amazonaws.com, twice, and the server
    would stand still meanwhile. It asks once and keeps the answer, so it is given one.
    """
    net_util._external_ip = net_util._internal_ip = "127.0.0.1"


def join_widget_states(earlier: WidgetStates, later: WidgetStates) -> WidgetStates:
    """Return the later states of widgets, with the earlier presses that are not among them.

    Streamlit joins the requests that wait for a run of the page in the same way.
    """
    joined = _coalesce_widget_states(earlier, later)
    return later if joined is None else joined


def page_html() -> Path:
    """Return the HTML page that Streamlit serves, whose own scripts the browser may run.

    The Content-Security-Policy has to name them by their hashes.
    """
    return Path(st.__file__).parent / "static" / "index.html"


def page_url() -> str:
    """Return the address at which a browser on this machine finds the page.

    Streamlit prints the same; no public function knows of its base path and its certificate.
    """
    return server_util.get_url(st.get_option("browser.serverAddress"))


def redact(data: bytes) -> bytes:
    """Remove the script's folder and the machine's number from one of Streamlit's messages.

    No option keeps them from readers. Messages are Protocol Buffers.
    """
    if len(data) > LARGEST:
        return data
    message = ForwardMsg.FromString(data)
    if message.WhichOneof("type") != "new_session":
        return data
    session = message.new_session
    session.main_script_path = PurePath(session.main_script_path).name
    session.initialize.user_info.Clear()
    session.initialize.user_info.SetInParent()
    return bytes(message.SerializeToString())
