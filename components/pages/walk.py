"""The walk through a log: its rail of steps, the card of one, and all of them on paper."""

from collections.abc import Sequence

from components import wording
from components.events import Disagreement
from components.figures import MARKS, ColumnPlan, account_table
from components.pages import citation, header, legend, timeline
from components.pages.evidence import in_brief
from components.pages.html import Node, h
from components.pages.page_context import Content, PageContext
from components.pages.shared_element import copy_link
from components.selection import (
    Selection,
    Stop,
    View,
    address,
    at_step,
    citation_of,
    stop_of,
    stops,
    view_of_step,
)

MOST_QUESTIONS = 2  # on a card; the panel of the event has them all


def entrance(view: View) -> Node | None:
    """Return the link to the first step; `None` where the log has no walk."""
    walk = view.log.walk
    if not walk or not walk.steps:
        return None
    return h(
        "a.gt-button.gt-walk-in",
        wording.walk.enter(len(walk.steps)),
        href=address(at_step(view.selection, 1)),
        title=walk.title,
    )


def heading_id(stop: Stop) -> str:
    """Return the id of the heading of a step's card."""
    return f"step-{stop.number}"


def exit_(view: View, stop: Stop) -> Node:
    """Return the walk's title, and the link that leaves it."""
    return h(
        "div.gt-walk-out",
        h("strong", stop.walk.title),
        h(
            "a.gt-button",
            wording.walk.LEAVE,
            h("span.gt-cross", "\N{MULTIPLICATION SIGN}", aria_hidden="true"),
            href=_left(view),
            data_shortcut="Escape",
            title=wording.walk.LEAVE_HINT,
        ),
    )


def _left(view: View) -> str:
    """Return the address of the same page without the walk."""
    selection = view.selection
    return address(Selection(clock=selection.clock, lanes=selection.lanes, show=selection.show))


def content(view: View, context: PageContext) -> Content:
    """Return the card of the step that a view is at, its picture, and the handout."""
    stop = stop_of(view)
    if stop is None:
        raise ValueError("the view is at no step")
    # a whole log of too many events has no marks: then the picture is that of the step's own view
    drawn = view if view.answer.matching <= MARKS else view_of_step(view, stop)
    planned = timeline.plan_of(drawn, context.width)
    picture = timeline.picture_of(drawn, planned) if planned else None
    columns = planned.chart if planned else None
    signs = legend.line(columns) if isinstance(columns, ColumnPlan) else None
    areas: dict[str, Sequence[Node | None]] = {
        "step": [card(view, stop)],
        "main": [signs, _handout(view)],
    }
    return Content(areas, picture, tools=(exit_(view, stop),))


def rail(view: View, stop: Stop | None) -> Node:
    """Return the steps as numbered links with what each is about; a reader is at one or none."""
    return h(
        "nav.gt-rail",
        h("ol", [_on_rail(view, other, stop) for other in stops(view)]),
        aria_label=wording.walk.RAIL,
    )


def _on_rail(view: View, other: Stop, here: Stop | None) -> Node:
    style = "gt-walked" if here and other.number < here.number else None
    return h(
        "li",
        h(
            "a",
            h("span.gt-number", str(other.number)),
            h("span.gt-about-step", other.step.brief),
            h("span.gt-when-step", view.date(view.log.events[other.event])),
            href=address(at_step(view.selection, other.number)),
            aria_current="step" if here and other.number == here.number else None,
            title=other.step.title,
        ),
        class_=style,
    )


