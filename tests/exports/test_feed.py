"""A view as a feed: what a feed reader takes from it."""

import re
from datetime import UTC, datetime
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given

from components.events import Log, parse_when
from components.exports import MOST_ENTRIES, write_feed
from components.exports.feed import moment_of
from tests.exports.hostile import TITLE, hostile_log
from tests.exports.sample import BASE, download_of
from tests.frames.sample import logs, make_log, of_whens, the_log

ATOM = "{http://www.w3.org/2005/Atom}"
SELF = "https://host.example/desk/feed.atom?q=a&topic=b"
RFC_3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


def feed_of(log: Log, base: str = BASE, q: str = "", most: int = 100_000) -> ET.Element:
    """Return a feed, once it has all that RFC 4287 asks of one."""
    data = b"".join(write_feed(download_of(log, base=base, q=q, most=most), SELF))
    feed = ET.fromstring(data)  # noqa: S314
    assert feed.tag == f"{ATOM}feed"
    assert text(feed, "author/name")
    assert links(feed)["self"] == SELF
    for element in [feed, *feed.findall(f"{ATOM}entry")]:
        for name in ("id", "title", "updated"):
            assert len(element.findall(f"{ATOM}{name}")) == 1
            assert text(element, name)
        assert re.match("(https?|tag):[^ ]+$", text(element, "id"))
        assert RFC_3339.fullmatch(text(element, "updated"))
        datetime.strptime(text(element, "updated"), "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
        assert "alternate" in links(element)
    return feed


def text(element: ET.Element, path: str) -> str:
    child = element.find("/".join(f"{ATOM}{name}" for name in path.split("/")))
    assert child is not None
    return child.text or ""


def links(element: ET.Element) -> dict[str, str]:
    return {link.attrib["rel"]: link.attrib["href"] for link in element.findall(f"{ATOM}link")}


def entries(feed: ET.Element) -> dict[str, ET.Element]:
    by_link = {links(element)["alternate"]: element for element in feed.findall(f"{ATOM}entry")}
    assert len(by_link) == len(feed.findall(f"{ATOM}entry"))
    return by_link


def test_the_latest_events_of_the_view_come_first() -> None:
    log = the_log()
    feed = feed_of(log)
    newest = list(download_of(log).ids())[::-1]
    assert list(entries(feed)) == [f"{BASE}e/{key}" for key in newest]
    for key, entry in zip(newest, entries(feed).values(), strict=True):
        event = log.events[key]
        assert text(entry, "id") == f"{BASE}e/{key}"
        assert text(entry, "title") == event.title
        assert event.summary in text(entry, "summary")
        terms = [element.attrib["term"] for element in entry.findall(f"{ATOM}category")]
        assert terms == list(event.topics)
        corrections = [each for each in log.corrections if each.event == key]
        days = [moment_of(each.date) for each in corrections]
        assert text(entry, "published") == moment_of(event.when)
        assert text(entry, "updated") == max([moment_of(event.when), *days])
        assert all(each.now.rstrip(".") in text(entry, "summary") for each in corrections)


def test_an_event_that_is_added_with_an_early_date_is_told_in_a_log_of_ordinary_size() -> None:
    whens = [f"{2025 - number}" for number in range(MOST_ENTRIES)]
    feed = feed_of(of_whens(*whens))
    assert MOST_ENTRIES == 200
    assert f"{BASE}e/e{MOST_ENTRIES - 1}" in entries(feed)
    assert len(entries(feed)) == MOST_ENTRIES
    assert "by date" not in text(feed, "subtitle")


def test_of_a_larger_log_the_last_events_are_told_and_that_they_are_not_all() -> None:
    whens = [f"{2025 - number}" for number in range(MOST_ENTRIES + 1)]
    feed = feed_of(of_whens(*whens))
    assert list(entries(feed)) == [f"{BASE}e/e{number}" for number in range(MOST_ENTRIES)]
    assert "The last 200 by date are here" in text(feed, "subtitle")


def test_a_feed_is_of_the_whole_view_even_where_an_export_is_cut() -> None:
    assert list(entries(feed_of(the_log(), most=3))) == list(entries(feed_of(the_log())))


def test_the_feed_says_which_view_it_is_of() -> None:
    feed = feed_of(the_log(), q="tariffs")
    assert text(feed, "id") == links(feed)["alternate"] == f"{BASE}?q=tariffs"
    assert text(feed, "title") == text(feed, "author/name") == the_log().about.title
    assert text(feed, "updated") == "2025-06-01T12:30:15Z"
    for told in ("matching “tariffs”", the_log().hash):
        assert told in text(feed, "subtitle")


@pytest.mark.parametrize(
    ("when", "moment"),
    [
        ("2025-05-11T10:00:30+02:00", "2025-05-11T08:00:30Z"),
        ("2025-05-11", "2025-05-10T22:00:00Z"),
        ("2025", "2024-12-31T23:00:00Z"),
        ("2025-05-10/..", "2025-05-09T22:00:00Z"),
        ("[..2025-05-10]", "2025-05-10T21:59:59Z"),
        ("9999-12-31", "9999-12-30T23:00:00Z"),
        ("0001-01-01", ""),
        ("-0043", ""),
        ("Y12345", ""),
    ],
)
def test_an_entry_bears_the_beginning_of_what_is_known_of_its_time(when: str, moment: str) -> None:
    assert moment_of(parse_when(when, "Europe/Zurich")) == moment


def test_years_that_a_feed_has_not_are_left_out_and_told() -> None:
    feed = feed_of(of_whens("2025", "Y12345", "-0043"))
    assert list(entries(feed)) == [f"{BASE}e/e0"]
    assert "2 events are left out" in text(feed, "subtitle")


@given(logs())
def test_any_log_is_a_feed(log: Log) -> None:
    feed = feed_of(log)
    download = download_of(log)
    expected = [key for key in list(download.ids())[::-1] if moment_of(log.events[key].when)]
    assert list(entries(feed)) == [f"{BASE}e/{key}" for key in expected]


def test_ids_stay_without_an_address_of_the_dashboard() -> None:
    feed = feed_of(of_whens("2025"), base="")
    (entry,) = feed.findall(f"{ATOM}entry")
    assert re.fullmatch(r"tag:timeline\.invalid,2025:a-log-[0-9a-f]{8}/e0", text(entry, "id"))
    assert text(feed, "id").startswith("tag:timeline.invalid,2025:a-log-")
    other = feed_of(of_whens("2024", "2025"), base="")
    assert text(entry, "id") in [text(element, "id") for element in other.findall(f"{ATOM}entry")]


def test_what_a_log_says_is_text_and_what_xml_forbids_is_marked() -> None:
    feed = feed_of(hostile_log())
    assert len(feed.findall(f"{ATOM}entry")) == 3
    assert {child.tag for child in feed.iter()} <= {
        f"{ATOM}{name}"
        for name in (
            *("feed", "id", "title", "subtitle", "updated", "published", "link", "author"),
            *("name", "generator", "entry", "summary", "category"),
        )
    }
    assert text(feed, "title") == " ".join(TITLE.split())
    event = {"title": "a\x00b\x1bc\ufffe", "kind": "post", "when": "2025", "summary": "x\x0by"}
    (entry,) = entries(feed_of(make_log({"events": {"e": event}}))).values()
    mark = "\N{REPLACEMENT CHARACTER}"
    assert text(entry, "title") == f"a{mark}b{mark}c{mark}"
    assert f"x{mark}y" in text(entry, "summary")
