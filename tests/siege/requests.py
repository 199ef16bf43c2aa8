"""Attacks by what stands around an address: methods, headers, bodies."""

import asyncio
import gzip

from tests.siege.attack import attack, attack_on_proxy
from tests.siege.attacker import PROTOCOLS, Attacker

FORGED = "forged by the siege"  # no line of the server's output may begin with it


@attack
async def questions_about_methods(attacker: Attacker) -> None:
    """A thousand OPTIONS and methods that nobody knows."""
    methods = ("OPTIONS", "TRACE", "PUT", "DELETE", "PROPFIND", "X" * 2000, "POST", "CONNECT")
    paths = ("api/events.yaml", "", "feed.xml", "e/none", "event-card")
    await attacker.repeat(
        1000, lambda n: attacker.ask(paths[n % len(paths)], method=methods[n % len(methods)])
    )


@attack
async def headers_without_end(attacker: Attacker) -> None:
    """Heads of half a megabyte, in many headers and in one."""

    async def ask(number: int) -> None:
        headers = (
            [(f"X-{line}", "y" * 50) for line in range(8000)]
            if number % 2
            else [("Cookie", "a" * 500_000)]
        )
        await attacker.ask("", headers=headers)

    await attacker.repeat(100, ask, at_once=20)


@attack
async def bodies_on_get(attacker: Attacker) -> None:
    """GET and POST bring bodies that nobody asked for: long, in chunks, compressed."""
    bomb = gzip.compress(bytes(20_000_000))
    chunk = b"100000\r\n" + bytes(1 << 20) + b"\r\n"
    head = attacker.head
    kinds = (
        head("", headers=[("Content-Length", str(8 << 20))]) + bytes(8 << 20),
        head("feed.xml", headers=[("Transfer-Encoding", "chunked")]) + chunk * 8,
        head("", headers=[("Content-Encoding", "gzip"), ("Content-Length", str(len(bomb)))]) + bomb,
        head("", method="POST", headers=[("Content-Length", str(8 << 20))]) + bytes(8 << 20),
        head("api/events.csv", headers=[("Content-Length", "999999999999")]),
        head("_stcore/upload_file/a/b", method="PUT", headers=[("Content-Length", str(8 << 20))])
        + bytes(8 << 20),
    )
    await attacker.repeat(48, lambda n: attacker.send(kinds[n % len(kinds)]), at_once=8)


@attack
async def two_requests_in_one(attacker: Attacker) -> None:
    """Content-Length and Transfer-Encoding disagree on where a request ends."""
    hidden = attacker.head("metrics")
    ends = (("Transfer-Encoding", "chunked"), ("Content-Length", str(len(hidden) + 5)))
    kinds = (
        attacker.head("livez", headers=ends) + b"0\r\n\r\n" + hidden,
        attacker.head("livez", headers=ends[::-1]) + b"0\r\n\r\n" + hidden,
        attacker.head("livez", headers=[("Transfer-Encoding", "xchunked"), ends[1]]) + hidden,
        attacker.head("livez", headers=[("Transfer-Encoding ", "chunked"), ends[1]]) + hidden,
        attacker.head("livez", headers=[("Content-Length", "5"), ("Content-Length", "6")]) + hidden,
    )
    await attacker.repeat(
        100, lambda n: attacker.send(kinds[n % len(kinds)]), at_once=20, least=len(kinds)
    )


@attack_on_proxy
async def figures_behind_the_proxy(attacker: Attacker) -> None:
    """The figures that the proxy keeps for the host are asked for by other spellings."""
    paths = (
        "metrics",
        "metrics/",
        "%6detrics",
        "./metrics",
        "assets/../metrics",
        "assets/%2e%2e/metrics",
        "metrics%00",
        "metrics;a",
        "_stcore/metrics",
        "/metrics",
        "//metrics",
    )

    async def ask(number: int) -> None:
        path = paths[number % len(paths)]
        if b"timeline_readers" in await attacker.ask(path):
            attacker.outcomes[f"figures at {path}"] += 1

    await attacker.repeat(2 * len(paths), ask)


