"""A log that an engine holds comes in as its address; the log goes out, as far as it answers."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from threading import Lock, Thread

from components.frames.warehouse import (
    Address,
    Connection,
    EngineError,
    engine_of,
    open_log,
    read_about,
)
from components.sources import telemetry
from components.sources.snapshot import Snapshot

INTERVAL = 5.0  # seconds between two looks whether the log is still the same
WHILE_LOST = 2.0


class EngineSource:
    """A log in an engine, opened again when another one is loaded there."""

    def __init__(
        self,
        address: Address,
        connect: Callable[[Address], Connection] = lambda address: Connection(
            engine_of(address),
            address.timeout,
            lambda words, error: telemetry.engine_failed(address.name, words, error),
        ),
        *,
        interval: float = INTERVAL,
    ) -> None:
        """Follow the log at an address; raise AddressError when its library is not installed."""
        self._connection = connect(address)
        self.limit = address.timeout
        self._interval = interval
        self._lock = Lock()
        self._present = Snapshot(address.name, notice="The engine has not answered yet.")
        self._about = ""
        self._next_look = 0.0
        self._is_looking = False

    def snapshot(self) -> Snapshot:
        """Return the last log that the engine gave, and what is wrong with the engine.

        Only who comes before there is a log waits for the engine. Raise EngineError for nobody.
        """
        with self._lock:
            if self._is_looking or time.monotonic() < self._next_look:
                return self._present
            self._is_looking = True
        if self._present.log is None:
            self._look()
        else:
            Thread(target=self._look, daemon=True, name="engine-look").start()
        return self._present

    def report(self, error: EngineError) -> None:
        """Take note that the engine failed to answer: look soon whether it answers again."""
        with self._lock:
            self._tell(replace(self._present, notice=str(error), is_lost=True))
            self._next_look = time.monotonic() + min(WHILE_LOST, self._interval)

    def glance(self) -> Snapshot:
        """Return the same without waiting for the engine, should it be asked just now."""
        return self.snapshot()

    def _look(self) -> None:
        pause, begun = self._interval, time.monotonic()
        try:
            before = self._present
            try:
                text = read_about(self._connection)
                found = replace(before, notice="", is_lost=False)
                if text != self._about:
                    log, engine, about = open_log(self._connection, text)
                    found = replace(
                        found, hash=about.hash, log=log, index=engine, passages=about.passages
                    )
                    self._about = text
            except EngineError as error:
                pause = min(WHILE_LOST, self._interval)
                found = replace(before, notice=str(error), is_lost=True)
            with self._lock:
                self._tell(found, time.monotonic() - begun)
        finally:
            with self._lock:
                self._next_look = time.monotonic() + pause
                self._is_looking = False

    def _tell(self, found: Snapshot, seconds: float = 0.0) -> None:
        if found != self._present:
            found = replace(found, revision=self._present.revision + 1)
            self._present = telemetry.noted(self._present, found, seconds)
