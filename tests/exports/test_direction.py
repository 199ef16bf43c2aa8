"""Logs in scripts from right to left: isolates hold sentences together and never stand in data."""

import pytest

from components.events import Log
from components.exports import FORMATS
from components.exports.metadata import schema_org
from tests.exports.sample import download_of, written
from tests.frames.sample import make_log

LOG = """
actors: {ann: {name: דן לוי, kind: person}, bob: {name: رنا, kind: person}}
topics: {tea: {name: תה}}
sources:
  paper: {title: כותרת, publisher: הארץ, kind: news, tier: article, published: 2025-05-11}
events:
  one: {title: פגישה, kind: meeting, when: 2025-05-11T10:00, topics: [tea],
        actors: [{actor: ann, role: speaker}, {actor: bob, role: participant}],
        citations: [{source: paper, locator: עמוד 1}]}
"""
ISOLATES = ("\u2068", "\u2069")


def the_log() -> Log:
    clocks = {"il": {"name": "ירושלים", "zone": "Asia/Jerusalem"}}
    return make_log(LOG, title="יומן", clocks=clocks)


def has_isolates(text: str) -> bool:
    return any(sign in text or sign.encode("unicode_escape").decode() in text for sign in ISOLATES)


@pytest.mark.parametrize("key", ["csv", "yaml", "json", "jsonl", "bib", "csl"])
def test_data_have_none(key: str) -> None:
    download = download_of(the_log(), actor=("ann", "bob"), topic=("tea",))
    assert has_isolates(download.sentence)
    assert not has_isolates(written(key, download).decode())


def test_the_properties_of_ours_in_a_calendar_have_none() -> None:
    lines = written("ics", download_of(the_log())).decode().replace("\r\n ", "").splitlines()
    own = [line for line in lines if line.startswith("X-TIMELINE-")]
    assert any("הארץ" in line for line in own)
    assert not any(map(has_isolates, own))


def test_search_engines_read_none() -> None:
    assert not has_isolates(str(schema_org(download_of(the_log()), "one")))


def test_a_reference_to_read_has_them() -> None:
    download = download_of(the_log(), event="one")
    text = b"".join(FORMATS["txt"].parts(download, "one")).decode()
    assert "Sources: \u2068" in text
    assert text.count("\u2068") == text.count("\u2069")
