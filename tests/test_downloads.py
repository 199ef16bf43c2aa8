"""Menus, references, embedding and printing, as Streamlit sends them."""

import html
import re
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from components.events import Log
from components.exports import FORMATS, MOST_ENTRIES, MOST_EXPORTED
from components.pages import Element, Node, download, reference
from components.pages.snippet import AROUND, FIT, HEIGHTS, snippet
from components.selection import View, decode
from components.streamlit_app import address_bar
from tests.frames.sample import facts_of, make_log, small_log, the_log
from tests.pages.sample import BASE, CONTEXT
from tests.selection.sample import view_of
from tests.serving import ROOT
from tests.test_app import links, log, nodes, own_log, run, shown, text

__all__ = ["log", "own_log"]


def words(node: Node) -> str:
    return node if isinstance(node, str) else "".join(map(words, node.children))


def seen(found: int) -> View:
    """Return a view in which there are said to be so many events."""
    view = view_of(small_log())
    vars(view)["answer"] = replace(view.answer, matching=found)
    return view


def test_every_format_is_offered_for_the_view_beside_the_picture() -> None:
    tree = shown(run(topic="tariffs", event="greer-deal", number="2"))["header"]
    downloads = [element for element in nodes(tree) if element[1].get("download")]
    names = {item[1]["href"]: text(item) for item in downloads}
    for key, item in FORMATS.items():
        assert names[f"api/events.{key}?topic=tariffs"] == item.name
        assert item.purpose in text(tree)
    assert not any("event=" in href or "number=" in href for href in names)


def test_the_data_page_offers_the_view_as_files_and_as_addresses() -> None:
    tree = shown(run(page="data", topic="tariffs", q="a&b <i>"))["data"]
    query = "?topic=tariffs&q=a%26b+%3Ci%3E"
    for key in FORMATS:
        assert f"api/events.{key}{query}" in links(tree)
    codes = {
        element[1]["id"]: text(element)
        for element in nodes(tree)
        if element[0] == "code" and "id" in element[1]
    }
    assert codes["gt-address-feed"] == f"feed.xml{query}"
    key = codes["gt-address-api"].partition("?")[0].rpartition(".")[2]
    assert key in FORMATS and codes["gt-address-api"] == f"api/events.{key}{query}"
    copied = {element[1]["data-copy-text"] for element in nodes(tree) if element[0] == "button"}
    assert copied == set(codes)


def test_the_data_page_speaks_of_the_whole_log_without_a_question_mark() -> None:
    assert f"api/events.{next(iter(FORMATS))}" in links(shown(run(page="data"))["data"])


@pytest.mark.parametrize(
    ("found", "cut"), [(0, False), (MOST_EXPORTED, False), (MOST_EXPORTED + 1, True)]
)
def test_more_events_than_are_exported_are_said_so(found: int, cut: bool) -> None:
    for tree in (download.menus(seen(found), CONTEXT), download.section(seen(found), CONTEXT)):
        sentence = f"The first {MOST_EXPORTED:,} of {found:,} events are exported"
        assert (sentence in words(tree)) == cut


def test_the_data_page_says_what_a_feed_reader_hears_of() -> None:
    for found, told in (
        (MOST_ENTRIES, "every event of the view, so a feed reader tells of each that is added"),
        (MOST_ENTRIES + 1, "the last 200 events of the view by date"),
    ):
        assert told in words(download.section(seen(found), CONTEXT))


def test_a_reference_has_title_date_source_with_passage_link_and_day(log: Log) -> None:
    event = log.events["greer-deal"]
    line = reference.event_line(CONTEXT.download(view_of(log)), "greer-deal")
    assert line.startswith(f"“{event.title}.” ")
    for part in (
        "2025",
        f"In: {log.about.title}.",
        "passage 3",
        f"{BASE}e/greer-deal (retrieved 2025-06-01).",
    ):
        assert part in line
    assert "\n" not in line


def test_a_reference_of_a_view_has_its_sentence_and_its_link(log: Log) -> None:
    view = view_of(log, page="data", topic=("tariffs",), event="greer-deal", show="list")
    vars(view)["answer"] = replace(view.answer, matching=5, total=47)
    line = reference.view_line(CONTEXT.download(view))
    assert line == (
        f"“5 of 47 events: on Tariffs.” View of: {log.about.title}. "
        f"SHA-256 of the log begins with {log.hash[:12]}. "
        f"{BASE}?topic=tariffs (retrieved 2025-06-01)."
    )


def test_an_open_event_says_how_to_cite_it(monkeypatch: pytest.MonkeyPatch) -> None:
    csv = FORMATS["csv"]
    monkeypatch.setattr(reference, "FORMATS", {**FORMATS, "bib": csv, "csl": csv})
    node = reference.of_event(view_of(small_log()), CONTEXT, small_log().events["talks"])
    assert isinstance(node, Element)
    assert "Cite this event" in words(node) and "(retrieved " in words(node)
    tree = shown(run(event="greer-deal"))["reading"]
    assert "Cite this event" in text(tree)
    assert any(element[1].get("data-copy-text") == "gt-cite-event" for element in nodes(tree))

    def hrefs(node: Node) -> Iterator[str]:
        if isinstance(node, Element):
            if "href" in node.attributes:
                yield str(node.attributes["href"])
            for child in node.children:
                yield from hrefs(child)

    assert list(hrefs(node)) == ["api/events.bib?event=talks", "api/events.csl?event=talks"]


