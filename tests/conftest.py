"""Set up what all tests share: the profile of Hypothesis, and how tests are grouped."""

from __future__ import annotations

import pytest
from hypothesis import settings

# Every run tries the same examples and leaves nothing behind. Nothing is timed, because other tests
# run at the same time.
settings.register_profile("repeatable", deadline=None, database=None, derandomize=True)
settings.load_profile("repeatable")


@pytest.hookimpl(tryfirst=True)  # the plugin that distributes them looks afterwards
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the browser's tests, and keep a module's tests, and all of the smoke, on one worker."""
    for item in items:
        if item.path.parent.name == "browser":
            item.add_marker("browser")
        group = "smoke" if item.get_closest_marker("smoke") else item.path.as_posix()
        item.add_marker(pytest.mark.xdist_group(group))
