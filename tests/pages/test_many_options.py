"""A page of a log of thousands of topics or actors costs what a page of a few dozen does."""

import gc
import json
import tracemalloc
from collections.abc import Callable
from functools import cache
from typing import Any

import pytest

from components.events import Log
from components.figures.density import MOST_LANES
from components.pages import dashboard, filter_form, to_tree
from components.pages.filter_form import SENT
from components.selection import Selection, View
from tests.frames.sample import index_of, of_actors, of_topics
from tests.pages.sample import CONTEXT
from tests.pages.tree import elements, words

EVENTS, FEW, MANY = 1_600, 40, 1_600  # so many that the busiest option has more than marks
LOGS = {"topic": of_topics, "actor": of_actors}
VIEWS: dict[str, dict[str, Any]] = {
    "lanes": {},
    "chosen": {"topic": ("t7",)},
    "busy": {"topic": ("all",)},
    "search": {"q": "event 77"},
    "window": {"start": "2025-05-03", "end": "2025-05-03"},
    "open": {"event": "e77"},
    "people": {"page": "people"},
}


@cache
def log_of(by: str, options: int) -> Log:
    return LOGS[by](EVENTS, options)


def view_of(by: str, options: int, name: str) -> View:
    fields = {by if key == "topic" else key: value for key, value in VIEWS[name].items()}
    log = log_of(by, options)
    return View(log, index_of(log), Selection(**{"lanes": by, **fields}))


def sent(view: View) -> bytes:
    """Return what the page of a view and its filters send to the browser."""
    content = dashboard.content(view, CONTEXT, ())
    areas = {**content.areas, **content.below, "filters": filter_form.elements(view, {})}
    trees = {name: [to_tree(node) for node in nodes if node] for name, nodes in areas.items()}
    return json.dumps([trees, content.picture], separators=(",", ":")).encode()


def most_held(make: Callable[[], object]) -> int:
    """Return how many bytes are held at most while something is made."""
    gc.collect()
    tracemalloc.start()
    make()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak


@pytest.mark.parametrize("name", VIEWS)
@pytest.mark.parametrize("by", LOGS)
def test_a_page_is_as_large_and_takes_as_much_memory_as_with_few(by: str, name: str) -> None:
    sizes, held = {}, {}
    for options in (FEW, MANY):
        view = view_of(by, options, name)
        sizes[options] = len(sent(view))  # what is worked out once per log is there from now on
        held[options] = most_held(lambda: sent(view_of(by, options, name)))  # noqa: B023 - at once
    assert sizes[MANY] < sizes[FEW] * 1.3 + 2_000
    # a list of all options at most, and no row of a picture for each
    assert held[MANY] < held[FEW] * 1.3 + 300 * MANY


@pytest.mark.parametrize("by", LOGS)
def test_memory_does_not_grow_from_view_to_view(by: str) -> None:
    log = log_of(by, MANY)
    index = index_of(log)

    def visit(first: int) -> int:
        for number in range(first, first + 5):
            for chosen in ((f"t{number}",), ("all", f"t{number}")):
                fields: dict[str, Any] = {"lanes": by, by: chosen}
                sent(View(log, index, Selection(**fields)))
        gc.collect()
        return tracemalloc.get_traced_memory()[0]

    visit(0)
    tracemalloc.start()
    before = visit(20)
    after = visit(40)
    tracemalloc.stop()
    assert after - before < 50_000


def test_the_fullest_topics_have_a_row_and_the_note_says_where_the_others_are() -> None:
    view = view_of("topic", MANY, "lanes")
    areas = dashboard.content(view, CONTEXT, ()).areas
    picture = dashboard.content(view, CONTEXT, ()).picture
    assert picture
    assert [name for name, _, _ in picture["lanes"]] == [
        "All",
        "1,600 more topics, on their own scale",
    ]
    (note,) = areas["controls"]
    assert note
    assert words(note).endswith(
        "Of 1,601 topics the one with most events has a row; the filter “Topic” finds any other."
    )
    few = view_of("topic", FEW, "lanes")
    picture = dashboard.content(few, CONTEXT, ()).picture
    assert picture
    assert len(picture["lanes"]) == MOST_LANES + 1


def test_a_long_list_begins_with_what_has_events_in_view() -> None:
    log = log_of("topic", MANY)
    view = View(log, index_of(log), Selection(q="event 149"))
    inputs = (
        each.attributes
        for node in filter_form.elements(view, {})
        for each in elements(node, "input")
    )
    listed = [field["value"] for field in inputs if field.get("name") == "topic"]
    found = ["all", *(f"t{number}" for number in range(MANY) if "149" in str(number))]
    assert listed[: len(found) + 3] == [*found, "t0", "t1", "t2"]
    assert len(listed) == SENT
