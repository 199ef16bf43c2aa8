"""What is found once for a log, and is kept for as long as the log is in use."""

import gc
from weakref import ref

import pytest

from components.frames import LogFacts, index_log, once_per_log
from tests.frames.sample import of_whens


def test_a_function_is_called_once_for_each_log_and_argument() -> None:
    calls = []

    @once_per_log
    def title(facts: LogFacts, ending: str) -> str:
        calls.append(ending)
        return facts.log.about.title + ending

    logs = [index_log(of_whens("2025", title=title)).facts for title in ("One", "Two")]
    for _ in range(2):
        assert [title(facts, end) for facts in logs for end in "!?"] == [
            "One!",
            "One?",
            "Two!",
            "Two?",
        ]
    assert calls == ["!", "?", "!", "?"]


def test_what_was_found_goes_with_the_log() -> None:
    class Found:
        """Something that can be watched."""

    @once_per_log
    def find(facts: LogFacts) -> Found:
        return Found()

    facts = index_log(of_whens("2025")).facts
    found = ref(find(facts))
    assert found() is find(facts)
    del facts
    gc.collect()
    assert found() is None


def test_an_error_is_not_kept() -> None:
    answers = iter([0, 5])

    @once_per_log
    def divide(facts: LogFacts) -> float:
        return 10 / next(answers)

    facts = index_log(of_whens("2025")).facts
    with pytest.raises(ZeroDivisionError):
        divide(facts)
    assert divide(facts) == 2
