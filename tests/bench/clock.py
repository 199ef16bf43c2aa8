"""Read the CPU time and the memory that a process or a page has used.

`process_cpu` counts all threads of another process, those that have ended too.
"""

import ctypes
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from playwright.sync_api import CDPSession


def cpu(work: Callable[[], object], repeats: int) -> float:
    """Return the median CPU time of a call in milliseconds, after one that is not counted."""
    work()
    return median(once(work) for _ in range(repeats))


def once(work: Callable[[], object]) -> float:
    """Return the CPU time of one call in milliseconds."""
    start = time.process_time()
    work()
    return (time.process_time() - start) * 1000


def process_cpu(process: int) -> float:
    """Return the CPU time that a process has spent so far, in milliseconds."""
    clock = ctypes.c_int()
    if ctypes.CDLL(None).clock_getcpuclockid(process, ctypes.byref(clock)):
        raise ProcessLookupError(process)
    return time.clock_gettime_ns(clock.value) / 1e6


def main_thread(session: CDPSession) -> float:
    """Return the CPU time that the page's main thread has spent so far, in milliseconds."""
    metrics = session.send("Performance.getMetrics")["metrics"]
    values = {metric["name"]: metric["value"] for metric in metrics}
    return float(values["TaskDuration"]) * 1000


def resident(process: int | str = "self") -> tuple[float, float]:
    """Return the memory that a process holds now and has held at most, in MB."""
    lines = Path(f"/proc/{process}/status").read_text().splitlines()
    held = dict(line.split(":", 1) for line in lines)
    now, most = (int(held[name].split()[0]) * 1024 / 1e6 for name in ("VmRSS", "VmHWM"))
    return now, most
