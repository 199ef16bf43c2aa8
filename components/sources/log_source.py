"""The interface of every source of a log, be it a file or an engine."""

from abc import ABC, abstractmethod

from components.events import DamagedLogError, Log
from components.frames.warehouse import EngineError
from components.sources.snapshot import Snapshot


class LogSource(ABC):
    """A source of a log.

    `limit` is how many seconds one query to an engine may take, 0 for a log in this process.
    """

    limit = 0.0

    @abstractmethod
    def snapshot(self) -> Snapshot:
        """Return the last good log and what is wrong with the newest; raise nothing."""

    def glance(self) -> Snapshot:
        """Return the same without waiting for a first version that is being read."""
        return self.snapshot()

    def report_damage(self, log: Log, error: DamagedLogError) -> None:
        """Record that an event of `log` is damaged, if that log is shown."""
        return

    def report_loss(self, error: EngineError) -> None:
        """Record that the engine failed to answer."""
        return


class NoLog(LogSource):
    """A log that cannot be found; its notice says why."""

    def __init__(self, notice: str) -> None:
        self._snapshot = Snapshot("", notice=notice)

    def snapshot(self) -> Snapshot:
        """Return the notice."""
        return self._snapshot
