"""Attacks by exports: made for nobody, read slowly, asked for by many."""

import asyncio

from tests.siege.attack import attack
from tests.siege.attacker import Attacker

FORMATS = ("yaml", "json", "jsonl", "csv", "ics", "timelinejs", "txt", "bib", "csl")


def _export(number: int) -> str:
    return f"api/events.{FORMATS[number % len(FORMATS)]}"


@attack
async def heads_of_whole_exports(attacker: Attacker) -> None:
    """HEAD asks for the whole log in each format, four at a time."""
    await attacker.ask_each(18, _export, method="HEAD", at_once=4)


@attack
async def heads_that_hang_up(attacker: Attacker) -> None:
    """HEAD asks for the whole log, and the client is gone before the answer."""
    await attacker.repeat(36, lambda n: attacker.leave(_export(n), method="HEAD"), at_once=12)


@attack
async def exports_that_nobody_reads(attacker: Attacker) -> None:
    """GET asks for the whole log in each format, and the client is gone before the answer."""
    await attacker.repeat(90, lambda n: attacker.leave(_export(n)), at_once=30)


@attack
async def exports_left_after_the_first_bytes(attacker: Attacker) -> None:
    """Each format is asked for, and left once its first bytes have come."""
    await attacker.repeat(36, lambda n: attacker.leave(_export(n), read=100), at_once=6)


@attack
async def exports_read_byte_by_byte(attacker: Attacker) -> None:
    """Forty clients take sixteen bytes of an export a second, and keep the rest waiting."""

    async def creep(number: int) -> None:
        async with attacker.connected(room=4096) as (reader, writer):
            writer.write(attacker.head(_export(number)))
            attacker.note(await reader.read(16))
            for _ in range(attacker.times(30)):
                await asyncio.sleep(1)
                await reader.read(16)

    await attacker.repeat(40, creep)


@attack
async def sixty_readers_of_csv(attacker: Attacker) -> None:
    """Sixty clients read the whole log as CSV at once."""
    await attacker.ask_each(60, lambda _: "api/events.csv", at_once=60)


@attack
async def sixty_addresses_that_read_json(attacker: Attacker) -> None:
    """Sixty clients, each from an address of its own, read the whole log as JSON at once."""
    await attacker.repeat(60, lambda n: attacker.ask("api/events.json", source=n), at_once=60)


@attack
async def feeds_of_views_that_all_differ(attacker: Attacker) -> None:
    """Feeds of the whole log are asked for, each by another address."""
    await attacker.ask_each(150, lambda n: f"feed.xml?from=19{n % 100:02}-01-{1 + n // 100:02}")


@attack
async def lists_of_etags(attacker: Attacker) -> None:
    """If-None-Match names thousands of versions."""
    etags = ", ".join(f'W/"{number:032x}"' for number in range(1200))
    headers = (("If-None-Match", etags),)
    await attacker.ask_each(300, _export, headers=headers)


@attack
async def ranges_by_the_hundred(attacker: Attacker) -> None:
    """Range asks for hundreds of overlapping parts of exports and of the page's files."""
    headers = (("Range", "bytes=" + ",".join(f"{n}-" for n in range(0, 1500, 2))),)
    paths = ("api/events.csv", "assets/board.js", "assets/style.css", "static/index.html", "")
    await attacker.ask_each(200, lambda n: paths[n % len(paths)], headers=headers)
