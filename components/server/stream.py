"""Send exports part by part, a few at a time; an export that fails is cut off, not ended."""

from collections.abc import Iterator
from itertools import chain
from threading import BoundedSemaphore

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.types import Send

from components.events import DamagedLogError
from components.frames.warehouse import EngineError
from components.server.view_request import refusal
from components.sources import telemetry
from components.wording import refusal as words

AT_ONCE = 4  # exports that are made at a time, so that pages keep being answered
LONGEST_WAIT = 2.0  # seconds that one waits for its turn
turns = BoundedSemaphore(AT_ONCE)


def stream(
    request: Request, parts: Iterator[bytes], headers: dict[str, str], media_type: str
) -> Response:
    """Answer part by part. The first is made at once, so that its failure can still be refused.

    A HEAD request does not make the rest.
    """
    if not turns.acquire(timeout=LONGEST_WAIT):
        answer = refusal(503, words.TOO_BUSY)
        answer.headers["Retry-After"] = "10"
        return answer
    try:
        first = next(parts, b"")
    finally:
        turns.release()
    rest = () if request.method == "HEAD" else _in_turn(parts)
    return ExportResponse(chain((first,), rest), headers=headers, media_type=media_type)


class ExportResponse(StreamingResponse):
    """A response sent part by part, which is broken off when a part cannot be made.

    The server then closes the connection without the end of the body, so that no client takes the
    part for the whole.
    """

    async def stream_response(self, send: Send) -> None:
        """Send the parts that can be made."""
        try:
            await super().stream_response(send)
        except (DamagedLogError, EngineError) as error:
            telemetry.write_line("broken off", kind="export", why=str(error))


def _in_turn(parts: Iterator[bytes]) -> Iterator[bytes]:
    """Yield the parts of an export, waiting while `AT_ONCE` others are being made."""
    while True:
        with turns:
            part = next(parts, None)
        if part is None:
            return
        yield part
