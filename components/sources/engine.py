"""The source of a log in an engine: the last log read, and what is wrong with the engine."""

import time
from collections.abc import Callable
from dataclasses import replace
from threading import Lock

from components.frames.warehouse import (
    Address,
    EngineError,
    Pool,
    backend_of,
    open_log,
    read_manifest,
)
from components.sources import telemetry
from components.sources.log_source import LogSource
from components.sources.look_thread import start_look
from components.sources.snapshot import Snapshot
from components.wording import log_status

INTERVAL = 5.0  # seconds between checks for another log
WHILE_LOST = 2.0


def _connect(address: Address) -> Pool:
    return Pool(
        backend_of(address),
        address.timeout,
        lambda words, error: telemetry.record_engine_failure(address.name, words, error),
    )


class EngineLog(LogSource):
    """A log in an engine, opened again when another one is loaded there."""

    def __init__(
        self,
        address: Address,
        connect: Callable[[Address], Pool] = _connect,
        *,
        interval: float = INTERVAL,
    ) -> None:
        """Follow the log at an address; raise AddressError when its library is not installed."""
        self._pool = connect(address)
        self.limit = address.timeout
        self._interval = interval
        self._lock = Lock()
        self._present = Snapshot(address.name, notice=log_status.ENGINE_SILENT)
        self._manifest = ""
        self._next_look = 0.0
        self._is_looking = False

    def snapshot(self) -> Snapshot:
        """Return the last log read from the engine, and what is wrong with the engine.

        Callers wait for the engine only until there is a first log. Raise nothing.
        """
        return self._get(waits=True)

    def glance(self) -> Snapshot:
        """Return the same without waiting for a first log."""
        return self._get(waits=False)

    def _get(self, *, waits: bool) -> Snapshot:
        with self._lock:
            if self._is_looking or time.monotonic() < self._next_look:
                return self._present
            self._is_looking = True
        if self._present.log is None and waits:
            self._look()
        elif not start_look(self._look):  # the next caller tries again
            with self._lock:
                self._is_looking = False
        return self._present

    def report_loss(self, error: EngineError) -> None:
        """Record that the engine failed to answer, and soon check whether it answers again."""
        with self._lock:
            self._publish(replace(self._present, notice=str(error), is_lost=True))
            self._next_look = time.monotonic() + min(WHILE_LOST, self._interval)

    def _look(self) -> None:
        pause, begun = self._interval, time.monotonic()
        try:
            before = self._present
            try:
                text = read_manifest(self._pool)
                newest = replace(before, notice="", is_lost=False)
                if text != self._manifest:
                    log, engine, manifest = open_log(self._pool, text)
                    newest = replace(
                        newest,
                        hash=manifest.hash,
                        log=log,
                        index=engine,
                        passages=manifest.passages,
                    )
                    self._manifest = text
            except EngineError as error:
                pause = min(WHILE_LOST, self._interval)
                newest = replace(before, notice=str(error), is_lost=True)
            with self._lock:
                self._publish(newest, time.monotonic() - begun)
        finally:
            with self._lock:
                self._next_look = time.monotonic() + pause
                self._is_looking = False

    def _publish(self, newest: Snapshot, seconds: float = 0.0) -> None:
        if newest != self._present:
            newest = replace(newest, revision=self._present.revision + 1)
            self._present = telemetry.record_version(self._present, newest, seconds)
