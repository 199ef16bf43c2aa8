"""The tools of an attacker: connections, requests and frames as no honest client sends them.

An attacker reaches loopback alone, makes only so many requests, and notes how each ended: with a
status, `cut` when the connection ended before the answer did, `refused` when there was none.
"""

import asyncio
import socket
from base64 import b64encode
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Sequence
from contextlib import asynccontextmanager, suppress
from ipaddress import ip_address
from urllib.parse import urlsplit

Headers = Iterable[tuple[str, str]]

STREAM = "_stcore/stream"
PROTOCOLS = "streamlit, PLACEHOLDER_AUTH_TOKEN"
TEXT, BINARY, PING, CONTINUED = 1, 2, 9, 0
_HEAD = b"\r\n\r\n"
_AT_ONCE = 50
_READ = 1 << 16


class ForeignAddressError(ValueError):
    """An address that is not on loopback, and is therefore never attacked."""


class Attacker:
    """Attacks the server at one address; `outcomes` counts how its requests ended."""

    def __init__(self, address: str, dose: float = 1) -> None:
        """Aim at an address that ends with a slash; `dose` scales every number of requests.

        Raise ForeignAddressError for an address that is not a number of loopback.
        """
        try:
            url = urlsplit(address)
            is_own = ip_address(url.hostname or "").is_loopback and url.port
        except ValueError:
            is_own = False
        if not is_own:
            raise ForeignAddressError(f"{address} is not a port of loopback")
        self.host, self.port, self.base = url.hostname or "", url.port or 0, url.path
        self.outcomes: Counter[str] = Counter()
        self._dose = dose

    def times(self, count: int) -> int:
        """Return how often to do what a whole attack does `count` times."""
        return max(1, round(count * self._dose))

    def seconds(self, whole: float) -> float:
        """Return how long to do what a whole attack does for so many seconds."""
        return max(0.01, whole * self._dose)

    async def repeat(
        self,
        count: int,
        action: Callable[[int], Awaitable[object]],
        at_once: int = _AT_ONCE,
        least: int = 1,
    ) -> None:
        """Do something `count` times in a whole attack, `least` times in any, so many at once."""
        turns = asyncio.Semaphore(at_once)

        async def once(number: int) -> None:
            async with turns:
                try:
                    await action(number)
                except (ConnectionError, asyncio.IncompleteReadError):
                    self.outcomes["cut"] += 1

        async with asyncio.TaskGroup() as tasks:
            for number in range(max(least, self.times(count))):
                tasks.create_task(once(number))

    @asynccontextmanager
    async def connected(
        self, *, source: int = 0, room: int = 0
    ) -> AsyncIterator[tuple[asyncio.StreamReader, asyncio.StreamWriter]]:
        """Connect from the loopback address number `source`, and hang up at once at the end.

        The kernel keeps `room` bytes that were not read yet; 0 is its own choice.
        """
        link = socket.socket()
        link.setblocking(False)
        if room:
            link.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, room)
        link.bind((f"127.0.{1 + source // 250}.{1 + source % 250}", 0))
        try:
            await asyncio.get_running_loop().sock_connect(link, (self.host, self.port))
        except OSError:
            link.close()
            self.outcomes["refused"] += 1
            raise ConnectionError from None
        reader, writer = await asyncio.open_connection(sock=link, limit=_READ)
        try:
            yield reader, writer
        finally:
            writer.transport.abort()

    def head(self, path: str, *, method: str = "GET", headers: Headers = ()) -> bytes:
        """Return a request's head; a path that begins with a slash is not below the base."""
        target = path if path.startswith("/") else self.base + path
        named = [("Host", f"{self.host}:{self.port}"), *headers]
        lines = [f"{method} {target} HTTP/1.1", *(f"{name}: {value}" for name, value in named)]
        return "\r\n".join(lines).encode("latin-1", "replace") + _HEAD

    async def ask(
        self, path: str, *, method: str = "GET", headers: Headers = (), source: int = 0
    ) -> bytes:
        """Ask, note the status, and return the first of the answer; read it to its end."""
        request = self.head(path, method=method, headers=(*headers, ("Connection", "close")))
        async with self.connected(source=source) as (reader, writer):
            writer.write(request)
            return await self.read(reader)

    async def ask_each(
        self,
        count: int,
        path: Callable[[int], str],
        *,
        method: str = "GET",
        headers: Headers = (),
        at_once: int = 20,
    ) -> None:
        """Ask for the path of each number of a whole attack, so many at once."""
        ask = lambda number: self.ask(path(number), method=method, headers=headers)  # noqa: E731
        await self.repeat(count, ask, at_once)

    async def read(self, reader: asyncio.StreamReader) -> bytes:
        """Note the status of an answer, and return the first of it; read until the end."""
        first = await reader.read(_READ)
        self.note(first)
        while part := await reader.read(_READ):
            if len(first) < _READ:  # the head alone may have come first
                first += part
        return first

    def note(self, first: bytes) -> None:
        """Note how a request ended, by the first bytes of the answer."""
        words = first.split(b" ", 2)
        is_answer = first.startswith(b"HTTP/1.") and len(words) > 1
        self.outcomes[words[1].decode("latin-1") if is_answer else "cut"] += 1

    async def leave(
        self, path: str, *, method: str = "GET", read: int = 0, source: int = 0
    ) -> None:
        """Ask, read so many bytes, and hang up."""
        async with self.connected(source=source) as (reader, writer):
            writer.write(self.head(path, method=method))
            await writer.drain()
            if read:
                self.note(await reader.read(read))
            else:
                # so that the server has begun, as with a reader who goes to another page
                await asyncio.sleep(0.02)
                self.outcomes["left"] += 1

    async def hold(self, count: int, data: bytes, seconds: float, *, addresses: int = 8) -> None:
        """Connect so often at once from so many addresses, send bytes, and stay."""

        async def stay(number: int) -> None:
            async with self.connected(source=number % addresses) as (_, writer):
                writer.write(data)
                self.outcomes["held"] += 1
                await asyncio.sleep(self.seconds(seconds))

        await self.repeat(count, stay, at_once=count)

    async def send(self, data: bytes, *, source: int = 0) -> None:
        """Send bytes, and note how the server answers them until it hangs up or says no more."""
        async with self.connected(source=source) as (reader, writer):
            writer.write(data)
            with suppress(TimeoutError):
                async with asyncio.timeout(1):
                    await self.read(reader)
                    return
            self.outcomes["no answer"] += 1

    @asynccontextmanager
    async def tab(
        self, *, headers: Headers = (), protocols: str = PROTOCOLS, source: int = 0, room: int = 0
    ) -> AsyncIterator["Tab"]:
        """Open the page's WebSocket, as a page of the server's own Origin unless `headers` say."""
        named = dict(headers)
        origin = named.pop("Origin", f"http://{self.host}:{self.port}")
        handshake = self.head(
            STREAM,
            headers=(
                ("Upgrade", "websocket"),
                ("Connection", "Upgrade"),
                ("Sec-WebSocket-Version", "13"),
                ("Sec-WebSocket-Key", b64encode(bytes(16)).decode()),
                ("Sec-WebSocket-Protocol", protocols),
                ("Origin", origin),
                *named.items(),
            ),
        )
        async with self.connected(source=source, room=room) as (reader, writer):
            writer.write(handshake)
            try:
                answer = await reader.readuntil(_HEAD)
            except asyncio.IncompleteReadError as error:
                answer = error.partial
            self.note(answer)
            if not answer.startswith(b"HTTP/1.1 101"):
                raise ConnectionError
            yield Tab(reader, writer)

    async def hold_tabs(
        self,
        count: int,
        seconds: float,
        messages: Sequence[bytes] = (),
        *,
        headers: Headers = (),
        addresses: int = 40,
    ) -> None:
        """Open so many tabs at once from so many addresses, each with a message, and stay."""

        async def stay(number: int) -> None:
            async with self.tab(source=number % addresses, headers=headers) as tab:
                if messages:
                    await tab.send(messages[number % len(messages)])
                await tab.read(self.seconds(seconds))

        await self.repeat(count, stay, at_once=count)


