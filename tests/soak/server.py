"""Start, watch, kill and restart a dashboard on loopback."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from tests.bench.clock import resident
from tests.pace import PATIENCE
from tests.serving import ROOT, answers, free_port
from tests.soak.probe import LIVE


class Server:
    """A server at a port of its own, which stays the same when it is started again."""

    def __init__(
        self, folder: Path, log: Path, options: Sequence[str] = (), base: str = ""
    ) -> None:
        """Prepare a server of a log, below a path that ends with a slash; nothing runs yet."""
        self._port = free_port()
        self._options = options
        self.address = f"http://127.0.0.1:{self._port}/{base}"
        self.output = folder / "server.txt"
        self._folder = folder
        self.log = log
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def process(self) -> int:
        """Return the id of its process."""
        assert self._process
        return self._process.pid

    @property
    def code(self) -> int | None:
        """Return the code that its process ended with; `None` while it runs."""
        assert self._process
        return self._process.poll()

    def start(self) -> None:
        """Start it without waiting for it, as a supervisor does."""
        command = [sys.executable, "-m", "streamlit", "run", str(ROOT / "app.py")]
        command += ["--server.fileWatcherType=none"]
        command += ["--server.port", str(self._port), "--server.address", "127.0.0.1"]
        command += self._options
        with self.output.open("ab") as written:
            self._process = subprocess.Popen(
                command,
                cwd=ROOT,
                env={**os.environ, "TIMELINE_LOG": str(self.log)},
                stdout=written,
                stderr=subprocess.STDOUT,
            )

    def wait(self) -> None:
        """Wait until it is alive."""
        deadline = time.monotonic() + PATIENCE
        while not answers(self.address + LIVE):
            assert time.monotonic() < deadline, self.output.read_text()
            assert self._process
            assert self._process.poll() is None, self.output.read_text()
            time.sleep(0.05)

    def kill(self) -> None:
        """End it at once, without warning."""
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
        """Return the lines of its output that report an error."""
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
