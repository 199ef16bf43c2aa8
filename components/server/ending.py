"""End the process within seconds of being told to, whatever is open then.

The server would wait without end for a client that does not read, and Python for each thread that
is at work. Both get a moment in which to end by themselves, and are cut off after it.
"""

import os
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from threading import Thread, Timer, current_thread, main_thread
from types import FrameType

import uvicorn

from components.sources import telemetry

MOMENT = 3.0  # seconds; with the last words and a busy machine, the end comes within five
LAST_WORDS = 0.5  # seconds for them: nobody may be reading what this process prints
_Handler = Callable[[int, FrameType | None], object]


def end_in_time() -> None:
    """From now on, end within `MOMENT` seconds of SIGTERM or Ctrl+C, with status 0.

    In a thread other than the main one, as in a test, nothing is changed: it gets no signals.
    """
    if current_thread() is main_thread():
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, partial(_stop, signal.getsignal(number)))


def _stop(before: _Handler | int | None, number: int, frame: FrameType | None) -> None:
    cut = Timer(MOMENT, _cut_off)
    cut.daemon = True
    cut.start()
    server = getattr(before, "__self__", None)
    if isinstance(server, uvicorn.Server):
        # By its own handler it would raise the signal again once it has ended, and end with that.
        server.should_exit = True
    elif callable(before):
        before(number, frame)


def _cut_off() -> None:
    """End the process, without a wait for its threads, once its last line is written."""
    last = Thread(target=_write_last_line, daemon=True)
    last.start()
    last.join(LAST_WORDS)
    os._exit(0)


def _write_last_line() -> None:
    telemetry.write_line("stop", cut_off=True)
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):  # it may be closed
            stream.flush()
