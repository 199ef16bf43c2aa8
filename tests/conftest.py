"""Set up what all tests share: the profile of Hypothesis, and the marker of the browser."""

import pytest
from hypothesis import settings

# Every run tries the same examples and leaves nothing behind. Nothing is timed, because other tests
# run at the same time.
settings.register_profile("repeatable", deadline=None, database=None, derandomize=True)
settings.load_profile("repeatable")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests that need a browser, by their folder."""
    for item in items:
        if item.path.parent.name == "browser":
            item.add_marker("browser")