class Tab:
    """An open WebSocket, of which the frames are ours to choose."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader = reader
        self.writer = writer

    async def send(self, payload: bytes, kind: int = BINARY, *, is_last: bool = True) -> None:
        """Send one frame."""
        self.writer.write(frame(payload, kind, is_last=is_last))
        await self.writer.drain()

    async def read(self, seconds: float) -> int:
        """Read what comes for so long, or until the server hangs up; return how many bytes."""
        size = 0
        with suppress(TimeoutError, ConnectionError):
            async with asyncio.timeout(seconds):
                while part := await self._reader.read(_READ):
                    size += len(part)
        return size

    async def read_some(self, size: int) -> None:
        """Read what is there, `size` bytes at most."""
        await self._reader.read(size)

    async def frames(self, seconds: float, is_last: Callable[[bytes], bool]) -> list[bytes]:
        """Return what the frames hold that come for so long, up to the last one wanted."""
        payloads: list[bytes] = []
        with suppress(TimeoutError, asyncio.IncompleteReadError):
            async with asyncio.timeout(seconds):
                while not (payloads and is_last(payloads[-1])):
                    size = (await self._reader.readexactly(2))[1]
                    if wide := {126: 2, 127: 8}.get(size):
                        size = int.from_bytes(await self._reader.readexactly(wide), "big")
                    payloads.append(await self._reader.readexactly(size))
        return payloads


def frame(payload: bytes, kind: int = BINARY, *, is_last: bool = True, bits: int = 0) -> bytes:
    """Return a frame of a client (RFC 6455, section 5.2), masked with zeros."""
    size = len(payload)
    first = bytes([kind | bits | (0x80 if is_last else 0)])
    if size < 126:
        length = bytes([0x80 | size])
    elif size < 1 << 16:
        length = bytes([0x80 | 126]) + size.to_bytes(2, "big")
    else:
        length = bytes([0x80 | 127]) + size.to_bytes(8, "big")
    return first + length + bytes(4) + payload
