"""The dashboard as a host runs it, on loopback: started, looked at, killed and started again."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.error import HTTPError

from tests.bench.clock import resident
from tests.browser.conftest import ROOT, START

LIVE = "livez"
LOOK = 0.1  # seconds between two looks whether the server is alive
PATIENCE = 30.0  # seconds that one such look may take


class Server:
    """A server at a port of its own, which stays the same when it is started again."""

    def __init__(self, folder: Path, log: Path) -> None:
        """Prepare a server of a log; nothing runs yet."""
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self._port = int(probe.getsockname()[1])
        self.address = f"http://127.0.0.1:{self._port}/"
        self.output = folder / "server.txt"
        self._folder = folder
        self._log = log
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def process(self) -> int:
        """Return the id of its process."""
        assert self._process
        return self._process.pid

    def start(self) -> None:
        """Start it without waiting for it, as a supervisor does."""
        command = [sys.executable, "-m", "streamlit", "run", str(ROOT / "app.py")]
        command += ["--server.port", str(self._port), "--server.address", "127.0.0.1"]
        with self.output.open("ab") as written:
            self._process = subprocess.Popen(
                command,
                cwd=ROOT,
                env={**os.environ, "TIMELINE_LOG": str(self._log)},
                stdout=written,
                stderr=subprocess.STDOUT,
            )

    def wait(self) -> None:
        """Wait until it is alive."""
        deadline = time.monotonic() + START
        while not self.is_alive():
            assert time.monotonic() < deadline, self.output.read_text()
            assert self._process
            assert self._process.poll() is None, self.output.read_text()
            time.sleep(0.05)

    def is_alive(self) -> bool:
        """Ask it once."""
        try:
            with urllib.request.urlopen(self.address + LIVE, timeout=PATIENCE):
                return True
        except OSError:
            return False

    def kill(self) -> None:
        """End it at once, without a word to it."""
        assert self._process
        self._process.kill()
        self._process.wait()

    def stop(self) -> None:
        """End it as a host does."""
        assert self._process
        self._process.send_signal(signal.SIGTERM)
        self._process.wait(timeout=20)

    def memory(self) -> float:
        """Return the memory that it holds now, in MB."""
        return resident(self.process)[0]

    def descriptors(self) -> int:
        """Return how many file descriptors it has open."""
        return len(os.listdir(f"/proc/{self.process}/fd"))  # noqa: PTH208 - names are enough

    def troubles(self) -> list[str]:
        """Return the lines of its output that tell of an error."""
        lines = self.output.read_text(errors="replace").splitlines()
        return [line for line in lines if "Traceback" in line or "ERROR" in line]


@contextmanager
def served(folder: Path, log_text: str) -> Iterator[Server]:
    """Serve a log until the block ends."""
    log = folder / "events.yaml"
    log.write_text(log_text, encoding="utf-8")
    server = Server(folder, log)
    server.start()
    try:
        server.wait()
        yield server
    finally:
        with suppress(ProcessLookupError):
            server.stop()


class Watch:
    """A probe as an orchestrator sends it, every tenth of a second, from a thread of its own."""

    def __init__(self, server: Server) -> None:
        """Prepare to ask a server whether it is alive."""
        self._server = server
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._look)
        self.waits: list[float] = []  # seconds
        self.failures = 0

    def _look(self) -> None:
        while not self._over.wait(LOOK):
            begun = time.monotonic()
            try:
                alive = self._server.is_alive()
            except HTTPError:
                alive = False
            self.waits.append(time.monotonic() - begun)
            self.failures += not alive

    def __enter__(self) -> Watch:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()
