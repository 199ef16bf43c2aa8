"""The page as Streamlit runs it: views, links, faulty logs; a browser is not needed for these."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from components.events import Log, check
from components.frames import FACETS, Facet
from components.panels import source

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "components" / "panels" / "page.py"


@pytest.fixture(scope="module")
def log() -> Log:
    found = check((ROOT / "data" / "events.yaml").read_bytes(), "events.yaml").log
    assert found
    return found


@pytest.fixture(autouse=True)
def own_log() -> Iterator[None]:
    """Show the project's log, whatever a test made the process show before."""
    source.configure(ROOT / "data" / "events.yaml")
    yield
    source.configure(ROOT / "data" / "events.yaml")


def run(**parameters: str | list[str]) -> AppTest:
    app = AppTest.from_file(str(PAGE), default_timeout=30)
    for key, value in parameters.items():
        app.query_params[key.rstrip("_")] = value
    app.run()
    assert not app.exception
    return app


def shown(app: AppTest) -> dict[str, Any]:
    """Return what our components were given: the tree of each area, and the picture."""
    found: dict[str, Any] = {}
    for element in app.get("bidi_component"):
        given = json.loads(element.proto.json)
        found |= given["areas"]
        if given["picture"]:
            found["picture"] = given["picture"]
    return found


def text(node: object) -> str:
    """Return the words of a sheet's tree, one space between elements."""
    if isinstance(node, str):
        return node
    if isinstance(node, list) and node and isinstance(node[0], str):
        return " ".join(filter(None, map(text, node[2:])))
    return " ".join(map(text, node)) if isinstance(node, list) else ""


def sentence(app: AppTest) -> str:
    return text(shown(app)["header"])


def numbered(app: AppTest) -> list[str]:
    events = shown(app)["picture"]["events"]
    return [
        each["id"] for each in sorted(events, key=lambda each: each["number"]) if each["number"]
    ]


def test_the_default_view_shows_every_event(log: Log) -> None:
    app = run()
    assert f"All {len(log.events)} events" in sentence(app)
    assert sorted(numbered(app)) == sorted(log.events)
    words = text(shown(app)["reading"])
    for event in log.events.values():
        assert event.title in words
    assert "How to read the picture" in words


def test_a_deep_link_opens_its_event_with_everything_that_is_known_of_it(log: Log) -> None:
    app = run(event="greer-differences", clock="washington")
    event = log.events["greer-differences"]
    words = text(shown(app)["reading"])
    for part in (event.title, event.summary, event.dating, "some time on 11 May 2025, Geneva"):
        assert part in words
    for citation in event.citations:
        assert log.sources[citation.source].title in words
        assert citation.quote in words
    assert "not verbatim" in words
    assert "Where the accounts differ" in words
    assert shown(app)["picture"]["selected"] == "greer-differences"


@pytest.mark.parametrize("facet", FACETS, ids=lambda facet: facet.key)
def test_each_filter_shows_just_the_events_that_have_the_value(log: Log, facet: Facet) -> None:
    for option in list(facet.options(log))[:3]:
        expected = {
            event.id for event in log.events.values() if option in set(facet.values(log, event))
        }
        app = run(**{facet.key: option})
        found = set(numbered(app)) if "picture" in shown(app) else set()
        assert found == expected
        assert f"{len(expected) or 'None'} of {len(log.events)}" in sentence(app)


def test_search_and_window_are_filters_like_the_others(log: Log) -> None:
    assert "hassett-very-eager" in numbered(run(q="VERY, very"))
    sunday = numbered(run(from_="2025-05-11", to="2025-05-11"))
    assert "greer-deal" in sunday and "us-uk-deal" not in sunday


def test_an_empty_result_says_what_to_relax() -> None:
    app = run(q="zebra", topic="tariffs")
    assert "None of" in sentence(app)
    words = text(shown(app)["empty"])
    assert "Without “Search”" in words


def test_a_bad_link_gives_the_page_and_names_what_was_ignored(log: Log) -> None:
    app = run(topic="nonsense", event="../../etc/passwd", lanes="x" * 5000, colour="red")
    words = sentence(app)
    assert f"All {len(log.events)} events" in words
    assert "Part of this link could not be used" in words
    assert "topic=nonsense" in words and "colour=red" in words


def test_the_data_page_lists_the_view(log: Log) -> None:
    app = run(page="data", topic="fentanyl")
    expected = [event for event in log.events.values() if "fentanyl" in event.topics]
    assert len(app.dataframe[0].value) == len(expected)
    assert log.hash in text(shown(app)["data"])


def test_lanes_can_be_topics_kinds_and_sources(log: Log) -> None:
    for lanes, name in (("topic", "Fentanyl"), ("kind", "Interview"), ("source", "CNN")):
        lanes_shown = [lane[0] for lane in shown(run(lanes=lanes))["picture"]["lanes"]]
        assert any(name in lane for lane in lanes_shown), lanes_shown


def test_a_faulty_log_is_a_list_of_located_problems(tmp_path: Path) -> None:
    faulty = tmp_path / "mine.yaml"
    faulty.write_text("format: 1\nlog:\n  title: Half\nevents: {}\n", encoding="utf-8")
    source.configure(faulty)
    app = run()
    words = text(shown(app)["header"])
    assert "This log cannot be shown yet" in words
    assert "mine.yaml:" in words
    assert str(tmp_path) not in words


def test_a_faulty_new_version_keeps_the_last_good_log(
    tmp_path: Path, log: Log, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine = tmp_path / "events.yaml"
    good = (ROOT / "data" / "events.yaml").read_text(encoding="utf-8")
    mine.write_text(good, encoding="utf-8")
    monkeypatch.setattr(source, "_source", source.Source(mine, interval=0, settle=0))
    source.current().snapshot()
    mine.write_text(good.replace("kind: interview", "kind: intervew"), encoding="utf-8")
    app = run()
    words = sentence(app)
    assert f"All {len(log.events)} events" in words
    assert "this is the last good one" in words
    assert "did you mean" in words


def test_a_log_without_people_topics_or_sources_has_no_such_filters(tmp_path: Path) -> None:
    small = tmp_path / "small.yaml"
    small.write_text(
        "format: 1\n"
        "log: {title: Small, zone: UTC, as_of: 2020-01-03,\n"
        "  clocks: {here: {name: Here, zone: UTC}}}\n"
        "events:\n"
        "  one: {title: One, kind: statement, when: 2020-01-01}\n"
        "  two: {title: Two, kind: post, when: 2020-01-02T10:00}\n",
        encoding="utf-8",
    )
    source.configure(small)
    app = run()
    assert "All 2 events" in sentence(app)
    filters = text(shown(app)["filters"])
    assert "Kind" in filters
    for absent in ("Delegation", "Topic", "Accounts", "Party"):
        assert absent not in filters
    assert [lane[0] for lane in shown(app)["picture"]["lanes"]] == ["Nobody named"]
