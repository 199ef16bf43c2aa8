"""The days that a question is about, and the window that shows them."""

import pytest

from components.selection import days_of
from tests.frames.sample import make_log
from tests.selection.sample import view_of


@pytest.mark.parametrize(
    ("whens", "words", "window"),
    [
        (("2025-05-10", "2025-05-11"), "10\N{EN DASH}11 May", "?from=2025-05-10&to=2025-05-11"),
        (("2025-05-11",), "11 May", "?from=2025-05-11&to=2025-05-11"),
        # no window can be typed for such years, and one without the first event would mislead
        (("-0043", "2025-05-11"), "", ""),
        (("../2025-05-11",), "11 May", "?from=2025-05-11&to=2025-05-11"),
    ],
)
def test_days_of_a_question_are_those_of_all_its_events(
    whens: tuple[str, ...], words: str, window: str
) -> None:
    events = {
        f"e{number}": {"title": when, "kind": "post", "when": when}
        for number, when in enumerate(whens)
    }
    question = {
        "question": "Which?",
        "status": "unresolved",
        "events": list(events),
        "accounts": [{"source": "a", "says": "One"}, {"source": "b", "says": "Another"}],
    }
    sources = {name: {"title": name, "tier": "article", "kind": "news"} for name in ("a", "b")}
    log = make_log({"events": events, "sources": sources, "disagreements": {"q": question}})
    assert days_of(view_of(log), log.disagreements["q"]) == (words, window)
