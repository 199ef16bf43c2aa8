"""The page's WebSocket: counted, bounded, and stripped of what hosts keep secret.

Each open page has one connection, so the gauge of connections counts open pages.

Only what a page sends is passed on. Runs of the page supersede each other: while one is being made,
the latest request waits, whatever came before it.

Streamlit sends every reader the path of the page's script on the disk and a number of the machine.
The browser uses them for one thing: when they change it takes another replica for another page,
and clears the screen before it shows the same again.
"""

import asyncio
from contextlib import suppress

from prometheus_client import Gauge
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from components.server.file_limit import has_files_for_a_page
from components.server.origin import origin_for_streamlit, with_origin
from components.server.transport import NO_TEXT
from components.sources import REGISTRY
from components.streamlit_app import (
    FairTurns,
    ForeignMessageError,
    PageRequest,
    Places,
    ends_run,
    read_request,
    redact,
)
from components.wording import refusal as words

# What a page takes is a third of a megabyte and three open files, besides its connection.
MOST_PAGES = 1_000  # of all networks; one leaves as many free as it has
# The names and values of a handshake's headers, which a session keeps several times over.
LARGEST_HEAD = 1 << 14  # bytes; a browser sends one kilobyte, one that is signed in some eight
LONGEST_RUN = 1.0  # seconds that a run keeps the next one waiting; then it is ended for it
# A session that begins keeps the loop busy for milliseconds, and its first page for more.
BEGINNING = 6  # sessions that begin at a time
LONGEST_BEGINNING = 0.25  # seconds after which the next one begins
PROTOCOL_ERROR = 1002  # RFC 6455, section 7.4.1

_open = Gauge("timeline_readers", "Pages that are open now.", registry=REGISTRY)


class WebSocketFilter:
    """ASGI middleware for the page's WebSocket; everything else passes."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._pages = Places(MOST_PAGES, are_shared=True)
        self._passing_on: set[asyncio.Task[None]] = set()
        self._turns = FairTurns(BEGINNING)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection."""
        if scope["type"] != "websocket":
            await self._app(scope, receive, send)
            return
        origin = origin_for_streamlit(Headers(scope=scope))
        if origin is None:
            await _refuse(403, words.FOREIGN_PAGE, scope, send)
            return
        if sum(len(name) + len(value) for name, value in scope["headers"]) > LARGEST_HEAD:
            await _refuse(431, words.LONG_HEAD, scope, send)
            return
        address, _ = scope.get("client") or ("", 0)
        # Counted before they come in, or all that wait for a turn would pass the limit.
        if not has_files_for_a_page() or not self._pages.take(address):
            await _refuse(503, words.TOO_MANY_PAGES, scope, send)
            return
        connection = _Connection(receive, send)
        try:
            await self._wait_for_turn(address, connection)
            with _open.track_inprogress():
                scope = with_origin(scope, origin)
                await self._app(scope, connection.receive, connection.send)
        finally:
            self._pages.give_back(address)
            connection.end()

    async def _wait_for_turn(self, address: str, connection: "_Connection") -> None:
        """Wait for a turn to begin a session, which is passed on when the page is there."""
        await self._turns.wait(address)
        task = asyncio.create_task(self._pass_turn_on(address, connection))
        self._passing_on.add(task)  # or it might be collected before it ends
        task.add_done_callback(self._passing_on.discard)

    async def _pass_turn_on(self, address: str, connection: "_Connection") -> None:
        with suppress(TimeoutError):
            await asyncio.wait_for(connection.has_begun.wait(), LONGEST_BEGINNING)
        self._turns.leave(address)


async def _refuse(status: int, reason: str, scope: Scope, send: Send) -> None:
    """Answer a handshake with a status; a server without that extension answers 403."""
    if "websocket.http.response" not in scope.get("extensions", {}):
        await send({"type": "websocket.close"})
        return
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"retry-after", b"10")]
    await send({"type": "websocket.http.response.start", "status": status, "headers": headers})
    await send({"type": "websocket.http.response.body", "body": f"{reason}\n".encode()})


class _Connection:
    """What one page sent, was sent, and waits for."""

    def __init__(self, receive: Receive, send: Send) -> None:
        self._receive = receive
        self._send = send
        self._arriving: asyncio.Task[Message] | None = None
        self._waiting: PageRequest | None = None
        self._run: asyncio.Future[None] | None = None
        self._run_began = 0.0
        self._is_sending = False
        self.has_begun = asyncio.Event()  # its first page has been made, or it is over

    async def send(self, message: Message) -> None:
        """Pass a message on to the browser."""
        data = message.get("bytes")
        if message["type"] != "websocket.send" or not data:
            await self._send(message)
            return
        self._is_sending = True
        await self._send({**message, "bytes": redact(data)})
        self._is_sending = False
        if ends_run(data) and self._run and not self._run.done():
            self._run.set_result(None)
            self.has_begun.set()

    async def receive(self) -> Message:
        """Return the next message that Streamlit is to see."""
        while True:
            if self._waiting and self._may_run():
                request, self._waiting = self._waiting, None
                return self._begin(request)
            await self._wait()
            if not (self._arriving and self._arriving.done()):
                continue
            message = self._arriving.result()
            self._arriving = None
            if message["type"] != "websocket.receive":
                return message
            passed = await self._judge(message)
            if passed:
                return passed

    async def _judge(self, message: Message) -> Message | None:
        """Return what is passed on at once: a message, the end of the connection, or nothing."""
        data = message.get("bytes")
        if data is None:
            return await self._close(NO_TEXT, words.TEXT)
        try:
            request = read_request(data)
        except ForeignMessageError:
            return await self._close(PROTOCOL_ERROR, words.FOREIGN_MESSAGE)
        if request is None:
            return None
        if not request.may_wait:
            return {**message, "bytes": request.to_bytes()}
        self._waiting = self._waiting.replaced_by(request) if self._waiting else request
        return None

    def _begin(self, request: PageRequest) -> Message:
        loop = asyncio.get_running_loop()
        self._run, self._run_began = loop.create_future(), loop.time()
        return {"type": "websocket.receive", "bytes": request.to_bytes()}

    def _may_run(self) -> bool:
        """Tell whether the next run may begin.

        Not while the browser has yet to take what it was sent: it would be sent ever more.
        """
        if not self._run or self._run.done():
            return True
        overdue = asyncio.get_running_loop().time() - self._run_began >= LONGEST_RUN
        return overdue and not self._is_sending

    async def _wait(self) -> None:
        """Wait for a message; also for the end of the run if a request waits for that."""
        if not self._arriving:
            self._arriving = asyncio.ensure_future(self._receive())
        ends: set[asyncio.Future[object]] = {self._arriving}  # type: ignore[arg-type]
        if self._waiting and self._run and not self._run.done():
            ends.add(self._run)  # type: ignore[arg-type]
        timeout = LONGEST_RUN if self._waiting else None
        await asyncio.wait(ends, timeout=timeout, return_when=asyncio.FIRST_COMPLETED)

    async def _close(self, code: int, reason: str) -> Message:
        await self._send({"type": "websocket.close", "code": code, "reason": reason})
        return {"type": "websocket.disconnect", "code": code, "reason": reason}

    def end(self) -> None:
        """Wait for nothing more."""
        self.has_begun.set()
        if self._arriving:
            self._arriving.cancel()