def card(view: View, stop: Stop) -> Node:
    """Return the card of a step, with the ways to the steps before and after it."""
    words, step = wording.walk, stop.step
    shown = view_of_step(view, stop)
    return h(
        "article.gt-step",
        h("p.gt-step-number", words.step_of(stop.number, len(stop.walk.steps))),
        h("h2", step.title, id=heading_id(stop), tabindex="-1", data_focus="true"),
        h("p.gt-quiet.gt-step-when", view.time_in_words(view.log.events[stop.event])),
        h("p.gt-step-text", step.text),
        _quotation(view, stop),
        _differences(view, stop),
        _settings(shown),
        h(
            "p.gt-explore",
            h("a", words.EXPLORE, href=address(shown.selection)),
            copy_link(address(at_step(view.selection, stop.number))),
        ),
        h(
            "div.gt-walk-on",
            _turn(view, words.PREVIOUS, stop.number - 1, "ArrowLeft"),
            h("a.gt-button.gt-next", words.END, href=_left(view))
            if stop.is_last
            else [_turn(view, words.NEXT, stop.number + 1, "ArrowRight"), _keys()],
        ),
        aria_labelledby=heading_id(stop),
    )


def _keys() -> Node:
    """Return the keys that turn the steps, for those who see them."""
    words = wording.walk
    signs = (words.BACKWARDS_SIGN, words.ONWARDS_SIGN)
    return h("span.gt-keys", words.OR_KEYS, [h("kbd", sign) for sign in signs], aria_hidden="true")


def _settings(shown: View) -> Node | None:
    """Return what the view of a step is narrowed to, by the names of its filters and days."""
    names = header.filter_names(shown)
    if not names:
        return None
    return h(
        "div.gt-settings",
        h("h3", wording.walk.SHOWS),
        h("ul", [h("li", name, title=heading) for name, _, heading in names]),
    )


def _turn(view: View, name: str, number: int, shortcut: str) -> Node:
    """Return the way to another step; one without number leads nowhere."""
    words, event = wording.walk, wording.event
    is_back = shortcut == "ArrowLeft"
    key = event.LEFT_KEY if is_back else event.RIGHT_KEY
    return h(
        "a" if number else "span",
        h("span", f"{words.BACKWARDS_SIGN} ", aria_hidden="true") if is_back else None,
        name,
        None if is_back else h("span", f" {words.ONWARDS_SIGN}", aria_hidden="true"),
        href=address(at_step(view.selection, number)) if number else None,
        data_shortcut=shortcut if number else None,
        class_="gt-button" + ("" if is_back else " gt-next"),
        aria_disabled=None if number else "true",
        title=event.step_hint(name, key),
    )


def _quotation(view: View, stop: Stop) -> Node | None:
    """Return the words of a step with their speaker and where they stand."""
    cited, quote = citation_of(view, stop), stop.step.quote
    if not cited or not quote:
        return None
    return citation.spoken(view, cited, view.log.events[quote.event].channel)


def questions_of(view: View, stop: Stop) -> list[Disagreement]:
    """Return the questions on the events of a step, those that touch few other events first."""
    quoted = {stop.step.quote.event} if stop.step.quote else set()
    own = {stop.event, *quoted}
    touching = [q for q in view.log.disagreements.values() if own & set(q.events)]
    return sorted(touching, key=lambda question: len(set(question.events) - stop.focus))


def _differences(view: View, stop: Stop) -> Node | None:
    questions = questions_of(view, stop)
    if not questions:
        return None
    rest = len(questions) - MOST_QUESTIONS
    articles = account_table.articles_heard(view.log)
    return h(
        "section.gt-step-differs",
        h("h3", wording.walk.DIFFER),
        [in_brief(view, question, articles) for question in questions[:MOST_QUESTIONS]],
        h(
            "p.gt-on-screen",
            h(
                "a",
                wording.count.more_questions(rest),
                href=address(view_of_step(view, stop).selection),
            ),
        )
        if rest > 0
        else None,
    )


def _handout(view: View) -> Node:
    """Return all steps, for paper."""
    steps = stops(view)
    return h(
        "section.gt-handout.gt-on-paper",
        h("h2", wording.walk.as_handout(steps[0].walk.title, view.log.about.title)),
        h("ol", [_on_paper(view, stop) for stop in steps]),
    )


def _on_paper(view: View, stop: Stop) -> Node:
    return h(
        "li",
        h("h3", f"{stop.number}. {stop.step.title}"),
        h("p.gt-quiet.gt-step-when", view.time_in_words(view.log.events[stop.event])),
        h("p", stop.step.text),
        _quotation(view, stop),
        _differences(view, stop),
    )
