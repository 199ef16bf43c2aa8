"""Views of logs, for the tests of what leaves the dashboard."""

from datetime import UTC, datetime
from typing import Any

from components.events import Log
from components.exports import Download
from tests.frames.sample import the_log
from tests.selection.sample import view_of

BASE = "https://host.example/desk/"
MADE = datetime(2025, 6, 1, 12, 30, 15, tzinfo=UTC)


def download_of(
    log: Log | None = None,
    base: str = BASE,
    most: int = 100_000,
    **fields: Any,  # noqa: ANN401
) -> Download:
    """Return a download of a log, else of the project's own; `fields` are those of a selection."""
    log = log or the_log()
    return Download(view_of(log, **fields), base, MADE, most)


def written(key: str, download: Download) -> bytes:
    """Return a download in a format."""
    from components.exports import FORMATS

    return b"".join(FORMATS[key].write(download))
