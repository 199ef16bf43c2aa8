"""What the server does before its port opens, and how it goes."""

import asyncio
import errno
import gc
import resource
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from components.server import lifespan, startup
from components.server.file_limit import report_loop_error
from components.sources import LogFile, current, use_source
from tests.logs import FAULTY, FIRST
from tests.loop import finished
from tests.pace import PATIENCE


@pytest.fixture
def log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    path = tmp_path / "log.yaml"
    interval = sys.getswitchinterval()
    monkeypatch.setattr(startup, "raise_file_limit", lambda wanted: wanted)
    with use_source(LogFile(path, interval=0, settle=0)):
        yield path
    sys.setswitchinterval(interval)


def started() -> bool:
    """Start and stop; tell whether the log was there by the time that the port would open."""

    async def start() -> bool:
        async with lifespan(None):
            return current().glance().log is not None

    return finished(start())


def test_the_log_is_read_before_the_port_opens(log: Path) -> None:
    log.write_text(FIRST)
    assert started()


def test_a_faulty_log_does_not_keep_the_server_from_starting(log: Path) -> None:
    log.write_text(FAULTY)
    assert not started()
    log.unlink()
    assert not started()


def test_a_log_that_takes_long_does_not_keep_the_port_closed(
    log: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reading, goes_on = threading.Event(), threading.Event()

    def slowly(name: Path) -> bytes:
        reading.set()
        assert goes_on.wait(PATIENCE)
        return name.read_bytes()

    monkeypatch.setattr("components.sources.file._read", slowly)
    monkeypatch.setattr(startup, "LONGEST_WARM_UP", 0.1)
    log.write_text(FIRST)
    try:
        assert not started()
        assert reading.is_set()
        seen = current().glance()
        assert (seen.log, seen.notice) == (None, "log.yaml is being read.")
    finally:
        goes_on.set()
    assert current().snapshot().log is not None


@pytest.mark.parametrize(
    ("soft", "hard", "wanted", "becomes"),
    [
        (256, 4096, 65_536, 4096),
        (256, resource.RLIM_INFINITY, 65_536, 65_536),
        (70_000, 80_000, 65_536, 70_000),
        (resource.RLIM_INFINITY, resource.RLIM_INFINITY, 65_536, resource.RLIM_INFINITY),
    ],
)
def test_the_limit_of_open_files_is_raised_as_far_as_the_host_allows(
    monkeypatch: pytest.MonkeyPatch, soft: int, hard: int, wanted: int, becomes: int
) -> None:
    limits = [(soft, hard)]
    monkeypatch.setattr(resource, "getrlimit", lambda _: limits[-1])
    monkeypatch.setattr(resource, "setrlimit", lambda _, pair: limits.append(pair))
    assert startup.raise_file_limit(wanted) == becomes
    assert limits[-1] == (becomes, hard)


def test_a_host_that_allows_no_more_files_keeps_what_it_has(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse(_: int, __: tuple[int, int]) -> None:
        raise ValueError

    monkeypatch.setattr(resource, "getrlimit", lambda _: (256, 4096))
    monkeypatch.setattr(resource, "setrlimit", refuse)
    assert startup.raise_file_limit(65_536) == 256


def test_the_collector_rests_only_while_the_server_makes_ready(
    log: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    log.write_text(FIRST)
    while_warming = []
    monkeypatch.setattr(startup, "warm_up", lambda: while_warming.append(gc.isenabled()))
    started()
    assert while_warming == [False]
    assert gc.isenabled()


@pytest.mark.parametrize(("number", "is_traced"), [(errno.EMFILE, False), (errno.EIO, True)])
def test_a_connection_without_a_file_is_one_line(
    caplog: pytest.LogCaptureFixture, number: int, is_traced: bool
) -> None:
    loop = asyncio.new_event_loop()
    context = {"message": "socket.accept() failed", "exception": OSError(number, "no")}
    report_loop_error(loop, context)
    loop.close()
    (record,) = caplog.records
    assert bool(record.exc_info) == is_traced
