"""Attacks by pictures, of which each takes a processor for most of a second."""

import asyncio

from tests.siege.attack import attack
from tests.siege.attacker import Attacker

SIZES = ("png", "wide.png", "square.png", "tall.png")


def _picture(number: int, suffix: str = "png", rest: str = "") -> str:
    """Return the address of a picture of all events that no other number asks for."""
    return f"api/events.{suffix}?from=1{number:03}-01-01{rest}"


@attack
async def two_pictures_a_second(attacker: Attacker) -> None:
    """Every half second one asks for a picture that nobody asked for before."""

    async def ask(number: int) -> None:
        await asyncio.sleep(number / 2)
        await attacker.ask(_picture(number))

    await attacker.repeat(12, ask)


@attack
async def pictures_that_nobody_waits_for(attacker: Attacker) -> None:
    """Three hundred pictures are asked for by clients that are gone before they are drawn."""
    await attacker.repeat(300, lambda n: attacker.leave(_picture(n, "wide.png")))


@attack
async def pictures_for_many_addresses(attacker: Attacker) -> None:
    """Eighty addresses ask for a picture each, all different, and wait for it."""
    await attacker.repeat(
        80, lambda n: attacker.ask(_picture(n, SIZES[n % len(SIZES)]), source=n), at_once=80
    )


@attack
async def drawings_of_views_that_all_differ(attacker: Attacker) -> None:
    """The same as SVG, two hundred times."""
    await attacker.ask_each(200, lambda n: _picture(n, "svg"))


@attack
async def pictures_of_the_accounts(attacker: Attacker) -> None:
    """Pictures of the accounts side by side, each of another view."""
    await attacker.ask_each(60, lambda n: _picture(n, SIZES[n % 4], "&page=evidence"))


@attack
async def pictures_with_rows_of_actors(attacker: Attacker) -> None:
    """Pictures with a row for each actor or source, on every clock."""
    rows = ("actor", "source", "topic", "kind")
    await attacker.ask_each(
        60, lambda n: _picture(n, "svg" if n % 2 else "png", f"&lanes={rows[n % 4]}")
    )
