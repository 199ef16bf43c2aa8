"""What surrounds a view, for tests of pages."""

from datetime import UTC, datetime

from components.pages import PageContext
from components.sources import Snapshot

BASE = "https://example.org/talks/"
DAY = datetime(2025, 6, 1, tzinfo=UTC)
CONTEXT = PageContext(Snapshot("log.yaml"), BASE, DAY)
