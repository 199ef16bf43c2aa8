"""A usual second is as much work on every machine."""

from tests.pace import timed


def count(number: int) -> int:
    total = 0
    for each in range(number):
        total += each
    return total


def test_counting_to_twenty_million_takes_a_usual_second() -> None:
    total, seconds = timed(lambda: count(4_000_000))
    assert total == 4_000_000 * 3_999_999 // 2
    assert 0.05 < seconds < 0.8  # 0.2, but for what else the machine does meanwhile
