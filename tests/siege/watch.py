"""Watch a server and its children from outside: memory, processor, sockets, threads; end it above
its limit of memory.

The limit is not the kernel's: control groups need rights that a contributor has not, and RLIMIT_AS
counts what is only reserved. The kernel's own mark of the most memory (VmHWM) is read
twenty times a second, so a peak between two looks is seen as well.
"""

import os
import signal
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Thread

from tests.bench.clock import resident

LIMIT = 1000.0  # MB that a server and its children may hold
MORE = 150.0  # MB that an attack may make it hold beyond that
_LOOK = 0.05  # seconds between two looks
_TICK = os.sysconf("SC_CLK_TCK")
_OPEN = {"01", "08"}  # established, and closed by the other side alone (net/tcp_states.h)
_RESET_PEAK = "5"  # proc(5), clear_refs


def family(process: int) -> Iterator[int]:
    """Yield a process and all below it."""
    yield process
    with suppress(OSError):
        for task in Path(f"/proc/{process}/task").iterdir():
            for child in (task / "children").read_text().split():
                yield from family(int(child))


@dataclass(frozen=True, slots=True)
class State:
    """What a server holds at a moment."""

    memory: float  # MB, with its children
    sockets: int  # connections of readers
    threads: int
    processor: float  # seconds so far, with its children


def state_of(process: int, port: int) -> State:
    """Return what a server at a port holds now."""
    members = list(family(process))
    return State(
        _together(process),
        _connections(port),
        len(list(Path(f"/proc/{process}/task").iterdir())),
        sum(map(_processor, members)),
    )


def _together(process: int) -> float:
    """Return the memory of a process and all below it, in MB.

    A child that has not begun its own program yet still shares the memory of its parent.
    """
    own = _command(process)
    members = [child for child in family(process) if child == process or _command(child) != own]
    return sum(now for member in members for now in _resident(member)[:1])


def _command(process: int) -> bytes:
    try:
        return Path(f"/proc/{process}/cmdline").read_bytes()
    except OSError:
        return b""


def _resident(process: int) -> tuple[float, ...]:
    """Return the memory of a process now and at most, in MB; nothing when it has gone."""
    try:
        return resident(process)
    except (OSError, KeyError):
        return ()


def _connections(port: int) -> int:
    """Return how many connections to a port of IPv4 are open."""
    lines = Path("/proc/net/tcp").read_text().splitlines()[1:]
    fields = (line.split() for line in lines)
    return sum(f"{port:04X}" == local[-4:] and how in _OPEN for _, local, _, how, *_ in fields)


def _processor(process: int) -> float:
    """Return the processor time of a process and of its children that have ended, in seconds."""
    try:
        fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0
    return sum(map(int, fields[11:15])) / _TICK


class Watch:
    """Notes the most memory of a server while a block runs, and kills it above the limit."""

    def __init__(self, process: int, limit: float = LIMIT) -> None:
        """Prepare to watch a process, which may hold so many MB."""
        self._limit = limit
        self._process = process
        self._is_over = Event()
        self._thread = Thread(target=self._look, daemon=True)
        self.peak = 0.0  # MB
        self.was_killed = False

    def __enter__(self) -> "Watch":
        with suppress(OSError):
            Path(f"/proc/{self._process}/clear_refs").write_text(_RESET_PEAK)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._is_over.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._is_over.wait(_LOOK):
            most = _resident(self._process)[1:]
            self.peak = max(self.peak, _together(self._process), *most)
            if self.peak > self._limit:
                with suppress(ProcessLookupError):
                    os.kill(self._process, signal.SIGKILL)
                self.was_killed = True
                return


def wait_for_rest(process: int, port: int, rest: State, seconds: float) -> list[str]:
    """Wait until a server holds what it held at rest; return what it has more after `seconds`."""
    until = time.monotonic() + seconds
    while more := _above(process, port, rest):
        if time.monotonic() > until:
            return more
    return []


MEMORY_BACK = 100.0  # MB over rest; the allocator keeps some pages, caches fill
THREADS_BACK = 45  # Starlette's pool keeps up to forty for a while
BUSY_BACK = 0.25  # of a processor, while the probe goes on asking
_MOMENT = 0.4


def _above(process: int, port: int, rest: State) -> list[str]:
    """Return in words what a server has more than at rest, looking at it for a moment."""
    before = state_of(process, port)
    time.sleep(_MOMENT)
    now = state_of(process, port)
    busy = (now.processor - before.processor) / _MOMENT
    memory = now.memory - rest.memory
    words = {
        f"{memory:+.0f} MB": memory > MEMORY_BACK,
        f"{now.sockets} sockets": now.sockets > rest.sockets + 2,
        f"{now.threads - rest.threads:+} threads": now.threads > rest.threads + THREADS_BACK,
        f"{busy:.1f} processors": busy > BUSY_BACK,
    }
    return [word for word, is_above in words.items() if is_above]
