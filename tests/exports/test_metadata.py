"""The page of an event's short address: what other sites read of it, and nothing runs."""

import json
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given

from components.events import Log
from components.exports import event_page
from components.exports.metadata import open_graph, schema_org
from components.selection import Selection
from tests.exports.hostile import TITLE, hostile_log
from tests.exports.sample import BASE, download_of
from tests.frames.sample import logs, make_log, of_whens, small_log, the_log

EVERY = f"All {len(the_log().events)} events"


class Page(HTMLParser):
    """The elements of a page in order, with their attributes and their text."""

    def __init__(self, data: bytes) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str], list[str]]] = []
        self._open: list[int] = []
        self.feed(data.decode())
        self.close()
        assert not self._open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len({name for name, _ in attrs}) == len(attrs)
        self.found.append((tag, {name: value or "" for name, value in attrs}, []))
        if tag not in ("meta", "link"):
            self._open.append(len(self.found) - 1)

    def handle_endtag(self, tag: str) -> None:
        assert self.found[self._open.pop()][0] == tag

    def handle_data(self, data: str) -> None:
        if self._open:
            self.found[self._open[-1]][2].append(data)

    @property
    def tags(self) -> list[str]:
        return [tag for tag, _, _ in self.found]

    def text(self, name: str) -> str:
        (content,) = ["".join(text) for tag, _, text in self.found if tag == name]
        return content

    def attributes(self, name: str) -> list[dict[str, str]]:
        return [attributes for tag, attributes, _ in self.found if tag == name]

    @property
    def metas(self) -> dict[str, str]:
        return {
            attribute.get("name")
            or attribute.get("property")
            or attribute.get("http-equiv", ""): attribute["content"]
            for attribute in self.attributes("meta")
            if "content" in attribute
        }


def data_of(when: str, **event: Any) -> dict[str, Any]:  # noqa: ANN401
    log = make_log({"events": {"e": {"title": "T", "kind": "post", "when": when, **event}}})
    return schema_org(download_of(log), "e")


SHAPE = ["html", "head", "meta", "meta", "title", *["meta"] * 14, "link", "script", "body", "h1"]


def test_the_page_tells_of_its_event_and_sends_the_reader_on() -> None:
    log = the_log()
    event = log.events["neutral-venue"]
    page = Page(event_page(download_of(log), "neutral-venue"))
    assert event_page(download_of(log), "neutral-venue").startswith(b"<!doctype html>\n<html lang=")
    assert page.tags[: len(SHAPE)] == SHAPE
    assert page.text("h1") == event.title
    assert page.text("title") == f"{event.title} | {log.about.title}"
    assert page.metas["og:title"] == event.title
    assert page.metas["og:url"] == f"{BASE}e/neutral-venue"
    image = f"{BASE}api/events.wide.png?event=neutral-venue"
    assert page.metas["og:image"] == image
    assert (page.metas["og:image:width"], page.metas["og:image:height"]) == ("1200", "675")
    assert event.title in page.metas["og:image:alt"]
    assert page.metas["twitter:card"] == "summary_large_image"
    without = Page(event_page(download_of(log, base=""), "neutral-venue"))
    assert "og:image" not in without.metas and without.metas["twitter:card"] == "summary"
    assert page.metas["og:site_name"] == log.about.title
    assert page.metas["description"] == page.metas["og:description"]
    assert page.metas["description"].startswith("On or before 7 May 2025, Geneva. After the")
    assert len(page.metas["description"]) <= 300
    assert page.metas["refresh"] == "0; url=../?event=neutral-venue"
    assert page.attributes("link") == [{"rel": "canonical", "href": f"{BASE}e/neutral-venue"}]
    assert [attribute["href"] for attribute in page.attributes("a")] == ["../?event=neutral-venue"]
    assert json.loads(page.text("script")) == schema_org(download_of(log), "neutral-venue")


def test_without_an_address_it_still_leads_to_the_dashboard() -> None:
    page = Page(event_page(download_of(base=""), "neutral-venue"))
    assert page.metas["refresh"] == "0; url=../?event=neutral-venue"
    assert page.attributes("link") == []
    assert "og:url" not in page.metas
    assert "url" not in schema_org(download_of(base=""), "neutral-venue")


def test_it_leads_into_the_view_that_a_link_asks_for_and_says_nothing_of_it() -> None:
    within = Selection(q='"><script>', clock="washington", event="greer-deal")
    data = event_page(download_of(clock="washington"), "neutral-venue", within)
    page = Page(data)
    target = "../?event=neutral-venue&q=%22%3E%3Cscript%3E&clock=washington"
    assert page.metas["refresh"] == f"0; url={target}"
    assert [attribute["href"] for attribute in page.attributes("a")] == [target]
    assert page.metas["og:url"] == f"{BASE}e/neutral-venue"
    assert page.tags[: len(SHAPE)] == SHAPE
    assert json.loads(page.text("script"))["subjectOf"][-1]["description"] == EVERY
    assert data.count(b"%3Cscript") == 2


