"""Views of logs for tests."""

from typing import Any

from components.events import Log
from components.selection import Selection, View
from tests.frames.sample import index_of, the_log


def view_of(log: Log | None = None, **fields: Any) -> View:  # noqa: ANN401 - as Selection has them
    """Return a view of a log, else of the project's own; `fields` are those of a selection."""
    log = log or the_log()
    return View(log, index_of(log), Selection(**fields))
