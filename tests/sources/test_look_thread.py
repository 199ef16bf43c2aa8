"""A log is looked for in a thread; when the system gives none, the next caller tries again."""

import time
from collections.abc import Callable
from pathlib import Path
from threading import Thread

import pytest

from components.frames.__main__ import main
from components.frames.warehouse import parse_address
from components.sources import LogFile, look_thread
from components.sources.engine import EngineLog
from components.sources.log_source import LogSource
from tests.logs import FIRST, SECOND
from tests.pace import PATIENCE


class NoThread(Thread):
    """A thread that a system without any more of them refuses to start."""

    def start(self) -> None:
        """Fail as Python does."""
        raise RuntimeError("can't start new thread")


def of_file(path: Path) -> tuple[LogSource, Callable[[], object]]:
    return LogFile(path, interval=0.01, settle=0), lambda: None


def of_engine(path: Path) -> tuple[LogSource, Callable[[], object]]:
    address = f"duckdb:///{path.with_suffix('.duckdb')}"

    def load() -> None:
        assert main(["load", str(path), address]) == 0

    load()
    return EngineLog(parse_address(address), interval=0), load


@pytest.mark.parametrize("made", [of_file, of_engine])
def test_without_a_thread_readers_keep_the_log_and_later_ones_get_the_new_one(
    made: Callable[[Path], tuple[LogSource, Callable[[], object]]],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path = tmp_path / "log.yaml"
    path.write_text(FIRST)
    source, load = made(path)
    good = source.snapshot()
    path.write_text(SECOND)
    load()
    with monkeypatch.context() as patched:
        patched.setattr(look_thread, "Thread", NoThread)
        time.sleep(0.05)
        assert source.snapshot() is source.glance() is good
    deadline = time.monotonic() + PATIENCE
    while (log := source.snapshot().log) is None or log.about.title != "Second version":
        assert time.monotonic() < deadline
        time.sleep(0.01)
