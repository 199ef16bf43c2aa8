"""A reader's tab without a browser: it says to the server what Streamlit's own script says."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Origin, Subprotocol

PATIENCE = 30.0  # seconds that a page may take on a busy machine


@dataclass
class Run:
    """What one run of the page sent."""

    messages: list[ForwardMsg] = field(default_factory=list)
    sent: bytes = b""

    @property
    def exceptions(self) -> list[str]:
        """Return the kinds of the exceptions that the reader is shown."""
        elements = [each.delta.new_element for each in self.messages if each.HasField("delta")]
        return [each.exception.type for each in elements if each.HasField("exception")]

    def tells(self, text: str) -> bool:
        """Tell whether a text is among what the reader got."""
        return text.encode() in self.sent


class Tab:
    """An open page: a socket, and the address that the reader looks at."""

    def __init__(
        self, address: str, query: str = "", *, reader: str = "", origin: str = ""
    ) -> None:
        """Connect below `address`, which ends with a slash.

        `reader` is sent as nginx' cookie; `origin` is that of the page, the server's if not given.
        """
        self.query = query
        here = "/".join(address.split("/", 3)[:3])
        self._socket: ClientConnection = connect(
            f"{address.replace('http', 'ws', 1)}_stcore/stream",
            subprotocols=[Subprotocol("streamlit"), Subprotocol("PLACEHOLDER_AUTH_TOKEN")],
            origin=Origin(origin or here),
            additional_headers={"Cookie": f"timeline={reader}"} if reader else None,
            max_size=None,
            open_timeout=PATIENCE,
            close_timeout=1,
            proxy=None,
            legacy=True,
        )

    def ask(self) -> None:
        """Ask for the page without waiting for it."""
        asked = BackMsg()
        asked.rerun_script.query_string = self.query
        self._socket.send(asked.SerializeToString())

    def run(self) -> Run:
        """Ask for the page and return it; raise ConnectionClosed when the server goes away."""
        self.ask()
        found = Run()
        while True:
            received = self._socket.recv(timeout=PATIENCE)
            assert isinstance(received, bytes)
            message = ForwardMsg.FromString(received)
            found.messages.append(message)
            found.sent += received
            if message.HasField("script_finished"):
                return found

    def gone(self) -> None:
        """Wait until the server has gone away."""
        with suppress(ConnectionClosed):
            while True:
                self._socket.recv()

    def close(self) -> None:
        """Close the page."""
        self._socket.close()
