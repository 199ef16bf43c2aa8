"""Where a view is found from outside: below the base path, at the reader's own address."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from components.pages import links
from components.selection import Selection
from components.web import asset

VIEW = Selection(page="data", event="talks", number="101", show="list", q="a&b", lanes="kind")


@pytest.fixture
def below(monkeypatch: pytest.MonkeyPatch) -> None:
    """Serve the app below a path."""
    monkeypatch.setattr(asset, "base_path", lambda: "/below")


def test_paths_of_this_server_are_as_the_page_sees_them() -> None:
    assert links.to_export("csv", VIEW) == "api/events.csv?q=a%26b&lanes=kind"
    assert links.to_export("csv", Selection()) == "api/events.csv"
    assert links.to_export_of("bib", "talks") == "api/events.bib?event=talks"
    assert links.to_feed(VIEW) == "feed.xml?q=a%26b&lanes=kind"


def test_permalinks_are_of_the_view_and_not_of_what_was_opened_in_it() -> None:
    base = "https://example.org/below/"
    assert links.to_view(VIEW, base) == f"{base}?q=a%26b&lanes=kind"
    assert links.to_view(Selection(), base) == base
    assert links.to_event("talks", base) == f"{base}e/talks"
    assert links.to_event("talks", "") == "?event=talks"
    assert links.outside("feed.xml", base) == f"{base}feed.xml"


@pytest.mark.usefixtures("below")
@pytest.mark.parametrize(
    ("url", "own"),
    [
        ("https://example.org/below/", "https://example.org/below/"),
        ("http://127.0.0.1:8501/below", "http://127.0.0.1:8501/below/"),
        ("javascript:alert(1)", ""),
        ("data:text/html,hello", ""),
        ("https://", ""),
        ("", ""),
        (None, ""),
    ],
)
def test_the_own_address_is_the_one_that_the_reader_has(
    monkeypatch: pytest.MonkeyPatch, url: str | None, own: str
) -> None:
    monkeypatch.setattr("components.web.asset.st.context", SimpleNamespace(url=url))
    assert asset.own_address() == own
