"""Limits below the requests: on connections, on what is half said, and on what is not read.

uvicorn gives no connection a time to finish what it began, and reads messages of any number. Its
protocol classes are extended here and put into its configuration when it starts the application,
so that they hold however it was started.
"""

import asyncio
import socket
import time
from collections import Counter
from typing import TYPE_CHECKING, Any

import uvicorn
from starlette.types import ASGIApp, Receive, Scope, Send
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware
from uvicorn.protocols.utils import ClientDisconnected
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from uvicorn.server import ServerState
from websockets.frames import Frame

from components.server.file_limit import is_nearly_last
from components.sources import telemetry
from components.streamlit_app import Places, network_of
from components.wording import refusal as words

# With the pages' own; a browser opens six besides. A network leaves as many free as it takes.
MOST_CONNECTIONS = 2_000
BACKLOG = 256  # connections that wait to be accepted, and are accepted in one go
LONGEST_REQUEST = 10.0  # seconds for a whole request, and for a whole message of a page
LONGEST_STANDSTILL = 30.0  # seconds in which a client reads nothing of what it was sent
# Bytes of what a client has not read that the system keeps; it doubles them. By itself it would
# keep up to four megabytes for a connection, and it counts them to a container's memory.
KEPT_BY_SYSTEM = 1 << 17
KEPT_BY_US = 1 << 14  # bytes beyond that, before whoever writes has to wait
MOST_UNREAD = 1 << 26  # bytes sent and not read, of all clients; the largest page has 450 KB
LONGEST_CLOSING = 5.0  # seconds for a client to read why it is cut off
# A page sends about a kilobyte, with forty presses that had no answer some twenty.
LARGEST_MESSAGE = 1 << 18  # bytes
PIECE = 1 << 12  # bytes that are read in one go: 680 of the smallest frames
# A page sends one frame for each press, and nothing while something is dragged.
FRAMES, FRAMES_PER_SECOND = 100, 20
BYTES, BYTES_PER_SECOND = 1 << 20, 1 << 16
NO_TEXT = 1003  # RFC 6455, section 7.4.1: a kind of data that is not accepted
TOO_MUCH = 1008  # a policy is violated

if TYPE_CHECKING:
    from uvicorn._types import ASGISendEvent

    _Protocol = WebSocketsSansIOProtocol
else:
    _Protocol = object


class Budget:
    """A token bucket: so much at once, and so much a second in the long run."""

    def __init__(self, most: float, per_second: float, now: float) -> None:
        self._most = self._left = most
        self._per_second = per_second
        self._at = now

    def take(self, amount: float, now: float) -> bool:
        """Take an amount, and tell whether it was there."""
        self._left = min(self._most, self._left + (now - self._at) * self._per_second)
        self._at = now
        self._left -= amount
        return self._left >= 0


