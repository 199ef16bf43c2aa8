"""The reading list: the picture's mark or number, when, who, and where a search found its words."""

import re
from collections.abc import Sequence
from math import cos, inf, sin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.events import Log, Shape, check
from components.figures import LIGHT, SHAPES, SIDES, MarkLook, advance, mark_look, sides_of
from components.pages import SHAPE_PATHS, Element, legend, reading_list, search_hit, timeline
from components.pages.timeline import plan_of
from components.selection import View
from tests.frames.sample import small_log, the_log
from tests.hostile.payloads import KINDS
from tests.pages.sample import CONTEXT
from tests.pages.tree import elements, words
from tests.selection.sample import view_of
from tests.synthetic_log import synthetic_yaml


def rows(view: View, *, has_numbers: bool = False) -> Sequence[Element]:
    nodes = reading_list.elements(view, has_numbers=has_numbers)
    return [row for node in nodes for row in elements(node, "li")]


def marked(node: Element) -> list[str]:
    return [words(mark) for mark in elements(node, "mark")]


def test_beside_columns_a_row_has_the_mark_of_the_picture_and_no_number() -> None:
    view = view_of(the_log())
    for row in rows(view):
        event = view.log.events[str(row.attributes["data-key"])]
        look = mark_look(view.log, event, sides_of(view.log))
        (mark,) = elements(row, class_="gt-mark")
        assert not list(elements(row, class_="gt-badge"))
        shapes = [str(svg.attributes["data-shape"]) for svg in elements(mark, "svg")]
        assert len(shapes) == max(len(look.hues), 1)
        assert all(shape.startswith(look.shape) and shape in SHAPE_PATHS for shape in shapes)
        style = str(mark.attributes["class"])
        assert ("gt-hollow" in style, "gt-disputed" in style) == (look.hollow, look.disputed)
        assert event.title in words(row)
        assert view.date(event) in words(row)
        for part in event.actors:
            assert view.log.actors[part.actor].name in words(row)


def test_beside_lanes_a_row_has_its_number() -> None:
    for number, row in enumerate(rows(view_of(the_log()), has_numbers=True), 1):
        (badge,) = elements(row, class_="gt-badge")
        assert words(badge) == str(number)
        assert not list(elements(row, class_="gt-mark"))


def width_within(path: str) -> float:
    """Return how many pixels of a shape a line of digits in its middle has to itself."""
    if "A" in path:  # the circle, whose radius is 10
        corners = [(10 * cos(turn / 50), 10 * sin(turn / 50)) for turn in range(315)]
    else:
        corners, x, y = [], 0.0, 0.0
        for command, numbers in re.findall(r"([MLHV])([-.\d]+(?:[ -][-.\d]+)*)", path):
            pair = re.findall(r"-?[.\d]+", numbers)
            for at in range(0, len(pair), 1 if command in "HV" else 2):
                x = float(pair[at]) if command != "V" else x
                y = float(pair[at + (command != "V")]) if command in "ML" else y
                y = float(pair[at]) if command == "V" else y
                corners.append((x, y))
    least = inf
    for level in (-3.0, -1.5, 0.0, 1.5, 3.0):  # digits are seven pixels high
        crossed = [
            x0 + (x1 - x0) * (level - y0) / (y1 - y0)
            for (x0, y0), (x1, y1) in zip(corners, [*corners[1:], corners[0]], strict=True)
            if (y0 <= level < y1) or (y1 <= level < y0)
        ]
        least = min(least, max(crossed) - min(crossed))
    outline = 1.6
    return (least + outline) * 25.6 / 22  # 1.6 rem for 22 units


@pytest.mark.parametrize("shape", SHAPES)
def test_a_number_is_never_wider_than_its_mark(shape: str) -> None:
    room = width_within(SHAPES[shape])
    assert 12 < room < 26
    assert (
        max(
            advance.text_width(str(n), 12, bold=True)
            for n in range(1, reading_list.MOST_WITHIN + 1)
        )
        <= room
    )
    kind = small_log().kinds["meeting"]
    for number in (1, 99, 100, 1000, 99_999, 1_234_567, 10**9):
        (badge,) = elements(reading_list.badge(kind, number), class_="gt-badge")
        is_below = "gt-long" in str(badge.attributes["class"]).split()
        assert is_below == (number > reading_list.MOST_WITHIN)
        assert words(badge) == f"{number:,}"


