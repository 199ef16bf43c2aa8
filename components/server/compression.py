"""Middleware that compresses static answers, each file once for all readers and each coding.

Streamlit leaves its scripts and styles uncompressed, because Starlette's GZipMiddleware would
compress each of them again for every reader, as would its counterparts for Brotli and Zstandard.
Servers of precompressed files (WhiteNoise, ServeStatic) write them beside the originals, which
here are in the installed package of Streamlit. So this middleware keeps the compressed bytes in
memory. A HEAD request to the app checks that they are current without reading the file.
"""

import asyncio
import gzip
import posixpath
from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping
from contextlib import AsyncExitStack
from dataclasses import dataclass

import brotli
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_TYPES = frozenset(
    {"application/javascript", "application/json", "application/manifest+json", "image/svg+xml"}
)
GZIP_LEVEL = 5  # half the work of the highest, for one per cent more bytes
# The work of gzip, for a tenth fewer bytes; the highest takes 80 times that.
_BROTLI_QUALITY = 5
_PIECE = 1 << 14  # bytes that are sent in one go


def _gzip(body: bytes) -> bytes:
    return gzip.compress(body, compresslevel=GZIP_LEVEL, mtime=0)


def _brotli(body: bytes) -> bytes:
    return bytes(brotli.compress(body, quality=_BROTLI_QUALITY))


# The smaller first: a client that takes both gets that.
CODINGS: Mapping[str, Callable[[bytes], bytes]] = {"br": _brotli, "gzip": _gzip}


@dataclass(frozen=True, slots=True)
class _Compressed:
    etag: str
    body: bytes


class Compression:
    """ASGI middleware for the page itself, `/static/` and `/assets/`; the rest passes untouched.

    Answers to HEAD and to a Range pass as they are, and so do those that are encoded already, not
    text, without an ETag or over `largest` bytes. The cache takes `room` bytes at most; what was
    used longest ago is dropped first.
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
        self._cache: OrderedDict[tuple[str, str], _Compressed] = OrderedDict()
        # Compress one file at a time, however many readers ask at once.
        self._turn = asyncio.Lock()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http" or not self._is_static(scope["path"]):
            await self._app(scope, receive, send)
            return

        async def send_with_vary(message: Message) -> None:
            if message["type"] == "http.response.start":
                message = _with_vary(message)
            await send(message)

        request = Headers(scope=scope)
        coding = accepted_coding(request)
        if scope["method"] != "GET" or "range" in request or not coding:
            await self._app(scope, receive, send_with_vary)
            return
        # Streamlit's own middleware compresses below `/assets/`, again for every reader.
        headers = [pair for pair in scope["headers"] if pair[0] != b"accept-encoding"]
        plain = {**scope, "headers": headers}
        if not await self._answer_from_cache(plain, receive, send_with_vary, coding):
            await self._answer_fresh(plain, receive, send_with_vary, coding)

    def _is_static(self, path: str) -> bool:
        # A path that is not normalised would be cached a second time.
        return path in self._roots or (
            path.startswith(self._below) and posixpath.normpath(path) == path
        )

    async def _answer_from_cache(
        self, scope: Scope, receive: Receive, send: Send, coding: str
    ) -> bool:
        """Answer with cached bytes if they are current; return whether they were."""
        key = scope["path"], coding
        cached = self._cache.get(key)
        if cached is None:
            return False
        heads: list[Message] = []

        async def keep_head(message: Message) -> None:
            if message["type"] == "http.response.start":
                heads.append(message)

        await self._app({**scope, "method": "HEAD"}, receive, keep_head)
        if not heads:
            return False
        head = heads[0]
        if head["status"] == 304:
            await send(head)
            await send({"type": "http.response.body", "body": b""})
            return True
        if head["status"] != 200 or Headers(raw=head["headers"]).get("etag") != cached.etag:
            return False
        if key in self._cache:
            self._cache.move_to_end(key)
        await _send_compressed(head, cached.body, coding, send)
        return True

    async def _answer_fresh(self, scope: Scope, receive: Receive, send: Send, coding: str) -> None:
        """Answer with what the app sends, compressed and cached if it is worth it."""
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
                    # The server sends the file itself, or by an extension that is unknown here.
                    await send(head)
                    head = None
                    await send(message)
                else:
                    parts.append(message.get("body", b""))
                    if not message.get("more_body", False):
                        key = scope["path"], coding
                        body = await self._compressed(key, head, b"".join(parts))
                        parts.clear()  # who reads slowly keeps what is sent, not the file
                        await turn.aclose()
                        await _send_compressed(head, body, coding, send)

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

    async def _compressed(self, key: tuple[str, str], head: Message, body: bytes) -> bytes:
        headers = Headers(raw=head["headers"])
        cached = self._cache.get(key)
        if cached and cached.etag == headers["etag"]:
            return cached.body
        small = await asyncio.to_thread(CODINGS[key[1]], body)
        # Streamlit sends its page for every path without a file: cached by path, it would let
        # anybody fill the cache.
        if not headers["content-type"].startswith("text/html"):
            self._cache[key] = _Compressed(headers["etag"], small)
            while sum(len(kept.body) for kept in self._cache.values()) > self._room:
                self._cache.popitem(last=False)
        return small


def accepted_coding(request: Headers, offered: Iterable[str] = CODINGS) -> str:
    """Return the first coding offered that Accept-Encoding takes (RFC 9110, 12.5.3), or ""."""
    weights: dict[str, float] = {}
    for item in request.get("accept-encoding", "").lower().split(","):
        coding, _, weight = item.replace(" ", "").partition(";q=")
        try:
            weights[coding] = float(weight or 1)
        except ValueError:
            weights[coding] = 0
    others = weights.get("*", 0)
    return next((coding for coding in offered if weights.get(coding, others) > 0), "")


def _with_vary(head: Message) -> Message:
    """Add `Vary: Accept-Encoding`, and make the ETag weak, since both encodings share it."""
    headers = MutableHeaders(raw=list(head["headers"]))
    if "accept-encoding" not in headers.get("vary", "").lower():
        headers.add_vary_header("Accept-Encoding")
    if headers.get("etag", "").startswith('"'):
        headers["etag"] = f"W/{headers['etag']}"
    return {**head, "headers": headers.raw}


async def _send_compressed(head: Message, body: bytes, coding: str, send: Send) -> None:
    headers = MutableHeaders(raw=list(head["headers"]))
    headers["content-encoding"] = coding
    headers["content-length"] = str(len(body))
    del headers["accept-ranges"]
    await send({**head, "headers": headers.raw})
    # In pieces, or each client that does not read would have a copy of the rest kept for it.
    for first in range(0, len(body), _PIECE):
        piece = body[first : first + _PIECE]
        await send({"type": "http.response.body", "body": piece, "more_body": True})
    await send({"type": "http.response.body", "body": b""})
