"""Give tests of the server a log that they write themselves, and a client of the routes."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from components.server import routes
from components.sources import LogFile, use_source


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return the path of the log; there is no file yet."""
    return tmp_path / "log.yaml"


@pytest.fixture
def client(path: Path) -> Iterator[TestClient]:
    """Ask the routes, which look at the log's file anew for each request."""
    with use_source(LogFile(path, interval=0, settle=0)):
        yield TestClient(Starlette(routes=routes()), base_url="http://host.example")
