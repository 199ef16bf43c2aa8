"""A replaced version of a log leaves the disk when its last reader lets go of it, not later."""

import gc
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient
from streamlit.testing.v1 import AppTest

from components.events import write_parquet
from components.frames import Query
from components.server import routes
from components.sources import LogFile, use_source
from tests.frames.sample import read_log
from tests.logs import FIRST
from tests.pace import PATIENCE
from tests.serving import ROOT

PAGE = ROOT / "components" / "streamlit_app" / "page.py"
RELOADS = 10


@pytest.fixture(autouse=True)
def uncollected() -> Iterator[None]:
    gc.collect()
    gc.disable()
    yield
    gc.enable()


def deleted() -> int:
    """Count the files that this process has open and that no folder names any more."""
    count = 0
    for file in Path("/proc/self/fd").iterdir():
        with suppress(FileNotFoundError):  # that of the list itself
            count += str(file.readlink()).endswith("(deleted)")
    return count


def test_ten_versions_leave_one_open_file_whatever_readers_did(tmp_path: Path) -> None:
    path = tmp_path / "log.parquet"
    write_parquet(read_log(FIRST), path)
    source = LogFile(path, interval=0, settle=0)
    before = deleted()
    tabs = []
    with use_source(source):
        client = TestClient(Starlette(routes=routes()))
        for number in range(RELOADS):
            write_parquet(read_log(FIRST.replace("First", f"The {number}th")), path)
            assert client.get("/api/events.csv").status_code == 200
            tab = AppTest.from_file(str(PAGE), default_timeout=PATIENCE).run()
            assert not tab.exception
            tabs.append(tab)  # still open
            index = source.snapshot().index
            assert index and index.ask(Query()).matching == 2
            del index
    assert deleted() - before == 1


def test_versions_that_are_refused_or_known_leave_no_file_open(tmp_path: Path) -> None:
    path = tmp_path / "log.parquet"
    write_parquet(read_log(FIRST), path)
    source = LogFile(path, interval=0, settle=0)
    before = deleted()
    source.snapshot()
    good = path.read_bytes()
    for number in range(RELOADS):
        path.write_bytes(good[: -number - 1] if number % 2 else good)
        source.snapshot()
    assert deleted() - before == 1
