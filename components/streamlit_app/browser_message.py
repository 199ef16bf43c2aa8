"""What a browser may ask for over the page's connection, bounded before Streamlit sees it.

Messages are Protocol Buffers of Streamlit's. A page sends two kinds of them; Streamlit would also
answer others, which run git, clear caches, or hand out addresses for uploads.
"""

import json

from google.protobuf.message import DecodeError
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from components.selection import LONGEST_QUERY
from components.streamlit_app.private import join_widget_states

MOST_WIDGETS = 64  # the page has two, a host's own lines may have more
MOST_HASHES = 1_000  # messages that a browser keeps: some ten a run, of the last twenty runs
LONGEST_WORD = 1_024  # characters of an id, a hash, a time zone; the longest of a page has 78
# A session keeps these for as long as it lives, and a while after.
LARGEST_VALUES = 1 << 16  # bytes of all widgets; a press has some hundred, the fullest form some kB
LONGEST_KEPT_QUERY = 2 * LONGEST_QUERY  # characters; half of them may be of use
LARGEST_END = 256  # bytes; the message that ends a run has some hundred


class ForeignMessageError(ValueError):
    """A message that no page sends."""


class PageRequest:
    """What a page asks for: a run of its script, or that the script stops."""

    def __init__(self, message: BackMsg) -> None:
        self._message = message

    @property
    def may_wait(self) -> bool:
        """Return whether a later request may take its place: a run of the whole page."""
        message = self._message
        return message.WhichOneof("type") == "rerun_script" and not message.rerun_script.fragment_id

    def replaced_by(self, later: "PageRequest") -> "PageRequest":
        """Return the later request, with those presses of this one that it does not know of.

        Back and Forward ask for a view of their own: no press from before may lead away from it.
        """
        if later._message.rerun_script.is_history_navigation:
            return later
        states = join_widget_states(
            self._message.rerun_script.widget_states, later._message.rerun_script.widget_states
        )
        message = BackMsg()
        message.CopyFrom(later._message)
        if self._message.rerun_script.is_history_navigation:
            message.rerun_script.is_history_navigation = True
        if len(states.widgets) <= MOST_WIDGETS and states.ByteSize() <= LARGEST_VALUES:
            message.rerun_script.widget_states.CopyFrom(states)
        return PageRequest(message)

    def to_bytes(self) -> bytes:
        """Return the request as Streamlit reads it."""
        return bytes(self._message.SerializeToString())


def read_request(data: bytes) -> PageRequest | None:
    """Return what a message asks for; `None` for a kind that no page of this project needs.

    Raise ForeignMessageError for what is no message, or larger than any page's.
    """
    message = BackMsg()
    try:
        message.ParseFromString(data)
    except DecodeError as error:
        raise ForeignMessageError("unreadable") from error
    kind = message.WhichOneof("type")
    if kind == "rerun_script":
        _check_sizes(message)
        _check_presses(message)
        rerun = message.rerun_script
        rerun.query_string = rerun.query_string[:LONGEST_KEPT_QUERY]
        if len(rerun.context_info.url) > LONGEST_KEPT_QUERY:
            rerun.context_info.url = rerun.context_info.url[:LONGEST_KEPT_QUERY]
    elif kind != "stop_script":
        return None
    message.DiscardUnknownFields()
    return PageRequest(message)


def _check_sizes(message: BackMsg) -> None:
    """Raise ForeignMessageError for numbers and lengths that no page's message has.

    A query may be as long as the message: the page says that it is of no use.
    """
    rerun = message.rerun_script
    context = rerun.context_info
    widgets, hashes = rerun.widget_states.widgets, rerun.cached_message_hashes
    words = [rerun.page_script_hash, rerun.page_name, rerun.fragment_id]
    words += [context.timezone, context.locale, context.color_scheme]
    if (
        len(widgets) > MOST_WIDGETS
        or len(hashes) > MOST_HASHES
        or any(len(word) > LONGEST_WORD for word in words)
        or any(len(word) > LONGEST_WORD for word in hashes)
        or any(len(widget.id) > LONGEST_WORD for widget in widgets)
        or sum(widget.ByteSize() for widget in widgets) > LARGEST_VALUES
    ):
        raise ForeignMessageError("too large")


def _check_presses(message: BackMsg) -> None:
    """Raise ForeignMessageError for a press that is no JSON: Streamlit would log a traceback."""
    for widget in message.rerun_script.widget_states.widgets:
        if widget.WhichOneof("value") in ("json_trigger_value", "json_value"):
            try:
                json.loads(widget.json_trigger_value or widget.json_value)
            except (ValueError, RecursionError) as error:
                raise ForeignMessageError("no JSON") from error


def ends_run(data: bytes) -> bool:
    """Tell whether a message to the browser says that a run of the page is over."""
    if len(data) > LARGEST_END:
        return False
    return bool(ForwardMsg.FromString(data).WhichOneof("type") == "script_finished")
