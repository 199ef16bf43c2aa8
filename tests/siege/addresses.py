"""Attacks by addresses: at the limits of their length, all different, of nothing that exists."""

import asyncio
import re
from itertools import product
from random import Random
from urllib.parse import quote

from tests.siege.attack import attack
from tests.siege.attacker import Attacker

_LARGEST = "assets/plotly.min.js"


def _words(number: int) -> str:
    """Return a search at the limit of its length, a different one for each number."""
    return f"{number} " + "event of geneva tariffs china talks " * 5


@attack
async def searches_at_the_limit(attacker: Attacker) -> None:
    """Searches of two hundred letters, each another one."""
    await attacker.ask_each(200, lambda n: f"feed.xml?q={quote(_words(n)[:200].strip())}")


@attack
async def searches_for_one_letter(attacker: Attacker) -> None:
    """Searches that nearly every event answers, each another one."""
    letters = "aeiounrstl"
    await attacker.ask_each(100, lambda n: f"feed.xml?q={letters[n % 10]}+{letters[n // 10 % 10]}")


@attack
async def addresses_at_the_limit(attacker: Attacker) -> None:
    """Sixteen thousand letters after the question mark, a thousand parameters, all different."""
    paths = ("", "api/events.json", "feed.xml", "e/none", "event-card", "livez", "static/x")

    async def ask(number: int) -> None:
        random = Random(number)  # noqa: S311 - no secret hangs on it
        parameters = "&".join(f"k{random.randrange(10**9)}=%ff%00" for _ in range(900))
        values = "&".join(f"actor=x{random.randrange(10**9)}" for _ in range(900))
        query = (parameters if number % 2 else values)[:16_000]
        headers = [("Accept", "text/html")] if number % 3 else []
        await attacker.ask(f"{paths[number % len(paths)]}?{query}", headers=headers)

    await attacker.repeat(300, ask, at_once=20)


@attack
async def thousands_of_parameters(attacker: Attacker) -> None:
    """Addresses have as many different parameters as the server takes in a line."""
    letters = "abcdefghijklmnopqrstuvwxyz0123456789"
    keys = "&".join("".join(key) for key in product(letters, repeat=3))
    paths = ("", "livez", "feed.xml", "assets/board.js", "event-card", "e/none", "static/x")
    # nginx takes 32 kB of them
    await attacker.ask_each(
        140, lambda n: f"{paths[n % len(paths)]}?{keys[: 60_000 if n % 2 else 30_000]}"
    )


@attack
async def events_that_do_not_exist(attacker: Attacker) -> None:
    """Two thousand short addresses of events that were never there."""
    await attacker.ask_each(2000, lambda n: f"e/nothing-{n}?clock=utc", at_once=50)


@attack
async def cards_by_the_hundred(attacker: Attacker) -> None:
    """The cards of events are asked for as fast as they are made, in views that all differ."""
    answer = (await attacker.ask("readyz")).partition(b'"hash":"')[2].partition(b'"')[0].decode()
    feed = await attacker.ask("feed.xml")
    ids = re.findall(rb'/e/([^"<?]+)', feed) or [b"none"]

    await attacker.ask_each(
        600,
        lambda n: f"event-card?log={answer}&event={ids[n % len(ids)].decode()}&from=1{n:03}-01-01",
        at_once=50,
    )


@attack
async def files_under_odd_names(attacker: Attacker) -> None:
    """The page's files are asked for by hundreds of spellings, and others that are not there."""
    names = (
        "static/../static/index.html?{}",
        "static//index.html?{}",
        "assets/./board.js?{}",
        "assets/board.js?v={}",
        "static/{}.js",
        "assets/{}.css",
        "static/%2e%2e/%2e%2e/etc/passwd?{}",
        "static/js/..%2f..%2f{}",
        "{}",
        "{}/static/index.html",
        "component/x/{}",
        "media/{}.png",
        "_stcore/bidi-components/{}/x.js",
    )
    headers = [("Accept-Encoding", "gzip"), ("Accept", "text/html")]
    await attacker.ask_each(
        800, lambda n: names[n % len(names)].format(f"odd{n}"), headers=headers, at_once=50
    )


@attack
async def the_largest_file(attacker: Attacker) -> None:
    """The largest script is asked for as it is, by many, and left after its first bytes."""
    await attacker.repeat(400, lambda _: attacker.leave(_LARGEST, read=1000))


@attack
async def files_that_nobody_reads(attacker: Attacker) -> None:
    """Six hundred connections from many addresses ask for the largest script, and read nothing."""

    async def hold(number: int) -> None:
        headers = [("Accept-Encoding", "gzip")] if number % 2 else []
        async with attacker.connected(source=number % 40, room=4096) as (reader, writer):
            writer.write(attacker.head(_LARGEST, headers=headers))
            attacker.note(await reader.read(100))
            await asyncio.sleep(attacker.seconds(5))

    await attacker.repeat(600, hold, at_once=600)


@attack
async def exports_of_impossible_views(attacker: Attacker) -> None:
    """Addresses that contradict themselves, end before they begin, or name years without end."""
    queries = (
        "from=9999-12-31&to=0001-01-01",
        "from=-9999&to=99999999",
        "from=" + "9" * 5000,
        "number=999999999",
        "walk=999999999&page=data",
        "clock=" + "%F0%9F%98%80" * 500,
        "q=" + "%E2%80%8D" * 200,
        "event=" + "a" * 9000,
        "&" * 15_000,
        "=" * 15_000,
        "a;b;c" * 3000,
        "%" * 15_000,
        "at=" + "." * 9000,
    )
    formats = ("json", "svg", "txt", "none", "wide.png", "feed")
    await attacker.ask_each(
        260, lambda n: f"api/events.{formats[n % len(formats)]}?{queries[n % len(queries)]}"
    )
