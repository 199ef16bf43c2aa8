"""What `follows` states is held against the times of the events and against itself."""

import pytest

from components.events.sequence import misplaced
from tests.frames.sample import make_log


def faults(**whens: str) -> list[tuple[str | int, ...]]:
    """Return the paths of the links that cannot be; `a_b="2025"` is event a, which follows b."""
    events = {}
    for name, when in whens.items():
        key, *others = name.split("_")
        links = [{"event": other, "relation": "follows"} for other in others]
        events[key] = {"title": key, "kind": "post", "when": when, "links": links}
    return [finding.path for finding in misplaced(make_log({"events": events}))]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("2025-05-10", "2025-05-11"),
        ("2025-05-10", "2025-05-10"),
        ("2025-05-10T12:00", "2025-05-10"),
        ("[2025-05-09..2025-05-11]", "2025-05-10"),
        ("2025-05-10/..", "2025-05-11"),
        ("2025-05-11", "[..2025-05-12]"),
        ("[2025-05-11..]", "2025-05-11T23:59"),
    ],
)
def test_what_may_have_come_after_follows(first: str, second: str) -> None:
    assert faults(a=first, b_a=second) == []


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("2025-05-11", "2025-05-10"),
        ("2025-05-10T12:01", "2025-05-10T12:00"),
        ("[2025-05-11..]", "[..2025-05-10]"),
        ("2025-05-11/..", "2025-05-10"),
    ],
)
def test_what_had_ended_before_does_not_follow(first: str, second: str) -> None:
    assert faults(a=first, b_a=second) == [("events", "b", "links", 0, "event")]


def test_a_circle_is_found_once_however_long_and_with_whatever_leads_to_it() -> None:
    day = "2025-05-11"
    assert faults(a=day, b_a=day, c_a_b=day, d_c_b=day) == []
    assert faults(a_c=day, b_a=day, c_b=day, d_c=day) == [("events", "b", "links", 0, "event")]
    assert len(faults(a_b=day, b_a=day, c_d=day, d_c=day)) == 2


def test_a_long_chain_is_walked_without_end_of_the_stack() -> None:
    chain = {"e0": "2025"} | {f"e{n}_e{n - 1}": "2025" for n in range(1, 3000)}
    assert faults(**dict(reversed(chain.items()))) == []