@pytest.mark.parametrize(
    ("events", "lanes", "is_marked"),
    [(20, "side", True), (20, "kind", True), (1100, "side", False)],
)
def test_the_page_lists_marks_only_beside_a_picture_in_columns(
    events: int, lanes: str, is_marked: bool
) -> None:
    log = check(synthetic_yaml(events).encode(), "events.yaml").log
    assert log
    content = timeline.content(view_of(log, lanes=lanes), CONTEXT)
    shown = [node for area in content.areas.values() for node in area if node]
    in_list = [row for node in shown for row in elements(node, "ol", "gt-list")]
    assert all(bool(list(elements(row, class_="gt-mark"))) is is_marked for row in in_list)
    assert any(list(elements(node, class_="gt-legend")) for node in shown) is is_marked


def test_the_legend_says_what_is_in_view_and_nothing_else() -> None:
    def line(**fields: object) -> list[str]:
        planned = plan_of(view_of(the_log(), lanes="side", **fields), 1160)
        assert planned
        node = legend.line(planned.chart)  # type: ignore[arg-type]
        return [words(item) for item in elements(node, "li")] if node else []

    whole = line()
    assert whole[0] == "some time within"
    assert {"hour known", "posted", "disputed", "due or possible", "Aakey event"} <= set(whole)
    assert "posted" not in line(kind=("meeting",))
    assert "met" in line(kind=("meeting",))
    assert set(line(kind=("meeting",))) < set(whole)


def test_hues_of_marks_are_colours_of_the_palette() -> None:
    marks = [
        legend.mark(MarkLook(Shape.SAID, (place,), hollow=False, disputed=False))
        for place in range(6)
    ]
    hues = {svg.attributes["class"] for node in marks for svg in elements(node, "svg")}
    assert hues == {f"gt-of-{token}" for token in SIDES}
    assert SIDES.keys() <= LIGHT.keys()


def found(log: Log, q: str) -> dict[str, Element]:
    return {str(row.attributes["data-key"]): row for row in rows(view_of(log, q=q))}


def test_a_search_stands_out_in_the_title_and_in_the_names() -> None:
    found_rows = found(small_log(), "talk angstrom")
    assert marked(found_rows["talks"]) == ["talk", "Ångström"]
    assert not list(elements(found_rows["talks"], class_="gt-found"))


def test_a_search_shows_the_words_around_what_it_found_elsewhere() -> None:
    (line,) = elements(found(small_log(), "JUNE")["plan"], class_="gt-found")
    assert words(line) == "Perhaps in June."
    assert marked(line) == ["June"]
    for q, shown in (
        ("good", "Press: Good tea!"),
        ("zurich", "Where: Zürich"),
        ("安", "Ann Ångström: 安"),
    ):
        (line,) = elements(found(small_log(), q)["talks"], class_="gt-found")
        assert words(line) == shown
    (line,) = elements(found(small_log(), "business")["word"], class_="gt-found")
    assert words(line) == "Topic: Nobody's business"


def test_every_word_of_a_search_stands_out_in_each_row() -> None:
    for q in ("tariff", "bessent monday", "fentanyl", "何立峰", "1.2 trillion", "geneva"):
        listed = found(the_log(), q)
        assert listed, q
        for row in listed.values():
            shown = search_hit.typed_words(" ".join(marked(row)))
            for word in search_hit.typed_words(q):
                assert any(word in piece for piece in shown), (q, row.attributes["data-key"])


def test_of_a_long_text_only_the_words_around_are_shown() -> None:
    text = f"{'before ' * 80}needle{' behind' * 80}"
    log = the_log()
    first = next(iter(log.events.values()))
    event = first.model_copy(update={"summary": text})
    (line,) = search_hit.found_lines(log, event, ("needle",), ())
    assert isinstance(line, Element)
    assert marked(line) == ["needle"]
    shown = words(line)
    assert shown.startswith("…before ") and shown.endswith(" behind…")
    assert len(shown) < 3 * search_hit.AROUND
    unbroken = first.model_copy(update={"summary": f"{'x' * 900}needle{'y' * 900}"})
    (line,) = search_hit.found_lines(log, unbroken, ("needle",), ())
    assert len(words(line)) < 3 * search_hit.AROUND


def test_nothing_stands_out_without_a_search() -> None:
    assert not any(marked(row) for row in rows(view_of(the_log())))


@pytest.mark.parametrize("text", [text for texts in KINDS.values() for text in texts][:40])
def test_what_is_found_stays_text(text: str) -> None:
    nodes = search_hit.highlight(text, search_hit.typed_words(text))
    assert "".join(map(words, nodes)) == text
    assert all(isinstance(node, str) or node.tag == "mark" for node in nodes)


@given(st.text(max_size=30), st.text(max_size=4))
def test_a_text_is_whole_whatever_stands_out_in_it(text: str, typed: str) -> None:
    nodes = search_hit.highlight(text, search_hit.typed_words(typed))
    assert "".join(map(words, nodes)) == text