class Frame(HTMLParser):
    """The tags of a snippet, as the page around it will read them."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.data = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.data += data


@pytest.mark.parametrize("show", ["chart", "list", "event"])
def test_a_snippet_is_one_frame_whatever_the_log_says(show: str) -> None:
    title = "\"><script>alert('1')</script> & more"
    hostile = make_log(
        {"events": {"talks": {"title": "T", "kind": "post", "when": "2025"}}}, title=title
    )
    view = view_of(hostile, q='"><b>&', event="talks" if show == "event" else "")
    text = snippet(view, show, '<i>"quoted"</i>', BASE)
    read = Frame(text)
    (tag, attributes), script = read.found
    # the script says nothing of the log: it is the same for every view
    assert (tag, script) == ("iframe", ("script", {}))
    assert text.endswith(f"></iframe>\n{FIT}") and FIT.count("\n") == 3
    assert attributes["title"] == f'{title}: <i>"quoted"</i>'
    assert "allow-downloads" in str(attributes["sandbox"]) and attributes["loading"] == "lazy"
    there = urlsplit(str(attributes["src"]))
    assert f"{there.scheme}://{there.netloc}{there.path}" == BASE
    parameters = parse_qs(there.query)
    assert parameters.pop("embed") == ["true"]
    framed, ignored = decode(parameters, facts_of(hostile))
    assert (framed.show, ignored) == (show, ())
    assert (framed.q, framed.event) == (("", "talks") if show == "event" else ('"><b>&', ""))
    assert html.escape(title) in text


@pytest.mark.parametrize(
    ("show", "height", "stated"),
    [
        ("chart", 500.2, 501 + AROUND),
        ("chart", 0, HEIGHTS["chart"]),
        ("list", 500, HEIGHTS["list"]),
    ],
)
def test_a_frame_is_as_high_as_its_picture_on_the_page(
    show: str, height: float, stated: int
) -> None:
    text = snippet(view_of(the_log()), show, "words", BASE, height)
    (_, attributes), _ = Frame(text).found
    assert attributes["height"] == str(stated)


def test_the_lines_for_the_page_around_a_frame_are_documented() -> None:
    document = (ROOT / "docs" / "taking-it-away.md").read_text(encoding="utf-8")
    assert FIT in document


def embedded(monkeypatch: pytest.MonkeyPatch, **parameters: str) -> dict[str, Any]:
    monkeypatch.setattr(address_bar, "is_embedded", lambda: True)
    return shown(run(**parameters))


def test_a_frame_shows_the_picture_the_list_or_the_event(monkeypatch: pytest.MonkeyPatch) -> None:
    chart = embedded(monkeypatch, topic="tariffs")
    assert "picture" in chart and "on Tariffs" in text(chart["header"])
    assert set(chart) == {"header", "controls", "picture", "foot"}
    entries = embedded(monkeypatch, topic="tariffs", show="list")
    assert set(entries) == {"header", "main", "foot"}
    assert "Reading list" in text(entries["main"]) and "on Tariffs" in text(entries["header"])
    event = embedded(monkeypatch, event="greer-deal", show="event")
    assert set(event) == {"header", "main", "foot"}
    assert "Sources" in text(event["main"]) and "Close" not in text(event["main"])
    assert "events" not in text(event["header"])


def test_a_frame_for_an_event_without_one_shows_the_picture(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert "picture" in embedded(monkeypatch, show="event")


@pytest.mark.parametrize("show", ["chart", "list", "event"])
def test_a_frame_leads_to_the_full_page_and_keeps_the_reader_otherwise(
    monkeypatch: pytest.MonkeyPatch, log: Log, show: str
) -> None:
    page = embedded(monkeypatch, show=show, event="greer-deal", topic="tariffs", page="people")
    head = next(element for element in nodes(page["header"]) if element[0] == "a")
    assert log.about.title in text(head)
    assert head[1]["href"] == "?event=greer-deal&topic=tariffs"
    assert (head[1]["target"], head[1]["rel"]) == ("_blank", "noopener")
    opened = page["main" if show == "event" else "reading"]
    apart = [element for element in nodes(opened) if "page=" in str(element[1].get("href"))]
    assert apart and all(link[1]["target"] == "_blank" for link in apart)
    assert not any("show=" in link[1]["href"] for link in apart)
    within = [
        element[1]["href"]
        for element in nodes(opened)
        if str(element[1].get("href")).startswith("?") and "target" not in element[1]
    ]
    default = "" if show == "chart" else f"show={show}"
    assert all(default in href for href in within)


def test_without_a_frame_what_one_shows_is_of_no_account() -> None:
    page = shown(run(show="list"))
    assert "picture" in page
    assert not any("show=" in href for href in links(page["header"]) + links(page["list"]))


def test_each_entry_of_the_handout_names_its_sources(log: Log) -> None:
    page = shown(run(topic="fentanyl"))
    entries = {
        element[1]["data-key"]: text(element)
        for element in nodes(page["list"])
        if element[0] == "li" and "data-key" in element[1]
    }
    assert entries
    for id_, told in entries.items():
        for citation in log.events[id_].citations:
            known = log.sources[citation.source]
            assert (known.publisher or known.title) in told
            if citation.passage:
                assert f"passage {citation.passage}" in told
    assert re.fullmatch(r"\?topic=fentanyl \(retrieved \d{1,2} \w+ \d{4}\)", text(page["foot"]))
