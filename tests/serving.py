"""Start a server for a test, wait until it answers, and stop it afterwards."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from tests.pace import PATIENCE

ROOT = Path(__file__).resolve().parents[1]
LOG = ROOT / "data" / "events.yaml"


@dataclass
class Answer:
    """A response as it came over the wire; of a repeated header it has the last."""

    status: int
    headers: dict[str, str]
    body: bytes


@dataclass
class Running:
    """A running server: its address, and the id of its process."""

    address: str
    process: int


def free_port() -> int:
    """Return a port of loopback that nobody listens to."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


_RELEASED: list[int] = []


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # as servers do
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
        return True


@contextmanager
def leased_port() -> Iterator[int]:
    """Lend a port, if possible one that a server of this process had before.

    A browser keeps compiled scripts by their address: at a port that it knows it need not compile
    them again, which would take longer than most tests.
    """
    port = _RELEASED.pop() if _RELEASED else 0
    if not port or not _is_free(port):
        port = free_port()
    yield port
    _RELEASED.append(port)


def fetch(address: str, body: bytes | None = None, **headers: str) -> Answer:
    """Return the response of an address, whatever its status; in a header's name _ stands for -."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    try:
        with urlopen(Request(address, body, headers=named), timeout=PATIENCE) as response:
            status, fields, content = response.status, response.headers, response.read()
    except HTTPError as error:
        status, fields, content = error.code, error.headers, error.read()
    return Answer(status, {name.lower(): value for name, value in fields.items()}, content)


def answers(address: str, within: float = 2) -> bool:
    """Tell whether a server answers, be it that it has no log that could be read."""
    try:
        with urlopen(address, timeout=within):
            return True
    except HTTPError as error:
        return error.code == 503
    except OSError:
        return False


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Write no line for a request."""


@contextmanager
def serve_folder(folder: Path) -> Iterator[str]:
    """Serve the files of a folder at an origin of its own; give its address."""
    (folder / "favicon.ico").touch()  # a browser asks for it, and would report that there is none
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder))) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@contextmanager
def started(
    command: Sequence[str | Path],
    output: Path,
    is_ready: Callable[[], bool],
    *,
    folder: Path | None = None,
    environment: Mapping[str, str] | None = None,
    within: float = PATIENCE,
) -> Iterator[subprocess.Popen[bytes]]:
    """Run a command until the block ends; the block begins once it is ready.

    What it prints goes to `output`. `environment` is added to the test's own. Raise AssertionError
    with the output when the command ends early or needs more than `within` seconds.
    """
    with output.open("wb") as written:
        process = subprocess.Popen(
            command,
            cwd=folder,
            env={**os.environ, **(environment or {})},
            stdout=written,
            stderr=subprocess.STDOUT,
        )
    try:
        deadline = time.monotonic() + within
        while not is_ready():
            if time.monotonic() > deadline or process.poll() is not None:
                raise AssertionError(output.read_text())
            time.sleep(0.1)
        yield process
    finally:
        process.terminate()
        process.wait(timeout=PATIENCE)


@contextmanager
def running(
    folder: Path,
    script: Path,
    probe: str,
    *options: str,
    log: Path | str = LOG,
    within: float = PATIENCE,
    before: Sequence[str] = (),
) -> Iterator[Running]:
    """Run a script with Streamlit; the block begins once `probe`, below its address, answers.

    `before` stands before the command.
    """
    with leased_port() as port:
        command = [*before, sys.executable, "-m", "streamlit", "run", str(script)]
        command += ["--server.port", str(port), "--server.address", "127.0.0.1"]
        command += ["--server.headless", "true", "--browser.gatherUsageStats", "false", *options]
        base = next((option.partition("=")[2] for option in options if "baseUrlPath" in option), "")
        address = f"http://127.0.0.1:{port}/{base and base + '/'}"
        with started(
            command,
            folder / "server.txt",
            lambda: answers(address + probe),
            folder=folder,
            environment={"TIMELINE_LOG": str(log)},
            within=within,
        ) as process:
            yield Running(address, process.pid)
