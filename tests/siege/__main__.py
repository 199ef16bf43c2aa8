"""Attack the dashboard, print how it held, and fail when a bar is missed.

python -m tests.siege [--log default|large] [--front direct|nginx] [--attack NAME] [PART ...]
"""

import argparse
import asyncio
import os
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit

from tests.bench.report import machine
from tests.hosting.replicas import BASE, proxied, site
from tests.pace import PATIENCE
from tests.serving import LOG, fetch, free_port
from tests.siege import honest
from tests.siege.attack import ATTACKS, Attack
from tests.siege.output import troubles
from tests.siege.strike import PARTS, Striker
from tests.siege.watch import LIMIT, MORE, State, Watch, state_of, wait_for_rest
from tests.soak.probe import Probe
from tests.soak.server import Server
from tests.soak.session import Session
from tests.synthetic_log import write_synthetic_parquet

EVENTS = 100_000
SECONDS = 6.0  # that an attack lasts at most
LIVE = 0.5  # seconds within which /livez answers
PAGE = 2.0  # seconds within which an honest reader has a page, or its change
REST = 5.0  # seconds until all is as before
LOGS = ("default", "large")
FRONTS = ("direct", "nginx")
_LOOK = 0.2  # seconds between two looks whether a log was read
_NEVER = float("inf")


@dataclass(frozen=True, slots=True)
class Row:
    """How the server held against one attack."""

    attack: str
    live: float  # seconds, the longest
    page: float
    change: float
    memory: float  # MB over rest, the most
    processor: float  # seconds that the server took
    more: tuple[str, ...]  # what it held after REST
    troubles: tuple[str, ...]
    outcomes: str

    @property
    def missed(self) -> list[str]:
        """Return the bars that were missed, each with what was measured."""
        bars = (
            ("/livez", self.live, LIVE, "s"),
            ("page", self.page, PAGE, "s"),
            ("change", self.change, PAGE, "s"),
            ("memory", self.memory, MORE, "MB"),
        )
        late = [f"{name} {value:.2f} {unit}" for name, value, bar, unit in bars if value > bar]
        more = [f"not at rest: {', '.join(self.more)}"] if self.more else []
        return [*self.troubles, *late, *more]

    def __str__(self) -> str:
        figures = f"{self.live:7.2f} {self.page:7.2f} {self.change:7.2f} {self.memory:+7.0f}"
        verdict = "; ".join(self.missed) or "met"
        words = f"{figures} {self.processor:7.1f}  {verdict}"
        return f"  {self.attack:<41}{words}  ({self.outcomes})"


class Castle:
    """A server of one log, which is started again where an attack left it other than at rest."""

    def __init__(self, folder: Path, log: Path) -> None:
        """Prepare a server; nothing runs yet."""
        options = (f"--server.baseUrlPath={BASE}",)
        self.server = Server(folder, log, options, f"{BASE}/")
        self.rest = State(0, 0, 0, 0)

    @property
    def port(self) -> int:
        """The server's own port."""
        return urlsplit(self.server.address).port or 0

    def start(self) -> None:
        """Start the server, and wait until it has shown a page and is at rest."""
        self.server.start()
        self.server.wait()
        until = time.monotonic() + PATIENCE
        while not _is_ready(self.server.address):
            assert time.monotonic() < until, self.server.output.read_text()
            time.sleep(_LOOK)
        asyncio.run(_first_page(self.server.address))
        unknown = State(_NEVER, 1000, 1000, 0)
        wait_for_rest(self.server.process, self.port, unknown, 30)
        self.rest = state_of(self.server.process, self.port)

    def withstand(self, attack: Attack, address: str) -> Row:
        """Make an attack on an address of the server, and return how it held."""
        striker = Striker(attack, address, SECONDS)
        before = state_of(self.server.process, self.port).processor
        since = self.server.output.stat().st_size
        with Watch(self.server.process) as watch, Probe(self.server.address) as probe:
            striker.begin()
            is_on = lambda: not (striker.is_over or watch.was_killed)  # noqa: E731
            seen = asyncio.run(honest.read_while(address, is_on))
            outcomes = striker.outcomes()
        died = watch.was_killed or self.server.code is not None
        more: list[str] = []
        processor = 0.0
        if not died:
            processor = state_of(self.server.process, self.port).processor - before
            more = wait_for_rest(self.server.process, self.port, self.rest, REST)
        found = list(troubles(self.server.output, since))
        if died:
            found.insert(0, f"killed at {LIMIT:.0f} MB" if watch.was_killed else "died")
        elif probe.failures:
            found.append(f"{probe.failures} looks at /livez failed")
        if seen.failures:
            found.append(f"the reader failed {len(seen.failures)} times: {seen.failures[0]}")
        return Row(
            attack.name,
            max(probe.waits, default=_NEVER),
            max(seen.pages, default=_NEVER),
            max(seen.filters, default=_NEVER),
            watch.peak - self.rest.memory,
            processor,
            tuple(more),
            tuple(found),
            ", ".join(f"{count} {how}" for how, count in sorted(outcomes.items())),
        )