class _Unread:
    """What clients have yet to read. When it is too much, who has the most has to go.

    A client alone could keep some megabytes in memory for as long as it reads a little of them.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._slow: dict[asyncio.Transport, tuple[str, int]] = {}  # the network and the bytes
        self._total = 0

    def add(self, transport: asyncio.Transport, address: str) -> None:
        """Count what a client has not read; when all is too much, cut off those who have most."""
        self.remove(transport)
        self._count(transport, network_of(address))
        if self._total <= self._most:
            return
        for slow, (network, _) in list(self._slow.items()):  # some of it has been read meanwhile
            self.remove(slow)
            self._count(slow, network)
        while self._total > self._most:
            self._cut_off_one()

    def remove(self, transport: asyncio.Transport) -> None:
        """Count a client no more, which has read or gone."""
        self._total -= self._slow.pop(transport, ("", 0))[1]

    def _count(self, transport: asyncio.Transport, network: str) -> None:
        size = transport.get_write_buffer_size()
        self._slow[transport] = network, size
        self._total += size

    def _cut_off_one(self) -> None:
        """Cut off whoever has waited longest of the network that leaves the most unread."""
        unread: Counter[str] = Counter()
        for network, size in self._slow.values():
            unread[network] += size
        [(most, _)] = unread.most_common(1)
        longest = next(slow for slow, (network, _) in self._slow.items() if network == most)
        self.remove(longest)
        longest.abort()


class _Connections:
    """The open connections, by the networks that they come from."""

    def __init__(self, most: int) -> None:
        self._places = Places(most, are_shared=True)
        self._taken: dict[asyncio.BaseTransport, str] = {}

    def take(self, transport: asyncio.BaseTransport, address: str) -> bool:
        """Take a place for a connection; return whether there is one."""
        if not self._places.take(address):
            return False
        self._taken[transport] = address
        return True

    def leave(self, transport: asyncio.BaseTransport) -> None:
        """Give back the place of a connection, if it has one."""
        address = self._taken.pop(transport, None)
        if address is not None:
            self._places.give_back(address)


_unread = _Unread(MOST_UNREAD)
_connections = _Connections(MOST_CONNECTIONS)


class _Watched(_Protocol):
    """What both protocols share: a client has to finish what it began, and to read."""

    if TYPE_CHECKING:
        client: tuple[str, int] | None

    _finish_timer: asyncio.TimerHandle | None = None
    _reading_timer: asyncio.TimerHandle | None = None
    _unread_before = 0

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait for nothing more."""
        self._end_watch()
        if self._reading_timer:
            self._reading_timer.cancel()
        _unread.remove(self.transport)
        _connections.leave(self.transport)
        super().connection_lost(exc)

    def pause_writing(self) -> None:
        """Note that the client reads slower than it is written to."""
        super().pause_writing()
        self._unread_before = self.transport.get_write_buffer_size()
        self._reading_timer = self.loop.call_later(LONGEST_STANDSTILL, self._check_reading)
        _unread.add(self.transport, self.client[0] if self.client else "")

    def resume_writing(self) -> None:
        """Note that the client has read."""
        if self._reading_timer:
            self._reading_timer.cancel()
        _unread.remove(self.transport)
        super().resume_writing()

    def _check_reading(self) -> None:
        """Cut off a client that has read nothing since the last look."""
        unread = self.transport.get_write_buffer_size()
        if unread >= self._unread_before:
            self.transport.abort()
            return
        self._unread_before = unread
        self._reading_timer = self.loop.call_later(LONGEST_STANDSTILL, self._check_reading)

    def _begin_watch(self) -> None:
        if not self._finish_timer:
            self._finish_timer = self.loop.call_later(LONGEST_REQUEST, self._cut_off)

    def _end_watch(self) -> None:
        if self._finish_timer:
            self._finish_timer.cancel()
            self._finish_timer = None

    def _cut_off(self) -> None:
        """Close the connection, at last without waiting for the client."""
        self.transport.close()
        self.loop.call_later(LONGEST_CLOSING, self.transport.abort)


