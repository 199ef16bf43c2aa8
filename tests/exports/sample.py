"""Views of logs, for the tests of what leaves the dashboard."""

from collections.abc import Mapping
from datetime import UTC, datetime, tzinfo
from typing import Any, Self

import pytest

from components.events import Log
from components.exports import FORMATS, Download
from tests.frames.sample import the_log
from tests.selection.sample import view_of

BASE = "https://host.example/desk/"
MADE = datetime(2025, 6, 1, 12, 30, 15, tzinfo=UTC)
# Images of set sizes take seconds each, and are made as `png` is.
KEYS = [
    pytest.param(key, marks=[pytest.mark.thorough] if key.endswith(".png") else [])
    for key in FORMATS
]


class Noon(datetime):
    """A clock that stands still."""

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> Self:
        """Return noon of 12 May 2025."""
        return cls(2025, 5, 12, 12, tzinfo=tz)


def closed(properties: Mapping[str, object], **rules: object) -> dict[str, object]:
    """Return the JSON Schema of an object that has no other properties."""
    return {"type": "object", "properties": properties, "additionalProperties": False, **rules}


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
