"""Each attack in a small dose: what has to hold on any machine, however busy."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.loop import finished
from tests.pace import PATIENCE
from tests.serving import LOG, fetch
from tests.siege.attack import ATTACKS, Attack
from tests.siege.attacker import Attacker, ForeignAddressError
from tests.siege.output import troubles
from tests.siege.strike import strike
from tests.siege.watch import MORE, Watch, state_of
from tests.soak.server import Server
from tests.soak.session import Session

DOSE = 0.02
SECONDS = 0.5
# What docs/threat-model.md says that a request can end with.
DOCUMENTED = {
    *("101", "200", "204", "206", "301", "304", "307", "400", "403", "404", "405", "408", "409"),
    *("413", "414", "416", "429", "431", "501", "503"),
    *("cut", "refused", "left", "sent", "held", "no answer"),
}

pytestmark = pytest.mark.thorough


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Run a server of the project's own log for all attacks."""
    server = Server(tmp_path_factory.mktemp("siege"), LOG)
    server.start()
    try:
        server.wait()
        yield server
    finally:
        server.kill()


@pytest.fixture(scope="module")
def watch(server: Server) -> Iterator[Watch]:
    """Watch the server from its first page on."""
    finished(_read_page(server.address))
    with Watch(server.process) as watch:
        yield watch


async def _read_page(address: str) -> None:
    session = Session(address)
    await session.open()
    await session.close()


@pytest.mark.parametrize(
    "attack",
    [attack for attack in ATTACKS.values() if not attack.is_for_proxy],
    ids=lambda attack: attack.name,
)
def test_the_server_withstands(attack: Attack, server: Server, watch: Watch) -> None:
    printed = server.output.stat().st_size
    before = state_of(server.process, 0).memory
    attacker = Attacker(server.address, DOSE)
    outcomes = finished(strike(attack, attacker, SECONDS))
    assert set(outcomes) <= DOCUMENTED
    assert not watch.was_killed and server.code is None
    assert fetch(f"{server.address}livez").body == b"ok\n"
    assert state_of(server.process, 0).memory < before + MORE
    assert not list(troubles(server.output, printed))


def test_the_page_is_there_afterwards(server: Server, watch: Watch) -> None:
    finished(_read_page(server.address))
    assert not watch.was_killed


@pytest.mark.parametrize(
    "address",
    ["http://192.0.2.1:80/", "http://example.org/", "http://0.0.0.0:80/", "x", "http://["],
)
def test_no_other_address_is_attacked(address: str) -> None:
    with pytest.raises(ForeignAddressError):
        Attacker(address)


def test_a_server_above_its_limit_is_ended() -> None:
    command = [sys.executable, "-c", "import time; data = bytearray(90_000_000); time.sleep(60)"]
    process = subprocess.Popen(command)
    with Watch(process.pid, limit=80) as watch:
        code = process.wait(PATIENCE)
    assert watch.was_killed and code == -9 and watch.peak > 80


def test_output_that_a_stranger_wrote_is_noticed(tmp_path: Path) -> None:
    output = tmp_path / "server.txt"
    output.write_text("before\nforged by the siege\n\x1b[31m\nTraceback\n" + "x" * 5000)
    assert len(list(troubles(output, 0))) == 4
    assert not list(troubles(output, output.stat().st_size))
