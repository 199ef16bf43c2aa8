"""Speak to the page's server as a tab does, without a browser.

One message asks for a run of the page, with the address and what the reader did; the answer is a
list of messages, of which some are named by their hash because the tab has them already.
"""

import asyncio
import json
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidHandshake

from tests.loop import finished

PATIENCE = 120.0  # seconds after which an answer is no longer waited for
LARGEST = 64 << 20  # bytes of a message
# Seconds between two tries to connect, the last one again and again.
RETRIES = (0.1, 0.15, 0.4, 0.7)
_PREFIX = "$$STREAMLIT_INTERNAL_KEY_"


@dataclass
class Answer:
    """What a run of the page sent, in its order; it is only read when somebody asks for it."""

    messages: list[ForwardMsg] = field(default_factory=list)
    size: int = 0

    def boards(self) -> Mapping[str, Mapping[str, Any]]:
        """Return what the page's components show, by their keys."""
        shown = {}
        for message in self.messages:
            if message.WhichOneof("type") == "delta":
                element = message.delta.new_element
                if element.WhichOneof("type") == "bidi_component":
                    component = element.bidi_component
                    shown[component.id.rpartition("-")[2]] = json.loads(component.bytes)
        return shown

    @property
    def exceptions(self) -> list[str]:
        """Return the kinds of the exceptions that the reader is shown."""
        elements = [
            message.delta.new_element for message in self.messages if message.HasField("delta")
        ]
        return [element.exception.type for element in elements if element.HasField("exception")]

    def tells(self, text: str) -> bool:
        """Tell whether a text is among what the reader got."""
        return any(text.encode() in message.SerializeToString() for message in self.messages)

    def texts(self, class_: str) -> list[str]:
        """Return the texts of all elements of a class."""
        return [
            _text(element)
            for board in self.boards().values()
            for area in board["areas"].values()
            for element in _elements(area)
            if class_ in str(element[1].get("class", "")).split()
        ]

    @property
    def sentence(self) -> str:
        """Return the sentence that states the view."""
        return next(iter(self.texts("gt-sentence")), "")

    @property
    def state(self) -> str:
        """Return the name of the state of the log that the page shows."""
        return str(self.boards()["board"]["state"])

    @property
    def title(self) -> str:
        """Return the title of the page."""
        return next(
            message.page_config_changed.title
            for message in self.messages
            if message.WhichOneof("type") == "page_config_changed"
        )


class FaultyPageError(AssertionError):
    """The page did not answer as it should; `answer` is what it said instead."""

    def __init__(self, words: str, answer: Answer) -> None:
        super().__init__(words)
        self.answer = answer


def _elements(nodes: list[Any]) -> Iterator[list[Any]]:
    for node in nodes:
        if isinstance(node, list):
            yield node
            yield from _elements(node[2:])


def _text(node: str | list[Any]) -> str:
    return node if isinstance(node, str) else "".join(map(_text, node[2:]))


