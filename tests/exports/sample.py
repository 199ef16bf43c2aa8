"""Views of logs, for the tests of what leaves the dashboard."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from components.events import Log
from components.exports import View
from components.selection import Selection
from tests.frames.sample import index_of, the_log

BASE = "https://host.example/desk/"
MADE = datetime(2025, 6, 1, 12, 30, 15, tzinfo=UTC)


def view_of(log: Log | None = None, base: str = BASE, most: int = 100_000, **fields: Any) -> View:  # noqa: ANN401
    """Return a view of a log, else of the project's own; `fields` are those of a selection."""
    log = log or the_log()
    return View.of(log, index_of(log), Selection(**fields), base, MADE, most)


def written(key: str, view: View) -> bytes:
    """Return a view in a format."""
    from components.exports import FORMATS

    return b"".join(FORMATS[key].write(view))
