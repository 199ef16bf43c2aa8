"""The pages show what the example log says with the keys that few logs use."""

import re
from collections.abc import Iterator

import pytest

from components.sources import configure
from tests.frames.sample import ROOT
from tests.test_app import run, shown, text


@pytest.fixture(autouse=True)
def full_log() -> Iterator[None]:
    configure(ROOT / "tests" / "events" / "sound.yaml")
    yield
    configure(ROOT / "data" / "events.yaml")


def page(**parameters: str) -> str:
    """Return the words of a page, in all its areas."""
    areas = shown(run(**parameters))
    words = [text(areas[name]) for name in sorted(areas) if name not in ("picture", "charts")]
    return " ".join(" ".join(words).split())


def hrefs(**parameters: str) -> str:
    return str(shown(run(**parameters)))


def test_a_translation_is_said_so_and_not_that_the_record_has_other_words() -> None:
    words = page(event="captain-speaks")
    assert re.search("never a minute late” Ada Ferrier.* translated from German", words)
    assert "not word for word" not in words


def test_an_inferred_clock_time_is_never_shown_as_if_a_source_had_it() -> None:
    words = page(event="captain-speaks")
    assert "about 23:42 on 11 May 2025, The lake, inferred" in words
    assert "c. 23:42, 11 May" in words
    assert len(re.findall("(?:c.|[Aa]bout) 23:42", words)) == words.count("23:42") == 4


def test_the_archived_copy_stands_beside_the_source() -> None:
    for view in ({"event": "first-sailing"}, {"page": "evidence", "part": "sources"}):
        assert "archived copy (opens in a new tab)" in page(**view)
        assert "https://archive.example/2025/ferry" in hrefs(**view)


def test_a_person_leads_to_wikidata() -> None:
    assert "Wikidata (opens in a new tab)" in page(page="people")
    assert "https://www.wikidata.org/wiki/Q22686" in hrefs(page="people")


def test_corrections_stand_at_the_event_and_on_the_data_page_the_latest_first() -> None:
    words = "Corrected on 26 November 2026. Before: It sailed for a day. Now: It sailed for two"
    assert words in page(event="first-sailing")
    assert "Corrected on" not in page(event="captain-speaks")
    listed = page(page="data")
    assert words in listed
    assert listed.index("27 November 2026") < listed.index("26 November 2026")
    assert "Was the ferry late?" in listed


def test_the_kinds_have_the_names_that_the_log_gives_them() -> None:
    words = page(lanes="kind")
    assert "Sailing" in words
    assert "Meeting" not in words
    assert "1 of 3 events: sailings" in page(kind="meeting")


def test_both_can_stand_is_a_verdict_to_choose() -> None:
    assert "Both can stand" in page(page="evidence")
