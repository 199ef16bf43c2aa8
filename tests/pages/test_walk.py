"""The walk on a page: the way in, the rail, the card of a step, all of them on paper."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qs

import pytest

from components.events import Log, Step
from components.figures import MARKS
from components.pages import Content, Element, dashboard
from components.pages.page_context import PageContext
from components.selection import Selection, decode, stops
from components.wording import walk as wording
from tests.frames.sample import facts_of, index_of, make_log, small_log, the_log
from tests.pages.sample import CONTEXT
from tests.pages.tree import elements, words
from tests.selection.sample import view_of

STEPS = len(stops(view_of()))


def page_of(
    context: PageContext = CONTEXT,
    log: Log | None = None,
    **fields: Any,  # noqa: ANN401
) -> Content:
    log = log or the_log()
    selection = Selection(**fields)
    view = dashboard.view_of(log, index_of(log), selection, context)
    return dashboard.content(view, context)


def found(page: Content, area: str, tag: str = "", class_: str = "") -> list[Element]:
    nodes = [node for node in page.areas.get(area, ()) if node is not None]
    return [element for node in nodes for element in elements(node, tag, class_)]


def target(node: Element) -> Selection:
    """Return the selection that a link leads to, all of whose address counts."""
    href = str(node.attributes["href"])
    selection, ignored = decode(parse_qs(href.removeprefix("?")), facts_of(the_log()))
    assert not ignored
    return selection


def with_walk(*, quote: bool = True, **fields: object) -> Log:
    """Return the project's log with a walk of one step, the fourth of its own."""
    log = the_log()
    assert log.walk
    step: Step = log.walk.steps[3].model_copy(update=fields)
    if not quote:
        step = step.model_copy(update={"quote": None})
    return log.model_copy(update={"walk": log.walk.model_copy(update={"steps": (step,)})})


def test_the_bar_has_the_way_in_where_a_log_has_a_walk_and_only_there() -> None:
    (way,) = found(page_of(), "header", "a", "gt-walk-in")
    assert words(way) == "Walk through it in nine steps"
    assert target(way) == Selection(walk="1")
    for page in ("people", "evidence", "data"):
        assert found(page_of(page=page), "header", "a", "gt-walk-in")
    assert not found(page_of(log=small_log()), "header", "a", "gt-walk-in")
    without = the_log().model_copy(update={"walk": None})
    assert not found(page_of(log=without), "header", "a", "gt-walk-in")


@pytest.mark.parametrize(
    ("steps", "said"),
    [(1, "in one step"), (3, "in three steps"), (12, "in twelve steps"), (13, "in 13 steps")],
)
def test_the_way_in_counts_the_steps(steps: int, said: str) -> None:
    assert wording.enter(steps).endswith(said)


def test_the_rail_leads_to_every_step_and_marks_where_the_reader_is() -> None:
    page = page_of(walk="4", clock="washington")
    (rail,) = found(page, "header", "nav", "gt-rail")
    links = list(elements(rail, "a"))
    assert [target(link).walk for link in links] == [str(n) for n in range(1, STEPS + 1)]
    assert {target(link).clock for link in links} == {"washington"}
    assert [link.attributes.get("aria-current") for link in links].index("step") == 3
    walk = the_log().walk
    assert walk
    for link, step in zip(links, walk.steps, strict=True):
        assert step.brief in words(link)


def test_the_card_says_what_the_step_says_and_who_said_it() -> None:
    page = page_of(walk="7")
    (card,) = found(page, "step", "article")
    assert words(next(elements(card, "h2"))) == "He Lifeng says consensus"
    (quotation,) = elements(card, "blockquote")
    assert "“The meeting achieved substantial progress" in words(quotation)
    assert "He Lifeng, Vice Premier" in words(quotation)
    assert "translated from Chinese" in words(quotation)
    assert card.attributes["aria-labelledby"] == "step-7"
    view = view_of(walk="7")
    assert list(dashboard.focus(view)) == ["step-7"]
    assert dashboard.title(view) == f"He Lifeng says consensus · {the_log().about.title}"


