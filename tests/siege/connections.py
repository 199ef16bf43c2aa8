"""Attacks below HTTP: connections that say nothing, little, or too much at once."""

import asyncio

from tests.siege.attack import attack
from tests.siege.attacker import PROTOCOLS, STREAM, Attacker

_HELD = 5  # seconds that a connection is held


@attack
async def connections_that_say_nothing(attacker: Attacker) -> None:
    """Four hundred connections are opened and held."""
    await attacker.hold(400, b"", _HELD)


@attack
async def half_requests(attacker: Attacker) -> None:
    """Four hundred requests are begun and never finished; a header comes now and then."""

    async def hold(number: int) -> None:
        async with attacker.connected(source=number % 8) as (_, writer):
            writer.write(attacker.head("")[:-2])
            attacker.outcomes["held"] += 1
            for line in range(attacker.times(10)):
                await asyncio.sleep(0.4)
                writer.write(b"X-%d: 1\r\n" % line)
                await writer.drain()

    await attacker.repeat(400, hold, at_once=400)


@attack
async def half_handshakes(attacker: Attacker) -> None:
    """Two hundred WebSockets are begun and never finished."""
    begun = attacker.head(
        STREAM,
        headers=(("Upgrade", "websocket"), ("Sec-WebSocket-Protocol", PROTOCOLS)),
    )[:-2]
    await attacker.hold(200, begun, _HELD)


@attack
async def connections_opened_and_closed(attacker: Attacker) -> None:
    """Three thousand connections are opened and closed at once."""

    async def touch(_: int) -> None:
        async with attacker.connected():
            attacker.outcomes["left"] += 1

    await attacker.repeat(3000, touch)


@attack
async def requests_in_a_row_that_nobody_reads(attacker: Attacker) -> None:
    """Hundreds of requests are sent on one connection without waiting for an answer."""
    request = attacker.head("feed.xml") * attacker.times(400)

    async def pour(number: int) -> None:
        async with attacker.connected(source=number, room=4096) as (_, writer):
            writer.write(request)
            attacker.outcomes["sent"] += 1
            await asyncio.sleep(attacker.seconds(_HELD))

    await attacker.repeat(20, pour)


@attack
async def bytes_without_sense(attacker: Attacker) -> None:
    """The server is sent what is not HTTP: TLS, HTTP/2, line feeds, zeros, other letters."""
    kinds = (
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + bytes(range(256)),
        b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        b"\n" * 5000,
        bytes(5000),
        b"GET\x00/ HTTP/1.1\r\nHost: [::1\r\n\r\n",
        b"GET http://example.org:99999999/ HTTP/9.9\r\nHost: a b\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\nX\xff\xfe: \x1b[31m\r\n\r\n",
        b"GET / HTTP/1.1\r\n: no name\r\n folded\r\n\r\n",
    )
    await attacker.repeat(
        160, lambda n: attacker.send(kinds[n % len(kinds)]), at_once=40, least=len(kinds)
    )
