"""Make answers step by step, a few at a time, within a budget; break off those that fail.

Nobody holds a thread while waiting, neither for a turn nor for a client that reads slowly. When the
client goes, the work ends.
"""

import zlib
from collections.abc import Generator, Iterator
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from time import monotonic, thread_time

import anyio
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.types import Receive, Scope, Send

from components.events import DamagedLogError
from components.frames.warehouse import EngineError
from components.server.compression import GZIP_LEVEL, accepted_coding
from components.server.request_work import OverBudgetError, address_of, in_thread, while_connected
from components.server.view_request import refusal, refused_for_now
from components.sources import telemetry
from components.streamlit_app import FairTurns
from components.wording import refusal as words

MOST_OPEN = 64  # exports that are made or read at a time; each holds a part of some 200 KB
LONGEST_WAIT = 2.0  # seconds that one waits to become one of them

# The budget of one export. A hundred thousand events take a sixth of the time, a tenth of the size.
MOST_SECONDS = 120.0  # of processor time
MOST_BYTES = 256 * 2**20  # before they are compressed
LONGEST = 1800.0  # seconds from the first byte to the last, the client's pauses included
LONGEST_PAUSE = 30.0  # seconds in which a client has to read some of what it is sent

open_exports = FairTurns(MOST_OPEN, are_shared=True)
# A spreadsheet of a hundred thousand events keeps its rows in 130 MB of temporary files, in memory
# where `/tmp` is there: four take half of the gigabyte that the recipes give.
MOST_STORED = 4
stored_exports = FairTurns(MOST_STORED, are_shared=True)


@dataclass(slots=True)
class _Parts:
    """The parts of one export, made in turn, compressed where the client takes that."""

    parts: Iterator[bytes]
    is_compressed: bool
    address: str  # of the client
    turns: FairTurns
    is_stored: bool = False
    seconds: float = 0.0
    size: int = 0
    _is_ended: bool = False
    _gzip: "zlib._Compress" = field(
        default_factory=lambda: zlib.compressobj(GZIP_LEVEL, zlib.DEFLATED, 16 + zlib.MAX_WBITS)
    )

    async def next_part(self) -> bytes | None:
        """Return the next part that has any bytes, None after the last; raise OverBudgetError."""
        while not self._is_ended:
            part = await in_thread(self._step, self.address)
            if self.seconds > MOST_SECONDS:
                raise OverBudgetError(words.too_long_to_make(MOST_SECONDS), 503)
            if self.size > MOST_BYTES:
                raise OverBudgetError(words.too_large_to_make(MOST_BYTES // 2**20), 413)
            if part:
                return part
        return None

    def _step(self) -> bytes:
        begun = thread_time()
        try:
            part = next(self.parts, None)
        except OSError as error:
            if not self.is_stored:
                raise
            raise OverBudgetError(words.NO_ROOM, 503) from error
        packed = self._packed(part)
        self.seconds += thread_time() - begun
        return packed

    def _packed(self, part: bytes | None) -> bytes:
        """Return the bytes to send for a part, some of them later where they are compressed."""
        self._is_ended = part is None
        self.size += len(part or b"")
        if not self.is_compressed:
            return part or b""
        return self._gzip.flush() if part is None else self._gzip.compress(part)

    async def close(self) -> None:
        """Let nothing more be made, and let go of what was."""
        if isinstance(self.parts, Generator):
            with anyio.CancelScope(shield=True):
                await in_thread(self.parts.close, self.address)


async def stream(
    request: Request,
    parts: Iterator[bytes],
    headers: dict[str, str],
    media_type: str,
    *,
    is_stored: bool = False,
) -> Response:
    """Answer part by part. The first is made at once, so that its failure can still be refused.

    Each part is one step of work, and may be empty. Fewer exports are made at a time that are
    stored, whole on the disk before their first byte.
    Raise DamagedLogError and EngineError as the first part does.
    """
    # What is stored is compressed already.
    is_compressed = not is_stored and bool(accepted_coding(request.headers, ("gzip",)))
    turns = stored_exports if is_stored else open_exports
    made = _Parts(parts, is_compressed, address_of(request), turns, is_stored)
    with anyio.move_on_after(LONGEST_WAIT) as waiting:
        await turns.wait(made.address)
    if waiting.cancelled_caught:
        await made.close()
        return refused_for_now(words.TOO_BUSY)
    async with AsyncExitStack() as unfinished:
        unfinished.push_async_callback(_end, made)
        try:
            first = await while_connected(request, made.next_part)
        except OverBudgetError as error:
            telemetry.write_line("refused export", why=str(error))
            return refusal(error.status, str(error))
        unfinished.pop_all()
    vary = ("Accept-Encoding", headers.get("Vary", ""))
    headers = {**headers, "Vary": ", ".join(filter(None, vary))}
    if is_compressed:
        headers["Content-Encoding"] = "gzip"
    return ExportResponse(made, first, headers, media_type)


async def _end(made: _Parts) -> None:
    try:
        await made.close()
    finally:
        made.turns.leave(made.address)


class ExportResponse(StreamingResponse):
    """A response sent part by part, which is broken off when a part cannot be made.

    The server then closes the connection without the end of the body, so that no client takes the
    part for the whole. The same happens to a client that stops reading.
    """

    def __init__(
        self, made: _Parts, first: bytes | None, headers: dict[str, str], media_type: str
    ) -> None:
        super().__init__((), headers=headers, media_type=media_type)
        self._made = made
        self._first = first

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the parts until the last one is sent or the client goes."""
        try:
            await super().__call__(scope, receive, send)
        finally:
            await _end(self._made)

    async def stream_response(self, send: Send) -> None:
        """Send the parts that can be made."""
        deadline = monotonic() + LONGEST
        try:
            await send(
                {
                    "type": "http.response.start",
                    "status": self.status_code,
                    "headers": self.raw_headers,
                }
            )
            part = self._first
            self._first = None
            while part is not None:
                message = {"type": "http.response.body", "body": part, "more_body": True}
                with anyio.fail_after(min(LONGEST_PAUSE, max(0, deadline - monotonic()))):
                    await send(message)
                part = await self._made.next_part()
            await send({"type": "http.response.body", "body": b"", "more_body": False})
        except TimeoutError:
            telemetry.write_line("broken off", kind="export", why=words.NOT_READ)
        except (DamagedLogError, EngineError, OverBudgetError) as error:
            telemetry.write_line("broken off", kind="export", why=str(error))
