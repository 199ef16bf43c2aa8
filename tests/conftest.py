"""Set up what all tests share: Hypothesis, the collector of garbage, the marker of the browser."""

import gc
from functools import cache

import pytest
from hypothesis import settings
from streamlit.components.v2 import manifest_scanner

# Every run tries the same examples and leaves nothing behind. Nothing is timed, because other tests
# run at the same time.
settings.register_profile("repeatable", deadline=None, database=None, derandomize=True)
settings.load_profile("repeatable")

# As `app.py` does. To search all libraries and tests for garbage took an eighth of their time.
gc.disable()

# Streamlit's AppTest reads what is installed anew for each page, which takes longer than the page.
manifest_scanner.scan_component_manifests = cache(manifest_scanner.scan_component_manifests)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests that need a browser, by their folder."""
    for item in items:
        if item.path.parent.name == "browser":
            item.add_marker("browser")


def pytest_collection_finish() -> None:
    """Collect garbage from now on, but only among what the tests make."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)
    gc.enable()