@pytest.mark.parametrize("key", ["one", "two", "three"])
def test_nothing_that_a_log_says_is_html(key: str) -> None:
    log = hostile_log()
    data = event_page(download_of(log), key)
    page = Page(data)
    title = " ".join(TITLE.split())
    assert page.tags == [*SHAPE, "p", "p", "p", "a", "bdi"]
    assert page.text("h1") == page.metas["og:title"] == title
    assert data.count(b"</script") == 1
    assert b"<!--" not in data
    assert "\u2028" not in data.decode().partition("ld+json")[2].partition("</script>")[0]
    written = json.loads(page.text("script"))
    assert written == schema_org(download_of(log), key)
    assert TITLE.replace("\u2028", " ") in written["description"].replace("\u2028", " ")


@given(logs())
def test_any_event_has_a_page(log: Log) -> None:
    download = download_of(log)
    for key, event in log.events.items():
        page = Page(event_page(download, key))
        assert page.text("h1") == open_graph(download, key)["og:title"] == event.title
        assert json.loads(page.text("script"))["@type"] == "Event"


@pytest.mark.parametrize(
    ("when", "start", "end"),
    [
        ("2025", "2025", None),
        ("2025-05", "2025-05", None),
        ("2025-05-11", "2025-05-11", None),
        ("2025-05-11T10:00Z", "2025-05-11T12:00+02:00", None),
        ("2025-01-11T23:30:05-04:00", "2025-01-12T04:30:05+01:00", None),
        ("2025-05-10/2025-05-11", "2025-05-10", "2025-05-11"),
        ("2025-05-10T10:00Z/..", "2025-05-10T12:00+02:00", None),
        ("../2025-05-10", None, "2025-05-10"),
        ("2025-05-11?", None, None),
        ("2025~", None, None),
        ("[2025-05-10..2025-05-12]", None, None),
        ("201X", None, None),
        ("-0043-03-15", "-000043-03-15", None),
        ("Y12345", "+012345", None),
    ],
)
def test_only_what_is_known_of_a_date_is_told(
    when: str, start: str | None, end: str | None
) -> None:
    data = data_of(when)
    assert (data.get("startDate"), data.get("endDate")) == (start, end)


def test_utc_is_a_z_and_the_west_is_behind() -> None:
    for zone, written in (
        ("UTC", "2025-05-11T10:00Z"),
        ("America/New_York", "2025-05-11T06:00-04:00"),
        ("Asia/Kathmandu", "2025-05-11T15:45+05:45"),
    ):
        log = of_whens("2025-05-11T10:00Z", zone=zone)
        assert schema_org(download_of(log), "e0")["startDate"] == written


def test_who_took_part_is_told_by_role_and_whoever_may_have_is_not() -> None:
    data: Any = schema_org(download_of(small_log()), "talks")
    assert data["attendee"] == [
        {"@type": "Person", "name": "Ann Ångström", "jobTitle": "Minister"},
        {"@type": "Person", "name": "Eve"},
    ]
    assert [person["name"] for person in data["performer"]] == ["Ann Ångström"]
    assert data["location"] == {"@type": "Place", "name": "Zürich"}
    assert data["about"] == [{"@type": "Thing", "name": "Tea"}]
    log = make_log(
        """
        actors: {a: {name: a, kind: office}, b: {name: b, kind: office}}
        events:
          e:
            title: T
            kind: meeting
            when: 2025
            actors:
              - {actor: a, role: host, presence: confirmed}
              - {actor: b, role: participant, presence: disputed}
              - {actor: b, role: subject}
        """
    )
    data = schema_org(download_of(log), "e")
    assert data["organizer"] == [{"@type": "Organization", "name": "a"}]
    assert "attendee" not in data


def test_the_status_is_one_that_there_is() -> None:
    assert data_of("2025")["eventStatus"] == "https://schema.org/EventScheduled"
    assert data_of("2025", status="scheduled")["eventStatus"] == "https://schema.org/EventScheduled"
    assert "eventStatus" not in data_of("2025", status="possible")
    log = make_log("events: {e: {title: T, kind: post, when: 2025, status: possible}}")
    assert b">In 2025. Possible.</p>" in event_page(download_of(log), "e")


def test_it_says_what_it_rests_on_and_which_state_of_the_log_it_is_from() -> None:
    data: Any = schema_org(download_of(), "neutral-venue")["subjectOf"]
    *sources, log = data
    assert sources[0]["name"].endswith(", passage 9")
    assert sources[0]["url"].startswith("https://")
    assert log["version"] == f"sha256:{the_log().hash}"
    assert (log["description"], log["url"]) == (EVERY, BASE)
