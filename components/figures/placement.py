"""Where in the columns of a picture an event may stand: what is known of its time, and no more."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from components.events import Form, When
from components.figures.axis import DAY
from components.figures.span import Span
from components.selection import Bounds

BEFORE = -1  # the column before the first one; the column after the last is their number
_CLOSE = 1 / 25  # of a column longer than a day: what is known as closely stands on its ruler


class Known(StrEnum):
    """What is known of an event's time."""

    CLOCK = "clock"  # so closely that it has a place on a ruler: the minute, or a day of a year
    SPAN = "span"  # that it was some time within; its box is the span
    LASTED = "lasted"  # that it went on from the first column to the last
    BY = "by"  # the day by which it was
    FROM = "from"  # the day from which on it may be
    PERHAPS = "perhaps"  # that it may have been in the window, or outside it
    SINCE = "since"  # that it has gone on since before the first column


# what does not say in which column an event was
UNSURE = frozenset((Known.BY, Known.FROM, Known.PERHAPS))


@dataclass(frozen=True, slots=True)
class Placement:
    """The columns of an event, both included, and what is known of its time."""

    known: Known
    first: int
    last: int


def column_at(time: float, columns: Sequence[Span]) -> int:
    """Return the column that holds a time: `BEFORE`, one of the columns, or the one after them."""
    low, high = 0, len(columns)
    while low < high:
        middle = (low + high) // 2
        if time < columns[middle][1]:
            high = middle
        else:
            low = middle + 1
    return BEFORE if low == 0 and columns and time < columns[0][0] else low


def _is_close(when: When, length: float, column: int, columns: Sequence[Span]) -> bool:
    if when.is_loose or when.part_of_day or not 0 <= column < len(columns):
        return False
    breadth = columns[column][1] - columns[column][0]
    return breadth > DAY and length <= breadth * _CLOSE


def _is_timed(when: When, length: float, column: int, columns: Sequence[Span]) -> bool:
    """Return whether an event has a place of its own within a column: it does not just fill it."""
    if not when.has_clock or when.form is Form.DURATION or not 0 <= column < len(columns):
        return when.has_clock
    return length < columns[column][1] - columns[column][0]


def place(when: When, bounds: Bounds, columns: Sequence[Span]) -> Placement:
    """Return where an event stands; `bounds` are on the reader's clock, None where open."""
    start, stop = bounds
    after = len(columns)
    opens, closes = columns[0][0], columns[-1][1]
    lasts = when.form is Form.DURATION
    if start is None:
        last = BEFORE if stop is None else column_at(max(stop - 1, opens - 1), columns)
        if lasts:
            return Placement(Known.SINCE, BEFORE, last)
        return Placement(Known.BY, BEFORE, BEFORE)
    first = column_at(start, columns)
    if lasts and first == BEFORE and (stop is None or stop > opens):
        return Placement(
            Known.SINCE, BEFORE, after if stop is None else column_at(stop - 1, columns)
        )
    if stop is None:
        if lasts:
            return Placement(Known.LASTED, first, after)
        return Placement(Known.FROM, after, after)
    last = column_at(stop - 1, columns)
    if start < opens and stop > closes:
        return Placement(Known.SINCE, BEFORE, after)
    if first == last and (
        _is_timed(when, stop - start, first, columns)
        or _is_close(when, stop - start, first, columns)
    ):
        return Placement(Known.CLOCK, first, last)
    if lasts and first != last:
        return Placement(Known.LASTED, first, last)
    return Placement(Known.SPAN, first, last)
