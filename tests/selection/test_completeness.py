"""What a log lacks for its pages is named, and a step of the walk that shows nothing is found."""

from typing import Any

import pytest

from components.events import check
from components.selection import ADVICE, advice, broken_steps
from tests.frames.sample import facts_of, full_log, make_log

ARTICLE = {"title": "A paper", "tier": "article", "kind": "news", "short": "the paper"}
EVENT = {"title": "They talk", "kind": "post", "when": "2025-05-11"}
QUESTION = {"question": "Who?", "brief": "Who?", "status": "differs"}
LONG = "They talk about a title that is too long"
ACCOUNT = {"source": "paper", "says": "Ann"}
JUDGEMENT = {"brief": "Ann", "stands": "fits"}
STEP = {"title": "S", "brief": "S", "text": "S", "show": "event=talks", "focus": ["talks"]}
FIGURE = {"measure": "rate", "value": "30", "scope": "on all"}


def lacks(about: dict[str, Any] | None = None, **tables: object) -> list[tuple[str, str]]:
    """Return what a log lacks that has all but `tables`: the code and where it stands."""
    whole = {
        "sources": {"paper": ARTICLE},
        "measures": {"rate": {"name": "Rate", "unit": "%"}},
        "events": {"talks": EVENT},
        "walk": {"title": "W", "steps": [STEP]},
    }
    head = {"headline": "They agree", "lead": "Twice.", "figures": [FIGURE], **(about or {})}
    log = make_log({**whole, **tables}, **head)
    return [(finding.code, ".".join(map(str, finding.path))) for finding in advice(log)]


def question(**fields: object) -> dict[str, Any]:
    return {"disagreements": {"who": {**QUESTION, **fields}}}


def keyed(keys: int, of: int = 20) -> dict[str, Any]:
    return {f"e{n}": {**EVENT, "key": n < keys} for n in range(of)} | {"talks": EVENT}


def test_a_complete_log_lacks_nothing() -> None:
    assert lacks() == []
    assert list(advice(full_log())) == []


@pytest.mark.parametrize(
    ("log", "code", "place"),
    [
        ({"about": {"headline": ""}}, "no-headline", "log"),
        ({"about": {"lead": ""}}, "no-lead", "log"),
        ({"about": {"figures": []}}, "no-figures", "log"),
        (
            {"sources": {"paper": ARTICLE, "note": {**ARTICLE, "tier": "record"}}},
            "no-articles",
            "log",
        ),
        ({"walk": None}, "no-walk", ""),
        ({"walk": {"title": "W", "steps": [{**STEP, "focus": []}]}}, "no-focus", "walk.steps.0"),
        ({"sources": {"paper": {**ARTICLE, "short": ""}}}, "no-short", "sources.paper"),
        ({"events": {"talks": {**EVENT, "title": LONG}}}, "no-label", "events.talks"),
        (
            {"events": {"talks": {**EVENT, "summary": "To be written."}}},
            "unwritten",
            "events.talks.summary",
        ),
        (
            {"sources": {"paper": {**ARTICLE, "title": "To be written: the headline"}}},
            "unwritten",
            "sources.paper.title",
        ),
        (
            {"events": {key: {**EVENT, "label": "Talks"} for key in ("talks", "more")}},
            "same-label",
            "events.more.label",
        ),
        ({"events": keyed(0)}, "key-events", "events"),
        ({"events": keyed(5)}, "key-events", "events"),
        ({"events": keyed(17)}, "key-events", "events"),
        (question(brief=""), "no-brief", "disagreements.who"),
        (question(finding="Ann."), "no-brief", "disagreements.who.finding"),
        (question(accounts=[ACCOUNT]), "no-judgement", "disagreements.who"),
        (
            question(articles={"paper": JUDGEMENT}),
            "no-account",
            "disagreements.who.articles.paper",
        ),
    ],
)
def test_what_is_lacking_is_named_at_its_place(log: dict[str, Any], code: str, place: str) -> None:
    assert lacks(**log) == [(code, place)]
    assert code in ADVICE


@pytest.mark.parametrize(
    "log",
    [
        {"events": {"talks": {**EVENT, "title": LONG, "label": "Talks"}}},
        {"events": {"talks": {**EVENT, "label": EVENT["title"]}}},
        {"events": keyed(6)},
        {"events": keyed(16)},
        question(finding="Ann.", finding_brief="Ann"),
        question(accounts=[ACCOUNT], articles={"paper": JUDGEMENT}),
        question(articles={"paper": {"brief": "says nothing of it", "stands": "alone"}}),
    ],
)
def test_what_is_there_or_not_needed_is_not_asked_for(log: dict[str, Any]) -> None:
    assert lacks(**log) == []


@pytest.mark.parametrize(
    ("show", "words"),
    [
        ("kind=meeting&event=talks", "kind=meeting: this log has no such kind"),
        ("tpoic=tea&event=talks", "tpoic=tea: there is no such filter"),
        ("?from=soon&event=talks", "from=soon: a date such as"),
    ],
)
def test_a_step_that_shows_what_an_address_may_not_hold_is_found(show: str, words: str) -> None:
    walk = {"title": "W", "steps": [STEP, {**STEP, "show": show}]}
    (finding,) = broken_steps(facts_of(make_log({"events": {"talks": EVENT}, "walk": walk})))
    assert finding.path == ("walk", "steps", 1, "show")
    assert finding.message.startswith(f"step 2 of the walk: {words}")


def test_a_step_that_shows_an_event_of_no_log_is_a_problem_to_every_reader() -> None:
    text = (
        "format: 1\nlog: {title: T, zone: UTC, as_of: 2025-05-12}\n"
        "events: {talks: {title: T, kind: post, when: 2025}}\nwalk:\n  title: W\n  steps:\n"
        "    - {title: S, brief: S, text: S, show: 'lanes=topic&event=talk', focus: [talks]}\n"
    )
    (problem,) = check(text.encode(), "x").problems
    assert (problem.line, problem.code) == (7, "unknown-event")
    assert problem.message == 'step 1 of the walk: no event "talk"'
