"""Where a view is found from outside: permalinks, exports and the feed."""

from dataclasses import asdict
from datetime import UTC, datetime

from components.exports import FORMATS, Download
from components.pages import link
from components.selection import Selection
from tests.frames.sample import small_log
from tests.selection.sample import view_of

VIEW = Selection(page="data", event="talks", number="101", show="list", q="a&b", lanes="kind")


def test_paths_of_this_server_are_as_the_page_sees_them() -> None:
    assert link.to_export(FORMATS["csv"], VIEW) == "api/events.csv?q=a%26b&lanes=kind"
    assert link.to_export(FORMATS["csv"], Selection()) == "api/events.csv"
    accounts = Selection(page="evidence", at="fee", q="a")
    assert link.to_export(FORMATS["svg"], accounts) == "api/events.svg?page=evidence&q=a"
    assert link.to_export(FORMATS["csv"], accounts) == "api/events.csv?q=a"
    assert (
        link.to_export(FORMATS["svg"], accounts.to("evidence", "figures")) == "api/events.svg?q=a"
    )
    assert link.to_export_of("bib", "talks") == "api/events.bib?event=talks"
    assert link.to_feed(VIEW) == "feed.xml?q=a%26b&lanes=kind"


def test_permalinks_are_of_the_view_and_not_of_what_was_opened_in_it() -> None:
    for base in ("https://example.org/below/", ""):
        download = Download(view_of(small_log(), **asdict(VIEW)), base, datetime.now(UTC))
        assert download.permalink == f"{base}?q=a%26b&lanes=kind"
        whole = Download(view_of(small_log()), base, datetime.now(UTC))
        assert whole.permalink == (base or "?")
        assert whole.link("talks") == (f"{base}e/talks" if base else "?event=talks")
