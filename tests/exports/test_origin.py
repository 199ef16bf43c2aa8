"""Whatever a view leaves as, it says which view of which state of the log it is, and when."""

import pytest

from components.exports import FORMATS
from tests.exports.sample import BASE, download_of, written
from tests.frames.sample import the_log

COUNT = len(the_log().events)


@pytest.mark.parametrize("key", ["csv", "ics", "timelinejs", "txt", "bib", "csl"])
def test_it_says_where_it_is_from(key: str) -> None:
    download = download_of(q="deficit")
    content = written(key, download).replace(b"\r\n ", b"").decode()
    assert f"{BASE}?q=deficit" in content
    # in text it stands between quotation marks, so its own are single
    marks = str.maketrans("“”", "\u2018\u2019") if key == "txt" else {}
    assert download.sentence.translate(marks) in content
    assert the_log().hash in content
    assert the_log().about.title.partition(",")[0] in content
    assert "2025-06-01T12:30:15Z" in content


@pytest.mark.parametrize("key", ["ics", "timelinejs", "txt", "bib", "csl"])
def test_it_is_the_same_whenever_it_is_written(key: str) -> None:
    assert written(key, download_of()) == written(key, download_of())


@pytest.mark.parametrize("key", ["ics", "timelinejs", "txt", "bib", "csl"])
def test_an_empty_view_and_a_cut_one_can_be_taken_away(key: str) -> None:
    assert f"None of {COUNT} events" in written(key, download_of(q="nothing like it")).decode()
    cut = written(key, download_of(most=5)).decode()
    assert f"All {COUNT} events (the first 5)" in cut
    assert cut.count("neutral-venue") == written(key, download_of()).decode().count("neutral-venue")


def test_each_format_has_names_for_people_and_for_programs() -> None:
    assert len({row.suffix for row in FORMATS.values()}) == len(FORMATS)
    for key, row in FORMATS.items():
        assert row.key == key
        assert row.name
        assert row.purpose
        assert "/" in row.media_type