@attack
async def lines_in_the_log_of_the_host(attacker: Attacker) -> None:
    """Line breaks and escape sequences are sent wherever a server could write them down."""
    line = f"%0a{FORGED}%0d%0a%1b%5b31m%07"
    plain = f"\x1b[31m\t{FORGED}"
    headers = (
        ("Origin", "http://["),
        ("Origin", f"http://{plain}"),
        ("Referer", plain),
        ("User-Agent", plain * 500),
        ("X-Forwarded-For", plain),
        ("X-Forwarded-Proto", plain),
        ("Accept-Encoding", plain),
        ("Sec-WebSocket-Protocol", f"{PROTOCOLS}, {plain}"),
    )
    upgrade = (("Upgrade", "websocket"), ("Connection", "Upgrade"), ("Sec-WebSocket-Version", "13"))
    paths = (f"api/events.{line}", f"e/{line}", f"?q={line}", f"static/{line}", f"{line}/x")

    async def ask(number: int) -> None:
        name, value = headers[number % len(headers)]
        await attacker.ask(paths[number % len(paths)], headers=[(name, value)])
        key = ("Sec-WebSocket-Key", "AAAAAAAAAAAAAAAAAAAAAA==")
        stream = attacker.head("_stcore/stream", headers=[*upgrade, key, (name, value)])
        await attacker.send(stream)

    await attacker.repeat(40, ask, at_once=20, least=len(headers))


@attack
async def sockets_where_there_are_none(attacker: Attacker) -> None:
    """A WebSocket is asked for at every route."""
    headers = (
        ("Upgrade", "websocket"),
        ("Sec-WebSocket-Version", "13"),
        ("Sec-WebSocket-Key", "AAAAAAAAAAAAAAAAAAAAAA=="),
        ("Connection", "Upgrade"),
    )
    paths = ("", "livez", "api/events.yaml", "feed.xml", "assets/board.js", "_stcore/health", "x")
    requests = [attacker.head(path, headers=headers) for path in paths]
    await attacker.repeat(140, lambda n: attacker.send(requests[n % len(requests)]), at_once=20)


@attack
async def questions_of_monitors(attacker: Attacker) -> None:
    """What monitors and open pages ask every second is asked a thousand times."""
    paths = ("readyz", "state", "livez", "metrics", "_stcore/health", "_stcore/host-config")
    await attacker.ask_each(1000, lambda n: paths[n % len(paths)], at_once=50)


@attack
async def readers_of_one_connection(attacker: Attacker) -> None:
    """The page is asked for two thousand times on a few connections, as fast as it is answered."""

    async def read(_: int) -> None:
        async with attacker.connected() as (reader, writer):
            for _ in range(attacker.times(100)):
                writer.write(attacker.head("", method="HEAD"))
                attacker.note(await reader.readuntil(b"\r\n\r\n"))
                await asyncio.sleep(0)

    await attacker.repeat(20, read)


@attack
async def cookies_in_quotes(attacker: Attacker) -> None:
    """Cookies of sixty thousand letters, half of them backslashes, come with requests and tabs."""
    headers = (("Cookie", f'a="{chr(92)}"' + f'{chr(92)}"' * 29_000 + '"'),)
    paths = ("_stcore/host-config", "_stcore/health", "", "feed.xml")

    await attacker.ask_each(40, lambda n: paths[n % len(paths)], headers=headers, at_once=10)
    short = (("Cookie", headers[0][1][:7_000] + '"'),)

    async def open_tab(_: int) -> None:
        async with attacker.tab(headers=short):
            pass

    await attacker.repeat(40, open_tab, at_once=10)


@attack
async def formats_that_there_are_not(attacker: Attacker) -> None:
    """Figures and pages are asked for in versions, weights and kinds without sense."""
    kinds = ("text/plain", "application/openmetrics-text", "application/x-protobuf", "*/*")
    weights = ("version=x", "version=1.a", "q=x", "escaping=\x7f", "version=" + "9" * 5000)
    paths = ("metrics", "_stcore/metrics", "", "feed.xml")

    async def ask(number: int) -> None:
        accept = f"{kinds[number % len(kinds)]}; {weights[number % len(weights)]}"
        await attacker.ask(paths[number // 20 % len(paths)], headers=[("Accept", accept)])

    await attacker.repeat(200, ask, at_once=10, least=40)
