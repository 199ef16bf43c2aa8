"""What the tests of pages and sites share."""

import pytest

from components.web import font_of


@pytest.fixture
def one_font(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make the font once: for the letters of each page it takes twice as long as the page."""
    monkeypatch.setattr("components.editions.page.font_of", lambda _: font_of("Timeline"))
