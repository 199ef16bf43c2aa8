"""Static answers come in, the same answers go out compressed, each file compressed once.

Streamlit leaves its scripts and styles uncompressed, because Starlette's GZipMiddleware would
compress each of them again for every reader. Its relatives for Brotli and Zstandard do the same,
and what serves files compressed beforehand (WhiteNoise, ServeStatic) wants to write them beside
the originals, in the installed package of Streamlit. So the compressed bytes are kept here, and
whether they still hold is asked with HEAD, which costs a look at the file and no reading.
"""

from __future__ import annotations

import asyncio
import gzip
import posixpath
from collections import OrderedDict
from contextlib import AsyncExitStack
from dataclasses import dataclass

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_TYPES = frozenset(
    {"application/javascript", "application/json", "application/manifest+json", "image/svg+xml"}
)
_LEVEL = 5  # half the work of the highest, for one per cent more bytes


@dataclass(frozen=True, slots=True)
class _Kept:
    etag: str
    body: bytes


class Compression:
    """ASGI middleware for the page itself, `/static/` and `/assets/`; the rest passes untouched.

    Answers to HEAD and to a Range, and those already encoded, not text, without an ETag or over
    `largest` bytes, pass as they are. What is kept takes `room` bytes at most, the least used
    goes first.
    """

    def __init__(
        self,
        app: ASGIApp,
        *,
        base: str = "",
        largest: int = 16 * 1024 * 1024,
        room: int = 16 * 1024 * 1024,
    ) -> None:
        self._app = app
        self._roots = frozenset({base, f"{base}/"})
        self._below = (f"{base}/static/", f"{base}/assets/")
        self._largest = largest
        self._room = room
        self._kept: OrderedDict[str, _Kept] = OrderedDict()
        # One file is read and compressed at a time, however many readers come at once.
        self._turn = asyncio.Lock()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http" or not self._is_static(scope["path"]):
            await self._app(scope, receive, send)
            return

        async def send_marked(message: Message) -> None:
            if message["type"] == "http.response.start":
                message = _marked(message)
            await send(message)

        asked = Headers(scope=scope)
        if scope["method"] != "GET" or "range" in asked or not accepts_gzip(asked):
            await self._app(scope, receive, send_marked)
            return
        # Streamlit's own middleware compresses below `/assets/`, again for every reader.
        headers = [pair for pair in scope["headers"] if pair[0] != b"accept-encoding"]
        plain = {**scope, "headers": headers}
        if not await self._answer_from_kept(plain, receive, send_marked):
            await self._answer_anew(plain, receive, send_marked)

    def _is_static(self, path: str) -> bool:
        # A roundabout spelling would be kept a second time under another name.
        return path in self._roots or (
            path.startswith(self._below) and posixpath.normpath(path) == path
        )

    async def _answer_from_kept(self, scope: Scope, receive: Receive, send: Send) -> bool:
        """Answer with bytes compressed before; tell whether that could be done."""
        kept = self._kept.get(scope["path"])
        if kept is None:
            return False
        heads: list[Message] = []

        async def note(message: Message) -> None:
            if message["type"] == "http.response.start":
                heads.append(message)

        await self._app({**scope, "method": "HEAD"}, receive, note)
        if not heads:
            return False
        head = heads[0]
        if head["status"] == 304:
            await send(head)
            await send({"type": "http.response.body", "body": b""})
            return True
        if head["status"] != 200 or Headers(raw=head["headers"]).get("etag") != kept.etag:
            return False
        if scope["path"] in self._kept:
            self._kept.move_to_end(scope["path"])
        await _send_compressed(head, kept.body, send)
        return True

    async def _answer_anew(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer with what the app says, compressed and kept if it is worth it."""
        head: Message | None = None
        parts: list[bytes] = []

        async with AsyncExitStack() as turn:

            async def collect(message: Message) -> None:
                nonlocal head
                if message["type"] == "http.response.start" and self._is_worth_it(message):
                    await turn.enter_async_context(self._turn)
                    head = message
                elif head is None:
                    await send(message)
                elif message["type"] != "http.response.body":
                    # The server is to send the file itself, or in a way that is not known here.
                    await send(head)
                    head = None
                    await send(message)
                else:
                    parts.append(message.get("body", b""))
                    if not message.get("more_body", False):
                        body = await self._compressed(scope["path"], head, b"".join(parts))
                        await turn.aclose()
                        await _send_compressed(head, body, send)

            await self._app(scope, receive, collect)

    def _is_worth_it(self, head: Message) -> bool:
        headers = Headers(raw=head["headers"])
        kind = headers.get("content-type", "").partition(";")[0].strip().lower()
        return (
            head["status"] == 200
            and (kind.startswith("text/") or kind in _TYPES)
            and "content-encoding" not in headers
            and "etag" in headers
            and headers.get("content-length", "").isdecimal()
            and int(headers["content-length"]) <= self._largest
        )

    async def _compressed(self, path: str, head: Message, body: bytes) -> bytes:
        headers = Headers(raw=head["headers"])
        kept = self._kept.get(path)
        if kept and kept.etag == headers["etag"]:
            return kept.body
        small = await asyncio.to_thread(gzip.compress, body, compresslevel=_LEVEL, mtime=0)
        # Streamlit's page is small and answers for every address that has no file: kept by
        # address, it would let anybody fill the room.
        if not headers["content-type"].startswith("text/html"):
            self._kept[path] = _Kept(headers["etag"], small)
            while sum(len(each.body) for each in self._kept.values()) > self._room:
                self._kept.popitem(last=False)
        return small


def accepts_gzip(asked: Headers) -> bool:
    """Tell whether a request takes gzip, by its Accept-Encoding (RFC 9110, section 12.5.3)."""
    weights: dict[str, float] = {}
    for each in asked.get("accept-encoding", "").lower().split(","):
        coding, _, weight = each.replace(" ", "").partition(";q=")
        try:
            weights[coding] = float(weight or 1)
        except ValueError:
            weights[coding] = 0
    return weights.get("gzip", weights.get("*", 0)) > 0


def _marked(head: Message) -> Message:
    """Say that the answer depends on Accept-Encoding, and that its ETag is for all of its forms."""
    headers = MutableHeaders(raw=list(head["headers"]))
    if "accept-encoding" not in headers.get("vary", "").lower():
        headers.add_vary_header("Accept-Encoding")
    if headers.get("etag", "").startswith('"'):
        headers["etag"] = f"W/{headers['etag']}"
    return {**head, "headers": headers.raw}


async def _send_compressed(head: Message, body: bytes, send: Send) -> None:
    headers = MutableHeaders(raw=list(head["headers"]))
    headers["content-encoding"] = "gzip"
    headers["content-length"] = str(len(body))
    del headers["accept-ranges"]
    await send({**head, "headers": headers.raw})
    await send({"type": "http.response.body", "body": body})