def test_the_card_says_where_the_articles_differ_and_leads_to_the_questions() -> None:
    page = page_of(walk="8")
    (section,) = found(page, "step", "section")
    first = next(elements(section, "a"))
    question = the_log().disagreements["size-of-the-cut"]
    assert words(first) == question.question
    assert target(first) == Selection(page="evidence", at="size-of-the-cut")
    for judgement in question.articles.values():
        assert judgement.brief in words(section)
    assert question.finding_brief in words(section)
    assert "and 2 more questions" in words(section)
    assert not found(
        page_of(
            walk="1", log=with_walk(show="event=china-press-conference", focus=(), quote=False)
        ),
        "step",
        "section",
    )


def test_the_card_says_how_each_article_stands_and_which_is_silent() -> None:
    (section,) = found(page_of(walk="4"), "step", "section")
    answers = [words(answer) for answer in elements(section, "li")]
    assert answers[:2] == [" does not fit: the Monitor: yes, beside the post", "uTo: silent"]
    joints = list(elements(section, "svg", "gt-joint"))
    assert len(joints) == sum("silent" not in answer for answer in answers)


def test_the_card_says_when_it_was_and_what_the_step_sets() -> None:
    page = page_of(walk="6")
    (when,) = found(page, "step", "p", "gt-step-when")
    assert words(when) == "in the evening of 11 May 2025, Geneva"
    (settings,) = found(page, "step", "div", "gt-settings")
    assert [words(chip) for chip in elements(settings, "li")] == ["US delegation", "on 11 May"]
    # a step that opens an event of the whole log sets nothing
    bare = with_walk(show="event=china-press-conference", focus=(), quote=False)
    assert not found(page_of(walk="1", log=bare), "step", "div", "gt-settings")


@pytest.mark.parametrize(("number", "shown"), [(1, True), (STEPS - 1, True), (STEPS, False)])
def test_the_keys_stand_beside_the_way_on(number: int, shown: bool) -> None:
    keys = found(page_of(walk=str(number)), "step", "span", "gt-keys")
    assert [key.attributes["aria-hidden"] for key in keys] == ["true"] * shown


@pytest.mark.parametrize("number", [1, 5, STEPS])
def test_the_arrows_turn_the_steps_and_escape_leaves(number: int) -> None:
    page = page_of(walk=str(number), lanes="actor")
    nodes = [*found(page, "step"), *found(page, "header")]
    keys = {
        node.attributes["data-shortcut"]: node
        for node in nodes
        if "data-shortcut" in node.attributes
    }
    there = {str(key): target(node) for key, node in keys.items()}
    expected = {"Escape": Selection(lanes="actor")}
    if number > 1:
        expected["ArrowLeft"] = Selection(walk=str(number - 1), lanes="actor")
    if number < STEPS:
        expected["ArrowRight"] = Selection(walk=str(number + 1), lanes="actor")
    assert there == expected


def test_exploring_opens_the_event_of_the_step_in_its_view() -> None:
    page = page_of(walk="6")
    (link,) = [node for node in found(page, "step", "a") if words(node) == wording.EXPLORE]
    there = target(link)
    assert (there.event, there.delegation, there.walk) == ("greer-deal", ("us-delegation",), "")


def labels_of(page: Content) -> Mapping[str, Any]:
    assert page.picture
    return {label["id"]: label for label in page.picture["labels"]}


@pytest.mark.parametrize("width", [1040, 358])
@pytest.mark.parametrize("number", range(1, STEPS + 1))
def test_the_events_of_a_step_have_their_words_and_the_others_are_faint_marks(
    width: int, number: int
) -> None:
    view = view_of(walk=str(number))
    labels = labels_of(page_of(replace(CONTEXT, width=width), walk=str(number)))
    assert set(labels) == set(the_log().events)
    focus = stops(view)[number - 1].focus
    for event, label in labels.items():
        assert bool(label["lines"]) == (event in focus), event
        assert label["about"] == (event not in focus), event