class Session:
    """One tab: its address, its connection, and what it keeps of the last answers."""

    def __init__(
        self,
        address: str,
        query: str = "",
        *,
        reader: str = "",
        origin: str = "",
        source: str = "",
    ) -> None:
        """Prepare a tab at an address that ends with a slash, and a query without question mark.

        `reader` is sent as nginx' cookie; `origin` is that of the page, the server's if not given.
        `source` is the address of this machine to come from.
        """
        self._address = address
        self._origin = origin or "/".join(address.split("/", 3)[:3])
        self._cookie = {"Cookie": f"timeline={reader}"} if reader else None
        self._source = (source, 0) if source else None
        self.query = query
        self._socket: ClientConnection | None = None
        self.name = ""  # the server's for this session
        self._page = ""
        self._components: dict[str, str] = {}
        self._kept: dict[str, ForwardMsg] = {}

    async def connect(self, within: float = 0) -> None:
        """Connect, as the session that it was before if there is one.

        It is tried again for `within` seconds.
        """
        stream = self._address.replace("http", "ws", 1) + "_stcore/stream"
        # the second stands for a token that only hosts with a login hand out
        known = ["streamlit", "PLACEHOLDER_AUTH_TOKEN", *([self.name] if self.name else [])]
        loop = asyncio.get_running_loop()
        deadline = loop.time() + within
        tries = 0
        while True:
            try:
                self._socket = await connect(
                    stream,
                    subprotocols=known,  # type: ignore[arg-type]
                    max_size=LARGEST,
                    max_queue=None,
                    compression=None,
                    origin=self._origin,  # type: ignore[arg-type]
                    additional_headers=self._cookie,
                    proxy=None,
                    local_addr=self._source,
                )
                return
            except (OSError, InvalidHandshake, ConnectionClosed):
                if loop.time() > deadline:
                    raise
            await asyncio.sleep(RETRIES[min(tries, len(RETRIES) - 1)])
            tries += 1

    async def open(self) -> Answer:
        """Connect, and ask for the page for the first time."""
        await self.connect()
        return await self.run()

    async def run(self, **told: object) -> Answer:
        """Ask for the page, saying that the reader did something.

        `told` are the events of one of the components, such as `form={...}` or `go="?page=people"`.
        Raise FaultyPageError when the page fails, ConnectionClosed when the server goes away.
        """
        await self.ask(**told)
        return await self.answer()

    async def ask(self, **told: object) -> None:
        """Ask for the page without waiting for the answer."""
        assert self._socket
        message = BackMsg()
        rerun = message.rerun_script
        rerun.query_string = self.query
        rerun.page_script_hash = self._page
        rerun.cached_message_hashes.extend(self._kept)
        rerun.context_info.timezone = "UTC"
        rerun.context_info.locale = "en-GB"
        rerun.context_info.url = self._address
        if told:
            component = "filters" if "form" in told else "board"
            widget = rerun.widget_states.widgets.add()
            widget.id = f"{_PREFIX}{self._components[component]}__events"
            messages = [{"n": 0, "name": name, "value": value} for name, value in told.items()]
            events = [{"event": "messages", "value": messages}]
            widget.json_trigger_value = json.dumps(events)
        await self._socket.send(message.SerializeToString())

    async def answer(self) -> Answer:
        """Return what the page answers."""
        async with asyncio.timeout(PATIENCE):
            return await self._answered()

    async def _answered(self) -> Answer:
        assert self._socket
        answer = Answer()
        fresh: dict[str, ForwardMsg] = {}
        while True:
            received = await self._socket.recv()
            message = ForwardMsg()
            assert isinstance(received, bytes)
            message.ParseFromString(received)
            answer.size += len(received)
            kind = message.WhichOneof("type")
            if kind == "ref_hash":
                known = self._kept[message.ref_hash]
                fresh[message.ref_hash] = known
                answer.messages.append(known)
                continue
            if message.metadata.cacheable:
                fresh[message.hash] = message
            answer.messages.append(message)
            match kind:
                case "new_session":
                    self.name = message.new_session.initialize.session_id
                    self._page = message.new_session.page_script_hash
                case "page_info_changed":
                    self.query = message.page_info_changed.query_string
                case "delta":
                    self._note(message)
                case "script_finished" if (
                    message.script_finished != message.FINISHED_EARLY_FOR_RERUN
                ):
                    if message.script_finished != message.FINISHED_SUCCESSFULLY:
                        raise FaultyPageError("the page's script did not compile", answer)
                    if answer.exceptions:
                        raise FaultyPageError(f"the page shows {answer.exceptions}", answer)
                    self._kept = fresh
                    return answer

    def _note(self, message: ForwardMsg) -> None:
        element = message.delta.new_element
        if element.WhichOneof("type") == "bidi_component":
            name = element.bidi_component.id
            self._components[name.rpartition("-")[2]] = name

    async def gone(self) -> None:
        """Wait until the server has gone away."""
        assert self._socket
        with suppress(ConnectionClosed):
            while True:
                await self._socket.recv()

    async def close(self) -> None:
        """Close the tab."""
        if self._socket:
            await self._socket.close()


class BlockingSession:
    """A tab for tests that wait: each call returns when it is done. See `Session`."""

    def __init__(
        self, address: str, query: str = "", *, reader: str = "", origin: str = ""
    ) -> None:
        """Connect below `address`, which ends with a slash."""
        self._session = Session(address, query, reader=reader, origin=origin)
        finished(self._session.connect())

    def ask(self) -> None:
        """Ask for the page without waiting for it."""
        finished(self._session.ask())

    def run(self) -> Answer:
        """Ask for the page and return it."""
        return finished(self._session.run())

    def gone(self) -> None:
        """Wait until the server has gone away."""
        finished(self._session.gone())

    def close(self) -> None:
        """Close the page."""
        finished(self._session.close())