def _is_ready(address: str) -> bool:
    """Return whether a server shows its log; a large one takes a while to be read."""
    try:
        return fetch(f"{address}readyz").status == 200
    except OSError:
        return False


async def _first_page(address: str) -> None:
    session = Session(address)
    await session.open()
    await session.close()


def besiege(
    folder: Path, log: Path, fronts: list[str], attacks: list[Attack], name: str
) -> Iterator[Row]:
    """Make attacks on a server of a log, directly and through nginx; print and yield each row."""
    castle = Castle(folder, log)
    castle.start()
    try:
        with ExitStack() as stack:
            for front in fronts:
                address = castle.server.address
                print(f"{name} log, {front}: {castle.rest.memory:.0f} MB at rest", flush=True)
                if front == "nginx":
                    port = free_port()
                    replica = urlsplit(address).netloc
                    conf = site(folder, port, [replica, replica])
                    address = f"http://127.0.0.1:{port}/{BASE}/"
                    stack.enter_context(proxied(folder, conf, f"{address}readyz"))
                for attack in attacks:
                    if attack.is_for_proxy and front != "nginx":
                        continue
                    row = castle.withstand(attack, address)
                    print(row, flush=True)
                    yield row
                    if row.more or castle.server.code is not None:
                        # so that each attack is judged alone
                        castle.server.kill()
                        castle.start()
    finally:
        castle.server.kill()


def main() -> None:
    """Make the attacks of the parts named on the command line, or all."""
    parser = argparse.ArgumentParser(prog="python -m tests.siege", description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="PART", help=", ".join(PARTS))
    parser.add_argument("--log", choices=LOGS, help="one of the logs alone")
    parser.add_argument("--front", choices=FRONTS, help="one of the ways alone")
    parser.add_argument(
        "--attack", choices=ATTACKS, metavar="NAME", help="one of the attacks alone, by its name"
    )
    args = parser.parse_args()
    parts = args.parts or PARTS
    if unknown := sorted(set(parts) - set(PARTS)):
        parser.error(f"there is no part {', '.join(unknown)}; those are {', '.join(PARTS)}")
    attacks = [
        attack
        for part in parts
        for attack in ATTACKS.values()
        if attack.part == part and args.attack in (None, attack.name)
    ]
    if not attacks:
        parser.error(f"{args.attack} is of the part {ATTACKS[args.attack].part}")
    print(f"{machine()}; load {os.getloadavg()[1]:.1f}; {len(attacks)} attacks", flush=True)
    print(
        f"  bars: /livez {LIVE} s, page and change {PAGE:g} s, memory +{MORE:.0f} MB, nothing"
        f" killed at {LIMIT:.0f} MB, at rest after {REST:g} s, output without tracebacks\n"
        f"  {'attack':<41}  /livez    page  change  memory  processor"
    )
    rows: list[Row] = []
    for log in [args.log] if args.log else LOGS:
        with TemporaryDirectory() as name:
            folder = Path(name)
            fronts = [args.front] if args.front else list(FRONTS)
            if log == "large":
                path = folder / "events.parquet"  # as YAML so many are refused
                write_synthetic_parquet(path, EVENTS)
            else:
                path = LOG
            rows += besiege(folder, path, fronts, attacks, log)
    missed = sum(bool(row.missed) for row in rows)
    sys.exit(f"{missed} of {len(rows)} missed a bar" if missed else 0)


if __name__ == "__main__":
    main()