def test_columns_of_a_step_are_wider_than_without_it() -> None:
    def widths(**fields: Any) -> Mapping[str, float]:  # noqa: ANN401
        picture = page_of(replace(CONTEXT, width=1040), **fields).picture
        assert picture
        return {column[4][0]: column[2] for column in picture["columns"] if column[4]}

    usual, walking = widths(), widths(walk="3")
    saturday = max(walking, key=lambda column: walking[column] - usual[column])
    assert walking[saturday] > 2 * usual[saturday]


def test_in_a_frame_the_walk_has_its_rail_its_card_and_its_picture() -> None:
    page = page_of(replace(CONTEXT, is_framed=True), walk="4")
    assert found(page, "header", "nav", "gt-rail")
    assert found(page, "step", "article")
    assert page.picture
    (link,) = [node for node in found(page, "step", "a") if words(node) == wording.EXPLORE]
    assert "target" not in link.attributes
    # what leads to another page opens beside the frame
    assert {
        a.attributes.get("target")
        for a in found(page, "step", "a")
        if "page=" in str(a.attributes["href"])
    } == {"_blank"}


def test_on_paper_stand_all_steps() -> None:
    (handout,) = found(page_of(walk="4"), "main", "section", "gt-handout")
    assert "gt-on-paper" in str(handout.attributes["class"])
    walk = the_log().walk
    assert walk
    entries = [words(entry) for entry in elements(handout, "h3")]
    assert [title for title in entries if title[0].isdigit()] == [
        f"{number}. {step.title}" for number, step in enumerate(walk.steps, 1)
    ]
    for step in walk.steps:
        assert step.text in words(handout)
        assert not step.quote or step.quote.text in words(handout)


def no_ids_twice(nodes: list[Element]) -> bool:
    ids = [node.attributes["id"] for node in nodes if "id" in node.attributes]
    return len(ids) == len(set(ids))


def test_no_id_stands_twice() -> None:
    page = page_of(walk="4")
    assert no_ids_twice([node for area in page.areas for node in found(page, area)])


def test_a_walk_of_one_step_begins_and_ends_there() -> None:
    page = page_of(log=with_walk(focus=(), quote=False), walk="1")
    assert words(found(page, "step", "p", "gt-step-number")[0]) == "Step 1 of 1"
    turns = [
        n for n in found(page, "step") if "gt-button" in str(n.attributes.get("class", "")).split()
    ]
    assert [n.tag for n in turns if n.attributes.get("aria-disabled")] == ["span"]
    assert words(turns[-1]) == wording.END
    assert turns[-1].attributes["href"] == "?"
    # without `focus` the event that it opens has its words
    labels = labels_of(page)
    assert [event for event, label in labels.items() if label["lines"]] == [
        "trump-good-meeting-post"
    ]
    assert not found(page, "step", "blockquote")


def test_a_log_of_too_many_marks_shows_the_view_of_the_step_beside_its_card() -> None:
    event = {"title": "Tea", "kind": "meeting", "when": "2025-05-11"}
    days = {f"e{n}": {**event, "when": f"{1000 + n}-05-11"} for n in range(MARKS + 1)}
    show = {"show": "from=1500&to=1509&event=e503", "focus": ["e503"]}
    step = {"title": "One", "brief": "One", "text": "One.", **show}
    log = make_log({"events": days, "walk": {"title": "Tea", "steps": [step]}})
    page = page_of(log=log, walk="1")
    assert words(found(page, "step", "h2")[0]) == "One"
    assert set(labels_of(page)) == {f"e{n}" for n in range(500, 510)}
    assert labels_of(page)["e503"]["bond"] == "open"