class _Http(_Watched):
    """uvicorn's HTTP protocol, whichever it chose."""

    if TYPE_CHECKING:
        cycle: Any
        timeout_keep_alive_task: asyncio.TimerHandle | None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Take a connection, unless there are too many."""
        super().connection_made(transport)
        own = transport.get_extra_info("socket")
        is_last = own is not None and is_nearly_last(own.fileno())
        if is_last or len(self.connections) > MOST_CONNECTIONS or not self._takes_a_place():
            self.transport.abort()
            return
        if own is not None:
            own.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, KEPT_BY_SYSTEM)
        self.transport.set_write_buffer_limits(KEPT_BY_US)
        self._begin_watch()

    def _takes_a_place(self) -> bool:
        """Take a place, of which a proxy needs none: it brings the connections of others."""
        address = self.client[0] if self.client else ""
        proxies = ProxyHeadersMiddleware(self.app, self.config.forwarded_allow_ips).trusted_hosts
        return address in proxies or _connections.take(self.transport, address)

    def data_received(self, data: bytes) -> None:
        """Read, and give a request that is not whole yet its time."""
        super().data_received(data)
        is_answering = self.cycle is not None and not self.cycle.response_complete
        is_http = self.transport.get_protocol() is self
        if is_answering or not is_http or self.timeout_keep_alive_task is not None:
            self._end_watch()
        else:
            self._begin_watch()


class BoundedWebSocket(_Watched, WebSocketsSansIOProtocol):
    """uvicorn's WebSocket protocol, with the limits of a page."""

    def __init__(
        self, config: uvicorn.Config, server_state: ServerState, app_state: dict[str, Any]
    ) -> None:
        super().__init__(config, server_state, app_state)
        # Checked against the length that a frame announces, and while fragments arrive.
        self.conn.max_message_size = LARGEST_MESSAGE
        now = time.monotonic()
        self._frames_left = Budget(FRAMES, FRAMES_PER_SECOND, now)
        self._bytes_left = Budget(BYTES, BYTES_PER_SECOND, now)

    def data_received(self, data: bytes) -> None:
        """Read, and give a message that is not whole yet its time."""
        if not self._bytes_left.take(len(data), time.monotonic()):
            self._refuse(words.TOO_MANY_BYTES)
            return
        # In pieces, because all frames of a piece are read before any is looked at.
        size = PIECE if self.handshake_initiated else len(data)
        for start in range(0, len(data), size):
            if self.transport.is_closing():
                return
            super().data_received(data[start : start + size])
        if self.transport.is_closing():
            return
        if not self.handshake_initiated:  # the WebSocket library's limits are below HTTP's
            self.transport.write(b"".join(self.conn.data_to_send()))
            self._cut_off()
        elif self.frames or self.conn.current_size is not None or self.conn.reader.buffer:
            self._begin_watch()
        else:
            self._end_watch()

    def handle_events(self) -> None:
        """Handle the frames of a piece, if the page has so many left."""
        number = len(self.conn.events)
        if self.handshake_initiated and not self._frames_left.take(number, time.monotonic()):
            self._refuse(words.TOO_MANY_MESSAGES)
            return
        super().handle_events()

    def handle_text(self, event: Frame) -> None:
        """Refuse text, which no browser sends, before it is read as one."""
        self._refuse(words.TEXT, NO_TEXT)

    def send_receive_event_to_app(self) -> None:
        """Pass on a whole message; the next one has its own time."""
        self._end_watch()
        super().send_receive_event_to_app()

    async def send(self, message: "ASGISendEvent") -> None:
        """Send a message; a handshake that was answered with a status is over.

        Raise ClientDisconnected, as the ASGI specification has it, once the connection is closed:
        what was on its way then is no fault of the application.
        """
        if self.close_sent and message["type"] == "websocket.send":
            raise ClientDisconnected
        await super().send(message)
        if self.close_sent:
            self.handshake_complete = True

    def handle_parser_exception(self) -> None:
        """Close the connection after what is no frame."""
        super().handle_parser_exception()
        self._cut_off()

    def _refuse(self, reason: str, code: int = TOO_MUCH) -> None:
        """End the connection, for the application as well."""
        if self.transport.is_closing():
            return
        if self.handshake_complete and not self.close_sent:
            self.queue.put_nowait({"type": "websocket.disconnect", "code": code})
            self.conn.fail(code, reason)
            self.transport.write(b"".join(self.conn.data_to_send()))
        self.close_sent = True
        self._cut_off()


def bound_connections(config: uvicorn.Config) -> None:
    """Put the limits into the configuration of a server that has not opened its port yet."""
    http = config.http_protocol_class
    if not issubclass(http, _Http):
        config.http_protocol_class = type("BoundedHttp", (_Http, http), {})
    config.ws_protocol_class = BoundedWebSocket
    config.ws_per_message_deflate = False  # or a small frame becomes a large one
    config.backlog = min(config.backlog, BACKLOG)


class Transport:
    """ASGI middleware that sets the limits when the server starts the application."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass everything on."""
        if scope["type"] == "lifespan":
            config = getattr(getattr(receive, "__self__", None), "config", None)
            if isinstance(config, uvicorn.Config):
                bound_connections(config)
            else:
                telemetry.write_line("unbounded", why="connections of this server have no limits")
        await self._app(scope, receive, send)
